"""Which law governs an application, and which reading of it (适用的规定与口径).

The version is that in force on the day of receipt, for the regulation of 2019 has no transitional rule. Lengths are
dated facts (``data/law/request.toml``); a plan may set its own. Sources: 《政府信息公开条例》第三十条至第三十四条.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from attrs import evolve, frozen

from zwgk import packs
from zwgk.errors import ZwgkError
from zwgk.law import Version, facts
from zwgk.packs import Pack
from zwgk.terms import Unit
from zwgk.workdays import WorkCalendar

__all__ = [
    "READINGS",
    "Rules",
    "chosen",
    "fee_payment",
    "plan",
    "rules_by_day",
    "rules_on",
    "when_pending",
]

#: readings of disputed law that a clock knows; ``data/vocabulary/pack.toml`` says what each means
READINGS = frozenset(
    {
        "agency-actual",
        "agency-cap",
        "count-first-day",
        "extension-from-notice",
        "letter-day",
        "pending-2019",
        "receipt-rolls",
        "third-party-actual",
    }
)


@frozen
class Rules:
    """What the law says of an application received on one day (适用规定).

    ``notice``, ``third_party`` and ``agency`` are absent where that law has no such period: then there is no
    restart on correction, no cap on silence, no consultation of agencies.
    """

    answer: Version
    extension: Version
    notice: Version | None
    third_party: Version | None
    agency: Version | None
    third_party_days: int | None
    agency_days: int | None
    version: str
    length: int


def rules_on(day: date, pack: Pack | None = None) -> Rules | None:
    """Find the rules for an application received on *day*; none before there was any (某日适用的规定).

    >>> rules_on(date(2019, 5, 14)).length, rules_on(date(2019, 5, 15)).length
    (15, 20)
    """
    found = rules_by_day(day)
    own = pack.periods.get("request.answer") if pack and found else None
    if found is None or pack is None or own is None or own.unit is not Unit.WORKING_DAY:
        return found
    if day < (own.since or pack.issued or date.min):
        return found
    answer = evolve(found.answer, value=own.value, instrument=pack.title, article=None)
    return evolve(found, answer=answer, length=own.value)


@lru_cache(maxsize=16384)
def rules_by_day(day: date) -> Rules | None:
    """Find the rules of the law itself, remembered by day (法定规定)."""
    answer, extension = _version("request.answer", day), _version("request.extension", day)
    if answer is None or extension is None:
        return None
    names = ("correction_notice", "third_party_opinion", "co_producer_opinion")
    notice, third, agency = (_version(f"request.{name}", day) for name in names)
    limits = (third.value if third else None, agency.value if agency else None)
    return Rules(answer, extension, notice, third, agency, *limits, answer.edition, answer.value)


def _version(name: str, day: date) -> Version | None:
    fact = facts()[name]
    return fact.on(day) if fact.known(day) else None


@lru_cache(maxsize=16384)
def fee_payment(day: date) -> Version | None:
    """Find the rule on paying a fee noticed on *day*; none before there were fees (缴费期限)."""
    return _version("request.fee_payment", day)


def when_pending(received: date, rules: Rules, calendar: WorkCalendar) -> Rules:
    """Take the newer law where the old period had not ended when it came into force (未届满的从新).

    >>> from zwgk.workdays import china
    >>> day = date(2019, 5, 10)
    >>> when_pending(day, rules_on(day), china()).length
    20
    """
    until = rules.answer.until
    if until is None or calendar.add(received, rules.length, provisional=True).due < until:
        return rules
    return rules_by_day(until) or rules


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
    tells = "request.answer" in pack.periods or READINGS.intersection(pack.readings.names)
    return pack if tells else None


def chosen(readings: Iterable[str], pack: Pack | None) -> frozenset[str]:
    """Check the readings asked for, and add those of the plan (选用的口径).

    Raises:
        ZwgkError: a reading is not known, or two contradict each other.
    """
    asked = frozenset((readings,) if isinstance(readings, str) else readings)
    if unknown := sorted(asked - READINGS):
        message = f"unknown readings {unknown}; a clock knows {sorted(READINGS)}"
        raise ZwgkError(message)
    if {"agency-actual", "agency-cap"} <= asked:
        message = "the readings agency-actual and agency-cap exclude each other"
        raise ZwgkError(message)
    of_plan = READINGS.intersection(pack.readings.names if pack else ())
    return asked | (of_plan - ({"agency-actual"} if "agency-cap" in asked else set()))
