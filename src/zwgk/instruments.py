"""The laws, regulations and documents that catalogues cite (公开依据库): who they are, and whether they stand on a day.

The instruments are data (``data/instruments.toml``); what was not read in a source is ``verified = false`` there.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any

from attrs import frozen

from zwgk import _data
from zwgk.text.normal import simplified, squeezed

__all__ = ["Edition", "Instrument", "bare", "find", "repealed"]

_STATE = "中华人民共和国"
_MARKS = re.compile(r"[《》〈〉<>“”\"'()\[\]〔〕【】、，,·]")


@frozen
class Edition:
    """One enactment of an instrument (文件版本); ``until`` is the first day it no longer stands."""

    number: str | None = None
    since: date | None = None
    until: date | None = None
    successor: str | None = None
    verified: bool = False
    source: str | None = None

    def stands(self, day: date) -> bool:
        """Tell whether it stands on *day* (是否有效); what has not begun is not void."""
        return self.until is None or day < self.until


@frozen
class Instrument:
    """A law, regulation or document (法律、法规、规章、规范性文件)."""

    title: str
    category: str
    editions: tuple[Edition, ...]
    aliases: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    note: str | None = None


def find(title: str, number: str | None = None) -> Instrument | None:
    """Find an instrument by its title or an alias, else by its number (查找文件).

    >>> find("政府信息公开条例").title
    '中华人民共和国政府信息公开条例'
    """
    return _titles().get(bare(title)) or (
        _numbers().get(squeezed(number)) if number and not title else None
    )


@lru_cache(maxsize=65536)
def repealed(title: str, number: str | None, day: date) -> Edition | None:
    """Find the edition that a citation means, if it no longer stands on *day* (失效判断).

    A number decides between editions; without one the instrument counts as void only when its last edition is.

    >>> repealed("物权法", None, date(2024, 6, 3)).until
    datetime.date(2021, 1, 1)
    >>> repealed("政府信息公开条例", None, date(2024, 6, 3)) is None
    True
    """
    instrument = find(title, number)
    if instrument is None:
        return None
    wanted = squeezed(number) if number else None
    numbered = [
        each
        for each in instrument.editions
        if wanted and each.number and squeezed(each.number) == wanted
    ]
    meant = (numbered or instrument.editions)[-1]
    return None if meant.stands(day) else meant


@lru_cache(maxsize=65536)
def bare(title: str) -> str:
    """Give a title as titles are compared (名称归一): without marks, white space and the name of the state.

    >>> bare("《中华人民共和国 行政许可法》")
    '行政许可法'
    """
    return _MARKS.sub("", simplified(squeezed(title))).removeprefix(_STATE)


@cache
def _all() -> tuple[Instrument, ...]:
    return tuple(_made(each) for each in _data.load("instruments")["instrument"])


def _made(data: Mapping[str, Any]) -> Instrument:
    given: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in data.items()
    }
    editions = tuple(Edition(**each) for each in given.pop("version"))
    return Instrument(**given, editions=editions)


@cache
def _titles() -> Mapping[str, Instrument]:
    return {bare(name): each for each in _all() for name in (*each.aliases, each.title)}


@cache
def _numbers() -> Mapping[str, Instrument]:
    return {squeezed(e.number): each for each in _all() for e in each.editions if e.number}
