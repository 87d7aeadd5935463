"""Matters by stages: the empty sheet, every stage filled, elements by attribute, the catalogue, files there and back."""

import json
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import zwgk
from zwgk import matters
from zwgk.cli import main
from zwgk.errors import ShapeError, ZwgkError
from zwgk.model import Catalog, CatalogItem, LeftOut, MatterSheet, MatterStage, Power
from zwgk.report import Finding
from zwgk.tabular import Grid
from zwgk.tabular.matters import matter_form, matter_sheet
from zwgk.terms import Attribute, Severity

POWER: dict[str, Any] = {
    "name": "食品经营许可",
    "kind": "行政许可",
    "department": "白石县市场监督管理局",
    "supervision": "热线12345",
    "remedy": "行政复议、行政诉讼",
}
ROW: dict[str, Any] = {
    "matter": "食品经营许可",
    "stage": "决定",
    "information": "许可结果",
    "code": "B03",
    "attribute": "主动公开",
    "basis": "《政府信息公开条例》第二十条",
    "content": "许可证编号、主体名称",
    "publisher": "白石县市场监督管理局",
    "time_limit": "7个工作日内",
    "channels": "政府网站",
}


def sheet(*rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    whole = {"type": "matter-sheet", "powers": [POWER], "stages": ["决定"], "rows": [*rows]}
    return whole | more


def findings(subject: Any, pack: str = "nanjing") -> list[Finding]:
    return [
        each
        for each in zwgk.validate(subject, pack=pack).findings
        if each.code != "check.day-needed"
    ]


def codes(subject: Any, pack: str = "nanjing") -> list[tuple[str, str]]:
    return [(each.code, each.path) for each in findings(subject, pack)]


# ------------------------------------------------------------------ the empty sheet


def test_an_empty_sheet_has_a_row_for_each_stage_of_each_matter() -> None:
    listed: list[Any] = [Power("许可"), {"name": "年检", "service": True}]
    made = matters.sheet(listed, stages=["受理", "决定"], title="环节表")
    assert [(each.matter, each.stage) for each in made.rows] == [
        ("许可", "受理"),
        ("许可", "决定"),
        ("年检", "受理"),
        ("年检", "决定"),
    ]
    assert made.title == "环节表"
    assert made.stages == ("受理", "决定")
    assert made.powers[1].service is True


def test_without_stages_the_five_of_open_administration_serve() -> None:
    assert matters.sheet([Power("许可")]).stages == ("决策", "执行", "管理", "服务", "结果")


def test_wrong_lists_are_refused() -> None:
    with pytest.raises(ZwgkError, match=r"same name: 许可$"):
        matters.sheet([Power("许可"), Power("许可"), Power("年检")])
    with pytest.raises(ShapeError):
        matters.sheet([{"kind": "行政许可"}])
    with pytest.raises(ZwgkError, match="stages= wants several names, not the text '受理'"):
        matters.sheet([Power("许可")], stages="受理")


@given(
    st.lists(st.text("甲乙丙丁", min_size=1), unique=True, max_size=4),
    st.lists(st.text("受理审定", min_size=1), unique=True, min_size=1, max_size=4),
)
def test_of_an_empty_sheet_every_stage_is_unfilled(names: list[str], stages: list[str]) -> None:
    made = matters.sheet([Power(name) for name in names], stages=stages)
    told = list(matters.unfilled(made))
    assert [row for *_, row in told] == list(range(len(names) * len(stages)))
    assert MatterSheet.from_dict(made.to_dict()) == made


# ------------------------------------------------------------------ complete or not


def test_a_complete_sheet_has_no_finding() -> None:
    assert codes(sheet(ROW)) == []
    assert codes(sheet(ROW), "national") == []


def test_a_stage_is_filled_by_information_or_by_why_there_is_none() -> None:
    blank = {"matter": "食品经营许可", "stage": "决定"}
    (found,) = findings(sheet(blank))
    assert (found.code, found.path, found.value) == (
        "matter.stage-missing",
        "/rows/0/information",
        "决定",
    )
    assert found.message == "“食品经营许可”的“决定”环节没有填写"
    assert codes(sheet(blank | {"nothing": "当场办结，不另产生信息"})) == []
    assert codes(sheet(blank | {"nothing": "　"})) == [
        ("matter.stage-missing", "/rows/0/information")
    ]
    assert codes(sheet(blank, ROW)) == []  # another row of the same stage says it


def test_a_stage_without_any_row_is_found_at_its_matter() -> None:
    assert codes(sheet(ROW, stages=["受理", "决定"])) == [("matter.stage-missing", "/powers/0")]


def test_a_matter_left_out_owes_no_stage_but_a_ground() -> None:
    out = {"matter": "食品经营许可", "ground": "《反间谍法》第二十三条", "reason": "另有规定"}
    assert codes(sheet(left_out=[out])) == []
    (found,) = findings(sheet(left_out=[out | {"ground": None}]))
    assert (found.code, found.path, found.severity) == (
        "matter.left-out-no-ground",
        "/left_out/0/ground",
        Severity.ERROR,
    )
    assert found.message == "“食品经营许可”不列入目录，没有写明依据"
    (both,) = findings(sheet(ROW, left_out=[out]))
    assert (both.code, both.path) == ("matter.left-out-listed", "/left_out/0/matter")
    assert both.message == "“食品经营许可”不列入目录，表中又有它产生的信息"


def test_information_without_an_attribute_is_one_finding() -> None:
    (found,) = findings(sheet({"matter": "食品经营许可", "stage": "决定", "information": "结果"}))
    assert (found.code, found.path) == ("matter.attribute-missing", "/rows/0/attribute")
    assert found.message == "“食品经营许可”“决定”环节的“结果”没有定公开属性"


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("code", "编码"),
        ("basis", "依据"),
        ("content", "内容"),
        ("publisher", "主体"),
        ("time_limit", "时限"),
        ("channels", "方式"),
    ],
)
def test_proactive_information_needs_its_seven_elements(key: str, name: str) -> None:
    (found,) = findings(sheet(ROW | {key: " "}))
    assert (found.code, found.path) == ("element.missing", f"/rows/0/{key}")
    assert found.message == f"“许可结果”缺少要素“{name}”"
    assert "宁政办发〔2017〕169号" in (found.basis or "")
    expected = [] if key == "code" else [("element.missing", f"/rows/0/{key}")]
    assert codes(sheet(ROW | {key: " "}), "weidu") == expected


def test_what_is_not_proactive_needs_ground_and_reason() -> None:
    bare = {**dict.fromkeys(ROW), **{key: ROW[key] for key in ("matter", "stage", "information")}}
    asked = bare | {"attribute": "依申请公开"}
    assert codes(sheet(asked)) == [
        ("element.missing", "/rows/0/ground"),
        ("element.missing", "/rows/0/reason"),
    ]
    assert codes(sheet(asked), "national") == []
    held = bare | {"attribute": "不予公开"}
    for pack in ("nanjing", "national"):
        assert codes(sheet(held), pack) == [("withheld.no-ground", "/rows/0/ground")]
    grounded = held | {"ground": "《政府信息公开条例》第十五条"}
    assert codes(sheet(grounded)) == [("element.missing", "/rows/0/reason")]
    assert codes(sheet(grounded), "national") == []
    reasoned = held | {"reason": "涉及商业秘密"}
    assert codes(sheet(reasoned)) == [("element.missing", "/rows/0/ground")]


def test_a_matter_of_the_list_needs_the_elements_of_the_plan() -> None:
    poor = sheet(ROW, powers=[{"name": "食品经营许可"}])
    assert codes(poor) == [
        ("element.missing", f"/powers/0/{key}")
        for key in ("kind", "department", "supervision", "remedy")
    ]
    assert codes(poor, "national") == []
    service = sheet(ROW, powers=[{"name": "食品经营许可", "service": True}])
    assert codes(service) == [
        ("element.missing", "/powers/0/department"),
        ("element.missing", "/powers/0/supervision"),
    ]
    assert findings(poor)[0].message == "“食品经营许可”缺少要素“权力类型”"


def test_rows_of_an_unknown_matter_are_found_once() -> None:
    other = ROW | {"matter": "食品销售许可"}
    assert codes(sheet(ROW, other, other)) == [("matter.unknown", "/rows/1/matter")]


def test_wrong_shapes_are_findings() -> None:
    assert codes(sheet(ROW | {"attribute": "半公开"}))[0] == (
        "shape.wrong-kind",
        "/rows/0/attribute",
    )
    assert codes({"type": "matter-sheet", "powers": [{}]}) == [("shape.missing", "/powers/0/name")]


# ------------------------------------------------------------------ with the catalogue


def catalog(*paths: tuple[str, ...], code: str | None = None) -> Catalog:
    return Catalog(tuple(CatalogItem(path, code=code) for path in paths))


def test_a_row_finds_its_item_by_code_path_or_name() -> None:
    made = MatterSheet.from_dict(sheet(ROW))
    assert matters.match(made, catalog(("许可", "许可结果"))) == matters.Match()
    assert matters.match(made, catalog(("许可", "办理情况"), code="B03")) == matters.Match()
    assert matters.match(made, catalog(("许可", "办理情况"))) == matters.Match((0,), (0,))
    named = MatterSheet.from_dict(sheet(ROW | {"item": "许可/办理情况"}))
    assert matters.match(named, catalog(("许可", "办理情况"))) == matters.Match()
    assert matters.match(named, catalog(("许可", "许可结果"))) == matters.Match((0,), (0,))


def test_only_proactive_information_must_be_in_the_catalogue() -> None:
    asked = MatterSheet.from_dict(sheet(ROW | {"attribute": "依申请公开"}))
    assert matters.match(asked, Catalog(())) == matters.Match()
    blank = MatterSheet.from_dict(sheet(ROW | {"information": None, "code": None}))
    assert matters.match(blank, Catalog(())) == matters.Match()


def test_an_item_named_after_the_matter_belongs_to_it() -> None:
    made = MatterSheet.from_dict(sheet(ROW | {"item": "Z9"}))
    assert matters.match(made, catalog(("食品经营许可", "审查"))).unmatched == ()


def test_a_sheet_and_a_catalogue_are_judged_together() -> None:
    made = catalog(("许可", "办理情况"))
    report = zwgk.validate([sheet(ROW), made], pack="nanjing", select=["matter"])
    lost, alone = report.findings
    assert (lost.code, lost.path, lost.severity) == (
        "matter.not-listed",
        "/0/rows/0/item",
        Severity.WARNING,
    )
    assert lost.message == "“食品经营许可”产生的“许可结果”应主动公开，目录中没有"
    assert (alone.code, alone.path, alone.severity) == ("matter.none", "/1/items/0", Severity.INFO)
    assert alone.message == "目录事项“办理情况”没有对应的权责事项或者服务事项"
    assert zwgk.validate([sheet(ROW)], pack="nanjing", select=["matter"]).findings == ()


# ------------------------------------------------------------------ files

FULL = MatterSheet.from_dict(
    sheet(
        ROW | {"extras": {"备注": "=1+1"}},
        ROW | {"stage": "送达", "information": "送达回证", "attribute": "依申请公开", "code": None},
        {"matter": "食品经营许可", "stage": "归档", "nothing": "归档不另产生信息"},
        ROW | {"matter": "老年人优待证", "stage": "办理", "item": "F01"},
        stages=["决定", "送达", "归档", "办理"],
        powers=[POWER, {"name": "老年人优待证", "service": True}, {"name": "线索核查"}],
        left_out=[{"matter": "线索核查", "ground": "《反间谍法》第二十三条", "reason": "另有规定"}],
        title="白石县事项环节表",
    )
)


@pytest.mark.parametrize("suffix", ["xlsx", "csv", "json"])
def test_what_is_written_reads_back(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"环节表.{suffix}"
    zwgk.write(FULL, file)
    assert zwgk.read(file) == FULL


def test_a_list_of_powers_alone_reads_as_its_matters(tmp_path: Path) -> None:
    file = tmp_path / "权责清单.csv"
    text = "序号,权力名称,权力类型,实施主体,监督方式,救济途径\n1,食品经营许可,行政许可,市监局,12345,复议\n"
    file.write_text(text, encoding="utf-8")
    found = zwgk.read(file)
    assert isinstance(found, MatterSheet)
    (power,) = found.powers
    assert power == Power(
        "食品经营许可",
        kind="行政许可",
        department="市监局",
        supervision="12345",
        remedy="复议",
    )
    assert (found.rows, found.stages) == ((), ())
    empty = matters.sheet(found.powers, stages=["受理"])
    zwgk.write(empty, tmp_path / "空表.xlsx")
    assert zwgk.read(tmp_path / "空表.xlsx") == empty


def test_findings_name_the_cell_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "环节表.csv"
    lines = [
        "事项名称,权力类型,环节,信息名称,公开属性,备注",
        "许可,行政许可,受理,受理单,待定,",
        ",,决定,许可结果,,",
        ",,,许可决定书,■主动公开 ■依申请公开,",
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    found = zwgk.read(file)
    assert isinstance(found, MatterSheet)
    assert [(each.matter, each.stage) for each in found.rows] == [
        ("许可", "受理"),
        ("许可", "决定"),
        ("许可", "决定"),
    ]
    told = [(each.code, each.path, each.place) for each in findings(found, "national")]
    assert told == [
        ("shape.wrong-kind", "/rows/0/attribute", "环节表.csv!2:5"),
        ("attribute.conflict", "/rows/2/attribute", "环节表.csv!4:5"),
        ("matter.attribute-missing", "/rows/1/attribute", "环节表.csv!3:5"),
    ]
    (missing,) = (each for each in findings(found) if each.path == "/powers/0/department")
    assert missing.place == "环节表.csv!2:1"


def test_a_new_matter_begins_without_the_stage_of_the_last() -> None:
    rows = [["事项名称", "环节", "信息名称"], ["甲", "受理", "单"], ["乙", "", "证"], ["", "", ""]]
    found = matter_sheet([Grid.of_rows("表.csv", None, rows)])
    assert found is not None
    assert [(each.matter, each.stage) for each in found.rows] == [("甲", "受理"), ("乙", "")]


def test_a_catalogue_and_a_ledger_are_no_sheets() -> None:
    for header in (
        ["序号", "公开事项", "公开内容", "公开依据", "公开时限", "公开主体", "公开属性", "依据"],
        ["编号", "申请人", "申请内容", "收到日期"],
        ["事项名称", "环节", "内容"],
    ):
        assert matter_sheet([Grid.of_rows("表.csv", None, [header, ["1"] * len(header)])]) is None


def test_rows_of_matters_that_are_not_listed_are_written_too() -> None:
    stray = MatterSheet((), ("受理",), (MatterStage("许可", "受理", "单"),), (LeftOut("年检"),))
    assert [row[0] for row in matter_form(stray).rows] == ["许可", "年检"]


def test_the_command_checks_a_sheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "环节表.xlsx"
    zwgk.write(matters.sheet([Power("许可")], stages=["受理"]), file)
    assert main(["check", str(file), "--on", "2026-09-01"]) == 1
    assert "matter.stage-missing" in capsys.readouterr().out
    assert main(["mark", str(file)]) == 2
    assert Attribute.PROACTIVE.value not in capsys.readouterr().out


def test_the_command_compares_a_sheet_with_the_catalogue_beside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = MatterSheet((Power("许可"),), ("决定",), (MatterStage.from_dict(ROW),))
    made = evolve(made, powers=(Power(ROW["matter"]),))
    listed = Catalog((CatalogItem(("行政执法", "处罚结果"), field="执法"),))
    zwgk.write(made, tmp_path / "环节表.xlsx")
    zwgk.write(listed, tmp_path / "目录.xlsx")
    files = [str(tmp_path / name) for name in ("目录.xlsx", "环节表.xlsx")]
    assert main(["check", *files, "--select", "matter", "--json"]) == 0  # warnings only
    told = json.loads(capsys.readouterr().out)["findings"]
    assert {(each["code"], each["place"]) for each in told} == {
        ("matter.none", "目录.xlsx!目录!A3"),
        ("matter.not-listed", "环节表.xlsx!事项环节表!A3"),
    }
    main(["check", *files, "--select", "matter", "--ignore", "matter.none", "--json"])
    told = json.loads(capsys.readouterr().out)["findings"]
    assert [each["code"] for each in told] == ["matter.not-listed"]
    main(["check", files[1], "--select", "matter", "--json"])
    assert json.loads(capsys.readouterr().out)["findings"] == []


# ------------------------------------------------------------------ tables as offices keep them


def table(*rows: list[str]) -> MatterSheet:
    found = matter_sheet([Grid.of_rows("表.csv", "表", [list(row) for row in rows])])
    assert found is not None
    return found


HEADS = ["事项名称", "环节", "信息名称"]
MODES = ["主动公开", "依申请公开", "不予公开"]


def test_attributes_ticked_in_columns_of_their_own_are_read() -> None:
    found = table(
        [*HEADS, *MODES, "备注"],
        ["许可", "受理", "受理单", "√", "", "", "甲"],
        ["", "审查", "意见", "", "□", "■", ""],
        ["", "决定", "结果", "√", "√", "", ""],
        ["", "送达", "回证", "", "", "", ""],
    )
    assert [each.attribute for each in found.rows] == [
        Attribute.PROACTIVE,
        Attribute.WITHHELD,
        None,
        None,
    ]
    assert found.rows[0].extras == {"备注": "甲"}
    told = {(each.code, each.path, each.place) for each in findings(found, "national")}
    assert ("attribute.conflict", "/rows/2/attribute", "表.csv!表!D4") in told
    assert ("matter.attribute-missing", "/rows/3/attribute", "表.csv!表!D5") in told
    assert found.places["/rows/1/attribute"] == "表.csv!表!F3"


def test_attributes_may_stand_in_a_second_row_of_the_header() -> None:
    found = table(
        [*HEADS, "公开属性", "", "", "公开主体"],
        ["", "", "", *MODES, ""],
        ["许可", "受理", "受理单", "", "√", "", "白石县教育局"],
    )
    (only,) = found.rows
    assert (only.attribute, only.publisher) == (Attribute.ON_REQUEST, "白石县教育局")
    assert [each.name for each in found.powers] == ["许可"]


def test_a_row_with_one_such_word_is_no_second_row_of_the_header() -> None:
    found = table([*HEADS, "公开属性"], ["许可", "受理", "受理单", "主动公开"])
    assert [each.attribute for each in found.rows] == [Attribute.PROACTIVE]


def test_sums_are_no_matters() -> None:
    found = table(HEADS, ["许可", "受理", "受理单"], ["合 计", "", "1"], ["总计", "", "1"])
    assert [each.name for each in found.powers] == ["许可"]
    assert len(found.rows) == 1


@pytest.mark.parametrize(
    ("words", "nothing"), [("无", "无"), ("不产生信息", "不产生信息"), ("—", None), ("/", None)]
)
def test_a_stage_may_say_that_it_yields_nothing(words: str, nothing: str | None) -> None:
    (only,) = table(HEADS, ["许可", "受理", words]).rows
    assert (only.information, only.nothing) == (None, nothing)


def test_why_there_is_no_information_stands_before_the_bare_word() -> None:
    (only,) = table([*HEADS, "不产生信息的说明"], ["许可", "受理", "无", "当场办结"]).rows
    assert only.nothing == "当场办结"


def test_a_stage_of_another_kind_of_matter_is_not_owed() -> None:
    heads = ["事项名称", "权力类型", "环节", "信息名称", "公开属性"]
    rows = [
        ["甲许可", "行政许可", "受理", "单", "主动公开"],
        ["", "", "决定", "证", "主动公开"],
        ["乙许可", "行政许可", "受理", "单", "主动公开"],
        ["处罚", "行政处罚", "立案", "表", "依申请公开"],
    ]
    told = list(matters.unfilled(table(heads, *rows)))
    assert told == [("乙许可", "决定", None)]


def test_rows_without_a_stage_ask_for_none() -> None:
    found = table(HEADS, ["甲", "受理", "单"], ["乙", "", "证"])
    assert found.stages == ("受理",)
    assert list(matters.unfilled(found)) == [("乙", "受理", None)]


def test_a_basis_is_a_ground_where_the_table_has_one_column() -> None:
    held = {
        "matter": "食品经营许可",
        "stage": "决定",
        "information": "意见",
        "attribute": "不予公开",
    }
    assert codes(sheet(held), "national") == [("withheld.no-ground", "/rows/0/ground")]
    assert codes(sheet(held | {"basis": "《政府信息公开条例》第十六条"}), "national") == []
