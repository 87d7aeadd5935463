"""The history of decisions: any past day can be seen again, and what is appended never changes it."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zwgk
from zwgk.adjust.history import Entry, History
from zwgk.errors import ShapeError, ZwgkError
from zwgk.model import Action, Decision, Information, Proposal, Rule
from zwgk.terms import Attribute

START, DAY = date(2025, 1, 2), date(2025, 6, 3)
INDEX = "BS-MZ-2024-00001"
RECORD = {
    "type": "information",
    "index": INDEX,
    "title": "值班安排",
    "publisher": "白石县民政局",
    "created": "2024-01-10",
    "attribute": "不予公开",
}
FIRST = History([RECORD], since=START)


def only(history: History, on: date = DAY, **more: Any) -> Proposal:
    (found,) = history.review(on=on, **more)
    return found


def test_a_history_begins_with_its_records() -> None:
    assert FIRST.at(START) == (Information.from_dict(RECORD),)
    assert [each.on for each in FIRST.versions] == [START]
    assert FIRST.decisions == ()
    with pytest.raises(ZwgkError, match="begins on 2025-01-02, not before 2025-01-01"):
        FIRST.at(START - timedelta(1))


def test_a_decision_makes_a_new_history_and_a_new_version() -> None:
    proposal = only(FIRST)
    decision = Decision(
        proposal, accepted=True, by="办公室", reason="已审查", attribute=Attribute.ON_REQUEST
    )
    later = FIRST.decide([decision], on=DAY)
    assert later.at(DAY - timedelta(1)) == FIRST.at(START)
    (now,) = later.at(DAY)
    assert isinstance(now, Information)
    assert (now.attribute, now.reviewed) == (Attribute.ON_REQUEST, DAY)
    assert [each.on for each in later.versions] == [START, DAY]
    assert [(each.by, each.reason, each.on) for each in later.decisions] == [
        ("办公室", "已审查", DAY)
    ]
    assert later.versions[1].decisions == later.decisions
    assert FIRST.entries == ()
    assert later.review(on=DAY) == ()


def test_what_was_refused_is_left_out_while_its_cause_is_the_same() -> None:
    proposal = only(FIRST)
    refused = FIRST.decide([Decision(proposal, accepted=False, reason="仍属内部事务")], on=DAY)
    assert refused.at(DAY) == FIRST.at(START)
    assert refused.review(on=DAY) == ()
    assert refused.review(on=date(2026, 1, 9)) == ()
    assert "已到期2次" in only(refused, on=date(2026, 1, 10)).reason
    assert only(refused, on=DAY - timedelta(1)) == proposal


def test_a_further_applicant_is_a_new_cause() -> None:
    news = [
        {"signal": "application", "information": INDEX, "applicant": name, "on": f"2025-03-0{n}"}
        for n, name in enumerate("甲乙丙", 1)
    ]
    begin = History([RECORD | {"attribute": "依申请公开"}], since=START)
    refused = begin.decide([Decision(only(begin, signals=news[:2]), accepted=False)], on=DAY)
    assert refused.review(on=DAY, signals=news[:2]) == ()
    assert "有3名申请人" in only(refused, signals=news).reason


def test_accepted_proposals_do_not_silence_later_ones() -> None:
    later = FIRST.decide([only(FIRST)], on=DAY)
    assert later.review(on=date(2026, 6, 2)) == ()
    assert only(later, on=date(2026, 6, 3)).rule is Rule.YEARLY_ASSESSMENT


def test_wrong_days_and_unknown_subjects_are_refused() -> None:
    later = FIRST.decide([], on=DAY)
    with pytest.raises(ZwgkError, match="in the order of their days"):
        later.decide([], on=DAY - timedelta(1))
    with pytest.raises(ZwgkError, match="in the order of their days"):
        FIRST.decide([], on=START - timedelta(1))
    assert len(later.decide([], on=DAY).versions) == 3
    with pytest.raises(ZwgkError, match="no record is the subject"):
        FIRST.decide([Proposal(Rule.VOID, "别的", Action.RETIRE, "失效")], on=DAY)
    with pytest.raises(ZwgkError, match="wants a day"):
        FIRST.at("2025-06-03")  # type: ignore[arg-type]
    with pytest.raises(ShapeError):
        History([{"type": "information"}], since=START)


def test_the_pack_counts_for_a_history_too() -> None:
    begin = History([RECORD | {"attribute": "依申请公开"}], since=START)
    news = [{"signal": "application", "information": INDEX, "applicant": "甲", "on": "2025-03-01"}]
    assert begin.review(on=DAY, signals=news, pack="weidu") == ()


def test_a_history_travels_as_json() -> None:
    later = FIRST.decide([Decision(only(FIRST), accepted=False, by="办公室")], on=DAY)
    told = later.to_dict()
    assert list(told) == ["schema", "type", "since", "entries", "records"]
    assert (told["schema"], told["type"]) == ("zwgk/history/1", "history")
    assert History.from_dict(json.loads(json.dumps(told))) == later
    with pytest.raises(ShapeError):
        History.from_dict(told | {"entries": [{"on": "x"}]})
    with pytest.raises(ShapeError):
        History.from_dict(told | {"more": 1})
    with pytest.raises(ShapeError):
        History.from_dict({"records": []})
    assert History.from_dict({"type": "history", "since": "2025-01-02"}).at(START) == ()


def test_entries_are_told_with_their_decisions() -> None:
    entry = Entry(DAY, (Decision(only(FIRST), accepted=True),))
    assert Entry.from_dict(entry.to_dict()) == entry


days = st.integers(0, 400).map(lambda n: START + timedelta(n))


@given(st.lists(st.tuples(days, st.booleans()), max_size=5), days)
def test_appending_never_changes_the_past(told: list[tuple[date, bool]], asked: date) -> None:
    history = FIRST
    for day, accepted in sorted(told):
        before = history
        found = history.review(on=day)
        history = before.decide([Decision(each, accepted=accepted) for each in found], on=day)
        if asked < day:
            assert history.at(asked) == before.at(asked)
            assert history.review(on=asked) == before.review(on=asked)
        assert history.versions[: len(before.versions)] == before.versions
        assert history.review(on=day) == ()
    assert History.from_dict(history.to_dict()) == history


@given(st.lists(days, max_size=4))
def test_deciding_step_by_step_is_applying_step_by_step(told: list[date]) -> None:
    history, records = FIRST, FIRST.first
    for day in sorted(told):
        found = zwgk.review(records, on=day)
        records = zwgk.apply(records, found, on=day)
        history = history.decide(found, on=day)
    assert history.at(date.max) == records
