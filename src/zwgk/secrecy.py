"""The term of a state secret (保密期限): its last day, its maximum, the yearly review, where it stands on a day.

Sources: 《中华人民共和国保守国家秘密法》(2010, 2024); 《中华人民共和国保守国家秘密法实施条例》(2024). What the term
ends is the secret, not the decision whether to publish: 《政府信息公开条例》第十七条.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from attrs import evolve

from zwgk import _data, law
from zwgk.errors import ZwgkError
from zwgk.law import Version
from zwgk.model import MarkStep
from zwgk.model.secrecy import SecrecyState, SecrecyTerm
from zwgk.terms import SecrecyLevel
from zwgk.workdays import Period
from zwgk.workdays.days import ONE, as_day

__all__ = ["term"]

_COUNT_FIRST = "count-first-day"


def term(
    level: SecrecyLevel | str,
    determined_on: date,
    *,
    until: date | None = None,
    declassified: date | None = None,
    reviewed: date | None = None,
    on: date | None = None,
    readings: Iterable[str] = (),
) -> SecrecyTerm:
    """Reckon the term of a state secret (保密期限).

    *until* is the last secret day as determined; without it the longest term counts. *declassified* is the day of an
    early declassification, *reviewed* that of the last review. *on* is the day to look from; without it there is no
    state. The law in force on *determined_on* sets the maximum. The corresponding day is the last secret one; the
    reading ``count-first-day`` ends a day before.

    >>> from datetime import date
    >>> found = term("机密", date(2024, 6, 3), until=date(2054, 6, 3), on=date(2026, 1, 5))
    >>> found.longest, found.exceeds, found.state.value, found.next_review
    (datetime.date(2044, 6, 3), True, 'secret', datetime.date(2025, 6, 3))

    Raises:
        ZwgkError: the level or a reading is unknown, a day is no day, or *until* lies before *determined_on*.
    """
    rank, since = _level(level), as_day(determined_on)
    last, opened, seen, day = map(_day, (until, declassified, reviewed, on))
    chosen = _readings(readings)
    _in_order(since, last, opened)
    rule = _rule(rank, since)
    longest = _end(rule, since, counts_first=_COUNT_FIRST in chosen) if rule else None
    end = last or longest
    state = _state(since, end, opened, day) if day else None
    review = (
        _review(since, seen, end, opened, day) if state in (None, SecrecyState.SECRET) else None
    )
    found = SecrecyTerm(
        level=rank,
        determined_on=since,
        until=last,
        longest=longest,
        end=end,
        exceeds=bool(last and last > longest) if longest else None,
        next_review=review,
        on=day,
        state=state,
        review_overdue=bool(day and review and day > review),
        version=rule.edition if rule else None,
        basis=rule.basis if rule else None,
        verified=bool(rule and rule.verified),
        readings=chosen,
    )
    return _told(found, rule, opened)


# ------------------------------------------------------------------ what is asked


def _level(level: SecrecyLevel | str) -> SecrecyLevel:
    try:
        return SecrecyLevel(level)
    except ValueError:
        message = f"unknown level {level!r}; there are {', '.join(SecrecyLevel)}"
        raise ZwgkError(message) from None


def _day(day: date | None) -> date | None:
    return None if day is None else as_day(day)


def _readings(asked: Iterable[str]) -> tuple[str, ...]:
    chosen, known = tuple(asked), _data.load("secrecy")["readings"]
    if unknown := [each for each in chosen if each not in known]:
        message = f"unknown readings {unknown}; a term of secrecy knows {sorted(known)}"
        raise ZwgkError(message)
    return chosen


def _in_order(since: date, *others: date | None) -> None:
    for day in others:
        if day and day < since:
            message = f"{day} lies before the day of determination, {since}"
            raise ZwgkError(message)


# ------------------------------------------------------------------ the reckoning


def _rule(level: SecrecyLevel, since: date) -> Version | None:
    """Find the maximum in force on a day; none before there was any that is known here."""
    fact = law.facts()[_data.load("secrecy")["terms"][level.value]]
    return fact.on(since) if fact.known(since) else None


def _end(rule: Version, since: date, *, counts_first: bool) -> date | None:
    try:
        last = as_day(Period(rule.value, rule.unit).after(since))
    except (OverflowError, ValueError, ZwgkError):  # beyond the last year there is
        return None
    return last - ONE if counts_first else last


def _state(since: date, end: date | None, opened: date | None, day: date) -> SecrecyState:
    if day < since:
        return SecrecyState.NOT_YET
    if opened and opened <= day and not (end and end < opened):
        return SecrecyState.DECLASSIFIED
    return SecrecyState.EXPIRED if end and day > end else SecrecyState.SECRET


def _review(
    since: date, seen: date | None, end: date | None, opened: date | None, day: date | None
) -> date | None:
    """Find the day by which the secret must be reviewed next; before the duty was in force no period ran."""
    fact = law.facts()[_data.load("secrecy")["review"]]
    if day and not fact.known(day):
        return None
    start = max(since, seen or since, fact.versions[0].since)
    rule = fact.on(start)
    due = _end(rule, start, counts_first=False)
    over = min(filter(None, (end, opened)), default=None)
    return due if due and not (over and over < due) else None


# ------------------------------------------------------------------ the telling


def _told(found: SecrecyTerm, rule: Version | None, opened: date | None) -> SecrecyTerm:
    values = {
        "level": found.level.value,
        "since": found.determined_on,
        "longest": found.longest,
        "length": f"{rule.value}年" if rule else "",
        "end": found.end,
        "review": found.next_review,
        "on": found.on,
        "day": opened if found.state is SecrecyState.DECLASSIFIED else _after(found.end),
    }
    return evolve(found, steps=tuple(_step(*each, values) for each in _steps(found)))


def _after(day: date | None) -> date | None:
    return day + ONE if day and day < date.max else day


def _steps(found: SecrecyTerm) -> Iterator[tuple[str, str | None]]:
    """Name what is to be told, with its ground where that is the rule's."""
    yield "begins", None
    yield ("longest", found.basis) if found.longest else ("unknown", None)
    if found.until:
        yield "until", None
    elif found.end:
        yield "assumed", None
    if found.exceeds:
        yield "exceeds", found.basis
    if found.next_review:
        yield "review", law.facts()[_data.load("secrecy")["review"]].versions[-1].basis
    if found.state:
        yield found.state.value, None


def _step(name: str, basis: str | None, values: dict[str, Any]) -> MarkStep:
    said = _data.load("secrecy")["says"][name]
    return MarkStep(name, said["what"].format(**values), basis or said.get("basis"))
