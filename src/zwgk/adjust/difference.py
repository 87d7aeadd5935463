"""What differs between two catalogues, and the way from one to the other (目录差异).

``diff(a, b).applied_to(a)`` is ``b``, order and every element included.
"""

import hashlib
import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from attrs import evolve, fields

from zwgk.adjust.matching import Match, match
from zwgk.errors import ZwgkError
from zwgk.model import Catalog, CatalogItem
from zwgk.model._record import shown
from zwgk.model.difference import Change, ChangeKind, Difference, HeadChange

__all__ = ["ELEMENTS", "HEADS", "as_catalog", "diff", "difference", "in_order", "patched"]

#: the elements of an item, and what a catalogue says of itself
ELEMENTS = tuple(each.name for each in shown(fields(CatalogItem)))
HEADS = ("title", "locality", "version", "effective")


def diff(old: Catalog | Mapping[str, Any], new: Catalog | Mapping[str, Any]) -> Difference:
    """Tell what differs between two catalogues: added, removed, renamed, changed, moved (比较目录).

    >>> one, two = CatalogItem(("许可", "依据")), CatalogItem(("许可", "结果"))
    >>> [each.item.name for each in diff(Catalog((one,)), Catalog((one, two))).added]
    ['结果']

    Raises:
        ZwgkError: one of them is no catalogue.
        ShapeError: the plain data of one has another shape.
    """
    before, after = as_catalog(old), as_catalog(new)
    return difference(before, after, match(before.items, after.items))


def as_catalog(given: object, *, gaps: bool = False) -> Catalog:
    """Take a catalogue, or its plain data (目录); *gaps* allows for items that could not be read.

    Raises:
        ZwgkError: it is neither, or an item of it could not be read.
        ShapeError: the data has another shape.
    """
    if isinstance(given, Mapping):
        return Catalog.from_dict(given)
    if not isinstance(given, Catalog):
        message = f"wants a catalogue or its dict, not {type(given).__name__}"
        raise ZwgkError(message)
    if None in given.items and not gaps:
        message = f"item {given.items.index(None)} of the catalogue could not be read"
        raise ZwgkError(message)
    return given


def difference(old: Catalog, new: Catalog, matches: Sequence[Match]) -> Difference:
    """Tell what differs where it is known which items are the same (按对应关系比较)."""
    changes = sorted(_changes(old, new, matches), key=_place)
    return Difference(_digest(old), tuple(_heads(old, new)), tuple(changes))


def _place(change: Change) -> tuple[float, int]:
    """List changes in the order of the new catalogue, what is gone where it used to be."""
    at = change.old_at if change.new_at is None else change.new_at
    return (at or 0, change.new_at is not None)


def _changes(old: Catalog, new: Catalog, matches: Sequence[Match]) -> Iterator[Change]:
    gone = set(range(len(old.items))).difference(each.old for each in matches)
    come = set(range(len(new.items))).difference(each.new for each in matches)
    for at in gone:
        yield Change((ChangeKind.REMOVED,), old=old.items[at], old_at=at)
    for at in come:
        yield Change((ChangeKind.ADDED,), new=new.items[at], new_at=at)
    ranked = sorted(matches, key=lambda each: each.new)
    kept = in_order([each.old for each in ranked])
    for rank, each in enumerate(ranked):
        before, after = old.items[each.old], new.items[each.new]
        kinds, elements = _told(before, after, moved=rank not in kept)
        if kinds:
            yield Change(kinds, before, after, each.old, each.new, elements, each.how, each.score)


def _told(
    before: CatalogItem, after: CatalogItem, *, moved: bool
) -> tuple[tuple[ChangeKind, ...], tuple[str, ...]]:
    """Say what happened to one item, and which of its elements differ."""
    if before == after:
        return ((ChangeKind.MOVED,) if moved else ()), ()
    elements = tuple(key for key in ELEMENTS if getattr(before, key) != getattr(after, key))
    above = before.path[:-1] != after.path[:-1] or before.field != after.field
    told = {
        ChangeKind.RENAMED: before.name != after.name,
        ChangeKind.CHANGED: bool(set(elements).difference(("path", "field"))),
        ChangeKind.MOVED: moved or above,
    }
    return tuple(kind for kind, holds in told.items() if holds), elements


def in_order(ranks: Sequence[int]) -> frozenset[int]:
    """Name the positions of a longest run of numbers that ascend (最长升序).

    >>> sorted(in_order([0, 3, 1, 2]))
    [0, 2, 3]
    """
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for at, rank in enumerate(ranks):
        length = bisect_left(ends, rank)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [rank]
        last[length : length + 1] = [at]
    kept, at = set(), last[-1] if last else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return frozenset(kept)


def _heads(old: Catalog, new: Catalog) -> Iterator[HeadChange]:
    for key in HEADS:
        before, after = getattr(old, key), getattr(new, key)
        if before != after:
            yield HeadChange(key, _plain(before), _plain(after))


def _plain(value: str | date | None) -> str | None:
    return value.isoformat() if isinstance(value, date) else value


def _digest(catalog: Catalog) -> str:
    """Digest everything that counts for equality (目录摘要)."""
    told = json.dumps(catalog.to_dict(), sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


# ------------------------------------------------------------------ applying


def patched(difference: Difference, base: Catalog) -> Catalog:
    """Make the second catalogue from the first (套用差异); also ``difference.applied_to(base)``.

    >>> one, two = Catalog((CatalogItem(("许可",)),)), Catalog(())
    >>> patched(diff(one, two), one) == two
    True

    Raises:
        ZwgkError: *base* is not the catalogue the difference was taken from.
    """
    if _digest(base) != difference.base:
        message = "the difference was taken from another catalogue; compare again"
        raise ZwgkError(message)
    told = {each.element: each.new for each in difference.heads}
    day = told.get("effective")
    heads: dict[str, Any] = told | ({"effective": date.fromisoformat(day)} if day else {})
    return evolve(base, items=_items(difference, base.items), places={}, reading=(), **heads)


def _items(difference: Difference, base: Sequence[CatalogItem]) -> tuple[CatalogItem, ...]:
    """Put what is told at its place, and the rest, in its order, where room is left."""
    told = {each.new_at: each.new for each in difference.changes if each.new_at is not None}
    touched = {each.old_at for each in difference.changes}
    rest = iter([item for at, item in enumerate(base) if at not in touched])
    gone = sum(each.new_at is None for each in difference.changes)
    come = sum(each.old_at is None for each in difference.changes)
    size = len(base) - gone + come
    return tuple(told.get(at) or next(rest) for at in range(size))
