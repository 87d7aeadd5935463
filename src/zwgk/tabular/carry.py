"""Carry values down (逐行补全): merged cells, 同上, and blanks below a value where a table cannot merge cells.

Carried are texts (领域 序号 事项 内容 依据 时限 主体 渠道); a merged tick holds for the rows it covers; extra columns
are never carried.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from attrs import define, field

from zwgk.tabular.grid import Grid, Span
from zwgk.tabular.header import Table, words
from zwgk.tabular.rows import Sorted
from zwgk.text.normal import squeezed

__all__ = ["Filled", "fill", "is_dash"]

_TEXTS = frozenset(
    {"seq", "code", "field", "path", "content", "basis", "time_limit", "publisher", "channels"}
)
_WORDS = frozenset({"audience", "attribute", "levels", "stages", "phases"})
_TICKS = frozenset(
    {"audience_public", "audience_groups", "level", "stage", "phase"}
    | {"attribute_proactive", "attribute_on_request", "attribute_withheld"}
)
_LONGEST = 12  # longer texts say more than 同上
_MAYBE = re.compile("[同如上〃″\"”“'々〞〝]")
_BELOW = ("field", "seq", "publisher")
_DASHED = frozenset({"seq", "code", "field", "path", "publisher", "content"})


@define
class Filled:
    """The texts of the items of one table, column by column (补全结果)."""

    rows: list[int]
    texts: dict[int, list[str]] = field(factory=dict)  # by column of the grid
    sources: dict[int, dict[int, tuple[int, int]]] = field(
        factory=dict
    )  # column → position → cell it came from


def fill(grid: Grid, table: Table, rows: Sorted) -> Filled:
    """Give the texts of all items with what merged cells, 同上 and blanks stand for (补全)."""
    filled = Filled(rows.items)
    for column in table.header.columns:
        whole = grid.columns[column.index]
        filled.texts[column.index] = [whole[row] for row in rows.items]
    _merged(filled, grid, table)
    _more(filled, grid, table, rows.more)
    for column in table.header.columns:
        if column.role in _TEXTS or column.role in _WORDS:
            _ditto(filled, column.index)
    _blanks(filled, grid, table, rows.breaks)
    _dashes(filled, table)
    return filled


def _merged(filled: Filled, grid: Grid, table: Table) -> None:
    at = {row: position for position, row in enumerate(filled.rows)}
    roles = {column.index: column.role for column in table.header.columns}
    for span in grid.spans:
        if span.bottom > table.header.bottom:
            for column in _columns_of(span, roles):
                _spread(filled, grid, span, column, at)


def _columns_of(span: Span, roles: Mapping[int, str]) -> Iterable[int]:
    """Tell for which columns a merged cell speaks: its first, and further ones that are ticks like it."""
    first = roles.get(span.left, "extra")
    if first in _TEXTS or first in _WORDS:
        return (span.left,)
    ticked = (column for column in range(span.left, span.right + 1) if roles.get(column) in _TICKS)
    return tuple(ticked) if first in _TICKS else ()


def _spread(filled: Filled, grid: Grid, span: Span, column: int, at: Mapping[int, int]) -> None:
    text = grid.columns[span.left][span.top]
    if not text:
        return
    texts, sources = filled.texts[column], filled.sources.setdefault(column, {})
    for row in range(span.top, span.bottom + 1):
        position = at.get(row)
        if position is not None and (row, column) != (span.top, span.left) and not texts[position]:
            texts[position] = text
            sources[position] = (span.top, span.left)


def _more(filled: Filled, grid: Grid, table: Table, more: Mapping[int, Sequence[int]]) -> None:
    """Join what further rows of an item add to it."""
    if not more:
        return
    at = {row: position for position, row in enumerate(filled.rows)}
    for item, rows in more.items():
        for column in table.header.columns:
            added = [text for row in rows if (text := grid.columns[column.index][row])]
            texts = filled.texts[column.index]
            texts[at[item]] = _joined(texts[at[item]], added, column.role)


def _joined(text: str, added: Iterable[str], role: str) -> str:
    parts = dict.fromkeys([text, *added] if text else added)
    return next(iter(parts), "") if role in _TICKS else "\n".join(parts)


@cache
def _ditto_words() -> frozenset[str]:
    return frozenset(squeezed(word) for word in words()["ditto"]["words"])


def is_ditto(text: str) -> bool:
    """Tell whether a cell says 同上 (是否同上).

    >>> is_ditto("（同 上）"), is_ditto("同上级规定")
    (True, False)
    """
    return len(text) < _LONGEST and squeezed(text).strip("()。.、-—") in _ditto_words()


@cache
def _dash_words() -> frozenset[str]:
    return frozenset(words()["dash"]["words"])


def is_dash(text: str) -> bool:
    """Tell whether a cell is a lone dash, slash or 无 (是否空值符号).

    >>> is_dash("—"), is_dash("无"), is_dash("无人机")
    (True, True, False)
    """
    return text in _dash_words()


def _ditto(filled: Filled, column: int) -> None:
    texts = filled.texts[column]
    dittos = {
        text
        for text in set(texts)
        if len(text) < _LONGEST and _MAYBE.search(text) and is_ditto(text)
    }
    if not dittos:
        return
    sources = filled.sources.setdefault(column, {})
    for position, text in enumerate(texts):
        if text in dittos:
            _from_above(texts, sources, position, (filled.rows, column))


def _from_above(
    texts: list[str],
    sources: dict[int, tuple[int, int]],
    position: int,
    where: tuple[Sequence[int], int],
) -> None:
    """Take the text of the item above, if there is any."""
    rows, column = where
    if position and texts[position - 1] and not is_ditto(texts[position - 1]):
        texts[position] = texts[position - 1]
        sources[position] = sources.get(position - 1, (rows[position - 1], column))


def _blanks(filled: Filled, grid: Grid, table: Table, breaks: set[int]) -> None:
    columns = table.header.columns
    below = _BELOW if grid.flat else _BELOW[:1]
    for column in columns:
        if column.role in below:
            starts = breaks | (_changes(filled, table) if column.role != "field" else set())
            _down(
                filled,
                column.index,
                [p for p, text in enumerate(filled.texts[column.index]) if not text],
                starts,
            )
    _path(filled, table, breaks)


def _changes(filled: Filled, table: Table) -> set[int]:
    """List where the field changes: nothing is carried from one field into the next."""
    fields = [filled.texts[column.index] for column in table.header.of("field")]
    return {p for texts in fields for p in range(1, len(texts)) if texts[p] != texts[p - 1]}


def _path(filled: Filled, table: Table, breaks: set[int]) -> None:
    """Carry the steps of the path: a step goes on while all steps before it do."""
    steps = sorted(table.header.of("path"), key=lambda column: column.rank)
    going_on: list[int] = list(range(1, len(filled.rows)))
    starts = breaks | _changes(filled, table)
    for step in steps:
        texts, sources = filled.texts[step.index], filled.sources.get(step.index, {})
        blank = [p for p in going_on if not texts[p]]
        merged = [
            p
            for p in going_on
            if p in sources and sources[p] == sources.get(p - 1, (filled.rows[p - 1], step.index))
        ]
        _down(filled, step.index, blank, starts)
        going_on = sorted({*blank, *merged} - starts)


def _down(filled: Filled, column: int, positions: Iterable[int], starts: set[int]) -> None:
    texts, sources = filled.texts[column], filled.sources.setdefault(column, {})
    for position in positions:
        if position not in starts:
            _from_above(texts, sources, position, (filled.rows, column))


def _dashes(filled: Filled, table: Table) -> None:
    """Take a lone dash as nothing, in columns whose text is not kept beside what is read from it."""
    for column in table.header.columns:
        texts = filled.texts[column.index]
        if column.role in _DASHED and not _dash_words().isdisjoint(texts):
            filled.texts[column.index] = ["" if text in _dash_words() else text for text in texts]
