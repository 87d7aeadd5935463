"""The vocabulary of time limits as pattern parts (时限用语): alternatives, longest first.

The words are data in ``data/vocabulary/time_limits.toml`` and ``triggers.toml``.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from zwgk import _data

__all__ = ["ACT", "BOUND", "WORDS", "any_of", "dressed", "guarded"]

WORDS: Mapping[str, Any] = _data.load("vocabulary/time_limits")

_DRESS = str.maketrans("(),:;?!", "（），：；？！")


def any_of(words: Iterable[str]) -> str:
    """Write a pattern part that matches any of the words, the longest first (任一词).

    >>> any_of(["年", "年度"])
    '(?:年度|年)'
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, ordered))})"


def guarded(words: Iterable[str]) -> str:
    """Write the same, but not where a neighbour makes it another word (防误读): 以及时间.

    >>> [bool(re.search(guarded(["及时"]), text)) for text in ("以及时间", "及时公开")]
    [False, True]
    """
    before, after = WORDS["words"]["not_before"], WORDS["words"]["not_after"]
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    parts = (
        (f"(?<![{before[word]}])" if word in before else "")
        + re.escape(word)
        + (f"(?![{after[word]}])" if word in after else "")
        for word in ordered
    )
    return f"(?:{'|'.join(parts)})"


def dressed(words: str) -> str:
    """Give Chinese words their Chinese punctuation back (标点全角).

    >>> dressed("方案(草案)")
    '方案（草案）'
    """
    return words.translate(_DRESS)


#: what is done with information, said behind a limit: 20个工作日内公开
ACT = any_of(WORDS["around"]["acts"])
#: the words that close an amount: 内, 以内
BOUND = any_of(WORDS["around"]["bounds"])
