"""What a check needs besides its subject (检查条件): the plan, the day, what the catalogue claims to be."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from attrs import frozen

from zwgk import _data
from zwgk.model import CatalogItem
from zwgk.packs import Pack
from zwgk.report import Finding

__all__ = ["Check", "Frame", "ItemCheck", "element_keys"]


@frozen
class Frame:
    """The conditions of one run (检查条件)."""

    pack: Pack
    on: date | None = None
    whole: bool = False




#: judges one item; the path is that of the item
ItemCheck = Callable[[CatalogItem, str, Frame], Iterator[Finding]]
#: judges a whole subject
Check = Callable[[Any, Frame], Iterator[Finding]]


@cache
def element_keys() -> Mapping[str, str]:
    """Tell the item's key for each name of an element (要素名称).

    >>> element_keys()["公开主体"]
    'publisher'
    """
    table = _data.load("vocabulary/elements")["element"]
    return {name: each["key"] for each in table for name in (each["name"], *each["aliases"])}
