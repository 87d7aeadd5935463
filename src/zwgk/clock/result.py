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
from zwgk.clock.state import Figures, Fold
from zwgk.clock.steps import STATES, explained, steps
from zwgk.deadline import Step
from zwgk.model._record import Result, told
from zwgk.report import Finding

__all__ = ["Clock"]


@frozen(slots=False, repr=False)  # quicker to make than with slots
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

    #: the values of the first ten keys, in their order; one tuple, because a hundred thousand are made at a time
    figures: Figures
    _run: Fold = field(eq=False)

    @property
    def on(self) -> date:
        """The day it is seen from (观察之日)."""
        return self._run.on

    @property
    def state(self) -> str:
        """How it stands: running, suspended, awaiting something, answered or lapsed (状态)."""
        return self.figures[0]

    @property
    def due(self) -> date | None:
        """The last lawful day to answer (最后答复之日)."""
        return self.figures[1]

    @property
    def strict_due(self) -> date | None:
        """The day that is safe under every reading (稳妥之日)."""
        return self.figures[2]

    @property
    def certain(self) -> bool:
        """Whether no reply and no notice to come can move the day (是否确定)."""
        return self.figures[3]

    @property
    def earliest(self) -> date | None:
        """The earliest day it can be (最早)."""
        return self.figures[4]

    @property
    def latest(self) -> date | None:
        """The latest day it can be (最迟)."""
        return self.figures[5]

    @property
    def used(self) -> int:
        """How many working days are used (已用工作日)."""
        return self.figures[6]

    @property
    def remaining(self) -> int | None:
        """How many are left (剩余工作日)."""
        return self.figures[7]

    @property
    def overdue_by(self) -> int:
        """By how many working days it is late (超过的工作日)."""
        return self.figures[8]

    @property
    def version(self) -> str | None:
        """The edition of the regulation that governs it (适用版本)."""
        return self.figures[9]

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
        capped = any(each.agency for each in self._run.spells) and "agency-actual" not in chosen
        return tuple(sorted(chosen | ({"agency-cap"} if capped else set())))

    @property
    def steps(self) -> tuple[Step, ...]:
        """The reckoning, line by line (计算步骤)."""
        return steps(self._run, self.figures)

    def explain(self, *, daily: bool = False) -> str:
        """Tell the reckoning in Chinese, day by day if wanted (说明)."""
        return "\n".join(explained(self._run, self.figures, daily=daily))

    def __repr__(self) -> str:
        """Show the figures by their names."""
        shown = zip(self.KEYS, self.figures, strict=False)
        return f"Clock({', '.join(f'{key}={value!r}' for key, value in shown)})"

    def _repr_html_(self) -> str:
        lines = "<br>".join(html.escape(line) for line in self.explain().splitlines())
        return f"<div><p>{lines}</p></div>"

    def __str__(self) -> str:
        """Say it in one line."""
        return self.explain().partition("\n")[0]
