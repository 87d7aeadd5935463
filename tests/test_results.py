"""What is computed, against its published schema: every clock, deadline, report, fee and reply is accepted; a spoiled one is not."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

import zwgk
from strategies import any_json
from zwgk.clock import Clock, clock
from zwgk.deadline import Deadline, deadline
from zwgk.fee import Fee, by_page, by_piece
from zwgk.law import facts
from zwgk.model import Application, Ledger, Result
from zwgk.model.application import EVENT_KEYS, EventKind
from zwgk.outcomes import Reply, kinds, reply
from zwgk.published import CLASSES, published
from zwgk.report import Report, Unread
from zwgk.terms import Unit

SCHEMAS = published()
NAMES: Mapping[type[Result], str] = {
    cls: cls.__name__.lower() for cls in (Clock, Deadline, Fee, Reply, Report)
}
DAYS = st.dates(date(2019, 6, 1), date(2027, 6, 1))
PARTIES = st.sampled_from(["青禾厂", "云上公司", None])


def validator(name: str) -> Draft202012Validator:
    whole = SCHEMAS[f"{name}.schema.json"]
    return Draft202012Validator(whole, format_checker=FormatChecker(["date"]))


VALIDATORS = {name: validator(name) for name in (*NAMES.values(), "ledger")}


def accepted(found: Result) -> None:
    """Accept the result as JSON carries it, and no other than what its class declares."""
    told = json.loads(json.dumps(found.to_dict()))
    VALIDATORS[NAMES[type(found)]].validate(told)
    free = {key for key, declared in found.KEYS.items() if "optional" in declared}
    assert told.keys() - free == {"schema", *found.KEYS} - free


def refused(found: Result, key: str, value: Any) -> None:
    spoiled = found.to_dict() | {key: value}
    assert not VALIDATORS[NAMES[type(found)]].is_valid(spoiled), (key, value)


@st.composite
def applications(draw: st.DrawFn) -> Application:
    start = draw(DAYS)
    events: list[dict[str, Any]] = [{"event": "received", "on": start.isoformat()}]
    for kind in draw(st.lists(st.sampled_from([*EventKind][1:]), max_size=5)):
        day = (start + timedelta(draw(st.integers(0, 60)))).isoformat()
        more = {"party": draw(PARTIES), "delivered": draw(st.none() | st.just(day))}
        keys = EVENT_KEYS[kind]
        known = {key: value for key, value in more.items() if key in keys}
        events.append({"event": kind.value, "on": day, **known})
    return Application.from_dict({"type": "application", "id": "1", "events": events})


@given(applications(), st.integers(0, 90))
def test_every_clock_is_accepted_by_its_schema(one: Application, days: int) -> None:
    start = one.events[0].on
    assert start is not None
    accepted(clock(one, on=start + timedelta(days)))


@given(st.sampled_from(sorted(facts())), DAYS)
def test_every_deadline_is_accepted_by_its_schema(name: str, day: date) -> None:
    rule = facts()[name]
    if not rule.known(day):
        return
    hours = rule.on(day).unit is Unit.HOUR
    start = datetime(day.year, day.month, day.day, 17, tzinfo=UTC) if hours else day
    accepted(deadline(name, start, provisional=True))


@given(any_json)
def test_every_report_is_accepted_by_its_schema(data: Any) -> None:
    subject = data if isinstance(data, (dict, list)) else [data]
    accepted(zwgk.validate(subject))


def test_a_report_on_files_that_were_not_read_is_accepted_too() -> None:
    accepted(Report(context={"unread": (Unread("坏.xlsx", "/0", "打不开"),)}))
    refused(Report(), "unread", [{"file": "坏.xlsx"}])


@given(st.integers(0, 200))
def test_every_fee_is_accepted_by_its_schema(count: int) -> None:
    accepted(by_page(count, on=date(2026, 3, 2)))
    accepted(by_piece(count, on=date(2026, 3, 2)))


@given(applications(), st.sampled_from(sorted(kinds())), st.integers(0, 60))
def test_every_reply_is_accepted_by_its_schema(one: Application, kind: str, days: int) -> None:
    accepted(reply(one, kind, on=date(2021, 1, 1) + timedelta(days)))


ONE = clock(
    {"type": "application", "id": "1", "events": [{"event": "received", "on": "2026-03-02"}]}
)
WHOLE: tuple[Result, ...] = (
    ONE,
    deadline("request.answer", date(2026, 3, 2)),
    zwgk.validate({"type": "catalog-item", "path": ["许可"]}),
    by_page(120, on=date(2026, 3, 2)),
    reply(Application("1", ()), "granted", on=date(2026, 3, 2)),
)


@pytest.mark.parametrize("found", WHOLE, ids=lambda each: type(each).__name__)
def test_a_result_without_one_of_its_keys_or_with_another_kind_of_value_is_refused(
    found: Result,
) -> None:
    checked = VALIDATORS[NAMES[type(found)]]
    for key in ("schema", *found.KEYS):
        if "optional" in found.KEYS.get(key, {}):
            continue
        less = {name: value for name, value in found.to_dict().items() if name != key}
        assert not checked.is_valid(less), key
        refused(found, key, {"no": "such value"} if key != "counts" else [])


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("state", "sleeping"),
        ("due", "2026-02-30"),
        ("due", "20260302"),
        ("used", -1),
        ("remaining", 1.5),
        ("certain", None),
        ("open", [{"period": "request.answer"}]),
        ("steps", [{"on": "2026-03-02", "what": 5, "basis": None, "working_days": None}]),
    ],
)
def test_a_clock_with_a_wrong_value_is_refused(key: str, value: Any) -> None:
    refused(ONE, key, value)


def test_counts_are_those_of_the_three_severities() -> None:
    refused(Report(), "counts", {"error": 0, "warning": 0})
    refused(Report(), "counts", {"error": 0, "warning": 0, "info": 0, "hint": 0})
    refused(Report(), "counts", {"error": -1, "warning": 0, "info": 0})


def test_every_key_of_a_result_has_a_chinese_title_and_a_schema_of_its_own() -> None:
    for cls in NAMES:
        assert cls in CLASSES
        properties = SCHEMAS[f"{NAMES[cls]}.schema.json"]["properties"]
        for key, declared in cls.KEYS.items():
            assert properties[key]["title"] == declared["title"]
            assert len(properties[key]) > 1


# ---------------------------------------------------------------- the ledger


@given(st.lists(applications(), max_size=3))
def test_every_ledger_is_accepted_by_its_schema(listed: list[Application]) -> None:
    VALIDATORS["ledger"].validate([each.to_dict() for each in Ledger(tuple(listed))])


def test_a_ledger_keeps_the_place_of_a_day_that_could_not_be_read_and_an_application_does_not() -> (
    None
):
    one = Application("1", (None,)).to_dict()  # type: ignore[arg-type]
    assert VALIDATORS["ledger"].is_valid([one])
    assert not validator("application").is_valid(one)
    assert not VALIDATORS["ledger"].is_valid([one | {"id": 7}])
    assert not VALIDATORS["ledger"].is_valid(one)
