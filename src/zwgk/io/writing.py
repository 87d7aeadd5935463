"""Write a catalogue, a report or records (写出文件): official xlsx, csv, json, by suffix.

Cells that a spreadsheet would compute are written as text. A catalogue written as xlsx reads back
as the same one.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from attrs import evolve

from zwgk.errors import ReadError, ZwgkError
from zwgk.io.annual_file import write_annual
from zwgk.io.letter_file import write_letter
from zwgk.io.listing_file import write_listing
from zwgk.io.report_file import write_report
from zwgk.model import AnnualReport, Application, Catalog, Ledger, MatterSheet
from zwgk.outcomes import Reply
from zwgk.render.listing import Listing
from zwgk.report import Report
from zwgk.tabular.ledger_form import ledger_form
from zwgk.tabular.matters import matter_form
from zwgk.tabular.written import Form, form

__all__ = ["write"]

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_COMPUTED = re.compile(r"'*[=+\-@\t\r]")
_LONGEST = 32_767
_WIDTHS: Mapping[str, int] = {
    "公开内容（要素）": 40,
    "公开依据": 40,
    "公开时限": 20,
    "公开渠道和载体": 28,
}
_NARROW, _USUAL = 6, 14
_Foreign = Any  # a module or sheet of a library that may be missing


def write(thing: object, path: Path | str) -> None:
    """Write a catalogue, a ledger or matters (xlsx, csv, json), a report, a reply (md, txt, docx), or records (json) (写出文件).

    The suffix decides the form.

    >>> import pathlib, tempfile
    >>> from zwgk.io import read
    >>> from zwgk.model import CatalogItem
    >>> file = pathlib.Path(tempfile.mkdtemp()) / "目录.xlsx"
    >>> write(Catalog((CatalogItem(("许可", "结果"), field="安全生产"),)), file)
    >>> read(file).items[0].field
    '安全生产'

    Raises:
        ZwgkError: the suffix does not fit the thing, or a text is too long for a cell.
        ReadError: openpyxl is missing.
    """
    file = Path(path)
    if isinstance(thing, Report):
        write_report(thing, file)
        return
    if isinstance(thing, AnnualReport):
        write_annual(thing, file)
        return
    if isinstance(thing, Listing):
        write_listing(thing, file)
        return
    suffix = file.suffix.lower()
    if isinstance(thing, Reply) and suffix != ".json":
        write_letter(thing, file)
        return
    if suffix == ".json":
        file.write_text(_json(thing), encoding="utf-8")
        return
    laid = _laid(thing)
    if laid is None or suffix not in _FORMS:
        kind = type(thing).__name__
        message = f"cannot write {kind} as {file.name!r}; catalogues: .json, {', '.join(_FORMS)}"
        raise ZwgkError(message)
    file.write_bytes(_FORMS[suffix](laid))


def _laid(thing: object) -> Form | None:
    """Lay out as a table what has a form of its own."""
    if isinstance(thing, Ledger):
        return ledger_form(thing)
    if isinstance(thing, MatterSheet):
        return matter_form(thing)
    return form(thing) if isinstance(thing, Catalog) else None


def _json(thing: object) -> str:
    thing = map(_without_gaps, thing) if isinstance(thing, Ledger) else thing
    plain = (
        thing.to_dict() if hasattr(thing, "to_dict") else [_plain(each) for each in _listed(thing)]
    )
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def _without_gaps(one: Application) -> Application:
    """Leave out the places of events whose day could not be read: their words stand in ``extras``."""
    return evolve(one, events=tuple(filter(None, one.events)))


def _listed(thing: object) -> Iterable[object]:
    if isinstance(thing, Mapping):
        return (thing,)
    if isinstance(thing, Iterable) and not isinstance(thing, str | bytes):
        return thing
    message = f"cannot write {type(thing).__name__} as JSON"
    raise ZwgkError(message)


def _plain(record: object) -> object:
    return record.to_dict() if hasattr(record, "to_dict") else record


def _csv(table: Form) -> bytes:
    """Write one header row, for Excel with a byte order mark (CSV UTF-8)."""
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    writer.writerows([_guarded(line)] for line in table.lines)
    writer.writerow([_guarded(label) for label in table.labels])
    writer.writerows([_guarded(cell) for cell in row] for row in table.rows)
    return held.getvalue().encode("utf-8-sig")


def _guarded(cell: str) -> str:
    clean = _clean(cell)
    return f"'{clean}" if _COMPUTED.match(clean) else clean


def _clean(cell: str) -> str:
    return _ILLEGAL.sub("", cell.replace("\r\n", "\n").replace("\r", "\n"))


def _xlsx(table: Form) -> bytes:
    """Write the official form: title, two header rows with group headings, one row an item."""
    openpyxl = _openpyxl()
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = table.sheet
    top = len(table.lines) + 1
    for row, line in enumerate(table.lines, 1):
        _put(sheet, row, 1, line)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(table.labels))
    _header(sheet, top, table)
    for row, cells in enumerate(table.rows, top + 2):
        for column, cell in enumerate(cells, 1):
            if cell:
                _put(sheet, row, column, cell)
    _dress(openpyxl, sheet, top, table)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _openpyxl() -> _Foreign:
    try:
        return import_module("openpyxl")
    except ImportError:
        message = "写出 Excel 文件需要 openpyxl；请运行 pip install zwgk[excel] 后再写出"
        raise ReadError(message) from None


def _put(sheet: _Foreign, row: int, column: int, text: str) -> None:
    clean = _clean(text)
    if len(clean) > _LONGEST:
        message = f"a cell of {len(clean)} characters is too long for xlsx; write json instead"
        raise ZwgkError(message)
    cell = sheet.cell(row, column)
    cell.value = clean
    cell.data_type = "s"


def _header(sheet: _Foreign, top: int, table: Form) -> None:
    for start, end, group in _runs(table.groups):
        if group:
            _put(sheet, top, start, group)
            sheet.merge_cells(start_row=top, end_row=top, start_column=start, end_column=end)
        for column in range(start, end + 1):
            _put(sheet, top + 1 if group else top, column, table.labels[column - 1])
            if not group:
                sheet.merge_cells(
                    start_row=top, end_row=top + 1, start_column=column, end_column=column
                )


def _runs(groups: Sequence[str | None]) -> list[tuple[int, int, str | None]]:
    """List the runs of columns under one group heading; columns count from 1."""
    runs: list[tuple[int, int, str | None]] = []
    for column, group in enumerate(groups, 1):
        if runs and group and runs[-1][2] == group:
            runs[-1] = (runs[-1][0], column, group)
        else:
            runs.append((column, column, group))
    return runs


def _dress(openpyxl: _Foreign, sheet: _Foreign, top: int, table: Form) -> None:
    styles = openpyxl.styles
    bold, wrapped = styles.Font(bold=True), styles.Alignment(wrap_text=True, vertical="center")
    for row in sheet.iter_rows(min_row=1, max_row=top + 1):
        for cell in row:
            cell.font = bold
            cell.alignment = styles.Alignment(
                wrap_text=True, vertical="center", horizontal="center"
            )
    for row in sheet.iter_rows(min_row=top + 2):
        for cell in row:
            cell.alignment = wrapped
    for column, label in enumerate(table.labels, 1):
        usual = (
            _NARROW
            if table.groups[column - 1] not in (None, "公开事项") or label == "序号"
            else _USUAL
        )
        letter = openpyxl.utils.get_column_letter(column)
        sheet.column_dimensions[letter].width = _WIDTHS.get(label, usual)
    sheet.freeze_panes = sheet.cell(top + 2, 1)


_FORMS: Mapping[str, Callable[[Form], bytes]] = {".xlsx": _xlsx, ".csv": _csv}
