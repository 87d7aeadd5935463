"""An official document as read (公文): its elements under GB/T 9704-2012, its attribute notes, and its whole text."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from attrs import frozen

from zwgk.model._record import Record, entry
from zwgk.model.mark import MarkNote
from zwgk.terms import Attribute

__all__ = ["Document", "DocumentNote", "NotePlace"]


class NotePlace(StrEnum):
    """Where a note stands (标注的位置): below the date, in the colophon, at the head, elsewhere."""

    BELOW_DATE = "附注"
    COLOPHON = "版记"
    HEAD = "文首"
    BODY = "正文"


@frozen
class DocumentNote(Record):
    """One attribute note and where it stands (一处标注); lines count from 1, ``place`` is unknown without a date."""

    mark: MarkNote = entry("标注")
    line: int = entry("行号", minimum=1)
    place: NotePlace | None = entry("位置", default=None)


@frozen
class Document(Record):
    """An official document (公文); what is not found is absent, ``text`` is the whole.

    >>> Document("通知全文").note is None
    True
    """

    SCHEMA: ClassVar[str | None] = "zwgk/document/1"

    text: str = entry("全文")
    title: str | None = entry("标题", default=None)
    number: str | None = entry("发文字号", default=None)
    issuer: str | None = entry("发文机关", default=None)
    created: date | None = entry("成文日期", default=None)
    created_line: int | None = entry("成文日期行号", default=None, minimum=1)
    notes: tuple[DocumentNote, ...] = entry("公开属性标注", default=())
    printed_by: str | None = entry("印发机关", default=None)
    printed: date | None = entry("印发日期", default=None)

    @property
    def note(self) -> MarkNote | None:
        """The first note, which :func:`zwgk.parse_mark` finds too (附注)."""
        return self.notes[0].mark if self.notes else None

    @property
    def attribute(self) -> Attribute | None:
        """The attribute by that note (公开属性)."""
        return self.note.attribute if self.note else None
