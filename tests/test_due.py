"""When a written time limit falls due."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zwgk
from zwgk.model import Clause, TimeLimit
from zwgk.terms import ClauseKind, Unit
from zwgk.workdays import china

START = date(2026, 2, 11)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("自作出决定之日起7个工作日内", date(2026, 2, 27)),
        ("信息形成之日起一个月内", date(2026, 3, 11)),
        ("财政部门批复后20日内", date(2026, 3, 3)),
        ("两周内", date(2026, 2, 25)),
        ("会议召开前3个工作日", date(2026, 2, 6)),
        ("公示期不少于7个工作日", date(2026, 2, 27)),
        ("每年1月31日前", date(2027, 1, 31)),
        ("每月5日前", date(2026, 3, 5)),
        ("2026年12月31日前", date(2026, 12, 31)),
        ("20个工作日内，公示7个工作日", date(2026, 3, 17)),
        ("5个工作日内；每年3月1日前", date(2026, 2, 25)),
    ],
)
def test_a_dated_clause_gives_a_day(text: str, due: date) -> None:
    found = zwgk.parse_time_limit(text).due(START)
    assert found.due == due
    assert found.reason is None
    assert found.to_dict()["due"] == due.isoformat()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("及时公开", "“及时”没有天数"),
        ("长期公开", "没有截止日"),
        ("同上", "补全"),
        ("每年公开", "周期"),
        ("按规定时限公开", "按规定"),
        ("24小时内", "时刻"),
        ("由办公室负责", "读不出"),
        ("", "没有写明时限"),
    ],
)
def test_what_has_no_day_says_why(text: str, why: str) -> None:
    found = zwgk.parse_time_limit(text).due(START)
    assert found.due is None
    assert why in (found.reason or "")


def test_hours_want_a_moment() -> None:
    moment = datetime(2026, 2, 11, 9, tzinfo=UTC)
    found = zwgk.parse_time_limit("24小时内").due(moment)
    assert found.due == datetime(2026, 2, 12, 9, tzinfo=UTC)


def test_beyond_the_last_notice_it_is_refused() -> None:
    with pytest.raises(zwgk.BeyondNotices):
        zwgk.parse_time_limit("20个工作日内").due(date(2026, 12, 20))


@pytest.mark.parametrize(
    ("day", "pattern", "due"),
    [
        (date(2026, 2, 1), "---31", date(2026, 2, 28)),
        (date(2025, 3, 1), "--02-29", date(2026, 2, 28)),
    ],
)
def test_a_day_the_month_lacks_is_its_last(day: date, pattern: str, due: date) -> None:
    limit = TimeLimit("x", (Clause(ClauseKind.BY_DATE, dates=(pattern,)),))
    assert limit.due(day).due == due


@given(st.integers(0, 10**15), st.sampled_from([Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR]))
def test_no_amount_raises(amount: int, unit: Unit) -> None:
    found = TimeLimit("x", (Clause(ClauseKind.WITHIN, amount=amount, unit=unit),)).due(START)
    assert (found.due is None) == bool(found.reason)


def test_the_result_as_a_dictionary_has_every_key() -> None:
    found = zwgk.parse_time_limit("20个工作日内；及时公开").due(START)
    told = found.to_dict()
    assert [each["clause"]["kind"] for each in told.pop("clauses")] == ["within", "prompt"]
    assert told == {
        "start": "2026-02-11",
        "due": "2026-03-17",
        "certain": True,
        "reason": None,
        "calendar": china().edition,
    }
    first, second = (each.to_dict() for each in found.clauses)
    assert (first["due"], first["reason"]) == ("2026-03-17", None)
    assert (second["due"], second["reason"]) == (None, "“及时”没有天数")
    assert set(first) == {"clause", "due", "reason"}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "没有写明时限"),
        ("及时公开；长期公开", "“及时”没有天数；长期公开，没有截止日"),
        ("24小时内", "以小时计的时限要有发生的时刻"),
    ],
)
def test_the_reasons_of_all_clauses_are_told(text: str, why: str) -> None:
    found = zwgk.parse_time_limit(text).due(START)
    assert (found.reason, found.certain) == (why, True)
    assert [each.clause.kind for each in found.clauses] == [
        each.kind for each in zwgk.parse_time_limit(text).clauses
    ]


def test_a_day_no_calendar_has_is_told_clause_by_clause() -> None:
    limit = TimeLimit("", (Clause(ClauseKind.WITHIN, amount=10_000, unit=Unit.YEAR),))
    (only,) = limit.due(START).clauses
    assert (only.clause, only.due, only.reason) == (
        limit.clauses[0],
        None,
        "日期超出可以计算的范围",
    )


@pytest.mark.parametrize(
    ("text", "last", "certain"),
    [
        ("2026年12月31日前", date(2026, 12, 31), True),
        ("2027年1月1日前", date(2027, 1, 1), False),
    ],
)
def test_only_up_to_the_last_certain_day_a_limit_is_certain(
    text: str, last: date, *, certain: bool
) -> None:
    found = zwgk.parse_time_limit(text).due(START)
    assert (found.due, found.certain) == (last, certain)


@pytest.mark.parametrize(
    ("pattern", "day", "due"),
    [
        ("---05", date(2026, 3, 5), date(2026, 3, 5)),
        ("---05", date(2026, 3, 6), date(2026, 4, 5)),
        ("--03-05", date(2026, 3, 5), date(2026, 3, 5)),
        ("--03-05", date(2026, 3, 6), date(2027, 3, 5)),
        ("--02-29", date(2026, 3, 1), date(2027, 2, 28)),
        ("---31", date(2026, 1, 31), date(2026, 1, 31)),
        ("---01", date(2026, 1, 31), date(2026, 2, 1)),
    ],
)
def test_a_recurring_day_that_is_today_is_today(pattern: str, day: date, due: date) -> None:
    limit = TimeLimit("", (Clause(ClauseKind.BY_DATE, dates=(pattern,)),))
    assert limit.due(day).due == due


def test_hours_before_an_event_want_its_moment_too() -> None:
    moment = datetime(2026, 2, 11, 9, tzinfo=UTC)
    limit = TimeLimit("", (Clause(ClauseKind.BEFORE, amount=24, unit=Unit.HOUR),))
    assert limit.due(moment).to_dict()["due"] == "2026-02-10T17:00:00+08:00"


def test_days_and_moments_are_compared_by_their_day() -> None:
    moment = datetime(2026, 2, 11, 9, tzinfo=UTC)
    hours = Clause(ClauseKind.WITHIN, amount=48, unit=Unit.HOUR)
    days = Clause(ClauseKind.WITHIN, amount=1, unit=Unit.DAY)
    assert TimeLimit("", (hours, days)).due(moment).due == date(2026, 2, 12)
    assert TimeLimit("", (days, hours)).due(moment).due == date(2026, 2, 12)


def test_the_day_may_be_given_as_text() -> None:
    limit = zwgk.parse_time_limit("5个工作日内")
    assert limit.due("2026-02-11").to_dict() == limit.due(date(2026, 2, 11)).to_dict()
    hours = TimeLimit("", (Clause(ClauseKind.WITHIN, amount=24, unit=Unit.HOUR),))
    assert hours.due("2026-02-11T09:00+08:00").due.day == 12
    with pytest.raises(zwgk.ZwgkError, match="start= wants an ISO day"):
        limit.due("2026-02-30")
