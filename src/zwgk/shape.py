"""Plain data ↔ model (数据形状): strict reading by the fields of a class, every misfit a finding with its path.

The same declarations give the JSON Schemas (``zwgk.schema``); both accept and refuse the same data. ``None`` equals
an absent key for every optional key. A list may also be a tuple and a day may also be a ``date``.
"""

import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar

import attrs

from zwgk.errors import ShapeError
from zwgk.model._record import Record, key_of, shown
from zwgk.report import Finding, finding

__all__ = ["Slot", "from_dict", "partial", "pointer", "slots"]

R = TypeVar("R", bound=Record)
#: where a value stands: the place above and the key
At = tuple[Any, str | int] | None
Misfits = list[Finding]
#: reads one value; a misfit is added to the list and ``BAD`` returned
Reader = Callable[[Any, At, str | int, Misfits], Any]
BAD = object()
#: key, name, whether required, the type that needs no further look, the reader
Field = tuple[str, str, bool, type | None, Reader]
_NOTHING: tuple[Any, ...] = (None, [], ())
_DAY_LENGTH = len("2019-05-15")


def from_dict(cls: type[R], data: Mapping[str, Any]) -> R:
    """Build a record from plain data, strictly (严格读入).

    >>> from zwgk.model import Audience
    >>> from_dict(Audience, {"public": True})
    Audience(public=True, groups=None)

    Raises:
        ShapeError: the data has another shape; ``.findings`` names every misfit.
    """
    made, misfits = partial(cls, data)
    if misfits or made is None:
        message = f"{len(misfits)} misfits in {cls.__name__}, the first: {misfits[0]}"
        raise ShapeError(message, misfits)
    return made


def partial(cls: type[R], data: object) -> tuple[R | None, Misfits]:
    """Build what can be built, and list all misfits (尽量读入): a bad optional value is left out.

    >>> from zwgk.model import Audience
    >>> made, misfits = partial(Audience, {"public": True, "groups": 5})
    >>> made.public, misfits[0].path
    (True, '/groups')
    """
    misfits: Misfits = []
    kind: Any = cls
    made = _record_reader(kind)(data, None, "", misfits)
    return (None if made is BAD else made), misfits


def pointer(at: At, key: str | int = "") -> str:
    """Write a place as a JSON Pointer (路径).

    >>> pointer((None, "items"), 3)
    '/items/3'
    """
    steps = [] if key == "" else [str(key)]
    while at is not None:
        at, above = at
        if above != "":
            steps.append(str(above))
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in reversed(steps))


# ------------------------------------------------------------------ the fields of a class


@attrs.frozen
class Slot:
    """One exchanged field with its resolved type (字段)."""

    key: str
    name: str
    required: bool
    kind: Any
    metadata: Mapping[str, Any]


def slots(cls: type[Record]) -> tuple[Slot, ...]:
    """List the exchanged fields of a class (交换字段).

    >>> from zwgk.model import Audience
    >>> [slot.key for slot in slots(Audience)]
    ['public', 'groups']
    """
    kind: Any = cls
    found: tuple[Slot, ...] = _slots(kind)
    return found


@cache
def _slots(cls: Any) -> tuple[Slot, ...]:
    hints = typing.get_type_hints(cls)
    fields = shown(attrs.fields(cls))
    return tuple(
        Slot(
            key_of(each),
            each.name,
            each.default is attrs.NOTHING,
            _bare(hints[each.name]),
            each.metadata,
        )
        for each in fields
    )


def _bare(kind: Any) -> Any:
    """Drop ``| None``: absence is handled once for all."""
    if isinstance(kind, types.UnionType) or typing.get_origin(kind) is typing.Union:
        (kept,) = (each for each in typing.get_args(kind) if each is not type(None))
        return kept
    return kind


# ------------------------------------------------------------------ readers


@cache
def _record_reader(cls: Any, *, typed: bool = True) -> Reader:
    fields = tuple(
        (each.key, each.name, each.required, _exact(each), _reader(each.kind, each.metadata))
        for each in slots(cls)
    )
    fixed = {key: word for key, word in (("type", cls.KIND), ("schema", cls.SCHEMA)) if word}
    known = frozenset([each[0] for each in fields]) | fixed.keys()
    tag = _tagged(cls)

    def read(value: Any, at: At, key: str | int, misfits: Misfits) -> Any:
        if type(value) is not dict and not isinstance(value, Mapping):
            return _wrong("对象", value, at, key, misfits)
        here = (at, key)
        before = len(misfits)
        if fixed:
            _fixed(fixed, value, here, misfits, typed=typed)
        if not value.keys() <= known:
            misfits.extend(_unknown(value, known, here))
        made, whole = _fields(fields, value, here, misfits)
        if cls.ONE_OF:
            misfits.extend(_none_of(cls.ONE_OF, value, here))
        if tag and not tag(value, here, misfits):
            return BAD
        return cls(**made) if whole and (tag is None or len(misfits) == before) else BAD

    return read


def _exact(slot: Slot) -> type | None:
    """Tell the type whose values need no further look (the fast way)."""
    return (
        slot.kind
        if slot.kind in (str, bool) and not slot.metadata.keys() & {"pattern", "minimum"}
        else None
    )


def _fields(
    fields: tuple[Field, ...], value: Mapping[str, Any], here: At, misfits: Misfits
) -> tuple[dict[str, Any], bool]:
    made: dict[str, Any] = {}
    whole = True
    for key, name, required, exact, read in fields:
        given = value.get(key)
        if type(given) is exact:
            made[name] = given
            continue
        if given is None:
            if required:
                misfits.append(_missing(here, key))
                whole = False
            continue
        found = read(given, here, key, misfits)
        if found is not BAD:
            made[name] = found
        elif required:
            whole = False
    return made, whole


def _fixed(
    fixed: Mapping[str, str], value: Mapping[str, Any], here: At, misfits: Misfits, *, typed: bool
) -> None:
    for key, word in fixed.items():
        given = value.get(key)
        if given is None and key == "type":
            misfits.extend([_missing(here, key)] if typed else ())
        elif given is not None and given != word:
            _wrong(f"“{word}”", given, here, key, misfits)


def _unknown(value: Mapping[str, Any], known: frozenset[str], here: At) -> Iterator[Finding]:
    for key in value:
        if key not in known:
            path = pointer(here, str(key))
            yield finding("shape.unknown-key", path, f"多余的键“{key}”", value=str(key))


def _missing(here: At, key: str) -> Finding:
    return finding("shape.missing", pointer(here, key), f"缺少必需的键“{key}”")


def _none_of(
    groups: tuple[tuple[str, ...], ...], value: Mapping[str, Any], here: At
) -> Iterator[Finding]:
    """Find groups of keys of which none is given, though one is needed."""
    for keys in groups:
        if all(value.get(key) is None for key in keys):
            named = "、".join(f"“{key}”" for key in keys)
            fact = f"{named}至少要有一个"
            yield finding("shape.missing", pointer(here, keys[0]), fact)


def _tagged(cls: type[Record]) -> Callable[[Mapping[str, Any], At, Misfits], bool] | None:
    """Check the keys of a class whose keys depend on a tag (``Clause.kind``)."""
    variants = getattr(cls, "VARIANTS", None)
    if variants is None:
        return None
    tag, keys_of, wanted = variants
    every = frozenset(slot.key for slot in slots(cls)) - {tag}
    foreign = {kind: every.difference(keys) for kind, keys in keys_of.items()}
    needed = {
        kind: tuple(key for key in keys if key in wanted[kind]) for kind, keys in keys_of.items()
    }

    def check(value: Mapping[str, Any], here: At, misfits: Misfits) -> bool:
        kind = value.get(tag)
        if not isinstance(kind, str) or kind not in foreign:
            return False
        for key in () if foreign[kind].isdisjoint(value) else value:
            if key in foreign[kind] and value[key] is not None:
                path = pointer(here, key)
                misfits.append(
                    finding("shape.unknown-key", path, f"“{kind}”没有键“{key}”", value=key)
                )
        misfits.extend(_missing(here, key) for key in needed[kind] if value.get(key) in _NOTHING)
        return True

    return check


def _reader(kind: Any, metadata: Mapping[str, Any]) -> Reader:
    origin = typing.get_origin(kind)
    if origin is tuple:
        inner = typing.get_args(kind)[0]
        exact = inner if inner is str and "pattern" not in metadata else None
        read = _list_reader(_reader(inner, metadata), exact, _stand_in(inner))
        return _of_length(read, metadata["length"]) if "length" in metadata else read
    if origin is not None:
        inner = typing.get_args(kind)[1]
        if "keys" in metadata:
            return _fixed_table_reader(_reader(inner, metadata), metadata["keys"]())
        return (
            _map_reader
            if inner is str
            else _table_reader(_free if inner is Any else _reader(inner, {}))
        )
    if kind in _SCALARS:
        return _limited(_SCALARS[kind], metadata)
    if issubclass(kind, Enum):
        return _enum_reader(kind)
    return _record_reader(kind, typed="untyped" not in metadata)


def _stand_in(kind: Any) -> Any:
    """Tell what keeps the place of a bad element, so that the others keep their numbers."""
    if kind is str:
        return ""
    return None if getattr(kind, "KIND", None) or getattr(kind, "PLACED", False) else BAD


def _list_reader(read: Reader, exact: type | None, stand_in: object) -> Reader:
    simple = {exact}

    def read_all(value: Any, at: At, key: str | int, misfits: Misfits) -> Any:
        if not isinstance(value, (list, tuple)):
            return _wrong("数组", value, at, key, misfits)
        if not value or (exact and {*map(type, value)} == simple):
            return tuple(value)
        here = (at, key)
        found = [read(each, here, n, misfits) for n, each in enumerate(value)]
        if BAD not in found:
            return tuple(found)
        return (
            BAD if stand_in is BAD else tuple(stand_in if each is BAD else each for each in found)
        )

    return read_all


def _map_reader(value: Any, at: At, key: str | int, misfits: Misfits) -> Any:
    if type(value) is not dict and not isinstance(value, Mapping):
        return _wrong("对象", value, at, key, misfits)
    here = (at, key)
    for name, word in value.items():
        if type(name) is not str or type(word) is not str:
            _wrong("文字", word, here, str(name), misfits)
    return {name: word for name, word in value.items() if type(name) is str and type(word) is str}


def _table_reader(read: Reader) -> Reader:
    """Read a mapping whose values have a shape of their own."""

    def read_table(value: Any, at: At, key: str | int, misfits: Misfits) -> Any:
        if not isinstance(value, Mapping):
            return _wrong("对象", value, at, key, misfits)
        here = (at, key)
        found = {name: read(each, here, str(name), misfits) for name, each in value.items()}
        return {name: each for name, each in found.items() if each is not BAD and type(name) is str}

    return read_table


def _fixed_table_reader(read: Reader, keys: tuple[str, ...]) -> Reader:
    """Read a mapping that has these keys, all of them and no others."""
    known = frozenset(keys)

    def read_table(value: Any, at: At, key: str | int, misfits: Misfits) -> Any:
        if not isinstance(value, Mapping):
            return _wrong("对象", value, at, key, misfits)
        here = (at, key)
        misfits.extend(_unknown(value, known, here))
        misfits.extend(_missing(here, name) for name in keys if value.get(name) is None)
        given = [name for name in keys if value.get(name) is not None]
        found = {name: read(value[name], here, name, misfits) for name in given}
        return {name: each for name, each in found.items() if each is not BAD}

    return read_table


def _of_length(read: Reader, length: int) -> Reader:
    """Read a list of exactly so many values."""

    def read_all(value: Any, at: At, key: str | int, misfits: Misfits) -> Any:
        if isinstance(value, (list, tuple)) and len(value) != length:
            fact = f"应有 {length} 项，实有 {len(value)} 项"
            misfits.append(finding("shape.wrong-kind", pointer(at, key), fact))
            return BAD
        return read(value, at, key, misfits)

    return read_all


def _free(value: Any, at: At, key: str | int, misfits: Misfits) -> Any:  # noqa: ARG001 - taken as it is
    return value


def _enum_reader(kind: type[Enum]) -> Reader:
    members: dict[Any, Any] = {each.value: each for each in kind}
    wanted = "、".join(members)

    def read(value: Any, at: At, key: str | int, misfits: Misfits) -> Any:
        found = members.get(value) if isinstance(value, str) else None
        return _wrong(f"{wanted}之一", value, at, key, misfits) if found is None else found

    return read


def _text(value: Any, at: At, key: str | int, misfits: Misfits) -> Any:
    return value if isinstance(value, str) else _wrong("文字", value, at, key, misfits)


def _truth(value: Any, at: At, key: str | int, misfits: Misfits) -> Any:
    return (
        value
        if value is True or value is False
        else _wrong("true 或 false", value, at, key, misfits)
    )


def _whole_number(value: Any, at: At, key: str | int, misfits: Misfits) -> Any:
    if type(value) is int or (type(value) is float and value.is_integer()):
        return int(value)
    return _wrong("整数", value, at, key, misfits)


def _number(value: Any, at: At, key: str | int, misfits: Misfits) -> Any:
    if type(value) is int or type(value) is float:
        return value
    return _wrong("数字", value, at, key, misfits)


def _day(value: Any, at: At, key: str | int, misfits: Misfits) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        if (
            isinstance(value, str)
            and len(value) == _DAY_LENGTH
            and value.isascii()
            and value[4] == "-"
        ):
            return date.fromisoformat(value)
    except ValueError:
        pass
    return _wrong("日期（如 2026-09-14）", value, at, key, misfits)


_SCALARS: Mapping[Any, Reader] = {
    str: _text,
    bool: _truth,
    int: _whole_number,
    float: _number,
    date: _day,
}


def _limited(read: Reader, metadata: Mapping[str, Any]) -> Reader:
    """Add the limits declared with the field: ``pattern`` with ``max_length``, ``minimum``, ``maximum``."""
    if "maximum" in metadata:
        low, high = metadata["minimum"], metadata["maximum"]
        return _guarded(read, lambda value: low <= value <= high, f"{low} 至 {high} 之间的数字")
    if "minimum" in metadata:
        low = metadata["minimum"]
        return _guarded(read, lambda value: value >= low, f"不小于 {low} 的整数")
    if "pattern" in metadata:
        match = re.compile(metadata["pattern"]).match
        most = metadata["max_length"]
        return _guarded(read, lambda value: len(value) <= most and bool(match(value)), "规定的格式")
    return read


def _guarded(read: Reader, holds: Callable[[Any], bool], wanted: str) -> Reader:
    def read_guarded(value: Any, at: At, key: str | int, misfits: Misfits) -> Any:
        found = read(value, at, key, misfits)
        return found if found is BAD or holds(found) else _wrong(wanted, value, at, key, misfits)

    return read_guarded


_NAMES: Mapping[type, str] = {
    dict: "对象",
    list: "数组",
    tuple: "数组",
    str: "文字",
    bool: "true 或 false",
    int: "数字",
    float: "数字",
    type(None): "空值（null）",
}


def _wrong(wanted: str, value: Any, at: At, key: str | int, misfits: Misfits) -> Any:
    kind = _NAMES.get(type(value), type(value).__name__)
    shown_value = f"“{value}”" if isinstance(value, str) else kind
    given = value if isinstance(value, str) else None
    message = f"应为{wanted}，实为{shown_value}"
    misfits.append(finding("shape.wrong-kind", pointer(at, key), message, value=given))
    return BAD
