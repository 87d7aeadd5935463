"""What is wrong in the handling of an application: each sentence once, with its place, and the days it turns on."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from zwgk.clock import clock
from zwgk.clock.findings import _SENTENCES

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


# ------------------------------------------------------------------ the clock in words


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
        "2024-04-01：办理中。",
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
