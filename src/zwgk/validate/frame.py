"""What a check needs besides its subject (检查条件): the plan, the day, what the catalogue claims to be."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from attrs import field, frozen

from zwgk.model import CatalogItem
from zwgk.packs import Pack
from zwgk.report import Finding
from zwgk.workdays import WorkCalendar

__all__ = ["Check", "Frame", "ItemCheck"]


@frozen
class Frame:
    """The conditions of one run (检查条件)."""

    pack: Pack
    on: date | None = None
    whole: bool = False
    calendar: WorkCalendar | None = None
    standard: bool = False
    #: what was left out for want of a day, in the order met
    left_out: dict[str, None] = field(factory=dict, eq=False, repr=False)

    def day_for(self, what: str) -> date | None:
        """Give the day to judge by; where there is none, note what is left out (缺日期而未做的检查)."""
        if self.on is None:
            self.left_out[what] = None
        return self.on


#: judges one item; the path is that of the item
ItemCheck = Callable[[CatalogItem, str, Frame], Iterator[Finding]]
#: judges a whole subject
Check = Callable[[Any, Frame], Iterator[Finding]]
