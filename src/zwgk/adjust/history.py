"""What was decided, version by version (调整沿革): any day's records can be seen again.

A history keeps the first records and every decision since, accepted or refused; a version is computed from them, so
that what is appended never changes the past.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, ClassVar, Self

from attrs import evolve, field, frozen

from zwgk.adjust.applying import applied, decisions_of
from zwgk.adjust.reading import checked_day, records_of
from zwgk.adjust.review import review
from zwgk.errors import ZwgkError
from zwgk.model import Decision, Pack, Proposal, Record, Signal
from zwgk.model._record import entry
from zwgk.shape import from_dict
from zwgk.workdays import WorkCalendar

__all__ = ["Entry", "History", "Version"]


@frozen
class Entry(Record):
    """What was decided on one day (一次决定)."""

    on: date = entry("日期")
    decisions: tuple[Decision, ...] = entry("决定", default=())


@frozen
class _Head(Record):
    """The part of a history that is told key by key (沿革的其余部分)."""

    KIND: ClassVar[str | None] = "history"
    SCHEMA: ClassVar[str | None] = "zwgk/history/1"

    since: date = entry("起始日期")
    entries: tuple[Entry, ...] = entry("历次决定", default=())


@frozen
class Version:
    """The records as they are from a day on (版本), and the decisions that made them so."""

    on: date
    records: tuple[Record, ...]
    decisions: tuple[Decision, ...] = ()


def _entries(given: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(given)


@frozen
class History:
    """Records with every decision on them (调整沿革).

    >>> from zwgk.model import Information, Proposal, Rule, Action
    >>> record = Information("通报", "白石县民政局", index="1/2024-00001", created=date(2024, 1, 10))
    >>> first = History([record], since=date(2025, 1, 2))
    >>> void = Proposal(Rule.VOID, "1/2024-00001", Action.RETIRE, "失效")
    >>> later = first.decide([Decision(void, accepted=True, by="办公室")], on=date(2025, 6, 3))
    >>> later.at(date(2025, 6, 2))[0].status, later.at(date(2025, 6, 3))[0].status.value
    (None, '失效')

    Raises:
        ShapeError: a record has another shape.
        ZwgkError: the entries do not stand in the order of their days.
    """

    first: tuple[Record, ...] = field(converter=records_of)
    since: date = field(converter=checked_day, kw_only=True)
    entries: tuple[Entry, ...] = field(default=(), converter=_entries, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Refuse entries out of order."""
        days = [self.since, *(each.on for each in self.entries)]
        if days != sorted(days):
            message = f"the entries of a history stand in the order of their days, not {days}"
            raise ZwgkError(message)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Every decision, accepted or refused (全部决定)."""
        return tuple(each for one in self.entries for each in one.decisions)

    @property
    def versions(self) -> tuple[Version, ...]:
        """The records after each day of decisions, the first ones before them (历次版本)."""
        return tuple(self._versions())

    def _versions(self) -> Iterator[Version]:
        records = self.first
        yield Version(self.since, records)
        for each in self.entries:
            records = applied(records, each.decisions, on=each.on)
            yield Version(each.on, records, each.decisions)

    def at(self, day: date) -> tuple[Record, ...]:
        """Give the records as they were on a day (某日的记录).

        Raises:
            ZwgkError: the history begins later.
        """
        known = [each for each in self._versions() if each.on <= checked_day(day)]
        if not known:
            message = f"this history begins on {self.since}, not before {day}"
            raise ZwgkError(message)
        return known[-1].records

    def decide(
        self, decisions: Iterable[Decision | Proposal | Mapping[str, Any]], *, on: date
    ) -> Self:
        """Append the decisions of a day (作出决定); a proposal is taken as accepted. The past stays as it is.

        Raises:
            ShapeError: a decision has another shape.
            ZwgkError: the day lies before the last one decided on, or a subject is not there.
        """
        day = checked_day(on)
        made = tuple(evolve(each, on=day) for each in decisions_of(decisions))
        longer = evolve(self, entries=(*self.entries, Entry(day, made)))
        longer.at(day)
        return longer

    def review(
        self,
        *,
        on: date,
        signals: Iterable[Signal | dict[str, Any]] = (),
        pack: str | Path | Pack = "national",
        calendar: WorkCalendar | None = None,
    ) -> tuple[Proposal, ...]:
        """Review the records of a day (动态调整); what was refused is left out while its cause is the same."""
        refused = {
            _cause(each.proposal)
            for one in self.entries
            if one.on <= on
            for each in one.decisions
            if not each.accepted
        }
        found = review(self.at(on), on=on, signals=signals, pack=pack, calendar=calendar)
        return tuple(each for each in found if _cause(each) not in refused)

    def to_dict(self) -> dict[str, Any]:
        """Give the history as JSON values (转为字典)."""
        head = _Head(self.since, self.entries).to_dict()
        return head | {"records": [each.to_dict() for each in self.first]}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Build a history from JSON values, strictly (严格读入).

        Raises:
            ShapeError: the data has another shape; ``.findings`` names every misfit.
            ZwgkError: its entries do not stand in the order of their days.
        """
        head = from_dict(_Head, {key: each for key, each in data.items() if key != "records"})
        records = records_of(data.get("records") or ())
        return cls(records, since=head.since, entries=head.entries)


def _cause(proposal: Proposal) -> tuple[object, ...]:
    """Tell what a proposal rests on; its due day may move with the calendar."""
    return (
        proposal.rule,
        proposal.subject,
        proposal.from_,
        proposal.to,
        proposal.reason,
        proposal.item,
    )
