"""Plans as packs: what each asks for."""

import pytest

from zwgk.errors import ZwgkError
from zwgk.packs import load, names
from zwgk.vocabulary import fields_of, national_fields


def test_a_name_without_its_year_means_the_newest() -> None:
    assert load("national") is load("national-2019")
    assert load("weidu") is load("weidu-2020")


def test_an_unknown_pack_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(ZwgkError, match="unknown pack 'x'; there are .*national-2019"):
        load("x")


@pytest.mark.parametrize("name", names())
def test_every_pack_says_where_it_comes_from(name: str) -> None:
    pack = load(name)
    assert pack.name == name
    assert pack.title
    assert pack.number
    assert pack.required


def test_national_has_the_26_pilot_fields() -> None:
    named = [each.name for each in load("national").fields]
    assert len(named) == len(set(named)) == 26
    assert set(named) == set(national_fields())


def test_weidu_assigns_25_of_26_fields() -> None:
    pack = load("weidu")
    assert [each.name for each in pack.fields if not each.responsible] == ["公共资源交易"]
    assert len(pack.fields) == 26
    assert {name for each in pack.fields for name in fields_of(each.name)} == set(national_fields())


def test_weidu_requires_eight_elements() -> None:
    assert load("weidu").required == ("名称", "内容", "依据", "时限", "主体", "方式", "渠道", "公开对象")
