"""What a pack answers (方案的回答): fields a word means, who answers for them, elements wanted."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from zwgk import _data, vocabulary
from zwgk.model.pack import Pack, PackPilot
from zwgk.text.normal import squeezed

__all__ = [
    "element_keys",
    "fields_of",
    "missing_fields",
    "pilot_of",
    "required_keys",
    "unassigned",
    "units_of",
]

_OTHERS = "其他"


# ------------------------------------------------------------------ fields


@lru_cache(maxsize=4096)
def fields_of(pack: Pack, text: str) -> tuple[str, ...]:
    """Name the fields of the plan that a text means (方案领域归一); empty if it means none.

    An own alias decides first, then the plan's and the standard's names for the same field.

    >>> from zwgk.packs import load
    >>> fields_of(load("weidu"), "生态环境"), fields_of(load("national"), "国资国企")
    (('环境保护',), ())
    """
    bare = squeezed(text)
    direct = _direct(pack).get(bare)
    if direct:
        return direct
    meant = {name for each in vocabulary.fields_of(text) for name in _canonical(pack).get(each, ())}
    return tuple(each.name for each in pack.fields if each.name in meant)


@lru_cache(maxsize=64)
def _direct(pack: Pack) -> Mapping[str, tuple[str, ...]]:
    """Map the plan's own names and aliases to its fields; an alias may name several."""
    table = {squeezed(each.name): (each.name,) for each in pack.fields}
    for each in pack.fields:
        for alias in map(squeezed, each.aliases):
            table[alias] = tuple(dict.fromkeys((*table.get(alias, ()), each.name)))
    return table


@lru_cache(maxsize=64)
def _canonical(pack: Pack) -> Mapping[str, tuple[str, ...]]:
    """Map the standard's names to the plan's fields, also by way of the plan's aliases."""
    table: dict[str, tuple[str, ...]] = {}
    for each in pack.fields:
        for word in (each.name, *each.aliases):
            for name in vocabulary.fields_of(word):
                table[name] = tuple(dict.fromkeys((*table.get(name, ()), each.name)))
    return table


def missing_fields(pack: Pack, present: Iterable[str], place: str | None = None) -> tuple[str, ...]:
    """List the plan's fields that none of the texts means (缺少的领域).

    A pilot place owes only its own fields; where it chooses them itself, only so many as it must.

    >>> from zwgk.packs import load
    >>> len(missing_fields(load("national"), ["环保", "社保"]))
    24
    """
    there = {name for text in present for name in fields_of(pack, text)}
    pilot = pilot_of(pack, place)
    if pilot and pilot.fewest and len(there) >= pilot.fewest:
        return ()
    owed = pilot.fields if pilot and pilot.fields else tuple(each.name for each in pack.fields)
    return tuple(name for name in owed if name not in there)


def pilot_of(pack: Pack, place: str | None) -> PackPilot | None:
    """Find what a place tries out (试点地区); 其他 stands for every place not named.

    >>> from zwgk.packs import load
    >>> pilot_of(load("shanxi"), "介休市").fields[-1]
    '医疗卫生'
    """
    if not place:
        return None
    named = (each for each in pack.pilots if _same_place(each.place, place))
    others = (each for each in pack.pilots if each.place == _OTHERS)
    return next(named, None) or next(others, None)


def _same_place(one: str, other: str) -> bool:
    """Whether one name ends in the other (太原市万柏林区, 万柏林区)."""
    return one.endswith(other) or other.endswith(one)


# ------------------------------------------------------------------ units


def units_of(pack: Pack, name: str) -> tuple[str, ...]:
    """List the units that answer for a field (责任单位), those bound by every field among them.

    >>> from zwgk.packs import load
    >>> units_of(load("weidu"), "救灾")
    ('区应急管理局', '各街道办事处（产业集聚区管委会）')
    """
    own = tuple(unit for each in pack.fields if each.name == name for unit in each.responsible)
    places = tuple(each.place for each in pack.pilots if name in each.fields)
    return own + (pack.responsible.always if own else ()) + places


def unassigned(pack: Pack) -> tuple[str, ...]:
    """List the fields nobody answers for, if the plan names units at all (无责任单位的领域).

    >>> from zwgk.packs import load
    >>> unassigned(load("weidu")), unassigned(load("national"))
    (('公共资源交易',), ())
    """
    if not pack.assigns:
        return ()
    return tuple(each.name for each in pack.fields if not units_of(pack, each.name))


# ------------------------------------------------------------------ elements


@cache
def element_keys() -> Mapping[str, str]:
    """Tell the item's key for each name of an element (要素名称).

    >>> element_keys()["公开主体"]
    'publisher'
    """
    table = _data.load("vocabulary/elements")["element"]
    return {name: each["key"] for each in table for name in (each["name"], *each["aliases"])}


def required_keys(pack: Pack, names: Iterable[str] | None = None) -> dict[str, str]:
    """Tell the item's key for each required element, under the plan's own name (必备要素的键).

    >>> from zwgk.packs import load
    >>> required_keys(load("shanxi"))["方式"]
    'channels'
    """
    wanted = pack.required if names is None else names
    keys = element_keys()
    found = {name: keys.get(pack.terms.get(name, name)) for name in wanted}
    return {name: key for name, key in found.items() if key}
