"""One statutory period from one day, explained (法定期限): due day, safe day, bounds, ground and steps.

Periods are dated facts (``data/law``) or belong to a plan (``fangshan-2018:consultation``). General rules of
counting: 《民法典》第二百零一条至第二百零四条、第一千二百五十九条.
"""

import html
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, ClassVar

from attrs import field, frozen

from zwgk import _data, law, packs
from zwgk.errors import BeyondNotices, UnknownDay, ZwgkError
from zwgk.law import Fact, Kind, Version
from zwgk.model._record import Result, told
from zwgk.model.pack import PackPeriod
from zwgk.packs import Pack
from zwgk.render.months import Span, picture
from zwgk.terms import Unit
from zwgk.workdays import Period, WorkCalendar, china
from zwgk.workdays.days import as_day, as_moment

__all__ = ["Deadline", "Step", "counted_in", "deadline"]

_UNITS = {
    Unit.HOUR: "小时",
    Unit.DAY: "日",
    Unit.WORKING_DAY: "个工作日",
    Unit.MONTH: "个月",
    Unit.YEAR: "年",
}


@frozen
class Step(Result):
    """One line of the reckoning (计算步骤)."""

    KEYS: ClassVar[Mapping[str, Mapping[str, Any]]] = {
        "on": told("日期或者时刻"),
        "what": told("内容"),
        "basis": told("依据"),
        "working_days": told("已计工作日"),
    }

    on: str
    what: str
    basis: str | None = None
    working_days: int | None = None


@frozen
class Deadline(Result):
    """When a period ends (期限届满日), with everything that led there; steps are told only when asked for.

    ``due`` is the last lawful day; for periods that last at least so long it is the first day on which they may
    end. ``strict_due`` is the day that is safe under every reading.
    """

    SCHEMA: ClassVar[str | None] = "zwgk/deadline/1"
    KEYS: ClassVar[Mapping[str, Mapping[str, Any]]] = {
        "period": told("期限"),
        "start": told("起算"),
        "due": told("届满"),
        "strict_due": told("稳妥之日"),
        "last_workday": told("此前最后一个工作日"),
        "earliest": told("最早"),
        "latest": told("最迟"),
        "certain": told("是否确定"),
        "assumes": told("推定"),
        "version": told("适用版本"),
        "basis": told("依据"),
        "calendar": told("所用日历"),
        "readings": told("所用口径"),
        "steps": told("计算步骤"),
    }

    period: str
    start: date | datetime
    due: date | datetime
    strict_due: date | datetime
    last_workday: date | None
    certain: bool
    earliest: date | datetime
    latest: date | datetime
    assumes: tuple[str, ...]
    rule: Version
    work: WorkCalendar = field(repr=False)
    title: str = ""
    readings: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """The edition of the rule that applies (适用版本)."""
        return self.rule.edition

    @property
    def basis(self) -> str:
        """The instrument and article (依据)."""
        return self.rule.basis

    @property
    def calendar(self) -> str:
        """The calendar that was used (所用日历)."""
        return self.work.edition

    @property
    def steps(self) -> tuple[Step, ...]:
        """The reckoning, line by line (计算步骤)."""
        return tuple(_steps(self))

    def explain(self, *, daily: bool = False) -> str:
        """Tell the reckoning in Chinese, fit to be attached to a reply (说明).

        >>> print(deadline("request.correction_notice", date(2025, 9, 29)).explain().splitlines()[0])
        告知补正：自2025年9月29日起7个工作日内，至2025年10月15日届满。
        """
        return "\n".join(_explained(self, daily=daily))

    def picture(self) -> str | None:
        """Draw the months as an SVG image (期限图); none for periods in hours."""
        if isinstance(self.start, datetime) or isinstance(self.due, datetime):
            return None
        strict = as_day(self.strict_due)
        counted = self.rule.unit is Unit.WORKING_DAY
        return picture(Span(self.title, self.start, self.due, strict, counted=counted), self.work)

    def _repr_html_(self) -> str:
        lines = "<br>".join(html.escape(line) for line in self.explain().splitlines())
        return f"<div>{self.picture() or ''}<p>{lines}</p></div>"

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.title}：{_said(self.due)}（{self.basis}）"


def deadline(
    period: str,
    start: date | datetime | str,
    *,
    calendar: WorkCalendar | None = None,
    on_law: date | None = None,
    pack: str | Pack = "national",
    provisional: bool = False,
    readings: Iterable[str] = (),
) -> Deadline:
    """Find when a statutory period ends (法定期限).

    *start* is the day of the event, itself not counted; periods in hours want an aware moment. The version of the
    rule in force on *start* (or *on_law*) applies. Beyond the last holiday notice the answer is refused, or given
    with bounds where *provisional*.

    >>> found = deadline("request.answer", date(2026, 2, 13))
    >>> found.due, found.strict_due, found.version
    (datetime.date(2026, 3, 19), datetime.date(2026, 3, 18), '2019')

    Raises:
        BeyondNotices: the end lies beyond the last notice and *provisional* is false.
        ZwgkError: the period is unknown, was not in force on that day, or *start* is of the wrong kind.
    """
    began = as_moment(start, "start")
    day = as_day(began)
    title, rule = _rule(period, pack, on_law or day)
    chosen = _readings(readings)
    work = calendar or china()
    if rule.unit is Unit.HOUR:
        return _in_hours(period, title, rule, began, work, chosen)
    found = _reckoned(rule, day, work, provisional=provisional)
    due = found.strict if "count-first-day" in chosen else found.due
    bounds = (found.last_workday, found.certain, found.earliest, found.latest, found.assumes)
    return Deadline(period, day, due, found.strict, *bounds, rule, work, title, chosen)


# ------------------------------------------------------------------ what is asked


def counted_in(period: str, pack: str | Pack = "national") -> frozenset[Unit]:
    """List the units in which a period is or was counted (期间单位).

    >>> sorted(counted_in("request.answer"))
    [<Unit.WORKING_DAY: 'working_day'>]

    Raises:
        ZwgkError: the period is unknown.
    """
    _, _, found = _found(period, pack)
    versions = found.versions if isinstance(found, Fact) else (found,)
    return frozenset(each.unit for each in versions)


def _rule(period: str, pack: str | Pack, day: date) -> tuple[str, Version]:
    own, name, found = _found(period, pack)
    if isinstance(found, Fact):
        return found.title, found.on(day)
    return found.what, _own(own, name, found, day)


def _found(period: str, pack: str | Pack) -> tuple[Pack, str, Fact | PackPeriod]:
    """Find the rule by its name: a plan's own (``pack:name``, or overridden by *pack*), else the law's."""
    plan, _, name = str(period).rpartition(":")
    own = packs.load(plan) if plan else pack if isinstance(pack, Pack) else packs.load(pack)
    if name in own.periods:
        return own, name, own.periods[name]
    fact = law.facts().get(name) if not plan else None
    if fact is None:
        known = ", ".join(sorted(law.facts()))
        message = f"unknown period {period!r}; those of the law are {known}"
        raise ZwgkError(message)
    return own, name, fact


def _own(pack: Pack, name: str, period: PackPeriod, day: date) -> Version:
    since = period.since or pack.issued or date.min
    if day < since:
        message = f"{pack.name}:{name} is in force from {since}, not on {day}"
        raise UnknownDay(message)
    kind = (
        Kind.AT_LEAST
        if period.at_least
        else Kind.ANNIVERSARY
        if period.unit is Unit.YEAR
        else Kind.WITHIN
    )
    source = period.basis or pack.number or pack.title
    return Version(
        since, pack.name, period.value, period.unit, pack.title, source, verified=True, kind=kind
    )


_READINGS = frozenset({"count-first-day"})


def _readings(asked: Iterable[str]) -> tuple[str, ...]:
    chosen = tuple(asked)
    if unknown := [each for each in chosen if each not in _READINGS]:
        message = f"unknown readings {unknown}; a deadline knows {sorted(_READINGS)}"
        raise ZwgkError(message)
    return chosen


# ------------------------------------------------------------------ the reckoning


@frozen
class _Reckoned:
    """What a rule gives for one day (计算结果)."""

    due: date
    strict: date
    last_workday: date | None
    certain: bool
    earliest: date
    latest: date
    assumes: tuple[str, ...] = ()


def _certain(due: date, last_workday: date | None) -> _Reckoned:
    """Give a day that no notice can move."""
    return _Reckoned(due, due, last_workday, certain=True, earliest=due, latest=due)


def _in_hours(
    period: str,
    title: str,
    rule: Version,
    began: date | datetime,
    work: WorkCalendar,
    readings: tuple[str, ...],
) -> Deadline:
    due = Period(rule.value, rule.unit).after(began)
    bounds = {"earliest": due, "latest": due, "strict_due": due, "due": due}
    return Deadline(
        period=period,
        start=began,
        last_workday=None,
        certain=True,
        assumes=(),
        rule=rule,
        work=work,
        title=title,
        readings=readings,
        **bounds,
    )


def _working(rule: Version, start: date, work: WorkCalendar, *, provisional: bool) -> _Reckoned:
    """The day itself is not counted; the safe reading counts it where it is a working day."""
    if provisional:
        found = work.add(start, rule.value, provisional=True)
        bounds = (found.certain, found.earliest, found.latest, found.assumes)
        due = found.due
    else:
        due = work.add(start, rule.value)
        bounds = (due <= work.last_certain, due, due, ())
    counts = not rule.next_day and rule.kind is not Kind.AT_LEAST
    counted = counts and _works(start, work, provisional=provisional)
    strict = _strict(start, rule.value - 1, work, provisional=provisional) if counted else due
    return _Reckoned(due, strict, due, *bounds)


def _works(day: date, work: WorkCalendar, *, provisional: bool) -> bool:
    """Tell whether offices work on a day, or may be expected to."""
    return work.roll(day, provisional=True).due == day if provisional else work.is_workday(day)


def _strict(start: date, n: int, work: WorkCalendar, *, provisional: bool) -> date:
    return work.add(start, n, provisional=True).due if provisional else work.add(start, n)


def _natural(rule: Version, start: date, work: WorkCalendar, *, provisional: bool) -> _Reckoned:
    """Days, weeks, months and years; only a very last day off moves, and only where the rule says so."""
    end = Period(rule.value, rule.unit).after(start)
    if not rule.roll:
        return _certain(end, _workday_before(end, work, provisional=provisional))
    if provisional:
        rolled = work.roll(end, provisional=True)
        bounds = (rolled.certain, rolled.earliest, rolled.latest, rolled.assumes)
        return _Reckoned(rolled.due, rolled.due, rolled.due, *bounds)
    due = work.roll(end)
    return _Reckoned(due, due, due, due <= work.last_certain, due, due)


def _fixed(rule: Version, start: date, work: WorkCalendar, *, provisional: bool) -> _Reckoned:
    """A day of the next year (每年一月三十一日前); it does not roll, the last working day before it is given."""
    month, day = (int(part) for part in (rule.date or "").split("-")[2:])
    due = date(start.year + rule.value, month, day)
    return _certain(due, _workday_before(due, work, provisional=provisional))


def _workday_before(day: date, work: WorkCalendar, *, provisional: bool) -> date | None:
    """Find the last working day up to *day*; unknown beyond the last notice, unless a guess is asked for."""
    try:
        if provisional:
            return work.roll(day, forward=False, provisional=True).due
        return work.roll(day, forward=False)
    except BeyondNotices:
        return None


def _reckoned(rule: Version, start: date, work: WorkCalendar, *, provisional: bool) -> _Reckoned:
    reckon = (
        _fixed
        if rule.kind is Kind.BY_DATE
        else _working
        if rule.unit is Unit.WORKING_DAY
        else _natural
    )
    return reckon(rule, start, work, provisional=provisional)


# ------------------------------------------------------------------ the telling


def _iso(moment: date | datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _said(moment: date | datetime) -> str:
    clock = f"{moment.hour}时{moment.minute}分" if isinstance(moment, datetime) else ""
    return f"{moment.year}年{moment.month}月{moment.day}日{clock}"


def _length(rule: Version) -> str:
    return f"{rule.value}{_UNITS[rule.unit]}"


def _steps(found: Deadline) -> Iterator[Step]:
    begin = "起算之日，不计入" if found.rule.unit is not Unit.HOUR else "起算时刻"
    yield Step(_iso(found.start) or "", begin, _data.load("counting")["first_day"])
    counted = found.rule.value if found.rule.unit is Unit.WORKING_DAY else None
    yield Step(_iso(found.due) or "", _ending(found), found.basis, counted)
    if isinstance(found.start, datetime):
        return
    end = (
        Period(found.rule.value, found.rule.unit).after(found.start)
        if found.rule.roll
        else found.due
    )
    if end != found.due:
        yield Step(
            _iso(end) or "",
            "最后一日是休息日，顺延至次一工作日",
            _data.load("counting")["roll"],
        )
    if found.strict_due != found.due:
        yield Step(_iso(found.strict_due) or "", "稳妥之日：首日也计入的算法", None)


def _ending(found: Deadline) -> str:
    length = _length(found.rule)
    if found.rule.unit is Unit.HOUR:
        return f"{length}届满"
    return {
        Kind.AT_LEAST: f"满{length}，自此日起方可截止",
        Kind.BY_DATE: "规定的日期，不因休息日变动",
        Kind.ANNIVERSARY: f"满{length}的对应日",
        Kind.WITHIN: f"{length}届满，当日仍在期限之内",
    }[found.rule.kind]


def _explained(found: Deadline, *, daily: bool) -> Iterator[str]:
    yield f"{found.title}：{_summary(found)}"
    source = "" if found.rule.source in found.basis else f"（{found.rule.source}）"
    yield f"依据：{found.basis}{source}。"
    if found.rule.note:
        yield f"说明：{found.rule.note}。"
    yield from (
        f"{step.on} {step.what}{f'（{step.basis}）' if step.basis else ''}。"
        for step in found.steps
    )
    if found.last_workday and found.last_workday != found.due:
        yield f"此前最后一个工作日：{_said(found.last_workday)}。"
    if not found.certain:
        yield f"尚不确定：最早{_said(found.earliest)}，最迟{_said(found.latest)}。"
        yield from (f"推定：{each}。" for each in found.assumes)
    yield f"所用日历：{found.calendar}。"
    if daily:
        yield from _days(found)


def _summary(found: Deadline) -> str:
    ends = {
        Kind.AT_LEAST: "起方可截止",
        Kind.BY_DATE: "以前",
        Kind.ANNIVERSARY: "届满",
        Kind.WITHIN: "届满",
    }
    lasting = "不少于" if found.rule.kind is Kind.AT_LEAST else ""
    within = "内" if found.rule.kind is Kind.WITHIN else ""
    if found.rule.kind is Kind.BY_DATE:
        return f"{_said(found.due)}{ends[Kind.BY_DATE]}。"
    return f"自{_said(found.start)}起{lasting}{_length(found.rule)}{within}，至{_said(found.due)}{ends[found.rule.kind]}。"


def _days(found: Deadline) -> Iterator[str]:
    """Number the working days and name the days off, day by day (逐日计数)."""
    if isinstance(found.start, datetime) or isinstance(found.due, datetime):
        return
    number, first, last = 0, found.work.first, found.work.last
    for ordinal in range(found.start.toordinal() + 1, found.due.toordinal() + 1):
        day = date.fromordinal(ordinal)
        if not first <= day <= last:
            yield f"{day} {'尚无放假通知' if day > last else '不在日历之内'}"
            continue
        told = found.work.describe(day)
        number += told.is_workday
        yield f"第{number}个工作日 {told}" if told.is_workday else str(told)
