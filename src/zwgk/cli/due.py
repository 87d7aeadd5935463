"""``zwgk due`` (计算期限): one period from one day, explained."""

import json
from argparse import Namespace
from datetime import date, datetime
from pathlib import Path

from zwgk.cli.arguments import Parser
from zwgk.cli.console import Refused, say
from zwgk.deadline import Deadline, deadline
from zwgk.errors import BeyondNotices, ZwgkError
from zwgk.law import facts

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
    add("period", metavar="期限", help="期限名称，见下")
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
    try:
        found = deadline(
            options.period,
            _start(options.start),
            pack=options.pack,
            provisional=options.provisional,
        )
    except BeyondNotices as error:
        message = f"期限的末日超出已发布的放假通知（到 {error.last} 为止）；加 --provisional 可以看推定结果"
        raise Refused(message) from None
    except ZwgkError as error:
        message = f"无法计算“{options.period}”：{error}；用 zwgk due --help 查看期限名称"
        raise Refused(message) from None
    if options.output:
        _draw(found, Path(options.output))
    say(
        json.dumps(found.to_dict(), ensure_ascii=False, indent=2)
        if options.json
        else found.explain(daily=options.daily)
    )
    return 0


def _start(text: str) -> date | datetime:
    from zwgk.cli.arguments import day  # noqa: PLC0415 - beside its only use

    try:
        return datetime.fromisoformat(text) if "T" in text else day(text)
    except Exception:  # noqa: BLE001 - any misfit is one sentence
        message = f"“{text}”不是日期，请写成 2026-09-14 或者 2026-09-14T17:00:00+08:00 的样子"
        raise Refused(message) from None


def _draw(found: Deadline, path: Path) -> None:
    drawn = found.picture()
    if drawn is None:
        message = "以小时计的期限没有日历图"
        raise Refused(message)
    if path.suffix.lower() != ".svg":
        message = f"日历图只能写成 .svg 文件，不能写成 {path.name}"
        raise Refused(message)
    path.write_text(drawn, encoding="utf-8")
