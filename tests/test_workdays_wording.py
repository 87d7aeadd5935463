"""The wording of notices: all years in several styles read back, amendments, and what is refused."""

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwgk.errors import ZwgkError
from zwgk.workdays import Notice, Span, china
from zwgk.workdays.notice import published_notices
from zwgk.workdays.wording import read_notice
from zwgk.workdays.wording_dates import plain

CHINA = china()
ONE = timedelta(1)
YEARLY = [notice for notice in published_notices() if notice.amends is None]
AMENDING = [notice for notice in published_notices() if notice.amends]
ITEMS = "一二三四五六七八九"
WEEK = "一二三四五六日"
OUT = date(2029, 11, 5)


# -- writing notices in the styles of the years ----------------------------------------------------------------


def weekday(day: date, style: str) -> str:
    return f"（{style}{WEEK[day.weekday()]}）" if style else ""


def words(day: date, year: int, style: str = "", *, month: bool = True) -> str:
    lead = f"{day.year}年" if day.year != year else ""
    return f"{lead}{f'{day.month}月' if month else ''}{day.day}日{weekday(day, style)}"


def spell(span: Span, year: int, style: str, dash: str) -> str:
    """A range as notices write it: the month, and the year, once where they are the same."""
    if span.first == span.last:
        return words(span.first, year, style)
    end = words(span.last, year, style, month=span.first.month != span.last.month)
    if span.first.year != span.last.year:
        end = f"{span.last.year}年{span.last.month}月{span.last.day}日{weekday(span.last, style)}"
    return f"{words(span.first, year, style)}{dash}{end}"


def worked(span: Span, year: int, style: str) -> str:
    return (
        f"{'、'.join(words(day, year, style) for day in span.worked)}上班。" if span.worked else ""
    )


def recent(notice: Notice) -> Iterator[str]:
    """As since 2026: weekdays 周X with every day."""
    for item, span in zip(ITEMS, merged(notice), strict=False):
        total = f"，共{len(span.days)}天"
        act = "放假调休" if span.worked else "放假"
        yield f"{item}、{span.name}：{spell(span, notice.year, '周', '至')}{act}{total}。{worked(span, notice.year, '周')}"


def middle(notice: Notice) -> Iterator[str]:
    """As 2011 to 2025: weekdays 星期X only with the days worked."""
    for item, span in zip(ITEMS, merged(notice), strict=False):
        together = len(span.days) == 1 and span.first.weekday() in (0, 4)
        total = "，与周末连休" if together else f"，共{len(span.days)}天"
        yield f"{item}、{span.name}：{spell(span, notice.year, '', '至')}放假调休{total}。{worked(span, notice.year, '星期')}"


def early(notice: Notice) -> Iterator[str]:
    """As 2004 to 2009: days of rest are moved, and each kind of day is explained."""
    for item, span in zip(ITEMS, merged(notice), strict=False):
        rest = [day for day in span.days if day.weekday() >= 5]
        usual = (
            f"，{'、'.join(words(day, notice.year, '星期') for day in rest)}照常公休"
            if rest
            else ""
        )
        moved = ""
        if span.worked:
            targets = [day for day in span.days if day.weekday() < 5][-len(span.worked) :]
            source = "、".join(words(day, notice.year, "星期") for day in span.worked)
            moved = f"，将{source}公休日分别调至{'、'.join(words(day, notice.year, '星期') for day in targets)}"
        main = f"其中，{words(span.first, notice.year)}为法定节假日{usual}{moved}。"
        yield f"{item}、“{span.name}”：{spell(span, notice.year, '', '—')}放假{len(span.days)}天。{main}"


def terse(notice: Notice) -> Iterator[str]:
    """As 2014 to 2017: a day off, and another given for it; no colon, items in brackets."""
    for item, span in zip(ITEMS, merged(notice), strict=False):
        yield f"（{item}）{span.name}{spell(span, notice.year, '', '－')}放假公休；{worked(span, notice.year, '星期')}"


def merged(notice: Notice) -> list[Span]:
    return list(notice.off)


def document(notice: Notice, body: Callable[[Notice], Iterator[str]]) -> str:
    assert notice.published is not None
    head = f"{notice.title}\n{notice.number or ''}\n各省、自治区、直辖市人民政府，国务院各部委：\n"
    lead = f"经国务院批准，现将{notice.year}年元旦、春节等节日放假调休日期的安排通知如下。\n"
    tail = "\n鼓励错峰休假，可安排职工在2月9日休息。节假日期间要安排好值班，遇有突发事件按规定报告。\n国务院办公厅\n"
    signed = f"{notice.published.year}年{notice.published.month}月{notice.published.day}日"
    return head + lead + "\n".join(body(notice)) + tail + signed + "\n（此件公开发布）"


@pytest.mark.parametrize("style", [recent, middle, early, terse])
@pytest.mark.parametrize("notice", YEARLY, ids=lambda notice: str(notice.year))
def test_every_year_is_read_back_in_every_style(
    notice: Notice, style: Callable[[Notice], Iterator[str]]
) -> None:
    assert read_notice(document(notice, style)) == notice


@pytest.mark.parametrize("style", [recent, middle, early, terse])
@pytest.mark.parametrize("notice", AMENDING[:2], ids=lambda notice: str(notice.year))
def test_an_amendment_is_read_against_the_calendar_it_amends(
    notice: Notice, style: Callable[[Notice], Iterator[str]]
) -> None:
    assert notice.published is not None
    known = CHINA.known_on(notice.published - ONE)
    amended = known.with_notice(document(notice, style).replace("元旦、春节等节日", ""))
    assert amended.notices[-1] == notice
    assert amended == CHINA.known_on(notice.published)


def test_a_whole_calendar_can_be_rebuilt_from_wording() -> None:
    calendar = CHINA.known_on(date(2020, 1, 1))
    for notice in YEARLY[17:]:
        calendar = calendar.with_notice(document(notice, middle))
    extended = CHINA.known_on(date(2020, 2, 1))
    assert [
        day for day in CHINA.tables.rank if calendar.is_workday(day) != CHINA.is_workday(day)
    ] == [
        day for day in extended.tables.rank if calendar.is_workday(day) != extended.is_workday(day)
    ]


# -- single clauses --------------------------------------------------------------------------------------------


def read(body: str, *, year: int = 2030, out: date | None = OUT) -> Notice:
    return read_notice(f"{year}年部分节假日安排如下：\n{body}", published=out)


def off(notice: Notice) -> list[str]:
    return [str(span) for span in notice.off]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("一、元旦：1月1日放假1天。", ["元旦 2030-01-01 放假 1 天"]),
        ("一、清明节：4月5日放假，与周末连休，共3天。", ["清明节 2030-04-05 放假 1 天"]),
        (
            "清明：4月5日（星期五）放假，4月8日（星期一）补休。",
            ["清明节 2030-04-05 放假 1 天", "清明节 2030-04-08 放假 1 天"],
        ),
        (
            "二、元旦：2029年12月30日至2030年1月1日放假，共3天。",
            ["元旦 2029-12-30 至 2030-01-01 放假 3 天"],
        ),
        (
            "二、元旦：12月30日至1月1日放假调休，共3天。",
            ["元旦 2029-12-30 至 2030-01-01 放假 3 天"],
        ),
        (
            "元旦：1月1日放假。12月29日（星期六）上班。",
            ["元旦 2030-01-01 放假 1 天，2029-12-29 上班"],
        ),
        (
            "五一：五月一日至五日放假，共五天。四月二十八日（星期日）、五月十一日（星期六）上班。",
            ["劳动节 2030-05-01 至 2030-05-05 放假 5 天，2030-04-28、2030-05-11 上班"],
        ),
        ("春节（2月2日至8日）放假，共7天。", ["春节 2030-02-02 至 2030-02-08 放假 7 天"]),
        ("三、“十一”：10月1日———7日放假７天。", ["国庆节 2030-10-01 至 2030-10-07 放假 7 天"]),
        ("六、国庆节、中秋节：9月12日放假。", ["国庆节、中秋节 2030-09-12 放假 1 天"]),
        (
            "春节:2月2日(农历除夕前一日,周六)至8日(正月初六,周五)放假,共7天。2月9日(周六)、10日(周日)上班。",
            ["春节 2030-02-02 至 2030-02-08 放假 7 天，2030-02-09、2030-02-10 上班"],
        ),
        (
            "端午节：6月5日放假，将6月8日（星期六）公休日调至6月6日（星期四）。",
            ["端午节 2030-06-05 至 2030-06-06 放假 2 天，2030-06-08 上班"],
        ),
        (
            "端午节：6月7日（星期五）调休，6月5日放假。",
            ["端午节 2030-06-05 放假 1 天", "端午节 2030-06-07 放假 1 天"],
        ),
        (
            "国庆节：9月30日至10月4日放假。其中，30日、1日、2日为法定节假日，10月5日（星期六）上班。",
            ["国庆节 2030-09-30 至 2030-10-04 放假 5 天，2030-10-05 上班"],
        ),
        (
            "1.元旦：1月1日星期二放假。2.春节：2月3日放假，2月4日起正常上班。",
            ["元旦 2030-01-01 放假 1 天", "春节 2030-02-03 放假 1 天"],
        ),
        (
            "元旦：1月1日、3日至5日放假，共4天。",
            ["元旦 2030-01-01 放假 1 天", "元旦 2030-01-03 至 2030-01-05 放假 3 天"],
        ),
        ("春节：2月3日放假，2月4日起上班。", ["春节 2030-02-03 放假 1 天"]),
        ("春节：2月3日放假，2月4日正常上班。", ["春节 2030-02-03 放假 1 天"]),
        ("12月31日放假。", ["放假 2030-12-31 放假 1 天"]),
        ("春节：2月2日至21日放假。", ["春节 2030-02-02 至 2030-02-21 放假 20 天"]),
        (
            "春节：2030年2月2日放假\n，共1\n天。国务院办公厅2029年11月8日",
            ["春节 2030-02-02 放假 1 天"],
        ),
    ],
)
def test_clauses_as_they_occur(body: str, expected: list[str]) -> None:
    assert off(read(body)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "元旦：1月1日放假。1月6日（星期天）上班。",
            ["元旦 2030-01-01 放假 1 天，2030-01-06 上班"],
        ),
        ("元旦：1月1日放假。1月6日星期天上班。", ["元旦 2030-01-01 放假 1 天，2030-01-06 上班"]),
        (
            "国庆节：9月28日至10月4日放假。其中，28日、29日照常公休。",
            ["国庆节 2030-09-28 至 2030-10-04 放假 7 天"],
        ),
        (
            "端午节：6月5日放假，6月8日（星期六）与6月6日（星期四）对调。",
            ["端午节 2030-06-05 至 2030-06-06 放假 2 天，2030-06-08 上班"],
        ),
        (
            "端午节：6月5日放假，6月6日与6月8日对调。",
            ["端午节 2030-06-05 至 2030-06-06 放假 2 天，2030-06-08 上班"],
        ),
        (
            "端午节：6月5日放假，将6月8日调到6月6日，将6月9日对调至6月7日。",
            ["端午节 2030-06-05 至 2030-06-07 放假 3 天，2030-06-08、2030-06-09 上班"],
        ),
        (
            "一、清明节：4月5日至7日放假，与周末连休；二、国庆节：10月1日、2日、7日放假。",
            [
                "清明节 2030-04-05 至 2030-04-07 放假 3 天",
                "国庆节 2030-10-01 至 2030-10-02 放假 2 天",
                "国庆节 2030-10-07 放假 1 天",
            ],
        ),
        (
            "春节：2月2日至5日放假，2月4日至8日放假。",
            ["春节 2030-02-02 至 2030-02-08 放假 7 天"],
        ),
        (
            "元旦：2029年12月29日（星期六）至2030年1月1日（星期二）放假，共4天。",
            ["元旦 2029-12-29 至 2030-01-01 放假 4 天"],
        ),
        ("清明节：4月5日放假，与周末连休，连休3天。", ["清明节 2030-04-05 放假 1 天"]),
        ("清明节：4月8日放假，与周末连休，共3天。", ["清明节 2030-04-08 放假 1 天"]),
    ],
)
def test_weekends_exchanges_and_several_dates(body: str, expected: list[str]) -> None:
    assert off(read(body)) == expected


@pytest.mark.parametrize(
    "clause",
    ["6月8日调至6月6日、6月9日调至6月7日", "6月8日公休日调至", "6月8日与6月9日对调", "调至6月6日"],
)
def test_a_move_that_does_not_say_what_goes_where_is_refused(clause: str) -> None:
    with pytest.raises(ZwgkError, match=f"which day is moved where by '{clause}'"):
        read(f"端午节：6月5日放假，{clause}。")


@pytest.mark.parametrize(("size", "quoted"), [(39, 39), (40, 40), (41, 40)])
def test_a_refused_clause_is_quoted_up_to_forty_signs(size: int, quoted: int) -> None:
    clause = "2月4日假期".ljust(size, "嗯")
    said = f"{clause[:quoted]}{'…' if size > quoted else ''}"
    with pytest.raises(ZwgkError) as refused:
        read(f"春节：{clause}。")
    words = f"the notice cannot be read: it is not clear what {said!r} says of its day"
    assert str(refused.value) == words


@pytest.mark.parametrize(("total", "fits"), [(1, True), (2, False), (3, True), (4, False)])
def test_a_total_may_count_the_weekend_that_adjoins_or_not(total: int, *, fits: bool) -> None:
    for day in ("4月5日", "4月8日"):  # 星期五、星期一
        body = f"清明节：{day}放假，与周末连休，共{total}天。"
        if fits:
            assert len(off(read(body))) == 1
        else:
            with pytest.raises(ZwgkError, match=f"are 1 days, not {total} as"):
                read(body)


@pytest.mark.parametrize(("day", "year"), [("2029年1月1日", 2029), ("2031年12月31日", 2031)])
def test_days_of_the_years_next_to_the_notice_belong_to_it(day: str, year: int) -> None:
    assert read(f"元旦：{day}放假。").off[0].first.year == year


@pytest.mark.parametrize("day", ["2028年12月31日", "2032年1月1日"])
def test_days_two_years_away_are_refused(day: str) -> None:
    with pytest.raises(ZwgkError, match="does not belong to 2030"):
        read(f"元旦：{day}放假。")


def test_the_day_of_publication_comes_from_the_signature_or_the_call() -> None:
    text = "2030年部分节假日安排：元旦：1月1日放假。国务院办公厅 二〇二九年十一月八日"
    assert read_notice(text).published == date(2029, 11, 8)
    assert read_notice(text, published=date(2029, 11, 9)).published == date(2029, 11, 9)
    with pytest.raises(ZwgkError, match="the day of publication is neither given nor signed"):
        read_notice("2030年部分节假日安排：元旦：1月1日放假。")


def test_the_year_comes_from_the_text_or_from_late_publication() -> None:
    body = "元旦：1月1日（星期二）放假。"
    assert read_notice(body, published=date(2029, 10, 1)).year == 2030
    assert read_notice(body, published=date(2030, 9, 30)).year == 2030
    assert read_notice("2030年9月3日全国放假1天。", published=date(2030, 5, 1)).year == 2030


def test_the_number_comes_from_the_text_or_the_call_and_must_agree() -> None:
    text = "国办发明电[2029]9号 2030年安排：元旦：1月1日放假。"
    assert read_notice(text, published=OUT).number == "国办发明电〔2029〕9号"
    assert read_notice(text.replace("办", ""), published=OUT).number == "国发明电〔2029〕9号"
    assert (
        read_notice("2030年安排：元旦：1月1日放假。", published=OUT, number="某号").number == "某号"
    )
    with pytest.raises(
        ZwgkError, match="it bears the number 国办发明电〔2029〕9号, not 国办发明电〔2029〕8号"
    ):
        read_notice(text, published=OUT, number="国办发明电〔2029〕8号")


def test_the_title_is_kept_or_made() -> None:
    assert read("元旦：1月1日放假。").title == "国务院办公厅关于2030年部分节假日安排的通知"
    text = "国务院关于某某纪念日放假的通知\n2030年9月3日全国放假1天。"
    notice = read_notice(text, published=date(2030, 5, 1))
    assert notice.title == "国务院关于某某纪念日放假的通知"
    assert off(notice) == ["放假 2030-09-03 放假 1 天"]


# -- amendments ------------------------------------------------------------------------------------------------


def test_an_extension_needs_the_calendar_and_reaches_from_its_holiday() -> None:
    text = "国务院办公厅关于延长2020年春节假期的通知：延长2020年春节假期至2月2日（星期日），2月3日（星期一）起正常上班。"
    with pytest.raises(ZwgkError, match="needs the calendar that it extends"):
        read_notice(text, published=date(2020, 1, 27))
    known = CHINA.known_on(date(2020, 1, 26))
    extended = known.with_notice(text, published=date(2020, 1, 27), number="国办发明电〔2020〕1号")
    assert extended.notices[-1].off == (Span("春节", date(2020, 1, 31), date(2020, 2, 2)),)
    assert extended.notices[-1].ordinary == ()
    assert [
        day for day in known.tables.rank if extended.is_workday(day) != CHINA.is_workday(day)
    ] == []
    with pytest.raises(ZwgkError, match="no 春节 ends shortly before 2020-06-02"):
        known.with_notice(text.replace("2月2日（星期日）", "6月2日"), published=date(2020, 1, 27))


def test_an_extension_reaches_twenty_days_back_and_no_further() -> None:
    known = CHINA.known_on(date(2020, 1, 26))
    text = "国务院办公厅关于延长2020年春节假期的通知：延长2020年春节假期至{}。"
    longest = known.with_notice(text.format("2月20日"), published=date(2020, 1, 27))
    assert longest.notices[-1].off == (Span("春节", date(2020, 1, 31), date(2020, 2, 20)),)
    for end, said in (("2月21日", "2020-02-21"), ("2021年2月2日", "2021-02-02")):
        with pytest.raises(ZwgkError, match=f"no 春节 ends shortly before {said}"):
            known.with_notice(text.format(end), published=date(2020, 1, 27))


def test_an_extension_ends_on_the_last_day_it_names() -> None:
    extended = CHINA.known_on(date(2020, 1, 26)).with_notice(
        "国务院办公厅关于延长2020年春节假期的通知：2020年春节假期由1月30日延长至2月2日（星期日）。",
        published=date(2020, 1, 27),
    )
    assert extended.notices[-1].off == (Span("春节", date(2020, 1, 31), date(2020, 2, 2)),)


def test_an_extension_may_follow_the_very_first_day_of_the_calendar() -> None:
    extended = CHINA.known_on(date(2004, 1, 1)).with_notice(
        "国务院办公厅关于延长2004年元旦假期的通知：延长2004年元旦假期至1月2日。",
        published=date(2004, 1, 1),
    )
    assert extended.notices[-1].off == (Span("元旦", date(2004, 1, 2), date(2004, 1, 2)),)


def test_an_extension_of_a_holiday_that_the_calendar_does_not_hold_is_refused() -> None:
    text = "国务院办公厅关于延长2004年春节假期的通知：延长2004年春节假期至1月5日。"
    with pytest.raises(ZwgkError, match="no 春节 ends shortly before 2004-01-05"):
        CHINA.known_on(date(2004, 1, 1)).with_notice(text, published=date(2004, 1, 1))


def test_an_extension_may_follow_the_very_last_day_of_the_calendar() -> None:
    known = CHINA.with_days(off=[date(2026, 12, 31)], name="元旦")
    extended = known.with_notice(
        "国务院办公厅关于延长2026年元旦假期的通知：延长2026年元旦假期至2027年1月2日。",
        published=date(2026, 12, 30),
    )
    assert extended.notices[-1].off == (Span("元旦", date(2027, 1, 1), date(2027, 1, 2)),)


@pytest.mark.parametrize(
    ("year", "festival", "given_back"),
    [
        (2020, "国庆节", ["2020-09-27", *(f"2020-10-0{day}" for day in range(4, 9)), "2020-10-10"]),
        (
            2026,
            "国庆节、中秋节",
            [
                "2026-09-20",
                *(f"2026-09-{day}" for day in (25, 26, 27)),
                *(f"2026-10-0{day}" for day in range(4, 8)),
                "2026-10-10",
            ],
        ),
    ],
)
def test_festivals_joined_in_one_notice_and_apart_in_the_other_are_the_same(
    year: int, festival: str, given_back: list[str]
) -> None:
    text = f"调整{year}年假期：{festival}：10月1日至3日放假，共3天。"
    known = CHINA.known_on(date(year, 6, 1))
    amended = known.with_notice(text, published=date(year, 6, 2))
    latest = max(amended.notices, key=lambda each: each.published or OUT)
    assert [str(day) for day in latest.ordinary] == given_back


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("十日", "10日"),
        ("十一日", "11日"),
        ("二十日", "20日"),
        ("三十一日", "31日"),
        ("〇十日", "10日"),
        ("二〇三〇年", "2030年"),
        ("周六日", "周六日"),
        ("初一日", "初一日"),
        ("农历九日", "农历九日"),
        ("星期一日", "星期一日"),
        ("每周一日", "每周一日"),
        ("（１月９日）", "（1月9日）"),
    ],
)
def test_chinese_numbers_before_a_unit_become_arabic(text: str, said: str) -> None:
    assert plain(text) == said


def test_days_that_an_amendment_no_longer_names_are_ordinary_again() -> None:
    text = "调整2026年国庆节假期：国庆节：10月1日至3日放假，共3天。"
    amended = CHINA.with_notice(text, published=date(2026, 6, 1))
    notice = amended.notices[-1]
    assert notice.amends == "国办发明电〔2025〕7号"
    assert notice.effective == date(2026, 10, 1)
    assert notice.ordinary == (
        date(2026, 9, 20),
        date(2026, 10, 4),
        date(2026, 10, 5),
        date(2026, 10, 6),
        date(2026, 10, 7),
        date(2026, 10, 10),
    )
    assert [
        day for day in CHINA.tables.rank if CHINA.is_workday(day) != amended.is_workday(day)
    ] == [
        date(2026, 9, 20),
        date(2026, 10, 5),
        date(2026, 10, 6),
        date(2026, 10, 7),
        date(2026, 10, 10),
    ]
    assert amended.describe(date(2026, 10, 5)).kind == "workday"
    assert amended.describe(date(2026, 9, 20)).kind == "weekend"
    assert amended.known_on(date(2026, 5, 31)) == CHINA


def test_an_amendment_names_the_latest_notice_of_its_year() -> None:
    amended = CHINA.with_notice(
        "2020年国庆节：10月1日至3日放假。", published=date(2020, 6, 1), number="某号"
    )
    latest = next(each for each in amended.notices if each.number == "某号")
    assert latest.amends == "国办发明电〔2020〕1号"
    title = "国务院办公厅关于调整2020年国庆节假期的通知"
    again = amended.with_notice(
        f"{title}\n国庆节：10月1日至4日放假。2020年", published=date(2020, 6, 2)
    ).with_notice("2020年国庆节：10月1日至5日放假。", published=date(2020, 6, 3))
    assert (
        next(each for each in again.notices if each.published == date(2020, 6, 3)).amends == title
    )


def test_a_holiday_may_be_withdrawn_by_having_it_worked() -> None:
    amended = CHINA.with_notice(
        "2026年国庆节：10月1日至6日放假。10月7日（星期三）上班。", published=date(2026, 6, 1)
    )
    assert amended.is_workday(date(2026, 10, 7))


def test_the_first_and_the_last_day_of_the_calendar_may_be_withdrawn_too() -> None:
    first = CHINA.known_on(date(2004, 1, 1)).with_notice(
        "2004年元旦：1月2日放假。1月1日（星期四）上班。", published=date(2004, 1, 1)
    )
    assert first.notices[-1].ordinary == (date(2004, 1, 1),)
    assert first.is_workday(date(2004, 1, 1))
    last = CHINA.with_days(off=[date(2026, 12, 31)]).with_notice(
        "2026年国庆节：10月1日至7日放假。12月31日（星期四）上班。", published=date(2026, 6, 1)
    )
    assert date(2026, 12, 31) in last.notices[-1].ordinary


def test_a_new_year_extends_the_calendar_and_december_before_it() -> None:
    text = "2027年部分节假日安排：一、元旦：2026年12月31日至2027年1月2日放假调休，共3天。2026年12月27日（星期日）上班。"
    known = CHINA.with_notice(text, published=date(2026, 11, 25), number="国办发明电〔2026〕9号")
    assert known.last == date(2027, 12, 31)
    assert known.notices[-1].effective == date(2026, 12, 27)
    assert known.is_workday(date(2026, 12, 27))
    assert not known.is_workday(date(2026, 12, 31))
    assert known.edition.endswith("国办发明电〔2026〕9号（2026-11-25 发布）")
    with pytest.raises(ZwgkError, match="leaves a gap after 2026"):
        CHINA.with_notice("2028年部分节假日安排：元旦：1月1日放假。", published=date(2026, 11, 25))


# -- refusals --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("元旦：1月1日（星期三）放假。", "2030-01-01 is 星期二, not 星期三"),
        ("春节：2月2日至8日（周四）放假。", "2030-02-08 is 星期五, not 星期四"),
        ("春节：2月2日至8日放假，共8天。", "2030-02-02 to 2030-02-08 are 7 days, not 8"),
        ("元旦：1月1日放假2天。", "are 1 days, not 2"),
        ("春节：2月8日至2日放假。", "the range 2030-02-08 to 2030-02-02 runs backwards"),
        ("春节：2月2日至2日放假。", "the range 2030-02-02 to 2030-02-02 runs backwards"),
        ("春节：2月2日至22日放假。", "gives 21 days off"),
        ("春节：2月30日放假。", "2月30日 does not exist"),
        ("春节：13月1日放假。", "13月1日 does not exist"),
        ("春节：3日放假。", "the month of '3日' is missing"),
        (
            "春节：2月4日放假。2月6日（星期三）上班。",
            "2030-02-06 is no weekend, yet is to be worked",
        ),
        ("春节：2月2日放假。2月2日（星期六）上班。", "2030-02-02 is both off and worked"),
        ("春节：2月4日放假，2月7日另行通知。", "it is not clear what '2月7日另行通知' says"),
        ("春节：2月4日放假。2月7日（星期四）照常公休。", "2030-02-07 is no weekend"),
        ("春节：2月2日至3月8日放假。", "gives 35 days off"),
        (
            "春节：2031年2月2日至8日放假，2032年2月7日（星期六）上班。",
            "2032-02-07 does not belong to 2030",
        ),
        (
            "春节：2月4日放假，2032年2月7日（星期六）、8日（星期日）上班。",
            "2032-02-07 does not belong to 2030",
        ),
        ("节假日期间要安排好值班。", "it names no day off"),
        ("春节：2月9日（星期六）上班。", "it names no day off"),
        ("", "it names no day off"),
    ],
)
def test_what_cannot_be_right_is_refused_in_one_sentence(body: str, why: str) -> None:
    with pytest.raises(ZwgkError) as refused:
        read(body)
    message = str(refused.value)
    assert message.startswith("the notice cannot be read: ")
    assert why in message
    assert "\n" not in message
    assert len(message) < 200


def test_a_signature_that_is_no_day_is_refused() -> None:
    with pytest.raises(ZwgkError, match="2029年13月8日 does not exist"):
        read_notice("2030年安排：元旦：1月1日放假。国务院办公厅2029年13月8日")


@given(
    st.text(
        alphabet="元旦春节国庆放假上班调休至、，。：；（）星期六日月年123一二十 \n共天其中公休日延长",
        max_size=200,
    )
)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        notice = read_notice(text, published=OUT, calendar=CHINA)
    except ZwgkError:
        return
    assert notice.off


@pytest.mark.speed
@pytest.mark.parametrize(
    "text",
    [
        "1月1日" * 25_000,
        "一二三" * 33_000 + "日",
        "（" * 100_000,
        "一、元旦" * 25_000,
        "(1日" * 30_000,
        "二〇" * 50_000,
        "放假1月1日至" * 14_000,
        "，" * 100_000,
    ],
)
def test_long_texts_are_refused_quickly(text: str) -> None:
    begin = time.process_time()
    with pytest.raises(ZwgkError):
        read_notice(text, published=OUT)
    assert time.process_time() - begin < 2


@pytest.mark.parametrize("word", ["十十日", "三十〇日"])
def test_what_is_no_chinese_number_is_refused(word: str) -> None:
    with pytest.raises(ZwgkError):
        china().with_notice(
            f"2027年部分节假日安排：元旦：1月{word}放假。", published=date(2026, 11, 25)
        )
