"""The lines of a document and the words that its layout is known by (行与版式用语)."""

import re
from functools import cache
from typing import Any, NamedTuple

from zwgk import _data
from zwgk.text.normal import simplified, squeezed

__all__ = ["Line", "is_body_name", "is_label", "lines_of", "part_of", "whole", "words"]

_BREAK = re.compile(r"\r\n|\r|\n")
_LONG = 200
_LONGEST_NAMES = 100
_BLANK = " \t\u3000\u00a0\ufeff\u200b"
_BLANKS = re.compile(r"[\s\u3000\u00a0]+")
_BETWEEN = re.compile(r"(?<=[\u3400-\u9fff])[\s\u3000\u00a0]+(?=[\u3400-\u9fff])")
_NAME = re.compile(r"[^\W\d_][\w()、·]+")
#: letter-spaced words have a gap at least every third sign
_SPREAD = 3


class Line(NamedTuple):
    """One line that is not blank (一行): its number, where it starts, as written, and squeezed."""

    number: int
    start: int
    raw: str
    plain: str


def lines_of(text: str) -> list[Line]:
    r"""List the lines that are not blank, numbered from 1 (分行).

    >>> [(line.number, line.plain) for line in lines_of("甲 乙\r\n\r\n丙")]
    [(1, '甲乙'), (3, '丙')]
    """
    cuts = list(_BREAK.finditer(text))
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(text)]
    spans = zip(starts, ends, strict=True)
    cut = ((start, text[start:end]) for start, end in spans)
    listed = (Line(number, start, raw, _plain(raw)) for number, (start, raw) in enumerate(cut, 1))
    return [line for line in listed if line.plain]


def _plain(raw: str) -> str:
    """Squeeze a short line; of a long one the head is enough, and it is a sentence."""
    return squeezed(simplified(raw if len(raw) <= _LONG else f"{raw[:_LONG]}。"))


@cache
def part_of(*keys: str) -> Any:
    """Give a part of the vocabulary (版式用语)."""
    found: Any = _data.load("vocabulary/document")
    for key in keys:
        found = found[key]
    return found


@cache
def words(*keys: str) -> re.Pattern[str]:
    """Compile a pattern of the vocabulary (版式模式).

    >>> bool(words("kinds").search("关于清理河道的通知(试行)"))
    True
    """
    return re.compile(part_of(*keys))


def is_label(plain: str) -> bool:
    """Tell whether a line begins with the label of an element, or of an attribute note (是否带标签)."""
    return bool(_labels().match(plain))


@cache
def _labels() -> re.Pattern[str]:
    own = [part_of("labels", key) for key in ("title", "number", "issuer", "created", "others")]
    mark = _data.load("vocabulary/marks")["labels"]["words"]
    return re.compile(rf"[\[【(]?(?:{'|'.join(own)})[\]】)]?:|(?:{mark})(?:为|:|$)")


def is_body_name(plain: str) -> bool:
    """Tell whether a line is the name of a body, or several names (是否机关名称).

    >>> is_body_name("白石县应急管理局(盖章)"), is_body_name("各乡镇人民政府:"), is_body_name("■便民服务站")
    (True, False, False)
    """
    bare = words("seal").sub("", plain)
    if len(bare) > _LONGEST_NAMES or not _NAME.fullmatch(bare):
        return False
    return bool(words("bodies").search(bare))


def whole(said: str) -> str:
    """Take out the gaps of letter-spaced words; those between names stay, shortened to one (去除字距).

    >>> whole("关 于 防 火 的 通 知"), whole("关于张三　李四任职的通知")
    ('关于防火的通知', '关于张三 李四任职的通知')
    """
    trimmed = said.strip(_BLANK)
    spread = len(_BETWEEN.findall(trimmed)) * _SPREAD >= len(squeezed(trimmed))
    return _BLANKS.sub(" ", _BETWEEN.sub("", trimmed) if spread else trimmed)
