"""Beyond the last notice: the lunar table, the law's holidays, and bounds that hold the truth of past years."""

from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwgk import _data
from zwgk.errors import BeyondNotices
from zwgk.workdays import Provisional, WorkCalendar, china
from zwgk.workdays.calendar import build
from zwgk.workdays.days import is_weekend
from zwgk.workdays.outlook import Outlook, _Scene
from zwgk.workdays.statute import Feast, feasts, ground, substitutes

CHINA = china()
ONE = timedelta(1)
SHOCKS = {2015: date(2015, 5, 13), 2020: date(2020, 1, 27)}


# -- the lunar table -------------------------------------------------------------------------------------------


def lunar(year: int) -> list[date]:
    return [
        date(year, *map(int, day.split("-")))
        for day in _data.load("lunar")["days"][str(year)].split()
    ]


def test_the_lunar_table_covers_2008_to_2099() -> None:
    assert list(_data.load("lunar")["days"]) == [str(year) for year in range(2008, 2100)]


def test_a_first_library_agrees_with_the_lunar_table() -> None:
    lunar_python = pytest.importorskip("lunar_python")
    for year in range(2008, 2100):
        found = [
            lunar_python.Lunar.fromYmd(year, *day).getSolar() for day in ((1, 1), (5, 5), (8, 15))
        ]
        days = [date(each.getYear(), each.getMonth(), each.getDay()) for each in found]
        bright = lunar_python.Lunar.fromYmd(year, 1, 1).getJieQiTable()["清明"]
        assert lunar(year) == [days[0], date(year, bright.getMonth(), bright.getDay()), *days[1:]]


def test_a_second_library_agrees_with_the_lunar_table() -> None:
    sxtwl = pytest.importorskip("sxtwl")
    for year in range(2008, 2100):
        found = [sxtwl.fromLunar(year, *day) for day in ((1, 1), (5, 5), (8, 15))]
        days = [
            date(each.getSolarYear(), each.getSolarMonth(), each.getSolarDay()) for each in found
        ]
        april = [sxtwl.fromSolar(year, 4, day) for day in range(3, 8)]
        bright = next(day for day in april if day.hasJieQi() and day.getJieQi() == 7)
        assert lunar(year) == [days[0], date(year, 4, bright.getSolarDay()), *days[1:]]


def test_qingming_follows_the_formula_of_the_century() -> None:
    for year in range(2008, 2100):
        short = year % 100
        assert lunar(year)[1].day == int(short * 0.2422 + 4.81) - short // 4


# -- the law's holidays ----------------------------------------------------------------------------------------


def test_the_notices_give_every_statutory_day_and_all_substitutes_but_two() -> None:
    missing = []
    for year in range(2008, 2027):
        days = [day for feast in feasts(year) for day in feast.days]
        missing += [day for day in {*days, *substitutes(days)} if CHINA.is_workday(day)]
    # 端午 2012 fell on a Saturday and the Friday before was given; 中秋 2015 fell on a Sunday and nothing was given.
    assert missing == [date(2012, 6, 25), date(2015, 9, 28)]


def test_the_law_counts_10_11_and_13_days() -> None:
    assert [
        sum(len(feast.days) for feast in feasts(year))
        for year in (2008, 2013, 2014, 2024, 2025, 2027)
    ] == [
        11,
        11,
        11,
        11,
        13,
        13,
    ]
    assert [feasts(year)[1].days[0] for year in (2013, 2014, 2024, 2025)] == [
        date(2013, 2, 9),
        date(2014, 1, 31),
        date(2024, 2, 10),
        date(2025, 1, 28),
    ]
    assert ground(2013) == "《全国年节及纪念日放假办法》（国务院令第513号）"
    assert ground(2024) == "《全国年节及纪念日放假办法》（国务院令第644号）"
    assert ground(2025) == ground(2099) == "《全国年节及纪念日放假办法》（国务院令第795号）"


def run(first: date, length: int) -> tuple[date, ...]:
    return tuple(first + ONE * step for step in range(length))


def test_the_arrangement_principle_gives_the_weekdays_off_of_2025_and_2026() -> None:
    for year in (2025, 2026):
        breaks = {day for feast in feasts(year) for day in feast.breaks[0] if not is_weekend(day)}
        begin = date(year, 1, 1)
        published = {
            day
            for day in (begin + ONE * step for step in range(365))
            if not is_weekend(day) and not CHINA.is_workday(day)
        }
        assert breaks == published


def likely(year: int) -> list[date]:
    """The weekend days that the expected count takes as worked."""
    found, used = feasts(year), set[date]()
    taken = {day for feast in found for span in feast.breaks for day in span}
    for feast in found:
        scene = _Scene.of(feast, feast.breaks[0], taken, _data.load("outlook")["makeup"])
        used |= scene.likely(used)
    return sorted(used)


def test_the_weekend_days_thought_likely_are_those_of_2025_and_2026() -> None:
    for year in (2025, 2026):
        assert likely(year) == list(
            next(each for each in CHINA.notices if each.year == year).working
        )
    assert likely(2027) == [
        date(2027, 1, 31),
        date(2027, 2, 14),
        date(2027, 5, 8),
        date(2027, 9, 26),
        date(2027, 10, 9),
    ]
    assert likely(2030)[0] == date(
        2029, 12, 29
    )  # 元旦 on a Tuesday: the Saturday of the broken weekend


def test_2027_by_the_principle() -> None:
    found = {feast.name: feast.breaks for feast in feasts(2027)}
    assert found == {
        "元旦": (run(date(2027, 1, 1), 3),),
        "春节": (run(date(2027, 2, 5), 8),),
        "清明节": (run(date(2027, 4, 3), 3),),
        "劳动节": (run(date(2027, 5, 1), 5), run(date(2027, 4, 30), 5)),
        "端午节": (run(date(2027, 6, 9), 1),),
        "中秋节": (run(date(2027, 9, 15), 1),),
        "国庆节": (run(date(2027, 10, 1), 7),),
    }


def test_a_mid_autumn_near_national_day_is_joined_to_it() -> None:
    joined = {
        year: next(feast for feast in feasts(year) if feast.name == "国庆节")
        for year in (2028, 2031, 2036)
    }
    assert {year: feast.breaks for year, feast in joined.items()} == {
        2028: (run(date(2028, 10, 1), 8),),
        2031: (run(date(2031, 10, 1), 8),),
        2036: (run(date(2036, 10, 1), 8),),
    }
    assert joined[2031].days == (
        date(2031, 10, 1),
        date(2031, 10, 1),
        date(2031, 10, 2),
        date(2031, 10, 3),
    )
    assert [feast.name for feast in feasts(2031)][-1] == "国庆节"
    early = next(feast for feast in feasts(2042) if feast.name == "中秋节")
    assert early.days == (date(2042, 9, 28),)
    assert feasts(2012)[-1] == Feast(
        "国庆节", (date(2012, 10, 1), date(2012, 10, 2), date(2012, 10, 3))
    )


def test_substitutes_are_the_next_free_weekdays() -> None:
    assert substitutes([date(2026, 4, 4)]) == {date(2026, 4, 6)}
    assert substitutes([date(2026, 4, 5)]) == {date(2026, 4, 6)}
    assert substitutes([date(2026, 4, 6)]) == set()
    assert substitutes(
        [date(2009, 10, 1), date(2009, 10, 2), date(2009, 10, 3), date(2009, 10, 3)]
    ) == {
        date(2009, 10, 5),
        date(2009, 10, 6),
    }


# -- the replay ------------------------------------------------------------------------------------------------


@cache
def before(year: int) -> WorkCalendar:
    plan = CHINA._plan
    return build(plan._replace(notices=tuple(each for each in plan.notices if each.year < year)))


@cache
def calm(year: int) -> WorkCalendar:
    plan = CHINA._plan
    return build(
        plan._replace(
            notices=tuple(each for each in plan.notices if each.published != SHOCKS.get(year))
        )
    )


@pytest.mark.parametrize("n", [1, 7, 15, 20, 60, -10])
@pytest.mark.parametrize("year", range(2014, 2027))
def test_the_truth_of_past_years_lies_within_the_bounds(year: int, n: int) -> None:
    known, late = (
        before(year),
        [date(year - 1, 11, 1) + ONE * step for step in range(0, 426, 1 if n == 20 else 4)],
    )
    starts = [
        day
        for day in late
        if day <= date(year, 12, 31) and (n < 0 or CHINA.count(day, date(year, 12, 31)) >= n)
    ]
    moved = [day for day in starts if calm(year).add(day, n) != CHINA.add(day, n)]
    for day in starts:
        guess, due = known.add(day, n, provisional=True), CHINA.add(day, n)
        assert guess.earliest <= guess.due <= guess.latest
        assert day in moved or guess.earliest <= due <= guess.latest, (day, guess)
        assert guess.certain == (guess.due <= known.last)
        assert bool(guess.assumes) == (guess.latest > known.last or not guess.exact)
    assert not moved or year in SHOCKS


def test_provisional_days_of_2026_and_2027_are_mostly_exact() -> None:
    starts = [date(2026, 11, 21) + ONE * step for step in range(41)]
    exact = {
        n: sum(CHINA.add(day, n, provisional=True).exact for day in starts)
        for n in (7, 15, 20, 40, 60)
    }
    assert exact == {7: 41, 15: 41, 20: 34, 40: 24, 60: 41}


@pytest.mark.parametrize("year", [2016, 2019, 2026])
def test_counts_and_rolls_of_past_years_lie_within_the_bounds(year: int) -> None:
    known, begin = before(year), date(year, 1, 1)
    for step in range(0, 360, 3):
        day = begin + ONE * step
        for start in (date(year - 1, 12, 1), begin + ONE * (step // 2)):
            guess = known.count(start, day, provisional=True)
            assert guess.least <= guess.value <= guess.most
            assert guess.least <= CHINA.count(start, day) <= guess.most
            back = known.count(day, start, provisional=True)
            assert (back.value, back.least, back.most) == (-guess.value, -guess.most, -guess.least)
        for forward in (True, False):
            rolled = known.roll(day, forward, provisional=True)
            assert rolled.earliest <= CHINA.roll(day, forward) <= rolled.latest


# -- what is said ----------------------------------------------------------------------------------------------


def test_within_the_notices_a_provisional_answer_is_the_answer() -> None:
    answer = CHINA.add(date(2025, 4, 3), 1, provisional=True)
    assert answer == Provisional(date(2025, 4, 7), date(2025, 4, 7), date(2025, 4, 7), certain=True)
    assert answer.exact
    assert CHINA.add(date(2025, 4, 5), 0, provisional=True).due == date(2025, 4, 5)
    counted = CHINA.count(date(2025, 4, 3), date(2025, 4, 7), provisional=True)
    assert (counted.value, counted.exact, counted.certain, counted.assumes) == (1, True, True, ())


@given(st.dates(date(2005, 1, 1), date(2026, 11, 1)), st.integers(-30, 20))
def test_provisional_and_certain_answers_agree_inside_the_tables(day: date, n: int) -> None:
    assert CHINA.add(day, n, provisional=True)[:4] == (*[CHINA.add(day, n)] * 3, True)
    assert CHINA.roll(day, provisional=True).due == CHINA.roll(day)
    assert CHINA.count(day, date(2026, 1, 1), provisional=True).value == CHINA.count(
        day, date(2026, 1, 1)
    )


KNOWN_2016 = CHINA.known_on(date(2016, 6, 1))


@pytest.mark.parametrize(
    ("day", "n", "due", "earliest", "latest"),
    [
        (date(2026, 12, 15), 20, date(2027, 1, 13), date(2027, 1, 13), date(2027, 1, 13)),
        (date(2026, 12, 25), 20, date(2027, 1, 25), date(2027, 1, 24), date(2027, 1, 25)),
        (date(2027, 1, 29), 7, date(2027, 2, 15), date(2027, 2, 15), date(2027, 2, 16)),
        (date(2027, 2, 10), 15, date(2027, 3, 4), date(2027, 3, 3), date(2027, 3, 5)),
        (date(2027, 4, 20), 7, date(2027, 4, 29), date(2027, 4, 28), date(2027, 5, 5)),
        (date(2027, 10, 1), 1, date(2027, 10, 8), date(2027, 10, 2), date(2027, 10, 10)),
        (date(2027, 10, 11), -5, date(2027, 9, 28), date(2027, 9, 27), date(2027, 9, 29)),
        (date(2027, 2, 4), -3, date(2027, 2, 1), date(2027, 1, 29), date(2027, 2, 3)),
        (date(2027, 2, 20), -10, date(2027, 2, 1), date(2027, 1, 30), date(2027, 2, 2)),
        (date(2028, 1, 3), -1, date(2027, 12, 31), date(2027, 12, 31), date(2027, 12, 31)),
        (date(2029, 12, 20), 10, date(2030, 1, 4), date(2030, 1, 4), date(2030, 1, 6)),
        (date(2031, 9, 20), 10, date(2031, 10, 10), date(2031, 10, 9), date(2031, 10, 12)),
    ],
)
def test_guesses_by_the_principle_with_their_bounds(
    day: date, n: int, due: date, earliest: date, latest: date
) -> None:
    assert CHINA.add(day, n, provisional=True)[:4] == (due, earliest, latest, False)


@pytest.mark.parametrize(
    ("day", "n", "due", "earliest", "latest"),
    [
        (date(2016, 12, 20), 10, date(2017, 1, 4), date(2017, 1, 4), date(2017, 1, 6)),
        (date(2017, 1, 15), 10, date(2017, 1, 27), date(2017, 1, 25), date(2017, 1, 27)),
        (date(2017, 1, 26), 5, date(2017, 2, 7), date(2017, 2, 7), date(2017, 2, 9)),
        (date(2017, 3, 27), 5, date(2017, 4, 3), date(2017, 3, 31), date(2017, 4, 3)),
        (date(2017, 9, 20), 10, date(2017, 10, 10), date(2017, 10, 10), date(2017, 10, 12)),
        (date(2017, 10, 12), -5, date(2017, 9, 29), date(2017, 9, 26), date(2017, 9, 29)),
        (date(2017, 2, 6), -7, date(2017, 1, 23), date(2017, 1, 19), date(2017, 1, 23)),
    ],
)
def test_guesses_before_the_principle_with_their_bounds(
    day: date, n: int, due: date, earliest: date, latest: date
) -> None:
    assert KNOWN_2016.add(day, n, provisional=True)[:4] == (due, earliest, latest, False)


@pytest.mark.parametrize(
    ("calendar", "a", "b", "counted"),
    [
        (CHINA, date(2026, 12, 1), date(2027, 2, 4), (47, 46, 48, False)),
        (CHINA, date(2027, 1, 25), date(2027, 2, 10), (9, 7, 10, False)),
        (CHINA, date(2027, 1, 30), date(2027, 1, 31), (1, 0, 1, False)),
        (CHINA, date(2027, 2, 4), date(2027, 2, 6), (0, 0, 2, False)),
        (CHINA, date(2027, 10, 9), date(2027, 9, 20), (-11, -11, -9, False)),
        (CHINA, date(2026, 12, 31), date(2026, 12, 31), (0, 0, 0, True)),
        (KNOWN_2016, date(2017, 1, 20), date(2017, 2, 6), (8, 6, 8, False)),
        (KNOWN_2016, date(2016, 12, 1), date(2017, 1, 2), (21, 21, 22, False)),
        (KNOWN_2016, date(2017, 9, 30), date(2017, 10, 3), (0, 0, 1, False)),
    ],
)
def test_guessed_counts_with_their_bounds(
    calendar: WorkCalendar, a: date, b: date, counted: tuple[int, int, int, bool]
) -> None:
    assert calendar.count(a, b, provisional=True)[:4] == counted


@pytest.mark.parametrize(
    ("calendar", "day", "forward", "due", "earliest", "latest"),
    [
        (CHINA, date(2027, 1, 31), True, date(2027, 1, 31), date(2027, 1, 31), date(2027, 2, 3)),
        (CHINA, date(2027, 1, 31), False, date(2027, 1, 31), date(2027, 1, 28), date(2027, 1, 31)),
        (CHINA, date(2027, 2, 7), True, date(2027, 2, 14), date(2027, 2, 7), date(2027, 2, 15)),
        (CHINA, date(2027, 2, 7), False, date(2027, 2, 4), date(2027, 2, 2), date(2027, 2, 7)),
        (
            KNOWN_2016,
            date(2017, 1, 28),
            True,
            date(2017, 2, 2),
            date(2017, 1, 28),
            date(2017, 2, 7),
        ),
        (
            KNOWN_2016,
            date(2017, 1, 28),
            False,
            date(2017, 1, 27),
            date(2017, 1, 25),
            date(2017, 1, 28),
        ),
    ],
)
def test_guessed_rolls_with_their_bounds(
    calendar: WorkCalendar, day: date, forward: bool, due: date, earliest: date, latest: date
) -> None:
    assert calendar.roll(day, forward, provisional=True)[:3] == (due, earliest, latest)


def test_what_is_assumed_is_said() -> None:
    answer = CHINA.add(date(2026, 12, 20), 20, provisional=True)
    assert (answer.due, answer.certain, answer.exact) == (date(2027, 1, 18), False, True)
    assert answer.assumes == (
        "2027年的放假安排尚未公布，最近通知为国办发明电〔2025〕7号（2025-11-04 发布）",
        "放假日按《全国年节及纪念日放假办法》（国务院令第795号）推定",
        "调休以历年通知的做法为限，不计临时增加的放假",
    )
    far = CHINA.add(date(2026, 12, 20), 300, provisional=True)
    assert far.assumes[0].startswith("2027年至2028年的放假安排尚未公布")


def test_late_december_is_settled_though_the_next_notice_may_move_it() -> None:
    known = CHINA.known_on(date(2018, 11, 30))
    answer = known.add(date(2018, 12, 3), 20, provisional=True)
    assert known.add(date(2018, 12, 3), 20) == answer.due == date(2018, 12, 31)
    assert answer.certain
    assert (answer.earliest, answer.latest) == (date(2018, 12, 29), date(2018, 12, 31))
    assert answer.assumes[0].startswith(
        "2019年的放假安排尚未公布，最近通知为国办发明电〔2017〕12号"
    )


def test_the_outlook_goes_as_far_as_the_lunar_table() -> None:
    assert CHINA.add(date(2098, 12, 1), 20, provisional=True).due.year >= 2098
    assert CHINA.is_workday(date(2026, 12, 31))
    assert CHINA.add(date(2099, 12, 31), 0, provisional=True).due == date(2099, 12, 31)
    assert CHINA.roll(date(2099, 12, 31), provisional=True).due == date(2099, 12, 31)
    with pytest.raises(
        BeyondNotices,
        match=r"cannot be reckoned, not even provisionally \(2004-01-01 to 2099-12-31\)",
    ):
        CHINA.add(date(2099, 12, 1), 60, provisional=True)
    with pytest.raises(BeyondNotices, match="2100-01-01 cannot be reckoned"):
        CHINA.roll(date(2100, 1, 1), provisional=True)
    with pytest.raises(BeyondNotices, match="2003-12-31 cannot be reckoned"):
        CHINA.count(date(2003, 12, 31), date(2027, 1, 1), provisional=True)
    with pytest.raises(BeyondNotices, match="a working day before the first"):
        CHINA.add(date(2004, 1, 2), -1, provisional=True)
    assert CHINA.roll(date(2004, 1, 1), provisional=True).due == date(2004, 1, 2)
    with pytest.raises(BeyondNotices):
        CHINA.add(date(2026, 12, 31), 1)


def test_a_calendar_without_notices_has_no_outlook() -> None:
    plain = WorkCalendar.of(date(2024, 1, 1), date(2024, 12, 31))
    assert plain.add(date(2024, 12, 30), 1, provisional=True).due == date(2024, 12, 31)
    with pytest.raises(BeyondNotices, match=r"2024-01-01 to 2024-12-31"):
        plain.add(date(2024, 12, 31), 1, provisional=True)


def test_before_the_first_law_of_the_table_there_is_no_outlook() -> None:
    early = CHINA.known_on(date(2006, 1, 1))
    with pytest.raises(BeyondNotices, match=r"2004-01-01 to 2006-12-31"):
        early.add(date(2006, 12, 20), 20, provisional=True)
    assert CHINA.known_on(date(2007, 6, 1)).add(
        date(2007, 12, 20), 20, provisional=True
    ).due == date(2008, 1, 18)


@given(st.dates(date(2026, 11, 1), date(2060, 1, 1)), st.integers(1, 80))
def test_later_starts_and_longer_periods_never_end_earlier(day: date, n: int) -> None:
    look = OUTLOOK.add(day, n)
    for other in (OUTLOOK.add(day + ONE, n), OUTLOOK.add(day, n + 1)):
        assert other.due >= look.due
        assert other.earliest >= look.earliest
        assert other.latest >= look.latest
    assert day < look.earliest <= look.due <= look.latest


OUTLOOK = Outlook(CHINA)


# -- calendars without notices -----------------------------------------------------------------------------------

OWN = [
    WorkCalendar.of(date(2024, 3, 1), date(2024, 3, 20)),
    WorkCalendar.of(date(2024, 3, 4), date(2024, 12, 31)),
    WorkCalendar.of(date(2024, 3, 2), date(2024, 3, 3)),
    WorkCalendar.of(date(2024, 12, 28), date(2025, 1, 3), days_off=[date(2025, 1, 1)]),
    WorkCalendar.of(date.min, date(1, 2, 1)),
    WorkCalendar.of(date(9999, 11, 1), date.max),
    CHINA.known_on(date(2004, 2, 1)),
]


def told(ask: Any, *args: Any, provisional: bool) -> Any:
    """The day that is told, or that it is refused; any other error is one of the library."""
    try:
        found = ask(*args, provisional=provisional)
    except BeyondNotices:
        return "refused"
    return found[0] if provisional else found


@given(st.sampled_from(OWN), st.integers(-3, 400), st.integers(-300, 300))
def test_where_there_is_no_next_notice_a_provisional_answer_is_the_exact_one_or_is_refused(
    calendar: WorkCalendar, at: int, n: int
) -> None:
    number = calendar.first.toordinal() + at
    day = date.fromordinal(min(max(number, 1), date.max.toordinal()))
    asked: list[tuple[Any, ...]] = [
        (calendar.add, day, n),
        (calendar.roll, day, True),
        (calendar.roll, day, False),
        (calendar.count, day, calendar.last),
        (calendar.count, calendar.first, day),
    ]
    for ask, *args in asked:
        assert told(ask, *args, provisional=True) == told(ask, *args, provisional=False)


@pytest.mark.parametrize("calendar", OWN, ids=str)
def test_beyond_the_end_of_a_calendar_without_notices_even_a_provisional_answer_is_refused(
    calendar: WorkCalendar,
) -> None:
    begin, end = calendar.first, calendar.last
    span = rf"\({begin} to {end}\)"
    for ask, day, n in ((calendar.add, end, 1), (calendar.add, begin, 10_000)):
        with pytest.raises(BeyondNotices, match=f"a working day after the last .*{span}") as caught:
            ask(day, n, provisional=True)
        assert (caught.value.first, caught.value.last) == (begin, end)
    for back in (-1, -10_000):
        with pytest.raises(BeyondNotices, match=f"a working day before the first .*{span}"):
            calendar.add(begin, back, provisional=True)


def test_a_calendar_without_notices_that_ends_within_a_year_ends_there() -> None:
    calendar = WorkCalendar.of(date(2024, 3, 1), date(2024, 3, 20))
    friday = date(2024, 3, 15)
    assert calendar.add(friday, 3, provisional=True) == Provisional(
        date(2024, 3, 20), date(2024, 3, 20), date(2024, 3, 20), certain=True
    )
    with pytest.raises(BeyondNotices):
        calendar.add(friday, 4, provisional=True)
    with pytest.raises(BeyondNotices, match="2024-03-21 cannot be reckoned"):
        calendar.roll(date(2024, 3, 21), provisional=True)
    weekend = WorkCalendar.of(date(2024, 3, 1), date(2024, 3, 17))
    with pytest.raises(BeyondNotices, match="a working day after the last"):
        weekend.roll(date(2024, 3, 16), provisional=True)
    assert weekend.roll(date(2024, 3, 16), forward=False, provisional=True).due == friday


# -- reckoned afresh: nothing that an earlier test left in a calendar is used -------------------------------------


def fresh(calendar: WorkCalendar) -> WorkCalendar:
    return WorkCalendar(calendar._plan)


def test_a_new_calendar_makes_its_own_outlook() -> None:
    calendar = fresh(CHINA)
    assert calendar.add(date(2026, 12, 20), 20, provisional=True) == OUTLOOK.add(
        date(2026, 12, 20), 20
    )
    found = calendar.count(date(2026, 12, 20), date(2027, 2, 20), provisional=True)
    assert found == OUTLOOK.count(date(2026, 12, 20), date(2027, 2, 20))
    assert found.assumes[1] == "放假日按《全国年节及纪念日放假办法》（国务院令第795号）推定"
    with pytest.raises(BeyondNotices) as refused:
        calendar.count(date(2099, 1, 1), date(2100, 1, 1), provisional=True)
    assert (refused.value.first, refused.value.last) == (date(2004, 1, 1), date(2099, 12, 31))


def test_before_the_principle_the_law_is_expected_and_the_windows_give_the_room() -> None:
    known = fresh(CHINA.known_on(date(2018, 12, 31)))
    assert known.last == date(2019, 12, 31)
    names = {feast.name for year in (2020, 2021) for feast in feasts(year)}
    windows = {name: {"more": [0, -1, 0], "fewer": [0, -1, 0]} for name in names}
    windows["劳动节"] = {"more": [-3, 2, 1], "fewer": [-1, 4, 2]}
    look = Outlook(known, {"windows": windows, "makeup": _data.load("outlook")["makeup"]})
    off = {day for year in (2020, 2021) for feast in feasts(year) for day in feast.days}
    off |= substitutes(day for day in off if day.year == 2020)
    begin, room = date(2020, 1, 1), {}
    expected = [0]
    for at in range(200):
        day = begin + ONE * at
        expected.append(expected[-1] + (not is_weekend(day) and day not in off))
        away = (day - date(2020, 5, 1)).days
        room[at] = (int(-3 <= away <= 2), 2 * int(-1 <= away <= 4))
    origin = known.count(known.first, known.last) + known.is_workday(known.first)
    shift = (begin - look._base).days
    most = [expected[at + 1] + room[at][0] for at in range(200)]
    least = [expected[at + 1] - room[at][1] for at in range(200)]
    for at in range(190):
        assert look._counts.expected[shift + at] - origin == expected[at + 1], at
        assert look._counts.most[shift + at] - origin == min(most[at:]), at
        assert look._counts.least[shift + at] - origin == max(least[: at + 1]), at


def test_the_widest_of_overlapping_windows_counts_and_none_reaches_before_the_table() -> None:
    known = fresh(CHINA.known_on(date(2018, 12, 31)))
    names = {feast.name for year in (2020, 2021) for feast in feasts(year)}
    windows = {name: {"more": [0, -1, 0], "fewer": [0, -1, 0]} for name in names}
    windows["元旦"] = {"more": [-60, 3, 3], "fewer": [0, -1, 0]}
    windows["春节"] = {"more": [-30, 3, 1], "fewer": [0, -1, 0]}
    look = Outlook(known, {"windows": windows, "makeup": _data.load("outlook")["makeup"]})
    gaps = [more - own for more, own in zip(look._counts.most, look._counts.expected, strict=True)]
    at = (date(2020, 1, 1) - look._base).days
    assert gaps[0] == gaps[at] == 3
    assert gaps[at + 8] == 1
    assert gaps[(date(2020, 6, 15) - look._base).days] == 0
