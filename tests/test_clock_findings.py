"""What is wrong in the handling of an application: each sentence once, with its place, and the days it turns on."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from zwgk.clock import clock
from zwgk.clock.findings import _SENTENCES
from zwgk.workdays import WorkCalendar, china

PLACE = Path(__file__).parent / "cases/clock_findings.toml"
CASES = tomllib.loads(PLACE.read_text("utf-8"))["case"]
PARTY = {"party": "甲公司"}
RECEIVED = {"event": "received", "on": "2024-03-29"}


def plain(*events: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "application", "id": "白石-1", "events": list(events), **more}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_irregularity_is_told_in_full_and_in_its_place(case: dict[str, Any]) -> None:
    via = {"via": case["via"]} if "via" in case else {}
    found = clock(plain(*case["events"], **via), on=case.get("on"))
    told = [[each.code, each.path, each.message] for each in found.findings]
    assert told == case["findings"]


def test_every_sentence_has_its_case() -> None:
    told = "\n".join(message for case in CASES for _, _, message in case["findings"])
    for name, (_, sentence) in _SENTENCES.items():
        assert max(sentence.split("{}"), key=len) in told, name


def test_the_value_and_the_ground_are_named() -> None:
    (late,) = clock(plain(RECEIVED), on=date(2024, 5, 6)).findings
    assert (late.value, late.basis) == (
        "2024-05-06",
        "《中华人民共和国政府信息公开条例》第三十三条",
    )
    extended = {"event": "extended", "on": "2024-05-06", "approved_by": "负责人"}
    (told,) = clock(plain(RECEIVED, extended)).findings
    assert (told.code, told.value) == ("clock.extension-late", "2024-05-06")


def answered(day: str, **more: Any) -> dict[str, Any]:
    return {"event": "answered", "on": day, "outcome": "予以公开", **more}


@pytest.mark.parametrize(
    ("events", "code", "value"),
    [
        ([answered("2024-03-28")], "clock.out-of-order", None),
        (
            [
                {"event": "explanation_asked", "on": "2024-04-03"},
                {"event": "explained", "on": "2024-04-02"},
            ],
            "clock.out-of-order",
            "2024-04-02",
        ),
        (
            [{"event": "correction_asked", "on": "2024-04-15", "reply_by": "2024-04-30"}],
            "clock.correction-late",
            "2024-04-15",
        ),
        (
            [{"event": "fee_noticed", "on": "2024-05-06", "delivered": "2024-05-06"}],
            "clock.fee-late",
            "2024-05-06",
        ),
        ([answered("2024-05-06")], "clock.late", "2024-05-06"),
    ],
)
def test_a_finding_carries_the_day_it_is_about(
    events: list[dict[str, Any]], code: str, value: str | None
) -> None:
    values = {each.code: each.value for each in clock(plain(RECEIVED, *events)).findings}
    assert code in values
    assert value is None or values[code] == value


def test_a_day_that_differs_and_a_day_to_come_are_carried_too() -> None:
    first = {"event": "received", "on": "2024-03-04", "confirmed": "2024-03-05"}
    (differs,) = clock(plain(first, via="网络")).findings
    assert (differs.code, differs.value) == ("application.receipt-differs", "2024-03-05")
    late = {"event": "received", "on": "2026-12-03"}
    (uncovered,) = clock(plain(late), on=date(2026, 12, 10)).findings
    assert (uncovered.code, uncovered.value) == ("calendar.uncovered", "2026-12-31")


def test_two_faults_of_one_kind_are_both_told_and_one_fault_is_told_once() -> None:
    events = [
        {"event": "explanation_asked", "on": "2024-04-03"},
        {"event": "explained", "on": "2024-04-02"},
        {"event": "explained", "on": "2024-04-01"},
    ]
    told = [(each.code, each.path) for each in clock(plain(RECEIVED, *events)).findings]
    assert told == [("clock.out-of-order", "/events/2/on"), ("clock.out-of-order", "/events/3/on")]


@pytest.mark.parametrize(
    ("events", "code", "message"),
    [
        (
            [
                {
                    "event": "third_party_asked",
                    "on": "2028-05-10",
                    "delivered": "2028-05-10",
                    **PARTY,
                }
            ],
            "clock.no-effect",
            "2028-05-10征求意见时答复期限已经届满，不再扣除时间",
        ),
        (
            [{"event": "extended", "on": "2028-05-10", "approved_by": "负责人"}],
            "clock.extension-late",
            "延长应在原期限届满（2028-03-29）前告知，实际于2028-05-10告知",
        ),
        (
            [{"event": "fee_noticed", "on": "2028-05-10", "delivered": "2028-05-10"}],
            "clock.fee-late",
            "收费通知应在答复期限（2028-03-29）内发出，实际于2028-05-10发出",
        ),
        (
            [{"event": "correction_asked", "on": "2028-05-10", "reply_by": "2028-05-30"}],
            "clock.correction-late",
            "应于2028-03-10前告知补正，实际于2028-05-10告知",
        ),
    ],
)
def test_irregularities_are_found_beyond_the_notices_too(
    events: list[dict[str, Any]], code: str, message: str
) -> None:
    first = {"event": "received", "on": "2028-03-01"}
    found = clock(plain(first, *events))
    steps, opened = found.steps, found.open
    assert (code, message) in [(each.code, each.message) for each in found.findings]
    assert (found.steps, found.open) == (steps, opened)


# ------------------------------------------------------------------ the clock in words


def test_before_there_was_a_law_nothing_can_be_reckoned() -> None:
    found = clock(plain({"event": "received", "on": "2008-04-30"}), on=date(2008, 5, 6))
    lines = found.explain().splitlines()
    assert lines[:-1] == [
        "2008-05-06：条例尚未施行，无法计算。",
        "2008-04-30 收到申请，次日起计算答复期限；已计0个工作日。",
    ]
    assert found.figures == ("running", None, None, False, None, None, 0, None, 0, None)


def test_far_beyond_the_notices_nobody_knows_how_early_or_late() -> None:
    found = clock(plain({"event": "received", "on": "2200-01-06"}), on=date(2200, 1, 7))
    assert "尚不确定：最早未知，最迟未知。" in found.explain().splitlines()
    (uncovered,) = found.findings
    assert uncovered.message == "到期日2200-02-03为推定：已超出可以推定的年份"
    assert found.figures[1:] == (
        date(2200, 2, 3),
        date(2200, 1, 31),
        False,
        None,
        None,
        1,
        19,
        0,
        "2019",
    )


def test_received_on_a_day_off_the_last_day_is_safe_and_told_once() -> None:
    found = clock(plain({"event": "received", "on": "2024-03-09"}), on=date(2024, 3, 11))
    assert found.due == found.strict_due == date(2024, 4, 8)
    assert [each.on for each in found.steps] == ["2024-03-09", "2024-04-08"]


def test_only_a_reply_on_a_working_day_costs_the_safe_day_one() -> None:
    first = {"event": "received", "on": "2024-03-04"}
    asked = {"event": "third_party_asked", "on": "2024-03-06", "delivered": "2024-03-06", **PARTY}
    days = {}
    for day in ("2024-03-08", "2024-03-09"):
        found = clock(plain(first, asked, {"event": "third_party_replied", "on": day, **PARTY}))
        days[day] = (found.due, found.strict_due)
    start, add = date(2024, 3, 4), china().add
    assert days == {
        "2024-03-08": (add(start, 22), add(start, 20)),
        "2024-03-09": (add(start, 22), add(start, 21)),
    }


def test_a_period_of_which_the_end_is_unknown_is_not_certain() -> None:
    asked = {"event": "agency_asked", "on": "2024-04-01", "party": "乙局"}
    opened = clock(plain(RECEIVED, asked), on=date(2024, 4, 2)).open
    assert [(each.period, each.party, each.due, each.certain) for each in opened] == [
        ("request.correction_notice", None, date(2024, 4, 10), True),
        ("request.co_producer_opinion", "乙局", None, False),
        ("request.answer", None, None, False),
    ]
    noticed = {"event": "fee_noticed", "on": "9999-12-28", "delivered": "9999-12-28"}
    (last,) = clock(plain({"event": "received", "on": "9999-12-27"}, noticed)).open
    assert (last.period, last.due, last.certain) == ("request.fee_payment", None, False)


def test_after_payment_the_answer_is_open_and_the_fee_no_more() -> None:
    noticed = {"event": "fee_noticed", "on": "2024-04-01", "delivered": "2024-04-01"}
    paid = {"event": "fee_paid", "on": "2024-04-16"}
    first = clock(plain(RECEIVED, noticed), on=date(2024, 4, 15)).open
    assert [each.period for each in first] == ["request.fee_payment"]
    then = clock(plain(RECEIVED, noticed, paid), on=date(2024, 4, 16)).open
    assert [each.period for each in then] == ["request.answer"]


def test_the_whole_clock_is_given_as_plain_data() -> None:
    found = clock(plain(RECEIVED), on=date(2024, 4, 2))
    law = "《中华人民共和国政府信息公开条例》第三十三条"
    first, last, safe = (
        "收到申请，次日起计算答复期限",
        "20个工作日届满，当日仍在期限之内",
        "稳妥之日：首日计入，收到意见之日不扣除",
    )
    assert found.to_dict() == {
        "schema": "zwgk/clock/1",
        "state": "running",
        "due": "2024-04-28",
        "strict_due": "2024-04-26",
        "certain": True,
        "earliest": "2024-04-28",
        "latest": "2024-04-28",
        "used": 2,
        "remaining": 18,
        "overdue_by": 0,
        "version": "2019",
        "open": [
            {
                "period": "request.correction_notice",
                "party": None,
                "due": "2024-04-10",
                "certain": True,
            },
            {"period": "request.answer", "party": None, "due": "2024-04-28", "certain": True},
        ],
        "calendar": china().edition,
        "readings": [],
        "steps": [
            {"on": "2024-03-29", "what": first, "basis": law, "working_days": 0},
            {"on": "2024-04-28", "what": last, "basis": law, "working_days": 20},
            {"on": "2024-04-26", "what": safe, "basis": None, "working_days": None},
        ],
    }


def test_the_clock_is_told_line_by_line() -> None:
    asked = {"event": "third_party_asked", "on": "2024-04-01", "delivered": "2024-04-01", **PARTY}
    replied = {"event": "third_party_replied", "on": "2024-04-03", **PARTY}
    found = clock(plain(RECEIVED, asked, replied), on=date(2024, 4, 8))
    law = "《中华人民共和国政府信息公开条例》"
    lines = found.explain().splitlines()
    assert lines[:-1] == [
        "2024-04-08：办理中，应于2024-04-30（星期二）前答复，还剩17个工作日。",
        f"2024-03-29 收到申请，次日起计算答复期限（{law}第三十三条）；已计0个工作日。",
        f"2024-04-01 征求第三方意见，次日起停止计算（甲公司）（{law}第三十二条）；已计1个工作日。",
        f"2024-04-03 收到第三方意见，次日起继续计算（甲公司）（{law}第三十二条）；已计1个工作日。",
        f"2024-04-30 20个工作日届满，当日仍在期限之内（{law}第三十三条）；已计20个工作日。",
        "2024-04-28 稳妥之日：首日计入，收到意见之日不扣除。",
    ]
    assert lines[-1] == f"所用日历：{found.calendar}。"
    assert found._repr_html_() == f"<div><p>{'<br>'.join(lines)}</p></div>"
    assert found.explain(daily=False) == found.explain()


def test_every_day_is_numbered_or_said_not_to_count() -> None:
    asked = {"event": "third_party_asked", "on": "2024-04-01", "delivered": "2024-04-01", **PARTY}
    replied = {"event": "third_party_replied", "on": "2024-04-03", **PARTY}
    found = clock(plain(RECEIVED, asked, replied), on=date(2024, 4, 8))
    days = found.explain(daily=True).splitlines()[len(found.explain().splitlines()) :]
    assert len(days) == 32
    assert days[0] == "2024-03-30 星期六 周末休息"
    assert days[2:5] == [
        "第1个工作日 2024-04-01 星期一 工作日",
        "不计入 2024-04-02 星期二 工作日（征求意见）",
        "不计入 2024-04-03 星期三 工作日（征求意见）",
    ]
    assert days[5].startswith("2024-04-04 星期四 放假")
    assert days[-1] == "第20个工作日 2024-04-30 星期二 工作日"
    answered = {"event": "answered", "on": "2024-04-02", "outcome": "予以公开"}
    early = clock(plain(RECEIVED, answered)).explain(daily=True).splitlines()
    assert "第2个工作日 2024-04-02 星期二 工作日" in early


def test_while_something_is_awaited_there_are_no_days_to_number() -> None:
    asked = {"event": "correction_asked", "on": "2024-04-01", "reply_by": "2024-04-12"}
    for record in (plain(RECEIVED, asked), plain({"event": "explained", "on": "2024-04-01"})):
        found = clock(record, on=date(2024, 4, 2))
        assert found.explain(daily=True) == found.explain()


def test_days_are_numbered_as_seen_from_the_day_of_the_clock() -> None:
    asked = {"event": "third_party_asked", "on": "2024-04-15", "delivered": "2024-04-15", **PARTY}
    replied = {"event": "third_party_replied", "on": "2024-04-17", **PARTY}
    plain_one = clock(plain(RECEIVED), on=date(2024, 4, 8))
    longer = clock(plain(RECEIVED, asked, replied), on=date(2024, 4, 8))
    assert longer.explain(daily=True) == plain_one.explain(daily=True)
    assert "征求意见" not in longer.explain(daily=True)


def test_days_outside_a_calendar_of_ones_own_have_no_notice() -> None:
    own = WorkCalendar.of(date(2024, 1, 1), date(2024, 1, 5))
    record = plain({"event": "received", "on": "2023-12-29"})
    found = clock(record, on=date(2024, 1, 3), calendar=own)
    lines = found.explain(daily=True).splitlines()
    days = lines[len(found.explain().splitlines()) :]
    assert days[:4] == [
        "2023-12-30 尚无放假通知",
        "2023-12-31 尚无放假通知",
        "第1个工作日 2024-01-01 星期一 工作日",
        "第2个工作日 2024-01-02 星期二 工作日",
    ]
    assert days[6:9] == [
        "第5个工作日 2024-01-05 星期五 工作日",
        "2024-01-06 尚无放假通知",
        "2024-01-07 尚无放假通知",
    ]
    assert days[-1] == "2024-01-26 尚无放假通知"


def test_days_without_a_notice_are_said_to_be_so() -> None:
    found = clock(plain({"event": "received", "on": "2026-12-18"}), on=date(2026, 12, 21))
    lines = found.explain(daily=True).splitlines()
    assert lines[0].startswith("2026-12-21：办理中，应于2027-01-18（星期一）前答复")
    assert "尚不确定：最早2027-01-18，最迟2027-01-18。" in lines
    assert lines[-1] == "2027-01-18 尚无放假通知"
    assert "第9个工作日 2026-12-31 星期四 工作日" in lines


def test_who_has_not_replied_makes_the_day_uncertain() -> None:
    asked = {"event": "third_party_asked", "on": "2024-04-01", **PARTY}
    lines = clock(plain(RECEIVED, asked), on=date(2024, 4, 8)).explain().splitlines()
    assert lines[0] == "2024-04-08：征求意见中，停止计算，还剩19个工作日。"
    late = clock(plain(RECEIVED), on=date(2024, 5, 7)).explain().splitlines()
    assert late[0] == "2024-05-07：办理中，应于2024-04-28（星期日）前答复，已超过4个工作日。"


@pytest.mark.parametrize(
    ("event", "words", "article"),
    [
        ({"event": "correction_asked", "reply_by": "2024-04-12"}, "等待补正", "第三十条"),
        ({"event": "agency_asked", "party": "乙局"}, "征求意见中，停止计算", "第三十四条"),
        ({"event": "fee_noticed", "delivered": "2024-04-01"}, "等待缴费", "第三十三条"),
        ({"event": "extended", "approved_by": "负责人"}, "办理中", "第三十三条"),
        ({"event": "withdrawn"}, "已结束", "第三十三条"),
        ({"event": "answered", "outcome": "予以公开"}, "已答复", "第三十三条"),
    ],
)
def test_each_state_has_its_words_and_each_step_its_article(
    event: dict[str, Any], words: str, article: str
) -> None:
    found = clock(plain(RECEIVED, {"on": "2024-04-01", **event}), on=date(2024, 4, 2))
    assert str(found).startswith(f"2024-04-02：{words}")
    assert found.steps[1].basis == f"《中华人民共和国政府信息公开条例》{article}"


def test_under_the_older_law_a_third_party_step_rests_on_the_period_of_answering() -> None:
    older = {"event": "received", "on": "2018-03-05"}
    asked = {"event": "third_party_asked", "on": "2018-03-06", **PARTY}
    steps = clock(plain(older, asked)).steps
    assert steps[1].basis == steps[0].basis == "《中华人民共和国政府信息公开条例》第二十四条"


def test_before_the_receipt_there_is_nothing_to_rest_on() -> None:
    found = clock(plain({"event": "explanation_asked", "on": "2024-04-01"}))
    assert [(each.on, each.basis, each.working_days) for each in found.steps] == [
        ("2024-04-01", None, 0)
    ]
    assert (str(found), found.figures[1:]) == (
        "2024-04-01：尚未收到申请。",
        (None, None, False, None, None, 0, None, 0, None),
    )


def test_an_open_period_is_told_in_one_line() -> None:
    asked = {"event": "third_party_asked", "on": "2024-04-01", **PARTY}
    correction = {"event": "correction_asked", "on": "2024-04-01", "reply_by": "2024-04-12"}
    told = [
        [str(each) for each in clock(plain(*events), on=date(2024, 4, 2)).open]
        for events in ((RECEIVED,), (RECEIVED, asked), (RECEIVED, correction))
    ]
    assert told == [
        ["告知补正 2024-04-10", "答复申请 2024-04-28"],
        [
            "告知补正 2024-04-10",
            "第三方提出意见（甲公司） 日期未知",
            "答复申请 日期未知",
        ],
        ["申请人补正 2024-04-12"],
    ]
    beyond = clock(plain({"event": "received", "on": "2026-12-18"}), on=date(2026, 12, 30))
    assert [str(each) for each in beyond.open] == ["答复申请 2027-01-18（尚不确定）"]
    assert beyond.open[0].to_dict() == {
        "period": "request.answer",
        "party": None,
        "due": "2027-01-18",
        "certain": False,
    }


def test_the_figures_are_shown_by_their_names() -> None:
    found = clock(plain(RECEIVED), on=date(2024, 4, 2))
    assert repr(found) == (
        "Clock(state='running', due=datetime.date(2024, 4, 28), "
        "strict_due=datetime.date(2024, 4, 26), certain=True, earliest=datetime.date(2024, 4, 28), "
        "latest=datetime.date(2024, 4, 28), used=2, remaining=18, overdue_by=0, version='2019')"
    )
