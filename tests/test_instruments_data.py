"""Check the register of instruments (法规文件登记): form, order and sources of its entries."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

DATA: Final = Path(__file__).parents[1] / "src/zwgk/data/instruments.toml"
INSTRUMENTS: Final[list[dict[str, Any]]] = tomllib.loads(DATA.read_text("utf-8"))["instrument"]
VERSIONS: Final[list[tuple[str, dict[str, Any]]]] = [
    (entry["title"], version) for entry in INSTRUMENTS for version in entry["version"]
]
CATEGORIES: Final = frozenset(
    [
        "法律",
        "行政法规",
        "部门规章",
        "司法解释",
        "国务院文件",
        "部门文件",
        "中央文件",
        "地方性法规",
        "标准",
    ]
)
FIELDS: Final = frozenset(
    [
        "重大建设项目",
        "公共资源交易",
        "财政预决算",
        "安全生产",
        "税收管理",
        "征地补偿",
        "国有土地上房屋征收",
        "保障性住房",
        "农村危房改造",
        "生态环境",
        "公共文化服务",
        "公共法律服务",
        "扶贫",
        "救灾",
        "食品药品监管",
        "城市综合执法",
        "就业",
        "社会保险",
        "社会救助",
        "养老服务",
        "户籍管理",
        "涉农补贴",
        "义务教育",
        "医疗卫生",
        "市政服务",
        "国土空间规划",
    ]
)
INSTRUMENT_KEYS: Final = {"title", "aliases", "category", "fields", "note", "version"}
VERSION_KEYS: Final = {"number", "since", "until", "successor", "verified", "source"}
NUMBERS: Final = (
    r"[\u4e00-\u9fff、]+令第[1-9]\d*号",  # 国务院令第711号, 主席令第7号
    r"[\u4e00-\u9fff]+令\d{4}年第[1-9]\d*号",  # 农业农村部令2021年第1号
    r"[\u4e00-\u9fff]+〔\d{4}〕[1-9]\d*号",  # 国办发〔2019〕54号
    r"[\u4e00-\u9fff]+公告\d{4}年第[1-9]\d*号",  # 国家税务总局公告2009年第1号
    r"[A-Z]{2}(?:/T)? \d+(?:\.\d+)?-\d{4}",  # GB/T 32939-2016
)
NUMBER: Final = re.compile("|".join(f"(?:{pattern})" for pattern in NUMBERS))
ADDRESS: Final = re.compile(r"https?:|www\.|\.(?:cn|com|org|net)\b", re.IGNORECASE)


def key(title: str) -> str:
    text = unicodedata.normalize("NFKC", title).replace("(试行)", "")
    return re.sub(r"[\W_]", "", text).removeprefix("中华人民共和国")


def spans(entry: dict[str, Any]) -> list[tuple[date, date]]:
    return [(v.get("since", date.min), v.get("until", date.max)) for v in entry["version"]]


def test_the_register_holds_at_least_two_hundred_instruments() -> None:
    assert len(INSTRUMENTS) >= 200


def test_every_pilot_field_cites_some_instrument_and_no_other_field_occurs() -> None:
    assert {field for entry in INSTRUMENTS for field in entry.get("fields", [])} == FIELDS


def test_only_known_keys_occur() -> None:
    assert [e["title"] for e in INSTRUMENTS if not set(e) <= INSTRUMENT_KEYS] == []
    assert [title for title, version in VERSIONS if not set(version) <= VERSION_KEYS] == []


def test_titles_and_aliases_are_unique_once_normalised() -> None:
    owners: dict[str, list[str]] = {}
    for entry in INSTRUMENTS:
        for name in {key(name) for name in (entry["title"], *entry.get("aliases", []))}:
            owners.setdefault(name, []).append(entry["title"])
    assert [titles for titles in owners.values() if len(titles) > 1] == []


def test_titles_carry_no_outer_marks_or_white_space_at_the_ends() -> None:
    names = [n for e in INSTRUMENTS for n in (e["title"], *e.get("aliases", []))]
    assert [n for n in names if n != n.strip() or re.fullmatch(r"《[^《》]*》", n)] == []


def test_the_category_is_one_of_the_list() -> None:
    assert {entry["category"] for entry in INSTRUMENTS} <= CATEGORIES


def test_versions_ascend_and_do_not_overlap() -> None:
    wrong = [
        entry["title"]
        for entry in INSTRUMENTS
        for (_, until), (since, _) in pairwise(spans(entry))
        if until > since
    ]
    assert wrong == []


def test_every_version_but_the_last_ends_and_every_one_but_the_first_begins() -> None:
    wrong = [
        entry["title"]
        for entry in INSTRUMENTS
        for earlier, later in pairwise(entry["version"])
        if "until" not in earlier or "since" not in later
    ]
    assert wrong == []


def test_a_version_ends_after_it_begins() -> None:
    ended = [e["title"] for e in INSTRUMENTS for since, until in spans(e) if until <= since]
    assert ended == []


def test_days_are_bare_dates() -> None:
    days = [v[k] for _, v in VERSIONS for k in ("since", "until") if k in v]
    assert [day for day in days if type(day) is not date] == []


def test_a_verified_version_names_its_source_and_only_such_a_version_does() -> None:
    assert {type(version["verified"]) for _, version in VERSIONS} == {bool}
    assert [t for t, v in VERSIONS if bool(v.get("source")) is not v["verified"]] == []


def test_a_successor_is_named_only_where_a_version_has_ended() -> None:
    assert [t for t, v in VERSIONS if "successor" in v and "until" not in v] == []


def test_numbers_are_in_normal_form() -> None:
    numbers = [version["number"] for _, version in VERSIONS if "number" in version]
    assert [number for number in numbers if not NUMBER.fullmatch(number)] == []


def test_no_order_of_the_state_council_appears_under_two_instruments() -> None:
    owners: dict[str, set[str]] = {}
    for title, version in VERSIONS:
        if (number := version.get("number", "")).startswith("国务院令"):
            owners.setdefault(number, set()).add(title)
    assert [titles for titles in owners.values() if len(titles) > 1] == []


def test_no_web_address_occurs() -> None:
    assert not ADDRESS.search(DATA.read_text("utf-8"))


def test_the_civil_code_replaced_nine_laws_on_the_first_day_of_2021() -> None:
    replaced = [v for _, v in VERSIONS if v.get("successor") == "中华人民共和国民法典"]
    assert [version["until"] for version in replaced] == [date(2021, 1, 1)] * 9


def test_the_regulations_on_disclosure_were_revised_on_15_may_2019() -> None:
    entry = next(e for e in INSTRUMENTS if key(e["title"]) == "政府信息公开条例")
    old, new = entry["version"]
    assert old["number"] == "国务院令第492号"
    assert (old["since"], old["until"]) == (date(2008, 5, 1), date(2019, 5, 15))
    assert (new["number"], new["since"]) == ("国务院令第711号", date(2019, 5, 15))
