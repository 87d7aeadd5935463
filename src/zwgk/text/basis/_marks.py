"""Title marks (书名号): pairs of 《》〈〉<>, nested, doubled, mistaken, or missing on one side."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from zwgk.text.basis._words import any_of

__all__ = ["Marked", "marked"]

_OPEN, _CLOSE = "《〈<«", "》〉>»"
_MARK = re.compile(f"[{_OPEN}{_CLOSE}]")
_PLAIN = rf"[^{_OPEN}{_CLOSE}、,;。\n()]"
_GOES_ON = re.compile(rf"\s?{_PLAIN}{{1,40}}(?:\([^()]{{1,20}}\))?{_PLAIN}{{0,20}}[{_CLOSE}]")
_OF = re.compile(rf"\s?的{_PLAIN}{{1,40}}[{_CLOSE}]")
_PAIR = rf"[{_OPEN}][^{_OPEN}{_CLOSE}]{{1,80}}[{_CLOSE}]"
_NESTED = re.compile(rf"{_PAIR}(?:[、,和及与\s]{{0,3}}{_PAIR}){{0,8}}{_PLAIN}{{1,40}}[{_CLOSE}]")
_DEEPEST = 8
_OUTER = "《»«》"


class Marked(NamedTuple):
    """A stretch between title marks (书名号内); ``closed`` is False where a mark is missing.

    A missing opening mark gives an empty stretch at the closing one (``start == end``).
    """

    start: int
    end: int
    closed: bool
    marked: bool = True


def marked(flat: str) -> Iterator[Marked]:
    """Find the stretches in title marks (识别书名号).

    >>> flat = "《预算法》《关于印发<办法>的通知》"
    >>> [flat[each.start:each.end] for each in marked(flat)]
    ['预算法', '关于印发<办法>的通知']
    """
    stack: list[int] = []
    for mark in _MARK.finditer(flat):
        position = mark.start()
        if mark[0] in _OPEN:
            if stack and not _inner(flat, stack, position):
                yield Marked(stack[0] + 1, position, closed=False)
                stack = []
            stack = [*stack, position][:_DEEPEST]
        elif not stack:
            yield Marked(position, position, closed=False)
        elif _closes(flat, stack, position):
            yield Marked(_innermost(flat, stack) + 1, position, closed=True)
            stack = []
        elif len(stack) > 1:
            stack.pop()
    if stack:
        yield Marked(stack[0] + 1, len(flat), closed=False)


def _inner(flat: str, stack: list[int], position: int) -> bool:
    """Tell whether an opening mark stands inside a title, or begins the next one."""
    if not flat[stack[-1] + 1 : position].strip():
        return True
    same = (flat[stack[0]] in _OUTER) == (flat[position] in _OUTER)
    before = flat[max(0, position - 8) : position].rstrip()
    return not same or bool(_verb().search(before)) or bool(_NESTED.match(flat, position))


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of('names', 'verbs')})$")


def _closes(flat: str, stack: list[int], position: int) -> bool:
    """Tell whether a closing mark ends the whole title."""
    after = position + 1
    if len(stack) == 1:
        like = (flat[stack[0]] in _OUTER) == (flat[position] in _OUTER)
        return not (_OF if like else _GOES_ON).match(flat, after)
    if _doubled(flat, stack):
        return not _GOES_ON.match(flat, after)
    wide = flat[position] in _OUTER and flat[stack[-1]] not in _OUTER and flat[stack[0]] in _OUTER
    return wide and not _GOES_ON.match(flat, after) and flat[after : after + 1] not in tuple(_CLOSE)


def _doubled(flat: str, stack: list[int]) -> bool:
    return len(stack) > 1 and not flat[stack[0] + 1 : stack[-1]].strip(_OPEN + " \n")


def _innermost(flat: str, stack: list[int]) -> int:
    return stack[-1] if _doubled(flat, stack) else stack[0]
