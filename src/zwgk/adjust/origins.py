"""Where the values of a merged catalogue came from (合并后的单元格位置): found when asked."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from zwgk.model import Catalog, CatalogItem

__all__ = ["Places"]

_DIGITS = 10


@frozen(eq=False)
class Places(Mapping[str, str]):
    """The cell of every pointer into the merged catalogue (来源单元格): the local file's where its value stands."""

    standard: Catalog
    local: Catalog
    rows: Sequence[tuple[int | None, int | None]]
    made: Sequence[CatalogItem]

    def __getitem__(self, pointer: str) -> str:
        """Name the cell of a pointer; ``KeyError`` where there is none."""
        root, items, at, *rest = (*pointer.split("/"), "", "")
        if root or items != "items" or not (at.isdecimal() and len(at) < _DIGITS):
            return self.local.places[pointer]
        if int(at) >= len(self.rows):
            raise KeyError(pointer)
        side, there = self._source(int(at), rest[0])
        return side.places["/".join(("", "items", str(there), *rest[:-2]))]

    def _source(self, at: int, key: str) -> tuple[Catalog, int | None]:
        """Tell which catalogue a value was taken from, and its item there."""
        standard, local = self.rows[at]
        if local is None:
            return self.standard, standard
        mine = getattr(self.local.items[local], key, None)
        if standard is None or not key or mine == getattr(self.made[at], key, None):
            return self.local, local
        return self.standard, standard

    def __iter__(self) -> Iterator[str]:
        """Give every item of the result."""
        return (f"/items/{at}" for at in range(len(self.rows)))

    def __len__(self) -> int:
        """Count the items."""
        return len(self.rows)
