"""The review (动态调整审查): records and what has happened → proposals, each with its reason, ground and day.

A review is a pure function of the records and of the signals up to its day: later ones are ignored, so that any past
review can be reproduced. The proposals stand in the order of :data:`RULES`, within a rule in the order of the
records, those on powers in the order of the signals.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from attrs import evolve

from zwgk.adjust import rules, rules_catalog
from zwgk.adjust.reading import checked_day, pack_of, records_of, signals_of
from zwgk.adjust.revising import revised
from zwgk.adjust.scope import Scope
from zwgk.model import Pack, Proposal, Signal
from zwgk.workdays import WorkCalendar

__all__ = ["RULES", "review"]

#: every reason for an adjustment: a generator of proposals
RULES: tuple[Callable[[Scope], Iterator[Proposal]], ...] = (
    rules.yearly_assessment,
    rules.secrecy_over,
    rules.circumstances_changed,
    rules.many_applicants,
    rules.suggestion_upheld,
    rules_catalog.basis_repealed,
    rules_catalog.publisher_reorganised,
    rules.void,
    rules_catalog.power_added,
    rules_catalog.power_removed,
    rules_catalog.standard_revised,
    rules.keep_over,
)


def review(
    records: Any,
    *,
    on: date,
    signals: Iterable[Signal | dict[str, Any]] = (),
    pack: str | Path | Pack = "national",
    calendar: WorkCalendar | None = None,
) -> tuple[Proposal, ...]:
    """Propose what is to be adjusted on a day (动态调整).

    *records* are information, catalogues and items, one or several, as objects or plain data; *signals* are what has
    happened, as :class:`~zwgk.model.Signal` or plain data. *pack* sets the thresholds and the period of assessment.

    >>> record = {"type": "information", "index": "1/2024-00001", "title": "值班安排", "publisher": "白石县民政局",
    ...           "created": "2024-01-10", "attribute": "不予公开"}
    >>> found = review([record], on=date(2025, 6, 3))[0]
    >>> found.rule.value, found.action.value, found.due
    ('yearly-assessment', 're-review', datetime.date(2025, 1, 10))

    Raises:
        ShapeError: a record or a signal has another shape; ``.findings`` names every misfit.
        ZwgkError: *on* is no day, the pack is unknown, *records* holds no records.
    """
    plan, day = pack_of(pack), checked_day(on)
    known = (each for each in signals_of(signals) if each.day <= day)
    told = tuple(sorted(known, key=lambda each: each.day))
    scope = Scope(records_of(records, plan.terms), told, day, plan, calendar)
    whole = evolve(scope, revised=revised(scope))
    return tuple(each for rule in RULES for each in rule(whole))
