"""A report written to a file, by its suffix (写出检查报告): html, xlsx, json, md, csv, txt.

Nothing in an output can act on its own: cells of a workbook are text, never formulas; a CSV field
that a spreadsheet would take for a formula is led by an apostrophe; HTML is escaped.
"""

import csv
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from zwgk import _data
from zwgk.errors import ReadError, ZwgkError
from zwgk.render import html, markdown, tables, terminal
from zwgk.render.wording import LABELS
from zwgk.report import Report

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["SUFFIXES", "WRAPPED", "fill", "fit", "inert", "report_bytes", "write_report"]

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_UNFIT_FOR_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_CELL = 32_000
WRAPPED = "zwgk"
_SUMMARY_WIDTHS = (40, 10, 14, 8, 8, 8)


def write_report(report: Report, path: str | Path) -> None:
    """Write a report; the suffix of *path* decides the form (写出检查报告).

    Raises:
        ZwgkError: the suffix is none of :data:`SUFFIXES`.
        ReadError: an Excel file is asked for and openpyxl is not installed.
    """
    whole = report_bytes(report, Path(path).suffix)
    Path(path).write_bytes(whole)


def report_bytes(report: Report, suffix: str) -> bytes:
    """Give a report as the content of a file of that suffix (报告内容).

    >>> report_bytes(Report(subject="目录.xlsx"), ".txt").decode().rstrip()
    '目录.xlsx：未发现问题'

    Raises:
        ZwgkError: the suffix is none of :data:`SUFFIXES`.
        ReadError: an Excel file is asked for and openpyxl is not installed.
    """
    form = _FORMS.get(suffix.lower())
    if form is None:
        message = f"a report is written as one of {', '.join(SUFFIXES)}, not {suffix!r}"
        raise ZwgkError(message)
    return form(report)


def _html(report: Report) -> bytes:
    return html.page(report).encode("utf-8", "replace")


def _markdown(report: Report) -> bytes:
    return markdown.page(report).encode("utf-8", "replace")


def _text(report: Report) -> bytes:
    return f"{terminal.table(report)}\n".encode("utf-8", "replace")


def _json(report: Report) -> bytes:
    """Write JSON; a lone surrogate becomes its escape, which JSON reads back."""
    return f"{json.dumps(report.to_dict(), ensure_ascii=False, indent=2)}\n".encode(
        "utf-8", "backslashreplace"
    )


def _csv(report: Report) -> bytes:
    held = StringIO(newline="")
    writer = csv.writer(held)
    writer.writerows([inert(cell) for cell in row] for row in (tables.HEADER, *tables.rows(report)))
    return held.getvalue().encode("utf-8-sig", "replace")


def inert(cell: str) -> str:
    """Lead a cell by an apostrophe where a spreadsheet would compute it (防公式)."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _xlsx(report: Report) -> bytes:
    """Write the findings to one sheet, the counts to a second."""
    try:
        from openpyxl import Workbook  # noqa: PLC0415 - heavy and optional
        from openpyxl.styles import Alignment, NamedStyle  # noqa: PLC0415 - heavy and optional
    except ImportError:
        message = "写 Excel 文件需要 openpyxl：请安装 zwgk[excel]，或者改写为 .csv 文件"
        raise ReadError(message) from None
    book, held = Workbook(), BytesIO()
    book.add_named_style(NamedStyle(WRAPPED, alignment=Alignment(vertical="top", wrap_text=True)))
    findings, summary = book.worksheets[0], book.create_sheet("汇总")
    findings.title = "检查结果"
    fill(findings, [tables.HEADER, *tables.rows(report)], tables.WIDTHS)
    fill(summary, tables.summary(report), _SUMMARY_WIDTHS)
    _colour(findings)
    fit(findings)
    book.save(held)
    return held.getvalue()


def fill(sheet: "Worksheet", rows: Iterable[Sequence[str]], widths: Iterable[int]) -> None:
    """Write rows of text, wrapped; whatever a cell begins with, it stays text."""
    full = ((r, c, t) for r, texts in enumerate(rows, 1) for c, t in enumerate(texts, 1) if t)
    for row, column, text in full:
        cell = sheet.cell(row, column, _UNFIT_FOR_XML.sub("\ufffd", text[:_LONGEST_CELL]))
        cell.data_type = "s"
        cell.style = WRAPPED
        if text.startswith(_FORMULA_STARTS):
            cell.quotePrefix = True
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[chr(ord("A") + column - 1)].width = width


def _colour(sheet: "Worksheet") -> None:
    """Colour the header and the severities."""
    from openpyxl.styles import Font, PatternFill  # noqa: PLC0415 - heavy and optional

    colours = _data.load("report_style")["fill"]
    fills = {LABELS[each]: PatternFill("solid", start_color=colours[each.value]) for each in LABELS}
    head, bold = PatternFill("solid", start_color=colours["head"]), Font(bold=True)
    for cell in sheet[1]:
        cell.font, cell.fill = bold, head
    for (cell,) in sheet.iter_rows(min_row=2, min_col=2, max_col=2):
        cell.fill = fills[str(cell.value)]


def fit(sheet: "Worksheet") -> None:
    """Freeze and filter under the header; print landscape, one page wide."""
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415 - heavy

    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


_FORMS: Mapping[str, Callable[[Report], bytes]] = {
    ".csv": _csv,
    ".htm": _html,
    ".html": _html,
    ".json": _json,
    ".md": _markdown,
    ".txt": _text,
    ".xlsx": _xlsx,
}
#: the suffixes a report can be written to
SUFFIXES = tuple(_FORMS)
