"""An office's own pack: what is wrong with it is said with line and key; what is right is used."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

import zwgk
from strategies import any_json, plain_records, spoiled_records
from zwgk.errors import PackError
from zwgk.io.pack_file import read_pack
from zwgk.model import ExtraColumns, Pack
from zwgk.packs import from_toml, load, names
from zwgk.packs.extras import column_faults, schema_faults
from zwgk.packs.merging import merged
from zwgk.packs.places import lines
from zwgk.report import Finding
from zwgk.schema import schema
from zwgk.shape import partial
from zwgk.terms import Severity

HERE = Path(__file__).parent
SHIPPED = HERE.parent / "src/zwgk/data/packs"
BROKEN = tomllib.loads((HERE / "cases/broken_packs.toml").read_text("utf-8"))["case"]
HEAD = 'name = "baishi"\ntitle = "白石县方案"\nextends = "national"\n'
DAY = date(2026, 9, 1)
ITEM: dict[str, Any] = {"type": "catalog-item", "path": ["补贴发放"], "field": "茶产业"}
JUDGE = Draft202012Validator(schema(Pack), format_checker=FormatChecker(["date"]))


def faults(text: str) -> tuple[Finding, ...]:
    with pytest.raises(PackError) as caught:
        from_toml(text, source="白石县.toml")
    found = tuple(each for each in caught.value.findings if isinstance(each, Finding))
    assert len(found) == len(caught.value.findings) > 0
    assert str(caught.value).startswith("白石县.toml ")
    return found


def accepted(text: str) -> bool:
    """Tell whether a text is a pack; what is refused must say why."""
    try:
        from_toml(text)
    except PackError as error:
        return not error.findings[0]
    return True


def judged(pack: Pack, item: dict[str, Any], *codes: str) -> list[tuple[str, str]]:
    report = zwgk.validate(item, pack=pack, on=DAY, select=codes)
    return [(each.code, each.path) for each in report.findings]


# ------------------------------------------------------------------ broken


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case["name"])
def test_a_broken_pack_is_one_clear_sentence_with_line_and_key(case: dict[str, Any]) -> None:
    text = case["text"].lstrip("\n")
    head = HEAD + ("\n" if case["text"].startswith("\n") else "") if case.get("head") else ""
    (found,) = faults(head + text if head else text)
    assert (found.code, found.severity) == (case["code"], Severity.ERROR)
    assert case["says"] in found.message + (found.hint or "")
    assert found.hint
    if "line" in case:
        line = case["line"]
        assert f"第{line}行" in found.message
        assert found.place == f"白石县.toml:{line}"
    if "key" in case:
        assert f"“{case['key']}”" in found.message


def test_there_are_at_least_twenty_broken_packs() -> None:
    assert len(BROKEN) >= 20


def test_all_faults_of_a_pack_are_told_at_once() -> None:
    found = faults(HEAD + 'issued = 5\nfoo = 1\n[levels]\nused = ["星级"]\n')
    assert {each.code for each in found} == {
        "pack.wrong-kind",
        "pack.unknown-key",
        "pack.unknown-name",
    }
    with pytest.raises(PackError, match="共3处"):
        from_toml(HEAD + 'issued = 5\nfoo = 1\n[levels]\nused = ["星级"]\n')


def test_what_the_shape_refuses_is_not_told_twice() -> None:
    assert [each.code for each in faults(HEAD + "[levels]\nused = [5]\n")] == ["pack.wrong-kind"]


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 5000, "a = " + "{b=" * 5000, "a = " + "9" * 5000, "a." * 9999 + "a = 1"]
)
def test_a_text_that_is_too_deep_or_too_long_is_refused_in_one_sentence(text: str) -> None:
    assert [each.code for each in faults(text)] == ["pack.unreadable"]


@given(st.text(alphabet="a=[]{}\"'\n.,# 名1-", max_size=60))
def test_no_text_is_a_traceback(text: str) -> None:
    assert accepted(text) in (True, False)


@given(st.text(max_size=80), st.integers(0, 5000), st.sampled_from(names()))
def test_a_spoiled_shipped_pack_is_read_or_refused(noise: str, at: int, name: str) -> None:
    text = (SHIPPED / f"{name}.toml").read_text("utf-8")
    assert accepted(text[:at] + noise + text[at:]) in (True, False)


# ------------------------------------------------------------------ files


def test_validate_takes_the_path_of_an_own_pack(tmp_path: Path) -> None:
    file = tmp_path / "baishi.toml"
    file.write_bytes(
        ("\ufeff" + HEAD + 'fields = [{ name = "茶产业" }]\n').replace("\n", "\r\n").encode()
    )
    report = zwgk.validate(ITEM, pack=file, on=DAY, select=["field"])
    assert report.ok
    assert report.context["pack"] == "baishi"
    assert read_pack(file) is read_pack(file)


def test_a_pack_file_that_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "baishi.toml"
    file.write_bytes(b'name = "x"\n' + 'title = "白石县"\n'.encode("gb18030"))
    with pytest.raises(PackError, match="第2行：不是 UTF-8"):
        read_pack(file)


def test_a_huge_pack_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "baishi.toml"
    file.write_bytes(b"#" * (1 << 21))
    with pytest.raises(PackError, match="超过 1024 KB"):
        read_pack(file)


def test_a_missing_pack_file_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(zwgk.ZwgkError, match="cannot open the pack"):
        zwgk.validate(ITEM, pack=tmp_path / "none.toml")


def test_the_tutorial_shows_the_whole_example_and_it_is_sound() -> None:
    root = HERE.parent
    page = (root / "docs/tutorial/own-pack.md").read_text("utf-8")
    example = root / "examples/baishi.toml"
    assert "\n".join(re.findall(r"```toml\n(.*?)```", page, re.DOTALL)) == example.read_text(
        "utf-8"
    )
    assert read_pack(example).name == "baishi-2026"


# ------------------------------------------------------------------ merging


def test_own_lists_replace_and_own_tables_merge() -> None:
    text = 'name = "b"\ntitle = "白石县方案"\nextends = "guangzhou"\n'
    own = from_toml(text + 'fields = [{ name = "茶产业" }]\n[terms]\n"缓公开" = "不予公开"\n')
    assert [each.name for each in own.fields] == ["茶产业"]
    assert own.terms == {"免予公开": "不予公开", "缓公开": "不予公开"}
    assert own.required == load("guangzhou").required
    assert (own.number, own.issued) == (None, None)


def test_a_row_says_nothing_of_what_is_put_over_it() -> None:
    assert merged(
        {"elements": {"required": ["名称"], "row": "N1"}}, {"elements": {"required": []}}
    ) == {"elements": {"required": []}}


@given(
    st.dictionaries(st.text(max_size=3), any_json), st.dictionaries(st.text(max_size=3), any_json)
)
def test_merging_keeps_all_own_keys_and_is_done_once(
    above: dict[str, Any], own: dict[str, Any]
) -> None:
    once = merged(above, own)
    assert own.keys() <= once.keys()
    assert merged(above, once) == once


@pytest.mark.parametrize("name", names())
def test_every_shipped_pack_passes_as_an_own_one(name: str) -> None:
    own = from_toml((SHIPPED / f"{name}.toml").read_text("utf-8"), source=name)
    assert own.to_dict() == load(name).to_dict()


# ------------------------------------------------------------------ shape and schema


def agree(data: object) -> None:
    assert bool(partial(Pack, data)[1]) == bool(list(JUDGE.iter_errors(data))), data


@given(spoiled_records(Pack))
def test_shape_and_schema_agree_on_packs(data: dict[str, Any]) -> None:
    agree(data)


@given(plain_records(Pack))
def test_a_whole_pack_round_trips(data: dict[str, Any]) -> None:
    made, misfits = partial(Pack, data)
    assert misfits == []
    assert made is not None
    assert Pack.from_dict(made.to_dict()).to_dict() == made.to_dict()


@pytest.mark.parametrize("name", names())
def test_every_shipped_pack_fits_the_published_schema(name: str) -> None:
    assert list(JUDGE.iter_errors(load(name).to_dict())) == []


# ------------------------------------------------------------------ own columns

COLUMNS = """
[extra_columns.schema]
required = ["责任科室"]
additionalProperties = false
[extra_columns.schema.properties]
"责任科室" = { type = "string", minLength = 2 }
"编制类型" = { enum = ["新编", "修订"] }
"联系电话" = { pattern = "^0[0-9]{3}-[0-9]{7,8}$" }
"""


@pytest.mark.parametrize(
    ("extras", "paths", "says"),
    [
        ({"责任科室": "综合股"}, [], ""),
        ({}, ["责任科室"], "缺少自设栏目"),
        ({"责任科室": "股"}, ["责任科室"], "至少2个字"),
        ({"责任科室": "综合股", "编制类型": "其他"}, ["编制类型"], "新编、修订之一"),
        ({"责任科室": "综合股", "联系电话": "电话"}, ["联系电话"], "规定的写法"),
        ({"责任科室": "综合股", "备注/说明": "无"}, ["备注~1说明"], "没有“备注/说明”"),
    ],
)
def test_own_columns_are_judged_by_the_packs_schema(
    extras: dict[str, str], paths: list[str], says: str
) -> None:
    pack = from_toml(HEAD + COLUMNS)
    whole = ITEM | {"extras": {"责任科室": "综合股"}}
    catalog = {"type": "catalog", "items": [whole, ITEM | {"extras": extras}]}
    report = zwgk.validate(catalog, pack=pack, on=DAY, select=["extras.invalid"])
    found = [each for each in report.findings if each.path.startswith("/items/1")]
    assert [each.path for each in found] == [f"/items/1/extras/{path}" for path in paths]
    assert all(says in each.message and each.code == "extras.invalid" for each in found)
    assert judged(pack, ITEM | {"extras": extras}, "extras") == [
        ("extras.invalid", f"/extras/{path}") for path in paths
    ]


def test_an_own_column_that_no_item_has_is_told_once() -> None:
    catalog = {"type": "catalog", "items": [ITEM, ITEM, ITEM]}
    report = zwgk.validate(catalog, pack=from_toml(HEAD + COLUMNS), on=DAY, select=["extras"])
    assert [(each.path, each.value) for each in report.findings] == [("/items", "责任科室")]


def test_a_number_of_a_person_in_an_own_column_is_not_echoed() -> None:
    pack = from_toml(HEAD + COLUMNS)
    item = ITEM | {"extras": {"责任科室": "综合股", "联系电话": "13900001234"}}
    (found,) = zwgk.validate(item, pack=pack, on=DAY, select=["extras"]).findings
    assert "13900001234" not in str(found.to_dict())


def test_a_schema_that_recurses_on_some_data_only_is_a_finding() -> None:
    loop = 'extra_columns.schema.properties."甲" = { "$ref" = "#/properties/甲" }\n'
    pack = from_toml(loop + HEAD)
    assert judged(pack, ITEM | {"extras": {"甲": "乙"}}, "extras") == [
        ("extras.invalid", "/extras")
    ]


@given(any_json.filter(lambda data: isinstance(data, dict)))
def test_any_schema_is_used_or_refused(data: dict[str, Any]) -> None:
    wild = {"properties": {"甲": data}}
    if not list(schema_faults(wild)):
        list(column_faults(ExtraColumns(wild), {"甲": "乙"}))


# ------------------------------------------------------------------ lines


def paths_of(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    inner: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    for key, each in inner:
        yield (*path, key)
        yield from paths_of(each, (*path, key))


@pytest.mark.parametrize("name", names())
def test_every_key_of_a_shipped_pack_has_its_line(name: str) -> None:
    text = (SHIPPED / f"{name}.toml").read_text("utf-8")
    found, written = lines(text), text.splitlines()
    data = tomllib.loads(text)
    assert {*paths_of(data)} == {*found}
    for path, line in found.items():
        word = next(str(step) for step in reversed(path) if isinstance(step, str))
        assert isinstance(path[-1], int) or word in written[line - 1]


_TRICKY = '''
a.b = "x # no" # yes
"c d" = """
[not]
e = 1"""
[t."u.v"]
f = [ # g
  [1, 2], { h = 'i = {', j.k = 1979-05-27T07:32:00Z },
]
[[l]]
[[l]]
[[l.m]]
n = 1.5e3
'''


def test_lines_are_right_in_a_tricky_text() -> None:
    found = lines(_TRICKY)
    assert {*found} == {*paths_of(tomllib.loads(_TRICKY))}
    want = {
        ("a", "b"): 2,
        ("c d",): 3,
        ("t", "u.v", "f", 1, "h"): 8,
        ("l", 1): 11,
        ("l", 1, "m", 0, "n"): 13,
    }
    assert {path: found[path] for path in want} == want


@given(st.text())
def test_looking_for_lines_never_fails(text: str) -> None:
    assert all(0 < line <= text.count("\n") + 1 for line in lines(text).values())
