"""What a pack takes over from another (沿用): own lists replace, own tables merge."""

from collections.abc import Mapping
from typing import Any

__all__ = ["merged"]

#: what a plan says of itself is never taken over
_OWN = frozenset({"name", "title", "number", "issued", "extends"})


def merged(parent: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Give *own* with what it takes over from *parent* (沿用后的方案).

    >>> merged({"terms": {"甲": "乙"}, "fields": [1]}, {"terms": {"丙": "丁"}})
    {'terms': {'甲': '乙', '丙': '丁'}, 'fields': [1]}
    """
    taken = {key: value for key, value in parent.items() if key not in _OWN}
    return taken | {key: _joined(taken.get(key), value) for key, value in own.items()}


def _joined(above: object, own: object) -> object:
    """Merge two tables; the row of the upper one says nothing of what is put over it."""
    if not (isinstance(above, Mapping) and isinstance(own, Mapping)):
        return own
    taken = {key: value for key, value in above.items() if key != "row"}
    return taken | {key: _joined(taken.get(key), value) for key, value in own.items()}
