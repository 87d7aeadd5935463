"""A reply or letter written to a file, by its suffix (写出文书): md, txt, docx."""

import re
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

from zwgk.errors import ReadError, ZwgkError
from zwgk.outcomes import Reply
from zwgk.render import letter

__all__ = ["write_letter"]

_UNFIT_FOR_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_letter(reply: Reply, path: str | Path, *, attached: str = "") -> None:
    """Write a reply or letter, with the explanation of its deadline *attached* (写出文书).

    Raises:
        ZwgkError: the suffix is none of :data:`zwgk.render.letter.SUFFIXES`.
        ReadError: a Word file is asked for and python-docx is not installed.
    """
    file = Path(path)
    form = _FORMS.get(file.suffix.lower())
    if form is None:
        message = f"a reply is written as one of {', '.join(letter.SUFFIXES)}, not {file.name!r}"
        raise ZwgkError(message)
    file.write_bytes(form(reply.heading, reply.text(attached).split("\n")))


def _text(heading: str, lines: Sequence[str]) -> bytes:
    return letter.plain(heading, lines).encode("utf-8", "replace")


def _markdown(heading: str, lines: Sequence[str]) -> bytes:
    return letter.markdown(heading, lines).encode("utf-8", "replace")


def _docx(heading: str, lines: Sequence[str]) -> bytes:
    """Write a Word file: the heading, then a paragraph a line."""
    made = _library().Document()
    made.add_heading(heading, level=0)
    for line in lines:
        made.add_paragraph(_UNFIT_FOR_XML.sub("", line))
    held = BytesIO()
    made.save(held)
    return held.getvalue()


def _library() -> Any:
    try:
        return import_module("docx")
    except ImportError:
        message = "写出 Word 文件需要 python-docx；请运行 pip install zwgk[word] 后再写出，或者改用 .md、.txt"
        raise ReadError(message) from None


_FORMS: Mapping[str, Callable[[str, Sequence[str]], bytes]] = dict(
    zip(letter.SUFFIXES, (_markdown, _text, _docx), strict=True)
)
