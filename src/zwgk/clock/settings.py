"""What a clock goes by (推演条件): the calendar, the law, what a plan changes in it, the readings chosen.

Where the law is disputed, the default and the other readings are listed in ``data/vocabulary/application.toml``.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any

from attrs import evolve

from zwgk import _data, packs
from zwgk.clock.rules import Rules, rules_on
from zwgk.clock.state import Setting
from zwgk.clock.tables import exact
from zwgk.errors import ZwgkError
from zwgk.packs import Pack
from zwgk.terms import Unit
from zwgk.workdays import WorkCalendar

__all__ = ["chosen", "plan", "readings", "setting", "usual"]

_ANSWER = "request.answer"


def usual(calendar: WorkCalendar) -> Setting:
    """Go by the law alone and its usual readings (通常的条件), kept with the calendar."""
    found: Setting | None = calendar.kept.get("clock-setting")
    if found is None:
        found = Setting(calendar, exact(calendar), frozenset(), rules_on)
        calendar.kept["clock-setting"] = found
    return found


def setting(calendar: WorkCalendar, pack: Any, asked: Iterable[str]) -> Setting:
    """Go by a plan, and by the readings asked for and those of the plan (选定的条件).

    Raises:
        ZwgkError: a reading or the pack is not known, or two readings contradict each other.
    """
    own = plan(pack)
    named = chosen(asked, own)
    return Setting(calendar, exact(calendar), named, _law(own, named, calendar))


def plan(pack: Any) -> Pack | None:
    """Load the plan, unless it has nothing to say on clocks (方案).

    >>> plan("national") is None
    True
    """
    return _shipped(pack) if type(pack) is str else _telling(pack)


@lru_cache(maxsize=256)
def _shipped(name: str) -> Pack | None:
    return _telling(packs.load(name))


def _telling(pack: Pack) -> Pack | None:
    tells = _ANSWER in pack.periods or not readings().keys().isdisjoint(pack.readings.names)
    return pack if tells else None


# ------------------------------------------------------------------ the law


def _law(
    pack: Pack | None, named: frozenset[str], calendar: WorkCalendar
) -> Callable[[date], Rules | None]:
    """Tell how the law of a day of receipt is found under a plan and the readings."""

    def of(day: date) -> Rules | None:
        found = _of_plan(day, pack)
        return _when_pending(day, found, calendar) if found and "pending-2019" in named else found

    return of


def _of_plan(day: date, pack: Pack | None) -> Rules | None:
    """Take the plan's own period of answering, once it holds."""
    found = rules_on(day)
    own = pack.periods.get(_ANSWER) if pack and found else None
    if found is None or pack is None or own is None or own.unit is not Unit.WORKING_DAY:
        return found
    if day < (own.since or pack.issued or date.min):
        return found
    title = pack.title
    answer = evolve(found.answer, value=own.value, instrument=title, source=title, article=None)
    return evolve(found, answer=answer, length=own.value)


def _when_pending(received: date, rules: Rules, calendar: WorkCalendar) -> Rules:
    """Take the newer law where the old period had not ended when it came into force."""
    until = rules.answer.until
    if until is None or calendar.add(received, rules.length, provisional=True).due < until:
        return rules
    return rules_on(until) or rules


# ------------------------------------------------------------------ readings


@cache
def readings() -> Mapping[str, frozenset[str]]:
    """List the readings a clock knows, each with those it excludes (可选的口径).

    >>> sorted(readings()["agency-cap"])
    ['agency-actual']
    """
    listed = _data.load("vocabulary/application")["reading"]
    one_way = {each["name"]: frozenset(each.get("excludes", ())) for each in listed}
    return {
        name: own | {other for other, theirs in one_way.items() if name in theirs}
        for name, own in one_way.items()
    }


def chosen(asked: Iterable[str], pack: Pack | None) -> frozenset[str]:
    """Check the readings asked for, and add those of the plan that they do not exclude (选用的口径).

    Raises:
        ZwgkError: a reading is not known, or two contradict each other.
    """
    known = readings()
    named = frozenset((asked,) if isinstance(asked, str) else asked)
    if unknown := sorted(named.difference(known)):
        message = f"unknown readings {unknown}; a clock knows {sorted(known)}"
        raise ZwgkError(message)
    _consistent(named, "the readings")
    excluded = frozenset[str]().union(*(known[name] for name in named))
    of_plan = (known.keys() & (pack.readings.names if pack else ())) - excluded
    _consistent(of_plan, "the readings of the plan")
    return named | of_plan


def _consistent(named: Iterable[str], whose: str) -> None:
    together = sorted(named)
    known = readings()
    for name in together:
        if others := sorted(known[name].intersection(together)):
            message = f"{whose} {name} and {', '.join(others)} exclude each other"
            raise ZwgkError(message)
