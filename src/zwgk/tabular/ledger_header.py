"""The header of a ledger (台账表头): one row, or group headings over a row of short names.

The words are data: ``data/vocabulary/ledger.toml``.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from attrs import frozen

from zwgk.tabular.grid import Grid, letters
from zwgk.tabular.ledger_cells import table
from zwgk.text.normal import simplified, squeezed

__all__ = ["Head", "head_of", "own_header"]

_BRACKETS = re.compile(r"\([^()]*\)")
_LONGEST = 60
#: before the header of a column of the office's own whose name would read as a column of ours
_OWN = "其他栏目："
_NAMELESS = "（无表头）"


@frozen
class Head:
    """The header of one sheet (表头): its last row, the columns of each role, and those not known."""

    top: int
    bottom: int
    columns: Mapping[str, tuple[int, ...]]
    unknown: Mapping[int, str]

    def of(self, role: str) -> tuple[int, ...]:
        """Give the columns of a role (按栏目取列)."""
        return self.columns.get(role, ())

    def others(self, grid: Grid) -> Iterator[tuple[int, str]]:
        """List the columns of no role, with the name each is kept under (其他栏目)."""
        known = {column for found in self.columns.values() for column in found}
        for column in range(len(grid.columns)):
            if column not in known:
                yield column, self.unknown.get(column, f"{_NAMELESS}{letters(column)}")


def head_of(grid: Grid) -> Head | None:
    """Find the header of a ledger; nothing if the sheet holds none (查找表头).

    >>> rows = [["编号", "申请人", "申请内容", "收到日期", "到期提醒"]]
    >>> head_of(Grid.of_rows("台账.csv", None, rows)).unknown
    {4: '到期提醒'}
    """
    for top in range(min(grid.height, table()["head_rows"])):
        upper = grid.row(top)
        if sum(map(bool, upper)) <= 1:
            continue
        found = _best(grid, top, upper)
        if _telling(found):
            return found
    return None


def _best(grid: Grid, top: int, upper: Sequence[str]) -> Head:
    one = _head(top, top, [("", label) for label in upper])
    if top + 1 >= grid.height:
        return one
    pairs = list(zip(_spread(grid, top, upper), grid.row(top + 1), strict=True))
    two = _head(top, top + 1, pairs)
    return two if _known(two) > _known(one) else one


def _known(head: Head) -> int:
    return sum(map(len, head.columns.values()))


def _telling(head: Head) -> bool:
    begun = any(head.of(role) for role in table()["any_of"])
    return begun and len(head.columns) >= table()["least_columns"]


def _spread(grid: Grid, top: int, upper: Sequence[str]) -> list[str]:
    """Let a group heading stand over every column it is merged over; without merges, over the blanks after it."""
    spans = [span for span in grid.tops.get(top, ()) if span.right > span.left]
    found = list(upper)
    for span in spans:
        for column in range(span.left, min(span.right + 1, len(found))):
            found[column] = upper[span.left]
    if not spans:
        for column in range(1, len(found)):
            found[column] = found[column] or found[column - 1]
    return found


def _head(top: int, bottom: int, labels: Sequence[tuple[str, str]]) -> Head:
    columns: dict[str, list[int]] = {}
    unknown: dict[int, str] = {}
    context = ""
    for at, (group, label) in enumerate(labels):
        own = label.startswith(_OWN)
        role = None if own else _role(group, label, context, columns)
        if role:
            columns.setdefault(role, []).append(at)
            context = _group_of().get(role, "")
        elif label or group:
            named = f"{group}{label}" if group != label else label
            unknown[at] = label.removeprefix(_OWN) if own else named
    return Head(top, bottom, {role: tuple(found) for role, found in columns.items()}, unknown)


def own_header(label: str, before: Sequence[str]) -> str:
    """Write the header of a column that must read back as one of the office's own (自设栏目表头).

    >>> own_header("经办人", ["编号"]), own_header("编号", ["编号"])
    ('经办人', '其他栏目：编号')
    """
    head = _head(0, 0, [("", each) for each in (*before, label)])
    return label if head.unknown.get(len(before)) == label else f"{_OWN}{label}"


def _role(group: str, label: str, context: str, seen: Mapping[str, Any]) -> str | None:
    """Find the role of a column: by its heading and name, by the columns before it, by its name alone."""
    whole = _words().get
    names = list(_forms(label)) if label else list(_forms(group))
    heads = list(_forms(group)) if group and label else []
    under = (whole(f"{head}{name}") for head in heads for name in names)
    near = (_short().get((context, name)) for name in names)
    alone = (whole(name) for name in names)
    return (
        next(filter(None, under), None)
        or next((role for role in near if role and role not in seen), None)
        or next(filter(None, alone), None)
    )


@lru_cache(maxsize=4096)
def _forms(label: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_each_form(label))) if len(label) <= _LONGEST else ()


def _each_form(label: str) -> Iterator[str]:
    plain = simplified(squeezed(label)).strip(":*※、,")
    yield plain
    for suffix in table()["suffixes"]:
        if plain.endswith(suffix):
            yield plain.removesuffix(suffix)
    yield _BRACKETS.sub("", plain)


@cache
def _words() -> Mapping[str, str]:
    """Map every name of a column to its role, those under a group heading included."""
    found: dict[str, str] = {}
    for each in table()["column"]:
        for word in (each["label"], *each.get("words", ())):
            found.setdefault(squeezed(word), each["role"])
    for each in table()["column"]:
        for group in table()["group"].get(each.get("group"), ()):
            for word in (*each["short"], *each.get("below", ())):
                found.setdefault(squeezed(group + word), each["role"])
    return found


@cache
def _short() -> Mapping[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for each in table()["column"]:
        for word in each.get("short", ()):
            found.setdefault((each["group"], squeezed(word)), each["role"])
    return found


@cache
def _group_of() -> Mapping[str, str]:
    return {each["role"]: each.get("group", "") for each in table()["column"]}
