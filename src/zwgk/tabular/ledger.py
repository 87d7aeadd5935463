"""An office's ledger of applications in grids → applications (台账识读): one row an application, its events dated in columns.

A row joined to the one above by a merged number or name goes on with the same application. Nothing is guessed: a day
that cannot be read is a finding with its cell, and its event stays an empty place. Knows no file.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve

from zwgk.model.application import Application
from zwgk.model.ledger import Ledger
from zwgk.report import Finding, finding
from zwgk.tabular.grid import Grid
from zwgk.tabular.ledger_cells import is_blank, table
from zwgk.tabular.ledger_header import Head, head_of
from zwgk.tabular.ledger_rows import Made, Rows, application_of
from zwgk.text.normal import squeezed

__all__ = ["ledger"]

_JOINING = ("id", "seq", "applicant.name")
_TELLING = (*_JOINING[::2], "description", "applicant.identity", "applicant.contact")
_LISTED = 20


def ledger(grids: Iterable[Grid]) -> Ledger | None:
    """Read the applications that grids hold (识读台账); nothing if none of them is a ledger.

    >>> rows = [["编号", "申请人", "申请内容", "收到日期"], ["1", "李青", "预算", "2026.9.14"]]
    >>> ledger([Grid.of_rows("台账.csv", None, rows)])[0].events[0].to_dict()
    {'event': 'received', 'on': '2026-09-14'}
    """
    listed = list(grids)
    sheets = [(grid, head) for grid in listed if (head := head_of(grid))]
    if not sheets:
        return None
    made: list[Made] = []
    reading: list[Finding] = []
    for grid, head in sheets:
        rows, aside = _sorted(grid, head)
        made += [application_of(each, n) for n, each in enumerate(rows, len(made))]
        reading += _about(grid, head, aside, [row for each in rows for row in each.rows])
    reading += _skipped(listed, [grid for grid, _ in sheets])
    places = {path: place for each in made for path, place in each.places.items()}
    found = (each for one in made for each in one.findings)
    return Ledger(tuple(_named(made)), {"": listed[0].source, **places}, reading=(*reading, *found))


def _named(made: Sequence[Made]) -> Iterator[Application]:
    """Give running numbers that several sheets share the name of their sheet."""
    count = Counter(each.application.id for each in made)
    for each in made:
        name = each.application.id
        twice = each.running and each.sheet and count[name] > 1
        yield evolve(each.application, id=f"{each.sheet}-{name}") if twice else each.application


# ------------------------------------------------------------------ rows


def _sorted(grid: Grid, head: Head) -> tuple[list[Rows], list[int]]:
    """Tell the rows of applications from headings repeated, totals and notes."""
    found: list[Rows] = []
    aside: list[int] = []
    header = grid.row(head.bottom), grid.row(head.top)
    joined = _joined(grid, head)
    for row in range(head.bottom + 1, grid.height):
        texts = grid.row(row)
        if not any(texts) or texts in header or _only_numbered(head, texts):
            continue
        if row in joined and found:
            found[-1] = evolve(found[-1], rows=(*found[-1].rows, row))
        elif _is_application(head, texts):
            found.append(Rows(grid, head, (row,)))
        else:
            aside.append(row)
    return found, aside


def _joined(grid: Grid, head: Head) -> frozenset[int]:
    """List the rows that a merged number or name joins to the one above."""
    columns = {column for role in _JOINING for column in head.of(role)}
    return frozenset(
        row
        for span in grid.spans
        if span.left in columns and span.left == span.right and span.top > head.bottom
        for row in range(span.top + 1, span.bottom + 1)
    )


def _only_numbered(head: Head, texts: Sequence[str]) -> bool:
    """Tell whether a row only has its running number, as prepared rows do."""
    numbered = {*head.of("seq"), *head.of("id")}
    return all(not text or at in numbered for at, text in enumerate(texts)) and not any(
        texts[at] for at in head.of("id")
    )


def _is_application(head: Head, texts: Sequence[str]) -> bool:
    first = squeezed(next(filter(None, texts), ""))
    if any(
        first == each or first.startswith((f"{each}:", f"{each}：")) for each in table()["totals"]
    ):
        return False
    roles = (*_TELLING, *table()["any_of"], "seq")
    written = [at for role in roles for at in head.of(role) if not is_blank(texts[at])]
    return bool(written) and sum(map(bool, texts)) > 1


# ------------------------------------------------------------------ what reading has to say


def _about(grid: Grid, head: Head, aside: Sequence[int], rows: Sequence[int]) -> Iterator[Finding]:
    yield from _columns(grid, head)
    if aside:
        numbers = "、".join(str(row + 1) for row in aside[:_LISTED])
        message = f"有 {len(aside)} 行是说明或者合计，没有作为申请读入：第 {numbers} 行"
        texts = "；".join(" ".join(filter(None, grid.row(row))) for row in aside)
        yield finding(
            "read.row-set-aside", "", message, place=grid.address(aside[0], 0), value=texts
        )
    yield from _marked(grid, rows)


def _columns(grid: Grid, head: Head) -> Iterator[Finding]:
    if head.unknown:
        names = "、".join(head.unknown.values())
        column = next(iter(head.unknown))
        own = grid.columns[column][head.bottom]
        place = grid.address(head.bottom if own else head.top, column)
        message = f"有 {len(head.unknown)} 个栏目不参与计算，内容照原样保留：{names}"
        hint = "其中确有办理情况的，改用台账的栏目名称；其他的无须处理"
        yield finding("read.column-unknown", "", message, place=place, value=names, hint=hint)
    labels = {each["role"]: each["label"] for each in table()["column"]}
    absent = "、".join(labels[role] for role in table()["required"] if not head.of(role))
    if absent:
        place = grid.address(head.top, 0)
        basis = table()["required_basis"]
        message = f"表头中没有“{absent}”栏"
        yield finding("read.column-missing", "", message, place=place, value=absent, basis=basis)


def _marked(grid: Grid, rows: Sequence[int]) -> Iterator[Finding]:
    """Tell of hidden and struck rows, and of formulas without a result."""
    words: Mapping[str, tuple[frozenset[int], str]] = {
        "read.row-hidden": (grid.hidden, "隐藏"),
        "read.row-struck": (grid.struck, "划有删除线"),
    }
    for code, (marked, said) in words.items():
        if found := sorted(marked.intersection(rows)):
            message = f"有 {len(found)} 行{said}，已照常读入"
            yield finding(code, "", message, place=grid.address(found[0], 0))
    if grid.formulas:
        message = f"有 {len(grid.formulas)} 个单元格是公式而没有存下结果，按公式原文读入"
        yield finding("read.formula", "", message, place=grid.address(*min(grid.formulas)))


def _skipped(grids: Sequence[Grid], read: Sequence[Grid]) -> Iterator[Finding]:
    left = [each for each in grids if each not in read and any(map(any, each.columns))]
    if left:
        names = "、".join(each.label or each.source for each in left)
        message = f"有 {len(left)} 张工作表没有台账：{names}"
        yield finding("read.sheet-skipped", "", message, place=left[0].source, value=names)
