"""The attribute note of a document (公开属性标注), as GB/T 9704-2012 附注 and the local plans write it."""

from attrs import frozen

from zwgk._late import late
from zwgk.model._record import Record, entry
from zwgk.terms import Attribute

__all__ = ["MarkNote"]


@frozen
class MarkNote(Record):
    """An attribute note found in a document (公开属性标注); ``text`` is the note as written, with brackets.

    >>> str(MarkNote(Attribute.ON_REQUEST, text="依申请公开"))
    '（此件依申请公开）'
    """

    attribute: Attribute = entry("公开属性")
    redacted: bool = entry("删减后公开", default=False)
    text: str = entry("原文", default="")

    def __str__(self) -> str:
        """Say it in standard wording (标准标注)."""
        worded: str = late("mark_wording")(self.attribute, redacted=self.redacted)
        return worded
