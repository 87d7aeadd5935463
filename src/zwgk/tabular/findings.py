"""What reading has to say (识读提示): one finding per column or sheet, with counts and first places."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from zwgk.report import Finding, finding
from zwgk.tabular.grid import Grid
from zwgk.tabular.header import Column
from zwgk.tabular.places import ROLES, Part
from zwgk.tabular.rows import Sorted
from zwgk.tabular.titles import is_title

__all__ = ["about_sheets", "about_table"]

_FIRST = 3
_KEY_OF = {role: key for key, roles in ROLES.items() if key != "basis_text" for role in roles}


def about_table(
    part: Part, rows: Sorted, conflicts: Sequence[int], required: Mapping[str, str]
) -> Iterator[Finding]:
    """Tell what was carried, set aside, unknown, missing, contradictory or marked in one table (一张表的提示)."""
    yield from _conflicts(part, conflicts)
    yield from _carried(part)
    yield from _unknown(part)
    yield from _missing(part, required)
    yield from _aside(part.grid, rows)
    yield from _marked(part)


def _conflicts(part: Part, conflicts: Iterable[int]) -> Iterator[Finding]:
    for at in conflicts:
        column = part.column(at, "attribute")
        place = part.cell(at, column) if column else None
        path = f"/items/{part.start + at}/attribute"
        yield finding("attribute.conflict", path, "同一事项既勾选“主动”又勾选“依申请”", place=place)


def _carried(part: Part) -> Iterator[Finding]:
    for column in part.table.header.columns:
        sources = part.sources.get(column.index, {})
        if sources:
            positions = sorted(sources)
            shown = [_from(part, column, at) for at in positions[:_FIRST]]
            message = (
                f"“{column.label}”一栏有 {len(positions)} 行由合并单元格、“同上”或者上方内容补全"
            )
            yield finding(
                "read.carried-down",
                f"/items/{part.start + positions[0]}/{_KEY_OF.get(column.role, column.role)}",
                message,
                place=part.grid.address(part.rows[positions[0]], column.index),
                value=_listed(shown, len(positions)),
            )


def _from(part: Part, column: Column, at: int) -> str:
    here = part.grid.address(part.rows[at], column.index).rpartition("!")[2]
    there = part.cell(at, column).rpartition("!")[2]
    return f"{here}←{there}"


def _listed(shown: Sequence[str], count: int) -> str:
    return "；".join(shown) + (" 等" if count > len(shown) else "")


def _unknown(part: Part) -> Iterator[Finding]:
    columns = [column for column in part.table.header.of("extra") if column.rank == 0]
    if columns:
        labels = "、".join(column.label for column in columns)
        message = f"有 {len(columns)} 个栏目不属于标准要素：{labels}"
        place = _header_place(part, columns[0].index)
        yield finding("read.column-unknown", "/items", message, place=place, value=labels)


def _header_place(part: Part, column: int) -> str:
    """Name the header cell of a column: of a merged one its top left cell."""
    row = part.table.header.bottom
    for span in part.grid.spans:
        if span.top <= row <= span.bottom and span.left <= column <= span.right:
            return part.grid.address(span.top, span.left)
    return part.grid.address(row, column)


def _missing(part: Part, required: Mapping[str, str]) -> Iterator[Finding]:
    header = part.table.header
    names = [name for key, name in required.items() if key in ROLES and not header.of(*ROLES[key])]
    if names and part.rows:
        message = f"表头中没有{'、'.join(names)}栏"
        place = part.grid.address(header.top, header.columns[0].index)
        yield finding("read.column-missing", "/items", message, place=place, value="、".join(names))


def _aside(grid: Grid, rows: Sorted) -> Iterator[Finding]:
    kept = [row for row in rows.titles if not is_title(_text(grid, row))]
    aside = sorted([*rows.aside, *kept])
    if aside:
        first = next(column for column, text in enumerate(grid.row(aside[0])) if text)
        numbers = "、".join(str(row + 1) for row in aside[:20])
        message = f"有 {len(aside)} 行是标题、说明或者合计，没有作为事项读入：第 {numbers} 行{'等' * (len(aside) > 20)}"  # noqa: PLR2004
        texts = "；".join(_text(grid, row) for row in aside)
        yield finding(
            "read.row-set-aside",
            "/items",
            message,
            place=grid.address(aside[0], first),
            value=texts,
        )


def _text(grid: Grid, row: int) -> str:
    return " ".join(text for text in grid.row(row) if text)


def _marked(part: Part) -> Iterator[Finding]:
    """Tell of hidden and struck rows, comments, and formulas without a result."""
    grid, rows = part.grid, part.rows
    kinds = (
        ("read.row-hidden", grid.hidden, "隐藏"),
        ("read.row-struck", grid.struck, "划有删除线"),
    )
    for code, marked, words in kinds:
        found = sorted(marked.intersection(rows)) if marked else []
        if found:
            at = part.start + list(rows).index(found[0])
            message = f"有 {len(found)} 个事项所在的行{words}，已照常读入"
            numbers = "、".join(f"第 {row + 1} 行" for row in found[:20])
            yield finding(
                code, f"/items/{at}", message, place=grid.address(found[0], 0), value=numbers
            )


def about_sheets(grids: Sequence[Grid], skipped: Sequence[Grid]) -> Iterator[Finding]:
    """Tell of comments and formulas, sheet by sheet, and of sheets without a catalogue (工作表提示)."""
    for grid in grids:
        yield from _cells(grid, grid.comments, "read.comment", "个单元格有批注")
        yield from _cells(
            grid, grid.formulas, "read.formula", "个单元格是公式而没有存下结果，按公式原文读入"
        )
    if skipped:
        names = "、".join(grid.label or grid.source for grid in skipped)
        message = f"有 {len(skipped)} 张工作表或者表格没有目录：{names}"
        yield finding("read.sheet-skipped", "", message, place=skipped[0].source, value=names)


def _cells(
    grid: Grid, cells: Mapping[tuple[int, int], str], code: str, words: str
) -> Iterator[Finding]:
    if cells:
        first = sorted(cells)
        shown = [
            f"{grid.address(*cell).rpartition('!')[2]}：{cells[cell]}" for cell in first[:_FIRST]
        ]
        message = f"有 {len(cells)} {words}"
        yield finding(
            code, "/items", message, place=grid.address(*first[0]), value=_listed(shown, len(cells))
        )
