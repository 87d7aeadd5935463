"""Workbooks (Excel 工作簿): python-calamine for the bulk, openpyxl where it is missing, and a look into the parts.

Formulas are never evaluated: the stored result counts, and a formula without one is kept as its text.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from attrs import frozen

from zwgk.errors import ReadError
from zwgk.io import _parts
from zwgk.io.limits import check_table, limit, refuse
from zwgk.tabular import Grid, Span

__all__ = ["grids"]

_SECONDS_A_DAY = 86_400
_ARTEFACT = "_x000D_"


def grids(file: Path) -> list[Grid]:
    """Read the sheets of a workbook (读取工作簿).

    Raises:
        ReadError: it cannot be opened, or no library for it is installed.
    """
    zipped = _is_zip(file)
    looked = _look(file) if zipped else {}
    calamine = _library("python_calamine")
    if calamine is not None:
        return _within(file, _bulk(calamine, file, looked))
    openpyxl = _library("openpyxl")
    if openpyxl is None or not zipped:
        refuse(file, "需要 Excel 读取组件", "运行 pip install zwgk[excel] 后再读取")
    return _within(file, _slow(openpyxl, file, looked))


def _is_zip(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(2) == b"PK"


def _library(name: str) -> Any:  # noqa: ANN401 - an optional module
    try:
        return import_module(name)
    except ImportError:
        return None


@frozen
class _Look:
    """What the parts tell of a sheet (部件所见)."""

    audit: _parts.Audit
    shown: bool


def _look(file: Path) -> dict[str, _Look]:
    """Check every sheet's size and find what bulk reading leaves out."""
    try:
        with ZipFile(file) as archive:
            listed = _parts.sheets(archive)
            struck = _parts.struck_styles(archive)
            if len(listed) > limit("max_sheets"):
                refuse(file, f"超过 {limit('max_sheets')} 张工作表", "拆分后再读取")
            return {sheet.name: _look_at(file, archive, sheet, struck) for sheet in listed}
    except ReadError:
        raise
    except _parts.Refused:
        refuse(file, "的内部结构不合规范", "用 WPS 或者 Excel 打开并另存后再读取")
    except Exception:  # noqa: BLE001 - damaged archives raise anything
        _broken(file)


def _look_at(file: Path, archive: ZipFile, sheet: _parts.Sheet, struck: frozenset[str]) -> _Look:
    content = archive.read(sheet.part) if sheet.part in archive.NameToInfo else b""
    height, width = _parts.area(content)
    if height * width > limit("max_cells"):
        refuse(file, f"的工作表“{sheet.name}”范围过大", "删去多余的空行空栏，另存后再读取")
    return _Look(_parts.audit(archive, sheet, content, struck), sheet.shown)


def _broken(file: Path) -> Any:  # noqa: ANN401 - never returns
    refuse(file, "已损坏或者设有密码，无法打开", "用 WPS 或者 Excel 打开，取消密码并另存后再读取")


def _bulk(calamine: Any, file: Path, looked: Mapping[str, _Look]) -> Iterator[Grid]:  # noqa: ANN401 - optional module
    try:
        book = calamine.load_workbook(str(file))
        names = _worksheets(calamine, book)
    except Exception:  # noqa: BLE001 - the library raises its own errors
        _broken(file)
    for name in names:
        try:
            columns, spans = _of_calamine(book.get_sheet_by_name(name))
        except Exception:  # noqa: BLE001 - the library raises its own errors
            _broken(file)
        yield _grid(file, name, columns, spans, looked.get(name))


def _of_calamine(sheet: Any) -> tuple[list[list[str]], tuple[Span, ...]]:  # noqa: ANN401 - optional module
    columns = _texts(zip(*sheet.to_python(skip_empty_area=False), strict=True))
    merged = sheet.merged_cell_ranges or ()
    return columns, tuple(Span(top, left, bottom, right) for (top, left), (bottom, right) in merged)


def _worksheets(calamine: Any, book: Any) -> list[str]:  # noqa: ANN401 - optional module
    work = calamine.SheetTypeEnum.WorkSheet
    return [sheet.name for sheet in book.sheets_metadata if sheet.typ == work]


def _slow(openpyxl: Any, file: Path, looked: Mapping[str, _Look]) -> Iterator[Grid]:  # noqa: ANN401 - optional module
    try:
        book = openpyxl.load_workbook(file, data_only=True)
        read = [
            (sheet.title, _texts(sheet.iter_cols(values_only=True)), _ranges(sheet))
            for sheet in book.worksheets
        ]
    except Exception:  # noqa: BLE001 - damaged workbooks raise anything
        _broken(file)
    for name, columns, spans in read:
        clean = [[text.replace(_ARTEFACT, "") for text in column] for column in columns]
        yield _grid(file, name, clean, spans, looked.get(name))


def _ranges(sheet: Any) -> tuple[Span, ...]:  # noqa: ANN401 - optional module
    found = sheet.merged_cells.ranges
    return tuple(
        Span(each.min_row - 1, each.min_col - 1, each.max_row - 1, each.max_col - 1)
        for each in found
    )


def _texts(columns: Iterable[Sequence[Any]]) -> list[list[str]]:
    return [
        [cell if cell.__class__ is str else _text(cell) for cell in column] for column in columns
    ]


def _text(cell: object) -> str:
    """Write a cell as the clerk sees it: 1.0 as 1, a day as ISO text."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)  # noqa: PLR2004 - exact integers
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return _clock_text(cell)
    return str(cell)


def _clock_text(length: timedelta) -> str:
    hours, rest = divmod(int(length.total_seconds()), 3600)
    return f"{hours:02}:{rest // 60:02}:{rest % 60:02}"


def _grid(
    file: Path, name: str, columns: list[list[str]], spans: tuple[Span, ...], look: _Look | None
) -> Grid:
    audit = look.audit if look else _parts.Audit()
    for (row, column), formula in audit.formulas.items():
        _put(columns, row, column, formula)
    grid = Grid(
        file.name,
        name,
        columns,
        spans,
        shown=look.shown if look else True,
        flat=not spans,
        hidden=frozenset(audit.hidden),
        struck=frozenset(audit.struck),
        comments={cell: text.strip() for cell, text in audit.comments.items()},
        formulas=audit.formulas,
    )
    check_table(file, grid.height, len(grid.columns))
    _check_cells(file, grid)
    return grid


def _put(columns: list[list[str]], row: int, column: int, text: str) -> None:
    """Put the text of a formula where bulk reading found nothing."""
    height = len(columns[0]) if columns else 0
    if row > limit("max_rows") or column > limit("max_columns"):
        return
    columns += [[""] * height for _ in range(len(columns), column + 1)]
    for each in columns:
        each += [""] * (row + 1 - height)
    columns[column][row] = columns[column][row] or text


def _check_cells(file: Path, grid: Grid) -> None:
    longest = limit("max_cell_chars")
    if max((max(map(len, column), default=0) for column in grid.columns), default=0) > longest:
        refuse(file, f"有超过 {longest} 字的单元格", "拆分该单元格后再读取")


def _within(file: Path, read: Iterable[Grid]) -> list[Grid]:
    """Refuse a workbook with too many rows in all (行数上限)."""
    found = list(read)
    check_table(file, sum(grid.height for grid in found), 0)
    return found
