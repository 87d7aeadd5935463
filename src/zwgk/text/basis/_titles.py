"""The parts of a basis cell in order (依据的各部分): titles and what stands between them."""

import re
from collections.abc import Iterator

from zwgk.text.basis._marks import Marked, marked
from zwgk.text.basis._names import cleaned, names
from zwgk.text.basis._numbers import numbers
from zwgk.text.basis._tokens import Part, between
from zwgk.text.basis._words import any_of

__all__ = ["parts"]

_HAN = "\u4e00-\u9fff"
_TAIL = re.compile(
    rf"\s?(?:的|有关问题的|若干)?[{_HAN}]{{0,24}}?"
    rf"(?:通知|意见|决定|办法|细则|规定|条例|公告|批复|函|方案|通告|命令)(?![{_HAN}]*[》〉])"
)
_HEAD = re.compile(rf"[{_HAN}\d、,\s()]{{2,100}}$")
_FORCED_END = re.compile(r"[;。(【]|\n(?=\s?\d)|第\s?[\d一二三四五六七八九十]+\s?条")
_SIGHT, _FAR = 120, 400
_SHORT = 3


def parts(flat: str) -> Iterator[Part]:
    """Read the parts of folded text in order (切分依据).

    >>> [part.kind for part in parts("【法律】《预算法》第十四条")]
    ['label', 'title', 'articles']
    """
    position = 0
    for each in _wrapped(flat, marked(flat)):
        if each.start == each.end:
            yield from _unopened(flat, position, each.start)
            position = each.end + 1
            continue
        yield from between(flat, position, max(position, each.start - each.marked))
        if each.closed:
            yield Part("title", each.start, each.end)
            position = each.end + each.marked
            continue
        end = _forced_end(flat, each.start, each.end)
        if flat[each.start : end].strip():
            yield Part("title", each.start, end)
        position = end
    yield from between(flat, position, len(flat))


def _wrapped(flat: str, found: Iterator[Marked]) -> Iterator[Marked]:
    """Widen a marked title to the unmarked one around it: 财政部关于印发《办法》的通知."""
    last = 0
    for each in found:
        wide = _wide(flat, last, each) if each.closed and each.start > each.marked else None
        yield wide or each
        last = wide.end if wide else each.end + 1


def _wide(flat: str, last: int, title: Marked) -> Marked | None:
    before = title.start - 1
    run = _HEAD.search(flat[max(last, before - _SIGHT) : before])
    tail = _TAIL.match(flat, title.end + 1)
    if not run or not tail:
        return None
    start = cleaned(flat, before - len(run[0]), before).start
    if not _fits(flat[start:before].rstrip(), tail[0].strip()):
        return None
    return Marked(start, tail.end(), closed=True, marked=False)


def _fits(head: str, tail: str) -> bool:
    """Tell whether words before and behind a marked title make one title with it."""
    of = re.match("的|有关问题的", tail)
    if re.search(f"(?:{any_of('wraps', 'sends')})$", head):
        return bool(of)
    if head.endswith("实施") and len(head) > _SHORT:
        return bool(re.fullmatch("(?:若干)?(?:办法|细则|规定|意见|条例)", tail))
    return bool(of) and "关于" in head and bool(re.search(f"(?:{any_of('names', 'verbs')})$", head))


def _forced_end(flat: str, start: int, end: int) -> int:
    """End a title without its closing mark: at a name's end, a number, an article, a line."""
    near = min(end, start + _FAR)
    stop = _FORCED_END.search(flat, start, near)
    first = min([stop.start()] if stop else [near])
    first = min([first, *(each.start for each in numbers(flat, start, near))])
    named = next((each.end for each in names(flat, start, first, numbered=True)), first)
    return start + len(flat[start:named].rstrip(" \n、,;()《〈<【["))


def _unopened(flat: str, start: int, end: int) -> Iterator[Part]:
    """Read a title without its opening mark: the last name before the closing one."""
    found = list(between(flat, start, end))
    last = max((part.end for part in found if part.kind != "name"), default=start)
    yield from (part for part in found if part.end <= last)
    read = list(names(flat, max(last, end - _FAR), end, numbered=True))
    yield from (Part("name", *each) for each in read[:-1])
    yield from (Part("title", *each) for each in read[-1:])
