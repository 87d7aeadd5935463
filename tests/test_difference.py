"""What differs between two catalogues: applied to the first, it gives the second."""

import json
import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import zwgk
from catalogs import catalog, changed
from zwgk.adjust.difference import in_order
from zwgk.cli import main
from zwgk.model import Catalog, CatalogItem, Citation, Difference
from zwgk.model.difference import Change, ChangeKind, HeadChange, MatchHow
from zwgk.render.cells import label, named, told
from zwgk.render.difference import fragment, listing, notebook, summary, text
from zwgk.text.channels import parse_channels
from zwgk.text.time_limit import parse_time_limit


def item(*path: str, **more: Any) -> CatalogItem:
    return CatalogItem(path, **{"field": "安全生产"} | more)


def of(*items: CatalogItem, **heads: Any) -> Catalog:
    return Catalog(items, **heads)


ONE, TWO, THREE = item("许可", "依据"), item("处罚", "决定"), item("检查", "计划")


def only(old: Catalog, new: Catalog) -> Change:
    (found,) = zwgk.diff(old, new).changes
    return found


# ------------------------------------------------------------------ laws


def test_a_difference_applied_to_the_first_gives_the_second() -> None:
    for seed in range(200):
        chance = random.Random(seed)  # noqa: S311 - made-up data
        old = catalog(chance)
        for new in (changed(chance, old, 8), catalog(chance)):
            found = zwgk.diff(old, new)
            assert found.applied_to(old) == new
            assert bool(found) == (old != new)


def test_a_difference_read_back_from_its_data_is_the_same() -> None:
    for seed in range(40):
        chance = random.Random(seed)  # noqa: S311 - made-up data
        old = catalog(chance)
        found = zwgk.diff(old, changed(chance, old))
        assert Difference.from_dict(json.loads(json.dumps(found.to_dict()))) == found


def test_no_other_catalogue_takes_the_difference() -> None:
    found = zwgk.diff(of(ONE), of(ONE, TWO))
    for other in (of(TWO), of(ONE, title="目录"), of(ONE, ONE), of()):
        with pytest.raises(zwgk.ZwgkError, match="taken from another catalogue; compare again"):
            found.applied_to(other)


def test_places_and_reading_do_not_count() -> None:
    placed = evolve(of(ONE), places={"/items/0": "目录.xlsx!表!A3"}, reading=("x",))
    found = zwgk.diff(placed, of(ONE, TWO))
    made = found.applied_to(placed)
    assert (made.places, made.reading) == ({}, ())
    assert not zwgk.diff(placed, of(ONE))


def test_only_a_longest_run_stays_where_it_is() -> None:
    assert in_order([]) == frozenset()
    assert in_order([2, 1, 0]) in ({0}, {1}, {2})
    assert in_order([1, 2, 0, 3]) == {0, 1, 3}
    for seed in range(50):
        ranks = random.Random(seed).sample(range(30), 12)  # noqa: S311 - made-up data
        kept = [ranks[at] for at in sorted(in_order(ranks))]
        assert kept == sorted(kept)


# ------------------------------------------------------------------ kinds


def test_what_came_and_what_went() -> None:
    found = zwgk.diff(of(ONE, TWO), of(TWO, THREE))
    assert [(each.item, each.old_at, each.new_at) for each in found.removed] == [(ONE, 0, None)]
    assert [(each.item, each.old_at, each.new_at) for each in found.added] == [(THREE, None, 1)]
    assert len(found.changes) == 2
    assert found.moved == found.changed == found.renamed == ()


def test_a_changed_element_is_named_with_both_items() -> None:
    new = evolve(TWO, content="事由、结果", publisher="县应急管理局")
    change = only(of(ONE, TWO), of(ONE, new))
    assert change.kinds == (ChangeKind.CHANGED,)
    assert change.elements == ("content", "publisher")
    assert (change.old, change.new, change.old_at, change.new_at) == (TWO, new, 1, 1)
    assert (change.how, change.score) == (MatchHow.PATH, 1)


def test_a_renamed_item_is_not_one_gone_and_one_new() -> None:
    change = only(of(TWO), of(evolve(TWO, path=("处罚", "决定书"))))
    assert change.kinds == (ChangeKind.RENAMED,)
    assert change.elements == ("path",)
    assert change.how is MatchHow.LIKENESS


def test_an_item_under_another_parent_or_field_is_moved() -> None:
    coded = evolve(TWO, code="A1")
    assert only(of(coded), of(evolve(coded, path=("执法", "决定")))).kinds == (ChangeKind.MOVED,)
    assert only(of(coded), of(evolve(coded, field="救灾"))).kinds == (ChangeKind.MOVED,)


def test_one_item_in_another_place_is_one_move() -> None:
    change = only(of(ONE, TWO, THREE), of(THREE, ONE, TWO))
    assert change.kinds == (ChangeKind.MOVED,)
    assert (change.item, change.old_at, change.new_at, change.elements) == (THREE, 2, 0, ())


def test_an_item_may_be_renamed_changed_and_moved_at_once() -> None:
    coded = evolve(TWO, code="A1")
    new = evolve(coded, path=("执法", "结果"), content="改")
    change = only(of(coded), of(new))
    assert change.kinds == (ChangeKind.RENAMED, ChangeKind.CHANGED, ChangeKind.MOVED)
    assert change.elements == ("path", "content")


def test_changes_stand_in_the_new_order_and_what_went_where_it_was() -> None:
    found = zwgk.diff(of(ONE, TWO, THREE), of(evolve(ONE, content="改"), THREE, item("新", "项")))
    assert [each.kinds[0].value for each in found.changes] == ["changed", "removed", "added"]


def test_the_head_of_a_catalogue_is_compared_too() -> None:
    old = of(title="甲", effective=date(2020, 12, 31))
    found = zwgk.diff(old, of(title="乙", version="2026"))
    assert found.heads == (
        HeadChange("title", "甲", "乙"),
        HeadChange("version", None, "2026"),
        HeadChange("effective", "2020-12-31", None),
    )
    assert zwgk.diff(of(), old).applied_to(of()) == old


def test_plain_data_is_taken_as_well_and_anything_else_refused() -> None:
    assert len(zwgk.diff(of(ONE).to_dict(), of(TWO)).changes) == 2
    with pytest.raises(zwgk.ZwgkError, match="a catalogue or its dict, not str"):
        zwgk.diff("目录.xlsx", of())  # type: ignore[arg-type]
    with pytest.raises(zwgk.ZwgkError, match="item 1 of the catalogue could not be read"):
        zwgk.diff(of(), of(ONE, None))  # type: ignore[arg-type]
    with pytest.raises(zwgk.ShapeError):
        zwgk.diff({"type": "catalog"}, of())


def test_a_change_of_nothing_names_an_empty_item() -> None:
    assert Change(()).item == CatalogItem(())


# ------------------------------------------------------------------ in words


def test_elements_are_called_by_their_chinese_names() -> None:
    assert (label("time_limit"), label("title"), label("extras/备注")) == (
        "公开时限",
        "目录名称",
        "备注",
    )
    assert label("unknown") == "unknown"
    assert (named(("甲", "乙")), named(())) == ("甲／乙", "（无名称）")


def test_values_are_told_in_words() -> None:
    cell = parse_channels("■政府网站 ■其他：公告栏")
    assert told(evolve(cell, text=None).to_dict()) == "政府网站、其他：公告栏"
    assert told(cell.to_dict()) == "■政府网站 ■其他：公告栏"
    assert told(parse_time_limit("20个工作日内").to_dict()) == "20个工作日内"
    cited = Citation("条例", "国务院令第711号", articles=("第二十六条",))
    assert told([cited.to_dict(), Citation("办法").to_dict()]) == (
        "《条例》（国务院令第711号）第二十六条、《办法》"
    )
    assert told({"public": True, "groups": "申请人"}) == "全社会；申请人"
    assert told({"public": False, "groups": None}) == "非全社会"
    assert told([{"article": "第十四条", "item": "国家秘密"}]) == "第十四条：国家秘密"
    assert told(["县级", "乡级"]) == "县级、乡级"
    assert told({"备注": "甲", "来源": "乙"}) == "备注：甲；来源：乙"
    assert told(ONE.to_dict()) == "许可／依据"
    assert told([]) == told("") == told(None) == "（空）"
    assert told(5) == "5"


def test_numbers_of_persons_are_masked() -> None:
    assert "13800138000" not in told("联系电话13800138000")


FOUND = zwgk.diff(
    of(ONE, TWO, THREE, title="旧"),
    of(THREE, evolve(ONE, path=("许可", "依据材料"), content="新内容"), item("新", "项目")),
)


def test_a_difference_is_a_table_with_a_row_for_each_element() -> None:
    table = listing(FOUND)
    assert table.summary == "新增 1 条，删去 1 条，改名 1 条，修改 1 条，移动 1 条，目录信息 1 处"
    assert [row[0] for row in table.rows] == [
        "目录信息",
        "移动",
        "删去",
        "改名、修改",
        "改名、修改",
        "新增",
    ]
    assert table.rows[0][3:6] == ("目录名称", "旧", "（空）")
    assert table.rows[1][3:] == ("次序", "第3条", "第1条", "名称相同")
    assert table.rows[3][1:6] == (
        "安全生产",
        "许可／依据材料",
        "公开事项",
        "许可、依据",
        "许可、依据材料",
    )
    assert table.rows[4][3:6] == ("公开内容", "（空）", "新内容")
    assert table.rows[3][6].startswith("相似 ")
    assert table.rows[2][3:] == ("", "（空）", "", "")
    assert table.rows[5][3:] == ("", "", "（空）", "")


def test_the_basis_has_one_row_not_two() -> None:
    new = evolve(TWO, basis=(Citation("条例"),), basis_text="《条例》")
    rows = listing(zwgk.diff(of(TWO), of(new))).rows
    assert [row[3] for row in rows] == ["公开依据"]
    rows = listing(zwgk.diff(of(TWO), of(evolve(TWO, basis_text="条例")))).rows
    assert [row[3] for row in rows] == ["公开依据原文"]


def test_a_difference_prints_and_shows_in_a_notebook() -> None:
    assert str(FOUND) == text(FOUND)
    assert str(FOUND).startswith(summary(FOUND))
    assert str(zwgk.diff(of(ONE), of(ONE))) == "没有差异"
    spoiled = zwgk.diff(of(ONE), of(evolve(ONE, content="<script>")))
    assert "&lt;script&gt;" in notebook(spoiled)
    assert spoiled._repr_html_() == notebook(spoiled)
    assert notebook(zwgk.diff(of(), of())) == "<div><p><b>没有差异</b></p></div>"


def test_a_notebook_shows_the_first_hundred_rows() -> None:
    many = listing(zwgk.diff(of(), of(*(item("甲", f"第{n}项") for n in range(102)))))
    assert "另有 2 行未列出" in fragment(many)
    assert fragment(many).count("<tr>") == 101
    assert "未列出" not in fragment(evolve(many, rows=many.rows[:100]))


# ------------------------------------------------------------------ command line


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    old, new = tmp_path / "旧.xlsx", tmp_path / "新.json"
    zwgk.write(of(ONE, TWO), old)
    zwgk.write(of(evolve(ONE, content="改"), TWO, THREE), new)
    return str(old), str(new)


def test_two_files_are_compared(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", *files]) == 1
    assert capsys.readouterr().out.startswith("新增 1 条，修改 1 条\n")
    assert main(["diff", files[0], files[0]]) == 0
    assert capsys.readouterr().out == "没有差异\n"
    assert main(["diff", *files, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["type"] == "difference"


@pytest.mark.parametrize("suffix", ["md", "html", "xlsx", "csv", "json"])
def test_a_difference_is_written_in_every_form(
    files: tuple[str, str], tmp_path: Path, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"差异.{suffix}"
    assert main(["diff", *files, "-o", str(out)]) == 1
    assert capsys.readouterr().out == f"新增 1 条，修改 1 条\n差异已写入 {out}\n"
    if suffix == "json":
        data = json.loads(out.read_text("utf-8"))
        old = zwgk.read(files[0])
        assert isinstance(old, Catalog)
        assert Difference.from_dict(data).applied_to(old) == zwgk.read(files[1])
    elif suffix != "xlsx":
        assert "检查" in out.read_text("utf-8")


def test_wrong_files_are_refused_in_chinese(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "别的.json").write_text('[{"type": "application"}]', "utf-8")
    (tmp_path / "坏.json").write_text('{"type": "catalog", "items": [{"path": 3}]}', "utf-8")
    for names, said in (
        ((files[0], str(tmp_path / "别的.json")), "这不是标准目录"),
        ((files[0], str(tmp_path / "坏.json")), "数据格式有误：/items/0"),
        ((files[0], str(tmp_path / "没有.xlsx")), "找不到这个文件"),
        ((*files, "-o", "差异.pdf"), "差异.pdf 的后缀不认识；可用：.md、.html、.xlsx、.csv、.json"),
        ((*files, "-o", files[1]), "会盖掉所读的文件"),
        ((*files, "-o", str(tmp_path / "无此文件夹" / "a.md")), "无法写入"),
    ):
        assert main(["diff", *names]) == 2
        assert said in capsys.readouterr().err
