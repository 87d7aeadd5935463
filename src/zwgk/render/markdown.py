"""A report as Markdown (Markdown 报告), fit to be pasted into a mail."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import starmap

from zwgk.render.grouping import Tally, by_field, by_place, by_publisher, collapsed
from zwgk.render.places import within
from zwgk.render.wording import (
    LABELS,
    MEANING,
    basis,
    fact,
    headline,
    line,
    shortened,
    title,
    unread,
)
from zwgk.report import Finding, Report
from zwgk.terms import Severity

__all__ = ["SPECIAL", "page"]

#: signs that Markdown would take for its own
SPECIAL = re.compile(r"([\\`*_\[\]<>|~&#$])")
_LONG = 400
_UNITS_SHOWN = 20
_COLUMNS = ("位置", "程度", "问题", "说明", "办法", "依据")


def page(report: Report, *, heading: str = "政务公开目录检查报告") -> str:
    """Write a report as Markdown: headline, counts, one table per sheet (Markdown 报告).

    >>> print(page(Report(subject="目录.xlsx")))
    # 政务公开目录检查报告
    <BLANKLINE>
    **目录.xlsx：未发现问题**
    <BLANKLINE>
    """
    return "\n".join([f"# {escaped(heading)}", "", *_summary(report), *_groups(report)])


def escaped(text: str) -> str:
    """Write a text so that Markdown takes no sign of it (转义)."""
    return SPECIAL.sub(r"\\\1", shortened(line(text), _LONG))


def _summary(report: Report) -> Iterator[str]:
    yield from (f"**{escaped(headline(report))}**", "")
    yield from (f"- 未检查：{escaped(each)}" for each in unread(report))
    asked = [
        f"{name}：{line(report.context[key])}" for key, name in _ASKED if report.context.get(key)
    ]
    if asked:
        yield from (escaped("；".join(asked)), "")
    if report.findings:
        yield from ("；".join(f"{LABELS[each]}＝{MEANING[each]}" for each in Severity), "")
        yield from _tallies("领域", by_field(report))
        yield from _tallies("公开主体", by_publisher(report))


_ASKED = (("on", "检查日期"), ("pack", "检查方案"))


def _tallies(name: str, tallies: Sequence[Tally]) -> Iterator[str]:
    found = [each for each in tallies if each.total]
    if found:
        rows = [
            (each.name, str(each.items or "—"), *map(str, each.counts.values()))
            for each in found[:_UNITS_SHOWN]
        ]
        yield from table((name, "事项数", *LABELS.values()), rows)
        if left := len(found) - _UNITS_SHOWN:
            yield from ([f"其余 {left} 个{name}从略。", ""] if left > 0 else [])


def _groups(report: Report) -> Iterator[str]:
    for named, found in by_place(report):
        yield from (f"## {escaped(named.replace('!', ' · ')) or '整个目录'}", "")
        yield from table(_COLUMNS, starmap(_row, collapsed(found)))


def _row(finding: Finding, number: int) -> tuple[str, ...]:
    label = LABELS[finding.severity]
    return (
        within(finding),
        label,
        title(finding),
        fact(finding, number),
        finding.hint or "",
        basis(finding),
    )


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Write rows under a head, escaped (表格)."""
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    yield from (f"| {' | '.join(map(escaped, row))} |" for row in rows)
    yield ""
