"""``zwgk review``: proposals, the filled table read back, new files, public lists, and what is refused."""

import csv
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import zwgk
from zwgk import cli
from zwgk.adjust.deciding import decided
from zwgk.adjust.publishing import FILLED_IN, change_list, cleanup_list, power_list, proposal_list
from zwgk.model import Action, Catalog, CatalogItem, Citation, Decision, Proposal, Rule
from zwgk.terms import Attribute

DAY = date(2025, 6, 3)
ITEMS = (
    CatalogItem(
        ("救助", "标准"),
        seq="1",
        field="社会救助",
        publisher="白石县民政局",
        basis=(Citation("白石县救助细则", articles=("第三条",)),),
        basis_text="《白石县救助细则》第三条",
    ),
    CatalogItem(("救助", "结果"), seq="2", field="社会救助", publisher="白石县粮食局"),
)
NEWS = [
    {"signal": "repealed", "title": "白石县救助细则", "by": "白石县救助办法", "on": "2025-05-08"},
    {"signal": "reorganised", "from": "白石县粮食局", "to": "白石县粮储局", "on": "2025-05-08"},
    {"signal": "power", "title": "肥料登记", "change": "added", "on": "2025-05-09"},
]
OPEN = {
    "type": "information",
    "index": "BS-1/2024-00001",
    "title": "旧指南，联系13800138000",
    "publisher": "白石县民政局",
    "published": "2024-01-10",
    "attribute": "主动公开",
}
SECRET = OPEN | {"index": "BS-1/2024-00002", "title": "不便公开的名称", "attribute": "不予公开"}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    zwgk.write(Catalog(ITEMS, title="白石县社会救助领域目录"), "目录.xlsx")
    Path("信号.json").write_text(json.dumps(NEWS, ensure_ascii=False), encoding="utf-8")


def run(*argv: str) -> int:
    return cli.main(["review", *argv])


USUAL = ("目录.xlsx", "--signals", "信号.json", "--on", "2025-06-03")


def fill(path: str, *answers: Mapping[str, Any]) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    header = [cell.value for cell in sheet[1]]
    for row, answer in enumerate(answers, 2):
        for name, value in answer.items():
            sheet.cell(row, header.index(name) + 1, value)
    book.save("填好.xlsx")


# ------------------------------------------------------------------ the command


def test_proposals_are_shown_without_the_columns_to_fill_in(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(*USUAL) == 0
    said = capsys.readouterr().out
    assert said.startswith("共 3 项建议\n")
    assert "救助/标准" in said
    assert "采纳" not in said
    assert run("目录.xlsx", "--on", "2025-06-03") == 0
    assert capsys.readouterr().out == "没有应当调整的内容\n"


def test_json_and_a_file_of_proposals(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*USUAL, "--json", "-o", "建议.json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["on"], told["pack"], len(told["proposals"])) == ("2025-06-03", "national-2019", 3)
    assert "decisions" not in told
    assert json.loads(Path("建议.json").read_text("utf-8")) == told["proposals"]
    assert run(*USUAL, "--json", "--refuse", "2") == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["accepted"] for each in told["decisions"]] == [True, False, True]
    for name in ("建议.md", "建议.html", "建议.csv", "建议.xlsx"):
        assert run(*USUAL, "-o", name) == 0
        assert "已写入" in capsys.readouterr().out
        assert Path(name).stat().st_size


def test_the_filled_table_is_carried_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*USUAL, "-o", "建议.xlsx") == 0
    fill(
        "建议.xlsx",
        {"采纳": "采纳", "决定人": "主任", "决定日期": "2025-06-02"},
        {"采纳": "不采纳", "意见理由": "另行研究"},
    )
    more = ("--decisions", "填好.xlsx", "--by", "办公室", "--apply", "新.xlsx")
    capsys.readouterr()
    assert run(*USUAL, *more, "--changes", "情况.md") == 0
    assert capsys.readouterr().out == "共 3 项建议，采纳 1 项，不采纳 1 项，未决定 1 项\n"
    made = zwgk.read("新.xlsx")
    assert isinstance(made, Catalog)
    assert [each.basis_text for each in made.items] == ["《白石县救助办法》", None]
    assert [each.publisher for each in made.items] == ["白石县民政局", "白石县粮食局"]
    shown = Path("情况.md").read_text("utf-8")
    assert "《白石县救助办法》" in shown
    assert "| 2025-06-02 |" in shown
    assert "主任" not in shown


def test_without_a_table_all_but_the_refused_is_carried_out() -> None:
    assert run(*USUAL, "--refuse", "1，2", "--apply", "新.json", "--powers", "权责.csv") == 0
    made = zwgk.read("新.json")
    assert isinstance(made, Catalog)
    assert [each.path[-1] for each in made.items] == ["标准", "结果", "肥料登记"]
    assert made.items[0].basis == ITEMS[0].basis
    rows = list(csv.DictReader(Path("权责.csv").read_text("utf-8-sig").splitlines()))
    assert [row["对象"] for row in rows] == ["肥料登记"]


def test_several_files_go_together(capsys: pytest.CaptureFixture[str]) -> None:
    Path("信息.json").write_text(json.dumps([OPEN], ensure_ascii=False), encoding="utf-8")
    news = [{"signal": "void", "information": "BS-1/2024-00001", "on": "2025-05-08"}]
    Path("信号.json").write_text(json.dumps(news), encoding="utf-8")
    assert run("信息.json", *USUAL, "--apply", "新.json", "--cleanup", "清理.html") == 0
    after = json.loads(Path("新.json").read_text("utf-8"))
    assert [each.get("status") for each in after] == ["失效", None]
    page = Path("清理.html").read_text("utf-8")
    assert "旧指南" in page
    assert "13800138000" not in page
    capsys.readouterr()
    assert run("信息.json", *USUAL, "--apply", "新.xlsx") == 2
    assert "请写成 .json" in capsys.readouterr().err


def test_news_of_nothing_at_hand_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    news = [{"signal": "void", "information": "别的", "on": "2025-05-08"}]
    Path("信号.json").write_text(json.dumps(news), encoding="utf-8")
    assert run(*USUAL) == 0
    assert "[signal.unmatched] 记录中没有“别的”" in capsys.readouterr().err


def test_wrong_records_and_wrong_answers_are_findings(capsys: pytest.CaptureFixture[str]) -> None:
    Path("坏.json").write_text('[{"type": "information", "title": "无"}]', encoding="utf-8")
    assert run("坏.json", "--on", "2025-06-03") == 1
    assert "publisher" in capsys.readouterr().out
    assert run(*USUAL, "-o", "建议.xlsx") == 0
    fill("建议.xlsx", {"采纳": "也许"}, {"采纳": "采纳", "对象": "别的"}, {"采纳": "采纳"})
    assert run(*USUAL, "--decisions", "填好.xlsx", "--apply", "新.json") == 1
    said = capsys.readouterr().err
    assert "[decision.unreadable] 采纳栏“也许”无法识别" in said
    assert "[decision.unmatched] “别的”没有对应的建议" in said
    made = zwgk.read("新.json")
    assert isinstance(made, Catalog)
    assert len(made.items) == 3


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (("无.xlsx",), "找不到这个文件"),
        (("目录.xlsx", "--pack", "nowhere"), "没有“nowhere”这个方案"),
        (("目录.xlsx", "-o", "建议.doc"), "后缀不认识"),
        (("目录.xlsx", "--apply", "目录.xlsx"), "会盖掉所读的文件"),
        (("目录.xlsx", "--signals", "信号.json", "--changes", "信号.json"), "后缀不认识"),
        (("目录.xlsx", "--refuse", "4"), "没有第 4 项建议"),
        (("目录.xlsx", "--refuse", "0"), "没有第 0 项建议"),
        (("目录.xlsx", "--refuse", "一"), "没有第 一 项建议"),
        (("目录.xlsx", "--decisions", "无.xlsx"), "找不到这个文件"),
        (("目录.xlsx", "--decisions", "目录.xlsx"), "没有“对象”“采纳”两栏"),
    ],
)
def test_wrong_use_is_refused(
    capsys: pytest.CaptureFixture[str], argv: tuple[str, ...], told: str
) -> None:
    assert run(*argv, "--on", "2025-06-03") == 2
    assert told in capsys.readouterr().err


def test_a_ledger_is_no_catalogue(capsys: pytest.CaptureFixture[str]) -> None:
    ledger = Path(__file__).parents[1] / "examples/taizhang.xlsx"
    assert run(str(ledger), "--on", "2025-06-03") == 2
    assert "不是目录或者信息记录" in capsys.readouterr().err


# ------------------------------------------------------------------ tables


POWER = Proposal(Rule.POWER_ADDED, "肥料登记", Action.ADD, "增加", to="肥料登记")
VOID = Proposal(Rule.VOID, OPEN["index"], Action.RETIRE, "失效", from_="有效", to="失效")
HIDDEN = Proposal(Rule.VOID, SECRET["index"], Action.RETIRE, "失效", from_="有效", to="失效")


def row(**changes: str) -> dict[str, str]:
    table = proposal_list([POWER])
    return dict(zip(table.header, table.rows[0], strict=True)) | {"采纳": "采纳"} | changes


def test_a_table_of_proposals_names_what_it_speaks_of() -> None:
    table = proposal_list([VOID, POWER], [OPEN])
    assert table.header[-len(FILLED_IN) :] == FILLED_IN
    assert len(table.widths) == len(table.header)
    assert table.rows[0][:7] == (
        "1",
        "信息失效",
        "清理",
        "BS-1/2024-00001",
        "旧指南，联系138******00",
        "有效",
        "失效",
    )
    assert table.rows[1][:4] == ("2", "职权增加", "增补", "肥料登记")
    assert table.rows[1][9:] == ("",) * 6
    due = Proposal(Rule.SUGGESTION_UPHELD, "1", Action.PUBLISH, "应当公开", due=DAY)
    assert proposal_list([due]).rows[0][9] == "2025-06-03"


@pytest.mark.parametrize(
    ("changes", "accepted"),
    [
        ({"采纳": "√"}, True),
        ({"采纳": " 同 意"}, True),
        ({"采纳": "否"}, False),
        ({"采纳": ""}, None),
    ],
)
def test_answers_are_read(changes: dict[str, str], accepted: bool | None) -> None:
    decisions, findings = decided([row(**changes)], [POWER], by="办公室", on=DAY)
    assert [each.accepted for each in decisions] == ([] if accepted is None else [accepted])
    assert findings == ()


def test_who_decided_when_and_why_is_read() -> None:
    told = {
        "决定人": " 主任 ",
        "决定日期": "2025年6月2日",
        "意见理由": "同意",
        "重新确定的公开属性": "依申请公开",
    }
    ((decision,), _) = decided([row(**told)], [POWER], by="办公室", on=DAY)
    assert decision == Decision(
        POWER,
        accepted=True,
        by="主任",
        on=date(2025, 6, 2),
        reason="同意",
        attribute=Attribute.ON_REQUEST,
    )
    ((decision,), _) = decided([row()], [POWER], by="办公室", on=DAY)
    assert decision == Decision(POWER, accepted=True, by="办公室", on=DAY)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"决定日期": "昨天"}, "决定日期“昨天”不是日期"),
        ({"决定日期": "2025-02-30"}, "不是日期"),
        ({"决定日期": "2025-06-04"}, "决定日期2025-06-04晚于审查日期2025-06-03"),
        ({"重新确定的公开属性": "公开"}, "公开属性“公开”无法识别"),
    ],
)
def test_what_cannot_be_read_is_a_finding(changes: dict[str, str], told: str) -> None:
    decisions, (finding,) = decided([row(), row(**changes)], [POWER, POWER], by=None, on=DAY)
    assert (finding.code, finding.path) == ("decision.unreadable", "/1")
    assert told in finding.message
    assert len(decisions) == 1


def test_a_row_holds_for_one_proposal() -> None:
    decisions, (finding,) = decided([row(), row()], [POWER], by=None, on=DAY)
    assert len(decisions) == 1
    assert (finding.code, finding.value) == ("decision.unmatched", "肥料登记")


def test_of_what_is_not_public_nothing_but_the_number_is_told() -> None:
    records = [OPEN, SECRET]
    table = cleanup_list(records, [VOID, HIDDEN], on=DAY)
    assert table.heading == "失效信息清理结果（截至2025-06-03）"
    assert table.rows == (
        (
            "1",
            "BS-1/2024-00001",
            "旧指南，联系138******00",
            "白石县民政局",
            "2024-01-10",
            "失效",
            "2025-06-03",
            "信息失效",
        ),
    )
    assert table.summary == "共 1 项；另有 1 项涉及不属于主动公开的信息，未列入"
    assert "不便公开的名称" not in str(change_list(records, [VOID, HIDDEN], on=DAY))


def test_only_what_was_accepted_by_the_day_is_told() -> None:
    refused = Decision(VOID, accepted=False)
    later = Decision(POWER, accepted=True, on=date(2025, 6, 4))
    assert change_list([OPEN], [refused, later], on=DAY).rows == ()
    assert change_list([OPEN], [refused, later], on=DAY).summary == "共 0 项"
    assert len(change_list([OPEN], [refused, later], on=date(2025, 6, 4)).rows) == 1


def test_what_was_converted_is_told_and_what_was_closed_is_not() -> None:
    convert = Proposal(
        Rule.MANY_APPLICANTS, SECRET["index"], Action.CONVERT, "多人申请", to="主动公开"
    )
    assert change_list([SECRET], [convert], on=DAY).rows[0][2:4] == (
        "不便公开的名称",
        "转为主动公开",
    )
    review = Proposal(Rule.CIRCUMSTANCES_CHANGED, OPEN["index"], Action.RE_REVIEW, "变化")
    closed = Decision(review, accepted=True, attribute=Attribute.WITHHELD)
    assert change_list([OPEN], [closed], on=DAY).rows == ()


def test_the_lists_are_told_apart() -> None:
    decisions = [VOID, POWER]
    assert [each[1] for each in power_list([OPEN], decisions, on=DAY).rows] == ["肥料登记"]
    assert [each[1] for each in cleanup_list([OPEN], decisions, on=DAY).rows] == [OPEN["index"]]
    assert len(change_list([OPEN], decisions, on=DAY).rows) == 2
    item = Proposal(
        Rule.PUBLISHER_REORGANISED, "救助/结果", Action.UPDATE, "调整", "甲", "乙", "依据"
    )
    shown = change_list(list(ITEMS), [item], on=DAY).rows[0]
    assert shown == ("1", "救助/结果", "结果", "更新", "机构调整", "甲", "乙", "依据", "2025-06-03")


def test_lists_are_written_without_formulas_and_markup(tmp_path: Path) -> None:
    risky = [OPEN | {"title": "=1+1<b>"}]
    table = cleanup_list(risky, [VOID], on=DAY)
    for name in ("a.csv", "a.html", "a.md", "a.xlsx"):
        zwgk.write(table, tmp_path / name)
    assert "'=1+1<b>" in (tmp_path / "a.csv").read_text("utf-8-sig")
    assert "=1+1&lt;b&gt;" in (tmp_path / "a.html").read_text("utf-8")
    assert "=1+1\\<b\\>" in (tmp_path / "a.md").read_text("utf-8")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert sheet["C2"].data_type == "s"
