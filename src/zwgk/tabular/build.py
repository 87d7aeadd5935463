"""Grids to one catalogue (汇成目录): items of all sheets and sections, their places, and what reading found."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import define, evolve, field

from zwgk.model import Catalog, CatalogItem
from zwgk.report import Finding
from zwgk.tabular.carry import fill
from zwgk.tabular.fields import field_named, field_of_sheet
from zwgk.tabular.findings import about_sheets, about_table
from zwgk.tabular.grid import Grid, Layout
from zwgk.tabular.header import Column, Header, Table, role_of, tables
from zwgk.tabular.places import Part, Places
from zwgk.tabular.rows import Sorted, sort_rows
from zwgk.tabular.ticks import attributes_in, levels_in
from zwgk.tabular.titles import titled
from zwgk.tabular.values import values_of
from zwgk.vocabulary import levels_of

__all__ = ["catalog"]


@define
class _Made:
    """What has been read so far (已读内容)."""

    required: Mapping[str, str]
    items: list[CatalogItem] = field(factory=list)
    parts: list[Part] = field(factory=list)
    findings: list[Finding] = field(factory=list)
    sheets: list[tuple[Grid, Sorted]] = field(factory=list)
    skipped: list[Grid] = field(factory=list)
    last: Header | None = None
    heading: str | None = None  # the field that holds after the last table


def catalog(grids: Sequence[Grid], *, required: Mapping[str, str] | None = None) -> Catalog | None:
    """Read the catalogue that grids hold (识读目录); nothing if none of them holds one.

    *required* maps keys of an item to the names under which a missing column is reported.

    >>> grid = Grid.of_rows("目录.csv", None, [["事项名称", "公开内容", "公开依据"], ["许可", "结果", "《行政许可法》"]])
    >>> catalog([grid]).items[0].path
    ('许可',)
    """
    made = _Made(required or {})
    shown = [grid for grid in grids if grid.shown]
    hidden = [grid for grid in grids if not grid.shown]
    for grid in shown:
        _read(made, grid)
    for grid in hidden:
        if made.parts and made.parts[0].grid.shown:
            made.skipped.append(grid)
        else:
            _read(made, grid)
    if not made.parts:
        return None
    made.findings += about_sheets([part.grid for part in _first_of_each(made.parts)], made.skipped)
    return Catalog(
        tuple(made.items),
        places=Places(made.parts),
        reading=tuple(made.findings),
        **titled(made.sheets, made.skipped),  # type: ignore[arg-type]
    )


def _first_of_each(parts: Sequence[Part]) -> list[Part]:
    return list({id(part.grid): part for part in parts}.values())


def _read(made: _Made, grid: Grid) -> None:
    found, heading = tables(grid), _heading(grid)
    if not found and made.last and _goes_on(made.last, grid):
        found, heading = (_headless(made.last, grid),), heading or made.heading
    for table in found:
        settled = _settled(grid, table)
        heading = _add(made, grid, settled, heading)
        made.last, made.heading = settled.header, heading
    if not found and any(any(column) for column in grid.columns):
        made.skipped.append(grid)


def _heading(grid: Grid) -> str | None:
    lines = (grid.heading or "").splitlines()
    named = (name for line in reversed(lines) if (name := field_named(line)))
    return next(named, None) or (
        field_of_sheet(grid.label) if grid.label and grid.layout is Layout.SHEET else None
    )


def _goes_on(header: Header, grid: Grid) -> bool:
    """Tell whether a table on a page goes on without a header of its own: no wider, numbered, with contents."""
    seq, content = header.of("seq"), header.of("content")
    if grid.layout is not Layout.TABLE or not seq or not content:
        return False
    width = len(grid.columns)
    if not content[0].index < width - 1 < len(header.columns):
        return False
    numbered = any(text.isdecimal() for text in grid.columns[seq[0].index])
    return numbered and any(grid.columns[content[0].index])


def _headless(header: Header, grid: Grid) -> Table:
    columns = tuple(column for column in header.columns if column.index < len(grid.columns))
    return Table(Header(-1, -1, columns), tuple(range(grid.height)))


def _add(made: _Made, grid: Grid, table: Table, heading: str | None) -> str | None:
    """Read the items of one table; return the field that holds after it."""
    rows = sort_rows(grid, table, heading)
    filled = fill(grid, table, rows)
    values = values_of(filled, table, rows)
    part = Part(grid, table, filled.rows, filled.sources, len(made.items))
    made.items += values.items
    made.parts.append(part)
    made.sheets.append((grid, rows))
    made.findings += about_table(part, rows, values.conflicts, made.required)
    return rows.field


def _settled(grid: Grid, table: Table) -> Table:
    """Let the cells decide what ambiguous headers mean, and name the columns without a header."""
    header = evolve(table.header, columns=(*table.header.columns, *_unheaded(grid, table)))
    for at, column in enumerate(header.columns):
        judged = _judged(grid, table, header, column)
        columns = (*header.columns[:at], judged, *header.columns[at + 1 :])
        header = evolve(header, columns=columns)
    return evolve(table, header=header)


def _unheaded(grid: Grid, table: Table) -> Iterator[Column]:
    known = {column.index for column in table.header.columns}
    below = slice(table.header.bottom + 1, (table.rows or (0,))[-1] + 1)
    for index, column in enumerate(grid.columns):
        if index not in known and any(column[below]):
            yield Column(index, "extra", f"第{index + 1}列")


def _judged(grid: Grid, table: Table, header: Header, column: Column) -> Column:
    meant = _meant(column)
    if meant not in _AMBIGUOUS:
        return column
    texts = {grid.columns[column.index][row] for row in table.rows} - {""}
    other, fits = _AMBIGUOUS[meant]
    if texts and fits(texts) and not header.of(*other):
        return evolve(column, role=other[0])
    return column if header.of(meant) else evolve(column, role=meant)


def _meant(column: Column) -> str:
    """Tell what a column would be by its header, even where another column has that role."""
    role = role_of(column.label) if column.role == "extra" else None
    return role[0] if role else column.role


def _are_modes(texts: set[str]) -> bool:
    """公开形式 that says 主动公开."""
    return len(texts) < _FEW and all(attributes_in(text) for text in texts)


def _are_channels(texts: set[str]) -> bool:
    """公开方式 that says 政府网站."""
    return not any(attributes_in(text) or len(text) < _SHORT for text in texts)


def _are_levels(texts: set[str]) -> bool:
    """公开范围 that says 县级."""
    return len(texts) < _FEW and all(
        levels_of(text) or levels_of("、".join(levels_in(text))) for text in texts
    )


_FEW = 20
_SHORT = 3
_AMBIGUOUS = {
    "channels": (("attribute", "attribute_proactive", "attribute_on_request"), _are_modes),
    "attribute": (("channels",), _are_channels),
    "audience": (("levels", "level"), _are_levels),
}
