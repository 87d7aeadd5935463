"""Rows of every kind, and what is carried down (行与补全)."""

import pytest

from tables import SUB, TOP, findings, flat, grid, item, official, read
from zwgk.tabular import Grid, Layout


def test_section_rows_name_the_field_of_the_rows_below() -> None:
    rows = [
        ["一、国土空间规划领域"],
        item("1", "甲", "乙", "丙"),
        ["二、征地补偿领域"],
        item("2", "甲", "丁", "戊"),
    ]
    found = read(official(rows, ["A3:N3", "A5:N5"]))
    assert [each.field for each in found.items] == ["国土空间规划", "征地补偿"]


def test_a_local_section_keeps_its_own_words() -> None:
    assert (
        read(official([["六、数据资源管理领域"], item("1", "甲", "乙", "丙")], ["A3:N3"]))
        .items[0]
        .field
        == "数据资源管理"
    )


def test_the_field_comes_from_the_title_else_from_the_sheet() -> None:
    titled = grid(
        [["云岭县安全生产领域基层政务公开标准目录"], TOP, SUB, item("1", "甲", "乙", "丙")],
        ["A1:N1", "B2:C2"],
    )
    assert read(titled).items[0].field == "安全生产"
    assert read(official([item("1", "甲", "乙", "丙")], label="07救灾")).items[0].field == "救灾"
    assert read(official([item("1", "甲", "乙", "丙")], label="Sheet1")).items[0].field is None


def test_several_sheets_make_one_catalogue() -> None:
    one = official([item("1", "甲", "乙", "丙")], label="01就业")
    two = official([item("1", "甲", "乙", "丁")], label="02社会保险")
    cover = grid([["云岭县标准目录汇编"], ["编制说明"]], label="封面")
    found = read(cover, one, two)
    assert [(each.field, each.content) for each in found.items] == [
        ("就业", "丙"),
        ("社会保险", "丁"),
    ]
    assert found.title == "云岭县标准目录汇编"
    (skipped,) = findings(found, "read.sheet-skipped")
    assert skipped.value == "封面"


@pytest.mark.parametrize(
    "row",
    [
        ["注：1.“■”为已选渠道；2.本目录每年更新。"],
        ["说明：本目录由县政务公开办负责解释"],
        ["填表人：某某", "", "", "审核人：某某", "", "联系电话：0000-0000000"],
        ["合计", "", "", "12项"],
        ["总计", "", "", "", "", "", "", "共12项"],
        ["云岭县政务公开办公室"],
        ["2024年3月1日"],
        ["3"],
        [""] * 14,
    ],
)
def test_notes_totals_and_signatures_are_no_items(row: list[str]) -> None:
    found = read(official([item("1", "甲", "乙", "丙"), row, item("2", "甲", "丁", "戊")]))
    assert [each.seq for each in found.items] == ["1", "2"]
    named = "".join(each.value or "" for each in findings(found, "read.row-set-aside"))
    assert all(text in named for text in row if text)


def test_a_row_with_a_name_alone_is_still_an_item() -> None:
    found = read(official([item("1", "甲", "乙", "丙"), ["2", "甲", "新事项"]]))
    assert found.items[1].path == ("甲", "新事项")
    assert found.items[1].content is None


def test_merged_cells_are_repeated_and_keep_their_place() -> None:
    rows = [
        item("1", "甲", "乙", "丙"),
        item("", "", "丁", "戊", basis=""),
        item("2", "己", "庚", "辛"),
    ]
    found = read(official(rows, ["A3:A4", "B3:B4", "E3:E4"]))
    second = found.items[1]
    assert (second.seq, second.path, second.basis_text) == (
        "1",
        ("甲", "丁"),
        "《政府信息公开条例》",
    )
    assert found.places["/items/1/basis"] == "目录.xlsx!目录!E3"
    assert found.places["/items/1/path"] == "目录.xlsx!目录!C4"
    assert found.places["/items/1/path/0"] == "目录.xlsx!目录!B3"
    assert found.places["/items/1/path/1"] == "目录.xlsx!目录!C4"
    assert found.places["/items/1/content"] == "目录.xlsx!目录!D4"
    carried = findings(found, "read.carried-down")
    assert [each.value for each in carried] == ["A4←A3", "B4←B3", "E4←E3"]


def test_rows_that_only_add_a_channel_belong_to_the_item_above() -> None:
    more = [""] * 7 + ["■政务服务中心"] + [""] * 6
    spans = [f"{column}3:{column}4" for column in "ABCDEFGIJKLMN"]
    found = read(official([item("1", "甲", "乙", "丙"), more, item("2", "甲", "丁", "戊")], spans))
    assert [each.seq for each in found.items] == ["1", "2"]
    assert found.items[0].channels is not None
    assert found.items[0].channels.checked == ("政府网站", "政务服务中心")


def test_rows_under_one_merged_content_that_repeat_all_but_the_channel_are_one_item() -> None:
    one = item("1", "甲", "乙", "丙")
    two = item("", "", "", "", channels="■公开查阅点")
    found = read(official([one, two], ["A3:A4", "B3:B4", "C3:C4", "D3:D4"]))
    assert len(found.items) == 1


def test_rows_under_one_merged_content_with_another_time_limit_are_two_items() -> None:
    one = item("1", "甲", "乙", "丙")
    two = item("", "", "", "", limit="收到批准文件之日起10个工作日内", channels="")
    found = read(official([one, two], ["A3:A4", "B3:B4", "C3:C4", "D3:D4", "H3:H4"]))
    assert [each.content for each in found.items] == ["丙", "丙"]


@pytest.mark.parametrize(
    "ditto", ["同上", "同 上", "同上。", "（同上）", "同前", "〃", "″", '"', "”", "同\n上"]
)
def test_ditto_takes_the_text_above(ditto: str) -> None:
    rows = [item("1", "甲", "乙", "丙"), item("2", "甲", "丁", "戊", limit=ditto, body=ditto)]
    found = read(official(rows))
    assert found.items[1].time_limit == found.items[0].time_limit
    assert found.items[1].publisher == "云岭县民政局"
    assert found.places["/items/1/publisher"] == "目录.xlsx!目录!G3"


def test_ditto_after_ditto_goes_back_to_the_first_text() -> None:
    rows = [
        item("1", "甲", "乙", "丙"),
        *(item(str(n), "甲", f"丁{n}", "戊", basis="同上") for n in (2, 3, 4)),
    ]
    found = read(official(rows))
    assert {each.basis_text for each in found.items} == {"《政府信息公开条例》"}
    assert found.places["/items/3/basis"] == "目录.xlsx!目录!E3"


def test_ditto_with_nothing_above_stays_as_it_is() -> None:
    assert read(official([item("1", "甲", "乙", "丙", basis="同上")])).items[0].basis_text == "同上"


def test_blanks_below_a_first_level_go_on_even_without_a_merge() -> None:
    rows = [
        item("1", "甲", "乙", "丙"),
        item("2", "", "丁", "戊"),
        item("3", "", "", "己"),
        item("4", "庚", "", "辛"),
    ]
    found = read(official(rows))
    assert [each.path for each in found.items] == [
        ("甲", "乙"),
        ("甲", "丁"),
        ("甲", "丁"),
        ("庚",),
    ]


def test_a_blank_body_is_carried_in_csv_only() -> None:
    rows = [item("1", "甲", "乙", "丙"), item("", "", "丁", "戊", body="")]
    assert read(flat([TOP, SUB, *rows])).items[1].publisher == "云岭县民政局"
    assert read(flat([TOP, SUB, *rows])).items[1].seq == "1"
    assert read(official(rows)).items[1].publisher is None


def test_nothing_is_carried_from_one_field_into_the_next() -> None:
    head = ["领域", "序号", "一级事项", "公开内容", "公开依据", "公开主体"]
    rows = [
        ["救灾", "1", "甲", "丙", "《防洪法》", "甲局"],
        ["", "2", "", "丁", "", ""],
        ["就业", "3", "", "戊", "", ""],
    ]
    found = read(flat([head, *rows]))
    assert [each.field for each in found.items] == ["救灾", "救灾", "就业"]
    assert [each.publisher for each in found.items] == ["甲局", "甲局", None]
    assert [each.path for each in found.items] == [("甲",), ("甲",), ()]


def test_a_dash_says_that_there_is_nothing_and_stops_carrying() -> None:
    rows = [
        item("1", "甲", "乙", "丙"),
        item("2", "甲", "—", "丁", body="—"),
        item("3", "甲", "戊", "己", body=""),
    ]
    found = read(flat([TOP, SUB, *rows]))
    assert found.items[1].path == ("甲",)
    assert [each.publisher for each in found.items] == ["云岭县民政局", None, None]


def test_extra_columns_are_never_carried() -> None:
    head = ["序号", "事项名称", "公开内容", "公开依据", "备注"]
    rows = [["1", "甲", "乙", "《统计法》", "涉密除外"], ["2", "丙", "丁", "《统计法》", ""]]
    assert read(flat([head, *rows])).items[1].extras == {}
    merged = read(grid([head, *rows], ["E2:E3"]))
    assert [dict(each.extras) for each in merged.items] == [{"备注": "涉密除外"}, {}]


def test_a_tick_merged_over_rows_or_levels_holds_for_all_of_them() -> None:
    rows = [
        item("1", "甲", "乙", "丙", ticks="√||√||√|"),
        item("2", "甲", "丁", "戊", ticks="||||√|√"),
    ]
    found = read(official(rows, ["I3:I4", "K3:K4", "M3:N3"]))
    assert [each.levels for each in found.items] == [("县级", "乡级")] * 2
    assert all(each.audience and each.audience.public and each.attribute for each in found.items)


def test_a_title_tells_place_and_version() -> None:
    found = read(
        grid(
            [["云岭县基层政务公开标准目录（2024年版）"], TOP, SUB, item("1", "甲", "乙", "丙")],
            ["A1:N1"],
        )
    )
    assert (found.title, found.locality, found.version) == (
        "云岭县基层政务公开标准目录（2024年版）",
        "云岭县",
        "2024",
    )


def test_lines_above_the_header_may_name_version_and_day() -> None:
    lines = [["云岭县标准目录"], ["版本：第二版", "施行日期：2024年5月1日"]]
    found = read(grid([*lines, TOP, SUB, item("1", "甲", "乙", "丙")], ["A1:N1"]))
    assert found.version == "第二版"
    assert found.effective is not None
    assert found.effective.isoformat() == "2024-05-01"


def test_a_page_table_takes_its_field_from_the_heading_before_it() -> None:
    rows = [TOP, SUB, item("1", "甲", "乙", "丙")]
    made = Grid.of_rows(
        "目录.docx",
        "表2",
        rows,
        layout=Layout.TABLE,
        heading="云岭县户籍管理领域基层政务公开标准目录",
    )
    found = read(made)
    assert found.items[0].field == "户籍管理"
    assert found.places["/items/0/content"] == "目录.docx!表2!R3C4"


def test_a_page_table_cut_off_from_its_header_goes_on() -> None:
    first = Grid.of_rows(
        "目录.docx", "表1", [TOP, SUB, item("1", "甲", "乙", "丙")], layout=Layout.TABLE
    )
    second = Grid.of_rows("目录.docx", "表2", [item("2", "甲", "丁", "戊")], layout=Layout.TABLE)
    assert [each.seq for each in read(first, second).items] == ["1", "2"]


def test_hidden_sheets_are_named_and_left_alone_unless_they_are_all_there_is() -> None:
    shown = official([item("1", "甲", "乙", "丙")], label="新")
    hidden = official([item("1", "甲", "乙", "旧")], label="旧", shown=False)
    found = read(hidden, shown)
    assert [each.content for each in found.items] == ["丙"]
    assert findings(found, "read.sheet-skipped")[0].value == "旧"
    assert [each.content for each in read(hidden).items] == ["旧"]
