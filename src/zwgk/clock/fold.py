"""The fold over the events of an application (办理过程的推演): one small function per kind of event, in a dict.

There is a dict for each phase: before the receipt, under the law of 2019, under that of 2007, after the end. The
scratch state is mutable inside; what leaves the package is frozen. Irregularities are noted and worded only when
asked for. Sources: 《政府信息公开条例》第三十条至第三十六条; 国办函〔2020〕109号.
"""

from collections.abc import Iterable
from datetime import date
from functools import partial

from zwgk.clock.rules import fee_payment
from zwgk.clock.state import (
    ANSWERED,
    AWAITING_CORRECTION,
    AWAITING_FEE,
    EVER,
    LAPSED,
    Fold,
    Spell,
    Steps,
    Told,
)
from zwgk.model.application import Delivery, Event, EventKind

__all__ = ["BEFORE_RECEIPT", "fold", "fold_plain"]

_ORDER = "clock.out-of-order"
_MAIL = Delivery.MAIL


def fold(state: Fold, told: Iterable[Told]) -> None:
    """Take every event in turn (逐个推演)."""
    for day, n, event in told:
        state.steps[event.event](state, day, n, event)


def fold_plain(state: Fold, on: date | None) -> bool:
    """Take the events as they stand, if all are dated, known and each later than the one before (顺序推演).

    The usual record; where it is another, the state is of no use and the events are to be ordered first.
    """
    last = date.min
    for n, event in enumerate(state.application.events):
        day = event.on
        if day is None or day <= last:
            return False
        state.steps[event.event](state, day, n, event)
        last = day
    state.on = on or last
    return last <= state.on


# ------------------------------------------------------------------ receipt


def _early(state: Fold, day: date, n: int, _: Event) -> None:
    state.note(_ORDER, n, "before-receipt", day)


def _early_answer(state: Fold, day: date, n: int, event: Event) -> None:
    state.note(_ORDER, n, "before-receipt", day)
    state.early = state.early or (day, n, event)


def _received(state: Fold, day: date, n: int, event: Event) -> None:
    if "receipt-on-submission" in state.readings:
        day = event.submitted or day
    state.received = day
    rules = state.setting.rules_of(day)
    if rules is None:
        state.steps = WITHOUT_LAW
        state.note("clock.law-unknown", n, "law-unknown", day)
        return
    state.rules = rules
    state.steps = UNDER_OLDER_LAW if rules.notice is None else UNDER_WAY
    state.start = day
    if state.readings and "receipt-rolls" in state.readings:
        state.start = state.calendar.roll(day, provisional=True).due
    if state.early:
        _answered(state, *state.early)


def _received_again(state: Fold, day: date, n: int, _: Event) -> None:
    state.note(_ORDER, n, "received-again", day, state.received)


def _not_judged(state: Fold, day: date, n: int, event: Event) -> None:
    """Pass over an event for which there is no law."""


def _without_effect(state: Fold, day: date, n: int, _: Event) -> None:
    """Note an event that the older law does not know."""
    state.note("clock.no-effect", n, "older-law", day)


def _after_end(state: Fold, day: date, n: int, _: Event) -> None:
    state.note(_ORDER, n, "after-end", day, state.ended_on)


# ------------------------------------------------------------------ correction


def _correction_asked(state: Fold, day: date, n: int, event: Event) -> None:
    if state.waiting is not None:
        state.note(_ORDER, n, "standing-still", day)
        return
    if state.asked_correction is not None:
        state.note("clock.correction-twice", n, "twice", day, state.asked_correction[0])
    if event.reply_by is None:
        state.note("clock.reply-by-missing", n, "reply-by")
    elif event.reply_by < day:
        state.note(_ORDER, n, "reply-by-before", event.reply_by, day)
    since = state.received if state.fresh else state.start  # a payment is no receipt
    state.notes.append(("?correction", n, since, day))
    state.asked_correction = (day, n, event)
    state.waiting, state.stood = AWAITING_CORRECTION, day


def _corrected(state: Fold, day: date, n: int, _: Event) -> None:
    if state.waiting != AWAITING_CORRECTION or state.asked_correction is None:
        state.note(_ORDER, n, "not-asked", day)
        return
    by = state.asked_correction[2].reply_by
    if by is not None and by < day:
        state.note("clock.reply-overdue", n, "corrected-late", day, by)
    _restart(state, day)


def _restart(state: Fold, day: date) -> None:
    """Begin the whole period anew; an extension does not survive."""
    state.start, state.fresh = day, False
    state.waiting = state.stood = None
    state.extension_days = 0


def _correction_lapsed(state: Fold, day: date, n: int, event: Event) -> None:
    if state.waiting != AWAITING_CORRECTION or state.asked_correction is None:
        state.note(_ORDER, n, "not-asked", day)
    else:
        by = state.asked_correction[2].reply_by
        if by is not None and day <= by:
            state.note("clock.lapsed-early", n, "lapsed-early", day, by)
    _lapse(state, day, n, event)


# ------------------------------------------------------------------ consultation


def _asked(state: Fold, day: date, n: int, event: Event, *, third: bool, actual: str) -> None:
    """Open a consultation of a third party or of an agency."""
    kind, delivered = event.event, event.delivered
    if state.spells and (first := _open(state, kind, event.party)) is not None:
        state.note(_ORDER, n, "asked-again", day, first.event.on)
        return
    limit = state.rules.third_party_days if third else state.rules.agency_days
    if state.readings and actual in state.readings:
        limit = None
    sure = EVER if limit is None or delivered is None else limit
    if delivered is not None and delivered < day:
        state.note(_ORDER, n, "delivered-before", delivered, day)
        sure = 0
    elif delivered is not None and "consultation-from-delivery" in state.readings:
        day = delivered
    state.spells.append(Spell(day, n, event, limit, sure))


def _replied(state: Fold, day: date, n: int, event: Event, *, asked: EventKind) -> None:
    """Close a consultation of that kind."""
    spell = _open(state, asked, event.party) or _nameless(state, asked, event)
    if spell is None:
        state.note(_ORDER, n, "not-consulted", day)
    else:
        spell.replied = day


def _open(state: Fold, kind: EventKind, party: str | None) -> Spell | None:
    """Find the consultation of that party that waits for a reply."""
    for spell in state.spells:
        if spell.replied is None and spell.event.party == party and spell.event.event is kind:
            return spell
    return None


def _nameless(state: Fold, kind: EventKind, event: Event) -> Spell | None:
    """Match a reply when it or the question names no party, and only one is open."""
    waiting = [each for each in state.spells if each.replied is None and each.event.event is kind]
    if len(waiting) == 1 and (event.party is None or waiting[0].event.party is None):
        return waiting[0]
    return None


# ------------------------------------------------------------------ extension


def _extended(state: Fold, day: date, n: int, event: Event) -> None:
    if state.extension is not None:
        state.note("clock.extension-twice", n, "twice", day, state.extension[0])
        return
    if state.waiting is not None:
        state.note(_ORDER, n, "standing-still", day)
        return
    most = state.rules.extension.value
    asked = most if event.days is None else event.days
    if asked > most:
        state.note("clock.extension-too-long", n, "too-long", asked, most)
    if not event.approved_by or event.approved_by.isspace():
        state.note("clock.extension-unapproved", n, "unapproved")
    state.extension, state.extension_days = (day, n, event), min(asked, most)
    state.notes.append(("?extension", n, state.start, event.notified or day))


# ------------------------------------------------------------------ fee


def _fee_noticed(state: Fold, day: date, n: int, event: Event) -> None:
    if fee_payment(day) is None:
        state.note("clock.no-effect", n, "no-fee-yet", day)
        return
    if state.waiting is not None:
        state.note(_ORDER, n, "standing-still", day)
        return
    if event.delivered is not None and event.delivered < day:
        state.note(_ORDER, n, "delivered-before", event.delivered, day)
    state.notes.append(("?fee", n, state.start, day, state.extension_days))
    state.fee, state.waiting, state.stood = (day, n, event), AWAITING_FEE, day


def _fee_paid(state: Fold, day: date, n: int, _: Event) -> None:
    if state.waiting != AWAITING_FEE:
        state.note(_ORDER, n, "not-noticed", day)
        return
    state.notes.append(("?paid", n, state.fee, day))
    if state.fee is not None and "fee-resumes" in state.readings:
        _resume(state, day, state.fee)
    else:
        _restart(state, day)
        state.fresh = True


def _resume(state: Fold, day: date, noticed: Told) -> None:
    """Leave the wait for payment out of the count, and go on."""
    spell = Spell(*noticed)
    spell.replied = day
    state.spells.append(spell)
    state.waiting = state.stood = None


def _fee_lapsed(state: Fold, day: date, n: int, event: Event) -> None:
    if state.waiting == AWAITING_FEE:
        state.notes.append(("?unpaid", n, state.fee, day))
    else:
        state.note(_ORDER, n, "not-noticed", day)
    _lapse(state, day, n, event)


# ------------------------------------------------------------------ explanation, withdrawal, answer


def _explanation_asked(state: Fold, _day: date, _n: int, _event: Event) -> None:
    """Go on: art. 35 sets its own reasonable delay."""
    state.asked_explanation = True


def _explained(state: Fold, day: date, n: int, _: Event) -> None:
    if not state.asked_explanation:
        state.note(_ORDER, n, "no-explanation-asked", day)


def _lapse(state: Fold, day: date, n: int, event: Event) -> None:
    state.ended, state.ended_on, state.end = LAPSED, day, (day, n, event)
    state.steps = AFTER_END


def _answered(state: Fold, day: date, n: int, event: Event) -> None:
    """End with the answer, on the day on which it counts as made."""
    state.ended, state.end, state.steps = ANSWERED, (day, n, event), AFTER_END
    state.ended_on = day if event.delivery is None else _decided(state, day, n, event)


def _decided(state: Fold, day: date, n: int, event: Event) -> date:
    """Find the day on which an answer counts as made: posting by mail, service by hand, else its own."""
    if "letter-day" in state.readings:
        return day
    by_mail = event.delivery is _MAIL and "service-day" not in state.readings
    decided = event.posted if by_mail else event.served
    if decided is None:
        state.note("clock.delivery-unknown", n, "unposted" if by_mail else "unserved", day)
        return day
    if decided < day:
        state.note(_ORDER, n, "decided-before", decided, day)
    return decided


# ------------------------------------------------------------------ the phases

#: an application under the law of 2019
UNDER_WAY: Steps = {
    EventKind.RECEIVED: _received_again,
    EventKind.CORRECTION_ASKED: _correction_asked,
    EventKind.CORRECTED: _corrected,
    EventKind.CORRECTION_LAPSED: _correction_lapsed,
    EventKind.THIRD_PARTY_ASKED: partial(_asked, third=True, actual="third-party-actual"),
    EventKind.THIRD_PARTY_REPLIED: partial(_replied, asked=EventKind.THIRD_PARTY_ASKED),
    EventKind.AGENCY_ASKED: partial(_asked, third=False, actual="agency-actual"),
    EventKind.AGENCY_REPLIED: partial(_replied, asked=EventKind.AGENCY_ASKED),
    EventKind.EXTENDED: _extended,
    EventKind.FEE_NOTICED: _fee_noticed,
    EventKind.FEE_PAID: _fee_paid,
    EventKind.FEE_LAPSED: _fee_lapsed,
    EventKind.EXPLANATION_ASKED: _explanation_asked,
    EventKind.EXPLAINED: _explained,
    EventKind.WITHDRAWN: _lapse,
    EventKind.ANSWERED: _answered,
}
_OLD = ("RECEIVED", "THIRD_PARTY_ASKED", "THIRD_PARTY_REPLIED", "EXTENDED", "WITHDRAWN", "ANSWERED")
#: under the law of 2007, which knows no restart on correction, no consultation of agencies and no fee
UNDER_OLDER_LAW: Steps = {
    kind: step if kind.name in _OLD else _without_effect for kind, step in UNDER_WAY.items()
}
BEFORE_RECEIPT: Steps = dict.fromkeys(EventKind, _early) | {
    EventKind.RECEIVED: _received,
    EventKind.ANSWERED: _early_answer,
}
WITHOUT_LAW: Steps = dict.fromkeys(EventKind, _not_judged)
AFTER_END: Steps = dict.fromkeys(EventKind, _after_end)
