"""The scratch state of one run over the events of an application (推演状态)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from zwgk.clock.rules import Rules
from zwgk.model.application import Application, Event, EventKind
from zwgk.workdays import WorkCalendar

__all__ = ["Fold", "Note", "Spell", "Step", "Steps", "Told"]

#: day, number in the record, event
Told = tuple[date, int, Event]
#: code, number of the event, name of its sentence, and what fills it; a code led by ``?`` is judged later
Note = tuple[Any, ...]
#: one small function per kind of event
Step = Callable[["Fold", date, int, Event], None]
Steps = Mapping[EventKind, Step]


class Spell:
    """One consultation (征求意见): asked, perhaps replied.

    ``third`` tells a third party from an agency, ``limit`` after how many working days silence counts no more.
    """

    __slots__ = ("asked", "event", "limit", "n", "replied", "third")

    replied: date | None

    def __init__(
        self,
        asked: date,
        n: int,
        event: Event,
        third: bool,  # noqa: FBT001 - made by the million
        limit: int | None,
    ) -> None:
        """Open the consultation."""
        self.asked, self.n, self.event, self.third, self.limit = asked, n, event, third, limit
        self.replied = None


class Fold:
    """How far the run has come (推演状态); what has not happened keeps the value of the class."""

    application: Application
    on: date
    calendar: WorkCalendar
    readings: frozenset[str]
    rules_of: Callable[[date], Rules | None]
    rules: Rules  # from the receipt on
    steps: Steps
    notes: list[Note]
    received: date | None = None  # whatever law there was
    start: date | None = None  # from when the period counts now
    fresh: bool = False  # whether the text itself makes the next day the first
    extension: Told | None = None
    extension_days: int = 0
    asked_correction: Told | None = None
    asked_explanation: bool = False
    fee: Told | None = None
    waiting: str | None = None  # what the clock stands still for
    stood: date | None = None  # since when
    end: Told | None = None
    ended: str | None = None  # how it ended
    ended_on: date | None = None
    early: Told | None = None  # an answer dated before the receipt
    spells: Sequence[Spell] = ()

    def __init__(
        self,
        application: Application,
        on: date,
        calendar: WorkCalendar,
        readings: frozenset[str],
        rules_of: Callable[[date], Rules | None],
        steps: Steps,
    ) -> None:
        """Begin before the first event, in the phase of these *steps*."""
        self.application, self.on, self.calendar = application, on, calendar
        self.readings, self.rules_of, self.steps, self.notes = readings, rules_of, steps, []

    def note(self, *note: Any) -> None:
        """Note an irregularity, or what is to be judged when it is asked for (记下)."""
        self.notes.append(note)
