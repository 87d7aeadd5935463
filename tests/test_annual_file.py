"""Annual reports in files: the official form written and read back, forms filled by hand, and the command."""

import csv
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from attrs import evolve
from hypothesis import given, settings

import zwgk
from annuals import application, sound_reports, zero
from zwgk.cli import main
from zwgk.errors import ReadError
from zwgk.io.annual_file import SUFFIXES, read_annual, write_annual
from zwgk.model import AnnualReport, FeeStatement, Proactive
from zwgk.model.annual import Decisions, Documents, Procurement
from zwgk.render.annual import blocks, page
from zwgk.tabular import Grid
from zwgk.tabular.annual_tables import annual_report_of
from zwgk.text.annual import applicants, rows

TITLE = "松塔县农业农村局2025年政府信息公开工作年度报告"
ONE = (1, 0, 0, 0, 0, 0, 1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("annual")


@settings(max_examples=15)
@given(sound_reports())
def test_what_is_written_reads_back(folder: Path, report: AnnualReport) -> None:
    for suffix in SUFFIXES:
        file = folder / f"年报{suffix}"
        zwgk.write(report, file)
        back = read_annual(file)
        assert back == report
        assert back.reading == ()


@given(sound_reports(year=2020))
def test_the_form_of_2019_and_2020_reads_back_too(report: AnnualReport) -> None:
    others = [key for key in report.requests if key.startswith("other.")]
    one = tuple(map(sum, zip(*(report.requests[key] for key in others), strict=True)))
    table = {**report.requests, **dict.fromkeys(others, (0,) * 7), "other.other": one}
    proactive = Proactive(
        rules=Documents(made=3, published=2, published_in_all=40),
        other_services=Decisions(5, 4, -1),
        procurement=Procurement(2, 13.5),
    )
    old = evolve(report, requests=table, proactive=proactive)
    grids = [
        Grid.of_rows("年报.xlsx", block.title, texts(block.rows), heading=heading_of(old))
        for block in blocks(old)
    ]
    assert any("（六）其他处理" in row for row in blocks(old)[1].rows)
    assert annual_report_of(grids) == evolve(old, fee=None)


def texts(cells: Sequence[Sequence[Any]]) -> list[list[str]]:
    return [["" if cell is None else str(cell) for cell in row] for row in cells]


def heading_of(report: AnnualReport) -> str:
    return f"{report.body}{report.year}年政府信息公开工作年度报告"


def test_the_form_has_the_official_headings_and_merges(folder: Path) -> None:
    file = folder / "官方格式.xlsx"
    write_annual(AnnualReport(2025, zero(), body="松塔县农业农村局"), file)
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == [
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "六、其他需要报告的事项",
    ]
    sheet = book["三、收到和处理政府信息公开申请情况"]
    merged = {str(each) for each in sheet.merged_cells.ranges}
    assert {"A3:C5", "D3:J3", "E4:I4", "D4:D5", "J4:J5", "A6:C6", "A8:A29", "B10:B17"} <= merged
    assert sheet["A1"].value == TITLE
    assert sheet["C10"].value == "1.属于国家秘密"
    assert isinstance(sheet["D6"].value, int)
    remedies = {str(each) for each in book.worksheets[2].merged_cells.ranges}
    assert {"A3:E3", "F3:O3", "F4:J4", "K4:O4", "A4:A5"} <= remedies


def test_no_cell_is_a_formula(folder: Path) -> None:
    file = folder / "公式.xlsx"
    report = AnnualReport(2025, zero(), body="=1+1", fee=FeeStatement(0, 0, "=HYPERLINK(1)\x00"))
    write_annual(report, file)
    kinds = {
        cell.data_type
        for sheet in openpyxl.load_workbook(file).worksheets
        for row in sheet.iter_rows()
        for cell in row
    }
    assert "f" not in kinds
    assert read_annual(file).body == "=1+1"


def test_markdown_cannot_be_broken_by_a_name() -> None:
    report = AnnualReport(2025, zero(), body="<b>|局*", fee=FeeStatement(0, 0, "甲\n# 乙 | 丙"))
    written = page(report)
    assert "# \\<b\\>\\|局\\*2025年" in written
    assert "\n# 乙" not in written


# ------------------------------------------------------------------ forms filled by hand


def form(
    change: Callable[[list[list[str]]], None] | None = None, title: str = TITLE, **given: Any
) -> list[list[str]]:
    """Give table three as rows of text, under its title, changed as wanted."""
    (_, block, _) = blocks(AnnualReport(2025, zero(**given)))
    lines = [[title], [], *texts(block.rows)]
    if change:
        change(lines)
    return lines


def read(lines: Sequence[Sequence[str]], **options: Any) -> Any:
    return annual_report_of([Grid.of_rows("年报.xlsx", "表三", lines)], **options)


def row_at(lines: list[list[str]], word: str) -> list[str]:
    return next(line for line in lines if any(word in cell for cell in line))


def test_year_and_body_come_from_the_title() -> None:
    report = read(form())
    assert (report.year, report.body) == (2025, "松塔县农业农村局")


@pytest.mark.parametrize(
    "title",
    [
        "松塔县农业农村局 2025 年度政府信息公开年度报告",
        "松塔县农业农村局２０２５年政府信息公开工作年度报告",
    ],
)
def test_titles_may_be_worded_in_other_ways(title: str) -> None:
    report = read(form(title=title))
    assert (report.year, report.body) == (2025, "松塔县农业农村局")


def test_a_title_inside_a_sentence_gives_the_body_behind_the_last_stop() -> None:
    report = read(form(title="按照规定，现公布《玉泉镇人民政府2025年政府信息公开工作年度报告》。"))
    assert (report.year, report.body) == (2025, "玉泉镇人民政府")


@pytest.mark.speed
def test_long_cells_are_read_quickly() -> None:
    begun = time.process_time()
    for text in ("2025年" * 30_000, "(" * 100_000, "一、" * 40_000, "1," * 40_000):
        lines = form(title=TITLE)
        lines[1] = [text]
        row_at(lines, "予以公开")[4] = text
        read(lines)
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("blank", ["", "-", "—", "/", "无", "　"])
def test_blanks_and_dashes_count_as_nothing(blank: str) -> None:
    def change(lines: list[list[str]]) -> None:
        row_at(lines, "予以公开")[3:] = [blank] * 7

    assert read(form(change)).requests["granted"] == (0,) * 7


def test_numbers_may_have_thousands_and_full_width() -> None:
    def change(lines: list[list[str]]) -> None:
        row_at(lines, "予以公开")[3:] = ["1,234", "１２", "5.0", "0", "0", "0", "1251"]

    assert read(form(change)).requests["granted"] == (1234, 12, 5, 0, 0, 0, 1251)


@pytest.mark.parametrize("odd", ["三", "-2", "1.5", "约10", "=SUM(D6:I6)", "1e3", "1,23"])
def test_a_cell_that_is_no_count_is_one_finding_with_its_place(odd: str) -> None:
    def change(lines: list[list[str]]) -> None:
        row_at(lines, "予以公开")[4] = odd

    report = read(form(change))
    (found,) = zwgk.validate(report, ignore=["check.day-needed"]).findings
    assert (found.code, found.path) == ("shape.wrong-kind", "/requests/granted/1")
    assert found.place == "年报.xlsx!表三!E8"


def test_a_missing_row_is_found() -> None:
    def change(lines: list[list[str]]) -> None:
        lines.remove(row_at(lines, "重复申请"))

    report = read(form(change))
    (found,) = zwgk.validate(report, ignore=["check.day-needed"]).findings
    assert (found.code, found.path) == ("shape.missing", "/requests/unprocessed.repeat")


def test_a_wrong_sum_is_placed_in_the_cell() -> None:
    def change(lines: list[list[str]]) -> None:
        row_at(lines, "本年新收")[9] = "3"

    found = zwgk.validate(read(form(change)), ignore=["check.day-needed"]).findings
    assert [(each.code, each.place) for each in found] == [
        ("annual.identity", "年报.xlsx!表三!J6"),
        ("annual.identity", "年报.xlsx!表三!J6"),
    ]


def test_titles_broken_by_lines_and_other_quotation_marks_are_known() -> None:
    def change(lines: list[list[str]]) -> None:
        row_at(lines, "三安全一稳定")[2] = '3．危及"三安全\n一稳定"'
        row_at(lines, "部分公开")[1] = "（二） 部分公开(区分处理的，只计这一情形， 不计其他情形)"
        row_at(lines, "商业企业")[4] = "商业\n企业"
        row_at(lines, "（七）总计")[1] = "(七)总计"

    assert read(form(change)).requests == AnnualReport(2025, zero()).requests


def test_columns_of_numbering_and_notes_around_the_table_do_no_harm() -> None:
    lines = [[f"{n}", *line] for n, line in enumerate(form(received=ONE, granted=ONE, total=ONE))]
    lines = [["填报单位："], ["填报说明：总计栏自动合计"], *lines, ["", "制表人：", "", "总计"]]
    report = read(lines)
    assert report.requests["granted"] == ONE
    assert report.reading == ()


def test_all_tables_may_stand_on_one_sheet() -> None:
    report = AnnualReport(
        2025,
        zero(received=ONE, granted=ONE, total=ONE),
        body="松塔县农业农村局",
        proactive=Proactive(rules=Documents(1, 0, 7), penalties=Decisions(12)),
        remedies={
            "reconsideration": (1, 0, 0, 0, 1),
            "litigation_direct": (0, 2, 0, 0, 2),
            "litigation_after_reconsideration": (0, 0, 0, 3, 3),
        },
        fee=FeeStatement(1, 380, "已缴入国库。"),
    )
    lines = [["", TITLE]]
    for block in blocks(report):
        lines += [[], [block.title], *texts(block.rows)]
    lines += [["本年发出收费通知 1 件，收取信息处理费 380 元。"], ["已缴入国库。"]]
    assert read(lines) == report


def test_a_table_without_a_year_wants_one() -> None:
    lines = form(title="统计表")
    assert [each.path for each in read(lines)] == ["/year"]
    assert read(lines, year=2025, body="某局").body == "某局"


def test_a_page_without_the_table_is_no_report() -> None:
    assert read([["目录"], ["序号", "公开事项"]]) is None
    assert read([["本年新收政府信息公开申请数量", "3"]]) is None
    assert read([]) is None


def test_csv_is_read(tmp_path: Path) -> None:
    file = tmp_path / "年报.csv"
    with file.open("w", encoding="gb18030", newline="") as held:
        csv.writer(held).writerows(form(received=ONE, granted=ONE, total=ONE))
    found = zwgk.read(file)
    assert isinstance(found, list)
    (report,) = found
    assert report.requests["granted"] == ONE
    assert report.places["/requests/granted/0"] == "年报.csv!8:4"


def test_read_gives_the_report_in_a_list(folder: Path) -> None:
    file = folder / "读取.xlsx"
    report = AnnualReport(2025, zero(), body="某局")
    zwgk.write(report, file)
    assert zwgk.read(file) == [report]


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("年报.csv", "甲,乙\n1,2\n", "没有找到年报统计表"),
        ("年报.json", '[{"type": "catalog-item"}, {}]', "不是一份年报"),
        ("年报.md", "# 年报\n", "没有找到年报统计表"),
    ],
)
def test_what_is_no_report_is_refused_in_chinese(
    tmp_path: Path, name: str, content: str, word: str
) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ReadError, match=word):
        read_annual(file)


def test_a_file_without_a_year_is_refused_with_the_remedy(tmp_path: Path) -> None:
    file = tmp_path / "年报.csv"
    with file.open("w", encoding="utf-8", newline="") as held:
        csv.writer(held).writerows(form(title="统计表"))
    with pytest.raises(ReadError, match="没有写明年度"):
        read_annual(file)
    assert read_annual(file, year=2025).year == 2025


def test_other_suffixes_are_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(zwgk.ZwgkError, match=r"\.docx"):
        zwgk.write(AnnualReport(2025, zero()), tmp_path / "年报.docx")


# ------------------------------------------------------------------ the command


def saved(path: Path, *given: Any) -> str:
    path.write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")
    return str(path)


@pytest.fixture
def records(tmp_path: Path) -> str:
    return saved(
        tmp_path / "办理记录.json",
        application("1", "2024-12-20", "2025-01-10", "予以公开"),
        application("2", "2025-03-03", "2025-03-20", "部分公开", kind="商业企业"),
        application("3", "2025-12-20"),
    )


def test_the_command_counts_and_writes(
    records: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "年报.xlsx"
    assert main(["annual", records, "--year", "2025", "--body", "某局", "-o", str(out)]) == 0
    assert "某局2025年政府信息公开工作年度报告：未发现问题" in capsys.readouterr().out
    report = read_annual(out)
    assert report.requests["carried_in"] == ONE
    assert report.requests["carried_out"] == ONE
    assert report.requests["partly_granted"] == (0, 1, 0, 0, 0, 0, 1)
    assert main(["annual", str(out)]) == 0
    assert main(["check", str(out)]) == 0


def test_the_command_writes_json(records: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["annual", records, "--year", "2025", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert AnnualReport.from_dict(told["annual_report"]).year == 2025
    assert told["report"]["ok"]


def test_the_command_compares_with_last_year(
    records: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    last, now = tmp_path / "去年.md", tmp_path / "今年.json"
    report = zwgk.annual_report(json.loads(Path(records).read_text("utf-8")), year=2025)
    zwgk.write(AnnualReport(2024, zero(), body="某局"), last)
    zwgk.write(report, now)
    assert main(["annual", str(now), "--last", str(last)]) == 1
    said = capsys.readouterr().out
    assert "2024 年“结转下年度”为 0，2025 年“上年结转”为 1，相差 1" in said
    assert "共 2 处" in said


def test_the_command_shows_what_does_not_add_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "年报.json"
    zwgk.write(AnnualReport(2025, zero(granted=ONE)), file)
    assert main(["annual", str(file)]) == 1
    assert "annual.identity" in capsys.readouterr().out


def test_a_report_of_another_shape_is_told_as_findings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = saved(tmp_path / "年报.json", {"type": "annual-report", "year": 2025, "requests": {}})
    assert main(["annual", file]) == 1
    assert "shape.missing" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ([], "缺少参数：--year"),
        (["--year", "2025", "-o", "年报.docx"], "后缀不认识"),
        (["--year", "2025", "--last", "没有.xlsx"], "不存在"),
    ],
)
def test_wrong_use_is_told_in_chinese(
    records: str, options: list[str], word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["annual", records, *options]) == 2
    assert word in capsys.readouterr().err


def test_the_output_never_covers_the_source(
    records: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["annual", records, "--year", "2025", "-o", records]) == 2
    assert "会盖掉" in capsys.readouterr().err


def test_every_row_and_column_of_the_form_is_printed() -> None:
    written = page(AnnualReport(2025, zero()))
    assert [row.whole for row in rows() if row.whole not in written] == []
    assert [name for name in applicants() if name not in written] == []
