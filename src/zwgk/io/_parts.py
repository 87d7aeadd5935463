"""Look into the parts of an xlsx file (xlsx 部件): hidden and struck rows, comments, bare formulas.

Bulk reading leaves these out. A part is only parsed where a quick look shows that it holds such a
thing; the parser refuses document types and entities. Source: ECMA-376 part 1, SpreadsheetML.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from xml.parsers import expat
from zipfile import ZipFile

from attrs import define, field

from zwgk.io.limits import limit

__all__ = [
    "Audit",
    "Refused",
    "Sheet",
    "area",
    "audit",
    "check_declarations",
    "content_of",
    "relations",
    "sheets",
    "struck_styles",
    "walk",
]

_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_WIDE = re.compile(rb"""r\s*=\s*["']([A-Za-z]{1,3})([0-9]+)["']""")
_FAR = re.compile(rb"""r\s*=\s*["'](?:[A-Za-z]{2}|[A-Za-z][0-9]{6})""")
_HEAD = 2048
_NEAR = (99_999, 26)
_TRUE = frozenset({"1", "true", "on"})


class Refused(ValueError):
    """A part that must not be parsed (不予解析): it declares a document type or is broken."""


@define
class Sheet:
    """One sheet of a workbook (工作表): its name, its part, and whether it is shown."""

    name: str
    part: str
    shown: bool = True


@define
class Audit:
    """What bulk reading does not tell of a sheet (核查结果); rows and columns count from 0."""

    hidden: set[int] = field(factory=set)
    struck: set[int] = field(factory=set)
    comments: dict[tuple[int, int], str] = field(factory=dict)
    formulas: dict[tuple[int, int], str] = field(factory=dict)


def sheets(archive: ZipFile) -> list[Sheet]:
    """List the sheets in the order of the workbook (工作表清单)."""
    book = _workbook_part(archive)
    targets = relations(archive, book)
    found: list[Sheet] = []

    def start(tag: str, given: Mapping[str, str]) -> None:
        relation = next(
            (value for key, value in given.items() if key.endswith("id") and key != "sheetId"), ""
        )
        if tag == "sheet" and relation in targets:
            found.append(
                Sheet(
                    given.get("name", ""),
                    targets[relation][1],
                    given.get("state", "visible") == "visible",
                )
            )

    walk(content_of(archive, book), start)
    return found


def check_declarations(archive: ZipFile) -> None:
    """Refuse a workbook any of whose parts declares a document type (检查声明)."""
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            with archive.open(name) as part:
                head = part.read(_HEAD)
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                _refuse()


def _workbook_part(archive: ZipFile) -> str:
    listed = relations(archive, "").values()
    return next((part for kind, part in listed if kind == "officeDocument"), "xl/workbook.xml")


def relations(archive: ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Give the relations of a part, of the package for no part: id → kind and target part (部件关系)."""
    path = PurePosixPath(part)
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, given: Mapping[str, str]) -> None:
        if tag == "Relationship" and given.get("TargetMode") != "External":
            kind = given.get("Type", "").rpartition("/")[2]
            found[given.get("Id", "")] = (kind, _target(path.parent, given.get("Target", "")))

    name = str(path.parent / "_rels" / f"{path.name}.rels") if part else "_rels/.rels"
    if name in archive.NameToInfo:
        walk(content_of(archive, name), start)
    return found


def _target(folder: PurePosixPath, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    parts: list[str] = [] if str(folder) == "." else list(folder.parts)
    for step in target.split("/"):
        if step == ".." and parts:
            parts.pop()
        elif step not in ("..", "."):
            parts.append(step)
    return "/".join(parts)


def content_of(archive: ZipFile, name: str) -> bytes:
    """Give the content of a part; nothing where it is missing or too big (部件内容)."""
    info = archive.NameToInfo.get(name)
    if info is None or info.file_size > limit("max_part"):
        return b""
    return archive.read(info)


def walk(
    content: bytes,
    start: Callable[[str, Mapping[str, str]], None],
    text: Callable[[str], None] | None = None,
    end: Callable[[str], None] | None = None,
) -> None:
    """Walk through a part, refusing document types and entities (解析部件); names come without their prefix."""
    if not content:
        return
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = lambda tag, given: start(tag.rpartition(":")[2], given)
    parser.CharacterDataHandler = text
    parser.EndElementHandler = (lambda tag: end(tag.rpartition(":")[2])) if end else None
    try:
        parser.Parse(content, True)  # noqa: FBT003 - the signature of expat
    except expat.ExpatError as error:
        raise Refused(str(error)) from None


def _refuse(*_: object) -> None:
    message = "document type declared"
    raise Refused(message)


def area(content: bytes) -> tuple[int, int]:
    """Bound the rows and columns a sheet takes up (表格范围), without parsing it.

    Most sheets have no cell beyond column Z and row 99,999; only for others are all cells looked at.

    >>> area(b'<row r="2"><c r="C2"/></row>'), area(b'<c r="AB7"/>')
    ((99999, 26), (7, 28))
    """
    if not _FAR.search(content):
        return _NEAR
    cells = set(_WIDE.findall(content))
    columns = {letters.upper() for letters, _ in cells}
    return max((int(number[:8]) for _, number in cells), default=0), max(
        map(_column_number, columns), default=0
    )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def audit(archive: ZipFile, sheet: Sheet, content: bytes, struck: frozenset[str]) -> Audit:
    """Find hidden and struck rows, comments and formulas without a result (核查工作表)."""
    found = Audit()
    if struck or b"hidden=" in content or b"f>" in content:
        walk(content, *_walker(found, struck))
    for kind, part in relations(archive, sheet.part).values():
        if kind in ("comments", "threadedComment"):
            _comments(content_of(archive, part), found.comments)
    return found


@define
class _At:
    """Where the walk through a sheet is (当前位置)."""

    row: int = -1
    column: int = -1
    style: str = "0"
    tag: str = ""
    formula: str = ""
    value: str = ""


def _walker(
    found: Audit, struck: frozenset[str]
) -> tuple[Callable[[str, Mapping[str, str]], None], Callable[[str], None], Callable[[str], None]]:
    at = _At()

    def start(tag: str, given: Mapping[str, str]) -> None:
        at.tag = tag
        if tag == "row":
            at.row, at.column = int(given.get("r", at.row + 2)) - 1, -1
            if given.get("hidden") in _TRUE:
                found.hidden.add(at.row)
        elif tag == "c":
            at.column = _column_of(given.get("r", ""), at.column + 1)
            at.style, at.formula, at.value = given.get("s", "0"), "", ""

    def text(data: str) -> None:
        if at.tag == "f":
            at.formula += data
        elif at.tag in ("v", "t"):
            at.value += data

    def end(tag: str) -> None:
        at.tag = ""
        if tag == "c":
            _cell(found, at, struck)

    return start, text, end


def _column_of(reference: str, following: int) -> int:
    match = _CELL.fullmatch(reference)
    return _column_number(match[1].encode()) - 1 if match else following


def _cell(found: Audit, at: _At, struck: frozenset[str]) -> None:
    if at.formula and not at.value:
        found.formulas[at.row, at.column] = f"={at.formula}"
    if at.value and at.style in struck:
        found.struck.add(at.row)


def struck_styles(archive: ZipFile) -> frozenset[str]:
    """List the cell styles whose font is struck through (带删除线的样式)."""
    book = _workbook_part(archive)
    part = next((part for kind, part in relations(archive, book).values() if kind == "styles"), "")
    content = content_of(archive, part)
    if b"strike" not in content:
        return frozenset()
    found = _Styles()
    walk(content, found.start, None, found.end)
    struck = found.struck
    return frozenset(str(number) for number, font in enumerate(found.formats) if font in struck)


@define
class _Styles:
    """Fonts and cell formats while walking through the styles (样式)."""

    inside: list[str] = field(factory=list)
    fonts: int = -1
    struck: set[int] = field(factory=set)
    formats: list[int] = field(factory=list)

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        parent = self.inside[-1] if self.inside else ""
        self.inside.append(tag)
        if tag == "font" and parent == "fonts":
            self.fonts += 1
        elif tag == "strike" and parent == "font" and "fonts" in self.inside:
            self.struck |= {self.fonts} if given.get("val", "1") in _TRUE else set()
        elif tag == "xf" and parent == "cellXfs":
            self.formats.append(int(given.get("fontId", "0")))

    def end(self, _: str) -> None:
        self.inside.pop()


def _comments(content: bytes, found: dict[tuple[int, int], str]) -> None:
    cell: list[tuple[int, int]] = []
    inside: list[str] = []

    def start(tag: str, given: Mapping[str, str]) -> None:
        inside.append(tag)
        match = (
            _CELL.fullmatch(given.get("ref", "")) if tag in ("comment", "threadedComment") else None
        )
        if match:
            cell[:] = [(int(match[2]) - 1, _column_number(match[1].encode()) - 1)]
            found[cell[0]] = ""

    def text(data: str) -> None:
        if cell and inside and inside[-1] in ("t", "text") and "rPh" not in inside:
            found[cell[0]] += data

    def end(_: str) -> None:
        inside.pop()

    walk(content, start, text, end)
