"""Checks of how the handling of an application is recorded (办理记录检查): order, missing steps, agreement with events.

Sources: 《政府信息公开条例》第四十五条; the local plans, whose steps are data of their packs.
"""

from collections.abc import Iterator
from datetime import date

from attrs import evolve

from zwgk.clock.receipt import day_of_receipt
from zwgk.deadline import deadline
from zwgk.errors import BeyondNotices, ZwgkError
from zwgk.model import Application, Event, EventKind, HandlingStep, HandlingStepKind
from zwgk.packs.steps import applies_on, rows_of, steps_of
from zwgk.report import Finding, finding
from zwgk.terms import Severity
from zwgk.trail import Course, Taken, blamed, course, disordered, lacking
from zwgk.validate.frame import Check, Frame
from zwgk.validate.trails import misplaced, unsigned_among, until

__all__ = [
    "CHECKS",
    "contradicts",
    "missing",
    "not_archived",
    "out_of_order",
    "steps_missing",
    "unsigned",
]

_ARCHIVE = "handling.archive"
_RECEIVED, _DECIDED, _ENDED = "received", "decided", "ended"
_ENDS = frozenset(
    {
        EventKind.ANSWERED,
        EventKind.CORRECTION_LAPSED,
        EventKind.FEE_LAPSED,
        EventKind.WITHDRAWN,
    }
)


def _steps(application: Application, on: date | None) -> list[tuple[int, HandlingStep]]:
    return until(application.handling, on)


def _taken(application: Application, on: date | None) -> list[Taken]:
    return [Taken(each.step, each.on, f"/handling/{n}") for n, each in _steps(application, on)]


def _events(application: Application, on: date | None) -> list[Event]:
    known = (each for each in application.events if each is not None)
    return [each for each in known if not (on and each.on and each.on > on)]


def _beside(application: Application, on: date | None) -> list[Taken]:
    """List what the events say: received, answered, ended."""
    found: dict[str, date | None] = {}
    for each in _events(application, on):
        if each.event is EventKind.RECEIVED:
            found.setdefault(_RECEIVED, day_of_receipt(each, application))
        if each.event is EventKind.ANSWERED:
            found[_DECIDED] = each.on
        if each.event in _ENDS:
            found[_ENDED] = each.on
    return [Taken(kind, day) for kind, day in found.items() if day is not None]


def _day(application: Application, kind: str, on: date | None) -> date | None:
    return next((each.on for each in _beside(application, on) if each.kind == kind), None)


def _course(application: Application, frame: Frame) -> Course:
    day = _day(application, _RECEIVED, frame.on)
    bound = applies_on(frame.pack, "handling", day) is not False
    return course("handling", steps_of(frame.pack, "handling") if bound else (), day)


def _name(kind: str) -> str:
    return str(rows_of("handling")[kind]["name"])


# ------------------------------------------------------------------ steps


def missing(application: Application, frame: Frame) -> Iterator[Finding]:
    """Find ended applications without any record of their handling where the plan wants one (没有办理记录)."""
    if application.handling or not frame.pack.handling.recorded:
        return
    day = _day(application, _RECEIVED, frame.on)
    if applies_on(frame.pack, "handling", day) and _day(application, _ENDED, frame.on):
        message = "申请已经办结，没有办理记录"
        yield finding("handling.missing", "/handling", message, basis=frame.pack.basis)


def out_of_order(application: Application, frame: Frame) -> Iterator[Finding]:
    """Find steps before those that must precede them, or before the events they follow (次序颠倒)."""
    if not application.handling:
        return
    way, beside = _course(application, frame), _beside(application, frame.on)
    kinds = {each.kind for each in beside}
    own = []
    for each, others in disordered(_taken(application, frame.on), way, beside=beside):
        against = tuple(other for other in others if other.kind in kinds)
        if against:
            yield finding("handling.contradicts", each.path, misplaced(each, against, (), _name))
        else:
            own.append((each, others))
    for each, early, late in blamed(own):
        yield finding("handling.out-of-order", each.path, misplaced(each, early, late, _name))


def steps_missing(application: Application, frame: Frame) -> Iterator[Finding]:
    """Find steps that were left out although a later one is done, or the application answered (缺少步骤)."""
    if not application.handling:
        return
    way, rows = _course(application, frame), rows_of("handling")
    done = {each.kind for each in (*_taken(application, frame.on), *_beside(application, frame.on))}
    lapsed = _ENDED in done and _DECIDED not in done
    needless = {step for step, row in rows.items() if lapsed and row.get("answered_only")}
    for step, later in lacking(done, way, needless=needless):
        name = _name(step)
        message = f"没有“{name}”，已有“{_name(later[0])}”"
        basis = frame.pack.basis if step in way.listed else rows[step]["basis"]
        yield finding("handling.step-missing", "/handling", message, value=name, basis=basis)


def unsigned(application: Application, frame: Frame) -> Iterator[Finding]:
    """Find steps that do not say who took them, or when (没有记明经办人、日期)."""
    yield from unsigned_among("handling", _steps(application, frame.on), _name)


# ------------------------------------------------------------------ events


def contradicts(application: Application, frame: Frame) -> Iterator[Finding]:
    """Find steps dated otherwise than the event of the same act (与办理节点的日期不一致)."""
    answers = [each for each in _events(application, frame.on) if each.event is EventKind.ANSWERED]
    if not answers or not application.handling:
        return
    same = {
        HandlingStepKind.ANSWERED: (answers[-1].on, "答复"),
        HandlingStepKind.SERVED: (answers[-1].served, "签收"),
    }
    for n, each in _steps(application, frame.on):
        day, name = same.get(each.step, (None, ""))
        if day and each.on and each.on != day and not _told_early(each, answers[-1]):
            message = f"“{_name(each.step)}”（{each.on}）与{name}日期{day}不一致"
            yield finding("handling.contradicts", f"/handling/{n}", message, value=str(each.on))


def _told_early(step: HandlingStep, answer: Event) -> bool:
    """Whether the order has told it already: served before it was answered."""
    early = step.on and answer.on and step.on < answer.on
    return bool(early) and step.step is HandlingStepKind.SERVED


def not_archived(application: Application, frame: Frame) -> Iterator[Finding]:
    """Find ended applications that were not archived (没有归档); graver once the plan's own period is over."""
    if not application.handling:
        return
    ended = _day(application, _ENDED, frame.on)
    done = {each.kind for each in _taken(application, frame.on)}
    if ended is None or HandlingStepKind.ARCHIVED in done:
        return
    usual = finding("handling.not-archived", "/handling", f"申请已于{ended}办结，没有归档")
    if _ARCHIVE not in frame.pack.periods:
        yield usual
        return
    due, on = _due(ended, frame), frame.day_for("是否按期归档")
    if due and on and on > due:
        message = f"应于{due}前归档，到{on}没有归档"
        severity = Severity.WARNING
        yield evolve(usual, message=message, basis=frame.pack.basis, severity=severity)


def _due(ended: date, frame: Frame) -> date | None:
    try:
        found = deadline(
            _ARCHIVE, ended, calendar=frame.calendar, pack=frame.pack, provisional=True
        )
    except (BeyondNotices, OverflowError, ZwgkError):
        return None
    return date(found.due.year, found.due.month, found.due.day)


CHECKS: tuple[Check, ...] = (
    missing,
    out_of_order,
    steps_missing,
    unsigned,
    contradicts,
    not_archived,
)
