"""A report as rows of text (结果表): what the Excel and CSV outputs write."""

from collections.abc import Iterator, Sequence

from zwgk.render.context import Item, item_of
from zwgk.render.grouping import Tally, by_field, by_place, by_publisher
from zwgk.render.places import spot
from zwgk.render.wording import LABELS, headline, line, title, unread
from zwgk.report import Finding, Report

__all__ = ["HEADER", "WIDTHS", "rows", "summary"]

#: the columns of a finding
HEADER = (
    "序号",
    "程度",
    "表",
    "单元格",
    "领域",
    "公开主体",
    "公开事项",
    "问题",
    "说明",
    "原文",
    "办法",
    "依据",
    "代码",
    "路径",
)
#: how wide each column is shown, in characters
WIDTHS = (6, 8, 26, 9, 14, 20, 24, 24, 46, 30, 40, 28, 24, 24)


def rows(report: Report) -> Iterator[tuple[str, ...]]:
    """List the findings as rows under :data:`HEADER`, by place (结果行).

    >>> from zwgk.report import finding
    >>> one = finding("channel.none", "/items/0/channels", "", place="目录.csv!12:6")
    >>> next(rows(Report((one,))))[1:4]
    ('错误', '目录.csv', '12:6')
    """
    ordered = (each for _, found in by_place(report) for each in found)
    for number, each in enumerate(ordered, start=1):
        yield (str(number), *_cells(each, item_of(each.path, report.context) or Item()))


def _cells(finding: Finding, item: Item) -> tuple[str, ...]:
    place = spot(finding.place or "")
    texts = (place.table, place.cell, item.field, item.publisher, item.name, title(finding))
    more = (finding.message, finding.value, finding.hint, finding.basis, finding.code, finding.path)
    return (LABELS[finding.severity], *(line(each or "") for each in (*texts, *more)))


def summary(report: Report) -> Iterator[tuple[str, ...]]:
    """List headline and counts by field and unit as rows (汇总行).

    >>> list(summary(Report(subject="目录.xlsx")))
    [('目录.xlsx：未发现问题',)]
    """
    yield (headline(report),)
    yield from ((f"未检查：{each}",) for each in unread(report))
    yield from _counted("领域", by_field(report))
    yield from _counted("公开主体", by_publisher(report))


def _counted(name: str, tallies: Sequence[Tally]) -> Iterator[tuple[str, ...]]:
    if tallies:
        yield ()
        yield name, "事项数", "有问题的事项", *LABELS.values()
        yield from (
            (each.name, str(each.items), str(each.touched), *map(str, each.counts.values()))
            for each in tallies
        )
