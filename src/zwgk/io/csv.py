"""CSV and other delimited text (文本表格): encoding and separator are found, cells stay text."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from zwgk.io.limits import check_table, limit, refused
from zwgk.io.sniff import utf16
from zwgk.tabular import Grid, Layout
from zwgk.tabular.header import role_of

__all__ = ["decoded", "grids"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = ",\t;|，"
_SAMPLE = 40
_HEAD = 4096
_ESCAPED = re.compile(r"'+[=+\-@\t\r]")


def grids(file: Path) -> list[Grid]:
    """Read delimited text as one table in which blanks stand for the value above (读取 CSV)."""
    text = decoded(file).replace("\0", "")
    rows = _rows(file, text, _separator(text))
    check_table(file, len(rows), max(map(len, rows), default=0))
    return [Grid.of_rows(file.name, None, _unescaped(rows), layout=Layout.LINES, flat=True)]


def decoded(file: Path) -> str:
    """Decode by byte order mark, then UTF-8, then GB18030 (文字编码)."""
    content = file.read_bytes()
    for encoding in _encodings(content):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refused(file, "的文字编码无法识别", "用 Excel 打开，另存为“CSV UTF-8”或者 xlsx 后再读取")


def _encodings(content: bytes) -> Sequence[str]:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return (encoding,)
    wide = utf16(content[:_HEAD]) if b"\0" in content[:_HEAD] else None
    return (wide,) if wide else ("utf-8", "gb18030")


def _separator(text: str) -> str:
    """Take the separator under which most headings are recognised, then the most frequent one."""
    lines = text.splitlines()[:_SAMPLE]
    known = {mark: max((_known(line, mark) for line in lines), default=0) for mark in _SEPARATORS}
    return max(
        _SEPARATORS,
        key=lambda mark: (known[mark], 0 if mark == "，" else sum(map(_counts(mark), lines))),
    )


def _counts(mark: str) -> Callable[[str], int]:
    return lambda line: line.count(mark)


def _known(line: str, mark: str) -> int:
    return sum(role_of(cell.strip('" ')) is not None for cell in line.split(mark))


def _rows(file: Path, text: str, separator: str) -> list[list[str]]:
    before = csv.field_size_limit(limit("max_cell_chars"))
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        fact = "有过长的单元格或者引号不成对"
        raise refused(file, fact, "用 Excel 打开核对，另存为 xlsx 后再读取") from None
    finally:
        csv.field_size_limit(before)


def _unescaped(rows: list[list[str]]) -> list[list[str]]:
    """Take off the apostrophe put before cells that a spreadsheet would compute."""
    return [
        [cell[1:] if cell[:1] == "'" and _ESCAPED.match(cell) else cell for cell in row]
        for row in rows
    ]
