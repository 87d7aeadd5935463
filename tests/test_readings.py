"""Readings of disputed law on the clock: each by name, each with another answer than the usual."""

from datetime import date
from itertools import product
from typing import Any

import pytest

from zwgk import _data
from zwgk.clock import clock
from zwgk.clock.settings import chosen, plan, readings, setting
from zwgk.errors import ZwgkError
from zwgk.packs import from_toml
from zwgk.workdays import china

OWN = 'name = "baishi-2026"\ntitle = "白石县方案"\nissued = 2020-01-01\nextends = "national"\n'


def plain(*events: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "application", "id": "白石-1", "events": list(events), **more}


def received(day: str, **more: Any) -> dict[str, Any]:
    return {"event": "received", "on": day, **more}


def consulted(asked: str, delivered: str | None, replied: str | None) -> list[dict[str, Any]]:
    told = {"delivered": delivered} if delivered else {}
    first = {"event": "third_party_asked", "on": asked, "party": "甲公司", **told}
    last = {"event": "third_party_replied", "on": replied, "party": "甲公司"}
    return [first, last] if replied else [first]


REPLIED = plain(received("2021-03-01"), *consulted("2021-03-05", "2021-03-08", "2021-03-22"))
SLOW = plain(received("2026-01-26"), *consulted("2026-01-30", "2026-02-02", "2026-03-02"))
SILENT = plain(received("2026-01-26"), *consulted("2026-01-30", "2026-02-02", None))
CHARGED = plain(
    received("2022-03-07"),
    {"event": "fee_noticed", "on": "2022-03-25", "delivered": "2022-03-28"},
    {"event": "fee_paid", "on": "2022-04-15"},
)


def due(record: dict[str, Any], *names: str, on: date | None = None) -> str:
    return str(clock(record, on=on, readings=names).due)


# ------------------------------------------------------------------ consultation


@pytest.mark.parametrize(
    ("record", "name", "wanted"),
    [
        (REPLIED, None, "2021-04-14"),
        (REPLIED, "consultation-not-deducted", "2021-03-29"),
        (REPLIED, "reply-day-counts", "2021-04-13"),
        (REPLIED, "asking-day-out", "2021-04-15"),
        (REPLIED, "consultation-restarts", "2021-04-20"),
        (REPLIED, "consultation-from-delivery", "2021-04-13"),
        (SLOW, None, "2026-03-23"),
        (SLOW, "consultation-not-deducted", "2026-02-28"),
        (SLOW, "consultation-restarts", "2026-03-27"),
        (SLOW, "third-party-actual", "2026-03-24"),
        (SLOW, "consultation-from-delivery", "2026-03-20"),
        (SILENT, None, "2026-03-23"),
        (SILENT, "consultation-restarts", "2026-03-27"),
        (SILENT, "reply-day-counts", "2026-03-23"),
    ],
)
def test_the_time_of_a_consultation_is_read_in_five_ways(
    record: dict[str, Any], name: str | None, wanted: str
) -> None:
    names = (name,) if name else ()
    found = clock(record, on=date(2026, 3, 10) if record is SILENT else None, readings=names)
    assert str(found.due) == wanted
    assert found.readings == names
    assert found.strict_due is not None
    assert str(found.strict_due) <= wanted


def test_without_deduction_the_clock_runs_on() -> None:
    found = clock(SILENT, on=date(2026, 2, 3), readings=["consultation-not-deducted"])
    assert (found.state, found.used, found.certain) == ("running", 6, True)
    assert [each.period for each in found.open][:2] == [
        "request.correction_notice",
        "request.third_party_opinion",
    ]


def test_from_delivery_the_clock_runs_until_the_party_has_the_question() -> None:
    record = plain(received("2024-03-04"), *consulted("2024-03-06", "2024-03-11", None))
    name = ["consultation-from-delivery"]
    days = [date(2024, 3, 8), date(2024, 3, 11), date(2024, 3, 12)]
    assert [
        (each.state, each.used) for day in days if (each := clock(record, on=day, readings=name))
    ] == [
        ("running", 4),
        ("running", 5),
        ("suspended", 5),
    ]


def test_from_delivery_the_day_of_delivery_is_wanted_of_who_replied_too() -> None:
    record = plain(received("2024-03-04"), *consulted("2024-03-06", None, "2024-03-12"))
    usual, other = clock(record), clock(record, readings="consultation-from-delivery")
    assert usual.findings == ()
    assert [(each.code, each.path) for each in other.findings] == [
        ("clock.delivered-missing", "/events/1/delivered")
    ]
    assert usual.due == other.due


def test_the_first_day_counts_for_the_earliest_day_too() -> None:
    record = plain(received("2024-03-04"), *consulted("2024-03-06", None, None))
    usual = clock(record, on=date(2024, 3, 6))
    other = clock(record, on=date(2024, 3, 6), readings=["count-first-day"])
    start, add = date(2024, 3, 4), china().add
    assert (usual.due, usual.earliest) == (None, add(start, 20))
    assert (other.due, other.earliest) == (None, add(start, 19))


def test_on_one_day_the_receipt_comes_first_and_the_answer_last() -> None:
    answer = {"event": "answered", "on": "2024-03-04", "outcome": "予以公开"}
    asked = {"event": "explanation_asked", "on": "2024-03-04"}
    found = clock(plain(answer, asked, received("2024-03-04")))
    assert found.state == "answered"
    assert [each.what for each in found.steps][:3] == [
        "收到申请，次日起计算答复期限",
        "要求说明理由，期限不停止",
        "作出答复",
    ]


def test_asked_on_a_day_off_no_working_day_is_gained() -> None:
    record = plain(received("2024-03-04"), *consulted("2024-03-09", "2024-03-11", "2024-03-13"))
    assert due(record, "asking-day-out") == due(record) == "2024-04-07"


def test_a_restart_takes_back_the_days_used_before() -> None:
    found = clock(REPLIED, on=date(2021, 3, 24), readings=["consultation-restarts"])
    assert (found.used, found.remaining) == (2, 18)


@pytest.mark.parametrize(
    ("asked", "replied", "usual", "spared"),
    [("2024-04-08", "2024-04-18", 48, 40), ("2024-04-01", "2024-04-18", 52, 52)],
)
def test_the_extension_may_be_spared(asked: str, replied: str, usual: int, spared: int) -> None:
    extended = {"event": "extended", "on": "2024-03-28", "approved_by": "负责人"}
    record = plain(received("2024-03-04"), extended, *consulted(asked, asked, replied))
    start = date(2024, 3, 4)
    assert due(record) == str(china().add(start, usual))
    assert due(record, "extension-not-paused") == str(china().add(start, spared))


def test_from_its_notice_an_extension_spares_what_a_consultation_took_by_then() -> None:
    extended = {"event": "extended", "on": "2024-03-20", "approved_by": "负责人"}
    first, last = consulted("2024-03-18", "2024-03-18", "2024-03-25")
    start = date(2024, 3, 4)
    assert china().count(start, date(2024, 3, 20)) == 12
    record = plain(received("2024-03-04"), first, extended, last)
    assert due(record, "extension-from-notice") == str(china().add(start, 12 - 2 + 20 + 5))
    assert due(record) == str(china().add(start, 20 + 20 + 5))
    early = plain(received("2024-03-04"), extended | {"on": "2024-03-04"})
    assert due(early, "extension-from-notice") == str(china().add(start, 20))
    told = plain(received("2024-03-04"), extended | {"notified": "2024-03-22"})
    assert due(told, "extension-from-notice") == str(china().add(start, 14 + 20))


# ------------------------------------------------------------------ fee, receipt, answer, remedy


def test_after_payment_the_clock_resumes_or_starts_anew() -> None:
    assert due(CHARGED) == "2022-05-16"
    found = clock(CHARGED, on=date(2022, 4, 20), readings=["fee-resumes"])
    assert (str(found.due), found.used, found.state) == ("2022-04-24", 17, "running")
    assert clock(CHARGED, on=date(2022, 4, 20)).used == 3
    assert clock(CHARGED, on=date(2022, 4, 8), readings=["fee-resumes"]).state == "awaiting-fee"
    assert found.findings == ()
    assert found.readings == ("fee-resumes",)


def test_an_extension_survives_where_the_clock_resumes() -> None:
    extended = {"event": "extended", "on": "2022-03-24", "approved_by": "负责人"}
    head, *tail = CHARGED["events"]
    longer = plain(head, extended, *tail)
    resumed, anew = clock(longer, readings=["fee-resumes"]), clock(longer)
    assert (resumed.used, resumed.remaining) == (14, 26)
    assert (anew.used, anew.remaining) == (0, 20)


@pytest.mark.parametrize(
    "name",
    ["consultation-not-deducted", "consultation-restarts", "asking-day-out", "reply-day-counts"],
)
def test_readings_of_consultation_leave_the_fee_alone(name: str) -> None:
    assert due(CHARGED, "fee-resumes", name) == due(CHARGED, "fee-resumes")


def test_the_day_of_submission_may_be_that_of_receipt() -> None:
    first = received("2024-03-04", submitted="2024-03-01", confirmed="2024-03-04")
    record = plain(first, via="网络")
    assert due(record, "receipt-on-submission") == str(china().add(date(2024, 3, 1), 20))
    assert due(plain(received("2024-03-04")), "receipt-on-submission") == due(record)
    older = plain(
        received("2019-05-16", submitted="2019-05-14", confirmed="2019-05-16"), via="网络"
    )
    assert clock(older, readings=["receipt-on-submission"]).version == "2007"


def test_the_answer_may_count_from_its_service() -> None:
    answer = {"event": "answered", "on": "2024-03-28", "outcome": "予以公开", "delivery": "邮寄"}
    sent = plain(received("2024-03-04"), answer | {"posted": "2024-03-29", "served": "2024-04-03"})
    usual, other = clock(sent), clock(sent, readings=["service-day"])
    assert (usual.overdue_by, other.overdue_by) == (0, 2)
    assert [each.code for each in other.findings] == ["clock.late"]
    unknown = plain(received("2024-03-04"), answer | {"posted": "2024-03-29"})
    (found,) = clock(unknown, readings=["service-day"]).findings
    assert (found.code, found.path) == ("clock.delivery-unknown", "/events/1/served")


def remedies(record: dict[str, Any], on: date, *names: str) -> list[str]:
    return [
        each.period
        for each in clock(record, on=on, readings=names).open
        if each.period.startswith("remedy.")
    ]


def test_what_was_partly_granted_and_silence_may_want_reconsideration_first() -> None:
    partly = plain(
        received("2024-03-04"), {"event": "answered", "on": "2024-03-20", "outcome": "部分公开"}
    )
    both = ["remedy.reconsideration", "remedy.litigation"]
    for record, day in (
        (partly, date(2024, 4, 1)),
        (plain(received("2024-03-04")), date(2024, 4, 8)),
    ):
        assert remedies(record, day) == both
        assert remedies(record, day, "reconsideration-first") == both[:1]
    granted = plain(
        received("2024-03-04"), {"event": "answered", "on": "2024-03-20", "outcome": "予以公开"}
    )
    assert remedies(granted, date(2024, 4, 1), "reconsideration-first") == both


# ------------------------------------------------------------------ names


def test_every_reading_is_described_once_and_its_opposites_exist() -> None:
    titles = _data.load("vocabulary/pack")["readings"]
    listed = [each["name"] for each in _data.load("vocabulary/application")["reading"]]
    assert len(set(listed)) == len(listed)
    assert set(listed) <= set(titles)
    for name, others in readings().items():
        assert name not in others
        assert others <= set(listed)
        assert all(name in readings()[other] for other in others)


def test_readings_that_exclude_each_other_are_refused_and_others_go_together() -> None:
    for one, other in product(readings(), repeat=2):
        if other in readings()[one]:
            with pytest.raises(ZwgkError, match=f"{min(one, other)} and .*exclude each other"):
                chosen([one, other], None)
        else:
            assert chosen([one, other], None) == {one, other}


def test_an_unknown_reading_is_refused_by_name() -> None:
    with pytest.raises(
        ZwgkError, match=r"unknown readings \['tomorrow'\]; a clock knows \['agency"
    ):
        clock(REPLIED, readings=["fee-resumes", "tomorrow"])


def test_a_single_name_may_stand_alone() -> None:
    assert clock(CHARGED, readings="fee-resumes") == clock(CHARGED, readings=["fee-resumes"])


# ------------------------------------------------------------------ plans


def test_the_readings_of_a_plan_are_used_and_named() -> None:
    own = from_toml(f'{OWN}[readings]\nnames = ["fee-resumes", "mandatory-lifts-15"]\n')
    found = clock(CHARGED, pack=own)
    assert (str(found.due), found.readings) == ("2022-04-24", ("fee-resumes",))
    both = clock(CHARGED, pack=own, readings=["count-first-day"])
    assert both.readings == ("count-first-day", "fee-resumes")


def test_a_reading_asked_for_overrides_the_opposite_of_the_plan() -> None:
    own = from_toml(f'{OWN}[readings]\nnames = ["agency-actual", "letter-day"]\n')
    assert clock(REPLIED, pack=own).readings == ("agency-actual", "letter-day")
    found = clock(REPLIED, pack=own, readings=["agency-cap", "service-day"])
    assert found.readings == ("agency-cap", "service-day")


def test_a_plan_whose_readings_contradict_each_other_is_refused() -> None:
    own = from_toml(f'{OWN}[readings]\nnames = ["agency-actual", "agency-cap"]\n')
    with pytest.raises(ZwgkError, match="readings of the plan agency-actual and agency-cap"):
        clock(REPLIED, pack=own)


def test_the_period_of_a_plan_holds_from_its_day_and_in_working_days_alone() -> None:
    period = '[periods."request.answer"]\nvalue = 10\nunit = "working_day"\nwhat = "答复"\n'
    own = from_toml(OWN + period)
    later = plain(received("2020-01-01"))
    found = clock(later, pack=own)
    assert (found.due, found.remaining) == (china().add(date(2020, 1, 1), 10), 10)
    assert found.version == "2019"
    before = clock(plain(received("2019-12-31")), pack=own)
    assert before.remaining == 20
    in_days = from_toml(OWN + period.replace("working_day", "day"))
    assert clock(later, pack=in_days).remaining == 20
    since = from_toml(OWN + period + "since = 2021-01-01\n")
    assert clock(later, pack=since).remaining == 20
    assert clock(plain(received("2008-04-30")), pack=own).version is None


def test_the_period_of_a_plan_rests_on_the_plan_and_the_rest_on_the_law() -> None:
    period = '[periods."request.answer"]\nvalue = 10\nunit = "working_day"\nwhat = "答复"\n'
    own = from_toml(OWN + period)
    extended = {"event": "extended", "on": "2024-03-11", "approved_by": "负责人"}
    found = clock(plain(received("2024-03-04"), extended), pack=own)
    law = "《中华人民共和国政府信息公开条例》第三十三条"
    assert [each.basis for each in found.steps] == ["《白石县方案》", law, "《白石县方案》", None]
    assert found.due == china().add(date(2024, 3, 4), 30)
    rules = setting(china(), own, ()).rules_of(date(2024, 3, 4))
    assert rules is not None
    assert (rules.answer.value, rules.length, rules.extension.value) == (10, 10, 20)
    (late,) = clock(plain(received("2024-03-04")), on=date(2024, 3, 19), pack=own).findings
    assert (late.code, late.basis) == ("clock.late", "《白石县方案》")


def test_a_plan_that_says_nothing_of_clocks_is_left_aside() -> None:
    assert plan("national") is None
    assert plan(from_toml(OWN)) is None
    assert plan(from_toml(f'{OWN}[readings]\nnames = ["mandatory-lifts-15"]\n')) is None
    assert clock(REPLIED, pack="weidu") == clock(REPLIED)
