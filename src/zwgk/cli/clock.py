"""``zwgk clock`` (办理时钟): how far an application has come on a day, with what was irregular."""

import json
from argparse import Namespace
from collections.abc import Sequence
from datetime import date

from attrs import evolve

from zwgk.cli import choose, due_list, exports
from zwgk.cli.arguments import Parser, day, listed
from zwgk.cli.console import Refused, say, takes_utf8
from zwgk.cli.plans import pack_named
from zwgk.cli.targets import target
from zwgk.cli.today import today
from zwgk.clock import Clock, clock
from zwgk.clock.settings import readings
from zwgk.errors import ShapeError, ZwgkError
from zwgk.model import Application, Ledger
from zwgk.render.terminal import table
from zwgk.report import Finding, Report, nearest
from zwgk.terms import Severity

__all__ = ["HELP", "NAME", "arguments", "run"]

NAME = "clock"
HELP = "计算依申请公开的办理期限"

_DETAILS = """读取一件申请的办理过程（JSON），计算到某日的办理状态、到期日、已用和剩余的工作日，并列出办理中的问题。
给出台账（Excel、CSV）或者几条记录的，列出各件的到期日和逾期的申请；用 --row 或者 --index 选定一件。

文件是 application 记录，或者依申请公开台账。退出码：0 没有错误；1 有错误；2 参数有误，或者文件无法读取。"""


def arguments(parser: Parser) -> None:
    """Declare the arguments (声明参数)."""
    parser.description = _DETAILS
    add = parser.add_argument
    add("file", metavar="申请", help="申请的 JSON 文件，或者台账；- 表示标准输入")
    choose.arguments(parser)
    add("--on", type=day, metavar="日期", help="看哪一天的状态，缺省为最后一个节点之日，台账为今天")
    add("--pack", default="national", metavar="方案", help="所依据的方案，缺省为 national")
    add(
        "--readings", type=listed, default=(), metavar="口径", help="有争议问题的其他口径，逗号分隔"
    )
    add("--daily", action="store_true", help="逐日列出工作日")
    add("--json", action="store_true", help="在标准输出写 JSON")
    add("--ics", metavar="日历", help="把未届满的期限写成 .ics 日历文件，可以导入日历软件")
    add("-o", "--output", metavar="图", help="把一件申请的办理过程画成 .svg 时间轴")


def run(options: Namespace) -> int:
    """Compute the clock and tell it (执行)."""
    options.ics = target(options.ics, [".ics"])
    options.output = target(options.output, [".svg"])
    options.pack = pack_named(options.pack)
    _refuse_unknown(options.readings)
    try:
        listed = choose.applications(options.file)
        number = choose.chosen(listed, options)
        if number is None:
            return due_list.tell(_without_picture(listed, options), options)
        found = _clock(listed, number, options)
    except ShapeError as error:
        say(table(Report(tuple(each for each in error.findings if isinstance(each, Finding)))))
        return 1
    except ZwgkError as error:
        message = f"无法计算：{error}；用 zwgk clock --help 查看参数"
        raise Refused(message) from None
    findings = _findings(found, listed, number)
    _export(listed[number], found, options)
    _tell(found, findings, options)
    return int(any(each.severity is Severity.ERROR for each in findings))


def _refuse_unknown(asked: Sequence[str]) -> None:
    """Refuse readings that there are not, or that exclude each other."""
    known = readings()
    for name in asked:
        if name not in known:
            message = f"没有“{name}”这个口径；可用：{'、'.join(known)}"
            raise Refused(message)
        for other in sorted(known[name].intersection(asked)):
            message = f"口径“{name}”与“{other}”不能同时选用"
            raise Refused(message)


def _clock(listed: Sequence[Application], number: int, options: Namespace) -> Clock:
    """Compute the clock of one application; a row of a ledger is seen from today."""
    one = choose.whole(listed[number])
    on = options.on or (today() if isinstance(listed, Ledger) else None)
    return clock(one, on=on, pack=options.pack, readings=options.readings)


def _findings(found: Clock, listed: Sequence[Application], number: int) -> tuple[Finding, ...]:
    """Give the findings; those of a row of a ledger with their cells."""
    if not isinstance(listed, Ledger):
        return found.findings
    paths = [f"/{number}{each.path}" for each in found.findings]
    return tuple(
        evolve(each, path=path, place=nearest(path, listed.places))
        for each, path in zip(found.findings, paths, strict=True)
    )


def _without_picture(
    applications: Sequence[Application], options: Namespace
) -> Sequence[Application]:
    if options.output:
        message = "时间轴一次只画一件申请；台账用 --row 选定一行，几条记录用 --index 选定一件"
        raise Refused(message)
    return applications


def _export(application: Application, found: Clock, options: Namespace) -> None:
    def seen(day: date) -> Clock:
        return clock(application, on=day, pack=options.pack, readings=options.readings)

    told = []
    if options.ics:
        told.append(exports.feed([(application.id, found)], options.ics))
    if options.output:
        told.append(exports.draw(application, found, options.output, seen))
    if told and not options.json:
        say("\n".join(told))


def _tell(found: Clock, findings: Sequence[Finding], options: Namespace) -> None:
    if options.json:
        whole = found.to_dict() | {"findings": [each.to_dict() for each in findings]}
        plain = json.dumps(whole, ensure_ascii=False, indent=2)
        say(plain if takes_utf8(plain) else json.dumps(whole, indent=2))
        return
    say(found.explain(daily=options.daily))
    for each in found.open:
        say(f"未届满：{each}")
    if findings:
        say(table(Report(tuple(findings))))
