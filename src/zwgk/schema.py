r"""Model → JSON Schema (数据格式), draft 2020-12: the contract for other languages, derived from the same declarations.

What is computed (:class:`~zwgk.model.Result`) is described by its keys and the types of its attributes. Patterns use ``[0-9]`` and never ``\d`` or ``\w``, so that every validator agrees. ``null`` equals an absent key.
"""

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from zwgk.model._record import Record, Result
from zwgk.shape import Slot, slots

__all__ = ["listing", "schema"]

Schema = dict[str, Any]
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DAY = {
    "type": "string",
    "format": "date",
    "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
    "maxLength": 10,
}
_SCALARS: Mapping[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: _DAY,
    datetime: {"type": "string", "format": "date-time"},
}
_LIMITS = {
    "pattern": "pattern",
    "max_length": "maxLength",
    "minimum": "minimum",
    "maximum": "maximum",
}


def schema(cls: type[Record | Result]) -> Schema:
    """Write the JSON Schema of a class (生成数据格式).

    >>> from zwgk.model import Audience
    >>> schema(Audience)["required"]
    ['public']
    """
    definitions: dict[str, Schema] = {}
    body = _body(cls, definitions)
    return (
        {"$schema": _DIALECT, "title": _title(cls)}
        | body
        | {"$defs": dict(sorted(definitions.items()))}
    )


def _body(cls: Any, definitions: dict[str, Schema], *, typed: bool = True) -> Schema:
    if issubclass(cls, Result):
        return _result(cls, definitions)
    return _record(cls, definitions, typed=typed)


def _title(cls: type[Record | Result]) -> str:
    return (cls.__doc__ or cls.__name__).partition("\n")[0].partition(";")[0].rstrip(".")


def _record(cls: type[Record], definitions: dict[str, Schema], *, typed: bool = True) -> Schema:
    if hasattr(cls, "VARIANTS"):
        return {"oneOf": _variants(cls, definitions)}
    properties = _fixed(cls, typed=typed) | {
        each.key: _property(each, definitions) for each in slots(cls)
    }
    required = [each.key for each in slots(cls) if each.required]
    shape = _object(properties, (["type"] if cls.KIND and typed else []) + required)
    return shape | ({"allOf": [_any_of(keys) for keys in cls.ONE_OF]} if cls.ONE_OF else {})


def _any_of(keys: tuple[str, ...]) -> Schema:
    """Say that of some keys at least one is given, and not null."""
    given = ({"required": [key], "properties": {key: {"not": {"type": "null"}}}} for key in keys)
    return {"anyOf": list(given)}


def _object(properties: Schema, required: list[str]) -> Schema:
    shape = {"type": "object", "properties": properties, "additionalProperties": False}
    return shape | ({"required": required} if required else {})


def _fixed(cls: type[Record], *, typed: bool) -> Schema:
    word = {"const": cls.KIND} if typed else {"enum": [cls.KIND, None]}
    kind = {"type": word} if cls.KIND else {}
    return kind | ({"schema": {"enum": [cls.SCHEMA, None]}} if cls.SCHEMA else {})


def _variants(cls: type[Record], definitions: dict[str, Schema]) -> list[Schema]:
    """One object shape for each value of the tag; keys of other kinds may only be null."""
    tag, keys_of, wanted = cls.VARIANTS  # type: ignore[attr-defined]
    by_key = {each.key: each for each in slots(cls)}
    nothing = {key: {"type": "null"} for key in by_key if key != tag}
    made = []
    for kind, keys in keys_of.items():
        needed = [key for key in keys if key in wanted[kind]]
        own = {key: _wanted(by_key[key], definitions, needed=key in needed) for key in keys}
        made.append(_object({tag: {"const": kind.value}} | nothing | own, [tag, *needed]))
    return made


def _wanted(slot: Slot, definitions: dict[str, Schema], *, needed: bool) -> Schema:
    if not needed:
        return _property(slot, definitions)
    value = _value(slot.kind, slot.metadata, definitions)
    return value | ({"minItems": 1} if value.get("type") == "array" else {})


def _property(slot: Slot, definitions: dict[str, Schema]) -> Schema:
    value = _value(slot.kind, slot.metadata, definitions)
    head = {"title": slot.metadata["title"]}
    if slot.required:
        return head | value
    if "enum" in value:
        return head | value | {"enum": [*value["enum"], None]}
    if isinstance(value.get("type"), str):
        return head | value | {"type": [value["type"], "null"]}
    return head | {"anyOf": [value, {"type": "null"}]}


def _value(kind: Any, metadata: Mapping[str, Any], definitions: dict[str, Schema]) -> Schema:
    origin = get_origin(kind)
    if origin is tuple:
        items = _value(get_args(kind)[0], metadata, definitions)
        length = metadata.get("length")
        limits = {} if length is None else {"minItems": length, "maxItems": length}
        return {"type": "array", "items": items} | limits
    if origin is not None:
        inner = get_args(kind)[1]
        if "keys" in metadata:
            keys = metadata["keys"]()
            return _object({key: _value(inner, metadata, definitions) for key in keys}, list(keys))
        more = True if inner is Any else _value(inner, {}, definitions)
        return {"type": "object", "additionalProperties": more}
    if kind in _SCALARS:
        return _SCALARS[kind] | {_LIMITS[key]: metadata[key] for key in _LIMITS if key in metadata}
    if issubclass(kind, Enum):
        return {"enum": [each.value for each in kind]}
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}
        definitions[kind.__name__] = _body(kind, definitions, typed="untyped" not in metadata)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def listing(cls: type[Record], title: str) -> Schema:
    """Write the JSON Schema of a list of records (列表的数据格式); what could not be read in them keeps its place as null.

    >>> from zwgk.model import Application
    >>> listing(Application, "依申请公开台账")["items"]
    {'$ref': '#/$defs/Application'}
    """
    whole = schema(cls)
    definitions = whole.pop("$defs")
    for each in slots(cls):
        if getattr(_element(each.kind), "PLACED", False):
            items = whole["properties"][each.key]["items"]
            whole["properties"][each.key]["items"] = {"anyOf": [items, {"type": "null"}]}
    head = {"$schema": whole.pop("$schema"), "title": title, "type": "array"}
    definitions[cls.__name__] = whole
    return head | {
        "items": {"$ref": f"#/$defs/{cls.__name__}"},
        "$defs": dict(sorted(definitions.items())),
    }


def _element(kind: Any) -> Any:
    return get_args(kind)[0] if get_origin(kind) is tuple else None


# ------------------------------------------------------------------ results


def _result(cls: type[Result], definitions: dict[str, Schema]) -> Schema:
    """Write the keys of a result, all of them required; it may carry more, as the command line adds some."""
    hints = get_type_hints(cls)
    properties = {"schema": {"const": cls.SCHEMA}} if cls.SCHEMA else {}
    for key, metadata in cls.KEYS.items():
        kind = hints.get(key) or get_type_hints(getattr(cls, key).fget)["return"]
        properties[key] = {"title": metadata["title"]} | _told(kind, metadata, definitions)
    free = {key for key, metadata in cls.KEYS.items() if "optional" in metadata}
    required = [key for key in properties if key not in free]
    return {"type": "object", "properties": properties, "required": required}


def _told(kind: Any, metadata: Mapping[str, Any], definitions: dict[str, Schema]) -> Schema:
    """Write the values of an attribute, of several kinds perhaps."""
    if "choices" in metadata:
        return {"enum": [*metadata["choices"]]}
    kinds = get_args(kind) if get_origin(kind) in (UnionType, Union) else (kind,)
    found = [_value(each, metadata, definitions) for each in kinds if each is not NoneType]
    if len(found) == len(kinds) == 1:
        return found[0]
    if len(found) == 1 and isinstance(found[0].get("type"), str):
        return found[0] | {"type": [found[0]["type"], "null"]}
    nothing: list[Schema] = [{"type": "null"}] if NoneType in kinds else []
    return {"anyOf": [*found, *nothing]}
