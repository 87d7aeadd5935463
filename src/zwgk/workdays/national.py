"""The national calendar (全国工作日历): our notices, and chinesecalendar where it knows newer years.

Design. Our notices are the base: they cover 2004 to the last one in ``data/notices``, are right on 2005-12-31 and know
when each was published. ``chinesecalendar`` is the dependency that may be newer, because it is released within days
of a notice and is upgraded by itself. It is not imported unless its installed release is newer than the one our data
was compared with (``data/calendar_source.toml``): the release is read from the name of its ``dist-info`` folder, which
costs a directory listing; if that fails, the package is imported and asked. So upgrading chinesecalendar is enough to
get a new year, and nobody pays for an import that brings nothing.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from zwgk import _data
from zwgk.workdays.calendar import WorkCalendar, build
from zwgk.workdays.notice import Notice, published_notices, spans
from zwgk.workdays.plan import Plan

__all__ = ["china", "newer_notices"]

_TITLE = "国务院办公厅节假日安排"


@cache
def china() -> WorkCalendar:
    """Give the working-day calendar of China (全国工作日历).

    >>> china().add(date(2026, 2, 13), 20)
    datetime.date(2026, 3, 19)
    """
    notices = published_notices()
    first = date(notices[0].year, 1, 1)
    known = build(Plan(_TITLE, first, first, notices=notices))
    if not _may_be_newer():
        return known
    return with_source(known, import_module("chinese_calendar"))


def with_source(known: WorkCalendar, source: Any) -> WorkCalendar:
    """Extend a calendar by the years that chinesecalendar alone knows (补入较新年份)."""
    plan = Plan(_TITLE, known.first, known.first, notices=known.notices)
    for notice in newer_notices(known, source):
        plan = plan.with_notice(notice)
    return build(plan)


def newer_notices(known: WorkCalendar, source: Any) -> Iterator[Notice]:
    """Read the newer years of chinesecalendar as notices of unknown number (较新年份的安排).

    The last December of *known* is read again, because next year's notice may rule it.
    """
    for year in range(known.last.year + 1, max(source.holidays).year + 1):
        off = _news(known, source.holidays, year, free=True)
        worked = _news(known, source.workdays, year, free=False)
        title = f"chinesecalendar {source.__version__}（{year}年）"
        begin = min([date(year, 1, 1), *off, *worked])
        yield Notice(year, title, spans(off, worked), begin)


def _news(
    known: WorkCalendar, given: Mapping[date, Any], year: int, *, free: bool
) -> dict[date, str]:
    """The days of a year and of the December before that are not settled that way already."""
    span = (date(year - 1, 12, 1), date(year, 12, 31))
    days = [day for day in given if span[0] <= day <= span[1]]
    fresh = [day for day in days if day > known.last or known.is_workday(day) == free]
    return {day: str(getattr(given[day], "chinese", given[day])) for day in fresh}


def _may_be_newer() -> bool:
    """Tell whether the installed chinesecalendar may know more than our data."""
    spec = find_spec("chinese_calendar")
    if spec is None or spec.origin is None:
        return False
    compared = _data.load("calendar_source")["chinesecalendar"]["release"]
    releases = [_release(entry.stem.split("-")[1]) for entry in _installed(Path(spec.origin))]
    return not releases or max(releases) > _release(compared)


def _installed(origin: Path) -> list[Path]:
    return [
        entry for entry in origin.parents[1].glob("chinesecalendar-*.dist-info") if entry.is_dir()
    ]


def _release(text: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in text.split("."))
