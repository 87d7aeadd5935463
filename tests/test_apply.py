"""Carrying out adjustments: nothing given is changed, the same kind comes back, and a second review finds nothing."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zwgk
from zwgk.errors import ShapeError, ZwgkError
from zwgk.model import (
    Action,
    Catalog,
    CatalogItem,
    Decision,
    Information,
    InformationStatus,
    Proposal,
    Rule,
    Signal,
)
from zwgk.terms import Attribute

DAY = date(2025, 6, 3)
#: names that repeat, so that signals meet records
INDEXES = ("BS-1/2024-00001", "BS-1/2024-00002", "BS-1/2024-00003")
BODIES = ("白石县粮食局", "白石县粮储局", "白石县发改局", "白石县 粮食局")
TITLES = ("白石县救助细则", "白石县补贴办法", "中华人民共和国物权法", "中华人民共和国民法典", "婚姻法")
STEPS = ("行政许可", "种子许可", "肥料登记", "救助政策")
FIELDS = (None, "社会救助", "涉农补贴")
LIMITS = (None, "公开期限1年", "公开期限3年", "20个工作日内", "长期公开")

days = st.dates(date(2020, 1, 1), date(2025, 12, 31)).map(date.isoformat)
paths = st.lists(st.sampled_from(STEPS), min_size=1, max_size=2)


def limited(text: str | None) -> dict[str, Any] | None:
    return None if text is None else zwgk.parse_time_limit(text).to_dict()


citations = st.lists(
    st.sampled_from(TITLES).map(lambda title: {"title": title, "articles": ["第三条"]}), max_size=3
)
items = st.fixed_dictionaries(
    {"type": st.just("catalog-item"), "path": paths},
    optional={
        "publisher": st.sampled_from((*BODIES, "白石县粮食局、白石县财政局")),
        "basis": citations,
        "field": st.sampled_from(FIELDS),
        "content": st.sampled_from(("结果", "标准、流程")),
        "time_limit": st.sampled_from(LIMITS).map(limited),
        "levels": st.lists(st.sampled_from(("县级", "乡级")), unique=True, max_size=2),
        "extras": st.dictionaries(st.just("备注"), st.sampled_from(("甲", "乙")), max_size=1),
    },
)
catalogs = st.builds(lambda found: {"type": "catalog", "items": found}, st.lists(items, max_size=4))
informations = st.fixed_dictionaries(
    {
        "type": st.just("information"),
        "title": st.sampled_from(("通报", "方案")),
        "publisher": st.sampled_from(BODIES),
        "created": days,
    },
    optional={
        "index": st.sampled_from(INDEXES),
        "published": days,
        "reviewed": days,
        "secret_until": days,
        "attribute": st.sampled_from([each.value for each in Attribute]),
        "status": st.sampled_from([each.value for each in InformationStatus]),
        "reason": st.sampled_from([f"依据《{title}》第三条" for title in TITLES]),
        "grounds": st.just([{"article": "第十四条", "item": "国家秘密"}]),
        "item": paths.map("/".join),
        "extras": st.just({"公开期限": "公开期限2年"}),
    },
)


def _signal(kind: str, **keys: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"signal": st.just(kind), "on": days} | keys)


index = st.sampled_from((*INDEXES, "通报"))
signals = st.one_of(
    _signal("application", information=index, applicant=st.sampled_from("甲乙丙")),
    _signal("suggestion", information=index, upheld=st.booleans()),
    _signal("circumstances", information=index, note=st.sampled_from((None, "已签订协议"))),
    _signal("repealed", title=st.sampled_from(TITLES), by=st.none() | st.sampled_from(TITLES)),
    _signal("reorganised", **{"from": st.sampled_from(BODIES), "to": st.sampled_from(BODIES)}),
    _signal(
        "power", title=st.sampled_from(STEPS), change=st.sampled_from(("added", "removed"))
    ),
    _signal("void", information=index),
    _signal("standard", old=catalogs, new=catalogs),
)
worlds = st.tuples(
    st.lists(items | catalogs | informations, max_size=5), st.lists(signals, max_size=6)
)


@given(worlds)
@settings(max_examples=150)
def test_reviewing_what_was_adjusted_proposes_nothing(
    world: tuple[list[dict[str, Any]], list[dict[str, Any]]],
) -> None:
    records, news = world
    proposals = zwgk.review(records, on=DAY, signals=news)
    after = zwgk.apply(records, proposals, on=DAY)
    again = zwgk.review(after, on=DAY, signals=news)
    assert again == (), (proposals, again)
