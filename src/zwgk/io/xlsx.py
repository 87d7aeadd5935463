"""Workbooks (Excel 工作簿): python-calamine for the bulk, else openpyxl, and a look into the parts.

Formulas are never evaluated: the stored result counts; a formula without one is kept as its text.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from importlib import import_module
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar
from zipfile import ZipFile

from attrs import frozen

from zwgk.errors import ReadError
from zwgk.io import _parts
from zwgk.io.limits import check_table, limit, refused
from zwgk.tabular import Grid, Span

__all__ = ["grids"]

T = TypeVar("T")
_Foreign = Any  # a module, workbook or sheet of a library that may be missing
_Cells = tuple[list[list[str]], tuple[Span, ...]]
_ARTEFACT = "_x000D_"


def grids(file: Path) -> list[Grid]:
    """Read the sheets of a workbook (读取工作簿).

    Raises:
        ReadError: it cannot be opened, or no library for it is installed.
    """
    zipped = _is_zip(file)
    looked = _tried(file, lambda: _look(file)) if zipped else {}
    calamine = _library("python_calamine")
    if calamine is not None:
        return _within(file, _bulk(calamine, file, looked))
    openpyxl = _library("openpyxl")
    if openpyxl is None or not zipped:
        raise refused(file, "需要 Excel 读取组件", "运行 pip install zwgk[excel] 后再读取")
    return _within(file, _slow(openpyxl, file, looked))


def _is_zip(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(2) == b"PK"


def _library(name: str) -> _Foreign:
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
    with ZipFile(file) as archive:
        _parts.check_declarations(archive)
        listed = _parts.sheets(archive)
        struck = _parts.struck_styles(archive)
        if len(listed) > limit("max_sheets"):
            raise refused(file, f"超过 {limit('max_sheets')} 张工作表", "拆分后再读取")
        known = {sheet.part for sheet in listed}
        strays = [name for name in archive.namelist() if "sheets/" in name and name not in known]
        for name in strays:
            _look_at(file, archive, _parts.Sheet(name, name), frozenset())
        return {sheet.name: _look_at(file, archive, sheet, struck) for sheet in listed}


def _look_at(file: Path, archive: ZipFile, sheet: _parts.Sheet, struck: frozenset[str]) -> _Look:
    content = archive.read(sheet.part) if sheet.part in archive.NameToInfo else b""
    height, width = _parts.area(content)
    if height * width > limit("max_cells"):
        fact = f"的工作表“{sheet.name}”范围过大"
        raise refused(file, fact, "删去多余的空行空栏，另存后再读取")
    return _Look(_parts.audit(archive, sheet, content, struck), sheet.shown)


def _tried(file: Path, work: Callable[[], T]) -> T:
    """Do something that damaged files make fail in any way, panics of a library among them."""
    try:
        return work()
    except (ReadError, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except _parts.Refused:
        fact = "的内部结构不合规范"
        raise refused(file, fact, "用 WPS 或者 Excel 打开并另存后再读取") from None
    except BaseException:  # noqa: BLE001 - panics are no Exception
        fact = "已损坏或者设有密码，无法打开"
        raise refused(file, fact, "用 WPS 或者 Excel 打开，取消密码并另存后再读取") from None


def _bulk(calamine: _Foreign, file: Path, looked: Mapping[str, _Look]) -> Iterator[Grid]:
    book = _tried(file, lambda: calamine.load_workbook(str(file)))
    for name in _tried(file, lambda: _worksheets(calamine, book)):
        columns, spans = _tried(file, partial(_of_calamine, book, name))
        yield _grid(file, name, columns, spans, looked.get(name))


def _of_calamine(book: _Foreign, name: str) -> _Cells:
    sheet = book.get_sheet_by_name(name)
    columns = _texts(zip(*sheet.to_python(skip_empty_area=False), strict=True))
    merged = sheet.merged_cell_ranges or ()
    return columns, tuple(Span(*start, *end) for start, end in merged)


def _worksheets(calamine: _Foreign, book: _Foreign) -> list[str]:
    work = calamine.SheetTypeEnum.WorkSheet
    return [sheet.name for sheet in book.sheets_metadata if sheet.typ == work]


def _slow(openpyxl: _Foreign, file: Path, looked: Mapping[str, _Look]) -> Iterator[Grid]:
    book = _tried(file, lambda: openpyxl.load_workbook(file, data_only=True))
    for sheet in book.worksheets:
        columns, spans = _tried(file, partial(_of_openpyxl, sheet))
        yield _grid(file, sheet.title, columns, spans, looked.get(sheet.title))


def _of_openpyxl(sheet: _Foreign) -> _Cells:
    columns = _texts(sheet.iter_cols(values_only=True))
    clean = [[text.replace(_ARTEFACT, "") for text in column] for column in columns]
    return clean, _ranges(sheet)


def _ranges(sheet: _Foreign) -> tuple[Span, ...]:
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
    for kind, written in _WRITTEN:
        if isinstance(cell, kind):
            return written(cell)
    return str(cell)


def _number_text(number: float) -> str:
    return str(int(number)) if number.is_integer() and abs(number) < _EXACT else repr(number)


def _moment_text(moment: datetime) -> str:
    day = moment.time() == time()
    return moment.date().isoformat() if day else moment.isoformat(" ")


def _clock_text(length: timedelta) -> str:
    hours, rest = divmod(int(length.total_seconds()), 3600)
    return f"{hours:02}:{rest // 60:02}:{rest % 60:02}"


_EXACT = 1e15
_WRITTEN: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (type(None), lambda _: ""),
    (bool, lambda cell: str(cell).upper()),
    (float, _number_text),
    (datetime, _moment_text),
    (date, date.isoformat),
    (time, time.isoformat),
    (timedelta, _clock_text),
)


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
        each.extend([""] * (row + 1 - height))
    columns[column][row] = columns[column][row] or text


def _check_cells(file: Path, grid: Grid) -> None:
    longest = limit("max_cell_chars")
    if max((max(map(len, column), default=0) for column in grid.columns), default=0) > longest:
        raise refused(file, f"有超过 {longest} 字的单元格", "拆分该单元格后再读取")


def _within(file: Path, read: Iterable[Grid]) -> list[Grid]:
    """Refuse a workbook with too many rows in all, or that takes too long (行数、时间上限)."""
    found: list[Grid] = []
    until = monotonic() + limit("max_seconds")
    for grid in read:
        found.append(grid)
        check_table(file, sum(each.height for each in found), 0)
        if monotonic() > until:
            raise refused(file, f"{limit('max_seconds')} 秒内没有读完", "拆分后再读取")
    return found
