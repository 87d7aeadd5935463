"""Letters in the handling of an application: every form says what it must, names its period, and is no decision."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import zwgk
from zwgk.errors import ZwgkError
from zwgk.fee import by_page, by_piece
from zwgk.model import Applicant, Application, Event, EventKind
from zwgk.outcomes import kinds, reply

DATA = Path(__file__).parents[1] / "src/zwgk/data"
LETTERS = tomllib.loads((DATA / "letters.toml").read_text("utf-8"))["letter"]
OUTCOMES = tomllib.loads((DATA / "outcomes.toml").read_text("utf-8"))["outcome"]
OWN = [each["key"] for each in LETTERS if "lines" in each]
REPLIES = [each["key"] for each in LETTERS if "body" in each]
RECEIVED, DAY = date(2026, 3, 2), date(2026, 3, 9)
ONE = Application(
    "2026-03",
    (Event(EventKind.RECEIVED, RECEIVED),),
    applicant=Applicant("李青"),
    description="东街片区征收补偿方案",
)


def with_events(*events: Event) -> Application:
    return evolve(ONE, events=(*ONE.events, *events))


def numbers(text: str) -> list[str]:
    """Give the articles that a text names."""
    return re.findall("第[一二三四五六七八九十]+条", text)


# ---------------------------------------------------------------- all forms


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_every_form_names_its_ground_its_day_and_leaves_no_brace(kind: str) -> None:
    found = reply(ONE, kind, on=DAY)
    text = str(found)
    assert found.basis in text
    assert text.endswith("2026年3月9日")
    assert not {"{", "}"} & {*text}
    assert found.heading
    assert found.must


@pytest.mark.parametrize(
    ("kind", "article"),
    [
        ("correction_notice", "第三十条"),
        ("third_party_inquiry", "第三十二条"),
        ("extension_notice", "第三十三条"),
        ("co_producer_inquiry", "第三十四条"),
        ("explanation_request", "第三十五条"),
        ("delay_notice", "第三十五条"),
        ("excessive", "第三十五条"),
        ("needs_making", "第三十八条"),
        ("petition", "第三十九条第一款"),
        ("complaint", "第三十九条第一款"),
        ("publication", "第三十九条第二款"),
        ("fee_notice", "（国办函〔2020〕109号）"),
    ],
)
def test_every_form_rests_on_its_article(kind: str, article: str) -> None:
    assert reply(ONE, kind, on=DAY).basis.endswith(f"》{article}")


@pytest.mark.parametrize("kind", OWN)
def test_a_letter_is_no_decision_and_names_no_remedy(kind: str) -> None:
    found = reply(ONE, kind, on=DAY)
    assert found.remedies == ()
    assert not found.reconsideration_first
    assert "复议" not in str(found)
    assert found.heading == found.title


@pytest.mark.parametrize("kind", REPLIES)
def test_a_refusal_to_handle_or_to_provide_may_be_contested_either_way(kind: str) -> None:
    found = reply(ONE, kind, on=DAY)
    assert found.remedies == ("remedy.reconsideration", "remedy.litigation")
    assert not found.reconsideration_first
    assert found.heading == "政府信息公开申请答复书"


def test_names_and_rows_lead_to_one_form_each() -> None:
    listed = [*OUTCOMES, *LETTERS]
    for key in ("names", "rows"):
        told = [word for each in listed for word in each.get(key, ())]
        assert len(told) == len({*told})
    named = {
        word: each["key"] for each in listed for word in (each["title"], *each.get("names", ()))
    }
    for word, kind in named.items():
        assert reply(ONE, word, on=DAY).outcome == kind


@pytest.mark.parametrize(
    ("outcome", "kind"),
    [
        ("没有现成信息需要另行制作", "needs_making"),
        ("信访举报投诉类申请", "petition"),
        ("要求提供公开出版物", "publication"),
        ("unprocessed.excessive", "excessive"),
        ("other.correction_lapsed", "correction_lapsed"),
        ("other.fee_lapsed", "fee_lapsed"),
        ("补正后申请内容仍不明确", "still_unclear"),
    ],
)
def test_an_outcome_of_the_annual_report_leads_to_its_form(outcome: str, kind: str) -> None:
    assert reply(ONE, outcome, on=DAY).outcome == kind


def test_what_is_not_verified_says_so() -> None:
    for each in LETTERS:
        found = reply(ONE, each["key"], on=DAY)
        assert found.verified is each.get("verified", True)
        assert any(note.startswith("尚待核对：") for note in found.notes) is not found.verified


@given(st.sampled_from(sorted(kinds())), st.text(max_size=20), st.text(max_size=20))
def test_any_text_of_an_application_stands_in_the_form(kind: str, name: str, what: str) -> None:
    one = Application("{x}", ONE.events, applicant=Applicant(name), description=what)
    found = reply(one, kind, on=DAY)
    assert "{name}" not in str(found)
    assert (what or "【申请内容】") in str(found)


# ---------------------------------------------------------------- each form


def test_a_correction_notice_is_sent_within_its_period_and_says_what_follows() -> None:
    asked = Event(EventKind.CORRECTION_ASKED, DAY, reply_by=date(2026, 3, 20))
    found = reply(with_events(asked), "补正告知书", on=DAY)
    assert found.send_by == date(2026, 3, 11)
    assert "请于2026年3月20日前" in str(found)
    assert "视为放弃申请" in str(found)
    assert "需要补正的事项，一次列明" in found.missing
    assert "补正期限" in reply(ONE, "补正告知书", on=DAY).missing


@pytest.mark.parametrize(("day", "late"), [(date(2026, 3, 11), False), (date(2026, 3, 12), True)])
def test_a_form_sent_after_its_period_is_told(day: date, *, late: bool) -> None:
    notes = reply(ONE, "correction_notice", on=day).notes
    assert (f"应于2026-03-11前发出，{day}发出已经逾期" in notes) is late


def test_without_a_day_of_receipt_no_day_of_sending_is_told() -> None:
    for kind in ("correction_notice", "granted", "extension_notice"):
        found = reply(Application("1", ()), kind, on=DAY)
        assert found.send_by is None
    assert {"原答复期限", "延长后的答复期限", "延长的工作日数"} <= {*found.missing}


def test_an_application_received_under_the_old_law_has_no_period_of_correction() -> None:
    old = Application("1", (Event(EventKind.RECEIVED, date(2019, 5, 14)),))
    assert reply(old, "correction_notice", on=date(2019, 5, 20)).send_by is None


def test_a_third_party_is_asked_without_naming_the_applicant() -> None:
    asked = Event(EventKind.THIRD_PARTY_ASKED, DAY, party="青禾厂")
    found = reply(with_events(asked), "征求第三方意见", on=DAY)
    assert found.lines[0] == "青禾厂："
    assert "15个工作日内" in str(found)
    assert "由行政机关依照条例的规定决定是否公开" in str(found)
    assert "李青" not in str(found)
    assert found.period == "request.third_party_opinion"
    ends = found.period_deadline(date(2026, 3, 10))
    assert ends is not None
    assert ends.due == date(2026, 3, 31)


def test_a_co_producer_is_told_that_silence_is_consent() -> None:
    found = reply(ONE, "co_producer_inquiry", on=DAY)
    assert "被征求意见方的姓名或者名称" in found.missing
    assert "逾期未提出意见的，视为同意公开" in str(found)
    assert "李青" not in str(found)


def test_a_letter_without_a_period_of_the_recipient_has_no_such_day() -> None:
    assert reply(ONE, "explanation_request", on=DAY).period_deadline(DAY) is None


def test_an_extension_notice_names_both_last_days() -> None:
    found = reply(ONE, "延长答复期限告知书", on=date(2026, 3, 25), reason="需要检索档案")
    text = str(found)
    assert "因需要检索档案，不能在2026年3月30日前答复" in text
    assert "答复期限延长20个工作日，至2026年4月28日届满" in text
    assert "负责人姓名" in found.missing
    assert found.send_by == date(2026, 3, 30)


def test_a_recorded_extension_tells_who_agreed_and_for_how_long() -> None:
    agreed = Event(EventKind.EXTENDED, date(2026, 3, 25), approved_by="林主任", days=5)
    found = reply(with_events(agreed), "extension_notice", on=date(2026, 3, 25))
    text = str(found)
    assert "不能在2026年3月30日前答复" in text
    assert "（林主任）同意，答复期限延长5个工作日，至2026年4月7日届满" in text
    assert "答复期限已经延长过一次" not in found.notes
    again = reply(with_events(agreed), "extension_notice", on=date(2026, 3, 26))
    assert "答复期限已经延长过一次" in again.notes


def test_an_excessive_application_is_asked_for_its_reasons_without_inventing_a_number() -> None:
    found = reply(ONE, "explanation_request", on=DAY)
    assert "说明理由的合理期限" in found.missing
    assert "不停止计算答复期限" in found.notes[0]
    assert not re.search(r"[0-9]+个?(?:工作日|件|页)", str(found))


def test_petitions_complaints_and_publications_are_told_apart_with_where_to_go() -> None:
    blanks = {kind: {*reply(ONE, kind, on=DAY).missing} for kind in ("petition", "complaint")}
    assert "信访工作机构的名称" in blanks["petition"]
    assert "受理投诉、举报的机关名称" in blanks["complaint"]
    assert "不作为政府信息公开申请处理" in str(reply(ONE, "投诉举报", on=DAY))
    publication = reply(ONE, "政府公报", on=DAY)
    assert "不作为" not in str(publication)
    assert any("获取的途径" in blank for blank in publication.missing)


def test_a_fee_notice_shows_the_arithmetic_and_the_period() -> None:
    found = reply(ONE, "收费通知", on=DAY, fee=by_page(120, on=DAY))
    text = str(found)
    assert "收取信息处理费1100元，计算如下：" in text
    assert "第 31—100 页：70 页 × 10 元 ＝ 700 元" in found.lines
    assert "自收到本通知次日起20个工作日内" in text
    assert "视为放弃申请" in text
    assert not found.verified
    ends = found.period_deadline(date(2026, 3, 10))
    assert ends is not None
    assert ends.due == date(2026, 4, 8)
    assert "金额" in reply(ONE, "fee_notice", on=DAY).missing
    assert "3000元" in str(reply(ONE, "fee_notice", on=DAY, fee=by_piece(35, on=DAY)))


@pytest.mark.parametrize(
    ("kind", "day", "known"),
    [
        ("fee_notice", date(2020, 12, 31), False),
        ("fee_notice", date(2021, 1, 1), True),
        ("petition", date(2019, 5, 14), False),
        ("petition", date(2019, 5, 15), True),
    ],
)
def test_a_form_is_drafted_from_the_day_of_its_rules_on(
    kind: str, day: date, *, known: bool
) -> None:
    if known:
        assert reply(ONE, kind, on=day).on == day
    else:
        with pytest.raises(ZwgkError, match="in force from"):
            reply(ONE, kind, on=day)


# ---------------------------------------------------------------- remedies


def test_remedies_run_from_service_and_are_not_certain_from_posting() -> None:
    draft = reply(ONE, "granted", on=DAY)
    served = draft.remedy_deadlines(date(2026, 3, 12), posted=date(2026, 3, 10))
    assert [(each.start, each.due, each.certain) for each in served] == [
        (date(2026, 3, 12), date(2026, 5, 11), True),
        (date(2026, 3, 12), date(2026, 9, 14), True),
    ]
    posted = draft.remedy_deadlines(posted=date(2026, 3, 10))
    assert [(each.due, each.certain) for each in posted] == [
        (date(2026, 5, 9), False),
        (date(2026, 9, 10), False),
    ]
    assert "届满日不早于此日" in str(posted[0])
    assert served[0].note is None
    assert str(served[0]).endswith("第二十条）")


def test_remedies_want_a_day() -> None:
    with pytest.raises(ZwgkError, match="served="):
        reply(ONE, "granted", on=DAY).remedy_deadlines()


def test_remedies_beyond_the_last_notice_are_refused_or_provisional() -> None:
    draft = reply(ONE, "granted", on=DAY)
    with pytest.raises(zwgk.BeyondNotices):
        draft.remedy_deadlines(date(2026, 9, 10))
    found = draft.remedy_deadlines(date(2026, 9, 10), provisional=True)
    assert [each.certain for each in found] == [True, False]


def test_replies_are_on_the_public_face() -> None:
    assert zwgk.reply is reply


def test_the_explanation_is_attached_to_the_text() -> None:
    assert str(reply(ONE, "granted", on=DAY).text("甲")).endswith("附：办理期限说明\n甲")


def test_articles_named_in_a_form_are_those_of_its_data() -> None:
    for each in LETTERS:
        told = {*numbers(str(reply(ONE, each["key"], on=DAY)))}
        assert told <= {*numbers(each.get("article", ""))} | {"第三十六条"}


def test_plain_data_are_taken_and_other_shapes_refused() -> None:
    assert reply(ONE.to_dict(), "granted", on=DAY) == reply(ONE, "granted", on=DAY)
    with pytest.raises(zwgk.ShapeError):
        reply({"type": "application", "id": 7}, "granted", on=DAY)


def test_where_an_event_could_not_be_read_the_last_days_stay_open() -> None:
    one = evolve(ONE, events=(*ONE.events, None))  # type: ignore[arg-type]
    assert reply(one, "granted", on=DAY).send_by is None
    assert reply(one, "correction_notice", on=DAY).send_by == date(2026, 3, 11)
    assert "延长后的答复期限" in reply(one, "extension_notice", on=DAY).missing
