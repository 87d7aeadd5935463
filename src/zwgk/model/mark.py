"""The attribute note of a document (公开属性标注), as GB/T 9704-2012 附注 and the local plans write it."""

from attrs import frozen

from zwgk.model._record import Record, entry
from zwgk.terms import Attribute

__all__ = ["MarkNote"]


@frozen
class MarkNote(Record):
    """An attribute note found in a document (公开属性标注); ``text`` is the note as written, with brackets."""

    attribute: Attribute = entry("公开属性")
    redacted: bool = entry("删减后公开", default=False)
    text: str = entry("原文", default="")
