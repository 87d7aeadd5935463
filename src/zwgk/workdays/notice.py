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
    """Consecutive days off for one festival (放假区间), both ends included."""

    name: str
    first: date
    last: date

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of the span (区间内各日)."""
        return tuple(self.first + ONE * step for step in range((self.last - self.first).days + 1))

    def __str__(self) -> str:
        """Name, both ends and the number of days."""
        until = "" if self.first == self.last else f" 至 {self.last}"
        return f"{self.name} {self.first}{until} 放假 {len(self.days)} 天"


class Notice(NamedTuple):
    """One holiday notice (一份放假通知).

    ``effective`` is the first day it settles; ``published`` is None when the source does not know it; ``amends``
    names the notice it changes, and ``ordinary`` lists the days that an earlier notice had set apart and this one
    gives back.
    """

    year: int
    title: str
    off: tuple[Span, ...]
    working: tuple[date, ...]
    effective: date
    published: date | None = None
    number: str | None = None
    amends: str | None = None
    ordinary: tuple[date, ...] = ()

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
        for title, days in (("调休上班", self.working), ("恢复常态", self.ordinary)):
            if days:
                lines.append(f"{title}：{'、'.join(map(str, days))}")
        return "\n".join(lines)

    def known(self, day: date) -> bool:
        """Tell whether it was out on *day* (当日是否已发布).

        A notice whose day of publication is not recorded counts from 1 January of its year, when it must be out.
        """
        return (self.published or date(self.year, 1, 1)) <= day

    def marks(self) -> Iterator[Day]:
        """List each day it settles (所涉各日)."""
        for span in self.off:
            for day in span.days:
                yield Day(day, "holiday", span.name, self.number, self.published)
        for day in self.working:
            yield Day(day, "makeup", self.festival_near(day), self.number, self.published)
        for day in self.ordinary:
            yield Day(day, "weekend" if is_weekend(day) else "workday", None, self.number, self.published)

    def festival_near(self, day: date) -> str | None:
        """Name the holiday a make-up day belongs to: the nearest (所属节日)."""
        near = sorted((min(abs(day - span.first), abs(day - span.last)), span.name) for span in self.off)
        return near[0][1] if near else None


def marks(notices: Iterable[Notice]) -> dict[date, Day]:
    """Settle each day by the notice that speaks last (逐日归并，后发者优先).

    >>> marks(published_notices())[date(2020, 2, 1)].kind
    'holiday'
    """
    return {mark.day: mark for notice in notices for mark in notice.marks()}


def spans(off: Mapping[date, str]) -> tuple[Span, ...]:
    """Join consecutive days of one festival (合并为区间).

    >>> [str(each) for each in spans({date(2026, 1, 1): "元旦", date(2026, 1, 2): "元旦"})]
    ['元旦 2026-01-01 至 2026-01-02 放假 2 天']
    """
    found: list[Span] = []
    for day, name in sorted(off.items()):
        if found and found[-1].name == name and found[-1].last + ONE == day:
            found[-1] = found[-1]._replace(last=day)
        else:
            found.append(Span(name, day, day))
    return tuple(found)


@cache
def published_notices() -> tuple[Notice, ...]:
    """List all notices of the data files by day of publication (已收录的通知).

    >>> published_notices()[-1].number
    '国办发明电〔2025〕7号'
    """
    found = [each for name in _data.names("notices") for each in _data.load(f"notices/{name}")["notice"]]
    return tuple(sorted(map(_read, found), key=lambda notice: notice.published or date.max))


def _read(given: Mapping[str, Any]) -> Notice:
    spans = tuple(Span(**each) for each in given["off"])
    notice = Notice(**{**given, "off": spans, "working": tuple(given["working"])})
    if notice.published is None:
        message = f"{notice.title} lacks its day of publication"
        raise ZwgkError(message)
    return notice
