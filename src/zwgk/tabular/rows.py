"""Tell item rows from section rows, titles, notes and blanks (行的分类), and which field holds for each item."""

import re
from collections.abc import Sequence
from enum import Enum, unique
from functools import lru_cache

import attrs
from attrs import define

from zwgk.tabular.fields import SECTION, field_named, section_words
from zwgk.tabular.grid import Grid
from zwgk.tabular.header import Column, Table, words
from zwgk.text.normal import simplified, squeezed
from zwgk.vocabulary import fields_of

__all__ = ["Kind", "Sorted", "meta_of", "sort_rows"]

_NUMBER = re.compile(r"^[0-9]{1,6}(?:\.0)?$")
_LONGEST_SECTION = 40
_SUBSTANCE = ("path", "content", "basis", "time_limit", "publisher", "channels")
_JOINING = frozenset({"channels", "basis"})
_TICKING = frozenset(
    {
        "audience_public",
        "audience_groups",
        "level",
        "attribute_proactive",
        "attribute_on_request",
        "stage",
        "phase",
    }
)
_FOOTER_CELLS = 6
_LONE = 2  # up to so many cells a row may be something other than an item


@unique
class Kind(Enum):
    """What a row is (行的种类)."""

    BLANK = "blank"
    ITEM = "item"
    MORE = "more"  # goes on with the item above: further channels
    SECTION = "section"
    TITLE = "title"
    META = "meta"
    ASIDE = "aside"  # a note, a total, a signature


@define
class Sorted:
    """The rows of one table by kind (分类结果)."""

    items: list[int] = attrs.field(factory=list)
    #: the field of each item, from section, title or sheet
    fields: list[str | None] = attrs.field(factory=list)
    #: the section of each item, where sections are a first level of items
    groups: list[str | None] = attrs.field(factory=list)
    #: positions in ``items`` before which a section begins
    breaks: set[int] = attrs.field(factory=set)
    #: item row → rows that only add channels to it
    more: dict[int, list[int]] = attrs.field(factory=dict)
    titles: list[int] = attrs.field(factory=list)
    meta: list[int] = attrs.field(factory=list)
    aside: list[int] = attrs.field(factory=list)
    field: str | None = None  # the field that holds after the last row


@define
class _Now:
    """What holds for the rows below (当前领域)."""

    field: str | None
    group: str | None = None
    of_title: bool = True  # no section has named the field yet
    grouping: bool = False  # sections may be a first level of items


def sort_rows(grid: Grid, table: Table, heading: str | None) -> Sorted:
    """Sort the rows of a table (行分类); *heading* is the field known before the table begins."""
    found, now = Sorted(), _Now(heading, grouping=len(table.header.of("path")) < _LONE)
    kinds = _kinds(grid, table)
    for row in table.rows:
        kind = kinds.get(row, Kind.ITEM)
        if kind is Kind.ITEM:
            found.items.append(row)
            found.fields.append(now.field)
            found.groups.append(now.group)
        elif kind is Kind.MORE:
            found.more.setdefault(found.items[-1], []).append(row)
        elif kind is not Kind.BLANK:
            _note(found, now, row, kind, next(text for text in grid.row(row) if text))
    found.field = now.field
    return found


def _note(found: Sorted, now: _Now, row: int, kind: Kind, text: str) -> None:
    """File a row that is no item, and keep what it says for the rows below."""
    if kind is Kind.SECTION:
        _section(found, now, row, text)
        return
    files = {Kind.TITLE: found.titles, Kind.META: found.meta, Kind.ASIDE: found.aside}
    files[kind].append(row)
    if kind is Kind.TITLE and (named := field_named(text)):
        found.breaks.add(len(found.items))
        now.field, now.group, now.of_title = named, None, True


def _section(found: Sorted, now: _Now, row: int, text: str) -> None:
    """Let a section name the field, or a first level of items where the title has named the field."""
    found.breaks.add(len(found.items))
    named, bare = field_named(text, section=True), section_words(text)
    known = bool(fields_of(text)) or "领域" in text
    if now.field and now.of_title and (not known or (named == now.field and bare != named)):
        now.group = bare if now.grouping else None
        if not now.grouping:
            found.aside.append(row)
        return
    now.field, now.group, now.of_title = named, None, False


def _kinds(grid: Grid, table: Table) -> dict[int, Kind]:
    """Give the kind of every row that is not plainly an item; a plain item has content and several cells."""
    view = _View(grid, table)
    main, notes = grid.columns[view.main], _opening_notes(grid)
    found: dict[int, Kind] = {}
    for row, cells in zip(table.rows, _filled_counts(grid, table.rows), strict=True):
        if cells > _LONE and main[row] and row > table.header.bottom and row not in notes:
            view.last = row
            continue
        found[row] = _kind(view, row)
        if found[row] is Kind.ITEM:
            view.last = row
    return found


@define
class _View:
    """What judging a row needs to know of its table."""

    grid: Grid
    table: Table
    roles: dict[int, str] = attrs.field(init=False)
    covered: set[int] = attrs.field(init=False)
    first: int = attrs.field(init=False)
    main: int = attrs.field(init=False)
    last: int | None = None

    def __attrs_post_init__(self) -> None:
        header = self.table.header
        self.roles = {column.index: column.role for column in header.columns}
        self.first = min(self.roles)
        column = (
            header.of("content")
            or header.of("path")[-1:]
            or header.of("basis")
            or header.columns[:1]
        )[0]
        self.main = column.index
        self.covered = _covered_rows(self.grid, [*header.of("path")[-1:], *header.of("content")])

    def own(self, row: int) -> list[tuple[int, str]]:
        return [(at, text) for at, text in enumerate(self.grid.row(row)) if text]

    def role(self, at: int) -> str:
        return self.roles.get(at, "extra")


def _filled_counts(grid: Grid, rows: Sequence[int]) -> list[int]:
    width = len(grid.columns)
    counts = [width - row.count("") for row in zip(*grid.columns, strict=True)]
    return [counts[row] for row in rows]


def _covered_rows(grid: Grid, columns: Sequence[Column]) -> set[int]:
    """List the rows in which each of these columns is the lower part of a merged cell."""
    sets = [_lower_rows(grid, column.index) for column in columns]
    return set.intersection(*sets) if sets else set()


def _lower_rows(grid: Grid, column: int) -> set[int]:
    spans = [span for span in grid.spans if span.left <= column <= span.right]
    return {row for span in spans for row in range(span.top + 1, span.bottom + 1)}


def _opening_notes(grid: Grid) -> set[int]:
    """List the rows whose first text begins as a note or total does."""
    before, *others = (grid.columns[0], *grid.columns[1:2])
    found = _noted(before)
    for column in others:
        found |= {row for row in _noted(column) if not before[row]}
    return found


def _noted(column: Sequence[str]) -> set[int]:
    notes = {text for text in set(column) if text and not text[0].isdigit() and _is_note(text)}
    return {row for row, text in enumerate(column) if text in notes} if notes else set()


@lru_cache(maxsize=4096)
def _is_note(text: str) -> bool:
    plain = squeezed(text)
    heads = words()["rows"]
    return plain in heads["totals"] or any(
        plain.startswith(squeezed(head)) for head in heads["notes"]
    )


def _kind(view: _View, row: int) -> Kind:
    own = view.own(row)
    if not own:
        return Kind.BLANK
    if row < view.table.header.top:
        return _kind_above(view, row, own)
    at, text = own[0]
    if len({text for _, text in own}) == 1 and _is_lone(view, row, own):
        return _kind_of_lone(text, number=view.role(at) == "seq" and bool(_NUMBER.match(text)))
    goes_on = view.last is not None and _goes_on(view, row, own)
    if _is_footer(view, own) and row not in view.covered:
        return Kind.ASIDE
    if goes_on:
        return Kind.MORE
    return Kind.ITEM if any(view.role(at) in _SUBSTANCE for at, _ in own) else Kind.ASIDE


def _kind_above(view: _View, row: int, own: Sequence[tuple[int, str]]) -> Kind:
    """Judge a row above the header: a title, “名称：内容”, a row of group headings, or something else."""
    texts = list(dict.fromkeys(text for _, text in own))
    if all(meta_of(text) for text in texts):
        return Kind.META
    if len(texts) == 1:
        return Kind.ASIDE if _is_note(texts[0]) else Kind.TITLE
    wide = {span.left for span in view.grid.tops.get(row, ()) if span.right > span.left}
    heads = row == view.table.header.top - 1 and all(at in wide for at, _ in own)
    return Kind.BLANK if heads else Kind.ASIDE


@lru_cache(maxsize=1024)
def meta_of(text: str) -> tuple[str, str] | None:
    """Read a line such as “版本：2024” above a table (表头之上的说明); nothing if it is none.

    >>> meta_of("版本：2024")
    ('version', '2024')
    """
    head, colon, value = squeezed(text).partition(":")
    key = next((key for key, heads in words()["meta"].items() if head in heads), None)
    return (key, value) if colon and key and value else None


def _is_lone(view: _View, row: int, own: Sequence[tuple[int, str]]) -> bool:
    """Tell whether one text stands for the whole row: spread over it, or alone in its first cells."""
    at, text = own[0]
    spans = view.grid.tops.get(row, ())
    if len(own) > _LONE or any(s.left == at and s.right - at >= _LONE for s in spans):
        return True
    if at == view.first and view.role(at) == "path" and row not in view.covered:
        return True
    plainly = view.role(at) in ("seq", "field", "code", "extra") or _speaks_for_row(text)
    return at <= view.first + 1 and plainly


def _speaks_for_row(text: str) -> bool:
    return bool(SECTION.match(squeezed(text)) or _is_note(text) or "领域" in text)


@lru_cache(maxsize=4096)
def _kind_of_lone(text: str, *, number: bool = False) -> Kind:
    plain = simplified(squeezed(text))
    if number:
        return Kind.ASIDE
    if fields_of(text):
        return Kind.SECTION
    if _is_note(plain) or len(plain) > _LONGEST_SECTION:
        return Kind.ASIDE
    if any(word in plain for word in words()["rows"]["title"]):
        return Kind.SECTION if SECTION.match(plain) else Kind.TITLE
    return Kind.SECTION if plain.endswith("领域") or SECTION.match(plain) else Kind.ASIDE


def _is_footer(view: _View, own: Sequence[tuple[int, str]]) -> bool:
    """Tell a signature or total row: it begins as a note does, and has no content of an item."""
    first = squeezed(own[0][1])
    if first in words()["rows"]["totals"]:
        return True
    if len(own) > _FOOTER_CELLS or not _is_note(first):
        return False
    return ":" in first or not {"content", "time_limit"} & {view.role(at) for at, _ in own}


def _goes_on(view: _View, row: int, own: Sequence[tuple[int, str]]) -> bool:
    """Tell whether a row only adds channels (or grounds, or ticks) to the item above it."""
    roles = {view.role(at) for at, _ in own}
    if roles <= _JOINING:
        return True
    above = view.grid.row(view.last or 0)
    differing = {view.role(at) for at, text in own if text != above[at]}
    return row in view.covered and differing <= _JOINING | _TICKING
