"""Columns of statutory periods: every row as the single question answers it, versions, refusals, NaT and null."""

import subprocess
import sys
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zwgk
from zwgk.deadline import counted_in, deadline
from zwgk.errors import BeyondNotices, ZwgkError
from zwgk.law import facts
from zwgk.model.pack import PackPeriod
from zwgk.packs import Pack
from zwgk.packs import load as pack_named
from zwgk.terms import Unit
from zwgk.workdays import WorkCalendar, china

np = pytest.importorskip("numpy")

from zwgk import deadline_columns  # noqa: E402 - it needs numpy
from zwgk.deadline_columns import deadline_many  # noqa: E402
from zwgk.workdays.columns import CHUNK  # noqa: E402

IN_HOURS = sorted(name for name in facts() if Unit.HOUR in counted_in(name))
PERIODS = [*sorted({*facts()} - {*IN_HOURS}), "fangshan-2018:consultation"]
STARTS = st.lists(st.dates(date(2005, 1, 1), date(2028, 1, 1)) | st.none(), max_size=12)
INNER = st.lists(st.dates(date(2024, 6, 1), date(2026, 3, 1)) | st.none(), max_size=40)
CHANGE = date(2019, 5, 15)


def days(*given_: Any) -> Any:
    return np.array(given_, dtype="datetime64[D]")


def one_by_one(period: str, starts: list[date | None], **options: Any) -> list[Any]:
    return [start and deadline(period, start, **options).due for start in starts]


def outcome(ask: Any) -> Any:
    """What comes back, or the kind and the words of the refusal."""
    try:
        found = ask()
    except ZwgkError as error:
        return type(error), str(error)
    return found if isinstance(found, list) else found.tolist()


@pytest.mark.parametrize("period", PERIODS)
@given(starts=STARTS, data=st.data())
def test_every_row_is_what_the_single_question_gives_and_so_is_the_first_refusal(
    period: str, starts: list[date | None], data: st.DataObject
) -> None:
    on_law = data.draw(st.sampled_from([None, date(2026, 1, 1), date(2010, 1, 1)]))
    single = outcome(lambda: one_by_one(period, starts, on_law=on_law))
    assert outcome(lambda: deadline_many(period, days(*starts), on_law=on_law)) == single


@pytest.mark.parametrize("period", PERIODS)
@given(starts=INNER)
def test_every_row_within_the_calendar_is_answered(period: str, starts: list[date | None]) -> None:
    found = deadline_many(period, days(*starts))
    assert found.dtype == np.dtype("datetime64[D]")
    assert found.tolist() == one_by_one(period, starts)


@given(st.lists(st.dates(date(2019, 4, 1), date(2019, 7, 1)), min_size=1))
def test_each_row_follows_the_version_in_force_on_its_own_start(starts: list[date]) -> None:
    work = china()
    expected = [work.add(start, 20 if start >= CHANGE else 15) for start in starts]
    assert deadline_many("request.answer", days(*starts)).tolist() == expected


def test_both_sides_of_a_change_of_the_law() -> None:
    starts = days("2019-05-14", "2019-05-15", "NaT", "2019-05-14")
    found = deadline_many("request.answer", starts)
    wanted = [date(2019, 6, 4), date(2019, 6, 13), None, date(2019, 6, 4)]
    assert found.tolist() == wanted
    new = deadline_many("request.answer", starts, on_law=CHANGE)
    assert new.tolist() == [date(2019, 6, 12), date(2019, 6, 13), None, date(2019, 6, 12)]


def beyond() -> Any:
    return days("2026-03-02", "2026-12-31", "NaT", "2027-03-01", "2027-03-01")


def test_rows_beyond_the_last_notice_raise_or_become_nat_on_request() -> None:
    for _ in range(2):  # the second time the table is there already
        with pytest.raises(BeyondNotices, match=r"working day \+20 from 2026-12-31"):
            deadline_many("request.answer", beyond())
        found = deadline_many("request.answer", beyond(), beyond="nat")
        assert found.tolist() == [date(2026, 3, 30), None, None, None, None]


def test_the_first_refused_row_is_named_even_where_a_later_row_is_an_earlier_day() -> None:
    with pytest.raises(BeyondNotices, match="2027-03-02"):
        deadline_many("request.answer", days("2027-03-02", "2026-12-31"))
    column = np.full(CHUNK + 2, np.datetime64("2026-03-02"))
    column[-1] = np.datetime64("2026-12-30")
    with pytest.raises(BeyondNotices, match="from 2026-12-30"):
        deadline_many("request.answer", column)
    assert np.isnat(deadline_many("request.answer", column, beyond="nat")).sum() == 1


def test_days_that_no_notice_moves_are_answered_beyond_the_calendar_and_before_it() -> None:
    starts = days("2027-05-01", "1969-12-31", "1970-01-01", "2003-12-31", "2004-01-01")
    found = deadline_many("secrecy.review", starts, on_law=date(2024, 5, 1))
    assert found.tolist() == [
        date(2028, 5, 1),
        date(1970, 12, 31),
        date(1971, 1, 1),
        date(2004, 12, 31),
        date(2005, 1, 1),
    ]


def test_a_rule_not_in_force_is_an_error_in_every_mode() -> None:
    starts = days("2026-03-02", "2008-04-30", "2027-03-01")
    for mode in ("raise", "nat"):
        with pytest.raises(ZwgkError, match="in force from 2008-05-01, not on 2008-04-30"):
            deadline_many("request.answer", starts, beyond=mode)


@pytest.mark.parametrize("day", ["20000-01-01", "-0044-03-15"])
def test_days_no_calendar_can_name_are_beyond_it(day: str) -> None:
    with pytest.raises(BeyondNotices, match="outside the tables"):
        deadline_many("request.answer", days(day))
    assert deadline_many("request.answer", days(day), beyond="nat").tolist() == [None]


def test_the_result_may_be_taken_in_place_even_in_the_column_itself() -> None:
    starts = beyond()
    out = np.empty_like(starts)
    assert deadline_many("request.answer", starts, out=out, beyond="nat") is out
    assert out.tolist()[0] == date(2026, 3, 30)
    deadline_many("request.answer", starts, out=starts, beyond="nat")
    assert starts.tolist() == out.tolist()
    fresh = WorkCalendar.of(date(2024, 1, 1), date(2024, 12, 31))
    own = days("2024-03-01", "2024-12-31")
    with pytest.raises(BeyondNotices, match="from 2024-12-31"):
        deadline_many("request.answer", own, calendar=fresh, out=own)
    with pytest.raises(ZwgkError, match="out is a contiguous"):
        deadline_many("request.answer", starts, out=np.empty(3, "datetime64[D]"))


def test_any_calendar_pack_and_reading_will_do() -> None:
    old = WorkCalendar.of(date(1960, 1, 1), date(1980, 12, 31))
    starts = [date(1960, 1, 1), date(1970, 1, 1), date(1975, 6, 6)]
    options: dict[str, Any] = {"calendar": old, "on_law": date(2020, 1, 1)}
    found = deadline_many("request.answer", days(*starts), **options)
    assert found.tolist() == one_by_one("request.answer", list(starts), **options)
    with pytest.raises(BeyondNotices, match="1959-12-31"):
        deadline_many("request.answer", days("1959-12-31"), **options)
    first = deadline_many("request.answer", days("2026-02-13"), readings=["count-first-day"])
    assert first.tolist() == [date(2026, 3, 18)]
    assert deadline_many("request.answer", days("2026-02-13")).tolist() == [date(2026, 3, 19)]


def test_the_answers_of_one_pack_are_not_those_of_another() -> None:
    period = PackPeriod(value=3, unit=Unit.WORKING_DAY, what="答复", since=date(2020, 1, 1))
    own = Pack(name="baishi-2026", title="白石县方案", periods={"request.answer": period})
    day = days("2026-03-02")
    assert deadline_many("request.answer", day, pack=own).tolist() == [date(2026, 3, 5)]
    assert deadline_many("request.answer", day).tolist() == [date(2026, 3, 30)]
    assert deadline_many("request.answer", day, pack=own).tolist() == [date(2026, 3, 5)]
    named = deadline_many("request.answer", day, pack=pack_named("national-2019"))
    assert named.tolist() == [date(2026, 3, 30)]


def test_tables_are_kept_for_so_many_periods_and_no_more() -> None:
    fresh = WorkCalendar.of(date(2024, 1, 1), date(2024, 12, 31))
    for back in range(deadline_columns._KEPT + 5):
        law_of = date(2025, 1, 1).replace(day=1 + back % 28, month=1 + back // 28)
        found = deadline_many("request.answer", days("2024-03-01"), calendar=fresh, on_law=law_of)
        assert found.tolist() == [date(2024, 3, 29)]
    assert len(fresh.kept["deadlines"]) == deadline_columns._KEPT
    (first, *_) = fresh.kept["deadlines"].values()
    assert first[np.datetime64("2024-03-01").astype(int)] == days("2024-03-29").astype(int)[0]


@pytest.mark.parametrize("period", IN_HOURS)
def test_periods_in_hours_are_refused_because_no_column_holds_a_time_zone(period: str) -> None:
    for column in (days("2026-03-02"), days(), np.array(["2026-03-02T08:00"], "datetime64[m]")):
        with pytest.raises(ZwgkError, match=f"{period} runs in hours from an aware moment"):
            deadline_many(period, column)


@pytest.mark.parametrize(
    ("period", "column", "options", "why"),
    [
        ("nothing", days(), {}, "unknown period 'nothing'"),
        ("request.answer", ["2026-01-05"], {}, "a column of days is wanted"),
        (
            "request.answer",
            np.array(["2026-01-05T08"], dtype="datetime64[h]"),
            {},
            "moment without time zone",
        ),
        ("request.answer", [datetime(2026, 1, 5, tzinfo=UTC)], {}, "a column of days is wanted"),
        ("request.answer", days("2026-01-05"), {"beyond": "guess"}, 'beyond is "raise" or "nat"'),
        ("request.answer", days("2026-01-05"), {"readings": ["magic"]}, "unknown readings"),
        ("request.answer", days("2026-01-05"), {"pack": "atlantis"}, "unknown pack"),
    ],
)
def test_a_wrong_call_is_refused_in_one_sentence(
    period: str, column: Any, options: dict[str, Any], why: str
) -> None:
    with pytest.raises(ZwgkError, match=why):
        deadline_many(period, column, **options)


def test_arrow_columns_and_other_shapes_come_back_as_they_are() -> None:
    square = days("2026-01-05", "2026-01-06", "NaT", "2026-01-08").reshape(2, 2)
    flat = deadline_many("request.answer", square.ravel())
    assert (deadline_many("request.answer", square).ravel()[:2] == flat[:2]).all()
    assert deadline_many("request.answer", square.T).tolist() == flat.reshape(2, 2).T.tolist()
    assert deadline_many("request.answer", days()).tolist() == []
    arrow = pytest.importorskip("pyarrow")
    column = arrow.array([date(2026, 3, 2), None])
    found = deadline_many("request.answer", column)
    assert (found.type, found.to_pylist()) == (arrow.date32(), [date(2026, 3, 30), None])
    late = deadline_many("request.answer", arrow.array([date(2026, 12, 31)]), beyond="nat")
    assert late.null_count == 1


def test_the_public_name_loads_numpy_only_when_it_is_asked_for() -> None:
    assert zwgk.deadline_many is deadline_many
    code = "import sys, zwgk; zwgk.deadline; print('numpy' in sys.modules); zwgk.deadline_many; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
