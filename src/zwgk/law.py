"""Dated facts of law (法律事实): what a rule says on a day, with instrument and article.

The facts are data (``data/law``, ``data/instruments.toml``); this module answers for a day and refuses what it does
not know. Sources are named in each version.
"""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum, unique
from functools import cache
from typing import Any

from attrs import frozen

from zwgk import _data
from zwgk.errors import UnknownDay, ZwgkError
from zwgk.terms import Unit

__all__ = ["Applies", "Fact", "Kind", "Version", "facts"]


@unique
class Kind(StrEnum):
    """How a period binds (期限性质): at the latest, at the earliest, a day of the year, every so often."""

    WITHIN = "within"
    AT_LEAST = "at_least"
    BY_DATE = "by_date"
    ANNIVERSARY = "anniversary"


@frozen
class Version:
    """What a rule says between two days (规定的一个版本); ``until`` is the first day it no longer holds.

    ``roll`` says that a last day off moves to the next working day; ``date`` (``--01-31``) is the day of the next
    year for rules that fix one; ``next_day`` that the text itself makes the next day the first. ``edition`` is
    the year by which the text is known (2007, 2019).
    """

    since: date
    edition: str
    value: int
    unit: Unit
    instrument: str
    source: str
    verified: bool
    until: date | None = None
    article: str | None = None
    kind: Kind = Kind.WITHIN
    date: str | None = None
    roll: bool = False
    next_day: bool = False
    note: str | None = None

    @property
    def basis(self) -> str:
        """The instrument and article as cited (依据)."""
        title = self.instrument.replace("《", "〈").replace("》", "〉")
        place = self.article or ("" if self.source == self.instrument else f"（{self.source}）")
        return f"《{title}》{place}"


@frozen
class Applies:
    """When a sector's period applies (行业期限适用条件): every condition that is given must hold."""

    fields: frozenset[str] = frozenset()
    triggers: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


@frozen
class Fact:
    """A rule with all its versions (一项规定).

    >>> facts()["publish.proactive"].on(date(2024, 1, 2)).basis
    '《中华人民共和国政府信息公开条例》第二十六条'
    """

    name: str
    title: str
    versions: tuple[Version, ...]
    applies: Applies | None = None
    silence: str | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse gaps, overlaps and a missing beginning.

        Raises:
            ZwgkError: the versions do not follow one another day by day.
        """
        ends = [each.until for each in self.versions[:-1]]
        if not self.versions or ends != [each.since for each in self.versions[1:]]:
            message = f"versions of {self.name!r} leave a gap or overlap"
            raise ZwgkError(message)
        if any(each.until and each.until <= each.since for each in self.versions):
            message = f"a version of {self.name!r} ends before it begins"
            raise ZwgkError(message)

    def on(self, day: date) -> Version:
        """Find the version in force on *day* (某日适用的版本).

        Raises:
            UnknownDay: the rule was not in force on that day, or *day* is a ``datetime``.
        """
        if isinstance(day, datetime):
            message = f"{self.name}: a day is wanted, not the moment {day!r}"
            raise UnknownDay(message)
        for version in self.versions:
            if version.since <= day and (version.until is None or day < version.until):
                return version
        message = f"{self.name} is in force from {self.versions[0].since}, not on {day}"
        raise UnknownDay(message)

    def known(self, day: date) -> bool:
        """Tell whether the rule is in force on *day* (是否在施行)."""
        last = self.versions[-1].until
        return self.versions[0].since <= day and (last is None or day < last)


@cache
def facts() -> Mapping[str, Fact]:
    """List every dated fact by name (全部法律事实)."""
    files = (_data.load(f"law/{name}") for name in _data.names("law") if name != "allowances")
    return {name: _fact(name, given) for file in files for name, given in file.items()}


def _fact(name: str, given: Mapping[str, Any]) -> Fact:
    versions = tuple(_version(each) for each in given["version"])
    applies = {key: frozenset(words) for key, words in given.get("applies", {}).items()}
    return Fact(
        name,
        given["title"],
        versions,
        Applies(**applies) if applies else None,
        given.get("silence"),
    )


def _version(given: Mapping[str, Any]) -> Version:
    unit, kind = Unit(given["unit"]), Kind(given.get("kind", "within"))
    return Version(**{**given, "unit": unit, "kind": kind})
