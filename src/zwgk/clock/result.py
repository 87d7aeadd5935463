"""The clock of an application on a day (办理时钟): what leaves the fold, frozen.

Figures are computed at once; open periods, findings, steps and the explanation only when asked for.
"""

from datetime import date
from typing import Any, ClassVar

from attrs import field, frozen

from zwgk.clock.state import Fold
from zwgk.clock.reckon import FIGURES

__all__ = ["Clock"]


@frozen(slots=False)  # twice as quick to make as with slots
class Clock:
    """How far an application has come on a day (办理期限状态)."""

    SCHEMA: ClassVar[str] = "zwgk/clock/1"

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
    run: Fold = field(repr=False, eq=False)

    def to_dict(self) -> dict[str, Any]:
        return {k: getattr(self, k) for k in FIGURES}
