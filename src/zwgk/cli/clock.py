"""``zwgk clock`` (办理时钟): how far an application has come on a day, with what was irregular."""

import json
from argparse import Namespace
from collections.abc import Mapping, Sequence
from datetime import date

import zwgk
from zwgk.cli import due_list, exports
from zwgk.cli.arguments import Parser, day, listed
from zwgk.cli.console import Refused, say, takes_utf8
from zwgk.cli.gather import opened, reason
from zwgk.clock import Clock, clock
from zwgk.errors import ReadError, ShapeError, ZwgkError
from zwgk.model import Application, Catalog, Ledger
from zwgk.render.terminal import table
from zwgk.report import Finding, Report
from zwgk.terms import Severity

__all__ = ["HELP", "NAME", "arguments", "run"]

NAME = "clock"
HELP = "计算依申请公开的办理期限"

_DETAILS = """读取一件申请的办理过程（JSON），计算到某日的办理状态、到期日、已用和剩余的工作日，并列出办理中的问题。
给出台账（Excel、CSV）或者几条记录的，列出各件的到期日和逾期的申请。

文件是 application 记录，或者依申请公开台账。退出码：0 没有错误；1 有错误；2 参数有误，或者文件无法读取。"""


def arguments(parser: Parser) -> None:
    """Declare the arguments (声明参数)."""
    parser.description = _DETAILS
    add = parser.add_argument
    add("file", metavar="申请", help="申请的 JSON 文件，或者台账；- 表示标准输入")
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
    options.ics = exports.target(options.ics, ".ics")
    options.output = exports.target(options.output, ".svg")
    try:
        record = _record(options.file)
        if not isinstance(record, Mapping):
            return due_list.tell(_without_picture(record, options), options)
        found = clock(record, on=options.on, pack=options.pack, readings=options.readings)
    except ShapeError as error:
        say(table(Report(tuple(each for each in error.findings if isinstance(each, Finding)))))
        return 1
    except ZwgkError as error:
        message = f"无法计算：{error}；用 zwgk clock --help 查看参数"
        raise Refused(message) from None
    _export(Application.from_dict(record), found, options)
    _tell(found, options)
    return int(any(each.severity is Severity.ERROR for each in found.findings))


def _record(name: str) -> Mapping[str, object] | Sequence[Application]:
    """Read one record, or the applications of a ledger or of several records."""
    try:
        with opened(name) as path:
            found = zwgk.read(path)
    except ReadError as error:
        raise Refused(str(error)) from None
    except (OSError, ZwgkError) as error:
        message = f"{name}：{reason(error)}"
        raise Refused(message) from None
    if isinstance(found, Ledger):
        return found
    if isinstance(found, Catalog) or not found or not isinstance(found[0], Mapping):
        message = f"{name}：应为申请（application 记录）或者依申请公开台账"
        raise Refused(message)
    if len(found) > 1:
        return [Application.from_dict(each) for each in found]
    one: Mapping[str, object] = found[0]
    return one


def _without_picture(
    applications: Sequence[Application], options: Namespace
) -> Sequence[Application]:
    if options.output:
        message = "时间轴一次只画一件申请；请给出一件申请的 JSON 文件"
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


def _tell(found: Clock, options: Namespace) -> None:
    if options.json:
        whole = found.to_dict() | {"findings": [each.to_dict() for each in found.findings]}
        plain = json.dumps(whole, ensure_ascii=False, indent=2)
        say(plain if takes_utf8(plain) else json.dumps(whole, indent=2))
        return
    say(found.explain(daily=options.daily))
    for each in found.open:
        say(f"未届满：{each}")
    if found.findings:
        say(table(Report(found.findings)))
