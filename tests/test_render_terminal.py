"""Text on a terminal: width, wrapping, limit, colour."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import large, small
from zwgk.render.terminal import columns, table, wrapped
from zwgk.report import Report, finding


@pytest.mark.parametrize(
    ("text", "wide"), [("ab", 2), ("公开", 4), ("Ｆ１", 4), ("e\u0301", 1), ("𠮷", 2), ("", 0)]
)
def test_width_is_counted_in_columns(text: str, wide: int) -> None:
    assert columns(text) == wide


@given(st.text(st.sampled_from("公开时限abc123，。）“ 20"), max_size=200), st.integers(10, 60))
def test_wrapping_loses_no_character(text: str, width: int) -> None:
    assert "".join("".join(wrapped(text, width)).split()) == "".join(text.split())


@given(st.text(st.sampled_from("公开时限abc123，。"), max_size=200), st.integers(60, 90))
def test_no_wrapped_line_is_much_too_wide(text: str, width: int) -> None:
    assert all(columns(each) <= width for each in wrapped(text, width))


def test_facts_begin_in_one_column() -> None:
    found = [
        finding("channel.none", "", f"事实{n}", place=f"目录.xlsx!{'表' * n}!F{n}")
        for n in (1, 3, 10)
    ]
    lines = [each for each in table(Report(tuple(found))).splitlines() if "事实" in each]
    assert len({columns(each.partition("事实")[0]) for each in lines}) == 1


def test_lines_keep_to_the_width() -> None:
    assert max(columns(each) for each in table(large(50), width=72).splitlines()) <= 72


def test_a_place_that_is_too_wide_has_a_line_of_its_own() -> None:
    place = f"{'长' * 40}.xlsx!表!F1"
    shown = table(Report((finding("channel.none", "", "事实", place=place),))).splitlines()
    assert f"  {place}" in shown


def test_the_summary_is_the_first_line() -> None:
    first = "青湖县目录.xlsx：共 4 处：错误 2，警告 1，提示 1"
    assert table(small()).splitlines()[0] == first


def test_the_name_of_the_only_file_is_said_once() -> None:
    assert table(small()).count("青湖县目录.xlsx") == 1


def test_a_place_that_is_the_file_itself_does_not_bring_the_name_back() -> None:
    found = [
        finding("read.column-missing", "", "无", place="甲.csv"),
        finding("channel.none", "/items/0", "无", place="甲.csv!2:3"),
    ]
    assert "\n  2:3  无\n" in table(Report(tuple(found), subject="甲.csv"))


def test_what_a_limit_leaves_out_is_counted() -> None:
    shown = table(large(300), limit=5)
    assert shown.count("另有 95 处同类问题未列出") == 3
    assert "另有" not in table(large(300))


def test_colour_changes_nothing_but_the_colour() -> None:
    coloured = table(small(), colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == table(small())


def test_remedies_that_differ_stand_with_their_findings() -> None:
    found = [finding("basis.repealed", "", f"事实{n}", hint=f"改引第{n}号文件") for n in range(2)]
    shown = table(Report(tuple(found)))
    assert re.search(r"事实0 → 改引第0号文件.*\n.*事实1 → 改引第1号文件", shown)
