"""Secrecy: maximum terms by level and edition, the yearly review, states, and what a check says of each."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zwgk
from zwgk import secrecy
from zwgk.errors import ZwgkError
from zwgk.io.document import information_of, read_document
from zwgk.model import Information, SecrecyState, SecrecyTerm
from zwgk.report import Finding
from zwgk.terms import SecrecyLevel, Severity

ON = date(2026, 9, 1)
LAW = "《中华人民共和国保守国家秘密法》"
LONGEST = {"绝密": 30, "机密": 20, "秘密": 10}


# ------------------------------------------------------------------ the term


@pytest.mark.parametrize(("level", "years"), LONGEST.items())
def test_each_level_has_its_longest_term_in_both_editions(level: str, years: int) -> None:
    old, new = (secrecy.term(level, day) for day in (date(2024, 4, 30), date(2024, 5, 1)))
    assert old.longest == date(2024 + years, 4, 30)
    assert new.longest == date(2024 + years, 5, 1)
    assert (old.version, old.basis, old.verified) == ("2010", f"{LAW}第十五条", False)
    assert (new.version, new.basis, new.verified) == ("2024", f"{LAW}第二十条", True)


def test_before_the_law_of_2010_no_maximum_is_known() -> None:
    assert secrecy.term("秘密", date(2010, 10, 1)).longest == date(2020, 10, 1)
    found = secrecy.term("秘密", date(2010, 9, 30), until=date(2030, 9, 30))
    assert (found.longest, found.exceeds, found.version, found.basis) == (None, None, None, None)
    assert found.end == date(2030, 9, 30)
    assert found.verified is False
    assert "2010-09-30适用的最长保密期限没有编入" in found.explain()


def test_the_corresponding_day_is_within_the_maximum_and_the_next_is_not() -> None:
    within, beyond = (
        secrecy.term("秘密", date(2024, 6, 3), until=until)
        for until in (date(2034, 6, 3), date(2034, 6, 4))
    )
    assert (within.exceeds, beyond.exceeds) == (False, True)
    assert within.end == date(2034, 6, 3)
    assert "所定的期限超过最长期限" not in within.explain()
    assert f"所定的期限超过最长期限（{LAW}第二十条）。" in beyond.explain()


def test_without_a_day_the_longest_term_counts() -> None:
    found = secrecy.term("机密", date(2024, 6, 3))
    assert (found.until, found.end, found.exceeds) == (None, date(2044, 6, 3), False)
    assert "按最长期限计，至2044-06-03" in found.explain()


def test_a_leap_day_ends_on_the_last_of_february() -> None:
    assert secrecy.term("秘密", date(2024, 2, 29)).longest == date(2034, 2, 28)


def test_the_other_reading_counts_the_first_day() -> None:
    found = secrecy.term("秘密", date(2024, 6, 3), readings=["count-first-day"])
    assert (found.longest, found.readings) == (date(2034, 6, 2), ("count-first-day",))
    assert secrecy.term("秘密", date(2024, 6, 3)).readings == ()


def test_the_last_day_is_secret_and_the_next_is_not() -> None:
    last, after = (
        secrecy.term("秘密", date(2016, 6, 3), until=date(2026, 6, 3), on=on)
        for on in (date(2026, 6, 3), date(2026, 6, 4))
    )
    assert (last.state, after.state) == (SecrecyState.SECRET, SecrecyState.EXPIRED)
    assert "2026-06-03仍在保密期限内" in last.explain()
    assert "2026-06-04起自行解密；解密不等于公开" in after.explain()
    assert after.next_review is None


def test_states_begin_with_the_day_of_determination() -> None:
    before, first = (secrecy.term("秘密", ON, on=day) for day in (ON - timedelta(days=1), ON))
    assert (before.state, before.next_review) == (SecrecyState.NOT_YET, None)
    assert "2026-08-31尚未定密" in before.explain()
    assert first.state is SecrecyState.SECRET
    assert secrecy.term("秘密", ON).state is None


def test_early_declassification_ends_the_secret_but_does_not_open_it() -> None:
    day = date(2026, 3, 2)
    early = secrecy.term("机密", date(2025, 6, 3), declassified=day, on=day)
    before = secrecy.term("机密", date(2025, 6, 3), declassified=day, on=day - timedelta(days=1))
    assert (early.state, before.state) == (SecrecyState.DECLASSIFIED, SecrecyState.SECRET)
    assert "2026-03-02提前解密；解密不等于公开，能否公开另行审查" in early.explain()
    assert (early.next_review, before.next_review) == (None, None)  # over before the review
    late = secrecy.term(
        "秘密", date(2015, 6, 3), until=date(2025, 6, 3), declassified=date(2026, 1, 5), on=ON
    )
    assert late.state is SecrecyState.EXPIRED


def test_review_is_yearly_since_the_law_of_2024() -> None:
    first = secrecy.term("机密", date(2020, 3, 2), on=date(2025, 5, 1))
    assert (first.next_review, first.review_overdue) == (date(2025, 5, 1), False)
    assert secrecy.term("机密", date(2020, 3, 2), on=date(2025, 5, 2)).review_overdue
    seen = secrecy.term("机密", date(2020, 3, 2), reviewed=date(2025, 4, 8), on=date(2026, 4, 8))
    assert (seen.next_review, seen.review_overdue) == (date(2026, 4, 8), False)
    earlier = secrecy.term("机密", date(2020, 3, 2), on=date(2024, 4, 30))
    assert (earlier.next_review, earlier.review_overdue) == (None, False)
    assert f"每年审核一次，下一次在2025-05-01以前（{LAW}第二十四条）。" in first.explain()


def test_no_review_is_due_where_the_term_ends_before() -> None:
    on = date(2026, 1, 5)
    sooner, same = (
        secrecy.term("秘密", date(2025, 6, 3), until=until, on=on)
        for until in (date(2026, 6, 2), date(2026, 6, 3))
    )
    assert (sooner.next_review, same.next_review) == (None, date(2026, 6, 3))


def test_the_dict_has_the_keys_and_reads_back() -> None:
    found = secrecy.term("机密", date(2024, 6, 3), until=date(2034, 6, 3), on=ON)
    assert found.to_dict() | {"steps": []} == {
        "schema": "zwgk/secrecy-term/1",
        "level": "机密",
        "determined_on": "2024-06-03",
        "until": "2034-06-03",
        "longest": "2044-06-03",
        "end": "2034-06-03",
        "exceeds": False,
        "next_review": "2025-06-03",
        "on": "2026-09-01",
        "state": "secret",
        "review_overdue": True,
        "version": "2024",
        "basis": f"{LAW}第二十条",
        "verified": True,
        "readings": [],
        "steps": [],
    }
    plain = found.to_dict()
    assert SecrecyTerm.from_dict(plain) == found
    assert [each.step for each in found.steps] == ["begins", "longest", "until", "review", "secret"]


RULES = "《中华人民共和国保守国家秘密法实施条例》第十九条"
OPEN_LATER = "解密不等于公开，能否公开另行审查"
OPENNESS = "《中华人民共和国政府信息公开条例》第十七条"
REVIEW = f"{LAW}第二十四条"


@pytest.mark.parametrize(
    ("level", "since", "more", "steps"),
    [
        (
            "秘密",
            date(2024, 6, 3),
            {"until": date(2034, 6, 4), "on": date(2026, 1, 5)},
            [
                ("begins", "定为秘密级，保密期限自2024-06-03起算", RULES),
                ("longest", "除另有规定外，秘密级最长10年，至2034-06-03", f"{LAW}第二十条"),
                ("until", "所定的保密期限至2034-06-04", None),
                ("exceeds", "所定的期限超过最长期限", f"{LAW}第二十条"),
                ("review", "每年审核一次，下一次在2025-06-03以前", REVIEW),
                (
                    "secret",
                    "2026-01-05仍在保密期限内；需要延长的，在届满前重新确定",
                    f"{LAW}第二十条、第二十四条",
                ),
            ],
        ),
        (
            "机密",
            date(2024, 6, 3),
            {"on": date(2024, 6, 2)},
            [
                ("begins", "定为机密级，保密期限自2024-06-03起算", RULES),
                ("longest", "除另有规定外，机密级最长20年，至2044-06-03", f"{LAW}第二十条"),
                ("assumed", "没有定明具体期限或者解密时间，按最长期限计，至2044-06-03", None),
                ("not-yet", "2024-06-02尚未定密", None),
            ],
        ),
        (
            "机密",
            date(2005, 6, 3),
            {"declassified": date(2010, 6, 3), "on": date(2026, 6, 2)},
            [
                ("begins", "定为机密级，保密期限自2005-06-03起算", RULES),
                ("unknown", "2005-06-03适用的最长保密期限没有编入", None),
                ("declassified", f"2010-06-03提前解密；{OPEN_LATER}", OPENNESS),
            ],
        ),
        (
            "绝密",
            date(2015, 6, 3),
            {"until": date(2020, 6, 3), "on": date(2026, 6, 2)},
            [
                ("begins", "定为绝密级，保密期限自2015-06-03起算", RULES),
                ("longest", "除另有规定外，绝密级最长30年，至2045-06-03", f"{LAW}第十五条"),
                ("until", "所定的保密期限至2020-06-03", None),
                (
                    "expired",
                    f"保密期限届满，2020-06-04起自行解密；{OPEN_LATER}",
                    f"{REVIEW}；{OPENNESS}",
                ),
            ],
        ),
        (
            "绝密",
            date(9990, 1, 1),
            {},
            [
                ("begins", "定为绝密级，保密期限自9990-01-01起算", RULES),
                ("unknown", "9990-01-01适用的最长保密期限没有编入", None),
                ("review", "每年审核一次，下一次在9991-01-01以前", REVIEW),
            ],
        ),
    ],
)
def test_a_term_is_told_step_by_step(
    level: str, since: date, more: dict[str, date], steps: list[tuple[str, str, str | None]]
) -> None:
    found = secrecy.term(level, since, **more)  # type: ignore[arg-type]
    assert [(each.step, each.what, each.basis) for each in found.steps] == steps


def test_without_a_maximum_nothing_exceeds_and_nothing_is_verified() -> None:
    found = secrecy.term("秘密", date(2005, 6, 3))
    assert (found.end, found.exceeds, found.verified) == (None, None, False)
    assert (found.on, found.state, found.review_overdue) == (None, None, False)
    late = secrecy.term("绝密", date(9990, 1, 1), until=date.max, on=date.max)
    assert (late.longest, late.exceeds, late.end, late.version) == (None, None, date.max, "2024")
    assert late.state is SecrecyState.SECRET


def test_an_early_declassification_after_the_term_changes_nothing_and_on_its_last_day_counts() -> (
    None
):
    last = date(2025, 6, 3)
    states = [
        secrecy.term("秘密", date(2015, 6, 3), until=last, declassified=day, on=ON).state
        for day in (last, last + timedelta(days=1))
    ]
    assert states == [SecrecyState.DECLASSIFIED, SecrecyState.EXPIRED]
    assert secrecy.term("秘密", ON, declassified=ON, on=ON).state is SecrecyState.DECLASSIFIED


def test_the_review_runs_from_whichever_is_last() -> None:
    since = date(2024, 6, 3)
    reviews = {
        seen: secrecy.term("秘密", since, reviewed=seen).next_review
        for seen in (None, date(2024, 6, 2), date(2024, 6, 4))
    }
    assert [*reviews.values()] == [date(2025, 6, 3), date(2025, 6, 3), date(2025, 6, 4)]
    opened = [
        secrecy.term("秘密", since, declassified=day, on=since).next_review
        for day in (date(2025, 6, 2), date(2025, 6, 3))
    ]
    assert opened == [None, date(2025, 6, 3)]
    counted = secrecy.term("秘密", since, readings=["count-first-day"])
    assert (counted.next_review, counted.end) == (date(2025, 6, 3), date(2034, 6, 2))
    first = secrecy.term("秘密", date(2020, 6, 3), on=date(2024, 5, 1))
    assert first.next_review == date(2025, 5, 1)


@given(st.sampled_from([*SecrecyLevel]), st.dates(date(2010, 10, 1), date(2040, 1, 1)))
def test_the_higher_the_level_the_longer_the_term(level: SecrecyLevel, day: date) -> None:
    longest = [secrecy.term(each, day).longest or day for each in SecrecyLevel]
    assert longest == sorted(longest, reverse=True)
    years = LONGEST[level.value]
    assert secrecy.term(level, day).longest.year == day.year + years  # type: ignore[union-attr]


@given(
    st.sampled_from([*SecrecyLevel]),
    st.dates(date(1995, 1, 1), date(2040, 1, 1)),
    st.integers(-400, 20000),
)
def test_once_over_a_secret_stays_over(level: SecrecyLevel, since: date, later: int) -> None:
    on = since + timedelta(days=later)
    found = secrecy.term(level, since, until=since + timedelta(days=900), on=on)
    after = secrecy.term(level, since, until=found.until, on=on + timedelta(days=1))
    if found.state is SecrecyState.EXPIRED:
        assert after.state is SecrecyState.EXPIRED
    assert (found.state is SecrecyState.NOT_YET) == (later < 0)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: secrecy.term("内部", ON), "unknown level '内部'; there are 绝密, 机密, 秘密"),
        (
            lambda: secrecy.term("秘密", ON, readings=["x"]),
            r"unknown readings \['x'\]; a term of secrecy knows \['count-first-day'\]",
        ),
        (
            lambda: secrecy.term("秘密", ON, until=date(2026, 8, 31)),
            "2026-08-31 lies before the day of determination, 2026-09-01",
        ),
        (
            lambda: secrecy.term("秘密", ON, declassified=date(2026, 8, 31)),
            "2026-08-31 lies before the day of determination, 2026-09-01$",
        ),
        (lambda: secrecy.term("秘密", datetime(2026, 9, 1)), ".*2026"),
    ],
)
def test_wrong_calls_are_refused(call: Any, said: str) -> None:
    with pytest.raises(ZwgkError, match=f"^{said}"):
        call()


def test_the_day_of_determination_may_be_the_last() -> None:
    assert secrecy.term("秘密", ON, until=ON).end == ON


def test_terms_beyond_the_last_year_have_no_end() -> None:
    assert secrecy.term("绝密", date(9990, 1, 1), on=date(9999, 12, 31)).end is None


# ------------------------------------------------------------------ the checks

SECRET: dict[str, Any] = {
    "type": "information",
    "title": "应急储备点位",
    "publisher": "白石县应急管理局",
    "created": "2025-06-03",
    "attribute": "不予公开",
    "grounds": [{"article": "第十四条", "item": "国家秘密"}],
    "secrecy_level": "秘密",
    "secrecy_since": "2025-06-03",
    "secret_until": "2035-06-03",
    "reviewed": "2026-05-06",
}


def findings(**changes: Any) -> tuple[Finding, ...]:
    on = changes.pop("on", ON)
    if "until" in changes:
        changes["secret_until"] = changes.pop("until")
    return zwgk.validate(SECRET | changes, on=on).findings


def codes(**changes: Any) -> list[tuple[str, str]]:
    return [(each.code, each.path) for each in findings(**changes)]


def test_a_sound_secret_has_no_finding() -> None:
    assert codes() == []


def test_a_term_beyond_the_maximum_is_an_error_where_the_law_is_verified() -> None:
    (found,) = findings(until="2035-06-04")
    assert (found.code, found.path, found.severity) == (
        "secrecy.too-long",
        "/secret_until",
        Severity.ERROR,
    )
    assert found.message == "秘密级自2025-06-03起最迟至2035-06-03，所定期限至2035-06-04"
    assert found.basis == f"{LAW}第二十条"
    assert "另有规定" in (found.hint or "")
    (old,) = findings(secrecy_since="2024-04-30", created="2024-04-30")
    assert (old.code, old.severity, old.basis) == (
        "secrecy.too-long",
        Severity.WARNING,
        f"{LAW}第十五条",
    )
    assert "尚待核对" in (old.hint or "")


def test_the_day_of_forming_stands_for_that_of_determination() -> None:
    assert codes(secrecy_since=None, until="2035-06-04") == [("secrecy.too-long", "/secret_until")]


def test_a_term_that_ends_before_it_begins_is_one_finding() -> None:
    assert codes(until="2025-06-02", on=date(2025, 6, 2)) == [
        ("secrecy.out-of-order", "/secret_until")
    ]
    assert codes(until="2025-06-03", on=date(2025, 6, 3), reviewed=None) == []


def test_a_secret_without_a_term_is_found_with_the_last_day_it_could_have() -> None:
    (found,) = findings(until=None)
    assert (found.code, found.severity) == ("secrecy.no-term", Severity.WARNING)
    assert found.message == "以国家秘密为由不予公开，没有保密期限，最迟至2035-06-03"
    (bare,) = findings(until=None, secrecy_level=None, secrecy_since=None)
    assert bare.message == "以国家秘密为由不予公开，没有保密期限"
    other = [{"article": "第十五条", "item": "商业秘密"}]
    assert codes(until=None, secrecy_level=None, grounds=other) == []
    assert codes(until=None, grounds=other) == [("secrecy.no-term", "/secret_until")]
    assert codes(until=None, attribute="依申请公开") == []


def test_what_is_still_withheld_after_its_term_is_to_be_decided_anew() -> None:
    past = {"secret_until": "2026-08-31", "reviewed": "2026-08-01"}
    (found,) = findings(**past)
    assert (found.code, found.path, found.severity) == (
        "secrecy.expired",
        "/secret_until",
        Severity.WARNING,
    )
    assert found.message == "保密期限至2026-08-31，已自行解密，仍以国家秘密为由不予公开"
    assert "解密不等于公开" in (found.hint or "")
    assert codes(**past, on=date(2026, 8, 31)) == []
    assert codes(**past, attribute="依申请公开") == []
    assert codes(**past, grounds=[{"article": "第十五条"}]) == []


def test_the_article_alone_speaks_of_a_secret_until_it_is_looked_at_again() -> None:
    bare = {"secret_until": "2026-08-01", "grounds": [{"article": "第十四条"}]}
    assert codes(**bare, reviewed="2026-08-01") == [("secrecy.expired", "/secret_until")]
    assert codes(**bare, reviewed="2026-08-02") == []
    assert codes(until="2026-08-01", reviewed="2026-08-20") == [
        ("secrecy.expired", "/secret_until")
    ]


def test_an_overdue_review_is_said_once() -> None:
    late = {"reviewed": "2025-08-31", "created": "2025-06-03"}
    assert codes(**late) == [("withheld.review-overdue", "/reviewed")]
    (found,) = findings(**late, attribute=None)
    assert (found.code, found.path, found.severity) == (
        "secrecy.review-overdue",
        "/reviewed",
        Severity.WARNING,
    )
    assert found.message == "2025-08-31审核，应于2026-08-31前审核"
    (never,) = findings(reviewed=None, attribute=None)
    assert never.message == "定密后没有审核过，应于2026-06-03前审核"
    assert codes(reviewed="2025-09-01", attribute=None) == []


def test_a_published_secret_is_an_error() -> None:
    opened = {"attribute": "主动公开", "grounds": [], "published": "2026-03-02"}
    (found,) = findings(**opened)
    assert (found.code, found.path, found.severity) == (
        "secrecy.published",
        "/published",
        Severity.ERROR,
    )
    assert found.message == "2026-03-02已公开，登记为秘密，保密期限至2035-06-03"
    (bare,) = findings(**opened, secrecy_level=None)
    assert bare.message == "2026-03-02已公开，登记有保密期限，保密期限至2035-06-03"
    ended = opened | {"published": "2026-03-03", "secret_until": "2026-03-02"}
    assert codes(**ended) == []
    assert codes(**ended | {"published": "2026-03-02"}) == [("secrecy.published", "/published")]


def test_a_secrecy_mark_in_a_published_text_is_an_error_whatever_is_recorded() -> None:
    bare: dict[str, Any] = {
        "secrecy_level": None,
        "secrecy_since": None,
        "secret_until": None,
        "grounds": [],
    }
    opened = bare | {"attribute": "主动公开", "published": "2025-06-05"}
    (found,) = findings(**opened, text="000123\n机密★10年\n通报\n（此件公开发布）")
    assert (found.code, found.path, found.value) == ("secrecy.published", "/text", "机密★10年")
    assert found.message == "2025-06-05已公开，正文仍有密级标志“机密★10年”"
    assert codes(**opened, text="标作“机密★10年”的文件如何保管\n（此件公开发布）") == []
    planned = opened | {"published": None, "on": date(2025, 6, 4)}
    (found,) = findings(**planned, text="机密★10年")
    assert (found.path, found.message) == ("/text", "拟主动公开，正文仍有密级标志“机密★10年”")
    for other in ("依申请公开", None):
        assert findings(**planned | {"attribute": other}, text="机密★10年\n正文") == ()


def test_a_secrecy_mark_in_a_document_that_is_to_be_published_is_found_at_its_line(
    tmp_path: Path,
) -> None:
    file = tmp_path / "通报.txt"
    lines = [
        "000123",
        "机密★10年　特急",
        "白石县应急管理局",
        "关于汛期值守的通报",
        "各乡镇：",
        "现通报如下。",
    ]
    lines += ["白石县应急管理局", "2025年6月3日", "（此件公开发布）"]

    def told() -> list[tuple[str, str | None]]:
        file.write_text("\n".join(lines), encoding="utf-8")
        record = information_of(read_document(file), file.name)
        found = zwgk.validate(record, on=ON, select=["secrecy"]).findings
        return [(each.message, each.place) for each in found]

    assert told() == [("拟主动公开，正文仍有密级标志“机密★10年”", "通报.txt!2:1")]
    lines[-1] = "（此件不予公开）"
    assert told() == []
    lines[-1] = "（此件公开发布）"
    lines.pop(1)
    assert told() == []


def test_of_a_document_nothing_is_asked_that_only_a_register_tells() -> None:
    record = Information.from_dict(SECRET | {"secret_until": "2036-06-03", "reviewed": None})
    told = {each.code for each in zwgk.validate(record, on=ON, select=["secrecy"]).findings}
    assert told == {"secrecy.too-long"}
    read = attrs.evolve(record, places={"": "通报.txt"})
    assert zwgk.validate(read, on=ON, select=["secrecy"]).findings == ()


def test_the_model_carries_level_and_day() -> None:
    made = Information.from_dict(SECRET)
    assert (made.secrecy_level, made.secrecy_since) == (SecrecyLevel.CONFIDENTIAL, date(2025, 6, 3))
    assert codes(secrecy_level="内部") == [
        ("shape.wrong-kind", "/secrecy_level"),
    ]
