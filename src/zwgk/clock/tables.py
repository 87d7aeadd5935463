"""Ranks of days (工作日序数): a calendar's own tables, or wider ones beyond the last notice.

Arithmetic on a clock is subtraction of ranks. Inside the calendar ranks are two lookups; beyond it they are
expectations of :mod:`zwgk.workdays.outlook`, and beyond those bare weekdays, so that a clock never raises.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from zwgk import _data
from zwgk.errors import BeyondNotices
from zwgk.workdays import WorkCalendar

__all__ = ["Bounds", "Tables", "bounds", "exact", "wide"]

_WEEK, _WORKED = 7, 5


class _Asked(Protocol):
    def __getitem__(self, key: Any, /) -> Any: ...


class Tables(NamedTuple):
    """Rank of each day, the working days by rank, and the last day that no notice will move (序数表)."""

    rank: _Asked
    days: _Asked
    edge: date


class Bounds(NamedTuple):
    """Between which days a due day lies (上下限)."""

    earliest: date | None
    latest: date | None
    certain: bool
    assumes: tuple[str, ...]


def exact(calendar: WorkCalendar) -> Tables:
    """Take the calendar's own tables (日历自身的表), kept with it."""
    found: Tables | None = calendar.kept.get("clock")
    if found is None:
        rank, days = calendar.tables
        found = calendar.kept["clock"] = Tables(rank, days, _edge(calendar))
    return found


@lru_cache(maxsize=64)
def wide(calendar: WorkCalendar) -> Tables:
    """Make tables that know every day there is (推定的表)."""
    return Tables(_Lookup(_Rank(calendar)), _Lookup(_Day(calendar)), _edge(calendar))


def _edge(calendar: WorkCalendar) -> date:
    """Find the last day that the next notice will not touch: it may still set working days late in December."""
    if not calendar.notices:
        return calendar.last
    return calendar.last - timedelta(_data.load("outlook")["makeup"]["before"])


def bounds(calendar: WorkCalendar, start: date, n: int) -> Bounds:
    """Ask how far the notices settle the *n*-th working day after *start* (上下限)."""
    try:
        found = calendar.add(start, n, provisional=True)
    except (BeyondNotices, IndexError):
        return Bounds(None, None, certain=False, assumes=("已超出可以推定的年份",))
    return Bounds(found.earliest, found.latest, found.certain, found.assumes)


class _Lookup:
    """A function that is asked like a table."""

    __slots__ = ("_ask",)

    def __init__(self, ask: Callable[[Any], Any]) -> None:
        self._ask = ask

    def __getitem__(self, key: Any, /) -> Any:
        return self._ask(key)


class _Rank:
    """The rank of any day."""

    def __init__(self, calendar: WorkCalendar) -> None:
        self.calendar, self.first = calendar, calendar.first
        self.base = calendar.tables.rank[self.first]

    def __call__(self, day: date) -> int:
        end = self.first
        try:
            return self.base + self.calendar.count(end, day, provisional=True).value
        except BeyondNotices as beyond:
            end = end if day < end else beyond.last
        known = self.base if end == self.first else self(end)
        return known + _weekdays(day.toordinal()) - _weekdays(end.toordinal())


class _Day:
    """The working day of any rank."""

    def __init__(self, calendar: WorkCalendar) -> None:
        self.calendar, self.rank = calendar, _Rank(calendar)

    def __call__(self, rank: int) -> date:
        days = self.calendar.tables.days
        if 0 < rank < len(days):
            return days[rank]
        end = self.calendar.first if rank <= 0 else self.calendar.last
        try:
            if rank > 0 and self.calendar.notices:
                return self.calendar.add(end, rank - self.rank(end), provisional=True).due
        except BeyondNotices as beyond:
            end = beyond.last
        return _weekday(_weekdays(end.toordinal()) + rank - self.rank(end))


def _weekdays(ordinal: int) -> int:
    """Count Monday to Friday since the first day there is, a Monday."""
    weeks, rest = divmod(ordinal, _WEEK)
    return weeks * _WORKED + min(rest, _WORKED)


def _weekday(number: int) -> date:
    weeks, rest = divmod(max(number, 1) - 1, _WORKED)
    ordinal = weeks * _WEEK + rest + 1
    return date.fromordinal(min(ordinal, date.max.toordinal()))
