"""What an application came to: the kind of an answer, its ground, and which remedy comes first."""

from datetime import date
from typing import Any

import pytest

from zwgk.clock import clock
from zwgk.model import Ground
from zwgk.text.answers import first_rule, grounds_of, kind_among, kind_of


@pytest.mark.parametrize(
    ("outcome", "key"),
    [
        ("withheld", "withheld"),
        ("不予公开", "withheld"),
        (" 不 公开 ", "withheld"),
        ("withheld.internal", "withheld"),
        ("属于三类内部事务信息", "withheld"),
        ("withheld.administrative_inquiry", "special_rules"),
        ("部分公开", "partly_granted"),
        ("信息不存在", "not_found"),
        ("非本机关负责公开", "not_responsible"),
        ("unprocessed.repeat", "repeat"),
        ("不详", None),
        ("", None),
    ],
)
def test_an_outcome_is_known_by_key_name_or_row(outcome: str, key: str | None) -> None:
    found = kind_of(outcome)
    assert (found and found["key"]) == key


def test_a_kind_may_have_no_other_names_and_no_row() -> None:
    kinds: list[dict[str, Any]] = [
        {"key": "a", "title": "告知书"},
        {"key": "b", "title": "乙", "rows": ["granted"]},
    ]
    first, second = kinds
    assert kind_among(kinds, "告知 书") is first
    assert kind_among(kinds, "予以公开") is second
    assert kind_among(kinds, "予以公开", by_row=False) is None
    assert kind_among(iter(kinds), "部分公开") is None


@pytest.mark.parametrize(
    ("outcome", "articles"),
    [
        ("属于国家秘密", ["第十四条"]),
        ("withheld.third_party", ["第十五条"]),
        ("withheld.enforcement", ["第十六条第二款"]),
        ("不予公开", []),
        ("granted", []),
    ],
)
def test_a_row_of_withholding_names_its_article(outcome: str, articles: list[str]) -> None:
    assert [each.article for each in grounds_of(outcome)] == articles
    assert all(each.item for each in grounds_of(outcome))


SECRET, OTHER = Ground("第十四条", "国家秘密"), Ground("第二十条", None)


@pytest.mark.parametrize(
    ("outcome", "held", "day", "first"),
    [
        ("不予公开", (), date(2023, 12, 31), False),
        ("不予公开", (), date(2024, 1, 1), True),
        ("不予公开", (OTHER,), date(2024, 1, 1), True),
        ("不予公开", (OTHER,), date(2025, 5, 31), True),
        ("不予公开", (OTHER,), date(2025, 6, 1), False),
        ("不予公开", (OTHER, SECRET), date(2025, 6, 1), True),
        ("不予公开", (), date(2025, 6, 1), True),
        ("部分公开", (SECRET,), date(2025, 6, 1), False),
        ("行政查询事项", (), date(2025, 6, 1), False),
    ],
)
def test_withholding_wants_reconsideration_first_since_2024(
    outcome: str, held: tuple[Ground, ...], day: date, *, first: bool
) -> None:
    kind = kind_of(outcome)
    assert kind is not None
    found = first_rule(kind, held, day)
    assert (found is not None) is first
    if found:
        assert ("法释〔2025〕8号" in found["basis"]) is (day >= date(2025, 6, 1))


@pytest.mark.parametrize(
    ("outcome", "article", "year", "first"),
    [
        ("不予公开", None, 2023, False),
        ("不予公开", None, 2024, True),
        ("不予公开", "第二十条", 2025, False),
        ("属于国家秘密", None, 2025, True),
        ("withheld.administrative_inquiry", None, 2025, False),
        ("不详", None, 2025, False),
    ],
)
def test_the_clock_lists_the_remedies_by_the_same_rule(
    outcome: str, article: str | None, year: int, *, first: bool
) -> None:
    grounds = {"grounds": [{"article": article, "item": "某项"}]} if article else {}
    answer = {"event": "answered", "on": f"{year}-09-10", "outcome": outcome, "reason": "依法"}
    served = {"delivery": "直接", "served": f"{year}-09-10"}
    events = [{"event": "received", "on": f"{year}-09-01"}, answer | grounds | served]
    found = clock({"type": "application", "id": "1", "events": events}, on=date(year, 9, 20))
    both = ["remedy.reconsideration", "remedy.litigation"]
    assert [each.period for each in found.open] == (both[:1] if first else both)
    assert all(each.certain for each in found.open) or year == 2025
