"""Dates in the wording of notices (通知中的日期): ranges, lists, days without month, weekdays checked."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import NoReturn

from zwgk.errors import ZwgkError
from zwgk.workdays.days import ONE, WEEKDAYS

__all__ = ["DATE", "Reader", "plain"]

DATE = re.compile(
    r"(?:(?P<year>\d{4})年)?(?:(?P<month>\d{1,2})月(?:份)?)?(?P<day>\d{1,2})(?:日|号)"
    r"(?:〔(?P<marked>[一二三四五六日])〕|(?:星期|周)(?P<bare>[一二三四五六日天]))?"
)
_RANGE = re.compile(r"[—–―－\-~～]+|至|到")
_SIGNS = str.maketrans("０１２３４５６７８９〇○零,:;()", "0123456789000，：；（）")
_CHINESE = re.compile(r"[0一二三四五六七八九十]{1,4}(?=[年月日天])")
_ORDER = "一二三四五六七八九"


def plain(text: str) -> str:
    """Bring a text to one line with Arabic dates (规整文本).

    >>> plain("二〇〇六年十二月十四日　共三天")
    '2006年12月14日共3天'
    """
    return _CHINESE.sub(_arabic, re.sub(r"\s+", "", text).translate(_SIGNS))


def _arabic(match: re.Match[str]) -> str:
    word = match.group()
    before = match.string[max(0, match.start() - 2) : match.start()]
    if before.endswith(("周", "星期", "初", "农历")):
        return word
    if "十" not in word:
        return "".join(str(_ORDER.index(sign) + 1) if sign in _ORDER else sign for sign in word)
    tens, _, ones = word.partition("十")
    if tens not in ("", "0", *_ORDER) or ones not in ("", *_ORDER):
        return word  # no number: it stays as it is and is refused as text
    return str(
        (_ORDER.index(tens) + 1 if tens in _ORDER and tens else 1) * 10
        + (_ORDER.index(ones) + 1 if ones else 0)
    )


class Reader:
    """Dates of one notice (日期读取): a day without month takes that of the date before it."""

    def __init__(self, year: int) -> None:
        """Begin with the year the notice is for."""
        self.year = year
        self.new_year = False
        self.latest: date | None = None
        self.within: list[date] = []

    def begin(self, *, new_year: bool) -> None:
        """Begin another festival; in that of 元旦 a December day lies in the year before."""
        self.new_year, self.latest, self.within = new_year, None, []

    def days(self, clause: str) -> list[date]:
        """List the days a clause names, ranges spelt out (子句所涉各日)."""
        found: list[date] = []
        end = 0
        for match in DATE.finditer(clause):
            day = self._day(match)
            if found and end and _RANGE.fullmatch(clause[end : match.start()]):
                found += self._until(found[-1], day)
            else:
                found.append(day)
            end = match.end()
        return found

    def _until(self, first: date, last: date) -> list[date]:
        if last <= first:
            _refuse(f"the range {first} to {last} runs backwards")
        return [first + ONE * step for step in range(1, (last - first).days + 1)]

    def _day(self, match: re.Match[str]) -> date:
        weekday = (match["marked"] or match["bare"] or "").replace("天", "日")
        options = list(self._options(match))
        fitting = [day for day in options if not weekday or WEEKDAYS[day.weekday()] == weekday]
        if not fitting:
            _refuse(_misfit(match.group(), options, weekday))
        known = [day for day in fitting if day in self.within]
        day = fitting[0] if match["month"] or not known else known[0]
        self.latest = day
        return day

    def _options(self, match: re.Match[str]) -> Iterator[date]:
        """The days that the words may mean, the likeliest first."""
        for year, month in self._months(match):
            with suppress(ValueError):
                yield date(year, month, int(match["day"]))

    def _months(self, match: re.Match[str]) -> list[tuple[int, int]]:
        """A day without month lies in the month named last, or in the one before if a range has two."""
        if match["month"]:
            month = int(match["month"])
            years = [int(match["year"])] if match["year"] else self._years(month)
            return [(year, month) for year in years]
        if self.latest is None:
            _refuse(f"the month of {match.group()!r} is missing")
        earlier = self.latest.replace(day=1) - ONE
        return [(self.latest.year, self.latest.month), (earlier.year, earlier.month)]

    def _years(self, month: int) -> list[int]:
        """A bare December day belongs to the year before in 元旦, or where its weekday says so."""
        if month != 12:  # noqa: PLR2004 - December
            return [self.year]
        years = [self.year - 1, self.year]
        return years if self.new_year else years[::-1]


def _misfit(words: str, options: list[date], weekday: str) -> str:
    if not options:
        return f"{words} does not exist"
    return f"{options[0]} is 星期{WEEKDAYS[options[0].weekday()]}, not 星期{weekday}"


def _refuse(why: str) -> NoReturn:
    message = f"the notice cannot be read: {why}"
    raise ZwgkError(message)
