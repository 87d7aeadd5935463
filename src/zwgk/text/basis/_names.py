"""Names of instruments without title marks (未加书名号的文件名): 政府信息公开条例.

A vague word (相关法律法规, 上级文件, 本地实施办法) names no instrument.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from zwgk.text.basis._words import any_of, listed

__all__ = ["Name", "cleaned", "names"]

_HARD = re.compile(
    r"[;。:?!|“”\"'「」『』\[\]【】〔〕{}]|\d{1,2}\s?[.、)](?!\d)|[①-⒛❶-❿]|\(\s?[一二三四五六七八九十\d]{1,3}\s?\)|(?:^|\n)\s?[一二三四五六七八九十]{1,3}、"
)
_AFTER = r"(?=\s?(?:$|[、,/()]|和|及|与|以及|暨|或|等|中|的|规定|有关|相关|要求|第|精神|文件)|\s)"
_ABOUT = re.compile("关于|有关")
_OF = re.compile(r"的[^的]{0,8}$")
_SOFT = re.compile(r"[、,/]\s?")
_ORGAN = re.compile(r"(?:部|委|局|院|会|署|办|厅|行|府|室|社|处|中心|组|等|团)\s?$")
_PLACE = re.compile(r"^\w{2,9}?(?:省|市|县|区|州|盟|旗)\w{4,}规定$")
_ITS = re.compile("其(?:实施|配套)")
_STATE = "中华人民共和国"
_SHORTEST, _LONGEST = 3, 200


class Name(NamedTuple):
    """A name and where it stands in the stretch."""

    start: int
    end: int


def names(flat: str, start: int, end: int, *, numbered: bool) -> Iterator[Name]:
    """Find the names in one stretch (识别文件名); *numbered* if a number follows the stretch."""
    for first, last in _pieces(flat, start, end):
        at_end = numbered and not flat[last:end].strip()
        position = first
        while position < last and (found := _noun(flat, position, last, numbered=at_end)):
            name = cleaned(flat, position, found)
            if accepted(flat[name.start : name.end], numbered=at_end and found == last):
                yield name
            position = found


def _pieces(flat: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Part a stretch at hard separators and numbers."""
    first = start
    for match in _HARD.finditer(flat, start, end):
        yield _stripped(flat, first, match.start())
        first = match.end()
    yield _stripped(flat, first, end)


def _stripped(flat: str, start: int, end: int) -> tuple[int, int]:
    piece = flat[start:end]
    return start + len(piece) - len(piece.lstrip(" \n、,/")), end - len(piece) + len(
        piece.rstrip(" \n、,/")
    )


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(
        f"(?:(?P<strong>{any_of('names', 'strong')})|{any_of('names', 'weak')}){_AFTER}"
    )


def _noun(flat: str, start: int, end: int, *, numbered: bool) -> int | None:
    """Find where a name ends: at the first word that ends titles, behind 的 where 关于 opened."""
    for match in _ends().finditer(flat, start, end):
        head = flat[max(start, match.start() - _LONGEST) : match.start()]
        about = _ABOUT.search(head)
        if about and not _OF.search(head[about.end() :]):
            continue
        if match["strong"] or about or (numbered and match.end() == end):
            return match.end()
    return end if numbered and flat[start:end].strip() else None


def cleaned(flat: str, start: int, end: int) -> Name:
    """Take off what stands before a name: 根据, separators, other words of a list."""
    while match := re.compile(
        rf"[\s、,/]+|(?:{any_of('names', 'leads')})(?![法令])(?=[^法])"
    ).match(flat, start, end):
        start = match.end()
    parts = [start, *(match.end() for match in _SOFT.finditer(flat, start, end))]
    if about := _ABOUT.search(flat, start, end):
        parts = [each for each in parts if each <= about.start()]
    kept = parts.pop()
    while about and parts and _ORGAN.search(flat[max(start, kept - 12) : kept].rstrip("、,/ ")):
        kept = parts.pop()
    return Name(kept, end) if kept == start else cleaned(flat, kept, end)


def accepted(name: str, *, numbered: bool) -> bool:
    """Tell whether a text is the name of an instrument (是否成名)."""
    plain = re.sub(r"\s", "", name)
    if plain in listed("names", "short") or (numbered and _ITS.match(plain)):
        return True
    if not _SHORTEST <= len(plain) <= _LONGEST or _pronoun(plain) or _vague().fullmatch(plain):
        return False
    about = plain.find("关于") >= 0
    if numbered or about:
        return not re.search(r"的?(?:有关|相关)(?:规定|文件|要求|政策)$", plain)
    if re.search("有关|相关", plain):
        return False
    if plain.endswith(listed("names", "strong")):
        return not plain.endswith(listed("names", "not_law")) or plain.endswith("办法")
    return plain.startswith(_STATE) or bool(_PLACE.match(plain))


def _pronoun(plain: str) -> bool:
    return plain.startswith(listed("names", "pronouns"))


@cache
def _vague() -> re.Pattern[str]:
    endings = f"{any_of('names', 'strong')}|{any_of('names', 'weak')}"
    return re.compile(f"(?:{any_of('names', 'vague')})*(?:{endings})?(?:{endings})?")
