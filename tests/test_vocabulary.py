"""Names as offices write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwgk.vocabulary import fields_in, fields_of, levels_of, national_fields


@pytest.mark.parametrize("name", national_fields())
@pytest.mark.parametrize(
    "form",
    [
        "{}",
        "{}领域",
        "（三）{}领域",
        "03{}",
        "12.{}",
        "十二、{} 领域",
        "{}领域基层政务公开标准目录",
    ],
)
def test_a_field_is_known_in_every_dress(name: str, form: str) -> None:
    assert fields_of(form.format(name)) == (name,)


@pytest.mark.parametrize("name", national_fields())
def test_a_title_names_its_field_behind_a_place(name: str) -> None:
    assert fields_in(f"白石县{name}领域基层政务公开标准目录（2023年版）") == (name,)


@pytest.mark.parametrize(
    "title", ["白石县基层政务公开标准目录", "白石县规章制度", "编制说明", "", "星际教育局"]
)
def test_a_title_without_a_field_names_none(title: str) -> None:
    assert fields_in(title) == ()


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("县级", ("县级",)),
        ("区 级", ("县级",)),
        ("街道级", ("乡级",)),
        ("镇、村级", ("乡级", "村级")),
        ("县级、乡级", ("县级", "乡级")),
        ("市、县、乡三级", ("市级", "县级", "乡级")),
        ("村（社区）级", ("村级",)),
        ("縣級", ("县级",)),
        ("县级和星级", ()),
        ("√", ()),
        ("", ()),
    ],
)
def test_levels(text: str, levels: tuple[str, ...]) -> None:
    assert levels_of(text) == levels


@given(st.text())
def test_no_text_raises(text: str) -> None:
    for read in (fields_of, fields_in, levels_of):
        assert isinstance(read(text), tuple)
