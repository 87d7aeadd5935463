"""What ticks and words in a cell mean (勾选与文字): audience, attribute, levels, stages, phases.

Signs and words are data in ``data/vocabulary/columns.toml``.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from zwgk.model import Audience, Ground
from zwgk.tabular.header import words
from zwgk.terms import Attribute
from zwgk.text.normal import simplified, squeezed
from zwgk.text.ticks import ticks, tidied
from zwgk.vocabulary import levels_of

__all__ = [
    "GROUP",
    "attributes_in",
    "audience_in",
    "chosen",
    "grounds_in",
    "groups_in",
    "levels_in",
    "ticked",
    "understood",
]

GROUP = "特定群体"  # what a mere tick in the column of groups says
_SEPARATORS = re.compile(r"[、,，;；/\n\t]|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_ARTICLE_TEXT = r"第[一二三四五六七八九十百零〇0-9]+条(?:第[一二三四五六七八九十0-9]+[款项]|第?[（(][一二三四五六七八九十0-9]+[）)]项?)*"
_ARTICLE = re.compile(_ARTICLE_TEXT)
_GROUND = re.compile(rf"({_ARTICLE_TEXT})(?:[：:](.+))?")
_NAMED_GROUP = re.compile(r"[:：(（](.+?)[)）]?$", re.DOTALL)
_MODES = (
    (Attribute.WITHHELD, re.compile(r"不予公开|免予公开|不公开")),
    (Attribute.ON_REQUEST, re.compile(r"依(?:公民|当事人|法)?申请|经?申请公开|^申请$")),
    (Attribute.PROACTIVE, re.compile(r"(?<!不)主动|^(?:全[文部])?公开$|^予以公开$")),
)


@cache
def _marks() -> Mapping[str, bool]:
    table: dict[str, Any] = words()["ticks"]
    return {squeezed(sign): False for sign in table["no"]} | {
        squeezed(sign): True for sign in table["yes"]
    }


@lru_cache(maxsize=65536)
def ticked(text: str) -> bool | None:
    """Tell whether a cell is ticked (是否勾选); None if it says something in words.

    >>> ticked("√"), ticked("□"), ticked("被征收人")
    (True, False, None)
    """
    plain = squeezed(text)
    if not plain:
        return False
    known = _marks().get(plain)
    return known if known is not None else _all_signs(plain)


def _all_signs(plain: str) -> bool | None:
    signs = words()["ticks"]
    if set(plain) <= {*signs["lead"]}:
        return True
    return False if set(plain) <= {*signs["empty_lead"]} else None


@lru_cache(maxsize=65536)
def groups_in(text: str) -> str | None:
    """Read a cell of the column 特定群体 (特定群体): a tick, words, or both.

    >>> groups_in("√"), groups_in("√（被征收人）"), groups_in("学生家长"), groups_in("□")
    ('特定群体', '被征收人', '学生家长', None)
    """
    if (known := ticked(text)) is not None:
        return GROUP if known else None
    signs = words()["ticks"]
    plain = text.strip()
    if plain[0] in signs["empty_lead"]:
        return None
    spoken = plain.strip(signs["lead"] + " \n\t:：")
    return _unbracketed(spoken) or GROUP


def _unbracketed(text: str) -> str:
    if text[:1] in "(（[【" and text[-1:] in ")）]】" and not set(text[1:-1]) & set("()（）"):
        return text[1:-1].strip()
    return text


@lru_cache(maxsize=65536)
def chosen(text: str) -> tuple[str, ...]:
    """List the options a cell chooses (选中项): those with a filled box, or all where there is no box.

    >>> chosen("■全社会 □特定群体"), chosen("县级、乡级"), chosen("主动√ 依申请□")
    (('全社会',), ('县级', '乡级'), ('主动',))
    """
    flat = tidied(text)
    boxes = ticks(flat)
    if not boxes:
        return tuple(part for part in map(str.strip, _SEPARATORS.split(flat)) if part)
    behind = [*(box.start for box in boxes[1:]), len(flat)]
    before = [0, *(box.end for box in boxes[:-1])]
    if flat[: boxes[0].start].strip() and not flat[boxes[-1].end :].strip():
        parts = [flat[start : box.start] for start, box in zip(before, boxes, strict=True)]
    else:
        parts = [flat[box.end : end] for box, end in zip(boxes, behind, strict=True)]
    return tuple(
        part.strip(" \n、，,;；") for part, box in zip(parts, boxes, strict=True) if box.filled
    )


@cache
def _spoken(kind: str) -> frozenset[str]:
    return frozenset(simplified(squeezed(word)) for word in words()["words"][kind])


@lru_cache(maxsize=65536)
def audience_in(text: str) -> Audience | None:
    """Read an audience written in words (公开对象单栏写法).

    >>> audience_in("全社会").public, audience_in("被征收人").groups, audience_in("全社会、特定群体").groups
    (True, '被征收人', '特定群体')
    """
    plain = simplified(squeezed(text))
    if not plain or plain in words()["dash"]["words"]:
        return None
    if plain in _spoken("public"):
        return Audience(public=True)
    options = chosen(text)
    public = [option for option in options if _is_public(option)]
    others = [_named(option) for option in options if not _is_public(option)]
    if not public and not ticks(tidied(text)):
        return Audience(public=False, groups=_named(text))
    return Audience(public=bool(public), groups="、".join(others) or None)


def _is_public(option: str) -> bool:
    return simplified(squeezed(option)).partition("(")[0] in _spoken("public")


def _named(option: str) -> str:
    """Give the words behind 特定群体, or the usual word where there are none."""
    plain = simplified(squeezed(option))
    if plain in _spoken("groups"):
        return GROUP
    head = next(
        (word for word in _spoken("groups") if plain.startswith((f"{word}(", f"{word}:"))), None
    )
    found = _NAMED_GROUP.search(option) if head else None
    return found[1].strip() if found else option.strip()


@lru_cache(maxsize=65536)
def attributes_in(text: str) -> tuple[Attribute, ...]:
    """Read an attribute written in words (公开方式单栏写法); two mean that the cell contradicts itself.

    >>> attributes_in("主动公开"), attributes_in("□主动 ■依申请")
    ((<Attribute.PROACTIVE: '主动公开'>,), (<Attribute.ON_REQUEST: '依申请公开'>,))
    """
    options = [simplified(squeezed(option)) for option in chosen(text)]
    found = {mode for option in options for mode, pattern in _MODES if pattern.search(option)}
    return tuple(mode for mode in Attribute if mode in found)


@lru_cache(maxsize=65536)
def levels_in(text: str) -> tuple[str, ...]:
    """Read levels written in words (公开层级单栏写法); an unknown level keeps its words.

    >>> levels_in("县级、乡级"), levels_in("■区级 □镇街级"), levels_in("部门")
    (('县级', '乡级'), ('县级',), ('部门',))
    """
    if text in words()["dash"]["words"]:
        return ()
    whole = levels_of(text)
    found = whole or tuple(
        level for option in chosen(text) for level in levels_of(option) or (option,)
    )
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=4096)
def grounds_in(text: str) -> tuple[tuple[Ground, ...], bool]:
    """Read the articles that a cell gives for withholding (不予公开理由), and whether that is all it says.

    >>> grounds_in("第十四条：国家秘密")
    ((Ground(article='第十四条', item='国家秘密'),), True)
    >>> grounds_in("涉密，见《条例》第十四条")
    ((Ground(article='第十四条', item=None),), False)
    """
    parts = [_GROUND.fullmatch(part.strip()) for part in re.split("[；;\n]", text)]
    if all(parts):
        return tuple(Ground(part[1], part[2]) for part in parts if part), True
    return tuple(Ground(article) for article in dict.fromkeys(_ARTICLE.findall(text))), False


def understood(text: str, values: Iterable[str]) -> bool:
    """Tell whether every option of a cell is one of these words (是否全部识别).

    >>> understood("决策、执行", ("决策", "执行")), understood("决策（会前）", ("决策",))
    (True, False)
    """
    known = {*values}
    return all(
        simplified(squeezed(option)).removesuffix("公开") in known for option in chosen(text)
    )
