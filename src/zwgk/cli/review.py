"""``zwgk review`` (动态调整): records and what has happened → proposals; decisions → new records and public lists."""

import json
from argparse import Namespace
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from attrs import evolve

import zwgk
from zwgk.adjust.deciding import decided, unmatched
from zwgk.adjust.publishing import change_list, cleanup_list, power_list, proposal_list
from zwgk.cli.arguments import Parser, day, listed
from zwgk.cli.catalogs import save
from zwgk.cli.console import Refused, say, takes_utf8, warn
from zwgk.cli.gather import reading
from zwgk.cli.plans import pack_named
from zwgk.cli.targets import target
from zwgk.cli.today import today
from zwgk.errors import ShapeError, ZwgkError
from zwgk.model import Catalog, Decision, Ledger, MatterSheet, Pack, Proposal
from zwgk.render.listing import text
from zwgk.render.terminal import table
from zwgk.report import Finding, Report

__all__ = ["HELP", "NAME", "arguments", "run"]

NAME = "review"
HELP = "动态调整：提出建议，实施决定"

_DETAILS = """审查目录和信息记录，列出应当调整的内容、理由、依据和日期；也可以实施决定，写出公布用的表格。

文件是目录（Excel、CSV、JSON）或者信息记录（JSON）。信号是发生的事情：申请、建议、情势变化、文件废止、
机构调整、职权变化、信息失效、标准修订。
退出码：0 已给出结果，有没有建议都是 0；1 记录、信号或者填好的决定有误；2 参数有误，或者文件无法读取。"""
_CLEAN, _ERRORS = 0, 1
_TABLES = (".xlsx", ".md", ".html", ".csv")
_RECORDS = (".xlsx", ".csv", ".json")


def arguments(parser: Parser) -> None:
    """Declare the arguments (声明参数)."""
    parser.description = _DETAILS
    add = parser.add_argument
    add("files", nargs="+", metavar="文件", help="目录或者信息记录；- 表示标准输入")
    add("--signals", metavar="信号", help="信号的 JSON 文件")
    add("--on", type=day, metavar="日期", help="按哪一天审查，缺省为今天")
    add(
        "--pack",
        default="national",
        metavar="方案",
        help="所依据的方案，缺省为 national；也可以是 .toml 文件",
    )
    add("--json", action="store_true", help="在标准输出写 JSON")
    add("-o", "--output", metavar="建议表", help="把建议写成文件：.xlsx、.md、.html、.csv、.json")
    add("--decisions", metavar="建议表", help="填好“采纳”栏的建议表（.xlsx、.csv）")
    add(
        "--refuse",
        type=listed,
        default=(),
        metavar="序号",
        help="不采纳的建议序号，逗号分隔；其余视为采纳",
    )
    add("--by", metavar="决定人", help="决定人的姓名、岗位，建议表中没有写的用它")
    add(
        "--apply",
        metavar="文件",
        help="实施采纳的建议，把新的目录或者记录写成文件：.xlsx、.csv、.json",
    )
    add("--changes", metavar="文件", help="写出目录调整情况，供公布")
    add("--cleanup", metavar="文件", help="写出失效信息清理结果，供公布")
    add("--powers", metavar="文件", help="写出权责清单调整情况，供公布")


def run(options: Namespace) -> int:
    """Review, and carry out what was decided (执行)."""
    pack, on = pack_named(options.pack), options.on or today()
    targets = _targets(options)
    things = [thing for name in options.files for thing in _read(name)]
    signals = _read(options.signals, of_news=True) if options.signals else []
    try:
        found = zwgk.review(things, on=on, signals=signals, pack=pack)
        lost = unmatched(things, signals)
    except ShapeError as error:
        wrong = tuple(each for each in error.findings if isinstance(each, Finding))
        say(table(Report(wrong, subject="记录和信号")))
        return _ERRORS
    decisions, faults = _decisions(options, found, on)
    _write(targets, things, found, decisions, on)
    _tell(options, found, decisions, things, on, pack)
    for each in (*lost, *faults):
        warn(str(each))
    return _ERRORS if faults else _CLEAN


def _targets(options: Namespace) -> dict[str, Path]:
    """Judge every file to be written before any work is done."""
    sources = [*options.files, *([options.signals] if options.signals else [])]
    sources += [options.decisions] if options.decisions else []
    wanted = {"output": (*_TABLES, ".json"), "apply": _RECORDS} | dict.fromkeys(_LISTS, _TABLES)
    found = {
        key: target(getattr(options, key), allowed, sources) for key, allowed in wanted.items()
    }
    return {key: path for key, path in found.items() if path}


def _read(name: str, *, of_news: bool = False) -> list[Any]:
    """Read a file: a catalogue as one thing, records one by one; signals are nothing but JSON."""
    from zwgk.io import sniff  # noqa: PLC0415 - readers are loaded when needed

    with reading(name) as path:
        if of_news and sniff.kind(path) != sniff.JSON:
            message = (
                f"{name}：这不是信号文件；信号写成 JSON 的列表，每条写明 signal、on 和所涉及的对象"
            )
            raise Refused(message)
        found = zwgk.read(path)
    if isinstance(found, Ledger | MatterSheet):
        message = f"{name}：这是台账或者事项表，不是目录或者信息记录"
        raise Refused(message)
    return [found] if isinstance(found, Catalog) else found


# ------------------------------------------------------------------ decisions


def _decisions(
    options: Namespace, found: Sequence[Proposal], on: date
) -> tuple[tuple[Decision, ...], tuple[Finding, ...]]:
    """Take the filled table, else every proposal that is not refused by its number."""
    if options.decisions:
        return decided(_rows(options.decisions), found, by=options.by, on=on)
    refused = _numbers(options.refuse, len(found))
    made = (
        Decision(each, accepted=n not in refused, by=options.by, on=on)
        for n, each in enumerate(found, 1)
    )
    return tuple(made), ()


def _rows(name: str) -> list[dict[str, str]]:
    from zwgk.io.decision_file import decision_rows  # noqa: PLC0415 - readers are loaded when needed

    with reading(name) as path:
        return decision_rows(path)


def _numbers(given: Iterable[str], most: int) -> set[int]:
    wrong = [each for each in given if not (each.isdecimal() and 1 <= int(each) <= most)]
    if wrong:
        message = f"没有第 {'、'.join(wrong)} 项建议；建议共 {most} 项"
        raise Refused(message)
    return {int(each) for each in given}


# ------------------------------------------------------------------ results


_LISTS: dict[str, Callable[..., Any]] = {
    "changes": change_list,
    "cleanup": cleanup_list,
    "powers": power_list,
}


def _write(
    targets: dict[str, Path],
    things: list[Any],
    found: Sequence[Proposal],
    decisions: Sequence[Decision],
    on: date,
) -> None:
    try:
        if "output" in targets:
            as_json = targets["output"].suffix.lower() == ".json"
            save(found if as_json else proposal_list(found, things), targets["output"])
        if "apply" in targets:
            save(_applied(things, decisions, on, targets["apply"]), targets["apply"])
        for key in _LISTS.keys() & targets.keys():
            save(_LISTS[key](things, decisions, on=on), targets[key])
    except ZwgkError as error:
        message = f"决定无法实施：{error}；请重新审查"
        raise Refused(message) from None


def _applied(things: list[Any], decisions: Sequence[Decision], on: date, path: Path) -> Any:
    """Give the new catalogue where there is just one, else all records."""
    after = zwgk.apply(things, decisions, on=on)
    if len(after) == 1 and isinstance(after[0], Catalog):
        return after[0]
    if path.suffix.lower() != ".json":
        message = f"{path} 只能写一份目录；有几个文件或者信息记录的，请写成 .json"
        raise Refused(message)
    return after


def _tell(
    options: Namespace,
    found: Sequence[Proposal],
    decisions: Sequence[Decision],
    things: list[Any],
    on: date,
    pack: Pack,
) -> None:
    if options.json:
        whole: dict[str, Any] = {"on": on.isoformat(), "pack": pack.name}
        whole |= {"proposals": [each.to_dict() for each in found]}
        if _carried_out(options):
            whole |= {"decisions": [each.to_dict() for each in decisions]}
        plain = json.dumps(whole, ensure_ascii=False, indent=2)
        say(plain if takes_utf8(plain) else json.dumps(whole, indent=2))
        return
    say(_summary(options, found, decisions, things))


def _summary(
    options: Namespace,
    found: Sequence[Proposal],
    decisions: Sequence[Decision],
    things: list[Any],
) -> str:
    if not found:
        return "没有应当调整的内容"
    if _carried_out(options):
        accepted = sum(each.accepted for each in decisions)
        left = len(found) - len(decisions)
        return f"共 {len(found)} 项建议，采纳 {accepted} 项，不采纳 {len(decisions) - accepted} 项，未决定 {left} 项"
    if options.output:
        return f"共 {len(found)} 项建议，已写入 {options.output}"
    return text(_short(proposal_list(found, things)))


def _short(listing: Any) -> Any:
    """Leave out the columns that are to be filled in."""
    kept = listing.header.index("采纳")
    rows = tuple(row[:kept] for row in listing.rows)
    return evolve(
        listing, header=listing.header[:kept], rows=rows, summary=f"共 {len(rows)} 项建议"
    )


def _carried_out(options: Namespace) -> bool:
    return bool(
        options.decisions
        or options.refuse
        or options.apply
        or any(getattr(options, key) for key in _LISTS)
    )
