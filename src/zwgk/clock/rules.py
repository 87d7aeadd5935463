"""Which law governs an application (适用的规定): that in force on the day of receipt.

The regulation of 2019 has no transitional rule. Lengths are dated facts (``data/law/request.toml``). Sources:
《政府信息公开条例》第三十条至第三十四条; 国办函〔2020〕109号.
"""

from datetime import date
from functools import lru_cache

from attrs import frozen

from zwgk.law import Version, facts

__all__ = ["Rules", "fee_payment", "rules_on"]

_PERIODS = (
    "answer",
    "extension",
    "correction_notice",
    "third_party_opinion",
    "co_producer_opinion",
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


@lru_cache(maxsize=16384)
def rules_on(day: date) -> Rules | None:
    """Find the rules for an application received on *day*; none before there was any (某日适用的规定).

    >>> rules_on(date(2019, 5, 14)).length, rules_on(date(2019, 5, 15)).length
    (15, 20)
    """
    return _of_versions(*(_version(f"request.{name}", day) for name in _PERIODS))


@lru_cache(maxsize=64)
def _of_versions(
    answer: Version | None,
    extension: Version | None,
    notice: Version | None,
    third: Version | None,
    agency: Version | None,
) -> Rules | None:
    """Put the versions in force together; the days of one law share one object."""
    if answer is None or extension is None:
        return None
    limits = (third.value if third else None, agency.value if agency else None)
    return Rules(answer, extension, notice, third, agency, *limits, answer.edition, answer.value)


def _version(name: str, day: date) -> Version | None:
    fact = facts()[name]
    return fact.on(day) if fact.known(day) else None


@lru_cache(maxsize=16384)
def fee_payment(day: date) -> Version | None:
    """Find the rule on paying a fee noticed on *day*; none before there were fees (缴费期限)."""
    return _version("request.fee_payment", day)
