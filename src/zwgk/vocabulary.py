"""Names as offices write them → the names of the standard (名称归一): fields (领域) and levels (公开层级).

Sources: 国办发〔2019〕54号; aliases are data in ``data/vocabulary``.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from zwgk import _data
from zwgk.text.normal import simplified, squeezed

__all__ = ["fields_in", "fields_of", "levels_of", "national_fields"]

_NUMBERING = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十〇零0-9]{1,3}[)）、.．,，:：_-]+|20[0-9]{2}年[版度]?|[0-9]{1,3}(?=[^0-9年]))"
)
_BETWEEN_LEVELS = re.compile(r"[、,;/\\和及与|]+|(?<=级)|[两三四]级$")
_END_OF_BODY = "省市县区旗州盟镇乡村道办会局委厅"


@lru_cache(maxsize=4096)
def fields_of(text: str) -> tuple[str, ...]:
    """Name the fields that a cell, sheet name or section row means (领域归一); empty if none is known.

    >>> fields_of("03安全生产"), fields_of("（三）环境保护领域"), fields_of("扶贫救灾")
    (('安全生产',), ('生态环境',), ('扶贫', '救灾'))
    """
    whole = simplified(squeezed(text))
    return _fields().get(whole) or _fields().get(_bare(whole), ())


@lru_cache(maxsize=4096)
def fields_in(title: str) -> tuple[str, ...]:
    """Name the fields that a title speaks of, behind the name of a place or body (标题中的领域).

    >>> fields_in("青山县社会救助领域基层政务公开标准目录（2024年版）")
    ('社会救助',)
    """
    bare = _bare(re.sub(r"\([^()]*\)$", "", simplified(squeezed(title))))
    ends = (bare[at:] for at in range(len(bare)) if at == 0 or bare[at - 1] in _END_OF_BODY)
    return next((found for end in ends if (found := _fields().get(end))), ())


@lru_cache(maxsize=4096)
def levels_of(text: str) -> tuple[str, ...]:
    """Name the levels that a cell or header means (层级归一); empty if none is known.

    >>> levels_of("区级"), levels_of("乡、村级"), levels_of("县级/镇街级")
    (('县级',), ('乡级', '村级'), ('县级', '乡级'))
    """
    whole = simplified(squeezed(text))
    if whole in _levels():
        return _levels()[whole]
    parts = [part for part in _BETWEEN_LEVELS.split(whole) if part]
    found = [_levels().get(part) or _levels().get(f"{part}级") for part in parts]
    if not parts or None in found:
        return ()
    return tuple(dict.fromkeys(level for levels in found if levels for level in levels))


@cache
def national_fields() -> tuple[str, ...]:
    """List the 26 pilot fields in their usual order (26 个试点领域).

    >>> len(national_fields())
    26
    """
    return tuple(each["name"] for each in _data.load("vocabulary/fields")["field"])


def _bare(text: str) -> str:
    while (match := _NUMBERING.match(text)) and match.end() < len(text):
        text = text[match.end() :]
    return _affixes().sub("", text) or text


@cache
def _affixes() -> re.Pattern[str]:
    words = sorted(_data.load("vocabulary/fields")["affixes"], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})+$")


@cache
def _fields() -> Mapping[str, tuple[str, ...]]:
    data = _data.load("vocabulary/fields")
    return _table([*data["field"], *data["local"]], data["joint"])


@cache
def _levels() -> Mapping[str, tuple[str, ...]]:
    data = _data.load("vocabulary/levels")
    return _table(data["level"], data["joint"])


def _table(
    single: Iterable[Mapping[str, Any]], joint: Iterable[Mapping[str, Any]]
) -> dict[str, tuple[str, ...]]:
    table = {
        squeezed(word): (each["name"],)
        for each in single
        for word in (each["name"], *each["aliases"])
    }
    return table | {
        squeezed(word): tuple(each["names"]) for each in joint for word in each["aliases"]
    }
