"""Bare periods (期间的计算): amount, unit, month ends and rolling, under every deadline and for any calendar.

Sources: 《民法典》第二百条至第二百零三条: 开始的当日不计入; 按小时自规定时间起; 到期月无对应日的以月末日为末日;
末日是法定休假日的以休假日结束的次日为末日. The rolling happens once, at the very end.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any, overload

from zwgk.errors import ZwgkError
from zwgk.workdays.calendar import WorkCalendar
from zwgk.workdays.days import CHINA_TIME, as_day, day_in_china

__all__ = ["Period"]

_ROLLS = ("none", "end", "back", "start", "both")
_MONTH_ENDS = ("clip", "up", "refuse")
_PER_YEAR = 12


class Period:
    """An amount of one unit with its rules (期间).

    *unit* is hour, day (natural), working_day, week, month or year; a negative *amount* counts backwards.
    *roll* says what happens on days off: ``none`` nothing; ``end`` the last day moves to the next working day;
    ``back`` it moves to the working day before; ``start`` the first day moves to the next working day and counts as
    the day of the event; ``both`` start and end. *month_end* says what a missing day of the month becomes:
    ``clip`` the last of that month, ``up`` the first of the next, ``refuse`` an error.

    >>> Period(1, "month").after(date(2025, 1, 31))
    datetime.date(2025, 2, 28)
    """

    __slots__ = ("amount", "month_end", "roll", "unit")

    amount: int
    unit: str
    roll: str
    month_end: str

    def __init__(
        self, amount: int, unit: str, *, roll: str = "none", month_end: str = "clip"
    ) -> None:
        """Check each part.

        Raises:
            ZwgkError: an unknown unit or rule, an amount that is no whole number, hours that roll.
        """
        wrong = _wrong(amount, unit, roll, month_end)
        if wrong:
            message = f"no such period: {wrong}"
            raise ZwgkError(message)
        for name, value in (
            ("amount", amount),
            ("unit", str(unit)),
            ("roll", roll),
            ("month_end", month_end),
        ):
            object.__setattr__(self, name, value)

    @overload
    def after(self, day: datetime, calendar: WorkCalendar | None = None) -> date | datetime: ...
    @overload
    def after(self, day: date, calendar: WorkCalendar | None = None) -> date: ...
    def after(self, day: date, calendar: WorkCalendar | None = None) -> date | datetime:
        """Give the last day of the period that begins with *day*, which is not counted (期间末日).

        Hours take an aware ``datetime`` and give one, at +08:00; all other units give a day. The *calendar* is needed
        for working days and for rolling.

        >>> from zwgk.workdays import china
        >>> Period(60, "day", roll="end").after(date(2024, 12, 3), china())
        datetime.date(2025, 2, 5)

        Raises:
            ZwgkError: a calendar is wanted, or the day does not exist.
            BeyondNotices: the calendar does not reach so far.
        """
        if self.unit == "hour":
            return self._hours(day)
        start = as_day(day)
        if self.roll in ("start", "both"):
            start = self._need(calendar).roll(start)
        with _missing(f"{self!r} after {start}"):
            end = _UNITS[self.unit](self, start, calendar)
        return self._rolled(end, calendar)

    def _rolled(self, end: date, calendar: WorkCalendar | None) -> date:
        if self.roll in ("end", "both"):
            return self._need(calendar).roll(end)
        return self._need(calendar).roll(end, forward=False) if self.roll == "back" else end

    def _need(self, calendar: WorkCalendar | None) -> WorkCalendar:
        if calendar is None:
            message = f"{self!r} needs a calendar"
            raise ZwgkError(message)
        return calendar

    def _hours(self, moment: date) -> datetime:
        if not isinstance(moment, datetime):
            message = f"hours run from an aware datetime, not from {moment!r}"
            raise ZwgkError(message)
        day_in_china(moment)
        with _missing(f"{self!r} after {moment}"):
            return moment.astimezone(CHINA_TIME) + timedelta(hours=self.amount)

    def _days(self, start: date, _: WorkCalendar | None) -> date:
        return start + timedelta(self.amount * (7 if self.unit == "week" else 1))

    def _working(self, start: date, calendar: WorkCalendar | None) -> date:
        return self._need(calendar).add(start, self.amount)

    def _months(self, start: date, _: WorkCalendar | None) -> date:
        months = self.amount * (_PER_YEAR if self.unit == "year" else 1)
        years, month = divmod(start.year * _PER_YEAR + start.month - 1 + months, _PER_YEAR)
        if not date.min.year <= years <= date.max.year:
            raise OverflowError
        length = monthrange(years, month + 1)[1]
        if start.day <= length:
            return date(years, month + 1, start.day)
        return self._short(date(years, month + 1, length))

    def _short(self, last: date) -> date:
        """The end in a month that lacks the day."""
        if self.month_end == "refuse":
            raise OverflowError
        return last if self.month_end == "clip" else last + timedelta(1)

    def __setattr__(self, name: str, value: object) -> None:
        message = f"a period is immutable: {name} cannot be set"
        raise AttributeError(message)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Period) and self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash(self._parts())

    def __repr__(self) -> str:
        return f"Period({self.amount}, {self.unit!r}, roll={self.roll!r}, month_end={self.month_end!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, self._parts()

    def _parts(self) -> tuple[int, str, str, str]:
        return self.amount, self.unit, self.roll, self.month_end


_Rule = Callable[[Period, date, WorkCalendar | None], date]
_UNITS: Mapping[str, _Rule] = {
    "day": Period._days,  # noqa: SLF001 - its own table of units
    "week": Period._days,  # noqa: SLF001
    "working_day": Period._working,  # noqa: SLF001
    "month": Period._months,  # noqa: SLF001
    "year": Period._months,  # noqa: SLF001
}


@contextmanager
def _missing(what: str) -> Iterator[None]:
    """Say that a day does not exist, where the arithmetic overflows."""
    try:
        yield
    except OverflowError:
        message = f"{what} does not exist"
        raise ZwgkError(message) from None


def _again(amount: int, unit: str, roll: str, month_end: str) -> Period:
    return Period(amount, unit, roll=roll, month_end=month_end)


def _wrong(amount: object, unit: str, roll: str, month_end: str) -> str:
    if isinstance(amount, bool) or not isinstance(amount, int):
        return f"amount is a whole number, not {amount!r}"
    if unit not in _UNITS and unit != "hour":
        return f"unit is hour or one of {', '.join(_UNITS)}, not {unit!r}"
    if roll not in _ROLLS or month_end not in _MONTH_ENDS:
        return f"roll is one of {_ROLLS} and month_end one of {_MONTH_ENDS}, not {roll!r} and {month_end!r}"
    return "hours do not roll" if unit == "hour" and roll != "none" else ""
