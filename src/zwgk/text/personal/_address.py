"""Addresses where somebody lives (住址): behind a label, or with a building and a room."""

import re
from collections.abc import Iterator
from functools import cache

from zwgk.text.personal._words import one_of, table

__all__ = ["addresses"]

Found = tuple[str, int, int]
_HAN = "[\u4e00-\u9fff]"


def addresses(text: str) -> Iterator[Found]:
    """Find where a person lives; where an office sits is left alone (住址)."""
    told = read = 0
    for place in _start().finditer(text):
        found = _tail().match(text, place.start()) if place.start() >= read else None
        if found is None:
            continue
        tail, end = found[0], found.end()
        read = end
        head = _head(text, told, found.start())
        start, label = found.start() - len(head), _after_label(head)
        if label is not None and _is_place(head[label:], tail):
            yield "address", start + label, end
            told = end
        elif not _any(head, "workplaces") and _is_home(head[(cut := _after_stop(head)) :], tail):
            yield "address", start + cut, end
            told = end


def _head(text: str, told: int, start: int) -> str:
    """Give the Han characters before the first piece, a label and its colon among them."""
    back = text[max(told, start - _FAR) : start][::-1]
    found = _HEAD.match(back)
    return found[0][::-1] if found else ""


_FAR = 44
#: what is hidden already
_STARS = r"[ ()-]{0,3}\*"
#: the name of an estate between two pieces: not behind a room, and nobody else dwells in it
_NAME = f"(?<![室房户])(?:(?!住){_HAN}){{1,10}}?"
_HEAD = re.compile(f"{_HAN}{{2,30}}(?:[: ]{{1,2}}{_HAN}{{2,12}})?")


def _is_place(head: str, tail: str) -> bool:
    """Tell a place that a label calls a dwelling from bare figures, and from an office."""
    named = _any(tail, "units") or _any(head, "estates")
    return named and (_any(tail, "building") or not _any(head + tail, "offices"))


def _any(text: str, words: str) -> bool:
    return _of(words).search(text) is not None


@cache
def _of(words: str) -> re.Pattern[str]:
    return re.compile(one_of(table("address")[words]))


def _after_label(head: str) -> int | None:
    """Give where the address begins behind a label such as 家住."""
    last = None
    for found in _label().finditer(head):
        last = found.end()
    return last if last is not None and len(head) - last > 1 else None


def _after_stop(head: str) -> int:
    """Give where the address begins behind the last word that does not belong to it."""
    cut = 0
    for found in _stop().finditer(head):
        if len(head) - found.end() > 1:
            cut = found.end()
    return cut


def _is_home(head: str, tail: str) -> bool:
    """Tell a dwelling, which has a building and a room, from an office (住宅)."""
    if not head or _any(head + tail, "offices"):
        return False
    rooms = _any(tail, "room") or tail[-3:].isdigit()
    return rooms and (_any(tail, "building") or _any(head + tail, "estates"))


@cache
def _label() -> re.Pattern[str]:
    words = table("address")
    label = f"(?:{one_of(words['labels'])})(?!{one_of(words['others'])})"
    return re.compile(rf"{label}(?:{one_of(words['joints'])}|[: ]){{0,3}}")


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(f"(?:{one_of(table('address')['stops'])})[: ]?")


#: what stands before a unit beside figures
_NUMERALS, _SIDES = "一二三四五六七八九十百", "东西南北甲乙丙丁"


@cache
def _start() -> re.Pattern[str]:
    """Where a piece may begin, found quickly: a figure or side with what may follow it."""
    units = "".join(dict.fromkeys(unit[0] for unit in table("address")["units"]))
    return re.compile(f"[0-9A-Z{_NUMERALS}{_SIDES}](?=[0-9A-Za-z{_NUMERALS}{units}-])")


@cache
def _tail() -> re.Pattern[str]:
    """Pieces such as 12号3栋502室, a name of few characters among them."""
    units = one_of(table("address")["units"])
    number = (
        r"(?<![0-9A-Za-z*-])[0-9]{1,4}[A-Za-z]?(?:-[0-9]{1,4}){0,3}"
        f"|[{_NUMERALS}]{{1,4}}"
    )
    piece = rf"(?:(?:{number}|[A-Z{_SIDES}])(?:{units}))"
    short = r"(?<![0-9A-Za-z*-])[0-9]{1,2}-[0-9]{1,2}-[0-9]{3,4}"
    last = rf"(?:{short}|[0-9]{{3,4}})(?![0-9年月日元万个-]|{_STARS})"
    return re.compile(
        rf"(?:{piece}|{last})(?:[ -]?(?:{_NAME})?[ -]?{piece}){{0,6}}(?:[ -]?{last})?"
    )
