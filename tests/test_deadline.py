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
from zwgk.model.pack import PackPeriod
from zwgk.packs import Pack
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
        (None, date(2026, 1, 1), "unknown period None"),
        ("fangshan-2018:nothing", date(2026, 1, 1), "unknown period"),
        ("atlantis:consultation", date(2026, 1, 1), "unknown pack"),
    ],
)
def test_a_wrong_call_is_refused_in_one_sentence(period: Any, start: Any, said: str) -> None:
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
    assert found.to_dict()["steps"][0]["on"] == "2025-03-07"


def test_the_daily_explanation_numbers_every_working_day() -> None:
    lines = (
        deadline("request.correction_notice", date(2025, 9, 29)).explain(daily=True).splitlines()
    )
    numbered = [line for line in lines if line.startswith("第")]
    assert len(numbered) == 7
    assert numbered[-1].startswith("第7个工作日 2025-10-15")
    assert any("调休上班" in line for line in numbered)


CODE = "《中华人民共和国民法典》第二百零一条"
USED = (
    "所用日历：国务院办公厅节假日安排（2004-01-01 至 2026-12-31），"
    "最近通知：国办发明电〔2025〕7号（2025-11-04 发布）。"
)
OPINION = "《国务院办公厅关于在政务公开工作中进一步做好政务舆情回应的通知》（国办发〔2016〕61号）"


@pytest.mark.parametrize(
    ("period", "start", "told"),
    [
        (
            "request.answer",
            date(2026, 2, 13),
            [
                "答复申请：自2026年2月13日起20个工作日内，至2026年3月19日届满。",
                "依据：《中华人民共和国政府信息公开条例》第三十三条（国务院令第711号）。",
                f"2026-02-13 起算之日，不计入（{CODE}）。",
                "2026-03-19 20个工作日届满，当日仍在期限之内（《中华人民共和国政府信息公开条例》第三十三条）。",
                "2026-03-18 稳妥之日：首日也计入的算法。",
                USED,
            ],
        ),
        (
            "remedy.reconsideration",
            date(2024, 12, 3),
            [
                "申请行政复议：自2024年12月3日起60日内，至2025年2月5日届满。",
                "依据：《中华人民共和国行政复议法》第二十条（中华人民共和国行政复议法（2023年修订）第二十条）。",
                f"2024-12-03 起算之日，不计入（{CODE}）。",
                "2025-02-05 60日届满，当日仍在期限之内（《中华人民共和国行政复议法》第二十条）。",
                "2025-02-01 最后一日是休息日，顺延至次一工作日（《中华人民共和国民法典》第二百零三条）。",
                USED,
            ],
        ),
        (
            "opinion.response",
            "2026-02-14T17:05:00+08:00",
            [
                "政务舆情回应：自2026年2月14日17时5分起48小时内，至2026年2月16日17时5分届满。",
                f"依据：{OPINION}。",
                f"2026-02-14T17:05:00+08:00 起算时刻（{CODE}）。",
                f"2026-02-16T17:05:00+08:00 48小时届满（{OPINION}）。",
                USED,
            ],
        ),
        (
            "report.annual.department",
            date(2025, 11, 22),
            [
                "部门发布政府信息公开工作年度报告：2026年1月31日以前。",
                "依据：《中华人民共和国政府信息公开条例》第四十九条（国务院令第711号）。",
                f"2025-11-22 起算之日，不计入（{CODE}）。",
                "2026-01-31 规定的日期，不因休息日变动（《中华人民共和国政府信息公开条例》第四十九条）。",
                "此前最后一个工作日：2026年1月30日。",
                USED,
            ],
        ),
        (
            "secrecy.review",
            date(2024, 8, 30),
            [
                "国家秘密审核：自2024年8月30日起1年，至2025年8月30日届满。",
                None,
                f"2024-08-30 起算之日，不计入（{CODE}）。",
                None,
                "此前最后一个工作日：2025年8月29日。",
                USED,
            ],
        ),
        (
            "fangshan-2018:consultation",
            date(2026, 3, 2),
            [
                "决策草案公开征求意见：自2026年3月2日起不少于5个工作日，至2026年3月9日起方可截止。",
                None,
                f"2026-03-02 起算之日，不计入（{CODE}）。",
                None,
                USED,
            ],
        ),
    ],
)
def test_the_whole_explanation_reads_as_it_should(
    period: str, start: Any, told: list[str | None]
) -> None:
    lines = deadline(period, start).explain().splitlines()
    assert len(lines) == len(told)
    for line, wanted in zip(lines, told, strict=True):
        assert wanted in (None, line)


def test_an_uncertain_explanation_tells_its_bounds_and_what_it_assumes() -> None:
    lines = deadline("request.answer", date(2026, 12, 21), provisional=True).explain().splitlines()
    assert lines[4] == "2027-01-18 稳妥之日：首日也计入的算法。"
    assert lines[5:] == [
        "尚不确定：最早2027年1月19日，最迟2027年1月19日。",
        "推定：2027年的放假安排尚未公布，最近通知为国办发明电〔2025〕7号（2025-11-04 发布）。",
        "推定：放假日按《全国年节及纪念日放假办法》（国务院令第795号）推定。",
        "推定：调休以历年通知的做法为限，不计临时增加的放假。",
        USED,
    ]


def test_the_steps_are_told_with_day_ground_and_number() -> None:
    article = "《中华人民共和国政府信息公开条例》第三十三条"
    assert [step.to_dict() for step in deadline("request.answer", date(2026, 2, 13)).steps] == [
        {"on": "2026-02-13", "what": "起算之日，不计入", "basis": CODE, "working_days": None},
        {
            "on": "2026-03-19",
            "what": "20个工作日届满，当日仍在期限之内",
            "basis": article,
            "working_days": 20,
        },
        {
            "on": "2026-03-18",
            "what": "稳妥之日：首日也计入的算法",
            "basis": None,
            "working_days": None,
        },
    ]
    natural = deadline("remedy.reconsideration", date(2024, 12, 3)).steps
    assert [(step.on, step.working_days) for step in natural] == [
        ("2024-12-03", None),
        ("2025-02-05", None),
        ("2025-02-01", None),
    ]


def test_a_deadline_as_a_dictionary_has_every_key() -> None:
    told = deadline("request.answer", "2026-02-13", readings=["count-first-day"]).to_dict()
    steps = told.pop("steps")
    assert len(steps) == 2
    assert told == {
        "schema": "zwgk/deadline/1",
        "period": "request.answer",
        "start": "2026-02-13",
        "due": "2026-03-18",
        "strict_due": "2026-03-18",
        "last_workday": "2026-03-19",
        "earliest": "2026-03-19",
        "latest": "2026-03-19",
        "certain": True,
        "assumes": [],
        "version": "2019",
        "basis": "《中华人民共和国政府信息公开条例》第三十三条",
        "calendar": china().edition,
        "readings": ["count-first-day"],
    }


def test_a_deadline_shows_itself_in_one_line_and_as_a_page() -> None:
    found = deadline("request.answer", date(2026, 2, 13))
    assert str(found) == "答复申请：2026年3月19日（《中华人民共和国政府信息公开条例》第三十三条）"
    page = found._repr_html_()
    assert page.startswith("<div><svg ")
    assert page.endswith("2025-11-04 发布）。</p></div>")
    assert page.count("<br>") == 5
    hours = deadline("emergency.release", "2026-02-14T17:00:00+08:00")
    assert hours._repr_html_().startswith("<div><p>")


@pytest.mark.parametrize(
    ("period", "start", "due", "strict"),
    [
        ("request.correction_notice", date(2026, 12, 22), date(2026, 12, 31), date(2026, 12, 30)),
        (
            "remedy.litigation_after_reconsideration",
            date(2026, 12, 16),
            date(2026, 12, 31),
            date(2026, 12, 31),
        ),
    ],
)
def test_the_last_day_that_is_known_is_certain(
    period: str, start: date, due: date, strict: date
) -> None:
    for provisional in (False, True):
        found = deadline(period, start, provisional=provisional)
        assert (found.due, found.strict_due, found.last_workday) == (due, strict, due)
        assert found.certain
        assert (found.earliest, found.latest) == (due, due)


def test_beyond_the_last_notice_the_safe_day_and_the_rolled_day_are_guessed() -> None:
    counted = deadline("request.answer", date(2026, 12, 21), provisional=True)
    assert (counted.due, counted.strict_due) == (date(2027, 1, 19), date(2027, 1, 18))
    assert (counted.earliest, counted.latest) == (date(2027, 1, 19), date(2027, 1, 19))
    for day, due, strict in (
        (date(2027, 1, 4), date(2027, 1, 31), date(2027, 1, 29)),
        (date(2027, 2, 6), date(2027, 3, 11), date(2027, 3, 11)),
    ):
        later = deadline("request.answer", day, provisional=True)
        assert (later.due, later.strict_due, later.certain) == (due, strict, False)
    rolled = deadline(
        "remedy.litigation_after_reconsideration", date(2026, 12, 17), provisional=True
    )
    assert (rolled.due, rolled.strict_due, rolled.last_workday) == (date(2027, 1, 4),) * 3
    assert (rolled.certain, len(rolled.assumes)) == (False, 3)
    fixed = deadline("report.annual.department", date(2026, 11, 22), provisional=True)
    assert (fixed.certain, fixed.last_workday) == (True, date(2027, 1, 31))
    with pytest.raises(zwgk.BeyondNotices):
        deadline("remedy.litigation_after_reconsideration", date(2026, 12, 17))


def test_a_plan_has_periods_of_its_own() -> None:
    long = deadline("fangshan-2018:consultation", date(2026, 3, 2))
    assert (long.due, long.strict_due, long.rule.kind) == (
        date(2026, 3, 9),
        date(2026, 3, 9),
        Kind.AT_LEAST,
    )
    short = deadline("guide_change", date(2026, 3, 2), pack="fangshan-2018")
    assert (short.due, short.strict_due, short.rule.kind) == (
        date(2026, 3, 3),
        date(2026, 3, 2),
        Kind.WITHIN,
    )
    assert (short.version, short.title) == ("fangshan-2018", "办事条件变更后更新办事指南")


def test_a_period_of_a_plan_is_in_force_from_its_own_day_or_that_of_the_plan() -> None:
    year = PackPeriod(1, Unit.YEAR, "复核", since=date(2026, 3, 2), basis="本方案第五条")
    days = PackPeriod(5, Unit.WORKING_DAY, "上报")
    own = Pack("my", "某方案", issued=date(2026, 1, 5), periods={"review": year, "send": days})
    found = deadline("review", date(2026, 3, 2), pack=own)
    assert (found.due, found.rule.kind) == (date(2027, 3, 2), Kind.ANNIVERSARY)
    assert (found.rule.since, found.rule.verified) == (date(2026, 3, 2), True)
    assert found.rule.source == "本方案第五条"
    sent = deadline("send", date(2026, 1, 5), pack=own)
    assert (sent.due, sent.rule.since, sent.rule.source) == (
        date(2026, 1, 12),
        date(2026, 1, 5),
        "某方案",
    )
    for name, day, said in (
        ("review", date(2026, 3, 1), "my:review is in force from 2026-03-02, not on 2026-03-01"),
        ("send", date(2026, 1, 4), "my:send is in force from 2026-01-05, not on 2026-01-04"),
    ):
        with pytest.raises(zwgk.ZwgkError, match=said):
            deadline(name, day, pack=own)


def test_the_daily_explanation_names_every_day_and_stops_counting_at_the_last_notice() -> None:
    lines = deadline("publish.budget", date(2026, 12, 20)).explain(daily=True).splitlines()[-20:]
    assert lines[0] == "第1个工作日 2026-12-21 星期一 工作日"
    assert lines[5:7] == ["2026-12-26 星期六 周末休息", "2026-12-27 星期日 周末休息"]
    assert lines[10] == "第9个工作日 2026-12-31 星期四 工作日"
    assert lines[11:] == [f"2027-01-0{day} 尚无放假通知" for day in range(1, 10)]
    hours = deadline("emergency.release", "2026-02-14T17:00:00+08:00")
    assert hours.explain(daily=True) == hours.explain()


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
    root = ET.fromstring(drawn)  # noqa: S314 - our own drawing
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


def test_a_start_beyond_the_last_notice_may_be_asked_for_provisionally() -> None:
    found = deadline("publish.proactive", date(2027, 1, 4), provisional=True)
    assert not found.certain
    assert found.earliest <= found.due <= found.latest


def test_days_before_the_calendar_are_named_as_such_in_the_explanation() -> None:
    told = deadline("archive.opening", date(2001, 4, 16), on_law=date(2026, 1, 5)).explain(
        daily=True
    )
    assert "2001-04-17 不在日历之内" in told


def test_a_period_in_hours_keeps_its_name_and_reading_and_has_no_picture() -> None:
    found = deadline("emergency.release", "2026-02-14T17:00:00+08:00", readings=["count-first-day"])
    assert (found.period, found.readings) == ("emergency.release", ("count-first-day",))
    assert found.picture() is None
    assert found.explain(daily=True) == found.explain()


def test_the_picture_is_named_and_numbers_only_working_days() -> None:
    counted = deadline("request.answer", date(2026, 3, 2)).picture() or ""
    assert "<title>答复申请：2026-03-02 起，2026-03-30 届满</title>" in counted
    assert counted.count('class="number') == 20
    natural = deadline("remedy.reconsideration", date(2026, 3, 2)).picture() or ""
    assert 'class="number' not in natural


def test_the_page_of_a_deadline_breaks_its_lines() -> None:
    found = deadline("request.answer", date(2026, 3, 2))
    page = found._repr_html_()
    assert page.endswith("</p></div>")
    assert page.count("<br>") == len(found.explain().splitlines()) - 1
    assert "XX" not in page


def test_the_first_day_of_a_calendar_is_inside_it() -> None:
    own = WorkCalendar.of(date(2024, 3, 2), date(2024, 3, 29))
    found = deadline("consultation.draft", date(2024, 3, 1), calendar=own)
    lines = found.explain(daily=True).splitlines()
    assert "2024-03-02 星期六 周末休息" in lines
    assert "第20个工作日 2024-03-29 星期五 工作日" in lines
    assert "2024-03-30 尚无放假通知" in lines
