"""The clock of an application (办理时钟): a fold over its events, judged by the law of its day of receipt.

``clock(application, on=day)`` depends on the events up to and with that day alone, so that any past state can be
reproduced and a record that was corrected needs no special code. Sources: 《政府信息公开条例》第三十条至第三十六条;
国办函〔2020〕109号; readings of what is disputed are named in the result.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from zwgk.clock.reckon import figures
from zwgk.clock.result import Clock
from zwgk.clock.run import run
from zwgk.clock.settings import setting, usual
from zwgk.model.application import Application
from zwgk.packs import Pack
from zwgk.workdays import WorkCalendar, china
from zwgk.workdays.days import as_day

__all__ = ["Clock", "clock"]

#: the national plan adds nothing to the law of clocks
_NATIONAL = "national"


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
    notice the answer is provisional and says so; it is never refused. *readings* names other readings of disputed
    law than the usual ones (``docs/reference/readings.md``), besides those of the plan.

    >>> events = [{"event": "received", "on": "2026-02-13"}]
    >>> found = clock({"type": "application", "id": "1", "events": events}, on=date(2026, 2, 14))
    >>> found.state, found.due, found.used, found.remaining
    ('running', datetime.date(2026, 3, 19), 1, 19)

    Raises:
        ShapeError: the plain data has another shape.
        ZwgkError: *on* is no day, a reading or the pack is unknown, or two readings contradict each other.
    """
    if not isinstance(application, Application):
        application = Application.from_dict(application)
    day = on if on is None or type(on) is date else as_day(on)
    work = calendar or china()
    if pack == _NATIONAL and not readings:
        by = work.kept.get("clock-setting") or usual(work)
    else:
        by = setting(work, pack, readings)
    state = run(application, day, by)
    return Clock(figures(state), state)
