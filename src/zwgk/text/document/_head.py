"""The head of a document (版头、标题、主送机关之前): labelled elements, number, title, letterhead."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import pairwise, takewhile

from zwgk.text.basis._numbers import numbers
from zwgk.text.document._days import day_in, is_dated
from zwgk.text.document._lines import Line, is_body_name, is_label, part_of, whole, words
from zwgk.text.normal import folded, simplified, squeezed

__all__ = [
    "GAPS",
    "head_of",
    "labelled",
    "labelled_day",
    "labelled_number",
    "letterhead",
    "number_of",
    "title_of",
]

#: what stands between two things in one line
GAPS = re.compile(r"[ \t\u3000\u00a0]{2,}|\t")
_HEAD = 60
_LONG = 200
_SHORT = 60
_TITLE_LINES = 4
_BRACKETED = re.compile(r"\(.*\)")
_BLANK = " \t\u3000\u00a0\ufeff\u200b"
_WIDE = ("  ", "\t")
_KEYS = ("created", "issuer", "number", "title")


def head_of(lines: Sequence[Line]) -> list[Line]:
    """Take the lines before the recipients (主送机关) and before the first sentence."""
    return list(takewhile(lambda line: not _is_text(line.plain), lines[:_HEAD]))


def _is_text(plain: str) -> bool:
    ended = plain.endswith(":") or words("sentences").search(plain)
    return bool(ended) and not is_label(plain)


# ------------------------------------------------------------------ labels


def labelled(lines: Iterable[Line]) -> dict[str, str]:
    """Find the elements told behind a label, one or several in a line (带标签的要素)."""
    found: dict[str, str] = {}
    for line in lines:
        if len(line.raw) > _LONG:
            continue
        parts = GAPS.split(line.raw)
        for part in parts if ":" in line.plain else ():
            for key, value in _told(part):
                found.setdefault(key, value)
        for name, value in pairwise(parts):
            for key in _KEYS:
                if _name(key).fullmatch(name) and value.strip(_BLANK):
                    found.setdefault(key, whole(value))
    return found


def _is_row(line: Line) -> bool:
    """Tell whether a line is a row of names and values (要素表的一行)."""
    first, *others = GAPS.split(line.raw)
    return bool(others) and is_label(f"{squeezed(first)}:")


def _told(part: str) -> Iterator[tuple[str, str]]:
    for key in _KEYS:
        match = _label(key).match(part)
        if match and match[1].strip(_BLANK):
            yield key, whole(match[1])


@cache
def _label(key: str) -> re.Pattern[str]:
    return re.compile(rf"{_name(key).pattern}[:：](.+)")


@cache
def _name(key: str) -> re.Pattern[str]:
    return re.compile(rf"\s*[【\[(（]?(?:{part_of('labels', key)})[】\])）]?\s*")


def labelled_number(labels: Mapping[str, str]) -> str | None:
    """Read the number behind its label (发文字号)."""
    found = next(numbers(folded(labels.get("number", ""))), None)
    return found and found.text


def labelled_day(labels: Mapping[str, str]) -> date | None:
    """Read the day of issue behind its label (成文日期)."""
    return day_in(squeezed(labels.get("created", "")))


# ------------------------------------------------------------------ number


def number_of(head: Sequence[Line]) -> tuple[int | None, str | None]:
    """Find the document's number: in a line of its own, or beside the signer or the letterhead (发文字号)."""
    for index, line in enumerate(head):
        if found := next(_numbers_of(line), None):
            return index, found
        order = words("order").match(line.plain)
        above = head[index - 1].plain if index else ""
        if order and len(above) <= _SHORT and words("ordering").search(above):
            return index, f"{above}第{order['count']}号"
    return None, None


def _numbers_of(line: Line) -> Iterator[str]:
    if len(line.raw) > _LONG or "号" not in line.plain:
        return
    said = folded(simplified(line.raw))
    for found in numbers(said):
        alone = _opens(said[: found.start]) and _closes(said[found.end :])
        if alone and "〔" in found.text[1:]:
            yield found.text


def _opens(before: str) -> bool:
    """Tell whether nothing stands before a number but a label, a bracket, or words far to the left."""
    plain = squeezed(before)
    return not plain.strip("([【") or plain.endswith(":") or before.endswith(_WIDE)


def _closes(after: str) -> bool:
    plain = squeezed(after)
    return not plain.strip(")]】") or bool(words("beside").match(plain)) or after.startswith(_WIDE)


# ------------------------------------------------------------------ title


def title_of(head: Sequence[Line], number_at: int | None) -> str | None:
    """Find the title: the lines that end as titles do, below the number, else above it (标题)."""
    parts = [head] if number_at is None else [head[number_at + 1 :], head[:number_at]]
    runs = [[*_runs(part)] for part in parts]
    ended = next(filter(None, map(_ended, runs)), None)
    if ended:
        return _joined(ended)
    first = next((run[0] for part in runs for run in part), None)
    return _joined([first]) if first and len(first.plain) <= _SHORT else None


def _runs(part: Sequence[Line]) -> Iterator[list[Line]]:
    """Split into runs of lines next to each other that may be a title."""
    run: list[Line] = []
    for line in part:
        usable = _may_be_title(line.plain) and not _is_row(line)
        if run and (not usable or line.number != run[-1].number + 1):
            yield run
            run = []
        if usable:
            run.append(line)
    if run:
        yield run


def _may_be_title(plain: str) -> bool:
    if len(plain) > _LONG or words("others").fullmatch(plain) or is_label(plain):
        return False
    if plain.endswith("文件") and words("letterhead").match(plain):
        return False
    return not (_BRACKETED.fullmatch(plain) or is_dated(plain) or words("order").match(plain))


def _ended(runs: Iterable[Sequence[Line]]) -> Sequence[Line] | None:
    """Take the first run of lines that ends in a kind of document; the longest that does."""
    for run in runs:
        for first in range(len(run)):
            for last in range(min(len(run), first + _TITLE_LINES), first, -1):
                part = run[first:last]
                if words("kinds").search("".join(line.plain for line in part)):
                    return part
    return None


def _joined(lines: Iterable[Line]) -> str:
    return whole("".join(line.raw.strip(_BLANK) for line in lines))


# ------------------------------------------------------------------ letterhead


def letterhead(head: Sequence[Line], title: str | None) -> str | None:
    """Read the issuer off the letterhead, else off the words before 关于 in the title (发文机关标志)."""
    for line in head:
        match = words("letterhead").match(line.plain)
        if match and is_body_name(match["issuer"]):
            return match["issuer"]
    before, about, _ = (title or "").partition("关于")
    if about and is_body_name(squeezed(before)):
        return before
    return next((line.plain for line in head if is_body_name(line.plain)), None)
