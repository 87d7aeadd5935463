"""The table of proposals as the office has filled it in (填好的建议表): rows by the names of their columns."""

from pathlib import Path

from zwgk.io import csv, sniff, xlsx
from zwgk.io.limits import refused
from zwgk.tabular import Grid
from zwgk.text.normal import squeezed

__all__ = ["decision_rows"]

_HEADER = ("对象", "采纳")


def decision_rows(file: Path) -> list[dict[str, str]]:
    """Read the rows of the first table that has the columns of a filled table of proposals (读取建议表).

    Raises:
        ReadError: the file cannot be read, or has no such table.
    """
    grids = csv.grids(file) if sniff.kind(file) == sniff.CSV else xlsx.grids(file)
    for grid in grids:
        for at in range(grid.height):
            header = [squeezed(cell) for cell in grid.row(at)]
            if all(name in header for name in _HEADER):
                return _below(grid, at, header)
    raise refused(file, "中没有“对象”“采纳”两栏", "用 zwgk review -o 写出建议表，填好后再读取")


def _below(grid: Grid, at: int, header: list[str]) -> list[dict[str, str]]:
    rows = (grid.row(below) for below in range(at + 1, grid.height))
    named = (dict(zip(header, row, strict=False)) for row in rows)
    return [
        {name: cell for name, cell in row.items() if name} for row in named if any(row.values())
    ]
