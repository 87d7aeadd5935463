"""From JSON Pointers to cells (位置): computed when asked, so that a long catalogue costs nothing."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from zwgk.tabular.grid import Grid
from zwgk.tabular.header import Column, Table

__all__ = ["Part", "Places"]

_DIGITS = 10
#: which columns of the table a key of an item comes from
ROLES: Mapping[str, tuple[str, ...]] = {
    "seq": ("seq",),
    "code": ("code",),
    "field": ("field",),
    "path": ("path",),
    "content": ("content",),
    "basis": ("basis",),
    "basis_text": ("basis",),
    "time_limit": ("time_limit",),
    "publisher": ("publisher",),
    "channels": ("channels",),
    "audience": ("audience", "audience_public", "audience_groups"),
    "attribute": ("attribute", "attribute_proactive", "attribute_on_request", "attribute_withheld"),
    "levels": ("levels", "level"),
    "stages": ("stages", "stage"),
    "phases": ("phases", "phase"),
    "grounds": ("grounds",),
}


@frozen(eq=False)
class Part:
    """The items of one table and the cells their values came from (一张表的事项)."""

    grid: Grid
    table: Table
    rows: Sequence[int]
    sources: Mapping[int, Mapping[int, tuple[int, int]]]
    start: int = 0

    def row_place(self, at: int) -> str:
        """Name the first cell of an item (事项所在)."""
        row = self.rows[at]
        columns = [column.index for column in self.table.header.columns]
        first = next((column for column in columns if self.grid.columns[column][row]), columns[0])
        return self.grid.address(row, first)

    def cell(self, at: int, column: Column) -> str:
        """Name the cell that holds a value: for merged cells its top left one (值所在)."""
        row, index = self.sources.get(column.index, {}).get(at, (self.rows[at], column.index))
        return self.grid.address(row, index)

    def column(self, at: int, key: str) -> Column | None:
        """Find the column of a key: of several, the first with text, its own or carried (栏目所在)."""
        columns = self.table.header.of(*ROLES.get(key, ()))
        row = self.rows[at]
        own = [column for column in columns if self.grid.columns[column.index][row]]
        carried = [column for column in columns if at in self.sources.get(column.index, {})]
        return next(iter((*own, *carried, *columns)), None)


class Places(Mapping[str, str]):
    """The cell of every pointer such as ``/items/3/time_limit`` (单元格位置)."""

    def __init__(self, parts: Sequence[Part]) -> None:
        """Keep the parts; nothing is computed yet."""
        self._parts = tuple(parts)
        self._starts = [part.start for part in parts]

    def __getitem__(self, pointer: str) -> str:
        """Name the cell of a pointer; ``KeyError`` where there is none."""
        found = self._find(pointer)
        if found is None:
            raise KeyError(pointer)
        return found

    def _find(self, pointer: str) -> str | None:
        if pointer == "" and self._parts:
            return self._parts[0].grid.source
        root, items, *rest = (*pointer.split("/"), "")
        if root or items != "items" or not (rest[0].isdecimal() and len(rest[0]) < _DIGITS):
            return None
        return self._of_item(int(rest[0]), rest[1:-1])

    def _of_item(self, index: int, rest: Sequence[str]) -> str | None:
        part = self._parts[max(bisect_right(self._starts, index) - 1, 0)] if self._parts else None
        if part is None or index - part.start >= len(part.rows):
            return None
        at = index - part.start
        if not rest:
            return part.row_place(at)
        column = _column(part, at, rest)
        return part.cell(at, column) if column else None

    def __iter__(self) -> Iterator[str]:
        """Give every item and every key of it that has a column."""
        for part in self._parts:
            keys = [key for key, roles in ROLES.items() if part.table.header.of(*roles)]
            for index in range(part.start, part.start + len(part.rows)):
                yield f"/items/{index}"
                yield from (f"/items/{index}/{key}" for key in keys)

    def __bool__(self) -> bool:
        """Tell whether there is any place at all, without counting them."""
        return any(len(part.rows) for part in self._parts)

    def __len__(self) -> int:
        """Count what iteration gives."""
        return sum(1 for _ in self)


def _column(part: Part, at: int, rest: Sequence[str]) -> Column | None:
    key, *more = rest
    if key == "extras" and len(more) == 1:
        label = more[0].replace("~1", "/").replace("~0", "~")
        return next((column for column in part.table.header.columns if column.label == label), None)
    if key == "path" and len(more) == 1:
        steps = {str(step.rank - 1): step for step in part.table.header.of("path")}
        return steps.get(more[0])
    if key == "audience" and more in (["public"], ["groups"]):
        wanted = part.table.header.of("audience", f"audience_{more[0]}")
        return wanted[0] if wanted else None
    return None if more else part.column(at, key)
