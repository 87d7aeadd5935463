"""Parts and whole (区分处理): the mark of a document follows from the facts of its parts.

Putting parts together is associative, commutative and idempotent. Where the parts can be told apart, the most open
attribute stands and everything else is cut out; where they cannot, the most closed part decides.
Sources: 《政府信息公开条例》第三十七条; 国办发〔2016〕80号 and the practice that 主动公开的公文不夹带依申请公开、
不予公开的内容.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache, reduce
from itertools import product
from typing import Any

from attrs import frozen

from zwgk.errors import ZwgkError
from zwgk.marking.deciding import UNDETERMINED, known, mark, noted
from zwgk.marking.diagram import asked, ends, flips
from zwgk.marking.given import values
from zwgk.marking.table import BITS, Outcome, Table, chosen, keys_of, table_on
from zwgk.model import Ground, Mark, MarkStatus, MarkStep, Pack
from zwgk.terms import Attribute

__all__ = ["joined", "whole"]

#: the outcomes that are still possible
_Possible = frozenset[Outcome]
#: from the most open to the most closed
_ORDER = (Attribute.PROACTIVE, Attribute.ON_REQUEST, Attribute.WITHHELD)


@frozen
class _Part:
    """One part (部分): what is known of it, what it may come to, its own mark."""

    true: int
    false: int
    possible: _Possible
    mark: Mark


@cache
def joined(one: Outcome, other: Outcome, *, separable: bool = True) -> Outcome:
    """Put the outcomes of two parts together (合并两部分的结论); what is no government information has no attribute.

    >>> opened, closed = (Outcome(MarkStatus.DECIDED, each) for each in (_ORDER[0], _ORDER[-1]))
    >>> joined(opened, closed).redacted, joined(opened, closed, separable=False) == closed
    (True, True)
    """
    if one == other:
        return one
    found = [each for each in _ORDER if each in (one.attribute, other.attribute)]
    stands = found[0] if separable else found[-1]
    cut = separable or one.redacted or other.redacted
    redacted = cut and stands is not Attribute.WITHHELD
    return Outcome(MarkStatus.DECIDED, stands, redacted)


def whole(
    parts: Iterable[Any],
    *,
    on: date,
    separable: bool = True,
    pack: str | Pack = "national",
    readings: Iterable[str] = (),
) -> Mark:
    """Decide the mark of a document from the facts of its parts (整件的公开属性).

    *separable* tells whether the parts can be given out one without the other; *pack* and *readings* as for
    :func:`zwgk.mark`.

    >>> opened = {"government_information": True, "listed_proactive": True}
    >>> secret = {"government_information": True, "state_secret": True, "separable": False}
    >>> told = dict.fromkeys(("state_secret", "prohibited_by_law", "endangers_security", "trade_secret",
    ...     "personal_privacy", "internal_affairs", "deliberative", "enforcement_file"), False)
    >>> found = whole([told | opened, secret], on=date(2024, 5, 20))
    >>> str(found), found.note
    ('主动公开（区分处理）', '（此件删减后公开）')

    Raises:
        ShapeError: the facts of a part have another shape.
        ZwgkError: there is no part, *on* is no day, or a reading or the pack is unknown.
    """
    taken, given = chosen(readings, pack), list(parts)
    if not given:
        message = "whole wants at least one part"
        raise ZwgkError(message)
    table = table_on(on, taken)
    marks = [mark(each, on=on, readings=taken) for each in given]
    if table is None:
        return marks[0]
    listed = [_part(table, *pair) for pair in zip(given, marks, strict=True)]
    return _made(table, listed, separable=separable)


def _part(table: Table, facts: Any, marked: Mark) -> _Part:
    true, false = known(values(facts))
    return _Part(true, false, ends(table.diagram, true, false), marked)


def _made(table: Table, parts: Sequence[_Part], *, separable: bool) -> Mark:
    possible = _together((each.possible for each in parts), separable=separable)
    missing = 0 if len(possible) == 1 else _missing(table, parts, separable=separable)
    outcome = UNDETERMINED if missing else next(iter(possible))
    return Mark(
        attribute=outcome.attribute,
        redacted=outcome.redacted,
        discretionary=_discretionary(outcome, parts),
        grounds=tuple(_grounds(table, parts)),
        missing=keys_of(missing),
        duties=tuple(_duties(table, outcome, missing, parts)),
        note=noted(outcome),
        status=outcome.status,
        steps_=tuple(_steps(table, parts, separable=separable)),
        readings=table.readings,
    )


def _together(each_possible: Iterable[_Possible], *, separable: bool) -> _Possible:
    """List what the whole may come to, from what each part may."""
    return reduce(lambda one, other: _pairwise(one, other, separable), each_possible)


@cache
def _pairwise(one: _Possible, other: _Possible, separable: bool) -> _Possible:  # noqa: FBT001 - a key of the cache
    return frozenset(joined(*pair, separable=separable) for pair in product(one, other))


# ------------------------------------------------------------------ what is still to be asked


def _missing(table: Table, parts: Sequence[_Part], *, separable: bool) -> int:
    """Join the facts of any part that could still change the whole (有待查明的事实)."""
    missing = 0
    for part, others in zip(parts, _others(parts, separable=separable), strict=True):
        wanted = asked(table.diagram, part.true, part.false)[0] & ~missing
        for bit in (bit for bit in BITS if bit & wanted):
            pairs = flips(table.diagram, bit, part.true, part.false)
            if any(_matters(yes, no, others, separable) for yes, no in pairs):
                missing |= bit
    return missing


def _others(parts: Sequence[_Part], *, separable: bool) -> Iterator[_Possible]:
    """Tell, for each part, what all the others may come to; empty for the only part."""
    before: list[_Possible] = [frozenset()]
    after: list[_Possible] = [frozenset()]
    for each in parts[:-1]:
        before.append(_added(before[-1], each.possible, separable))
    for each in parts[:0:-1]:
        after.append(_added(after[-1], each.possible, separable))
    return (
        _added(one, other, separable) for one, other in zip(before, reversed(after), strict=True)
    )


def _added(one: _Possible, other: _Possible, separable: bool) -> _Possible:  # noqa: FBT001 - as above
    return _pairwise(one, other, separable) if one and other else one or other


def _matters(yes: Outcome, no: Outcome, others: _Possible, separable: bool) -> bool:  # noqa: FBT001 - as above
    if not others:
        return yes != no
    return any(
        joined(yes, each, separable=separable) != joined(no, each, separable=separable)
        for each in others
    )


# ------------------------------------------------------------------ what follows


def _grounds(table: Table, parts: Sequence[_Part]) -> Iterator[Ground]:
    """List the grounds of all parts in the order of the law (不予公开理由)."""
    held = {ground for each in parts for ground in each.mark.grounds}
    for step in table.steps:
        yield from (each.ground for each in step.reasons if each.ground and each.ground in held)


def _discretionary(outcome: Outcome, parts: Sequence[_Part]) -> bool:
    """Tell whether everything that is withheld is withheld by choice (可以裁量)."""
    sure = all(each.mark.status is not MarkStatus.UNDETERMINED for each in parts)
    withheld = [each.mark for each in parts if each.mark.grounds]
    decided = outcome.redacted or outcome.attribute is Attribute.WITHHELD
    return decided and sure and bool(withheld) and all(each.discretionary for each in withheld)


def _duties(table: Table, outcome: Outcome, missing: int, parts: Sequence[_Part]) -> Iterator[str]:
    """List the duties of the whole, and those that follow from the facts of a part (应办事项)."""
    of_parts = {what for each in parts for what in each.mark.duties}
    for duty in table.duties:
        by_facts = duty.yes or duty.no
        if duty.what in of_parts if by_facts else duty.holds(outcome, missing, 0, 0):
            yield duty.what


def _steps(table: Table, parts: Sequence[_Part], *, separable: bool) -> Iterator[MarkStep]:
    for number, each in enumerate(parts, start=1):
        named = "、".join(f"{ground.article}{ground.item or ''}" for ground in each.mark.grounds)
        yield MarkStep("part", f"第{number}部分：{each.mark}{f'（{named}）' if named else ''}")
    rule = table.together
    yield MarkStep(rule.name, rule.says["holds" if separable else "fails"], rule.basis)
