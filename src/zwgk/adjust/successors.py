"""What has taken another's place by a day (承接关系): bodies and instruments, through chains, never in a circle.

Where several changes concern one name, the last one holds; a name that came back into use later is not gone.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache

from attrs import evolve, frozen

from zwgk import instruments
from zwgk.model import Signal, SignalKind
from zwgk.text.basis import parse_basis
from zwgk.text.normal import simplified, squeezed

__all__ = [
    "REVISED",
    "Gone",
    "Name",
    "body_name",
    "cited_name",
    "of_body",
    "of_instrument",
    "revision_of",
    "split",
]

#: the revision that is meant, behind a title or in it
REVISED = r"[（(]\s*([0-9]{4}\s*年?[^（）()]{0,12}(?:修正|修订|修改)[^（）()]{0,6})[）)]"
_REVISED = re.compile(REVISED)
_YEAR = 4


@frozen
class Name:
    """A body, or an instrument with its number and its revision if known (名称)."""

    title: str
    number: str | None = None
    revision: str | None = None

    @property
    def year(self) -> int:
        """The year of the revision (修订年份), 0 if none is named."""
        return int(self.revision[:_YEAR]) if self.revision else 0


@frozen
class Gone:
    """A name that is no longer in use (已不使用): what came in its place, since when, by what source."""

    name: Name
    to: Name | None
    on: date
    source: str | None = None


#: asked for a name, tells whether it has gone
Asked = Callable[[Name], Gone | None]


def body_name(name: str) -> str:
    """Compare bodies by their whole names, white space and width aside (机构名称).

    >>> body_name("白石县 民政局")
    '白石县民政局'
    """
    return simplified(squeezed(name))


def cited_name(title: str) -> str:
    """Compare instruments by their titles, aliases known (文件名称).

    >>> cited_name("《中华人民共和国物权法》") == cited_name("物权法")
    True
    """
    plain = _REVISED.sub("", title)
    known = instruments.find(plain)
    return instruments.bare(known.title if known else plain)


def revision_of(text: str) -> str | None:
    """Tell which revision of an instrument is named (修订版本).

    >>> revision_of("安全生产法（2014年修正）"), revision_of("安全生产法")
    ('2014年修正', None)
    """
    found = _REVISED.search(text)
    return found[1] if found else None


def split(name: str) -> Name:
    """Tell an instrument's title from its number (文件名称和文号).

    >>> split("中华人民共和国政府信息公开条例（国务院令第711号）").number
    '国务院令第711号'
    """
    found = parse_basis(name)
    if len(found) == 1 and found[0].title:
        return Name(found[0].title, found[0].number, revision_of(name))
    title = _REVISED.sub("", name).strip().removeprefix("《").removesuffix("》")
    return Name(title, revision=revision_of(name))


def of_body(name: str, signals: Iterable[Signal]) -> Gone | None:
    """Tell which body has taken a body's place (机构承接).

    >>> from zwgk.adjust.reading import signals_of
    >>> told = {"signal": "reorganised", "from": "白石县粮食局", "to": "白石县粮储局", "on": "2025-04-01"}
    >>> of_body("白石县粮食局", signals_of([told])).to.title
    '白石县粮储局'
    """
    return _body(name, tuple(each for each in signals if each.signal is SignalKind.REORGANISED))


@lru_cache(maxsize=8192)
def _body(name: str, signals: tuple[Signal, ...]) -> Gone | None:
    told = (Gone(Name(each.from_ or ""), Name(each.to or ""), each.day) for each in signals)
    table = _table(told, body_name)
    return _followed(Name(name), lambda one: table.get(body_name(one.title)), body_name)


def of_instrument(name: Name, signals: Iterable[Signal], on: date) -> Gone | None:
    """Tell what has taken an instrument's place by a day (文件承接), by signals and by what the library knows.

    >>> of_instrument(Name("物权法"), (), date(2024, 6, 3)).to.title
    '中华人民共和国民法典'
    """
    told = tuple(each for each in signals if each.signal is SignalKind.REPEALED)
    return _instrument(name, told, on)


@lru_cache(maxsize=8192)
def _instrument(name: Name, signals: tuple[Signal, ...], on: date) -> Gone | None:
    told = (
        Gone(split(each.title or ""), split(each.by) if each.by else None, each.day)
        for each in signals
    )
    table = _table(told, cited_name)
    return _followed(name, lambda one: _repealed(one, table, on), cited_name)


def _repealed(name: Name, table: Mapping[str, Gone], on: date) -> Gone | None:
    key = cited_name(name.title)
    told = table.get(key) if key else None
    if told and _meant(name, told, key):
        return told
    edition = instruments.repealed(name.title, name.number, on)
    if edition is None or not edition.verified or edition.until is None:
        return _overtaken(name, on)
    to = split(edition.successor) if edition.successor else None
    return Gone(name, to, edition.until, edition.source)


def _overtaken(name: Name, on: date) -> Gone | None:
    """Find the edition in force where an older revision is named: a revision is in force a year later at the latest."""
    known = (
        instruments.find(_REVISED.sub("", name.title)) if name.year and not name.number else None
    )
    standing = known.editions[-1] if known else None
    if known is None or standing is None or not (standing.verified and standing.since):
        return None
    if standing.since > on or not standing.stands(on) or name.year + 1 >= standing.since.year:
        return None
    return Gone(name, Name(known.title, standing.number), standing.since, standing.source)


def _meant(name: Name, told: Gone, key: str) -> bool:
    """Whether the news is of this edition; of one that keeps its title only a number or a year can tell."""
    if told.name.number and name.number:
        return squeezed(told.name.number) == squeezed(name.number)
    if told.name.year and name.year:
        return told.name.year == name.year
    if told.to is None or cited_name(told.to.title) != key:
        return True
    if name.year and told.to.year:
        return name.year < told.to.year
    newer = told.to.number
    return bool(name.number and newer) and squeezed(name.number or "") != squeezed(newer or "")


def _table(told: Iterable[Gone], bare: Callable[[str], str]) -> dict[str, Gone]:
    """Keep the last news of each name; of one day the first told. A name taken up later is not gone."""
    table: dict[str, Gone] = {}
    come: dict[str, date] = {}
    for each in told:
        key = bare(each.name.title)
        if key not in table or table[key].on < each.on:
            table[key] = each
        if each.to:
            to = bare(each.to.title)
            come[to] = max(each.on, come.get(to, each.on))
    return {key: each for key, each in table.items() if come.get(key, each.on) <= each.on}


def _followed(name: Name, gone: Asked, bare: Callable[[str], str]) -> Gone | None:
    """Follow a name to the one in use now: nothing where it is in use, or where the way is a circle."""
    first = last = gone(name)
    seen = {_key(name, bare)}
    while last is not None and last.to is not None:
        if _key(last.to, bare) in seen:
            return None
        seen.add(_key(last.to, bare))
        further = gone(last.to)
        if further is None:
            break
        last = further
    return evolve(first, to=last.to) if first and last else None


def _key(name: Name, bare: Callable[[str], str]) -> tuple[str, str, int]:
    return bare(name.title), squeezed(name.number or ""), name.year
