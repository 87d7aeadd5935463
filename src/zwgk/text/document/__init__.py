"""An official document read by its layout (公文识读): title, number, issuer, day, attribute notes, colophon.

Nothing is mended and nothing lost: what is not found is absent, the whole text stays in the result.
Source: GB/T 9704-2012 《党政机关公文格式》; the words are data in ``data/vocabulary/document.toml``.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from zwgk.model.document import Document, DocumentNote, NotePlace
from zwgk.terms import Attribute
from zwgk.text.document._foot import Signed, colophon, issuer, printed, signed
from zwgk.text.document._head import (
    head_of,
    labelled,
    labelled_day,
    labelled_number,
    letterhead,
    number_of,
    title_of,
)
from zwgk.text.document._lines import Line, lines_of
from zwgk.text.marks import noted, parse_mark
from zwgk.text.normal import squeezed

__all__ = ["contradictory", "document", "is_document"]

_HEAD = 60
_CACHED = 20_000
_EVIDENCE = 2
#: nobody marks a document more often
_MOST = 50
_BRACKETED = re.compile(r"\(.*\)")
#: a note says of what it is one: 此件, a label, or brackets
_NAMED = re.compile(r"[此本该(\[【〔:]")


class _Zones(NamedTuple):
    """Where the parts of a document stand (各部分的位置), by the index of lines."""

    lines: Sequence[Line]
    head: int
    signed: Signed | None
    colophon: int


def document(text: str) -> Document:
    r"""Read an official document by its layout (识读公文).

    >>> text = "白政办发〔2024〕3号\n\n关于清理河道的通知\n\n各村：\n　　请抓紧。\n\n白石镇人民政府\n2024年3月4日\n（此件公开发布）"
    >>> found = document(text)
    >>> found.title, found.number, found.issuer, found.created.isoformat(), found.note.text
    ('关于清理河道的通知', '白政办发〔2024〕3号', '白石镇人民政府', '2024-03-04', '（此件公开发布）')
    """
    return _kept(text) if len(text) <= _CACHED else _read(text)


def is_document(found: Document) -> bool:
    """Tell whether a text has the looks of an official document at all (是否公文): two of its elements.

    >>> is_document(document("姓名,电话"))
    False
    """
    titled = found.title and found.issuer
    seen = (titled, found.number, found.created_line, found.notes, found.printed)
    return sum(map(bool, seen)) >= _EVIDENCE


def contradictory(text: str) -> tuple[DocumentNote, ...]:
    r"""List the first note of each attribute where a text has notes of several (互相矛盾的标注).

    >>> [each.line for each in contradictory("（此件公开发布）\n（此件主动公开）\n（此件不予公开）")]
    [1, 3]
    """
    if parse_mark(text) is None:
        return ()
    first: dict[Attribute, DocumentNote] = {}
    for each in document(text).notes:
        first.setdefault(each.mark.attribute, each)
    return tuple(first.values()) if len(first) > 1 else ()


def _read(text: str) -> Document:
    lines = lines_of(text)
    head, end = head_of(lines), colophon(lines)
    labels = labelled(lines[:_HEAD])
    number_at, number = number_of(head)
    title = labels.get("title") or title_of(head, number_at)
    seal = signed(lines, len(head), end)
    by, day = printed(lines)
    return Document(
        text,
        title=title,
        number=number or labelled_number(labels),
        issuer=(seal and issuer(lines, seal)) or labels.get("issuer") or letterhead(head, title),
        created=seal.day if seal else labelled_day(labels),
        created_line=lines[seal.at].number if seal else None,
        notes=tuple(_notes(text, _Zones(lines, len(head), seal, end))),
        printed_by=by,
        printed=day,
    )


#: a record is judged by several checks, each of which asks for its document
_kept = lru_cache(maxsize=256)(_read)


def _notes(text: str, zones: _Zones) -> Iterator[DocumentNote]:
    """List the notes with their lines and places; behind the first, a word alone is none."""
    starts = [line.start for line in zones.lines]
    for number, (mark, at) in enumerate(islice(noted(text), _MOST)):
        if number == 0 or _NAMED.search(squeezed(mark.text)):
            index = max(0, bisect_right(starts, at) - 1)
            yield DocumentNote(mark, zones.lines[index].number, _place(index, zones))


def _place(index: int, zones: _Zones) -> NotePlace | None:
    """Tell where a note stands: below the day, in the colophon, at the head, elsewhere."""
    if zones.signed is None:
        return None
    day = zones.signed.at
    labelled = ":" in zones.lines[index].plain or "\t" in zones.lines[index].raw
    if index >= day and all(map(_bracketed, zones.lines[day + 1 : index])):
        return NotePlace.BELOW_DATE
    if index >= zones.colophon or (labelled and index > day):
        return NotePlace.COLOPHON
    return NotePlace.HEAD if labelled and index < zones.head else NotePlace.BODY


def _bracketed(line: Line) -> bool:
    return bool(_BRACKETED.fullmatch(line.plain))
