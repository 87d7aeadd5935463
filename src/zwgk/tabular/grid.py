"""One table as read from a file (表格): cell text, merged ranges, and the address of every cell."""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum, unique
from functools import lru_cache
from itertools import pairwise, zip_longest
from typing import Any, NamedTuple, Self

from attrs import Factory, field, frozen

__all__ = ["BLANKS", "Grid", "Layout", "Span", "joined_words", "letters"]

#: characters that show nothing, zero-width and braille blanks among them
BLANKS = " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\xad\u1680" + "".join(
    map(
        chr,
        (*range(0x2000, 0x2010), *range(0x2028, 0x2030), 0x205F, 0x2060, 0x2800, 0x3000, 0xFEFF),
    )
)
_BLANK_SET = frozenset(BLANKS)


@unique
class Layout(Enum):
    """How cells are addressed (定位方式)."""

    SHEET = "sheet"  # file!sheet!F12
    TABLE = "table"  # file!表2!R5C7
    LINES = "lines"  # file!12:7


class Span(NamedTuple):
    """A merged range (合并单元格); all four ends belong to it, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


def _stripped(column: Iterable[str]) -> list[str]:
    """Strip every distinct text once."""
    texts = list(column)
    clean = {text: text.strip(BLANKS) for text in set(texts)}
    return list(map(clean.__getitem__, texts))


def _clean(columns: Iterable[Iterable[str]]) -> tuple[list[str], ...]:
    """Strip all cells, and drop empty columns at the end."""
    kept = [_stripped(column) for column in columns]
    while kept and not any(kept[-1]):
        kept.pop()
    return tuple(kept)


def _by_top(spans: Iterable[Span]) -> dict[int, list[Span]]:
    """List the merged ranges by their first row, so that none has to be looked for."""
    found: dict[int, list[Span]] = {}
    for span in spans:
        found.setdefault(span.top, []).append(span)
    return found


@frozen(eq=False)
class Grid:
    """One sheet or table (工作表、表格), column by column; rows and columns count from 0.

    >>> Grid.of_rows("目录.xlsx", "安全生产", [["序号"]]).address(11, 5)
    '目录.xlsx!安全生产!F12'
    """

    source: str
    label: str | None
    columns: tuple[list[str], ...] = field(repr=False, converter=_clean)
    spans: tuple[Span, ...] = field(default=(), repr=False)
    layout: Layout = Layout.SHEET
    shown: bool = True  # a hidden sheet is read only where no other holds a catalogue
    flat: bool = False  # no cell can be merged: blanks below a value stand for it
    heading: str | None = None  # text before a table on a page
    hidden: frozenset[int] = frozenset()
    struck: frozenset[int] = frozenset()
    comments: Mapping[tuple[int, int], str] = field(factory=dict)
    formulas: Mapping[tuple[int, int], str] = field(factory=dict)  # without a stored result
    tops: Mapping[int, list[Span]] = field(
        init=False, repr=False, default=Factory(lambda self: _by_top(self.spans), takes_self=True)
    )

    @classmethod
    def of_rows(
        cls, source: str, label: str | None, rows: Iterable[Sequence[str]], **more: Any
    ) -> Self:
        """Make a grid of rows, which may be of different length (由各行组成)."""
        return cls(source, label, zip_longest(*rows, fillvalue=""), **more)

    @property
    def height(self) -> int:
        """How many rows there are (行数)."""
        return len(self.columns[0]) if self.columns else 0

    def row(self, index: int) -> list[str]:
        """Give the stripped texts of one row (一行)."""
        return [column[index] for column in self.columns]

    def address(self, row: int, column: int) -> str:
        """Name a cell as the clerk finds it (单元格位置)."""
        if self.layout is Layout.LINES:
            return f"{self.source}!{row + 1}:{column + 1}"
        if self.layout is Layout.TABLE:
            return f"{self.source}!{self.label}!R{row + 1}C{column + 1}"
        return f"{self.source}!{self.label}!{letters(column)}{row + 1}"

    @property
    def name(self) -> str:
        """The file and sheet or table (表名)."""
        return self.source if self.label is None else f"{self.source}!{self.label}"


@lru_cache(maxsize=1024)
def letters(column: int) -> str:
    """Name a column as spreadsheets do (列标).

    >>> letters(0), letters(25), letters(26)
    ('A', 'Z', 'AA')
    """
    found = ""
    while column >= 0:
        found = chr(65 + column % 26) + found
        column = column // 26 - 1
    return found


@lru_cache(maxsize=65536)
def joined_words(text: str) -> str:
    r"""Take out the white space inside a name, but keep one between Latin words (词内去空白).

    >>> joined_words("公共法律\n服务"), joined_words("A  B 级")
    ('公共法律服务', 'A B级')
    """
    parts = "".join(" " if char in _BLANK_SET else char for char in text).split()
    if len(parts) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(parts)
    return "".join(_glued(parts))


def _glued(parts: Sequence[str]) -> Iterable[str]:
    yield parts[0]
    for before, after in pairwise(parts):
        yield after if ord(before[-1]) > 0x2000 or ord(after[0]) > 0x2000 else f" {after}"  # noqa: PLR2004 - CJK
