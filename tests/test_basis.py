"""Cells of the legal basis: cases, numbers written in many ways, canonical writing read again."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwgk.model.catalog import Citation
from zwgk.text.basis import cite, parse_basis
from zwgk.text.normal import simplified
from zwgk.text.numerals import chinese

CASES = tomllib.loads((Path(__file__).parent / "cases/basis.toml").read_text("utf-8"))["case"]
HAN = st.text("甲乙丙丁山水田林村镇财政水利农业安全生产保护管理", min_size=2, max_size=12)
TITLES = st.builds(
    "{}{}".format, HAN, st.sampled_from(["法", "条例", "暂行办法", "实施细则", "规定（试行）"])
) | st.builds("关于{}的{}".format, HAN, st.sampled_from(["意见", "通知", "决定"]))
CODES = st.sampled_from(["国发", "国办发", "财预", "建办厅函", "人社厅函", "福政办发", "中办发"])
NUMBERS = st.builds(
    "{}〔{}〕{}号".format, CODES, st.integers(1950, 2049), st.integers(1, 999)
) | st.builds(
    "{}令第{}号".format, st.sampled_from(["国务院", "主席", "生态环境部"]), st.integers(1, 900)
)
ARTICLES = st.builds(
    lambda number, more: f"第{chinese(number)}条{more}",
    st.integers(1, 999),
    st.sampled_from(["", "第一款", "第（三）项", "第二款第（五）项"]),
)
CITATIONS = st.builds(
    Citation,
    TITLES,
    st.none() | NUMBERS,
    st.none(),
    st.lists(ARTICLES, max_size=3, unique=True).map(tuple),
)
PIECES = st.sampled_from(
    [
        *"《》〈〉<>（）()【】、；\n 第条号令2012和及法",
        "国发〔2012〕45号",
        "《甲法》",
        "条例",
        "关于",
        "印发",
    ]
)
MESS = st.lists(PIECES, max_size=40).map("".join)


def plain(citation: Citation) -> dict[str, object]:
    return {key: value for key, value in citation.to_dict().items() if value not in (None, [])}


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:30] for case in CASES])
def test_a_cell_is_read_as_its_case_says(case: dict[str, object]) -> None:
    found = [plain(each) for each in parse_basis(str(case["text"]))]
    assert found == case["citations"]


@given(st.text(max_size=300) | MESS)
def test_any_text_is_read(text: str) -> None:
    assert parse_basis(text) == parse_basis(text)


@given(MESS)
def test_every_title_comes_from_the_text(text: str) -> None:
    squeezed = "".join(text.split())
    for each in parse_basis(text):
        assert "".join(each.title.split()) in squeezed


@given(
    st.lists(CITATIONS, min_size=1, max_size=5),
    st.sampled_from(["、", "；", "\n", "", "和", "；\n"]),
)
def test_what_is_written_is_read_again(citations: list[Citation], separator: str) -> None:
    text = separator.join(cite(each) for each in citations)
    assert list(parse_basis(text)) == citations


@given(st.lists(CITATIONS, min_size=1, max_size=5))
def test_numbering_changes_nothing(citations: list[Citation]) -> None:
    text = "\n".join(f"{place}.{cite(each)}；" for place, each in enumerate(citations, 1))
    assert list(parse_basis(text)) == citations


@given(
    st.lists(CITATIONS, min_size=1, max_size=4), st.sampled_from(["法律", "行政法规", "规范性文件"])
)
def test_a_label_holds_for_all_that_follow(citations: list[Citation], label: str) -> None:
    found = parse_basis(f"【{label}】" + "、".join(map(cite, citations)))
    assert [each.category for each in found] == [label] * len(citations)


@given(CODES, st.integers(1980, 2049), st.integers(1, 999), st.data())
def test_one_number_is_read_from_all_its_ways(
    code: str, year: int, count: int, data: st.DataObject
) -> None:
    opening = data.draw(st.sampled_from([*"〔[(（【［﹝{", "〔 ", "《", "<"]))
    closing = data.draw(st.sampled_from([*"〕])）】］﹞}", "〕 ", "》", ">", "〕第"]))
    written = f"{code}{opening}{year}{closing}{count}号"
    assert parse_basis(f"《关于甲的意见》（{written}）")[0].number == f"{code}〔{year}〕{count}号"


@given(st.integers(1, 2000))
def test_orders_are_read_in_chinese_and_in_arabic_numerals(count: int) -> None:
    ways = [
        f"国令第{count}号",
        f"国务院令{count}号",
        f"国务院第{count}号令",
        f"中华人民共和国国务院令第{chinese(count)}号",
        f"国务院令（第{count}号）",
    ]
    read = {parse_basis(f"《甲条例》（{way}）")[0].number for way in ways}
    assert read == {f"国务院令第{count}号"}


@given(st.integers(1, 2000))
def test_articles_are_written_in_chinese_numerals(number: int) -> None:
    for written in (f"第{number}条", f"第{chinese(number)}条", f"第 {number} 条"):
        assert parse_basis(f"《甲法》{written}")[0].articles == (f"第{chinese(number)}条",)


@given(TITLES)
def test_traditional_characters_stay_in_the_title(title: str) -> None:
    written = title.replace("条", "條").replace("关", "關")
    assert simplified(parse_basis(f"《{written}》")[0].title) == title


@pytest.mark.speed
@pytest.mark.parametrize(
    "piece",
    [
        "《",
        "》",
        "《甲法",
        "甲法》",
        "(",
        "第一条、",
        "国发〔2012〕45号",
        "〈甲〉",
        "部、",
        "关于",
        "【",
        "1、",
    ],
)
def test_a_huge_cell_is_read_at_once(piece: str) -> None:
    start = time.process_time()
    parse_basis(piece * (100_000 // len(piece)))
    assert time.process_time() - start < 3
