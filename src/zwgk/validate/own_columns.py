"""An office's own columns as its plan wants them (自设栏目检查)."""

from collections.abc import Iterator

from zwgk._late import late
from zwgk.model import Catalog
from zwgk.report import Finding, finding
from zwgk.shape import pointer
from zwgk.validate.frame import Frame

__all__ = ["extras_invalid"]


def extras_invalid(catalog: Catalog, frame: Frame) -> Iterator[Finding]:
    """Find own columns that are not as wanted (自设栏目不符); one that no item has is told once."""
    columns = frame.pack.extra_columns
    if columns is None:
        return
    items = [(n, item) for n, item in enumerate(catalog.items) if item is not None]
    present = {column for _, item in items for column in item.extras}
    absent: dict[str, None] = {}
    for n, item in items:
        for column, message in late("column_faults")(columns, item.extras):
            if column and column not in present and len(items) > 1:
                absent[column] = None
                continue
            path = f"/items/{n}/extras{pointer(None, column)}"
            yield _told(path, message, item.extras.get(column), frame)
    for column in absent:
        yield _told("/items", f"整份目录没有“{column}”栏", column, frame)


def _told(path: str, message: str, value: str | None, frame: Frame) -> Finding:
    return finding("extras.invalid", path, message, value=value, basis=frame.pack.basis)
