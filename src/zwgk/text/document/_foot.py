"""The foot of a document (成文日期、发文机关署名、版记): the day of issue, the signature, the colophon."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from zwgk.text.document._days import Dated, split
from zwgk.text.document._head import GAPS
from zwgk.text.document._lines import Line, is_body_name, words
from zwgk.text.normal import folded, squeezed

__all__ = ["Signed", "colophon", "issuer", "printed", "signed"]

_SIGNERS = 12
_HEAD = 3
_BLANKS = re.compile(r"[\s\u3000\u00a0]+")
_BRACKETED = re.compile(r"\(.*\)")
_YEAR = re.compile(r"[0-9零〇○一二三四五六七八九oO](?:\s*[0-9零〇○一二三四五六七八九oO]){3}\s*年")


class Signed(NamedTuple):
    """The line with the day of issue (成文日期一行): its place in the list, the day, the names before it."""

    at: int
    day: date
    before: str


def signed(lines: Sequence[Line], head: int, end: int) -> Signed | None:
    """Choose the day of issue: above its note, else below its signature, else the last day alone (成文日期)."""
    found = [each for each in _alone(lines) if each.at < end]
    noted = [each for each in found if _has_note_below(lines, each.at)]
    named = [each for each in found if each.before or is_body_name(_above(lines, each.at))]
    below = [each for each in named if each.at >= head]
    chosen = [*noted, *below, *named, *found[-1:]]
    return chosen[0] if chosen else None


def _above(lines: Sequence[Line], index: int) -> str:
    return lines[index - 1].plain if index else ""


def _has_note_below(lines: Sequence[Line], index: int) -> bool:
    after = lines[index + 1].plain if index + 1 < len(lines) else ""
    return bool(_BRACKETED.fullmatch(after)) and "开" in after


def _alone(lines: Sequence[Line]) -> Iterator[Signed]:
    """List the lines that hold a day alone, or behind the names of bodies; a note may follow."""
    for index, line in enumerate(lines):
        found = split(line.plain)
        if found and _closed(found):
            before = words("seal").sub("", found.before.strip("("))
            if not before or is_body_name(before):
                yield Signed(index, found.day, _names_before(line.raw) if before else "")


def _closed(found: Dated) -> bool:
    return not found.after.strip(")") or bool(_BRACKETED.fullmatch(found.after))


def _names_before(raw: str) -> str:
    """Take the words before the year, as written."""
    match = _YEAR.search(folded(raw))
    return raw[: match.start()] if match else raw


# ------------------------------------------------------------------ signature


def issuer(lines: Sequence[Line], found: Signed) -> str | None:
    """Read the signature: the names before the day, or in the lines above it (发文机关署名)."""
    raws = [found.before]
    if not found.before.strip():
        above = lines[max(0, found.at - _SIGNERS) : found.at]
        run = [*takewhile(lambda line: is_body_name(line.plain), reversed(above))]
        raws = [line.raw for line in reversed(run)]
    return "、".join(name for raw in raws for name in _names(raw)) or None


def _names(raw: str) -> Iterator[str]:
    """Split the names of one line, and take off what is said of the seal."""
    bare = words("sealed").sub("", raw)
    parts = [_BLANKS.sub("", part) for part in GAPS.split(bare.strip()) if part]
    if all(is_body_name(squeezed(part)) for part in parts):
        yield from parts
    else:
        yield "".join(parts)


# ------------------------------------------------------------------ colophon


def colophon(lines: Sequence[Line]) -> int:
    """Tell at which line the colophon (版记) begins; the number of lines if there is none."""
    starts = words("colophon", "starts")
    first = min(len(lines) // 2, _HEAD)
    for index, line in enumerate(lines):
        if (index > first and starts.match(line.plain)) or (index and _printing(line)):
            return index
    return len(lines)


def _printing(line: Line) -> Dated | None:
    found = split(line.plain) if "印" in line.plain else None
    return found if found and words("colophon", "printed").match(found.after) else None


def printed(lines: Sequence[Line]) -> tuple[str | None, date | None]:
    """Read who printed the document, and when (印发机关、印发日期)."""
    for index, line in enumerate(lines):
        if found := _printing(line):
            above = _printer(_above(lines, index))
            by = _printer(found.before) or (above if is_body_name(above) else "")
            return by or None, found.day
    return None, None


def _printer(plain: str) -> str:
    return words("colophon", "printer").sub("", plain).strip(",;、")
