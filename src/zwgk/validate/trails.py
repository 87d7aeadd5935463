"""Checks of the decision at the source (源头认定检查): order, missing steps, who and when, the attribute on the way.

Sources: 《政府信息公开条例》第十七条; 国办发〔2016〕80号; the local plans, whose steps are data of their packs.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TypeVar

from zwgk.model import HandlingStep, Information, TrailStep, TrailStepKind
from zwgk.packs import element_keys
from zwgk.packs.steps import applies_on, rows_of, steps_of
from zwgk.report import Finding, finding
from zwgk.terms import Attribute
from zwgk.text.marks import attribute_of, parse_mark
from zwgk.text.normal import squeezed
from zwgk.trail import Taken, blamed, disordered, lacking, not_needed, standing, trail_course
from zwgk.validate.frame import Check, Frame
from zwgk.validate.information import (
    attribute_conflict,
    mark_missing,
    said,
    withheld_no_ground,
)

__all__ = [
    "CHECKS",
    "attribute_differs",
    "change_unexplained",
    "misplaced",
    "missing",
    "no_ground",
    "out_of_order",
    "stamp_unfit",
    "steps_missing",
    "unsigned",
    "unsigned_among",
    "until",
]

_PUBLISHED = "published"
_Step = TypeVar("_Step", TrailStep, HandlingStep)


def misplaced(
    each: Taken, early: Iterable[Taken], late: Iterable[Taken], name: Callable[[str], str]
) -> str:
    """Say which steps one is too early and too late for (次序颠倒的说明).

    >>> misplaced(Taken("draft", date(2024, 3, 4)), (), (Taken("stamp"),), _name)
    '“拟稿”（2024-03-04）不应在“标注”之后'
    """

    def told(step: Taken) -> str:
        return f"“{name(step.kind)}”（{step.on}）" if step.on else f"“{name(step.kind)}”"

    sides = (("之前", "、".join(map(told, early))), ("之后", "、".join(map(told, late))))
    wrong = (f"不应在{others}{side}" for side, others in sides if others)
    return f"{told(each)}{'，'.join(wrong)}"


def until(steps: Iterable[_Step | None], on: date | None) -> list[tuple[int, _Step]]:
    """List the steps with their places, up to the day of the check (截至检查之日的环节); a step without a day counts."""
    placed = ((n, each) for n, each in enumerate(steps) if each is not None)
    return [(n, each) for n, each in placed if not (on and each.on and each.on > on)]


def unsigned_among(
    part: str,
    placed: Iterable[tuple[int, TrailStep | HandlingStep]],
    name: Callable[[str], str],
) -> Iterator[Finding]:
    """Find steps of a record's *part* that do not say who took them, or when (没有记明经办人、日期)."""
    for n, each in placed:
        told = (("经办人", said(each.by)), ("日期", each.on))
        absent = "、".join(what for what, value in told if not value)
        if absent:
            message = f"“{name(each.step)}”没有记明{absent}"
            yield finding(f"{part}.unsigned", f"/{part}/{n}", message)


def _steps(information: Information, on: date | None) -> list[tuple[int, TrailStep]]:
    return until(information.trail, on)


def _taken(information: Information, on: date | None) -> list[Taken]:
    return [Taken(each.step, each.on, f"/trail/{n}") for n, each in _steps(information, on)]


def _published(information: Information, on: date | None) -> list[Taken]:
    day = information.published
    return [] if day is None or (on and day > on) else [Taken(_PUBLISHED, day, "/published")]


def _name(kind: str) -> str:
    return str(rows_of("trail")[kind]["name"])


# ------------------------------------------------------------------ steps


def missing(information: Information, frame: Frame) -> Iterator[Finding]:
    """Find records without any trail where the plan wants one (没有认定过程)."""
    created, plan = information.created, frame.pack
    if information.trail or not created or not applies_on(plan, "trail", created):
        return
    wanted = steps_of(plan, "trail")
    if wanted and not (frame.on and created > frame.on):
        listed = "、".join(_name(each) for each in wanted)
        message = f"没有源头认定过程，方案要求：{listed}"
        yield finding("trail.missing", "/trail", message, basis=plan.basis)


def out_of_order(information: Information, frame: Frame) -> Iterator[Finding]:
    """Find steps before those that must precede them, and publication before them (次序颠倒)."""
    if not information.trail:
        return
    way = trail_course(information, frame.pack)
    taken, public = _taken(information, frame.on), _published(information, frame.on)
    found = list(disordered(taken, way, beside=public))
    for each, early, late in blamed(one for one in found if one[0].kind != _PUBLISHED):
        yield finding("trail.out-of-order", each.path, misplaced(each, early, late, _name))
    for each, others in found:
        if each.kind == _PUBLISHED:
            yield finding("trail.published-early", each.path, misplaced(each, others, (), _name))


def steps_missing(information: Information, frame: Frame) -> Iterator[Finding]:
    """Find steps that were left out although a later one is done (缺少步骤)."""
    if not information.trail:
        return
    way, plan, rows = trail_course(information, frame.pack), frame.pack, rows_of("trail")
    taken = [*_taken(information, frame.on), *_published(information, frame.on)]
    attribute = standing(information, pack=plan, on=frame.on).attribute
    needless = set(not_needed(attribute or attribute_of(information), plan, way))
    if any(mark_missing(information, frame)):  # that it is not stamped is told already
        needless.add(TrailStepKind.STAMP)
    for step, later in lacking({each.kind for each in taken}, way, needless=needless):
        name = _name(step)
        message = f"没有“{name}”，已有“{_name(later[0])}”"
        basis = plan.basis if step in way.listed else rows[step]["basis"]
        yield finding(rows[step]["missing"], "/trail", message, value=name, basis=basis)


def unsigned(information: Information, frame: Frame) -> Iterator[Finding]:
    """Find steps that do not say who took them, or when (没有记明经办人、日期)."""
    yield from unsigned_among("trail", _steps(information, frame.on), _name)


# ------------------------------------------------------------------ the attribute


def attribute_differs(information: Information, frame: Frame) -> Iterator[Finding]:
    """Find attributes, recorded or stamped, that are not the one approved (与审定的属性不一致)."""
    if not information.trail:
        return
    found = standing(information, pack=frame.pack, on=frame.on)
    stamped = found.stamped.attribute if found.stamped else None
    settled = found.attribute if found.approved else stamped
    own = attribute_of(information)
    if settled is None:
        return
    if own and own is not settled and not any(attribute_conflict(information, frame)):
        path = "/attribute" if information.attribute else "/text"
        message = f"公开属性为“{own.value}”，源头认定为“{settled.value}”"
        yield finding("trail.attribute-differs", path, message, value=own.value)
    if found.stamped and stamped and stamped is not settled:
        path = f"/trail/{information.trail.index(found.stamped)}/attribute"
        message = f"标注为“{stamped.value}”，审定为“{settled.value}”"
        yield finding("trail.attribute-differs", path, message, value=stamped.value)


def change_unexplained(information: Information, frame: Frame) -> Iterator[Finding]:
    """Find attributes changed on the way without a reason (改变属性没有理由)."""
    if not information.trail:
        return
    for each in standing(information, pack=frame.pack, on=frame.on).changes:
        if not said(each.reason):
            changed = TrailStep(each.step, each.by, each.on, each.to, each.reason)
            message = (
                f"“{_name(each.step)}”把“{each.from_.value}”改为“{each.to.value}”，没有写明理由"
            )
            path = f"/trail/{information.trail.index(changed)}/reason"
            yield finding("trail.change-unexplained", path, message)


def no_ground(information: Information, frame: Frame) -> Iterator[Finding]:
    """Find decisions against publication without the ground and reason that law and plan want (没有依据或者理由)."""
    steps = [each for _, each in _steps(information, frame.on)]
    attribute = attribute_of(information)
    if attribute is None and steps:
        attribute = standing(information, on=frame.on).attribute
    wanted = _wanted(information, frame, attribute)
    if not wanted or any(withheld_no_ground(information, frame)):
        return
    has = {
        "依据": any(said(each.article) or said(each.item) for each in information.grounds),
        "理由": said(information.reason)
        or any(said(each.reason) for each in steps if each.attribute is attribute),
    }
    absent = [each for each in has if not has[each]]
    if len(absent) > len(has) - wanted:
        message = f"拟{attribute.value if attribute else ''}，但没有写明{'和'.join(absent)}"
        yield finding("trail.no-ground", "/trail" if steps else "/reason", message)


def _wanted(information: Information, frame: Frame, attribute: Attribute | None) -> int:
    """Tell how much must be told: under a plan with elements of its own for it ground and reason, else either."""
    if attribute in (None, Attribute.PROACTIVE):
        return 0
    keys = {element_keys().get(each) for each in frame.pack.elements.not_proactive}
    day = information.created or information.published
    if {"grounds", "extras"} <= keys and applies_on(frame.pack, "trail", day) is not False:
        return 2
    return 1 if attribute is Attribute.WITHHELD and information.trail else 0


def stamp_unfit(information: Information, frame: Frame) -> Iterator[Finding]:
    """Find notes that are not worded as the plan has it (标注用语不合方案)."""
    day = information.created or information.published
    note = parse_mark(information.text or "") if frame.pack.trail.marks else None
    if note is None or applies_on(frame.pack, "trail", day) is False:
        return
    fit = [each for each in frame.pack.trail.marks if _means(each) is note.attribute]
    if fit and not any(squeezed(each) in squeezed(note.text) for each in fit):
        message = f"标注为“{note.text}”，方案的用语是“{'”“'.join(fit)}”"
        basis = frame.pack.basis
        yield finding("trail.stamp-unfit", "/text", message, value=note.text, basis=basis)


def _means(mark: str) -> Attribute | None:
    note = parse_mark(mark)
    return note.attribute if note else None


CHECKS: tuple[Check, ...] = (
    missing,
    out_of_order,
    steps_missing,
    unsigned,
    attribute_differs,
    change_unexplained,
    no_ground,
    stamp_unfit,
)
