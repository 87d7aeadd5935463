"""From a record to the state on a day (推演): as the events stand where that will do, else ordered first."""

from collections.abc import Callable
from datetime import date

from zwgk.clock.fold import BEFORE_RECEIPT, fold, fold_plain
from zwgk.clock.receipt import ordered
from zwgk.clock.rules import Rules
from zwgk.clock.state import Fold
from zwgk.model.application import Application
from zwgk.workdays import WorkCalendar

__all__ = ["again", "run"]

_NEVER = date.min


def run(
    application: Application,
    on: date | None,
    calendar: WorkCalendar,
    readings: frozenset[str],
    rules_of: Callable[[date], Rules | None],
) -> Fold:
    """Give the state of an application on a day (某日的状态)."""
    state = Fold(application, on or _NEVER, calendar, readings, rules_of, BEFORE_RECEIPT)
    if fold_plain(state, on):
        return state
    known, until = ordered(application, on)
    state = Fold(application, until or _NEVER, calendar, readings, rules_of, BEFORE_RECEIPT)
    fold(state, known)
    return state


def again(state: Fold, on: date) -> Fold:
    """Run again up to another day (重演)."""
    return run(state.application, on, state.calendar, state.readings, state.rules_of)
