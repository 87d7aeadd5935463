"""What the property tests draw from (测试数据): any JSON, records of a class, and records gone wrong."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from itertools import product
from typing import Any, get_args, get_origin

from hypothesis import strategies as st

from zwgk.model import Record
from zwgk.shape import Slot, slots

__all__ = ["any_json", "plain_records", "spoiled_records"]

_words = st.sampled_from(["", "安全生产", "县级", "同上", "2020-02-30", "--01-31", "x"]) | st.text(
    max_size=5
)
any_json: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | _words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_words, inner, max_size=3),
    max_leaves=8,
)
_SCALARS: Mapping[Any, st.SearchStrategy[Any]] = {
    str: _words,
    bool: st.booleans(),
    int: st.integers(0, 10**6),
    float: st.integers(0, 10**6) | st.floats(0, 10**6),
    date: st.dates().map(date.isoformat),
}


def plain_records(cls: type[Record]) -> st.SearchStrategy[dict[str, Any]]:
    """Draw plain data that has the shape of a class."""
    if hasattr(cls, "VARIANTS"):
        return _variants(cls)
    chosen = [*product(*cls.ONE_OF)]
    return st.one_of([_plain(cls, frozenset(keys)) for keys in chosen])


def _plain(cls: type[Record], chosen: frozenset[str]) -> st.SearchStrategy[dict[str, Any]]:
    """Draw a record that has its required keys and the *chosen* ones."""
    fixed = {"type": st.just(cls.KIND)} if cls.KIND else {}
    wanted = {each.key: each for each in slots(cls) if each.required or each.key in chosen}
    needed = {key: _values(each) for key, each in wanted.items()}
    free = (each for each in slots(cls) if each.key not in wanted)
    optional = {each.key: st.none() | _values(each) for each in free}
    return st.fixed_dictionaries(fixed | needed, optional=optional)


def _variants(cls: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Draw a record whose keys depend on a tag."""
    tag, keys_of, wanted = cls.VARIANTS
    by_key = {each.key: each for each in slots(cls)}
    return st.one_of(
        [_variant({tag: kind.value}, keys, wanted[kind], by_key) for kind, keys in keys_of.items()]
    )


def _variant(
    tag: dict[str, str], keys: tuple[str, ...], wanted: frozenset[str], by_key: Mapping[str, Slot]
) -> st.SearchStrategy[dict[str, Any]]:
    needed = {
        key: _values(by_key[key]).filter(lambda value: value != []) for key in keys if key in wanted
    }
    optional = {key: _values(by_key[key]) for key in keys if key not in wanted}
    fixed = {key: st.just(value) for key, value in tag.items()}
    return st.fixed_dictionaries(fixed | needed, optional=optional)


def _values(slot: Slot) -> st.SearchStrategy[Any]:
    if "keys" in slot.metadata:
        numbers = st.lists(
            st.integers(0, 10**6),
            min_size=slot.metadata["length"],
            max_size=slot.metadata["length"],
        )
        return st.fixed_dictionaries(dict.fromkeys(slot.metadata["keys"](), numbers))
    if "pattern" in slot.metadata:
        days = st.sampled_from(["--01-31", "---05", "--12-01"])
        return st.lists(days, max_size=2) if get_origin(slot.kind) is tuple else days
    if "maximum" in slot.metadata:
        return _SCALARS[float]
    if "minimum" in slot.metadata:
        return st.integers(slot.metadata["minimum"], 10**6)
    return _of_kind(slot.kind)


def _of_kind(kind: Any) -> st.SearchStrategy[Any]:
    if get_origin(kind) is tuple:
        return st.lists(_of_kind(get_args(kind)[0]), max_size=3)
    if get_origin(kind) is not None:
        inner = get_args(kind)[1]
        return st.dictionaries(_words, any_json if inner is Any else _of_kind(inner), max_size=2)
    if kind in _SCALARS:
        return _SCALARS[kind]
    if issubclass(kind, Enum):
        return st.sampled_from([each.value for each in kind])
    return plain_records(kind)


@st.composite
def spoiled_records(draw: st.DrawFn, cls: type[Record]) -> dict[str, Any]:
    """Draw a record with up to two places overwritten, dropped or added, at any depth."""
    record = draw(plain_records(cls))
    for _ in range(draw(st.integers(0, 2))):
        place = _descend(draw, record)
        key = draw(st.sampled_from([*place, "foo", "every", "from"]) if place else st.just("foo"))
        if draw(st.booleans()):
            place.pop(key, None)
        else:
            place[key] = draw(any_json)
    return record


def _descend(draw: st.DrawFn, record: dict[str, Any]) -> dict[str, Any]:
    """Walk down to some object inside."""
    inside = [
        each
        for value in record.values()
        for each in (value if isinstance(value, list) else [value])
    ]
    objects: list[dict[str, Any]] = [each for each in inside if isinstance(each, dict)]
    deeper = bool(objects) and draw(st.booleans())
    return _descend(draw, draw(st.sampled_from(objects))) if deeper else record
