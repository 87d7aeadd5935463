"""The annual report: sums that hold and sums that do not, and counting applications into the table."""

import time
from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import product
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import zwgk
from annuals import LEAVES, application, applications, sound_reports, zero
from strategies import any_json, plain_records, spoiled_records
from zwgk.model import AnnualReport, Application, Documents, FeeStatement, Proactive
from zwgk.report import Finding, codes
from zwgk.text.annual import (
    applicant_of,
    applicants,
    bare,
    outcomes_of,
    remedy_of,
    result_of,
    results,
    row_of,
    rows,
    table,
)

ONE = (1, 0, 0, 0, 0, 0, 1)
DAY_NEEDED = "check.day-needed"


def judged(subject: Any) -> list[Finding]:
    return list(zwgk.validate(subject, ignore=[DAY_NEEDED]).findings)


def found(subject: Any) -> list[tuple[str, str]]:
    return [(each.code, each.path) for each in judged(subject)]


def changed(report: AnnualReport, row: str, column: int, by: int) -> AnnualReport:
    cells = list(report.requests[row])
    cells[column] += by
    return evolve(report, requests={**report.requests, row: tuple(cells)})


# ------------------------------------------------------------------ sums


@given(sound_reports())
def test_a_report_built_from_its_leaves_satisfies_every_sum(report: AnnualReport) -> None:
    assert found(report) == []
    assert AnnualReport.from_dict(report.to_dict()) == report
    assert found(report.to_dict()) == []


def sums_with(row: str, column: int) -> set[str]:
    """Name the sums a cell of table three stands in, by the path of their finding."""
    paths = {f"/requests/{row}"}
    if row in ("received", "carried_in", "total", "carried_out"):
        paths.add(f"/requests/received/{column}")
    if row == "total" or row in LEAVES:
        paths.add(f"/requests/total/{column}")
    return paths


@given(
    sound_reports(), st.sampled_from(rows()), st.integers(0, 6), st.sampled_from([1, 5, 9, 1000])
)
def test_one_changed_cell_breaks_exactly_the_sums_that_contain_it(
    report: AnnualReport, row: Any, column: int, by: int
) -> None:
    report = evolve(changed(report, row.key, column, by), fee=FeeStatement(0, 0))
    broken = found(report)
    assert {code for code, _ in broken} == {"annual.identity"}
    assert sorted(path for _, path in broken) == sorted(sums_with(row.key, column))


@given(sound_reports(), st.sampled_from(rows()), st.integers(0, 6), st.integers(1, 50))
def test_the_hint_names_the_one_cell_that_explains_every_broken_sum(
    report: AnnualReport, row: Any, column: int, by: int
) -> None:
    broken = changed(report, row.key, column, by)
    right, wrong = (each.requests[row.key][column] for each in (report, broken))
    hint = f"“{row.short}”行“{applicants()[column]}”栏：这一格由 {wrong} 改为 {right}，"
    found = [each for each in judged(broken) if each.code == "annual.identity"]
    assert all(hint in (each.hint or "") for each in found)


def test_where_no_single_cell_explains_the_sums_the_hint_is_the_usual_one() -> None:
    report = AnnualReport(2025, zero(granted=ONE, total=(0, 1, 0, 0, 0, 0, 1)))
    assert {each.hint for each in judged(report)} == {codes()["annual.identity"].hint}


@given(
    sound_reports().filter(lambda report: report.remedies is not None),
    st.sampled_from(["reconsideration", "litigation_direct", "litigation_after_reconsideration"]),
    st.integers(0, 4),
)
def test_one_changed_cell_of_table_four_breaks_one_sum(
    report: AnnualReport, group: str, column: int
) -> None:
    remedies = report.remedies or {}
    cells = list(remedies[group])
    cells[column] += 2
    broken = evolve(report, remedies={**remedies, group: tuple(cells)})
    assert found(broken) == [("annual.identity", f"/remedies/{group}")]


def test_a_finding_names_the_cells_the_figures_and_the_difference() -> None:
    report = AnnualReport(
        2025, zero(received=(3, 0, 0, 0, 0, 0, 3), carried_out=(2, 0, 0, 0, 0, 0, 2))
    )
    first, last = judged(report)
    assert (
        first.message
        == "“自然人”栏：“本年新收” 3 ＋ “上年结转” 0 ＝ 3，“总计” 0 ＋ “结转下年度” 2 ＝ 2，相差 1"
    )
    assert last.path == "/requests/received/6"
    report = AnnualReport(
        2025,
        zero(
            granted=(1, 0, 0, 0, 0, 0, 3),
            total=(1, 0, 0, 0, 0, 0, 3),
            received=(1, 0, 0, 0, 0, 0, 3),
        ),
    )
    messages = [each.message for each in judged(report)]
    assert "“予以公开”行：6 类申请人之和为 1，“总计”栏为 3，相差 2" in messages


def test_a_missing_row_is_said_once_and_breaks_no_sum() -> None:
    data = AnnualReport(2025, zero(total=(5, 0, 0, 0, 0, 0, 5))).to_dict()
    del data["requests"]["total"]
    assert found(data) == [("shape.missing", "/requests/total")]


@pytest.mark.parametrize(
    ("cells", "path"),
    [
        ([1, 2], "/requests/granted"),
        ([0, 0, 0, -1, 0, 0, 0], "/requests/granted/3"),
        ([0, 0, "三", 0, 0, 0, 0], "/requests/granted/2"),
        ("7", "/requests/granted"),
    ],
)
def test_cells_that_are_no_counts_are_refused_by_the_shape_alone(cells: Any, path: str) -> None:
    data = AnnualReport(2025, zero()).to_dict()
    data["requests"]["granted"] = cells
    assert found(data) == [("shape.wrong-kind", path)]


def test_an_unknown_row_is_an_unknown_key() -> None:
    data = AnnualReport(2025, zero()).to_dict()
    data["requests"]["granted_mostly"] = [0] * 7
    assert found(data) == [("shape.unknown-key", "/requests/granted_mostly")]


def test_a_report_made_by_a_program_with_rows_missing_does_not_stop_the_check() -> None:
    assert found(AnnualReport(2025, {"granted": (1, 2)})) == []


# ------------------------------------------------------------------ year to year


@given(sound_reports(year=2024), sound_reports(year=2025), st.booleans())
def test_two_years_of_one_body_are_compared_cell_by_cell(
    last: AnnualReport, report: AnnualReport, turned: bool
) -> None:
    report = evolve(report, body=last.body, proactive=None)
    both = [report, last] if turned else [last, report]
    there = 0 if turned else 1
    differ = [
        n for n in range(7) if report.requests["carried_in"][n] != last.requests["carried_out"][n]
    ]
    expected = [("annual.identity", f"/{there}/requests/carried_in/{n}") for n in differ]
    assert found(both) == expected
    assert found([each.to_dict() for each in both]) == expected


@given(sound_reports(year=2023), sound_reports(year=2025))
def test_years_that_do_not_follow_and_other_bodies_are_not_compared(
    early: AnnualReport, report: AnnualReport
) -> None:
    assert found([early, evolve(report, body=early.body)]) == []
    assert found([evolve(early, year=2024, body="甲局"), evolve(report, body="乙局")]) == []


def test_documents_in_force_follow_from_last_year() -> None:
    last = AnnualReport(2024, zero(), proactive=Proactive(rules=Documents(0, 0, 7)))
    report = AnnualReport(2025, zero(), proactive=Proactive(rules=Documents(3, 1, 9)))
    assert found([last, report]) == []
    odd = evolve(report, proactive=Proactive(rules=Documents(3, 1, 8)))
    (warning,) = judged([last, odd])
    assert (warning.code, warning.path) == ("annual.stock", "/1/proactive/rules/in_force")
    assert "为 9 件，表中现行有效 8 件" in warning.message


def test_an_unpaid_fee_wants_a_statement() -> None:
    ended = (1, 0, 0, 0, 0, 0, 1)
    table = zero(received=ended, other__fee_lapsed=ended, total=ended)
    assert found(AnnualReport(2025, table)) == [("annual.fee-statement", "/fee")]
    assert found(AnnualReport(2025, table, fee=FeeStatement(1, 0))) == []


@given(spoiled_records(AnnualReport))
def test_judging_never_raises_on_spoiled_reports(data: dict[str, Any]) -> None:
    zwgk.validate(data)
    zwgk.validate([data, data])


# ------------------------------------------------------------------ counting


def counted_otherwise(given: Iterable[dict[str, Any]], year: int) -> dict[str, list[int]]:
    """Count with day texts and whole tables, another way than the library does."""
    table = {row.key: [0] * 7 for row in rows()}
    first, last = f"{year}-01-01", f"{year}-12-31"
    for each in given:
        start = each["events"][0]["on"]
        end, outcome = ("9999-12-31", "")
        if len(each["events"]) > 1:
            end, outcome = each["events"][1]["on"], each["events"][1]["outcome"]
        keys = []
        if start > last or end < first:
            continue
        keys.append("received" if start >= first else "carried_in")
        if end > last:
            keys.append("carried_out")
        else:
            keys += ["total", next(row.key for row in rows() if outcome in (row.key, row.whole))]
        for key, column in product(keys, (applicants().index(each["applicant"]["kind"]), 6)):
            table[key][column] += 1
    return table


@given(applications(), st.sampled_from([2024, 2025, 2026]))
def test_counting_agrees_with_another_count_and_every_sum_holds(
    given: list[dict[str, Any]], year: int
) -> None:
    report = zwgk.annual_report(given, year=year, fee={"notices": 0, "amount": 0})
    assert report.reading == ()
    assert {key: list(cells) for key, cells in report.requests.items()} == counted_otherwise(
        given, year
    )
    assert found(report) == []


@given(applications())
def test_records_and_plain_data_count_alike(given: list[dict[str, Any]]) -> None:
    records = [Application.from_dict(each) for each in given]
    assert zwgk.annual_report(records, year=2025) == zwgk.annual_report(given, year=2025)


@given(applications())
def test_what_one_year_carries_out_the_next_carries_in(given: list[dict[str, Any]]) -> None:
    last, report = (zwgk.annual_report(given, year=year) for year in (2024, 2025))
    assert last.requests["carried_out"] == report.requests["carried_in"]
    again = zwgk.annual_report(given, year=2025, carried_in=last)
    assert again == report


@given(st.lists(any_json, max_size=4), st.lists(any_json, max_size=3))
def test_counting_never_raises_on_any_json(given: list[Any], remedies: list[Any]) -> None:
    zwgk.annual_report(given, year=2025, remedies=remedies)


@given(plain_records(Application), spoiled_records(Application))
def test_counting_never_raises_on_odd_applications(one: Any, other: Any) -> None:
    zwgk.validate(zwgk.annual_report([one, other], year=2025))


def ended(number: str, *events: dict[str, Any], **more: Any) -> dict[str, Any]:
    listed = [{"event": "received", "on": "2025-03-03"}, *events]
    return {"id": number, "applicant": {"kind": "科研机构"}, "events": listed} | more


@pytest.mark.parametrize(
    ("event", "row"),
    [
        ({"event": "correction_lapsed", "on": "2025-04-01"}, "other.correction_lapsed"),
        ({"event": "fee_lapsed", "on": "2025-04-01"}, "other.fee_lapsed"),
        ({"event": "withdrawn", "on": "2025-04-01"}, "other.other"),
        ({"event": "answered", "on": "2025-04-01", "outcome": "granted"}, "granted"),
        ({"event": "answered", "on": "2025-04-01", "outcome": "信息不存在"}, "unavailable.not_held"),
        ({"event": "answered", "on": "2025-04-01", "outcome": "予以公开、属于国家秘密"}, "partly_granted"),
        ({"event": "answered", "on": "2025-04-01", "outcome": ["withheld.internal", "部分公开"]}, "partly_granted"),
        ({"event": "answered", "on": "2025-12-30", "delivery": "邮寄", "posted": "2026-01-04", "outcome": "granted"}, "carried_out"),
        ({"event": "answered", "on": "2026-01-04", "delivery": "直接", "served": "2025-12-31", "outcome": "granted"}, "granted"),
        ({"event": "extended", "on": "2025-03-20"}, "carried_out"),
    ],
)  # fmt: skip
def test_how_an_application_ended_decides_its_row(event: dict[str, Any], row: str) -> None:
    report = zwgk.annual_report([ended("1", event)], year=2025)
    counted = {key for key, cells in report.requests.items() if any(cells)}
    assert counted - {"total"} == {"received", row}
    assert report.requests[row] == (0, 0, 1, 0, 0, 0, 1)


def test_the_outcome_of_the_application_stands_in_for_that_of_the_answer() -> None:
    answer = {"event": "answered", "on": "2025-04-01"}
    report = zwgk.annual_report([ended("1", answer, outcome="重复申请")], year=2025)
    assert report.requests["unprocessed.repeat"][6] == 1


def test_the_first_end_counts() -> None:
    events = (
        {"event": "answered", "on": "2025-06-01", "outcome": "granted"},
        {"event": "withdrawn", "on": "2025-04-01"},
    )
    report = zwgk.annual_report([ended("1", *events)], year=2025)
    assert report.requests["other.other"][6] == 1
    assert report.requests["total"][6] == 1


@pytest.mark.parametrize(
    "outcome", ["暂缓", "不予公开", "总计", "", None, 5, ["granted", "重复申请"], ["granted", 5]]
)
def test_an_unknown_outcome_is_one_finding_and_counts_in_no_row(outcome: Any) -> None:
    answer = {"event": "answered", "on": "2025-04-01", "outcome": outcome}
    report = zwgk.annual_report([ended("7", answer)], year=2025)
    assert found(report) == [("annual.outcome-unknown", "/applications/0/outcome")]
    assert "编号“7”" in judged(report)[0].message
    assert report.requests["received"][6] == 1
    assert report.requests["total"][6] == 0


@pytest.mark.parametrize(
    "given",
    [
        ended("1") | {"applicant": {"kind": "外星人"}},
        ended("1") | {"applicant": None},
        ended("1") | {"events": []},
        ended("1") | {"events": [{"event": "received", "on": "2025-02-30"}]},
        ended("1", {"event": "answered", "outcome": "granted"}),
        {},
        "申请",
    ],
)
def test_what_cannot_be_counted_is_said(given: Any) -> None:
    report = zwgk.annual_report([given], year=2025)
    assert [code for code, _ in found(report)] == ["annual.not-counted"]
    assert not any(any(cells) for cells in report.requests.values())


def said(given: Any, **more: Any) -> tuple[str, str, str, Any]:
    """Give what the one finding on these applications says."""
    report = zwgk.annual_report([given] if isinstance(given, dict) else given, year=2025, **more)
    one: Any
    (one,) = report.reading
    return one.code, one.path, one.message, one.value


@pytest.mark.parametrize(
    ("given", "path", "message"),
    [
        (ended("1") | {"applicant": {"kind": "外星人"}}, "/0/applicant/kind", "编号“1”的申请：申请人类别“外星人”不是统计表的一栏"),
        (ended("1") | {"applicant": {"kind": ""}}, "/0/applicant/kind", "编号“1”的申请：没有申请人类别"),
        (ended("1") | {"applicant": {"kind": 5}}, "/0/applicant/kind", "编号“1”的申请：没有申请人类别"),
        (ended("1") | {"events": []}, "/0/events", "编号“1”的申请：没有收到日期"),
        (ended("1") | {"events": None, "id": 7}, "/0/events", "没有编号的申请：没有收到日期"),
        (ended("1", {"event": "answered", "outcome": "granted"}), "/0/events", "编号“1”的申请：办结的节点没有日期"),
    ],
)  # fmt: skip
def test_why_an_application_is_not_counted_is_told_in_full(
    given: Any, path: str, message: str
) -> None:
    assert said(given) == ("annual.not-counted", f"/applications{path}", message, None)


@pytest.mark.parametrize(
    ("outcome", "message", "value"),
    [
        ("暂缓", "编号“7”的申请：办理结果“暂缓”不是统计表的一个分项，没有计入办理结果", "暂缓"),
        (["granted", "缓", "", 5], "编号“7”的申请：办理结果“granted、缓”不是统计表的一个分项，没有计入办理结果", "granted、缓"),
        (None, "编号“7”的申请：已经办结，没有写明办理结果，没有计入办理结果", None),
    ],
)  # fmt: skip
def test_an_outcome_that_is_no_row_is_quoted(outcome: Any, message: str, value: Any) -> None:
    answer = {"event": "answered", "on": "2025-04-01", "outcome": outcome}
    path = "/applications/0/outcome"
    assert said(ended("7", answer)) == ("annual.outcome-unknown", path, message, value)


def test_a_repeated_number_is_told_at_the_later_one_and_the_rest_is_counted() -> None:
    one, other = ended("甲-1"), ended("甲-2")
    message = "编号“甲-1”的申请出现不止一次，只计第一次"
    assert said([one, one, other]) == (
        "annual.counted-once",
        "/applications/1/id",
        message,
        "甲-1",
    )
    report = zwgk.annual_report([one, one, other], year=2025)
    assert report.requests["received"][6] == 2


def test_applications_without_a_number_are_all_counted() -> None:
    report = zwgk.annual_report([ended(""), ended("")], year=2025)
    assert (report.requests["received"][6], report.reading) == (2, ())


def test_one_odd_application_does_not_end_the_count() -> None:
    given = [{}, ended("1"), ended("2") | {"applicant": None}, ended("3")]
    report = zwgk.annual_report(given, year=2025)
    assert report.requests["received"][6] == 2
    reading: Any = report.reading
    assert [each.path for each in reading] == [
        "/applications/0/events",
        "/applications/2/applicant/kind",
    ]


def test_the_same_number_twice_counts_once() -> None:
    one = application("甲-1", "2025-03-03", "2025-03-20", "granted")
    report = zwgk.annual_report([one, one], year=2025)
    assert report.requests["granted"][6] == 1
    assert found(report) == [("annual.counted-once", "/applications/1/id")]


@pytest.mark.parametrize(
    ("via", "days", "counts"),
    [
        ("当面", {"submitted": "2025-12-31"}, True),
        ("邮寄签收", {"submitted": "2025-12-30", "signed": "2026-01-04"}, False),
        ("网络", {"submitted": "2025-12-30", "confirmed": "2025-12-31"}, True),
        ("网络", {"submitted": "2025-12-30", "confirmed": "2026-01-04", "on": "2025-12-31"}, True),
    ],
)  # fmt: skip
def test_the_day_of_receipt_follows_from_the_way_of_submission(
    via: str, days: dict[str, str], counts: bool
) -> None:
    given = {
        "id": "1",
        "via": via,
        "applicant": {"kind": "其他"},
        "events": [{"event": "received"} | days],
    }
    report = zwgk.annual_report([given], year=2025)
    assert report.reading == ()
    assert report.requests["received"][6] == counts


@pytest.mark.parametrize(
    ("via", "event", "counts"),
    [
        ("当面", {"submitted": "2025-03-04"}, True),
        ("平信", {"submitted": "2025-03-04"}, False),
        ("路上", {"submitted": "2025-03-04"}, False),
        (None, {"submitted": "2025-03-04", "confirmed": "2025-03-04"}, False),
        (5, {"on": "2025-03-04"}, True),
        ("路上", {"on": "2025-03-04"}, True),
        ("邮寄签收", {"on": "2025-02-30", "signed": "2025-03-04"}, True),
    ],
)
def test_without_a_recorded_day_the_channel_names_the_one_that_counts(
    via: Any, event: dict[str, str], *, counts: bool
) -> None:
    given = {"id": "1", "via": via, "applicant": {"kind": "其他"}}
    events = [{"event": "noted", "on": "2024-01-01"}, {"event": "received", **event}]
    report = zwgk.annual_report([given | {"events": events}], year=2025)
    assert report.requests["received"][6] == counts
    assert bool(report.reading) is not counts


def test_a_moment_counts_by_beijing_time() -> None:
    given = application("1", "2025-12-31T17:00:00+00:00")
    assert zwgk.annual_report([given], year=2025).requests["received"][6] == 0
    assert zwgk.annual_report([given], year=2026).requests["received"][6] == 1


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        ("2025-12-31T23:00:00", None),
        ("2025-12-31T15:59:59+00:00", True),
        ("2025-12-31T16:00:00+00:00", False),
        ("0001-01-01T00:00:00+14:00", None),
        (datetime(2025, 12, 31, 15, 59, tzinfo=UTC), True),
        (datetime(2025, 12, 31, 16, tzinfo=UTC), False),
        (datetime(2025, 12, 31, 16), None),
        (date(2025, 12, 31), True),
        (date(2026, 1, 1), False),
        (20251231, None),
    ],
)
def test_days_and_moments_are_read_alike(day: Any, *, counts: bool | None) -> None:
    report = zwgk.annual_report([application("1", day)], year=2025)
    assert report.requests["received"][6] == (counts or 0)
    assert bool(report.reading) is (counts is None)


def test_numbers_of_persons_are_masked() -> None:
    given = application("11010519491231002X", "2025-03-03", "2025-03-20", "缓")
    report = zwgk.annual_report([given], year=2025)
    assert "11010519491231002X" not in str([each.to_dict() for each in judged(report)])


@pytest.mark.parametrize("row", [(1, 2, 0, 0, 0, 0, 3), [1, 2, 0, 0, 0, 0]])
def test_what_was_carried_over_may_be_given(row: Any) -> None:
    report = zwgk.annual_report([], year=2025, carried_in=row)
    assert report.requests["carried_in"] == (1, 2, 0, 0, 0, 0, 3)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"year": "2025"}, "^year= wants a whole number such as 2025, not '2025'$"),
        ({"year": True}, "^year= wants a whole number such as 2025, not True$"),
        ({"carried_in": (1, 2)}, r"^carried_in= wants 7 whole numbers, the total last, not \(1, 2\)$"),
        ({"carried_in": ["一"] * 7}, "^carried_in= wants 7 whole numbers"),
        ({"carried_in": [0] * 8}, "^carried_in= wants 7 whole numbers"),
        ({"carried_in": [0] * 5}, "^carried_in= wants 7 whole numbers"),
        ({"carried_in": AnnualReport(2023, zero())}, "^carried_in= wants the report of 2024, not of 2023$"),
        ({"carried_in": AnnualReport(2025, zero())}, "^carried_in= wants the report of 2024, not of 2025$"),
        ({"proactive": {"rules": 5}}, "rules"),
        ({"fee": {"notices": -1, "amount": 0}}, "notices"),
    ],
)  # fmt: skip
def test_wrong_calls_are_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(zwgk.ZwgkError, match=message):
        zwgk.annual_report([], **{"year": 2025, **options})


def test_what_is_given_stands_in_the_report() -> None:
    given: dict[str, Any] = {
        "proactive": {"rules": {"issued": 1, "abolished": 0, "in_force": 9}},
        "fee": {"notices": 1, "amount": 10},
    }
    report = zwgk.annual_report([], year=2025, body="白石县教育局", **given)
    assert (report.year, report.body) == (2025, "白石县教育局")
    assert report.proactive == Proactive(rules=Documents(1, 0, 9))
    assert report.fee == FeeStatement(1, 10)
    same = zwgk.annual_report(
        [], year=2025, body="白石县教育局", proactive=report.proactive, fee=report.fee
    )
    assert same == report
    assert zwgk.annual_report([], year=2025).body == ""


def test_remedies_count_by_the_day_of_decision_and_pending_ones_stay() -> None:
    given = [
        {"kind": "reconsideration", "result": "维持", "on": "2025-05-06"},
        {"kind": "行政复议", "result": "结果纠正", "on": "2025-05-06"},
        {"kind": "litigation_direct", "result": "未审结", "on": "2024-11-01"},
        {"kind": "litigation_direct", "result": "其他", "on": "2024-11-01"},
        {"kind": "复议后起诉", "result": "维持", "on": "2026-01-04"},
    ]
    report = zwgk.annual_report([], year=2025, remedies=given)
    assert report.remedies == {
        "reconsideration": (1, 1, 0, 0, 2),
        "litigation_direct": (0, 0, 0, 1, 1),
        "litigation_after_reconsideration": (0, 0, 0, 0, 0),
    }
    assert found(report) == []


def test_a_remedy_of_unknown_kind_is_said() -> None:
    report = zwgk.annual_report(
        [], year=2025, remedies=[{"kind": "仲裁", "result": "维持", "on": "2025-05-06"}]
    )
    assert found(report) == [("annual.not-counted", "/remedies/0")]


@pytest.mark.parametrize(
    "odd",
    [{"kind": "仲裁"}, {"kind": None}, {"result": "不详"}, {"result": 5}, {"on": "2025-13-01"}, {}],
)
def test_a_remedy_of_which_something_is_unknown_is_said_and_the_next_is_counted(odd: Any) -> None:
    sound = {"kind": "reconsideration", "result": "维持", "on": "2025-05-06"}
    report = zwgk.annual_report([], year=2025, remedies=[odd and sound | odd, sound])
    one: Any
    (one,) = report.reading
    assert (one.code, one.path) == ("annual.not-counted", "/remedies/0")
    assert one.message == "复议、诉讼案件的种类、结果或者日期不明"
    assert (report.remedies or {})["reconsideration"] == (1, 0, 0, 0, 1)


@pytest.mark.parametrize(
    ("result", "on", "counts"),
    [
        ("维持", "2025-01-01", 1),
        ("维持", "2025-12-31", 1),
        ("维持", "2024-12-31", 0),
        ("维持", "2026-01-01", 0),
        ("未审结", "2024-12-31", 1),
        ("未审结", "2025-12-31", 1),
        ("未审结", "2026-01-01", 0),
    ],
)
def test_a_remedy_counts_in_its_year_and_while_pending(result: str, on: str, counts: int) -> None:
    case = {"kind": "litigation_direct", "result": result, "on": on}
    report = zwgk.annual_report([], year=2025, remedies=[case])
    assert (report.remedies or {})["litigation_direct"][-1] == counts


@pytest.mark.speed
def test_fifty_thousand_applications_are_counted_quickly() -> None:
    answer = {"event": "answered", "on": "2025-04-01", "outcome": "予以公开"}
    given = [ended(str(n), answer) for n in range(50_000)]
    begun = time.process_time()
    assert zwgk.annual_report(given, year=2025).requests["granted"][6] == len(given)
    assert time.process_time() - begun < 2


# ------------------------------------------------------------------ words


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.key)
def test_a_row_is_known_by_key_and_by_title_however_printed(row: Any) -> None:
    for text in (
        row.key,
        row.title,
        row.whole,
        f" {row.number} {row.title}\n",
        f"（十）{row.title}",
    ):
        assert row_of(text) == row.key
    assert outcomes_of(row.title) == ((row.key,) if row.leaf else ())


@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert isinstance(outcomes_of(text), tuple)
    assert row_of(text) is None or row_of(text) in {row.key for row in rows()}
    assert remedy_of(text) is None or isinstance(remedy_of(text), str)
    assert result_of(text) is None or isinstance(result_of(text), int)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "部分公开"),
        (" 3. 危及“三安全一稳定”", "危及三安全一稳定"),
        ("（三）1.属于國家秘密", "属于国家秘密"),
        ("十二、其他", "其他"),
        ("12．其他／一", "其他一"),
        ("（其他）公开（甲）", "(其他)公开"),
        ("（一）", "(一)"),
        ("", ""),
    ],
)
def test_a_title_is_stripped_of_number_note_and_marks(text: str, plain: str) -> None:
    assert bare(text) == plain


def test_the_columns_are_named_in_the_order_of_the_form() -> None:
    assert applicants() == (
        "自然人",
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "其他",
        "总计",
    )
    assert results() == ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    assert [applicant_of(each) for each in applicants()] == [0, 1, 2, 3, 4, 5, None]
    assert [result_of(each) for each in results()] == [0, 1, 2, 3, None]


def test_every_alias_means_its_row_and_its_column() -> None:
    requests, remedies = table()["requests"], table()["remedies"]
    for row in requests["row"]:
        assert {row_of(each) for each in row.get("aliases", ())} <= {row["key"]}
    for n, column in enumerate(requests["column"]):
        assert {applicant_of(f" {each}") for each in column["aliases"]} == {n}
    for n, column in enumerate(remedies["column"]):
        assert {result_of(f" {each}") for each in column["aliases"]} == {n}
    for group in remedies["group"]:
        names = (group["key"], group["title"], *group.get("aliases", ()))
        assert {remedy_of(each) for each in names} == {group["key"]}
    assert (row_of("暂缓"), applicant_of("外星人"), remedy_of("仲裁")) == (None, None, None)


def test_a_row_knows_all_its_form_says() -> None:
    rows_of = {row.key: row for row in rows()}
    assert rows_of["received"].short == "本年新收"
    assert rows_of["granted"].short == rows_of["granted"].title == "予以公开"
    assert rows_of["withheld.state_secret"].whole == "1.属于国家秘密"
    parted = rows_of["partly_granted"]
    assert parted.whole == "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
    assert (parted.article, parted.leaf, parted.since) == ("第三十七条", True, None)
    assert rows_of["other.fee_lapsed"].since == 2021
    assert (rows_of["total"].leaf, rows_of["total"].article) == (False, None)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("予以公开；属于国家秘密", ("granted", "withheld.state_secret")),
        ("granted+granted", ("granted",)),
        ("、予以公开，", ("granted",)),
        ("法律、行政法规禁止公开", ("withheld.prohibited",)),
        ("予以公开、总计", ()),
        ("予以公开、暂缓", ()),
        ("、", ()),
        ("", ()),
    ],
)
def test_several_outcomes_may_be_named_together(text: str, keys: tuple[str, ...]) -> None:
    assert outcomes_of(text) == keys


@pytest.mark.parametrize(
    ("outcome", "row"),
    [
        (["granted", "granted"], "granted"),
        (["granted", "withheld.internal"], "partly_granted"),
        (["granted", "withheld.internal", "withheld.security"], "partly_granted"),
        (("granted", "withheld.internal"), "partly_granted"),
        (["partly_granted", "重复申请"], "partly_granted"),
        (["withheld.internal", "withheld.security"], None),
        (["granted", "withheld.internal", "重复申请"], None),
        (["granted", "不详"], None),
        ([], None),
        ({"granted": 1}, None),
    ],
)
def test_what_was_separated_counts_as_partly_granted_alone(outcome: Any, row: str | None) -> None:
    answer = {"event": "answered", "on": "2025-04-01", "outcome": outcome}
    report = zwgk.annual_report([ended("1", answer)], year=2025)
    counted = {key for key, cells in report.requests.items() if any(cells)} - {"received", "total"}
    assert counted == ({row} if row else set())


@pytest.mark.parametrize(
    ("delivery", "posted", "served", "row"),
    [
        ("邮寄", "2026-01-04", "2025-12-30", "carried_out"),
        ("直接", "2025-12-30", "2026-01-04", "carried_out"),
        ("直接", "2026-01-04", None, "granted"),
        ("电子", "2026-01-04", "2026-01-04", "granted"),
        (None, "2026-01-04", "2026-01-04", "granted"),
    ],
)
def test_the_day_of_the_answer_follows_from_its_delivery(
    delivery: str | None, posted: str, served: str | None, row: str
) -> None:
    answer = {"event": "answered", "on": "2025-12-29", "outcome": "granted"}
    days = {"delivery": delivery, "posted": posted, "served": served}
    report = zwgk.annual_report([ended("1", answer | days)], year=2025)
    assert report.requests[row][6] == 1


def test_there_are_21_leaves_in_25_rows_and_the_older_form_has_two_less() -> None:
    assert (len(rows()), len(LEAVES), len(rows(2020)), len(rows(2021))) == (25, 21, 23, 25)
