"""``zwgk calendar`` (年历): the working days of a year."""

import json
from argparse import Namespace
from datetime import date

from zwgk.cli.arguments import Parser, year_named
from zwgk.cli.console import Refused, say
from zwgk.render.months import year
from zwgk.workdays import WorkCalendar, china

__all__ = ["HELP", "NAME", "arguments", "run"]

NAME = "calendar"
HELP = "显示一年的工作日"


def arguments(parser: Parser) -> None:
    """Declare the arguments (声明参数)."""
    parser.description = "显示一年的工作日、放假和调休上班。"
    parser.add_argument("year", type=year_named, metavar="年", help="年份，如 2026")
    parser.add_argument("--json", action="store_true", help="在标准输出写 JSON")


def run(options: Namespace) -> int:
    """Print the year (执行)."""
    calendar = china()
    if not calendar.first.year <= options.year <= calendar.last.year:
        message = (
            f"没有{options.year}年的放假通知；日历从{calendar.first.year}年到{calendar.last.year}年"
        )
        raise Refused(message)
    if options.json:
        say(json.dumps(_days(options.year, calendar), ensure_ascii=False, indent=2))
    else:
        say(f"{year(options.year, calendar)}\n{calendar.edition}")
    return 0


def _days(number: int, calendar: WorkCalendar) -> dict[str, object]:
    ordinals = range(date(number, 1, 1).toordinal(), date(number + 1, 1, 1).toordinal())
    told = [calendar.describe(date.fromordinal(each)) for each in ordinals]
    listed = [
        {
            "day": each.day.isoformat(),
            "workday": each.is_workday,
            "kind": each.kind,
            "festival": each.festival,
        }
        for each in told
    ]
    return {"year": number, "calendar": calendar.edition, "days": listed}
