"""Drafting a reply or a letter (拟稿): the wording of its kind, filled in with what the application and the law tell."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from attrs import evolve

from zwgk.clock import Clock, clock
from zwgk.clock.receipt import day_of_receipt
from zwgk.deadline import deadline
from zwgk.fee import Fee
from zwgk.law import facts
from zwgk.model import Application, Event, Ground
from zwgk.model.application import EventKind
from zwgk.outcomes.kinds import Kind, kind_of, letter_words, reply_words
from zwgk.outcomes.result import BLANK, Reply
from zwgk.text.answers import first_rule, grounds_of
from zwgk.workdays import WorkCalendar
from zwgk.workdays.days import as_day

__all__ = ["reply"]

_FEE = "{fee}"


def reply(
    application: Application | Mapping[str, Any],
    outcome: str,
    *,
    on: date,
    grounds: Iterable[Ground] = (),
    reason: str | None = None,
    details: Mapping[str, str] | None = None,
    fee: Fee | None = None,
    calendar: WorkCalendar | None = None,
) -> Reply:
    """Draft the reply to an application, or a letter in its handling (答复书、告知书).

    *outcome* is a kind of reply or letter, or an outcome as the annual report has it, which may also tell the ground
    of withholding. *grounds* and *reason* are those given, else those of the recorded answer. *details* fills in what
    stands in 【】 by its words; *fee* is what a notice of the fee is about.

    >>> found = reply(Application("2026-3", ()), "属于国家秘密", on=date(2026, 3, 20), reason="已定密。")
    >>> found.outcome, found.reconsideration_first, found.lines[3]
    ('withheld', True, '理由：已定密。')
    >>> reply(Application("2026-3", ()), "补正告知书", on=date(2026, 3, 20)).missing[-2:]
    ('补正期限', '答复机关名称（印章）')

    Raises:
        ZwgkError: the outcome is unknown, or *on* is no day or lies before the rules in force.
        ShapeError: the plain data has another shape.
    """
    if not isinstance(application, Application):
        application = Application.from_dict(application)
    day = as_day(on)
    kind = kind_of(outcome, day)
    held = (*grounds,) or _recorded(application, "grounds") or grounds_of(outcome)
    why = reason or _recorded(application, "reason")
    seen = _clock(application, day, calendar)
    known = _known(application, held, why, day)
    known |= _of_letter(kind, application, seen, day, calendar) | _of_fee(fee)
    send_by = _send_by(kind, application, seen, calendar)
    drafted = _letter(kind, day) if "lines" in kind else _answer(kind, held, day)
    lines = (each for line in drafted.lines for each in _written(line, known))
    return evolve(
        drafted,
        application=application.id,
        lines=tuple(_filled(each, details or {}) for each in lines),
        send_by=send_by,
        notes=(*drafted.notes, *_warnings(kind, application, send_by, day)),
    )


# ------------------------------------------------------------------ replies and letters


def _answer(kind: Kind, held: tuple[Ground, ...], day: date) -> Reply:
    """Lay out a reply: opening, body, basis, remedies."""
    first, ground = _first(kind, held, day)
    periods = reply_words()["remedy"]["periods"]
    return Reply(
        "",
        kind["key"],
        reply_words()["title"],
        kind["title"],
        day,
        _basis(kind),
        tuple(_template(kind, day, first=first)),
        tuple(kind["must"]),
        first,
        tuple(periods[each] for each in _remedies(first=first)),
        ground,
        verified=kind.get("verified", True),
        notes=(
            *_notes(kind),
            *((reply_words()["remedy"]["doubt"],) if kind.get("partial") else ()),
        ),
    )


def _letter(kind: Kind, day: date) -> Reply:
    """Lay out a letter: its own lines and the signature; it is no decision to be contested by itself."""
    opening = letter_words()["opening"]
    lines = [opening if line == "{opening}" else line for line in kind["lines"]]
    return Reply(
        "",
        kind["key"],
        kind["title"],
        kind["title"],
        day,
        _basis(kind),
        (*lines, *reply_words()["signature"]),
        tuple(kind["must"]),
        period=kind.get("period"),
        verified=kind.get("verified", True),
        notes=tuple(_notes(kind)),
    )


def _notes(kind: Kind) -> Iterator[str]:
    yield from kind.get("notes", ())
    yield from (f"{letter_words()['unverified']}{each}" for each in kind.get("doubts", ()))


def _basis(kind: Kind) -> str:
    instrument = kind.get("instrument", reply_words()["instrument"])
    return f"《{instrument}》{kind.get('article') or '（' + kind['source'] + '）'}"


def _template(kind: Kind, day: date, *, first: bool) -> Iterator[str]:
    words = reply_words()
    yield words["addressee"]
    yield words["opening"]
    yield from kind["body"]
    yield f"以上依据：{_basis(kind)}。"
    remedy: str = words["remedy"]["first" if first else "either"]
    yield remedy.format_map(_Kept(_lengths(day)))
    yield words["closing"]
    yield from words["signature"]


def _warnings(
    kind: Kind, application: Application, send_by: date | None, day: date
) -> Iterator[str]:
    words = letter_words()
    if send_by is not None and day > send_by:
        yield words["too_late"].format(send_by=send_by, on=day)
    before = _last(application, EventKind.EXTENDED)
    if "extension" in kind and before and before.on and before.on < day:
        yield words["again"]


# ------------------------------------------------------------------ deadlines


def _clock(application: Application, day: date, calendar: WorkCalendar | None) -> Clock | None:
    """See the application on a day; nothing where an event of it could not be read."""
    if not all(application.events):
        return None
    return clock(application, on=day, calendar=calendar)


def _send_by(
    kind: Kind, application: Application, seen: Clock | None, calendar: WorkCalendar | None
) -> date | None:
    """Find the last day to send it: of its own period, else of the answer."""
    received = _received(application)
    if "send_by" not in kind:
        return seen.due if seen else None
    if received is None or not facts()[kind["send_by"]].known(received):
        return None
    found = deadline(kind["send_by"], received, calendar=calendar, provisional=True).due
    return as_day(found)


def _extended(
    application: Application, seen: Clock | None, day: date, calendar: WorkCalendar | None
) -> date | None:
    """Find the last day to answer after the extension, recorded or about to be."""
    if seen is None or seen.due is None:
        return None
    if _last(application, EventKind.EXTENDED):
        return seen.due
    event = Event(EventKind.EXTENDED, day)
    longer = clock(
        evolve(application, events=(*application.events, event)), on=day, calendar=calendar
    )
    return longer.due


def _last(application: Application, kind: EventKind) -> Event | None:
    return next((each for each in application.events[::-1] if each and each.event is kind), None)


# ------------------------------------------------------------------ remedies


def _first(kind: Kind, held: tuple[Ground, ...], day: date) -> tuple[bool, str]:
    """Tell whether reconsideration comes first, and the ground of that."""
    rule = first_rule(kind, held, day)
    if rule:
        return True, rule["basis"]
    periods = reply_words()["remedy"]["periods"]
    either = (periods[each] for each in _remedies(first=False))
    return False, "、".join(facts()[name].on(day).basis for name in either)


def _remedies(*, first: bool) -> tuple[str, str]:
    return ("reconsideration", "after") if first else ("reconsideration", "litigation")


def _lengths(day: date) -> dict[str, str]:
    """Say how long each remedy is open."""
    periods = reply_words()["remedy"]["periods"]
    return {key: _length(name, day) for key, name in periods.items()}


def _length(name: str, day: date) -> str:
    rule = facts()[name].on(day)
    return f"{rule.value}{reply_words()['units'][rule.unit.value]}"


# ------------------------------------------------------------------ what is filled in


class _Kept(dict[str, str]):
    """Texts to fill in (填写内容); what is not known keeps its braces."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def _known(
    application: Application, held: tuple[Ground, ...], reason: str | None, day: date
) -> _Kept:
    blank = reply_words()["unknown"]
    applicant, received = application.applicant, _received(application)
    return _Kept(
        name=(applicant.name if applicant else None) or blank["name"],
        id=application.id,
        description=application.description or blank["description"],
        form=application.form or "【提供的形式】",
        received=_said(received) if received else blank["received"],
        grounds=_grounds(held) or "【法律依据的名称和条款】",
        reason=reason or "【理由】",
        on=_said(day),
        reply_by=_day_or(
            _last(application, EventKind.CORRECTION_ASKED), "reply_by", "【补正期限】"
        ),
    )


def _of_letter(
    kind: Kind,
    application: Application,
    seen: Clock | None,
    day: date,
    calendar: WorkCalendar | None,
) -> dict[str, str]:
    """Fill in what letters name: whom they ask, how long the period is, what silence means, both last days."""
    party = _last(application, EventKind(kind["party"])) if "party" in kind else None
    agreed = _last(application, EventKind.EXTENDED)
    told = {
        "basis": _basis(kind),
        "party": (party and party.party) or "【被征求意见方的姓名或者名称】",
        "approved_by": (agreed and agreed.approved_by) or "【负责人姓名】",
    }
    if period := kind.get("period"):
        silence = facts()[period].silence
        told |= {"length": _length(period, day), "silence": silence or ""}
    if "extension" in kind:
        before = evolve(application, events=tuple(_without(application, EventKind.EXTENDED)))
        due = _clock(before, day, calendar)
        told["due"] = _said_or(due.due if due else None, "【原答复期限】")
        until = _extended(application, seen, day, calendar)
        told["extended"] = _said_or(until, "【延长后的答复期限】")
        told["length"] = _extension(kind, application, agreed)
    return told


def _without(application: Application, kind: EventKind) -> Iterator[Event]:
    return (each for each in application.events if each is None or each.event is not kind)


def _extension(kind: Kind, application: Application, agreed: Event | None) -> str:
    """Say by how many working days: those agreed on, else as many as the law of the day of receipt allows."""
    rule = facts()[kind["extension"]]
    received = _received(application)
    if received is None or not rule.known(received):
        return "【延长的工作日数】"
    version = rule.on(received)
    days = (agreed and agreed.days) or version.value
    return f"{days}{reply_words()['units'][version.unit.value]}"


def _of_fee(fee: Fee | None) -> dict[str, str]:
    if fee is None:
        return {"total": "【金额】元", "fee": "【收费标准和计算过程】"}
    return {"total": f"{fee.total}元", "fee": fee.explain()}


def _recorded(application: Application, key: str) -> Any:
    """Give what the recorded answer says."""
    answered = _last(application, EventKind.ANSWERED)
    return getattr(answered, key) if answered else None


def _received(application: Application) -> date | None:
    events = (each for each in application.events if each and each.event is EventKind.RECEIVED)
    return next((day_of_receipt(each, application) for each in events), None)


def _grounds(held: tuple[Ground, ...]) -> str:
    """Cite the grounds; a bare article is one of the regulation."""
    cited = (each.article if "《" in each.article else _of_regulation(each) for each in held)
    return "、".join(cited)


def _of_regulation(ground: Ground) -> str:
    item = f"（{ground.item}）" if ground.item else ""
    return f"《{reply_words()['instrument']}》{ground.article}{item}"


def _day_or(event: Event | None, key: str, blank: str) -> str:
    return _said_or(getattr(event, key) if event else None, blank)


def _said_or(day: date | None, blank: str) -> str:
    return _said(day) if day else blank


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _written(line: str, known: _Kept) -> list[str]:
    """Write a line; the arithmetic of a fee has several."""
    text = line.format_map(known)
    return text.split("\n") if line == _FEE else [text]


def _filled(line: str, details: Mapping[str, str]) -> str:
    """Fill in by the whole words of a blank, or by those before its first comma."""

    def fill(blank: re.Match[str]) -> str:
        words = blank[1]
        return details.get(words) or details.get(words.partition("，")[0]) or blank[0]

    return BLANK.sub(fill, line)
