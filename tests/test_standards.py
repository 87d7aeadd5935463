"""The ministries' guides as data: every field, every item, every time limit; and the command that gives them out."""

import json
from pathlib import Path

import pytest
from attrs import evolve

import zwgk
from zwgk import _data, standards
from zwgk.cli import main
from zwgk.model import Catalog, StandardMapping
from zwgk.terms import ClauseKind, Level
from zwgk.text.time_limit import parse_time_limit
from zwgk.vocabulary import fields_of, national_fields

ALL = standards.catalog()


def test_every_national_field_has_its_guide_in_the_usual_order() -> None:
    assert standards.fields() == national_fields()
    assert len(_data.names("standards")) == 26
    orders = [_data.load(f"standards/{name}")["order"] for name in _data.names("standards")]
    assert sorted(orders) == list(range(1, 27))


def test_the_guides_hold_515_items_of_which_146_are_borne_out() -> None:
    assert len(ALL.items) == 515
    assert len(standards.catalog(verified_only=True).items) == 146
    assert sum(map(standards.verified, ALL.items)) == 146


def test_an_item_is_borne_out_by_two_places_or_more() -> None:
    for name in _data.names("standards"):
        for each in _data.load(f"standards/{name}")["item"]:
            assert each["verified"] == (each["seen"] >= 2), each["path"]


def test_every_field_is_known_by_its_own_name() -> None:
    assert {item.field for item in ALL.items} == set(standards.fields())
    assert all(fields_of(field) == (field,) for field in standards.fields())


def test_every_time_limit_can_be_read() -> None:
    limits = [item.time_limit for item in ALL.items if item.time_limit]
    assert len(limits) == 438
    for limit in limits:
        assert limit.clauses
        assert all(clause.kind is not ClauseKind.UNREADABLE for clause in limit.clauses)
        assert parse_time_limit(str(limit)).clauses == limit.clauses


def test_every_item_has_a_path_levels_and_readable_citations() -> None:
    levels = {level.value for level in Level}
    for item in ALL.items:
        assert item.path
        assert all(step == step.strip() and step for step in item.path)
        assert set(item.levels) <= levels
        assert item.levels
        assert bool(item.basis) == bool(item.basis_text)
        assert len(item.basis) == (item.basis_text or "").count("》、") + bool(item.basis)


def test_no_item_stands_twice_in_a_guide() -> None:
    keys = [(item.field, item.path) for item in ALL.items]
    assert len(keys) == len(set(keys))


def test_a_guide_names_its_ministry_and_its_number_where_it_was_seen() -> None:
    guide = standards.guide("养老服务")
    assert (guide.ministry, guide.number, guide.verified) == (
        "民政部办公厅",
        "民办函〔2019〕52号",
        True,
    )
    assert guide.basis == "民政部办公厅《养老服务领域基层政务公开标准指引》（民办函〔2019〕52号）"
    bare = standards.guide("税收管理")
    assert (bare.number, bare.verified) == (None, False)
    assert bare.basis == "国家税务总局办公厅《税收管理领域基层政务公开标准指引》"
    for each in standards.guides().values():
        assert each.ministry
        assert each.verified == (each.number is not None)


def test_a_field_is_found_by_any_of_its_names() -> None:
    assert standards.catalog("城乡规划") == standards.catalog("国土空间规划")
    assert standards.catalog("养老服务").title == "养老服务领域基层政务公开标准目录"
    assert (ALL.title, ALL.version) == ("基层政务公开标准目录", "2019")


@pytest.mark.parametrize("field", ["扶贫救灾", "全域旅游", "火星", ""])
def test_what_is_no_field_of_a_guide_is_refused(field: str) -> None:
    with pytest.raises(zwgk.ZwgkError, match="no guide for"):
        standards.catalog(field)


def test_an_item_of_no_guide_is_not_borne_out() -> None:
    item = ALL.items[0]
    assert standards.verified(item)
    for changed in (
        evolve(item, field=None),
        evolve(item, field="救灾"),
        evolve(item, path=("别的",)),
    ):
        assert not standards.verified(changed)


def test_a_guide_written_as_a_workbook_reads_back_as_the_same(tmp_path: Path) -> None:
    for suffix in ("xlsx", "csv", "json"):
        file = tmp_path / f"底稿.{suffix}"
        zwgk.write(ALL, file)
        assert zwgk.read(file) == ALL


def test_a_base_of_the_guides_has_no_errors_of_shape() -> None:
    assert Catalog.from_dict(ALL.to_dict()) == ALL


# ------------------------------------------------------------------ command line


def test_the_guides_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["standard"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "共 26 个领域"
    assert len(said) == 29
    assert [line.split() for line in said if line.startswith("养老服务 ")] == [
        ["养老服务", "民政部办公厅", "民办函〔2019〕52号", "12", "4"]
    ]
    assert any("待核对" in line for line in said)


def test_the_items_of_a_field_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["standard", "养老服务"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "养老服务领域基层政务公开标准目录：12 条事项"
    assert said[3].split() == [
        "养老服务通用政策／国家和地方层面养老服务相关法律、法规、政策文件",
        "自获取之日起10个工作日内",
        "民政部门",
        "县级",
        "《政府信息公开条例》",
        "是",
    ]
    assert main(["standard", "养老服务", "--verified"]) == 0
    assert "：4 条事项" in capsys.readouterr().out


def test_a_base_is_written_as_a_workbook(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "底稿.xlsx"
    assert main(["standard", "救灾", "-o", str(out)]) == 0
    assert capsys.readouterr().out == f"标准指引的 16 条事项已写入 {out}\n"
    assert zwgk.read(out) == standards.catalog("救灾")
    assert main(["standard", "救灾", "--json"]) == 0
    assert Catalog.from_dict(json.loads(capsys.readouterr().out)) == standards.catalog("救灾")


def test_a_catalogue_is_held_against_the_guides(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = tmp_path / "本地.json", tmp_path / "对照.json"
    zwgk.write(standards.catalog("救灾"), file)
    assert main(["standard", "--compare", str(file)]) == 0
    assert capsys.readouterr().out.startswith("16 条事项中 16 条与标准指引对应（100%）\n")
    assert main(["standard", "--compare", str(file), "-o", str(out)]) == 0
    assert capsys.readouterr().out.endswith(f"对照表已写入 {out}\n")
    assert StandardMapping.from_dict(json.loads(out.read_text("utf-8"))).share == 1
    assert main(["standard", "--compare", str(file), "-o", str(tmp_path / "对照.xlsx")]) == 0
    capsys.readouterr()
    assert main(["standard", "--compare", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["type"] == "standard-mapping"


def test_wrong_use_is_refused_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    for words, said in (
        (["火星"], "没有“火星”这个领域的标准指引；有：重大建设项目、"),
        (["救灾", "--compare", "本地.xlsx"], "--compare 按目录中的领域对照，不必再写领域"),
        (["救灾", "-o", "底稿.pdf"], "后缀不认识；可用：.xlsx、.csv、.json"),
        (["--compare", "没有.xlsx"], "找不到这个文件"),
    ):
        assert main(["standard", *words]) == 2
        assert said in capsys.readouterr().err
