"""What a check needs besides its subject (检查条件): the plan, the day, what the catalogue claims to be."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from attrs import frozen

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


#: judges one item; the path is that of the item
ItemCheck = Callable[[CatalogItem, str, Frame], Iterator[Finding]]
#: judges a whole subject
Check = Callable[[Any, Frame], Iterator[Finding]]
