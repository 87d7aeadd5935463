"""The review: each rule with what it is for and what it must leave alone."""

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

import zwgk
from strategies import spoiled_records
from zwgk import instruments
from zwgk.adjust.deciding import unmatched
from zwgk.adjust.review import RULES
from zwgk.errors import ShapeError, ZwgkError
from zwgk.model import (
    Catalog,
    CatalogItem,
    Decision,
    Information,
    Pack,
    Proposal,
    Rule,
    Signal,
    SignalKind,
)
from zwgk.packs import load
from zwgk.schema import schema
from zwgk.shape import from_dict, partial
from zwgk.workdays import WorkCalendar

DAY = date(2025, 6, 3)
INDEX = "BS-MZ-2024-00001"
UNTIL = "secret_until"
NATIONAL = (
    "《国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见》（国办发〔2019〕54号）"
)


def information(**changes: Any) -> dict[str, Any]:
    usual = {
        "type": "information",
        "index": INDEX,
        "title": "值班安排",
        "publisher": "白石县民政局",
        "created": "2025-01-10",
        "attribute": "依申请公开",
    }
    return usual | changes


def withheld(**changes: Any) -> dict[str, Any]:
    return information(**{"attribute": "不予公开", "created": "2022-01-10"} | changes)


def item(*path: str, **changes: Any) -> dict[str, Any]:
    return {"type": "catalog-item", "path": [*path]} | changes


def catalog(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "catalog", "items": [*items]} | more


def signal(kind: str, on: str = "2025-05-06", **keys: Any) -> dict[str, Any]:
    return {"signal": kind, "on": on} | keys


def about(kind: str, on: str = "2025-05-06", **keys: Any) -> dict[str, Any]:
    return signal(kind, on, information=INDEX, **keys)


def reviewed(
    *records: dict[str, Any], news: Any = (), on: date = DAY, **more: Any
) -> tuple[Proposal, ...]:
    return zwgk.review(records, on=on, signals=news, **more)


def rules(*records: dict[str, Any], news: Any = (), on: date = DAY, **more: Any) -> list[str]:
    return [each.rule.value for each in reviewed(*records, news=news, on=on, **more)]


def only(*records: dict[str, Any], news: Any = (), on: date = DAY, **more: Any) -> Proposal:
    (found,) = reviewed(*records, news=news, on=on, **more)
    return found


# ------------------------------------------------------------------ yearly assessment


def test_what_is_withheld_is_assessed_a_year_after_it_last_was() -> None:
    found = only(withheld(reviewed="2024-06-03"))
    assert (found.rule.value, found.action.value, found.subject) == (
        "yearly-assessment",
        "re-review",
        INDEX,
    )
    assert (found.from_, found.to, found.due) == ("不予公开", None, DAY)
    assert found.reason == "不予公开的信息，2024-06-03评估审查后应于2025-06-03前再次评估审查"
    assert found.basis == "《中华人民共和国政府信息公开条例》第十八条"


@pytest.mark.parametrize(
    ("changes", "due"),
    [
        ({"reviewed": "2024-06-04"}, None),
        ({"reviewed": "2024-06-02"}, date(2025, 6, 2)),
        ({"created": "2024-06-04"}, None),
        ({"created": "2024-06-03"}, DAY),
        ({"created": "2020-01-02", "reviewed": "2025-01-02"}, None),
        ({"attribute": "依申请公开"}, None),
        ({"attribute": "主动公开"}, None),
        ({"attribute": None}, None),
        ({"attribute": None, "text": "2022年1月10日\n（此件不予公开）"}, date(2023, 1, 10)),
        ({"created": None, "published": "2024-01-02"}, date(2025, 1, 2)),
        ({"created": "2018-01-02"}, date(2020, 5, 15)),
    ],
)
def test_the_day_of_the_assessment(changes: dict[str, Any], due: date | None) -> None:
    found = reviewed(withheld(**changes))
    assert [each.due for each in found] == ([due] if due else [])


def test_what_was_never_assessed_is_said_with_how_often_it_came_due() -> None:
    found = only(withheld(created="2022-06-03"))
    assert "2022-06-03以来没有评估审查过，应于2023-06-03前再次评估审查" in found.reason
    assert found.reason.endswith("，截至2025-06-03已到期3次")
    assert "截至2024-06-04已到期2次" in only(withheld(created="2022-06-04")).reason


def test_before_the_duty_nobody_had_to_assess() -> None:
    record = withheld(created="2017-01-10")
    assert rules(record, on=date(2019, 5, 14)) == []
    assert rules(record, on=date(2019, 5, 15)) == ["yearly-assessment"]


def test_a_plan_sets_its_own_period_of_assessment() -> None:
    half = pack(periods={"withheld.assessment": {"value": 6, "unit": "month", "what": "评估"}})
    record = withheld(reviewed="2024-12-03")
    assert rules(record) == []
    assert only(record, pack=half).due == DAY
    days = pack(
        periods={"withheld.assessment": {"value": 5, "unit": "working_day", "what": "评估"}}
    )
    found = only(withheld(reviewed="2025-05-20"), pack=days)
    assert found.due == date(2025, 5, 27)
    assert "到期" not in found.reason


def pack(**facts: Any) -> Pack:
    return from_dict(Pack, {"name": "baishi-2025", "title": "白石县实施方案"} | facts)


def test_of_state_secrets_the_law_of_secrets_is_named_too() -> None:
    secret = [{"article": "第十四条", "item": "国家秘密"}]
    named = "《中华人民共和国保守国家秘密法》第二十四条"
    assert named in (only(withheld(grounds=secret)).basis or "")
    assert named in (only(withheld(**{UNTIL: "2030-01-02"})).basis or "")
    assert named not in (only(withheld()).basis or "")
    early = only(withheld(grounds=secret), on=date(2024, 4, 30))
    assert named not in (early.basis or "")


# ------------------------------------------------------------------ secrecy, circumstances


def test_declassified_is_not_yet_public() -> None:
    found = only(withheld(**{UNTIL: "2025-06-02"}, reviewed="2025-01-02"))
    assert (found.rule, found.action.value) == (Rule.SECRECY_OVER, "re-review")
    assert "2025-06-02届满" in found.reason
    assert (found.from_, found.due) == ("不予公开", None)
    assert found.basis == "《中华人民共和国保守国家秘密法》第二十四条"


@pytest.mark.parametrize(
    "changes",
    [
        {"secret_until": "2025-06-03"},
        {"secret_until": "2025-06-04"},
        {"secret_until": "2025-01-01"},
        {"secret_until": "2025-06-02", "attribute": "主动公开"},
        {"secret_until": "2025-06-02", "attribute": "依申请公开"},
    ],
)
def test_a_secret_still_kept_or_decided_on_needs_no_decision(changes: dict[str, Any]) -> None:
    assert rules(withheld(**{"reviewed": "2025-01-02"} | changes)) == []


def test_a_review_on_the_last_secret_day_does_not_count() -> None:
    record = withheld(**{UNTIL: "2025-01-02"}, reviewed="2025-01-02")
    assert rules(record) == ["secrecy-over"]
    assert rules(withheld(**{UNTIL: "2025-01-02"}, created="2025-01-01")) == ["secrecy-over"]
    assert rules(information(**{UNTIL: "2025-01-02"}, attribute=None)) == ["secrecy-over"]


def test_the_law_of_secrets_of_the_day_is_named() -> None:
    record = information(**{UNTIL: "2012-01-02"}, created="2011-01-10", attribute=None)
    assert only(record, on=date(2012, 6, 1)).basis == "《中华人民共和国保守国家秘密法》第十九条"
    assert only(record | {"secret_until": "2009-01-02"}, on=date(2010, 6, 1)).basis is None


LEVEL = {"secrecy_level": "秘密", "reviewed": "2034-06-01"}


@pytest.mark.parametrize(
    ("changes", "on", "over"),
    [
        ({"secrecy_since": "2024-06-10"}, date(2034, 6, 10), False),
        ({"secrecy_since": "2024-06-10"}, date(2034, 6, 11), True),
        ({"secrecy_since": "2024-04-30"}, date(2034, 6, 11), False),  # that law was not read
        ({"secrecy_since": "2024-06-10", UNTIL: "2040-06-10"}, date(2034, 6, 11), False),
        ({"secrecy_since": None}, date(2034, 6, 11), False),
        ({"secrecy_since": "2024-06-10", "secrecy_level": None}, date(2034, 6, 11), False),
    ],
)
def test_without_a_term_of_its_own_a_secret_ends_with_the_longest(
    changes: dict[str, Any], on: date, *, over: bool
) -> None:
    found = reviewed(withheld(**LEVEL | changes), on=on)
    assert [each.rule.value for each in found] == (["secrecy-over"] if over else [])
    if over:
        assert found[0].reason == (
            "秘密级，2024-06-10定密，没有定明期限，按最长期限计，保密期限至2034-06-10届满，"
            "解密不等于公开，应当重新审查公开属性"
        )


def test_of_a_secret_by_its_level_the_law_of_secrets_is_named_too() -> None:
    assert "《中华人民共和国保守国家秘密法》" in (only(withheld(secrecy_level="秘密")).basis or "")


def test_news_of_one_day_is_told_in_one_order() -> None:
    news = [about("circumstances", note=note) for note in ("乙", "甲", "甲")]
    one, other = (only(information(), news=told).reason for told in (news, news[::-1]))
    assert one == other == "2025-05-06乙；2025-05-06甲，应当重新审查公开属性"


@pytest.mark.parametrize("attribute", ["不予公开", "依申请公开", "主动公开"])
def test_changed_circumstances_ask_for_a_new_review(attribute: str) -> None:
    news = [about("circumstances", note="补偿协议已经签订完毕")]
    found = only(information(attribute=attribute), news=news)
    assert (found.rule, found.action.value) == (Rule.CIRCUMSTANCES_CHANGED, "re-review")
    assert found.reason == "2025-05-06补偿协议已经签订完毕，应当重新审查公开属性"
    assert (found.from_, found.due) == (attribute, None)


def test_what_was_reviewed_since_is_not_reviewed_again() -> None:
    news = [about("circumstances"), about("circumstances", "2025-05-08", note="规划获批")]
    assert rules(information(reviewed="2025-05-08"), news=news) == []
    found = only(information(reviewed="2025-05-07"), news=news)
    assert found.reason == "2025-05-08规划获批，应当重新审查公开属性"
    assert only(information(), news=news).reason.startswith("2025-05-06情势发生变化；2025-05-08")


# ------------------------------------------------------------------ applicants


def applications(*who: str) -> list[dict[str, Any]]:
    return [
        about("application", f"2025-03-{n + 3:02}", applicant=name) for n, name in enumerate(who)
    ]


@pytest.mark.parametrize("attribute", ["依申请公开", "不予公开", None])
def test_two_applicants_are_several(attribute: str | None) -> None:
    found = only(information(attribute=attribute), news=applications("甲", "甲", "乙"))
    assert (found.rule, found.action.value) == (Rule.MANY_APPLICANTS, "convert")
    assert (found.from_, found.to, found.due) == (attribute, "主动公开", date(2025, 4, 2))
    assert "至2025-03-05有2名申请人" in found.reason
    assert ("先审查" in found.reason) is (attribute == "不予公开")
    assert found.basis == "《中华人民共和国政府信息公开条例》第四十四条第一款"


@pytest.mark.parametrize("who", [("甲",), ("甲", "甲"), ("甲", "甲 "), ()])
def test_one_applicant_is_not_several(who: tuple[str, ...]) -> None:
    assert rules(information(), news=applications(*who)) == []


def test_what_is_public_need_not_be_converted() -> None:
    assert rules(information(attribute="主动公开"), news=applications("甲", "乙")) == []
    noted = information(attribute=None, text="2025年1月10日\n（此件公开发布）")
    assert rules(noted, news=applications("甲", "乙")) == []


@pytest.mark.parametrize(("published", "public"), [("2025-06-03", True), ("2025-06-04", False)])
def test_what_was_published_without_an_attribute_is_public(published: str, *, public: bool) -> None:
    record = information(attribute=None, published=published)
    news = [*applications("甲", "乙"), about("suggestion", upheld=True)]
    assert rules(record, news=news) == ([] if public else ["many-applicants", "suggestion-upheld"])
    asked = information(published="2025-01-10")
    assert rules(asked, news=applications("甲", "乙")) == ["many-applicants"]


def test_a_plan_sets_how_many_applicants_are_several() -> None:
    three = pack(thresholds={"many_applicants": 3})
    assert rules(information(), news=applications("甲", "乙"), pack=three) == []
    found = only(information(), news=applications("甲", "乙", "丙", "丁"), pack=three)
    assert "有4名申请人申请公开这一信息，达到3名" in found.reason
    assert found.due == date(2025, 4, 2)


def test_applicants_are_not_named() -> None:
    found = only(information(), news=applications("张三丰", "李四光"))
    assert "张三丰" not in str(found.to_dict())


def test_applications_for_other_information_do_not_count() -> None:
    other = information(index="BS-MZ-2024-00002", title="别的")
    news = [*applications("甲"), applications("乙")[0] | {"information": "BS-MZ-2024-00002"}]
    assert rules(information(), other, news=news) == []


def test_information_without_an_index_is_known_by_its_title() -> None:
    news = [signal("void", information="值班 安排")]
    assert only(information(index=None, attribute="主动公开"), news=news).subject == "值班安排"
    assert rules(information(attribute="主动公开"), news=news) == []


def test_an_upheld_suggestion_makes_public() -> None:
    found = only(information(), news=[about("suggestion", upheld=True)])
    assert (found.rule, found.action.value) == (Rule.SUGGESTION_UPHELD, "publish")
    assert (found.from_, found.to, found.due) == ("依申请公开", "主动公开", date(2025, 6, 4))
    assert found.basis == "《中华人民共和国政府信息公开条例》第四十四条第二款"
    assert "2025-05-06审核认为" in found.reason


def test_a_refused_suggestion_and_one_on_public_information_ask_nothing() -> None:
    assert rules(information(), news=[about("suggestion", upheld=False)]) == []
    assert rules(information(attribute="主动公开"), news=[about("suggestion", upheld=True)]) == []


def test_the_first_upheld_suggestion_counts() -> None:
    news = [
        about("suggestion", "2025-05-07", upheld=True),
        about("suggestion", "2025-05-06", upheld=True),
        about("suggestion", "2025-05-05", upheld=False),
    ]
    assert only(information(), news=news).reason.startswith("2025-05-06")


def test_days_beyond_the_notices_and_before_the_law_do_not_stop_a_review() -> None:
    late = about("suggestion", "2031-05-06", upheld=True)
    assert only(information(), news=[late], on=date(2031, 6, 3)).due is not None
    early = about("suggestion", "2006-05-06", upheld=True)
    found = only(information(created="2006-01-10"), news=[early], on=date(2006, 6, 3))
    assert (found.due, found.basis) == (None, None)


# ------------------------------------------------------------------ void, kept long enough


@pytest.mark.parametrize("status", ["有效", None])
def test_void_information_is_retired(status: str | None) -> None:
    found = only(information(status=status), news=[about("void")])
    assert (found.rule, found.action.value) == (Rule.VOID, "retire")
    assert (found.from_, found.to, found.due) == ("有效", "失效", None)
    assert found.reason == "2025-05-06失效，应当清理，清理结果向社会公布"
    assert found.basis == NATIONAL


@pytest.mark.parametrize("status", ["失效", "废止", "已撤下"])
def test_what_is_retired_is_not_retired_again(status: str) -> None:
    assert rules(information(status=status), news=[about("void")]) == []


KEEP = zwgk.parse_time_limit("公开期限5年").to_dict()


def published(on: str = "2020-06-02", **changes: Any) -> dict[str, Any]:
    usual = {"attribute": "主动公开", "published": on, "item": "救助/结果"}
    return information(**usual | changes)


def test_what_was_public_for_its_time_is_withdrawn() -> None:
    found = only(item("救助", "结果", time_limit=KEEP), published())
    assert (found.rule, found.action.value, found.subject) == (Rule.KEEP_OVER, "withdraw", INDEX)
    assert (found.from_, found.to, found.due) == ("有效", "已撤下", None)
    assert found.reason == "2020-06-02发布，按目录“公开期限5年”，公开期限至2025-06-02届满"
    assert found.basis == "目录事项“救助/结果”的公开时限"


@pytest.mark.parametrize(
    ("changes", "over"),
    [
        ({"published": "2020-06-03"}, False),
        ({"item": "K-01"}, True),
        ({"item": "救助 / 结果"}, True),
        ({"item": "救助/标准"}, False),
        ({"item": None}, False),
        ({"published": None}, False),
        ({"status": "已撤下"}, False),
        ({"status": "失效"}, False),
        ({"status": "有效"}, True),
        ({"item": None, "extras": {"公开期限": "公开期限3年"}}, True),
        ({"item": None, "extras": {"公开期限": "3年"}}, True),
        ({"item": None, "extras": {"公开期限": "6年"}}, False),
        ({"item": None, "extras": {"公开期限": "20个工作日内"}}, False),
        ({"item": None, "extras": {"公开时限": "3年"}}, False),
        ({"item": None, "extras": {"备注": "公开期限3年"}}, False),
        ({"item": None, "extras": {"公开期限": "公开期限6年"}}, False),
        ({"extras": {"公开期限": "公开期限6年"}}, False),
        ({"extras": {"公开期限": "长期公开"}}, False),
    ],
)
def test_the_last_day_of_keeping(changes: dict[str, Any], *, over: bool) -> None:
    here = catalog(item("救助", "结果", code="K-01", time_limit=KEEP))
    assert rules(here, published(**changes)) == (["keep-over"] if over else [])


def test_without_a_clause_on_keeping_nothing_is_withdrawn() -> None:
    for text in ("20个工作日内", "长期公开", "长期公开；公开期限1年", "公示不少于7日"):
        limit = zwgk.parse_time_limit(text).to_dict()
        assert rules(item("救助", "结果", time_limit=limit), published("2015-01-05")) == []
    assert rules(item("救助", "结果"), published("2015-01-05")) == []


def test_the_longest_of_several_clauses_counts() -> None:
    limit = zwgk.parse_time_limit("公开期限5年").to_dict()
    short, long = KEEP["clauses"][0] | {"amount": 1}, KEEP["clauses"][0] | {"amount": 6}
    both = item("救助", "结果", time_limit=limit | {"clauses": [long, short]})
    assert rules(both, published()) == []
    assert rules(item("救助", "结果", time_limit=limit | {"clauses": [short]}), published()) == [
        "keep-over"
    ]


def test_a_column_is_told_as_it_is_written() -> None:
    found = only(published(item=None, extras={"公开期限": "3年"}))
    assert found.reason == "2020-06-02发布，按目录“3年”，公开期限至2023-06-02届满"
    assert found.basis == "信息的“公开期限”栏"


def test_keeping_in_working_days_beyond_the_calendar_is_not_over() -> None:
    limit = zwgk.parse_time_limit("保留30个工作日").to_dict()
    assert rules(item("救助", "结果", time_limit=limit), published("2025-03-03")) == ["keep-over"]
    short = WorkCalendar.of(date(2025, 1, 1), date(2025, 3, 20))
    record = item("救助", "结果", time_limit=limit)
    assert rules(record, published("2025-03-03"), calendar=short) == []


# ------------------------------------------------------------------ law


def citing(*titles: str, **more: Any) -> dict[str, Any]:
    return item("救助", "结果", basis=[{"title": title} | more for title in titles])


def repealed(title: str, by: str | None, on: str = "2025-05-06") -> dict[str, Any]:
    return signal("repealed", on, title=title, by=by)


def test_what_cites_a_repealed_instrument_is_brought_up_to_date() -> None:
    found = only(citing("白石县救助细则"), news=[repealed("《白石县 救助细则》", "白石县救助办法")])
    assert (found.rule, found.action.value, found.subject) == (
        Rule.BASIS_REPEALED,
        "update",
        "救助/结果",
    )
    assert (found.from_, found.to) == ("《白石县救助细则》", "《白石县救助办法》")
    assert found.reason == (
        "《白石县救助细则》自2025-05-06起失效，由《白石县救助办法》取代，条款按新文件核对"
    )
    assert (found.basis, found.due) == (NATIONAL, None)
    lone = only(citing("白石县救助细则"), news=[repealed("白石县救助细则", None)])
    assert lone.to is None
    assert "没有取代它的文件" in lone.reason


def test_a_title_is_the_same_with_and_without_the_name_of_the_state() -> None:
    news = [repealed("中华人民共和国婚姻法", "中华人民共和国民法典", "2021-01-01")]
    assert rules(citing("婚姻法"), news=news, on=date(2021, 2, 1)) == ["basis-repealed"]
    news = [repealed("婚姻法", "民法典", "2021-01-01")]
    assert rules(citing("中华人民共和国婚姻法"), news=news, on=date(2021, 2, 1)) == [
        "basis-repealed"
    ]


@pytest.mark.parametrize(
    "title", ["婚姻登记条例", "白石县救助细则实施办法", "救助细则", "白石县救助办法"]
)
def test_other_titles_are_other_instruments(title: str) -> None:
    assert rules(citing(title), news=[repealed("白石县救助细则", "白石县救助办法")]) == []


def test_each_repealed_instrument_has_a_proposal_of_its_own() -> None:
    news = [repealed("白石县甲办法", None), repealed("白石县乙办法", "白石县丙办法")]
    found = reviewed(citing("白石县甲办法", "白石县乙办法", "白石县甲办法"), news=news)
    assert [(each.from_, each.to) for each in found] == [
        ("《白石县甲办法》", None),
        ("《白石县乙办法》", "《白石县丙办法》"),
    ]


def test_what_the_library_knows_as_repealed_needs_no_signal() -> None:
    found = only(citing("物权法"), on=date(2021, 1, 1))
    assert found.to == "《中华人民共和国民法典》"
    assert found.basis == "中华人民共和国民法典第一千二百六十条"
    assert "自2021-01-01起失效" in found.reason
    assert rules(citing("物权法"), on=date(2020, 12, 31)) == []


def test_a_number_tells_an_old_edition_from_the_new_one() -> None:
    old = citing("政府信息公开条例", number="国务院令第492号")
    found = only(old)
    assert found.from_ == "《政府信息公开条例》（国务院令第492号）"
    assert found.to == "《中华人民共和国政府信息公开条例》（国务院令第711号）"
    assert rules(citing("政府信息公开条例", number="国务院令第711号")) == []
    assert rules(citing("政府信息公开条例")) == []
    assert rules(citing("政府信息公开条例"), on=date(2019, 5, 14)) == []


def test_what_the_library_has_not_checked_proposes_nothing() -> None:
    doubtful = next(
        (each.title, edition.until)
        for each in instruments._all()
        for edition in each.editions[-1:]
        if edition.until and not edition.verified
    )
    assert rules(citing(doubtful[0]), on=DAY) == []
    assert rules(citing(doubtful[0]), news=[repealed(doubtful[0], None)], on=DAY) == [
        "basis-repealed"
    ]


def test_an_edition_under_the_same_title_is_known_by_its_number_alone() -> None:
    news = [repealed("白石县救助办法", "白石县救助办法（白政发〔2025〕3号）")]
    assert rules(citing("白石县救助办法"), news=news) == []
    assert rules(citing("白石县救助办法", number="白政发〔2025〕3号"), news=news) == []
    found = only(citing("白石县救助办法", number="白政发〔2015〕9号"), news=news)
    assert found.to == "《白石县救助办法》（白政发〔2025〕3号）"
    numbered = [repealed("白石县救助办法（白政发〔2015〕9号）", None)]
    assert rules(citing("白石县救助办法", number="白政发〔2025〕3号"), news=numbered) == []
    assert rules(citing("白石县救助办法", number="白政发〔2015〕9号"), news=numbered) == [
        "basis-repealed"
    ]


OLD, NEW = "白石县测绘规定（2014年修正）", "白石县测绘规定（2021年修正）"


def revised_in(old: str, new: str | None, title: str, cell: str | None = None) -> list[str]:
    here = item("测绘", "结果", basis=[{"title": title, "articles": ["第三条"]}], basis_text=cell)
    news = [signal("repealed", title=old, by=new)]
    found = reviewed(here, news=news)
    after = zwgk.apply([here], found, on=DAY)
    assert zwgk.review(after, on=DAY, signals=news) == ()
    return [f"{each.from_} {each.to}" for each in found]


@pytest.mark.parametrize(
    ("old", "new", "title", "cell", "told"),
    [
        (OLD, NEW, OLD, None, True),
        (OLD, NEW, NEW, None, False),
        (OLD, NEW, "白石县测绘规定（2010年修正）", None, False),
        (OLD, NEW, "白石县测绘规定", None, False),
        ("白石县测绘规定", NEW, OLD, None, True),
        ("白石县测绘规定", NEW, NEW, None, False),
        (OLD, "白石县地理信息规定", "白石县测绘规定", None, True),
        (OLD, None, NEW, None, False),
        (OLD, NEW, "白石县测绘规定", "《白石县测绘规定》（2014年修正）第三条", True),
        (OLD, NEW, "白石县测绘规定", "《白石县测绘规定》（2021年修正）第三条", False),
    ],
)
def test_a_revision_is_known_by_its_year(
    old: str, new: str | None, title: str, cell: str | None, *, told: bool
) -> None:
    assert bool(revised_in(old, new, title, cell)) is told


def test_a_revision_is_told_as_it_is_cited() -> None:
    cell = "《白石县测绘规定》（2014年修正）"
    told = [f"《{OLD}》 《白石县测绘规定》（2021年修正）"]
    assert revised_in(OLD, NEW, OLD) == told
    here = item("测绘", "结果", basis=[{"title": "白石县测绘规定"}], basis_text=cell)
    news = [signal("repealed", title=OLD, by=NEW)]
    (found,) = reviewed(here, news=news)
    assert (found.from_, found.to) == (cell, "《白石县测绘规定》（2021年修正）")
    (after,) = zwgk.apply([here], [found], on=DAY)
    assert after["basis_text"] == "《白石县测绘规定》（2021年修正）"


@pytest.mark.parametrize(
    ("title", "on", "told"),
    [
        ("政府信息公开条例（2007年修订）", DAY, True),
        ("政府信息公开条例（2007年修订）", date(2019, 5, 14), False),
        ("政府信息公开条例（2007年修订）", date(2019, 5, 15), True),
        ("政府信息公开条例（2017年修订）", DAY, True),
        ("政府信息公开条例（2018年修订）", DAY, False),  # may be what came into force a year later
        ("政府信息公开条例（2019年修订）", DAY, False),
        ("政府信息公开条例", DAY, False),
        ("白石县测绘规定（2007年修订）", DAY, False),
    ],
)
def test_an_older_revision_than_the_one_in_force_is_brought_up_to_date(
    title: str, on: date, *, told: bool
) -> None:
    found = reviewed(item("公开", "指南", basis=[{"title": title}]), on=on)
    assert [each.to for each in found] == (
        ["《中华人民共和国政府信息公开条例》（国务院令第711号）"] if told else []
    )


def test_information_relies_on_what_its_grounds_and_reason_cite() -> None:
    news = [repealed("白石县保密细则", "白石县保密办法")]
    for changes in (
        {"reason": "依据《白石县保密细则》第三条，属于内部事务"},
        {"grounds": [{"article": "《白石县保密细则》第三条"}]},
        {"grounds": [{"article": "第十六条", "item": "《白石县保密细则》所列"}]},
    ):
        assert only(information(**changes), news=news).from_ == "《白石县保密细则》"
    for changes in (
        {"reason": "依据白石县保密的规定"},
        {"title": "关于印发《白石县保密细则》的通知"},
        {"summary": "《白石县保密细则》"},
        {"grounds": [{"article": "第十六条", "item": "内部事务信息"}]},
    ):
        assert rules(information(**changes), news=news) == []


# ------------------------------------------------------------------ bodies and chains


def moved(old: str, new: str, on: str = "2025-05-06") -> dict[str, Any]:
    return signal("reorganised", on, **{"from": old, "to": new})


def test_one_reorganised_body_concerns_every_item_and_record() -> None:
    here = [
        information(publisher="白石县粮食局"),
        catalog(item("粮食", "价格", publisher="白石县 粮食局"), item("粮食", "储备")),
        item("粮食", "检查", publisher="白石县发改局、白石县粮食局"),
    ]
    found = reviewed(*here, news=[moved("白石县粮食局", "白石县粮储局")])
    assert [each.subject for each in found] == [INDEX, "粮食/价格", "粮食/检查"]
    assert {(each.from_, each.to) for each in found} >= {("白石县粮食局", "白石县粮储局")}
    assert {each.action.value for each in found} == {"update"}
    assert found[0].reason == "白石县粮食局自2025-05-06起调整，其职责由白石县粮储局承担"
    assert (found[0].basis, found[0].due) == (NATIONAL, None)


@pytest.mark.parametrize(
    "publisher", ["白石县粮食局监测站", "青石县粮食局", "粮食局", "白石县粮食局（粮油站）", None]
)
def test_only_the_whole_name_is_the_body(publisher: str | None) -> None:
    news = [moved("白石县粮食局", "白石县粮储局")]
    assert rules(item("粮食", "价格", publisher=publisher), news=news) == []


def test_bodies_are_parted_by_a_slash_too() -> None:
    here = item("救助", "结果", publisher="白石县财政局/白石县粮食局")
    news = [signal("reorganised", **{"from": "白石县粮食局", "to": "白石县粮储局"})]
    (after,) = zwgk.apply([here], reviewed(here, news=news), on=DAY)
    assert after["publisher"] == "白石县财政局/白石县粮储局"


@pytest.mark.parametrize("turn", [1, -1])
def test_a_chain_leads_to_the_body_of_today(turn: int) -> None:
    news = [moved("甲局", "乙局", "2020-01-02"), moved("乙局", "丙局", "2021-01-04")][::turn]
    found = reviewed(*(item(name, publisher=name) for name in ("甲局", "乙局", "丙局")), news=news)
    assert [(each.from_, each.to) for each in found] == [("甲局", "丙局"), ("乙局", "丙局")]
    assert "自2020-01-02起" in found[0].reason
    then = reviewed(item("甲", publisher="甲局"), news=news, on=date(2020, 6, 1))
    assert [each.to for each in then] == ["乙局"]


def test_a_body_that_came_back_is_not_gone_and_a_circle_ends() -> None:
    back = [moved("甲局", "乙局", "2020-01-02"), moved("乙局", "甲局", "2021-01-04")]
    assert rules(item("甲", publisher="甲局"), news=back) == []
    assert only(item("乙", publisher="乙局"), news=back).to == "甲局"
    circle = [moved("甲局", "乙局"), moved("乙局", "甲局")]
    assert rules(item("甲", publisher="甲局"), item("乙", publisher="乙局"), news=circle) == []
    assert rules(item("丙", publisher="丙局"), news=[*circle, moved("丙局", "甲局")]) == []
    assert rules(item("甲", publisher="甲局"), news=[moved("甲局", "甲局")]) == []


def test_the_last_news_of_a_body_holds_and_of_one_day_the_first() -> None:
    news = [moved("甲局", "乙局", "2020-01-02"), moved("甲局", "丙局", "2021-01-04")]
    assert only(item("甲", publisher="甲局"), news=news).to == "丙局"
    news = [moved("甲局", "乙局"), moved("甲局", "丙局")]
    assert only(item("甲", publisher="甲局"), news=news).to == "乙局"


def test_instruments_are_followed_too() -> None:
    news = [
        repealed("白石县甲办法", "白石县乙办法", "2020-01-02"),
        repealed("白石县乙办法", None, "2021-01-04"),
    ]
    assert only(citing("白石县甲办法"), news=news).to is None
    assert only(citing("白石县甲办法"), news=[repealed("白石县甲办法", "物权法")]).to == (
        "《中华人民共和国民法典》"
    )


def test_the_plan_that_names_the_body_is_told() -> None:
    unit = load("weidu").fields[0].responsible[0]
    found = only(item("规划", publisher=unit), news=[moved(unit, "新局")], pack="weidu")
    assert "方案中" in found.reason
    assert "领域的责任单位同时调整" in found.reason
    assert "方案" not in only(item("规划", publisher=unit), news=[moved(unit, "新局")]).reason


# ------------------------------------------------------------------ powers


def power(title: str, change: str, on: str = "2025-05-06") -> dict[str, Any]:
    return signal("power", on, title=title, change=change)


def test_a_new_power_without_an_item_is_added() -> None:
    found = only(item("行政许可", "种子许可"), news=[power("肥料登记", "added")])
    assert (found.rule, found.action.value, found.subject) == (
        Rule.POWER_ADDED,
        "add",
        "肥料登记",
    )
    assert (found.from_, found.to, found.due) == (None, "肥料登记", None)
    assert found.reason == "2025-05-06权责清单增加“肥料登记”，目录没有对应事项"
    assert rules(news=[power("肥料登记", "added")]) == ["power-added"]


@pytest.mark.parametrize("path", [("肥料登记",), ("行政许可", "肥料 登记"), ("肥料登记", "结果")])
def test_a_new_power_with_an_item_needs_none(path: tuple[str, ...]) -> None:
    assert rules(catalog(item(*path)), news=[power("肥料登记", "added")]) == []


def test_part_of_a_name_is_no_item() -> None:
    news = [power("肥料登记", "added")]
    assert rules(item("行政许可", "肥料登记许可"), news=news) == ["power-added"]


def test_an_item_that_goes_with_another_power_is_no_item_of_a_new_one() -> None:
    here = catalog(item("肥料登记", "兽药许可"))
    news = [power("肥料登记", "added"), power("兽药许可", "removed")]
    assert rules(here, news=news) == ["power-added", "power-removed"]
    after = zwgk.apply([here], reviewed(here, news=news), on=DAY)
    assert zwgk.review(after, on=DAY, signals=news) == ()


def test_powers_are_compared_in_simplified_signs() -> None:
    here = catalog(item("許可", "種子許可"))
    assert rules(here, news=[power("种子许可", "removed")]) == ["power-removed"]
    assert rules(here, news=[power("种子许可", "added")]) == []


def test_the_items_of_a_power_that_is_gone_are_retired() -> None:
    here = catalog(item("行政许可", "兽药许可"), item("兽药许可", "结果"), item("行政许可", "其他"))
    found = reviewed(here, news=[power("兽药许可", "removed")])
    assert [(each.subject, each.action.value, each.to) for each in found] == [
        ("行政许可/兽药许可", "retire", None),
        ("兽药许可/结果", "retire", None),
    ]
    assert found[0].reason == "2025-05-06权责清单取消“兽药许可”，对应事项应当清理"
    assert found[0].from_ == "行政许可/兽药许可"
    assert rules(here, news=[power("拖拉机许可", "removed")]) == []


def test_the_last_change_of_a_power_holds() -> None:
    news = [power("兽药许可", "removed", "2025-05-07"), power("兽药许可", "added", "2025-05-06")]
    assert rules(news=news) == []
    assert rules(item("兽药许可"), news=news) == ["power-removed"]
    assert rules(item("兽药许可"), news=[*news, power("兽药许可", "added", "2025-05-08")]) == []


# ------------------------------------------------------------------ standards


LIMIT_7, LIMIT_20 = (
    zwgk.parse_time_limit(text).to_dict() for text in ("7个工作日内", "20个工作日内")
)


def standard(old: list[dict[str, Any]], new: list[dict[str, Any]], on: str = "2025-05-06") -> Any:
    return signal("standard", on, old=catalog(*old), new=catalog(*new))


def test_a_revised_standard_changes_the_items_it_changes() -> None:
    old, new = (item("救助", "结果", time_limit=each) for each in (LIMIT_20, LIMIT_7))
    here = item("救助", "结果", time_limit=LIMIT_20, publisher="白石县民政局")
    found = only(catalog(here, item("本地", "特色")), news=[standard([old], [new])])
    assert (found.rule, found.action.value, found.subject) == (
        Rule.STANDARD_REVISED,
        "update",
        "救助/结果",
    )
    assert (found.from_, found.to) == ("公开时限：20个工作日内", "公开时限：7个工作日内")
    assert found.elements == ("time_limit",)
    assert found.item is not None
    assert found.item.publisher == "白石县民政局"
    assert found.reason == "2025-05-06标准指引修订，修改公开时限"
    assert (found.basis, found.due) == (NATIONAL, None)


def test_a_conflict_is_told_and_local_additions_are_kept() -> None:
    old, new, here = (
        item("救助", "结果", content=each) for each in ("标准", "标准、结果", "本地的内容")
    )
    found = only(catalog(here, item("本地", "特色")), news=[standard([old], [new])])
    assert (found.from_, found.to) == ("公开内容：本地的内容", "公开内容：标准、结果")
    assert found.reason.endswith(
        "；其中公开内容本地也作了修改，采纳即以标准为准，不采纳即保留本地的"
    )


def test_items_come_and_go_with_the_standard() -> None:
    one, two, three = (item("救助", name) for name in ("名册", "发放", "投诉渠道"))
    news = [standard([one, two], [one, three])]
    found = reviewed(catalog(one, two), news=news)
    assert {(each.subject, each.item is None, each.reason) for each in found} == {
        ("救助/发放", True, "2025-05-06标准指引修订，删去这一事项"),
        ("救助/投诉渠道", False, "2025-05-06标准指引修订，增加这一事项"),
    }
    assert {each.action.value for each in found} == {"update"}


def test_what_the_office_left_out_stays_out_unless_it_was_revised() -> None:
    one, two = item("救助", "名册"), item("残联", "发放", content="标准")
    assert rules(catalog(one), news=[standard([one, two], [one, two])]) == []
    changed = two | {"content": "标准、结果"}
    found = only(catalog(one), news=[standard([one, two], [one, changed])])
    assert found.reason == "2025-05-06标准指引修订，增加这一事项；本地原已删去，采纳即恢复"


def test_what_the_office_changed_goes_only_by_its_leave() -> None:
    one, two = item("救助", "名册"), item("残联", "发放", content="标准")
    here = catalog(one, two | {"content": "本地"})
    found = only(here, news=[standard([one, two], [one])])
    assert found.item is None
    assert found.reason == "2025-05-06标准指引修订，删去这一事项；本地作了修改，采纳即删去"


def test_an_unchanged_standard_and_a_new_order_ask_nothing() -> None:
    one, two = item("救助", "名册", seq="1"), item("残联", "发放", seq="2")
    here = catalog(two, one, item("本地", "特色"))
    assert rules(here, news=[standard([one, two], [two | {"seq": "1"}, one | {"seq": "2"}])]) == []
    assert rules(here, news=[standard([one, two], [one, two])]) == []


def test_without_a_catalogue_there_is_nothing_to_revise() -> None:
    news = [standard([], [item("救助", "名册")])]
    assert rules(information(), news=news) == []
    assert rules(catalog(), news=news) == ["standard-revised"]


def test_revisions_are_taken_one_after_the_other() -> None:
    first, second, third = (item("救助", "名册", content=each) for each in ("甲", "乙", "丙"))
    news = [standard([second], [third], "2025-05-07"), standard([first], [second], "2025-05-06")]
    found = only(catalog(first), news=news)
    assert (found.to, found.reason[:10]) == ("公开内容：丙", "2025-05-07")


def test_a_power_that_comes_with_the_standard_is_not_added_twice() -> None:
    news = [power("肥料登记", "added"), standard([], [item("行政许可", "肥料登记")])]
    assert rules(catalog(), news=news) == ["standard-revised"]


def test_keeping_follows_the_revised_standard() -> None:
    old, new = item("救助", "结果", time_limit=KEEP), item("救助", "结果", time_limit=LIMIT_20)
    assert rules(old, published(), news=[standard([old], [new])]) == ["standard-revised"]


# ------------------------------------------------------------------ the review as a whole


def test_there_are_twelve_rules_and_each_is_named() -> None:
    assert len(RULES) == len(Rule) == 12
    assert [each.__name__.replace("_", "-") for each in RULES] == [
        "yearly-assessment",
        "secrecy-over",
        "circumstances-changed",
        "many-applicants",
        "suggestion-upheld",
        "basis-repealed",
        "publisher-reorganised",
        "void",
        "power-added",
        "power-removed",
        "standard-revised",
        "keep-over",
    ]


def test_each_rule_proposes_on_its_own() -> None:
    record = withheld(**{UNTIL: "2025-01-02"})
    news = [about("circumstances"), about("void"), *applications("甲", "乙")]
    assert rules(record, news=news) == [
        "yearly-assessment",
        "secrecy-over",
        "circumstances-changed",
        "many-applicants",
        "void",
    ]


def test_later_news_is_ignored() -> None:
    news = [about("void", "2025-06-04")]
    assert rules(information(), news=news) == []
    assert rules(information(), news=news, on=date(2025, 6, 4)) == ["void"]


def test_objects_and_plain_data_give_the_same() -> None:
    made = Information.from_dict(withheld())
    told = Signal(SignalKind.VOID, information=INDEX, on=date(2025, 5, 6))
    assert zwgk.review(made, on=DAY, signals=[told]) == reviewed(withheld(), news=[about("void")])
    one = Catalog((CatalogItem(("救助",), publisher="甲局"),))
    assert [each.to for each in zwgk.review(one, on=DAY, signals=[moved("甲局", "乙局")])] == [
        "乙局"
    ]
    assert zwgk.review(iter([withheld()]), on=DAY) == reviewed(withheld())
    assert zwgk.review([], on=DAY) == ()


def test_a_plan_has_words_of_its_own() -> None:
    assert rules(withheld(attribute="免予公开"), pack="guangzhou") == ["yearly-assessment"]
    with pytest.raises(ShapeError):
        rules(withheld(attribute="免予公开"))


def test_malformed_records_and_signals_are_all_told() -> None:
    with pytest.raises(ShapeError) as caught:
        reviewed(information(publisher=None), {"type": "application"}, information(created="x"))
    assert [each.path for each in caught.value.findings] == [  # type: ignore[attr-defined]
        "/records/0/publisher",
        "/records/1/type",
        "/records/2/created",
    ]
    with pytest.raises(ShapeError) as caught:
        reviewed(
            news=[{"signal": "void"}, {"signal": "nothing", "on": "2025-05-06"}, about("void")]
        )
    assert sorted(each.path for each in caught.value.findings) == [  # type: ignore[attr-defined]
        "/signals/0/information",
        "/signals/0/on",
        "/signals/1/signal",
    ]


@pytest.mark.parametrize(
    ("records", "on", "pack", "told"),
    [
        ("text", DAY, "national", "records wants"),
        (5, DAY, "national", "records wants"),
        ([], "2025-06-03", "national", "on= wants a day"),
        ([], None, "national", "on= wants a day"),
        ([], DAY, "nowhere", "unknown pack"),
    ],
)
def test_wrong_calls_are_refused_at_once(records: Any, on: Any, pack: str, told: str) -> None:
    with pytest.raises(ZwgkError, match=told):
        zwgk.review(records, on=on, pack=pack)


def test_a_plan_in_a_file_is_read(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        'name = "baishi-2025"\ntitle = "方案"\nextends = "national"\n[thresholds]\nmany_applicants = 1\n',
        encoding="utf-8",
    )
    assert rules(information(), news=applications("甲"), pack=own) == ["many-applicants"]


def test_before_the_plan_there_is_no_ground_to_name() -> None:
    found = only(
        information(created="2018-01-02"), news=[about("void", "2018-05-06")], on=date(2018, 6, 1)
    )
    assert found.basis is None


def test_personal_numbers_are_masked_in_reasons() -> None:
    found = only(information(), news=[about("circumstances", note="联系13800138000")])
    assert "13800138000" not in found.reason


def test_signals_on_nothing_at_hand_are_told() -> None:
    news = [about("void"), signal("void", information="别的"), repealed("甲", None)]
    assert [(each.code, each.path) for each in unmatched([information()], news)] == [
        ("signal.unmatched", "/signals/1/information")
    ]


def test_a_signal_has_the_keys_of_its_kind_only() -> None:
    with pytest.raises(ZwgkError, match=r"\['applicant'\]"):
        Signal(SignalKind.VOID, information="1", applicant="甲", on=DAY)
    with pytest.raises(ZwgkError, match=r"\['on'\]"):
        Signal(SignalKind.VOID, information="1")
    with pytest.raises(ZwgkError, match=r"\['upheld'\]"):
        Signal(SignalKind.SUGGESTION, information="1", on=DAY)
    told = Signal(SignalKind.REORGANISED, from_="甲", to="乙", on=DAY)
    assert Signal.from_dict(told.to_dict()) == told
    assert told.to_dict() == {"signal": "reorganised", "from": "甲", "to": "乙", "on": "2025-06-03"}
    assert Signal(SignalKind.CIRCUMSTANCES, information="1", on=DAY).note is None


@given(st.permutations([*applications("甲", "乙", "丙"), about("void"), about("circumstances")]))
def test_the_order_in_which_news_of_different_days_is_told_does_not_matter(
    news: list[dict[str, Any]],
) -> None:
    record = information(reviewed="2025-01-02")
    assert reviewed(record, news=news) == reviewed(record, news=sorted(news, key=lambda s: s["on"]))


@given(st.integers(0, 4000))
def test_a_review_of_a_past_day_stays_what_it_was(back: int) -> None:
    day = DAY - timedelta(back)
    news = [about("void"), about("circumstances", "2020-03-04"), *applications("甲", "乙")]
    known = [each for each in news if each["on"] <= day.isoformat()]
    record = withheld(created="2015-01-10")
    assert reviewed(record, news=news, on=day) == reviewed(record, news=known, on=day)


def test_the_order_of_proposals_follows_rules_then_records() -> None:
    here = [withheld(index=f"BS-{n}") for n in range(6)]
    random.Random(7).shuffle(here)  # noqa: S311 - an order, no secret
    assert [each.subject for each in reviewed(*here)] == [each["index"] for each in here]


VALIDATORS = {
    cls: Draft202012Validator(schema(cls), format_checker=FormatChecker(["date"]))
    for cls in (Signal, Proposal, Decision)
}


@given(spoiled_records(Signal) | spoiled_records(Proposal) | spoiled_records(Decision))
def test_shape_and_schema_agree_on_signals_proposals_and_decisions(data: dict[str, Any]) -> None:
    for cls, validator in VALIDATORS.items():
        made, misfits = partial(cls, data)
        errors = [*validator.iter_errors(data)]
        assert bool(misfits) == bool(errors), (data, misfits, errors)
        if not misfits:
            assert made is not None
            assert from_dict(cls, made.to_dict()) == made
