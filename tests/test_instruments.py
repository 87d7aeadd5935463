"""Which instruments stand on a day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwgk.instruments import find, repealed

DAY = date(2024, 6, 3)


@pytest.mark.parametrize(
    "title",
    [
        "政府信息公开条例",
        "中华人民共和国政府信息公开条例",
        " 政府信息公开 条例",
        "《政府信息公开条例》",
        "政府信息公開條例",
    ],
)
def test_a_title_is_known_with_and_without_its_prefix_marks_and_spaces(title: str) -> None:
    found = find(title)
    assert found is not None
    assert found.title == "中华人民共和国政府信息公开条例"


def test_an_instrument_is_known_by_its_number_alone() -> None:
    found = find("", "国务院令第711号")
    assert found is not None
    assert found.title == "中华人民共和国政府信息公开条例"


def test_a_number_decides_between_editions() -> None:
    old = repealed("政府信息公开条例", "国务院令第492号", DAY)
    assert old is not None
    assert old.until == date(2019, 5, 15)
    assert repealed("政府信息公开条例", "国务院令第711号", DAY) is None
    assert repealed("政府信息公开条例", None, DAY) is None
    assert repealed("政府信息公开条例", "国务院令第492号", date(2018, 1, 1)) is None


@pytest.mark.parametrize(
    "title",
    ["合同法", "婚姻法", "物权法", "侵权责任法", "民法总则", "城市房屋拆迁管理条例", "城市规划法"],
)
def test_what_was_replaced_is_repealed_and_names_its_successor(title: str) -> None:
    gone = repealed(title, None, DAY)
    assert gone is not None
    assert gone.successor


@given(st.text(max_size=20), st.none() | st.text(max_size=20), st.dates())
def test_an_unknown_instrument_is_never_called_repealed(
    title: str, number: str | None, day: date
) -> None:
    if find(title, number) is None:
        assert repealed(title, number, day) is None
