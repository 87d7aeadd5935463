"""``zwgk reply`` (拟写文书): the skeleton of a reply or letter for one application, or for a whole ledger."""

import json
import re
from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from zwgk.cli import choose
from zwgk.cli.arguments import Parser, day, number
from zwgk.cli.console import Refused, cause, say, takes_utf8
from zwgk.cli.targets import writing
from zwgk.cli.today import today
from zwgk.clock import clock
from zwgk.errors import ShapeError, ZwgkError
from zwgk.fee import Fee, by_page, by_piece
from zwgk.model import Application, EventKind
from zwgk.outcomes import Remedy, Reply, kinds, reply
from zwgk.render.letter import SUFFIXES
from zwgk.render.terminal import table
from zwgk.report import Finding, Report

__all__ = ["HELP", "NAME", "arguments", "run"]

NAME = "reply"
HELP = "拟写答复书、补正告知书等文书"

_DETAILS = """按申请的办理记录拟写文书：写明法律要求的内容、期限和救济途径，只有承办人知道的留作【】。

文件是 application 记录，或者依申请公开台账。台账不选定一件的，用 -o 写到文件夹，每件一个文件。
退出码：0 已拟写；1 记录的格式有误；2 参数有误，或者文件无法读取。"""
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_LONGEST = 80
_NO_OUTCOME = "没有办理结果，用 --outcome 写明文书的种类"


def arguments(parser: Parser) -> None:
    """Declare the arguments (声明参数)."""
    parser.description = _DETAILS
    known = "\n".join(f"  {key:<20}{title}" for key, title in kinds().items())
    parser.epilog = f"文书种类（写左边的名称、右边的名称，或者年报统计的办理结果）：\n{known}"
    add = parser.add_argument
    add("file", metavar="申请", help="申请的 JSON 文件，或者台账；- 表示标准输入")
    choose.arguments(parser)
    add("--outcome", metavar="种类", help="文书的种类，见下；缺省为记录中的办理结果")
    add("--on", type=day, metavar="日期", help="文书的日期，缺省为记录中的答复日期，没有的为今天")
    add("--reason", metavar="理由", help="理由，缺省为记录中的理由")
    add("--fill", type=_pair, action="append", default=[], metavar="空白=内容", help="填写【】")
    _amounts(parser)
    add("--explain", action="store_true", help="附上办理期限的说明")
    add("--served", type=day, metavar="日期", help="送达之日：给出救济期限、收件人期限的届满日")
    add("--posted", type=day, metavar="日期", help="交邮之日：尚无送达日的，给出最早的届满日")
    add("--json", action="store_true", help="在标准输出写 JSON；几件写成数组")
    add("-o", "--output", metavar="文书", help="写成文件：.md、.txt、.docx；几件的写文件夹")
    forms = tuple(each.removeprefix(".") for each in SUFFIXES)
    add("--format", choices=forms, default=forms[0], help="文件夹中文件的格式，缺省为 md")


def _amounts(parser: Parser) -> None:
    """Declare what a notice of the fee is computed from."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--pieces", type=number, metavar="件数", help="收费通知：按件计收的件数")
    which.add_argument("--pages", type=number, metavar="页数", help="收费通知：按量计收的页数")
    parser.add_argument(
        "--before", type=number, default=0, metavar="件数", help="收费通知：本月此前的件数"
    )


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name:
        message = f"“{text}”应写成 空白=内容，如 --fill 缴纳方式=银行转账"
        raise ArgumentTypeError(message)
    return name.strip("【】"), value


def run(options: Namespace) -> int:
    """Draft and tell it (执行)."""
    try:
        listed = choose.applications(options.file)
    except ShapeError as error:
        say(table(Report(tuple(each for each in error.findings if isinstance(each, Finding)))))
        return 1
    number = choose.chosen(listed, options)
    if number is None:
        return _all(listed, options)
    one = listed[number]
    try:
        drafted = _drafted(one, options)
    except ZwgkError as error:
        raise Refused(_why(one, options, error)) from None
    _deliver(one, drafted, options)
    return 0


def _drafted(one: Application, options: Namespace) -> Reply:
    on = _day(one, options)
    return reply(
        one,
        _outcome(one, options) or "",
        on=on,
        reason=options.reason,
        details=dict(options.fill),
        fee=_fee(options, on),
    )


def _answered(one: Application) -> Any:
    found = [each for each in one.events if each and each.event is EventKind.ANSWERED]
    return found[-1] if found else None


def _outcome(one: Application, options: Namespace) -> str | None:
    answered = _answered(one)
    found: str | None = options.outcome or (answered and answered.outcome) or one.outcome
    return found


def _day(one: Application, options: Namespace) -> date:
    answered = None if options.outcome else _answered(one)
    found: date = options.on or (answered and answered.on) or today()
    return found


def _fee(options: Namespace, on: date) -> Fee | None:
    if options.pages is not None:
        return by_page(options.pages, on=on)
    if options.pieces is not None:
        return by_piece(options.pieces, on=on, before=options.before)
    return None


def _why(one: Application, options: Namespace, error: ZwgkError) -> str:
    """Say in Chinese why nothing could be drafted."""
    outcome = _outcome(one, options)
    if not outcome:
        return f"{one.id}：{_NO_OUTCOME}"
    if "no reply is known" in str(error):
        return f"{one.id}：没有“{outcome}”这种文书；用 zwgk reply --help 查看种类"
    return f"{one.id}：无法拟写“{outcome}”（{error}）"


# ------------------------------------------------------------------ one


def _deliver(one: Application, drafted: Reply, options: Namespace) -> None:
    attached = _explanation(one, drafted, options)
    if options.output:
        path = Path(options.output)
        if path.suffix.lower() not in SUFFIXES:
            message = f"文书 {path.name} 的后缀不认识；可用：{'、'.join(SUFFIXES)}"
            raise Refused(message)
        _write(drafted, path, attached)
    if options.json:
        _say_json(_plain(one, drafted, options))
        return
    if options.output:
        say(f"{drafted.heading}已写入 {options.output}")
    else:
        say(f"{drafted.heading}\n\n{drafted.text(attached)}\n")
    say("\n".join(_told(drafted, options)))


def _explanation(one: Application, drafted: Reply, options: Namespace) -> str:
    if not options.explain:
        return ""
    told = clock(choose.whole(one), on=drafted.on).explain()
    for party in {each.party for each in one.events if each and each.party}:
        told = told.replace(f"（{party}）", "")  # those who were consulted are not named to others
    return told


def _write(drafted: Reply, path: Path, attached: str) -> None:
    from zwgk.io.letter_file import write_letter  # noqa: PLC0415 - writers are loaded when needed

    with writing(path, what="文书 "):
        write_letter(drafted, path, attached=attached)


def _told(drafted: Reply, options: Namespace) -> Iterator[str]:
    """Tell the handler what stands beside the text."""
    yield f"应当写明：{'；'.join(drafted.must)}"
    if drafted.missing:
        yield f"待填写：{'；'.join(drafted.missing)}"
    if drafted.send_by:
        yield f"应于{drafted.send_by}前发出"
    yield from (f"期限：{each}" for each in _remedies(drafted, options))
    if ends := _period(drafted, options):
        yield f"期限：{ends['title']} {ends['due']}"
    yield from (f"提醒：{each}" for each in drafted.notes)


def _remedies(drafted: Reply, options: Namespace) -> tuple[Remedy, ...]:
    if not (options.served or options.posted):
        return ()
    return drafted.remedy_deadlines(options.served, posted=options.posted, provisional=True)


def _period(drafted: Reply, options: Namespace) -> dict[str, Any] | None:
    if options.served is None:
        return None
    found = drafted.period_deadline(options.served, provisional=True)
    return found.to_dict() | {"title": found.title} if found else None


def _plain(one: Application, drafted: Reply, options: Namespace) -> dict[str, Any]:
    return drafted.to_dict() | {
        "text": drafted.text(_explanation(one, drafted, options)),
        "remedy_deadlines": [each.to_dict() for each in _remedies(drafted, options)],
        "period_deadline": _period(drafted, options),
    }


def _say_json(thing: Any) -> None:
    plain = json.dumps(thing, ensure_ascii=False, indent=2)
    say(plain if takes_utf8(plain) else json.dumps(thing, indent=2))


# ------------------------------------------------------------------ all of a ledger


def _all(listed: Sequence[Application], options: Namespace) -> int:
    """Draft for every application that has an outcome, and name those that have none."""
    if not options.output and not options.json:
        message = f"共有 {len(listed)} 件申请；用 --row 或者 --index 选定一件，或者用 -o 写到文件夹"
        raise Refused(message)
    folder = _folder(options.output)
    made: list[tuple[Application, Reply]] = []
    left: list[str] = []
    for one in listed:
        try:
            made.append((one, _drafted(one, options)))
        except ZwgkError as error:
            left.append(_why(one, options, error))
    if folder:
        _write_all(folder, made, options)
    _tell_all(made, left, options)
    return 0


def _folder(name: str | None) -> Path | None:
    """Judge the folder before any work is done, and make it."""
    if name is None:
        return None
    path = Path(name)
    if path.suffix.lower() in SUFFIXES or path.is_file():
        message = (
            f"几件申请的文书要写到文件夹，{path.name} 是文件名；用 --row 或者 --index 选定一件"
        )
        raise Refused(message)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"文件夹 {path} 无法建立（{cause(error)}）"
        raise Refused(message) from None
    return path


def _write_all(folder: Path, made: Sequence[tuple[Application, Reply]], options: Namespace) -> None:
    taken: set[str] = set()
    for one, drafted in made:
        name = _name(drafted, taken)
        taken.add(name)
        attached = _explanation(one, drafted, options)
        _write(drafted, folder / f"{name}.{options.format}", attached)


def _name(drafted: Reply, taken: set[str]) -> str:
    """Call a file by the number of the application and its heading; no two alike."""
    number = _UNFIT.sub("_", drafted.application).strip(". ")[:_LONGEST] or "未编号"
    name = f"{number}-{drafted.heading}"
    count = 2
    while name in taken:
        name, count = f"{number}-{drafted.heading}-{count}", count + 1
    return name


def _tell_all(
    made: Sequence[tuple[Application, Reply]], left: Sequence[str], options: Namespace
) -> None:
    if options.json:
        replies = [_plain(*each, options) for each in made]
        _say_json({"replies": replies, "left": [*left]})
        return
    say(f"{len(made)} 件文书已写入 {options.output}")
    say("\n".join([f"没有拟写 {len(left)} 件：", *(f"  {each}" for each in left)]) if left else "")
