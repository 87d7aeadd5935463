"""One statutory period from one day, explained (法定期限): due day, safe day, bounds, ground and steps.

Periods are dated facts (``data/law``) or belong to a plan (``fangshan-2018:consultation``). General rules of
counting: 《民法典》第二百零一条至第二百零四条、第一千二百五十九条.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from attrs import field, frozen

from zwgk import law, packs
from zwgk.errors import BeyondNotices, ZwgkError
from zwgk.law import Kind, Version
from zwgk.terms import Unit
from zwgk.workdays import Period, WorkCalendar, china
from zwgk.workdays.days import CHINA_TIME, as_day

__all__ = ["Deadline", "Step", "deadline"]

_UNITS = {Unit.HOUR: "小时", Unit.DAY: "日", Unit.WORKING_DAY: "个工作日", Unit.MONTH: "个月", Unit.YEAR: "年"}


@frozen
class Step:
    """One line of the reckoning (计算步骤)."""

    on: str
    what: str
    basis: str | None = None
    working_days: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give the keys of contract §6 (转为字典)."""
        return {"on": self.on, "what": self.what, "basis": self.basis, "working_days": self.working_days}


@frozen
class Deadline:
    """When a period ends (期限届满日), with everything that led there; steps are told only when asked for.

    ``due`` is the last lawful day; for periods that last at least so long it is the first day on which they may
    end. ``strict_due`` is the day that is safe under every reading.
    """

    SCHEMA: ClassVar[str] = "zwgk/deadline/1"

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

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.title}：{_said(self.due)}（{self.basis}）"

    def to_dict(self) -> dict[str, Any]:
        """Give the deadline of contract §10 (转为字典)."""
        days = ("start", "due", "strict_due", "last_workday", "earliest", "latest")
        moments = {name: _iso(getattr(self, name)) for name in days}
        return {
            "schema": self.SCHEMA,
            "period": self.period,
            **moments,
            "certain": self.certain,
            "assumes": list(self.assumes),
            "version": self.version,
            "basis": self.basis,
            "calendar": self.calendar,
            "readings": list(self.readings),
            "steps": [step.to_dict() for step in self.steps],
        }


def deadline(
    period: str,
    start: date | datetime | str,
    *,
    calendar: WorkCalendar | None = None,
    on_law: date | None = None,
    pack: str = "national",
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
    began = _moment(start)
    title, rule = _rule(period, pack, on_law or as_day(began))
    chosen = _readings(readings)
    work = calendar or china()
    if rule.unit is Unit.HOUR:
        return _hours(period, title, rule, began, work, chosen)
    reckoned = _RECKONED[rule.kind](rule, as_day(began), work, provisional)
    return Deadline(period, as_day(began), *reckoned, rule, work, title, chosen)
