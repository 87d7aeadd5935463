"""Which deadlines a new notice moves (日历变动的影响): the answer to "what must be recalculated".

Source: practice after the notices of 2015-05-13, 2019-03-22 and 2020-01-27, which changed running periods.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from zwgk.errors import BeyondNotices, ZwgkError
from zwgk.workdays.calendar import WorkCalendar
from zwgk.workdays.days import as_day

__all__ = ["Move", "impact"]


class Move(NamedTuple):
    """A deadline whose last day moves (期限变动); ``days`` are natural days, later is positive.

    ``after`` and ``days`` are None where the new calendar does not reach so far.
    """

    deadline: Any
    before: date
    after: date | None
    days: int | None


def impact(old: WorkCalendar, new: WorkCalendar, deadlines: Iterable[Any]) -> tuple[Move, ...]:
    """List the deadlines that come out differently by another calendar (期限影响).

    A deadline is a tuple ``(start, n)`` or ``(start, n, due)`` with *n* in working days, a tuple ``(start, period)``
    with a :class:`~zwgk.workdays.Period`, or an object with ``start`` and ``due``. Of an object, the working days from
    ``start`` to ``due`` by the old calendar are kept; a due day that is no working day by the old calendar was not
    counted in working days and is left alone: give it as ``(start, period)``.

    >>> from zwgk.workdays import china
    >>> before, after = china().known_on(date(2020, 1, 26)), china().known_on(date(2020, 1, 27))
    >>> impact(before, after, [(date(2020, 1, 17), 20)])[0][1:]
    (datetime.date(2020, 2, 19), datetime.date(2020, 2, 21), 2)

    Raises:
        BeyondNotices: the old calendar does not reach a deadline either.
        ZwgkError: something that is no deadline.
    """
    moves = (_move(old, new, each) for each in deadlines)
    return tuple(move for move in moves if move is not None)


def _move(old: WorkCalendar, new: WorkCalendar, deadline: Any) -> Move | None:
    start, rule, due = _parts(old, deadline)
    if rule is None:
        return None
    before = due or _due(old, start, rule)
    try:
        after = _due(new, start, rule)
    except BeyondNotices:
        return Move(deadline, before, None, None)
    return Move(deadline, before, after, (after - before).days) if after != before else None


def _parts(old: WorkCalendar, deadline: Any) -> tuple[date, Any, date | None]:
    if isinstance(deadline, tuple) and len(deadline) in (2, 3):
        start, rule, *due = deadline
        return as_day(start), rule, as_day(due[0]) if due else None
    if not (hasattr(deadline, "start") and hasattr(deadline, "due")):
        message = f"a deadline has start and due, or is a tuple (start, n): {deadline!r}"
        raise ZwgkError(message)
    start, last = as_day(deadline.start), as_day(deadline.due)
    counted = last == start or old.is_workday(last)
    return start, old.count(start, last) if counted else None, last


def _due(calendar: WorkCalendar, start: date, rule: Any) -> date:
    if hasattr(rule, "after"):
        return as_day(rule.after(start, calendar))
    return calendar.add(start, rule)
