"""The clock of an application: cases of law, identities of the count, replay, findings, open periods."""

import json
import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zwgk
from strategies import plain_records
from zwgk.clock import clock
from zwgk.clock.rules import rules_on
from zwgk.errors import ShapeError, ZwgkError
from zwgk.model import Application, Delivery, Event, EventKind
from zwgk.workdays import WorkCalendar, china

CASES = tomllib.loads((Path(__file__).parent / "cases/clock.toml").read_text("utf-8"))["case"]
K = EventKind
DAY = date(2024, 6, 3)
known_days = st.dates(date(2020, 1, 1), date(2026, 6, 30))


def plain(events: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"type": "application", "id": "白石-1", "events": events, **more}


def made(*events: Event, **more: Any) -> Application:
    return Application("白石-1", events, **more)


def codes(events: list[dict[str, Any]], on: date | None = None, **more: Any) -> list[str]:
    return [each.code for each in clock(plain(events, **more), on=on).findings]


def received(day: str = "2024-03-04", **more: str) -> dict[str, Any]:
    return {"event": "received", "on": day, **more}


# ------------------------------------------------------------------ cases a lawyer can read


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_case_comes_out_as_the_law_says(case: dict[str, Any]) -> None:
    via = {"via": case["via"]} if "via" in case else {}
    record = plain(case["events"], **via)
    found = clock(record, on=case["on"], readings=case.get("readings", ()))
    told = found.to_dict()
    assert {
        key: told[key] or "" if told[key] is None else told[key] for key in case["expect"]
    } == case["expect"]
    assert case["basis"]
    if "codes" in case:
        assert sorted({each.code for each in found.findings}) == sorted(case["codes"])


# ------------------------------------------------------------------ properties


@given(known_days, st.integers(0, 45))
def test_used_and_remaining_make_up_the_period(day: date, later: int) -> None:
    found = clock(made(Event(K.RECEIVED, day)), on=day + timedelta(later))
    assert found.remaining is not None
    assert found.used + found.remaining - found.overdue_by == 20
    assert found.used == china().count(day, day + timedelta(later))
    assert (found.overdue_by > 0) <= (found.remaining == 0)


@given(known_days, st.integers(0, 19), st.integers(0, 15))
def test_a_pause_of_n_working_days_moves_the_due_day_by_n(day: date, used: int, n: int) -> None:
    asked = china().add(day, used)
    replied = china().add(asked, n)
    paused = made(
        Event(K.RECEIVED, day),
        Event(K.THIRD_PARTY_ASKED, asked, party="甲公司", delivered=asked),
        Event(K.THIRD_PARTY_REPLIED, replied, party="甲公司", consent=True),
    )
    found = clock(paused, on=replied)
    assert found.due == china().add(day, 20 + n)
    assert found.strict_due is not None
    assert found.due is not None
    assert found.strict_due <= found.due


@given(known_days, st.integers(0, 28))
def test_a_consultation_of_no_length_changes_nothing(day: date, later: int) -> None:
    asked = day + timedelta(later)
    spell = (
        Event(K.AGENCY_ASKED, asked, party="乙局", delivered=asked),
        Event(K.AGENCY_REPLIED, asked, party="乙局", consent=True),
    )
    on = day + timedelta(30)
    assert clock(made(Event(K.RECEIVED, day), *spell), on=on) == clock(
        made(Event(K.RECEIVED, day)), on=on
    )


@given(known_days)
def test_adding_an_extension_and_removing_it_is_the_identity(day: date) -> None:
    plain_one = made(Event(K.RECEIVED, day))
    longer = made(*plain_one.events, Event(K.EXTENDED, day + timedelta(5), approved_by="负责人"))
    shorter = made(*longer.events[:1])
    on = day + timedelta(20)
    assert clock(shorter, on=on) == clock(plain_one, on=on)
    due, later = clock(plain_one, on=on).due, clock(longer, on=on).due
    assert due is not None
    assert later == china().add(due, 20)


@pytest.mark.parametrize("order", [*permutations(range(4))])
def test_the_order_of_independent_events_on_one_day_is_no_matter(order: tuple[int, ...]) -> None:
    day = date(2024, 3, 11)
    events = (
        Event(K.THIRD_PARTY_ASKED, day, party="甲公司", delivered=day),
        Event(K.AGENCY_ASKED, day, party="乙局", delivered=date(2024, 3, 14)),
        Event(K.EXTENDED, day, approved_by="负责人"),
        Event(K.EXPLANATION_ASKED, day),
    )
    first, *rest = (events[n] for n in order)
    record = made(Event(K.RECEIVED, date(2024, 3, 4)), first, *rest)
    found = clock(record, on=date(2024, 3, 29))
    assert (found.state, str(found.due), found.findings) == ("suspended", "2024-05-27", ())


applications = plain_records(Application)


@given(applications, st.dates(date(2008, 1, 1), date(2030, 12, 31)))
def test_later_events_do_not_touch_an_earlier_day(data: dict[str, Any], on: date) -> None:
    record = Application.from_dict(data)
    kept = tuple(each for each in record.events if each.on is None or each.on <= on)
    before = Application(record.id, kept, via=record.via)
    assert clock(record, on=on) == clock(before, on=on)


@given(applications, st.none() | st.dates())
def test_a_clock_never_raises_on_data_of_the_right_shape(
    data: dict[str, Any], on: date | None
) -> None:
    found = clock(data, on=on)
    json.dumps(found.to_dict())
    assert found.used >= 0
    assert found.overdue_by >= 0
    assert found.explain()
    assert all(each.message for each in found.findings)
    assert [(each.code, each.path) for each in found.findings] == sorted(
        {(each.code, each.path): 1 for each in found.findings},
        key=[(each.code, each.path) for each in found.findings].index,
    )


events_of_one_matter = st.lists(
    st.tuples(st.sampled_from([*EventKind][1:]), st.integers(0, 60), st.integers(0, 9)), max_size=8
)


def likely(day: date, drawn: list[tuple[EventKind, int, int]]) -> Application:
    """Make a record of the usual kind, in any order of days."""
    events = [Event(K.RECEIVED, day)]
    for kind, later, gap in drawn:
        on = day + timedelta(later)
        keys: dict[str, Any] = {}
        if kind in (K.THIRD_PARTY_ASKED, K.AGENCY_ASKED):
            keys = {"party": "甲乙"[gap % 2], "delivered": on + timedelta(gap)}
        elif kind in (K.THIRD_PARTY_REPLIED, K.AGENCY_REPLIED):
            keys = {"party": "甲乙"[gap % 2]}
        elif kind is K.ANSWERED:
            keys = {"delivery": Delivery.MAIL, "posted": on + timedelta(gap)}
        elif kind is K.FEE_NOTICED:
            keys = {"delivered": on + timedelta(gap)}
        elif kind is K.CORRECTION_ASKED:
            keys = {"reply_by": on + timedelta(gap)}
        events.append(Event(kind, on, **keys))
    return made(*events)


@given(known_days, events_of_one_matter, st.integers(0, 90))
def test_figures_stay_within_their_bounds(
    day: date, drawn: list[tuple[EventKind, int, int]], later: int
) -> None:
    found = clock(likely(day, drawn), on=day + timedelta(later))
    assert found.remaining is not None
    if found.due is not None:
        assert found.earliest is not None
        assert found.latest is not None
        assert found.strict_due is not None
        assert found.earliest <= found.due <= found.latest
        assert found.strict_due <= found.due
        assert found.certain is (found.earliest == found.due == found.latest)
        assert found.remaining == 0 or not found.overdue_by
    else:
        assert found.strict_due is None
        assert found.overdue_by == 0
        assert found.certain is False


@given(known_days, events_of_one_matter, st.integers(0, 60))
def test_used_never_falls_but_by_a_restart(
    day: date, drawn: list[tuple[EventKind, int, int]], later: int
) -> None:
    record = likely(
        day, [each for each in drawn if each[0] not in (K.CORRECTED, K.FEE_PAID, K.EXTENDED)]
    )
    on = day + timedelta(later)
    before, after = clock(record, on=on), clock(record, on=on + timedelta(1))
    if after.state in ("running", "suspended"):
        assert after.used >= before.used


@given(known_days, events_of_one_matter)
def test_every_day_has_one_state_and_late_is_said_when_it_is(
    day: date, drawn: list[tuple[EventKind, int, int]]
) -> None:
    record = likely(day, drawn)
    for later in range(0, 70, 7):
        found = clock(record, on=day + timedelta(later))
        late = any(each.code == "clock.late" for each in found.findings)
        assert found.overdue_by == 0 or late
        if late:
            assert found.state in ("running", "answered")


# ------------------------------------------------------------------ what comes in and what goes out


def test_a_record_and_its_plain_data_have_one_clock() -> None:
    data = plain([received()])
    assert clock(data, on=DAY) == clock(Application.from_dict(data), on=DAY)


def test_without_a_day_the_last_event_is_taken() -> None:
    events = [received(), {"event": "extended", "on": "2024-03-20", "approved_by": "负责人"}]
    assert clock(plain(events)).on == date(2024, 3, 20)


def test_before_the_receipt_nothing_runs() -> None:
    found = clock(plain([received()]), on=date(2024, 3, 3))
    assert (found.state, found.due, found.used, found.remaining) == ("running", None, 0, None)
    assert found.findings == ()
    assert found.open == ()


def test_late_entered_events_take_their_place_by_day() -> None:
    events = [
        received(),
        {"event": "third_party_replied", "on": "2024-03-20", "party": "甲公司"},
        {
            "event": "third_party_asked",
            "on": "2024-03-11",
            "party": "甲公司",
            "delivered": "2024-03-11",
        },
    ]
    found = clock(plain(events), on=date(2024, 4, 1))
    assert found.due == date(2024, 4, 11)
    assert [(each.code, each.path) for each in found.findings] == [
        ("clock.out-of-order", "/events/2/on")
    ]


def test_any_calendar_will_do() -> None:
    own = WorkCalendar.of(date(2024, 1, 1), date(2024, 12, 31), days_off=[date(2024, 3, 5)])
    found = clock(plain([received()]), on=date(2024, 3, 6), calendar=own)
    assert (found.used, found.due) == (1, date(2024, 4, 2))


def test_a_short_calendar_gives_an_expectation_and_says_so() -> None:
    own = WorkCalendar.of(date(2024, 1, 1), date(2024, 3, 15))
    found = clock(plain([received()]), on=date(2024, 3, 29), calendar=own)
    assert (found.due, found.certain, found.used) == (date(2024, 4, 1), False, 19)
    assert "calendar.uncovered" in [each.code for each in found.findings]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: clock(plain([received()]), readings=["tomorrow"]),
        lambda: clock(plain([received()]), readings=["agency-cap", "agency-actual"]),
        lambda: clock(plain([received()]), pack="nowhere"),
        lambda: clock(plain([received()]), on="2024-03-04"),  # type: ignore[arg-type]
        lambda: clock(plain([{"event": "paid", "on": "2024-03-04"}])),
    ],
)
def test_wrong_calls_are_refused_at_once(wrong: Callable[[], object]) -> None:
    with pytest.raises(ZwgkError):
        wrong()


def test_a_wrong_shape_is_told_whole() -> None:
    with pytest.raises(ShapeError) as caught:
        clock(plain([{"event": "extended", "on": 5}, {"event": "answered"}]))
    assert len(caught.value.findings) == 2


def test_the_result_names_calendar_readings_and_schema() -> None:
    events = [received(), {"event": "agency_asked", "on": "2024-03-05", "party": "乙局"}]
    told = clock(plain(events), on=DAY, readings=["count-first-day"]).to_dict()
    assert told["schema"] == "zwgk/clock/1"
    assert told["readings"] == ["agency-cap", "count-first-day"]
    assert "国办发明电" in told["calendar"]


def test_every_step_has_its_ground_and_the_days_used_by_then() -> None:
    events = [
        received("2020-09-10"),
        {"event": "extended", "on": "2020-10-12", "approved_by": "负责人"},
    ]
    steps = clock(plain(events), on=date(2020, 10, 20)).steps
    assert [(each.on, each.working_days) for each in steps] == [
        ("2020-09-10", 0),
        ("2020-10-12", 18),
        ("2020-11-11", 40),
        ("2020-11-10", None),
    ]
    assert "不自告知之日起算" in steps[1].what
    assert steps[1].basis == "《中华人民共和国政府信息公开条例》第三十三条"


def test_the_days_are_explained_one_by_one() -> None:
    events = [
        received("2024-03-29"),
        {
            "event": "third_party_asked",
            "on": "2024-04-01",
            "party": "甲公司",
            "delivered": "2024-04-01",
        },
        {"event": "third_party_replied", "on": "2024-04-03", "party": "甲公司"},
    ]
    found = clock(plain(events), on=date(2024, 4, 8))
    lines = found.explain(daily=True).splitlines()
    assert str(found) == "2024-04-08：办理中，应于2024-04-30（星期二）前答复，还剩17个工作日。"
    assert "不计入 2024-04-02 星期二 工作日（征求意见）" in lines
    assert next(line for line in lines if "清明节" in line).startswith("2024-04-04 星期四 放假")
    assert "第20个工作日 2024-04-30 星期二 工作日" in lines
    assert "<p>" in found._repr_html_()


# ------------------------------------------------------------------ open periods


def opened(events: list[dict[str, Any]], on: date, **more: Any) -> list[tuple[str, str | None]]:
    found = clock(plain(events, **more), on=on).to_dict()["open"]
    return [(each["period"], each["due"]) for each in found]


def test_open_periods_come_nearest_first() -> None:
    events = [
        received(),
        {
            "event": "third_party_asked",
            "on": "2024-03-06",
            "party": "甲公司",
            "delivered": "2024-03-07",
        },
        {"event": "agency_asked", "on": "2024-03-06", "party": "乙局"},
    ]
    assert opened(events, date(2024, 3, 8)) == [
        ("request.correction_notice", "2024-03-13"),
        ("request.third_party_opinion", "2024-03-28"),
        ("request.co_producer_opinion", None),
        ("request.answer", None),
    ]


def test_a_fee_and_a_correction_have_their_own_days() -> None:
    fee = [
        received("2026-03-02"),
        {"event": "fee_noticed", "on": "2026-03-18", "delivered": "2026-03-20"},
    ]
    assert opened(fee, date(2026, 3, 23)) == [("request.fee_payment", "2026-04-20")]
    asked = {"event": "correction_asked", "on": "2024-03-06", "reply_by": "2024-03-29"}
    assert opened([received(), asked], date(2024, 3, 7)) == [
        ("request.correction_reply", "2024-03-29")
    ]


def test_against_withholding_reconsideration_comes_first() -> None:
    answer = {
        "event": "answered",
        "on": "2024-12-03",
        "outcome": "不予公开",
        "delivery": "直接",
        "served": "2024-12-03",
    }
    assert opened([received("2024-11-05"), answer], date(2024, 12, 4)) == [
        ("remedy.reconsideration", "2025-02-05")
    ]


def test_another_answer_may_be_sued_at_once() -> None:
    answer = {
        "event": "answered",
        "on": "2024-08-31",
        "outcome": "信息不存在",
        "delivery": "直接",
        "served": "2024-08-31",
    }
    assert opened([received("2024-08-05"), answer], date(2024, 9, 2)) == [
        ("remedy.reconsideration", "2024-10-30"),
        ("remedy.litigation", "2025-02-28"),
    ]


def test_silence_may_be_remedied_from_the_last_day_on() -> None:
    assert opened([received("2025-09-08")], date(2025, 10, 13)) == [
        ("request.answer", "2025-10-11"),
        ("remedy.reconsideration", "2025-12-10"),
        ("remedy.litigation", "2026-04-13"),
    ]


# ------------------------------------------------------------------ findings


@pytest.mark.parametrize(
    ("code", "events"),
    [
        ("clock.out-of-order", [received(), {"event": "answered", "on": "2024-03-01"}]),
        ("clock.out-of-order", [received(), received("2024-03-05")]),
        ("clock.out-of-order", [received(), {"event": "corrected", "on": "2024-03-05"}]),
        ("clock.out-of-order", [received(), {"event": "fee_paid", "on": "2024-03-05"}]),
        ("clock.out-of-order", [received(), {"event": "fee_lapsed", "on": "2024-03-05"}]),
        ("clock.out-of-order", [received(), {"event": "correction_lapsed", "on": "2024-03-05"}]),
        ("clock.out-of-order", [received(), {"event": "explained", "on": "2024-03-05"}]),
        ("clock.out-of-order", [received(), {"event": "agency_replied", "on": "2024-03-05"}]),
        (
            "clock.out-of-order",
            [
                received(),
                {"event": "withdrawn", "on": "2024-03-05"},
                {"event": "corrected", "on": "2024-03-06"},
            ],
        ),
        (
            "clock.out-of-order",
            [
                received(),
                {
                    "event": "third_party_asked",
                    "on": "2024-03-06",
                    "party": "甲",
                    "delivered": "2024-03-05",
                },
            ],
        ),
        ("clock.not-received", [{"event": "answered", "on": "2024-03-05", "outcome": "予以公开"}]),
        ("clock.law-unknown", [received("2008-04-30")]),
        ("clock.extension-unapproved", [received(), {"event": "extended", "on": "2024-03-05"}]),
        (
            "clock.extension-too-long",
            [
                received(),
                {"event": "extended", "on": "2024-03-05", "approved_by": "负责人", "days": 30},
            ],
        ),
        ("clock.reply-by-missing", [received(), {"event": "correction_asked", "on": "2024-03-05"}]),
        (
            "clock.correction-twice",
            [
                received(),
                {"event": "correction_asked", "on": "2024-03-05", "reply_by": "2024-03-20"},
                {"event": "corrected", "on": "2024-03-06"},
                {"event": "correction_asked", "on": "2024-03-07", "reply_by": "2024-03-20"},
            ],
        ),
        (
            "clock.reply-overdue",
            [
                received(),
                {"event": "correction_asked", "on": "2024-03-05", "reply_by": "2024-03-20"},
                {"event": "corrected", "on": "2024-03-21"},
            ],
        ),
        (
            "clock.lapsed-early",
            [
                received(),
                {"event": "correction_asked", "on": "2024-03-05", "reply_by": "2024-03-20"},
                {"event": "correction_lapsed", "on": "2024-03-20"},
            ],
        ),
        (
            "clock.fee-late",
            [received(), {"event": "fee_noticed", "on": "2024-04-02", "delivered": "2024-04-02"}],
        ),
        (
            "clock.payment-overdue",
            [
                received(),
                {"event": "fee_noticed", "on": "2024-03-05", "delivered": "2024-03-05"},
                {"event": "fee_paid", "on": "2024-04-15"},
            ],
        ),
        (
            "clock.delivery-unknown",
            [
                received(),
                {
                    "event": "answered",
                    "on": "2024-03-05",
                    "outcome": "予以公开",
                    "delivery": "直接",
                },
            ],
        ),
        (
            "clock.reason-missing",
            [received(), {"event": "answered", "on": "2024-03-05", "outcome": "不予公开"}],
        ),
        (
            "clock.extension-late",
            [
                received(),
                {
                    "event": "extended",
                    "on": "2024-04-01",
                    "notified": "2024-04-02",
                    "approved_by": "负责人",
                },
            ],
        ),
    ],
)
def test_the_irregularity_is_found(code: str, events: list[dict[str, Any]]) -> None:
    assert codes(events) == [code]


def test_all_irregularities_are_found_at_once() -> None:
    events = [
        received(),
        {"event": "correction_asked", "on": "2024-03-20"},
        {"event": "extended", "on": "2024-03-21"},
        {"event": "corrected", "on": "2024-04-01"},
        {"event": "fee_paid", "on": "2024-04-02"},
        {"event": "answered", "on": "2024-05-20", "outcome": "不予公开", "delivery": "邮寄"},
    ]
    assert sorted(codes(events)) == [
        "clock.correction-late",
        "clock.delivery-unknown",
        "clock.late",
        "clock.out-of-order",
        "clock.out-of-order",
        "clock.reason-missing",
        "clock.reply-by-missing",
    ]


def test_a_refusal_with_its_ground_is_in_order() -> None:
    answer = {"event": "answered", "on": "2024-03-05", "outcome": "不予公开"}
    assert (
        codes([received(), answer | {"grounds": [{"article": "第十四条", "item": "国家秘密"}]}])
        == []
    )
    assert codes([received(), answer | {"reason": "涉及国家秘密"}]) == []


def test_the_day_of_receipt_is_held_against_the_channel() -> None:
    differs = received("2024-03-04", submitted="2024-03-04", confirmed="2024-03-05")
    assert codes([differs], via="网络") == ["application.receipt-differs"]
    late = received("2024-03-08", submitted="2024-03-04", confirmed="2024-03-08")
    assert codes([late], via="平信") == ["application.confirmed-late"]
    bare = {"event": "received", "submitted": "2024-03-04"}
    assert codes([bare], DAY, via="网络") == ["application.receipt-unconfirmed"]
    assert clock(plain([bare], via="网络"), on=DAY).due is None
    assert codes([{"event": "received"}], DAY, via="邮寄签收") == ["shape.missing"]
    assert codes([bare | {"confirmed": "2024-03-05"}], via="网络") == []


def test_late_december_of_the_last_known_year_is_certain_with_a_word_of_caution() -> None:
    found = clock(plain([received("2026-12-03")]), on=date(2026, 12, 10))
    assert (found.due, found.state) == (date(2026, 12, 31), "running")
    assert [each.code for each in found.findings] == ["calendar.uncovered"]


def test_the_public_name_is_the_function() -> None:
    assert zwgk.clock is clock


# ------------------------------------------------------------------ more laws of the fold


@given(known_days, events_of_one_matter, st.integers(0, 90))
def test_a_prefix_of_the_record_gives_the_state_of_its_day(
    day: date, drawn: list[tuple[EventKind, int, int]], later: int
) -> None:
    record, on = likely(day, drawn), day + timedelta(later)
    known = tuple(each for each in record.events if each.on is None or each.on <= on)
    before = clock(Application(record.id, known), on=on)
    now = clock(record, on=on)
    assert (before, before.open, before.steps) == (now, now.open, now.steps)
    assert [(each.code, each.message) for each in before.findings] == [
        (each.code, each.message) for each in now.findings
    ]


@given(known_days, events_of_one_matter, st.integers(0, 8), st.integers(0, 60))
def test_an_event_added_and_removed_leaves_no_trace(
    day: date, drawn: list[tuple[EventKind, int, int]], at: int, later: int
) -> None:
    record, on = likely(day, drawn), day + timedelta(61)
    events = list(record.events)
    events.insert(1 + at % len(events), Event(K.WITHDRAWN, day + timedelta(later)))
    longer = Application(record.id, tuple(events))
    kept = tuple(each for each in longer.events if each.event is not K.WITHDRAWN)
    plain_one = tuple(each for each in record.events if each.event is not K.WITHDRAWN)
    assert clock(Application("1", kept), on=on) == clock(Application("1", plain_one), on=on)
    assert clock(longer, on=on).state in ("lapsed", "answered")


@given(known_days, st.integers(0, 20), st.permutations(range(4)))
def test_questions_of_one_day_may_stand_in_any_order(
    day: date, later: int, order: list[int]
) -> None:
    on = day + timedelta(later)
    asked = [
        Event(K.THIRD_PARTY_ASKED, on, party="甲公司", delivered=on + timedelta(3)),
        Event(K.THIRD_PARTY_ASKED, on, party="丙公司", delivered=on),
        Event(K.AGENCY_ASKED, on, party="乙局", delivered=on + timedelta(1)),
        Event(K.EXPLANATION_ASKED, on),
    ]
    usual = clock(made(Event(K.RECEIVED, day), *asked), on=on + timedelta(10))
    other = clock(made(Event(K.RECEIVED, day), *(asked[n] for n in order)), on=on + timedelta(10))
    assert usual == other
    assert {str(each) for each in usual.open} == {str(each) for each in other.open}


@given(known_days, st.integers(0, 28), st.integers(1, 12))
def test_consultations_that_overlap_count_once(day: date, later: int, length: int) -> None:
    asked = day + timedelta(later)
    replied = asked + timedelta(length)
    spells = [
        Event(K.THIRD_PARTY_ASKED, asked, party="甲公司", delivered=asked),
        Event(K.AGENCY_ASKED, asked, party="乙局", delivered=asked),
        Event(K.THIRD_PARTY_REPLIED, replied, party="甲公司"),
        Event(K.AGENCY_REPLIED, replied, party="乙局"),
    ]
    one = made(Event(K.RECEIVED, day), spells[0], spells[2])
    both = made(Event(K.RECEIVED, day), *spells)
    assert clock(both, on=replied).figures == clock(one, on=replied).figures


def test_days_of_one_law_share_its_rules() -> None:
    assert rules_on(date(2019, 5, 15)) is rules_on(date(2026, 1, 5))
    assert rules_on(date(2019, 5, 14)) is not rules_on(date(2019, 5, 15))
    assert rules_on(date(2008, 4, 30)) is None


def test_an_answer_posted_before_a_consultation_takes_nothing_from_the_period() -> None:
    """A day of posting entered too early is a finding; it does not turn the consultation round."""
    asked = {"event": "third_party_asked", "on": "2024-03-08", "party": "甲公司"}
    answer = {"event": "answered", "on": "2024-03-08", "delivery": "邮寄", "posted": "2024-03-06"}
    found = clock(plain([received(), asked, answer]))
    assert found.due == clock(plain([received(), answer])).due == date(2024, 4, 1)
    assert (found.used, found.remaining) == (2, 18)


def test_telling_an_extension_is_not_late_while_a_consultation_has_no_known_end() -> None:
    """Whoever has not got the question yet, nor answered, keeps the original period open."""
    asked = {"event": "third_party_asked", "on": "2024-03-29", "party": "甲公司"}
    extended = {"event": "extended", "on": "2024-04-01", "notified": "2024-04-09"}
    extended["approved_by"] = "负责人"
    assert codes([received(), asked, extended]) == ["clock.delivered-missing"]
    assert codes([received(), extended]) == ["clock.extension-late"]
    known = {**asked, "delivered": "2024-03-29"}
    reply = {"event": "third_party_replied", "on": "2024-04-02", "party": "甲公司"}
    assert codes([received(), known, extended, reply]) == ["clock.extension-late"]


def test_a_correction_asked_after_a_payment_is_counted_from_the_receipt() -> None:
    """Art. 30 counts from the receipt of the application; a correction is a receipt, a payment is none."""
    noticed = {"event": "fee_noticed", "on": "2024-03-06", "delivered": "2024-03-06"}
    paid = {"event": "fee_paid", "on": "2024-03-08"}
    asked = {"event": "correction_asked", "reply_by": "2024-04-08"}
    in_time, late = asked | {"on": "2024-03-13"}, asked | {"on": "2024-03-14"}
    assert codes([received(), noticed, paid, in_time]) == []
    assert codes([received(), noticed, paid, late]) == ["clock.correction-late"]
