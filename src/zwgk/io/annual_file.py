"""Annual reports in files (年报文件): the official form as a workbook, Markdown or JSON, written and read back.

Cells hold text or numbers, never formulas.
"""

import json
import re
from collections.abc import Callable, Mapping
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

from zwgk.errors import ReadError, ZwgkError
from zwgk.io import csv, sniff, xlsx
from zwgk.io import json as json_file
from zwgk.io.limits import check_table, refused
from zwgk.model import AnnualReport
from zwgk.render import annual as form
from zwgk.report import Finding
from zwgk.tabular import Grid, Layout
from zwgk.tabular.annual_tables import annual_report_of

__all__ = ["SUFFIXES", "read_annual", "write_annual"]

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 32_000
_BREAK = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[\s|:-]+")
_ESCAPE = re.compile(r"\\([\\`*_\[\]<>|~&#$])")
_LABEL_WIDTH, _FIGURE_WIDTH, _TEXT_WIDTH = 18, 12, 80
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_Foreign = Any  # a module or sheet of a library that may be missing
_READERS: Mapping[str, Callable[[Path], list[Grid]]] = {
    sniff.XLSX: xlsx.grids,
    sniff.XLS: xlsx.grids,
    sniff.CSV: csv.grids,
}


def write_annual(report: AnnualReport, path: str | Path) -> None:
    """Write a report in the official form (写出年报); the suffix decides between xlsx, md and json.

    Raises:
        ZwgkError: the suffix is none of :data:`SUFFIXES`.
        ReadError: openpyxl is missing.
    """
    file = Path(path)
    written = _FORMS.get(file.suffix.lower())
    if written is None:
        message = f"an annual report is written as one of {', '.join(SUFFIXES)}, not {file.name!r}"
        raise ZwgkError(message)
    file.write_bytes(written(report))


def read_annual(path: str | Path, *, year: int | None = None, body: str = "") -> AnnualReport:
    """Read a filled form (读取年报); *year* and *body* count where its title does not name them.

    Cells that are no numbers, and rows that are missing, stand in ``.reading``.

    Raises:
        ReadError: the file cannot be read, holds no such form, or its year is not known.
        ShapeError: a JSON report has another shape.
    """
    file = Path(path)
    kind = sniff.kind(file)
    if kind == sniff.JSON:
        return _of_json(file)
    grids = _markdown_grids(file) if file.suffix.lower() == ".md" else _READERS[kind](file)
    found = annual_report_of(grids, year=year, body=body)
    if found is None:
        remedy = "核对是否为“收到和处理政府信息公开申请情况”统计表，表头和各行名称是否完整"
        raise refused(file, "中没有找到年报统计表", remedy)
    if isinstance(found, AnnualReport):
        return found
    raise _without_year(file, found)


def _without_year(file: Path, found: list[Finding]) -> ReadError:
    if any(each.path == "/year" for each in found):
        remedy = "在标题中写明，如“某某局2025年政府信息公开工作年度报告”"
        return refused(file, "没有写明年度", remedy)
    return refused(file, "中的年报统计表不完整", "按官方格式补全后再读取")


def _of_json(file: Path) -> AnnualReport:
    records = json_file.records(file)
    if not isinstance(records, list) or len(records) != 1:
        raise refused(file, "中不是一份年报", "按 schemas/annual-report.schema.json 提供一份年报")
    return AnnualReport.from_dict(records[0])


# ------------------------------------------------------------------ Markdown


def _markdown(report: AnnualReport) -> bytes:
    return form.page(report).encode("utf-8", "replace")


def _markdown_grids(file: Path) -> list[Grid]:
    """Read a page as one grid, a row a line; a line beside the tables is a row of one cell."""
    lines = csv.decoded(file).splitlines()
    check_table(file, len(lines), 0)
    rows = [[] if _RULE.fullmatch(line) else _cells(line) for line in lines]
    return [Grid.of_rows(file.name, None, rows, layout=Layout.LINES)]


def _cells(line: str) -> list[str]:
    text = line.strip()
    parts = _BREAK.split(text.strip("|")) if text.startswith("|") else [text.lstrip("# ")]
    return [_ESCAPE.sub(r"\1", part.strip()) for part in parts]


def _json(report: AnnualReport) -> bytes:
    text = json.dumps(report.to_dict(), ensure_ascii=False, indent=2)
    return f"{text}\n".encode("utf-8", "backslashreplace")


# ------------------------------------------------------------------ workbooks


def _xlsx(report: AnnualReport) -> bytes:
    """Write one sheet a table, with the merged cells of the form."""
    openpyxl = _openpyxl()
    book, held = openpyxl.Workbook(), BytesIO()
    book.remove(book.active)
    for block in form.blocks(report):
        _sheet(openpyxl, book.create_sheet(_sheet_name(block.title)), form.heading(report), block)
    last = book.create_sheet(_sheet_name(form.fee_title()))
    for row, text in enumerate((form.heading(report), *form.statement(report.fee)), 1):
        _put(last.cell(row, 1), text)
    last.column_dimensions["A"].width = _TEXT_WIDTH
    book.save(held)
    return held.getvalue()


def _openpyxl() -> _Foreign:
    try:
        import_module("openpyxl.styles")
        return import_module("openpyxl")
    except ImportError:
        message = "写出 Excel 文件需要 openpyxl；请运行 pip install zwgk[excel] 后再写出"
        raise ReadError(message) from None


def _sheet_name(title: str) -> str:
    return title.replace("/", "").replace(":", "")[:31]


def _sheet(openpyxl: _Foreign, sheet: _Foreign, heading: str, block: form.Block) -> None:
    """Write the heading, the title of the table, and its cells from the third row on."""
    top = 3
    width = max(cell.column + cell.across for cell in block.cells)
    for row, text in ((1, heading), (2, block.title)):
        _put(sheet.cell(row, 1), text)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
    for each in block.cells:
        _cell(sheet, top, each)
    _dress(openpyxl, sheet, block, top, width)


def _cell(sheet: _Foreign, top: int, each: form.Cell) -> None:
    row, column = each.row + top, each.column + 1
    _put(sheet.cell(row, column), each.value)
    if each.down > 1 or each.across > 1:
        sheet.merge_cells(
            start_row=row,
            end_row=row + each.down - 1,
            start_column=column,
            end_column=column + each.across - 1,
        )


def _put(cell: _Foreign, value: str | float | None) -> None:
    """Write a number as a number and a text as a text, whatever it begins with."""
    if not isinstance(value, str):
        cell.value = value
        return
    cell.value = _ILLEGAL.sub("", value)[:_LONGEST]
    cell.data_type = "s"
    if value.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True


def _dress(openpyxl: _Foreign, sheet: _Foreign, block: form.Block, top: int, width: int) -> None:
    styles = openpyxl.styles
    line = styles.Side("thin")
    border = styles.Border(left=line, right=line, top=line, bottom=line)
    centred = styles.Alignment(horizontal="center", vertical="center", wrap_text=True)
    for row in sheet.iter_rows(min_row=1, max_row=top + len(block.rows) - 1, max_col=width):
        for cell in row:
            cell.alignment = centred
            if cell.row >= top:
                cell.border = border
    for each in (sheet.cell(row, 1) for row in range(1, top)):
        each.font = styles.Font(bold=True)
    first = min(each.column for each in block.cells if not each.head)
    for column in range(width):
        letter = openpyxl.utils.get_column_letter(column + 1)
        sheet.column_dimensions[letter].width = _LABEL_WIDTH if column < first else _FIGURE_WIDTH
    sheet.page_setup.orientation = "landscape"


_FORMS: Mapping[str, Callable[[AnnualReport], bytes]] = {
    ".json": _json,
    ".md": _markdown,
    ".xlsx": _xlsx,
}
#: the suffixes an annual report can be written to
SUFFIXES = tuple(_FORMS)
