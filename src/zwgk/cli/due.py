"""``zwgk due`` (计算期限): one period from one day, explained."""

import json
from argparse import ArgumentTypeError, Namespace
from datetime import date, datetime
from pathlib import Path

from zwgk.cli.arguments import Parser, day
from zwgk.cli.console import Refused, say
from zwgk.cli.plans import pack_named
from zwgk.cli.targets import target, writing
from zwgk.deadline import Deadline, counted_in, deadline
from zwgk.errors import BeyondNotices, UnknownDay, ZwgkError
from zwgk.law import facts
from zwgk.packs import Pack
from zwgk.terms import Unit
from zwgk.workdays.days import as_day

__all__ = ["HELP", "NAME", "arguments", "run"]

NAME = "due"
HELP = "计算法定期限"

_DETAILS = "从某日（或某时）起算一个法定期限，并写明计算步骤和依据。"


def arguments(parser: Parser) -> None:
    """Declare the arguments (声明参数)."""
    parser.description = _DETAILS
    known = "\n".join(f"  {name:<42}{fact.title}" for name, fact in sorted(facts().items()))
    parser.epilog = f"期限名称：\n{known}\n  方案名:期限名（如 fangshan-2018:consultation）"
    add = parser.add_argument
    add("period", metavar="期限", help="期限的名称或者中文名，见下")
    add(
        "--from",
        dest="start",
        required=True,
        metavar="日期",
        help="起算之日；以小时计的写时刻，如 2026-02-14T17:00:00+08:00",
    )
    add("--pack", default="national", metavar="方案", help="所依据的方案，缺省为 national")
    add("--provisional", action="store_true", help="超出放假通知的，给出推定结果和上下限")
    add("--daily", action="store_true", help="逐日列出工作日")
    add("--json", action="store_true", help="在标准输出写 JSON")
    add("-o", "--output", metavar="图", help="把日历图写成 .svg 文件")


def run(options: Namespace) -> int:
    """Compute the period and tell it (执行)."""
    output = target(options.output, [".svg"])
    period, pack = _named(options.period), pack_named(options.pack)
    start = _start(options.start, _units(period, pack))
    try:
        found = deadline(period, start, pack=pack, provisional=options.provisional)
    except BeyondNotices as error:
        message = f"期限的末日超出已发布的放假通知（到 {error.last} 为止）；加 --provisional 可以看推定结果"
        raise Refused(message) from None
    except ZwgkError as error:
        raise _refused(options, period, start, error) from None
    if output:
        _draw(found, output)
    say(
        json.dumps(found.to_dict(), ensure_ascii=False, indent=2)
        if options.json
        else found.explain(daily=options.daily)
    )
    return 0


def _named(text: str) -> str:
    """Take a period by its name or by its title."""
    return {fact.title: name for name, fact in facts().items()}.get(text, text)


def _units(period: str, pack: Pack) -> frozenset[Unit]:
    try:
        return counted_in(period, pack)
    except ZwgkError:
        message = f"没有“{period}”这个期限；用 zwgk due --help 查看期限名称"
        raise Refused(message) from None


def _refused(options: Namespace, period: str, start: date | datetime, error: ZwgkError) -> Refused:
    fact = facts().get(period)
    if not isinstance(error, UnknownDay) and (fact is None or fact.known(as_day(start))):
        return Refused(f"“{options.period}”从 {options.start} 起算，日期超出可以计算的范围")
    since = f"，自 {fact.versions[0].since} 起施行" if fact else ""
    return Refused(f"{options.start} 尚无“{options.period}”的规定{since}")


def _start(text: str, units: frozenset[Unit]) -> date | datetime:
    wanted = "2026-02-14T17:00:00+08:00"
    try:
        start = datetime.fromisoformat(text) if "T" in text else day(text)
    except (ValueError, ArgumentTypeError):
        message = f"“{text}”不是日期，请写成 2026-09-14 或者 {wanted} 的样子"
        raise Refused(message) from None
    if isinstance(start, datetime) and start.tzinfo is None:
        message = f"“{text}”没有写明时区，请写成 {wanted} 的样子"
        raise Refused(message)
    if units == {Unit.HOUR} and not isinstance(start, datetime):
        message = f"这个期限以小时计，--from 应写明时刻，如 {wanted}"
        raise Refused(message)
    return start


def _draw(found: Deadline, path: Path) -> None:
    drawn = found.picture()
    if drawn is None:
        message = "以小时计的期限没有日历图"
        raise Refused(message)
    with writing(path):
        path.write_text(drawn, encoding="utf-8")
