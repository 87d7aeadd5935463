"""Statutory periods by name: exact, explained, refused beyond what is known."""

import tomllib
import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zwgk
from zwgk.cli import main
from zwgk.deadline import deadline
from zwgk.law import Kind, facts
from zwgk.terms import Unit
from zwgk.workdays import WorkCalendar, china

CASES = tomllib.loads((Path(__file__).parent / "cases/deadlines.toml").read_text("utf-8"))["case"]
IN_HOURS = sorted(name for name, fact in facts().items() if fact.versions[0].unit is Unit.HOUR)
IN_DAYS = sorted(set(facts()) - set(IN_HOURS))
covered_days = st.dates(date(2021, 1, 1), date(2025, 12, 1))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    found = deadline(case["period"], case["start"])
    assert (found.due, found.strict_due) == (case["due"], case["strict"]), case["basis"]
    assert found.version == case.get("version", found.version)
    assert found.last_workday == case.get("last_workday", found.last_workday)
    assert found.certain
    assert found.earliest == found.latest == found.due


def test_hours_run_through_nights_and_holidays() -> None:
    found = deadline("opinion.response", "2026-02-14T17:00:00+08:00")
    assert found.to_dict()["due"] == "2026-02-16T17:00:00+08:00"


def test_an_aware_moment_is_taken_at_beijing_time() -> None:
    late_friday_in_utc = datetime(2026, 3, 6, 23, 30, tzinfo=UTC)
    assert deadline("request.answer", late_friday_in_utc).start == date(2026, 3, 7)
    assert (
        deadline("emergency.release", late_friday_in_utc).to_dict()["due"]
        == "2026-03-07T12:30:00+08:00"
    )


@pytest.mark.parametrize(
    ("period", "start", "said"),
    [
        ("request.answer", "2008-04-30", "in force from 2008-05-01"),
        ("request.fee_payment", "2020-12-31", "in force from 2021-01-01"),
        ("request.answer", "明天", "ISO day"),
        ("request.answer", datetime(2026, 1, 1), "time zone"),
        ("emergency.release", date(2026, 1, 1), "aware"),
        ("nothing", date(2026, 1, 1), "unknown period"),
        ("fangshan-2018:nothing", date(2026, 1, 1), "unknown period"),
        ("atlantis:consultation", date(2026, 1, 1), "unknown pack"),
    ],
)
def test_a_wrong_call_is_refused_in_one_sentence(period: str, start: Any, said: str) -> None:
    with pytest.raises(zwgk.ZwgkError, match=said):
        deadline(period, start)


def test_an_unknown_reading_is_refused() -> None:
    with pytest.raises(zwgk.ZwgkError, match="unknown readings"):
        deadline("request.answer", date(2026, 1, 5), readings=["magic"])


def test_the_other_reading_is_available_and_named() -> None:
    found = deadline("request.answer", date(2026, 2, 13), readings=["count-first-day"])
    assert (found.due, found.readings) == (date(2026, 3, 18), ("count-first-day",))


def test_the_law_of_another_day_may_be_asked_for() -> None:
    assert deadline("request.answer", date(2019, 5, 10)).due == date(2019, 5, 31)
    assert deadline("request.answer", date(2019, 5, 10), on_law=date(2019, 5, 15)).due == date(
        2019, 6, 10
    )


def test_beyond_the_last_notice_the_answer_is_refused() -> None:
    with pytest.raises(zwgk.BeyondNotices):
        deadline("request.answer", date(2026, 12, 20))


def test_a_provisional_answer_says_so_and_gives_its_bounds() -> None:
    found = deadline("request.answer", date(2026, 12, 20), provisional=True)
    assert not found.certain
    assert found.earliest <= found.due <= found.latest
    assert found.assumes
    assert "尚不确定" in found.explain()


def test_a_day_that_no_notice_moves_is_certain_beyond_the_last_notice() -> None:
    found = deadline("report.annual.department", date(2026, 11, 22))
    assert (found.due, found.certain, found.last_workday) == (date(2027, 1, 31), True, None)


def test_any_calendar_will_do() -> None:
    five_days = WorkCalendar.of(date(2026, 1, 1), date(2026, 12, 31))
    assert deadline("request.answer", date(2026, 2, 13), calendar=five_days).due == date(
        2026, 3, 13
    )


@pytest.mark.parametrize("period", IN_DAYS)
def test_every_period_explains_itself_with_its_ground(period: str) -> None:
    found = deadline(period, date(2025, 3, 7), on_law=date(2025, 3, 7))
    told = found.explain(daily=True)
    assert found.basis in told
    assert found.calendar in told
    assert found.to_dict()["schema"] == "zwgk/deadline/1"
    assert [step["on"] for step in found.to_dict()["steps"]][0] == "2025-03-07"


def test_the_daily_explanation_numbers_every_working_day() -> None:
    lines = (
        deadline("request.correction_notice", date(2025, 9, 29)).explain(daily=True).splitlines()
    )
    numbered = [line for line in lines if line.startswith("第")]
    assert len(numbered) == 7
    assert numbered[-1].startswith("第7个工作日 2025-10-15")
    assert any("调休上班" in line for line in numbered)


@given(st.sampled_from(IN_DAYS), covered_days, st.integers(0, 30))
def test_a_later_start_never_falls_due_earlier(period: str, start: date, later: int) -> None:
    after = start + timedelta(later)
    rule = facts()[period]
    if rule.known(start) and rule.on(start) is rule.on(after):
        first, second = (deadline(period, day, provisional=True) for day in (start, after))
        assert first.due <= second.due
        assert first.strict_due <= first.due


@given(st.sampled_from(IN_DAYS), covered_days)
def test_a_working_day_period_ends_on_its_last_working_day(period: str, start: date) -> None:
    rule = facts()[period]
    if rule.known(start) and rule.on(start).unit is Unit.WORKING_DAY:
        found = deadline(period, start)
        assert china().count(start, found.due) == rule.on(start).value
        assert china().is_workday(found.due)


@given(covered_days)
def test_only_a_very_last_day_off_moves(start: date) -> None:
    found = deadline("remedy.reconsideration", start)
    plain = start + timedelta(60)
    assert found.due == china().roll(plain)
    assert found.rule.kind is Kind.WITHIN


def test_the_picture_is_well_formed_and_marks_start_and_due() -> None:
    drawn = deadline("request.answer", date(2026, 2, 13)).picture()
    assert drawn is not None
    root = ET.fromstring(drawn)
    kinds = [each.get("class") for each in root.iter("{http://www.w3.org/2000/svg}rect")]
    assert (kinds.count("start"), kinds.count("due"), kinds.count("strict")) == (1, 1, 1)
    numbers = [
        each.text
        for each in root.iter("{http://www.w3.org/2000/svg}text")
        if "number" in (each.get("class") or "")
    ]
    assert numbers == [str(n) for n in range(1, 21)]
    assert kinds.count("makeup") == 2


def test_a_long_period_draws_its_first_and_last_month_only() -> None:
    drawn = deadline("archive.opening", date(2001, 4, 16), on_law=date(2026, 1, 5)).picture() or ""
    assert drawn.count('class="month"') == 2
    assert deadline("emergency.release", "2026-02-14T17:00:00+08:00").picture() is None


def test_zwgk_due_explains_and_draws(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "期限.svg"
    assert main(["due", "request.answer", "--from", "2026-02-13", "-o", str(out)]) == 0
    assert "2026年3月19日届满" in capsys.readouterr().out
    assert out.read_text("utf-8").startswith("<svg")


@pytest.mark.parametrize(
    "arguments",
    [
        ["due", "nothing", "--from", "2026-02-13"],
        ["due", "request.answer", "--from", "昨天"],
        ["due", "request.answer", "--from", "2026-12-20"],
        ["due", "request.answer", "--from", "2026-02-13", "-o", "x.pdf"],
        ["due", "emergency.release", "--from", "2026-02-14T17:00:00+08:00", "-o", "x.svg"],
        ["calendar", "2027"],
        ["calendar", "二零二六"],
    ],
)
def test_a_wrong_command_ends_with_two_and_one_sentence(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "Traceback" not in error


def test_zwgk_calendar_prints_every_day_of_the_year(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calendar", "2026"]) == 0
    printed = capsys.readouterr().out
    assert "工作日248天" in printed
    assert printed.count("班") == 6 + 2 + 6  # six days in the grid, the legend, six lines below
    assert main(["calendar", "2026", "--json"]) == 0
