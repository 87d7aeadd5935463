"""The text of a Word file (Word 文件的文字): headers, body with its tables and text boxes, notes, footers.

The package is opened with the standard library alone: size and number of its parts are looked at before anything
is unpacked, document types and entities are refused, macros and linked files are never touched.
Deleted words of tracked changes, field codes and pinyin are left out; symbols come as their signs.
Source: ECMA-376 part 1, WordprocessingML.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from attrs import define, field

from zwgk.io._parts import Refused, check_declarations, content_of, relations, walk
from zwgk.io.limits import limit, refused

__all__ = ["text"]

_USUAL = "word/document.xml"
_BEFORE, _AFTER = ("header",), ("footnotes", "endnotes", "footer")
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
#: what is not shown, or is shown a second time
_SKIPPED = frozenset({"del", "moveFrom", "Fallback", "rt", "instrText", "delText"})
_CELL_END = "\t"
_REMEDY = "用 Word 或者 WPS 打开并另存为 docx 后再读取"


def text(file: Path) -> str:
    """Read the text of a Word file, a line for each paragraph and each row of a table (读取文字).

    Raises:
        ReadError: the package is broken, declares a document type, or is too big.
    """
    try:
        with ZipFile(file) as archive:
            check_declarations(archive)
            whole = "\n".join(_lines(file, archive))
    except Refused:
        raise refused(file, "的内部结构不合规范", _REMEDY) from None
    except (BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError):
        raise refused(file, "已损坏或者设有密码，无法打开", _REMEDY) from None
    if len(whole) > limit("max_text_chars"):
        raise refused(file, f"超过 {limit('max_text_chars')} 字", "拆分后再读取")
    return whole


def _lines(file: Path, archive: ZipFile) -> Iterator[str]:
    """Give the lines of the parts in the order in which a reader meets them."""
    main = next(
        (part for kind, part in relations(archive, "").values() if kind == "officeDocument"), _USUAL
    )
    parts = relations(archive, main).values()
    before = [part for wanted in _BEFORE for kind, part in parts if kind == wanted]
    after = [part for wanted in _AFTER for kind, part in parts if kind == wanted]
    if main not in archive.NameToInfo:
        raise Refused(main)
    for line in _once(file, archive, before):
        yield from (line, "")  # what heads a page is no part of a title below it
    yield from _part(file, archive, main)
    yield from _once(file, archive, after)


def _once(file: Path, archive: ZipFile, names: Iterable[str]) -> Iterator[str]:
    """Give the lines of headers, footers or notes once each: pages repeat them."""
    found = (line for name in dict.fromkeys(names) for line in _part(file, archive, name))
    yield from dict.fromkeys(line for line in found if line.strip())


def _part(file: Path, archive: ZipFile, name: str) -> list[str]:
    info = archive.NameToInfo.get(name)
    if info is not None and info.file_size > limit("max_text_part"):
        raise refused(file, "的正文过大", "拆分后再读取")
    reading = _Reading()
    walk(content_of(archive, name), reading.start, reading.text, reading.end)
    return reading.lines


@define
class _Reading:
    """The walk through one part (当前位置): open elements, open paragraphs, open tables."""

    lines: list[str] = field(factory=list)
    inside: list[str] = field(factory=list)
    skipping: int = 0
    seen: int = 0
    deepest: int = field(factory=lambda: limit("max_depth"))
    most: int = field(factory=lambda: limit("max_elements"))
    paragraphs: list[list[str]] = field(factory=list)
    later: list[list[str]] = field(factory=list)
    holders: list[list[str]] = field(factory=list)
    rows: list[list[list[str]]] = field(factory=list)

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        """Open an element."""
        parent = self.inside[-1] if self.inside else ""
        self.inside.append(tag)
        self.seen += 1
        if len(self.inside) > self.deepest or self.seen > self.most:
            message = "too many elements"
            raise Refused(message)
        if self.skipping or tag in _SKIPPED:
            self.skipping += 1
        elif tag in _OPENING:
            _OPENING[tag](self)
        elif self.paragraphs and parent == "r":
            self.paragraphs[-1].append(_BREAKS.get(tag) or _symbol(tag, given))

    def text(self, data: str) -> None:
        """Take words of a run."""
        if not self.skipping and self.paragraphs and self.inside[-1] == "t":
            self.paragraphs[-1].append(data)

    def end(self, tag: str) -> None:
        """Close an element."""
        self.inside.pop()
        if self.skipping:
            self.skipping -= 1
        elif tag in _CLOSING:
            _CLOSING[tag](self)

    def held(self) -> list[str]:
        """Give the list that takes the next line: a cell's, a text box's, or the part's."""
        return self.holders[-1] if self.holders else self.lines


def _symbol(tag: str, given: Mapping[str, str]) -> str:
    """Give the sign of a symbol font, such as a ticked box of Wingdings."""
    code = next((value for key, value in given.items() if key.endswith("char")), "")
    try:
        return chr(int(code, 16)) if tag == "sym" and code else ""
    except (ValueError, OverflowError):
        return ""


def _open_paragraph(reading: _Reading) -> None:
    reading.paragraphs.append([])
    reading.later.append([])


def _close_paragraph(reading: _Reading) -> None:
    """Put the paragraph's lines where they belong, and behind them those of its text boxes."""
    if reading.paragraphs:
        words = "".join(reading.paragraphs.pop())
        reading.held().extend([*words.split("\n"), *reading.later.pop()])


def _open_holder(reading: _Reading) -> None:
    reading.holders.append([])


def _close_box(reading: _Reading) -> None:
    lines = reading.holders.pop()
    (reading.later[-1] if reading.later else reading.held()).extend(lines)


def _open_row(reading: _Reading) -> None:
    reading.rows.append([])


def _close_cell(reading: _Reading) -> None:
    lines = reading.holders.pop()
    if reading.rows:
        reading.rows[-1].append(lines)
    else:
        reading.held().extend(lines)


def _close_row(reading: _Reading) -> None:
    """Lay the cells of a row side by side, line by line."""
    reading.held().extend(_side_by_side(reading.rows.pop()))


def _side_by_side(cells: Iterable[list[str]]) -> Iterator[str]:
    r"""Join the first lines of all cells, then the second ones; blank lines at the edges go.

    >>> [*_side_by_side([["甲", ""], ["乙", "丙"]])]
    ['甲\t乙', '\t丙']
    """
    for line in zip_longest(*map(_trimmed, cells), fillvalue=""):
        yield _CELL_END.join(line).rstrip(_CELL_END)


def _trimmed(lines: list[str]) -> list[str]:
    filled = [number for number, line in enumerate(lines) if line.strip()]
    return lines[filled[0] : filled[-1] + 1] if filled else []


_OPENING = {"p": _open_paragraph, "txbxContent": _open_holder, "tc": _open_holder, "tr": _open_row}
_CLOSING = {
    "p": _close_paragraph,
    "txbxContent": _close_box,
    "tc": _close_cell,
    "tr": _close_row,
}
