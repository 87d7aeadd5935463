"""The clerk's own workbook given back: marked where it is faulty, otherwise as it was."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

import zwgk
from zwgk.cli import main
from zwgk.report import Report, finding

EXAMPLES = Path(__file__).parents[1] / "examples"
DAY = date(2026, 9, 1)
HEADER = (
    "序号",
    "一级事项",
    "公开内容",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开渠道",
    "公开对象",
    "公开方式",
)
SOUND = (
    "行政检查",
    "检查结果",
    "《中华人民共和国安全生产法》",
    "20个工作日内",
    "白石县应急管理局",
    "政府网站",
    "全社会",
    "主动公开",
)


def annotated(source: Path, out: Path) -> Report:
    report = zwgk.validate(zwgk.read(source), on=DAY)
    zwgk.annotate(source, report, out)
    return report


LOOKS: dict[tuple[int, int, int], str] = {}


def look(book: Workbook, cell: Any) -> str:
    """Tell font and border of a cell; each kind of a workbook is looked at once."""
    key = (id(book), cell._style.fontId, cell._style.borderId)
    if key not in LOOKS:
        LOOKS[key] = repr(cell.font) + repr(cell.border)
    return LOOKS[key]


def differences(source: Path, out: Path) -> list[str]:
    """List the cells of the original that are no longer what they were, comments and fills apart."""
    before, after = load_workbook(source, rich_text=True), load_workbook(out, rich_text=True)
    LOOKS.clear()
    found = [name for name in before.sheetnames if name not in after.sheetnames]
    for old in before:
        new = after[old.title]
        assert sorted(map(str, old.merged_cells.ranges)) == sorted(
            map(str, new.merged_cells.ranges)
        )
        assert old.sheet_state == new.sheet_state
        hidden = [
            {n for n, row in sheet.row_dimensions.items() if row.hidden} for sheet in (old, new)
        ]
        assert hidden[0] == hidden[1]
        for row in old.iter_rows():
            for cell in row:
                twin = new[cell.coordinate]
                same = cell.value == twin.value and cell.number_format == twin.number_format
                same = same and look(before, cell) == look(after, twin)
                if not same and not (cell.value is None and twin.value):
                    found.append(f"{old.title}!{cell.coordinate}")
    return found


@pytest.mark.parametrize("name", ["anquan-shengchan", "cuowu-ershi", "taoxi-zhen"])
def test_everything_outside_the_marks_is_as_it_was(name: str, tmp_path: Path) -> None:
    source, out = EXAMPLES / f"{name}.xlsx", tmp_path / "out.xlsx"
    annotated(source, out)
    assert differences(source, out) == []


def test_every_finding_with_a_cell_is_a_comment_there(tmp_path: Path) -> None:
    source, out = EXAMPLES / "cuowu-ershi.xlsx", tmp_path / "out.xlsx"
    report = annotated(source, out)
    book = load_workbook(out)
    placed = [each for each in report.findings if each.place and each.place.count("!") == 2]
    assert len(placed) > 20
    for each in placed:
        _, sheet, cell = (each.place or "").split("!")
        comment = book[sheet][cell].comment
        assert comment is not None, each
        assert each.message in comment.text or "另有" in comment.text
        assert book[sheet][cell].fill.fill_type == "solid"


def test_the_result_column_says_of_each_item_whether_it_is_fine(tmp_path: Path) -> None:
    source, out = EXAMPLES / "anquan-shengchan.xlsx", tmp_path / "out.xlsx"
    annotated(source, out)
    (sheet, *_) = load_workbook(out).worksheets
    column = [cell.value for cell in list(sheet.columns)[-1]]
    assert column[:2].count("检查结果") + column[2:4].count("检查结果") == 1
    assert sum(value is not None for value in column) == len(zwgk.read(source).items) + 1  # type: ignore[union-attr]


def test_drop_downs_formulas_comments_and_struck_rows_stay(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "安全生产"
    sheet.append(HEADER)
    sheet.append(("1", *SOUND))
    sheet.append(("2", *SOUND[:4], None, *SOUND[5:]))
    sheet.merge_cells("K1:L1")
    sheet["F3"].comment = Comment("请核对", "经办人")
    sheet["C2"].font = Font(strike=True)
    sheet["B2"].fill = PatternFill("solid", start_color="FFFF00")
    sheet["K9"] = "=SUM(1,2)"
    rule = DataValidation(type="list", formula1='"主动公开,依申请公开"')
    rule.add("I2:I9")
    sheet.add_data_validation(rule)
    source, out = tmp_path / "目录.xlsx", tmp_path / "out.xlsx"
    book.save(source)
    annotated(source, out)
    after = load_workbook(out)["安全生产"]
    assert after["K9"].value == "=SUM(1,2)"
    assert after["C2"].font.strike
    assert after["B2"].fill.start_color.rgb == "00FFFF00"
    assert [str(each.sqref) for each in after.data_validations.dataValidation] == ["I2:I9"]
    text = after["F3"].comment.text
    assert text.startswith("请核对")
    assert "缺少要素“主体”" in text


def test_findings_without_a_cell_stand_on_a_sheet_of_their_own(tmp_path: Path) -> None:
    source, out = EXAMPLES / "anquan-shengchan.xlsx", tmp_path / "out.xlsx"
    zwgk.annotate(source, Report((finding("field.missing", "/items", "=缺领域"),)), out)
    sheet = load_workbook(out)["检查结果"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=缺领域"]
    assert [cell.data_type for cell in cells] == ["s"]


def test_a_cell_with_many_findings_names_the_worst_first(tmp_path: Path) -> None:
    source, out = EXAMPLES / "anquan-shengchan.xlsx", tmp_path / "out.xlsx"
    (place, *_) = zwgk.read(source).places.values()  # type: ignore[union-attr]
    many = [finding("channel.nonstandard", "", f"提示{n}", place=place) for n in range(20)]
    zwgk.annotate(source, Report((*many, finding("channel.none", "", "最重", place=place))), out)
    _, sheet, cell = place.split("!")
    text = load_workbook(out)[sheet][cell].comment.text
    assert text.startswith("【错误】最重")
    assert "另有13条" in text


@pytest.mark.parametrize("content", [b"a,b\n1,2\n", b"not a workbook"])
def test_what_is_no_workbook_is_refused_in_one_sentence(content: bytes, tmp_path: Path) -> None:
    source = tmp_path / "目录.csv"
    source.write_bytes(content)
    with pytest.raises(zwgk.ReadError, match=r"目录\.csv"):
        zwgk.annotate(source, Report(), tmp_path / "out.xlsx")


def test_five_thousand_rows_with_findings_are_marked_and_otherwise_unchanged(
    tmp_path: Path,
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "大表"
    sheet.append(HEADER)
    for n in range(5000):
        sheet.append((str(n + 1), *SOUND[:1], f"内容{n}", *SOUND[2:4], None, *SOUND[5:]))
    sheet.merge_cells("K1:L1")
    sheet["G2"].number_format = "0.00"
    source, out = tmp_path / "大表.xlsx", tmp_path / "out.xlsx"
    book.save(source)
    report = annotated(source, out)
    assert report.counts["error"] == 5000
    assert differences(source, out) == []
    (row,) = [
        each for each in load_workbook(out)["检查结果"].values if each[4] == "element.missing"
    ]
    assert row[5] == "5000"


def test_the_command_gives_the_workbook_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = EXAMPLES / "cuowu-ershi.xlsx", tmp_path / "out.xlsx"
    assert main(["check", str(source), "--on", "2026-09-01", "--annotate", str(out)]) == 1
    assert load_workbook(out).sheetnames[-1] == "检查结果"
    assert main(["check", str(source), "--annotate", str(source)]) == 2
    assert main(["check", str(source), str(source), "--annotate", str(out)]) == 2
    assert main(["check", str(source), "--annotate", "out.pdf"]) == 2
    assert "覆盖原文件" in capsys.readouterr().err
