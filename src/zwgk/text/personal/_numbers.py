"""Numbers of persons in a run of digits (号码识别): identity, mobile, bank card.

A chain is digits with single breaks (spaces, hyphens); every window of whole groups is tried against the checks.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from attrs import frozen

from zwgk.text.personal._checks import (
    card,
    card_like,
    identity,
    identity_like,
    old_identity,
    phone,
)
from zwgk.text.personal._words import before, labelled, one_of, table

__all__ = ["free", "numbers"]

_UNSEEN = "\u0001"
_GROUP = re.compile(r"[0-9][0-9\u0001]*[Xx]?|[Xx]")
_CHAIN = re.compile(
    r"[0-9][0-9\u0001]*[Xx]?(?:[ -]{1,3}[0-9][0-9\u0001]*[Xx]?)*(?:[ -]{1,3}[Xx](?![0-9A-Za-z]))?"
)
_SHORTEST, _LONGEST = 11, 19
_SIGN = re.compile(r"[0-9A-Za-z]")
_JOINED_BEFORE = re.compile(r"[0-9A-Za-z][-_.]{1,2}$")
_JOINED_AFTER = re.compile(r"[-_.]{1,2}[0-9]")
_SPOKEN = re.compile(
    r"(?<![0-9A-Za-z])(?:id|no|tel|phone|mobile|mob|wechat|wx|vx|sfz|sj|dh)$", re.IGNORECASE
)
_MONEY = re.compile(r"(?:[¥￥$€£]|人民币|第)\s?$")

Found = tuple[str, int, int]


@frozen
class _Group:
    start: int
    end: int
    signs: str


def numbers(text: str, on: date | None) -> Iterator[Found]:
    """Find the numbers of persons, in order (号码): kind, start, end."""
    for chain in _CHAIN.finditer(text):
        if chain.end() - chain.start() >= _SHORTEST:
            yield from _in_chain(text, chain.start(), chain.end(), on)


def _in_chain(text: str, start: int, end: int, on: date | None) -> Iterator[Found]:
    found = _GROUP.finditer(text, start, end)
    groups = [_Group(m.start(), m.end(), m[0].replace(_UNSEEN, "")) for m in found]
    first = told = 0
    while first < len(groups):
        last = _read(text, groups, first, told, on)
        if last:
            kind, n = last
            yield _NAMED.get(kind, kind), groups[first].start, groups[n].end
            told = first = n + 1
        else:
            first += 1


def _read(
    text: str, groups: list[_Group], first: int, told: int, on: date | None
) -> tuple[str, int] | None:
    """Read the best number that begins with a group; give its kind and last group."""
    signs, best = "", None
    single = first == told or len(groups[first - 1].signs) > 1
    for last in range(first, len(groups)):
        size = len(groups[last].signs)
        signs, single = signs + groups[last].signs, single and size == 1
        if len(signs) > _LONGEST or (last - first >= _PARTS and not single):
            break
        if len(signs) < _SHORTEST:
            continue
        kind = _kind(text, signs, groups[first].start, on)
        if kind is None or not _stands(text, groups, first, last, kind, told):
            continue
        if kind in _STRONG:
            return kind, last
        best = kind, last
    return best


#: a number is written in so many parts at most, unless sign by sign
_PARTS = 6
#: their check leaves chance hardly any room: breaks and neighbours do not matter
_STRONG = frozenset({"identity-number", "residence-permit", "foreigner-permit"})


def _kind(text: str, signs: str, start: int, on: date | None) -> str | None:
    strong = identity(signs, on) or _miswritten(text, signs, start)
    if strong or not signs.isdigit():
        return strong
    if len(signs) == _OLD and old_identity(signs, on):
        return "old-identity"
    if phone(signs) or (phone(signs, listed=False) and labelled(text, start, "phone")):
        return "mobile"
    if not card(signs) or (identity_like(signs) and not labelled(text, start, "card")):
        return "bank-card" if card_like(signs) and labelled(text, start, "bank") else None
    return "bank-card"


def _miswritten(text: str, signs: str, start: int) -> str | None:
    """Take what a label calls an identity number, though a sign of it is wrong: it still tells of its person."""
    told = identity_like(signs) and labelled(text, start, "identity")
    return "identity-number" if told else None


_OLD = 15
_NAMED = {"old-identity": "identity-number"}


# ------------------------------------------------------------------ surroundings


def _stands(text: str, groups: list[_Group], first: int, last: int, kind: str, told: int) -> bool:
    start, end = groups[first].start, groups[last].end
    if kind in _STRONG:
        return _apart(text, start, end)
    sizes = tuple(len(each.signs) for each in groups[first : last + 1])
    whole = len(sizes) == len(groups)
    label = _LABEL_OF[kind]
    return (
        _grouped(kind, sizes, whole=whole)
        and _alone(groups, first, last, told, free_to_break=labelled(text, start, label))
        and free(text, start, end, label)
    )


_LABEL_OF = {"old-identity": "identity", "mobile": "phone", "bank-card": "card"}


def _country(group: _Group) -> bool:
    return group.signs in table("mobile")["country"]


def _alone(groups: list[_Group], first: int, last: int, told: int, *, free_to_break: bool) -> bool:
    """Refuse a broken number amid further short figures: a row of a table of figures."""
    if first == last or free_to_break:
        return True
    left = first == told or _country(groups[first - 1])
    following = groups[last + 1].signs if last + 1 < len(groups) else ""
    return left and (not following or len(following) > _SHORT or following[:2] in _MOBILE_HEADS)


_SHORT = 4
_MOBILE_HEADS = frozenset(f"1{n}" for n in range(3, 10))


def _grouped(kind: str, sizes: tuple[int, ...], *, whole: bool) -> bool:
    """Tell whether a number is broken as people break it (分段样式)."""
    if len(sizes) == 1 or (whole and set(sizes) == {1}):
        return True
    if kind == "bank-card":
        return set(sizes[:-1]) == {_CARD_GROUP} or sizes[:-1] == (_CARD_HEAD,)
    return sizes in _groups(kind)


_CARD_GROUP, _CARD_HEAD = 4, 6


@cache
def _groups(kind: str) -> frozenset[tuple[int, ...]]:
    if kind == "old-identity":
        return frozenset(map(tuple, table("identity")["old_groups"]))
    return frozenset(map(tuple, table("mobile")["groups"]))


def _apart(text: str, start: int, end: int) -> bool:
    """Tell whether no letter or digit touches a number, a spoken label aside."""
    touching = start and _SIGN.match(text[start - 1]) and not _SPOKEN.search(before(text, start))
    return not touching and not _SIGN.match(text[end : end + 1])


def free(text: str, start: int, end: int, label: str) -> bool:
    """Tell whether a number stands for itself: no part of a code, amount or number of something else (独立成号)."""
    if not _apart(text, start, end) or _JOINED_AFTER.match(text, end):
        return False
    context = before(text, start)
    if _JOINED_BEFORE.search(context) and not _spoken_or_country(context):
        return False
    return labelled(text, start, label) or not (
        _MONEY.search(context) or labelled(text, start, "other") or _units().match(text, end)
    )


def _spoken_or_country(context: str) -> bool:
    return bool(_COUNTRY.search(context)) or _SPOKEN.search(context.rstrip("-_.")) is not None


_COUNTRY = re.compile(r"(?<![0-9A-Za-z])(?:00)?86-{1,2}$")


@cache
def _units() -> re.Pattern[str]:
    return re.compile(rf"\s?(?:{one_of(table('labels')['units'])})")
