"""Days and what a calendar says of one (日期): the +08:00 rule, and the record behind ``describe``.

Source: 《国务院关于职工工作时间的规定》第七条 (周六、周日为周休息日); State Council holiday notices for the rest.
Records of this package are named tuples, not attrs classes: loading attrs would cost more than building the calendar.
"""

from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple

from zwgk.errors import ZwgkError

__all__ = [
    "CHINA_TIME",
    "ONE",
    "WEEKDAYS",
    "Day",
    "as_day",
    "as_moment",
    "day_in_china",
    "is_weekend",
]

CHINA_TIME = timezone(timedelta(hours=8))
ONE = timedelta(1)
_SATURDAY = 5
WEEKDAYS = "一二三四五六日"
_KINDS = {"workday": "工作日", "weekend": "周末休息", "holiday": "放假", "makeup": "调休上班"}


class Day(NamedTuple):
    """What a calendar says of one day (某日的安排); ``kind`` is workday, weekend, holiday or makeup."""

    day: date
    kind: str
    festival: str | None = None
    number: str | None = None
    published: date | None = None

    @property
    def is_workday(self) -> bool:
        """Whether offices work on it (是否上班)."""
        return self.kind in ("workday", "makeup")

    def __str__(self) -> str:
        """Say it in one line of Chinese, with its notice."""
        because = [part for part in (self.festival, self.number, self._published()) if part]
        ground = f"（{'，'.join(because)}）" if because else ""
        return f"{self.day} 星期{WEEKDAYS[self.day.weekday()]} {_KINDS[self.kind]}{ground}"

    def _published(self) -> str | None:
        return f"{self.published} 发布" if self.published else None


def is_weekend(day: date) -> bool:
    """Tell whether *day* is a Saturday or Sunday, the weekly rest of state organs (周休息日).

    >>> is_weekend(date(2026, 2, 14))
    True
    """
    return day.weekday() >= _SATURDAY


def day_in_china(moment: datetime) -> date:
    """Take the day of an aware moment at +08:00 (取北京时间的日期).

    >>> from datetime import timezone
    >>> day_in_china(datetime(2026, 9, 30, 17, tzinfo=timezone.utc))
    datetime.date(2026, 10, 1)

    Raises:
        ZwgkError: the moment has no time zone.
    """
    if moment.utcoffset() is None:
        message = f"{moment!r} has no time zone, so its day in China is not known"
        raise ZwgkError(message)
    return moment.astimezone(CHINA_TIME).date()


def as_day(day: object) -> date:
    """Take a plain day as it is and an aware moment at +08:00 (规范为日期).

    >>> as_day(date(2026, 1, 4))
    datetime.date(2026, 1, 4)

    Raises:
        ZwgkError: a naive moment, or no day at all.
    """
    if isinstance(day, datetime):
        return day_in_china(day)
    if isinstance(day, date):
        return date(day.year, day.month, day.day)
    message = f"a day is wanted (datetime.date), not {day!r}"
    raise ZwgkError(message)


def as_moment(given: date | datetime | str, name: str) -> date | datetime:
    """Read ISO text as a day or a moment, and leave anything else as it is (读作日期或者时刻).

    >>> as_moment("2026-09-30", "start")
    datetime.date(2026, 9, 30)

    Raises:
        ZwgkError: the text is neither.
    """
    if not isinstance(given, str):
        return given
    try:
        return datetime.fromisoformat(given) if "T" in given else date.fromisoformat(given)
    except ValueError:
        message = f"{name}= wants an ISO day, or an ISO moment with its offset, not {given!r}"
        raise ZwgkError(message) from None
