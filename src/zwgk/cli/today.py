"""The one place that reads the machine's clock (当前日期)."""

from datetime import UTC, date, datetime, timedelta, timezone

__all__ = ["today"]

_CHINA = timezone(timedelta(hours=8))


def today() -> date:
    """Tell today's day at Beijing time (今天，北京时间)."""
    return datetime.now(UTC).astimezone(_CHINA).date()
