"""The fold over the events of an application (办理过程的推演): one small function per kind of event, in a dict.

The scratch state is mutable inside; what leaves the package is frozen. Irregularities are noted as plain tuples and
worded only when asked for. Sources: 《政府信息公开条例》第三十条至第三十六条; 国办函〔2020〕109号.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from zwgk.clock.rules import Rules, fee_payment
from zwgk.model.application import Application, Delivery, Event, EventKind
from zwgk.workdays import WorkCalendar

__all__ = ["AWAITING_CORRECTION", "AWAITING_FEE", "Fold", "Note", "Spell", "Told", "fold"]

#: day, number in the record, event
Told = tuple[date, int, Event]
#: code, number of the event, key, and what its sentence is filled with
Note = tuple[Any, ...]

AWAITING_CORRECTION = "awaiting-correction"
AWAITING_FEE = "awaiting-fee"
_ANSWERED, _LAPSED = "answered", "lapsed"


class Spell:
    """One consultation (征求意见): asked, perhaps replied; ``third`` tells a third party from an agency."""

    __slots__ = ("asked", "event", "n", "replied", "third")

    def __init__(self, asked: date, n: int, event: Event, *, third: bool) -> None:
        """Open the consultation."""
        self.asked, self.n, self.event, self.third = asked, n, event, third
        self.replied: date | None = None


class Fold:
    """The scratch state of one run (推演状态)."""

    __slots__ = (
        "application",
        "asked_correction",
        "calendar",
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
        "open_spells",
        "readings",
        "received",
        "rules",
        "rules_of",
        "spells",
        "start",
        "stood",
        "told",
        "waiting",
    )

    def __init__(
        self,
        application: Application,
        on: date,
        calendar: WorkCalendar,
        readings: frozenset[str],
        rules_of: Callable[[date], Rules | None],
    ) -> None:
        """Begin before the first event."""
        self.application, self.on, self.calendar, self.readings = (
            application,
            on,
            calendar,
            readings,
        )
        self.rules_of = rules_of
        self.rules: Rules | None = None
        self.start: date | None = None
        self.received: date | None = None
        self.waiting: str | None = None
        self.ended: str | None = None
        self.extension: Told | None = None
        self.asked_correction: Told | None = None
        self.fee: Told | None = None
        self.extension_days = 0
        self.fresh = False
        self.stood: date | None = None
        self.ended_on: date | None = None
        self.end: Told | None = None
        self.early: Told | None = None
        self.spells: list[Spell] = []
        self.open_spells: dict[tuple[bool, str | None], Spell] = {}
        self.notes: list[Note] = []
        self.told: Iterable[Told] = ()


def fold(state: Fold, told: Iterable[Told]) -> Fold:
    """Take every event in turn (逐个推演)."""
    state.told = told
    for day, n, event in told:
        if state.ended is not None:
            state.notes.append(("clock.out-of-order", n, "after-end", day, state.ended_on))
        else:
            STEPS[event.event](state, day, n, event)
    return state


# ------------------------------------------------------------------ receipt


def _received(state: Fold, day: date, n: int, _: Event) -> None:
    if state.start is not None:
        state.notes.append(("clock.out-of-order", n, "received-again", day, state.received))
        return
    state.rules = state.rules_of(day)
    if state.rules is None:
        state.notes.append(("clock.law-unknown", n, "law-unknown", day))
        return
    state.start = state.received = day
    if state.early:
        _end(state, state.early, _ANSWERED)


def _unready(state: Fold, told: Told) -> bool:
    """Note an event that comes before the receipt."""
    if state.start is not None:
        return False
    state.notes.append(("clock.out-of-order", told[1], "before-receipt", told[0]))
    return True


def _without_effect(state: Fold, told: Told) -> bool:
    """Note an event that comes before the receipt, or that the older law does not know."""
    if _unready(state, told):
        return True
    if state.rules is not None and state.rules.notice is None:
        state.notes.append(("clock.no-effect", told[1], "older-law", told[0], state.rules))
        return True
    return False


# ------------------------------------------------------------------ correction


def _correction_asked(state: Fold, day: date, n: int, event: Event) -> None:
    told = (day, n, event)
    if _without_effect(state, told):
        return
    if state.waiting:
        state.notes.append(("clock.out-of-order", n, "standing-still", day))
        return
    if state.asked_correction is not None:
        state.notes.append(("clock.correction-twice", n, "twice", day, state.asked_correction[0]))
    if event.reply_by is None:
        state.notes.append(("clock.reply-by-missing", n, "reply-by"))
    elif event.reply_by < day:
        state.notes.append(("clock.out-of-order", n, "reply-by-before", event.reply_by, day))
    state.notes.append(("?correction", n, state.start, day))
    state.asked_correction = told
    state.waiting, state.stood = AWAITING_CORRECTION, day


def _corrected(state: Fold, day: date, n: int, event: Event) -> None:
    if _without_effect(state, (day, n, event)):
        return
    if state.waiting != AWAITING_CORRECTION or state.asked_correction is None:
        state.notes.append(("clock.out-of-order", n, "not-asked", day))
        return
    by = state.asked_correction[2].reply_by
    if by is not None and by < day:
        state.notes.append(("clock.reply-overdue", n, "corrected-late", day, by))
    _restart(state, day, fresh=False)


def _restart(state: Fold, day: date, *, fresh: bool) -> None:
    """Begin the whole period anew; an extension does not survive."""
    state.start, state.fresh = day, fresh
    state.waiting = state.stood = None
    state.extension_days = 0


def _correction_lapsed(state: Fold, day: date, n: int, event: Event) -> None:
    told = (day, n, event)
    if _without_effect(state, told):
        return
    if state.waiting != AWAITING_CORRECTION or state.asked_correction is None:
        state.notes.append(("clock.out-of-order", n, "not-asked", day))
    else:
        by = state.asked_correction[2].reply_by
        if by is not None and day <= by:
            state.notes.append(("clock.lapsed-early", n, "lapsed-early", day, by))
    _end(state, told, _LAPSED)


# ------------------------------------------------------------------ consultation


def _third_party_asked(state: Fold, day: date, n: int, event: Event) -> None:
    if state.start is None:
        _unready(state, (day, n, event))
    else:
        _ask(state, Spell(day, n, event, third=True))


def _agency_asked(state: Fold, day: date, n: int, event: Event) -> None:
    if not _without_effect(state, (day, n, event)):
        _ask(state, Spell(day, n, event, third=False))


def _ask(state: Fold, spell: Spell) -> None:
    key = (spell.third, spell.event.party)
    if key in state.open_spells:
        first = state.open_spells[key]
        state.notes.append(("clock.out-of-order", spell.n, "asked-again", spell.asked, first.asked))
        return
    delivered = spell.event.delivered
    if delivered is not None and delivered < spell.asked:
        state.notes.append(
            ("clock.out-of-order", spell.n, "delivered-before", delivered, spell.asked)
        )
    state.open_spells[key] = spell
    state.spells.append(spell)


def _third_party_replied(state: Fold, day: date, n: int, event: Event) -> None:
    if state.start is None:
        _unready(state, (day, n, event))
    else:
        _reply(state, day, n, (True, event.party))


def _agency_replied(state: Fold, day: date, n: int, event: Event) -> None:
    if not _without_effect(state, (day, n, event)):
        _reply(state, day, n, (False, event.party))


def _reply(state: Fold, day: date, n: int, key: tuple[bool, str | None]) -> None:
    """Close the consultation of that party; without names, the only one that is open."""
    spell = state.open_spells.pop(key, None)
    if spell is None:
        named = [each for each in state.open_spells if each[0] is key[0]]
        if len(named) != 1 or not (key[1] is None or named[0][1] is None):
            state.notes.append(("clock.out-of-order", n, "not-consulted", day))
            return
        spell = state.open_spells.pop(named[0])
    spell.replied = day


# ------------------------------------------------------------------ extension


def _extended(state: Fold, day: date, n: int, event: Event) -> None:
    told = (day, n, event)
    if _unready(state, told) or state.rules is None:
        return
    if state.extension is not None:
        state.notes.append(("clock.extension-twice", n, "twice", day, state.extension[0]))
        return
    if state.waiting:
        state.notes.append(("clock.out-of-order", n, "standing-still", day))
        return
    most = state.rules.extension.value
    asked = most if event.days is None else event.days
    if asked > most:
        state.notes.append(("clock.extension-too-long", n, "too-long", asked, most))
    if not (event.approved_by or "").strip():
        state.notes.append(("clock.extension-unapproved", n, "unapproved"))
    state.extension, state.extension_days = told, min(asked, most)
    state.notes.append(("?extension", n, state.start, event.notified or day))


# ------------------------------------------------------------------ fee


def _fee_noticed(state: Fold, day: date, n: int, event: Event) -> None:
    told = (day, n, event)
    if _without_effect(state, told):
        return
    if fee_payment(day) is None:
        state.notes.append(("clock.no-effect", n, "no-fee-yet", day))
        return
    if state.waiting:
        state.notes.append(("clock.out-of-order", n, "standing-still", day))
        return
    if event.delivered is not None and event.delivered < day:
        state.notes.append(("clock.out-of-order", n, "delivered-before", event.delivered, day))
    state.notes.append(("?fee", n, state.start, day, state.extension_days))
    state.fee, state.waiting, state.stood = told, AWAITING_FEE, day


def _fee_paid(state: Fold, day: date, n: int, event: Event) -> None:
    if _without_effect(state, (day, n, event)):
        return
    if state.waiting != AWAITING_FEE or state.fee is None:
        state.notes.append(("clock.out-of-order", n, "not-noticed", day))
        return
    state.notes.append(("?paid", n, state.fee, day))
    _restart(state, day, fresh=True)


def _fee_lapsed(state: Fold, day: date, n: int, event: Event) -> None:
    told = (day, n, event)
    if _without_effect(state, told):
        return
    if state.waiting != AWAITING_FEE or state.fee is None:
        state.notes.append(("clock.out-of-order", n, "not-noticed", day))
    else:
        state.notes.append(("?unpaid", n, state.fee, day))
    _end(state, told, _LAPSED)


# ------------------------------------------------------------------ explanation, withdrawal, answer


def _explanation_asked(state: Fold, day: date, n: int, event: Event) -> None:
    _without_effect(state, (day, n, event))


def _explained(state: Fold, day: date, n: int, event: Event) -> None:
    if _without_effect(state, (day, n, event)):
        return
    asked = EventKind.EXPLANATION_ASKED
    if not any(each.event is asked and at <= day for at, _, each in state.told):
        state.notes.append(("clock.out-of-order", n, "no-explanation-asked", day))


def _withdrawn(state: Fold, day: date, n: int, event: Event) -> None:
    told = (day, n, event)
    if not _unready(state, told):
        _end(state, told, _LAPSED)


def _answered(state: Fold, day: date, n: int, event: Event) -> None:
    told = (day, n, event)
    if state.start is None:
        _unready(state, told)
        state.early = state.early or told
    else:
        _end(state, told, _ANSWERED)


def _end(state: Fold, told: Told, how: str) -> None:
    state.ended, state.end = how, told
    state.ended_on = told[0] if how == _LAPSED else _decided(state, told)


def _decided(state: Fold, told: Told) -> date:
    """Find the day on which an answer counts as made: posting by mail, service by hand, else its own."""
    day, n, event = told
    if event.delivery is None or "letter-day" in state.readings:
        return day
    name = "posted" if event.delivery is Delivery.MAIL else "served"
    decided: date | None = getattr(event, name)
    if decided is None:
        state.notes.append(("clock.delivery-unknown", n, name, day))
        return day
    if decided < day:
        state.notes.append(("clock.out-of-order", n, "decided-before", decided, day))
    return decided


Step = Callable[[Fold, date, int, Event], None]
STEPS: Mapping[EventKind, Step] = {
    EventKind.RECEIVED: _received,
    EventKind.CORRECTION_ASKED: _correction_asked,
    EventKind.CORRECTED: _corrected,
    EventKind.CORRECTION_LAPSED: _correction_lapsed,
    EventKind.THIRD_PARTY_ASKED: _third_party_asked,
    EventKind.THIRD_PARTY_REPLIED: _third_party_replied,
    EventKind.AGENCY_ASKED: _agency_asked,
    EventKind.AGENCY_REPLIED: _agency_replied,
    EventKind.EXTENDED: _extended,
    EventKind.FEE_NOTICED: _fee_noticed,
    EventKind.FEE_PAID: _fee_paid,
    EventKind.FEE_LAPSED: _fee_lapsed,
    EventKind.EXPLANATION_ASKED: _explanation_asked,
    EventKind.EXPLAINED: _explained,
    EventKind.WITHDRAWN: _withdrawn,
    EventKind.ANSWERED: _answered,
}
