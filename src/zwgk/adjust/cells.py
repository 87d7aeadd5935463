"""One item, three versions (逐栏合并): what only one side changed is taken; sets are merged as sets.

A cell that both sides changed differently keeps the local value and is told as a clash.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from attrs import evolve, frozen

from zwgk import _data
from zwgk.adjust.difference import ELEMENTS
from zwgk.model import CatalogItem, Channels, Citation, FrozenMap
from zwgk.text.normal import squeezed

__all__ = ["Clash", "merged_item", "own", "same_matter"]

_CLASH = object()
_SETS = ("levels", "stages", "phases", "grounds")
_Dict = Mapping[Hashable, Any]
_Three = tuple[CatalogItem, CatalogItem, CatalogItem]


@frozen
class Clash:
    """A cell that both sides changed differently (冲突的栏目): the element and the three values."""

    element: str
    base: Any
    standard: Any
    local: Any


@cache
def own() -> frozenset[str]:
    """Name what is each catalogue's own affair (各自的栏目): no change of it counts against the other.

    >>> sorted(own())
    ['seq']
    """
    return frozenset(_data.load("matching")["own"])


def same_matter(one: CatalogItem, other: CatalogItem) -> bool:
    """Tell whether nothing differs but what is each catalogue's own affair (实质相同)."""
    return one == other or evolve(one, **{key: getattr(other, key) for key in own()}) == other


def merged_item(
    base: CatalogItem, standard: CatalogItem, local: CatalogItem
) -> tuple[CatalogItem, tuple[Clash, ...]]:
    """Merge the three versions of one item, cell by cell (三方合并一条事项).

    >>> base = CatalogItem(("许可",), content="甲", publisher="县局")
    >>> there, here = evolve(base, content="乙"), evolve(base, publisher="区局")
    >>> made, clashes = merged_item(base, there, here)
    >>> made.content, made.publisher, clashes
    ('乙', '区局', ())
    """
    if local in (base, standard):
        return standard, ()
    if standard == base:
        return local, ()
    made: dict[str, Any] = {}
    clashes: list[Clash] = []
    for key in ELEMENTS:
        if key in _JOINT:
            _JOINT[key]((base, standard, local), made, clashes)
        elif key not in made:
            made[key] = _cell(key, (base, standard, local), clashes)
    return CatalogItem(**made), tuple(clashes)


def _cell(key: str, items: _Three, clashes: list[Clash]) -> Any:
    """Take the side that changed; both changed: merge if they are sets, else keep the local value."""
    base, standard, local = (getattr(each, key) for each in items)
    found = _simple(base, standard, local)
    if found is _CLASH and key in _SETS:
        found = _set(base, standard, local)
    if found is not _CLASH:
        return found
    if key not in own():
        clashes.append(Clash(key, base, standard, local))
    return local


def _simple(base: Any, standard: Any, local: Any) -> Any:
    if local in (base, standard):
        return standard
    return local if standard == base else _CLASH


def _set(base: Sequence[Any], standard: Sequence[Any], local: Sequence[Any]) -> Any:
    """Unite the additions, less the removals; nothing left of something is a clash."""
    gone = {each for each in base if each not in standard or each not in local}
    both = dict.fromkeys((*local, *standard))
    kept = tuple(each for each in both if each not in gone)
    return kept or _CLASH


def _dict(base: _Dict, standard: _Dict, local: _Dict) -> Any:
    """Merge key by key, the local order first; one key that clashes and all clash."""
    kept = {}
    for key in dict.fromkeys((*local, *standard)):
        found = _simple(base.get(key), standard.get(key), local.get(key))
        if found is _CLASH:
            return _CLASH
        if found is not None:
            kept[key] = found
    return kept


# ------------------------------------------------------------------ elements with a structure


_Joint = Callable[[_Three, dict[str, Any], list[Clash]], None]


def _channels(items: _Three, made: dict[str, Any], clashes: list[Clash]) -> None:
    """Merge boxes one by one; the whole cell stays with a side whose boxes it tells."""
    base, standard, local = (each.channels for each in items)
    found = _simple(base, standard, local)
    if found is _CLASH and standard and local:
        found = _boxes(base or Channels(()), standard, local)
    if found is _CLASH:
        clashes.append(Clash("channels", base, standard, local))
        found = local
    made["channels"] = found


def _boxes(base: Channels, standard: Channels, local: Channels) -> Any:
    before, there, here = (_boxed(each) for each in (base, standard, local))
    if there == here != before:
        return local
    ticked = _dict(before[0], there[0], here[0])
    other = _simple(before[1], there[1], here[1])
    if before in (there, here) or _CLASH in (ticked, other) or not any(ticked.values()):
        return _CLASH
    if (ticked, other) in (there, here):
        return local if (ticked, other) == here else standard
    checked = tuple(name for name, tick in ticked.items() if tick)
    return Channels(checked, tuple(name for name, tick in ticked.items() if not tick), other)


def _boxed(channels: Channels) -> tuple[dict[Hashable, bool], str | None]:
    every = dict.fromkeys((*channels.checked, *channels.unchecked))
    return {name: name in channels.checked for name in every}, channels.other


def _basis(items: _Three, made: dict[str, Any], clashes: list[Clash]) -> None:
    """Merge citations by their titles; the cell's words follow the citations."""
    cells = [(each.basis, each.basis_text) for each in items]
    found = _simple(*cells)
    if found is _CLASH:
        found = _citations(*cells)
    if found is _CLASH:
        clashes.append(Clash("basis", *(each[1] or each[0] for each in cells)))
        found = cells[2]
    made["basis"], made["basis_text"] = found


_Cited = tuple[tuple[Citation, ...], str | None]


def _citations(base: _Cited, standard: _Cited, local: _Cited) -> Any:
    titles = [_titled(each[0]) for each in (base, standard, local)]
    if titles[1] == titles[2] and titles[1] != titles[0]:
        return local
    if titles[0] in titles[1:]:
        return _CLASH
    found = _dict(*titles)
    if found is _CLASH or not found:
        return _CLASH
    for side, told in zip((local, standard), (titles[2], titles[1]), strict=True):
        if told == found:
            return side
    return tuple(found.values()), None


def _titled(citations: Iterable[Citation]) -> dict[Hashable, Citation]:
    """Name each citation by its title, and by how often that title stood before."""
    named: dict[Hashable, Citation] = {}
    for each in citations:
        title, times = squeezed(each.title), 0
        while (title, times) in named:
            times += 1
        named[title, times] = each
    return named


def _extras(items: _Three, made: dict[str, Any], clashes: list[Clash]) -> None:
    """Merge columns of the office's own one by one."""
    base, standard, local = (each.extras for each in items)
    kept: dict[str, str] = {}
    for label in dict.fromkeys((*local, *standard)):
        values = (base.get(label), standard.get(label), local.get(label))
        found = _simple(*values)
        if found is _CLASH:
            clashes.append(Clash(f"extras/{label}", *values))
            found = values[2]
        if found is not None:
            kept[label] = found
    made["extras"] = FrozenMap(kept)


_JOINT: Mapping[str, _Joint] = {"channels": _channels, "basis": _basis, "extras": _extras}
