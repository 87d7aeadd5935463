"""What holds for every form of a report: nothing lost, nothing unescaped, never too slow."""

import csv
import json
import re
import time
from html.parser import HTMLParser
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from reports import HOSTILE, hostile, large, small
from zwgk.errors import ZwgkError
from zwgk.io.report_file import SUFFIXES, report_bytes, write_report
from zwgk.render import html, markdown, tables, terminal
from zwgk.report import Finding, Report, Unread, finding
from zwgk.terms import Severity

ANYTHING = st.text(st.characters(codec=None), max_size=60)
FINDINGS = st.builds(
    Finding,
    st.one_of(st.sampled_from(["channel.none", "time-limit.vague"]), ANYTHING),
    st.sampled_from(Severity),
    st.one_of(st.just("/items/0/channels"), st.just("/1/items/3"), ANYTHING),
    ANYTHING,
    st.one_of(st.none(), st.just("目录.xlsx!表!F12"), ANYTHING),
    st.one_of(st.none(), ANYTHING),
    st.one_of(st.none(), ANYTHING),
    st.one_of(st.none(), ANYTHING),
)
ITEMS = st.lists(st.tuples(*[st.one_of(st.none(), ANYTHING)] * 3), max_size=3).map(tuple)
REPORTS = st.builds(
    Report,
    st.lists(FINDINGS, max_size=6).map(tuple),
    st.one_of(st.none(), ANYTHING),
    st.one_of(
        st.just({}),
        ITEMS.map(lambda items: {"items": items}),
        ITEMS.map(lambda items: {"parts": ({}, {"items": items})}),
    ),
)


class Page(HTMLParser):
    """Collects what a browser would show, and which elements and attributes it would make."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.made: list[tuple[str, tuple[str, ...]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.made.append((tag, tuple(name for name, _ in attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def sheet_rows(report: Report) -> list[list[str | None]]:
    book = load_workbook(BytesIO(report_bytes(report, ".xlsx")))
    return [[cell.value for cell in row] for row in book["检查结果"].iter_rows()]  # type: ignore[misc]


@given(REPORTS)
def test_no_form_ever_raises(report: Report) -> None:
    for suffix in SUFFIXES:
        assert report_bytes(report, suffix)
    assert html.notebook(report)


@given(st.lists(st.integers(0, 10**6), unique=True, max_size=12))
def test_every_finding_is_in_every_form(numbers: list[int]) -> None:
    marks = [f"第{number}号事实" for number in numbers]
    found = tuple(finding("channel.none", f"/items/{n}", mark) for n, mark in enumerate(marks))
    for suffix in (".html", ".md", ".txt", ".json", ".csv"):
        shown = report_bytes(Report(found), suffix).decode()
        assert all(shown.count(mark) == 1 for mark in marks)
    assert [row[8] for row in sheet_rows(Report(found))[1:]] == marks


def test_every_part_of_a_finding_is_in_the_full_forms() -> None:
    parts = [(one.place or "").rpartition("!")[2] for one in small().findings]
    parts += [
        text for one in small().findings for text in (one.message, one.hint, one.basis) if text
    ]
    for suffix in (".html", ".md", ".csv", ".txt"):
        shown = report_bytes(small(), suffix).decode()
        assert all(part in shown for part in parts)


def test_the_page_makes_no_element_or_attribute_that_a_value_asks_for() -> None:
    plain, attacked = Page(html.page(small())), Page(html.page(hostile()))
    assert {*attacked.made} <= {*plain.made} | {("ul", ()), ("li", ())} | {("div", ("class",))}
    assert "script" not in {tag for tag, _ in attacked.made}
    assert "<script>alert(1)</script>" in "".join(attacked.text)


def test_the_page_needs_nothing_from_outside() -> None:
    page = html.page(small())
    assert not re.search(r"https?:|url\(|@import|<script|<link|<img|\son\w+=", page)
    assert "default-src 'none'" in page


def test_the_verdict_does_not_praise_what_was_not_checked() -> None:
    shown = html.page(Report(context={"unread": (Unread("坏.xlsx", "", "坏.xlsx：打不开"),)}))
    assert "有文件没有检查" in shown
    assert "未发现问题" not in shown


def test_the_notebook_fragment_is_escaped() -> None:
    made = Page(html.notebook(hostile())).made
    assert {tag for tag, _ in made} <= {"div", "p", "b", "table", "tbody", "tr", "td", "span"}


def test_markdown_keeps_its_columns_and_escapes_what_has_a_meaning() -> None:
    page = markdown.page(hostile())
    rows = [each for each in page.splitlines() if each.startswith("|")]
    counts = [len(re.findall(r"(?<!\\)\|", each)) for each in rows]
    assert {*counts} == {6, 7}
    assert not re.search(r"(?<!\\)[<`*\[]", page.replace("**", ""))


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".csv", ".xlsx"])
def test_no_escape_sequence_reaches_a_screen(suffix: str) -> None:
    shown = (
        str(sheet_rows(hostile()))
        if suffix == ".xlsx"
        else report_bytes(hostile(), suffix).decode()
    )
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_json_gives_every_text_back_unchanged() -> None:
    back = json.loads(report_bytes(hostile(), ".json"))
    assert back == hostile().to_dict()
    assert back["findings"][0]["message"] == f"{HOSTILE}0"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "=cmd|' /C calc'!A0"])
def test_no_cell_is_a_formula(start: str) -> None:
    report = Report((finding("channel.none", "", start + "1"),), subject=start)
    book = load_workbook(BytesIO(report_bytes(report, ".xlsx")))
    kinds = {
        cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value
    }
    assert kinds == {"s"}
    assert book["检查结果"]["I2"].quotePrefix
    (_, row) = csv.reader(StringIO(report_bytes(report, ".csv").decode("utf-8-sig")))
    assert row[8] == f"'{start}1"


def test_the_workbook_can_be_filtered_under_a_frozen_header() -> None:
    sheet = load_workbook(BytesIO(report_bytes(small(), ".xlsx")))["检查结果"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:N5"
    assert [cell.value for cell in sheet[1]] == [*tables.HEADER]
    assert len(tables.HEADER) == len(tables.WIDTHS)


def test_a_very_long_text_fits_into_every_form() -> None:
    report = Report((finding("channel.none", "", "", hint="长" * 100_000),))
    assert max(len(cell or "") for row in sheet_rows(report) for cell in row) <= 32_767
    assert all(report_bytes(report, suffix) for suffix in SUFFIXES)


def test_a_report_without_findings_says_so_in_every_form() -> None:
    empty = Report(subject="目录.xlsx")
    for suffix in (".html", ".md", ".txt"):
        assert "未发现问题" in report_bytes(empty, suffix).decode()
    assert json.loads(report_bytes(empty, ".json"))["ok"] is True
    assert len(sheet_rows(empty)) == 1
    assert html.notebook(empty)


@pytest.mark.speed
@pytest.mark.parametrize("suffix", [".html", ".md", ".txt", ".json", ".csv"])
def test_five_thousand_findings_take_less_than_two_seconds(suffix: str) -> None:
    report = large(5_000)
    start = time.process_time()
    report_bytes(report, suffix)
    assert time.process_time() - start < 2


def test_printing_a_report_draws_the_table() -> None:
    assert str(small()) == terminal.table(small())
    assert small()._repr_html_() == html.notebook(small())


def test_a_large_notebook_counts_what_it_leaves_out() -> None:
    shown = html.notebook(large(150))
    assert shown.count("<tr>") == 100
    assert "另有 50 处未列出" in shown


def test_an_unknown_suffix_is_a_wrong_call(tmp_path: "object") -> None:
    with pytest.raises(ZwgkError, match="one of"):
        write_report(small(), f"{tmp_path}/x.doc")
