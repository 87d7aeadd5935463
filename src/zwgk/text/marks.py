"""The attribute note of a document (公开属性标注): （此件公开发布） under the date, 公开属性：… in a line of its own.

A sentence that only speaks of 主动公开 is no note. Source: GB/T 9704-2012 附注; 国办发〔2016〕80号. The words
live in ``data/vocabulary/marks.toml``.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from zwgk import _data
from zwgk.model.mark import MarkNote
from zwgk.terms import Attribute
from zwgk.text.normal import simplified, squeezed
from zwgk.text.ticks import ticks, tidied

__all__ = ["note", "parse_mark"]

_OPEN, _CLOSE = "([【〔〈<《{", ")]】〕〉>》}"
_LONGEST = 120
_LINES = 4
_LINE = re.compile(r"[^\r\n]*")
_DATED = r"(?:[\d〇零一二三四五六七八九十]\s?[日号]\s?(?:印发)?|印发|[。;；]|^)\s{0,200}"
_INLINE = re.compile(rf"(?:{_DATED})([(（\[【〔][^()（）\[\]【】〔〕\n]{{2,40}}[)）\]】〕])", re.MULTILINE)


class _Words(NamedTuple):
    """The patterns of one attribute."""

    attribute: Attribute
    redacted: bool
    bare: re.Pattern[str] | None
    led: re.Pattern[str]


def parse_mark(text: str) -> MarkNote | None:
    """Find the attribute note in a short text or a whole document (识读公开属性标注).

    >>> parse_mark("　　（此件公开发布）").to_dict()
    {'attribute': '主动公开', 'redacted': False, 'text': '（此件公开发布）'}
    >>> parse_mark("应当做好主动公开工作。") is None
    True
    """
    return _parsed(text)


def note(attribute: Attribute | str, *, redacted: bool = False) -> str:
    """Write the standard note of an attribute (标准标注).

    >>> note("依申请公开"), note("主动公开", redacted=True)
    ('（此件依申请公开）', '（此件删减后公开）')
    """
    return f"（此件{'删减后公开' if redacted else Attribute(attribute).value}）"
