"""The clerk's own workbook given back (批注原工作簿): faulty cells coloured and commented, one result column added.

Values, merges, formats, formulas, drop-downs, hidden and struck-through rows stay as they are. Findings that have
no cell stand on a sheet of their own, with a count of each kind, worst first.
"""

import re
import warnings
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from zwgk import _data
from zwgk.errors import ReadError
from zwgk.io.ledger_file import row_places
from zwgk.io.limits import refused
from zwgk.io.sniff import XLSX, kind
from zwgk.report import Finding, Report, codes
from zwgk.terms import Severity

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["annotate"]

_ORDER = tuple(Severity)
_LABELS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_RESULT, _FINE, _SUMMARY = "检查结果", "未发现问题", "检查结果"
_IN_A_COMMENT, _IN_A_CELL = 8, 5
_UNFIT_FOR_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WIDTHS = (10, 24, 60, 46, 36, 10)


@frozen
class _Marks:
    """What is to be marked on one sheet (一张表的标记)."""

    cells: dict[str, list[Finding]] = field(factory=lambda: defaultdict(list))
    items: set[int] = field(factory=set)
    rows: dict[int, list[Finding]] = field(factory=lambda: defaultdict(list))


def annotate(source: str | Path, report: Report, out: str | Path) -> None:
    """Write the workbook *source* to *out* with the findings of *report* marked in it (批注工作簿).

    Raises:
        ReadError: the source is no ``.xlsx`` workbook, or openpyxl is not installed.
    """
    path = Path(source)
    if kind(path) != XLSX:
        raise refused(path, "不是 xlsx 工作簿，无法批注", "另存为 xlsx 后再检查")
    book = _opened(path)
    marks, lone = _sorted_out(report, path.name, book.sheetnames)
    _count_rows(marks, path, book.sheetnames)
    for name, marked in marks.items():
        _mark(book[name], marked)
    _summarise(book, report, lone)
    book.save(out)


def _opened(path: Path) -> "Workbook":
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - heavy and optional
    except ImportError:
        message = f"批注“{path.name}”需要 openpyxl：请安装 zwgk[excel]"
        raise ReadError(message) from None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what cannot be kept is said on the summary sheet
        return load_workbook(path, rich_text=True)


# ------------------------------------------------------------------ which finding goes where


def _sorted_out(
    report: Report, file: str, sheets: Sequence[str]
) -> tuple[dict[str, _Marks], list[Finding]]:
    marks: dict[str, _Marks] = {}
    lone: list[Finding] = []
    for each in report.findings:
        sheet, cell = _address(each.place, file, sheets)
        if sheet is None or cell is None:
            lone.append(each)
            continue
        found = marks.setdefault(sheet, _Marks())
        found.cells[cell].append(each)
        found.rows[int(_CELL.fullmatch(cell)[2])].append(each)  # type: ignore[index]
    return marks, lone


def _address(place: str | None, file: str, sheets: Sequence[str]) -> tuple[str | None, str | None]:
    """Take ``file!sheet!F12`` apart; a sheet's name may hold an exclamation mark."""
    sheet, _, cell = (place or "").removeprefix(f"{file}!").rpartition("!")
    known = sheet in sheets and _CELL.fullmatch(cell)
    return (sheet, cell) if known else (None, None)


def _count_rows(marks: dict[str, _Marks], path: Path, sheets: Sequence[str]) -> None:
    """Add the rows of items that have no finding: they too get a word in the result column."""
    for place in row_places(path):
        sheet, cell = _address(place, path.name, sheets)
        if sheet and cell:
            row = int(_CELL.fullmatch(cell)[2])  # type: ignore[index]
            marked = marks.setdefault(sheet, _Marks())
            marked.items.add(row)
            marked.rows.setdefault(row, [])


# ------------------------------------------------------------------ marking a sheet


def _mark(sheet: "Worksheet", marked: _Marks) -> None:
    from openpyxl.cell.cell import MergedCell  # noqa: PLC0415 - heavy and optional
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - heavy and optional

    column = _first_free_column(sheet)
    for address, findings in marked.cells.items():
        cell = sheet[address]
        if not isinstance(cell, MergedCell):
            _mark_cell(cell, findings)
    top = max(1, min(marked.items or marked.rows) - 1)
    _write(sheet.cell(top, column), _RESULT, "head")
    for row, findings in marked.rows.items():
        if row <= top:  # the header's own cells are marked; the column begins below it
            continue
        worst = min(findings, key=_gravity).severity.value if findings else "fine"
        _write(sheet.cell(row, column), _line(findings), worst)
    sheet.column_dimensions[get_column_letter(column)].width = 48


def _first_free_column(sheet: "Worksheet") -> int:
    """Find the column right of everything written or merged."""
    written = [cell.column for row in sheet.iter_rows() for cell in row if cell.value is not None]
    return max([*written, *(each.max_col for each in sheet.merged_cells.ranges)], default=0) + 1


def _mark_cell(cell: "Cell", findings: list[Finding]) -> None:
    from openpyxl.comments import Comment  # noqa: PLC0415 - heavy and optional

    ordered = sorted(findings, key=_gravity)
    cell.fill = _fill(ordered[0].severity.value)
    own = f"{cell.comment.text}\n\n" if cell.comment else ""
    said = [_say(each) for each in ordered[:_IN_A_COMMENT]]
    more = [f"……另有{len(ordered) - _IN_A_COMMENT}条"] if len(ordered) > _IN_A_COMMENT else []
    text = own + "\n".join([*said, *more])
    cell.comment = Comment(
        _clean(text), _RESULT, width=360, height=min(60 + 20 * text.count("\n"), 400)
    )


def _gravity(each: Finding) -> int:
    return _ORDER.index(each.severity)


def _say(each: Finding) -> str:
    parts = [f"【{_LABELS[each.severity]}】{each.message}"]
    parts += [f"改正：{each.hint}"] if each.hint else []
    parts += [f"依据：{each.basis}"] if each.basis else []
    return "\n".join(parts)


def _line(findings: list[Finding]) -> str:
    if not findings:
        return _FINE
    ordered = sorted(findings, key=_gravity)
    said = [f"{_LABELS[each.severity]}：{each.message}" for each in ordered[:_IN_A_CELL]]
    more = [f"……共{len(ordered)}条"] if len(ordered) > _IN_A_CELL else []
    return "；\n".join([*said, *more])


# ------------------------------------------------------------------ the summary sheet


def _summarise(book: "Workbook", report: Report, lone: list[Finding]) -> None:
    sheet = book.create_sheet(_free_name(book.sheetnames))
    counts = report.counts
    heading = f"错误 {counts['error']} 条，警告 {counts['warning']} 条，提示 {counts['info']} 条"
    rows: list[tuple[str, ...]] = [
        (heading,),
        ("问题已标在原表的单元格上；没有单元格的问题列在下面。",),
        (),
    ]
    rows.append(("程度", "问题", "改正办法", "依据", "代码", "条数"))
    rows += _kinds(report.findings)
    if lone:
        rows += [(), ("没有单元格的问题",), ("程度", "问题", "事实", "改正办法", "依据", "位置")]
        rows += [_lone_row(each) for each in sorted(lone, key=_gravity)]
    for number, row in enumerate(rows, 1):
        style = row[0] if row else ""
        for column, text in enumerate(row, 1):
            _write(sheet.cell(number, column), text, _STYLES.get(style, "plain"), wrap=len(row) > 1)
    for letter, width in zip("ABCDEF", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width


_STYLES = {label: severity.value for severity, label in _LABELS.items()} | {"程度": "head"}


def _kinds(findings: Iterable[Finding]) -> list[tuple[str, ...]]:
    """Count the findings of each code and severity, worst and most frequent first."""
    counted: dict[tuple[Severity, str], int] = defaultdict(int)
    for each in findings:
        counted[each.severity, each.code] += 1
    ordered = sorted(counted.items(), key=lambda pair: (_ORDER.index(pair[0][0]), -pair[1]))
    known = codes()
    return [
        (
            _LABELS[grave],
            known[code].title,
            known[code].hint,
            known[code].basis or "",
            code,
            str(count),
        )
        for (grave, code), count in ordered
    ]


def _lone_row(each: Finding) -> tuple[str, ...]:
    title = codes()[each.code].title
    place = each.place or each.path or ""
    return (_LABELS[each.severity], title, each.message, each.hint or "", each.basis or "", place)


def _free_name(names: Sequence[str]) -> str:
    tries = (_SUMMARY, *(f"{_SUMMARY}{n}" for n in range(2, len(names) + 3)))
    return next(name for name in tries if name not in names)


# ------------------------------------------------------------------ cells


def _write(cell: Any, text: str, style: str, *, wrap: bool = True) -> None:
    """Write text as text, whatever it begins with."""
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - heavy and optional

    cell.value = _clean(text)
    cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=wrap, vertical="top")
    if style != "plain":
        cell.fill = _fill(style)
    if style == "head":
        cell.font = Font(bold=True)


def _fill(style: str) -> Any:
    from openpyxl.styles import PatternFill  # noqa: PLC0415 - heavy and optional

    colours: Mapping[str, str] = _data.load("report_style")["fill"]
    return PatternFill("solid", start_color=colours[style])


def _clean(text: str) -> str:
    return _UNFIT_FOR_XML.sub("\ufffd", text[:_LONGEST])


_LONGEST = 32_000
