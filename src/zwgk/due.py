"""When a written time limit falls due (时限到期日): each clause by itself, and the earliest that binds.

A natural-day limit does not move to the next working day here: the earlier day is the safe one. Rules of counting:
《民法典》第二百零一条、第二百零二条.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from attrs import frozen
from dateutil.relativedelta import relativedelta

from zwgk.errors import BeyondNotices
from zwgk.model import Clause, TimeLimit
from zwgk.terms import ClauseKind, Unit
from zwgk.workdays import Period, WorkCalendar, china
from zwgk.workdays.days import as_day, as_moment

__all__ = ["ClauseDue", "LimitDue", "due"]

Moment = date | datetime


@frozen
class ClauseDue:
    """What one clause gives (子句到期日): a day, or the reason why there is none."""

    clause: Clause
    due: Moment | None = None
    reason: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give clause, day and reason (转为字典)."""
        return {
            "clause": self.clause.to_dict(),
            "due": self.due and self.due.isoformat(),
            "reason": self.reason,
        }


@frozen
class LimitDue:
    """When a time limit falls due (时限到期日); ``due`` is none where no clause names a day, and why."""

    start: Moment
    due: Moment | None
    certain: bool
    reason: str | None
    clauses: tuple[ClauseDue, ...]
    calendar: str

    def to_dict(self) -> dict[str, Any]:
        """Give the day, the clauses and the calendar used (转为字典)."""
        return {
            "start": self.start.isoformat(),
            "due": self.due and self.due.isoformat(),
            "certain": self.certain,
            "reason": self.reason,
            "clauses": [each.to_dict() for each in self.clauses],
            "calendar": self.calendar,
        }


def due(limit: TimeLimit, start: Moment | str, *, calendar: WorkCalendar | None = None) -> LimitDue:
    """Find when *limit* falls due if its event is on *start* (时限到期日).

    The earliest of the clauses that bind (within, before, by date, once) decides; how long something stays open
    or is kept decides only where nothing binds. For ``before`` *start* is the event itself.

    >>> from zwgk.text.time_limit import parse_time_limit
    >>> due(parse_time_limit("自作出决定之日起7个工作日内"), date(2026, 2, 11)).due
    datetime.date(2026, 2, 27)
    >>> due(parse_time_limit("及时公开"), date(2026, 2, 11)).reason
    '“及时”没有天数'

    Raises:
        BeyondNotices: working days beyond the last holiday notice are wanted.
        ZwgkError: *start* is a naive moment, or no day.
    """
    work = calendar or china()
    began = as_moment(start, "start")
    day = as_day(began)
    told = tuple(_told(clause, began, day, work) for clause in limit.clauses)
    dated = [each for each in told if each.due is not None]
    binding = [each for each in dated if each.clause.kind in _BINDING] or dated
    earliest = min((each.due for each in binding if each.due), key=_sortable, default=None)
    reason = None if earliest else "；".join(each.reason or "" for each in told) or "没有写明时限"
    certain = earliest is None or as_day(earliest) <= work.last_certain
    return LimitDue(began, earliest, certain, reason, told, work.edition)


_BINDING = frozenset({ClauseKind.WITHIN, ClauseKind.BEFORE, ClauseKind.BY_DATE, ClauseKind.ONCE})


def _sortable(moment: Moment) -> tuple[date, bool, str]:
    return as_day(moment), isinstance(moment, datetime), moment.isoformat()


def _told(clause: Clause, start: Moment, day: date, work: WorkCalendar) -> ClauseDue:
    read = _READ.get(clause.kind)
    if read is None:
        return ClauseDue(clause, reason=_WHY[clause.kind])
    try:
        found = read(clause, start, day, work)
    except BeyondNotices:
        raise
    except (OverflowError, ValueError):
        return ClauseDue(clause, reason="日期超出可以计算的范围")
    if found is None:
        return ClauseDue(clause, reason="以小时计的时限要有发生的时刻")
    return ClauseDue(clause, found)


# ------------------------------------------------------------------ one clause


def _after(clause: Clause, start: Moment, day: date, work: WorkCalendar) -> Moment | None:
    return _moved(clause, 1, start, day, work)


def _ahead(clause: Clause, start: Moment, day: date, work: WorkCalendar) -> Moment | None:
    return _moved(clause, -1, start, day, work)


def _moved(
    clause: Clause, sign: int, start: Moment, day: date, work: WorkCalendar
) -> Moment | None:
    period = Period(sign * (clause.amount or 0), clause.unit or Unit.DAY)
    if clause.unit is Unit.HOUR:
        return period.after(start) if isinstance(start, datetime) else None
    return period.after(day, work)


def _next_date(clause: Clause, _: Moment, day: date, __: WorkCalendar) -> Moment:
    return min(each for pattern in clause.dates for each in _coming(pattern, day) if each >= day)


def _coming(pattern: str, day: date) -> Iterator[date]:
    """List the days of a recurring date in this period and the next; a day the month lacks is its last."""
    numbers = [int(part) for part in pattern.lstrip("-").split("-")]
    this = date(day.year, numbers[0], 1) if len(numbers) > 1 else day.replace(day=1)
    step = relativedelta(years=1) if len(numbers) > 1 else relativedelta(months=1)
    for month in (this, this + step):
        yield month + relativedelta(day=numbers[-1])


def _once(clause: Clause, _: Moment, __: date, ___: WorkCalendar) -> Moment | None:
    return clause.date


_READ: Mapping[ClauseKind, Callable[[Clause, Moment, date, WorkCalendar], Moment | None]] = {
    ClauseKind.WITHIN: _after,
    ClauseKind.BEFORE: _ahead,
    ClauseKind.AT_LEAST: _after,
    ClauseKind.KEEP: _after,
    ClauseKind.BY_DATE: _next_date,
    ClauseKind.ONCE: _once,
}
_WHY: Mapping[ClauseKind, str] = {
    ClauseKind.IMMEDIATE: "即时公开，没有天数",
    ClauseKind.PROMPT: "“及时”没有天数",
    ClauseKind.PERIODIC: "只写了周期，没有写日期",
    ClauseKind.PERMANENT: "长期公开，没有截止日",
    ClauseKind.DITTO: "“同上”要先补全",
    ClauseKind.BY_RULE: "“按规定”没有写天数",
    ClauseKind.EXTENDABLE: "延长的天数不能单独计算",
    ClauseKind.WITH: "与其他事项同步，没有天数",
    ClauseKind.UNREADABLE: "读不出期限",
}
