"""Findings find their items, and come in the order of the subject."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import large, small
from zwgk.render import html, markdown, tables, terminal
from zwgk.render.context import Item, item_key, item_of, items, together
from zwgk.render.grouping import by_code, by_field, by_place, by_publisher, collapsed
from zwgk.render.places import spot, where
from zwgk.report import Finding, Report, finding
from zwgk.terms import Severity

ONE = {"items": (("安全生产", "县应急管理局", "处罚"), (None, " ", "计划\n"))}


@pytest.mark.parametrize(
    ("path", "context", "expected"),
    [
        ("/items/0/time_limit/text", ONE, Item("安全生产", "县应急管理局", "处罚")),
        ("/items/1", ONE, Item(None, None, "计划")),
        ("/items/2", ONE, None),
        ("/items/-1", ONE, None),
        ("/items/²", ONE, None),
        ("/items", ONE, None),
        ("", ONE, None),
        ("/items/0", {}, None),
        ("/1/items/0", {"parts": ({}, ONE)}, Item("安全生产", "县应急管理局", "处罚")),
        ("/0/items/0", {"parts": ({}, ONE)}, None),
        (
            "/1/0/items/0",
            {"parts": ({}, {"parts": (ONE,)})},
            Item("安全生产", "县应急管理局", "处罚"),
        ),
        ("/7/items/0", {"parts": ({}, ONE)}, None),
    ],
)
def test_a_path_tells_the_item(
    path: str, context: dict[str, object], expected: Item | None
) -> None:
    assert item_of(path, context) == expected


@given(st.text(max_size=40))
def test_no_path_is_too_strange_to_look_up(path: str) -> None:
    assert item_of(path, {"parts": (ONE,)}) is None or item_key(path, {"parts": (ONE,)})


@pytest.mark.parametrize(
    ("place", "table", "cell", "order"),
    [
        ("目录.xlsx!安全生产!F12", "目录.xlsx!安全生产", "F12", (12, 6)),
        ("目录.xlsx!安全生产!AA3", "目录.xlsx!安全生产", "AA3", (3, 27)),
        ("目录.docx!表2!R5C7", "目录.docx!表2", "R5C7", (5, 7)),
        ("目录.csv!12:7", "目录.csv", "12:7", (12, 7)),
        ("目录.csv!12", "目录.csv", "12", (12, 0)),
        ("目录.xlsx!填表说明", "目录.xlsx!填表说明", "", (0, 0)),
        ("目录!旧.xlsx!表!A1", "目录!旧.xlsx!表", "A1", (1, 1)),
        ("F12", "F12", "", (0, 0)),
    ],
)
def test_a_place_comes_apart(place: str, table: str, cell: str, order: tuple[int, int]) -> None:
    found = spot(place)
    assert (found.table, found.cell, found.order) == (table, cell, order)


@pytest.mark.parametrize(
    ("place", "path", "shown"),
    [
        ("目录.csv!12:7", "/items/3", "目录.csv!12:7"),
        ("目录.json", "/1/items/3", "目录.json /1/items/3"),
        ("目录.xlsx!填表说明", "/1", "目录.xlsx!填表说明"),
        (None, "/items/3", "/items/3"),
        (None, "", "整体"),
    ],
)
def test_where_a_place_names_no_cell_the_path_does(
    place: str | None, path: str, shown: str
) -> None:
    assert where(finding("channel.none", path, "", place=place)) == shown


def test_fields_and_units_are_counted_the_worst_first() -> None:
    assert [(each.name, each.items, each.touched, each.total) for each in by_field(small())] == [
        ("安全生产", 2, 2, 2),
        ("义务教育", 1, 1, 1),
        ("（整个目录）", 0, 0, 1),
    ]
    assert [each.name for each in by_publisher(small())][:2] == ["县应急管理局", "县教育局"]


def test_without_items_nothing_is_counted() -> None:
    assert by_field(Report(small().findings)) == ()


@given(st.integers(0, 300))
def test_counts_add_up_to_all_findings(number: int) -> None:
    report = large(number)
    for tallies in (by_field(report), by_publisher(report)):
        assert sum(each.total for each in tallies) == number
        assert sum(each.items for each in tallies) == 100


def test_codes_come_by_severity() -> None:
    ranks = [[*Severity].index(group[0].severity) for group in by_code(large(30))]
    assert ranks == sorted(ranks)


def test_tables_come_in_the_order_of_their_items_and_rows_in_the_order_of_the_sheet() -> None:
    cells = [
        ("/items/7", "乙!B10"),
        ("/items/6", "乙!B9"),
        ("", "说明"),
        ("/items/0", "甲!C2"),
        ("/items/0", "甲!B2"),
    ]
    found = tuple(
        finding("channel.none", path, "", place=f"目录.xlsx!{cell}") for path, cell in cells
    )
    shown = [
        (each.place or "").partition("!")[2]
        for _, group in by_place(Report(found))
        for each in group
    ]
    assert shown == ["甲!B2", "甲!C2", "乙!B9", "乙!B10", "说明"]


def test_a_merged_cell_is_listed_once_and_counted() -> None:
    same = [
        finding("channel.none", f"/items/{n}/channels", "无", place="目录.xlsx!表!H4")
        for n in range(3)
    ]
    other = finding("channel.none", "/items/3/channels", "无", place="目录.xlsx!表!H7")
    loose = [finding("channel.none", f"/items/{n}/channels", "无") for n in range(2)]
    assert [number for _, number in collapsed([*same, other, *loose])] == [3, 1, 1, 1]
    report = Report((*same, other))
    for shown in (terminal.table(report), markdown.page(report), html.page(report)):
        assert shown.count("H4") == 1
        assert "无（涉及 3 条事项）" in shown
    assert len([*tables.rows(report)]) == 4


def test_reports_on_several_files_keep_their_numbers() -> None:
    one = Report((Finding("channel.none", Severity.ERROR, "/items/1/channels", ""),), context=ONE)
    joined = together([None, one])
    assert [each.path for each in joined.findings] == ["/1/items/1/channels"]
    assert item_of(joined.findings[0].path, joined.context) == Item(None, None, "计划")
    assert len([*items(joined.context)]) == 2
