"""Carrying out adjustments: nothing given is changed, the same kind comes back, and a second review finds nothing."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from attrs import evolve
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
TITLES = (
    "白石县救助细则",
    "白石县补贴办法",
    "中华人民共和国物权法",
    "中华人民共和国民法典",
    "婚姻法",
)
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
#: a standard names no matter twice
standards = st.builds(
    lambda found: {"type": "catalog", "items": found},
    st.lists(items, max_size=4, unique_by=lambda each: tuple(each["path"])),
)


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
    _signal("power", title=st.sampled_from(STEPS), change=st.sampled_from(("added", "removed"))),
    _signal("void", information=index),
    _signal("standard", old=standards, new=standards),
)
worlds = st.tuples(
    st.lists(items | catalogs | informations, max_size=5),
    st.lists(signals, max_size=6),
)


@given(worlds)
def test_reviewing_what_was_adjusted_proposes_nothing(
    world: tuple[list[dict[str, Any]], list[dict[str, Any]]],
) -> None:
    records, news = world
    proposals = zwgk.review(records, on=DAY, signals=news)
    after = zwgk.apply(records, proposals, on=DAY)
    again = zwgk.review(after, on=DAY, signals=news)
    assert again == (), (proposals, again)


def test_items_much_alike_are_adjusted_once() -> None:
    """What resembles an item of the old standard is taken for it, then for what the new one brings."""
    body = {"publisher": "白石县发改局"}
    here = {"type": "catalog", "items": [_item("行政许可", "行政许可", **body), _item("种子许可")]}
    old = [
        _item("行政许可", "救助政策", field="涉农补贴"),
        _item("行政许可", **body),
        _item("行政许可", "种子许可", **body),
    ]
    new = [
        _item("行政许可", "救助政策", content="标准、流程"),
        _item("行政许可", "种子许可", publisher="白石县粮食局", field="涉农补贴"),
        _item("行政许可", publisher="白石县粮食局"),
    ]
    sides = {
        key: {"type": "catalog", "items": each} for key, each in {"old": old, "new": new}.items()
    }
    news = [{"signal": "standard", "on": "2025-05-06"} | sides]
    after = zwgk.apply([here], zwgk.review([here], on=DAY, signals=news), on=DAY)
    assert zwgk.review(after, on=DAY, signals=news) == ()


def _item(*path: str, **more: Any) -> dict[str, Any]:
    return {"type": "catalog-item", "path": [*path]} | more


def test_of_two_items_of_one_path_the_one_that_is_meant_is_revised() -> None:
    lasting = CatalogItem(("救助", "名册"), publisher="白石县粮食局", levels=("县级",))
    other = evolve(lasting, publisher="白石县粮储局", levels=("乡级",))
    revised = evolve(other, content="新")
    change = proposal(
        Rule.STANDARD_REVISED,
        Action.UPDATE,
        "救助/名册",
        from_="公开内容：无",
        to="公开内容：新",
        item=revised,
        elements=("content",),
    )
    for both in ((lasting, other), (other, lasting)):
        made = zwgk.apply(Catalog(both), [change], on=DAY).items
        assert set(made) == {lasting, revised}


# ------------------------------------------------------------------ what comes back


def information(**changes: Any) -> dict[str, Any]:
    usual = {
        "type": "information",
        "index": INDEXES[0],
        "title": "值班安排",
        "publisher": "白石县粮食局",
        "created": "2025-01-10",
        "attribute": "不予公开",
        "grounds": [{"article": "第十六条", "item": "内部事务信息"}],
        "reason": "属于内部工作流程信息",
    }
    return usual | changes


RECORD = Information.from_dict(information())
ITEM = CatalogItem(("行政许可", "种子许可"), seq="1", publisher="白石县粮食局")
CATALOG = Catalog((ITEM, CatalogItem(("救助", "结果"), seq="2", field="社会救助")), title="目录")


def proposal(rule: Rule, action: Action, subject: str = INDEXES[0], **more: Any) -> Proposal:
    return Proposal(rule, subject, action, "理由", **more)


PUBLISH = proposal(Rule.SUGGESTION_UPHELD, Action.PUBLISH)
AGAIN = proposal(Rule.YEARLY_ASSESSMENT, Action.RE_REVIEW)
MOVED = {"from_": "白石县粮食局", "to": "白石县粮储局"}


def applied(proposals: Any, thing: Any = RECORD, on: date = DAY) -> Any:
    return zwgk.apply(thing, proposals, on=on)


@pytest.mark.parametrize("rule", [Rule.SUGGESTION_UPHELD, Rule.MANY_APPLICANTS])
def test_what_is_made_public_has_no_ground_for_withholding(rule: Rule) -> None:
    action = Action.PUBLISH if rule is Rule.SUGGESTION_UPHELD else Action.CONVERT
    made = applied([proposal(rule, action)])
    assert (made.attribute, made.grounds, made.reason) == (Attribute.PROACTIVE, (), None)
    assert (made.published, made.reviewed, made.title) == (None, None, "值班安排")
    assert RECORD.attribute is Attribute.WITHHELD


OPENED = "转为主动公开"


@pytest.mark.parametrize(("decided", "day"), [(None, DAY), (date(2025, 6, 2), date(2025, 6, 2))])
def test_the_day_on_which_it_was_made_public_is_noted(decided: date | None, day: date) -> None:
    kept = Information.from_dict(information(dates={"决定": "2025-01-08"}))
    made = applied([Decision(PUBLISH, accepted=True, on=decided)], kept)
    assert made.dates == {"决定": date(2025, 1, 8), OPENED: day}
    chosen = Decision(AGAIN, accepted=True, on=decided, attribute=Attribute.PROACTIVE)
    assert applied([chosen], kept).dates[OPENED] == day


def test_what_was_public_or_does_not_become_so_has_no_such_day() -> None:
    public = Information.from_dict(information(attribute="主动公开"))
    assert applied([PUBLISH], public).dates == {}
    for attribute in (Attribute.ON_REQUEST, Attribute.WITHHELD, None):
        assert applied([Decision(AGAIN, accepted=True, attribute=attribute)]).dates == {}


def test_a_review_is_noted_and_the_attribute_is_for_the_office() -> None:
    made = applied([AGAIN])
    assert (made.reviewed, made.attribute, made.grounds) == (DAY, RECORD.attribute, RECORD.grounds)
    decided = Decision(AGAIN, accepted=True, attribute=Attribute.ON_REQUEST)
    made = applied([decided])
    assert (made.reviewed, made.attribute, made.grounds) == (DAY, Attribute.ON_REQUEST, ())
    kept = applied([Decision(AGAIN, accepted=True, attribute=Attribute.WITHHELD)])
    assert (kept.attribute, kept.grounds, kept.reason) == (
        Attribute.WITHHELD,
        RECORD.grounds,
        RECORD.reason,
    )


def test_a_decision_to_publish_prevails_over_a_review() -> None:
    decided = Decision(AGAIN, accepted=True, attribute=Attribute.ON_REQUEST)
    for order in ([PUBLISH, decided], [decided, PUBLISH]):
        assert applied(order).attribute is Attribute.PROACTIVE


def test_to_be_void_prevails_over_being_withdrawn() -> None:
    void = proposal(Rule.VOID, Action.RETIRE)
    over = proposal(Rule.KEEP_OVER, Action.WITHDRAW)
    assert applied([over]).status is InformationStatus.WITHDRAWN
    for order in ([void, over], [over, void]):
        assert applied(order).status is InformationStatus.LAPSED


def test_bodies_are_put_in_the_place_of_others() -> None:
    rule = Rule.PUBLISHER_REORGANISED
    assert applied([proposal(rule, Action.UPDATE, **MOVED)]).publisher == "白石县粮储局"
    path = "行政许可/种子许可"
    made = applied([proposal(rule, Action.UPDATE, path, **MOVED)], CATALOG)
    assert [each.publisher for each in made.items] == ["白石县粮储局", None]
    assert made.title == "目录"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("白石县粮食局、白石县财政局", "白石县粮储局、白石县财政局"),
        ("白石县财政局，白石县粮食局", "白石县财政局，白石县粮储局"),
        ("白石县粮储局、白石县粮食局", "白石县粮储局"),
        ("白石县粮食局监测站", "白石县粮食局监测站"),
    ],
)
def test_of_several_bodies_one_is_put_in_place(before: str, after: str) -> None:
    found = proposal(Rule.PUBLISHER_REORGANISED, Action.UPDATE, **MOVED)
    assert applied([found], Information.from_dict(information(publisher=before))).publisher == after


def cited(text: str | None, *titles: str) -> CatalogItem:
    basis = tuple(
        citation for title in titles for citation in zwgk.parse_basis(title)
    ) or zwgk.parse_basis(text or "")
    return CatalogItem(("救助",), basis=basis, basis_text=text)


def renewed(item: CatalogItem, to: str | None = "《白石县救助办法》") -> CatalogItem:
    found = proposal(Rule.BASIS_REPEALED, Action.UPDATE, "救助", from_="《白石县救助细则》", to=to)
    made: CatalogItem = applied([found], item)
    return made


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("《白石县救助细则》第三条", "《白石县救助办法》"),
        ("1.《白石县救助细则》", "1.《白石县救助办法》"),
        (
            "《白石县救助细则》第三条、第四条第一款、《信访条例》",
            "《白石县救助办法》、《信访条例》",
        ),
        ("《信访条例》第二条、《白石县救助细则》", "《信访条例》第二条、《白石县救助办法》"),
        (None, None),
    ],
)
def test_the_cell_says_what_the_citations_say(before: str | None, after: str | None) -> None:
    made = renewed(cited(before, *(() if before else ("《白石县救助细则》",))))
    assert made.basis_text == after
    assert "白石县救助办法" in [each.title for each in made.basis]
    assert all(not each.articles for each in made.basis if each.title == "白石县救助办法")
    if after:
        assert zwgk.parse_basis(after) == made.basis


def test_what_has_no_successor_is_left_out_and_what_is_cited_already_stays_once() -> None:
    made = renewed(cited("《白石县救助细则》第三条、《信访条例》"), None)
    assert [each.title for each in made.basis] == ["信访条例"]
    assert made.basis_text == "《信访条例》"
    assert renewed(cited("《白石县救助细则》"), None).basis_text in (None, "")
    made = renewed(cited("《白石县救助办法》第二条、《白石县救助细则》"))
    assert made.basis_text == "《白石县救助办法》第二条"
    other = cited("《信访条例》")
    assert renewed(other) == other


def test_the_reason_of_information_names_the_new_instrument() -> None:
    record = Information.from_dict(
        information(
            reason="依据《白石县保密细则》第三条、第五条，属于内部事务",
            grounds=[{"article": "《白石县保密细则》第三条", "item": "《信访条例》"}],
        )
    )
    found = proposal(
        Rule.BASIS_REPEALED, Action.UPDATE, from_="《白石县保密细则》", to="《白石县保密办法》"
    )
    made = applied([found], record)
    assert made.reason == "依据《白石县保密办法》，属于内部事务"
    assert (made.grounds[0].article, made.grounds[0].item) == ("《白石县保密办法》", "《信访条例》")
    gone = proposal(Rule.BASIS_REPEALED, Action.UPDATE, from_="《白石县保密细则》")
    assert applied([gone], record).reason == "依据原白石县保密细则（已废止），属于内部事务"


# ------------------------------------------------------------------ items that come and go


def added(title: str = "肥料登记", **more: Any) -> Proposal:
    return proposal(Rule.POWER_ADDED, Action.ADD, title, to=title, **more)


def test_a_new_power_becomes_an_item_of_the_first_catalogue() -> None:
    made = applied([added()], [RECORD, CATALOG, Catalog(())])
    assert [each.path for each in made[1].items][-1] == ("肥料登记",)
    assert made[2].items == ()
    assert applied([added()], [RECORD])[1] == CatalogItem(("肥料登记",))
    assert applied([added()], [])[0] == CatalogItem(("肥料登记",))
    assert len(applied([added(), added()], CATALOG).items) == 3
    assert len(applied([added("种子 许可")], CATALOG).items) == 2


def test_a_new_item_joins_the_catalogue_of_its_field() -> None:
    item = CatalogItem(("救助", "名册"), field="社会救助")
    found = proposal(Rule.STANDARD_REVISED, Action.UPDATE, "救助/名册", item=item)
    made = applied([found], [Catalog((ITEM,)), CATALOG])
    assert [len(each.items) for each in made] == [1, 3]
    assert applied([found, found], CATALOG).items.count(item) == 1


def test_the_item_of_a_power_that_is_gone_goes() -> None:
    gone = proposal(Rule.POWER_REMOVED, Action.RETIRE, "行政许可/种子许可")
    assert [each.seq for each in applied([gone], CATALOG).items] == ["2"]
    assert applied([gone], [ITEM, RECORD]) == [RECORD]
    with pytest.raises(ZwgkError, match="one item cannot go"):
        applied([gone], ITEM)
    with pytest.raises(ZwgkError, match="one item cannot go"):
        applied([added()], RECORD)


def revision(content: str | None, new: str | None) -> Proposal:
    item = CatalogItem(("救助",), content=new, seq="9") if new else None
    more = {"elements": ("content",), "from_": f"公开内容：{content or '无'}"}
    gone = {"from_": f"公开事项：救助；公开内容：{content or '无'}"}
    return proposal(
        Rule.STANDARD_REVISED, Action.UPDATE, "救助", item=item, **(more if new else gone)
    )


def test_a_revision_changes_its_elements_alone_and_finds_its_item() -> None:
    here = Catalog(
        tuple(
            CatalogItem(("救助",), seq=seq, content=text)
            for seq, text in (("1", "甲"), ("2", "乙"))
        )
    )
    made = applied([revision("乙", "丙")], here)
    assert [(each.seq, each.content) for each in made.items] == [("1", "甲"), ("2", "丙")]
    assert [each.content for each in applied([revision("乙", None)], here).items] == ["甲"]
    both = applied([revision("乙", "丙"), revision("甲", "丁")], here)
    assert [each.content for each in both.items] == ["丁", "丙"]
    with pytest.raises(ZwgkError, match="no longer what the proposal says"):
        applied([revision("丙", "丁")], here)


# ------------------------------------------------------------------ kinds, decisions, refusals


def test_the_same_kind_comes_back() -> None:
    assert isinstance(applied([PUBLISH], RECORD), Information)
    assert applied([PUBLISH], information())["attribute"] == "主动公开"
    assert applied([], CATALOG.to_dict()) == CATALOG.to_dict()
    assert isinstance(applied([PUBLISH], [RECORD]), list)
    assert isinstance(applied([PUBLISH], (RECORD, CATALOG)), tuple)
    assert isinstance(applied([PUBLISH], [information()])[0], Mapping)
    assert applied([PUBLISH], iter([RECORD]))[0].attribute is Attribute.PROACTIVE
    assert applied([], []) == []


def test_nothing_given_is_changed() -> None:
    record = information()
    before = dict(record)
    applied([PUBLISH], record)
    assert record == before


def test_what_was_refused_or_decided_later_is_left() -> None:
    for decision in (
        Decision(PUBLISH, accepted=False),
        Decision(PUBLISH, accepted=True, on=date(2025, 6, 4)),
    ):
        assert applied([decision]) == RECORD
    assert applied([Decision(PUBLISH, accepted=True, on=DAY)]) != RECORD
    unknown = proposal(Rule.VOID, Action.RETIRE, "别的")
    assert applied([Decision(unknown, accepted=False)]) == RECORD


def test_plain_proposals_and_decisions_are_read() -> None:
    decision = Decision(PUBLISH, accepted=False, by="办公室").to_dict()
    assert applied([decision]) == RECORD
    assert applied([PUBLISH.to_dict()]).attribute is Attribute.PROACTIVE
    assert applied(PUBLISH).attribute is Attribute.PROACTIVE
    contract = {"rule": "power-added", "subject": "肥料登记", "action": "add", "reason": "增加"}
    assert applied([contract], CATALOG).items[-1].path == ("肥料登记",)
    with pytest.raises(ShapeError) as caught:
        applied([{"rule": "void"}])
    assert {each.path for each in caught.value.findings} == {  # type: ignore[attr-defined]
        "/proposals/0/proposal/subject",
        "/proposals/0/proposal/action",
        "/proposals/0/proposal/reason",
    }


def test_an_unknown_subject_is_refused() -> None:
    unknown = proposal(Rule.VOID, Action.RETIRE, "别的")
    with pytest.raises(
        ZwgkError, match="no record is the subject of 1 proposals, the first '别的'"
    ):
        applied([PUBLISH, unknown])
    with pytest.raises(ZwgkError, match="on= wants a day"):
        zwgk.apply(RECORD, [], on="2025-06-03")  # type: ignore[arg-type]
    with pytest.raises(ZwgkError, match="records wants"):
        zwgk.apply(5, [], on=DAY)


def test_an_unread_item_keeps_its_place() -> None:
    holed = Catalog((None, ITEM))  # type: ignore[arg-type]
    found = proposal(Rule.PUBLISHER_REORGANISED, Action.UPDATE, "行政许可/种子许可", **MOVED)
    made = applied([found], holed)
    assert made.items[0] is None
    assert made.items[1].publisher == "白石县粮储局"
    assert zwgk.review(holed, on=DAY) == ()


def test_places_do_not_outlive_a_change() -> None:
    placed = Catalog((ITEM,), places={"/items/0": "目录.xlsx!表!A3"})
    assert applied([added()], placed).places == {}
    assert applied([], placed).places == placed.places


@given(worlds)
@settings(max_examples=25)
def test_plain_data_and_objects_are_adjusted_alike(
    world: tuple[list[dict[str, Any]], list[dict[str, Any]]],
) -> None:
    records, news = world
    kinds = {"catalog": Catalog, "catalog-item": CatalogItem, "information": Information}
    objects = [kinds[each["type"]].from_dict(each) for each in records]  # type: ignore[attr-defined]
    told = [Signal.from_dict(each) for each in news]
    proposals = zwgk.review(objects, on=DAY, signals=told)
    assert proposals == zwgk.review(records, on=DAY, signals=news)
    assert all(Proposal.from_dict(each.to_dict()) == each for each in proposals)
    after = zwgk.apply(objects, proposals, on=DAY)
    plain = zwgk.apply(records, [each.to_dict() for each in proposals], on=DAY)
    assert [each.to_dict() for each in after] == [
        each if isinstance(each, Mapping) else each.to_dict() for each in plain
    ]
