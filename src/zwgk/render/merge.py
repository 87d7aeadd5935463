"""The result of a three-way merge as tables (合并结果): conflicts first, then what is local."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve

from zwgk import _data
from zwgk.model.difference import Conflict, ConflictKind, Difference, Merge, Side
from zwgk.render import difference as differences
from zwgk.render import listing as tables
from zwgk.render.cells import label, named, told
from zwgk.render.listing import Listing

__all__ = ["conflicts", "notebook", "summary", "text"]

_HEADER = (
    "序号",
    "冲突",
    "领域",
    "公开事项",
    "要素",
    "原标准",
    "新标准",
    "本地",
    "保留",
    "说明",
    "本地位置",
    "标准位置",
)
_WIDTHS = (6, 14, 14, 30, 14, 36, 36, 36, 8, 36, 24, 24)
_KINDS = {
    ConflictKind.BOTH_CHANGED: "改得不同",
    ConflictKind.BOTH_ADDED: "新增得不同",
    ConflictKind.OMITTED_HERE: "本地删、标准改",
    ConflictKind.WITHDRAWN_THERE: "标准删、本地改",
}
_SIDES = {Side.LOCAL: "本地", Side.STANDARD: "标准"}


def conflicts(merge: Merge) -> Listing:
    """Lay the conflicts out as a table (冲突表)."""
    rows = tuple(_row(number, each) for number, each in enumerate(merge.conflicts, start=1))
    return Listing("合并冲突", summary(merge), _HEADER, rows, _WIDTHS)


def _row(number: int, conflict: Conflict) -> tuple[str, ...]:
    values = [conflict.values.get(side) for side in ("base", "standard", "local")]
    return (
        str(number),
        _KINDS[conflict.kind],
        conflict.field or "",
        named(conflict.path),
        label(conflict.element) if conflict.element else "整条事项",
        *(_whole(values) if conflict.element is None else map(_told(conflict.element), values)),
        _SIDES[conflict.kept],
        conflict.reason,
        conflict.place or "",
        conflict.standard_place or "",
    )


def _told(element: str) -> Callable[[Any], str]:
    return (lambda path: named(path) if path else told(None)) if element == "path" else told


def _whole(values: Sequence[Mapping[str, Any] | None]) -> Iterator[str]:
    """Name an item on each side, and what of it differs, so that it is seen what one side changed."""
    there = [each for each in values if each]
    aside = {"path", "basis_text", *_data.load("matching")["own"]}
    keys = [
        key
        for key in dict.fromkeys(key for each in there for key in each)
        if key not in aside and any(each.get(key) != there[0].get(key) for each in there)
    ]
    for each in values:
        differing = (f"{label(key)}：{told(each.get(key))}" for key in keys) if each else ()
        yield "；".join((named(each["path"]), *differing)) if each else told(None)


def summary(merge: Merge) -> str:
    """Sum a merge up in one sentence (总述)."""
    found = f"冲突 {len(merge.conflicts)} 处" if merge.conflicts else "没有冲突"
    local = differences.summary(merge.overlay)
    return f"合并后 {len(merge.catalog.items)} 条事项，{found}；与新标准相比：{local}"


def text(merge: Merge) -> str:
    """Draw a merge for a terminal (文字): conflicts, then what only the local catalogue or the standard has."""
    found = conflicts(merge)
    shown = tables.text(found) if found.rows else found.summary
    own = differences.listing(_own(merge.overlay))
    return f"{shown}\n\n本地增加和删去的事项：{tables.text(own)}" if own.rows else shown


def _own(overlay: Difference) -> Difference:
    """Keep what came and went; the elements that differ are told by the whole overlay."""
    changes = (each for each in overlay.changes if each.old is None or each.new is None)
    return evolve(overlay, heads=(), changes=tuple(changes))


def notebook(merge: Merge) -> str:
    """Write a merge as a small fragment for a notebook (笔记本片段)."""
    local = differences.listing(merge.overlay)
    return differences.fragment(conflicts(merge)) + differences.fragment(local)
