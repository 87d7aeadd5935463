"""Which title of a guide a local item answers to, what is lacking, and the findings of it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import zwgk
from zwgk import standards
from zwgk.adjust.mapping import mapped
from zwgk.cli import main
from zwgk.model import Catalog, CatalogItem, FieldMapping, Mapped, StandardMapping
from zwgk.model.difference import MatchHow
from zwgk.render.mapping import listing, summary

DAY = date(2026, 3, 2)


def item(*path: str, field: str | None = "社会救助") -> CatalogItem:
    return CatalogItem(path, field=field)


def one(*path: str, field: str | None = "社会救助") -> Mapped:
    found = mapped(Catalog((item(*path, field=field),)))
    (only,) = (*found.items, *found.elsewhere)
    return only


def test_every_guide_answers_to_itself() -> None:
    found = mapped(standards.catalog())
    assert len(found.items) == 515
    assert all(each.how is MatchHow.PATH and each.standard == each.path for each in found.items)
    assert [each.field for each in found.fields] == list(standards.fields())
    assert not any(each.lacking or each.presumed or each.unmapped for each in found.fields)
    assert (found.share, found.elsewhere) == (1, ())


def test_an_equal_path_is_found_whatever_its_blanks_and_signs() -> None:
    assert one("临时 救助", "辦事指南") == Mapped(
        0, ("临时 救助", "辦事指南"), "社会救助", ("临时救助", "办事指南"), 2, MatchHow.PATH, 1.0
    )


def test_an_alike_title_is_found_with_its_score() -> None:
    found = one("规划许可", "建设工程规划许可", field="国土空间规划")
    assert (found.standard, found.level, found.how) == (
        ("规划许可", "建设工程规划许可证"),
        2,
        MatchHow.LIKENESS,
    )
    assert found.score == round((5 * 16 / 17 + 2) / 7, 4)


def test_a_title_that_stands_often_needs_the_step_above() -> None:
    assert one("医疗救助", "办事指南").standard == ()
    assert one("最低生活保障工作", "办事指南").standard == ("最低生活保障", "办事指南")
    assert one("办事指南").standard == ()


def test_a_step_above_may_be_the_title_of_an_item() -> None:
    found = one("隐患管理", "重大隐患排查", field="安全生产")
    assert (found.standard, found.level, found.score) == (("行政管理", "隐患管理"), 2, 1)


def test_what_fits_no_item_may_answer_to_the_first_level() -> None:
    found = one("特困人员救助供养", "护理标准")
    assert (found.standard, found.level) == (("特困人员救助供养",), 1)
    assert one("最低生活保障").level == 1


def test_what_answers_to_nothing_is_told_so() -> None:
    assert one("慈善信息", "公开募捐备案") == Mapped(0, ("慈善信息", "公开募捐备案"), "社会救助")


def test_without_a_field_the_first_step_names_it() -> None:
    found = one("社会救助", "最低生活保障", field=None)
    assert (found.field, found.standard) == ("社会救助", ("最低生活保障",))
    assert one("社会救助", "临时救助", "办事指南").how is MatchHow.PATH
    assert one("临时救助", "办事指南").standard == ("临时救助", "办事指南")


def test_a_field_that_means_two_is_that_of_the_better_title() -> None:
    assert one("养老服务业务办理", "老年人补贴", field="民政").field == "养老服务"
    assert one("临时救助", "办事指南", field="民政").field == "社会救助"


def test_fields_without_a_guide_stand_apart() -> None:
    found = mapped(Catalog((item("监管信息", "名录", field="国资国企"), item("无", field=None))))
    assert found.elsewhere == (Mapped(0, ("监管信息", "名录"), "国资国企"), Mapped(1, ("无",)))
    assert (found.fields, found.share) == ((), 1)


def test_items_without_a_path_answer_to_nothing() -> None:
    assert one(field="救灾").standard == ()


def test_what_the_guide_has_and_the_catalogue_lacks_is_told_apart_by_whether_it_is_borne_out() -> (
    None
):
    (found,) = mapped(Catalog((item("最低生活保障"), item("临时救助", "办事指南")))).fields
    assert all(standards.verified(each) for each in found.lacking)
    assert not any(standards.verified(each) for each in found.presumed)
    guide = standards.guide("社会救助")
    gone = [each for each in guide.items if each.path[0] != "最低生活保障"]
    gone.remove(next(each for each in gone if each.path == ("临时救助", "办事指南")))
    assert len(gone) == len(guide.items) - 5
    assert sorted(each.path for each in (*found.lacking, *found.presumed)) == sorted(
        each.path for each in gone
    )


def test_a_mapping_reads_back_and_counts_its_share() -> None:
    found = mapped(Catalog((item("临时救助", "办事指南"), item("慈善信息", "募捐"))))
    assert found.share == 0.5
    assert [each.path for each in found.fields[0].unmapped] == [("慈善信息", "募捐")]
    assert StandardMapping.from_dict(found.to_dict()) == found


def test_plain_data_is_taken_as_well_and_anything_else_refused() -> None:
    assert mapped(Catalog((item("临时救助"),)).to_dict()).share == 1
    with pytest.raises(zwgk.ZwgkError, match="a catalogue or its dict, not int"):
        mapped(5)  # type: ignore[arg-type]


# ------------------------------------------------------------------ words


def test_a_mapping_is_a_table() -> None:
    found = mapped(
        Catalog(
            (
                item("最低生活保障"),
                item("慈善信息", "募捐"),
                item("临时救助工作", "办事指南"),
                item("监管信息", field="国资国企"),
            )
        )
    )
    rows = listing(found).rows
    assert rows[0] == (
        "社会救助",
        "最低生活保障",
        "最低生活保障",
        "相似 100%",
        "对应到一级事项",
    ) or (rows[0][3:] == ("名称相同", "对应到一级事项"))
    assert rows[1] == ("社会救助", "慈善信息／募捐", "", "", "地方增项")
    assert rows[2][4] == ""
    assert rows[-1] == ("国资国企", "监管信息", "", "", "没有标准指引")
    notes = {row[4] for row in rows[3:-1]}
    assert notes <= {"本地没有", "本地没有（标题待核对）"}
    assert all(row[1] == row[3] == "" and row[2] for row in rows[3:-1])
    lacking = len(found.fields[0].lacking)
    assert summary(found) == (
        f"3 条事项中 2 条与标准指引对应（67%）；指引另有 {lacking} 个互证的、"
        f"{len(found.fields[0].presumed)} 个待核对的事项本地没有；1 条属于没有标准指引的领域"
    )


def test_a_whole_mapping_says_no_more_than_its_share() -> None:
    whole = FieldMapping("救灾", "指引", (Mapped(0, ("甲",), standard=("甲",)),), (), ())
    assert summary(StandardMapping((whole,))) == "1 条事项中 1 条与标准指引对应（100%）"


# ------------------------------------------------------------------ findings


def found(*items: CatalogItem, **more: Any) -> list[tuple[str, str, str, str]]:
    report = zwgk.validate(Catalog(items), on=DAY, select=["standard"], **{"standard": True} | more)
    return [(each.code, each.severity.value, each.path, each.message) for each in report.findings]


def test_nothing_is_said_of_the_guides_unless_asked() -> None:
    assert found(item("慈善信息", "募捐"), standard=False) == []
    assert found(item("慈善信息", "募捐"), standard=False, whole=True) == []


def test_a_catalogue_that_answers_to_its_guide_has_no_findings() -> None:
    assert found(*standards.catalog("社会救助").items) == []


def test_one_finding_a_field_names_what_is_lacking() -> None:
    guide = [*standards.catalog("社会救助").items]
    (lacking,) = found(*guide[1:])
    assert lacking == (
        "standard.lacking",
        "warning",
        "/items/0",
        "社会救助：标准指引的1个事项在目录中没有对应的事项：综合业务/政策法规文件",
    )


def test_titles_that_are_only_presumed_are_an_information() -> None:
    guide = standards.guide("税收管理")
    presumed = [each for each in guide.items if each.path not in guide.known]
    kept = [each for each in guide.items if each.path in guide.known]
    (only,) = found(*kept)
    assert only[:2] == ("standard.lacking", "info")
    assert (
        f"标准指引的{len(presumed)}个事项在目录中没有对应的事项（标题待对照指引原文核对）："
        in only[3]
    )
    assert only[3].endswith("等")
    (both,) = found(*kept[1:])
    assert both[1] == "warning"
    assert both[3].endswith(f"；另有{len(presumed)}个标题待核对的事项没有对应")


def test_one_finding_a_field_names_the_local_additions_at_the_first_of_them() -> None:
    guide = standards.catalog("社会救助").items
    more = [item("慈善信息", "募捐"), item("慈善信息", "名单")]
    (added,) = found(*guide, *more)
    assert added == (
        "standard.unmapped",
        "info",
        f"/items/{len(guide)}",
        "社会救助：2条事项在标准指引中没有对应的标题：慈善信息/募捐、慈善信息/名单",
    )


def test_the_ground_of_a_finding_is_the_guide() -> None:
    report = zwgk.validate(
        Catalog((item("慈善信息", "募捐"),)), on=DAY, standard=True, select=["standard"]
    )
    assert {each.basis for each in report.findings} == {standards.guide("社会救助").basis}
    assert [each.value for each in report.findings][-1] == "慈善信息/募捐"


def test_a_catalogue_with_an_unreadable_item_is_judged_all_the_same() -> None:
    plain = Catalog((item("临时救助", "办事指南"), item("慈善信息", "募捐"))).to_dict()
    plain["items"][0] = 5
    report = zwgk.validate(plain, on=DAY, standard=True, select=["standard"])
    assert [each.path for each in report.findings] == ["/items/1", "/items/1"]


def test_the_command_checks_against_the_guides_on_request(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "本地.xlsx"
    zwgk.write(
        Catalog((*standards.catalog("救灾").items, item("慈善", "募捐", field="救灾"))), file
    )
    words = ["check", str(file), "--on", "2026-03-02", "--select", "standard"]
    assert main(words) == 0
    assert "standard." not in capsys.readouterr().out
    assert main([*words, "--standard"]) == 0
    said = capsys.readouterr().out
    assert "[standard.unmapped]" in said
    assert "救灾：1条事项在标准指引中没有对应的标题：慈善/募捐" in said


def test_places_of_findings_are_cells(tmp_path: Path) -> None:
    file = tmp_path / "本地.xlsx"
    zwgk.write(Catalog((item("慈善信息", "募捐"),)), file)
    read = zwgk.read(file)
    assert isinstance(read, Catalog)
    report = zwgk.validate(evolve(read), on=DAY, standard=True, select=["standard.unmapped"])
    assert [each.place for each in report.findings] == ["本地.xlsx!目录!C5"] or all(
        (each.place or "").startswith("本地.xlsx!目录!") for each in report.findings
    )


def test_another_standard_may_be_given() -> None:
    own = Catalog(
        (
            item("茶园管理", "茶园登记", field="茶产业"),
            item("茶园管理", "补助名单", field="茶产业"),
        ),
        title="某省目录",
    )
    local = Catalog((item("茶园管理", "茶园登记表", field="茶产业"), item("临时救助", "办事指南")))
    found = mapped(local, own)
    (field,) = found.fields
    assert (field.field, field.items[0].standard) == ("茶产业", ("茶园管理", "茶园登记"))
    assert field.basis == "某省目录"
    assert [each.path for each in field.lacking] == [("茶园管理", "补助名单")]
    assert field.presumed == ()
    assert [each.at for each in found.elsewhere] == [1]
    assert mapped(local, own.to_dict()) == found
    assert mapped(local, evolve(own, title=None)).fields[0].basis == ""
    assert mapped(local, Catalog((item(field="茶产业"),))).share == 0
