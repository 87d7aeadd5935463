"""From a record to the state on a day (推演): as the events stand where that will do, else ordered first."""

from datetime import date

from zwgk.clock.fold import BEFORE_RECEIPT, fold, fold_plain
from zwgk.clock.receipt import ordered
from zwgk.clock.state import Fold, Setting
from zwgk.model.application import Application

__all__ = ["again", "run"]

_NEVER = date.min


def run(application: Application, on: date | None, setting: Setting) -> Fold:
    """Give the state of an application on a day (某日的状态)."""
    state = Fold(application, on or _NEVER, setting, BEFORE_RECEIPT)
    if fold_plain(state, on):
        return state
    known, until = ordered(application, on)
    state = Fold(application, until or _NEVER, setting, BEFORE_RECEIPT)
    fold(state, known)
    return state


def again(state: Fold, on: date) -> Fold:
    """Run again up to another day (重演)."""
    return run(state.application, on, state.setting)
