"""What ``zwgk clock`` writes to files (导出): a calendar feed of open deadlines, a timeline of one application."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from zwgk import _data
from zwgk.cli.targets import writing
from zwgk.clock import Clock
from zwgk.model import Application
from zwgk.render.timeline import Course, timeline

__all__ = ["draw", "feed"]

_STANDING = frozenset({"suspended", "awaiting-correction", "awaiting-fee"})


def feed(clocks: Sequence[tuple[str, Clock]], path: Path) -> str:
    """Write the calendar feed, and give a sentence on it (写日历)."""
    from zwgk.io.ics import write_ics  # noqa: PLC0415 - heavy and optional

    with writing(path):
        count = write_ics(clocks, path)
    return f"{count} 个未届满的期限已写入 {path}"


def draw(application: Application, found: Clock, path: Path, seen: Callable[[date], Clock]) -> str:
    """Write the timeline of one application, and give a sentence on it (画时间轴); *seen* gives the clock of any day."""
    words = _data.load("vocabulary/application")["steps"]
    known = [(each.on, each) for each in application.events if each.on and each.on <= found.on]
    course = Course(
        f"申请 {application.id} 办理时间轴",
        tuple((day, words[each.event.value]) for day, each in known),
        found.on,
        found.due,
        _spells(seen, [*(day for day, _ in known), found.on]),
        found.certain,
    )
    with writing(path):
        path.write_text(timeline(course), encoding="utf-8")
    return f"时间轴已写入 {path}"


def _spells(seen: Callable[[date], Clock], days: Sequence[date]) -> tuple[tuple[date, date], ...]:
    """Find the runs of days on which the clock stood still, by looking at it on each day."""
    if not days:
        return ()
    first, last = min(days).toordinal(), max(days).toordinal()
    listed = [date.fromordinal(each) for each in range(first, last + 1)]
    runs = groupby(listed, lambda day: seen(day).state in _STANDING)
    held = [list(run) for standing, run in runs if standing]
    return tuple((run[0], run[-1]) for run in held)
