"""One wrong cell behind several sums (疑误单元格): a cell that alone explains every broken sum of table three.

A wrong cell breaks the sum of its row, and the sums of its column that contain it, all by the same difference.
"""

from collections.abc import Mapping, Sequence

from attrs import frozen

from zwgk.text import annual as words

__all__ = ["Suspect", "suspect"]

_Sum = tuple[str, str | int]
_Rows = Mapping[str, Sequence[int]]


@frozen
class Suspect:
    """A cell that is *excess* too high, if it alone is wrong (疑误单元格)."""

    row: str
    column: int
    excess: int


def suspect(rows: _Rows) -> Suspect | None:
    """Find the one cell that explains every broken sum, if there is one (找出疑误单元格).

    >>> from zwgk.text.annual import rows
    >>> table = {row.key: (0,) * 7 for row in rows()} | {"granted": (2, 0, 0, 0, 0, 0, 0)}
    >>> suspect(table)
    Suspect(row='granted', column=0, excess=2)
    """
    broken = _broken(rows)
    lines = [key for kind, key in broken if kind == "row"]
    columns = {key for kind, key in broken if kind != "row"}
    if len(lines) != 1 or len(columns) != 1:
        return None
    row, column = str(lines[0]), int(columns.pop())
    total = len(words.applicants()) - 1
    excess = broken["row", row] * (-1 if column == total else 1)
    if _effects(row, column, excess, total) != broken or rows[row][column] < excess:
        return None
    return Suspect(row, column, excess)


def _broken(rows: _Rows) -> dict[_Sum, int]:
    """Compute every sum of the table, left side less right side, and keep those that do not hold."""
    balance = words.table()["requests"]["balance"]
    leaves = [row.key for row in words.rows() if row.leaf]
    made: dict[_Sum, int] = {
        ("row", key): sum(cells[:-1]) - cells[-1] for key, cells in rows.items()
    }
    for n in range(len(words.applicants())):
        made["leaves", n] = sum(rows[key][n] for key in leaves) - rows["total"][n]
        made["balance", n] = sum(rows[key][n] for key in balance["left"]) - sum(
            rows[key][n] for key in balance["right"]
        )
    return {key: value for key, value in made.items() if value}


def _effects(row: str, column: int, excess: int, total: int) -> dict[_Sum, int]:
    """Tell which sums a cell that is too high breaks, and by how much."""
    balance = words.table()["requests"]["balance"]
    made: dict[_Sum, int] = {("row", row): -excess if column == total else excess}
    if row in balance["left"] or row in balance["right"]:
        made["balance", column] = excess if row in balance["left"] else -excess
    if row == "total" or row in {each.key for each in words.rows() if each.leaf}:
        made["leaves", column] = -excess if row == "total" else excess
    return made
