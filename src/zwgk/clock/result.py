"""The clock of an application on a day (办理时钟): what leaves the fold, frozen.

Figures are computed at once; open periods, findings, steps and the explanation only when asked for.
"""

import html
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from attrs import field, frozen

from zwgk.clock.findings import findings
from zwgk.clock.periods import OpenPeriod, open_periods
from zwgk.clock.reckon import FIGURES, Figures
from zwgk.clock.state import Fold
from zwgk.clock.steps import STATES, explained, steps
from zwgk.deadline import Step
from zwgk.model._record import Result, told
from zwgk.report import Finding

__all__ = ["Clock"]


@frozen(slots=False)  # quicker to make than with slots
class Clock(Result):
    """How far an application has come on a day (办理期限状态).

    ``due`` is the last lawful day to answer, ``strict_due`` the day that is safe under every reading. While a party
    is consulted ``due`` supposes its silence; it is unknown while a correction or a fee is awaited, after a lapse,
    and before the receipt. In time, ``used`` and ``remaining`` make up the period; after it ``overdue_by`` is what
    ``used`` has beyond.
    """

    SCHEMA: ClassVar[str | None] = "zwgk/clock/1"
    KEYS: ClassVar[Mapping[str, Mapping[str, Any]]] = {
        "state": told("状态", choices=STATES),
        "due": told("最后答复之日"),
        "strict_due": told("稳妥之日"),
        "certain": told("是否确定"),
        "earliest": told("最早"),
        "latest": told("最迟"),
        "used": told("已用工作日", minimum=0),
        "remaining": told("剩余工作日", minimum=0),
        "overdue_by": told("超过的工作日", minimum=0),
        "version": told("适用版本"),
        "open": told("未届满的期限"),
        "calendar": told("所用日历"),
        "readings": told("所用口径"),
        "steps": told("计算步骤"),
    }

    state: str
    due: date | None
    strict_due: date | None
    certain: bool
    earliest: date | None
    latest: date | None
    used: int
    remaining: int | None
    overdue_by: int
    version: str | None
    _run: Fold = field(repr=False, eq=False)

    @property
    def figures(self) -> Figures:
        """What the clock shows, in the order of its keys (各项数值)."""
        shown: Any = tuple(getattr(self, name) for name in FIGURES)
        return shown  # type: ignore[no-any-return]

    @property
    def on(self) -> date:
        """The day it is seen from (观察之日)."""
        return self._run.on

    def _periods(self) -> tuple[OpenPeriod, ...]:
        """The open periods, the nearest first (未届满的期限)."""
        return open_periods(self._run, self.figures)

    open = property(_periods)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The irregularities up to the day, all at once (办理中的问题)."""
        return findings(self._run, self.figures)

    @property
    def calendar(self) -> str:
        """The calendar that was used (所用日历)."""
        return self._run.calendar.edition

    @property
    def readings(self) -> tuple[str, ...]:
        """The readings of disputed law that were used: those chosen, and the cap on agencies (所用口径)."""
        chosen = self._run.readings
        capped = any(not each.third for each in self._run.spells) and "agency-actual" not in chosen
        return tuple(sorted(chosen | ({"agency-cap"} if capped else set())))

    @property
    def steps(self) -> tuple[Step, ...]:
        """The reckoning, line by line (计算步骤)."""
        return steps(self._run, self.figures)

    def explain(self, *, daily: bool = False) -> str:
        """Tell the reckoning in Chinese, day by day if wanted (说明)."""
        return "\n".join(explained(self._run, self.figures, daily=daily))

    def _repr_html_(self) -> str:
        lines = "<br>".join(html.escape(line) for line in self.explain().splitlines())
        return f"<div><p>{lines}</p></div>"

    def __str__(self) -> str:
        """Say it in one line."""
        return self.explain().partition("\n")[0]
