"""The scratch state of one run over the events of an application (推演状态), and what the run goes by."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from attrs import frozen

from zwgk.clock.rules import Rules
from zwgk.clock.tables import Tables
from zwgk.model.application import Application, Event, EventKind
from zwgk.workdays import WorkCalendar

__all__ = [
    "ANSWERED",
    "AWAITING_CORRECTION",
    "AWAITING_FEE",
    "EVER",
    "LAPSED",
    "Figures",
    "Fold",
    "Note",
    "Setting",
    "Spell",
    "Step",
    "Steps",
    "Told",
]

AWAITING_CORRECTION = "awaiting-correction"
AWAITING_FEE = "awaiting-fee"
ANSWERED, LAPSED = "answered", "lapsed"

#: day, number in the record, event
Told = tuple[date, int, Event]
#: code, number of the event, name of its sentence, and what fills it; a code led by ``?`` is judged later
Note = tuple[Any, ...]
#: one small function per kind of event
Step = Callable[["Fold", date, int, Event], None]
Steps = Mapping[EventKind, Step]
Day = date | None
#: state, due, strict due, certain, earliest, latest, used, remaining, overdue by, version: a plain tuple, because
#: a hundred thousand are made at a time
Figures = tuple[str, Day, Day, bool, Day, Day, int, int | None, int, str | None]

#: more working days than there are
EVER = 1 << 30


@frozen
class Setting:
    """What a run goes by besides the record (推演条件): calendar with its tables, readings, law of a day."""

    calendar: WorkCalendar
    tables: Tables
    readings: frozenset[str]
    rules_of: Callable[[date], Rules | None]


class Spell:
    """One stretch left out of the count (扣除的一段): a consultation asked, perhaps replied.

    ``asked`` is the day after which time is left out, ``limit`` after how many working days silence counts no more.
    A reply within ``sure`` working days is surely before the end of the opinion period.
    """

    __slots__ = ("asked", "event", "limit", "n", "replied", "sure")

    replied: date | None

    def __init__(
        self, asked: date, n: int, event: Event, limit: int | None = None, sure: int = EVER
    ) -> None:
        """Open the spell."""
        self.asked, self.n, self.event, self.limit, self.sure = asked, n, event, limit, sure
        self.replied = None

    @property
    def third(self) -> bool:
        """Whether a third party is asked (是否第三方)."""
        return self.event.event is EventKind.THIRD_PARTY_ASKED

    @property
    def agency(self) -> bool:
        """Whether another agency is asked (是否其他机关)."""
        return self.event.event is EventKind.AGENCY_ASKED

    @property
    def consults(self) -> bool:
        """Whether anybody is asked; else a payment is awaited (是否征求意见)."""
        return self.third or self.agency


class Fold:
    """How far the run has come (推演状态)."""

    __slots__ = (
        "application",
        "asked_correction",
        "asked_explanation",
        "early",
        "end",
        "ended",
        "ended_on",
        "extension",
        "extension_days",
        "fee",
        "fresh",
        "notes",
        "on",
        "readings",
        "received",
        "rules",
        "setting",
        "spells",
        "start",
        "steps",
        "stood",
        "waiting",
    )

    rules: Rules  # from the receipt on
    received: date | None  # whatever law there was
    start: date | None  # from when the period counts now
    fresh: bool  # whether the text itself makes the next day the first
    extension: Told | None
    asked_correction: Told | None
    asked_explanation: bool
    fee: Told | None
    waiting: str | None  # what the clock stands still for
    stood: date | None  # since when
    end: Told | None
    ended: str | None  # how it ended
    ended_on: date | None
    early: Told | None  # an answer dated before the receipt
    notes: list[Note]
    spells: list[Spell]

    def __init__(self, application: Application, on: date, setting: Setting, steps: Steps) -> None:
        """Begin before the first event, in the phase of these *steps*."""
        self.application, self.on, self.setting, self.steps = application, on, setting, steps
        self.readings, self.notes, self.spells = setting.readings, [], []
        self.received = self.start = self.waiting = self.stood = None
        self.extension = self.asked_correction = self.fee = self.early = None
        self.end = self.ended = self.ended_on = None
        self.fresh = self.asked_explanation = False
        self.extension_days = 0

    @property
    def calendar(self) -> WorkCalendar:
        """The calendar of the run (所用日历)."""
        return self.setting.calendar

    def note(self, *note: Any) -> None:
        """Note an irregularity, or what is to be judged when it is asked for (记下)."""
        self.notes.append(note)
