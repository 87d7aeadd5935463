"""The tables and patterns of personal data (个人信息词表): built once from ``data/vocabulary/personal.toml``."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from zwgk import _data

__all__ = ["ABSENT", "before", "labelled", "one_of", "refolded", "table"]

#: takes the place of what is already found; no pattern matches it
ABSENT = "\0"
#: an invisible sign inside a number
_UNSEEN = "\u0001"
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys((0x3000, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F), " ")
_DASHES = dict.fromkeys((*range(0x2010, 0x2016), 0x2212, 0xFE63, 0x2043), "-")
_INVISIBLE = dict.fromkeys((*range(0x200B, 0x2010), 0x2060, 0xFEFF, 0xAD), _UNSEEN)
_CROSSES = dict.fromkeys((0xD7, 0x0425, 0x0445, 0x03A7), "X")
_FOLD = {**_WIDE, **_CROSSES, **_SPACES, **_DASHES, **_INVISIBLE, 0: " ", 1: " "}
_BEFORE = 16


def refolded(text: str) -> str:
    """Fold width, spaces, dashes and invisible signs, one character for one (归一)."""
    return text.translate(_FOLD)


@cache
def table(name: str) -> Any:
    """Give one table of the vocabulary (词表)."""
    return _data.load("vocabulary/personal")[name]


def one_of(words: Iterable[str]) -> str:
    """Write the alternatives of a pattern, longest first (备选)."""
    return "|".join(re.escape(each) for each in sorted(words, key=len, reverse=True))


def before(text: str, start: int) -> str:
    """Give the few characters before a place (上文)."""
    return text[max(0, start - _BEFORE) : start]


def labelled(text: str, start: int, name: str) -> bool:
    """Tell whether words before a number, in the same clause, say what it is (前有标签)."""
    context = before(text, start).lower()
    words = _labels()[name]
    if name == _TIGHT:
        bare = context.rstrip(_FILLING)
        return bare.removesuffix("no").rstrip(_FILLING).endswith(words)
    cut = _CLAUSES.match(context)
    clause = context[cut.end() :] if cut else context
    return any(word in clause for word in words)


#: what may stand between a word and its number
_FILLING = '号码为是:. #№("“['
#: these words count only right before the number
_TIGHT = "other"
_CLAUSES = re.compile(r".*[，。；;,\n0-9]", re.DOTALL)


@cache
def _labels() -> Mapping[str, tuple[str, ...]]:
    listed: Mapping[str, list[str]] = table("labels")
    return {
        name: tuple(word.rstrip("号码") if name == _TIGHT else word for word in words)
        for name, words in listed.items()
    }
