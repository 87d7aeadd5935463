"""Marking: the whole truth table against a second opinion, exactness of what is missing, cases of lawyers."""

import json
import pickle
import random
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from itertools import combinations, permutations, product
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zwgk
from zwgk import _data, packs
from zwgk.cli import main
from zwgk.errors import ShapeError, ZwgkError
from zwgk.marking import Asked, interview, mark, table, whole
from zwgk.marking.diagram import NO, YES, asked, choose, ends, flips, node
from zwgk.marking.parts import joined
from zwgk.marking.table import BITS, KEYS, TITLES, Outcome, keys_of, table_on
from zwgk.model import Mark, MarkFacts, MarkStatus, PackReadings, Record
from zwgk.report import Finding
from zwgk.terms import Attribute
from zwgk.text.marks import parse_mark

DAY = date(2024, 5, 20)
CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases/marking.toml").read_text("utf-8")
)["case"]
KEY_OF = dict(zip(TITLES, KEYS, strict=True))
#: 50,000 in profile deep
SAMPLE = 10 * settings().max_examples
#: every combination; in profile quick every 61st, which still meets every bit with every other
STEP = 1 if settings().max_examples >= 50 else 61
READINGS = ("art16-para2-only", "mandatory-lifts-15")
Facts = dict[str, bool | None]
Told = tuple[str, str | None, bool]

any_facts = st.fixed_dictionaries({key: st.sampled_from([True, False, None]) for key in KEYS})
full_facts = st.fixed_dictionaries({key: st.booleans() for key in KEYS})


def told(found: Mark) -> Told:
    return (found.status.value, found.attribute and found.attribute.value, found.redacted)


# ------------------------------------------------------------------ a second opinion, in plain words


def second_opinion(facts: Mapping[str, Any], readings: tuple[str, ...] = ()) -> Told:
    """Decide from the end: what may stay closed, then whether it can be cut out, then how the rest is opened."""
    if not facts["government_information"]:
        return ("not-applicable", None, False)
    closed = facts["state_secret"] or facts["prohibited_by_law"] or facts["endangers_security"]
    agreed = facts["third_party_consents"] or facts["withholding_harms_public_interest"]
    ordered = facts["disclosure_required"]
    if "mandatory-lifts-15" in readings:
        agreed = agreed or ordered
    if (facts["trade_secret"] or facts["personal_privacy"]) and not agreed:
        closed = True
    if (facts["deliberative"] or facts["enforcement_file"]) and not ordered:
        closed = True
    if facts["internal_affairs"] and (not ordered or "art16-para2-only" in readings):
        closed = True
    if closed and not facts["separable"]:
        return ("decided", "不予公开", False)
    wanted = ("listed_proactive", "affects_public_interest", "needs_wide_awareness")
    opened = any(facts[key] for key in (*wanted, "needs_public_participation"))
    return ("decided", "主动公开" if opened else "依申请公开", bool(closed))


@cache
def truth(readings: tuple[str, ...] = ()) -> list[Told]:
    """The second opinion on every combination; the n-th has the facts of the bits of n."""
    every = range(1 << len(KEYS))
    return [
        second_opinion({key: n >> i & 1 for i, key in enumerate(KEYS)}, readings) for n in every
    ]


def test_the_whole_truth_table_agrees_with_the_second_opinion() -> None:
    for n, each in [*enumerate(truth())][::STEP]:
        facts = {key: bool(n >> i & 1) for i, key in enumerate(KEYS)}
        found = mark(facts, on=DAY)
        assert told(found) == each, facts
        assert found.missing == ()


@pytest.mark.parametrize("readings", [("art16-para2-only",), ("mandatory-lifts-15",)])
def test_other_readings_agree_with_the_second_opinion(readings: tuple[str, ...]) -> None:
    draw = random.Random(15)  # noqa: S311 - a sample that repeats
    for n in draw.sample(range(1 << len(KEYS)), 4000):
        facts = {key: bool(n >> i & 1) for i, key in enumerate(KEYS)}
        assert told(mark(facts, on=DAY, readings=readings)) == second_opinion(facts, readings)


# ------------------------------------------------------------------ unknown facts


def exhaustive(facts: Mapping[str, bool | None]) -> tuple[set[Told], set[str]]:
    """Try all completions: the outcomes that are possible, and the facts that turn one into another."""
    base = sum(bit for bit, key in zip(BITS, KEYS, strict=True) if facts.get(key))
    unknown = [bit for bit, key in zip(BITS, KEYS, strict=True) if facts.get(key) is None]
    every = truth()
    completions = [base]
    for bit in unknown:
        completions += [each | bit for each in completions]
    matters = {
        bit for bit in unknown if any(every[each] != every[each ^ bit] for each in completions)
    }
    return {every[each] for each in completions}, set(keys_of(sum(matters)))


def check_exact(facts: Mapping[str, bool | None]) -> None:
    found = mark(facts, on=DAY)
    outcomes, matters = exhaustive(facts)
    assert set(found.missing) == matters, facts
    assert (found.status is MarkStatus.UNDETERMINED) == (len(outcomes) > 1)
    if len(outcomes) == 1:
        assert told(found) == outcomes.pop()
    else:
        assert (found.attribute, found.redacted, found.note) == (None, False, None)


def test_up_to_four_unknown_facts_give_what_all_completions_give() -> None:
    draw = random.Random(711)  # noqa: S311 - a sample that repeats
    for n in range(SAMPLE):
        unknown = draw.sample(KEYS, 1 + n % 4)
        chance = draw.choice([0.1, 0.3, 0.5])
        facts: Facts = {key: draw.random() < chance for key in KEYS}
        facts["government_information"] = n % 10 > 0
        check_exact(facts | dict.fromkeys(unknown))


@settings(max_examples=15)
@given(any_facts)
def test_any_number_of_unknown_facts_gives_what_all_completions_give(facts: Facts) -> None:
    check_exact(facts)


def test_with_nothing_known_every_fact_is_missing() -> None:
    assert mark({}, on=DAY).missing == KEYS
    check_exact({})


@given(any_facts)
def test_missing_is_empty_exactly_if_the_mark_is_decided(facts: Facts) -> None:
    found = mark(facts, on=DAY)
    assert (not found.missing) == (found.status is not MarkStatus.UNDETERMINED)


@given(any_facts, full_facts)
def test_learning_a_fact_never_changes_what_is_decided(facts: Facts, learnt: Facts) -> None:
    before = mark(facts, on=DAY)
    if before.status is not MarkStatus.UNDETERMINED:
        fuller = {key: learnt[key] if value is None else value for key, value in facts.items()}
        after = mark(fuller, on=DAY)
        assert told(before) == told(after)
        assert set(before.grounds) <= set(after.grounds)
        assert after.discretionary or not before.discretionary


@given(any_facts)
def test_grounds_and_discretion_are_those_of_every_completion(facts: Facts) -> None:
    unknown = [key for key, value in facts.items() if value is None][:5]
    facts = {key: bool(value) if key not in unknown else None for key, value in facts.items()}
    found = mark(facts, on=DAY)
    full = [
        mark(facts | dict(zip(unknown, answers, strict=True)), on=DAY)
        for answers in product((True, False), repeat=len(unknown))
    ]
    shared = set(full[0].grounds).intersection(*(each.grounds for each in full))
    assert set(found.grounds) == shared
    if not found.missing:
        assert found.discretionary == all(each.discretionary for each in full)


# ------------------------------------------------------------------ sentences of the law

OPENNESS = {"主动公开": 2, "依申请公开": 1, "不予公开": 0}
EXEMPTIONS = KEYS[1:6] + KEYS[8:11]


def no_more_open(less: Mark, more: Mark) -> bool:
    if less.attribute is None or more.attribute is None:
        return less.attribute is more.attribute
    by_attribute = OPENNESS[less.attribute] <= OPENNESS[more.attribute]
    return by_attribute and (less.redacted or not more.redacted or less.attribute == "不予公开")


@given(full_facts, st.sampled_from(EXEMPTIONS))
def test_adding_an_exemption_never_opens(facts: Facts, key: str) -> None:
    with_it, without = (mark(facts | {key: each}, on=DAY) for each in (True, False))
    assert no_more_open(with_it, without)


@given(
    full_facts,
    st.sampled_from(
        ["third_party_consents", "withholding_harms_public_interest", "disclosure_required"]
    ),
)
def test_consent_never_closes(facts: Facts, key: str) -> None:
    with_it, without = (mark(facts | {key: each}, on=DAY) for each in (True, False))
    assert no_more_open(without, with_it)


@given(full_facts)
def test_what_is_absolutely_closed_is_not_opened_by_anyone(facts: Facts) -> None:
    closed = facts | {"government_information": True, "state_secret": True, "separable": False}
    found = mark(closed, on=DAY)
    assert (found.attribute, found.discretionary) == (Attribute.WITHHELD, False)


@given(any_facts)
def test_marking_twice_gives_the_same(facts: Facts) -> None:
    first, again = mark(facts, on=DAY), mark({"type": "mark-facts"} | facts, on=DAY)
    assert first == again
    assert first == mark(MarkFacts(**facts), on=DAY)
    assert first == mark({"type": "information", "title": "x", "facts": facts}, on=DAY)


@given(any_facts)
def test_a_mark_survives_json_and_processes(facts: Facts) -> None:
    found = mark(facts, on=DAY)
    assert Mark.from_dict(json.loads(json.dumps(found.to_dict()))) == found
    copied = pickle.loads(pickle.dumps(found))  # noqa: S301 - our own
    assert (copied, copied.steps, hash(copied)) == (found, found.steps, hash(found))


@given(any_facts)
def test_the_note_says_the_attribute(facts: Facts) -> None:
    found = mark(facts, on=DAY)
    read = parse_mark(found.note) if found.note else None
    assert (read and read.attribute) == found.attribute
    if read:
        assert read.redacted == (found.redacted and found.attribute is Attribute.PROACTIVE)


@given(any_facts)
def test_every_step_but_the_last_of_an_open_question_has_its_article(facts: Facts) -> None:
    for each in mark(facts, on=DAY).steps:
        assert each.what.strip()
        assert (each.basis is None) == (each.step == "undetermined")


def test_the_keys_of_a_mark_are_those_of_the_contract() -> None:
    keys = "schema attribute redacted discretionary grounds missing duties note status steps"
    assert [*mark({}, on=DAY).to_dict()] == keys.split()
    assert mark({}, on=DAY).to_dict()["schema"] == "zwgk/mark/1"


# ------------------------------------------------------------------ cases


def given_facts(case: Mapping[str, Any]) -> Facts:
    facts: Facts = {key: key == "government_information" for key in KEYS}
    facts |= {KEY_OF[title]: True for title in case["是"]}
    facts |= {KEY_OF[title]: False for title in case.get("否", ())}
    return facts | {KEY_OF[title]: None for title in case.get("未知", ())}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    assert case["basis"]
    found = mark(given_facts(case), on=case.get("on", DAY), readings=case.get("口径", ()))
    assert str(found.attribute.value if found.attribute else found.status.value) == case["结论"]
    assert found.redacted == case.get("区分处理", False)
    assert [f"{each.article} {each.item}" for each in found.grounds] == case.get("理由", [])
    assert [TITLES[KEYS.index(key)] for key in found.missing] == case.get("待查", [])
    if "裁量" in case:
        assert found.discretionary == case["裁量"]
    for wanted in case.get("应办", ()):
        assert any(wanted in each for each in found.duties), found.duties
    for unwanted in case.get("不必", ()):
        assert not any(unwanted in each for each in found.duties), found.duties


def test_there_are_enough_cases_and_none_twice() -> None:
    assert len(CASES) >= 60
    assert len({case["name"] for case in CASES}) == len(CASES)


# ------------------------------------------------------------------ the next question


@given(any_facts, full_facts)
def test_asking_ends_and_leads_to_the_same_mark(facts: Facts, truth_of: Facts) -> None:
    answered: Facts = dict(facts)
    count = 0
    while question := interview(answered, on=DAY):
        assert answered[question.fact] is None
        assert question.fact in mark(answered, on=DAY).missing
        answered[question.fact] = truth_of[question.fact]
        count += 1
    full = {key: truth_of[key] if value is None else value for key, value in facts.items()}
    assert told(mark(answered, on=DAY)) == told(mark(full, on=DAY))
    assert count <= len(KEYS)


def test_few_questions_are_enough_on_average() -> None:
    draw = random.Random(19)  # noqa: S311 - a sample that repeats
    counts = []
    for _ in range(100):
        facts: Facts = {}
        truth_of = {key: draw.random() < 0.5 for key in KEYS}
        while question := interview(facts, on=DAY):
            facts[question.fact] = truth_of[question.fact]
            counts.append(question.fact)
    assert len(counts) / 100 < 6


def test_a_question_says_what_each_answer_leaves() -> None:
    question = interview({"government_information": True, "state_secret": True}, on=DAY)
    assert question is not None
    assert (question.fact, question.left_if_no, question.left_if_yes) == ("separable", 0, 4)
    assert "第三十七条" in question.basis
    assert question.question
    assert question.why


# ------------------------------------------------------------------ parts and whole

OUTCOMES = [Outcome(MarkStatus.NOT_APPLICABLE)] + [
    Outcome(MarkStatus.DECIDED, attribute, redacted)
    for attribute in Attribute
    for redacted in (False, True)
    if not (redacted and attribute is Attribute.WITHHELD)
]


@pytest.mark.parametrize("separable", [True, False])
def test_parts_form_a_semilattice(separable: bool) -> None:
    def both(one: Outcome, other: Outcome) -> Outcome:
        return joined(one, other, separable=separable)

    def below(one: Outcome, other: Outcome) -> bool:
        return both(one, other) == other

    for a, b, c in product(OUTCOMES, repeat=3):
        assert both(a, b) in OUTCOMES
        assert both(a, a) == a
        assert both(a, b) == both(b, a)
        assert both(both(a, b), c) == both(a, both(b, c))
        assert not below(a, b) or below(both(a, c), both(b, c))


def test_a_closed_part_is_cut_out_or_closes_the_whole() -> None:
    closed = Outcome(MarkStatus.DECIDED, Attribute.WITHHELD)
    for each in OUTCOMES[1:]:
        apart, together = (joined(each, closed, separable=way) for way in (True, False))
        assert together == closed
        assert apart.redacted or each == closed
        assert apart.attribute == each.attribute


some_parts = st.lists(any_facts, min_size=1, max_size=3)


@given(some_parts, st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_parts_does_not_matter(
    parts: list[Facts],
    separable: bool,
    draw: random.Random,
) -> None:
    found = whole(parts, on=DAY, separable=separable)
    mixed = draw.sample(parts, len(parts))
    other = whole(mixed, on=DAY, separable=separable)
    assert told(found) == told(other)
    assert (found.missing, found.grounds, found.duties) == (
        other.missing,
        other.grounds,
        other.duties,
    )


@given(any_facts, st.booleans())
def test_the_only_part_is_the_whole(facts: Facts, separable: bool) -> None:
    one, alone = whole([facts], on=DAY, separable=separable), mark(facts, on=DAY)
    assert attrs.evolve(one, steps_=()) == attrs.evolve(alone, steps_=())


@settings(max_examples=30)
@given(
    st.lists(full_facts, min_size=2, max_size=3),
    st.lists(st.tuples(st.integers(0, 1), st.sampled_from(KEYS)), min_size=1, max_size=4),
    st.booleans(),
)
def test_the_whole_of_unknown_parts_is_that_of_all_completions(
    parts: list[Facts],
    holes: list[tuple[int, str]],
    separable: bool,
) -> None:
    places = [*dict.fromkeys(holes)]

    def filled(answers: tuple[bool | None, ...]) -> Told:
        made = [dict(each) for each in parts]
        for (n, key), answer in zip(places, answers, strict=True):
            made[n][key] = answer
        return told(whole(made, on=DAY, separable=separable))

    found = {answers: filled(answers) for answers in product((True, False), repeat=len(places))}
    matters = {
        key
        for i, (_, key) in enumerate(places)
        if any(found[a] != found[(*a[:i], not a[i], *a[i + 1 :])] for a in found)
    }
    made = [dict(each) for each in parts]
    for n, key in places:
        made[n][key] = None
    mark_of = whole(made, on=DAY, separable=separable)
    assert set(mark_of.missing) == matters
    assert (mark_of.status is MarkStatus.UNDETERMINED) == (len({*found.values()}) > 1)


def test_a_document_with_a_secret_annex_is_published_without_it() -> None:
    base = dict.fromkeys(KEYS, False) | {"government_information": True}
    parts = [base | {"listed_proactive": True}, base | {"trade_secret": True}, base]
    found = whole(parts, on=DAY)
    assert (str(found), found.note) == ("主动公开（区分处理）", "（此件删减后公开）")
    assert [each.item for each in found.grounds] == ["商业秘密"]
    assert any("区分处理" in each for each in found.duties)
    assert [each.step for each in found.steps] == ["part", "part", "part", "whole"]
    assert str(whole(parts, on=DAY, separable=False)) == "不予公开"
    assert str(whole(parts[::2], on=DAY, separable=False)) == "依申请公开"


def test_a_whole_without_parts_is_a_wrong_call() -> None:
    with pytest.raises(ZwgkError, match="at least one part"):
        whole([], on=DAY)


def test_a_whole_of_many_parts_is_quick() -> None:
    base: Facts = {key: key == "government_information" for key in KEYS}
    parts: list[Facts] = [base | {"trade_secret": None if n % 7 else True} for n in range(3000)]
    assert whole(parts, on=DAY).missing == ("trade_secret",)


# ------------------------------------------------------------------ wrong data, wrong calls, other days


@pytest.mark.parametrize(
    ("facts", "paths"),
    [
        ({"state_secret": 1}, ["/state_secret"]),
        ({"state_secret": 0, "separable": "否"}, ["/state_secret", "/separable"]),
        ({"state_secret": []}, ["/state_secret"]),
        ({"secret": True}, ["/secret"]),
        ({"type": "mark-facts", "secret": True}, ["/secret"]),
        ({"type": 5}, ["/type"]),
        ({"type": "information", "title": "x"}, ["/facts"]),
        ({"type": "information", "facts": []}, ["/facts"]),
        ({"type": "information", "facts": {"state_secret": "是"}}, ["/facts/state_secret"]),
        ({"facts": {"facts": {}}}, ["/facts/facts"]),
    ],
)
def test_wrong_values_are_findings_with_their_path(facts: Any, paths: list[str]) -> None:
    mark(dict.fromkeys(KEYS, True), on=DAY)  # nothing that was remembered lets a 1 pass for true
    with pytest.raises(ShapeError, match=rf"^{len(paths)} misfits in \w+, the first: /") as caught:
        mark(facts, on=DAY)
    assert [each.path for each in caught.value.findings] == paths  # type: ignore[attr-defined]


@pytest.mark.parametrize("facts", [None, "x", 5, [("state_secret", True)]])
def test_what_is_no_record_is_a_wrong_call(facts: Any) -> None:
    with pytest.raises(ZwgkError, match="mark wants facts"):
        mark(facts, on=DAY)


def test_a_record_that_carries_facts_is_read() -> None:
    @attrs.frozen
    class Carrier(Record):
        facts: MarkFacts | None = None

    closed = MarkFacts(government_information=False)
    assert mark(Carrier(closed), on=DAY).status is MarkStatus.NOT_APPLICABLE
    with pytest.raises(ShapeError):
        mark(Carrier(), on=DAY)
    with pytest.raises(ShapeError):
        mark(MarkFacts(state_secret=1), on=DAY)  # type: ignore[arg-type]


@pytest.mark.parametrize("on", ["2024-05-20", datetime(2024, 5, 20), None])
def test_what_is_no_day_is_a_wrong_call(on: Any) -> None:
    with pytest.raises(ZwgkError, match="wants a day"):
        mark({}, on=on)


def test_an_unknown_reading_is_a_wrong_call() -> None:
    with pytest.raises(ZwgkError, match="art16-para2-only"):
        mark({}, on=DAY, readings=["art15"])


def test_before_the_regulation_of_2019_nothing_is_decided() -> None:
    facts: Facts = dict.fromkeys(KEYS, False)
    found = mark(facts, on=date(2019, 5, 14))
    assert (found.status, found.attribute, found.missing) == (MarkStatus.UNDETERMINED, None, ())
    assert [(each.step, each.what, each.basis) for each in found.steps] == [
        (
            "edition",
            "判定表自二〇一九年五月十五日起适用；此前的二〇〇七年条例没有编入，不能判定",
            None,
        )
    ]
    assert (found.duties, found.grounds, found.note, found.readings) == ((), (), None, ())
    assert interview({}, on=date(2019, 5, 14)) is None
    assert whole([facts, facts], on=date(2019, 5, 14)) == found
    assert mark(facts, on=date(2019, 5, 15)).status is MarkStatus.NOT_APPLICABLE


def test_each_edition_serves_from_its_day_and_the_earliest_says_what_was_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = _data.load("marking/2019")
    later = {**given, "edition": "2030", "since": date(2030, 1, 1), "before": "later"}
    asked_for = []

    def compiled(edition: str, readings: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
        asked_for.append(edition)
        return edition, readings

    for files in ([later, given], [given, later]):
        monkeypatch.setattr(table, "_files", lambda files=files: files)
        monkeypatch.setattr(table, "compiled", compiled)
        table_on.cache_clear()
        days = (date(2019, 5, 14), date(2029, 12, 31), date(2030, 1, 1))
        found: list[Any] = [table_on(day, READINGS) for day in days]
        assert found == [None, ("2019", READINGS), ("2030", READINGS)]
        assert table.first() is given
    table_on.cache_clear()


def test_a_table_says_of_each_step_what_it_turns_on() -> None:
    found = table_on(DAY)
    assert found is not None
    assert (found.edition, found.since, found.readings) == ("2019", date(2019, 5, 15), ())
    assert [(each.name, keys_of(each.cut), each.discretionary) for each in found.steps] == [
        ("scope", (), False),
        ("absolute", ("separable",), False),
        ("third-party", ("separable",), False),
        ("discretion", ("separable",), True),
        ("proactive", (), False),
        ("rest", (), False),
    ]
    assert [keys_of(each.bits) for each in found.steps] == [
        KEYS[:1],
        KEYS[1:4],
        KEYS[4:8],
        KEYS[8:12],
        KEYS[13:17],
        (),
    ]
    assert (found.separation.name, found.separation.title, found.separation.bits) == (
        "separation",
        "区分处理",
        0,
    )
    assert (found.together.name, found.together.basis) == ("whole", f"{LAW}第三十七条")
    assert found.separation.reasons == found.together.reasons == ()
    assert keys_of(found.about) == KEYS[:12]
    assert keys_of(found.asked_of) == KEYS[4:8]
    assert found.steps[1].outcome == Outcome(MarkStatus.DECIDED, Attribute.WITHHELD)
    assert found.steps[0].outcome == Outcome(MarkStatus.NOT_APPLICABLE)
    assert [*found.offered] == [*READINGS]
    assert [sorted(each.status) for each in found.duties] == [[]] * 7 + [["undetermined"]]


def test_a_reading_that_was_used_is_told() -> None:
    found = mark({"internal_affairs": True}, on=DAY, readings=["art16-para2-only"])
    assert found.readings == ("art16-para2-only",)
    assert "art16-para2-only" in found.steps[0].what


@pytest.mark.parametrize("name", packs.names())
def test_a_plan_gives_its_readings_of_marking_and_no_others(name: str) -> None:
    taken = tuple(each for each in packs.load(name).readings.names if each in READINGS)
    facts: Facts = {key: key in ("government_information", "personal_privacy") for key in KEYS}
    facts["disclosure_required"] = True
    found = mark(facts, on=DAY, pack=name)
    assert found.readings == taken
    assert (
        found == mark(facts, on=DAY, readings=taken) == mark(facts, on=DAY, pack=packs.load(name))
    )
    assert told(found) == second_opinion(facts, taken)
    assert whole([facts], on=DAY, pack=name).readings == taken
    assert str(found) == ("依申请公开" if name.startswith("fangshan") else "不予公开")


def test_readings_asked_for_come_after_those_of_the_plan_and_once() -> None:
    both = ("mandatory-lifts-15", "art16-para2-only")
    assert mark({}, on=DAY, pack="fangshan", readings=both[::-1]).readings == both
    assert mark({}, on=DAY, readings="art16-para2-only").readings == ("art16-para2-only",)
    with pytest.raises(ZwgkError, match=r"unknown readings \['x'\]; a mark knows \['art16"):
        mark({}, on=DAY, pack="fangshan", readings=["x"])
    for call in (mark, interview):
        with pytest.raises(ZwgkError, match="unknown pack 'baishi'"):
            call({}, on=DAY, pack="baishi")
    with pytest.raises(ZwgkError, match="unknown pack 'baishi'"):
        whole([{}], on=DAY, pack="baishi")


def test_a_reading_of_clocks_alone_is_not_told_by_a_mark() -> None:
    own = attrs.evolve(
        packs.load("national"), readings=PackReadings(("agency-actual", "art16-para2-only"))
    )
    assert mark({}, on=DAY, pack=own).readings == ("art16-para2-only",)


def test_the_next_question_follows_the_plan() -> None:
    facts: Facts = {**dict.fromkeys(KEYS, False), "government_information": True}
    facts |= {"personal_privacy": True, "disclosure_required": None}
    assert interview(facts, on=DAY) is None
    asked_for = interview(facts, on=DAY, pack="fangshan")
    assert asked_for is not None
    assert asked_for.fact == "disclosure_required"
    assert whole([facts], on=DAY, pack="fangshan").missing == ("disclosure_required",)


# ------------------------------------------------------------------ what is told


FULL: Facts = {**dict.fromkeys(KEYS, False), "government_information": True}


def steps(facts: Facts, **more: Any) -> list[tuple[str, str]]:
    return [(each.step, each.what) for each in mark(facts, on=DAY, **more).steps]


def test_the_steps_of_information_disclosed_on_request_are_told_whole() -> None:
    assert steps(FULL) == [
        ("scope", "是否政府信息——政府信息（是）：属于政府信息，继续判定"),
        (
            "absolute",
            (
                "绝对不予公开——国家秘密（否）；法律、行政法规禁止公开（否）；危及三安全一稳定（否）："
                "不属于绝对不予公开的情形"
            ),
        ),
        (
            "third-party",
            (
                "第三方合法权益——商业秘密（否）；个人隐私（否）；第三方同意公开（否）；"
                "不公开对公共利益有重大影响（否）：不涉及商业秘密、个人隐私"
            ),
        ),
        (
            "discretion",
            (
                "可以不予公开——内部事务信息（否）；过程性信息（否）；行政执法案卷信息（否）；"
                "规定应当公开（否）：不属于可以不予公开的情形"
            ),
        ),
        (
            "proactive",
            (
                "主动公开——列入主动公开内容（否）；涉及公众利益调整（否）；需要公众广泛知晓（否）；"
                "需要公众参与决策（否）：不属于应当主动公开的情形"
            ),
        ),
        ("rest", "依申请公开——除不予公开的以外应当公开，未列入主动公开的，依申请公开"),
    ]


def test_a_secret_that_cannot_be_cut_out_ends_the_decision() -> None:
    told_steps = steps(FULL | {"state_secret": True})
    assert [name for name, _ in told_steps] == [
        "scope",
        "absolute",
        "third-party",
        "discretion",
        "separation",
    ]
    assert told_steps[-1][1] == "区分处理——不能区分处理，有不予公开的理由即整件不予公开"
    assert told_steps[1][1].endswith("：不予公开，没有例外")


def test_a_part_cut_out_lets_the_decision_go_on() -> None:
    told_steps = steps(FULL | {"state_secret": True, "separable": True, "listed_proactive": True})
    assert (
        "separation",
        "区分处理——能够区分处理，删去不予公开的内容，其余部分继续判定",
    ) in told_steps
    assert told_steps[-1][0] == "proactive"
    assert told_steps[-1][1].endswith("：应当主动公开")


def test_what_is_open_says_so_and_names_what_is_missing() -> None:
    told_steps = steps(FULL | {"state_secret": None, "separable": None})
    assert [name for name, _ in told_steps][-1] == "undetermined"
    assert told_steps[-1][1] == "尚不能判定，有待查明：国家秘密；能够区分处理"
    assert told_steps[1][1].endswith("：能否公开尚不清楚")
    assert ("separation", "区分处理——能否区分处理尚不清楚") in told_steps


def test_a_lifted_ground_is_told_as_lifted() -> None:
    found = steps(FULL | {"trade_secret": True, "third_party_consents": True})
    assert found[2][1].endswith("：第三方同意公开，或者不公开会对公共利益造成重大影响，予以公开")
    other = steps(FULL | {"deliberative": True, "disclosure_required": True})
    assert other[3][1].endswith("：法律、法规、规章规定应当公开，从其规定")
    outside = steps(dict.fromkeys(KEYS, False))
    assert outside == [("scope", "是否政府信息——政府信息（否）：不属于政府信息，不适用公开属性")]


LAW = "《中华人民共和国政府信息公开条例》"


@pytest.mark.parametrize(
    ("facts", "duties"),
    [
        ({}, [f"公开前进行保密审查（{LAW}第十七条）"]),
        ({"government_information": False}, []),
        (
            {"state_secret": True},
            [
                f"说明不予公开的理由和依据（{LAW}第三十六条）",
                "属于政策性文件的，报批前送本单位政务公开工作机构审查（国办发〔2016〕80号）",
                f"定期评估审查，情势变化可以公开的予以公开（{LAW}第十八条）",
            ],
        ),
        (
            {"trade_secret": True, "third_party_consents": None},
            [
                f"书面征求第三方意见（{LAW}第三十二条）",
                f"经核实仍不能确定可以公开的，报有关主管部门或者保密行政管理部门确定（{LAW}第十七条）",
            ][:1],
        ),
        (
            {"state_secret": None},
            [
                f"经核实仍不能确定可以公开的，报有关主管部门或者保密行政管理部门确定（{LAW}第十七条）"
            ],
        ),
        (
            {"personal_privacy": True, "withholding_harms_public_interest": True},
            [
                f"将决定公开的内容和理由书面告知第三方（{LAW}第三十二条）",
                f"公开前进行保密审查（{LAW}第十七条）",
            ],
        ),
        (
            {"state_secret": True, "separable": True},
            [
                f"公开前进行保密审查（{LAW}第十七条）",
                f"区分处理：删去不予公开的内容，并对删去的部分说明理由（{LAW}第三十七条）",
            ],
        ),
    ],
)
def test_duties_follow_from_the_outcome_and_the_facts(facts: Facts, duties: list[str]) -> None:
    assert [*mark(FULL | facts, on=DAY).duties] == duties


def test_discretion_needs_every_ground_to_be_one_of_discretion() -> None:
    assert mark(FULL | {"internal_affairs": True}, on=DAY).discretionary is True
    assert mark(FULL | {"internal_affairs": True, "separable": True}, on=DAY).discretionary is True
    assert (
        mark(FULL | {"internal_affairs": True, "trade_secret": True}, on=DAY).discretionary is False
    )
    doubtful = FULL | {"internal_affairs": True, "trade_secret": None}
    assert mark(doubtful, on=DAY).discretionary is False
    assert mark(FULL, on=DAY).discretionary is False
    assert [each.item for each in mark(doubtful, on=DAY).grounds] == ["内部事务信息"]


def test_what_is_unknown_and_cannot_be_cut_out_lets_the_telling_go_on() -> None:
    facts = FULL | {"state_secret": None, "separable": False}
    told_steps = steps(facts)
    assert [name for name, _ in told_steps] == [
        "scope",
        "absolute",
        "third-party",
        "discretion",
        "separation",
        "proactive",
        "undetermined",
    ]
    assert told_steps[4][1] == "区分处理——不能区分处理，有不予公开的理由即整件不予公开"
    sure = steps(facts | {"trade_secret": True})
    assert [name for name, _ in sure][-1] == "separation"


def test_the_last_rule_is_not_told_while_an_earlier_one_is_open() -> None:
    told_steps = steps(FULL | {"listed_proactive": None})
    assert told_steps[-2:] == [
        (
            "proactive",
            (
                "主动公开——列入主动公开内容（未知）；涉及公众利益调整（否）；需要公众广泛知晓（否）；"
                "需要公众参与决策（否）：是否应当主动公开尚不清楚"
            ),
        ),
        ("undetermined", "尚不能判定，有待查明：列入主动公开内容"),
    ]
    assert [name for name, _ in told_steps][-3] == "discretion"


def test_each_reading_is_told_in_the_order_it_was_taken() -> None:
    found = mark(FULL, on=DAY, readings=READINGS[::-1])
    assert [(each.step, each.what, each.basis) for each in found.steps[:3]] == [
        (
            "reading",
            "按口径 mandatory-lifts-15：法律、法规、规章规定应当公开的，也解除第十五条",
            None,
        ),
        (
            "reading",
            (
                "按口径 art16-para2-only：“从其规定”写在第十六条第二款，只解除过程性信息和行政执法案卷信息，"
                "不解除内部事务信息"
            ),
            None,
        ),
        ("scope", "是否政府信息——政府信息（是）：属于政府信息，继续判定", f"{LAW}第二条"),
    ]


def test_the_first_question_is_told_whole_and_the_earlier_fact_is_asked_in_a_tie() -> None:
    first = interview({}, on=DAY)
    assert first == Asked(
        "government_information",
        "这是行政机关在履行行政管理职能过程中制作或者获取、以一定形式记录保存的信息吗？",
        f"{LAW}第二条",
        "不属于政府信息的，不适用公开属性",
        16,
        0,
    )
    tied = FULL | {"affects_public_interest": None, "needs_wide_awareness": None}
    question = interview(tied, on=DAY)
    assert question is not None
    assert (question.fact, question.left_if_yes, question.left_if_no) == (
        "affects_public_interest",
        0,
        1,
    )


def test_the_duties_of_a_whole_are_those_of_its_outcome_and_of_its_parts() -> None:
    told_third = f"将决定公开的内容和理由书面告知第三方（{LAW}第三十二条）"
    review = f"公开前进行保密审查（{LAW}第十七条）"
    lifted = FULL | {"personal_privacy": True, "withholding_harms_public_interest": True}
    assert [*whole([FULL, lifted], on=DAY).duties] == [told_third, review]
    cut = f"区分处理：删去不予公开的内容，并对删去的部分说明理由（{LAW}第三十七条）"
    assert [*whole([FULL, FULL | {"state_secret": True}], on=DAY).duties] == [review, cut]
    ask_above = (
        f"经核实仍不能确定可以公开的，报有关主管部门或者保密行政管理部门确定（{LAW}第十七条）"
    )
    assert [*whole([FULL | {"state_secret": None}, FULL], on=DAY).duties] == [ask_above]
    asking = FULL | {"trade_secret": True, "third_party_consents": None}
    ask = f"书面征求第三方意见（{LAW}第三十二条）"
    assert [*whole([FULL, asking], on=DAY).duties] == [ask]


def test_what_one_part_settles_is_not_asked_of_another_wherever_it_stands() -> None:
    perhaps_open = FULL | {"listed_proactive": None}
    perhaps_closed = FULL | {"listed_proactive": True, "state_secret": None}
    opened = FULL | {"listed_proactive": True}
    for parts in permutations([perhaps_open, perhaps_closed]):
        found = whole(parts, on=DAY, separable=False)
        assert found.missing == ("state_secret", "listed_proactive")
    for parts in permutations([perhaps_open, FULL, perhaps_closed, opened]):
        found = whole(parts, on=DAY, separable=False)
        assert (found.missing, found.note, found.attribute) == (("state_secret",), None, None)
    for parts in permutations([perhaps_open, FULL, opened]):
        found = whole(parts, on=DAY, separable=False)
        assert (found.missing, str(found)) == ((), "依申请公开")
    for parts in permutations([perhaps_closed, FULL | {"state_secret": True}, FULL]):
        apart, together = (whole(parts, on=DAY, separable=way) for way in (True, False))
        assert (apart.missing, str(together)) == (("state_secret",), "不予公开")


def test_a_whole_is_discretionary_if_every_part_withheld_is_and_none_is_open() -> None:
    choice, bound = FULL | {"internal_affairs": True}, FULL | {"trade_secret": True}
    open_part = FULL | {"trade_secret": None}
    expected: list[tuple[list[Facts], bool, bool]] = [
        ([choice, FULL], True, True),
        ([choice, FULL], False, True),
        ([choice, bound], False, False),
        ([choice, open_part], False, False),
        ([FULL, FULL], True, False),
        ([choice | {"listed_proactive": True, "separable": True}, FULL], True, True),
        ([dict.fromkeys(KEYS, False), FULL], True, False),
    ]
    for parts, separable, discretionary in expected:
        found = whole(parts, on=DAY, separable=separable)
        assert found.status is MarkStatus.DECIDED
        assert found.discretionary is discretionary, parts


def test_the_steps_of_a_whole_name_each_part() -> None:
    secret = FULL | {"state_secret": True, "prohibited_by_law": True}
    found = whole([FULL, secret], on=DAY)
    assert [(each.step, each.what, each.basis) for each in found.steps] == [
        ("part", "第1部分：依申请公开", None),
        ("part", "第2部分：不予公开（第十四条国家秘密、第十四条法律、行政法规禁止公开）", None),
        ("whole", "各部分能够区分：按其中公开程度最高的部分标注，其余部分删去", f"{LAW}第三十七条"),
    ]
    closed = whole([FULL, secret], on=DAY, separable=False)
    assert closed.steps[-1].what == "各部分不能区分：按其中公开程度最低的部分标注"
    assert (str(closed), str(found)) == ("不予公开", "依申请公开（区分处理）")
    assert found.note == "（此件依申请公开）"
    assert (
        f"区分处理：删去不予公开的内容，并对删去的部分说明理由（{LAW}第三十七条）" in found.duties
    )


def test_a_mark_says_itself_in_one_line() -> None:
    assert str(mark(dict.fromkeys(KEYS, False), on=DAY)) == "不适用公开属性"
    assert str(mark(FULL | {"state_secret": None, "separable": False}, on=DAY)) == (
        "尚不能判定，有 1 项事实有待查明"
    )


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"type": "information"}, "缺少判定公开属性所需的事实"),
        ({"type": "information", "facts": 3}, "应为对象"),
        ({"facts": None}, "缺少判定公开属性所需的事实"),
    ],
)
def test_a_record_without_facts_says_where_they_should_be(facts: Any, message: str) -> None:
    with pytest.raises(ShapeError, match=r"^1 misfits in facts, the first: /facts: ") as caught:
        mark(facts, on=DAY)
    assert [(each.path, each.message) for each in findings_of(caught.value)] == [
        ("/facts", message)
    ]


def findings_of(error: ShapeError) -> list[Finding]:
    return [each for each in error.findings if isinstance(each, Finding)]


def test_what_is_no_mapping_is_named_by_its_type() -> None:
    with pytest.raises(
        ZwgkError, match=r"^mark wants facts, or information that carries them, not int$"
    ):
        mark(3, on=DAY)


def test_names_of_bits_come_in_the_order_of_the_law() -> None:
    draw = random.Random(17)  # noqa: S311 - a sample that repeats
    for some in (0, *BITS, sum(BITS), *(draw.randrange(1 << len(KEYS)) for _ in range(300))):
        assert keys_of(some) == tuple(
            key for bit, key in zip(BITS, KEYS, strict=True) if some & bit
        )


# ------------------------------------------------------------------ the table


def test_facts_questions_and_readings_of_the_table_are_known() -> None:
    found = table_on(DAY)
    assert found is not None
    assert [*found.questions] == [*KEYS]
    assert {*found.offered} <= {*_data.load("vocabulary/pack")["readings"]}
    assert asked(found.diagram, 0, 0)[0] == sum(BITS)
    for each in (*found.steps, found.separation, found.together):
        assert each.basis.startswith("《")
        assert each.title


def test_tables_are_named_by_edition_and_say_where_they_stand() -> None:
    for name in _data.names("marking"):
        given = _data.load(f"marking/{name}")
        assert given["edition"] == name
        assert all(given[key] for key in ("since", "instrument", "source", "verified", "before"))
        for part in ("step", "duty", "question"):
            assert all(each.get("article") or each.get("source") for each in given[part])


# ------------------------------------------------------------------ diagrams


def diagrams() -> Iterator[Any]:
    yield choose(node(1, YES, NO), node(2, "a", "b"), node(4, "b", "a"))
    yield choose(choose(node(2, YES, NO), node(8, YES, NO), NO), "x", node(1, "x", "y"))
    found = table_on(DAY)
    assert found is not None
    yield found.diagram


@pytest.mark.parametrize("number", range(3))
def test_diagrams_answer_as_trying_everything_does(number: int) -> None:
    diagram = [*diagrams()][number]
    for bits in combinations(BITS[:5], 2):
        true, false = bits[0], bits[1] | sum(BITS[5:])
        free = [bit for bit in BITS[:5] if not bit & (true | false)]
        results = {
            chosen: ends(diagram, true | sum(chosen), sum(BITS) & ~true & ~sum(chosen))
            for size in range(len(free) + 1)
            for chosen in combinations(free, size)
        }
        assert ends(diagram, true, false) == frozenset().union(*results.values())
        for bit in free:
            pairs = {
                (*results[tuple(sorted((*chosen, bit)))], *results[chosen])
                for chosen in results
                if bit not in chosen
            }
            assert flips(diagram, bit, true, false) == pairs
            wanted = any(yes != no for yes, no in pairs)
            assert bool(asked(diagram, true, false)[0] & bit) == wanted


# ------------------------------------------------------------------ validate and the command line


def test_facts_are_judged_by_their_shape() -> None:
    assert zwgk.validate({"type": "mark-facts", "state_secret": None}, on=DAY).ok
    report = zwgk.validate({"type": "mark-facts", "state_secret": "是", "x": 1}, on=DAY)
    assert [each.code for each in report.findings] == ["shape.unknown-key", "shape.wrong-kind"]
    assert zwgk.validate(MarkFacts(), on=DAY).findings == ()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "事实.json"


def run(file: Path, facts: object, *more: str) -> int:
    file.write_text(json.dumps(facts), encoding="utf-8")
    return main(["mark", str(file), "--on", "2024-05-20", *more])


def test_the_command_tells_the_mark(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts: Facts = {key: key in ("government_information", "deliberative") for key in KEYS}
    assert run(file, facts) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(
        "判定：不予公开\n标注：（此件不予公开）\n理由：第十六条（过程性信息）；可以裁量"
    )
    assert "说明不予公开的理由" in shown


def test_the_command_asks_the_next_question(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(file, {}) == 0
    assert "下一个问题（government_information）" in capsys.readouterr().out


def test_the_command_gives_json(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(file, {}, "--json") == 0
    assert json.loads(capsys.readouterr().out) == mark({}, on=DAY).to_dict()
    assert run(file, [{}, {}], "--json", "--readings", "art16-para2-only") == 0
    assert len(json.loads(capsys.readouterr().out)) == 2


def test_wrong_facts_are_errors_and_wrong_files_are_refused(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(file, {"state_secret": "是"}) == 1
    assert "shape.wrong-kind" in capsys.readouterr().out
    assert run(file, {"type": "catalog", "items": []}) == 2
    assert "不是判定公开属性的事实" in capsys.readouterr().err
    assert run(file, {}, "--readings", "x") == 2
    assert main(["mark", str(file.with_name("没有.json"))]) == 2
