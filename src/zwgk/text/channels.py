"""Channels and carriers of disclosure (公开渠道和载体): a cell ↔ names ticked and not.

Source: the thirteen boxes of the ministries' standard guides (国办发〔2019〕54号). Names, aliases
and signs live in ``data/vocabulary/channels.toml``; another name keeps its own words.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from zwgk.model.catalog import Channels
from zwgk.text._channel_words import OTHER, known, standard, words
from zwgk.text._options import EDGES, Option, options
from zwgk.text.normal import folded, simplified, squeezed
from zwgk.text.ticks import Tick, ticks, tidied

__all__ = ["is_standard", "menu", "parse_channels", "standard_channels"]

_NOTE = re.compile(r"(?:^|(?<=[\s;,。(]))[※*]?(?:注|备注|说明)\s?\d{0,2}\s?:(?=.)", re.DOTALL)
_LONGEST = 4000  # no cell lists more; what lies beyond is kept as free text
_HINT = re.compile(r"\([^()]{0,20}(?:打|划|画|勾选|选择|[单多]选)[^()]{0,12}\)")


_BOXED = re.compile(r"\s?[□☐]")
_BEHIND = re.compile(r"[□☐]([^□☐√✓✔■☑\n]{2,40}?)[√✓✔](?=\s|[□☐;,、；，]|$)")


def parse_channels(text: str) -> Channels:
    """Read a channels cell (识读公开渠道和载体); the cell itself is kept in ``text``.

    >>> parse_channels("■政府网站 □两微一端 ■其他：村务公开栏").checked
    ('政府网站', '其他')
    """
    return _parsed(text)


def standard_channels() -> tuple[str, ...]:
    """List the standard channels in their official order (标准渠道).

    >>> standard_channels()[:3]
    ('政府网站', '政府公报', '两微一端')
    """
    return standard()


def is_standard(name: str) -> bool:
    """Tell whether a name is one of the standard channels (是否标准渠道).

    >>> is_standard("政府网站"), is_standard("村务公开栏")
    (True, False)
    """
    return name in standard()


def menu(channels: Channels, *, whole: bool = False) -> str:
    """Write the official menu of boxes (渠道勾选菜单).

    *whole* adds the standard names left out, as □.

    >>> print(menu(Channels(("政府网站", "其他"), ("两微一端",), "村务公开栏")))
    ■政府网站
    □两微一端
    ■其他：村务公开栏
    """
    boxes = dict.fromkeys(standard(), "□") if whole else {}
    boxes |= dict.fromkeys(channels.unchecked, "□") | dict.fromkeys(channels.checked, "■")
    note = bool(channels.other and _NOTE.match(folded(channels.other)))
    if channels.other and not note:
        boxes.setdefault(OTHER, "□")
    lines = [f"{boxes[name]}{name}" for name in sorted(boxes, key=_rank)]
    if note:
        lines.append(f"{channels.other}")
    elif channels.other:
        lines[-1] += f"：{channels.other}"
    return "\n".join(lines)


def _rank(name: str) -> int:
    """Order the standard names as in the form, local ones behind them, 其他 last."""
    if name == OTHER:
        return len(standard()) + 1
    return standard().index(name) if name in standard() else len(standard())


@lru_cache(maxsize=65536)
def _parsed(text: str) -> Channels:
    whole = tidied(simplified(text)).strip()
    body, note = _without_note(whole[:_LONGEST])
    found = _unique(_read(body))
    others = [each.other for each in found if each.other]
    others += filter(None, (note, whole[_LONGEST:]))
    return Channels(
        tuple(each.name for each in found if each.filled),
        tuple(each.name for each in found if not each.filled),
        "；".join(others) or None,
        text,
    )


def _without_note(whole: str) -> tuple[str, str]:
    """Part a 注： at the end (or in the first line) from the options."""
    flat = folded(whole)
    note = _NOTE.search(flat)
    start = note.start() if note else len(whole)
    first = flat.find("\n")
    if start == 0 and first > 0:
        return _unhinted(whole[first:]), whole[:first].strip()
    opened = flat[:start].endswith("(")
    said = whole[start:].strip()
    return _unhinted(whole[: start - opened]), said.rstrip("）)") if opened else said


def _unhinted(text: str) -> str:
    flat = _HINT.sub(lambda hint: " " * len(hint[0]), folded(text))
    return "".join(b if b == " " else a for a, b in zip(text, flat, strict=True))


def _read(body: str) -> list[Option]:
    if squeezed(body.strip(EDGES)) in {"", *words("blank")}:
        return []
    body = _put_first(body)
    found = _merged(body, ticks(body))
    read = list(_signed(body, found)) if found else list(options(body, None))
    unsigned = all(tick.filled for tick in found)
    named = [each for each in read if squeezed(each.name).strip("()") not in words("legend")]
    return [each._replace(filled=unsigned) if each.filled is None else each for each in named]


def _merged(body: str, found: Iterable[Tick]) -> list[Tick]:
    """Make one of neighbouring signs: a tick beside its box fills it."""
    merged: list[Tick] = []
    for tick in found:
        last = merged[-1] if merged else None
        if last and body[last.end : tick.start] in ("", " "):
            merged[-1] = Tick(last.start, tick.end, last.filled or tick.filled)
        else:
            merged.append(tick)
    return merged


def _put_first(body: str) -> str:
    """Move a tick written right behind a name into the box before it: □政府网站√."""
    return _BEHIND.sub(r"■\1 ", body) if _BOXED.match(body) else body


def _signed(body: str, found: list[Tick]) -> Iterator[Option]:
    """Give each stretch the sign before it, or behind it where all signs stand behind."""
    head, tail = body[: found[0].start], body[found[-1].end :]
    if head.strip(EDGES) and not tail.strip(EDGES) and not _heads(head):
        yield from _signed_behind(body, found)
        return
    yield from options(head, None)
    edges = [*(tick.start for tick in found), len(body)]
    for tick, (_, end) in zip(found, pairwise(edges), strict=True):
        yield from options(body[tick.end : end], tick.filled)


def _heads(head: str) -> bool:
    """Tell whether the words before the first sign are a heading: 公开渠道：."""
    flat = folded(head).strip()
    return flat.endswith(":") and not known().match(flat)


def _signed_behind(body: str, found: list[Tick]) -> Iterator[Option]:
    for before, tick in pairwise([Tick(0, 0, filled=False), *found]):
        read = list(options(body[before.end : tick.start], filled=False))
        yield from (each._replace(filled=None) for each in read[:-1])
        yield from (each._replace(filled=tick.filled) for each in read[-1:])


def _unique(found: Iterable[Option]) -> list[Option]:
    """Give each name once: filled if it is filled anywhere; its free texts are kept."""
    kept: dict[str, Option] = {}
    for each in found:
        first = kept.get(each.name, each)
        texts = dict.fromkeys(filter(None, (first.other, each.other)))
        kept[each.name] = Option(
            each.name, bool(first.filled or each.filled), "；".join(texts) or None
        )
    return list(kept.values())
