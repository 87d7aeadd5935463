"""Three-way merge: its laws on catalogues made up by the hundred, and each rule by example."""

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import zwgk
from catalogs import triple
from zwgk.adjust.cells import own, same_matter
from zwgk.adjust.difference import ELEMENTS
from zwgk.cli import main
from zwgk.model import Catalog, CatalogItem, Channels, Citation, Conflict, Merge
from zwgk.model._record import plain
from zwgk.model.difference import ConflictKind, Side
from zwgk.render.merge import conflicts, notebook, summary, text
from zwgk.terms import Stage

#: how many made-up catalogues; HYPOTHESIS_PROFILE=deep tries all the 2,000 that were tried once
SEEDS = range({"deep": 2000, "ci": 120}.get(os.environ.get("HYPOTHESIS_PROFILE", ""), 60))
WHOLE = (ConflictKind.OMITTED_HERE, ConflictKind.WITHDRAWN_THERE)


def item(*path: str, **more: Any) -> CatalogItem:
    return CatalogItem(path, **{"field": "安全生产"} | more)


def of(*items: CatalogItem, **heads: Any) -> Catalog:
    return Catalog(items, **heads)


def names(made: Merge) -> list[str]:
    return [each.name for each in made.catalog.items]


# ------------------------------------------------------------------ laws


@pytest.mark.parametrize("which", [1, 2])
def test_what_only_one_side_changed_is_taken_whole(which: int) -> None:
    for seed in SEEDS:
        base, other = triple(seed)[0], triple(seed)[which]
        for made in (
            zwgk.merge(base, base, other),
            zwgk.merge(base, other, base),
            zwgk.merge(base, other, other),
        ):
            assert made.catalog == other, seed
            assert made.ok, seed


def test_the_merge_is_the_same_with_the_sides_swapped_but_for_conflicts_and_order() -> None:
    for seed in SEEDS:
        base, one, other = triple(seed)
        made, swapped = zwgk.merge(base, one, other), zwgk.merge(base, other, one)
        assert Counter(map(_seen, made.conflicts)) == Counter(map(_mirrored, swapped.conflicts))
        assert Counter(_plainly(made)) == Counter(_plainly(swapped)), seed


def _seen(conflict: Conflict) -> str:
    kind = "whole" if conflict.kind in WHOLE else conflict.kind
    told = (conflict.values.get(side) for side in ("base", "standard", "local"))
    return json.dumps([kind, conflict.element, *told], sort_keys=True)


def _mirrored(conflict: Conflict) -> str:
    values = conflict.values
    sides = {"standard": values.get("local"), "local": values.get("standard")}
    return _seen(evolve(conflict, values={**values, **sides}))


def _plainly(made: Merge) -> list[str]:
    """Tell each item without its order, its own affairs, and the cells in conflict."""
    told = []
    clashes = {(each.at, (each.element or "").partition("/")[0]) for each in made.conflicts}
    for at, each in enumerate(made.catalog.items):
        left = {key: getattr(each, key) for key in ELEMENTS if (at, key) not in clashes}
        for key in (*own(), "basis_text"):
            left.pop(key, None)
        told.append(repr(sorted((key, _unordered(value)) for key, value in left.items())))
    return told


def _unordered(value: Any) -> Any:
    if isinstance(value, Channels):
        return (sorted(value.checked), sorted(value.unchecked), value.other)
    if isinstance(value, tuple) and not all(isinstance(each, str) for each in value):
        return sorted(map(repr, value))
    if isinstance(value, dict):
        return sorted(value.items())
    return sorted(value) if isinstance(value, tuple) else repr(value)


def test_merging_again_with_the_new_standard_as_the_base_changes_nothing() -> None:
    for seed in SEEDS:
        base, standard, local = triple(seed)
        made = zwgk.merge(base, standard, local).catalog
        again = zwgk.merge(standard, standard, made)
        assert again.catalog == made
        assert again.ok


def test_the_overlay_leads_from_the_new_standard_to_the_merged_catalogue() -> None:
    for seed in SEEDS:
        base, standard, local = triple(seed)
        made = zwgk.merge(base, standard, local)
        assert made.overlay.applied_to(standard) == made.catalog


def test_no_item_is_lost_and_every_conflict_is_told() -> None:
    """Items carry numbers of their own, so that who answers to whom is beyond doubt."""
    for seed in SEEDS:
        base, standard, local = map(_numbered, triple(seed), "bsl")
        known = {each.code: each for each in base.items}
        there, here = _shared(standard, known), _shared(local, known)
        made = zwgk.merge(*(of(*each.values()) for each in (known, there, here)))
        told = {(made.catalog.items[each.at].code, each.element) for each in made.conflicts}
        merged = {each.code: each for each in made.catalog.items}
        for code in {*there, *here}:
            one, other = there.get(code), here.get(code)
            if one and other:
                _no_cell_is_lost(known[code], one, other, merged[code], told)
            else:
                left = one or other
                assert left is not None
                assert (code in merged) == (not same_matter(known[code], left))
                assert (code in merged) == ((code, None) in told)


def _numbered(catalog: Catalog, side: str) -> Catalog:
    """Give each item of the base a code; the other sides keep those of equal place in their order."""
    items = (evolve(each, code=f"{n:03}") for n, each in enumerate(catalog.items))
    return evolve(catalog, items=tuple(items), title=side)


def _shared(side: Catalog, known: dict[str | None, CatalogItem]) -> dict[str | None, CatalogItem]:
    return {each.code: each for each in side.items if each.code in known}


def _no_cell_is_lost(
    base: CatalogItem,
    one: CatalogItem,
    other: CatalogItem,
    merged: CatalogItem,
    told: set[tuple[str | None, str | None]],
) -> None:
    for key in ELEMENTS:
        values = [getattr(each, key) for each in (base, one, other)]
        if key in ("seq", "basis", "basis_text", "channels", "extras"):
            continue
        found = getattr(merged, key)
        changed = [each for each in values[1:] if each != values[0]]
        if not changed or changed[0] == changed[-1]:
            assert found == [*changed, values[0]][0]
        elif (merged.code, key) in told:
            assert found == values[2]
        else:
            added = {*values[1], *values[2]} - {*values[0]}
            assert {*found} == added | ({*values[0]} & {*values[1]} & {*values[2]})


def test_a_merge_read_back_from_its_data_is_the_same() -> None:
    for seed in SEEDS[:30]:
        made = zwgk.merge(*triple(seed))
        assert Merge.from_dict(json.loads(json.dumps(made.to_dict()))) == made


# ------------------------------------------------------------------ items


ONE, TWO, THREE = item("许可", "依据"), item("处罚", "决定"), item("检查", "计划")
LOCAL = item("地方", "特色工作")


def test_local_additions_stay_and_new_items_come_behind_their_predecessor() -> None:
    new, last = item("许可", "结果公示"), item("公众", "参与渠道")
    made = zwgk.merge(of(ONE, TWO), of(new, ONE, last, TWO), of(TWO, LOCAL, ONE))
    assert made.catalog.items == (new, TWO, LOCAL, ONE, last)
    assert [each.item for each in made.overlay.added] == [LOCAL]
    assert made.ok


def test_the_order_of_the_standard_is_taken_where_only_it_has_another() -> None:
    made = zwgk.merge(of(ONE, TWO, THREE), of(THREE, ONE, TWO), of(ONE, LOCAL, TWO, THREE))
    assert made.catalog.items == (THREE, ONE, LOCAL, TWO)


def test_what_is_omitted_here_stays_omitted_and_is_told() -> None:
    made = zwgk.merge(of(ONE, TWO), of(ONE, TWO, THREE), of(ONE))
    assert made.catalog.items == (ONE, THREE)
    assert [each.item for each in made.overlay.removed] == [TWO]


def test_what_the_standard_withdraws_goes_where_nothing_was_changed_here() -> None:
    made = zwgk.merge(of(ONE, TWO), of(ONE), of(ONE, evolve(TWO, seq="7"), LOCAL))
    assert made.catalog.items == (ONE, LOCAL)
    assert made.ok


def test_what_is_omitted_here_and_revised_there_is_kept_and_told() -> None:
    revised = evolve(TWO, content="新内容")
    made = zwgk.merge(of(ONE, TWO), of(ONE, revised), of(ONE))
    assert made.catalog.items == (ONE, revised)
    (found,) = made.conflicts
    assert (found.kind, found.kept, found.element) == (
        ConflictKind.OMITTED_HERE,
        Side.STANDARD,
        None,
    )
    assert (found.at, found.path, found.field) == (1, TWO.path, "安全生产")
    assert found.values == {"base": plain(TWO), "standard": plain(revised), "local": None}
    assert found.reason == "本地已删去，标准作了修改；暂保留标准的事项"


def test_a_new_number_alone_brings_nothing_back() -> None:
    made = zwgk.merge(of(ONE, evolve(TWO, seq="2")), of(ONE, evolve(TWO, seq="3")), of(ONE))
    assert made.catalog.items == (ONE,)
    assert made.ok


def test_what_is_withdrawn_there_and_changed_here_is_kept_and_told() -> None:
    changed = evolve(TWO, publisher="县应急管理局")
    made = zwgk.merge(of(ONE, TWO), of(ONE), of(ONE, changed))
    assert made.catalog.items == (ONE, changed)
    (found,) = made.conflicts
    assert (found.kind, found.kept) == (ConflictKind.WITHDRAWN_THERE, Side.LOCAL)
    assert found.values == {"base": plain(TWO), "standard": None, "local": plain(changed)}


def test_what_both_added_is_one_item() -> None:
    there, here = evolve(TWO, content="内容"), evolve(TWO, publisher="县局")
    made = zwgk.merge(of(ONE), of(ONE, there), of(ONE, here))
    assert made.catalog.items == (ONE, evolve(TWO, content="内容", publisher="县局"))
    assert made.ok
    made = zwgk.merge(of(ONE), of(ONE, there), of(ONE, evolve(TWO, content="别的")))
    (found,) = made.conflicts
    assert (found.kind, found.element, found.values["base"]) == (
        ConflictKind.BOTH_ADDED,
        "content",
        None,
    )
    assert made.catalog.items[1].content == "别的"


def test_twice_the_same_item_stays_twice() -> None:
    made = zwgk.merge(of(ONE, ONE), of(ONE, ONE, TWO), of(ONE, LOCAL, ONE))
    assert made.catalog.items == (ONE, LOCAL, ONE, TWO)


# ------------------------------------------------------------------ cells


def merged(base: CatalogItem, standard: CatalogItem, local: CatalogItem) -> Merge:
    return zwgk.merge(of(base), of(standard), of(local))


def test_a_cell_that_both_changed_keeps_the_local_value_and_is_told() -> None:
    made = merged(
        evolve(TWO, content="甲"), evolve(TWO, content="乙"), evolve(TWO, content="丙", seq="5")
    )
    (found,) = made.conflicts
    assert made.catalog.items[0] == evolve(TWO, content="丙", seq="5")
    assert found.values == {"base": "甲", "standard": "乙", "local": "丙"}
    assert (found.kind, found.element, found.kept) == (
        ConflictKind.BOTH_CHANGED,
        "content",
        Side.LOCAL,
    )
    assert found.reason == "标准和本地都改了，改得不同；暂保留本地的"
    assert not made.ok


def test_what_both_changed_alike_is_no_conflict() -> None:
    made = merged(
        TWO, evolve(TWO, content="乙", publisher="县局"), evolve(TWO, content="乙", code="A")
    )
    assert made.catalog.items == (evolve(TWO, content="乙", publisher="县局", code="A"),)
    assert made.ok


def test_the_number_is_each_catalogues_own_affair() -> None:
    made = merged(*(evolve(TWO, seq=each) for each in "123"))
    assert (made.catalog.items[0].seq, made.ok) == ("3", True)


def test_lists_are_merged_as_sets() -> None:
    base, standard, local = (
        evolve(TWO, levels=each)
        for each in (("县级", "乡级"), ("县级", "村级"), ("市级", "县级", "乡级"))
    )
    made = merged(base, standard, local)
    assert made.catalog.items[0].levels == ("市级", "县级", "村级")
    assert made.ok
    stages = [(Stage.DECISION,), (Stage.DECISION, Stage.RESULT), (Stage.SERVICE,)]
    made = merged(*(evolve(TWO, stages=each) for each in stages))
    assert made.catalog.items[0].stages == (Stage.SERVICE, Stage.RESULT)


def test_a_list_of_which_nothing_would_be_left_is_a_conflict() -> None:
    made = merged(*(evolve(TWO, levels=each) for each in (("县级", "乡级"), ("县级",), ("乡级",))))
    assert made.catalog.items[0].levels == ("乡级",)
    assert [each.element for each in made.conflicts] == ["levels"]


WEB, GAZETTE, HALL = "政府网站", "政府公报", "政务服务中心"


def boxes(*checked: str, off: tuple[str, ...] = (), **more: Any) -> CatalogItem:
    return evolve(TWO, channels=Channels(checked, off, **more))


def channels(*three: CatalogItem) -> tuple[Channels | None, bool]:
    made = merged(*three)
    assert [each.element for each in made.conflicts] in ([], ["channels"])
    return made.catalog.items[0].channels, made.ok


def test_channels_are_merged_box_by_box() -> None:
    base = boxes(WEB, off=(GAZETTE,), text="■政府网站□政府公报")
    found = channels(base, boxes(WEB, GAZETTE), boxes(WEB, HALL, off=(GAZETTE,), text="本地的格"))
    assert found == (Channels((WEB, HALL, GAZETTE)), True)
    assert channels(TWO, boxes(WEB), boxes(HALL)) == (Channels((HALL, WEB)), True)
    assert channels(boxes(WEB, HALL), boxes(WEB, other="栏"), boxes(WEB, HALL, GAZETTE)) == (
        Channels((WEB, GAZETTE), other="栏"),
        True,
    )


def test_the_cell_stays_with_the_side_whose_boxes_it_tells() -> None:
    base, standard = boxes(WEB), boxes(WEB, HALL, text="标准的格")
    both = boxes(HALL, WEB, text="本地的格")
    assert channels(base, standard, both) == (both.channels, True)
    local = boxes(WEB, HALL, GAZETTE, text="本地的格")
    assert channels(base, standard, local) == (local.channels, True)
    more = boxes(WEB, HALL, GAZETTE, text="标准的格")
    assert channels(base, more, boxes(WEB, HALL)) == (more.channels, True)


def test_channels_that_cannot_be_joined_are_a_conflict() -> None:
    base = boxes(WEB)
    for standard, local in (
        (boxes(WEB, HALL), boxes(WEB, off=(HALL,))),
        (boxes(WEB, HALL, other="甲"), boxes(WEB, other="乙")),
        (boxes(WEB, text="一种写法"), boxes(WEB, HALL)),
        (boxes(WEB, text="一种写法"), boxes(WEB, text="另一种写法")),
        (evolve(TWO, channels=None), boxes(WEB, HALL)),
        (boxes(WEB, HALL), evolve(TWO, channels=None)),
        (boxes(off=(WEB,)), boxes(WEB, off=(HALL,))),
    ):
        assert channels(base, standard, local) == (local.channels, False)


LAW, RULES, NOTICE = (
    Citation("安全生产法"),
    Citation("信息公开条例"),
    Citation("通知", "〔2026〕1号"),
)


def cited(*citations: Citation, words: str | None = None) -> CatalogItem:
    return evolve(TWO, basis=citations, basis_text=words)


def basis(*three: CatalogItem) -> tuple[tuple[Citation, ...], str | None, bool]:
    made = merged(*three)
    assert [each.element for each in made.conflicts] in ([], ["basis"])
    return made.catalog.items[0].basis, made.catalog.items[0].basis_text, made.ok


def test_the_basis_is_merged_citation_by_citation() -> None:
    base = cited(LAW, RULES, words="原文")
    standard = cited(LAW, RULES, NOTICE, words="标准")
    assert basis(base, standard, cited(LAW, words="本地")) == ((LAW, NOTICE), None, True)
    newer = evolve(LAW, articles=("第二条",))
    local = cited(newer, RULES, words="本地")
    assert basis(base, standard, local) == ((newer, RULES, NOTICE), None, True)
    assert basis(base, standard, cited(RULES, LAW, NOTICE, words="本地")) == (
        (RULES, LAW, NOTICE),
        "本地",
        True,
    )
    assert basis(base, cited(LAW, RULES, NOTICE, words="标"), cited(NOTICE, LAW, RULES)) == (
        (NOTICE, LAW, RULES),
        None,
        True,
    )


def test_a_citation_may_stand_twice() -> None:
    second = evolve(LAW, articles=("第二条",))
    found = basis(cited(LAW), cited(LAW, second), cited(LAW, NOTICE))
    assert found == ((LAW, NOTICE, second), None, True)


def test_a_basis_that_cannot_be_joined_is_a_conflict() -> None:
    base = cited(LAW, words="原文")
    second, third = (evolve(LAW, articles=(each,)) for each in ("第二条", "第三条"))
    for standard, local in (
        (cited(second), cited(third)),
        (cited(second), cited(NOTICE)),
        (cited(LAW, words="甲"), cited(LAW, words="乙")),
        (cited(LAW, words="甲"), cited(LAW, NOTICE)),
        (cited(LAW, NOTICE), cited(LAW, words="乙")),
        (cited(words="无"), cited(words="没有")),
    ):
        assert basis(base, standard, local)[::2] == (
            local.basis,
            standard.basis == local.basis != base.basis,
        )


def test_a_basis_both_emptied_is_no_conflict_and_of_two_removals_nothing_left_is_one() -> None:
    assert basis(cited(LAW, NOTICE), cited(LAW), cited(NOTICE)) == ((NOTICE,), None, False)


def test_what_a_conflict_of_the_basis_shows() -> None:
    second, third = (evolve(LAW, articles=(each,)) for each in ("第二条", "第三条"))
    (found,) = merged(cited(LAW, words="原文"), cited(second), cited(third, words="本地")).conflicts
    assert found.values == {"base": "原文", "standard": [plain(second)], "local": "本地"}


def test_own_columns_are_merged_one_by_one() -> None:
    base, standard, local = (
        evolve(TWO, extras=each)
        for each in (
            {"备注": "甲", "来源": "网"},
            {"备注": "乙", "来源": "网", "新": "一"},
            {"备注": "丙", "电/话": "二"},
        )
    )
    made = merged(base, standard, local)
    assert made.catalog.items[0].extras == {"备注": "丙", "电/话": "二", "新": "一"}
    assert [each.element for each in made.conflicts] == ["extras/备注"]


def test_the_head_is_the_local_catalogues_own() -> None:
    made = zwgk.merge(
        of(title="标准", version="2019"),
        of(title="新标准", version="2026"),
        of(title="青山县目录", version="2019"),
    )
    assert (made.catalog.title, made.catalog.version) == ("青山县目录", "2026")


def test_plain_data_is_taken_as_well() -> None:
    assert zwgk.merge(of(ONE).to_dict(), of(ONE, TWO), of(ONE)).catalog.items == (ONE, TWO)
    with pytest.raises(zwgk.ZwgkError, match="a catalogue or its dict, not list"):
        zwgk.merge(of(), [], of())  # type: ignore[arg-type]


# ------------------------------------------------------------------ places and words


def placed(name: str, *items: CatalogItem) -> Catalog:
    keys = ("", "/content", "/publisher", "/extras/备注")
    cells = {
        f"/items/{n}{key}": f"{name}!表!{letter}{n + 3}"
        for n in range(len(items))
        for key, letter in zip(keys, "ABCD", strict=True)
    }
    return evolve(of(*items), places={"": name, "/title": f"{name}!表!A1"} | cells)


OLD = evolve(TWO, content="甲", extras={"备注": "一"})
MADE = zwgk.merge(
    of(ONE, OLD),
    placed(
        "标准.xlsx",
        ONE,
        THREE,
        evolve(OLD, content="乙", publisher="应急部门", extras={"备注": "二"}),
    ),
    placed("本地.xlsx", LOCAL, ONE, evolve(OLD, content="丙", extras={"备注": "三"})),
)


def test_conflicts_name_the_cells_of_both_files() -> None:
    assert [(each.element, each.place, each.standard_place) for each in MADE.conflicts] == [
        ("content", "本地.xlsx!表!B5", "标准.xlsx!表!B5"),
        ("extras/备注", "本地.xlsx!表!D5", "标准.xlsx!表!D5"),
    ]
    made = zwgk.merge(of(ONE, TWO), placed("标准.xlsx", ONE, evolve(TWO, content="改")), of(ONE))
    assert [(each.place, each.standard_place) for each in made.conflicts] == [
        (None, "标准.xlsx!表!A4")
    ]


def test_every_value_of_the_result_knows_its_cell() -> None:
    assert names(MADE) == ["特色工作", "依据", "计划", "决定"]
    places = MADE.places
    assert places is MADE.catalog.places
    assert places["/items/0"] == "本地.xlsx!表!A3"
    assert places["/items/2/content"] == "标准.xlsx!表!B4"
    assert places["/items/3/content"] == "本地.xlsx!表!B5"
    assert places["/items/3/publisher"] == "标准.xlsx!表!C5"
    assert places["/items/3/extras/备注"] == "本地.xlsx!表!D5"
    assert (places[""], places["/title"]) == ("本地.xlsx", "本地.xlsx!表!A1")
    assert [*places] == [f"/items/{n}" for n in range(4)]
    assert len(places) == 4
    for unknown in ("/items/4", "/items/x", "/items/3/code", "/version", "/items/99999999999"):
        assert places.get(unknown) is None


def test_the_result_can_be_checked_with_its_places() -> None:
    found = zwgk.validate(MADE.catalog, select=["element.missing"]).findings
    assert {each.place for each in found if each.path == "/items/2/content"} == {"标准.xlsx!表!B4"}


def test_conflicts_are_a_table() -> None:
    table = conflicts(MADE)
    assert table.summary == summary(MADE)
    assert table.summary == "合并后 4 条事项，冲突 2 处；与新标准相比：新增 1 条，修改 1 条"
    assert table.rows[0][:9] == (
        "1",
        "改得不同",
        "安全生产",
        "处罚／决定",
        "公开内容",
        "甲",
        "乙",
        "丙",
        "本地",
    )
    assert table.rows[1][4] == "备注"
    whole = conflicts(zwgk.merge(of(TWO), of(evolve(TWO, content="改")), of())).rows
    assert whole[0][1:9] == (
        "本地删、标准改",
        "安全生产",
        "处罚／决定",
        "整条事项",
        "处罚／决定；公开内容：（空）",
        "处罚／决定；公开内容：改",
        "（空）",
        "标准",
    )


def test_a_conflict_of_a_whole_item_shows_what_one_side_changed() -> None:
    base = item("处罚", "决定", content="甲", seq="1")
    mine = evolve(base, content="乙", publisher="县局", seq="2", path=("处罚", "决定书"))
    (row,) = conflicts(zwgk.merge(of(base), of(), of(mine))).rows
    assert row[4:8] == (
        "整条事项",
        "处罚／决定；公开内容：甲；公开主体：（空）",
        "（空）",
        "处罚／决定书；公开内容：乙；公开主体：县局",
    )


def test_a_conflict_of_names_shows_them_as_paths() -> None:
    base = item("处罚", "决定", content="当事人、事由、结果")
    there, here = (evolve(base, path=("处罚", f"决定{word}")) for word in ("书", "文书"))
    (row,) = conflicts(zwgk.merge(of(base), of(there), of(here))).rows
    assert row[4:8] == ("公开事项", "处罚／决定", "处罚／决定书", "处罚／决定文书")
    (added,) = (
        each
        for each in conflicts(zwgk.merge(of(), of(there), of(here))).rows
        if each[4] == "公开事项"
    )
    assert added[5] == "（空）"


def test_a_merge_prints_and_shows_in_a_notebook() -> None:
    assert str(MADE) == text(MADE)
    lines = str(MADE).splitlines()
    assert lines[0] == summary(MADE)
    assert "本地增加和删去的事项：新增 1 条" in lines
    assert lines[-1].split() == ["新增", "安全生产", "地方／特色工作", "（空）"]
    assert MADE._repr_html_() == notebook(MADE)
    assert str(zwgk.merge(of(), of(), of())) == (
        "合并后 0 条事项，没有冲突；与新标准相比：没有差异"
    )


# ------------------------------------------------------------------ command line


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str, str]:
    written = {
        "原标准.xlsx": of(ONE, OLD),
        "新标准.xlsx": of(ONE, evolve(OLD, content="乙"), THREE),
        "本地.xlsx": of(ONE, evolve(OLD, content="丙"), LOCAL),
    }
    for name, catalog in written.items():
        zwgk.write(catalog, tmp_path / name)
    base, standard, local = (str(tmp_path / name) for name in written)
    return base, standard, local


def test_workbooks_are_merged_and_conflicts_listed_by_cell(
    files: tuple[str, str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, told, local = (tmp_path / name for name in ("合并.xlsx", "冲突.md", "差异.csv"))
    more = ["-o", str(out), "--conflicts", str(told), "--overlay", str(local)]
    assert main(["merge", *files, *more]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("合并后 4 条事项，冲突 1 处")
    assert said[1:] == [
        f"合并后的目录已写入 {out}",
        f"冲突已写入 {told}",
        f"本地与新标准的差异已写入 {local}",
    ]
    found = zwgk.read(out)
    assert isinstance(found, Catalog)
    assert [each.name for each in found.items] == ["依据", "决定", "计划", "特色工作"]
    assert "本地.xlsx!目录!" in told.read_text("utf-8")
    assert "特色工作" in local.read_text("utf-8-sig")


def test_a_merge_without_conflicts_ends_with_nought(
    files: tuple[str, str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base, standard, _ = files
    out = tmp_path / "合并.json"
    assert main(["merge", base, standard, base, "-o", str(out), "--json"]) == 0
    assert Merge.from_dict(json.loads(capsys.readouterr().out)).ok
    assert zwgk.read(out) == zwgk.read(standard)
    assert main(["merge", base, standard, base]) == 0
    assert capsys.readouterr().out == "合并后 3 条事项，没有冲突；与新标准相比：没有差异\n"


def test_wrong_outputs_are_refused_before_any_work(
    files: tuple[str, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    for more, said in (
        (["-o", "合并.pdf"], "后缀不认识；可用：.xlsx、.csv、.json"),
        (["-o", files[2]], "会盖掉所读的文件"),
        (["--conflicts", "冲突.json"], "后缀不认识；可用：.xlsx、.csv、.md、.html"),
        (["--overlay", "差异.txt"], "后缀不认识"),
    ):
        assert main(["merge", *files, *more]) == 2
        assert said in capsys.readouterr().err
