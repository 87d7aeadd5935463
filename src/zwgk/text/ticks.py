"""Ticked and empty boxes in a cell (勾选符号): where they stand and whether they are filled.

Signs live in ``data/vocabulary/channels.toml``; Wingdings letters (R, t, o) and the character 口
count only where they can be no part of a word.
"""

import re
from functools import cache
from typing import NamedTuple

from zwgk import _data

__all__ = ["Tick", "ticks", "tidied"]

_DROPPED = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\ufe0e\ufe0f"))
_BLANKS = dict.fromkeys(map(ord, "\u00a0\u2800\u3000\u2028\u2029"), " ")
_RUN = re.compile(r"\s+")


class Tick(NamedTuple):
    """One box sign (勾选符号): its span in the text, and whether it is filled."""

    start: int
    end: int
    filled: bool


def tidied(text: str) -> str:
    r"""Drop invisible characters and shorten each run of white space to one sign (整理空白).

    A run that holds a line break becomes a line break.

    >>> tidied("■政府网站 　 □政府\u200b公报\r\n□其他")
    '■政府网站 □政府公报\n□其他'
    """
    plain = text.translate(_DROPPED).translate(_BLANKS)
    return _RUN.sub(_one, plain)


def _one(run: re.Match[str]) -> str:
    return "\n" if "\n" in run[0] or "\r" in run[0] else " "


def ticks(text: str) -> tuple[Tick, ...]:
    """Find the box signs of a tidy text (识别勾选符号).

    >>> [(tick.start, tick.filled) for tick in ticks("■政府网站 口政府公报 政务窗口")]
    [(0, True), (6, False)]
    """
    found = [
        Tick(match.start(), match.end(), _filled(match[0])) for match in _pattern().finditer(text)
    ]
    return tuple(found) if _bracketed(text, found) else _without_blanks(text, found)


def _signs() -> dict[str, str]:
    signs: dict[str, str] = _data.load("vocabulary/channels")["signs"]
    return signs


@cache
def _pattern() -> re.Pattern[str]:
    signs = _signs()
    pure = re.escape(signs["checked"] + signs["empty"])
    letters = signs["checked_letters"] + signs["empty_letters"]
    inner = pure + re.escape(signs["inner_checked"]) + letters + signs["box_words"]
    return re.compile(
        rf"[\[(（【〔［]\s?[{inner}]?\s?[\])）】〕］]"
        rf"|(?<![一二三四五六七八九零])[{pure}]"
        rf"|(?<![A-Za-z0-9])[{letters}](?=\s?(?:[\u4e00-\u9fff“]|\d{{5}}))"
        rf"|(?<![{signs['box_not_after']}])[{signs['box_words']}](?![{signs['box_not_before']}])"
    )


def _filled(sign: str) -> bool:
    signs = _signs()
    full = signs["checked"] + signs["checked_letters"] + signs["inner_checked"]
    return any(each in full for each in sign)


def _blank(text: str, tick: Tick) -> bool:
    return not text[tick.start + 1 : tick.end - 1].strip() and tick.end - tick.start > 1


def _bracketed(text: str, found: list[Tick]) -> bool:
    """Tell whether empty brackets are boxes here: one is ticked, or there are several."""
    wide = [tick for tick in found if tick.end - tick.start > 1]
    blank = [tick for tick in wide if _blank(text, tick)]
    return len(wide) > len(blank) or len(blank) > 1


def _without_blanks(text: str, found: list[Tick]) -> tuple[Tick, ...]:
    return tuple(tick for tick in found if not _blank(text, tick))
