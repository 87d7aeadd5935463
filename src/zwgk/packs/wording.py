"""A plan's own words in place of ours (方案自有用语): 免予公开 of 2011 is 不予公开 today."""

from collections.abc import Mapping
from typing import Any

__all__ = ["in_our_words"]

#: the keys of an item whose values are terms of the law
_KEYS = ("attribute", "stages", "phases")
#: the lists whose elements have such keys: items of a catalogue, steps of a trail
_PARTS = ("items", "trail")


def in_our_words(data: Mapping[str, Any], terms: Mapping[str, str]) -> Mapping[str, Any]:
    """Replace a plan's own words in the plain data of an item, catalogue or record (用语归一).

    >>> in_our_words({"attribute": "免予公开"}, {"免予公开": "不予公开"})
    {'attribute': '不予公开'}
    """
    if not terms:
        return data
    changed = _item(data, terms)
    for part in _PARTS:
        items = data.get(part)
        if isinstance(items, (list, tuple)):
            known = (_item(each, terms) if isinstance(each, Mapping) else {} for each in items)
            changed[part] = [
                {**each, **new} if new else each for each, new in zip(items, known, strict=True)
            ]
    return {**data, **changed} if changed else data


def _item(data: Mapping[str, Any], terms: Mapping[str, str]) -> dict[str, Any]:
    """Give the keys of an item whose values change."""
    said = {key: _said(data[key], terms) for key in _KEYS if key in data}
    return {key: value for key, value in said.items() if value != data[key]}


def _said(value: object, terms: Mapping[str, str]) -> object:
    if isinstance(value, (list, tuple)):
        return [terms.get(each, each) if isinstance(each, str) else each for each in value]
    return terms.get(value, value) if isinstance(value, str) else value
