"""Which items of two catalogues are the same matter (事项对应): by code, by field and path, by likeness.

Thresholds and weights are data: ``data/matching.toml``. The same two catalogues give the same matches in either
order. Where a key stands several times in one catalogue, the first answers to the first, the second to the second.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from heapq import nsmallest
from itertools import chain
from operator import add

from attrs import frozen

from zwgk import _data
from zwgk.adjust import likeness as words
from zwgk.model import CatalogItem
from zwgk.model.difference import MatchHow
from zwgk.text.normal import simplified, squeezed
from zwgk.vocabulary import fields_of

__all__ = ["Match", "likeness", "match"]

Items = Sequence[CatalogItem]
_Key = Callable[[CatalogItem], Hashable]
_WHOLE = 10_000


@frozen
class Match:
    """Two items that are one matter (对应): their places in both catalogues, how it was found, how alike."""

    old: int
    new: int
    how: MatchHow
    score: float = 1.0


def match(old: Items, new: Items, *, threshold: float | None = None) -> tuple[Match, ...]:
    """Find which items of two catalogues are the same matter (事项对应), in the order of *new*.

    *threshold* is how alike two items of one field must be, else the usual figure in data.

    >>> item = CatalogItem(("行政处罚", "处罚决定"), field="安全生产")
    >>> other = CatalogItem(("行政处罚", "处罚决定书"), field="安全生产")
    >>> match([item], [other])[0].how.value
    'likeness'
    """
    left, right = dict(enumerate(old)), dict(enumerate(new))
    found: list[Match] = []
    for stage in (*_CODED, _equal(MatchHow.CODE, _single(old, new)), *_PATHS, _field_unknown):
        found += _taken(stage(left, right), left, right)
    least = _data.load("matching")["threshold"] if threshold is None else threshold
    found += _taken(_alike_in_field(left, right, least), left, right)
    across = max(least, _data.load("matching")["across_fields"])
    found += _taken(_alike(left, right, across), left, right)
    return tuple(sorted(found, key=lambda each: each.new))


_Left = dict[int, CatalogItem]


def _taken(matches: Iterable[Match], left: _Left, right: _Left) -> list[Match]:
    """Take what is matched out of what is left."""
    found = list(matches)
    for each in found:
        del left[each.old], right[each.new]
    return found


# ------------------------------------------------------------------ equal keys


def _equal(how: MatchHow, key: _Key, *, lone: bool = False) -> Callable[..., Iterator[Match]]:
    """Match items of one key, first to first; *lone* keys only where they stand once on either side."""

    def matches(left: _Left, right: _Left) -> Iterator[Match]:
        there = _grouped(right, key)
        for name, mine in _grouped(left, key).items():
            theirs = there.get(name, ())
            if not lone or len(mine) == len(theirs) == 1:
                yield from (Match(*pair, how) for pair in zip(mine, theirs, strict=False))

    return matches


def _grouped(items: Mapping[int, CatalogItem], key: _Key) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for at, item in items.items():
        if (name := key(item)) is not None:
            groups[name].append(at)
    return groups


def _coded(key: _Key) -> _Key:
    return lambda item: (squeezed(item.code), key(item)) if item.code else None


def _field(item: CatalogItem) -> Hashable:
    return (fields_of(item.field) or squeezed(item.field)) if item.field else None


def _path(item: CatalogItem) -> tuple[str, ...] | None:
    return _folded(item.path) or None


@lru_cache(maxsize=16384)
def _folded(path: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(simplified(squeezed(step)) for step in path)


def _matter(item: CatalogItem) -> Hashable:
    path = _path(item)
    return path and (_field(item), path)


def _told(item: CatalogItem) -> Hashable:
    matter = _matter(item)
    return matter and (matter, item.content)


def _itself(item: CatalogItem) -> Hashable:
    return item


def _single(*sides: Items) -> _Key:
    """Tell an item's code where it stands once on either side: others are numbers within a field."""
    counts = [Counter(squeezed(each.code) for each in side if each.code) for side in sides]
    often = {""} | {code for count in counts for code, times in count.items() if times > 1}
    return lambda item: code if (code := squeezed(item.code or "")) not in often else None


_CODED = (
    _equal(MatchHow.CODE, _coded(_itself)),
    _equal(MatchHow.CODE, _coded(_matter)),
    _equal(MatchHow.CODE, _coded(_field), lone=True),
)
_PATHS = (
    _equal(MatchHow.PATH, _itself),
    _equal(MatchHow.PATH, _told),
    _equal(MatchHow.PATH, _matter),
)


def _field_unknown(left: _Left, right: _Left) -> Iterator[Match]:
    """Match items of one path where one side does not name the field; the other side then always does."""
    there = _grouped(right, _path)
    for path, mine in _grouped(left, _path).items():
        theirs = there.get(path, ())
        bare = [n for n in mine if not left[n].field]
        pairs = (bare, theirs) if bare else (mine, [n for n in theirs if not right[n].field])
        yield from (Match(*pair, MatchHow.PATH) for pair in zip(*pairs, strict=False))


def _chosen(pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Choose pairs in their order, each item once."""
    gone: tuple[set[int], set[int]] = (set(), set())
    for one, other in pairs:
        if one not in gone[0] and other not in gone[1]:
            gone[0].add(one)
            gone[1].add(other)
            yield one, other


# ------------------------------------------------------------------ likeness


def likeness(one: CatalogItem, other: CatalogItem, *, least: float = 0.0) -> float:
    """Tell how alike two items are by name, path and content (事项相似程度); 0 where it is below *least*.

    >>> item = CatalogItem(("行政处罚", "处罚决定"))
    >>> likeness(item, item)
    1.0
    """
    return _likeness(_signs(one), _signs(other), least)


@frozen
class _Signs:
    """What of an item is compared (比较内容): its name, the steps above, the beginning of its content, hints."""

    name: str
    above: str
    content: str
    pairs: frozenset[str]


@cache
def _figures() -> tuple[float, float, float, int, int]:
    data = _data.load("matching")
    weights = data["weights"]
    lengths = data["length"], data["hint_length"]
    return (weights["name"], weights["above"], weights["content"], *lengths)


def _signs(item: CatalogItem) -> _Signs:
    *_, length, hint = _figures()
    steps = _path(item) or ("",)
    content = simplified(squeezed(item.content or ""))
    name, above = steps[-1][:length], "/".join(steps[:-1])[:length]
    pairs = (map(add, text, text[1:]) for text in (f"{above}/{name}", content[:hint]))
    return _Signs(name, above, content[:length], frozenset(chain.from_iterable(pairs)))


def _likeness(one: _Signs, other: _Signs, least: float) -> float:
    """Weigh the parts, the long one last and only where it can still decide; what both lack is no part."""
    name, above, content, *_ = _figures()
    told, whole = name * words.likeness(one.name, other.name), name
    if one.above or other.above:
        told, whole = told + above * words.likeness(one.above, other.above), whole + above
    if one.content and other.content:
        if told + content < least * (whole + content):
            return 0.0
        whole += content
        told += content * words.likeness(one.content, other.content)
    score = told / whole
    return score if score >= least else 0.0


def _alike_in_field(left: _Left, right: _Left, least: float) -> Iterator[Match]:
    there = _grouped(right, lambda item: (_field(item),))
    for field, mine in _grouped(left, lambda item: (_field(item),)).items():
        theirs = there.get(field, ())
        yield from _alike({n: left[n] for n in mine}, {n: right[n] for n in theirs}, least)


def _alike(left: _Left, right: _Left, least: float) -> Iterator[Match]:
    """Match the most alike first; of equally alike ones the nearest in order, then the first."""
    mine = {n: _signs(item) for n, item in left.items()}
    theirs = {n: _signs(item) for n, item in right.items()}
    scored = (
        (-_likeness(mine[one], theirs[other], least), abs(one - other), min(one, other), one, other)
        for one, other in _candidates(mine, theirs)
    )
    ranked = sorted(each for each in scored if each[0])
    scores = {(one, other): -score for score, _, _, one, other in ranked}
    for pair in _chosen((one, other) for *_, one, other in ranked):
        yield Match(*pair, MatchHow.LIKENESS, round(scores[pair] * _WHOLE) / _WHOLE)


def _candidates(left: Mapping[int, _Signs], right: Mapping[int, _Signs]) -> set[tuple[int, int]]:
    """Name the pairs worth a look: each item with those it shares most hints with, from either side."""
    if not (left and right):
        return set()
    back = _nearest(right, left)
    return {*_nearest(left, right), *((one, other) for other, one in back)}


def _nearest(mine: Mapping[int, _Signs], theirs: Mapping[int, _Signs]) -> Iterator[tuple[int, int]]:
    """Look up each item by its rarest pairs of signs."""
    index: dict[str, list[int]] = defaultdict(list)
    for at, signs in theirs.items():
        for pair in signs.pairs:
            index[pair].append(at)
    data = _data.load("matching")
    rarest = sorted(index, key=lambda pair: (len(index[pair]), pair))
    rank = {pair: at for at, pair in enumerate(rarest)}
    known = frozenset(rarest)
    told = [index[pair] for pair in rarest if len(index[pair]) <= data["common"]]
    for one, signs in mine.items():
        hints = sorted(map(rank.__getitem__, signs.pairs & known))[: data["hints"]]
        shared = Counter(chain.from_iterable(told[at] for at in hints if at < len(told)))
        yield from ((one, at) for at in _most_shared(one, shared, data["candidates"]))


def _most_shared(one: int, shared: Mapping[int, int], most: int) -> Iterator[int]:
    """Name those that share most; of equal ones the nearest in order."""
    least = min(sorted(shared.values())[-most:], default=0)
    ranked = ((-count, abs(one - at), at) for at, count in shared.items() if count >= least)
    return (at for *_, at in nsmallest(most, ranked))
