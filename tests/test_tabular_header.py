"""Header rows of every kind (表头)."""

import pytest

from tables import HEAD_SPANS, SUB, TOP, flat, grid, item, official, only, read
from zwgk.tabular.header import role_of, tables
from zwgk.terms import Attribute, Phase, Stage

ROW = item("1", "行政许可", "取水许可", "许可结果")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("序\n号", "seq"),
        ("公 开\n时限（日）", "time_limit"),
        ("公开时限\n（工作日）", "time_limit"),
        ("公开渠道和载体（“■”为必选）", "channels"),
        ("公开渠道和载体\n■必选项 □可选项", "channels"),
        (
            "公开渠道和载体（在标注范围内至少选择其一公开，法律法规规章另有规定的从其规定）",
            "channels",
        ),
        ("公开渠道和载体在标注范围内至少选择其一", "channels"),
        ("責任主體", "publisher"),
        ("公开责任主体", "publisher"),
        ("责任单位（公开主体）", "publisher"),
        ("载　体", "channels"),
        ("公开形式", "channels"),
        ("公开层次", "levels"),
        ("特 定\n群 众", "audience_groups"),
        ("定众特群", "audience_groups"),
        ("公开内容(要素)", "content"),
        ("公开内容（要素", "content"),
        ("6.公开时限", "time_limit"),
        ("公开依据：", "basis"),
        ("事项编码", "code"),
        ("试点领域", "field"),
    ],
)
def test_a_header_word_is_known_however_it_is_written(text: str, role: str) -> None:
    found = role_of(text)
    assert found is not None
    assert found[0] == role


@pytest.mark.parametrize(
    "text", ["", "责任科室", "公开格式", "许可结果", "云岭县民政局", "2024年", "公开" * 80]
)
def test_other_words_are_no_header(text: str) -> None:
    assert role_of(text) is None


def test_two_header_rows_with_merged_groups_are_read() -> None:
    found = only(official([ROW]))
    assert found.path == ("行政许可", "取水许可")
    assert found.audience is not None
    assert found.audience.public
    assert found.attribute is Attribute.PROACTIVE
    assert found.levels == ("县级",)


def test_group_headings_without_merges_cover_the_blanks_to_their_right() -> None:
    found = only(flat([TOP, SUB, ROW]))
    assert found.path == ("行政许可", "取水许可")
    assert found.levels == ("县级",)


def test_a_third_header_row_and_titles_above_do_not_disturb() -> None:
    titles = [
        ["云岭县标准目录"] + [""] * 13,
        ["（试点版）"] + [""] * 13,
        ["基本信息"] + [""] * 7 + ["公开要求"] + [""] * 5,
    ]
    shifted = [cells.translate(str.maketrans("12", "45")) for cells in HEAD_SPANS]
    found = only(grid([*titles, TOP, SUB, ROW], ["A1:N1", "A2:N2", "A3:H3", "I3:N3", *shifted]))
    assert found.seq == "1"


def test_groups_may_stand_in_the_second_of_three_rows() -> None:
    over = ["基本信息", "", "", "公开要素", "", "", "", "", "对象、方式和层级", "", "", "", "", ""]
    shifted = [cells.translate(str.maketrans("12", "23")) for cells in HEAD_SPANS]
    table = grid([over, TOP, SUB, ROW], ["A1:C1", "D1:H1", "I1:N1", *shifted])
    assert only(table).levels == ("县级",)


def test_one_header_row_with_everything_in_words_is_read() -> None:
    head = [
        "领域",
        "序号",
        "一级事项",
        "二级事项",
        "公开内容",
        "公开依据",
        "公开时限",
        "公开主体",
        "公开渠道",
    ]
    head += ["公开对象", "公开方式", "公开层级"]
    row = [
        "救灾",
        "1",
        "政策",
        "法规",
        "文本",
        "《防洪法》",
        "及时公开",
        "云岭县应急局",
        "政府网站",
        "全社会",
        "主动公开",
        "县级、乡级",
    ]
    found = only(flat([head, row]))
    assert (found.field, found.attribute, found.levels) == (
        "救灾",
        Attribute.PROACTIVE,
        ("县级", "乡级"),
    )


def test_columns_may_stand_in_any_order() -> None:
    head = ["公开主体", "公开时限", "公开依据", "公开内容", "事项名称", "序号"]
    found = only(flat([head, ["甲局", "实时公开", "《统计法》", "年报", "统计年报", "7"]]))
    assert (found.seq, found.path, found.publisher) == ("7", ("统计年报",), "甲局")


def test_of_two_columns_of_one_kind_the_second_is_kept_as_an_extra() -> None:
    head = ["序号", "事项名称", "公开内容", "公开依据", "责任单位", "公开主体", "备注", "备注"]
    found = only(flat([head, ["1", "年报", "全文", "《统计法》", "综合股", "甲局", "一", "二"]]))
    assert found.publisher == "甲局"
    assert found.extras == {"责任单位": "综合股", "备注": "一", "备注（2）": "二"}


def test_a_column_without_a_header_is_kept_under_its_number() -> None:
    head = ["序号", "事项名称", "公开内容", "公开依据", ""]
    assert only(flat([head, ["1", "年报", "全文", "《统计法》", "暂缓"]])).extras == {
        "第5列": "暂缓"
    }


def test_three_levels_of_items_make_a_path_of_three() -> None:
    head = [
        ["序号", "公开事项", "", "", "公开内容", "公开依据"],
        ["", "一级事项", "二级事项", "三级事项", "", ""],
    ]
    table = grid(
        [*head, ["1", "甲", "乙", "丙", "全文", "《统计法》"]], ["A1:A2", "B1:D1", "E1:E2", "F1:F2"]
    )
    assert only(table).path == ("甲", "乙", "丙")


def test_a_process_column_under_the_items_is_a_step_of_the_path() -> None:
    head = [
        ["序号", "公开事项", "", "", "公开内容", "公开依据"],
        ["", "一级事项", "过程", "二级事项", "", ""],
    ]
    table = grid(
        [*head, ["1", "甲", "受理", "乙", "全文", "《统计法》"]],
        ["A1:A2", "B1:D1", "E1:E2", "F1:F2"],
    )
    assert only(table).path == ("甲", "受理", "乙")


def test_code_and_remark_columns_find_their_places() -> None:
    head = ["事项编码", "公开类别", "公开事项", "公开内容", "公开依据", "备注"]
    found = only(flat([head, ["YL-001", "规划", "总体规划", "文本", "《城乡规划法》", "涉密除外"]]))
    assert (found.code, found.path, found.extras) == (
        "YL-001",
        ("规划", "总体规划"),
        {"备注": "涉密除外"},
    )


def test_stages_and_phases_are_read_from_signs_and_from_words() -> None:
    head = ["序号", "事项名称", "公开内容", "公开依据", "五公开", "发布解读回应"]
    found = only(
        flat(
            [
                head,
                ["1", "年报", "全文", "《统计法》", "□决策 ■执行 □管理 □服务 ■结果", "发布、解读"],
            ]
        )
    )
    assert found.stages == (Stage.EXECUTION, Stage.RESULT)
    assert found.phases == (Phase.RELEASE, Phase.INTERPRETATION)


def test_one_column_each_for_the_five_stages() -> None:
    head = [["序号", "事项名称", "公开内容", "公开依据", "五公开", "", "", "", ""]]
    head += [["", "", "", "", "决策", "执行", "管理", "服务", "结果"]]
    found = only(flat([*head, ["1", "年报", "全文", "《统计法》", "√", "", "", "√", ""]]))
    assert found.stages == (Stage.DECISION, Stage.SERVICE)


def test_a_header_that_comes_again_is_no_item() -> None:
    rows = [TOP, SUB, ROW, TOP, SUB, item("2", "行政许可", "采砂许可", "许可结果")]
    found = read(flat(rows))
    assert [each.seq for each in found.items] == ["1", "2"]


def test_a_second_table_in_a_sheet_may_have_other_columns() -> None:
    other = ["序号", "领域", "事项名称", "公开内容", "公开依据", "公开时限"]
    found = read(
        flat(
            [
                TOP,
                SUB,
                ROW,
                [""] * 14,
                other,
                ["1", "就业", "招聘会", "时间", "《就业促进法》", "及时公开"],
            ]
        )
    )
    assert [(each.field, each.path[-1]) for each in found.items] == [
        (None, "取水许可"),
        ("就业", "招聘会"),
    ]


def test_tables_of_other_kinds_are_no_catalogue() -> None:
    tasks = [["序号", "工作任务", "责任单位", "完成时限"], ["1", "编制目录", "各局", "6月底"]]
    links = [["相关文章"], ["公开时限说明"]]
    contacts = [["单位", "联系人", "电话"], ["甲局", "某某", "0000"]]
    assert [tables(flat(rows)) for rows in (tasks, links, contacts, [], [[""]])] == [()] * 5


def test_the_form_column_tells_by_its_words_what_it_is() -> None:
    head = ["序号", "事项名称", "公开内容", "公开依据", "公开形式", "公开方式"]
    swapped = only(flat([head[:5], ["1", "年报", "全文", "《统计法》", "主动公开"]]))
    assert swapped.attribute is Attribute.PROACTIVE
    found = only(
        flat([[*head[:4], "公开方式"], ["1", "年报", "全文", "《统计法》", "政府网站、公示栏"]])
    )
    assert found.channels is not None
    assert "政府网站" in found.channels.checked
    both = only(flat([head, ["1", "年报", "全文", "《统计法》", "政府网站", "依申请公开"]]))
    assert both.attribute is Attribute.ON_REQUEST
