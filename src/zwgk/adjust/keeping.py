"""How long information stays public (公开期限): by its item in the catalogue, or by its own column.

Where several clauses speak of one piece of information, the longest counts; what is to stay for good stays.
"""

from collections.abc import Iterator
from datetime import date

from attrs import evolve, frozen

from zwgk import _data
from zwgk.adjust.reading import subject_of
from zwgk.adjust.scope import Scope
from zwgk.due import due
from zwgk.errors import ZwgkError
from zwgk.model import Information, TimeLimit
from zwgk.terms import ClauseKind
from zwgk.text.normal import squeezed
from zwgk.text.time_limit import parse_time_limit
from zwgk.workdays.days import as_day

__all__ = ["Kept", "kept_until"]

_SAYS = frozenset((ClauseKind.KEEP, ClauseKind.PERMANENT))


@frozen
class Kept:
    """The last day on which information is to stay public (公开截止日): by which words, whose."""

    until: date
    text: str
    basis: str


def kept_until(information: Information, scope: Scope) -> Kept | None:
    """Find the last day on which information is to stay public (公开截止日)."""
    if information.published is None:
        return None
    limits = [*_limits(information, scope)]
    if any(clause.kind is ClauseKind.PERMANENT for limit, _ in limits for clause in limit.clauses):
        return None
    found = (_until(limit, basis, information.published, scope) for limit, basis in limits)
    return max((each for each in found if each), key=lambda each: each.until, default=None)


def _limits(information: Information, scope: Scope) -> Iterator[tuple[TimeLimit, str]]:
    """Give the time limits that speak of the information: its own column before those of its items."""
    for label in _data.load("adjust")["keep"]["columns"]:
        if text := information.extras.get(label):
            yield _of_column(label, text), f"信息的“{label}”栏"
    name = squeezed(information.item or "")
    for item in scope.items_after if name else ():
        if name in (squeezed(item.code or ""), squeezed(subject_of(item))) and item.time_limit:
            yield item.time_limit, f"目录事项“{subject_of(item)}”的公开时限"


def _of_column(label: str, text: str) -> TimeLimit:
    """Read a column of its own: where the cell alone says nothing of keeping, its header may (公开期限：5年)."""
    alone = parse_time_limit(text)
    headed = evolve(parse_time_limit(f"{label}：{text}"), text=text)
    says = any(clause.kind is ClauseKind.KEEP for clause in headed.clauses)
    return headed if says and not _SAYS.intersection(each.kind for each in alone.clauses) else alone


def _until(limit: TimeLimit, basis: str, start: date, scope: Scope) -> Kept | None:
    ends = []
    for clause in limit.clauses:
        if clause.kind is ClauseKind.KEEP:
            try:
                found = due(TimeLimit(limit.text, (clause,)), start, calendar=scope.calendar)
            except (ZwgkError, OverflowError):  # beyond the calendar it is not over yet
                return None
            ends += [as_day(found.due)] if found.due else []
    return Kept(max(ends), limit.text, basis) if ends else None
