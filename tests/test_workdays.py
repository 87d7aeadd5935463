"""The calendar core: every day against the notices, exact edges, arithmetic, immutability, speed of the path."""

import copy
import pickle
import re
import tomllib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwgk.errors import BeyondNotices, ZwgkError
from zwgk.workdays import Day, Period, WorkCalendar, china, day_in_china
from zwgk.workdays.days import is_weekend
from zwgk.workdays.plan import per_count

CHINA = china()
ONE = timedelta(1)
CASES = tomllib.loads(
    Path(__file__).with_name("cases").joinpath("workdays.toml").read_text("utf-8")
)["case"]
INNER = st.dates(date(2005, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_cases_that_a_lawyer_can_read(case: dict[str, Any]) -> None:
    calendar = CHINA.known_on(case["known_on"]) if "known_on" in case else CHINA
    assert case["basis"]
    if case["kind"] == "working":
        assert calendar.add(case["start"], case["n"]) == case["due"]
        assert calendar.count(case["start"], case["due"]) == case["n"]
    elif case["kind"] == "count":
        assert calendar.count(case["start"], case["end"]) == case["n"]
    elif case["kind"] == "before":
        assert calendar.roll(case["start"], forward=False) == case["due"]
    else:
        period = Period(case["amount"], case["unit"], roll=case["roll"])
        assert period.after(case["start"], calendar) == case["due"]


# -- every day -------------------------------------------------------------------------------------------------


def naive_days() -> dict[date, bool]:
    """Read the data files in the plainest way there is."""
    days = {}
    day = date(2004, 1, 1)
    while day <= date(2026, 12, 31):
        days[day] = day.weekday() < 5
        day += ONE
    folder = Path(__file__).parents[1] / "src/zwgk/data/notices"
    notices = [
        each
        for path in folder.glob("*.toml")
        for each in tomllib.loads(path.read_text("utf-8"))["notice"]
    ]
    for notice in sorted(notices, key=lambda each: each["published"]):
        for span in notice["off"]:
            day = span["first"]
            while day <= span["last"]:
                days[day] = False
                day += ONE
            days.update(dict.fromkeys(span.get("worked", ()), True))
    return days


NAIVE = naive_days()


def test_no_day_of_2004_to_2026_is_wrong_against_the_notices() -> None:
    assert len(NAIVE) == 8401
    assert [day for day in NAIVE if CHINA.is_workday(day) != NAIVE[day]] == []


def test_an_independent_library_agrees_on_every_day() -> None:
    holidays = pytest.importorskip("holidays")
    table = holidays.country_holidays("CN", years=range(2004, 2027))
    assert [day for day in NAIVE if table.is_working_day(day) != CHINA.is_workday(day)] == []


def test_chinesecalendar_agrees_on_every_day_but_one() -> None:
    chinese_calendar = pytest.importorskip("chinese_calendar")
    differing = [day for day in NAIVE if chinese_calendar.is_workday(day) != CHINA.is_workday(day)]
    assert differing == [date(2005, 12, 31)]


def test_the_working_days_of_each_year_are_those_published() -> None:
    counted = {
        2019: 250,
        2020: 249,
        2021: 250,
        2022: 249,
        2023: 249,
        2024: 251,
        2025: 248,
        2026: 248,
    }
    for year, number in counted.items():
        assert CHINA.count(date(year - 1, 12, 31), date(year, 12, 31)) == number


def test_the_calendar_says_how_far_it_knows() -> None:
    assert (CHINA.first, CHINA.last, CHINA.last_certain) == (
        date(2004, 1, 1),
        date(2026, 12, 31),
        date(2026, 12, 31),
    )
    assert CHINA.edition == (
        "国务院办公厅节假日安排（2004-01-01 至 2026-12-31），最近通知：国办发明电〔2025〕7号（2025-11-04 发布）"
    )
    assert CHINA.edition in repr(CHINA)


@pytest.mark.parametrize(
    ("day", "kind", "festival", "said"),
    [
        (date(2026, 1, 5), "workday", None, "2026-01-05 星期一 工作日"),
        (date(2026, 1, 10), "weekend", None, "2026-01-10 星期六 周末休息"),
        (
            date(2026, 1, 2),
            "holiday",
            "元旦",
            "2026-01-02 星期五 放假（元旦，国办发明电〔2025〕7号，2025-11-04 发布）",
        ),
        (
            date(2026, 9, 20),
            "makeup",
            "国庆节",
            "2026-09-20 星期日 调休上班（国庆节，国办发明电〔2025〕7号，2025-11-04 发布）",
        ),
        (
            date(2004, 1, 17),
            "makeup",
            "春节",
            "2004-01-17 星期六 调休上班（春节，2003-12-31 发布）",
        ),
        (
            date(2020, 2, 1),
            "holiday",
            "春节",
            "2020-02-01 星期六 放假（春节，国办发明电〔2020〕1号，2020-01-27 发布）",
        ),
    ],
)
def test_a_day_is_described_with_its_ground(
    day: date, kind: str, festival: str | None, said: str
) -> None:
    found = CHINA.describe(day)
    assert (found.day, found.kind, found.festival, str(found)) == (day, kind, festival, said)
    assert found.is_workday == CHINA.is_workday(day)


# -- arithmetic ------------------------------------------------------------------------------------------------


def naive_add(day: date, n: int, works: dict[date, bool]) -> date:
    step = ONE if n > 0 else -ONE
    left = abs(n)
    while left:
        day += step
        left -= works[day]
    return day


@given(INNER, st.integers(-150, 150))
def test_adding_agrees_with_a_day_by_day_walk(day: date, n: int) -> None:
    assert CHINA.add(day, n) == naive_add(day, n, NAIVE)


@given(INNER, INNER)
def test_counting_agrees_with_a_day_by_day_walk(a: date, b: date) -> None:
    first, last = sorted((a, b))
    number = sum(NAIVE[first + ONE * step] for step in range(1, (last - first).days + 1))
    assert CHINA.count(a, b) == (number if a <= b else -number)


@given(INNER, st.integers(1, 100))
def test_counting_inverts_adding(day: date, n: int) -> None:
    assert CHINA.count(day, CHINA.add(day, n)) == n
    working = CHINA.roll(day)
    assert CHINA.count(working, CHINA.add(working, -n)) == -n


@given(INNER, st.integers(0, 60), st.integers(0, 60))
def test_adding_in_two_steps_is_adding_at_once(day: date, a: int, b: int) -> None:
    assert CHINA.add(CHINA.add(day, a), b) == CHINA.add(day, a + b)


@given(INNER, INNER, st.integers(-60, 60).filter(bool))
def test_a_later_start_never_ends_earlier_and_ends_on_a_working_day(
    a: date, b: date, n: int
) -> None:
    first, last = sorted((a, b))
    assert CHINA.add(first, n) <= CHINA.add(last, n)
    assert CHINA.is_workday(CHINA.add(first, n))


@given(INNER)
def test_rolling_finds_the_nearest_working_day(day: date) -> None:
    forward, back = CHINA.roll(day), CHINA.roll(day, forward=False)
    assert back <= day <= forward
    assert CHINA.is_workday(forward)
    assert CHINA.is_workday(back)
    assert (forward == day) == (back == day) == CHINA.is_workday(day)
    assert CHINA.count(back, forward) == (0 if CHINA.is_workday(day) else 1)


@given(INNER, st.integers(-40, 40))
def test_the_table_of_a_count_says_what_the_slow_path_says(day: date, n: int) -> None:
    fresh = WorkCalendar(CHINA._plan)
    assert per_count(CHINA.tables, n).get(day) == fresh.add(day, n)


def test_counts_in_use_get_a_table_and_rare_ones_do_not() -> None:
    fresh = WorkCalendar(CHINA._plan)
    for asked in range(1, 12):
        fresh.add(date(2025, 3, 3), 20)
        assert (20 in fresh._after) == (asked >= 8)
    for n in range(100, 160):
        for _ in range(8):
            fresh.add(date(2020, 3, 3), n)
    assert len(fresh._after) == 40
    assert fresh.add(date(2020, 3, 3), 159) == naive_add(date(2020, 3, 3), 159, NAIVE)


@pytest.mark.parametrize("warm", [False, True])
def test_both_ends_of_the_table_are_exact(warm: bool) -> None:
    calendar = WorkCalendar(CHINA._plan)
    for _ in range(9 if warm else 0):
        for n in (1, 20, -1, -20, 0):
            calendar.add(date(2015, 3, 3), n)
    assert calendar.add(date(2026, 12, 30), 1) == date(2026, 12, 31)
    assert calendar.add(date(2026, 12, 3), 20) == date(2026, 12, 31)
    assert calendar.add(date(2004, 1, 5), -1) == date(2004, 1, 2)
    assert calendar.add(date(2004, 1, 4), -1) == date(2004, 1, 2)
    assert calendar.add(date(2004, 1, 3), -1) == date(2004, 1, 2)
    assert calendar.add(date(2004, 1, 1), 1) == date(2004, 1, 2)
    assert calendar.add(date(2026, 12, 31), 0) == date(2026, 12, 31)
    assert calendar.add(date(2004, 1, 1), 0) == date(2004, 1, 1)
    for day, n in (
        (date(2026, 12, 31), 1),
        (date(2026, 12, 4), 20),
        (date(2004, 1, 2), -1),
        (date(2004, 1, 30), -20),
    ):
        with pytest.raises(
            BeyondNotices, match=re.escape(f"working day {n:+d} from {day} is outside the tables")
        ):
            calendar.add(day, n)


# -- refusals --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", [date(2003, 12, 31), date(2027, 1, 1)])
def test_a_day_outside_is_refused_by_every_question(day: date) -> None:
    inside = date(2020, 1, 1)
    for ask in (
        lambda: CHINA.is_workday(day),
        lambda: CHINA.add(day, 1),
        lambda: CHINA.add(day, 0),
        lambda: CHINA.add(day, -1),
        lambda: CHINA.count(day, inside),
        lambda: CHINA.count(inside, day),
        lambda: CHINA.roll(day),
        lambda: CHINA.describe(day),
        lambda: CHINA.with_days(off=[day]),
    ):
        with pytest.raises(
            BeyondNotices, match=r"2004-01-01 to 2026-12-31.*国办发明电〔2025〕7号"
        ) as refused:
            ask()
        assert (refused.value.first, refused.value.last) == (date(2004, 1, 1), date(2026, 12, 31))
        assert str(day) in str(refused.value)
        assert refused.value.__suppress_context__


def test_rolling_off_the_table_is_refused() -> None:
    saturday = WorkCalendar.of(date(2024, 1, 6), date(2024, 1, 13))
    assert saturday.roll(date(2024, 1, 6)) == date(2024, 1, 8)
    with pytest.raises(BeyondNotices, match="a working day before 2024-01-06"):
        saturday.roll(date(2024, 1, 6), forward=False)
    with pytest.raises(BeyondNotices, match="a working day after 2024-01-13"):
        saturday.roll(date(2024, 1, 13))
    assert saturday.roll(date(2024, 1, 13), forward=False) == date(2024, 1, 12)


def test_a_refusal_travels_between_processes() -> None:
    with pytest.raises(BeyondNotices) as refused:
        CHINA.is_workday(date(2030, 1, 1))
    again = pickle.loads(pickle.dumps(refused.value))  # noqa: S301 - our own
    assert (str(again), again.first, again.last) == (str(refused.value), CHINA.first, CHINA.last)


@pytest.mark.parametrize("day", [datetime(2026, 1, 5, 9), "2026-01-05", None, 20260105, [1]])
def test_what_is_no_day_is_refused(day: Any) -> None:
    for ask in (
        lambda: CHINA.is_workday(day),
        lambda: CHINA.add(day, 20),
        lambda: CHINA.count(day, date(2026, 1, 5)),
        lambda: CHINA.roll(day),
        lambda: CHINA.describe(day),
        lambda: CHINA.known_on(day),
    ):
        with pytest.raises(ZwgkError, match=r"no time zone|a day is wanted"):
            ask()


@pytest.mark.parametrize("n", [1.5, "20", None, float("nan"), float("inf")])
def test_what_is_no_whole_number_is_refused(n: Any) -> None:
    for _ in range(9):
        CHINA.add(date(2026, 1, 5), 20)
    with pytest.raises(ZwgkError, match="a whole number of working days is wanted"):
        CHINA.add(date(2026, 1, 5), n)
    assert CHINA.add(date(2026, 1, 5), 20.0) == CHINA.add(date(2026, 1, 5), 20)  # type: ignore[call-overload]


def test_an_aware_moment_is_taken_at_plus_eight() -> None:
    night = datetime(2026, 9, 30, 17, tzinfo=UTC)
    assert day_in_china(night) == date(2026, 10, 1)
    assert day_in_china(datetime(2026, 9, 30, 15, 59, 59, tzinfo=UTC)) == date(2026, 9, 30)
    assert not CHINA.is_workday(night)
    assert CHINA.add(night, 1) == CHINA.add(date(2026, 10, 1), 1) == date(2026, 10, 8)
    assert CHINA.count(date(2026, 9, 29), night) == 1
    assert CHINA.roll(night) == date(2026, 10, 8)
    assert CHINA.describe(night).day == date(2026, 10, 1)
    with pytest.raises(ZwgkError, match="has no time zone"):
        day_in_china(datetime(2026, 9, 30, 17))


def test_a_calendar_is_immutable_and_compares_by_what_it_depends_on() -> None:
    for name in ("first", "kept", "_rank", "other"):
        with pytest.raises(AttributeError, match="immutable"):
            setattr(CHINA, name, None)
    again = WorkCalendar(CHINA._plan)
    assert again == CHINA
    assert hash(again) == hash(CHINA)
    assert again is not CHINA
    assert CHINA.known_on(date(2020, 1, 1)) != CHINA
    assert CHINA != "china"
    assert pickle.loads(pickle.dumps(CHINA)) == CHINA  # noqa: S301 - our own
    assert copy.deepcopy(CHINA) == CHINA


# -- any calendar ----------------------------------------------------------------------------------------------


@st.composite
def calendars(draw: st.DrawFn) -> tuple[WorkCalendar, dict[date, bool]]:
    first = draw(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
    length = draw(st.integers(1, 400))
    within = st.integers(0, length - 1).map(lambda step: first + ONE * step)
    off = draw(st.sets(within, max_size=20))
    worked = draw(st.sets(within, max_size=20)) - off
    weekend = draw(st.sets(st.integers(0, 6), max_size=6))
    every = [first + ONE * step for step in range(length)]
    works = {
        day: day in worked or (day not in off and day.weekday() not in weekend) for day in every
    }
    calendar = WorkCalendar.of(
        first, every[-1], days_off=off, working_weekends=worked, weekend=weekend
    )
    return calendar, works


@given(calendars(), st.data())
def test_any_calendar_agrees_with_its_definition(
    made: tuple[WorkCalendar, dict[date, bool]], data: st.DataObject
) -> None:
    calendar, works = made
    assert {day: calendar.is_workday(day) for day in works} == works
    day = data.draw(st.sampled_from(sorted(works)))
    n = data.draw(st.integers(-30, 30))
    try:
        expected = naive_add(day, n, works)
    except KeyError:
        with pytest.raises(BeyondNotices):
            calendar.add(day, n)
    else:
        assert calendar.add(day, n) == expected


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"last": date(2023, 12, 31)}, "cannot end on 2023-12-31 before it begins on 2024-01-01"),
        ({"weekend": (7,)}, "Monday as 0 to Sunday as 6"),
        ({"weekend": (-1,)}, "Monday as 0 to Sunday as 6"),
        (
            {"days_off": [date(2024, 1, 6)], "working_weekends": [date(2024, 1, 6)]},
            "2024-01-06 is given both",
        ),
        ({"days_off": ["2024-01-06"]}, "a day is wanted"),
        ({"last": datetime(2024, 12, 31)}, "no time zone"),
    ],
)
def test_a_calendar_that_contradicts_itself_is_refused(options: dict[str, Any], why: str) -> None:
    given_ = {"first": date(2024, 1, 1), "last": date(2024, 12, 31), **options}
    with pytest.raises(ZwgkError, match=why):
        WorkCalendar.of(**given_)


def test_a_calendar_of_plain_days_has_no_notices_and_is_known_alike_always() -> None:
    plain = WorkCalendar.of(
        date(2024, 1, 1), date(2024, 12, 31), days_off=[date(2024, 1, 1), date(2030, 1, 1)]
    )
    assert plain.notices == ()
    assert plain.known_on(date(1990, 1, 1)) is plain
    assert plain.edition == "自定日历（2024-01-01 至 2024-12-31），另有自定日期2个"
    assert plain.describe(date(2024, 1, 1)) == Day(date(2024, 1, 1), "holiday", "自定")
    assert (
        WorkCalendar.of(date(2024, 1, 6), date(2024, 1, 7)).count(
            date(2024, 1, 6), date(2024, 1, 7)
        )
        == 0
    )
    last = WorkCalendar.of(date(9999, 12, 25), date.max, weekend=())
    assert last.is_workday(date.max)


def test_a_week_may_be_all_rest() -> None:
    sundays = [date(2024, 1, 7), date(2024, 1, 14)]
    calendar = WorkCalendar.of(
        date(2024, 1, 1), date(2024, 1, 31), working_weekends=sundays, weekend=range(7)
    )
    assert calendar.count(date(2024, 1, 1), date(2024, 1, 31)) == 2
    assert calendar.add(date(2024, 1, 1), 2) == date(2024, 1, 14)


def test_days_just_outside_a_calendar_have_no_effect_on_it() -> None:
    outside = [date(2023, 12, 31), date(2025, 1, 1)]
    for off, worked in ((outside, []), ([], outside)):
        calendar = WorkCalendar.of(
            date(2024, 1, 1), date(2024, 12, 31), days_off=off, working_weekends=worked
        )
        assert calendar.count(date(2024, 1, 1), date(2024, 12, 31)) == 261
        assert calendar.is_workday(date(2024, 1, 1))
        assert calendar.is_workday(date(2024, 12, 31))


def test_own_days_lie_over_the_notices_and_stay_through_known_on() -> None:
    local = CHINA.with_days(
        off=[date(2020, 3, 3)], working=[date(2020, 2, 1), date(2020, 3, 4)], name="地方安排"
    )
    assert not local.is_workday(date(2020, 3, 3))
    assert local.is_workday(date(2020, 2, 1))
    assert str(local.describe(date(2020, 2, 1))) == "2020-02-01 星期六 调休上班（地方安排）"
    assert local.describe(date(2020, 3, 4)).kind == "workday"
    assert local.edition.endswith("，另有自定日期3个")
    assert local.known_on(date(2020, 1, 1)).is_workday(date(2020, 2, 1))
    assert CHINA.is_workday(date(2020, 3, 3))
    undone = local.with_days(working=[date(2020, 3, 3)])
    assert undone.is_workday(date(2020, 3, 3))
    with pytest.raises(ZwgkError, match="2020-03-03 is given both"):
        CHINA.with_days(off=[date(2020, 3, 3)], working=[date(2020, 3, 3)])


def test_the_tables_of_counts_are_exact_at_both_ends() -> None:
    small = WorkCalendar.of(date(2024, 1, 1), date(2024, 1, 31))
    works = {day: small.is_workday(day) for day in small.tables.rank}
    for n in (-30, -20, -5, -1, 0, 1, 5, 20, 30):
        table = per_count(small.tables, n)
        for day in works:
            try:
                expected = naive_add(day, n, works)
            except KeyError:
                expected = None
            assert table.get(day) == expected, (day, n)


def test_the_week_ends_on_saturday_and_sunday() -> None:
    week = [date(2026, 1, 5) + ONE * step for step in range(7)]
    assert [is_weekend(day) for day in week] == [False] * 5 + [True] * 2
    assert [str(Day(day, "workday"))[11:14] for day in week] == [
        f"星期{sign}" for sign in "一二三四五六日"
    ]
    assert [
        Day(week[0], kind).is_workday for kind in ("workday", "makeup", "weekend", "holiday")
    ] == [True, True, False, False]
