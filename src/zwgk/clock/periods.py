"""Every open period of an application (未届满的期限), each with its own day: not the answer's alone.

Periods of the law go through :func:`zwgk.deadline.deadline`. Sources: 《政府信息公开条例》第三十条至第三十四条、
第五十一条; 国办函〔2020〕109号; 《行政复议法》; 《行政诉讼法》.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, ClassVar

from attrs import frozen

from zwgk.clock.state import ANSWERED, AWAITING_CORRECTION, AWAITING_FEE, Figures, Fold
from zwgk.deadline import deadline
from zwgk.errors import ZwgkError
from zwgk.law import facts
from zwgk.model._record import Result, told
from zwgk.model.application import Event, EventKind
from zwgk.text.answers import first_rule, grounds_of, kind_of

__all__ = ["OpenPeriod", "due_of", "open_periods", "refused"]

_TITLES = {"request.correction_reply": "申请人补正"}
_RECONSIDERATION, _LITIGATION = "remedy.reconsideration", "remedy.litigation"
#: what was partly granted, and silence, want reconsideration first too
_READING = "reconsideration-first"
_THIRD, _AGENCY = "request.third_party_opinion", "request.co_producer_opinion"


@frozen
class OpenPeriod(Result):
    """A period that runs on the day (未届满的期限); ``due`` is unknown where its beginning is."""

    KEYS: ClassVar[Mapping[str, Mapping[str, Any]]] = {
        "period": told("期限"),
        "party": told("被征求意见方"),
        "due": told("届满"),
        "certain": told("是否确定"),
    }

    period: str
    party: str | None
    due: date | None
    certain: bool

    def __str__(self) -> str:
        """Say it in one line."""
        title = _TITLES.get(self.period) or facts()[self.period].title
        whom = f"（{self.party}）" if self.party else ""
        day = f"{self.due}{'' if self.certain else '（尚不确定）'}" if self.due else "日期未知"
        return f"{title}{whom} {day}"


def open_periods(state: Fold, figures: Figures) -> tuple[OpenPeriod, ...]:
    """List the open periods, the nearest first (未届满的期限)."""
    found = [*_periods(state, figures)] if state.start else []
    return tuple(sorted(found, key=lambda each: (each.due is None, each.due or date.max)))


def _periods(state: Fold, figures: Figures) -> Iterator[OpenPeriod]:
    if state.ended is not None:
        yield from _remedies(state)
        return
    yield from _opinions(state)
    if state.waiting == AWAITING_CORRECTION and state.asked_correction:
        yield OpenPeriod(
            "request.correction_reply", None, state.asked_correction[2].reply_by, certain=True
        )
    elif state.waiting == AWAITING_FEE and state.fee:
        yield _period(state, "request.fee_payment", state.fee[2].delivered)
    else:
        yield from _notice(state)
        due, certain, late = figures[1], figures[3], figures[8]
        yield OpenPeriod("request.answer", None, due, certain)
        if due is not None and late:
            yield from _after(state, due, first=_READING in state.readings)


def _notice(state: Fold) -> Iterator[OpenPeriod]:
    """Until its last day an application may be sent back for correction, once."""
    if state.rules.notice is None or state.asked_correction is not None:
        return
    found = _period(state, "request.correction_notice", state.received)
    if found.due is not None and state.on <= found.due:
        yield found


def _opinions(state: Fold) -> Iterator[OpenPeriod]:
    for spell in state.spells:
        if spell.replied is None:
            name = _THIRD if spell.third else _AGENCY
            days = state.rules.third_party_days if spell.third else state.rules.agency_days
            found = _period(state, name, spell.event.delivered if days else None, spell.event.party)
            if found.due is None or state.on <= found.due:
                yield found


def _remedies(state: Fold) -> Iterator[OpenPeriod]:
    """What the applicant may do after the end; a withdrawal leaves nothing to remedy."""
    if state.end is None or state.ended_on is None:
        return
    event = state.end[2]
    if event.event is not EventKind.WITHDRAWN:
        known = event.served if state.ended == ANSWERED else state.ended_on
        sure = known is not None
        first = _first(state, event, state.ended_on)
        for each in _after(state, known or state.ended_on, first=first):
            yield each if sure else OpenPeriod(each.period, None, each.due, certain=False)


def _after(state: Fold, day: date, *, first: bool) -> Iterator[OpenPeriod]:
    """Where reconsideration comes first, a suit is not yet open; else either way is."""
    for name in (_RECONSIDERATION,) if first else (_RECONSIDERATION, _LITIGATION):
        found = _period(state, name, day)
        if found.due is not None and state.on <= found.due:
            yield found


def due_of(state: Fold, name: str, start: date | None) -> tuple[date | None, bool]:
    """Find when a period of the law ends; unknown where its beginning or the law is (届满之日)."""
    if start is None:
        return None, False
    try:
        found = deadline(name, start, calendar=state.calendar, provisional=True)
    except (ZwgkError, OverflowError):
        return None, False
    due: Any = found.due
    return due, found.certain


def _period(state: Fold, name: str, start: date | None, party: str | None = None) -> OpenPeriod:
    return OpenPeriod(name, party, *due_of(state, name, start))


# ------------------------------------------------------------------ outcomes


def refused(outcome: str | None) -> bool:
    """Tell whether an outcome has to be reasoned (是否须说明理由).

    >>> refused("不予公开"), refused("部分公开"), refused("予以公开")
    (True, True, False)
    """
    kind = kind_of(outcome) if outcome else None
    return bool(kind and kind.get("reasoned"))


def _first(state: Fold, event: Event, day: date) -> bool:
    """Tell whether reconsideration comes before a suit against what was decided on a day."""
    outcome = event.outcome or state.application.outcome
    kind = kind_of(outcome) if outcome else None
    if kind is None or outcome is None:
        return False
    if kind.get("partial") and _READING in state.readings:
        return True
    return first_rule(kind, event.grounds or grounds_of(outcome), day) is not None
