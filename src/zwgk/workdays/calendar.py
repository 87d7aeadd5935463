"""The working-day calendar (工作日历): immutable, exact, as fast as a dictionary.

How it is fast: for each count *n* in use there is one dictionary from day to due day, so that ``add`` is two lookups
and no arithmetic. A ``datetime`` never equals a ``date``, so it misses the dictionary and is dealt with apart, and a
negative list index cannot occur. Counts seldom asked go through the rank tables of :mod:`zwgk.workdays.plan`.
The tables are derived from the plan and never change; a calendar differs from another by its plan alone.

Sources: 《民法典》第二百零一条 (开始的当日不计入); 国务院办公厅历年节假日安排通知.
"""

# ruff: noqa: FBT001, FBT002 - flags that were keyword-only would double the cost of a call

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from operator import index
from typing import Any, Literal, NoReturn, overload

from zwgk._late import late
from zwgk.errors import BeyondNotices, ZwgkError
from zwgk.workdays.answers import Provisional, ProvisionalCount
from zwgk.workdays.days import Day, as_day
from zwgk.workdays.notice import Notice
from zwgk.workdays.plan import Overlay, Plan, Tables, overlay, per_count, tables

__all__ = ["WorkCalendar", "build"]

_TABLES = 40  # tables kept, one per count in use: about 0.3 MB each for 23 years
_OFTEN = 8  # a count gets its table when asked this often


class WorkCalendar:
    """Working days between two dates (工作日历); make one by :func:`~zwgk.workdays.china` or :meth:`of`.

    Days may be given as ``date`` or as an aware ``datetime``, which is taken at +08:00. Every method raises
    :class:`~zwgk.errors.BeyondNotices` for what lies outside ``first`` to ``last``, and
    :class:`~zwgk.errors.ZwgkError` for a naive ``datetime``.
    """

    __slots__ = (
        "__weakref__",
        "_after",
        "_asked",
        "_days",
        "_hash",
        "_last",
        "_plan",
        "_rank",
        "kept",
    )

    _plan: Plan
    _rank: dict[date, int]
    _days: tuple[date, ...]
    _after: dict[int, dict[date, date]]
    _asked: dict[int, int]
    _last: date
    kept: dict[str, Any]
    _hash: int

    def __init__(self, plan: Plan) -> None:
        """Build the tables of *plan*."""
        marked = plan.marks()
        rank, days = tables(plan, marked)
        own: dict[str, Any] = {
            "_plan": plan,
            "_rank": rank,
            "_days": days,
            "_after": {},
            "_asked": {},
        }
        own |= {"_last": plan.last, "_hash": hash(plan), "kept": {"marks": marked}}
        for name, value in own.items():
            object.__setattr__(self, name, value)

    @classmethod
    def of(
        cls,
        first: date,
        last: date,
        *,
        days_off: Iterable[date] = (),
        working_weekends: Iterable[date] = (),
        weekend: Iterable[int] = (5, 6),
    ) -> "WorkCalendar":
        """Make a calendar for any place from plain days (自定日历).

        *weekend* counts Monday as 0. Days given outside the range have no effect.

        >>> from datetime import date
        >>> easter = [date(2024, 3, 29), date(2024, 4, 1)]
        >>> WorkCalendar.of(date(2024, 1, 1), date(2024, 12, 31), days_off=easter).add(date(2024, 3, 28), 1)
        datetime.date(2024, 4, 2)

        Raises:
            ZwgkError: the range is empty, a day is both off and working, or a weekday is not 0 to 6.
        """
        week = tuple(sorted(set(weekend)))
        if not set(week) <= set(range(7)):
            message = f"weekend counts Monday as 0 to Sunday as 6, not {week}"
            raise ZwgkError(message)
        begin, end = as_day(first), as_day(last)
        if end < begin:
            message = f"a calendar cannot end on {end} before it begins on {begin}"
            raise ZwgkError(message)
        return build(
            Plan("自定日历", begin, end, week, (), (overlay("自定", days_off, working_weekends),))
        )

    # -- what it knows ------------------------------------------------------------------------------------------

    @property
    def first(self) -> date:
        """The first day it answers for (首日)."""
        return self._plan.first

    @property
    def last(self) -> date:
        """The last day it answers for (末日)."""
        return self._last

    @property
    def last_certain(self) -> date:
        """The last certain day: 31 December of the last notice's year (最后确定之日)."""
        return self._last

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The notices it follows, by day of publication (所依通知)."""
        return self._plan.notices

    @property
    def edition(self) -> str:
        """Name the source and the last notice with its day of publication (日历版本)."""
        latest = f"，最近通知：{self.notices[-1].cited}" if self.notices else ""
        own = sum(len(each.off) + len(each.working) for each in self._plan.overlays)
        extra = f"，另有自定日期{own}个" if own else ""
        return f"{self._plan.title}（{self.first} 至 {self.last}）{latest}{extra}"

    @property
    def tables(self) -> Tables:
        """The tables behind the answers, for engines that work on columns (内部表)."""
        return Tables(self._rank, self._days)

    # -- the questions ------------------------------------------------------------------------------------------

    def is_workday(self, day: date) -> bool:
        """Tell whether offices work on *day* (是否工作日).

        >>> from zwgk.workdays import china
        >>> china().is_workday(date(2026, 2, 14))      # 星期六，调休上班
        True
        """
        try:
            return self._days[self._rank[day]] == day
        except (KeyError, TypeError):
            known = self._known(day)
            return self._days[self._rank[known]] == known

    @overload
    def add(self, day: date, n: int, provisional: Literal[False] = False) -> date: ...
    @overload
    def add(self, day: date, n: int, provisional: Literal[True]) -> Provisional: ...
    def add(self, day: date, n: int, provisional: bool = False) -> date | Provisional:
        """Find the *n*-th working day after *day*, which is not counted itself (第 n 个工作日).

        A negative *n* counts backwards, 0 gives the day itself. With *provisional* the answer may lie beyond the
        last notice and comes with its bounds (:class:`~zwgk.workdays.Provisional`).

        >>> from zwgk.workdays import china
        >>> china().add(date(2025, 4, 3), 1)      # 清明节 4 月 4 日至 6 日
        datetime.date(2025, 4, 7)
        """
        if provisional:
            guess: Provisional = self._outlook().add(as_day(day), _whole(n))
            return guess
        try:
            return self._after[n][day]
        except (KeyError, TypeError):
            return self._add(self._known(day), _whole(n))

    @overload
    def count(self, a: date, b: date, provisional: Literal[False] = False) -> int: ...
    @overload
    def count(self, a: date, b: date, provisional: Literal[True]) -> ProvisionalCount: ...
    def count(self, a: date, b: date, provisional: bool = False) -> int | ProvisionalCount:
        """Count the working days after *a* up to and with *b*; negative when *b* is before *a* (工作日数).

        >>> from zwgk.workdays import china
        >>> china().count(date(2025, 4, 3), date(2025, 4, 7))
        1
        """
        if provisional:
            guess: ProvisionalCount = self._outlook().count(as_day(a), as_day(b))
            return guess
        try:
            return self._rank[b] - self._rank[a]
        except (KeyError, TypeError):
            return self._rank[self._known(b)] - self._rank[self._known(a)]

    @overload
    def roll(
        self, day: date, forward: bool = True, provisional: Literal[False] = False
    ) -> date: ...
    @overload
    def roll(
        self, day: date, forward: bool = True, *, provisional: Literal[True]
    ) -> Provisional: ...
    def roll(
        self, day: date, forward: bool = True, provisional: bool = False
    ) -> date | Provisional:
        """Find the first working day on or after *day*, or the last on or before it (顺延).

        >>> from zwgk.workdays import china
        >>> china().roll(date(2025, 2, 1))      # 春节假期内
        datetime.date(2025, 2, 5)
        """
        if provisional:
            guess: Provisional = self._outlook().roll(as_day(day), forward=forward)
            return guess
        try:
            at = self._rank[day]
        except (KeyError, TypeError):
            return self.roll(self._known(day), forward)
        if self._days[at] == day:
            return day
        return self._day(at + 1 if forward else at, day)

    def describe(self, day: date) -> Day:
        """Say what kind of day it is, of which festival and by which notice (某日的安排).

        >>> from zwgk.workdays import china
        >>> print(china().describe(date(2026, 9, 20)))
        2026-09-20 星期日 调休上班（国庆节，国办发明电〔2025〕7号，2025-11-04 发布）
        """
        known = self._known(day)
        plain = "weekend" if known.weekday() in self._plan.weekend else "workday"
        found: Day = self.kept["marks"].get(known) or Day(known, plain)
        return found

    # -- other calendars ----------------------------------------------------------------------------------------

    def known_on(self, day: date) -> "WorkCalendar":
        """Give the calendar as it was known on *day* (某日所知的日历).

        Own days stay; a calendar without notices is known alike on every day.

        >>> from zwgk.workdays import china
        >>> china().known_on(date(2020, 1, 20)).is_workday(date(2020, 2, 1))      # 延长假期之前
        True

        Raises:
            ZwgkError: no notice was out on that day.
        """
        asked = as_day(day)
        if not self.notices:
            return self
        known = tuple(notice for notice in self.notices if notice.known(asked))
        if not known:
            message = f"no notice was out on {asked}; the first is {self.notices[0].cited}"
            raise ZwgkError(message)
        return build(self._plan._replace(notices=known))

    def with_notice(
        self, text: str, *, published: date | None = None, number: str | None = None
    ) -> "WorkCalendar":
        """Read the wording of a State Council holiday notice into a new calendar (读入放假通知).

        What was read stands in ``calendar.notices`` (``understood``). The day of publication may be left out when
        the text ends with its date.

        >>> from zwgk.workdays import china
        >>> text = "2027年部分节假日安排：一、元旦：1月1日（星期五）至3日（星期日）放假，共3天。"
        >>> china().with_notice(text, published=date(2026, 11, 25)).last
        datetime.date(2027, 12, 31)

        Raises:
            ZwgkError: something in the text cannot be understood or does not agree with itself.
        """
        notice: Notice = late("read_notice")(
            text, published=published, number=number, calendar=self
        )
        return build(self._plan.with_notice(notice))

    def with_days(
        self, *, off: Iterable[date] = (), working: Iterable[date] = (), name: str = "自定"
    ) -> "WorkCalendar":
        """Lay own days over the calendar: a local holiday, an emergency order (叠加自定日期).

        >>> from zwgk.workdays import china
        >>> str(china().with_days(off=[date(2026, 3, 3)], name="地方节日").describe(date(2026, 3, 3)))
        '2026-03-03 星期二 放假（地方节日）'

        Raises:
            ZwgkError: a day is given as both off and working.
            BeyondNotices: a day lies outside the calendar.
        """
        added: Overlay = overlay(name, off, working)
        for day in (*added.off, *added.working):
            self._known(day)
        return build(self._plan._replace(overlays=(*self._plan.overlays, added)))

    # -- columns ------------------------------------------------------------------------------------------------

    def add_many(self, days: Any, n: Any, out: Any = None, *, beyond: str = "raise") -> Any:
        """Do ``add`` for a column of days (成列计算): numpy ``datetime64`` or Arrow dates, *n* one or per row.

        NaT and null stay what they are. Days beyond the tables raise as in ``add``, or become NaT with
        ``beyond="nat"``. *out* takes the result in place.
        """
        return late("add_many")(self, days, n, out, beyond=beyond)

    def count_many(self, a: Any, b: Any) -> Any:
        """Do ``count`` for two columns of days (成列计数)."""
        return late("count_many")(self, a, b)

    # -- inside -------------------------------------------------------------------------------------------------

    def _known(self, day: object) -> date:
        known = as_day(day)
        if known not in self._rank:
            self.refuse(str(known))
        return known

    def refuse(self, what: str) -> NoReturn:
        """Refuse what lies outside the tables (拒绝超出范围的日期)."""
        message = f"{what} is outside the tables ({self.first} to {self.last}): {self.edition}"
        raise BeyondNotices(message, self.first, self.last) from None

    def _day(self, at: int, day: date) -> date:
        if 0 < at < len(self._days):
            return self._days[at]
        return self.refuse(f"a working day {'after' if at else 'before'} {day}")

    def _add(self, day: date, n: int) -> date:
        if n == 0:
            return day
        before = n < 0 and self._days[self._rank[day]] != day
        at = self._rank[day] + n + before
        if not 0 < at < len(self._days):
            self.refuse(f"working day {n:+d} from {day}")
        self._remember(n)
        return self._days[at]

    def _remember(self, n: int) -> None:
        asked = self._asked[n] = self._asked.get(n, 0) + 1
        if asked >= _OFTEN and n not in self._after and len(self._after) < _TABLES:
            self._after[n] = per_count(self.tables, n)

    def _outlook(self) -> Any:
        if "outlook" not in self.kept:
            self.kept["outlook"] = late("outlook")(self)
        return self.kept["outlook"]

    def __setattr__(self, name: str, value: object) -> None:
        message = f"a calendar is immutable: {name} cannot be set"
        raise AttributeError(message)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WorkCalendar) and self._plan == other._plan

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        return f"<WorkCalendar {self.edition}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return build, (self._plan,)


@lru_cache(maxsize=32)
def build(plan: Plan) -> WorkCalendar:
    """Make the calendar of a plan, once (按构成取得日历)."""
    return WorkCalendar(plan)


def _whole(n: Any) -> int:
    """A count as ``int``; ``20.0`` counts as 20, because it finds the same table."""
    try:
        return index(int(n) if isinstance(n, float) and n.is_integer() else n)
    except TypeError:
        message = f"a whole number of working days is wanted, not {n!r}"
        raise ZwgkError(message) from None
