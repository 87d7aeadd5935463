"""Small tables for the tests of reading (测试用表格)."""

from collections.abc import Sequence
from typing import Any

from zwgk.model import Catalog, CatalogItem
from zwgk.report import Finding
from zwgk.tabular import Grid, Layout, Span, catalog
from zwgk.tabular.grid import letters

TOP = [
    "序号",
    "公开事项",
    "",
    "公开内容（要素）",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开渠道和载体",
]
TOP += ["公开对象", "", "公开方式", "", "公开层级", ""]
SUB = [
    "",
    "一级事项",
    "二级事项",
    "",
    "",
    "",
    "",
    "",
    "全社会",
    "特定群体",
    "主动",
    "依申请",
    "县级",
    "乡级",
]
HEAD_SPANS = (
    "A1:A2",
    "B1:C1",
    "D1:D2",
    "E1:E2",
    "F1:F2",
    "G1:G2",
    "H1:H2",
    "I1:J1",
    "K1:L1",
    "M1:N1",
)


def item(seq: str, first: str, second: str, content: str, **other: str) -> list[str]:
    """Make one row of the official form; other columns have usual values."""
    usual = {
        "basis": "《政府信息公开条例》",
        "limit": "信息形成或者变更之日起20个工作日内",
        "body": "云岭县民政局",
        "channels": "■政府网站",
        "ticks": "√||√||√|",
    } | other
    ticks = usual["ticks"].split("|")
    return [
        seq,
        first,
        second,
        content,
        usual["basis"],
        usual["limit"],
        usual["body"],
        usual["channels"],
        *ticks,
    ]


def span(cells: str) -> Span:
    """Turn B4:B6 into a merged range."""
    (left, top), (right, bottom) = (_cell(each) for each in cells.split(":"))
    return Span(top, left, bottom, right)


def _cell(name: str) -> tuple[int, int]:
    column = name.rstrip("0123456789")
    return next(at for at in range(800) if letters(at) == column), int(name[len(column) :]) - 1


def grid(
    rows: Sequence[Sequence[str]],
    spans: Sequence[str] = (),
    label: str | None = "目录",
    **more: Any,
) -> Grid:
    """Make a sheet."""
    return Grid.of_rows("目录.xlsx", label, rows, spans=tuple(map(span, spans)), **more)


def official(rows: Sequence[Sequence[str]], spans: Sequence[str] = (), **more: Any) -> Grid:
    """Make a sheet with the two header rows of the official form; items begin in row 3."""
    return grid([TOP, SUB, *rows], [*HEAD_SPANS, *spans], **more)


def flat(rows: Sequence[Sequence[str]]) -> Grid:
    """Make a table as csv gives it."""
    return Grid.of_rows("目录.csv", None, rows, layout=Layout.LINES, flat=True)


def read(*grids: Grid, **more: Any) -> Catalog:
    """Read a catalogue that must be there."""
    found = catalog(grids, **more)
    assert found is not None
    return found


def only(*grids: Grid) -> CatalogItem:
    """Read the only item."""
    (found,) = read(*grids).items
    return found


def findings(found: Catalog, code: str) -> list[Finding]:
    """Give the findings of one code."""
    return [each for each in found.reading if isinstance(each, Finding) and each.code == code]
