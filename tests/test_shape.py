"""Reading plain data strictly: shape and JSON Schema are two opinions of one declaration."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator, FormatChecker

from strategies import any_json, plain_records, spoiled_records
from zwgk.errors import ShapeError
from zwgk.model import (
    AnnualReport,
    Application,
    Catalog,
    CatalogItem,
    Clause,
    Event,
    Information,
    Mark,
    MarkFacts,
    Record,
    Signal,
    SignalKind,
)
from zwgk.model.adjust import SIGNAL_KEYS
from zwgk.published import published
from zwgk.schema import schema
from zwgk.shape import from_dict, partial, pointer

SCHEMAS = Path(__file__).parents[1] / "schemas"
VALIDATORS: Mapping[type[Record], Draft202012Validator] = {
    cls: Draft202012Validator(schema(cls), format_checker=FormatChecker(["date"]))
    for cls in (
        AnnualReport,
        Application,
        Catalog,
        CatalogItem,
        Clause,
        Event,
        Information,
        Mark,
        MarkFacts,
    )
}


def agree(cls: type[Record], data: Any) -> None:
    made, misfits = partial(cls, data)
    errors = list(VALIDATORS[cls].iter_errors(data))
    assert bool(misfits) == bool(errors), (data, misfits, errors)
    if not misfits:
        assert made is not None
        assert from_dict(cls, made.to_dict()) == made


@given(any_json)
def test_shape_and_schema_agree_on_any_json(data: Any) -> None:
    agree(CatalogItem, data)
    agree(Clause, data)
    agree(AnnualReport, data)


@given(plain_records(Catalog))
def test_whole_catalogues_are_accepted_by_both(data: dict[str, Any]) -> None:
    assert partial(Catalog, data)[1] == []
    agree(Catalog, data)


@given(spoiled_records(Catalog))
def test_shape_and_schema_agree_on_spoiled_catalogues(data: dict[str, Any]) -> None:
    agree(Catalog, data)


@given(spoiled_records(CatalogItem))
def test_shape_and_schema_agree_on_spoiled_items(data: dict[str, Any]) -> None:
    agree(CatalogItem, data)


@given(spoiled_records(Clause))
def test_shape_and_schema_agree_on_spoiled_clauses(data: dict[str, Any]) -> None:
    agree(Clause, data)


@given(plain_records(AnnualReport))
def test_whole_annual_reports_are_accepted_by_both(data: dict[str, Any]) -> None:
    assert partial(AnnualReport, data)[1] == []
    agree(AnnualReport, data)


@given(spoiled_records(AnnualReport))
def test_shape_and_schema_agree_on_spoiled_annual_reports(data: dict[str, Any]) -> None:
    agree(AnnualReport, data)


@given(spoiled_records(MarkFacts))
def test_shape_and_schema_agree_on_spoiled_facts(data: dict[str, Any]) -> None:
    agree(MarkFacts, data)


@given(spoiled_records(Mark))
def test_shape_and_schema_agree_on_spoiled_marks(data: dict[str, Any]) -> None:
    agree(Mark, data)


@given(spoiled_records(Event))
def test_shape_and_schema_agree_on_spoiled_events(data: dict[str, Any]) -> None:
    agree(Event, data)


@given(spoiled_records(Application))
def test_shape_and_schema_agree_on_spoiled_applications(data: dict[str, Any]) -> None:
    agree(Application, data)


@given(plain_records(Information))
def test_whole_information_is_accepted_by_both(data: dict[str, Any]) -> None:
    assert partial(Information, data)[1] == []
    agree(Information, data)


@given(spoiled_records(Information))
def test_shape_and_schema_agree_on_spoiled_information(data: dict[str, Any]) -> None:
    agree(Information, data)


@pytest.mark.parametrize("absent", [{}, {"created": None}, {"created": None, "published": None}])
def test_one_of_two_keys_is_needed(absent: dict[str, None]) -> None:
    bare = {"type": "information", "title": "通报", "publisher": "白石县应急管理局"}
    agree(Information, bare | absent)
    assert [(each.code, each.path) for each in partial(Information, bare | absent)[1]] == [
        ("shape.missing", "/created")
    ]
    agree(Information, bare | absent | {"published": "2024-03-04"})


@pytest.mark.parametrize("kind", [{}, {"type": None}, {"type": "mark-facts"}, {"type": "catalog"}])
def test_carried_facts_need_not_name_their_kind(kind: dict[str, str | None]) -> None:
    bare = {"type": "information", "title": "通报", "publisher": "局", "created": "2024-03-04"}
    agree(Information, bare | {"facts": kind | {"state_secret": True}})
    misfits = partial(Information, bare | {"facts": kind | {"state_secret": True}})[1]
    assert bool(misfits) == (kind.get("type") == "catalog")


def test_the_committed_schemas_are_those_of_the_models() -> None:
    committed = {
        each.name: json.loads(each.read_text("utf-8")) for each in SCHEMAS.glob("*.schema.json")
    }
    assert committed == published()


def test_schemas_use_no_pattern_on_which_validators_differ() -> None:
    for text in (each.read_text("utf-8") for each in SCHEMAS.glob("*.schema.json")):
        assert not any(bad in text for bad in ("\\\\d", "\\\\w", "\\\\s", "\\\\p"))
        Draft202012Validator.check_schema(json.loads(text))


def test_every_misfit_is_reported_with_its_path() -> None:
    data = {
        "type": "catalog-item",
        "path": "行政处罚",
        "attribute": "公开",
        "audience": {"public": "是"},
        "extras": {"备注": 5},
        "备注": "x",
        "time_limit": {"text": "", "clauses": [{"kind": "within", "amount": "20", "unit": "day"}]},
    }
    with pytest.raises(ShapeError) as caught:
        CatalogItem.from_dict(data)
    found = {(each.code, each.path) for each in caught.value.findings}  # type: ignore[attr-defined]
    assert found == {
        ("shape.wrong-kind", "/path"),
        ("shape.wrong-kind", "/attribute"),
        ("shape.wrong-kind", "/audience/public"),
        ("shape.wrong-kind", "/extras/备注"),
        ("shape.wrong-kind", "/time_limit/clauses/0/amount"),
        ("shape.unknown-key", "/备注"),
    }


@pytest.mark.parametrize(
    ("key", "value"),
    [("seq", 1), ("field", True), ("path", [1]), ("levels", "县级"), ("basis", {}), ("extras", [])],
)
def test_nothing_is_coerced(key: str, value: object) -> None:
    data = {"type": "catalog-item", "path": ["事项"], key: value}
    assert [each.code for each in partial(CatalogItem, data)[1]] == ["shape.wrong-kind"]


def test_null_equals_absent_for_optional_keys() -> None:
    bare = {"type": "catalog-item", "path": ["事项"]}
    nulls = bare | {"basis": None, "extras": None, "levels": None, "time_limit": None}
    assert CatalogItem.from_dict(bare) == CatalogItem.from_dict(nulls)


def test_a_day_that_does_not_exist_is_refused() -> None:
    data = {"type": "catalog", "items": [], "effective": "2025-02-30"}
    assert [each.path for each in partial(Catalog, data)[1]] == ["/effective"]


def test_pointers_escape_slashes_and_tildes() -> None:
    assert pointer(((None, "items"), 3), "a/b~c") == "/items/3/a~1b~0c"


def test_identity_numbers_are_masked_in_misfits() -> None:
    data = {"type": "catalog-item", "path": ["事项"], "attribute": "11010519491231002X"}
    (misfit,) = partial(CatalogItem, data)[1]
    assert "11010519491231002X" not in str(misfit.to_dict())


def test_keys_missing_of_a_kind_are_told_as_they_are_declared() -> None:
    for kind in ("application", "power", "standard"):
        found = partial(Signal, {"signal": kind})[1]
        wanted = [f"/{key}" for key in SIGNAL_KEYS[SignalKind(kind)]]
        assert [each.path for each in found] == wanted
    foreign = {"signal": "void", "information": "1", "on": "2025-05-15", "to": "甲", "by": "乙"}
    assert [each.path for each in partial(Signal, foreign)[1]] == ["/to", "/by"]
