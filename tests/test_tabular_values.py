"""Ticks, words and findings of the cells of an item (单元格取值)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tables import findings, flat, grid, item, official, only, read
from zwgk.tabular import catalog
from zwgk.tabular.ticks import attributes_in, audience_in, groups_in, levels_in, ticked
from zwgk.terms import Attribute

HEAD = ["序号", "事项名称", "公开内容", "公开依据"]


@pytest.mark.parametrize(
    "sign", ["√", "✓", "✔", "●", "■", "☑", "◆", "是", "有", "1", "V", "∨", "√√", " √ ", "TRUE"]
)
def test_a_tick_is_a_tick_in_any_sign(sign: str) -> None:
    assert ticked(sign) is True


@pytest.mark.parametrize("sign", ["", "×", "□", "☐", "○", "否", "无", "0", "-", "—", "/", "　"])
def test_an_empty_box_or_a_cross_is_none(sign: str) -> None:
    assert ticked(sign) is False


@pytest.mark.parametrize(
    ("cell", "groups"),
    [
        ("√", "特定群体"),
        ("√（被征收人）", "被征收人"),
        ("√被征收人", "被征收人"),
        ("学生家长", "学生家长"),
        ("□", None),
        ("/", None),
    ],
)
def test_the_group_column_gives_words_or_the_usual_word(cell: str, groups: str | None) -> None:
    assert groups_in(cell) == groups


@pytest.mark.parametrize(
    ("cell", "public", "groups"),
    [
        ("全社会", True, None),
        ("社会公众", True, None),
        ("面向社会", True, None),
        ("特定群体", False, "特定群体"),
        ("特定群众", False, "特定群体"),
        ("特定群体（被征收人）", False, "被征收人"),
        ("特定群体：申请人", False, "申请人"),
        ("学生家长", False, "学生家长"),
        ("全社会、被征收人", True, "被征收人"),
        ("全社会/特定群体", True, "特定群体"),
        ("■全社会 □特定群体", True, None),
        ("□全社会\n☑特定群体", False, "特定群体"),
        ("□全社会 □特定群体", False, None),
    ],
)
def test_an_audience_in_words(cell: str, public: bool, groups: str | None) -> None:
    found = audience_in(cell)
    assert found is not None
    assert (found.public, found.groups) == (public, groups)


@pytest.mark.parametrize(
    ("cell", "modes"),
    [
        ("主动公开", [Attribute.PROACTIVE]),
        ("主动", [Attribute.PROACTIVE]),
        ("依申请", [Attribute.ON_REQUEST]),
        ("申请公开", [Attribute.ON_REQUEST]),
        ("不予公开", [Attribute.WITHHELD]),
        ("■主动公开 □依申请公开", [Attribute.PROACTIVE]),
        ("主动公开/依申请公开", [Attribute.PROACTIVE, Attribute.ON_REQUEST]),
        ("网站发布", []),
    ],
)
def test_an_attribute_in_words(cell: str, modes: list[Attribute]) -> None:
    assert list(attributes_in(cell)) == modes


@pytest.mark.parametrize(
    ("cell", "levels"),
    [
        ("县级", ("县级",)),
        ("区级、镇街级", ("县级", "乡级")),
        ("乡、村级", ("乡级", "村级")),
        ("县级\n乡级", ("县级", "乡级")),
        ("■县级 □乡级", ("县级",)),
        ("园区办", ("园区办",)),
        ("/", ()),
    ],
)
def test_levels_in_words(cell: str, levels: tuple[str, ...]) -> None:
    assert levels_in(cell) == levels


def test_both_modes_ticked_is_a_conflict_at_its_cell() -> None:
    rows = [item("1", "甲", "乙", "丙"), item("2", "甲", "丁", "戊", ticks="√||√|√|√|")]
    found = read(official(rows))
    assert found.items[1].attribute is None
    (conflict,) = findings(found, "attribute.conflict")
    assert (conflict.path, conflict.place) == ("/items/1/attribute", "目录.xlsx!目录!K4")


def test_lost_ticks_give_no_audience_and_no_attribute() -> None:
    found = only(official([item("1", "甲", "乙", "丙", ticks="|||||")]))
    assert found.attribute is None
    assert found.audience is not None
    assert not found.audience.public
    assert found.levels == ()


def test_levels_of_local_names_come_in_the_standards_words() -> None:
    head = [*HEAD, "公开层级", "", ""]
    table = grid(
        [
            head,
            ["", "", "", "", "市级", "区级", "镇街级"],
            ["1", "甲", "乙", "《统计法》", "", "√", "√"],
        ],
        ["E1:G1"],
    )
    assert only(table).levels == ("县级", "乡级")


def test_words_in_a_tick_column_are_not_lost() -> None:
    found = only(official([item("1", "甲", "乙", "丙", ticks="√||部分主动||县级各部门|")]))
    assert found.attribute is Attribute.PROACTIVE
    assert found.levels == ("县级",)
    assert found.extras == {"主动": "部分主动", "县级": "县级各部门"}


def test_grounds_for_withholding_are_read_by_article() -> None:
    found = only(
        flat(
            [
                [*HEAD, "公开方式", "不予公开理由"],
                ["1", "甲", "乙", "《统计法》", "不予公开", "第十四条：国家秘密"],
            ]
        )
    )
    assert [(each.article, each.item) for each in found.grounds] == [("第十四条", "国家秘密")]
    assert found.attribute is Attribute.WITHHELD


def test_unknown_columns_are_told_once_and_remarks_are_not() -> None:
    rows = [[str(n), "甲", f"乙{n}", "《统计法》", "股室", "页", "无"] for n in range(5)]
    found = read(flat([[*HEAD, "责任科室", "公开格式", "备注"], *rows]))
    (unknown,) = findings(found, "read.column-unknown")
    assert unknown.value == "责任科室、公开格式"
    assert found.items[0].extras == {"责任科室": "股室", "公开格式": "页", "备注": "无"}


def test_missing_columns_are_told_once_a_table_with_their_names() -> None:
    rows = [[str(n), "甲", f"乙{n}", "《统计法》"] for n in range(5)]
    found = read(
        flat([HEAD, *rows]), required={"time_limit": "时限", "content": "内容", "channels": "渠道"}
    )
    (missing,) = findings(found, "read.column-missing")
    assert missing.value == "时限、渠道"
    assert missing.place == "目录.csv!1:1"


def test_hidden_struck_commented_and_formula_cells_are_told() -> None:
    rows = [item(str(n), "甲", f"乙{n}", "丙") for n in range(1, 6)]
    made = official(
        rows,
        hidden=frozenset({3}),
        struck=frozenset({4, 5}),
        comments={(2, 3): "待核"},
        formulas={(2, 4): "=A1"},
    )
    found = read(made)
    assert len(found.items) == 5
    assert findings(found, "read.row-hidden")[0].place == "目录.xlsx!目录!A4"
    assert findings(found, "read.row-struck")[0].value == "第 5 行、第 6 行"
    assert findings(found, "read.comment")[0].value == "D3：待核"
    assert findings(found, "read.formula")[0].place == "目录.xlsx!目录!E3"


def test_places_are_a_mapping_of_every_item_and_key() -> None:
    found = read(
        official([item("1", "甲", "乙", "丙"), item("2", "甲", "丁", "戊", ticks="|农户|√||√|")])
    )
    assert found.places["/items/1"] == "目录.xlsx!目录!A4"
    assert found.places["/items/1/audience"] == "目录.xlsx!目录!J4"
    assert found.places["/items/1/audience/groups"] == "目录.xlsx!目录!J4"
    assert found.places[""] == "目录.xlsx"
    assert len(found.places) == len(list(found.places)) == 2 * 12
    assert all(found.places[pointer] for pointer in found.places)
    for missing in (
        "/items/2",
        "/items/x",
        "/items",
        "/title",
        "/items/0/basis/0",
        "/items/0/nothing",
        "/items/" + "9" * 5000,
    ):
        assert missing not in found.places


def test_places_of_extras_are_found_by_their_header() -> None:
    found = read(flat([[*HEAD, "科室/股室"], ["1", "甲", "乙", "《统计法》", "综合股"]]))
    assert found.places["/items/0/extras/科室~1股室"] == "目录.csv!2:5"


CELLS = st.text("序号公开事项内容依据时限主体渠道√■□、。（）()：0一 \n同上—领域目录注", max_size=12)
ROWS = st.lists(st.lists(CELLS, max_size=15), max_size=12)


@given(ROWS)
def test_no_table_makes_reading_fail(rows: list[list[str]]) -> None:
    catalog([flat(rows)])
    found = catalog([official(rows)])
    assert found is not None
    found.to_dict()


TEXTS = st.text("甲乙丙丁戊己庚辛壬癸", min_size=1, max_size=6)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS), min_size=1, max_size=8))
def test_every_text_of_an_item_row_is_in_the_item(cells: list[tuple[str, ...]]) -> None:
    head = ["序号", "一级事项", "二级事项", "公开内容", "公开依据", "公开时限", "公开主体", "备注"]
    found = read(flat([head, *([str(n), *row, row[0]] for n, row in enumerate(cells, 1))]))
    assert len(found.items) == len(cells)
    for row, each in zip(cells, found.items, strict=True):
        assert each.time_limit is not None
        assert row == (
            *each.path,
            each.content,
            each.basis_text,
            each.time_limit.text,
            each.publisher,
        )
        assert each.extras == {"备注": row[0]}
