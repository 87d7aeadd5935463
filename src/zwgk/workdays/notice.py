"""State Council holiday notices as dated records (节假日安排通知).

Each record says what it settles, when it was published and which notice it amends, so that a calendar can be rebuilt
as it was known on any day. Source: 国务院办公厅历年节假日安排通知, in ``data/notices``.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from zwgk import _data
from zwgk.errors import ZwgkError
from zwgk.workdays.days import ONE, Day, is_weekend

__all__ = ["Notice", "Span", "marks", "published_notices", "spans"]


class Span(NamedTuple):
    """Consecutive days off for one festival (放假区间), and the weekend days worked for them."""

    name: str
    first: date
    last: date
    worked: tuple[date, ...] = ()

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of the span (区间内各日)."""
        return tuple(self.first + ONE * step for step in range((self.last - self.first).days + 1))

    def away(self, day: date) -> int:
        """How far *day* lies from the nearer end (距离)."""
        return min(abs((day - self.first).days), abs((day - self.last).days))

    def __str__(self) -> str:
        """Name, both ends, the number of days and what is worked for them."""
        until = "" if self.first == self.last else f" 至 {self.last}"
        worked = f"，{'、'.join(map(str, self.worked))} 上班" if self.worked else ""
        return f"{self.name} {self.first}{until} 放假 {len(self.days)} 天{worked}"


class Notice(NamedTuple):
    """One holiday notice (一份放假通知).

    ``effective`` is the first day it settles; ``published`` is None when the source does not know it; ``amends``
    names the notice it changes, and ``ordinary`` lists the days that an earlier notice had set apart and this one
    gives back.
    """

    year: int
    title: str
    off: tuple[Span, ...]
    effective: date
    published: date | None = None
    number: str | None = None
    amends: str | None = None
    ordinary: tuple[date, ...] = ()

    @property
    def working(self) -> tuple[date, ...]:
        """The weekend days it has worked (调休上班日)."""
        return tuple(sorted(day for span in self.off for day in span.worked))

    @property
    def cited(self) -> str:
        """Number, else title, with the day of publication (文号与发布日)."""
        name = self.number or self.title
        return f"{name}（{self.published} 发布）" if self.published else name

    @property
    def understood(self) -> str:
        """Everything it settles, one line each, in Chinese (读出的内容)."""
        changes = f"，修改{self.amends}" if self.amends else ""
        lines = [f"{self.year}年：{self.cited}{changes}", *map(str, self.off)]
        if self.ordinary:
            lines.append(f"恢复常态：{'、'.join(map(str, self.ordinary))}")
        return "\n".join(lines)

    def known(self, day: date) -> bool:
        """Tell whether it was out on *day* (当日是否已发布).

        A notice whose day of publication is not recorded counts from 1 January of its year, when it must be out.
        """
        return (self.published or date(self.year, 1, 1)) <= day

    def marks(self) -> Iterator[Day]:
        """List each day it settles (所涉各日)."""
        by = (self.number, self.published)
        for day in self.ordinary:
            yield Day(day, "weekend" if is_weekend(day) else "workday", None, *by)
        for span in self.off:
            yield from (Day(day, "holiday", span.name, *by) for day in span.days)
            yield from (Day(day, "makeup", span.name, *by) for day in span.worked)


def marks(notices: Iterable[Notice]) -> dict[date, Day]:
    """Settle each day by the notice that speaks last (逐日归并，后发者优先).

    >>> marks(published_notices())[date(2020, 2, 1)].kind
    'holiday'
    """
    return {mark.day: mark for notice in notices for mark in notice.marks()}


def spans(off: Mapping[date, str], worked: Mapping[date, str]) -> tuple[Span, ...]:
    """Join consecutive days of one festival, and give each day worked to its own (合并为区间).

    >>> new_year = {date(2026, 1, day): "元旦" for day in (1, 2, 3)}
    >>> [str(each) for each in spans(new_year, {date(2026, 1, 4): "元旦"})]
    ['元旦 2026-01-01 至 2026-01-03 放假 3 天，2026-01-04 上班']
    """
    found: list[Span] = []
    for day, name in sorted(off.items()):
        if found and found[-1].name == name and found[-1].last + ONE == day:
            found[-1] = found[-1]._replace(last=day)
        else:
            found.append(Span(name, day, day))
    for day, name in sorted(worked.items()):
        at = min(range(len(found)), key=lambda at: (found[at].name != name, found[at].away(day)))
        found[at] = found[at]._replace(worked=(*found[at].worked, day))
    return tuple(found)


@cache
def published_notices() -> tuple[Notice, ...]:
    """List all notices of the data files by day of publication (已收录的通知).

    >>> published_notices()[-1].number
    '国办发明电〔2025〕7号'
    """
    found = [
        each for name in _data.names("notices") for each in _data.load(f"notices/{name}")["notice"]
    ]
    return tuple(sorted(map(_read, found), key=lambda notice: notice.published or date.max))


def _read(given: Mapping[str, Any]) -> Notice:
    off = tuple(Span(**{**each, "worked": tuple(each.get("worked", ()))}) for each in given["off"])
    notice = Notice(**{**given, "off": off})
    if notice.published is None:
        message = f"{notice.title} lacks its day of publication"
        raise ZwgkError(message)
    return notice
