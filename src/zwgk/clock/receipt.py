"""Which events are known on a day, in which order, and when the application was received (收到之日).

Source: 《政府信息公开条例》第三十一条: 当面提交之日; 签收之日; 平信、网络、传真为双方确认之日.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from zwgk import _data
from zwgk.clock.state import Told
from zwgk.model.application import Application, Event, EventKind

__all__ = ["channels", "day_of_receipt", "ordered"]

_RECEIVED = EventKind.RECEIVED
_LAST = frozenset(
    {
        EventKind.ANSWERED,
        EventKind.WITHDRAWN,
        EventKind.CORRECTION_LAPSED,
        EventKind.FEE_LAPSED,
    }
)


@cache
def channels() -> Mapping[str, Mapping[str, Any]]:
    """Tell for each channel which day counts as receipt (各提交方式的收到之日).

    >>> channels()["邮寄签收"]["receipt"]
    'signed'
    """
    return {each["via"]: each for each in _data.load("vocabulary/application")["channel"]}


def day_of_receipt(event: Event, application: Application) -> date | None:
    """Find the day of receipt: as recorded, else as the channel determines it (收到之日).

    >>> event = Event(_RECEIVED, signed=date(2024, 3, 4))
    >>> day_of_receipt(event, Application("1", (event,), via="邮寄签收"))
    datetime.date(2024, 3, 4)
    """
    if event.on is not None or application.via is None:
        return event.on
    channel = channels().get(application.via)
    found: date | None = getattr(event, channel["receipt"]) if channel else None
    return found


def _dated(application: Application) -> Iterator[Told]:
    for n, event in enumerate(application.events):
        day = event.on
        if day is None:
            day = day_of_receipt(event, application)
        if day is not None:
            yield day, n, event


def ordered(application: Application, on: date | None) -> tuple[list[Told], date | None]:
    """List the events known on a day, by day (截至某日的节点); without a day, all, and the last one's day.

    On one day the receipt comes first and the end of the matter last; else the order of the record holds.
    """
    known = [each for each in _dated(application) if on is None or each[0] <= on]
    known.sort(key=_place)
    return known, on or (known[-1][0] if known else None)


def _place(one: Told) -> tuple[date, int]:
    kind = one[2].event
    return one[0], 0 if kind is _RECEIVED else 2 if kind in _LAST else 1
