"""Official documents from files (公文文件): text, Markdown and Word, as one text and as a record."""

import re
from pathlib import Path

from zwgk import _data
from zwgk.io import docx, sniff
from zwgk.io.csv import decoded
from zwgk.io.limits import limit, refused
from zwgk.model import Document, Information
from zwgk.text.document import document, is_document

__all__ = ["information_of", "read_document", "record_of"]

_HEADING = re.compile(r"(?m)^[ ]{0,3}(?:#{1,6}[ \t]+|>[ \t]?)+")
_STRESS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_RULE = re.compile(r"[ \t]*(?:\\|  )$", re.MULTILINE)
_REMEDY = "选择公文的 .docx、.txt 或者 .md 文件"


def read_document(path: Path | str) -> Document:
    r"""Read an official document from a text, Markdown or Word file (读取公文).

    >>> import pathlib, tempfile
    >>> file = pathlib.Path(tempfile.mkdtemp()) / "通知.txt"
    >>> _ = file.write_text("关于清理河道的通知\n白石镇人民政府\n2024年3月4日\n（此件公开发布）", encoding="utf-8")
    >>> read_document(file).attribute.value
    '主动公开'

    Raises:
        ReadError: the file cannot be read, or holds no words; the message is for clerks.
    """
    file = Path(path)
    kind = sniff.kind(file, documents=True)
    if kind == sniff.DOCX:
        words = docx.text(file)
    elif kind == sniff.CSV:
        words = _plain(file)
    else:
        raise refused(file, "不是公文", _REMEDY)
    if not words.strip():
        raise refused(file, "中没有文字", "核对是否为扫描件；扫描件请先识别成文字")
    return document(words)


def _plain(file: Path) -> str:
    text = decoded(file).removeprefix("\ufeff").replace("\0", "")
    if len(text) > limit("max_text_chars"):
        raise refused(file, f"超过 {limit('max_text_chars')} 字", "拆分后再读取")
    if file.suffix.lower() not in _data.load("vocabulary/document")["files"]["markdown"]:
        return text
    return _STRESS.sub(r"\2", _RULE.sub("", _HEADING.sub("", text)))


def information_of(found: Document, name: str) -> Information:
    """Make an information record of a document; its places are lines of the file *name* (政府信息记录).

    >>> information_of(Document("全文", title="关于清理河道的通知"), "通知.txt").places[""]
    '通知.txt'
    """
    note = found.note
    lines = {"/text": found.notes[0].line if found.notes else found.created_line}
    lines |= {"/attribute": lines["/text"], "/created": found.created_line}
    return Information(
        found.title or "",
        found.issuer or "",
        number=found.number,
        created=found.created,
        attribute=note.attribute if note else None,
        redacted=note.redacted if note else False,
        text=found.text,
        places={"": name} | {path: f"{name}!{line}:1" for path, line in lines.items() if line},
    )


def record_of(file: Path) -> Information | None:
    """Read a file as a document if it looks like one (识别公文); nothing else."""
    found = read_document(file)
    return information_of(found, file.name) if is_document(found) else None
