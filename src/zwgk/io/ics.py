"""Open deadlines as an iCalendar feed (日历订阅): one all-day entry for each period that runs and ends on a known day.

Entries carry the number of an application and the period, no names. Source: RFC 5545. Needs ``zwgk[ics]``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

from zwgk.clock import Clock
from zwgk.errors import ReadError
from zwgk.law import facts

__all__ = ["write_ics"]

_PRODUCT = "-//zwgk//open deadlines//ZH"
_NAME = "依申请公开办理期限"
_REMEDY = "remedy."
_TITLES = {"request.correction_reply": "申请人补正"}
_Foreign = Any  # a module or component of a library that may be missing


def write_ics(clocks: Iterable[tuple[str, Clock]], path: str | Path) -> int:
    """Write the open deadlines of clocks, named by the number of their application; tell how many (写出日历).

    The applicant's remedies are no deadlines of the office and are left out. The same clocks give the same bytes.

    Raises:
        ReadError: icalendar is not installed.
    """
    icalendar = _library()
    feed = icalendar.Calendar()
    for key, value in {"prodid": _PRODUCT, "version": "2.0", "x-wr-calname": _NAME}.items():
        feed.add(key, value)
    seen: Counter[tuple[str, str]] = Counter()
    entries = [each for name, clock in clocks for each in _entries(icalendar, name, clock, seen)]
    for each in entries:
        feed.add_component(each)
    Path(path).write_bytes(feed.to_ical())
    return len(entries)


def _library() -> _Foreign:
    try:
        return import_module("icalendar")
    except ImportError:
        message = "写出日历需要 icalendar；请运行 pip install zwgk[ics] 后再写出"
        raise ReadError(message) from None


def _entries(
    icalendar: _Foreign, name: str, clock: Clock, seen: Counter[tuple[str, str]]
) -> Iterator[_Foreign]:
    stamp = datetime.combine(clock.on, time(), UTC)
    for each in clock.open:
        if each.due is None or each.period.startswith(_REMEDY):
            continue
        entry = icalendar.Event()
        title = _TITLES.get(each.period) or facts()[each.period].title
        sure = "" if each.certain else "（推定）"
        entry.add("uid", _uid(name, each.period, seen[name, each.period]))
        seen[name, each.period] += 1
        entry.add("dtstamp", stamp)
        entry.add("dtstart", each.due)
        entry.add("dtend", each.due + timedelta(days=1))
        entry.add("summary", f"{name}：{title}届满{sure}")
        entry.add("description", f"{clock}\n截至 {clock.on} 计算；{clock.calendar}")
        entry.add("transp", "TRANSPARENT")
        yield entry


def _uid(name: str, period: str, number: int) -> str:
    """Give an entry the same name in every feed, so that a new feed replaces it."""
    return f"{sha256(f'{name}/{period}/{number}'.encode()).hexdigest()[:32]}@zwgk"
