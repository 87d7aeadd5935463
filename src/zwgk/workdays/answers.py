"""Provisional answers (推定的结果): a day or a number with the bounds of what a coming notice may change.

How they are reckoned: :mod:`zwgk.workdays.outlook`.
"""

from datetime import date
from typing import NamedTuple

__all__ = ["Provisional", "ProvisionalCount"]


class Provisional(NamedTuple):
    """A due day that a coming notice may move (推定期限).

    ``certain`` says that a published notice settles the day; ``exact`` that both bounds coincide. Late December of the
    last known year is certain although the next notice has sometimes moved it: then the bounds lie apart.
    """

    due: date
    earliest: date
    latest: date
    certain: bool
    assumes: tuple[str, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether no notice of the usual kind can move it (上下限相同)."""
        return self.earliest == self.latest


class ProvisionalCount(NamedTuple):
    """A number of working days that a coming notice may change (推定工作日数)."""

    value: int
    least: int
    most: int
    certain: bool
    assumes: tuple[str, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether no notice of the usual kind can change it (上下限相同)."""
        return self.least == self.most
