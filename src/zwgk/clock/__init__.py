"""The clock of an application (办理时钟): a fold over its events, judged by the law of its day of receipt.

``clock(application, on=day)`` depends on the events up to and with that day alone, so that any past state can be
reproduced and a record that was corrected needs no special code. Sources: 《政府信息公开条例》第三十条至第三十六条;
国办函〔2020〕109号; readings of what is disputed are named in the result.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from zwgk.clock.reckon import figures
from zwgk.clock.result import Clock
from zwgk.clock.rules import Rules, chosen, plan, rules_by_day, rules_on, when_pending
from zwgk.clock.run import run
from zwgk.model import Application
from zwgk.packs import Pack
from zwgk.workdays import WorkCalendar, china
from zwgk.workdays.days import as_day

__all__ = ["Clock", "clock"]

#: the national plan adds nothing to the law of clocks
_NATIONAL = "national"
_NONE: frozenset[str] = frozenset()


def clock(
    application: Application | Mapping[str, Any],
    *,
    on: date | None = None,
    calendar: WorkCalendar | None = None,
    pack: str | Pack = "national",
    readings: Iterable[str] = (),
) -> Clock:
    """Tell how far an application has come on a day (办理期限).

    *on* is the day to look from, else that of the last event; later events are ignored. Beyond the last holiday
    notice the answer is provisional and says so; it is never refused.

    >>> events = [{"event": "received", "on": "2026-02-13"}]
    >>> found = clock({"type": "application", "id": "1", "events": events}, on=date(2026, 2, 14))
    >>> found.state, found.due, found.used, found.remaining
    ('running', datetime.date(2026, 3, 19), 1, 19)

    Raises:
        ShapeError: the plain data has another shape.
        ZwgkError: *on* is no day, or a reading or the pack is unknown.
    """
    if not isinstance(application, Application):
        application = Application.from_dict(application)
    day = on if on is None or type(on) is date else as_day(on)
    own = None if pack == _NATIONAL else plan(pack)
    named = chosen(readings, own) if readings or own else _NONE
    work = calendar or china()
    law = _law(own, named, work) if named or own else rules_by_day
    state = run(application, day, work, named, law)
    return Clock(*figures(state), state)


def _law(
    pack: Pack | None, readings: frozenset[str], work: WorkCalendar
) -> Callable[[date], Rules | None]:
    """Tell how the law of a day of receipt is found under a plan or a reading."""

    def of(day: date) -> Rules | None:
        found = rules_on(day, pack)
        return when_pending(day, found, work) if found and "pending-2019" in readings else found

    return of
