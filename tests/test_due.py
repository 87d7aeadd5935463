"""When a written time limit falls due."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zwgk
from zwgk.model import Clause, TimeLimit
from zwgk.terms import ClauseKind, Unit

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
