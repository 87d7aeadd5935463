"""Ledgers of applications: read with places and findings, judged, counted, annotated, written back."""

import json
import runpy
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

import zwgk
from zwgk.cli import main
from zwgk.model import (
    Applicant,
    ApplicantKind,
    Application,
    Delivery,
    Event,
    EventKind,
    Ground,
    Ledger,
    Via,
)
from zwgk.report import Finding
from zwgk.tabular import Grid, Span
from zwgk.tabular.ledger import ledger
from zwgk.tabular.ledger_cells import day_of
from zwgk.tabular.ledger_header import head_of

EXAMPLES = Path(__file__).parents[1] / "examples"
MAKE = runpy.run_path(str(EXAMPLES / "make_ledger.py"))
EXAMPLE = EXAMPLES / "taizhang.xlsx"
DAY = date(2026, 9, 14)
HEAD = ["编号", "申请人", "申请内容", "收到日期"]


def read(*rows: list[str], **more: object) -> Ledger:
    found = ledger([Grid.of_rows("台账.csv", "表", rows, **more)])
    assert found is not None
    return found


def example() -> Ledger:
    found = zwgk.read(EXAMPLE)
    assert isinstance(found, Ledger)
    return found


def row(*more: str) -> list[str]:
    return ["1", "李青", "预算", "2026-03-02", *more]


def codes(found: Ledger) -> list[str]:
    return [each.code for each in found.reading if isinstance(each, Finding)]


# ---------------------------------------------------------------- days


@pytest.mark.parametrize(
    "text",
    [
        "2026-09-14",
        "2026.9.14",
        "2026年9月14日",
        "2026/09/14",
        "20260914",
        "46279",
        "２０２６．９．１４",
        "2026-09-14 00:00:00",
        "2026-9-14 9:30",
        "二〇二六年九月十四日",
        "2026年09月14日（星期一）",
    ],
)
def test_a_day_is_read_in_the_ways_offices_write_it(text: str) -> None:
    assert day_of(text) == (DAY, "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "9月14日",
        "2026-9",
        "2026-13-01",
        "2026-02-30",
        "1900-01-05",
        "12",
        "下周",
        "2026-09-14、2026-09-20",
        "2026-9-14至9-20",
        "99999",
        "2026年9月",
    ],
)
def test_what_is_no_single_day_is_not_read(text: str) -> None:
    assert day_of(text)[0] is None


@given(st.text(max_size=40))
def test_reading_a_day_never_raises(text: str) -> None:
    day_of(text)


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_every_written_day_is_read_back(day: date) -> None:
    assert day_of(day.isoformat())[0] == day_of(f"{day.year}年{day.month}月{day.day}日")[0] == day


# ---------------------------------------------------------------- header


def test_short_names_belong_to_the_group_of_the_column_before_them() -> None:
    names = "征求第三方日期 送达日期 回复日期 是否同意 延长批准日期 批准人 告知日期 答复日期 送达方式 寄出日期 签收日期"
    head = head_of(Grid.of_rows("a.csv", None, [[*HEAD, *names.split()]]))
    assert head is not None
    assert list(head.columns)[4:] == [
        "third_party_asked.on",
        "third_party_asked.delivered",
        "third_party_replied.on",
        "third_party_replied.consent",
        "extended.on",
        "extended.approved_by",
        "extended.notified",
        "answered.on",
        "answered.delivery",
        "answered.posted",
        "answered.served",
    ]


def test_an_answer_after_a_consultation_is_the_offices_own() -> None:
    head = head_of(Grid.of_rows("a.csv", None, [[*HEAD, "征求第三方日期", "答复日期"]]))
    assert head is not None
    assert head.of("answered.on") == (5,)


def test_group_headings_stand_over_their_columns_with_and_without_merges() -> None:
    top = ["编号", "申请人", "申请内容", "收到日期", "答复情况", "", ""]
    sub = ["", "", "", "", "日期", "结果", "签收日期"]
    spans = (Span(0, 4, 0, 6), *(Span(0, n, 1, n) for n in range(4)))
    for more in ({"spans": spans}, {}):
        head = head_of(Grid.of_rows("a.xlsx", "表", [top, sub, row()], **more))
        assert head is not None
        assert (head.bottom, head.of("answered.served")) == (1, (6,))


def test_a_catalogue_is_no_ledger() -> None:
    rows = [["序号", "事项名称", "公开内容", "公开依据", "公开时限", "公开主体"]]
    assert ledger([Grid.of_rows("目录.csv", None, rows)]) is None


# ---------------------------------------------------------------- rows


def test_events_stand_in_the_order_of_their_days_and_every_value_has_its_cell() -> None:
    found = read([*HEAD, "补正告知日期", "补正期限"], row("2026-03-04", "2026-03-20"))
    assert [each.to_dict() for each in found[0].events] == [
        {"event": "received", "on": "2026-03-02"},
        {"event": "correction_asked", "on": "2026-03-04", "reply_by": "2026-03-20"},
    ]
    assert found.places["/0/events/1/reply_by"] == "台账.csv!表!F2"
    assert found.places["/0/applicant/name"] == "台账.csv!表!B2"


def test_an_unreadable_day_is_a_finding_with_its_cell_and_the_clock_is_not_judged() -> None:
    found = read([*HEAD, "答复日期"], row("三月底"))
    wrong = next(
        each for each in found.reading if isinstance(each, Finding) and "date" in each.code
    )
    assert (wrong.code, wrong.place) == ("ledger.date-unreadable", "台账.csv!表!E2")
    assert wrong.path == "/0/events/1/on"
    assert list(found[0].events[1:]) == [None]
    report = zwgk.validate(found, on=DAY)
    assert not [each for each in report.findings if each.code.startswith("clock.")]


def test_an_event_without_its_day_is_a_finding() -> None:
    found = read([*HEAD, "答复日期", "答复类型"], row("", "予以公开"))
    assert "ledger.date-missing" in codes(found)


def test_a_way_of_delivery_alone_and_a_party_that_has_not_replied_make_no_event() -> None:
    found = read(
        [*HEAD, "第三方回复日期", "第三方是否同意", "答复日期", "送达方式"],
        row("", "未回复", "—", "邮寄"),
    )
    assert len(found[0].events) == 1


def test_words_that_are_not_known_are_told_with_the_known_ones() -> None:
    found = read([*HEAD, "收到方式"], row("托人"))
    assert "ledger.value-unknown" in codes(found)
    assert found[0].via is None


def test_a_remark_after_a_day_is_told() -> None:
    found = read([*HEAD, "答复日期"], row("2026.3.12（窗口）"))
    assert "ledger.remark" in codes(found)
    assert found[0].events[1].on == date(2026, 3, 12)


def test_columns_that_are_not_known_are_named() -> None:
    assert "read.column-unknown" in codes(read([*HEAD, "经办人"], row("周")))


def test_the_contents_of_columns_that_are_not_known_are_kept_with_their_application() -> None:
    found = read([*HEAD, "经办人", "", "经办人"], row("周", "急", "吴"), row("—"))
    assert found[0].extras == {"经办人": "周；吴", "（无表头）F": "急"}
    assert found[1].extras == {"经办人": "—"}


def test_what_could_not_be_read_is_kept_under_the_name_of_its_column() -> None:
    head = [*HEAD, "收到方式", "征求第三方日期", "第三方名称", "第三方是否同意", "答复日期"]
    found = read(head, row("托人", "三月中旬", "青禾厂", "", "2026.3.12（窗口）"))
    assert found[0].extras == {
        "收到方式（未识读）": "托人",
        "征求第三方日期（未识读）": "三月中旬",
        "第三方名称（未识读）": "青禾厂",
        "答复日期附注": "(窗口)",
    }


def test_totals_blank_rows_and_numbered_blank_rows_are_no_applications() -> None:
    rows = [["序号", "申请人", "申请内容", "收到日期"], row(), [], ["2"], ["合计", "", "1"]]
    found = read(*rows)
    assert len(found) == 1
    assert codes(found).count("read.row-set-aside") == 1


def test_a_row_joined_by_a_merged_number_goes_on_with_the_same_application() -> None:
    head = [*HEAD, "征求第三方日期", "第三方名称"]
    second = ["", "", "", "", "2026-03-05", "乙"]
    found = read(head, row("2026-03-04", "甲"), second, spans=(Span(1, 0, 2, 0),))
    assert [each.party for each in found[0].events[1:]] == ["甲", "乙"]
    assert found.places["/0/events/2/on"] == "台账.csv!表!E3"


def test_running_numbers_of_several_sheets_stay_apart() -> None:
    rows = [["序号", "申请人", "申请内容", "收到日期"], row()]
    found = ledger([Grid.of_rows("a.xlsx", name, rows) for name in ("一科", "二科")])
    assert found is not None
    assert [each.id for each in found] == ["一科-1", "二科-1"]
    assert found.places["/1"] == "a.xlsx!二科!A2"


def test_what_has_no_column_is_said_once_and_not_for_every_row() -> None:
    found = read(HEAD, row(), row())
    report = zwgk.validate(found, on=date(2026, 3, 3))
    assert [each.code for each in report.findings].count("read.column-missing") == 1
    assert "application.incomplete" not in [each.code for each in report.findings]


def test_a_blank_in_a_column_that_is_there_is_found_in_its_cell() -> None:
    found = read([*HEAD, "联系方式"], row(""))
    report = zwgk.validate(found, on=date(2026, 3, 3))
    places = [each.place for each in report.findings if each.code == "application.incomplete"]
    assert places == ["台账.csv!表!E2"]


@given(st.lists(st.lists(st.text(max_size=12), max_size=9), max_size=6))
def test_reading_never_raises(rows: list[list[str]]) -> None:
    wide = [*HEAD, "答复日期", "延长天数", "是否同意", "收到方式", "不予公开依据"]
    found = read(wide, *rows)
    zwgk.validate(found, on=DAY)


# ---------------------------------------------------------------- there and back

DAYS = st.dates(date(2021, 1, 1), date(2026, 12, 31))
WORDS = st.text("青禾白石东街", min_size=1, max_size=6)


@st.composite
def applications(draw: st.DrawFn) -> Application:
    start = draw(DAYS)
    days = [start + timedelta(n) for n in range(1, 8)]
    events = [
        Event(EventKind.RECEIVED, start, signed=draw(st.none() | st.just(start))),
        Event(EventKind.CORRECTION_ASKED, days[0], reply_by=days[1]),
        Event(EventKind.CORRECTED, days[1]),
        Event(EventKind.THIRD_PARTY_ASKED, days[2], party=draw(WORDS), delivered=days[2]),
        Event(EventKind.AGENCY_ASKED, days[2], party=draw(WORDS)),
        Event(EventKind.THIRD_PARTY_REPLIED, days[3], consent=draw(st.booleans() | st.none())),
        Event(EventKind.EXTENDED, days[4], approved_by=draw(WORDS), days=draw(st.integers(1, 20))),
        Event(
            EventKind.ANSWERED,
            days[5],
            outcome=draw(WORDS),
            delivery=draw(st.sampled_from([None, *Delivery])),
            grounds=draw(st.sampled_from([(), (Ground("第十四条", "国家秘密"),)])),
            reason=draw(st.none() | WORDS),
        ),
    ]
    kept = [events[0], *(each for each in events[1:] if draw(st.booleans()))]
    kind = draw(st.sampled_from(ApplicantKind))
    who = Applicant(draw(WORDS), kind, draw(st.none() | WORDS), draw(st.none() | WORDS))
    via = draw(st.none() | st.sampled_from(Via))
    return Application(draw(WORDS), tuple(kept), who, draw(WORDS), draw(st.none() | WORDS), via)


@given(st.lists(applications(), min_size=1, max_size=3))
def test_what_is_written_reads_back_the_same(listed: list[Application]) -> None:
    from zwgk.tabular.ledger_form import ledger_form  # noqa: PLC0415 - beside its only use

    form = ledger_form(listed)
    assert list(read(list(form.labels), *map(list, form.rows))) == listed


OWN = st.sampled_from(
    ["经办人", "备注", "编号", "日期", "方式", "结果", "其他栏目：编号", "告知日期"]
)


@given(st.dictionaries(OWN, WORDS, min_size=1), st.booleans())
def test_columns_of_the_offices_own_read_back_whatever_they_are_called(
    extras: dict[str, str],
    answered: bool,
) -> None:
    from zwgk.tabular.ledger_form import ledger_form  # noqa: PLC0415 - beside its only use

    events = (Event(EventKind.RECEIVED, DAY), Event(EventKind.ANSWERED, DAY))[: 1 + answered]
    one = Application("1", events, Applicant("李青"), extras=extras)
    form = ledger_form([one])
    assert list(read(list(form.labels), *map(list, form.rows))) == [one]


def test_what_could_not_be_read_is_written_back_into_its_column() -> None:
    from zwgk.tabular.ledger_form import ledger_form  # noqa: PLC0415 - beside its only use

    head = [*HEAD, "收到方式", "延长批准日期", "批准人", "答复日期"]
    before = read(head, row("托人", "三月中旬", "林主任", "三月底"), row("当面", "2026-03-12"))
    form = ledger_form(before)
    assert not [label for label in form.labels if "未识读" in label]
    again = read(list(form.labels), *map(list, form.rows))
    assert again.applications == before.applications
    assert codes(again).count("ledger.date-unreadable") == 2


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_ledger_is_written_as_a_file_and_read_from_it(tmp_path: Path, suffix: str) -> None:
    kept = example()
    assert kept[0].extras == {"经办人": "周"}
    zwgk.write(kept, tmp_path / f"台账{suffix}")
    assert zwgk.read(tmp_path / f"台账{suffix}") == kept


def test_a_ledger_as_json_is_a_list_of_records(tmp_path: Path) -> None:
    zwgk.write(example(), tmp_path / "a.json")
    told = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert [each["type"] for each in told] == ["application"] * len(MAKE["ROWS"])


def test_an_event_without_a_readable_day_leaves_its_words_in_json(tmp_path: Path) -> None:
    kept = read([*HEAD, "答复日期"], row("三月底"))
    zwgk.write(kept, tmp_path / "a.json")
    (told,) = json.loads((tmp_path / "a.json").read_text("utf-8"))
    again = Application.from_dict(told)
    assert [each.event for each in again.events if each] == [EventKind.RECEIVED]
    assert again.extras == kept[0].extras
    assert "三月底" in again.extras.values()


# ---------------------------------------------------------------- the example


def test_the_script_makes_the_committed_ledger_again() -> None:
    def cells(book: Workbook) -> list[tuple[object, ...]]:
        return list(book.worksheets[0].iter_rows(values_only=True))

    packed = runpy.run_path(str(EXAMPLES / "make.py"))["packed"]
    again = load_workbook(BytesIO(packed(MAKE["book"]())))
    assert cells(again) == cells(load_workbook(EXAMPLE))


def test_the_faults_of_the_example_are_found_at_their_cells_and_nothing_else() -> None:
    report = zwgk.validate(example(), on=DAY)
    found = [(each.code, (each.place or "").rpartition("!")[2]) for each in report.findings]
    assert sorted(found) == sorted([*MAKE["FAULTS"], ("read.column-unknown", "AG2")])


def test_the_ledger_is_given_back_with_its_findings(tmp_path: Path) -> None:
    report = zwgk.validate(example(), on=DAY)
    zwgk.annotate(EXAMPLE, report, tmp_path / "批注.xlsx")
    sheet = load_workbook(tmp_path / "批注.xlsx").worksheets[0]
    assert "应于2026-08-03前答复" in sheet["L12"].comment.text
    assert sheet.cell(4, sheet.max_column).value == "未发现问题"


def test_the_clocks_of_a_ledger_are_listed_the_overdue_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["clock", str(EXAMPLE), "--on", "2026-09-14"]) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "2026-09-14：共 12 件，未办结 4 件，其中逾期 1 件"
    assert out[3].startswith("2026-09 ")
    assert "已逾期：2026-09" in out


def test_the_clocks_of_a_ledger_are_told_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    main(["clock", str(EXAMPLE), "--on", "2026-09-14", "--json"])
    told = json.loads(capsys.readouterr().out)
    states = [each["clock"] and each["clock"]["state"] for each in told["applications"]]
    assert states == ["answered"] * 8 + ["running", None, "running", "running"]


def test_a_ledger_is_counted_into_the_annual_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "年报.json"
    assert main(["annual", str(EXAMPLE), "--year", "2026", "-o", str(out)]) == 1
    told = json.loads(out.read_text("utf-8"))
    assert told["requests"]["granted"][-1] == 5
    said = capsys.readouterr().out
    assert "taizhang.xlsx!2026年台账!C12" in said or "C12" in said


def test_counting_a_ledger_wants_the_year(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["annual", str(EXAMPLE)]) == 2
    assert "--year" in capsys.readouterr().err


def test_checking_a_ledger_from_the_command_line_names_the_cells(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", str(EXAMPLE), "--on", "2026-09-14"]) == 1
    assert "2026年台账!M13" in capsys.readouterr().out


def test_who_replies_is_who_was_asked_in_the_same_columns() -> None:
    header = ["编号", "申请人", "申请内容", "收到日期"]
    header += ["征求第三方日期", "第三方名称", "第三方送达日期", "第三方回复日期"] * 2
    first = ["2026-03-05", "甲公司", "2026-03-05", "2026-03-16"]
    second = ["2026-03-06", "乙公司", "2026-03-06", "2026-03-12"]
    row = ["1", "李青", "环评批复", "2026-03-02"]
    both = read(header, [*row, *first, *second])[0]
    replied = [
        (str(each.on), each.party) for each in both.events if each.event == "third_party_replied"
    ]
    assert replied == [("2026-03-12", "乙公司"), ("2026-03-16", "甲公司")]
    assert not zwgk.clock(both).findings
    silent = read(header, [*row, *first[:3], "", *second])[0]
    assert [each.party for each in silent.events if each.event == "third_party_replied"] == [
        "乙公司"
    ]
    one = read(header, [*row, *first, "", "", "", ""])[0]
    assert [each.party for each in one.events][1:] == ["甲公司", None]


def test_a_day_without_its_year_is_said_to_lack_it() -> None:
    found = read(["编号", "申请人", "申请内容", "收到日期"], ["1", "李青", "预算", "3月4日"])
    assert [str(each.message) for each in found.reading if isinstance(each, Finding)][-1] == (
        "“收到日期”写的是“3月4日”，没有写年份"
    )
    assert [each.on for each in found[0].events if each] == []


def test_under_the_heading_of_receipt_the_way_is_the_way_of_submission() -> None:
    found = read(
        ["编号", "申请人", "申请内容", "收到申请", ""],
        ["", "", "", "日期", "方式"],
        ["1", "李青", "预算", "2026-03-04", "当面"],
    )
    assert found[0].via == "当面"
