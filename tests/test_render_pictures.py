"""The months in the page of a report, under a finding that speaks of a due day."""

import re
from datetime import date
from typing import Any

import zwgk
from zwgk import _data
from zwgk.model.pack import PackPeriod
from zwgk.packs import Pack
from zwgk.render.html import page
from zwgk.report import Report, finding
from zwgk.terms import Unit


def late(year: int = 2026, title: str = "行政处罚决定") -> dict[str, Any]:
    return {
        "type": "information",
        "title": title,
        "publisher": "白石县应急管理局",
        "attribute": "主动公开",
        "created": f"{year}-02-13",
        "published": f"{year}-05-20",
    }


def test_a_finding_on_a_due_day_shows_the_months_in_the_page() -> None:
    report = zwgk.validate(late(), on=date(2026, 6, 1))
    (found,) = (each for each in report.findings if each.code == "publication.late")
    made = page(report)
    assert made.count('<details class="days"><summary>看日历</summary><svg ') == 1
    assert 'aria-label="主动公开：2026-02-13 起，2026-03-19 届满"' in made
    assert "<script" not in made
    assert "picture" not in found.to_dict()
    assert report == zwgk.validate(late(), on=date(2026, 6, 1))


def test_a_missing_publication_shows_its_months_too() -> None:
    record = late() | {"published": None}
    assert page(zwgk.validate(record, on=date(2026, 6, 1))).count("<svg ") == 1


def test_only_so_many_findings_of_one_page_are_drawn() -> None:
    drawn: list[int] = []

    def image() -> str:
        drawn.append(1)
        return "<svg></svg>"

    found = tuple(
        finding("publication.late", f"/{n}/published", f"应于{n}前公开", picture=image)
        for n in range(55)
    )
    made = page(Report(found))
    assert (made.count("<svg></svg>"), len(drawn)) == (50, 50)
    assert made.count("应于") == 55


def test_a_finding_whose_days_cannot_be_drawn_has_no_fold() -> None:
    none = finding("publication.late", "/published", "应于某日前公开", picture=lambda: None)
    assert '<details class="days">' not in page(Report((none,)))


def test_what_a_picture_says_is_escaped() -> None:
    own = PackPeriod(value=3, unit=Unit.WORKING_DAY, what="<b>公开</b>", since=date(2020, 1, 1))
    pack = Pack(name="x-2026", title="某方案", periods={"publish.proactive": own})
    made = page(zwgk.validate(late(), on=date(2026, 6, 1), pack=pack))
    assert "&lt;b&gt;公开&lt;/b&gt;：2026-02-13 起" in made
    assert "<b>公开" not in made


def test_the_styles_of_pictures_and_of_the_page_do_not_meet() -> None:
    styles = _data.load("report_style")
    of_page, of_picture = (
        set(re.findall(r"\.([a-z][\w-]*)(?=[^{}]*\{)", styles[name]))
        for name in ("page", "calendar")
    )
    assert of_page & of_picture == set()
