"""Information records: each check on cases a lawyer can read, and what must hold of any record."""

import json
import time
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import zwgk
from strategies import plain_records, spoiled_records
from zwgk.cli import main
from zwgk.model import Information
from zwgk.packs import load
from zwgk.report import Report
from zwgk.terms import Attribute, Severity
from zwgk.validate.information import CHECKS
from zwgk.workdays import WorkCalendar

CASES = tomllib.loads((Path(__file__).parent / "cases/information.toml").read_text("utf-8"))
SOUND: dict[str, Any] = CASES["sound"]
DAY = date(2024, 6, 3)
SHORT = WorkCalendar.of(date(2024, 1, 1), date(2024, 12, 31))


def changed(change: dict[str, Any]) -> dict[str, Any]:
    """Change the sound record; a key whose value is 删去 is taken out."""
    return {key: value for key, value in (SOUND | change).items() if value != "删去"}


def judged(change: dict[str, Any], on: date | None = DAY, **options: Any) -> Report:
    return zwgk.validate(changed(change), on=on, **options)


def codes_of(report: Report) -> list[str]:
    return [each.code for each in report.findings]


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    report = judged(case["change"], date.fromisoformat(case.get("on", "2024-06-03")))
    assert codes_of(report) == case["expect"], case["basis"]
    if "severity" in case:
        assert {each.severity for each in report.findings} == {Severity(case["severity"])}


def test_every_case_names_its_basis_and_its_name_is_its_own() -> None:
    names = [case["name"] for case in CASES["case"]]
    assert len(names) == len(set(names))
    assert all(case["basis"].strip() for case in CASES["case"])


def test_findings_say_where_and_by_which_day() -> None:
    (late,) = judged({"published": "2024-04-22"}).findings
    assert (late.path, late.basis) == (
        "/published",
        "《中华人民共和国政府信息公开条例》第二十六条",
    )
    assert late.message == "应于2024-04-02前公开，2024-04-22才发布"
    (overdue,) = judged(
        {"attribute": "不予公开", "reason": "内部事务", "text": "删去"}, date(2026, 1, 4)
    ).findings
    assert overdue.path == "/reviewed"
    assert "2025-03-05" in overdue.message


def test_the_period_runs_from_the_day_on_which_it_was_made_public() -> None:
    opened = {"published": "删去", "dates": {"转为主动公开": "2024-05-06"}}
    assert codes_of(judged(opened, date(2024, 5, 31))) == []
    (missing,) = judged(opened, date(2024, 6, 1)).findings
    assert missing.message == "应于2024-05-31前公开，至2024-06-01没有发布日期"
    (late,) = judged(opened | {"published": "2024-06-04"}, date(2024, 6, 5)).findings
    assert late.code == "publication.late"
    old = opened | {"dates": {"转为主动公开": "2024-01-02"}}
    assert codes_of(judged(old, date(2024, 4, 2))) == []


def test_without_a_day_what_is_late_is_still_found() -> None:
    assert codes_of(judged({"published": "2024-04-22"}, None)) == ["publication.late"]
    assert codes_of(judged({"published": "删去"}, None)) == ["check.day-needed"]


def test_a_model_is_judged_as_its_dict_is() -> None:
    for case in CASES["case"]:
        data = changed(case["change"])
        if not any(code.startswith("shape.") for code in case["expect"]):
            made = Information.from_dict(data)
            assert zwgk.validate(made, on=DAY) == zwgk.validate(data, on=DAY)


def test_a_model_without_any_day_is_told_so() -> None:
    report = zwgk.validate(Information("通报", "白石县应急管理局"), on=DAY)
    assert [(each.code, each.path) for each in report.findings] == [("shape.missing", "/created")]


def test_a_list_of_records_has_numbered_paths() -> None:
    report = zwgk.validate([SOUND, changed({"published": "2024-05-20"})], on=DAY)
    assert [(each.code, each.path) for each in report.findings] == [
        ("publication.late", "/1/published")
    ]


def test_the_command_checks_a_file_of_records(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "信息.json"
    late = changed({"published": "2024-05-20"})
    file.write_text(json.dumps([SOUND, late], ensure_ascii=False), encoding="utf-8")
    assert main(["check", str(file), "--on", "2024-06-03"]) == 1
    assert "publication.late" in capsys.readouterr().out
    file.write_text(json.dumps([SOUND], ensure_ascii=False), encoding="utf-8")
    assert main(["check", str(file), "--on", "2024-06-03"]) == 0


@pytest.mark.parametrize(
    "index",
    [
        "014730158/2024-00021",
        "01473015X/2024-00021",
        "014730158／2024-00021",
        "014730158/202403-00021",
        "014730158/2024-000021",
        "01473015-8/2024-00021",
        "0147301-8/2024-00021",
        "0147301580/2024-000021",
        "014730158-2024-00021",
        "BSX-YJ-2024-00021",
    ],
)
def test_index_numbers_as_they_are_written(index: str) -> None:
    assert codes_of(judged({"index": index})) == []


@pytest.mark.parametrize(
    "index",
    [
        "abc",
        "2024",
        "白应急〔2024〕7号",
        "0147301/2024-00021",
        "014730158/24-00021",
        "014730158/2024",
        "014730158/2024-",
        "014730158/2024-21",
        "014730158/202413-00021",
        "014730158/3024-00021",
        "014730158 2024 00021",
        "014730158/2024-00021/1",
        "01473O158_2024-00021",
        "x" * 100_000,
    ],
)
def test_index_numbers_that_are_none(index: str) -> None:
    assert codes_of(judged({"index": index})) == ["index.malformed"]


def test_a_plan_may_have_a_period_of_its_own_and_other_severities() -> None:
    plan = evolve(load("national"), severity={"publication.late": "warning"})
    report = judged({"published": "2024-04-22"}, pack=plan)
    assert report.ok
    assert codes_of(report) == ["publication.late"]
    own = load("changsha")
    found = judged(
        {"attribute": "不予公开", "reason": "内部事务", "text": "删去"}, date(2026, 1, 4), pack=own
    )
    assert codes_of(found) == ["withheld.review-overdue", "trail.missing"]


@pytest.mark.parametrize("start", ["2023-12-25", "2024-12-25", "2030-03-05"])
def test_a_calendar_that_ends_too_early_is_said_and_never_raises(start: str) -> None:
    report = judged(
        {"created": start, "published": "删去", "text": "删去"}, date(2031, 1, 1), calendar=SHORT
    )
    assert "calendar.uncovered" in codes_of(report)


def test_a_late_day_that_a_notice_may_still_excuse_is_a_warning() -> None:
    severities = set()
    for days in range(1, 60):
        day = date(2028, 9, 11) + timedelta(days)
        found = judged({"created": "2028-09-11", "published": day.isoformat()}, date(2028, 12, 31))
        severities |= {each.severity for each in found.findings if each.code == "publication.late"}
    assert severities == {Severity.WARNING, Severity.ERROR}


@given(
    st.dates(date(2008, 5, 1), date(2040, 1, 1)),
    st.integers(0, 400),
    st.integers(0, 400),
)
def test_later_publication_never_becomes_less_late(created: date, first: int, more: int) -> None:
    def late(days: int) -> int:
        day = (created + timedelta(days)).isoformat()
        change = {"created": created.isoformat(), "published": day}
        found = judged(change, select=["publication.late"]).errors
        return len(found)

    assert late(first) <= late(first + more)


@given(st.dates(date(2008, 5, 1), date(2026, 6, 1)), st.integers(0, 300), st.integers(0, 300))
def test_what_is_missing_stays_missing(created: date, first: int, more: int) -> None:
    def missing(days: int) -> bool:
        on = created + timedelta(days)
        record = {"created": created.isoformat(), "published": "删去"}
        return not judged(record, on, select=["publication.missing"]).ok

    assert missing(first) <= missing(first + more)


@given(spoiled_records(Information), st.none() | st.dates())
def test_validate_never_raises_on_spoiled_records(data: dict[str, Any], on: date | None) -> None:
    found = zwgk.validate(data, on=on).findings
    assert len(found) == len(set(found))
    for calendar in (None, SHORT):
        zwgk.validate([data], on=on, calendar=calendar)


@given(plain_records(Information), st.dates())
def test_a_ground_never_adds_a_finding(data: dict[str, Any], on: date) -> None:
    record = Information.from_dict(data)
    grounded = evolve(record, reason="属于内部工作流程信息")
    assert set(zwgk.validate(grounded, on=on).findings) <= set(
        zwgk.validate(record, on=on).findings
    )


@given(plain_records(Information), st.dates())
def test_what_is_only_on_request_is_never_late(data: dict[str, Any], on: date) -> None:
    record = evolve(Information.from_dict(data), attribute=Attribute.ON_REQUEST)
    assert not zwgk.validate(
        record, on=on, select=["publication.late", "publication.missing"]
    ).errors


@pytest.mark.speed
@pytest.mark.parametrize(
    "piece", ["印发", "1日 ", "1日　", "〔2024〕", "A1", "9" * 17 + "/", "（此件", "无"]
)
def test_long_texts_are_judged_quickly(piece: str) -> None:
    long = (piece * 100_000)[:100_000]
    record = Information(
        long,
        long,
        index=long,
        number=long,
        created=DAY,
        reason=long,
        text=long,
        extras={"信用代码" + long: long},
    )
    began = time.process_time()
    zwgk.validate(record, on=DAY)
    assert time.process_time() - began < 3


def test_the_checks_can_be_read_as_a_list() -> None:
    assert all(check.__doc__ for check in CHECKS)
