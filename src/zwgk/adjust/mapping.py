"""How a local catalogue answers to the ministries' guides (与标准指引的对应): by path, by title, by likeness.

Local catalogues split a matter, join several, or stop at the first level; so many items may answer to one title, and
an item that fits no second level title may answer to a first level one.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import product
from operator import itemgetter
from typing import Any

from attrs import evolve, frozen

from zwgk import _data, standards
from zwgk.adjust import likeness as words
from zwgk.adjust.difference import as_catalog
from zwgk.model import Catalog, CatalogItem
from zwgk.model.difference import MatchHow
from zwgk.model.mapping import FieldMapping, Mapped, StandardMapping
from zwgk.standards import Guide
from zwgk.text.normal import simplified, squeezed
from zwgk.vocabulary import fields_of

__all__ = ["mapped"]

_Steps = tuple[str, ...]
_WHOLE = 10_000


# ------------------------------------------------------------------ the titles of a guide


@frozen
class _Title:
    """A title of a guide (标准标题): folded, as written, and whether its name stands there once."""

    steps: _Steps
    path: _Steps
    lone: bool = True


@frozen(eq=False)
class _Known:
    """A guide with the titles of its items and of its first level (指引及其标题)."""

    guide: Guide
    titles: tuple[_Title, ...]
    groups: tuple[_Title, ...]
    basis: str


@cache
def _national() -> Mapping[str, _Known]:
    return {name: _known(each) for name, each in standards.guides().items()}


def _own(standard: Catalog) -> Mapping[str, _Known]:
    """Take the items of each field of a catalogue for a guide, all of them borne out."""
    by_field: dict[str, list[CatalogItem]] = {}
    for item in standard.items:
        by_field.setdefault(_fields(item)[0], []).append(item)
    return {name: _owned(name, standard.title, items) for name, items in by_field.items()}


def _owned(field: str, title: str | None, items: Sequence[CatalogItem]) -> _Known:
    guide = Guide(
        field, title or "", number=None, verified=True, items=tuple(items), known=_paths(items)
    )
    return evolve(_known(guide), basis=title or "")


def _paths(items: Sequence[CatalogItem]) -> frozenset[_Steps]:
    return frozenset(each.path for each in items)


def _known(guide: Guide) -> _Known:
    paths = [each.path for each in guide.items if each.path]
    names = Counter(_plain(path[-1]) for path in paths)
    items = (_Title(tuple(map(_plain, path)), path, names[_plain(path[-1])] == 1) for path in paths)
    groups = dict.fromkeys(path[:1] for path in paths)
    above = tuple(_Title(tuple(map(_plain, path)), path) for path in groups)
    return _Known(guide, tuple(items), above, guide.basis)


# ------------------------------------------------------------------ a catalogue


def mapped(
    catalog: Catalog | Mapping[str, Any], standard: Catalog | Mapping[str, Any] | None = None
) -> StandardMapping:
    """Find which title of the guides each item answers to, and what of the guides is lacking (与标准对应).

    *standard* is another catalogue to hold it against, say a province's own, instead of the ministries' guides.

    >>> from zwgk import standards
    >>> mapped(standards.catalog("社会救助")).share
    1.0

    Raises:
        ZwgkError: it is no catalogue.
        ShapeError: the plain data has another shape.
    """
    items = as_catalog(catalog, gaps=True).items
    guides = _national() if standard is None else _own(as_catalog(standard))
    by_field: dict[str, list[tuple[int, CatalogItem]]] = {}
    elsewhere: list[Mapped] = []
    for at, item in enumerate(items):
        if item is None:  # one that could not be read keeps its place
            continue
        named = [name for name in _fields(item) if name in guides]
        if named:
            best = max(named, key=lambda name: _best(item, guides[name]).score)
            by_field.setdefault(best, []).append((at, item))
        else:
            elsewhere.append(Mapped(at, item.path, item.field))
    found = (_field(guides[name], by_field[name]) for name in guides if name in by_field)
    return StandardMapping(tuple(found), tuple(elsewhere))


def _fields(item: CatalogItem) -> tuple[str, ...]:
    """Name the fields of an item: from its field, else from the first step of its path."""
    named = item.field or next(iter(item.path), "")
    return fields_of(named) or (named,)


def _field(guide: _Known, items: Sequence[tuple[int, CatalogItem]]) -> FieldMapping:
    found = tuple(_mapped(at, item, guide) for at, item in items)
    covered = {each.standard for each in found}
    lacking = [each for each in guide.guide.items if not _covered(each.path, covered)]
    known = tuple(each for each in lacking if each.path in guide.guide.known)
    presumed = tuple(each for each in lacking if each.path not in guide.guide.known)
    return FieldMapping(guide.guide.field, guide.basis, found, known, presumed)


def _covered(path: _Steps, covered: set[_Steps]) -> bool:
    return any(path[:depth] in covered for depth in range(1, len(path) + 1))


def _mapped(at: int, item: CatalogItem, guide: _Known) -> Mapped:
    best = _best(item, guide)
    if best.how is None:
        return Mapped(at, item.path, guide.guide.field)
    score = round(best.score * _WHOLE) / _WHOLE
    return Mapped(at, item.path, guide.guide.field, best.title, len(best.title), best.how, score)


# ------------------------------------------------------------------ one item


@frozen
class _Found:
    """A title and how well it fits (候选标题)."""

    score: float = 0.0
    title: _Steps = ()
    how: MatchHow | None = None


def _best(item: CatalogItem, guide: _Known) -> _Found:
    whole = tuple(_plain(each) for each in item.path)
    return _fitting(whole, _steps(whole, item, guide), guide)


@lru_cache(maxsize=8192)
def _fitting(whole: _Steps, steps: _Steps, guide: _Known) -> _Found:
    """Find the title that fits best: the same path, else an alike one, else one that a step names."""
    titles = guide.titles
    same = (
        _Found(1.0, each.path, MatchHow.PATH) for each in titles if each.steps in (whole, steps)
    )
    if not (steps and titles):
        return _Found()
    return next(same, None) or _alike(steps, titles) or _named(steps, (*titles, *guide.groups))


def _steps(whole: _Steps, item: CatalogItem, guide: _Known) -> _Steps:
    """Leave out a first step that only names the field."""
    only_field = not item.field or whole[:1] == (_plain(guide.guide.field),)
    return whole[1:] if only_field and len(whole) > 1 else whole


def _plain(text: str) -> str:
    return simplified(squeezed(text))[: _data.load("matching")["length"]]


def _alike(steps: _Steps, titles: Sequence[_Title]) -> _Found | None:
    """Find the most alike item; the first of equally alike ones."""
    least = _data.load("matching")["standard"]
    score, title = max(((_score(steps, each), each.path) for each in titles), key=itemgetter(0))
    return _Found(score, title, MatchHow.LIKENESS) if score >= least else None


def _score(steps: _Steps, title: _Title) -> float:
    """Weigh the last steps and the best fit of the steps above; a name that stands often needs the latter."""
    data = _data.load("matching")
    name, above = data["weights"]["name"], data["weights"]["above"]
    told = name * words.likeness(steps[-1], title.steps[-1])
    pairs = product(steps[:-1], title.steps[:-1])
    best = max((words.likeness(*pair) for pair in pairs), default=None)
    if not title.lone and (best or 0.0) < data["standard_named"]:
        return 0.0
    return float(told / name if best is None else (told + above * best) / (name + above))


def _named(steps: _Steps, titles: Sequence[_Title]) -> _Found:
    """Find the title, of either level, that one of the steps is or nearly is; the deeper of equal ones."""
    least = _data.load("matching")["standard_named"]
    scored = [
        (words.likeness(step, each.steps[-1]), len(each.path), each.path)
        for step in steps
        for each in titles
        if each.lone
    ]
    score, _, title = max(scored, key=itemgetter(0, 1))
    return _Found(score, title, MatchHow.LIKENESS) if score >= least else _Found()
