"""Ranks of days beyond the calendar: counted one by one, and there and back again."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwgk import _data
from zwgk.clock.tables import Bounds, bounds, exact, wide
from zwgk.workdays import WorkCalendar, china

FIRST, LAST = date(2024, 1, 3), date(2024, 3, 15)
BEYOND = Bounds(None, None, certain=False, assumes=("已超出可以推定的年份",))


def short() -> WorkCalendar:
    """Make a calendar of some weeks with two days off and a Saturday worked, and no notices."""
    return WorkCalendar.of(
        FIRST,
        LAST,
        days_off=[date(2024, 1, 4), date(2024, 1, 8)],
        working_weekends=[date(2024, 1, 6)],
    )


def weekdays(after: date, until: date) -> int:
    """Count Monday to Friday one by one."""
    days = (after + timedelta(n) for n in range(1, (until - after).days + 1))
    return sum(day.weekday() < 5 for day in days)


@pytest.mark.parametrize("make", [short, china])
def test_inside_the_calendar_the_wide_tables_say_what_its_own_say(make: object) -> None:
    calendar = make()  # type: ignore[operator]
    own, broad = exact(calendar), wide(calendar)
    step = max(1, (calendar.last - calendar.first).days // 150)
    for n in range(0, (calendar.last - calendar.first).days + 1, step):
        day = calendar.first + timedelta(n)
        assert broad.rank[day] == own.rank[day]
    for rank in (1, 2, own.rank[calendar.last] // 2, own.rank[calendar.last]):
        assert broad.days[rank] == own.days[rank]
    assert exact(calendar) is own
    assert broad.edge == own.edge


def test_without_notices_bare_weekdays_count_on_both_sides() -> None:
    rank, days, _ = wide(short())
    base = rank[FIRST]
    for n in range(40):
        later, earlier = LAST + timedelta(n), FIRST - timedelta(n)
        assert rank[later] - rank[LAST] == weekdays(LAST, later)
        assert base - rank[earlier] == weekdays(earlier, FIRST)
        if n and later.weekday() < 5:
            assert days[rank[later]] == later
        if n and earlier.weekday() < 5:
            assert days[rank[earlier]] == earlier


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_the_day_of_a_rank_is_the_last_working_day_not_after(day: date) -> None:
    rank, days, _ = wide(short())
    found = days[rank[day]]
    assert found <= day
    assert rank[found] == rank[day]
    assert (day - found).days <= 2 or FIRST <= day <= LAST
    if not FIRST - timedelta(3) <= day <= LAST:
        assert found.weekday() < 5


@given(st.dates(date(2027, 1, 1), date(2140, 12, 31)))
def test_beyond_the_notices_days_and_ranks_agree(day: date) -> None:
    rank, days, _ = wide(china())
    found = days[rank[day]]
    assert found <= day
    assert rank[found] == rank[day]
    assert days[rank[day] + 1] > day


def test_the_years_to_come_have_their_holidays_and_after_those_there_are_weekdays() -> None:
    rank, days, _ = wide(china())
    assert rank[date(2027, 1, 1)] == rank[date(2026, 12, 31)]
    assert rank[date(2030, 10, 3)] == rank[date(2030, 9, 30)]
    assert days[rank[date(2030, 9, 30)] + 1] == date(2030, 10, 8)
    far = date(2120, 9, 30)
    assert rank[far + timedelta(7)] - rank[far] == 5
    assert days[rank[far] + 1] == far + timedelta(1)


def test_before_the_first_and_after_the_last_day_there_are_no_others() -> None:
    rank, days, _ = wide(short())
    assert days[rank[date(1, 1, 1)]] == days[rank[date(1, 1, 1)] - 1] == date(1, 1, 1)
    assert days[-(10**7)] == date(1, 1, 1)
    assert days[rank[date(1, 1, 1)] + 1] == date(1, 1, 2)
    assert days[10**7] == date(9999, 12, 31)
    assert days[rank[date(9999, 12, 31)]] == date(9999, 12, 31)


def test_late_december_may_still_be_moved_where_there_are_notices() -> None:
    before = _data.load("outlook")["makeup"]["before"]
    assert exact(china()).edge == china().last - timedelta(before)
    assert exact(short()).edge == LAST


def test_the_bounds_of_a_known_day_are_the_day() -> None:
    day = china().add(date(2024, 3, 4), 3)
    assert bounds(china(), date(2024, 3, 4), 3) == Bounds(day, day, certain=True, assumes=())
    found = bounds(china(), date(2026, 12, 18), 20)
    assert (found.earliest, found.latest, found.certain) == (
        date(2027, 1, 18),
        date(2027, 1, 18),
        False,
    )
    assert found.assumes[0].startswith("2027年的放假安排尚未公布")


@pytest.mark.parametrize("start", [date(2200, 1, 4), date(9999, 12, 30)])
def test_beyond_what_can_be_expected_nothing_is_known(start: date) -> None:
    assert bounds(china(), start, 3) == BEYOND
    assert bounds(short(), start, 3) == BEYOND
