"""Find header rows and say what each column is (表头识别).

A header has one to three rows; group headings (公开事项, 公开对象, 公开方式, 公开层级) stand over sub-columns. The words
are data: ``data/vocabulary/columns.toml``.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from attrs import evolve, frozen

from zwgk import _data
from zwgk.tabular.grid import Grid, joined_words
from zwgk.text.normal import simplified, squeezed
from zwgk.vocabulary import levels_of

__all__ = ["Column", "Header", "Table", "extra_header", "role_of", "tables", "words"]

_LONGEST = 120
_FULLY_CHECKED = 60  # rows in which every text is looked at; below, plain header words and columns with few texts
_FEW = 200
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|\{[^{}]*\}")
_OPEN_END = re.compile(r"[(\[【].*$")
_BRACKET_SIGNS = re.compile(r"[()\[\]【】]")
_NUMBERING = re.compile(r"^(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})[.、．)]")
_CHILDREN = {
    "path": "path",
    "audience": "audience",
    "attribute": "attribute",
    "levels": "level",
    "stages": "stage",
    "phases": "phase",
}
_PARTS = frozenset(
    {"audience_public", "audience_groups", "attribute_proactive", "attribute_on_request"}
    | {"attribute_withheld", "stage", "phase", "remark"}
)


@frozen
class Column:
    """One column of a table (栏目): its role, its header, and what a tick in it means."""

    index: int
    role: str
    label: str
    rank: int = 0
    names: tuple[str, ...] = ()


@frozen
class Header:
    """The header rows of a table (表头), both ends included, and its columns."""

    top: int
    bottom: int
    columns: tuple[Column, ...]

    def of(self, *roles: str) -> tuple[Column, ...]:
        """Give the columns of these roles, in order of the table (按栏目取列)."""
        return tuple(column for column in self.columns if column.role in roles)


@frozen
class Table:
    """A header and the rows under it (目录表); repeated headers are left out of the rows."""

    header: Header
    rows: tuple[int, ...]
    repeats: tuple[int, ...] = ()
    first: int = 0


@cache
def words() -> Mapping[str, Any]:
    """Give the words of tables (表格用语)."""
    return _data.load("vocabulary/columns")


@cache
def _roles() -> Mapping[str, tuple[str, int]]:
    """Map each header word to its role and rank; the earlier word of a role has the lower rank."""
    found: dict[str, tuple[str, int]] = {}
    for each in words()["column"]:
        for place, word in enumerate(each["words"]):
            found.setdefault(simplified(squeezed(word)), (each["role"], each.get("rank", place)))
    return found


@lru_cache(maxsize=65536)
def role_of(text: str) -> tuple[str, int] | None:
    r"""Tell the role and rank of a header word (栏目归一); nothing if it is none.

    >>> role_of("公 开\n时限（日）"), role_of("公开渠道和载体（“■”为必选）")[0], role_of("责任科室")
    (('time_limit', 0), 'channels', None)
    """
    if not text or len(text) > _LONGEST:
        return None
    whole = simplified(squeezed(text))
    return next((_roles()[form] for form in _forms(whole) if form in _roles()), None)


def _forms(whole: str) -> Iterator[str]:
    yield whole
    bare = _OPEN_END.sub("", _BRACKETS.sub("", whole))
    yield bare
    yield _BRACKET_SIGNS.sub("", whole)
    plain = _NUMBERING.sub("", bare).strip(':：*※、,。“”"')
    yield plain
    yield _before_legend(plain)
    yield from _without_affixes(plain)


def _before_legend(text: str) -> str:
    ends = [at for sign in words()["legend"] if (at := text.find(sign)) > 1]
    return text[: min(ends, default=len(text))]


def _without_affixes(text: str) -> Iterator[str]:
    for prefix in words()["prefixes"]:
        if text.startswith(prefix):
            yield text.removeprefix(prefix)
    for suffix in words()["suffixes"]:
        if text.endswith(suffix):
            yield text.removesuffix(suffix)


def tables(grid: Grid) -> tuple[Table, ...]:
    """Find the catalogue tables of a grid, in order (查找目录表)."""
    found: list[tuple[Header, list[int]]] = []
    for top in _tops(grid):
        if found and top <= _last_row(found[-1]):
            continue
        header = _header(grid, top)
        if found and _same(found[-1][0], header):
            found[-1][1].extend(range(top, header.bottom + 1))
        elif _telling(header):
            found.append((header, []))
    return tuple(_with_rows(grid, [Table(header, (), tuple(repeats)) for header, repeats in found]))


def _last_row(found: tuple[Header, list[int]]) -> int:
    header, repeats = found
    return repeats[-1] if repeats else header.bottom


def _with_rows(grid: Grid, found: Sequence[Table]) -> Iterator[Table]:
    starts = [table.header.top for table in found] + [grid.height]
    first = 0
    for table, end in zip(found, starts[1:], strict=True):
        aside = {*range(table.header.top, table.header.bottom + 1), *table.repeats}
        yield evolve(
            table, first=first, rows=tuple(row for row in range(first, end) if row not in aside)
        )
        first = end


def _same(one: Header, other: Header) -> bool:
    first, second = (
        [(column.index, column.role) for column in each.columns] for each in (one, other)
    )
    return first == second


def _telling(header: Header) -> bool:
    roles = {_CHILD_OF.get(column.role, column.role) for column in header.columns}
    return bool(roles & {*words()["telling"]}) and len(roles & {*words()["core"]}) > 1


_CHILD_OF = {
    "audience_public": "audience",
    "audience_groups": "audience",
    "attribute_proactive": "attribute",
    "attribute_on_request": "attribute",
    "attribute_withheld": "attribute",
    "level": "levels",
}


def _tops(grid: Grid) -> list[int]:
    """List the rows that hold at least three different column headings."""
    hits: Counter[int] = Counter()
    for column in grid.columns:
        hits.update(row for text in _header_like(column) for row in _rows_of(column, text))
    enough = words()["min_header"]
    rows = sorted(row for row, count in hits.items() if count >= enough)
    return [row for row in rows if len(_main_roles(grid.row(row))) >= enough]


def _rows_of(column: Sequence[str], text: str) -> Iterator[int]:
    """List the rows with a text; searching a list for one text is much faster than looking at each."""
    row = -1
    for _ in range(column.count(text)):
        row = column.index(text, row + 1)
        yield row


def _header_like(column: Sequence[str]) -> set[str]:
    texts = set(column)
    looked_at = (
        texts if len(texts) <= _FEW else (texts & _roles().keys()) | set(column[:_FULLY_CHECKED])
    )
    return {text for text in looked_at if _is_main(text)}


def _is_main(text: str) -> bool:
    role = role_of(text)
    return role is not None and role[0] not in _PARTS


def _main_roles(row: Iterable[str]) -> set[str]:
    return {role[0] for text in row if (role := role_of(text)) and role[0] not in _PARTS}


def _header(grid: Grid, top: int) -> Header:
    chains = [[text] for text in _covered(grid, top)]
    bottom = top
    for row in range(top + 1, min(top + words()["header_rows"], grid.height)):
        below = _covered(grid, row)
        if not _is_under(chains, below, grid, row):
            break
        bottom = row
        for chain, text in zip(chains, below, strict=True):
            chain.append(text)
    return Header(top, bottom, _columns(chains))


def _covered(grid: Grid, row: int) -> list[str]:
    """Give the texts of a header row, a merged heading in every cell it covers."""
    texts = grid.row(row)
    above = range(row - words()["header_rows"], row + 1)
    for span in (span for top in above for span in grid.tops.get(top, ()) if span.bottom >= row):
        for column in range(span.left, min(span.right + 1, len(texts))):
            texts[column] = grid.columns[span.left][span.top]
    return texts


def _is_under(chains: Sequence[Sequence[str]], below: Sequence[str], grid: Grid, row: int) -> bool:
    """Tell whether a row goes on with the header above it."""
    own = [at for at, text in enumerate(grid.row(row)) if text and text != chains[at][-1]]
    groups = _groups([chain[-1] for chain in chains])
    known = [at for at in own if _is_sub(groups[at], below[at])]
    fitting = [
        at for at in own if groups[at] or not chains[at][-1] or role_of(chains[at][-1] + below[at])
    ]
    merged_on = all(text == chain[-1] for chain, text in zip(chains, below, strict=True) if text)
    if not own:
        return merged_on and any(below)
    return bool(known) and len(fitting) == len(own)


def _is_sub(group: str, text: str) -> bool:
    role = role_of(text)
    if role is not None:
        return True
    return group == "levels" and bool(levels_of(text))


def _groups(texts: Sequence[str]) -> list[str]:
    """Give the group that stands over each column; it goes on to the right over blanks."""
    found, current = [], ""
    for text in texts:
        if text:
            role = role_of(text)
            current = role[0] if role and role[0] in _CHILDREN else ""
        found.append(current)
    return found


def _columns(chains: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    groups = _groups_over(chains)
    made = [
        _column(at, [text for text in chain if text], groups[at]) for at, chain in enumerate(chains)
    ]
    return _unique_labels(_one_each([column for column in made if column]))


def _groups_over(chains: Sequence[Sequence[str]]) -> list[str]:
    """Give each column its group: the nearest group heading over it with something under it."""
    found = [""] * len(chains)
    for level in range(max(map(len, chains), default=1) - 1):
        groups = _groups([chain[level] for chain in chains])
        below = [
            [text for text in chain[level + 1 :] if text and text != chain[level]]
            for chain in chains
        ]
        found = [
            group if group and under else old
            for group, under, old in zip(groups, below, found, strict=True)
        ]
    return found


def _column(at: int, chain: Sequence[str], group: str) -> Column | None:
    if not chain:
        return None
    label = joined_words(chain[-1])
    if label.startswith(_OWN):
        return Column(at, "extra", label.removeprefix(_OWN))
    if group:
        return _under_group(at, chain[-1], group, label)
    role = role_of(chain[-1]) or role_of("".join(dict.fromkeys(chain))) or _of_upper(chain)
    if role is None:
        return _level_alone(at, chain[-1], label)
    return Column(at, *_named(role, chain[-1], label))


def extra_header(label: str) -> str:
    """Write the header of a column that must read back as an extra one (其他栏目表头).

    >>> extra_header("责任科室"), extra_header("公开依据")
    ('责任科室', '其他栏目：公开依据')
    """
    plain = Column(0, "extra", label)
    known = role_of(label)
    column = _column(0, [label], "") or _NOWHERE
    return label if column == plain or (known and known[0] == "remark") else f"{_OWN}{label}"


def _of_upper(chain: Sequence[str]) -> tuple[str, int] | None:
    """Take the role from above where the lowest cell is a mere bracket such as （日）."""
    if len(chain) > 1 and squeezed(chain[-1]).startswith("("):
        return role_of(chain[-2])
    return None


def _level_alone(at: int, text: str, label: str) -> Column:
    short = squeezed(text)
    if short.endswith("级") and levels_of(text):
        return Column(at, "level", label, names=levels_of(text))
    return Column(at, "extra", label)


def _named(role: tuple[str, int], text: str, label: str) -> tuple[str, str, int, tuple[str, ...]]:
    kind, rank = role
    names = (simplified(squeezed(text)).removesuffix("公开"),) if kind in ("stage", "phase") else ()
    return ("extra" if kind == "remark" else kind, label, rank if kind != "remark" else 1, names)


def _under_group(at: int, text: str, group: str, label: str) -> Column:
    role = role_of(text)
    kind = role[0] if role else ""
    if group == "levels":
        return Column(at, "level", label, names=levels_of(text) or (label,))
    if group == "path":
        return _step(at, role, label)
    if group == "audience" and not kind.startswith("audience_"):
        return Column(at, "audience_groups", label, names=(label,))
    if group in ("stages", "phases") and kind not in ("stage", "phase"):
        return Column(at, "extra", label)
    return Column(at, *_named(role, text, label)) if role else Column(at, "extra", label)


def _step(at: int, role: tuple[str, int] | None, label: str) -> Column:
    """Read a column under 公开事项: a step of the path unless it is a number, a code or the field."""
    if role and role[0] in ("seq", "code", "field", "content"):
        return Column(at, role[0], label, role[1])
    return Column(at, "path", label, role[1] if role and role[0] == "path" else 0)


_OWN = "其他栏目："
_MANY = frozenset({"path", "level", "stage", "phase", "extra", "audience_groups"})


def _one_each(columns: Sequence[Column]) -> list[Column]:
    """Keep one column of each role, the one with the best word; the others keep their own header."""
    best: dict[str, Column] = {}
    for column in columns:
        if column.role not in _MANY and column.rank < best.get(column.role, _NOWHERE).rank:
            best[column.role] = column
    kept = [
        each if each.role in _MANY or best[each.role] is each else _spare(each) for each in columns
    ]
    return _ordered_path(kept)


_NOWHERE = Column(-1, "", "", 1_000_000)


def _spare(column: Column) -> Column:
    return Column(column.index, "extra", column.label)


def _ordered_path(columns: Sequence[Column]) -> list[Column]:
    """Number the steps of the path by their words where these tell, else from left to right."""
    steps = [column for column in columns if column.role == "path"]
    told = len({step.rank for step in steps}) == len(steps) and all(step.rank for step in steps)
    order = sorted(steps, key=lambda step: step.rank) if told else steps
    ranks = {step.index: place for place, step in enumerate(order, 1)}
    return [
        evolve(column, rank=ranks[column.index]) if column.role == "path" else column
        for column in columns
    ]


def _unique_labels(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Number extra columns of the same header, so that none hides another."""
    seen: Counter[str] = Counter()
    made = []
    for column in columns:
        if column.role == "extra":
            seen[column.label] += 1
        again = seen[column.label] if column.role == "extra" else 1
        made.append(column if again == 1 else evolve(column, label=f"{column.label}（{again}）"))
    return tuple(made)
