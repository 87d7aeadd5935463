"""The next question (逐项询问): the fact whose answer leaves least to be asked."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from attrs import frozen

from zwgk.marking.deciding import known
from zwgk.marking.diagram import asked
from zwgk.marking.given import values
from zwgk.marking.table import BITS, Table, chosen, keys_of, table_on
from zwgk.model import Pack

__all__ = ["Asked", "interview"]


@frozen
class Asked:
    """A question to the clerk (待答问题): the fact, the words, the article, why it matters, how many may follow.

    ``left_if_yes`` and ``left_if_no`` count the facts that still matter after that answer; 0 means decided.
    """

    fact: str
    question: str
    basis: str
    why: str
    left_if_yes: int
    left_if_no: int


def interview(
    facts: Any, *, on: date, pack: str | Pack = "national", readings: Iterable[str] = ()
) -> Asked | None:
    """Choose the next question (下一个问题); ``None`` when the mark is decided.

    *pack* and *readings* as for :func:`zwgk.mark`.

    >>> from datetime import date
    >>> interview({}, on=date(2024, 5, 20)).fact
    'government_information'
    >>> interview({"government_information": False}, on=date(2024, 5, 20)) is None
    True

    Raises:
        ShapeError: the facts have another shape; ``.findings`` names every misfit.
        ZwgkError: *on* is no day, or a reading or the pack is unknown.
    """
    table = table_on(on, chosen(readings, pack))
    true, false = known(values(facts))
    if table is None:
        return None
    missing = asked(table.diagram, true, false)[0]
    choices = [_choice(table, bit, true, false) for bit in BITS if bit & missing]
    return min(choices, key=lambda each: each.left_if_yes + each.left_if_no, default=None)


def _choice(table: Table, bit: int, true: int, false: int) -> Asked:
    """Count what is left to ask after yes and after no; in a tie the first in the law's own order stands."""
    yes = asked(table.diagram, true | bit, false)[0].bit_count()
    no = asked(table.diagram, true, false | bit)[0].bit_count()
    question = table.questions[keys_of(bit)[0]]
    return Asked(question.fact, question.ask, question.basis, question.why, yes, no)
