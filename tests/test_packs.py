"""Plans as packs: what each asks for."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwgk import vocabulary
from zwgk.errors import ZwgkError
from zwgk.law import Kind
from zwgk.packs import fields_of, from_toml, load, missing_fields, names, period_of
from zwgk.vocabulary import national_fields


def test_a_name_without_its_year_means_the_newest() -> None:
    assert load("national") is load("national-2019")
    assert load("weidu") is load("weidu-2020")


def test_an_unknown_pack_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(ZwgkError, match=r"unknown pack 'x'; there are .*national-2019"):
        load("x")


@pytest.mark.parametrize("name", names())
def test_every_pack_says_where_it_comes_from(name: str) -> None:
    pack = load(name)
    assert pack.name == name
    assert pack.title in pack.basis
    assert pack.required
    assert (pack.number is None) == (pack.issued is None)
    assert pack.number is None or f"（{pack.number}）" in pack.basis


def test_national_has_the_26_pilot_fields() -> None:
    named = [each.name for each in load("national").fields]
    assert len(named) == len(set(named)) == 26
    assert set(named) == set(national_fields())


def test_weidu_assigns_25_of_26_fields() -> None:
    pack = load("weidu")
    assert [each.name for each in pack.fields if not each.responsible] == ["公共资源交易"]
    assert len(pack.fields) == 26
    assert {name for each in pack.fields for name in vocabulary.fields_of(each.name)} == set(
        national_fields()
    )


def test_weidu_requires_eight_elements() -> None:
    assert load("weidu").required == (
        "名称",
        "内容",
        "依据",
        "时限",
        "主体",
        "方式",
        "渠道",
        "公开对象",
    )


def test_an_alias_of_the_plan_may_name_several_of_its_fields() -> None:
    text = 'name = "b"\ntitle = "白石县方案"\nextends = "national"\nfields = [\n'
    text += '{ name = "茶产业", aliases = ["茶旅"] }, { name = "旅游", aliases = ["茶旅"] } ]'
    pack = from_toml(text)
    assert fields_of(pack, "茶旅") == ("茶产业", "旅游")
    assert missing_fields(pack, ["茶 旅"]) == ()


@given(st.text(), st.sampled_from(names()))
def test_any_text_means_only_fields_of_the_plan(text: str, name: str) -> None:
    pack = load(name)
    assert {*fields_of(pack, text)} <= {each.name for each in pack.fields}


@given(st.lists(st.sampled_from([*national_fields(), "国资国企", "x"])), st.sampled_from(names()))
def test_what_is_present_and_what_is_missing_make_the_plan(present: list[str], name: str) -> None:
    pack = load(name)
    there = {each for text in present for each in fields_of(pack, text)}
    assert there | {*missing_fields(pack, present)} == {each.name for each in pack.fields}
    assert not there & {*missing_fields(pack, present)}


def test_a_period_of_a_plan_is_a_dated_fact() -> None:
    fact = period_of(load("nanjing"), "none")
    assert fact is None
    year = period_of(load("changsha"), "withheld.assessment")
    assert year is not None
    assert year.versions[0].kind is Kind.ANNIVERSARY
    own = period_of(load("fangshan"), "consultation")
    assert own is not None
    assert own.on(date(2018, 3, 1)).kind is Kind.AT_LEAST
