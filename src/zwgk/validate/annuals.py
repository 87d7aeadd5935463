"""Checks of the annual report's statistics (年报检查): every sum of tables three and four, and from year to year.

The sums are those printed in the form (国办公开办函〔2021〕30号); last year's figures are compared where two reports
of one body are checked together.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from attrs import evolve

from zwgk.model import AnnualReport
from zwgk.report import Finding, finding, nearest
from zwgk.text import annual as words
from zwgk.text.normal import squeezed
from zwgk.validate.annual_cell import suspect

__all__ = ["CHECKS", "across"]

Check = Callable[[AnnualReport], Iterator[Finding]]
_Cells = Sequence[int]
_UNCOUNTED = "annual.outcome-unknown"


# ------------------------------------------------------------------ within one report


def balanced(report: AnnualReport) -> Iterator[Finding]:
    """Find columns where what came in is not what went out (收支不平)."""
    if any(isinstance(each, Finding) and each.code == _UNCOUNTED for each in report.reading):
        return
    balance = words.table()["requests"]["balance"]
    rows = _rows(report, (*balance["left"], *balance["right"]))
    if rows is None:
        return
    titles = _titles()
    for n, name in enumerate(words.applicants()):
        left, right = (_side(rows, balance[side], n, titles) for side in ("left", "right"))
        path = f"/requests/{balance['left'][0]}/{n}"
        yield from _unequal(path, f"“{name}”栏", left, right)


def totalled(report: AnnualReport) -> Iterator[Finding]:
    """Find columns whose total is not the sum of its leaves (分项之和不等于总计)."""
    leaves = tuple(row.key for row in words.rows() if row.leaf)
    rows = _rows(report, (*leaves, "total"))
    if rows is None:
        return
    title = _titles()["total"]
    for n, name in enumerate(words.applicants()):
        left = f"{len(leaves)} 个分项之和为", sum(rows[key][n] for key in leaves)
        right = f"“{title}”行为", rows["total"][n]
        yield from _unequal(f"/requests/total/{n}", f"“{name}”栏", left, right)


def rows_added(report: AnnualReport) -> Iterator[Finding]:
    """Find rows whose six columns do not add up to their total (横向合计不符)."""
    *parts, total = words.applicants()
    titles = _titles()
    for key in report.requests:
        if (cells := _row(report.requests, key, len(parts) + 1)) and key in titles:
            left = f"{len(parts)} 类申请人之和为", sum(cells[:-1])
            yield from _unequal(
                f"/requests/{key}", f"“{titles[key]}”行", left, (f"“{total}”栏为", cells[-1])
            )


def remedies_added(report: AnnualReport) -> Iterator[Finding]:
    """Find remedies whose results do not add up to their total (复议诉讼合计不符)."""
    *parts, total = words.results()
    remedies = report.remedies or {}
    for group in words.table()["remedies"]["group"]:
        if cells := _row(remedies, group["key"], len(parts) + 1):
            left = f"{'、'.join(parts)}之和为", sum(cells[:-1])
            path = f"/remedies/{group['key']}"
            name = "·".join(filter(None, (group.get("above"), group["title"])))
            yield from _unequal(path, f"“{name}”", left, (f"“{total}”为", cells[-1]))


def fee_unexplained(report: AnnualReport) -> Iterator[Finding]:
    """Find applications ended for an unpaid fee without a fee statement (缺收费说明)."""
    key = words.table()["fee"]["row"]
    cells = _row(report.requests, key, len(words.applicants()))
    if cells and cells[-1] and report.fee is None:
        title = _titles()[key]
        message = f"“{title}”有 {cells[-1]} 件，第六部分没有说明收取信息处理费的情况"
        yield finding("annual.fee-statement", "/fee", message)


def sums(report: AnnualReport) -> Iterator[Finding]:
    """Find the sums of table three that do not hold (表三勾稽); where one cell explains them all, the hint names it."""
    found = [each for check in (balanced, totalled, rows_added) for each in check(report)]
    told = _told(report) if found else None
    yield from (evolve(each, hint=told) if told else each for each in found)


def _told(report: AnnualReport) -> str | None:
    """Say which cell alone would explain every broken sum."""
    rows = _rows(report, (row.key for row in words.rows()))
    cell = suspect(rows) if rows else None
    if rows is None or cell is None:
        return None
    figure = rows[cell.row][cell.column]
    where = f"“{_titles()[cell.row]}”行“{words.applicants()[cell.column]}”栏"
    return f"先核对{where}：这一格由 {figure} 改为 {figure - cell.excess}，各处即全部相符"


CHECKS: tuple[Check, ...] = (sums, remedies_added, fee_unexplained)


def _side(
    rows: Mapping[str, _Cells], keys: Sequence[str], n: int, titles: Mapping[str, str]
) -> tuple[str, int]:
    written = " ＋ ".join(f"“{titles[key]}” {rows[key][n]}" for key in keys)
    return f"{written} ＝", sum(rows[key][n] for key in keys)


def _unequal(
    path: str, where: str, left: tuple[str, int], right: tuple[str, int]
) -> Iterator[Finding]:
    (what, one), (other, two) = left, right
    if one != two:
        message = f"{where}：{what} {one}，{other} {two}，相差 {abs(one - two)}"
        yield finding("annual.identity", path, message, value=str(two))


def _rows(report: AnnualReport, keys: Iterable[str]) -> Mapping[str, _Cells] | None:
    """Give the rows of a sum, or nothing where the shape has already found one at fault."""
    length = len(words.applicants())
    found = {key: _row(report.requests, key, length) for key in keys}
    return None if None in found.values() else {key: row for key, row in found.items() if row}


def _row(rows: Mapping[str, _Cells], key: str, length: int) -> _Cells | None:
    cells = rows.get(key)
    return cells if cells is not None and len(cells) == length else None


@cache
def _titles() -> Mapping[str, str]:
    return {row.key: row.short for row in words.rows()}


# ------------------------------------------------------------------ from year to year


def across(reports: Mapping[int, AnnualReport]) -> Iterator[tuple[int, Finding]]:
    """Compare each report with last year's of the same body (跨年核对); findings under the number of the later one."""
    known = {(squeezed(each.body), each.year): each for each in reports.values()}
    for n, each in reports.items():
        last = known.get((squeezed(each.body), each.year - 1))
        if last is not None:
            for found in (*_carried(each, last), *_stock(each, last)):
                place = nearest(found.path, each.places)
                yield n, evolve(found, place=place) if place else found


def _carried(report: AnnualReport, last: AnnualReport) -> Iterator[Finding]:
    """Find columns where what was carried over changed with the year (结转数不符)."""
    length = len(words.applicants())
    now = _row(report.requests, "carried_in", length)
    then = _row(last.requests, "carried_out", length)
    if now is None or then is None:
        return
    titles = _titles()
    for n, name in enumerate(words.applicants()):
        left = f"{last.year} 年“{titles['carried_out']}”为", then[n]
        right = f"{report.year} 年“{titles['carried_in']}”为", now[n]
        yield from _unequal(f"/requests/carried_in/{n}", f"“{name}”栏", left, right)


def _stock(report: AnnualReport, last: AnnualReport) -> Iterator[Finding]:
    """Find documents whose number in force does not follow from last year's (现行有效件数不符)."""
    stock = words.table()["proactive"]["stock"]
    for key in stock["rows"]:
        before = _figure(last, key, stock["now"])
        figures = [_figure(report, key, stock[each]) for each in ("now", "plus", "minus")]
        now, plus, minus = (each if each is not None else 0 for each in figures)
        if before is None or figures[0] is None or before + plus - minus == now:
            continue
        title = words.table()["proactive"]["rows"][key]["title"]
        message = (
            f"“{title}”：去年现行有效 {before} 件，加本年制发 {plus} 件，减本年废止 {minus} 件，"
            f"为 {before + plus - minus} 件，表中现行有效 {now} 件"
        )
        yield finding("annual.stock", f"/proactive/{key}/{stock['now']}", message, value=str(now))


def _figure(report: AnnualReport, key: str, column: str) -> int | None:
    documents = getattr(report.proactive, key, None)
    figure: int | None = getattr(documents, column, None)
    return figure
