"""Three-way merge of catalogues (三方合并): the old standard, the new standard, and the local catalogue.

What only one side changed is taken; what both changed differently is a conflict, and the local value stands.
Local additions are kept, local omissions stay omitted; both are told in the overlay.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from zwgk import _data
from zwgk.adjust.cells import Clash, merged_item, same_matter
from zwgk.adjust.difference import HEADS, as_catalog, difference
from zwgk.adjust.matching import Match, match
from zwgk.adjust.origins import Places
from zwgk.model import Catalog, CatalogItem
from zwgk.model._record import plain
from zwgk.model.difference import Conflict, ConflictKind, MatchHow, Merge, Side
from zwgk.report import nearest

__all__ = ["merge"]

_NEW = CatalogItem(())
_SIDES = ("base", "standard", "local")


@frozen
class _Row:
    """One item of the result and where it stands on either side (合并后的一条)."""

    standard: int | None
    local: int | None
    item: CatalogItem
    clashes: tuple[Clash, ...] = ()
    whole: ConflictKind | None = None
    base: int | None = None
    match: Match | None = None


def merge(
    base: Catalog | Mapping[str, Any],
    standard: Catalog | Mapping[str, Any],
    local: Catalog | Mapping[str, Any],
) -> Merge:
    """Bring a local catalogue to the new standard: *base* is the standard it was made from (三方合并).

    >>> old = Catalog((CatalogItem(("许可", "依据"), publisher="甲局"),))
    >>> new = Catalog((*old.items, CatalogItem(("许可", "结果"))))
    >>> here = Catalog((CatalogItem(("许可", "依据"), publisher="乙局"),))
    >>> made = merge(old, new, here)
    >>> [(each.name, each.publisher) for each in made.catalog.items], made.ok
    ([('依据', '乙局'), ('结果', None)], True)

    Raises:
        ZwgkError: one of them is no catalogue.
        ShapeError: the plain data of one has another shape.
    """
    sides = _compared(as_catalog(base), as_catalog(standard), as_catalog(local))
    rows = _ordered([*_kept(sides), *_added(sides)], sides)
    items = tuple(row.item for row in rows)
    places = Places(sides.standard, sides.local, [(row.standard, row.local) for row in rows], items)
    made = Catalog(items, **{key: _head(sides, key) for key in HEADS}, places=places)
    conflicts = [each for at, row in enumerate(rows) for each in _conflicts(sides, at, row)]
    overlay = difference(sides.standard, made, tuple(_overlaid(rows)))
    return Merge(made, tuple(conflicts), overlay, places=places)


@frozen
class _Sides:
    """The three catalogues, and where the items of the base went (三方)."""

    base: Catalog
    standard: Catalog
    local: Catalog
    there: Mapping[int, Match]
    here: Mapping[int, Match]


def _compared(base: Catalog, standard: Catalog, local: Catalog) -> _Sides:
    there, here = (
        {each.old: each for each in match(base.items, side.items)} for side in (standard, local)
    )
    return _Sides(base, standard, local, there, here)


# ------------------------------------------------------------------ which items


def _kept(sides: _Sides) -> Iterator[_Row]:
    """Follow each item of the base to both sides."""
    for at, item in enumerate(sides.base.items):
        there, here = sides.there.get(at), sides.here.get(at)
        if there and here:
            new, own_ = sides.standard.items[there.new], sides.local.items[here.new]
            made, clashes = merged_item(item, new, own_)
            yield _Row(there.new, here.new, made, clashes, base=at, match=here)
        elif there and not same_matter(item, new := sides.standard.items[there.new]):
            whole = ConflictKind.OMITTED_HERE
            yield _Row(there.new, None, new, whole=whole, base=at, match=there)
        elif here and not same_matter(item, mine := sides.local.items[here.new]):
            yield _Row(None, here.new, mine, whole=ConflictKind.WITHDRAWN_THERE, base=at)


def _added(sides: _Sides) -> Iterator[_Row]:
    """Join what both sides added; what only one added is taken."""
    there = _others(sides.standard, sides.there)
    here = _others(sides.local, sides.here)
    new, mine = ([*each.values()] for each in (there, here))
    ats = ([*there], [*here])
    for each in match(new, mine):
        one, other = ats[0][each.old], ats[1][each.new]
        item, clashes = merged_item(_NEW, there.pop(one), here.pop(other))
        yield _Row(one, other, item, clashes, match=each)
    yield from (_Row(at, None, item) for at, item in there.items())
    yield from (_Row(None, at, item) for at, item in here.items())


def _others(side: Catalog, matches: Mapping[int, Match]) -> dict[int, CatalogItem]:
    known = {each.new for each in matches.values()}
    return {at: item for at, item in enumerate(side.items) if at not in known}


# ------------------------------------------------------------------ in which order


def _ordered(rows: Sequence[_Row], sides: _Sides) -> list[_Row]:
    """Keep the local order; if only the standard has another order, take that one.

    What the leading side does not have stands behind the item it follows on the other side.
    """
    led_there = _reordered(sides.there) and not _reordered(sides.here)
    lead, other = ("standard", "local") if led_there else ("local", "standard")
    behind: dict[int | None, list[_Row]] = defaultdict(list)
    last: int | None = None
    for row in sorted(_having(rows, other), key=lambda each: getattr(each, other)):
        if getattr(row, lead) is None:
            behind[last].append(row)
        else:
            last = getattr(row, lead)
    made = behind[None]
    for row in sorted(_having(rows, lead), key=lambda each: getattr(each, lead)):
        made += [row, *behind.get(getattr(row, lead), ())]
    return made


def _having(rows: Iterable[_Row], side: str) -> Iterator[_Row]:
    return (row for row in rows if getattr(row, side) is not None)


def _reordered(matches: Mapping[int, Match]) -> bool:
    ranks = [matches[at].new for at in sorted(matches)]
    return ranks != sorted(ranks)


def _overlaid(rows: Sequence[_Row]) -> Iterator[Match]:
    for at, row in enumerate(rows):
        if row.standard is not None:
            how = row.match or Match(0, 0, MatchHow.PATH)
            yield evolve(how, old=row.standard, new=at)


# ------------------------------------------------------------------ the catalogue's own words


def _head(sides: _Sides, key: str) -> Any:
    """Take the side that changed; both changed: it is the local catalogue that is made."""
    base, standard, local = (getattr(each, key) for each in _three(sides))
    return standard if local == base else local


def _three(sides: _Sides) -> tuple[Catalog, Catalog, Catalog]:
    return sides.base, sides.standard, sides.local


# ------------------------------------------------------------------ conflicts and their cells


def _conflicts(sides: _Sides, at: int, row: _Row) -> Iterator[Conflict]:
    both = ConflictKind.BOTH_ADDED if row.base is None else ConflictKind.BOTH_CHANGED
    for clash in row.clashes:
        key, _, label = clash.element.partition("/")
        pointer = f"{key}/{label.replace('~', '~0').replace('/', '~1')}" if label else key
        values = {"base": clash.base, "standard": clash.standard, "local": clash.local}
        yield _conflict(sides, at, row, both, values, element=clash.element, pointer=f"/{pointer}")
    if row.whole:
        numbered = zip(_SIDES, (row.base, row.standard, row.local), _three(sides), strict=True)
        whole = {name: None if n is None else side.items[n] for name, n, side in numbered}
        yield _conflict(sides, at, row, row.whole, whole)


def _conflict(
    sides: _Sides,
    at: int,
    row: _Row,
    kind: ConflictKind,
    values: Mapping[str, Any],
    *,
    element: str | None = None,
    pointer: str = "",
) -> Conflict:
    return Conflict(
        kind,
        row.item.path,
        Side.STANDARD if kind is ConflictKind.OMITTED_HERE else Side.LOCAL,
        _data.load("matching")["reasons"][kind],
        at,
        field=row.item.field,
        element=element,
        values={side: plain(value) for side, value in values.items()},
        place=_cell(sides.local, row.local, pointer),
        standard_place=_cell(sides.standard, row.standard, pointer),
    )


def _cell(catalog: Catalog, at: int | None, pointer: str) -> str | None:
    """Name the cell of a value in one of the files, else that of its item."""
    return None if at is None else nearest(f"/items/{at}{pointer}", catalog.places)
