"""Text before reading and titles after it (前后整理): width, white space, remarks."""

import re
from itertools import pairwise
from typing import NamedTuple

from zwgk.text.basis._articles import articles
from zwgk.text.basis._numbers import best
from zwgk.text.basis._words import any_of
from zwgk.text.normal import folded, simplified
from zwgk.text.ticks import tidied

__all__ = ["Title", "folds", "titles"]

_YEAR = r"(?:19|20)\d\d"
_SHUTTING = r"[)\]】}》〉>»〕﹞]"
_YEAR_OPEN = re.compile(rf"[(\[【{{《〈<«﹝](?=\s?{_YEAR}\s?{_SHUTTING}\s?第?\s?\d{{1,5}}\s?号)")
_YEAR_CLOSE = re.compile(rf"(?<=(?:19|20)\d\d){_SHUTTING}(?=\s?第?\s?\d{{1,5}}\s?号)")
_HISTORY = re.compile(
    r"(?<=[》〉>)\u4e00-\u9fff\s])\((?=[^《])(?:[^()《》]|《[^《》]{0,80}》){0,300}\)"
)
_AMENDED = re.compile(r"\s?\([^()]{0,60}(?:修正|修订|修改)(?:版|本|文本)?\)$")
_NUMBERED = re.compile(r"\s?[(【\[]((?:[^()]|\([^()]{0,12}\)){2,60})[)】\]]?$")
_ARTICLES = re.compile(r"第\s?[\d一二三四五六七八九十百零〇]{1,7}\s?条[^《》]{0,60}$")
_ORGAN = re.compile("(?:部|委|局|院|会|署|办|厅|行|府|室|社|处|组|央|等)$")
_EDGES = " \n、,;；，。:：."
_SHUT = {"》": "《", "〉": "〈", ">": "<", "»": "«"}
_WORD, _DEEPEST = 2, 8


class Title(NamedTuple):
    """A finished title, and what stood inside its marks (整理后的名称)."""

    title: str
    number: str | None = None
    articles: tuple[str, ...] = ()


def folds(text: str) -> tuple[str, str]:
    """Give the tidy text and its folded twin, character for character (整理与折叠)."""
    tidy = tidied(text)
    flat = folded(simplified(tidy))
    flat = _YEAR_CLOSE.sub("〕", _YEAR_OPEN.sub("〔", flat))
    return tidy, _HISTORY.sub(_without_titles, flat)


def _without_titles(bracket: re.Match[str]) -> str:
    """Blank the titles inside a remark: （根据《…决定》修订）."""
    if "《" not in bracket[0] or not re.search("修订|修正|修改|简称|废止", bracket[0]):
        return bracket[0]
    return re.sub(r"《[^《》]*》", lambda title: " " * len(title[0]), bracket[0])


def titles(written: str) -> list[Title]:
    """Finish the words of a title (整理名称): several where one pair of marks holds a list.

    >>> titles("土地管理法、城乡规划法")[1].title
    '城乡规划法'
    """
    title, number, listed = _bare(written)
    flat = folded(title)
    parts = re.split(r"\s?[、,;]\s?", flat)
    whole = len(parts) == 1 or re.search("关于|印发", flat) or not all(map(_statute, parts))
    spans = [(0, len(title))] if whole else _spans(flat)
    found = [Title(_spaced(title[start:end]), None) for start, end in spans]
    return [*found[:-1], Title(found[-1].title, number, listed)]


def _statute(part: str) -> bool:
    return bool(re.fullmatch(rf"\w{{1,40}}(?:{any_of('names', 'strong')})", part))


def _spans(flat: str) -> list[tuple[int, int]]:
    ends = [match.start() for match in re.finditer("[、,;]", flat)] + [len(flat)]
    return list(zip([0, *(end + 1 for end in ends[:-1])], ends, strict=True))


def _bare(written: str) -> Title:
    """Take off the number, the articles and the history of amendment at the end of a title."""
    title, number = written, None
    listed: tuple[str, ...] = ()
    for _ in range(3):
        title = _balanced(title.strip(_EDGES))
        flat = folded(simplified(title))
        if (bracket := _NUMBERED.search(flat)) and (told := best(bracket[1])):
            title, number = title[: bracket.start()], told.text
        elif match := _AMENDED.search(flat) or _ARTICLES.search(flat):
            read, _ = articles(flat, match.start())
            title, listed = title[: match.start()], read or listed
    return Title(_balanced(title.strip(_EDGES)), number, listed)


def _balanced(title: str) -> str:
    """Take off marks at the edges that have no partner, or that enclose the whole."""
    for _ in range(_DEEPEST):
        flat = folded(title)
        if flat[:1] in _SHUT.values() and _partner(flat) == len(flat) - 1:
            title = title[1:-1]
        elif flat[-1:] in _SHUT and flat.count(flat[-1]) > flat.count(_SHUT[flat[-1]]):
            title = title[:-1]
        elif flat[:1] in _SHUT.values() and _partner(flat) < 0:
            title = title[1:]
        else:
            break
    return title


def _partner(flat: str) -> int:
    """Find the mark that closes the first one."""
    depth = 0
    for position, each in enumerate(flat):
        depth += (each in _SHUT.values()) - (each in _SHUT)
        if depth == 0:
            return position
    return -1


def _spaced(title: str) -> str:
    """Drop white space inside a title, but for the blank between two agencies."""
    words = title.split()
    if all(len(word) < _WORD for word in words):
        return "".join(words)
    kept = words[:1]
    for before, word in pairwise(words):
        kept += [" ", word] if len(before) > _WORD and _ORGAN.search(before) else [word]
    return "".join(kept)
