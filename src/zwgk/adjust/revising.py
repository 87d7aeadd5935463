"""A revised standard brought to the local items (标准指引修订): three-way merge, item by item.

The merge keeps the local value where both sides changed; what is proposed is the standard's, and the reason says
that the local one differs: to accept is to conform, to refuse is to keep one's own.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from attrs import evolve

from zwgk.adjust.cells import own
from zwgk.adjust.difference import diff
from zwgk.adjust.matching import match
from zwgk.adjust.merging import merge
from zwgk.adjust.scope import Revised, Scope
from zwgk.adjust.settling import powers, settled
from zwgk.model import Catalog, CatalogItem, FrozenMap, PowerChange, Signal, SignalKind
from zwgk.model.difference import Conflict, ConflictKind, Merge
from zwgk.text.normal import squeezed

__all__ = ["revised"]


def revised(scope: Scope) -> tuple[Revised, ...]:
    """Tell what the revised standards make of each local item (修订结果).

    Items that share a path may take each other's place in the standard: they are gone through until nothing moves.
    """
    told = scope.of(SignalKind.STANDARD)
    if not told or not scope.holds_items:
        return ()
    kept = [each for each in scope.items if any(settled((each,), scope))]
    local = Catalog(tuple(settled(kept, scope)))
    current, contested = _through(told, local, scope)
    for _ in range(_sharing(local)):
        further, more = _through(told, current, scope)
        if further.items == current.items:
            break
        current, contested = further, [*contested, *more]
    found = _changes(kept, local, current, contested, told[-1])
    return tuple(
        each
        for each in found
        if not (each.new is None and _held(each.old, scope))
        and not (each.old is None and _there(each.new, local))
    )


def _there(item: CatalogItem | None, local: Catalog) -> bool:
    """Whether the office has such an item already, perhaps without naming its field."""
    return item is not None and any(
        each.path == item.path
        and each.content == item.content
        and (each.field == item.field or not (each.field and item.field))
        for each in local.items
    )


def _held(item: CatalogItem | None, scope: Scope) -> bool:
    """Whether an item is of a power newly held: that has one, whatever the standard says."""
    held = {name for name, each in powers(scope).items() if each.change is PowerChange.ADDED}
    return item is not None and any(squeezed(step) in held for step in item.path)


def _sharing(catalog: Catalog) -> int:
    """Count the items whose path another one has too."""
    paths = Counter(each.path for each in catalog.items)
    return sum(count for count in paths.values() if count > 1)


def _through(
    told: Sequence[Signal], local: Catalog, scope: Scope
) -> tuple[Catalog, list[Conflict]]:
    """Take one revision after the other."""
    current = local
    contested: list[Conflict] = []
    for signal in told:
        sides = (
            [item for item in (each.items if each else ()) if item]
            for each in (signal.old, signal.new)
        )
        old, new = (tuple(dict.fromkeys(settled(side, scope))) for side in sides)
        current, conflicts = _step(old, new, current)
        contested += conflicts
    return current, contested


def _step(
    old: tuple[CatalogItem, ...], new: tuple[CatalogItem, ...], local: Catalog
) -> tuple[Catalog, tuple[Conflict, ...]]:
    """Take one revision; what already is as the new standard says takes no part, so that it is not taken for another."""
    mine = {_matter(each) for each in local.items}
    done = {each for each in new if _matter(each) in mine}
    known = {_matter(each) for each in done}
    pairs = ((old[each.old], new[each.new]) for each in match(old, new))
    past = {before for before, after in pairs if after in done}
    merged = merge(
        Catalog(tuple(each for each in old if each not in past)),
        Catalog(tuple(each for each in new if each not in done)),
        evolve(local, items=tuple(each for each in local.items if _matter(each) not in known)),
    )
    kept = tuple(each for each in local.items if _matter(each) in known)
    made = _conforming(merged)
    return evolve(made, items=(*made.items, *kept)), merged.conflicts


def _matter(item: CatalogItem) -> CatalogItem:
    """Leave out what is each catalogue's own affair."""
    nothing: dict[str, Any] = dict.fromkeys(own())
    return evolve(item, **nothing)


def _changes(
    kept: Sequence[CatalogItem],
    local: Catalog,
    current: Catalog,
    contested: Sequence[Conflict],
    last: Signal,
) -> Iterator[Revised]:
    for each in diff(local, current).changes:
        elements = tuple(key for key in each.elements if key not in own())
        if elements or each.old is None or each.new is None:
            old = None if each.old_at is None else kept[each.old_at]
            named = (one.element or "" for one in contested if one.path == each.item.path)
            yield Revised(old, each.new, elements, last.day, tuple(dict.fromkeys(named)))


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
