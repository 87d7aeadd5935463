"""Bare periods: units, month ends, rolling, and agreement with an independent library."""

import copy
import pickle
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from zwgk.errors import BeyondNotices, ZwgkError
from zwgk.workdays import Period, WorkCalendar, china

CHINA = china()
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("amount", "unit", "start", "end"),
    [
        (20, "working_day", date(2026, 2, 13), date(2026, 3, 19)),
        (-1, "working_day", date(2026, 2, 24), date(2026, 2, 14)),
        (0, "working_day", date(2026, 2, 15), date(2026, 2, 15)),
        (60, "day", date(2024, 12, 3), date(2025, 2, 1)),
        (-7, "day", date(2025, 1, 3), date(2024, 12, 27)),
        (2, "week", date(2025, 1, 1), date(2025, 1, 15)),
        (6, "month", date(2024, 8, 31), date(2025, 2, 28)),
        (-1, "month", date(2025, 1, 15), date(2024, 12, 15)),
        (1, "year", date(2024, 2, 29), date(2025, 2, 28)),
        (25, "year", date(2000, 12, 31), date(2025, 12, 31)),
        (0, "month", date(2025, 1, 31), date(2025, 1, 31)),
    ],
)
def test_each_unit(amount: int, unit: str, start: date, end: date) -> None:
    assert Period(amount, unit).after(start, CHINA) == end


def test_hours_run_on_through_nights_and_holidays_at_plus_eight() -> None:
    start = datetime(2026, 2, 15, 22, 30, tzinfo=timezone(timedelta(hours=8)))
    assert Period(5, "hour").after(start).isoformat() == "2026-02-16T03:30:00+08:00"
    assert (
        Period(24, "hour").after(start.astimezone(UTC)).isoformat() == "2026-02-16T22:30:00+08:00"
    )
    assert Period(-48, "hour").after(start).isoformat() == "2026-02-13T22:30:00+08:00"
    with pytest.raises(ZwgkError, match="hours run from an aware datetime"):
        Period(5, "hour").after(date(2026, 2, 15))
    with pytest.raises(ZwgkError, match="has no time zone"):
        Period(5, "hour").after(datetime(2026, 2, 15, 22))


def test_a_moment_is_taken_as_its_day_in_china() -> None:
    night = datetime(2026, 9, 30, 17, tzinfo=UTC)
    assert Period(1, "day").after(night) == date(2026, 10, 2)
    with pytest.raises(ZwgkError, match="has no time zone"):
        Period(1, "day").after(datetime(2026, 9, 30, 17))


@pytest.mark.parametrize(
    ("roll", "start", "end"),
    [
        ("none", date(2025, 1, 29), date(2025, 1, 31)),
        ("end", date(2025, 1, 29), date(2025, 2, 5)),
        ("back", date(2025, 1, 29), date(2025, 1, 27)),
        ("start", date(2025, 1, 29), date(2025, 2, 7)),
        ("both", date(2025, 1, 29), date(2025, 2, 7)),
        ("both", date(2025, 1, 30), date(2025, 2, 7)),
        ("both", date(2025, 2, 7), date(2025, 2, 10)),
        ("end", date(2025, 2, 6), date(2025, 2, 8)),
    ],
)
def test_rolling_happens_at_the_named_ends_only(roll: str, start: date, end: date) -> None:
    assert Period(2, "day", roll=roll).after(start, CHINA) == end


@pytest.mark.parametrize(
    ("month_end", "end"), [("clip", date(2025, 2, 28)), ("up", date(2025, 3, 1)), ("refuse", None)]
)
def test_a_missing_day_of_the_month(month_end: str, end: date | None) -> None:
    period = Period(1, "month", month_end=month_end)
    if end is not None:
        assert period.after(date(2025, 1, 31)) == end
    else:
        with pytest.raises(ZwgkError, match="after 2025-01-31 does not exist"):
            period.after(date(2025, 1, 31))
    assert period.after(date(2025, 1, 28)) == date(2025, 2, 28)
    assert Period(1, "year", month_end="up").after(date(2024, 2, 29)) == date(2025, 3, 1)
    assert Period(-1, "month", month_end=month_end).after(date(2025, 3, 28)) == date(2025, 2, 28)


@given(DAYS, st.integers(-600, 600))
def test_months_and_years_agree_with_dateutil(day: date, amount: int) -> None:
    assert Period(amount, "month").after(day) == day + relativedelta(months=amount)
    assert Period(amount % 50, "year").after(day) == day + relativedelta(years=amount % 50)


@given(DAYS, st.integers(0, 300))
def test_a_month_end_up_is_a_clipped_one_or_the_day_after(day: date, amount: int) -> None:
    clipped, up = (Period(amount, "month", month_end=rule).after(day) for rule in ("clip", "up"))
    assert up == clipped if clipped.day == day.day else up == clipped + timedelta(1)


@given(
    st.dates(date(2005, 1, 1), date(2025, 1, 1)),
    st.integers(0, 400),
    st.sampled_from(["day", "week", "month"]),
)
def test_a_rolled_end_is_the_first_working_day_from_the_plain_end(
    day: date, amount: int, unit: str
) -> None:
    amount = amount if unit == "day" else amount // 30
    plain = Period(amount, unit).after(day)
    assert Period(amount, unit, roll="end").after(day, CHINA) == CHINA.roll(plain)
    assert Period(amount, unit, roll="back").after(day, CHINA) == CHINA.roll(plain, forward=False)


def test_any_calendar_will_do() -> None:
    other = WorkCalendar.of(date(2024, 1, 1), date(2024, 12, 31), weekend=(4, 5))
    assert Period(1, "working_day").after(date(2024, 1, 4), other) == date(2024, 1, 7)
    with pytest.raises(BeyondNotices):
        Period(1, "working_day").after(date(2025, 1, 4), other)


@pytest.mark.parametrize(
    "period",
    [
        Period(1, "working_day"),
        *(Period(1, "day", roll=roll) for roll in ("end", "back", "start", "both")),
    ],
)
def test_a_calendar_is_asked_for_when_one_is_needed(period: Period) -> None:
    with pytest.raises(ZwgkError, match=r"Period\(1, .* needs a calendar"):
        period.after(date(2025, 1, 1))


@pytest.mark.parametrize(
    ("amount", "unit", "options", "why"),
    [
        (1.5, "day", {}, "amount is a whole number, not 1.5"),
        (True, "day", {}, "amount is a whole number"),
        ("1", "day", {}, "amount is a whole number"),
        (
            1,
            "fortnight",
            {},
            "unit is hour or one of day, week, working_day, month, year, not 'fortnight'",
        ),
        (1, "day", {"roll": "forward"}, "roll is one of .* not 'forward'"),
        (1, "month", {"month_end": "error"}, "roll is one of .* and month_end one of .* 'error'"),
        (1, "hour", {"roll": "end"}, "hours do not roll$"),
    ],
)
def test_a_period_that_makes_no_sense_is_refused(
    amount: Any, unit: str, options: dict[str, str], why: str
) -> None:
    with pytest.raises(ZwgkError, match=f"^no such period: {why}"):
        Period(amount, unit, **options)


@pytest.mark.parametrize(
    ("amount", "unit", "day"),
    [
        (1, "day", date.max),
        (-1, "week", date.min),
        (10**9, "day", date(2025, 1, 1)),
        (10**12, "day", date(2025, 1, 1)),
        (1, "month", date.max),
        (-1, "year", date(1, 6, 1)),
        (8000, "year", date(2025, 1, 1)),
    ],
)
def test_ends_beyond_all_dates_are_refused(amount: int, unit: str, day: date) -> None:
    with pytest.raises(ZwgkError, match="does not exist"):
        Period(amount, unit).after(day)
    with pytest.raises(ZwgkError, match="does not exist"):
        Period(1, "month", month_end="up").after(date(9999, 12, 31))


def test_the_last_month_and_the_first_are_within_reach() -> None:
    assert Period(1, "month").after(date(9999, 11, 30)) == date(9999, 12, 30)
    assert Period(-1, "month").after(date(1, 2, 28)) == date(1, 1, 28)


def test_hours_beyond_all_dates_are_refused() -> None:
    with pytest.raises(
        ZwgkError, match=r"^Period\(1000000000, 'hour', .* after 2025-01-01 .* does"
    ):
        Period(10**9, "hour").after(datetime(2025, 1, 1, tzinfo=UTC))


def test_periods_are_values() -> None:
    period = Period(6, "month", roll="end", month_end="up")
    assert repr(period) == "Period(6, 'month', roll='end', month_end='up')"
    assert (
        period == Period(6, "month", roll="end", month_end="up") != Period(6, "month", roll="end")
    )
    assert len({period, copy.deepcopy(period), pickle.loads(pickle.dumps(period))}) == 1  # noqa: S301 - our own
    assert period != 6
    assert hash(period) != hash(Period(6, "month", roll="end"))
    with pytest.raises(AttributeError, match="a period is immutable: amount cannot be set"):
        period.amount = 7
