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
    told = 0
    for found in _tail().finditer(text):
        tail, end = found[0], found.end()
        head = _head(text, told, found.start())
        start, label = found.start() - len(head), _after_label(head)
        if label is not None:
            yield "address", start + label, end
            told = end
        elif _is_home(head, tail):
            yield "address", start + _after_stop(head), end
            told = end


def _head(text: str, told: int, start: int) -> str:
    """Give the Han characters before the first piece, a label and its colon among them."""
    back = text[max(told, start - _FAR) : start][::-1]
    found = _HEAD.match(back)
    return found[0][::-1] if found else ""


_FAR = 44
_HEAD = re.compile(f"{_HAN}{{2,30}}(?:[: ]{{1,2}}{_HAN}{{2,12}})?")


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
    whole = head + tail
    if not head or any(word in whole for word in table("address")["offices"]):
        return False
    words = table("address")
    rooms = any(word in tail for word in words["room"]) or tail[-3:].isdigit()
    built = any(word in tail for word in words["building"])
    return rooms and (built or any(word in whole for word in words["estates"]))


@cache
def _label() -> re.Pattern[str]:
    words = table("address")
    return re.compile(rf"(?:{one_of(words['labels'])})(?:{one_of(words['joints'])}|[: ]){{0,3}}")


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(f"(?:{one_of(table('address')['stops'])})[: ]?")


@cache
def _tail() -> re.Pattern[str]:
    """Pieces such as 12号3栋502室, a name of few characters among them."""
    units = one_of(table("address")["units"])
    number = r"(?<![0-9A-Za-z-])[0-9]{1,4}[A-Za-z]?(?:-[0-9]{1,4}){0,3}|[一二三四五六七八九十百]{1,4}"
    piece = rf"(?:(?:{number}|[A-Z东西南北甲乙丙丁])(?:{units}))"
    last = r"(?:(?<![0-9A-Za-z-])[0-9]{1,2}-[0-9]{1,2}-[0-9]{3,4}|[0-9]{3,4})(?![0-9年月日元万个-])"
    return re.compile(
        rf"(?:{piece}|{last})(?:[ -]?{_HAN}{{0,10}}?[ -]?{piece}){{0,6}}(?:[ -]?{last})?"
    )
