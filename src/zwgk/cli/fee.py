"""``zwgk fee`` (信息处理费): by piece, by page, or over the months of a ledger, with the arithmetic shown."""

import json
import re
from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from zwgk import _data
from zwgk.cli import choose
from zwgk.cli.arguments import Parser, day, listed, number
from zwgk.cli.console import Refused, say, takes_utf8
from zwgk.cli.today import today
from zwgk.clock.receipt import day_of_receipt
from zwgk.errors import ShapeError, ZwgkError
from zwgk.fee import Fee, Filed, by_page, by_piece, monthly
from zwgk.law import facts
from zwgk.model import Application, EventKind
from zwgk.render.terminal import table
from zwgk.report import Finding, Report

__all__ = ["HELP", "NAME", "arguments", "run"]

NAME = "fee"
HELP = "计算信息处理费"

_DETAILS = """计算信息处理费，写明各段的算式和依据：按件（--pieces）、按量（--pages），或者由台账按月累计（--monthly）。

台账按件计收：同一申请人（姓名相同的）一个自然月内的申请累计，只列出超过免费件数的。
是否收费、按件还是按量由机关决定，两种方式不得同时采用。
退出码：0 已算出；1 记录的格式有误；2 参数有误，或者文件无法读取。"""
_RULES = "request.fee_payment"
_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")


def arguments(parser: Parser) -> None:
    """Declare the arguments (声明参数)."""
    parser.description = _DETAILS
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--pieces", type=number, metavar="件数", help="按件计收的件数")
    which.add_argument("--pages", type=number, metavar="页数", help="按量计收的页数")
    which.add_argument("--monthly", metavar="台账", help="台账或者申请记录，按月累计")
    add = parser.add_argument
    add("--before", type=number, default=0, metavar="件数", help="按件的：本月此前已有的件数")
    add("--month", type=_month, metavar="月份", help="台账只算这一个月，如 2026-03")
    add("--on", type=day, metavar="日期", help="按哪一天的标准计算，缺省为今天；台账按收到之日")
    add("--readings", type=listed, default=(), metavar="口径", help="有争议条文的其他口径")
    add("--json", action="store_true", help="在标准输出写 JSON")


def _month(text: str) -> str:
    if not _MONTH.fullmatch(text):
        message = f"“{text}”不是月份，请写成 2026-03 的样子"
        raise ArgumentTypeError(message)
    return text


def run(options: Namespace) -> int:
    """Compute the fee and tell it (执行)."""
    _refuse_misfits(options)
    try:
        if options.monthly is not None:
            return _ledger(choose.applications(options.monthly), options)
        found = _one(options)
    except ShapeError as error:
        say(table(Report(tuple(each for each in error.findings if isinstance(each, Finding)))))
        return 1
    except ZwgkError as error:
        message = f"无法计算：{error}；用 zwgk fee --help 查看参数"
        raise Refused(message) from None
    _say(found.to_dict(), found.explain(), options)
    return 0


def _refuse_misfits(options: Namespace) -> None:
    """Refuse what cannot be computed before any work is done."""
    since = facts()[_RULES].versions[0].since
    known = {
        name for each in _data.load("fee")["piece"]["version"] for name in each.get("readings", ())
    }
    if options.before and options.pieces is None:
        message = "--before 只用于按件计收（--pieces）"
    elif options.on and options.on < since:
        message = f"{options.on} 尚无信息处理费的规定，自 {since} 起施行"
    elif unknown := [each for each in options.readings if each not in known]:
        message = f"没有“{unknown[0]}”这个口径；可用：{'、'.join(sorted(known))}"
    else:
        return
    raise Refused(message)


def _one(options: Namespace) -> Fee:
    on = options.on or today()
    if options.pages is not None:
        return by_page(options.pages, on=on)
    return by_piece(options.pieces, on=on, before=options.before, readings=options.readings)


def _say(plain: Any, text: str, options: Namespace) -> None:
    if not options.json:
        say(text)
        return
    told = json.dumps(plain, ensure_ascii=False, indent=2)
    say(told if takes_utf8(told) else json.dumps(plain, indent=2))


# ------------------------------------------------------------------ a ledger


def _ledger(given: Sequence[Application], options: Namespace) -> int:
    """Add up by applicant and month; what has no name or no day of receipt cannot be counted."""
    counted = [(each, day) for each in given if (day := _counts(each)) and _within(day, options)]
    fees = monthly((Filed(_who(each), "", day) for each, day in counted), readings=options.readings)
    rows = [(*pair, fee) for pair, fee in zip(counted, fees, strict=True)]
    left = [each.id for each in given if not _counts(each) and not _received(each)]
    left += [each.id for each in given if _received(each) and not _who(each)]
    early = [each.id for each in given if _is_early(each) and _within(_received(each), options)]
    plain = {
        "fees": [
            {"id": each.id, "applicant": _who(each), "received": day.isoformat(), **fee.to_dict()}
            for each, day, fee in rows
        ],
        "total": sum(fee.total for *_, fee in rows),
        "left": left,
        "before_rules": early,
    }
    _say(plain, "\n".join((*_lines(rows, left), *_early(early))), options)
    return 0


def _who(one: Application) -> str:
    return (one.applicant and one.applicant.name) or ""


def _received(one: Application) -> date | None:
    events = (each for each in one.events if each and each.event is EventKind.RECEIVED)
    return next((day_of_receipt(each, one) for each in events), None)


def _counts(one: Application) -> date | None:
    """Tell the day of receipt of an application the rules apply to."""
    received = _received(one)
    return received if received and _who(one) and facts()[_RULES].known(received) else None


def _early(left: Sequence[str]) -> Iterator[str]:
    """Say which applications came before there were any fees."""
    if left:
        since = facts()[_RULES].versions[0].since
        yield f"{since} 以前收到，不适用收费规定，未计入 {len(left)} 件，编号：{'、'.join(left)}"


def _is_early(one: Application) -> bool:
    return bool(_who(one) and _received(one) and not _counts(one))


def _within(received: date | None, options: Namespace) -> bool:
    return options.month is None or str(received).startswith(options.month)


def _lines(rows: Sequence[tuple[Application, date, Fee]], left: Sequence[str]) -> Iterator[str]:
    charged = [each for each in rows if each[2].total]
    yield f"共 {len(rows)} 件，超过免费件数的 {len(charged)} 件，合计 {sum(fee.total for *_, fee in rows)} 元"
    for one, received, fee in charged:
        yield f"{received} {one.id} {_who(one)}"
        yield from (f"  {line}" for line in fee.explain().splitlines())
    if left:
        yield f"没有收到日期或者申请人，未计入 {len(left)} 件，编号：{'、'.join(left)}"
