"""A plan's own words in place of ours (方案自有用语): 免予公开 of 2011 is 不予公开 today."""

from collections.abc import Mapping
from typing import Any

__all__ = ["in_our_words"]

#: the keys of an item whose values are terms of the law
_KEYS = ("attribute", "stages", "phases")


def in_our_words(data: Mapping[str, Any], terms: Mapping[str, str]) -> Mapping[str, Any]:
    """Replace a plan's own words in the plain data of an item or catalogue (用语归一).

    >>> in_our_words({"attribute": "免予公开"}, {"免予公开": "不予公开"})
    {'attribute': '不予公开'}
    """
    if not terms:
        return data
    changed = {key: _said(data[key], terms) for key in _KEYS if key in data}
    items = data.get("items")
    if isinstance(items, (list, tuple)):
        changed["items"] = [
            in_our_words(each, terms) if isinstance(each, Mapping) else each for each in items
        ]
    return {**data, **changed} if changed else data


def _said(value: object, terms: Mapping[str, str]) -> object:
    if isinstance(value, str):
        return terms.get(value, value)
    return [_said(each, terms) for each in value] if isinstance(value, (list, tuple)) else value
