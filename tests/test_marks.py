"""Attribute notes: cases, standard notes read again, mentions left alone."""

import time
import tomllib
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from zwgk.model import Information
from zwgk.terms import Attribute
from zwgk.text.marks import attribute_of, note, noted, parse_mark

CASES = tomllib.loads((Path(__file__).parent / "cases/marks.toml").read_text("utf-8"))["case"]
ATTRIBUTES = st.sampled_from(list(Attribute))
BRACKETS = st.sampled_from(["（{}）", "({})", "【{}】", "〔{}〕", "[{}]", "　　（{}）\n", "{}"])
BODY = st.lists(
    st.sampled_from(
        [
            "各村民委员会：",
            "　　一、应当主动公开的，及时上网。",
            "　　二、对不予公开的，应当说明理由。",
            "　　（一）依申请公开的办理流程见指南。",
            "　　第三条　公文标注“此件公开发布”，由起草人提出。",
            "附件：1.主动公开目录",
            "",
        ]
    ),
    max_size=6,
)
PIECES = st.sampled_from(
    [*"（）()：□☑√\n 件此公开、。", "主动公开", "此件", "不予公开", "2024年3月1日"]
)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:30] for case in CASES])
def test_a_text_is_read_as_its_case_says(case: dict[str, object]) -> None:
    found = parse_mark(str(case["text"]))
    if "attribute" not in case:
        assert found is None
        return
    assert found is not None
    assert found.attribute == case["attribute"]
    assert found.redacted is case.get("redacted", False)
    assert found.text == case.get("mark", case["text"])


@given(st.text(max_size=300) | st.lists(PIECES, max_size=30).map("".join))
def test_any_text_is_read_and_the_note_is_a_part_of_it(text: str) -> None:
    found = parse_mark(text)
    assert found == parse_mark(text)
    assert found is None or (found.text and found.text in text)


@given(ATTRIBUTES)
def test_the_standard_note_is_read_again(attribute: Attribute) -> None:
    found = parse_mark(note(attribute))
    assert found is not None
    assert (found.attribute, found.redacted, found.text) == (attribute, False, note(attribute))


@pytest.mark.parametrize(
    ("attribute", "redacted", "marks", "written"),
    [
        ("主动公开", False, ["此件依申请公开", "公开发布"], "（此件公开发布）"),
        ("主动公开", False, ["（此件公开发布）", "主动公开"], "（此件公开发布）"),
        ("主动公开", False, ["本件予以公开"], "（本件予以公开）"),
        ("主动公开", False, ["【主动公开】"], "（此件主动公开）"),
        ("主动公开", True, ["公开发布", "删减后公开"], "（此件删减后公开）"),
        ("主动公开", True, ["公开发布"], "（此件删减后公开）"),
        ("主动公开", False, ["删减后公开"], "（此件主动公开）"),
        ("不予公开", False, ["不宜公开"], "（此件不宜公开）"),
        ("依申请公开", False, ["（此件公开发布）"], "（此件依申请公开）"),
        ("依申请公开", False, [], "（此件依申请公开）"),
    ],
)
def test_a_plan_writes_its_own_note_of_the_attribute(
    attribute: str, redacted: bool, marks: list[str], written: str
) -> None:
    assert note(attribute, redacted=redacted, marks=marks) == written


@pytest.mark.parametrize(
    ("text", "attribute"),
    [
        ("正文。\n（此件\n公开\n发布）\n印发", "主动公开"),
        ("主动公开\n一\n二\n三\n四\n五\n2024年3月1日", None),
        ("一\n二\n2024年3月1日\n主动公开\n三\n四\n五\n六", "主动公开"),
        ("公开属性的选择　□无　☑主动公开", None),
        ("公开属性：□无　☑主动公开", "主动公开"),
        ("公开属性□主动公开☑依申请公开", "依申请公开"),
        ("主动公开□　依申请公开☑。", "依申请公开"),
        ("公开属性：\n□主动公开\n☑依申请公开", "依申请公开"),
        ("公开属性：☑主动公开　☑依申请公开", None),
        ("（此件\n公开发布）", "主动公开"),
        ("| 题名 | 通报 |\n| 公开属性 | 依申请公开 |\n| 日期 | 略 |", "依申请公开"),
        ("公开属性：主动公开☑　其他□", "主动公开"),
        ("公开属性：其他□　主动公开☑", "主动公开"),
        ("公开属性：其他□　主动公开☑。", "主动公开"),
        ("其他□　主动公开☑", None),
        ("一\n（主动公开。）\n二\n三\n四\n五\n六", "主动公开"),
        ("一\n主动公开\n二\n三\n四\n五\n六", None),
        ("特此通报！（此件不予公开）\n一\n二\n三\n四", "不予公开"),
        ("通（此件不予公开）\n一\n二\n三\n四", None),
    ],
)
def test_broken_lines_dates_and_signs_are_told_apart(text: str, attribute: str | None) -> None:
    found = parse_mark(text)
    assert (found and found.attribute.value) == attribute


def test_every_note_is_given_with_its_place_and_none_overlaps() -> None:
    text = "　　（此件公开发布）\n正文。\n公开属性：依申请公开\n（此件不予公开）"
    assert [(each.text, at) for each, at in noted(text)] == [
        ("（此件公开发布）", 2),
        ("公开属性：依申请公开", 15),
        ("（此件不予公开）", 26),
    ]


def test_the_attribute_recorded_goes_before_the_one_in_the_text() -> None:
    record = Information("通报", "局", text="2024年3月4日\n（此件公开发布）")
    assert attribute_of(record) is Attribute.PROACTIVE
    assert attribute_of(evolve(record, attribute=Attribute.WITHHELD)) is Attribute.WITHHELD
    assert attribute_of(evolve(record, text=None)) is None


def test_the_note_of_a_redacted_document_is_read_again() -> None:
    found = parse_mark(note("主动公开", redacted=True))
    assert found is not None
    assert found.redacted
    assert found.attribute == "主动公开"


@given(ATTRIBUTES, BRACKETS, BODY, BODY)
def test_a_note_is_found_under_the_date_of_any_document(
    attribute: Attribute, bracket: str, before: list[str], after: list[str]
) -> None:
    written = bracket.format(f"此件{attribute.value}")
    lines = ["关于清理河道的通知", *before, "白石镇人民政府", "2024年3月1日", written, *after]
    found = parse_mark("\n".join(lines))
    assert found is not None
    assert (found.attribute, found.text) == (attribute, written.strip())


@given(BODY, BODY)
def test_a_document_that_only_speaks_of_disclosure_has_no_note(
    before: list[str], after: list[str]
) -> None:
    text = "\n".join(["关于清理河道的通知", *before, "白石镇人民政府", "2024年3月1日", *after])
    assert parse_mark(text) is None


@given(st.permutations(list(Attribute)), st.integers(0, 2), st.sampled_from(["☑", "■", "√", "R"]))
def test_the_ticked_option_decides(order: list[Attribute], ticked: int, sign: str) -> None:
    options = "　".join(
        (sign if place == ticked else "□") + each.value for place, each in enumerate(order)
    )
    found = parse_mark(f"公开属性：{options}")
    assert found is not None
    assert found.attribute == order[ticked]


@pytest.mark.speed
@pytest.mark.parametrize(
    "piece", ["（", "（此件\n", "公开属性：\n", "□主动公开 ", "（主动公开）", "开", " ", "\n"]
)
def test_a_huge_document_is_read_at_once(piece: str) -> None:
    start = time.process_time()
    parse_mark(piece * (100_000 // len(piece)))
    assert time.process_time() - start < 3
