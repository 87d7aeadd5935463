"""Values of catalogue elements in words (要素的值): what differences and conflicts show."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs

from zwgk.model import CatalogItem
from zwgk.model.catalog import Catalog
from zwgk.report import masked

__all__ = ["label", "named", "told"]

_EMPTY = "（空）"
_TITLES = {
    each.name: each.metadata["title"]
    for cls in (CatalogItem, Catalog)
    for each in attrs.fields(cls)
    if "title" in each.metadata
}


def label(element: str) -> str:
    """Tell what an element is called (要素名称).

    >>> label("time_limit"), label("extras/备注")
    ('公开时限', '备注')
    """
    key, _, column = element.partition("/")
    return column or _TITLES.get(key, key)


def named(path: Sequence[str]) -> str:
    """Name an item by its path (事项).

    >>> named(("行政处罚", "处罚决定"))
    '行政处罚／处罚决定'
    """
    return "／".join(path) or "（无名称）"


def told(value: Any) -> str:
    """Say a value, as JSON has it, in words; numbers of persons are masked (值).

    >>> told([{"title": "安全生产法", "number": None, "articles": ["第二条"]}]), told(None)
    ('《安全生产法》第二条', '（空）')
    """
    return masked(_told(value)) or _EMPTY


def _told(value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, Mapping):
        return next((say(value) for key, say in _SAYING if key in value), _pairs(value))
    return "、".join(map(_told, value)) if isinstance(value, Sequence) else str(value)


def _pairs(value: Mapping[str, Any]) -> str:
    return "；".join(f"{key}：{_told(each)}" for key, each in value.items())


def _citation(value: Mapping[str, Any]) -> str:
    number = f"（{value['number']}）" if value.get("number") else ""
    return f"《{value['title']}》{number}{'、'.join(value.get('articles') or ())}"


def _channels(value: Mapping[str, Any]) -> str:
    other = f"：{value['other']}" if value.get("other") else ""
    return value.get("text") or "、".join(value["checked"]) + other


def _audience(value: Mapping[str, Any]) -> str:
    parts = ("全社会" if value["public"] else "", value.get("groups") or "")
    return "；".join(filter(None, parts)) or "非全社会"


def _ground(value: Mapping[str, Any]) -> str:
    return "：".join(filter(None, (value["article"], value.get("item"))))


#: a key that tells the kind of a record, and how it is said
_SAYING: tuple[tuple[str, Callable[[Mapping[str, Any]], str]], ...] = (
    ("path", lambda value: named(value["path"])),
    ("title", _citation),
    ("checked", _channels),
    ("public", _audience),
    ("clauses", lambda value: str(value["text"])),
    ("article", _ground),
)
