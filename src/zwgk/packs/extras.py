"""An office's own columns by its own JSON Schema (自设栏目格式): draft 2020-12, nothing fetched.

Loaded only when a pack has such a schema, because it needs jsonschema.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError, ValidationError

from zwgk.model.pack import ExtraColumns

__all__ = ["column_faults", "schema_faults"]

Path = tuple[str | int, ...]
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


# ------------------------------------------------------------------ the schema itself


def schema_faults(schema: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Find what is wrong with a schema (栏目格式核对): place and sentence.

    >>> list(schema_faults({"properties": {"备注": {"$ref": "https://example.org/x.json"}}}))
    [(('properties', '备注', '$ref'), '只能引用本文件（以 #/ 开头），不能引用“https://example.org/x.json”')]
    """
    if schema.get("$schema", _DIALECT).rstrip("#") != _DIALECT:
        yield ("$schema",), "只支持 draft 2020-12"
        return
    told = False
    for path, key, value in _walk(schema, ()):
        fault = _RULES[key](value, schema) if key in _RULES else None
        if fault:
            told = True
            yield (*path, key), fault
    if not told:
        yield from _by_the_dialect(schema)


def _by_the_dialect(schema: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    try:
        Draft202012Validator.check_schema(schema)
        list(Draft202012Validator(schema).iter_errors({}))
    except SchemaError as error:
        path = tuple(error.absolute_path)
        yield path, f"不合 JSON Schema 的写法（{error.validator}）"
    except RecursionError:
        yield (), "规则引用了自己，没有尽头"


def _walk(value: object, path: Path) -> Iterator[tuple[Path, str, Any]]:
    """List every key of every table, at any depth."""
    pending: list[tuple[Path, object]] = [(path, value)]
    while pending:
        here, each = pending.pop()
        if isinstance(each, Mapping):
            for key, inner in each.items():
                yield here, key, inner
                pending.append(((*here, key), inner))
        elif isinstance(each, list):
            pending += [((*here, n), inner) for n, inner in enumerate(each)]


def _reference(value: object, schema: Mapping[str, Any]) -> str | None:
    if not isinstance(value, str):
        return None
    if value != "#" and not value.startswith("#/"):
        return f"只能引用本文件（以 #/ 开头），不能引用“{value}”"
    target: Any = schema
    for step in value.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        target = target.get(name) if isinstance(target, Mapping) else None
    return None if isinstance(target, (Mapping, bool)) else f"引用的“{value}”不存在"


def _base(value: object, _: Mapping[str, Any]) -> str | None:
    return "不要写 $id：方案里的格式不引用别处" if isinstance(value, str) else None


def _pattern(value: object, _: Mapping[str, Any]) -> str | None:
    try:
        re.compile(value if isinstance(value, str) else "")
    except (re.error, OverflowError, RecursionError):
        return f"正则表达式“{value}”写法不对"
    return None


def _patterns(value: object, schema: Mapping[str, Any]) -> str | None:
    each = (_pattern(key, schema) for key in (value if isinstance(value, Mapping) else ()))
    return next((fault for fault in each if fault), None)


_RULES: Mapping[str, Callable[[Any, Mapping[str, Any]], str | None]] = {
    "$ref": _reference,
    "$dynamicRef": _reference,
    "$recursiveRef": _reference,
    "$id": _base,
    "pattern": _pattern,
    "patternProperties": _patterns,
}


# ------------------------------------------------------------------ the columns of an item


def column_faults(columns: ExtraColumns, extras: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Judge an item's own columns (自设栏目检查): column and sentence; no column means all of them.

    >>> columns = ExtraColumns({"required": ["责任科室"]})
    >>> list(column_faults(columns, {}))
    [('责任科室', '缺少自设栏目“责任科室”')]
    """
    told = set()
    for error in _errors(columns, extras):
        for fault in _said(error, extras):
            if fault not in told:
                told.add(fault)
                yield fault


def _errors(columns: ExtraColumns, extras: Mapping[str, str]) -> list[ValidationError]:
    try:
        return list(_validator(columns).iter_errors(dict(extras)))
    except RecursionError:
        return [ValidationError("endless", validator="$ref")]


@lru_cache(maxsize=64)
def _validator(columns: ExtraColumns) -> Draft202012Validator:
    return Draft202012Validator(columns.schema)


def _said(error: ValidationError, extras: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if error.absolute_path:
        column = str(error.absolute_path[0])
        yield column, f"自设栏目“{column}”{_sentence(error)}"
        return
    wanted: Any = error.validator_value
    if error.validator == "required":
        yield from ((name, f"缺少自设栏目“{name}”") for name in wanted if name not in extras)
    elif error.validator == "additionalProperties":
        yield from ((name, f"方案没有“{name}”这个自设栏目") for name in _surplus(error, extras))
    else:
        yield "", f"自设栏目整体不符合方案的规定（{error.validator}）"


def _surplus(error: ValidationError, extras: Mapping[str, str]) -> Iterator[str]:
    rules: Any = error.schema
    forms = [re.compile(form) for form in rules.get("patternProperties", ())]
    for name in extras:
        if name not in rules.get("properties", ()) and not any(each.search(name) for each in forms):
            yield name


_SENTENCES: Mapping[str, str] = {
    "minLength": "太短，至少{}个字",
    "maxLength": "太长，最多{}个字",
    "pattern": "不是规定的写法（{}）",
    "format": "不是规定的格式（{}）",
    "const": "应为“{}”",
}


def _sentence(error: ValidationError) -> str:
    wanted: Any = error.validator_value
    if error.validator == "enum":
        return f"应为{'、'.join(map(str, wanted))}之一"
    form = _SENTENCES.get(str(error.validator))
    return form.format(wanted) if form else f"不符合方案的规定（{error.validator}）"
