"""Columns: every row as the single question answers it, NaT and null kept, refusals the same."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwgk.errors import BeyondNotices, ZwgkError
from zwgk.workdays import WorkCalendar, china

np = pytest.importorskip("numpy")

CHINA = china()
INNER = st.dates(date(2005, 1, 1), date(2025, 12, 31))
ONE = timedelta(1)


def days(*given_: Any) -> Any:
    return np.array(given_, dtype="datetime64[D]")


@given(st.lists(INNER, max_size=50), st.integers(-100, 100))
def test_one_count_for_all_rows(starts: list[date], n: int) -> None:
    column = days(*starts)
    found = CHINA.add_many(column, n)
    assert found.dtype == column.dtype
    assert found.tolist() == [CHINA.add(day, n) for day in starts]
    out = np.empty_like(column)
    assert CHINA.add_many(column, n, out=out) is out
    assert out.tolist() == found.tolist()


@given(st.lists(st.tuples(INNER, st.integers(-60, 60)), max_size=50))
def test_a_count_per_row(rows: list[tuple[date, int]]) -> None:
    starts, counts = days(*(day for day, _ in rows)), np.array([n for _, n in rows], dtype=np.int64)
    expected = [CHINA.add(day, n) for day, n in rows]
    assert CHINA.add_many(starts, counts).tolist() == expected
    assert CHINA.add_many(starts, np.abs(counts) + 1).tolist() == [
        CHINA.add(day, abs(n) + 1) for day, n in rows
    ]
    out = np.empty_like(starts)
    CHINA.add_many(starts, counts, out)
    assert out.tolist() == expected


@given(st.lists(st.tuples(INNER, INNER), max_size=50))
def test_counting_between_two_columns(rows: list[tuple[date, date]]) -> None:
    found = CHINA.count_many(days(*(a for a, _ in rows)), days(*(b for _, b in rows)))
    assert found.tolist() == [CHINA.count(a, b) for a, b in rows]


def test_long_columns_are_done_in_parts_without_seams() -> None:
    every = np.arange("2004-01-01", "2026-10-01", dtype="datetime64[D]")
    column = np.tile(every, 40)
    expected = np.array([CHINA.add(day, 20) for day in every.tolist()], dtype="datetime64[D]")
    assert (CHINA.add_many(column, 20).reshape(40, -1) == expected).all()
    assert (CHINA.add_many(column, np.full(column.size, 20)).reshape(40, -1) == expected).all()
    column[-1] = np.datetime64("2026-12-20")
    for n in (20, np.full(column.size, 20)):
        with pytest.raises(BeyondNotices, match=r"working day \+20 from 2026-12-20"):
            CHINA.add_many(column, n)


@pytest.mark.parametrize("n", [3, 0, -3, "rows"])
def test_nat_stays_nat(n: Any) -> None:
    column = days("NaT", "2026-01-05")
    counts = np.array([3, 3]) if n == "rows" else n
    assert CHINA.add_many(column, counts).tolist() == [
        None,
        CHINA.add(date(2026, 1, 5), 3 if n == "rows" else n),
    ]


@pytest.mark.parametrize("n", [1, 0, -1, "rows"])
@pytest.mark.parametrize(
    "day",
    [
        "2003-12-31",
        "2027-01-01",
        "1969-12-31",
        "1970-01-01",
        "9999-12-31",
        "-0044-03-15",
        "20000-01-01",
    ],
)
def test_rows_outside_are_refused_or_become_nat_on_request(day: str, n: Any) -> None:
    column = days("2020-01-01", day)
    counts = np.array([1, 1]) if n == "rows" else n
    with pytest.raises(BeyondNotices, match="2004-01-01 to 2026-12-31"):
        CHINA.add_many(column, counts)
    assert np.isnat(CHINA.add_many(column, counts, beyond="nat")).tolist() == [False, True]
    out = np.empty_like(column)
    CHINA.add_many(column, counts, out, beyond="nat")
    assert np.isnat(out).tolist() == [False, True]
    with pytest.raises(BeyondNotices, match="2004-01-01 to 2026-12-31"):
        CHINA.count_many(column, days("2020-01-01", "2020-01-01"))


def test_a_row_outside_is_outside_even_where_its_own_count_is_nought() -> None:
    column, counts = days("2026-01-05", "2027-01-01", "2026-01-06"), np.array([1, 0, 0])
    assert CHINA.add_many(column, counts, beyond="nat").tolist() == [
        date(2026, 1, 6),
        None,
        date(2026, 1, 6),
    ]
    with pytest.raises(BeyondNotices, match="2027-01-01 is outside the tables"):
        CHINA.add_many(column, counts)


def test_both_ends_of_the_tables_are_exact() -> None:
    column = days("2004-01-01", "2026-12-03", "2026-12-30")
    assert CHINA.add_many(column, np.array([1, 20, 1])).tolist() == [
        date(2004, 1, 2),
        date(2026, 12, 31),
        date(2026, 12, 31),
    ]
    assert CHINA.add_many(days("2004-01-03", "2004-01-05"), -1).tolist() == [date(2004, 1, 2)] * 2
    assert CHINA.add_many(days("2004-01-01", "2026-12-31"), 0).tolist() == [
        date(2004, 1, 1),
        date(2026, 12, 31),
    ]
    for day, n in (("2004-01-02", -1), ("2026-12-31", 1), ("2026-12-04", 20)):
        for count in (n, np.array([n])):
            with pytest.raises(BeyondNotices, match="working day"):
                CHINA.add_many(days(day), count)


def test_calendars_from_before_1970_work_as_well() -> None:
    old = WorkCalendar.of(date(1960, 1, 1), date(1980, 12, 31), days_off=[date(1970, 1, 1)])
    column = np.arange("1960-02-01", "1980-12-01", dtype="datetime64[D]")
    for n in (5, -5, 0):
        assert old.add_many(column, n).tolist() == [old.add(day, n) for day in column.tolist()]
    assert old.count_many(column, column[::-1]).tolist() == [
        old.count(a, b) for a, b in zip(column.tolist(), column[::-1].tolist(), strict=True)
    ]
    assert np.isnat(old.add_many(days("1959-12-31", "1981-01-01"), 1, beyond="nat")).all()


def test_other_shapes_and_kinds_of_days() -> None:
    square = days("2026-01-05", "2026-01-06", "2026-01-07", "2026-01-08").reshape(2, 2)
    assert CHINA.add_many(square, 1).shape == (2, 2)
    assert CHINA.add_many(square.T, 1).tolist() == CHINA.add_many(square, 1).T.tolist()
    assert (
        CHINA.add_many(square, np.ones((2, 2), dtype=np.int8)).tolist()
        == CHINA.add_many(square, 1).tolist()
    )
    assert CHINA.add_many(np.array(["2026-01-05", "NaT"], dtype="datetime64[ns]"), 1).tolist() == [
        date(2026, 1, 6),
        None,
    ]
    assert CHINA.add_many([date(2026, 1, 5)], 1).tolist() == [date(2026, 1, 6)]
    assert CHINA.add_many(days(), 1).tolist() == CHINA.count_many(days(), days()).tolist() == []
    assert CHINA.add_many(days(), np.array([], dtype=np.int64)).tolist() == []
    strided = days("2026-01-05", "2026-01-06", "2026-01-07")[::2]
    assert CHINA.add_many(strided, 1).tolist() == [date(2026, 1, 6), date(2026, 1, 8)]


@pytest.mark.parametrize(
    ("column", "n", "why"),
    [
        (["2026-01-05"], 1, "a column of days is wanted"),
        ([1, 2], 1, "a column of days is wanted"),
        ([datetime(2026, 1, 5, tzinfo=UTC)], 1, "a column of days is wanted"),
        (
            np.array(["2026-01-05T08"], dtype="datetime64[h]"),
            1,
            "2026-01-05T08 is a moment without time zone",
        ),
        (np.array(["NaT"], dtype="datetime64"), 1, "a column of days is wanted"),
        (days("2026-01-05"), 1.5, "n is a whole number"),
        (days("2026-01-05"), "1", "n is a whole number"),
        (days("2026-01-05"), np.array([1, 2]), r"n has the shape \(2,\), the days have \(1,\)"),
    ],
)
def test_what_is_no_column_of_days_is_refused(column: Any, n: Any, why: str) -> None:
    with pytest.raises(ZwgkError, match=why):
        CHINA.add_many(column, n)


@pytest.mark.parametrize(
    "out",
    [np.empty(3, "datetime64[D]"), np.empty(2, "int64"), np.empty(4, "datetime64[D]")[::2], [1]],
)
def test_a_place_for_the_result_that_does_not_fit_is_refused(out: Any) -> None:
    with pytest.raises(ZwgkError, match="out is a contiguous"):
        CHINA.add_many(days("2026-01-05", "2026-01-06"), 1, out)


def test_other_refusals() -> None:
    with pytest.raises(ZwgkError, match="beyond is"):
        CHINA.add_many(days("2026-01-05"), 1, beyond="guess")
    with pytest.raises(ZwgkError, match="a count from or to NaT has no value"):
        CHINA.count_many(days("NaT"), days("2026-01-05"))


def test_arrow_columns_keep_their_nulls() -> None:
    arrow = pytest.importorskip("pyarrow")
    column = arrow.array([date(2026, 1, 5), None])
    assert CHINA.add_many(column, 1).to_pylist() == [date(2026, 1, 6), None]
    assert CHINA.add_many(column, 1).type == arrow.date32()
    assert (
        CHINA.add_many(arrow.chunked_array([column, column]), 1).to_pylist()
        == [date(2026, 1, 6), None] * 2
    )
    assert CHINA.add_many(column.cast(arrow.date64()), arrow.array([2, 2])).to_pylist() == [
        date(2026, 1, 7),
        None,
    ]
    assert CHINA.count_many(column, days("2026-01-09")).to_pylist() == [4, None]
    assert CHINA.count_many(
        days("2026-01-05"), arrow.array([None, date(2026, 1, 9)])
    ).to_pylist() == [None, 4]
    with pytest.raises(ZwgkError, match="n is a whole number of working days or a column of them"):
        CHINA.add_many(column, arrow.scalar(1))
    with pytest.raises(ZwgkError, match="date32"):
        CHINA.add_many(arrow.array([1]), 1)
    with pytest.raises(BeyondNotices):
        CHINA.add_many(arrow.array([date(2030, 1, 1)]), 1)


def test_numpy_is_loaded_for_columns_only() -> None:
    code = "import sys; from zwgk.workdays import china; china(); print('numpy' in sys.modules, 'zwgk.workdays.columns' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False False"


def test_a_result_may_take_the_place_of_its_own_column() -> None:
    column = days("2026-03-02", "2026-12-31", "NaT")
    CHINA.add_many(column, 1, column, beyond="nat")
    assert column.tolist() == [date(2026, 3, 3), None, None]
    for n in (1, np.array([1, 1])):
        column = days("2026-03-02", "2026-12-31")
        with pytest.raises(BeyondNotices, match=r"working day \+1 from 2026-12-31"):
            CHINA.add_many(column, n, column)


def scalar(calendar: WorkCalendar, day: date, n: int) -> date | None:
    try:
        return calendar.add(day, n)
    except BeyondNotices:
        return None


@pytest.mark.parametrize("first", [date(2004, 1, 1), date(1970, 1, 1), date(1969, 12, 1)])
def test_a_new_calendar_is_exact_for_every_day_and_small_count(first: date) -> None:
    """Tables are built afresh, so that nothing comes from an earlier test."""
    calendar = WorkCalendar(WorkCalendar.of(first, first + 40 * ONE, days_off=[first])._plan)
    outside = [first - ONE, first + 41 * ONE, date(1960, 1, 1), date(9999, 12, 31)]
    every = [first + ONE * at for at in range(41)] + outside
    rows = [(day, n) for day in every for n in range(-3, 4)]
    starts, counts = days(*(day for day, _ in rows)), np.array([n for _, n in rows])
    found = calendar.add_many(starts, counts, beyond="nat").tolist()
    assert found == [scalar(calendar, day, n) for day, n in rows]
    for n in range(-3, 4):
        column = days(*every)
        expected = [scalar(calendar, day, n) for day in every]
        assert calendar.add_many(column, n, beyond="nat").tolist() == expected


def test_no_count_however_great_leads_back_from_outside() -> None:
    starts = days("2027-01-01", "1960-01-01", "2026-01-05")
    for great in (-(1 << 40), -(1 << 40) - 1, 1 << 40):
        counts = np.full(3, great)
        assert np.isnat(CHINA.add_many(starts, counts, beyond="nat")).all()


def test_refusals_name_the_day_and_nothing_else() -> None:
    with pytest.raises(BeyondNotices, match=r"^20000-01-01 is outside the tables"):
        CHINA.add_many(days("20000-01-01"), 1)
    with pytest.raises(ZwgkError, match=r"^a count from or to NaT has no value$"):
        CHINA.count_many(days("NaT"), days("2026-01-05"))


def test_counts_are_whole_numbers_in_arrow_too() -> None:
    arrow = pytest.importorskip("pyarrow")
    column = arrow.array([date(2026, 1, 5), None])
    assert CHINA.count_many(column, days("2026-01-09")).type == arrow.int64()
