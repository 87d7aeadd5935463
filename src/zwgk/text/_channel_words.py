"""The words for channels (渠道用词): standard names, aliases, well-known local ones.

They live in ``data/vocabulary/channels.toml``. Matching is on folded, tidy text: white space inside
a name does not count, and “/” stands for any separator or none.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from zwgk import _data
from zwgk.text.normal import squeezed

__all__ = ["OTHER", "STOP", "canonical", "complete", "endless", "known", "standard", "words"]

OTHER = "其他"
STOP = r";,、。|/\\·・•①-⒛❶-❿"
_SIGHT = 80
_BRACKET = re.compile(r"\([^()]*\)$")
_VIA = r"(?:等(?:渠道|方式|载体|媒体|途径|形式|平台)?)?(?:上|予以|进行)?(?:公开|发布|公示|公布)?"
_ENDED = re.compile(rf"{_VIA}[.。]?$")


@cache
def _vocabulary() -> dict[str, Any]:
    return _data.load("vocabulary/channels")


def words(kind: str) -> list[str]:
    """List the words of one kind (用词): blank, options, legend, places."""
    found: list[str] = _vocabulary()["words"][kind]
    return found


@cache
def standard() -> tuple[str, ...]:
    """List the standard names in official order (标准渠道)."""
    return tuple(each["name"] for each in _vocabulary()["channel"])


def _spellings() -> Iterator[tuple[str, str]]:
    for each in _vocabulary()["channel"]:
        yield from ((spelling, each["name"]) for spelling in [each["name"], *each["aliases"]])
    yield from ((name, name) for name in _vocabulary()["local"]["names"])


@cache
def _names() -> dict[str, str]:
    return {_key(spelling): name for spelling, name in _spellings()}


def _key(name: str) -> str:
    return re.sub('[/、,|·和及与“”"\\\\]', "", squeezed(name))


def canonical(name: str) -> str | None:
    """Tell the standard name, or the well-known local one, behind a spelling (规范渠道名)."""
    return _names().get(_key(name))


@cache
def known() -> re.Pattern[str]:
    """Give the pattern of a known name that ends here (已知渠道): group 0 is the name."""
    spellings = {folded_key: None for folded_key, _ in map(_folded, _spellings())}
    names = "|".join(_loose(each) for each in sorted(spellings, key=len, reverse=True))
    after = rf"(?:和|与|以及|及(?!其)|或者?)?[“\"']?(?:{names})"
    return re.compile(
        rf"[“\"']?(?:{names})[”\"']?(?={_VIA}(?:[\s{STOP}:(.]|$|\d{{1,2}}[.、)])|和|与(?!其)|以及|及(?!其)|{after})"
    )


def _folded(pair: tuple[str, str]) -> tuple[str, str]:
    return squeezed(pair[0]), pair[1]


def _loose(name: str) -> str:
    gap = r"\s?[/\\、,|·]?\s?(?:和|及|与)?\s?"
    return r"\s?".join(gap if each == "/" else re.escape(each) for each in name)


@cache
def _endings() -> tuple[str, ...]:
    return tuple(_vocabulary()["endings"]["words"])


def complete(name: str) -> bool:
    """Tell whether a folded name ends as names of channels do (名称是否完整)."""
    plain = _BRACKET.sub("", name[-_SIGHT:])
    return plain.endswith(_endings()) or (len(name) < _SIGHT and bool(canonical(name)))


def endless(name: str) -> str:
    """Take off 等渠道公开 and the like behind a complete name (去尾)."""
    tail = _ENDED.search(name, max(0, len(name) - 16))
    return name[: tail.start()] if tail and complete(name[: tail.start()]) else name
