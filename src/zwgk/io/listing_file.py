"""A plain table written to a file, by its suffix (写出一览表): xlsx, csv, html, md.

Nothing in an output can act on its own: cells of a workbook are text, a CSV field that a spreadsheet would compute
is led by an apostrophe, HTML and Markdown are escaped.
"""

import csv
from collections.abc import Callable, Mapping
from io import BytesIO, StringIO
from pathlib import Path

from zwgk.errors import ReadError, ZwgkError
from zwgk.io.report_file import WRAPPED, fill, fit, inert
from zwgk.render import listing
from zwgk.render.listing import Listing

__all__ = ["SUFFIXES", "write_listing"]


def write_listing(table: Listing, path: Path) -> None:
    """Write a table; the suffix of *path* decides the form (写出一览表).

    Raises:
        ZwgkError: the suffix is none of :data:`SUFFIXES`.
        ReadError: an Excel file is asked for and openpyxl is not installed.
    """
    form = _FORMS.get(path.suffix.lower())
    if form is None:
        message = f"a table is written as one of {', '.join(SUFFIXES)}, not {path.suffix!r}"
        raise ZwgkError(message)
    path.write_bytes(form(table))


def _csv(table: Listing) -> bytes:
    held = StringIO(newline="")
    rows = (table.header, *table.rows)
    csv.writer(held).writerows([inert(cell) for cell in row] for row in rows)
    return held.getvalue().encode("utf-8-sig", "replace")


def _xlsx(table: Listing) -> bytes:
    try:
        from openpyxl import Workbook  # noqa: PLC0415 - heavy and optional
        from openpyxl.styles import Alignment, Font, NamedStyle  # noqa: PLC0415 - heavy and optional
    except ImportError:
        message = "写 Excel 文件需要 openpyxl：请安装 zwgk[excel]，或者改写为 .csv 文件"
        raise ReadError(message) from None
    book, held = Workbook(), BytesIO()
    book.add_named_style(NamedStyle(WRAPPED, alignment=Alignment(vertical="top", wrap_text=True)))
    sheet = book.worksheets[0]
    sheet.title = table.heading
    fill(sheet, [table.header, *table.rows], table.widths)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    fit(sheet)
    book.save(held)
    return held.getvalue()


def _html(table: Listing) -> bytes:
    return listing.page(table).encode("utf-8", "replace")


def _markdown(table: Listing) -> bytes:
    return listing.marked_down(table).encode("utf-8", "replace")


_FORMS: Mapping[str, Callable[[Listing], bytes]] = {
    ".csv": _csv,
    ".htm": _html,
    ".html": _html,
    ".md": _markdown,
    ".xlsx": _xlsx,
}
#: the suffixes a table can be written to
SUFFIXES = tuple(_FORMS)
