"""The example workbooks: the script makes them; what was planted is found, and nothing else."""

import runpy
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

import zwgk
from zwgk.model import Catalog
from zwgk.report import Finding, Report
from zwgk.terms import Severity

EXAMPLES = Path(__file__).parents[1] / "examples"
MAKE = runpy.run_path(str(EXAMPLES / "make.py"))
DAY = date(2026, 9, 1)
#: what reading tells of any workbook, and the fields that one workbook alone does not have
USUAL = ("read.carried-down", "read.sheet-skipped", "field.missing")

Spot = tuple[str, str]  # code, cell


@cache
def catalog_of(name: str) -> Catalog:
    found = zwgk.read(EXAMPLES / name)
    assert isinstance(found, Catalog)
    return found


@cache
def report_of(name: str) -> Report:
    report: Report = zwgk.validate(catalog_of(name), on=DAY)
    return report


def spots(findings: Sequence[Finding]) -> Counter[Spot]:
    return Counter((each.code, (each.place or "").rpartition("!")[2]) for each in findings)


def unusual(report: Report) -> list[Finding]:
    return [each for each in report.findings if each.code not in USUAL]


def planted() -> list[Spot]:
    return [(fault.code, MAKE["cell_of"](fault.seq, fault.at)) for fault in MAKE["FAULTS"]]


def traces() -> list[Spot]:
    return [(code, cell) for _, cell, code in MAKE["traces"]() if code]


def read_after_saving(book: Workbook, folder: Path) -> Report:
    path = folder / "目录.xlsx"
    path.write_bytes(MAKE["packed"](book))
    report: Report = zwgk.validate(zwgk.read(path), on=DAY)
    return report


# ---------------------------------------------------------------- the script


def look_of(book: Workbook) -> Iterator[tuple[str, Any]]:
    for sheet in book.worksheets:
        yield from (
            (
                f"{sheet.title}!{cell.coordinate}",
                (cell.value, cell.font.strike, cell.comment and cell.comment.text),
            )
            for row in sheet.iter_rows()
            for cell in row
        )
        yield f"{sheet.title} merged", sorted(map(str, sheet.merged_cells.ranges))
        yield f"{sheet.title} hidden", hidden_rows(sheet)


def hidden_rows(sheet: Worksheet) -> list[int]:
    return [row for row, dimension in sheet.row_dimensions.items() if dimension.hidden]


@pytest.mark.parametrize("name", MAKE["BOOKS"])
def test_the_script_makes_the_committed_workbook_again(name: str) -> None:
    made = load_workbook(BytesIO(MAKE["packed"](MAKE["BOOKS"][name]())))
    assert dict(look_of(made)) == dict(look_of(load_workbook(EXAMPLES / name)))


@pytest.mark.parametrize("name", MAKE["BOOKS"])
def test_making_a_workbook_twice_gives_the_same_bytes(name: str) -> None:
    make, packed = MAKE["BOOKS"][name], MAKE["packed"]
    assert packed(make()) == packed(make())


def test_the_list_of_faults_is_the_one_the_script_writes() -> None:
    assert (EXAMPLES / "cuowu-ershi.md").read_text("utf-8") == MAKE["listing"]()


# ---------------------------------------------------------------- the clean workbook


def test_the_clean_workbook_has_no_errors_and_no_warnings() -> None:
    counts = report_of("anquan-shengchan.xlsx").counts
    assert (counts["error"], counts["warning"]) == (0, 0), str(report_of("anquan-shengchan.xlsx"))


def test_the_clean_workbook_reads_as_one_field_of_one_county() -> None:
    catalog = catalog_of("anquan-shengchan.xlsx")
    wanted = MAKE["source"]("anquan-shengchan")["item"]
    assert [list(item.path) for item in catalog.items] == [each["path"] for each in wanted]
    assert {item.field for item in catalog.items} == {"安全生产"}
    assert catalog.locality == "白石县"


# ---------------------------------------------------------------- twenty faults


def test_there_are_twenty_faults_each_in_an_item_of_its_own() -> None:
    assert len({fault.seq for fault in MAKE["FAULTS"]}) == len(MAKE["FAULTS"]) == 20
    assert len({fault.what for fault in MAKE["FAULTS"]}) == 20


@pytest.mark.parametrize("spot", [*planted(), *traces()], ids=" ".join)
def test_every_planted_fault_is_found_at_its_place(spot: Spot) -> None:
    assert spots(report_of("cuowu-ershi.xlsx").findings)[spot] == 1


def test_nothing_is_found_but_what_was_planted() -> None:
    assert spots(unusual(report_of("cuowu-ershi.xlsx"))) == Counter([*planted(), *traces()])


def test_without_the_faults_only_the_marks_of_the_form_are_found(tmp_path: Path) -> None:
    report = read_after_saving(MAKE["faulty"](faults=()), tmp_path)
    assert spots(unusual(report)) == Counter(traces())


def test_a_header_repeated_in_the_middle_is_no_item_and_extra_columns_are_kept() -> None:
    items = catalog_of("cuowu-ershi.xlsx").items
    wanted = MAKE["source"]("cuowu-ershi")["item"]
    assert [item.seq for item in items] == [str(seq) for seq in range(1, len(wanted) + 1)]
    assert [item.extras["责任科室"] for item in items] == [each["office"] for each in wanted]


# ---------------------------------------------------------------- a whole town


def town() -> list[tuple[str, dict[str, Any]]]:
    data = MAKE["source"]("taoxi-zhen")
    return [
        (sheet["field"], data["default"] | item)
        for sheet in data["sheet"]
        for item in sheet["item"]
    ]


def test_the_town_reads_every_item_with_its_field_and_levels() -> None:
    names = {"镇级": "乡级", "村级": "村级"}
    wanted = [
        (field, tuple(item["path"]), {names[each] for each in item["levels"]})
        for field, item in town()
    ]
    read = [
        (item.field, item.path, set(item.levels)) for item in catalog_of("taoxi-zhen.xlsx").items
    ]
    assert read == wanted


def test_in_the_town_what_stands_for_the_text_above_reads_like_the_text_above() -> None:
    items = catalog_of("taoxi-zhen.xlsx").items
    pairs = list(zip(town(), items, [None, *items], strict=False))
    same = {"basis": ["同上"], "limit": "同上", "publisher": "同上"}
    keys = {"basis": "basis_text", "limit": "time_limit", "publisher": "publisher"}
    for (_, wanted), item, above in pairs:
        for name, ditto in same.items():
            if wanted[name] == ditto:
                assert getattr(item, keys[name]) == getattr(above, keys[name])


def test_the_cover_names_the_catalogue_of_the_town() -> None:
    catalog = catalog_of("taoxi-zhen.xlsx")
    assert (catalog.title, catalog.locality, catalog.version) == (
        "桃溪镇基层政务公开标准目录（2026年版）",
        "桃溪镇",
        "2026",
    )


def test_the_town_has_the_three_small_faults_and_no_others() -> None:
    found = [
        each for each in report_of("taoxi-zhen.xlsx").findings if each.severity is not Severity.INFO
    ]
    cells = {(each.code, "!".join((each.place or "").split("!")[1:])) for each in found}
    wanted = {
        (fault.code, f"{fault.sheet}!{MAKE['town_cell'](fault)}") for fault in MAKE["TOWN_FAULTS"]
    }
    assert (cells, len(found)) == (wanted, len(wanted))


# ---------------------------------------------------------------- the quick start


def test_the_quick_start_prints_counts_and_writes_a_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["kuaisu.py"])
    runpy.run_path(str(EXAMPLES / "kuaisu.py"))
    assert str(report_of("cuowu-ershi.xlsx").counts) in capsys.readouterr().out
    assert (tmp_path / "report.html").read_text("utf-8").startswith("<!")
