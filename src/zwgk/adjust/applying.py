"""Proposals carried out (实施调整): a new version of the records; nothing given is changed.

What the office must decide stays as it is: a review is noted with its day, and the attribute changes only where the
decision names one. Reviewing the result again with the same signals proposes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial, reduce
from typing import Any, TypeVar

from attrs import evolve, frozen

from zwgk import _data
from zwgk.adjust.changing import with_basis, with_publisher
from zwgk.adjust.pairing import revisions
from zwgk.adjust.reading import checked_day, items_of, read_all, records_of, subject_of
from zwgk.adjust.scope import naming
from zwgk.adjust.successors import split
from zwgk.errors import ZwgkError
from zwgk.model import (
    Action,
    Catalog,
    CatalogItem,
    Decision,
    Information,
    InformationStatus,
    Proposal,
    Record,
    Rule,
)
from zwgk.terms import Attribute
from zwgk.text.marks import attribute_of

__all__ = ["applied", "apply", "decisions_of"]

T = TypeVar("T")
R = TypeVar("R", CatalogItem, Information)
#: in which order decisions on one record are carried out
_ORDER = (
    Action.UPDATE,
    Action.RE_REVIEW,
    Action.CONVERT,
    Action.PUBLISH,
    Action.WITHDRAW,
    Action.RETIRE,
    Action.ADD,
)


def apply(thing: T, proposals: Iterable[Proposal | Decision | Mapping[str, Any]], *, on: date) -> T:
    """Carry out proposals, or decisions on them (实施调整); what was refused is left, as is what was decided later.

    *thing* is a catalogue, an item, information, or a list of them, as objects or plain data; the same kind comes
    back. A proposal is taken as accepted.

    >>> from zwgk.adjust.review import review
    >>> record = Information("通报", "白石县民政局", index="1/2024-00001", created=date(2024, 1, 10))
    >>> news = [{"signal": "void", "information": "1/2024-00001", "on": "2025-05-15"}]
    >>> day = date(2025, 6, 3)
    >>> apply(record, review(record, on=day, signals=news), on=day).status.value
    '失效'

    Raises:
        ShapeError: a record or a decision has another shape; ``.findings`` names every misfit.
        ZwgkError: a subject is not there, or the thing is one item that would have to go or be joined by another.
    """
    day, given = checked_day(on), _at_hand(thing)
    before = records_of(given)
    after = applied(before, decisions_of(proposals), on=day)
    made: T = _as_given(given, before, after)
    return made


def decisions_of(
    given: Iterable[Proposal | Decision | Mapping[str, Any]],
) -> tuple[Decision, ...]:
    """Take proposals as accepted, and decisions as they are (调整决定).

    >>> [each.accepted for each in decisions_of([Proposal(Rule.VOID, "1", Action.RETIRE, "失效")])]
    [True]

    Raises:
        ShapeError: one has another shape; ``.findings`` names every misfit.
    """
    listed = (given,) if isinstance(given, (Record, Mapping)) else given
    return read_all(Decision, [_decision(each) for each in listed], "proposals")


def _decision(given: Any) -> Any:
    if isinstance(given, Proposal):
        return Decision(given, accepted=True)
    if isinstance(given, Mapping) and "proposal" not in given:
        return {"proposal": given, "accepted": True}
    return given


def _at_hand(thing: Any) -> Any:
    """Hold what can be gone through only once."""
    return list(thing) if isinstance(thing, Iterator) else thing


def _as_given(thing: object, before: tuple[Record, ...], after: tuple[Record, ...]) -> Any:
    """Give back the kind of thing that came: one or many, objects or plain data."""
    if isinstance(thing, (Record, Mapping)):
        if len(after) != 1:
            message = "one item cannot go or be joined by another; apply to its catalogue or a list"
            raise ZwgkError(message)
        return after[0].to_dict() if isinstance(thing, Mapping) else after[0]
    objects: Any = thing
    plain = bool(before) and all(isinstance(each, Mapping) for each in objects)
    made = (each.to_dict() if plain else each for each in after)
    return tuple(made) if isinstance(thing, tuple) else list(made)


# ------------------------------------------------------------------ all records


@frozen
class _Todo:
    """What is to be done, by subject (待办); revisions are meant for one item each, told item by item."""

    on: date
    decisions: Mapping[str, Sequence[Decision]]
    revisions: Iterator[Proposal | None]


def applied(
    records: tuple[Record, ...], decisions: Iterable[Decision], *, on: date
) -> tuple[Record, ...]:
    """Carry out the decisions up to a day (实施决定).

    Raises:
        ZwgkError: a subject is not there, or an item is no longer what the proposal says.
    """
    accepted = [each for each in decisions if each.accepted and (each.on is None or each.on <= on)]
    _refuse_unknown(records, accepted)
    wanted = [each.proposal for each in accepted if not _adds(each.proposal)]
    revised = revisions(wanted, tuple(items_of(records)))
    todo = _Todo(on, _by_subject(accepted), iter(revised))
    changed = tuple(each for record in records for each in _changed(record, todo))
    for each in dict.fromkeys(each.proposal for each in accepted if _adds(each.proposal)):
        changed = _with_item(changed, each)
    return changed


def _by_subject(accepted: Iterable[Decision]) -> dict[str, list[Decision]]:
    found: dict[str, list[Decision]] = {}
    for each in sorted(accepted, key=lambda one: _ORDER.index(one.proposal.action)):
        if each.proposal.rule is not Rule.STANDARD_REVISED and not _adds(each.proposal):
            found.setdefault(each.proposal.subject, []).append(each)
    return found


def _adds(proposal: Proposal) -> bool:
    """Whether an item is to come that is not there yet."""
    return proposal.action is Action.ADD or (proposal.item is not None and not proposal.elements)


def _refuse_unknown(records: Iterable[Record], accepted: Iterable[Decision]) -> None:
    listed = tuple(records)
    known = {subject_of(each) for each in (*listed, *items_of(listed))}
    wanted = (each.proposal for each in accepted if not _adds(each.proposal))
    missing = [each.subject for each in wanted if each.subject not in known]
    if missing:
        message = f"no record is the subject of {len(missing)} proposals, the first {missing[0]!r}"
        raise ZwgkError(message)


def _changed(record: Record, todo: _Todo) -> Iterator[Record]:
    """Give a record as it is then; an item that has to go is not given."""
    if isinstance(record, Information):
        yield reduce(
            partial(_decided, on=todo.on), todo.decisions.get(subject_of(record), ()), record
        )
    elif isinstance(record, CatalogItem):
        yield from _item(record, todo)
    elif isinstance(record, Catalog):
        items = tuple(new for item in record.items for new in _item(item, todo))
        yield (
            record if items == record.items else evolve(record, items=items, places={}, reading=())
        )


# ------------------------------------------------------------------ items


def _item(item: CatalogItem, todo: _Todo) -> Iterator[CatalogItem]:
    """Give an item as it is then, or nothing."""
    if item is None:  # could not be read
        yield item
        return
    decisions = todo.decisions.get(subject_of(item), ())
    revision = next(todo.revisions)
    if (revision and revision.item is None) or any(
        each.proposal.action is Action.RETIRE for each in decisions
    ):
        return
    made = item
    if revision and revision.item:
        new = revision.item
        made = evolve(item, **{key: getattr(new, key) for key in revision.elements})
    yield reduce(_updated, (each.proposal for each in decisions), made)


def _updated(record: R, proposal: Proposal) -> R:
    """Put the new body or instrument in the place of the old one."""
    old, new = proposal.from_ or "", proposal.to
    if proposal.rule is Rule.PUBLISHER_REORGANISED and new and record.publisher:
        return evolve(record, publisher=with_publisher(record.publisher, old, new))
    if proposal.rule is Rule.BASIS_REPEALED:
        return with_basis(record, old, split(new) if new else None)
    return record


def _with_item(records: tuple[Record, ...], proposal: Proposal) -> tuple[Record, ...]:
    """Add an item to the first catalogue of its field, else the first one, else as a record of its own."""
    item = proposal.item or CatalogItem((proposal.to or proposal.subject,))
    if _is_there(records, proposal.rule, item):
        return records
    catalogs = [each for each in records if isinstance(each, Catalog)]
    fitting = (each for each in catalogs if item.field in {one.field for one in items_of((each,))})
    home = next((*fitting, *catalogs).__iter__(), None)
    if home is None:
        return (*records, item)
    grown = evolve(home, items=(*home.items, item), places={}, reading=())
    return tuple(grown if each is home else each for each in records)


def _is_there(records: tuple[Record, ...], rule: Rule, item: CatalogItem) -> bool:
    """Whether the item is there already: of a power, one that bears its name."""
    there = items_of(records)
    if rule is Rule.POWER_ADDED:
        return any(naming(there, item.name))
    return item in there


# ------------------------------------------------------------------ information


def _decided(record: Information, decision: Decision, on: date) -> Information:
    """Carry out one decision on information."""
    action, day = decision.proposal.action, decision.on or on
    if action is Action.RE_REVIEW:
        reviewed = evolve(record, reviewed=on)
        return _opened(reviewed, decision.attribute, day) if decision.attribute else reviewed
    if action in (Action.CONVERT, Action.PUBLISH):
        return _opened(record, Attribute.PROACTIVE, day)
    if action is Action.WITHDRAW:
        return evolve(record, status=InformationStatus.WITHDRAWN)
    if action is Action.RETIRE:
        return evolve(record, status=InformationStatus.LAPSED)
    return _updated(record, decision.proposal)


def _opened(record: Information, attribute: Attribute, day: date) -> Information:
    """Set the attribute; what is no longer withheld has no ground for it, what becomes public is so from a day on."""
    if attribute is Attribute.WITHHELD:
        return evolve(record, attribute=attribute)
    dates = record.dates
    if attribute is Attribute.PROACTIVE and attribute_of(record) is not attribute:
        dates = {**dates, _data.load("adjust")["opened"]["event"]: day}
    return evolve(record, attribute=attribute, grounds=(), reason=None, dates=dates)
