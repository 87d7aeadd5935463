"""The words for reading citations (引用用词), from ``data/vocabulary/basis.toml``."""

import re
from functools import cache
from typing import Any

from zwgk import _data

__all__ = ["any_of", "listed", "orders"]


@cache
def _vocabulary() -> dict[str, Any]:
    return _data.load("vocabulary/basis")


@cache
def listed(table: str, kind: str) -> tuple[str, ...]:
    """List the words of one kind (用词).

    >>> "条例" in listed("names", "strong")
    True
    """
    return tuple(_vocabulary()[table][kind])


@cache
def orders() -> dict[str, str]:
    """Tell the one name of those who issue orders (发令机关)."""
    found: dict[str, str] = _vocabulary()["numbers"]["orders"]
    return found | {name: name for name in found.values()}


@cache
def any_of(table: str, kind: str) -> str:
    """Give a pattern of the words of one kind, longest first (任一用词)."""
    return "|".join(map(re.escape, sorted(listed(table, kind), key=len, reverse=True)))
