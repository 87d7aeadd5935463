"""Ledgers in workbooks and CSV files (台账文件), and which rows of a workbook are judged."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from zwgk.io import csv, sniff, xlsx
from zwgk.model import Ledger
from zwgk.tabular import Grid, catalog
from zwgk.tabular.ledger import ledger

__all__ = ["read_ledger", "row_places"]

_READERS: Mapping[str, Callable[[Path], list[Grid]]] = {
    sniff.XLSX: xlsx.grids,
    sniff.XLS: xlsx.grids,
    sniff.CSV: csv.grids,
}


def read_ledger(path: str | Path) -> Ledger | None:
    """Read a ledger; nothing if the file holds none (读取台账).

    Raises:
        ReadError: the file cannot be read.
    """
    file = Path(path)
    reader = _READERS.get(sniff.kind(file))
    return ledger(reader(file)) if reader else None


def row_places(path: Path) -> Iterator[str]:
    """Give the place of every item or application of a workbook (各行位置)."""
    read = xlsx.grids(path)
    kept = ledger(read)
    if kept is not None:
        yield from (kept.places[f"/{n}"] for n in range(len(kept)))
        return
    found = catalog(read)
    for n in range(len(found.items) if found else 0):
        if found and (place := found.places.get(f"/items/{n}")):
            yield place
