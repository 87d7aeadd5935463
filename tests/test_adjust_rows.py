"""The rows of the plans that speak of adjustment, each with its mechanism at work under its own plan."""

from datetime import date
from typing import Any

import zwgk
from zwgk.adjust.history import History
from zwgk.adjust.publishing import change_list, cleanup_list, power_list
from zwgk.model import Catalog, CatalogItem, Citation, Decision, Information
from zwgk.terms import Attribute

DAY = date(2025, 6, 3)
INDEX = "BS-1/2024-00001"
UNTIL = "secret_until"


def information(**changes: Any) -> Information:
    usual = {
        "type": "information",
        "index": INDEX,
        "title": "办事指南",
        "publisher": "白石县民政局",
        "created": "2024-01-10",
        "published": "2024-01-12",
        "attribute": "主动公开",
    }
    return Information.from_dict(usual | changes)


def news(kind: str, **keys: Any) -> dict[str, Any]:
    return {"signal": kind, "on": "2025-05-06"} | keys


def told(records: Any, signals: list[dict[str, Any]], pack: str) -> list[tuple[str, str]]:
    found = zwgk.review(records, on=DAY, signals=signals, pack=pack)
    return [(each.rule.value, each.action.value) for each in found]


ITEM = CatalogItem(("行政许可", "兽药许可"), publisher="白石县农业局")
POWERS = [
    news("power", title="兽药许可", change="removed"),
    news("power", title="肥料登记", change="added"),
]


def test_w4_local_additions_omissions_and_changes_survive_a_new_standard() -> None:
    old = Catalog((ITEM, CatalogItem(("救助", "名册")), CatalogItem(("残联", "发放"))))
    new = Catalog((*old.items, CatalogItem(("养老", "补贴"))))
    here = Catalog((ITEM, CatalogItem(("救助", "名册"), content="本地"), CatalogItem(("特色",))))
    revised = [news("standard", old=old.to_dict(), new=new.to_dict())]
    made = zwgk.apply(here, zwgk.review(here, on=DAY, signals=revised, pack="weidu"), on=DAY)
    assert [each.name for each in made.items] == ["兽药许可", "名册", "特色", "补贴"]
    assert made.items[1].content == "本地"


def test_w7_the_catalogue_follows_law_and_duties() -> None:
    item = CatalogItem(("救助",), publisher="甲局", basis=(Citation("中华人民共和国物权法"),))
    signals = [news("reorganised", **{"from": "甲局", "to": "乙局"})]
    assert told(Catalog((item,)), signals, "weidu") == [
        ("basis-repealed", "update"),
        ("publisher-reorganised", "update"),
    ]
    proposals = zwgk.review(Catalog((item,)), on=DAY, signals=signals, pack="weidu")
    made = zwgk.apply(Catalog((item,)), proposals, on=DAY).items[0]
    assert (made.publisher, made.basis[0].title) == ("乙局", "中华人民共和国民法典")
    assert (
        proposals[1].basis
        == "《许昌市魏都区全面推进基层政务公开标准化规范化工作实施方案》（许魏政办〔2020〕18号）"
    )


def test_c2_items_stay_mapped_to_the_standard_when_it_is_revised() -> None:
    old = CatalogItem(("救助", "名册"), code="A-01", levels=("县级",))
    new = CatalogItem(("救助", "对象名册"), code="A-01", levels=("县级", "乡级"))
    here = CatalogItem(("救助", "名册"), code="A-01", levels=("市级", "县级"))
    revised = [news("standard", old=Catalog((old,)).to_dict(), new=Catalog((new,)).to_dict())]
    (found,) = zwgk.review(Catalog((here,)), on=DAY, signals=revised, pack="changsha")
    assert found.item is not None
    assert (found.item.path[-1], found.item.levels) == ("对象名册", ("市级", "县级", "乡级"))


def test_c5_withheld_yearly_opened_cleaned_up_and_published() -> None:
    held = information(index="BS-1/2024-00002", attribute="不予公开", published=None)
    records = [information(), held]
    signals = [news("void", information=INDEX)]
    proposals = zwgk.review(records, on=DAY, signals=signals, pack="changsha")
    assert [each.rule.value for each in proposals] == ["yearly-assessment", "void"]
    law, _, plan = (proposals[0].basis or "").partition("；")
    assert law == "《中华人民共和国政府信息公开条例》第十八条"
    assert plan.startswith("《长沙市基层政务公开标准化规范化工作实施方案》")
    opened = Decision(proposals[0], accepted=True, attribute=Attribute.PROACTIVE)
    after = zwgk.apply(records, [opened, proposals[1]], on=DAY)
    assert [each.attribute for each in after] == [Attribute.PROACTIVE, Attribute.PROACTIVE]
    table = cleanup_list(records, proposals, on=DAY)
    assert [(row[2], row[5]) for row in table.rows] == [("办事指南", "失效")]


def test_j4_lists_and_catalogue_follow_the_work() -> None:
    assert told(Catalog((ITEM,)), POWERS, "nanjing") == [
        ("power-added", "add"),
        ("power-removed", "retire"),
    ]
    made = zwgk.apply(
        Catalog((ITEM,)), zwgk.review(Catalog((ITEM,)), on=DAY, signals=POWERS), on=DAY
    )
    assert [each.path for each in made.items] == [("肥料登记",)]


def test_f4_attributes_are_looked_at_again_and_on_request_becomes_proactive() -> None:
    record = information(attribute="依申请公开", published=None)
    signals = [news("application", information=INDEX, applicant=name) for name in ("甲", "乙")] + [
        news("circumstances", information=INDEX, note="规划获批")
    ]
    assert told(record, signals, "fangshan") == [
        ("circumstances-changed", "re-review"),
        ("many-applicants", "convert"),
    ]
    proposals = zwgk.review(record, on=DAY, signals=signals, pack="fangshan")
    assert zwgk.apply(record, proposals, on=DAY).attribute is Attribute.PROACTIVE


def test_f6_the_list_of_a_department_is_kept_as_versions() -> None:
    history = History([Catalog((ITEM,)), information()], since=date(2025, 1, 2))
    later = history.decide(history.review(on=DAY, signals=POWERS, pack="fangshan"), on=DAY)
    names = [
        [item.name for each in version.records if isinstance(each, Catalog) for item in each.items]
        for version in later.versions
    ]
    assert names == [["兽药许可"], ["肥料登记"]]


def test_z2_the_change_of_the_powers_list_is_published() -> None:
    here = Catalog((ITEM,))
    proposals = zwgk.review(here, on=DAY, signals=POWERS, pack="zhumadian-aic")
    table = power_list(here, proposals, on=DAY)
    assert table.heading == "权责清单调整情况（截至2025-06-03）"
    assert [(row[1], row[3]) for row in table.rows] == [
        ("肥料登记", "增补"),
        ("行政许可/兽药许可", "清理"),
    ]
    repealed = CatalogItem(("处罚",), basis=(Citation("中华人民共和国合同法"),))
    assert told(Catalog((repealed,)), [], "zhumadian-aic") == [("basis-repealed", "update")]


def test_z3_the_basic_list_grows_step_by_step() -> None:
    record = information(attribute="依申请公开", published=None)
    signals = [news("suggestion", information=INDEX, upheld=True)]
    assert told(record, signals, "zhumadian-aic") == [("suggestion-upheld", "publish")]
    new = Catalog((ITEM, CatalogItem(("肥料登记",))))
    grown = [news("standard", old=Catalog((ITEM,)).to_dict(), new=new.to_dict())]
    assert told(Catalog((ITEM,)), grown, "zhumadian-aic") == [("standard-revised", "update")]


def test_x1_adjusted_in_the_open() -> None:
    here = Catalog((ITEM,))
    signals = [news("reorganised", **{"from": "白石县农业局", "to": "白石县农业农村局"})]
    proposals = zwgk.review(here, on=DAY, signals=signals, pack="shanxi")
    (row,) = change_list(here, proposals, on=DAY).rows
    assert row[1:7] == (
        "行政许可/兽药许可",
        "兽药许可",
        "更新",
        "机构调整",
        "白石县农业局",
        "白石县农业农村局",
    )


def test_g2_secrets_stay_closed_during_their_term_and_are_judged_after_it() -> None:
    record = information(
        attribute="不予公开",
        published=None,
        reviewed="2025-01-02",
        **{UNTIL: "2025-06-03"},
    )
    assert told(record, [], "guangzhou") == []
    late = zwgk.review(record, on=date(2025, 6, 4), pack="guangzhou")
    assert [(each.rule.value, each.action.value) for each in late] == [
        ("secrecy-over", "re-review")
    ]
    after = zwgk.apply(record, late, on=date(2025, 6, 4))
    assert after.attribute is Attribute.WITHHELD
