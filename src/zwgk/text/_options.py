"""One stretch of a channels cell between two signs (渠道选项): names, free text behind 其他."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from zwgk.text._channel_words import (
    OTHER,
    STOP,
    canonical,
    complete,
    endless,
    known,
    standard,
    words,
)
from zwgk.text.normal import folded, squeezed

__all__ = ["EDGES", "Option", "bare", "options"]

EDGES = " \n:;,、。.，；：-—/·・|\\"
_DOTS = dict.fromkeys(map(ord, "·・"))
_SKIP = re.compile(
    rf"(?:[\s{STOP}.:*※-]|等(?:渠道|方式|载体|媒体|途径|形式|平台)?(?=[\s{STOP}.]|$))+"
)
_NUMBER = re.compile(
    r"(?:\d{1,2}[.、)](?!\d)|\(\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?\)|[①-⒛❶-❿]"
    r"|[一二三四五六七八九十]{1,3}、|[一二三四五六七八九]是|\d{1,2}(?=\s?[\u4e00-\u9fff]))\s?"
)
_LEAD = re.compile("(?:通过|利用|依托|采取|采用|运用|借助|在|于|经)(?=..)")
_ATOM = re.compile(rf"(?:\((?!\d{{1,2}}\))[^()]{{0,60}}\)|[^\s{STOP.translate(_DOTS)}:]){{1,120}}")
_GAP = re.compile(r"\s[/、]?\s?|[/、]\s?")
_ASIDE = re.compile(r"\s?\([^()]{0,200}\)|\s?:\s?[^\s;、:]{1,200}")
_AND = re.compile(r"\s?(?:以及|及(?!其)|和|与|暨|或者?)\s?")
_CUT = re.compile(r"[·・]|以及|及(?!其)|和|与|暨|或|\d{1,2}[.、)](?!\d)|\(\d{1,2}\)")
_OTHER = re.compile(r"其\s?[他它]")
_ALONE = re.compile(r"[_\s;]{0,40}[\s;]")
_SPOKEN = re.compile(rf"[^{re.escape(EDGES)}_]")
_STOPS = re.compile(rf"[\n{STOP}]\s?")
_FILL = re.compile(r"[_＿﹍﹎﹏]+|[—－\-…]{2,}|\.{3,}|。{3,}")
_ASKED = r"(?:请|需|应|可|如有)*(?:具体)?(?:注明|填写|说明|列明|写明|补充)"
_ASK = re.compile(rf"\({_ASKED}[^():]{{0,10}}\)|{_ASKED}[^,;:。、()]{{0,10}}:?")
_ENCLOSED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|“[^“”]*”|\"[^\"]*\"")
_LEGEND = re.compile(r"[（(](?:必[选须填]|可选)[项]?[)）]$")
_SILENT = frozenset({"", "无", "()", "公开", "发布", "公示", "公布"})
_JOINED = 4


class Option(NamedTuple):
    """One option of a menu (选项); ``filled`` is None where it has no sign."""

    name: str
    filled: bool | None
    other: str | None = None


def options(segment: str, filled: bool | None) -> Iterator[Option]:  # noqa: FBT001 - the sign before it
    """Read the options of one stretch (识读选项); only the first has the sign.

    >>> [each.name for each in options("政府网站 两微一端", True)]
    ['政府网站', '两微一端']
    """
    flat = folded(segment)
    signed, position = filled is not None, 0
    while (position := _start(flat, position)) < len(flat):
        option, position = _next(segment, flat, position, signed=signed)
        if conjunction := _AND.match(flat, position):
            position = conjunction.end()
        if option:
            yield option._replace(filled=filled)
            filled = None


def _start(flat: str, position: int) -> int:
    """Pass over separators, bullets, numbers and 通过."""
    before = -1
    while before != position:
        before = position
        for pattern in (_SKIP, _NUMBER, _LEAD):
            if match := pattern.match(flat, position):
                position = match.end()
    return position


def _next(segment: str, flat: str, position: int, *, signed: bool) -> tuple[Option | None, int]:
    match = known().match(flat, position)
    if match and not _OTHER.match(match[0]) and _settled(flat, match):
        name = _own_words(segment[position : match.end()], signed=signed)
        return Option(name, None), _past_aside(flat, match.end())
    if other := _OTHER.match(flat, position):
        return _other(segment, flat, other.end(), signed=signed)
    end = _local_end(flat, position, signed=signed)
    if flat[end : end + 1] == ":" and _heading(flat, end + 1):
        return None, end + 1
    name = _own_words(segment[position:end], signed=signed)
    return (Option(name, None) if name else None), max(_past_aside(flat, end), position + 1)


def _settled(flat: str, match: re.Match[str]) -> bool:
    """Tell whether a known name ends here: brackets behind a local name belong to it."""
    return canonical(match[0]) in standard() or flat[match.end() : match.end() + 1] != "("


def _other(segment: str, flat: str, position: int, *, signed: bool) -> tuple[Option, int]:
    """Read 其他 and what stands behind it: to the next sign, or to the next known channel."""
    longest = sorted(words("options"), key=len, reverse=True)
    start = position + next((len(each) for each in longest if flat.startswith(each, position)), 0)
    end = (_lost_sign(flat, start) or len(flat)) if signed else _free_end(flat, start)
    return Option(OTHER, None, _free_text(segment[start:end])), end


def _lost_sign(flat: str, position: int) -> int | None:
    """Find a known channel that stands alone behind an empty 其他."""
    gap = _ALONE.match(flat, position)
    return gap.end() if gap and known().match(flat, gap.end()) else None


def _free_end(flat: str, position: int) -> int:
    """End the words behind 其他, in a cell without signs, at the next line or known channel."""
    first = _SPOKEN.search(flat, position)
    spoken = first.start() if first else len(flat)
    for stop in _STOPS.finditer(flat, position):
        if (stop[0][0] == "\n" and spoken < stop.start()) or known().match(flat, stop.end()):
            return stop.start()
    return len(flat)


def _free_text(text: str) -> str | None:
    """Take the words behind 其他 without colon, underlines, brackets and 请注明."""
    plain = bare(_FILL.sub(" ", text))
    if asked := _ASK.match(folded(plain)):
        plain = bare(plain[asked.end() :])
    plain = re.sub(r"\s*\n\s*", "", plain)
    return None if squeezed(plain) in _SILENT else plain


def bare(text: str) -> str:
    """Take off edges, and brackets that enclose the whole (去外括号).

    >>> bare("：（办税服务厅）"), bare("公示栏（电子屏）")
    ('办税服务厅', '公示栏（电子屏）')
    """
    plain = text.strip(EDGES)
    flat = folded(plain)
    if not _ENCLOSED.fullmatch(flat) or _ASK.fullmatch(flat):
        return plain
    return plain[1:-1].strip(EDGES)


def _heading(flat: str, position: int) -> bool:
    """Tell whether a colon only introduces what follows: nothing or a known channel."""
    after = _start(flat, position)
    return after == len(flat) or bool(known().match(flat, after))


def _past_aside(flat: str, position: int) -> int:
    """Pass over an explanation in brackets or behind a colon."""
    while aside := _ASIDE.match(flat, position):
        colon = flat.find(":", position, position + 2)
        if colon >= 0 and _heading(flat, colon + 1):
            break
        position = aside.end()
    return position


def _local_end(flat: str, position: int, *, signed: bool) -> int:
    """End a name of its own words, joining what a line break or a blank has cut."""
    atom = _ATOM.match(flat, position)
    end = last = _cut(flat, position, atom.end()) if atom else position + 1
    for _ in range(_JOINED):
        if complete(squeezed(flat[max(position, last - 80) : last])):
            return last
        gap = _GAP.match(flat, last)
        more = _ATOM.match(flat, gap.end()) if gap else None
        if not gap or not more or not _joins(flat, position, last, gap):
            break
        last = _cut(flat, gap.end(), more.end())
    whole = complete(squeezed(flat[max(position, last - 80) : last]))
    return last if whole or (signed and not set("、/") & set(flat[position:last])) else end


def _joins(flat: str, start: int, end: int, gap: re.Match[str]) -> bool:
    placed = set(squeezed(flat[max(start, end - 40) : end]).split("、")) <= set(words("places"))
    following = known().match(flat, gap.end())
    if following and (not placed or squeezed(following[0]) in standard()):
        return False
    return not _NUMBER.match(flat, gap.end()) and (placed or gap[0].strip() in ("", "/"))


def _cut(flat: str, start: int, end: int) -> int:
    """End a name where 和 or another channel follows a name already complete."""
    ends = [match.start() for match in _CUT.finditer(flat, start + 1, end)]
    found = known().finditer(flat, start + 2, end)
    ends += [match.start() for match in found if squeezed(match[0]) in standard()]
    return next((each for each in sorted(ends) if complete(flat[start:each])), end)


def _own_words(text: str, *, signed: bool) -> str:
    """Keep a local name as written, without white space, quotes and verb."""
    name = _LEGEND.sub("", re.sub(r"\s", "", text)).rstrip("（(【[").lstrip("）)】]")
    name = bare(name if signed else endless(name))
    if squeezed(name) in _SILENT or not re.search(r"\w", name):
        return ""
    found = canonical(name)
    return found if found in standard() else name
