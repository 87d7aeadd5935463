"""Cells of channels: cases, signs exchanged, nothing invented, the menu read again."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwgk import _data
from zwgk.model.catalog import Channels
from zwgk.text.channels import is_standard, menu, parse_channels, standard_channels
from zwgk.text.normal import folded, simplified, squeezed

CASES = tomllib.loads((Path(__file__).parent / "cases/channels.toml").read_text("utf-8"))["case"]
SIGNS = _data.load("vocabulary/channels")["signs"]
LOCAL = ("村务公开栏", "信用中国", "12345政务服务热线", "县融媒体中心客户端", "镇政府公告栏")
NAMES = st.sampled_from([*(name for name in standard_channels() if name != "其他"), *LOCAL])
CHOSEN = st.lists(NAMES, unique=True, min_size=1, max_size=8)
WORDS = st.sampled_from(
    [*standard_channels(), *LOCAL, *"■□√口Rto、；：/（）()_ \n注12", "其他：", "公开", "和", "村"]
)
MESS = st.lists(WORDS, max_size=30).map("".join)


def read(text: str) -> tuple[set[str], set[str], str | None]:
    found = parse_channels(text)
    return set(found.checked), set(found.unchecked), found.other


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:30] for case in CASES])
def test_a_cell_is_read_as_its_case_says(case: dict[str, object]) -> None:
    found = parse_channels(str(case["text"]))
    assert list(found.checked) == case["checked"]
    assert list(found.unchecked) == case.get("unchecked", [])
    assert found.other == case.get("other")


@given(st.text(max_size=300) | MESS)
def test_any_text_is_read_and_kept_whole(text: str) -> None:
    found = parse_channels(text)
    assert found.text == text
    assert parse_channels(text) == found


@given(MESS)
def test_every_local_name_comes_from_the_text(text: str) -> None:
    found = parse_channels(text)
    plain = squeezed(simplified(text))
    for name in (*found.checked, *found.unchecked):
        assert is_standard(name) or squeezed(name) in plain


@given(MESS)
def test_no_name_is_given_twice(text: str) -> None:
    found = parse_channels(text)
    names = [*found.checked, *found.unchecked]
    assert len(names) == len(set(names))


@given(CHOSEN, st.data())
def test_a_filled_sign_is_as_good_as_another(names: list[str], data: st.DataObject) -> None:
    full = st.sampled_from(list(SIGNS["checked"] + "Rt"))
    empty = st.sampled_from(list(SIGNS["empty"] + "o口"))
    ticked = data.draw(st.lists(st.booleans(), min_size=len(names), max_size=len(names)))
    text = "\n".join(
        data.draw(full if tick else empty) + name for name, tick in zip(names, ticked, strict=True)
    )
    wanted = {name for name, tick in zip(names, ticked, strict=True) if tick}
    assert read(text) == (wanted, set(names) - wanted, None)


@given(CHOSEN, st.sampled_from(["、", "；", "\n", "，", " ", "/"]))
def test_without_signs_every_name_is_chosen(names: list[str], separator: str) -> None:
    assert parse_channels(separator.join(names)).checked == tuple(names)


@given(st.lists(st.sampled_from(standard_channels()[:-1]), unique=True), st.integers(1, 6))
def test_white_space_inside_a_name_does_not_count(names: list[str], every: int) -> None:
    text = "".join(f"■{name[:every]}\n{name[every:]}" for name in names)
    assert read(text)[0] == set(names)


@given(CHOSEN, CHOSEN, st.sampled_from([None, "居民楼道", "村（居）理事会公告", "便民卡、明白纸"]))
def test_the_menu_reads_as_what_was_written(
    checked: list[str], more: list[str], other: str | None
) -> None:
    unchecked = [name for name in more if name not in checked]
    named = Channels((*checked, "其他"), tuple(unchecked), other)
    assert read(menu(named)) == ({*checked, "其他"}, set(unchecked), other)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:30] for case in CASES])
def test_what_was_read_is_read_again_from_its_menu(case: dict[str, object]) -> None:
    found = parse_channels(str(case["text"]))
    assert read(menu(found)) == (set(found.checked), set(found.unchecked), found.other)


def test_the_whole_menu_has_the_thirteen_standard_boxes() -> None:
    written = menu(Channels(("政府网站",)), whole=True)
    assert written.splitlines()[0] == "■政府网站"
    assert [line[1:] for line in written.splitlines()] == list(standard_channels())
    assert len(standard_channels()) == 13


@given(NAMES)
def test_traditional_and_wide_characters_name_the_same_channel(name: str) -> None:
    wide = name.replace("/", "／").replace("网", "網").replace("电", "電")
    assert [folded(each) for each in parse_channels(wide).checked] == [folded(name)]


@pytest.mark.speed
@pytest.mark.parametrize(
    "piece",
    ["政府网站", "■", "（", "社区 ", "村、", "其他：/", "和", "注：", "口", "[ ]", "\n■其他"],
)
def test_a_huge_cell_is_read_at_once(piece: str) -> None:
    start = time.process_time()
    parse_channels(piece * (100_000 // len(piece)))
    assert time.process_time() - start < 3


def test_every_alias_leads_to_its_standard_name() -> None:
    for each in _data.load("vocabulary/channels")["channel"]:
        for alias in each["aliases"]:
            assert parse_channels(f"■{alias} □精准推送").checked[:1] == (each["name"],), alias
