"""A revised standard brought to the local items (标准指引修订): three-way merge, item by item.

The merge keeps the local value where both sides changed; what is proposed is the standard's, and the reason says
that the local one differs: to accept is to conform, to refuse is to keep one's own.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from attrs import evolve, frozen

from zwgk.adjust.cells import own
from zwgk.adjust.difference import ELEMENTS, diff
from zwgk.adjust.matching import match
from zwgk.adjust.merging import merge
from zwgk.adjust.reading import items_of
from zwgk.adjust.scope import Revised, Scope, power_name
from zwgk.adjust.settling import powers, settled
from zwgk.model import Catalog, CatalogItem, FrozenMap, PowerChange, Signal, SignalKind
from zwgk.model.difference import Change, Conflict, ConflictKind, Merge

__all__ = ["revised"]

#: how often the revisions are gone through at most; twice is enough but for items much alike
_ROUNDS = 9


@frozen
class _Row:
    """An item on its way through the revisions (修订中的事项): its record, and which of the items at hand it was."""

    item: CatalogItem
    home: int
    origin: int | None = None


@frozen
class _News:
    """One revision with all other news taken in (一次修订), and which items of both sides are the same matter."""

    old: tuple[CatalogItem, ...]
    new: tuple[CatalogItem, ...]
    pairs: tuple[tuple[CatalogItem, CatalogItem], ...]


_Rows = tuple[_Row, ...]


def revised(scope: Scope) -> tuple[Revised, ...]:
    """Tell what the revised standards make of each local item (修订结果).

    What the revisions make is revised again until nothing moves; where that ends in a circle, its first state holds.
    So what was adjusted is not adjusted again, however much alike the items are.
    """
    told = scope.of(SignalKind.STANDARD)
    if not told or not scope.holds_items:
        return ()
    homed = tuple(_homed(scope))
    news = [_news(each, scope) for each in told]
    states = [_settled(homed, scope)]
    contested: list[Conflict] = []
    end = states[0]
    for _ in range(_ROUNDS):
        current, conflicts = _through(news, Catalog(tuple(row.item for row in end)))
        contested += conflicts
        made = _moved(end, current, scope)
        end = next((each for each in states if _same(each, made)), made)
        if end is not made:
            break
        states.append(end)
    kept = [item for item, _ in homed]
    return tuple(_changes(kept, states[0], end, contested, told[-1]))


def _homed(scope: Scope) -> Iterator[tuple[CatalogItem, int]]:
    """List the items that stay once the news is taken in, each with the number of its record."""
    for home, record in enumerate(scope.records):
        for item in items_of((record,)):
            if any(settled((item,), scope)):
                yield item, home


def _settled(homed: Iterable[tuple[CatalogItem, int]], scope: Scope) -> _Rows:
    items = settled((item for item, _ in homed), scope)
    return tuple(
        _Row(item, home, at) for at, (item, (_, home)) in enumerate(zip(items, homed, strict=True))
    )


def _news(signal: Signal, scope: Scope) -> _News:
    sides = (
        [item for item in (each.items if each else ()) if item] for each in (signal.old, signal.new)
    )
    old, new = (tuple(dict.fromkeys(settled(side, scope))) for side in sides)
    return _News(old, new, tuple((old[each.old], new[each.new]) for each in match(old, new)))


def _through(news: Iterable[_News], local: Catalog) -> tuple[Catalog, list[Conflict]]:
    """Take one revision after the other."""
    current = local
    contested: list[Conflict] = []
    for each in news:
        current, conflicts = _step(each, current)
        contested += conflicts
    return current, contested


def _step(news: _News, local: Catalog) -> tuple[Catalog, tuple[Conflict, ...]]:
    """Take one revision; what already is as the new standard says takes no part, so that it is not taken for another."""
    mine = {_matter(each) for each in local.items}
    done = {each for each in news.new if _matter(each) in mine}
    known = {_matter(each) for each in done}
    past = {before for before, after in news.pairs if after in done}
    merged = merge(
        Catalog(tuple(each for each in news.old if each not in past)),
        Catalog(tuple(each for each in news.new if each not in done)),
        evolve(local, items=tuple(each for each in local.items if _matter(each) not in known)),
    )
    kept = tuple(each for each in local.items if _matter(each) in known)
    made = _conforming(merged)
    return evolve(made, items=(*made.items, *kept)), merged.conflicts


def _matter(item: CatalogItem) -> CatalogItem:
    """Leave out what is each catalogue's own affair."""
    nothing: dict[str, Any] = dict.fromkeys(own())
    return evolve(item, **nothing)


# ------------------------------------------------------------------ what becomes of each item


def _moved(rows: _Rows, current: Catalog, scope: Scope) -> _Rows:
    """Bring the rows to what the revisions made, as the proposals will: what comes stands behind its field's items."""
    changes = diff(Catalog(tuple(row.item for row in rows)), current).changes
    told = {each.old_at: each for each in changes if each.old_at is not None}
    made = [
        evolve(row, item=_conformed(row.item, told.get(at)))
        for at, row in enumerate(rows)
        if not _gone(told.get(at), scope)
    ]
    for each in changes:
        if each.old is None and each.new and not _there(each.new, rows):
            made.append(_Row(each.new, _home(each.new, made, scope)))
    return tuple(sorted(made, key=lambda row: row.home))


def _conformed(item: CatalogItem, change: Change | None) -> CatalogItem:
    new = change and change.new
    if change is None or new is None:
        return item
    keys = (key for key in change.elements if key not in own())
    return evolve(item, **{key: getattr(new, key) for key in keys})


def _gone(change: Change | None, scope: Scope) -> bool:
    """Whether an item goes; one of a power newly held has to be there, whatever the standard says."""
    if change is None or change.old is None or change.new is not None:
        return False
    held = {name for name, each in powers(scope).items() if each.change is PowerChange.ADDED}
    return not held.intersection(map(power_name, change.old.path))


def _there(item: CatalogItem, rows: _Rows) -> bool:
    """Whether the office has such an item already, perhaps without naming its field."""
    return any(
        each.path == item.path
        and each.content == item.content
        and (each.field == item.field or not (each.field and item.field))
        for each in (row.item for row in rows)
    )


def _home(item: CatalogItem, rows: Sequence[_Row], scope: Scope) -> int:
    """Find the record that an item comes to: the first catalogue of its field, else the first, else one of its own."""
    catalogs = [at for at, each in enumerate(scope.records) if isinstance(each, Catalog)]
    fitting = {row.home for row in rows if row.item.field == item.field}
    last = max((row.home for row in rows), default=0)
    alone = max(last + 1, len(scope.records))
    return next((at for at in catalogs if at in fitting), (*catalogs, alone)[0])


def _same(one: _Rows, other: _Rows) -> bool:
    told = ([(row.home, row.origin, _matter(row.item)) for row in each] for each in (one, other))
    return next(told) == next(told)


def _changes(
    kept: Sequence[CatalogItem],
    start: _Rows,
    end: _Rows,
    contested: Sequence[Conflict],
    last: Signal,
) -> Iterator[Revised]:
    """Tell what became of each item at hand, then what came."""
    ends = {row.origin: row.item for row in end}
    for old, row in zip(kept, start, strict=True):
        new = ends.get(row.origin)
        elements = _differing(row.item, new) if new else ()
        if elements or new is None:
            named = _contested(contested, (new or row.item).path)
            yield Revised(old, new, elements, last.day, named)
    for row in end:
        if row.origin is None:
            yield Revised(None, row.item, (), last.day, _contested(contested, row.item.path))


def _differing(one: CatalogItem, other: CatalogItem) -> tuple[str, ...]:
    keys = (key for key in ELEMENTS if getattr(one, key) != getattr(other, key))
    return tuple(key for key in keys if key not in own())


def _contested(conflicts: Iterable[Conflict], path: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.element or "" for each in conflicts if each.path == path))


# ------------------------------------------------------------------ the standard's values


def _conforming(merged: Merge) -> Catalog:
    """Take the standard's side wherever the merge left something to decide."""
    items: dict[int, CatalogItem | None] = dict(enumerate(merged.catalog.items))
    theirs = {each.new_at: each.old for each in merged.overlay.changes}
    for each in merged.conflicts:
        if each.kind is ConflictKind.WITHDRAWN_THERE and _one_path(each):
            items[each.at] = None
        elif each.element and (mine := items[each.at]) and (standard := theirs.get(each.at)):
            items[each.at] = evolve(mine, **_values(each.element, mine, standard))
    return evolve(merged.catalog, items=tuple(each for each in items.values() if each))


def _one_path(conflict: Conflict) -> bool:
    """Whether the local item bears the name of the one withdrawn; what only resembles it is the office's own."""
    base, local = (conflict.values.get(side) or {} for side in ("base", "local"))
    return bool(base.get("path") == local.get("path"))


def _values(element: str, mine: CatalogItem, standard: CatalogItem) -> dict[str, Any]:
    key, _, label = element.partition("/")
    if label:
        extras = {name: text for name, text in mine.extras.items() if name != label}
        found = standard.extras.get(label)
        return {key: FrozenMap(extras if found is None else extras | {label: found})}
    keys = ("basis", "basis_text") if key == "basis" else (key,)
    return {each: getattr(standard, each) for each in keys}
