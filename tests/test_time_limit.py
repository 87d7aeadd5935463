"""Time limits are read and said: cases a lawyer can read, and properties of the language."""

import time
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwgk import _data
from zwgk.errors import ZwgkError
from zwgk.model.time_limit import Clause, TimeLimit
from zwgk.terms import ClauseKind as K
from zwgk.terms import Every, Unit
from zwgk.text.time_limit import parse_time_limit

_FILE = Path(__file__).parent / "cases" / "time_limits.toml"
GROUPS: list[dict[str, Any]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["group"]
CASES: list[dict[str, Any]] = [case for group in GROUPS for case in group["cases"]]
READABLE = [
    case["text"]
    for case in CASES
    if case["clauses"] and case["clauses"][0]["kind"] not in ("unreadable", "ditto")
]
PLAIN = [text for text in READABLE if not set(text) & set("\n■□")]
TRIGGERS = [each["name"] for each in _data.load("vocabulary/triggers")["trigger"]]
OWN_EVENTS = ["会议召开", "每学期开学", "中标通知书发出", "录取工作完成", "停水", "资金拨付"]

events = st.lists(st.sampled_from(TRIGGERS), max_size=3, unique=True).map(tuple) | st.tuples(
    st.sampled_from(OWN_EVENTS)
)
amounts, units = st.integers(1, 999), st.sampled_from(Unit)
scopes = st.none() | st.sampled_from(["办理结果", "年度计划", "长期护理保险", "方案（草案）"])
recurring = st.one_of(
    st.lists(st.dates().map(lambda day: f"--{day:%m-%d}"), min_size=1, max_size=4, unique=True),
    st.lists(
        st.integers(1, 31).map(lambda day: f"---{day:02d}"), min_size=1, max_size=4, unique=True
    ),
).map(tuple)
lasting = st.none() | st.sampled_from(["公示", "公告", "征求意见", "展示", "报名", "听取意见"])
readable_clauses = st.one_of(
    st.builds(Clause, st.just(K.WITHIN), amount=amounts, unit=units, from_=events, scope=scopes),
    st.builds(Clause, st.just(K.BEFORE), amount=amounts, unit=units, to=events, scope=scopes),
    st.builds(Clause, st.just(K.AT_LEAST), amount=amounts, unit=units, what=lasting, scope=scopes),
    st.builds(
        Clause, st.sampled_from([K.KEEP, K.EXTENDABLE]), amount=amounts, unit=units, scope=scopes
    ),
    st.builds(Clause, st.just(K.BY_DATE), dates=recurring, scope=scopes),
    st.builds(
        Clause, st.just(K.ONCE), date=st.dates(date(1900, 1, 1), date(2999, 12, 31)), scope=scopes
    ),
    st.builds(Clause, st.just(K.WITH), to=events, scope=scopes),
    st.builds(Clause, st.just(K.PERIODIC), every=st.none() | st.sampled_from(Every), scope=scopes),
    st.builds(Clause, st.sampled_from([K.IMMEDIATE, K.PROMPT, K.PERMANENT]), scope=scopes),
)
vocabulary = st.text(
    alphabet="自信息形成或者变更之日起内20个工作公示期每年季度月首前后提结束长及时实按规定法另有其从"
    "：；，。、（）\n 　·①一二十O曰?半天周至-同步与延可",
    max_size=60,
)


def said(text: str) -> list[dict[str, Any]]:
    """The clauses of a text, without what is empty."""
    clauses = [clause.to_dict() for clause in parse_time_limit(text).clauses]
    for clause in clauses:
        clause.pop("text", None)
    return [
        {key: value for key, value in each.items() if value not in (None, [])} for each in clauses
    ]


def judged(text: str) -> dict[str, Any]:
    """What a case of the file says of a text."""
    other_law = parse_time_limit(text).subject_to_other_law
    return {"text": text, "clauses": said(text)} | (
        {"subject_to_other_law": True} if other_law else {}
    )


@pytest.mark.parametrize("group", GROUPS, ids=[group["name"] for group in GROUPS])
def test_the_cases_are_read_as_a_lawyer_reads_them(group: dict[str, Any]) -> None:
    assert [judged(case["text"]) for case in group["cases"]] == group["cases"]


def test_there_are_enough_cases_and_none_twice() -> None:
    texts = [case["text"] for case in CASES]
    assert len(texts) >= 150
    assert len(texts) == len(set(texts))


@given(st.text() | vocabulary)
def test_reading_never_raises_and_keeps_the_text_whole(text: str) -> None:
    limit = parse_time_limit(text)
    assert limit.text == text
    unreadable = [clause for clause in limit.clauses if clause.kind is K.UNREADABLE]
    assert not unreadable or [clause.text for clause in limit.clauses] == [text]


@given(vocabulary)
def test_what_is_read_is_valid_and_can_be_said(text: str) -> None:
    limit = parse_time_limit(text)
    assert isinstance(str(limit), str)
    assert all(clause.to_dict()["kind"] == clause.kind.value for clause in limit.clauses)


@given(st.lists(readable_clauses, min_size=1, max_size=4, unique=True), st.booleans())
def test_what_is_written_is_read_back(clauses: list[Clause], other_law: bool) -> None:
    written = str(TimeLimit("", tuple(clauses), other_law))
    read = parse_time_limit(written)
    assert read.clauses == tuple(clauses), written
    assert read.subject_to_other_law is other_law


@pytest.mark.parametrize("kind", [K.BY_RULE, K.DITTO])
def test_what_stands_alone_is_read_back(kind: K) -> None:
    clause = Clause(kind)
    assert parse_time_limit(str(TimeLimit("", (clause,)))).clauses == (clause,)


def test_saying_it_in_standard_words_keeps_its_meaning() -> None:
    limits = [parse_time_limit(text) for text in READABLE]
    again = [parse_time_limit(str(limit)) for limit in limits]
    assert [limit.clauses for limit in again] == [limit.clauses for limit in limits]
    assert [limit.subject_to_other_law for limit in again] == [
        limit.subject_to_other_law for limit in limits
    ]


@given(
    st.sampled_from(PLAIN),
    st.lists(st.integers(0, 60), max_size=6),
    st.sampled_from(" 　\u200b\t\u00a0?"),
)
def test_stray_blanks_change_nothing(text: str, places: list[int], blank: str) -> None:
    spaced = text
    for place in places:
        spaced = spaced[:place] + blank + spaced[place:]
    assert said(spaced) == said(text)


@given(st.sampled_from(PLAIN))
def test_full_width_digits_change_nothing(text: str) -> None:
    wide = text.translate({ord("0") + each: 0xFF10 + each for each in range(10)})
    assert said(wide) == said(text)


@given(st.sampled_from([text for text in PLAIN if not set("：①") & set(text)]), st.integers(3, 9))
def test_lines_broken_by_a_narrow_column_change_nothing(text: str, width: int) -> None:
    broken = "\n".join(text[at : at + width] for at in range(0, len(text), width))
    assert said(broken) == said(text)


@pytest.mark.speed
@pytest.mark.parametrize(
    "text",
    [
        "1" * 100_000,
        "自" * 100_000,
        "一" * 100_000,
        "20个工作日内；" * 10_000,
        "20个工作日内，" * 600,
        "长期\n" * 1_600,
        "每年1月31日前\n" * 500,
        "1、" * 2_500,
        "1月" * 2_500,
        "政府信息公开" * 800,
        "按规定" * 1_600,
        "信息：" * 1_600,
        "(" * 5_000,
        "20至" * 1_600,
        "\ufdfa" * 5_000,
    ],
    ids=lambda text: text[:8].strip(),
)
def test_texts_made_to_be_slow_are_not(text: str) -> None:
    start = time.process_time()
    assert parse_time_limit(text).text == text
    assert time.process_time() - start < 2


def test_a_text_too_long_for_a_time_limit_is_kept_unread() -> None:
    text = "20个工作日内；" * 10_000
    assert parse_time_limit(text).clauses == (Clause(K.UNREADABLE, text=text),)


def test_a_scope_holds_until_the_statement_ends() -> None:
    assert said("处罚结果：7个工作日内公开，公开期限3年；长期公开") == [
        {"kind": "within", "amount": 7, "unit": "working_day", "scope": "处罚结果"},
        {"kind": "keep", "amount": 3, "unit": "year", "scope": "处罚结果"},
        {"kind": "permanent"},
    ]


def test_a_number_is_never_mended() -> None:
    assert said("信息变更之日起200个工作日内")[0]["amount"] == 200
    assert said("信息变更之日起l0个工作日内") == [{"kind": "unreadable"}]


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(ZwgkError, match="text"):
        parse_time_limit(None)  # type: ignore[arg-type]
