"""Findings counted and put in order (归类): by field, by unit, by code, by place."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

from zwgk.render.context import Item, item_key, item_of, items
from zwgk.render.places import spot
from zwgk.render.wording import line
from zwgk.report import Finding, Report
from zwgk.terms import Severity

__all__ = ["Tally", "by_code", "by_field", "by_place", "by_publisher", "collapsed"]

_RANK = {severity: rank for rank, severity in enumerate(Severity)}
_WHOLE = "（整个目录）"
_LAST = (1_000_000_000,)


@frozen
class Tally:
    """How one group fares (分组计数): its items, those with findings, findings by severity."""

    name: str
    items: int
    touched: int
    counts: Mapping[Severity, int]

    @property
    def total(self) -> int:
        """How many findings there are (总数)."""
        return sum(self.counts.values())


def by_field(report: Report) -> tuple[Tally, ...]:
    """Count per field, the worst first (按领域汇总).

    >>> by_field(Report(context={"items": (("安全生产", None, "处罚"),)}))[0].items
    1
    """
    return _tallies(report, lambda item: item.field or "（未填领域）")


def by_publisher(report: Report) -> tuple[Tally, ...]:
    """Count per publishing unit, the worst first (按公开主体汇总).

    >>> by_publisher(Report(context={"items": (("安全生产", None, "处罚"),)}))[0].name
    '（未填公开主体）'
    """
    return _tallies(report, lambda item: item.publisher or "（未填公开主体）")


def _tallies(report: Report, name: Callable[[Item], str]) -> tuple[Tally, ...]:
    """Count items and findings per name; nothing where the report knows no item."""
    listed: dict[str, int] = defaultdict(int)
    for item in items(report.context):
        listed[name(item)] += 1
    found: dict[str, list[Finding]] = defaultdict(list)
    for each in report.findings if listed else ():
        item_or_none = item_of(each.path, report.context)
        found[name(item_or_none) if item_or_none else _WHOLE].append(each)
    made = (
        _tally(group, listed.get(group, 0), found[group], report.context)
        for group in listed | found
    )
    return tuple(sorted(made, key=_worst_first))


def _tally(name: str, count: int, found: Iterable[Finding], context: Mapping[str, Any]) -> Tally:
    counts = dict.fromkeys(Severity, 0)
    touched = set()
    for each in found:
        counts[each.severity] += 1
        touched.add(item_key(each.path, context))
    return Tally(name, count, len(touched - {None}), counts)


def _worst_first(tally: Tally) -> tuple[int, ...]:
    return tuple(-tally.counts[each] for each in Severity)


def by_code(report: Report) -> tuple[tuple[Finding, ...], ...]:
    """Group by severity and code: errors first, then in the order met (按问题归类).

    >>> by_code(Report())
    ()
    """
    groups: dict[tuple[Severity, str], list[Finding]] = defaultdict(list)
    for each in report.findings:
        groups[each.severity, each.code].append(each)
    return tuple(tuple(groups[key]) for key in sorted(groups, key=lambda key: _RANK[key[0]]))


def collapsed(findings: Iterable[Finding]) -> tuple[tuple[Finding, int], ...]:
    """Show once, with a count, what a merged cell says for several items (同一单元格合并列出).

    >>> from zwgk.report import finding
    >>> same = [finding("channel.none", f"/items/{n}", "", place="目录.csv!9:6") for n in (0, 1)]
    >>> [number for _, number in collapsed(same)]
    [2]
    """
    groups: dict[Finding, list[Finding]] = defaultdict(list)
    for each in findings:
        is_cell = each.place and spot(each.place).cell
        groups[evolve(each, path="") if is_cell else each].append(each)
    return tuple((same[0], len(same)) for same in groups.values())


def by_place(report: Report) -> tuple[tuple[str, tuple[Finding, ...]], ...]:
    """Group by table, in the order of the items, and sort by row and column within (按位置归类).

    >>> from zwgk.report import finding
    >>> found = [finding("channel.none", "", "", place=f"目录.csv!{row}:6") for row in (10, 9)]
    >>> [each.place for each in by_place(Report(tuple(found)))[0][1]]
    ['目录.csv!9:6', '目录.csv!10:6']
    """
    groups: dict[str, list[Finding]] = defaultdict(list)
    for each in report.findings:
        groups[_table(each)].append(each)
    first = {table: min(_positions(found), default=_LAST) for table, found in groups.items()}
    ordered = sorted(groups, key=lambda table: first[table])
    return tuple((table, tuple(sorted(groups[table], key=_in_table))) for table in ordered)


def _table(finding: Finding) -> str:
    return line(spot(finding.place).table) if finding.place else ""


def _positions(findings: Iterable[Finding]) -> Iterator[tuple[int, ...]]:
    """List the numbers in the paths of findings: they rise in the subject's order."""
    for each in findings:
        if numbers := _numbers(each.path):
            yield numbers


def _numbers(path: str) -> tuple[int, ...]:
    steps = path.split("/")
    return tuple(
        int(step)
        for step in steps
        if step.isascii() and step.isdigit() and len(step) < len("1000000000")
    )


def _in_table(finding: Finding) -> tuple[tuple[int, int], tuple[int, ...], int]:
    order = spot(finding.place).order if finding.place else (0, 0)
    return order, _numbers(finding.path), _RANK[finding.severity]
