"""Which items of two catalogues are the same matter: code, path, likeness, the same either way round."""

import random
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from catalogs import catalog, changed
from zwgk import _data
from zwgk.adjust import likeness as words
from zwgk.adjust.likeness import common_plain, counter, likeness
from zwgk.adjust.matching import Match, match
from zwgk.adjust.matching import likeness as items_likeness
from zwgk.model import CatalogItem
from zwgk.model.difference import MatchHow

texts = st.text(alphabet="行政处罚决定书公示a", max_size=70)


def item(*path: str, **more: Any) -> CatalogItem:
    return CatalogItem(path, **{"field": "安全生产"} | more)


def pairs(matches: Sequence[Match]) -> list[tuple[int, int, str]]:
    return [(each.old, each.new, each.how.value) for each in matches]


# ------------------------------------------------------------------ likeness of texts


def slow(one: str, other: str) -> int:
    """Count the longest common subsequence by the book."""
    row = [0] * (len(other) + 1)
    for sign in one:
        above = row
        row = [0]
        for at, theirs in enumerate(other):
            row.append(above[at] + 1 if sign == theirs else max(above[at + 1], row[at]))
    return row[-1]


@given(texts, texts)
def test_the_plain_count_is_that_of_the_book(one: str, other: str) -> None:
    assert common_plain(one, other) == slow(one, other)


@given(texts | st.text(max_size=20), texts | st.text(max_size=20))
def test_rapidfuzz_and_the_plain_count_agree(one: str, other: str) -> None:
    fast = pytest.importorskip("rapidfuzz.distance").LCSseq.similarity
    assert fast(one, other) == common_plain(one, other)


def test_rapidfuzz_counts_where_it_is_installed() -> None:
    fast = pytest.importorskip("rapidfuzz.distance.LCSseq").similarity
    counter.cache_clear()
    assert counter() is fast


def test_without_rapidfuzz_the_plain_count_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "rapidfuzz.distance.LCSseq", None)
        counter.cache_clear()
        assert counter() is common_plain
        assert likeness("处罚决定", "处罚结果") == 0.5
    counter.cache_clear()


@given(texts, texts)
def test_likeness_is_the_same_either_way_and_one_only_for_equal_texts(one: str, other: str) -> None:
    found = likeness(one, other)
    assert found == likeness(other, one)
    assert 0 <= found <= 1
    assert (found == 1) == (one == other)


def test_likeness_is_twice_the_common_part_over_both_lengths() -> None:
    assert likeness("处罚决定", "处罚") == 2 * 2 / 6
    assert likeness("", "") == 1
    assert likeness("甲", "乙") == 0


# ------------------------------------------------------------------ stages


def test_the_code_comes_before_the_path() -> None:
    old = [item("甲", "一", code="A1"), item("甲", "二", code="A2")]
    new = [item("甲", "一", code="A2"), item("乙", "三", code="A1")]
    assert pairs(match(old, new)) == [(1, 0, "code"), (0, 1, "code")]


def test_a_code_written_with_blanks_is_the_same_code() -> None:
    assert pairs(match([item("甲", code="A 1")], [item("乙", code="Ａ1")])) == [(0, 0, "code")]


def test_a_code_that_stands_in_several_fields_tells_nothing_across_them() -> None:
    old = [item("甲", "一", code="1"), item("乙", "二", code="1", field="救灾")]
    new = [item("丙", "三", code="1"), item("丁", "四", code="1", field="养老服务")]
    assert pairs(match(old, new)) == [(0, 0, "code")]
    assert pairs(match(old[:1], new[1:])) == [(0, 0, "code")]


def test_one_code_twice_in_a_field_is_told_apart_by_the_path() -> None:
    old = [item("甲", "一", code="1"), item("甲", "二", code="1")]
    new = [item("甲", "二", code="1", content="改"), item("甲", "一", code="1", content="改")]
    assert pairs(match(old, new)) == [(1, 0, "code"), (0, 1, "code")]


def test_paths_are_compared_without_blanks_width_and_old_signs() -> None:
    old, new = [item("行政 处罚", "處罰決定")], [item("行政处罚", "处罚决定")]
    assert pairs(match(old, new)) == [(0, 0, "path")]


def test_a_field_has_several_names() -> None:
    old, new = item("许可", field="环境保护"), item("许可", field="生态环境")
    assert pairs(match([old], [new])) == [(0, 0, "path")]
    assert match([old], [evolve(new, field="救灾")], threshold=1.1) == ()


def test_a_field_that_one_side_does_not_name_does_not_part_equal_paths() -> None:
    named, other = item("许可", "结果"), item("许可", "结果", field="救灾")
    bare = item("许可", "结果", field=None)
    assert pairs(match([bare], [named, other])) == [(0, 0, "path")]
    assert pairs(match([named, other], [bare])) == [(0, 0, "path")]
    assert pairs(match([named], [other])) == [(0, 0, "likeness")]


def test_equal_items_find_each_other_first() -> None:
    one, two = item("甲", "一", content="子"), item("甲", "一", content="丑")
    assert pairs(match([one, two], [two])) == [(1, 0, "path")]
    assert pairs(match([one, two], [two, one])) == [(1, 0, "path"), (0, 1, "path")]


def test_of_one_path_those_with_the_same_content_find_each_other() -> None:
    one, two = item("甲", "一", content="子"), item("甲", "一", content="丑")
    assert pairs(match([one, two], [evolve(two, seq="9")])) == [(1, 0, "path")]


def test_of_one_path_the_first_answers_to_the_first() -> None:
    old = [item("甲", "一", content=each) for each in "子丑寅"]
    new = [item("甲", "一", content=each) for each in "卯辰"]
    assert pairs(match(old, new)) == [(0, 0, "path"), (1, 1, "path")]


def test_items_without_a_path_match_only_as_a_whole() -> None:
    bare = CatalogItem((), content="甲")
    assert pairs(match([bare], [bare])) == [(0, 0, "path")]
    assert match([bare], [evolve(bare, content="乙")]) == ()


# ------------------------------------------------------------------ likeness of items


def test_a_renamed_item_is_found_with_its_score() -> None:
    (found,) = match([item("行政处罚", "处罚决定")], [item("行政处罚", "处罚决定书")])
    assert found.how is MatchHow.LIKENESS
    assert found.score == round((5 * 8 / 9 + 2) / 7, 4)


def test_likeness_weighs_name_steps_above_and_content() -> None:
    one = item("甲乙", "处罚决定", content="事由")
    assert items_likeness(one, one) == 1
    assert items_likeness(one, item("丙丁", "处罚决定", content="事由")) == 8 / 10
    assert items_likeness(one, item("甲乙", "处罚决定", content="日期")) == 7 / 10
    assert items_likeness(one, item("甲乙", "处罚决定")) == 1
    assert items_likeness(item("处罚决定"), item("处罚")) == 2 / 3
    assert items_likeness(item("甲", "处罚"), item("处罚")) == 5 / 7
    assert items_likeness(one, item("丙丁", "处罚决定", content="事由"), least=0.8) == 8 / 10
    assert items_likeness(one, item("丙丁", "处罚决定", content="事由"), least=0.81) == 0


def test_content_beyond_the_compared_length_does_not_count() -> None:
    length = _data.load("matching")["length"]
    one, other = (item("甲", "乙", content="内" * length + tail) for tail in ("前面", "后面"))
    assert items_likeness(one, other) == 1
    one, other = (item("甲" * length + each, "乙" * length + each) for each in ("前面", "后面"))
    assert items_likeness(one, other) == 1
    one, other = (item("甲", "乙" * (length - 1) + each) for each in ("前", "后"))
    assert items_likeness(one, other) < 1


@pytest.mark.speed
def test_very_long_texts_cost_no_more_than_long_ones() -> None:
    old = [item("行政" * 5000, f"处罚{n}" * 5000, content="事由" * 5000) for n in range(40)]
    new = [evolve(each, path=(*each.path, "决定" * 5000)) for each in old]
    start = time.process_time()
    match(old, new)
    assert time.process_time() - start < 2


def test_many_items_of_one_path_are_paired_in_their_order() -> None:
    old = [item("甲", "一", field=None, seq=str(n)) for n in range(2000)]
    new = [item("甲", "一", seq=str(n)) for n in range(2000)]
    assert [(each.old, each.new) for each in match(old, new)] == [(n, n) for n in range(2000)]


def test_below_the_threshold_there_is_no_match() -> None:
    old, new = [item("行政处罚", "处罚决定")], [item("行政处罚", "处罚决定书")]
    score = match(old, new)[0].score
    assert match(old, new, threshold=score - 0.0001)
    assert match(old, new, threshold=score + 0.0001) == ()


def test_across_fields_more_likeness_is_needed() -> None:
    old = [item("行政处罚", "行政处罚决定")]
    near = item("行政处罚", "行政处罚决定书", field="救灾")
    far = item("监督检查", "行政处罚决定书", field="救灾")
    assert pairs(match(old, [near])) == [(0, 0, "likeness")]
    assert match(old, [far]) == ()
    assert pairs(match(old, [evolve(far, field="安全生产")])) == [(0, 0, "likeness")]


def test_the_most_alike_pair_is_taken_first() -> None:
    old = [item("甲", "行政处罚决定"), item("甲", "行政处罚决定书")]
    new = [item("甲", "行政处罚决定书文")]
    assert pairs(match(old, new)) == [(1, 0, "likeness")]


def test_of_equally_alike_ones_the_nearest_in_order_is_taken() -> None:
    old = [item("甲", "行政处罚决定"), item("甲", "行政处罚决定")]
    new = [item("无关", "其他"), item("甲", "行政处罚决定书")]
    assert pairs(match(old, new)) == [(1, 1, "likeness")]


def test_matches_come_in_the_new_order() -> None:
    old = [item("甲", each) for each in "一二三"]
    found = match(old, [old[2], old[0], old[1]])
    assert [each.new for each in found] == [0, 1, 2]
    assert all(each.score == 1 for each in found)


def swapped(matches: Sequence[Match]) -> set[Match]:
    return {evolve(each, old=each.new, new=each.old) for each in matches}


def test_matching_is_the_same_either_way_and_with_either_count(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for seed in range(120):
        chance = random.Random(seed)  # noqa: S311 - made-up data
        old = catalog(chance, 12)
        new = changed(chance, old, 12)
        found = match(old.items, new.items)
        assert set(found) == swapped(match(new.items, old.items))
        for side in ("old", "new"):
            seen = [getattr(each, side) for each in found]
            assert len(seen) == len(set(seen))
        with monkeypatch.context() as patch:
            patch.setattr(words, "counter", lambda: common_plain)
            assert match(old.items, new.items) == found


def test_every_item_of_a_catalogue_matches_itself() -> None:
    for seed in range(60):
        made = catalog(random.Random(seed), 12)  # noqa: S311 - made-up data
        assert [(each.old, each.new) for each in match(made.items, made.items)] == [
            (n, n) for n in range(len(made.items))
        ]


def test_many_renamed_items_all_find_theirs() -> None:
    old = [item("行政检查", f"第{n}类企业检查情况通报", content=f"{n}号企业") for n in range(300)]
    new = [evolve(each, path=("监督检查", f"{each.name}信息")) for each in old]
    found = match(old, new)
    assert [(each.old, each.new) for each in found] == [(n, n) for n in range(300)]


def test_a_hint_that_too_many_items_have_is_no_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    data: Mapping[str, Any] = _data.load("matching")
    old = [item("甲", f"行政处罚决定{each}") for each in "一二三"]
    new = [item("甲", f"行政处罚决定书{each}") for each in "四五六"]
    assert len(match(old, new)) == 3
    monkeypatch.setattr(_data, "load", lambda _: {**data, "common": 2})
    assert match(old, new) == ()
