"""Catalogues made up for the tests of differences and merges (测试目录): fast, and the same for the same seed."""

import random
from collections.abc import Callable
from datetime import date
from typing import Any

from attrs import evolve

from zwgk.model import Audience, Catalog, CatalogItem, Channels, Citation
from zwgk.terms import Attribute, Stage
from zwgk.text.time_limit import parse_time_limit

__all__ = ["catalog", "changed", "triple"]

FIELDS = ("安全生产", "救灾", "养老服务", None)
PARENTS = ("行政处罚", "行政许可", "政策文件", "监督检查")
NAMES = ("处罚决定", "办事指南", "许可结果", "政策解读", "检查计划", "检查结果", "救助标准", "名册")
CONTENTS = (
    None,
    "编制依据和程序",
    "当事人、事由、结果和日期",
    "申请条件、材料、流程",
    "联系电话和地点",
)
LIMITS = (None, *map(parse_time_limit, ("20个工作日内", "及时公开", "每年1月31日前")))
BODIES = (None, "青山县应急管理局", "青山县民政局")
LEVELS = ("县级", "乡级", "村级")
CITED = ("政府信息公开条例", "安全生产法", "行政许可法", "社会救助暂行办法")
BOXES = ("政府网站", "两微一端", "公开查阅点", "村务公开栏")


def catalog(chance: random.Random, most: int = 9) -> Catalog:
    """Make a catalogue of a few items, some of them twice."""
    items = [item(chance) for _ in range(chance.randint(0, most))]
    if items and chance.random() < 0.3:
        items.append(evolve(chance.choice(items), **value(chance, "content")))
    heads = {key: value(chance, key)[key] for key in ("title", "version", "effective")}
    return Catalog(tuple(items), **heads)


def item(chance: random.Random) -> CatalogItem:
    made = CatalogItem((chance.choice(PARENTS), chance.choice(NAMES)), field=chance.choice(FIELDS))
    for key in VALUES:
        if hasattr(made, key) and chance.random() < 0.5:
            made = evolve(made, **value(chance, key))
    return made


def value(chance: random.Random, key: str) -> dict[str, Any]:
    return {key: VALUES[key](chance)}


def some(*choices: Any) -> Callable[[random.Random], Any]:
    return lambda chance: chance.choice(choices)


def several(*choices: Any) -> Callable[[random.Random], Any]:
    return lambda chance: tuple(chance.sample(choices, chance.randint(0, 3)))


def channels(chance: random.Random) -> Channels | None:
    boxes = chance.sample(BOXES, 3)
    checked = chance.randint(0, 3)
    made = Channels(tuple(boxes[:checked]), tuple(boxes[checked:]), chance.choice((None, "公告栏")))
    return chance.choice((made, made, evolve(made, text="■政府网站"), None))


def citations(chance: random.Random) -> tuple[Citation, ...]:
    titles = chance.sample(CITED, chance.randint(0, 3))
    return tuple(Citation(each, articles=chance.choice(((), ("第二条",)))) for each in titles)


def extras(chance: random.Random) -> dict[str, str]:
    return {label: chance.choice("甲乙丙") for label in chance.sample(("备注", "来源"), 1)}


VALUES: dict[str, Callable[[random.Random], Any]] = {
    "seq": some(None, "1", "2"),
    "code": some(None, None, None, "A01", "A02"),
    "content": some(*CONTENTS),
    "basis": citations,
    "basis_text": some(None, None, "《政府信息公开条例》等"),
    "time_limit": some(*LIMITS),
    "publisher": some(*BODIES),
    "channels": channels,
    "audience": some(None, Audience(public=True), Audience(public=False, groups="申请人")),
    "attribute": some(None, *Attribute),
    "levels": several(*LEVELS),
    "stages": several(*Stage),
    "extras": extras,
    "title": some(None, "青山县标准目录", "国家标准目录"),
    "version": some(None, "2020", "2026"),
    "effective": some(None, date(2020, 12, 31), date(2026, 1, 1)),
}
ELEMENTS = tuple(key for key in VALUES if hasattr(CatalogItem(()), key))


def changed(chance: random.Random, given: Catalog, steps: int = 4) -> Catalog:
    """Change a catalogue: add, drop, move, rename, change elements, change its head."""
    items = list(given.items)
    for _ in range(chance.randint(0, steps)):
        chance.choice(STEPS)(chance, items)
    heads = value(chance, chance.choice(("title", "version", "effective")))
    return evolve(given, items=tuple(items), **(heads if chance.random() < 0.3 else {}))


def _add(chance: random.Random, items: list[CatalogItem]) -> None:
    items.insert(chance.randint(0, len(items)), item(chance))


def _drop(chance: random.Random, items: list[CatalogItem]) -> None:
    if items:
        items.pop(chance.randrange(len(items)))


def _move(chance: random.Random, items: list[CatalogItem]) -> None:
    if items:
        items.insert(chance.randint(0, len(items)), items.pop(chance.randrange(len(items))))


def _rename(chance: random.Random, items: list[CatalogItem]) -> None:
    if items:
        at = chance.randrange(len(items))
        name = f"{items[at].name}{chance.choice(('信息', '公示', ''))}"
        items[at] = evolve(items[at], path=(chance.choice(PARENTS), name))


def _change(chance: random.Random, items: list[CatalogItem]) -> None:
    if items:
        at = chance.randrange(len(items))
        items[at] = evolve(items[at], **value(chance, chance.choice(ELEMENTS)))


STEPS = (_add, _drop, _move, _rename, _change, _change, _change)


def triple(seed: int) -> tuple[Catalog, Catalog, Catalog]:
    """Make a base and two catalogues that come from it."""
    chance = random.Random(seed)  # noqa: S311 - made-up data, the same for the same seed
    base = catalog(chance)
    return base, changed(chance, base), changed(chance, base)
