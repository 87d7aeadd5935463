"""Items in the words of a clerk (事项说明): names of elements, values as they stand in the cells."""

from collections.abc import Callable, Iterable
from typing import Any

from zwgk.adjust.changing import cited
from zwgk.model import Audience, CatalogItem, Channels, Citation, TimeLimit
from zwgk.model._record import plain
from zwgk.shape import slots

__all__ = ["names", "told_apart", "values"]

_CELL = "basis_text"
_WHOLE = ("path", "content")


def names(elements: Iterable[str]) -> str:
    """Name elements as a catalogue does (要素名称).

    >>> names(["time_limit", "extras/备注"])
    '公开时限、备注'
    """
    known = {slot.key: str(slot.metadata["title"]) for slot in slots(CatalogItem)}
    parts = (each.partition("/") for each in elements)
    told = ["basis" if key == _CELL else label or key for key, _, label in parts]
    return "、".join(dict.fromkeys(known.get(each, each) for each in told))


def values(item: CatalogItem | None, elements: Iterable[str]) -> str | None:
    """Tell the values of some elements, of path and content where none is named (要素的值).

    >>> values(CatalogItem(("许可",), publisher="白石县水利局"), ["publisher"])
    '公开主体：白石县水利局'
    """
    if item is None:
        return None
    told = [each for each in elements if each != _CELL] or _WHOLE
    return "；".join(f"{names([each])}：{_said(getattr(item, each))}" for each in told)


def told_apart(elements: tuple[str, ...]) -> tuple[str, ...]:
    """Add the content to the elements that change, so that items of one path are told apart (区分同名事项).

    >>> told_apart(("publisher",)), told_apart(())
    (('publisher', 'content'), ())
    """
    return tuple(dict.fromkeys((*elements, "content"))) if elements else ()


def _said(value: Any) -> str:
    """Write one value as a cell would have it."""
    write = next((write for kind, write in _WRITERS if isinstance(value, kind)), _written)
    return write(value) or _NOTHING


def _written(value: Any) -> str:
    told = plain(value)
    if isinstance(told, dict):
        return "；".join(str(each) for each in told.values() if each)
    return str(told) if told else ""


def _channels(channels: Channels) -> str:
    return "、".join((*channels.checked, *([channels.other] if channels.other else ())))


def _audience(audience: Audience) -> str:
    public = ("全社会",) if audience.public else ()
    return "、".join((*public, *([audience.groups] if audience.groups else ())))


def _listed(values: tuple[Any, ...]) -> str:
    between = "/" if all(type(each) is str for each in values) else "、"
    return between.join(map(_said, values))


_NOTHING = "无"
_WRITERS: tuple[tuple[Any, Callable[[Any], str]], ...] = (
    (TimeLimit, lambda limit: limit.text),
    (Channels, _channels),
    (Audience, _audience),
    (Citation, lambda citation: f"{cited(citation)}{'、'.join(citation.articles)}"),
    (tuple, _listed),
)
