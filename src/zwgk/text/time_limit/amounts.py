"""Amounts in time limits (时限中的数量): 20个工作日, 二十日, 5-7天, 半年, 两年半, 20日（工作日）.

A range keeps both ends; which one counts is the clause's matter. Numbers are never mended.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from zwgk.terms import Unit
from zwgk.text.numerals import NUMERAL, number
from zwgk.text.time_limit.words import WORDS, any_of

__all__ = ["AMOUNT", "Amount", "amount_of"]


class Amount(NamedTuple):
    """A length of time with its two ends (时长), equal unless a range is given."""

    low: int
    high: int
    unit: Unit


_UNITS: Mapping[str, tuple[Unit, int]] = {
    **{word: (Unit(unit), 1) for unit, words in WORDS["units"].items() for word in words},
    **{
        word: (Unit(each["unit"]), each["times"])
        for each in WORDS["scaled"]
        for word in each["words"]
    },
    "月": (Unit.MONTH, 1),
}
_UNIT = rf"(?:{any_of(_UNITS.keys() - {'月'})}|月(?=以?之?内))"
_NUMBER = rf"(?>{NUMERAL})"
_FIRST_UNIT = "[个工作日天周月年小时]{0,4}"  # 5个工作日至7个工作日
_NOT_OTHER = r"(?![级代报程常]|度(?!内)|周年)"
_START = (
    r"(?<![0-9第每按.+A-Za-z])(?<!逾期)(?:(?=[0-9半])|(?<![〇零一二三四五六七八九十百千万两]))"
    rf"(?![12][0-9]{{3}}年|(?<=月){_NUMBER}日)"
)
_TO = "(?:-{1,2}|[~至到或])"

#: one amount, for use in patterns; read its match with :func:`amount_of`; at most once in a pattern
AMOUNT = (
    rf"{_START}(?:(?P<half>半个?[年月]|(?P<whole>{_NUMBER})(?:年半|个半月))"
    rf"|(?P<low>{_NUMBER})(?:{_FIRST_UNIT}{_TO}(?P<high>{_NUMBER}))?(?:\((?P<again>{_NUMBER})\))?(?P<unit>{_UNIT})){_NOT_OTHER}"
)
_CLOSE = {f"{a}{b}" for a, b in zip("一两二三四五六七八", "二三三四五六七八九", strict=True)} | {
    "三五"
}


def amount_of(match: re.Match[str]) -> Amount | None:
    """Read the amount of a match of :data:`AMOUNT` (读数量); None if its numerals are none.

    >>> amount_of(re.search(AMOUNT, "公示5至7个工作日"))
    Amount(low=5, high=7, unit=<Unit.WORKING_DAY: 'working_day'>)
    """
    if match["half"]:
        return _halves(match)
    unit, times = _UNITS[match["unit"]]
    ends = _ends(match["low"], match["high"])
    if ends is None or (match["again"] and number(match["again"]) != ends[1]):
        return None
    return Amount(min(ends) * times, max(ends) * times, unit)


def _ends(low: str, high: str | None) -> tuple[int, int] | None:
    if low in _CLOSE:
        low, high = low[0], low[1]
    first, last = number(low), number(high or low)
    if first is None or last is None or _bare_pair(low) or _bare_pair(high or low):
        return None
    return first, last


def _bare_pair(numeral: str) -> bool:
    """Tell digits set side by side, which no one writes for an amount: 五七 is not 57."""
    return len(numeral) > 1 and not set(numeral) - set("一二三四五六七八九两")


def _halves(match: re.Match[str]) -> Amount | None:
    """Read 半年 as 6 months, 半个月 as 15 days, 两年半 as 30 months."""
    half = WORDS["halves"]["year" if "年" in match["half"] else "month"]
    whole = number(match["whole"]) if match["whole"] else 0
    if whole is None:
        return None
    length = half["amount"] * (2 * whole + 1)
    return Amount(length, length, Unit(half["unit"]))
