"""A plan's own periods as dated facts (方案自定期限), to be reckoned like those of the law."""

from datetime import date

from zwgk.law import Fact, Kind, Version
from zwgk.model.pack import Pack, PackPeriod
from zwgk.terms import Unit

__all__ = ["period_of"]


def period_of(pack: Pack, name: str) -> Fact | None:
    """Find a period of the plan's own (方案自定期限); it holds from the plan's day on, if known.

    >>> from zwgk.packs import load
    >>> fact = period_of(load("fangshan"), "consultation")
    >>> fact.title, fact.on(date(2018, 9, 21)).basis
    ('决策草案公开征求意见', '《房山区2018年政务公开工作要点》（文号未载）')
    """
    own = pack.periods.get(name)
    return None if own is None else Fact(f"{pack.name}:{name}", own.what, (_version(pack, own),))


def _version(pack: Pack, own: PackPeriod) -> Version:
    return Version(
        since=own.since or pack.issued or date.min,
        edition=pack.name.rpartition("-")[2],
        value=own.value,
        unit=own.unit,
        instrument=pack.title,
        source=pack.number or "文号未载",
        verified=True,
        article=own.basis,
        kind=_kind(own),
    )


def _kind(own: PackPeriod) -> Kind:
    if own.at_least:
        return Kind.AT_LEAST
    return Kind.ANNIVERSARY if own.unit is Unit.YEAR else Kind.WITHIN
