"""The decision at the source and the handling of applications: cases a lawyer can read, and what must always hold."""

import random
import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import zwgk
from strategies import plain_records, spoiled_records
from zwgk.errors import PackError, ZwgkError
from zwgk.model import Application, HandlingStep, Information, TrailStep, TrailStepKind
from zwgk.model.pack import PackPeriod
from zwgk.packs import from_toml, load, names
from zwgk.packs.steps import applies_on, at_odds, rows_of, step_names, steps_of, takers_of
from zwgk.report import Finding, codes
from zwgk.shape import partial
from zwgk.terms import Attribute, Severity, Unit
from zwgk.trail import (
    Standing,
    Taken,
    blamed,
    course,
    disordered,
    lacking,
    settled,
    standing,
    with_step,
)
from zwgk.validate.handlings import CHECKS as HANDLING_CHECKS
from zwgk.validate.trails import CHECKS as TRAIL_CHECKS

CASES = tomllib.loads((Path(__file__).parent / "cases/trail.toml").read_text("utf-8"))
DAY = date(2024, 6, 3)
SIX = ("draft", "unit_review", "secrecy_review", "submission", "approval", "stamp")
GUANGZHOU = ("secrecy_review", "draft", "unit_review", "submission", "approval", "stamp")
FIRST = date(2024, 3, 4)


# ------------------------------------------------------------------ cases


def changed(case: Mapping[str, Any], base: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Change the sound record and its steps; what is 删去 is taken out."""
    record = dict(base) | {key: [_step(each, case) for each in base[key]]}
    record[key] = [each for each in record[key] if each]
    if "order" in case:
        record[key].sort(key=lambda each: case["order"].index(each["step"]))
    record |= case.get("change", {})
    return {name: value for name, value in record.items() if value != "删去"}


def _step(step: Mapping[str, Any], case: Mapping[str, Any]) -> dict[str, Any]:
    change = case.get("steps", {}).get(step["step"], {})
    if change == "删去":
        return {}
    attribute = {"attribute": case["attribute"]} if "attribute" in case else {}
    made = {**step, **attribute, **change}
    return {name: value for name, value in made.items() if value != "删去"}


def checked(case: Mapping[str, Any], record: Mapping[str, Any]) -> None:
    on = date.fromisoformat(case.get("on", "2024-06-03"))
    pack = case.get("pack", "national")
    found = zwgk.validate(record, on=on, pack=pack, select=["trail", "handling"]).findings
    assert [[each.code, each.path] for each in found] == case["expect"], case["basis"]
    if "says" in case:
        assert found[0].message.endswith(case["says"])
    if "severity" in case:
        assert found[0].severity is Severity(case["severity"])


@pytest.mark.parametrize("case", CASES["trail"], ids=lambda case: case["name"])
def test_trail(case: dict[str, Any]) -> None:
    checked(case, changed(case, CASES["sound"], "trail"))


@pytest.mark.parametrize("case", CASES["handling"], ids=lambda case: case["name"])
def test_handling(case: dict[str, Any]) -> None:
    checked(case, changed(case, CASES["application"], "handling"))


def test_every_case_names_its_basis_and_its_name_is_its_own() -> None:
    every = [*CASES["trail"], *CASES["handling"]]
    assert len({case["name"] for case in every}) == len(every)
    assert all(case["basis"].strip() for case in every)


def test_every_code_of_the_two_procedures_is_raised_by_a_case() -> None:
    raised = {code for case in (*CASES["trail"], *CASES["handling"]) for code, _ in case["expect"]}
    assert raised == {code for code in codes() if code.startswith(("trail.", "handling."))}


def test_a_finding_names_the_ground_that_wants_the_step() -> None:
    case = {"steps": {"secrecy_review": "删去"}}
    record = changed(case, CASES["sound"], "trail")
    grounds = {
        pack: zwgk.validate(record, on=DAY, pack=pack, select=["trail"]).findings[0].basis
        for pack in ("national", "shanxi")
    }
    assert grounds["national"] == "《政府信息公开条例》第十七条"
    assert grounds["shanxi"] == load("shanxi").basis


def test_after_the_period_of_the_plan_an_unarchived_application_is_a_warning() -> None:
    period = PackPeriod(5, Unit.WORKING_DAY, "归档")
    plan = evolve(load("national"), periods={"handling.archive": period})
    record = changed({"steps": {"archived": "删去"}}, CASES["application"], "handling")

    def told(on: date | None) -> list[tuple[str, Severity]]:
        found = zwgk.validate(record, on=on, pack=plan, select=["handling"]).findings
        return [(each.message, each.severity) for each in found]

    assert told(date(2024, 3, 22)) == []
    assert told(None) == []
    assert told(date(2024, 3, 23)) == [
        ("应于2024-03-22前归档，到2024-03-23没有归档", Severity.WARNING)
    ]


def test_a_period_that_cannot_be_reckoned_says_nothing() -> None:
    period = PackPeriod(5, Unit.WORKING_DAY, "归档", since=date(2025, 1, 1))
    plan = evolve(load("national"), periods={"handling.archive": period})
    record = changed({"steps": {"archived": "删去"}}, CASES["application"], "handling")
    assert zwgk.validate(record, on=DAY, pack=plan, select=["handling"]).findings == ()


# ------------------------------------------------------------------ every plan


def complete(pack: str, attribute: str = "主动公开") -> dict[str, Any]:
    """Make a record with all steps in the order of a plan, a day for each."""
    order = GUANGZHOU if pack.startswith("guangzhou") else SIX
    steps = [
        {"step": step, "by": "某人", "on": f"2024-03-{5 + n:02}", "attribute": attribute}
        for n, step in enumerate(order)
    ]
    grounds = {"grounds": [{"article": "第十五条"}], "reason": "涉及商业秘密"}
    return {
        "type": "information",
        "title": "白石县粮食应急预案",
        "publisher": "白石县粮食局",
        "created": "2024-03-04",
        "published": "2024-03-20",
        "attribute": attribute,
        "trail": steps,
    } | (grounds if attribute != "主动公开" else {})


def judged(record: object, pack: str, on: date | None = DAY) -> list[tuple[str, str | None]]:
    found = zwgk.validate(record, pack=pack, on=on, select=["trail"]).findings
    return [(each.code, each.value) for each in found]


@pytest.mark.parametrize("pack", names())
@pytest.mark.parametrize("attribute", [each.value for each in Attribute])
def test_a_complete_trail_raises_nothing_under_any_plan(pack: str, attribute: str) -> None:
    assert judged(complete(pack, attribute), pack) == []
    assert judged(complete(pack, attribute), pack, on=None) == []


@pytest.mark.parametrize("pack", names())
@pytest.mark.parametrize("attribute", ["主动公开", "依申请公开"])
def test_dropping_one_step_raises_exactly_the_finding_that_names_it(
    pack: str, attribute: str
) -> None:
    plan, rows = load(pack), rows_of("trail")
    wanted = {*steps_of(plan, "trail"), "approval", "secrecy_review"}
    if attribute == "主动公开":
        wanted.discard("submission")
    for n in range(len(SIX)):
        record = complete(pack, attribute)
        step = record["trail"].pop(n)["step"]
        told = [(rows[step]["missing"], rows[step]["name"])] if step in wanted else []
        assert judged(record, pack) == told


@pytest.mark.parametrize("pack", names())
def test_swapping_two_steps_that_depend_on_each_other_raises_an_order_finding(pack: str) -> None:
    way = course("trail", steps_of(load(pack), "trail"))
    for a, b in combinations(range(len(SIX)), 2):
        record = complete(pack)
        steps = record["trail"]
        between = [each["step"] for each in steps[a : b + 1]]
        steps[a], steps[b] = steps[b], steps[a]
        free = not any(
            one in way.before[other]
            for one in between
            for other in (between[0], between[-1])
            if one != other
        ) and not any(one in way.before[other] for one in (between[0],) for other in between)
        found = {code for code, _ in judged(record, pack)}
        assert found == (set() if free else {"trail.out-of-order"}), (between, found)


def test_the_fewest_steps_that_stand_wrong_are_blamed() -> None:
    late = complete("national")
    late["trail"].append(late["trail"].pop(0))
    (told,) = zwgk.validate(late, on=DAY, select=["trail"]).findings
    assert told.path == "/trail/5"
    assert told.message.startswith("“拟稿”（2024-03-05）不应在“处室审核”（2024-03-06）、“保密审查”")
    assert told.message.endswith("之后")


def test_a_step_between_says_both_sides() -> None:
    way = course("trail")
    steps = [Taken("stamp", FIRST, "0"), Taken("approval", FIRST, "1"), Taken("draft", FIRST, "2")]
    ((one, early, late), *rest) = blamed(disordered(steps, way))
    assert (one.kind, [each.kind for each in early], late) == ("stamp", ["draft", "approval"], ())
    ((two, early, late),) = rest
    assert (two.kind, [each.kind for each in early], late) == ("approval", ["draft"], ())


def test_a_returned_draft_may_go_round_again() -> None:
    record = complete("national")
    again = [dict(each) for each in record["trail"][:3]]
    record["trail"] = again + record["trail"]
    for n, each in enumerate(record["trail"]):
        each["on"] = f"2024-03-{5 + n:02}"
    assert judged(record, "national") == []


# ------------------------------------------------------------------ the standing


def information(*steps: TrailStep, **more: Any) -> Information:
    return Information("白石县粮食应急预案", "白石县粮食局", created=FIRST, trail=steps, **more)


def test_the_standing_tells_who_proposed_reviewed_and_approved() -> None:
    record = Information.from_dict(
        changed({"change": {"attribute": "依申请公开"}}, CASES["sound"], "trail")
    )
    found = standing(record, pack="changsha", on=date(2024, 3, 7))
    assert (found.state, found.attribute) == ("approved", Attribute.PROACTIVE)
    assert found.proposed == record.trail[0]
    assert found.reviewed == (record.trail[2], record.trail[1])
    assert (found.approved, found.stamped) == (record.trail[3], None)
    assert found.missing == (TrailStepKind.STAMP,)
    assert (found.next, found.next_by, found.on) == (TrailStepKind.STAMP, None, date(2024, 3, 7))
    assert str(found) == "已审定：主动公开；尚缺标注；下一步：标注"
    whole = standing(record)
    assert (whole.state, whole.missing, whole.next, whole.on) == ("published", (), None, None)
    assert str(whole) == "已公开：主动公开"


def test_the_state_of_every_day() -> None:
    record = Information.from_dict(CASES["sound"])
    days = {day: standing(record, on=FIRST + timedelta(day)).state for day in range(17)}
    assert days == {0: "none", 1: "drafted", 2: "reviewed", 3: "approved"} | dict.fromkeys(
        range(4, 16), "stamped"
    ) | {16: "published"}


def test_before_any_step_the_plan_says_what_is_next() -> None:
    told = {
        pack: standing(information(), pack=pack)
        for pack in ("national", "guangzhou", "nanjing", "fangshan")
    }
    assert [each.value for each in told["guangzhou"].missing] == [
        "secrecy_review",
        "draft",
        "unit_review",
        "approval",
        "stamp",
    ]
    assert told["fangshan"].next_by == "拟稿人"
    assert told["national"].next_by is None
    assert str(told["fangshan"]) == (
        "尚未拟稿；尚缺拟稿、保密审查、负责人审定、标注；下一步：拟稿（拟稿人）"
    )


def test_what_is_not_proactive_must_be_submitted_under_the_plan_of_nanjing() -> None:
    def missing(attribute: Attribute, pack: str) -> list[str]:
        draft = TrailStep(TrailStepKind.DRAFT, "甲", FIRST, attribute)
        return [each.value for each in standing(information(draft), pack=pack).missing]

    assert missing(Attribute.PROACTIVE, "nanjing") == ["secrecy_review", "approval", "stamp"]
    assert missing(Attribute.ON_REQUEST, "nanjing") == [
        "secrecy_review",
        "submission",
        "approval",
        "stamp",
    ]
    assert missing(Attribute.WITHHELD, "nanjing") == ["submission", "approval", "stamp"]
    assert missing(Attribute.WITHHELD, "national") == ["approval", "stamp"]
    assert missing(Attribute.WITHHELD, "changsha") == ["secrecy_review", "approval", "stamp"]


def test_a_change_of_the_attribute_is_told_with_its_reason() -> None:
    record = information(
        TrailStep(TrailStepKind.DRAFT, "甲", FIRST, Attribute.WITHHELD, "内部事务"),
        TrailStep(TrailStepKind.UNIT_REVIEW, "乙", FIRST, Attribute.PROACTIVE, "并非内部事务"),
        TrailStep(TrailStepKind.APPROVAL, "丙", FIRST),
        TrailStep(TrailStepKind.STAMP, "丁", FIRST, Attribute.ON_REQUEST),
    )
    found = standing(record)
    assert (found.attribute, found.state) == (Attribute.PROACTIVE, "stamped")
    assert found.to_dict()["changes"] == [
        {
            "step": "unit_review",
            "from": "不予公开",
            "to": "主动公开",
            "by": "乙",
            "on": "2024-03-04",
            "reason": "并非内部事务",
        }
    ]
    assert str(found) == (
        "已标注：主动公开；处室审核由不予公开改为主动公开，理由：并非内部事务；尚缺保密审查；下一步：保密审查"
    )
    bare = standing(
        information(
            TrailStep(TrailStepKind.DRAFT, "甲", FIRST, Attribute.WITHHELD, "内部事务"),
            TrailStep(TrailStepKind.UNIT_REVIEW, "乙", FIRST, Attribute.PROACTIVE),
        )
    )
    assert str(bare).startswith("已审核：主动公开；处室审核由不予公开改为主动公开；尚缺")


def test_a_standing_travels_there_and_back() -> None:
    found = standing(CASES["sound"], pack="guangzhou", on=date(2024, 3, 6))
    assert found.to_dict()["schema"] == "zwgk/standing/1"
    assert Standing.from_dict(found.to_dict()) == found


def test_a_wrong_call_is_refused() -> None:
    with pytest.raises(ZwgkError, match="unknown pack"):
        standing(information(), pack="nowhere")
    with pytest.raises(ZwgkError):
        standing(information(), on="2024-03-04")  # type: ignore[arg-type]
    with pytest.raises(zwgk.ShapeError):
        standing({"type": "information"})


# ------------------------------------------------------------------ taking steps


def test_a_step_is_taken_on_a_new_record() -> None:
    record = information()
    draft = TrailStep(TrailStepKind.DRAFT, "甲", FIRST, Attribute.PROACTIVE)
    made = with_step(record, draft)
    assert (record.trail, made.trail) == ((), (draft,))
    assert evolve(made, trail=()) == record


@pytest.mark.parametrize(
    ("pack", "steps", "says"),
    [
        ("guangzhou", ["draft"], "draft cannot be taken before secrecy_review"),
        ("national", ["draft", "stamp"], "stamp cannot be taken before approval"),
        ("changsha", ["draft", "approval"], "approval cannot be taken before secrecy_review"),
        (
            "national",
            ["draft", "approval", "unit_review"],
            "unit_review cannot be taken after approval",
        ),
        ("national", ["unit_review", "approval", "draft", "unit_review"], None),
    ],
)
def test_a_step_cannot_be_taken_before_what_must_precede_it(
    pack: str, steps: list[str], says: str | None
) -> None:
    record = information()
    *before, last = (TrailStep(TrailStepKind(each), "甲", FIRST) for each in steps)
    made = evolve(record, trail=tuple(before))
    if says is None:
        assert with_step(made, last, pack=load(pack)).trail[-1] == last
        return
    with pytest.raises(ZwgkError, match=says):
        with_step(made, last, pack=pack)


def test_what_is_not_proactive_is_submitted_before_it_is_approved_in_nanjing() -> None:
    steps = [TrailStep(TrailStepKind(each), "甲", FIRST) for each in ("draft", "secrecy_review")]
    for attribute, refused in ((Attribute.PROACTIVE, False), (Attribute.ON_REQUEST, True)):
        made = information(evolve(steps[0], attribute=attribute), steps[1])
        approval = TrailStep(TrailStepKind.APPROVAL, "乙", FIRST)
        if refused:
            with pytest.raises(ZwgkError) as caught:
                with_step(made, approval, pack="nanjing")
            assert str(caught.value).startswith("approval cannot be taken before submission (nan")
        else:
            assert len(with_step(made, approval, pack="nanjing").trail) == 3


def test_all_that_must_come_first_is_named_once() -> None:
    made = information(TrailStep(TrailStepKind.DRAFT, "甲", FIRST))
    early = TrailStep(TrailStepKind.APPROVAL, "乙", FIRST - timedelta(1))
    with pytest.raises(ZwgkError) as caught:
        with_step(made, early, pack="changsha")
    assert str(caught.value) == (
        "approval cannot be taken before secrecy_review, draft (changsha-2020)"
    )


def test_a_step_cannot_be_dated_before_what_precedes_it() -> None:
    made = information(TrailStep(TrailStepKind.DRAFT, "甲", FIRST))
    early = TrailStep(TrailStepKind.APPROVAL, "乙", FIRST - timedelta(1))
    with pytest.raises(ZwgkError, match=r"approval cannot be taken before draft \(national-2019\)"):
        with_step(made, early)


kinds = st.sampled_from([TrailStepKind(each) for each in SIX])
attributes = st.none() | st.sampled_from(list(Attribute))
steps_of_a_week = st.lists(
    st.builds(
        TrailStep,
        kinds,
        st.just("某人"),
        st.integers(0, 6).map(lambda n: FIRST + timedelta(n)),
        attributes,
        st.just("另有理由"),
    ),
    max_size=9,
)
packs = st.sampled_from(names())


@given(steps_of_a_week, packs, st.integers(0, 6))
def test_replaying_to_a_day_is_folding_the_steps_up_to_it(
    steps: list[TrailStep], pack: str, days: int
) -> None:
    day = FIRST + timedelta(days)
    prefix = [each for each in steps if each.on and each.on <= day]
    seen = standing(information(*steps), pack=pack, on=day)
    assert seen == standing(information(*prefix), pack=pack, on=day)
    assert evolve(seen, on=None) == standing(information(*prefix), pack=pack)


@given(steps_of_a_week, packs, st.randoms(use_true_random=False))
def test_the_order_of_independent_steps_of_one_day_changes_nothing(
    steps: list[TrailStep], pack: str, chance: random.Random
) -> None:
    way = course("trail", steps_of(load(pack), "trail"))
    mixed = sorted(steps, key=lambda each: each.on or FIRST)
    before = information(*mixed, published=FIRST + timedelta(3))
    for _ in range(12):
        if len(mixed) > 1:
            n = chance.randrange(len(mixed) - 1)
            one, two = mixed[n], mixed[n + 1]
            tied = one.step == two.step or one.step in way.before[two.step]
            if one.on == two.on and not tied and two.step not in way.before[one.step]:
                mixed[n], mixed[n + 1] = two, one
    after = information(*mixed, published=FIRST + timedelta(3))
    assert standing(before, pack=pack) == standing(after, pack=pack)
    assert sorted(judged(before, pack), key=str) == sorted(judged(after, pack), key=str)


@given(steps_of_a_week, packs)
def test_what_is_built_step_by_step_is_in_order_and_complete(
    steps: list[TrailStep], pack: str
) -> None:
    record = information()
    for step in steps:
        try:
            record = with_step(record, step, pack=pack)
        except ZwgkError:
            continue
    told = {code for code, _ in judged(record, pack)} - {"trail.missing"}
    assert told <= {"trail.no-ground", "trail.attribute-differs", "trail.no-submission"}


@given(plain_records(Information) | spoiled_records(Information), packs)
def test_the_checks_of_a_trail_never_raise(data: dict[str, Any], pack: str) -> None:
    record = partial(Information, data)[0]
    found = zwgk.validate(data, pack=pack, on=DAY).findings
    assert len(found) == len(set(found))
    if record is not None:
        assert standing(record, pack=pack).to_dict()["schema"]


@given(plain_records(Application) | spoiled_records(Application), packs)
def test_the_checks_of_a_handling_never_raise(data: dict[str, Any], pack: str) -> None:
    found = zwgk.validate(data, pack=pack, on=DAY, select=["handling"]).findings
    assert len(found) == len(set(found))


def test_a_hostile_trail_of_many_steps_is_judged_quickly() -> None:
    kinds_of = [TrailStepKind(each) for each in reversed(SIX)]
    steps = [TrailStep(kind, "甲", FIRST) for kind in kinds_of for _ in range(1000)]
    record = information(*steps)
    assert zwgk.validate(record, on=DAY, select=["trail.out-of-order"]).findings
    assert standing(record).state == "stamped"


# ------------------------------------------------------------------ a procedure


def test_steps_without_a_day_are_judged_by_their_place() -> None:
    way = course("trail")
    undated = [Taken("approval"), Taken("draft", FIRST)]
    assert [one.kind for one, _ in disordered(undated, way)] == ["approval"]
    assert list(disordered(undated[::-1], way)) == []


def test_steps_that_contradict_one_another_still_have_an_order() -> None:
    way = course("trail", ("approval", "draft"))
    assert sorted(way.order) == sorted(rows_of("trail"))
    assert way.order.index("approval") > way.order.index("draft")


def test_a_step_that_a_plan_lists_is_due_by_all_that_needs_it() -> None:
    way = course("handling", ("registered", "archived"))
    assert way.due_by["registered"] == {
        "answered",
        "archived",
        "decided",
        "processed",
        "reviewed",
        "served",
    }
    assert way.due_by["archived"] == frozenset()


def test_steps_are_settled_by_day_and_those_of_one_day_by_the_procedure() -> None:
    way = course("trail")
    later = FIRST + timedelta(1)
    taken = [
        Taken("stamp", later, "0"),
        Taken("approval", None, "1"),
        Taken("secrecy_review", FIRST, "2"),
        Taken("unit_review", FIRST, "3"),
        Taken("draft", None, "4"),
    ]
    assert [each.path for each in settled(taken, way)] == ["3", "2", "4", "0", "1"]
    assert settled([], way) == []
    first = [Taken("draft", None, "0"), Taken("unit_review", FIRST, "1")]
    assert settled(first, way) == first


def test_one_course_serves_both_procedures() -> None:
    way = course("handling", day=date(2019, 5, 15))
    late = [Taken("archived", FIRST), Taken("registered", FIRST)]
    assert [one.kind for one, _ in disordered(late, way)] == ["archived"]
    assert [step for step, _ in lacking({"decided"}, way)] == [
        "registered",
        "processed",
        "reviewed",
        "answered",
    ]
    assert list(lacking({"decided"}, course("handling", day=date(2019, 5, 14)))) == []
    assert list(lacking({"decided"}, way, needless=way.order)) == []


@pytest.mark.parametrize("pack", names())
def test_the_order_of_every_plan_keeps_what_precedes_what(pack: str) -> None:
    for procedure in ("trail", "handling"):
        listed = steps_of(load(pack), procedure)
        way = course(procedure, listed)
        place = {step: n for n, step in enumerate(way.order)}
        assert sorted(way.order) == sorted(rows_of(procedure))
        assert all(place[one] < place[step] for step in place for one in way.before[step])
        assert [step for step in way.order if step in listed] == list(listed)
        assert list(at_odds(listed, procedure)) == []


def test_every_step_of_the_models_has_its_words() -> None:
    steps = {step for step, row in rows_of("trail").items() if not row.get("end")}
    assert steps == {each.value for each in TrailStepKind}
    handled = {step for step, row in rows_of("handling").items() if not row.get("end")}
    kinds_of: Any = HandlingStep.__annotations__["step"]
    assert handled == {each.value for each in kinds_of}
    assert all(row["missing"] in codes() for row in rows_of("trail").values() if "missing" in row)


# ------------------------------------------------------------------ own plans


HEAD = 'name = "b"\ntitle = "白石县方案"\nextends = "national"\n'


def test_an_own_plan_may_write_its_steps_in_chinese() -> None:
    text = '[trail]\nsteps = ["起草", "科室审核", "保密审查", "签发"]\nby = { "签发" = "局长" }\n'
    own = from_toml(HEAD + text + '[handling]\nsteps = ["登记", "归档"]\nrecorded = true\n')
    assert steps_of(own, "trail") == ("draft", "unit_review", "secrecy_review", "approval")
    assert takers_of(own, "trail") == {"approval": "局长"}
    assert steps_of(own, "handling") == ("registered", "archived")
    assert applies_on(own, "trail", FIRST) is None
    record = complete("national")
    record["trail"].pop(1)
    found = zwgk.validate(record, pack=own, on=DAY, select=["trail"]).findings
    assert [(each.code, each.value, each.basis) for each in found] == [
        ("trail.step-missing", "处室审核", "《白石县方案》")
    ]


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ('["不予公开依据", "理由"]', "拟依申请公开，但没有写明依据和理由"),
        ('["名称", "不予公开依据"]', None),
        ('["理由"]', None),
    ],
)
def test_ground_and_reason_are_wanted_where_the_plan_lists_both(
    wanted: str, told: str | None
) -> None:
    own = from_toml(HEAD + f"[elements]\nnot_proactive = {wanted}\n")
    record = complete("national", "依申请公开") | {"grounds": [], "reason": None, "trail": []}
    found = zwgk.validate(record, pack=own, on=DAY, select=["trail"]).findings
    assert [each.message for each in found] == ([told] if told else [])
    assert {each.path for each in found} <= {"/reason"}


@pytest.mark.parametrize(
    ("lines", "line", "says"),
    [
        ('[trail]\nsteps = ["拟稿", "保密检查"]', 5, "没有“保密检查”这个步骤；是不是“保密审查”？"),
        ('[trail]\nnot_proactive = ["报宋"]', 5, "“trail.not_proactive[1]”：没有“报宋”这个步骤"),
        ('[trail]\n\nby = { "签" = "局长" }', 6, "“trail.by.签”：没有“签”这个步骤"),
        ('[handling]\nsteps = ["登记",\n"归挡"]', 6, "“handling.steps[2]”：没有“归挡”这个步骤"),
        ('[handling]\nby = { "拟稿" = "甲" }', 5, "“handling.by.拟稿”：没有“拟稿”这个步骤"),
        ('[trail]\nsteps = ["draft", "起草"]', 5, "“起草”与第1项重复"),
        ('[trail]\nsteps = ["签发", "拟稿"]', 5, "“拟稿”不能排在“负责人审定”之后"),
    ],
)
def test_a_wrong_step_of_an_own_plan_is_told_with_line_and_key(
    lines: str, line: int, says: str
) -> None:
    with pytest.raises(PackError) as caught:
        from_toml(HEAD + lines + "\n", source="白石县.toml")
    (found,) = caught.value.findings
    assert isinstance(found, Finding)
    assert found.place == f"白石县.toml:{line}"
    assert says in found.message


def test_every_word_for_a_step_is_its_own() -> None:
    for procedure in ("trail", "handling"):
        steps = [row for row in rows_of(procedure).values() if not row.get("end")]
        words = [word for row in steps for word in (row["step"], row["name"], *row["aliases"])]
        assert len(words) == len(set(words)) == len(step_names(procedure))


def test_the_checks_are_tuples_one_can_read() -> None:
    assert [each.__name__ for each in TRAIL_CHECKS] == [
        "missing",
        "out_of_order",
        "steps_missing",
        "unsigned",
        "attribute_differs",
        "change_unexplained",
        "no_ground",
        "stamp_unfit",
    ]
    assert len(HANDLING_CHECKS) == 6
