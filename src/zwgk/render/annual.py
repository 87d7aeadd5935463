"""The annual report in the official form (年报格式): the cells of tables two to four, and the same as Markdown.

Source: 国办公开办函〔2021〕30号; reports of 2019 and 2020 have the form of 国办公开办函〔2019〕60号.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from attrs import frozen

from zwgk.model import AnnualReport, FeeStatement
from zwgk.text import annual as words

__all__ = ["Block", "Cell", "blocks", "fee_title", "figure", "heading", "page", "statement"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&#$])")
_BREAKS = re.compile(r"[\r\n]+")
_LABELS = 3


@frozen
class Cell:
    """One cell of a form (单元格), with the rows and columns it covers; counted from 0."""

    row: int
    column: int
    value: str | int | float | None
    down: int = 1
    across: int = 1
    head: bool = False


@frozen
class Block:
    """One table of the form (一张表), under its heading."""

    title: str
    cells: tuple[Cell, ...]

    @property
    def rows(self) -> list[list[str | int | float | None]]:
        """The cells as rows of equal length; what a merge covers is empty (各行)."""
        height = max((cell.row + cell.down for cell in self.cells), default=0)
        width = max((cell.column + cell.across for cell in self.cells), default=0)
        made: list[list[str | int | float | None]] = [[None] * width for _ in range(height)]
        for cell in self.cells:
            made[cell.row][cell.column] = cell.value
        return made


def heading(report: AnnualReport) -> str:
    """Write the title of the report (报告标题).

    >>> heading(AnnualReport(2025, {}, body="柳坪区教育局"))
    '柳坪区教育局2025年政府信息公开工作年度报告'
    """
    return f"{report.body}{report.year:04}年{words.table()['title']}"


def blocks(report: AnnualReport) -> tuple[Block, ...]:
    """Lay out tables two, three and four (表二、表三、表四).

    >>> [block.title for block in blocks(AnnualReport(2025, {}))][1]
    '三、收到和处理政府信息公开申请情况'
    """
    table = words.table()
    return (
        Block(table["proactive"]["title"], tuple(_proactive(report))),
        Block(table["requests"]["title"], tuple(_requests(report))),
        Block(table["remedies"]["title"], tuple(_remedies(report))),
    )


def page(report: AnnualReport) -> str:
    """Write the statistics of a report as Markdown (年报 Markdown)."""
    return "\n".join(_page(report)) + "\n"


def _page(report: AnnualReport) -> Iterator[str]:
    yield from (f"# {_escaped(heading(report))}", "")
    for block in blocks(report):
        yield from (f"## {block.title}", "")
        first, *rest = block.rows
        yield _line(first)
        yield f"|{' --- |' * len(first)}"
        yield from map(_line, rest)
        yield ""
    yield from (f"## {fee_title()}", "")
    for each in statement(report.fee):
        yield from (_escaped(each), "")


def fee_title() -> str:
    """Name the part of the report that holds the fee statement (第六部分标题).

    >>> fee_title()
    '六、其他需要报告的事项'
    """
    title: str = words.table()["fee"]["title"]
    return title


def statement(fee: FeeStatement | None) -> tuple[str, ...]:
    """Say what the fee statement says (信息处理费说明).

    >>> statement(FeeStatement(1, 380.0))
    ('本年发出收费通知 1 件，收取信息处理费 380 元。',)
    """
    if fee is None:
        return ()
    said = words.table()["fee"]["text"].format(notices=fee.notices, amount=figure(fee.amount))
    return (said, fee.text) if fee.text else (said,)


def figure(number: float) -> str:
    """Write a number without a needless fraction (数字).

    >>> figure(380.0), figure(12.5)
    ('380', '12.5')
    """
    return str(int(number)) if number == int(number) else repr(number)


def _line(row: Sequence[Any]) -> str:
    return f"| {' | '.join(_shown(cell) for cell in row)} |"


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return _escaped(value) if isinstance(value, str) else figure(value)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", _BREAKS.sub(" ", text))


# ------------------------------------------------------------------ table two


def _proactive(report: AnnualReport) -> Iterator[Cell]:
    table = words.table()["proactive"]
    parts = [part for part in table["part"] if _of_year(part, report.year)]
    width = max(len(part["columns"]) for part in parts)
    top = 0
    for part in parts:
        yield Cell(top, 0, part["article"], across=width + 1, head=True)
        yield Cell(top + 1, 0, table["content"], head=True)
        titles = [table["columns"][key]["title"] for key in part["columns"]]
        yield from _across(top + 1, titles, width, head=True)
        for row, key in enumerate(part["rows"], top + 2):
            yield Cell(row, 0, table["rows"][key]["title"], head=True)
            given = getattr(report.proactive, key, None)
            figures = [getattr(given, column, None) for column in part["columns"]]
            yield from _across(row, figures, width, head=False)
        top += 2 + len(part["rows"])


def _of_year(part: Any, year: int) -> bool:
    return bool(part.get("since", year) <= year < part.get("until", year + 1))


def _across(row: int, values: Sequence[Any], width: int, *, head: bool) -> Iterator[Cell]:
    """Put values behind the first column, the last of them as wide as is left."""
    last = len(values) - 1
    for n, value in enumerate(values):
        yield Cell(row, n + 1, value, across=width - last if n == last else 1, head=head)


# ------------------------------------------------------------------ table three


def _requests(report: AnnualReport) -> Iterator[Cell]:
    yield from _requests_head()
    rows = words.rows(report.year)
    top = _LABELS
    results = [row for row in rows if row.leaf or row.key == "total"]
    first = top + next(n for n, row in enumerate(rows) if row is results[0])
    yield Cell(first, 0, _groups()["granted"]["title"], down=len(results), head=True)
    yield from _group_labels(rows, top)
    groups = {row.key.partition(".")[0] for row in rows if _inside(row, rows)}
    for at, row in enumerate(rows, top):
        yield _label(at, row, results, groups)
        for n, value in enumerate(_cells(report, row.key, rows)):
            yield Cell(at, _LABELS + n, value)


def _requests_head() -> Iterator[Cell]:
    table = words.table()["requests"]
    columns = table["column"]
    inner = [n for n, each in enumerate(columns) if each.get("organisation")]
    yield Cell(0, 0, f"（{table['note']}）", down=_LABELS, across=_LABELS, head=True)
    yield Cell(0, _LABELS, table["applicant"], across=len(columns) + 1, head=True)
    yield Cell(1, _LABELS + inner[0], table["organisations"], across=len(inner), head=True)
    for n, name in enumerate(words.applicants()):
        if n in inner:
            yield Cell(2, _LABELS + n, name, head=True)
        else:
            yield Cell(1, _LABELS + n, name, down=2, head=True)


def _group_labels(rows: Sequence[words.Row], top: int) -> Iterator[Cell]:
    """Label the groups of leaves, such as 不予公开, over all their rows."""
    for group in words.table()["requests"]["group"]:
        inside = [n for n, row in enumerate(rows, top) if row.key.startswith(f"{group['key']}.")]
        if len(inside) > 1:
            yield Cell(inside[0], 1, f"{group['number']}{group['title']}", len(inside), head=True)


def _inside(row: words.Row, rows: Sequence[words.Row]) -> bool:
    """Whether a row stands with others under the label of a group."""
    group, dot, _ = row.key.partition(".")
    return bool(dot) and sum(each.key.startswith(f"{group}.") for each in rows) > 1


def _label(at: int, row: words.Row, results: Sequence[words.Row], groups: set[str]) -> Cell:
    group, dot, _ = row.key.partition(".")
    if group in groups:
        return Cell(at, 2, row.whole, head=True)
    if row not in results:
        return Cell(at, 0, row.whole, across=_LABELS, head=True)
    alone = _groups()[group] if dot else None
    title = f"{alone['number']}{alone['title']}" if alone else row.whole
    return Cell(at, 1, title, across=_LABELS - 1, head=True)


def _groups() -> dict[str, Any]:
    return {each["key"]: each for each in words.table()["requests"]["group"]}


def _cells(report: AnnualReport, key: str, rows: Sequence[words.Row]) -> Iterable[Any]:
    """Give the figures of a row; rows that the form of the year has not are counted in their group's only one."""
    group, dot, _ = key.partition(".")
    shown = {row.key for row in rows}
    keys = [key] + [
        each
        for each in report.requests
        if dot and each.startswith(f"{group}.") and each not in shown
    ]
    given = [report.requests[each] for each in keys if each in report.requests]
    return map(sum, zip(*given, strict=True)) if given else (None,) * len(words.applicants())


# ------------------------------------------------------------------ table four


def _remedies(report: AnnualReport) -> Iterator[Cell]:
    names = words.results()
    above: dict[str, int] = {}
    for n, group in enumerate(words.table()["remedies"]["group"]):
        left, over = n * len(names), group.get("above")
        if over:
            above.setdefault(over, left)
        yield Cell(1 if over else 0, left, group["title"], across=len(names), head=True)
        cells = (report.remedies or {}).get(group["key"], (None,) * len(names))
        for column, (name, value) in enumerate(zip(names, cells, strict=True), left):
            yield Cell(2 if over else 1, column, name, down=1 if over else 2, head=True)
            yield Cell(3, column, value)
    whole = len(names) * len(words.table()["remedies"]["group"])
    for title, left in above.items():
        yield Cell(0, left, title, across=whole - left, head=True)
