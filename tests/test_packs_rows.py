"""Every row of every plan is data of its pack; where a check uses it, the check obeys.

A test is named after the row it speaks of: ``w2`` is the second row of the plan of 魏都.
"""

import operator
from datetime import date
from functools import reduce
from pathlib import Path
from typing import Any

import pytest

import zwgk
from zwgk.model import Checklist, Duty, Milestone, Pack, Provision
from zwgk.model.pack import PackPeriod
from zwgk.packs import fields_of, load, missing_fields, names, unassigned, units_of
from zwgk.report import codes
from zwgk.terms import Every, Severity, Unit
from zwgk.validate.coverage import coverage

DAY = date(2026, 9, 1)
EIGHT = ("名称", "内容", "依据", "时限", "主体", "方式", "渠道", "公开对象")
PLANS = {
    "national-2019": ("n", 3),
    "weidu-2020": ("w", 15),
    "changsha-2020": ("c", 15),
    "nanjing-2017": ("j", 13),
    "shanxi-2017": ("x", 9),
    "fangshan-2018": ("f", 13),
    "zhumadian-aic-2017": ("z", 6),
    "guangzhou-2011": ("g", 9),
}
#: complete under the national plan
WHOLE: dict[str, Any] = {
    "type": "catalog-item",
    "path": ["监督检查", "检查结果"],
    "field": "安全生产",
    "content": "检查结论、整改要求",
    "basis": [{"title": "中华人民共和国政府信息公开条例", "number": "国务院令第711号"}],
    "time_limit": {
        "text": "20个工作日内",
        "clauses": [{"kind": "within", "amount": 20, "unit": "working_day"}],
    },
    "publisher": "白石县应急管理局",
    "attribute": "主动公开",
    "channels": {"checked": ["政府网站"]},
    "audience": {"public": True},
    "levels": ["县级"],
}


def item(**changes: Any) -> dict[str, Any]:
    return WHOLE | changes


def catalog(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "catalog", "items": list(items)} | more


#: the steps of a decision at the source, and of the handling of an application
STEPS = ("draft", "secrecy_review", "unit_review", "approval", "stamp")
SECRET_FIRST = ("secrecy_review", "draft", "unit_review", "approval", "stamp")
HANDLED = (
    "applied",
    "accepted",
    "registered",
    "processed",
    "reviewed",
    "answered",
    "served",
    "archived",
)


def document(*without: str, order: tuple[str, ...] = STEPS, **changes: Any) -> dict[str, Any]:
    """Make a record with its trail, a day for each step, some left out."""
    proposed = changes.pop("proposed", changes.get("attribute", "主动公开"))
    days = {step: f"2024-03-{4 + n:02}" for n, step in enumerate(order)}
    steps = [
        {"step": step, "by": "某人", "on": day, "attribute": proposed}
        for step, day in days.items()
        if step not in without
    ]
    record = {
        "type": "information",
        "title": "粮食应急预案",
        "publisher": "白石县粮食局",
        "created": "2024-03-04",
        "published": "2024-03-20",
        "attribute": "主动公开",
        "trail": steps,
    }
    return record | changes


def application(*without: str) -> dict[str, Any]:
    """Make an answered application with the record of its handling, some steps left out."""
    steps = [{"step": step, "by": "某人", "on": "2024-03-04"} for step in HANDLED]
    return {
        "type": "application",
        "id": "2024-7",
        "events": [
            {"event": "received", "on": "2024-03-04"},
            {"event": "answered", "on": "2024-03-04", "outcome": "予以公开"},
        ],
        "handling": [step for step in steps if step["step"] not in without],
    }


def found(subject: object, pack: str, *select: str, whole: bool = False) -> list[tuple[str, str]]:
    report = zwgk.validate(subject, pack=pack, on=DAY, select=select, whole=whole)
    return [(each.code, each.path) for each in report.findings]


def value_of(subject: object, pack: str, code: str) -> list[str]:
    (one,) = zwgk.validate(subject, pack=pack, on=DAY, select=[code]).findings
    return (one.value or "").split("、")


def duties(pack: Pack, row: str) -> list[Duty]:
    return [each for each in pack.rows[row] if isinstance(each, Duty)]


def milestones(pack: Pack, row: str) -> list[Milestone]:
    return [each for each in pack.rows[row] if isinstance(each, Milestone)]


def days(pack: Pack, row: str) -> list[date]:
    return [each.day for each in milestones(pack, row)]


def items_of(pack: Pack, row: str) -> tuple[str, ...]:
    (one,) = (each for each in pack.rows[row] if isinstance(each, Checklist))
    return one.items


def provisions(pack: Pack, row: str) -> list[Provision]:
    return [each for each in pack.rows[row] if isinstance(each, Provision)]


def period(pack: Pack, name: str, row: str) -> PackPeriod:
    assert pack.periods[name] in pack.rows[row]
    return pack.periods[name]


# ------------------------------------------------------------------ 全国

NATIONAL = load("national-2019")


def test_n1_eight_elements_and_the_level_column_of_a_table() -> None:
    assert NATIONAL.required == EIGHT
    assert found(item(), "national") == []
    assert found(item(channels=None), "national") == [("element.missing", "/channels")]
    assert found(item(levels=[]), "national") == []
    assert NATIONAL.elements.table == ("公开层级",)


def test_n2_twenty_six_fields_and_their_aliases() -> None:
    assert len(NATIONAL.rows["N2"]) == len(NATIONAL.fields) == 26
    aliases = {
        "环境保护": "生态环境",
        "就业创业": "就业",
        "财政预算决算": "财政预决算",
        "乡村振兴": "扶贫",
        "国有土地上房屋征收与补偿": "国有土地上房屋征收",
        "拆迁安置": "国有土地上房屋征收",
        "城乡规划": "国土空间规划",
    }
    assert {word: fields_of(NATIONAL, word) for word in aliases} == {
        word: (name,) for word, name in aliases.items()
    }
    assert fields_of(NATIONAL, "扶贫救灾") == ("扶贫", "救灾")
    assert found(item(field="国资国企"), "national") == [("field.unknown", "/field")]


def test_n3_three_milestones() -> None:
    assert days(NATIONAL, "N3") == [date(2020, 12, 31), date(2021, 12, 31), date(2023, 12, 31)]


# ------------------------------------------------------------------ 魏都

WEIDU = load("weidu-2020")


def test_w1_eight_elements() -> None:
    assert WEIDU.required == EIGHT
    assert WEIDU.elements in WEIDU.rows["W1"]
    assert found(item(audience=None), "weidu") == [("element.missing", "/audience")]


def test_w2_twenty_five_fields_have_a_unit_and_public_resource_trading_has_none() -> None:
    assert len(WEIDU.fields) == 26
    assert unassigned(WEIDU) == ("公共资源交易",)
    assert units_of(WEIDU, "养老服务") == ("区民政局", "各街道办事处（产业集聚区管委会）")
    assert len({each.responsible for each in WEIDU.fields if each.responsible}) == 18
    assert value_of(catalog(item()), "weidu", "field.unassigned") == ["公共资源交易"]
    assert found(catalog(item()), "national", "field.unassigned") == []
    (told,) = zwgk.validate(
        catalog(item()), pack="weidu", select=["field.unassigned"], whole=True
    ).findings
    assert told.severity is Severity.ERROR


def test_w3_three_milestones_the_second_a_span() -> None:
    assert days(WEIDU, "W3") == [date(2020, 12, 31), date(2022, 6, 30), date(2023, 12, 31)]
    assert [each.since for each in milestones(WEIDU, "W3")] == [None, date(2021, 1, 1), None]


def test_w4_local_changes_are_information_because_two_catalogues_are_needed() -> None:
    assert "两份目录" in (provisions(WEIDU, "W4")[0].why or "")


def test_w5_data_in_and_data_out_without_a_screen() -> None:
    assert "zwgk.validate" in provisions(WEIDU, "W5")[0].functions
    made = zwgk.model.Catalog.from_dict(catalog(item()))
    assert zwgk.model.Catalog.from_dict(made.to_dict()) == made


def test_w6_release_interpretation_response_with_the_document() -> None:
    order = WEIDU.checklist("document-phases")
    together = WEIDU.checklist("with-document")
    assert order is not None
    assert order.items == ("发布", "解读", "回应")
    assert together is not None
    assert together.missing(["解读材料"]) == ("解读方案",)


def test_w7_a_repealed_basis_calls_for_adjustment() -> None:
    assert provisions(WEIDU, "W7")[0].checks == ("basis.repealed",)
    old = item(basis=[{"title": "中华人民共和国物权法"}])
    assert found(old, "weidu") == [("basis.repealed", "/basis/0")]


def test_w8_the_village_level_belongs_to_the_plan_and_sameness_is_information() -> None:
    assert "村级" in WEIDU.levels.used
    assert provisions(WEIDU, "W8")[0].why


def test_w9_four_duties_with_their_rhythm_and_weight() -> None:
    assert [(each.every, each.at_least, each.unit) for each in duties(WEIDU, "W9")] == [
        (Every.QUARTER, 1, "次"),
        (Every.YEAR, 1, "次"),
        (Every.YEAR, 1, "次"),
        (Every.YEAR, 4, "%"),
    ]


def test_w10_four_channels() -> None:
    assert len(items_of(WEIDU, "W10")) == 4


def test_w11_the_deputy_leader_in_charge_is_published() -> None:
    assert "分管" in duties(WEIDU, "W11")[0].what


def test_w12_six_ways_of_taking_part() -> None:
    assert items_of(WEIDU, "W12") == (
        "座谈会",
        "听证会",
        "实地走访",
        "征求意见",
        "问卷调查",
        "民意调查",
    )
    assert duties(WEIDU, "W12")


def test_w13_a_handbook_per_county() -> None:
    assert "办事一本通" in duties(WEIDU, "W13")[0].what


def test_w14_training_on_the_regulation() -> None:
    assert "条例" in duties(WEIDU, "W14")[0].what


def test_w15_four_topics_of_communities() -> None:
    assert items_of(WEIDU, "W15") == ("乡村振兴", "社区财务", "养老服务", "社会救助")


# ------------------------------------------------------------------ 长沙

CHANGSHA = load("changsha-2020")


def test_c1_four_milestones() -> None:
    assert days(CHANGSHA, "C1") == [
        date(2020, 8, 31),
        date(2020, 11, 30),
        date(2021, 12, 31),
        date(2022, 12, 31),
    ]


def test_c2_the_city_level_belongs_to_the_plan_the_province_does_not() -> None:
    assert found(item(levels=["市级"]), "changsha") == []
    assert found(item(levels=["市级"]), "weidu") == [("level.unknown", "/levels/0")]
    assert found(item(levels=["省级"]), "changsha") == [("level.unknown", "/levels/0")]
    assert found(item(levels=["省级"]), "national") == []
    assert found(item(path=[""]), "changsha") == [("element.missing", "/path")]


def test_c3_service_matters_are_information_because_the_platform_has_them() -> None:
    assert provisions(CHANGSHA, "C3")[0].why


def test_c4_secrecy_review_before_approval_and_a_stamp_at_the_end() -> None:
    assert CHANGSHA.trail in CHANGSHA.rows["C4"]
    assert CHANGSHA.trail.steps == ("draft", "secrecy_review", "approval", "stamp")
    assert CHANGSHA.trail.marks == ("此件主动公开", "此件依申请公开")
    notes = [zwgk.parse_mark(text) for text in CHANGSHA.trail.marks]
    assert [note.attribute.value for note in notes if note] == ["主动公开", "依申请公开"]
    assert found(document(), "changsha", "trail") == []
    assert found(document("secrecy_review"), "changsha", "trail") == [
        ("trail.no-secrecy-review", "/trail")
    ]
    assert found(document("stamp"), "changsha", "trail") == [("trail.step-missing", "/trail")]
    assert found(document(*STEPS), "changsha", "trail") == [("trail.missing", "/trail")]
    assert provisions(CHANGSHA, "C4")[0].functions == ("zwgk.trail.standing",)


def test_c5_what_is_withheld_is_assessed_every_year() -> None:
    every = period(CHANGSHA, "withheld.assessment", "C5")
    assert (every.value, every.unit) == (1, Unit.YEAR)
    assert "清理" in duties(CHANGSHA, "C5")[0].what


def test_c6_one_intake_for_applications_and_a_complete_procedure() -> None:
    assert "统一受理" in duties(CHANGSHA, "C6")[0].what
    assert CHANGSHA.handling in CHANGSHA.rows["C6"]
    assert CHANGSHA.handling.recorded
    assert found(application(), "changsha", "handling") == []
    assert found(application("registered"), "changsha", "handling") == [
        ("handling.step-missing", "/handling")
    ]
    assert found(application(*HANDLED), "changsha", "handling") == [
        ("handling.missing", "/handling")
    ]
    assert found(application(*HANDLED), "national", "handling") == []


def test_c7_interpretation_goes_with_the_document() -> None:
    assert items_of(CHANGSHA, "C7") == ("解读方案", "解读材料")


def test_c8_five_ways_of_targeted_push() -> None:
    assert items_of(CHANGSHA, "C8") == ("微信", "短信", "电子邮箱", "二维码", "纸质账单")


def test_c9_a_corner_lacks_what_it_has_not() -> None:
    corner = CHANGSHA.checklist("corner-equipment")
    assert corner is not None
    assert corner.missing(["查询电脑", "政府公报", "资料架"]) == ("展示设施", "线上平台二维码")


def test_c10_six_topics_of_villages() -> None:
    assert items_of(CHANGSHA, "C10") == (
        "脱贫攻坚",
        "乡村振兴",
        "村级财务",
        "惠农政策",
        "养老服务",
        "社会救助",
    )


def test_c11_five_places_for_corners() -> None:
    assert len(items_of(CHANGSHA, "C11")) == 5


def test_c12_open_days_and_citizens_at_meetings() -> None:
    assert "政府开放日" in duties(CHANGSHA, "C12")[0].what


def test_c13_one_column_and_one_map() -> None:
    assert "公开地图" in duties(CHANGSHA, "C13")[0].what


def test_c14_offline_sites_by_the_end_of_november() -> None:
    assert days(CHANGSHA, "C14") == [date(2020, 11, 30)]


def test_c15_one_stop_items_from_the_platform_first() -> None:
    assert "一体化平台" in duties(CHANGSHA, "C15")[0].what


# ------------------------------------------------------------------ 南京

NANJING = load("nanjing-2017")


POWER = {"name": "许可", "kind": "行政许可", "department": "市监局"} | {
    "supervision": "12345",
    "remedy": "复议",
}


def stages(*rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    whole = {"type": "matter-sheet", "powers": [POWER], "stages": ["受理"], "rows": [*rows]}
    return whole | more


def test_j1_each_stage_of_each_matter_tells_its_information_and_attribute() -> None:
    row = {"matter": "许可", "stage": "受理", "information": "受理单"}
    assert found(stages(), "nanjing") == [("matter.stage-missing", "/powers/0")]
    assert found(stages(row), "nanjing") == [("matter.attribute-missing", "/rows/0/attribute")]
    told = {code for code, _ in found(stages(), "nanjing")} | {"matter.attribute-missing"}
    assert told <= {*provisions(NANJING, "J1")[0].checks}


def test_j2_seven_elements_if_proactive_ground_and_reason_if_not() -> None:
    assert NANJING.required == ("名称", "编码", "依据", "内容", "主体", "时限", "方式")
    assert found(item(), "nanjing") == [("element.missing", "/code")]
    coded = item(code="A01", audience=None, levels=[])
    assert found(coded, "nanjing") == []
    assert found(coded, "national") == [("element.missing", "/audience")]
    assert found(coded | {"channels": None}, "nanjing") == [("element.missing", "/channels")]


def test_j2_an_item_not_proactive_needs_both_ground_and_reason() -> None:
    asked = item(attribute="依申请公开", code=None)
    assert found(asked, "nanjing") == [
        ("element.missing", "/grounds"),
        ("element.missing", "/extras"),
    ]
    ground = asked | {"grounds": [{"article": "第十五条"}]}
    assert found(ground, "nanjing") == [("element.missing", "/extras")]
    assert found(ground | {"extras": {"理由": "涉及商业秘密"}}, "nanjing") == []


def test_j2_holds_for_the_information_of_a_stage_too() -> None:
    row = {"matter": "许可", "stage": "受理", "information": "受理单", "attribute": "依申请公开"}
    assert found(stages(row), "nanjing") == [
        ("element.missing", "/rows/0/ground"),
        ("element.missing", "/rows/0/reason"),
    ]
    assert len(found(stages(row | {"attribute": "主动公开"}), "nanjing")) == 6


def test_j2_one_fault_of_a_withheld_item_is_one_finding() -> None:
    assert found(item(attribute="不予公开"), "nanjing") == [("withheld.no-ground", "/grounds")]
    assert NANJING.trail.by == {"submission": "市政府办公厅"}


def test_j2_information_not_proactive_is_submitted_with_ground_and_reason() -> None:
    asked: dict[str, Any] = {"attribute": "依申请公开", "reason": "涉及商业秘密"}
    assert found(document(**asked), "nanjing", "trail") == [
        ("trail.no-submission", "/trail"),
        ("trail.no-ground", "/trail"),
    ]
    whole = asked | {"grounds": [{"article": "第十五条"}]}
    assert found(document(**whole), "nanjing", "trail") == [("trail.no-submission", "/trail")]
    assert found(document(**whole), "national", "trail") == []


def test_j3_nine_fields_of_one_district_and_a_choice_for_the_others() -> None:
    assert len(NANJING.fields) == 9
    assert units_of(NANJING, "城乡规划") == ("建邺区",)
    assert len(missing_fields(NANJING, ["安全生产"], "南京市建邺区")) == 8
    assert missing_fields(NANJING, ["安全生产"], "鼓楼区") == ()
    assert found(catalog(item(), locality="鼓楼区"), "nanjing", "field.missing") == []
    assert found(catalog(item(), locality="建邺区"), "nanjing", "field.missing") == [
        ("field.missing", "/items")
    ]
    assert found(item(field="养老服务"), "nanjing", "field") == [("field.unknown", "/field")]


def test_j4_lists_follow_the_work() -> None:
    assert "调整" in duties(NANJING, "J4")[0].what


def test_j5_eight_steps_of_an_application() -> None:
    steps = ("申请", "受理", "登记", "办理", "审核", "答复", "送达", "归档")
    assert items_of(NANJING, "J5") == steps
    assert NANJING.handling.steps == HANDLED
    assert found(application(), "nanjing", "handling") == []
    for step in HANDLED[:-1]:
        assert found(application(step), "nanjing", "handling") == [
            ("handling.step-missing", "/handling")
        ]
    assert found(application("archived"), "nanjing", "handling") == [
        ("handling.not-archived", "/handling")
    ]
    assert provisions(NANJING, "J5")[1].why


def test_j6_supervision_online() -> None:
    assert items_of(NANJING, "J6") == ("公开的完整性", "公开的及时性", "统计", "评分")


def test_j7_two_data_sets_per_field() -> None:
    assert [(each.at_least, each.unit) for each in duties(NANJING, "J7")] == [(2, "个")]


def test_j8_five_milestones_and_a_monthly_report_by_the_first() -> None:
    assert days(NANJING, "J8") == [
        date(2017, 9, 28),
        date(2017, 12, 31),
        date(2018, 6, 30),
        date(2018, 7, 15),
        date(2018, 7, 31),
    ]
    (monthly,) = duties(NANJING, "J8")
    assert (monthly.every, monthly.by, monthly.since) == (Every.MONTH, "---01", date(2017, 10, 1))


def test_j9_five_wholes() -> None:
    assert len(items_of(NANJING, "J9")) == 5
    assert all(each.startswith("全") for each in items_of(NANJING, "J9"))


def test_j10_five_elements_of_a_power() -> None:
    assert items_of(NANJING, "J10") == ("名称", "权力类型", "责任部门", "监督方式", "救济途径")
    row = {"matter": "许可", "stage": "受理", "nothing": "当场办结"}
    for key in ("kind", "department", "supervision", "remedy"):
        poor = stages(row, powers=[POWER | {key: None}])
        assert found(poor, "nanjing") == [("element.missing", f"/powers/0/{key}")]
        assert found(poor, "national") == []


def test_j11_the_leading_group_hears_every_quarter() -> None:
    assert [each.every for each in duties(NANJING, "J11")] == [Every.QUARTER]


def test_j12_rules_in_the_office_system() -> None:
    assert "实时推送" in duties(NANJING, "J12")[0].what


def test_j13_one_channel_for_complaints() -> None:
    assert items_of(NANJING, "J13") == ("统一渠道", "办理", "反馈")


# ------------------------------------------------------------------ 山西

SHANXI = load("shanxi-2017")


def test_x1_seven_elements_attribute_and_way_apart() -> None:
    assert SHANXI.required == ("名称", "公开属性", "依据", "内容", "主体", "时限", "方式")
    assert found(item(attribute=None, audience=None), "shanxi") == [
        ("element.missing", "/attribute")
    ]
    (told,) = zwgk.validate(item(channels=None), pack="shanxi", on=DAY).findings
    assert (told.path, told.message) == ("/channels", "缺少要素“方式”")


def test_x2_what_is_left_out_needs_its_ground() -> None:
    assert provisions(SHANXI, "X2")[0].checks == ("withheld.no-ground", "matter.left-out-no-ground")
    out = stages(left_out=[{"matter": "许可"}])
    assert found(out, "shanxi", "matter") == [("matter.left-out-no-ground", "/left_out/0/ground")]
    assert found(item(attribute="不予公开"), "shanxi") == [("withheld.no-ground", "/grounds")]


def test_x3_twelve_fields_three_of_them_local() -> None:
    assert len(SHANXI.fields) == 12
    for name in ("国资国企", "全域旅游", "开发区建设"):
        assert found(item(field=name), "shanxi") == []
        assert found(item(field=name), "national") == [("field.unknown", "/field")]
    assert fields_of(SHANXI, "救灾") == fields_of(SHANXI, "乡村振兴") == ("扶贫救灾",)


def test_x4_a_pilot_owes_its_own_six_fields() -> None:
    assert [len(each.fields) for each in SHANXI.pilots] == [6, 6, 6, 6]
    common = reduce(operator.and_, ({*each.fields} for each in SHANXI.pilots))
    assert common == {"安全生产", "国资国企", "全域旅游", "开发区建设"}
    assert unassigned(SHANXI) == ()
    assert units_of(SHANXI, "医疗卫生") == ("晋中市介休市",)
    owed = value_of(catalog(item(), locality="左权县"), "shanxi", "field.missing")
    assert owed == ["国资国企", "全域旅游", "开发区建设", "扶贫救灾", "农村危房改造"]


def test_x5_a_coverage_matrix_per_field() -> None:
    staged = item(stages=["决策", "执行", "管理", "服务"], phases=["发布", "解读", "回应"])
    made = zwgk.model.Catalog.from_dict(catalog(staged, staged))
    assert coverage(made, SHANXI)["安全生产"]["决策"] == 2
    assert value_of(catalog(staged), "shanxi", "coverage.missing") == ["安全生产缺结果"]
    assert found(catalog(staged, item(stages=["结果"])), "shanxi", "coverage") == []
    assert found(catalog(staged), "national", "coverage") == []


def test_x6_secrecy_review_before_publication() -> None:
    assert "secrecy_review" in SHANXI.trail.steps
    assert SHANXI.trail in SHANXI.rows["X6"]
    bare = document("secrecy_review")
    (told,) = zwgk.validate(bare, pack="shanxi", on=DAY, select=["trail"]).findings
    assert (told.code, told.severity) == ("trail.no-secrecy-review", Severity.ERROR)
    early = document(published="2024-03-05")
    assert ("trail.published-early", "/published") in found(early, "shanxi", "trail")


def test_x7_milestones_and_a_monthly_item_by_the_fifth() -> None:
    assert days(SHANXI, "X7") == [
        date(2017, 11, 30),
        date(2017, 12, 31),
        date(2018, 6, 30),
        date(2018, 7, 31),
        date(2018, 8, 31),
    ]
    assert [(each.every, each.by) for each in duties(SHANXI, "X7")] == [(Every.MONTH, "---05")]


def test_x8_the_day_of_the_list_is_kept_and_the_names_are_not() -> None:
    assert days(SHANXI, "X8") == [date(2017, 11, 30)]
    assert "人名" in (provisions(SHANXI, "X8")[0].why or "")


def test_x9_six_parts_of_the_summary() -> None:
    assert len(items_of(SHANXI, "X9")) == 6


# ------------------------------------------------------------------ 房山

FANGSHAN = load("fangshan-2018")


def test_f1_comment_stays_open_for_five_working_days_at_least() -> None:
    open_for = period(FANGSHAN, "consultation", "F1")
    assert (open_for.value, open_for.unit, open_for.at_least) == (5, Unit.WORKING_DAY, True)
    assert "说明理由" in duties(FANGSHAN, "F1")[0].what


def test_f2_a_changed_guide_within_one_working_day() -> None:
    within = period(FANGSHAN, "guide_change", "F2")
    assert (within.value, within.unit, within.at_least) == (1, Unit.WORKING_DAY, False)


def test_f3_three_attributes_at_the_draft_and_a_reason_for_the_last() -> None:
    assert items_of(FANGSHAN, "F3") == ("主动公开", "依申请公开", "不予公开")
    assert FANGSHAN.trail.steps[0] == "draft"
    assert found(document("draft"), "fangshan", "trail") == [("trail.step-missing", "/trail")]
    proposed = document(attribute=None, published=None, proposed="不予公开")
    assert found(proposed, "fangshan", "trail") == [("trail.no-ground", "/trail")]
    assert found(item(attribute="不予公开"), "fangshan") == [("withheld.no-ground", "/grounds")]


def test_f4_attributes_are_looked_at_again() -> None:
    assert "转为主动公开" in duties(FANGSHAN, "F4")[0].what


def test_f5_secrecy_review_and_the_reading_for_mandatory_disclosure() -> None:
    assert "secrecy_review" in FANGSHAN.trail.steps
    assert FANGSHAN.trail in FANGSHAN.rows["F5"]
    assert found(document("secrecy_review"), "fangshan", "trail") == [
        ("trail.no-secrecy-review", "/trail")
    ]
    assert FANGSHAN.readings.names == ("mandatory-lifts-15",)
    facts = dict.fromkeys(zwgk.model.MarkFacts().to_dict(), False) | {"type": "mark-facts"}
    facts |= dict.fromkeys(
        ("government_information", "personal_privacy", "disclosure_required"), True
    )
    assert str(zwgk.mark(facts, on=DAY, pack="fangshan")) == "依申请公开"
    assert str(zwgk.mark(facts, on=DAY)) == "不予公开"
    text = "当事人手机13800138000"
    assert zwgk.deidentify(text, disclosure_required=True) == text != zwgk.deidentify(text)


def test_f6_the_full_list_has_attribute_and_ground() -> None:
    assert items_of(FANGSHAN, "F6") == ("名称", "公开属性", "依据")
    assert found(item(attribute=None, basis=[]), "fangshan") == [
        ("element.missing", "/basis"),
        ("element.missing", "/attribute"),
    ]


def test_f7_what_is_no_application() -> None:
    assert items_of(FANGSHAN, "F7") == ("咨询", "信访", "投诉")


def test_f8_the_website_every_month() -> None:
    assert [each.every for each in duties(FANGSHAN, "F8")] == [Every.MONTH]


def test_f9_three_questions_of_a_meeting_plan() -> None:
    assert len(items_of(FANGSHAN, "F9")) == 3


def test_f10_replies_to_proposals() -> None:
    assert "全文公开" in duties(FANGSHAN, "F10")[0].what


def test_f11_six_parts_of_execution() -> None:
    assert len(items_of(FANGSHAN, "F11")) == 6


def test_f12_heads_interpret_once_a_year() -> None:
    assert [(each.every, each.at_least) for each in duties(FANGSHAN, "F12")] == [(Every.YEAR, 1)]


def test_f13_the_annual_report_covers_key_fields() -> None:
    assert [each.every for each in duties(FANGSHAN, "F13")] == [Every.YEAR]


# ------------------------------------------------------------------ 驻马店市工商局

ZHUMADIAN = load("zhumadian-aic-2017")


def test_z1_five_hours_and_twenty_four_hours() -> None:
    first = period(ZHUMADIAN, "emergency.release", "Z1")
    second = period(ZHUMADIAN, "emergency.briefing", "Z1")
    assert [(each.value, each.unit) for each in (first, second)] == [
        (5, Unit.HOUR),
        (24, Unit.HOUR),
    ]


def test_z2_the_list_of_powers_follows_the_law() -> None:
    assert "权责清单" in duties(ZHUMADIAN, "Z2")[0].what
    assert provisions(ZHUMADIAN, "Z2")[0].checks == ("basis.repealed",)


def test_z3_a_basic_list_that_grows() -> None:
    assert "逐步扩大" in duties(ZHUMADIAN, "Z3")[0].what


def test_z4_applications_complete_and_archived() -> None:
    assert items_of(ZHUMADIAN, "Z4") == ("程序完整", "归档", "保存证据")
    assert found(application("reviewed"), "zhumadian-aic", "handling") == [
        ("handling.step-missing", "/handling")
    ]
    late = application("archived")
    (told,) = zwgk.validate(late, pack="zhumadian-aic", on=DAY, select=["handling"]).findings
    assert (told.code, told.severity) == ("handling.not-archived", Severity.WARNING)
    assert provisions(ZHUMADIAN, "Z4")[1].why


def test_z5_leaders_hear_once_a_year() -> None:
    assert [(each.every, each.at_least) for each in duties(ZHUMADIAN, "Z5")] == [(Every.YEAR, 1)]


def test_z6_a_weight_of_four_per_cent() -> None:
    assert [(each.at_least, each.unit) for each in duties(ZHUMADIAN, "Z6")] == [(4, "%")]


# ------------------------------------------------------------------ 广州

GUANGZHOU = load("guangzhou-2011")


def test_g1_the_old_word_is_read_as_withheld() -> None:
    old = item(attribute="免予公开")
    assert found(old, "guangzhou") == [("withheld.no-ground", "/grounds")]
    assert found(catalog(old), "guangzhou", "withheld") == [
        ("withheld.no-ground", "/items/0/grounds")
    ]
    assert found(old, "national", "shape", "withheld") == [("shape.wrong-kind", "/attribute")]
    assert found(old | {"grounds": [{"article": "第十四条"}]}, "guangzhou") == []


def test_g1_the_stamp_has_the_words_of_the_plan() -> None:
    withheld: dict[str, Any] = {"attribute": "免予公开", "reason": "内部事务", "published": None}
    for words, told in (("免予公开", []), ("不予公开", [("trail.stamp-unfit", "/text")])):
        text = f"正文\n2024年3月4日\n（此件{words}）"
        record = document(**withheld, text=text, order=SECRET_FIRST)
        assert found(record, "guangzhou", "trail", "shape") == told
        assert zwgk.trail.standing(record, pack="guangzhou").attribute == "不予公开"


def test_g2_secrecy_first_then_draft_review_and_decision() -> None:
    assert GUANGZHOU.trail.steps == ("secrecy_review", "draft", "unit_review", "approval")
    assert GUANGZHOU.trail.by["approval"] == "单位负责人"
    assert found(document(order=SECRET_FIRST), "guangzhou", "trail") == []
    assert found(document(), "guangzhou", "trail") == [("trail.out-of-order", "/trail/0")]
    assert found(document("unit_review", order=SECRET_FIRST), "guangzhou", "trail") == [
        ("trail.step-missing", "/trail")
    ]
    first = zwgk.trail.standing(document(*STEPS, published=None), pack="guangzhou")
    assert (first.next, first.next_by) == ("secrecy_review", None)


def test_g3_eleven_kinds_of_information() -> None:
    kinds = GUANGZHOU.checklist("information-kinds")
    assert kinds is not None
    assert len(kinds.items) == 11
    assert kinds.missing(kinds.items[1:]) == ("职能与机构",)


def test_g4_six_ways_to_apply() -> None:
    assert items_of(GUANGZHOU, "G4") == ("当面", "传真", "电子邮件", "网站", "信函", "其他")


def test_g5_six_stages_of_a_decision() -> None:
    assert items_of(GUANGZHOU, "G5") == ("调研论证", "拟制", "审核", "公示", "审定", "跟踪修订")


def test_g6_a_policy_question_is_no_application() -> None:
    assert items_of(GUANGZHOU, "G6") == ("政策咨询",)


def test_g7_towns_and_streets_by_the_end_of_2011() -> None:
    assert days(GUANGZHOU, "G7") == [date(2011, 12, 31)]


def test_g8_five_documents_of_a_draft() -> None:
    assert len(items_of(GUANGZHOU, "G8")) == 5


def test_g9_the_rules_of_a_service_hall() -> None:
    assert items_of(GUANGZHOU, "G9") == ("首问责任", "一次性告知")


# ------------------------------------------------------------------ all plans


def test_there_are_eight_plans() -> None:
    assert {*names()} == {*PLANS}


@pytest.mark.parametrize("name", PLANS)
def test_every_row_of_a_plan_is_a_fact_of_its_pack_and_has_a_test(name: str) -> None:
    letter, count = PLANS[name]
    rows = [f"{letter}{n}" for n in range(1, count + 1)]
    assert [row for row in rows if row.upper() not in load(name).rows] == []
    assert [
        row for row in rows if not any(each.startswith(f"test_{row}_") for each in globals())
    ] == []


@pytest.mark.parametrize("name", PLANS)
def test_every_fact_of_a_pack_names_its_row(name: str) -> None:
    pack = load(name)
    listed = (
        *pack.fields,
        *pack.pilots,
        *pack.milestones,
        *pack.duties,
        *pack.checklists,
        *pack.provisions,
    )
    told = {id(fact) for facts in pack.rows.values() for fact in facts}
    assert [each for each in (*listed, *pack.periods.values()) if id(each) not in told] == []


@pytest.mark.parametrize("name", PLANS)
def test_every_provision_is_checked_or_served_or_says_why_not(name: str) -> None:
    for each in load(name).provisions:
        assert bool(each.checks or each.functions) != bool(each.why)
        assert {*each.checks} <= {*codes()}
        for path in each.functions:
            assert callable(reduce(getattr, path.split(".")[1:], zwgk))


def test_the_same_item_is_judged_by_each_plan_in_its_own_way() -> None:
    local = catalog(item(field="国资国企", levels=["市级"], audience=None))
    told = {name: {*found(local, name)} for name in PLANS}
    codes_of = {name: {code for code, _ in each} for name, each in told.items()}
    assert "field.unknown" not in codes_of["shanxi-2017"]
    assert {"field.unknown", "element.missing"} <= codes_of["national-2019"]
    assert "level.unknown" in codes_of["weidu-2020"]
    assert "level.unknown" not in codes_of["changsha-2020"]
    assert len({frozenset(each) for each in told.values()}) >= 4


def test_every_shipped_file_is_a_plan_of_this_table() -> None:
    folder = Path(zwgk.__file__).parent / "data/packs"
    assert {each.stem for each in folder.glob("*.toml")} == {*PLANS}
