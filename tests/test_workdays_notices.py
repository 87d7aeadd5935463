"""Notices as records: the data, what was known when, chinesecalendar's newer years, and which deadlines move."""

import subprocess
import sys
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from zwgk import _data
from zwgk.errors import BeyondNotices, ZwgkError
from zwgk.workdays import Period, china, impact, national
from zwgk.workdays.notice import Notice, Span, marks, published_notices, spans

CHINA = china()
NOTICES = published_notices()
ONE = timedelta(1)


# -- the data --------------------------------------------------------------------------------------------------


def test_every_year_has_one_notice_and_the_amendments_name_it() -> None:
    first = [notice for notice in NOTICES if notice.amends is None]
    assert [notice.year for notice in first] == list(range(2004, 2027))
    amending = [notice for notice in NOTICES if notice.amends]
    assert [(notice.year, notice.published) for notice in amending] == [
        (2015, date(2015, 5, 13)),
        (2019, date(2019, 3, 22)),
        (2020, date(2020, 1, 27)),
    ]
    numbers = {notice.number: notice.year for notice in first}
    assert all(numbers[notice.amends] == notice.year for notice in amending)


def test_notices_are_ordered_by_publication_and_come_before_their_year() -> None:
    days = [notice.published for notice in NOTICES]
    assert days == sorted(day for day in days if day)
    for notice in NOTICES:
        assert notice.published is not None
        assert notice.amends or 1 <= (date(notice.year, 1, 1) - notice.published).days <= 68


def test_notices_are_ordered_whatever_the_order_of_the_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(_data, "names", lambda _: [str(year) for year in range(2026, 2003, -1)])
    assert published_notices.__wrapped__() == NOTICES


def test_make_up_days_are_weekends_and_every_weekday_off_has_a_festival() -> None:
    for notice in NOTICES:
        assert all(day.weekday() >= 5 for day in notice.working)
        assert all(span.name.endswith(("节", "旦", "日")) for span in notice.off)
        assert all(span.first <= span.last for span in notice.off)


def test_a_notice_settles_no_day_twice_and_names_its_first_day() -> None:
    for notice in NOTICES:
        days = [mark.day for mark in notice.marks()]
        assert len(days) == len(set(days))
        start = min(days) if notice.amends else min([*days, date(notice.year, 1, 1)])
        assert notice.effective == start


def test_days_off_and_days_made_up_balance_in_each_year() -> None:
    statutory = {
        **dict.fromkeys(range(2004, 2008), 10),
        **dict.fromkeys(range(2008, 2025), 11),
        2025: 13,
        2026: 13,
    }
    apart = {2004: 0, 2015: -1, 2020: -2}  # the one-off holiday of 2015, the extension of 2020
    for year in range(2005, 2027):
        spanned = [mark for mark in marks(NOTICES).values() if year_of(mark.day) == year]
        off = sum(mark.day.weekday() < 5 for mark in spanned if mark.kind == "holiday")
        worked = sum(mark.kind == "makeup" for mark in spanned)
        assert worked - off + statutory[year] == apart.get(year, 0), year


def year_of(day: date) -> int:
    """The year whose notice speaks of a day: late December belongs to the next."""
    return day.year + (day.month == 12)


def test_a_notice_says_all_it_settles() -> None:
    labour = next(notice for notice in NOTICES if notice.number == "国办发明电〔2019〕3号")
    assert labour.understood == (
        "2019年：国办发明电〔2019〕3号（2019-03-22 发布），修改国办发明电〔2018〕15号\n"
        "劳动节 2019-05-01 至 2019-05-04 放假 4 天，2019-04-28、2019-05-05 上班"
    )
    given_back = labour._replace(ordinary=(date(2019, 5, 6),), number=None, amends=None)
    assert given_back.understood.startswith(
        "2019年：国务院办公厅关于调整2019年劳动节假期安排的通知（2019-03-22 发布）\n"
    )
    assert given_back.understood.endswith("\n恢复常态：2019-05-06")
    assert (
        given_back._replace(published=None).cited
        == "国务院办公厅关于调整2019年劳动节假期安排的通知"
    )
    assert (
        str(Span("中秋节", date(2026, 9, 25), date(2026, 9, 25))) == "中秋节 2026-09-25 放假 1 天"
    )


def test_spans_join_days_of_one_name_only() -> None:
    days = [date(2020, 9, 30) + ONE * step for step in range(4)]
    joined = spans(
        {days[0]: "甲", days[1]: "甲", days[2]: "乙", days[3] + ONE: "乙"},
        {days[3]: "乙", date(2020, 9, 27): "丙"},
    )
    assert joined == (
        Span("甲", days[0], days[1], (date(2020, 9, 27),)),
        Span("乙", days[2], days[2], (days[3],)),
        Span("乙", days[3] + ONE, days[3] + ONE),
    )
    assert joined[0].away(days[3]) == 2
    assert joined[0].away(date(2020, 9, 27)) == 3


# -- what was known when ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "last", "asked", "works"),
    [
        (date(2003, 12, 31), date(2004, 12, 31), date(2004, 1, 17), True),
        (date(2007, 12, 17), date(2007, 12, 31), date(2007, 12, 31), True),
        (date(2007, 12, 18), date(2008, 12, 31), date(2007, 12, 31), False),
        (date(2015, 5, 12), date(2015, 12, 31), date(2015, 9, 3), True),
        (date(2015, 5, 13), date(2015, 12, 31), date(2015, 9, 3), False),
        (date(2018, 12, 5), date(2018, 12, 31), date(2018, 12, 29), False),
        (date(2018, 12, 6), date(2019, 12, 31), date(2018, 12, 29), True),
        (date(2019, 3, 21), date(2019, 12, 31), date(2019, 5, 2), True),
        (date(2019, 3, 22), date(2019, 12, 31), date(2019, 5, 2), False),
        (date(2020, 1, 26), date(2020, 12, 31), date(2020, 2, 1), True),
        (date(2020, 1, 27), date(2020, 12, 31), date(2020, 2, 1), False),
    ],
)
def test_the_calendar_as_it_was_known_on_a_day(
    day: date, last: date, asked: date, works: bool
) -> None:
    known = CHINA.known_on(day)
    assert known.last == last
    assert known.is_workday(asked) is works
    assert all(notice.published is not None and notice.published <= day for notice in known.notices)


def test_before_the_first_notice_nothing_is_known() -> None:
    with pytest.raises(
        ZwgkError, match=r"no notice was out on 2003-12-30; the first is .*2004年.*2003-12-31"
    ):
        CHINA.known_on(date(2003, 12, 30))


def test_knowing_everything_is_the_calendar_itself() -> None:
    assert CHINA.known_on(date(2025, 11, 4)) == CHINA
    assert CHINA.known_on(date(2025, 11, 3)).last == date(2025, 12, 31)


# -- chinesecalendar -------------------------------------------------------------------------------------------


def newer_source() -> Any:
    """A later release of chinesecalendar, as it will look once it knows 2027 and 2028."""
    name = SimpleNamespace(chinese="元旦")
    holidays = {
        date(2026, 10, 1): name,
        date(2027, 1, 1): name,
        date(2027, 12, 31): name,
        date(2028, 1, 3): name,
    }
    holidays |= {date(2026, 12, 31): name, date(2026, 11, 30): name}
    return SimpleNamespace(
        __version__="1.13.0",
        holidays=holidays,
        workdays={date(2026, 12, 27): name, date(2026, 10, 10): name, date(2028, 1, 8): name},
    )


def test_years_that_only_chinesecalendar_knows_are_taken_from_it() -> None:
    known = national.with_source(CHINA, newer_source())
    assert known.last == date(2028, 12, 31)
    assert known.notices[:-2] == CHINA.notices
    assert [notice.published for notice in known.notices[-2:]] == [None, None]
    assert not known.is_workday(date(2026, 12, 31))
    assert known.is_workday(date(2026, 12, 27))
    assert known.is_workday(date(2026, 11, 30))
    assert not known.is_workday(date(2027, 1, 1))
    assert not known.is_workday(date(2027, 12, 31))
    assert known.is_workday(date(2028, 1, 8))
    assert known.notices[-2].effective == date(2026, 12, 27)
    assert known.notices[-1].effective == date(2027, 12, 31)
    assert "最近通知：chinesecalendar 1.13.0（2028年）" in known.edition
    assert str(known.describe(date(2028, 1, 3))) == "2028-01-03 星期一 放假（元旦）"


def test_the_december_before_a_newer_year_is_read_from_its_first_day() -> None:
    name = SimpleNamespace(chinese="元旦")
    asked = [date(2026, 11, 30), date(2026, 12, 1), date(2027, 1, 1), date(2027, 12, 31)]
    source = SimpleNamespace(__version__="1.12.0", holidays=dict.fromkeys(asked, name), workdays={})
    known = national.with_source(CHINA, source)
    assert [known.is_workday(day) for day in asked] == [True, False, False, False]
    assert known.notices[-1].effective == date(2026, 12, 1)
    assert known.last == date(2027, 12, 31)


def test_a_year_without_day_of_publication_counts_as_known_from_its_first_day() -> None:
    known = national.with_source(CHINA, newer_source())
    assert known.known_on(date(2026, 12, 31)).last == date(2026, 12, 31)
    assert known.known_on(date(2027, 1, 1)).last == date(2027, 12, 31)


def test_a_source_that_knows_no_newer_year_changes_nothing() -> None:
    source = SimpleNamespace(
        __version__="1.11.0", holidays={date(2026, 10, 1): "国庆节"}, workdays={}
    )
    assert national.with_source(CHINA, source) == CHINA


def test_the_national_calendar_does_not_load_chinesecalendar_for_nothing() -> None:
    code = (
        "import sys, datetime; from zwgk.workdays import china; china().add(datetime.date(2026, 2, 13), 20); "
        "print([name for name in ('chinese_calendar', 'attr', 'numpy', 'dateutil') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("folders", "newer"),
    [
        (["chinesecalendar-1.11.0.dist-info"], False),
        (["chinesecalendar-1.10.9.dist-info"], False),
        (["chinesecalendar-1.11.1.dist-info"], True),
        (["chinesecalendar-1.9.0.dist-info", "chinesecalendar-2.0.dist-info"], True),
        (["chinesecalendar-1.12.0rc1.dist-info"], True),
        (["chinesecalendar-1.11.0rc1.dist-info"], False),
        ([], True),
    ],
)
def test_only_a_newer_release_is_asked(
    folders: list[str], newer: bool, tmp_path: Any, monkeypatch: Any
) -> None:
    for folder in folders:
        (tmp_path / folder).mkdir()
    origin = str(tmp_path / "chinese_calendar" / "__init__.py")
    monkeypatch.setattr(national, "find_spec", lambda _: SimpleNamespace(origin=origin))
    assert national._may_be_newer() is newer


@pytest.mark.parametrize("spec", [None, SimpleNamespace(origin=None)])
def test_without_chinesecalendar_our_notices_suffice(spec: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(national, "find_spec", lambda _: spec)
    assert national._may_be_newer() is False


def test_a_newer_release_is_read(monkeypatch: Any) -> None:
    monkeypatch.setattr(national, "_may_be_newer", lambda: True)
    monkeypatch.setattr(
        national,
        "import_module",
        lambda name: newer_source() if name == "chinese_calendar" else None,
    )
    assert china.__wrapped__().last == date(2028, 12, 31)


# -- which deadlines move --------------------------------------------------------------------------------------


def test_an_extension_moves_the_deadlines_that_run_across_it() -> None:
    before, after = CHINA.known_on(date(2020, 1, 26)), CHINA.known_on(date(2020, 1, 27))
    running = SimpleNamespace(start=date(2020, 1, 17), due=date(2020, 2, 19))
    given_ = [
        (date(2020, 1, 17), 20),
        (date(2020, 1, 17), 20, date(2020, 2, 19)),
        running,
        (date(2019, 12, 2), 20),
        (date(2019, 12, 3), Period(60, "day", roll="end")),
        SimpleNamespace(start=date(2020, 1, 1), due=date(2020, 3, 1)),
        SimpleNamespace(start=date(2020, 1, 18), due=date(2020, 1, 18)),
    ]
    moved = impact(before, after, given_)
    assert [move.deadline for move in moved] == [given_[0], given_[1], running, given_[4]]
    assert {(move.before, move.after, move.days) for move in moved[:3]} == {
        (date(2020, 2, 19), date(2020, 2, 21), 2)
    }
    assert moved[3][1:] == (date(2020, 2, 1), date(2020, 2, 3), 2)


def test_a_deadline_may_come_nearer_or_fall_out_of_reach() -> None:
    before, after = CHINA.known_on(date(2019, 3, 21)), CHINA.known_on(date(2019, 3, 22))
    assert impact(before, after, [(date(2019, 3, 29), 20)])[0].days == -1
    short = CHINA.known_on(date(2019, 11, 1))
    assert impact(CHINA, short, [(date(2019, 12, 20), 20)])[0][1:] == (
        date(2020, 1, 19),
        None,
        None,
    )
    assert impact(CHINA, short, [(date(2019, 12, 20), 20)])[0].deadline == (date(2019, 12, 20), 20)
    with pytest.raises(BeyondNotices):
        impact(short, CHINA, [(date(2019, 12, 20), 20)])


def test_a_due_day_given_with_the_deadline_is_the_one_that_moves() -> None:
    before, after = CHINA.known_on(date(2020, 1, 26)), CHINA.known_on(date(2020, 1, 27))
    moved = impact(before, after, [(date(2020, 1, 17), 20, date(2020, 2, 18))])
    assert moved[0][1:] == (date(2020, 2, 18), date(2020, 2, 21), 3)


@pytest.mark.parametrize(
    "wrong", [5, (1, 2), "2020-01-01", SimpleNamespace(start=date(2020, 1, 1)), (date(2020, 1, 1),)]
)
def test_what_is_no_deadline_is_refused(wrong: Any) -> None:
    with pytest.raises(ZwgkError, match=r"a deadline has start and due|a day is wanted"):
        impact(CHINA, CHINA, [wrong])


def test_a_notice_must_join_the_calendar() -> None:
    plan = CHINA._plan
    with pytest.raises(ZwgkError, match="a notice for 2028 leaves a gap after 2026"):
        plan.with_notice(Notice(2028, "某通知", (), date(2028, 1, 1)))
    with pytest.raises(
        ZwgkError, match="a notice for 2003 lies before the calendar, which begins on 2004-01-01"
    ):
        plan.with_notice(Notice(2003, "某通知", (), date(2003, 1, 1)))
    assert plan.with_notice(Notice(2027, "某通知", (), date(2027, 1, 1))).last == date(2027, 12, 31)
    assert plan.with_notice(Notice(2004, "某通知", (), date(2004, 1, 1))).last == date(2026, 12, 31)


def test_a_source_of_plain_names_is_read_as_well() -> None:
    source = SimpleNamespace(
        __version__="1.13.0",
        holidays={date(2027, 5, 3): "劳动节", date(2027, 10, 1): "国庆节"},
        workdays={date(2027, 5, 8): "劳动节"},
    )
    (notice,) = national.newer_notices(CHINA, source)
    assert [str(span) for span in notice.off] == [
        "劳动节 2027-05-03 放假 1 天，2027-05-08 上班",
        "国庆节 2027-10-01 放假 1 天",
    ]
    assert notice.effective == date(2027, 1, 1)


def test_the_last_day_known_is_read_again_only_where_it_changes() -> None:
    last = date(2026, 12, 31)
    free = CHINA.with_days(off=[last])
    source = SimpleNamespace(
        __version__="1.13.0", holidays={last: "元旦", date(2027, 1, 1): "元旦"}, workdays={}
    )
    assert [each.off[0].first for each in national.newer_notices(CHINA, source)] == [last]
    (notice,) = national.newer_notices(free, source)
    assert notice.off[0].first == date(2027, 1, 1)


def test_a_notice_of_unknown_day_stands_before_one_of_the_first_of_january() -> None:
    unknown = Notice(2027, "某年安排", (), date(2027, 1, 1))
    dated = Notice(2027, "某年调整", (), date(2027, 1, 1), date(2027, 1, 1))
    plan = CHINA._plan.with_notice(unknown).with_notice(dated)
    assert [each.title for each in plan.notices[-2:]] == ["某年安排", "某年调整"]


def test_own_days_without_a_name_are_called_own() -> None:
    assert CHINA.with_days(off=[date(2026, 3, 3)]).describe(date(2026, 3, 3)).festival == "自定"
