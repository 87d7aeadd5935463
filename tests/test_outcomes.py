"""Replies: every kind says what it must, names the remedies of its day, and leaves no brace behind."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwgk.clock import clock
from zwgk.errors import ZwgkError
from zwgk.model import Applicant, Application, Event, EventKind, Ground
from zwgk.outcomes import reply

DAY = date(2026, 3, 20)
DATA = tomllib.loads((Path(__file__).parents[1] / "src/zwgk/data/outcomes.toml").read_text("utf-8"))
KINDS = [each["key"] for each in DATA["outcome"]]
ONE = Application(
    "2026-03",
    (Event(EventKind.RECEIVED, date(2026, 3, 2)),),
    applicant=Applicant("李青"),
    description="东街片区征收补偿方案",
    form="纸质",
)


def test_there_are_the_seven_kinds_of_article_thirty_six_and_partial_disclosure() -> None:
    articles = [each["article"] for each in DATA["outcome"]]
    numbers = [f"第三十六条第（{n}）项" for n in "一二三四五六七"]
    assert articles == [*numbers, "第三十七条"]
    assert all(each["must"] and each["body"] for each in DATA["outcome"])


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_addressee_facts_basis_remedy_and_date(kind: str) -> None:
    found = reply(ONE, kind, on=DAY)
    text = str(found)
    assert text.startswith("李青：\n本机关于2026年3月2日收到")
    assert "东街片区征收补偿方案" in text
    assert found.basis in text
    assert "60日内" in text
    assert text.endswith("2026年3月20日")
    assert "{" not in text


@pytest.mark.parametrize("outcome", ["属于国家秘密", "保护第三方合法权益", "属于四类过程性信息"])
def test_withholding_under_articles_14_to_16_names_reconsideration_first(outcome: str) -> None:
    found = reply(ONE, outcome, on=DAY)
    assert found.reconsideration_first
    assert "应当自收到本答复之日起60日内先向" in str(found)
    assert "6个月" not in str(found)
    assert "法释〔2025〕8号" in (found.remedy_basis or "")


@pytest.mark.parametrize("kind", [each for each in KINDS if each != "withheld"])
def test_every_other_reply_names_either_way(kind: str) -> None:
    found = reply(ONE, kind, on=DAY)
    assert not found.reconsideration_first
    assert "也可以自收到本答复之日起6个月内" in str(found)


def test_another_ground_than_articles_14_to_16_leaves_either_way_open() -> None:
    found = reply(ONE, "withheld", on=DAY, grounds=[Ground("第三十八条")])
    assert not found.reconsideration_first


@pytest.mark.parametrize(
    ("day", "first"),
    [(date(2023, 12, 29), False), (date(2024, 1, 2), True), (date(2025, 6, 1), True)],
)
def test_reconsideration_comes_first_from_the_day_of_the_law_on(day: date, *, first: bool) -> None:
    assert reply(ONE, "属于国家秘密", on=day).reconsideration_first is first


def test_partial_disclosure_says_that_the_order_of_remedies_is_disputed() -> None:
    assert "最为稳妥" in reply(ONE, "部分公开", on=DAY).notes[0]


def test_what_is_recorded_of_the_answer_is_used() -> None:
    answered = Event(
        EventKind.ANSWERED, DAY, outcome="不予公开", grounds=(Ground("第十五条", "商业秘密"),),
        reason="权利人不同意公开。",
    )  # fmt: skip
    found = reply(Application("1", (*ONE.events, answered)), "不予公开", on=DAY)
    assert "《中华人民共和国政府信息公开条例》第十五条（商业秘密）" in str(found)
    assert "权利人不同意公开。" in str(found)


def test_what_only_the_handler_knows_is_listed_and_can_be_filled_in() -> None:
    draft = reply(ONE, "published", on=DAY)
    assert "行政复议机关" in draft.missing
    full = reply(ONE, "published", on=DAY, details=dict.fromkeys(draft.missing, "某处"))
    assert full.missing == ()


def test_the_explanation_of_the_deadline_can_be_attached() -> None:
    told = clock(ONE, on=DAY).explain()
    text = reply(ONE, "granted", on=DAY).text(told)
    assert text.endswith(f"附：办理期限说明\n{told}")


def test_the_remedies_end_on_days_of_the_law_after_service() -> None:
    found = reply(ONE, "granted", on=DAY).remedy_deadlines(date(2026, 3, 25))
    assert [each.due for each in found] == [date(2026, 5, 25), date(2026, 9, 28)]
    assert len(reply(ONE, "属于国家秘密", on=DAY).remedy_deadlines(date(2026, 3, 25))) == 1


def test_an_unknown_outcome_and_a_day_before_the_regulation_are_refused() -> None:
    with pytest.raises(ZwgkError, match="no reply is known"):
        reply(ONE, "另行研究", on=DAY)
    with pytest.raises(ZwgkError, match="in force from 2019-05-15"):
        reply(ONE, "granted", on=date(2019, 5, 14))


@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from(KINDS))
def test_any_text_of_an_application_stands_in_the_reply(name: str, what: str, kind: str) -> None:
    one = Application("{x}", (), applicant=Applicant(name), description=what)
    found = reply(one, kind, on=DAY)
    assert found.to_dict()["lines"] == list(found.lines)
    assert f"编号：{{x}}），申请公开“{what or '【申请内容】'}”" in found.lines[1]
