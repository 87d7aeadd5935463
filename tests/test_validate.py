"""The judge: each code raised, nothing said twice, never an exception on data."""

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import zwgk
from strategies import any_json, plain_records, spoiled_records
from zwgk.model import Catalog, CatalogItem
from zwgk.packs import load
from zwgk.report import Finding, codes, finding
from zwgk.terms import Severity

CASES = tomllib.loads((Path(__file__).parent / "cases/findings.toml").read_text("utf-8"))
SOUND: dict[str, Any] = CASES["sound"]
DAY = date(2024, 6, 3)


def judged(subject: object, **options: Any) -> list[tuple[str, str]]:
    report = zwgk.validate(subject, on=DAY, **options)
    return [(each.code, each.path) for each in report.findings]


def catalog(*changes: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "catalog",
        "items": [SOUND | {"seq": str(n)} | each for n, each in enumerate(changes)],
    }


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    report = zwgk.validate(SOUND | case["change"], on=DAY)
    assert [each.code for each in report.findings] == case["expect"], case["basis"]
    if "severity" in case:
        assert {each.severity for each in report.findings} == {Severity(case["severity"])}


def test_several_faults_are_all_reported() -> None:
    faults = {
        "publisher": "",
        "channels": {"checked": []},
        "audience": {"public": False},
        "levels": "县级",
    }
    assert judged(SOUND | faults) == [
        ("shape.wrong-kind", "/levels"),
        ("element.missing", "/publisher"),
        ("channel.none", "/channels"),
        ("audience.none", "/audience"),
    ]


def test_an_instrument_counts_as_repealed_only_from_its_last_day() -> None:
    item = SOUND | {"basis": [{"title": "中华人民共和国物权法"}]}
    assert zwgk.validate(item, on=date(2020, 12, 31)).ok
    (found,) = zwgk.validate(item, on=date(2021, 1, 1)).findings
    assert found.code == "basis.repealed"
    assert "民法典" in (found.hint or "")


def test_what_was_not_read_in_a_source_is_a_warning() -> None:
    item = SOUND | {"field": "财政预决算", "time_limit": CASES["case"][14]["change"]["time_limit"]}
    (found,) = zwgk.validate(item, on=DAY).findings
    assert found.severity is Severity.WARNING
    assert "尚待核对" in found.message


def test_without_a_day_the_report_says_once_what_it_skipped() -> None:
    old = {"basis": [{"title": "中华人民共和国物权法"}]}
    report = zwgk.validate(catalog(old, old | {"content": "另一项"}), ignore=["field"])
    assert [each.code for each in report.findings] == ["check.day-needed"]


def test_ditto_is_dangling_only_with_nothing_above() -> None:
    ditto = {"content": "另一项", "time_limit": {"text": "同上", "clauses": [{"kind": "ditto"}]}}
    assert ("ditto.dangling", "/items/0/time_limit") in judged(catalog(ditto, {}))
    assert not judged(catalog({}, ditto), select=["ditto"])


def test_ditto_in_other_cells_is_found_too() -> None:
    assert judged(SOUND | {"publisher": "同 上"}) == [("ditto.dangling", "/publisher")]


def test_the_same_item_twice_is_a_duplicate() -> None:
    assert judged(catalog({}, {}), select=["duplicate"]) == [("duplicate.item", "/items/1")]
    assert not judged(catalog({}, {"content": "别的内容"}), select=["duplicate"])


def test_missing_fields_are_one_finding_and_grave_only_for_a_whole_set() -> None:
    (partial,) = zwgk.validate(catalog({}), on=DAY).findings
    assert (partial.code, partial.severity) == ("field.missing", Severity.INFO)
    assert "25个没有事项" in partial.message
    assert "安全生产" not in (partial.value or "")
    (whole,) = zwgk.validate(catalog({}), on=DAY, whole=True).findings
    assert whole.severity is Severity.ERROR


def test_weidu_must_report_that_nobody_answers_for_public_resource_trading() -> None:
    report = zwgk.validate(
        catalog({}), on=DAY, pack="weidu", whole=True, select=["field.unassigned"]
    )
    (found,) = report.findings
    assert (found.value, found.severity) == ("公共资源交易", Severity.ERROR)


def test_an_old_name_of_a_field_is_known_to_the_plan_that_uses_the_new_one() -> None:
    for name in ("城乡规划", "国土空间规划", "环境保护", "生态环境"):
        assert not judged(SOUND | {"field": name}, pack="weidu-2020", select=["field.unknown"])


def test_places_and_reading_findings_are_merged() -> None:
    item = CatalogItem.from_dict(SOUND | {"publisher": None})
    noted = finding("read.comment", "", "有批注", place="目录.xlsx!表!A1")
    read = Catalog(
        (item,),
        places={"/items/0": "目录.xlsx!表!A4", "/items/0/publisher": "目录.xlsx!表!G4"},
        reading=(noted,),
    )
    report = zwgk.validate(read, on=DAY, ignore=["field"])
    assert [(each.code, each.place) for each in report.findings] == [
        ("read.comment", "目录.xlsx!表!A1"),
        ("element.missing", "目录.xlsx!表!G4"),
    ]


def test_a_column_that_is_not_there_is_one_finding_for_the_table() -> None:
    items = [CatalogItem.from_dict(SOUND | {"audience": None, "content": str(n)}) for n in range(3)]
    noted = finding(
        "read.column-missing", "", "缺少栏目", value="公开对象、公开层级", place="目录.xlsx!表!A1"
    )
    places = {f"/items/{n}": f"目录.xlsx!表!A{n + 2}" for n in range(3)}
    report = zwgk.validate(
        Catalog(tuple(items), places=places, reading=(noted,)), on=DAY, ignore=["field"]
    )
    assert [(each.code, each.value, each.severity) for each in report.findings] == [
        ("element.missing", "公开对象", Severity.ERROR),
        ("read.column-missing", "公开层级", Severity.WARNING),
    ]


def test_many_subjects_have_numbered_paths() -> None:
    report = zwgk.validate([SOUND, SOUND | {"publisher": ""}, 5, {"type": "nothing"}], on=DAY)
    assert [(each.code, each.path) for each in report.findings] == [
        ("element.missing", "/1/publisher"),
        ("shape.wrong-kind", "/2"),
        ("shape.wrong-kind", "/3/type"),
    ]


def test_select_and_ignore_take_codes_and_their_first_words() -> None:
    bad = SOUND | {"publisher": "", "levels": ["球级"]}
    assert judged(bad, select=["element"]) == [("element.missing", "/publisher")]
    assert judged(bad, ignore=["element.missing"]) == [("level.unknown", "/levels/0")]


def test_a_plan_may_change_or_switch_off_a_severity() -> None:
    strict = evolve(load("national"), severity={"level.unknown": "error", "element.missing": "off"})
    report = zwgk.validate(SOUND | {"publisher": "", "levels": ["球级"]}, on=DAY, pack=strict)
    assert [(each.code, each.severity) for each in report.findings] == [
        ("level.unknown", Severity.ERROR)
    ]


@pytest.mark.parametrize("wrong", ["目录", 5, None, 1.5, b"x"])
def test_a_bare_scalar_is_a_wrong_call(wrong: object) -> None:
    with pytest.raises(zwgk.ZwgkError, match="validate wants a record"):
        zwgk.validate(wrong)


@pytest.mark.parametrize(
    "options", [{"pack": "atlantis"}, {"select": ["nothing"]}, {"on": datetime(2024, 1, 1)}]
)
def test_wrong_options_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(zwgk.ZwgkError):
        zwgk.validate(SOUND, **options)


@given(
    any_json.filter(lambda data: isinstance(data, (dict, list))),
    st.sampled_from(["national", "weidu"]),
)
def test_validate_never_raises_on_any_json(data: Any, pack: str) -> None:
    report = zwgk.validate(data, on=DAY, pack=pack)
    assert all(isinstance(each, Finding) for each in report.findings)


@given(spoiled_records(Catalog))
def test_validate_never_raises_on_spoiled_catalogues(data: dict[str, Any]) -> None:
    for subject in (data, [data], *data.values()):
        if isinstance(subject, (dict, list)):
            zwgk.validate(subject, on=DAY)


@given(plain_records(Catalog))
def test_a_model_and_its_dict_are_judged_alike(data: dict[str, Any]) -> None:
    made = Catalog.from_dict(data)
    assert (
        zwgk.validate(made, on=DAY)
        == zwgk.validate(data, on=DAY)
        == zwgk.validate(made.to_dict(), on=DAY)
    )


@given(spoiled_records(CatalogItem))
def test_one_fault_is_one_finding(data: dict[str, Any]) -> None:
    found = judged(data)
    assert len(found) == len(set(found))
    refused = {path for code, path in found if code.startswith("shape.") and path.count("/") == 1}
    assert not any(path in refused for code, path in found if not code.startswith("shape."))


def test_every_code_is_raised_by_a_test_and_described_in_the_docs() -> None:
    here = Path(__file__).parent
    own = "\n".join(
        each.read_text("utf-8") for each in here.rglob("*") if each.suffix in (".py", ".toml")
    )
    page = (here.parent / "docs/reference/codes.md").read_text("utf-8")
    assert [code for code in codes() if f'"{code}"' not in own] == []
    assert [code for code in codes() if f"`{code}`" not in page] == []


SHARED = {
    "type": "catalog-item",
    "path": ["许可", "结果"],
    "field": "安全生产",
    "publisher": "白石县应急管理局",
}


def shared(*catalogs: dict[str, Any]) -> list[str]:
    found = zwgk.validate([{"type": "catalog"} | each for each in catalogs]).findings
    return [each.path for each in found if each.code == "duplicate.item"]


def test_items_that_stand_in_several_catalogues_are_found_in_every_later_one() -> None:
    own = {"items": [SHARED]}
    assert shared(own, {"items": [SHARED | {"path": ["另一"]}, SHARED]}, own) == [
        "/1/items/1",
        "/2/items/0",
    ]


def test_items_of_other_localities_units_or_contents_are_no_duplicates() -> None:
    one = {"items": [SHARED], "locality": "白石县"}
    assert shared(one, one | {"locality": None}) == ["/1/items/0"]
    assert shared(one, one | {"locality": "青湖县"}) == []
    for key, value in (("publisher", "白石县公安局"), ("content", "结果"), ("levels", ["乡级"])):
        assert shared(one, one | {"items": [SHARED | {key: value}]}) == []
    nobody = {"items": [{key: SHARED[key] for key in SHARED if key != "publisher"}]}
    assert shared(nobody, nobody) == []


def test_an_item_twice_in_one_catalogue_is_told_once_there() -> None:
    twice = {"items": [SHARED, SHARED]}
    assert shared(twice) == ["/0/items/1"]
    assert shared(twice, {"items": []}) == ["/0/items/1"]


@pytest.mark.parametrize(
    ("record", "left_out"),
    [
        ({"type": "mark-facts"}, None),
        ({"type": "catalog-item", "path": ["行政执法"]}, None),
        (
            {"type": "catalog-item", "path": ["行政执法"], "basis": [{"title": "某规定"}]},
            "依据是否有效",
        ),
        (
            {
                "type": "catalog-item",
                "path": ["行政执法"],
                "basis": [{"title": "某规定"}],
                "time_limit": {
                    "text": "7日内",
                    "clauses": [{"kind": "within", "amount": 7, "unit": "day", "from": []}],
                },
            },
            "时限是否超过法定期限、依据是否有效",
        ),
    ],
)
def test_a_day_is_asked_for_only_where_a_check_was_left_out(
    record: dict[str, Any], left_out: str | None
) -> None:
    wanted = [f"没有指定日期，{left_out}未检查"] if left_out else []
    assert [each.message for each in zwgk.validate(record, select=["check"]).findings] == wanted
    assert zwgk.validate(record, on=DAY, select=["check"]).findings == ()
