"""Days as documents write them (日期): 2024年3月4日, 二〇二四年三月四日, full-width, spaced."""

import re
from datetime import date
from typing import NamedTuple

from zwgk.text.numerals import number

__all__ = ["Dated", "day_in", "is_dated", "split"]

_SIGNS = "0-9零〇○一二三四五六七八九十oO"
_DAY = re.compile(
    rf"(?P<year>[{_SIGNS}]{{4}})[年.\-/](?P<month>[{_SIGNS}]{{1,3}})[月.\-/](?P<day>[{_SIGNS}]{{1,3}})日?"
)
_LONGEST = 100


class Dated(NamedTuple):
    """A line with a day in it (含日期的一行): the words before and behind."""

    before: str
    day: date
    after: str


def split(plain: str) -> Dated | None:
    """Split a squeezed line at its first day written with 年月日 (拆分日期).

    >>> split("白石镇人民政府二〇二四年三月四日印发")
    Dated(before='白石镇人民政府', day=datetime.date(2024, 3, 4), after='印发')
    """
    match = _DAY.search(plain) if len(plain) <= _LONGEST else None
    if not match or not match[0].endswith("日"):
        return None
    day = _day(match)
    return Dated(plain[: match.start()], day, plain[match.end() :]) if day else None


def is_dated(plain: str) -> bool:
    """Tell whether a line begins with a day (是否以日期开头).

    >>> is_dated("2024-03-04来源:本站"), is_dated("2024年工作要点")
    (True, False)
    """
    return bool(_DAY.match(plain))


def day_in(plain: str) -> date | None:
    """Read the day at the beginning of a text (日期).

    >>> day_in("2024-03-04"), day_in("2024年2月30日")
    (datetime.date(2024, 3, 4), None)
    """
    match = _DAY.match(plain)
    return match and _day(match)


def _day(match: re.Match[str]) -> date | None:
    year, month, day = (number(match[key]) or 0 for key in ("year", "month", "day"))
    try:
        return date(year, month, day)
    except ValueError:
        return None
