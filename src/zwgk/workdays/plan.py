"""What a calendar is made of (日历的构成): a range, a week, notices and own days, and the tables that follow.

The tables are built once: rank of each day (working days up to and including it) and the working days in order.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import accumulate, compress, cycle, islice
from typing import NamedTuple

from zwgk.errors import ZwgkError
from zwgk.workdays.days import Day, as_day
from zwgk.workdays.notice import Notice, marks

__all__ = ["Overlay", "Plan", "Tables", "overlay", "per_count", "tables"]


class Overlay(NamedTuple):
    """Days that somebody other than the State Council settles (自定日期): local holidays, emergency orders."""

    name: str
    off: tuple[date, ...] = ()
    working: tuple[date, ...] = ()

    def marks(self) -> Iterable[Day]:
        """List each day it settles (所涉各日)."""
        yield from (Day(day, "holiday", self.name) for day in self.off)
        yield from (Day(day, "makeup", self.name) for day in self.working)


class Plan(NamedTuple):
    """All a calendar depends on (日历的依据); ``until`` is how far it reaches without any notice."""

    title: str
    first: date
    until: date
    weekend: tuple[int, ...] = (5, 6)
    notices: tuple[Notice, ...] = ()
    overlays: tuple[Overlay, ...] = ()

    @property
    def last(self) -> date:
        """The last day it answers for (最后一日)."""
        return max([self.until, *(date(notice.year, 12, 31) for notice in self.notices)])

    def marks(self) -> dict[date, Day]:
        """Settle every day that is not simply a weekday or weekend (逐日归并)."""
        found = marks(self.notices)
        found.update((mark.day, mark) for overlay in self.overlays for mark in overlay.marks())
        return {day: self._kind(mark) for day, mark in found.items()}

    def _kind(self, mark: Day) -> Day:
        plain = mark.kind == "makeup" and mark.day.weekday() not in self.weekend
        return mark._replace(kind="workday") if plain else mark

    def with_notice(self, notice: Notice) -> "Plan":
        """Take one more notice in its place by day of publication (增加一份通知)."""
        if not self.first.year <= notice.year <= self.last.year + 1:
            message = f"a notice for {notice.year} leaves a gap after {self.last.year}"
            if notice.year < self.first.year:
                message = f"a notice for {notice.year} lies before the calendar, which begins on {self.first}"
            raise ZwgkError(message)
        ordered = sorted(
            (*self.notices, notice), key=lambda each: each.published or date(each.year, 1, 1)
        )
        return self._replace(notices=tuple(ordered))


class Tables(NamedTuple):
    """The two tables behind every answer (查表): rank of each day, and the working days by rank from 1."""

    rank: dict[date, int]
    days: tuple[date, ...]


def tables(plan: Plan, marked: Mapping[date, Day]) -> Tables:
    """Build the tables of *plan* (建表)."""
    base = plan.first.toordinal()
    every = [date.fromordinal(number) for number in range(base, plan.last.toordinal() + 1)]
    week = [day not in plan.weekend for day in range(7)]
    flags = list(islice(cycle(week), plan.first.weekday(), plan.first.weekday() + len(every)))
    for day, mark in marked.items():
        at = day.toordinal() - base
        if 0 <= at < len(every):
            flags[at] = mark.is_workday
    rank = dict(zip(every, accumulate(map(int, flags)), strict=True))
    return Tables(rank, (date.max, *compress(every, flags)))


def per_count(table: Tables, count: int) -> dict[date, date]:
    """Fix *count*: the day to which each day leads (按天数预先算出各日的结果)."""
    if count == 0:
        return {day: day for day in table.rank}
    ranks = list(table.rank.values())
    if count < 0:
        ranks = [1, *(rank + 1 for rank in ranks[:-1])]
    size = len(table.days)
    found = zip(table.rank, ranks, strict=True)
    return {day: table.days[at] for day, rank in found if 0 < (at := rank + count) < size}


def overlay(name: str, off: Iterable[date], working: Iterable[date]) -> Overlay:
    """Check and order days given by hand (整理自定日期).

    Raises:
        ZwgkError: a day is given as both off and working, or is no day.
    """
    free, worked = (tuple(sorted({as_day(day) for day in given})) for given in (off, working))
    both = sorted(set(free) & set(worked))
    if both:
        message = f"{both[0]} is given both as off and as working"
        raise ZwgkError(message)
    return Overlay(name, free, worked)
