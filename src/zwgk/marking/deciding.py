"""Facts → mark (判定): the outcome where it is certain, else the facts that could still change it."""

from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache, partial
from itertools import compress, repeat
from operator import is_
from typing import Any

from zwgk.marking.diagram import asked, decided
from zwgk.marking.given import Values, values
from zwgk.marking.table import ALL, BITS, Outcome, Table, chosen, keys_of, table_on
from zwgk.marking.telling import before_the_first, duties, grounds, retold
from zwgk.model import Ground, Mark, MarkStatus, Pack
from zwgk.terms import Attribute
from zwgk.text.marks import note

__all__ = ["UNDETERMINED", "known", "made", "mark", "noted"]

#: discretionary, grounds, duties
_Rest = tuple[bool, tuple[Ground, ...], tuple[str, ...]]

_NO = repeat(object=False)
UNDETERMINED = Outcome(MarkStatus.UNDETERMINED)


def mark(
    facts: Any, *, on: date, pack: str | Pack = "national", readings: Iterable[str] = ()
) -> Mark:
    """Decide the attribute from the facts (公开属性判定).

    *facts* is a facts record, its plain data, or information that carries ``facts``; a fact left out is unknown.
    *on* is the day whose law applies. *readings* names other readings of disputed law: ``art16-para2-only``,
    ``mandatory-lifts-15``; those that the plan *pack* takes are added.

    >>> from datetime import date
    >>> found = mark({"government_information": True, "state_secret": True, "separable": False}, on=date(2024, 5, 20))
    >>> found.attribute.value, found.grounds[0].item, found.note
    ('不予公开', '国家秘密', '（此件不予公开）')

    Raises:
        ShapeError: the facts have another shape; ``.findings`` names every misfit.
        ZwgkError: *on* is no day, or a reading or the pack is unknown.
    """
    table = table_on(on, chosen(readings, pack))
    return _marked(table, values(facts))


def known(facts: Values) -> tuple[int, int]:
    """Tell the bits known true and the bits known false (已知事实)."""
    true = sum(compress(BITS, facts))
    if None in facts:
        return true, sum(compress(BITS, map(is_, facts, _NO)))
    return true, ALL ^ true


@lru_cache(maxsize=16384)
def _marked(table: Table | None, facts: Values) -> Mark:
    if table is None:
        return Mark(status=MarkStatus.UNDETERMINED, steps_=(before_the_first(),))
    true, false = known(facts)
    if true | false == ALL:
        return made(table, decided(table.diagram, true), 0, true, false)
    missing, outcome = asked(table.diagram, true, false)
    return made(table, UNDETERMINED if missing else outcome, missing, true, false)


def made(table: Table, outcome: Outcome, missing: int, true: int, false: int) -> Mark:
    """Put the mark together (生成判定结果); its steps are told when they are wanted."""
    told: Any = partial(retold, table.edition, table.readings, missing, true, false)
    about = table.about
    follows = _consequences if missing else _remembered
    discretionary, held, duty = follows(table, outcome, missing, true & about, false & about)
    return Mark(
        attribute=outcome.attribute,
        redacted=outcome.redacted,
        discretionary=discretionary,
        grounds=held,
        missing=keys_of(missing),
        duties=duty,
        note=noted(outcome),
        status=outcome.status,
        steps_=told,
        readings=table.readings,
    )


def _consequences(table: Table, outcome: Outcome, missing: int, true: int, false: int) -> _Rest:
    """Tell what follows beside the outcome; *true* and *false* are those of the facts that matter here."""
    held, free = grounds(table, true, false)
    withheld = outcome.redacted or outcome.attribute is Attribute.WITHHELD
    return withheld and free, held, duties(table, outcome, missing, true, false)


#: with nothing missing there are few different calls
_remembered = lru_cache(maxsize=16384)(_consequences)


@cache
def noted(outcome: Outcome) -> str | None:
    """Write the standard note (标注); 删减后公开 means 主动公开, so what is left on request is noted plainly."""
    if outcome.attribute is None:
        return None
    redacted = outcome.redacted and outcome.attribute is Attribute.PROACTIVE
    return note(outcome.attribute, redacted=redacted)
