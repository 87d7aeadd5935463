"""``zwgk check`` (检查目录): read files, judge them, show or write the report."""

import json
import shutil
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from attrs import evolve

import zwgk
from zwgk import packs
from zwgk.cli.arguments import Parser, day, listed
from zwgk.cli.console import Refused, on_terminal, say, shows_colour, takes_utf8, warn
from zwgk.cli.gather import STANDARD_INPUT, expanded, gathered
from zwgk.cli.plans import pack_named
from zwgk.cli.targets import is_same, target, writing
from zwgk.cli.today import today
from zwgk.model import Catalog, MatterSheet, Pack
from zwgk.render.terminal import table
from zwgk.render.wording import headline
from zwgk.report import Finding, Report, codes
from zwgk.validate import catalogs, matters
from zwgk.validate.choosing import chosen

__all__ = ["HELP", "NAME", "arguments", "run"]

NAME = "check"
HELP = "检查基层政务公开标准目录"

_DETAILS = """检查一个或者几个目录文件（Excel、Word、网页、CSV、JSON），列出问题、位置、办法和依据。
几个目录一起检查的，还查彼此重复的事项；同时给出事项环节表的，逐项与目录对照。

退出码：0 没有错误；1 有错误；2 参数有误，或者有文件无法读取。"""
_SUFFIXES = (".html", ".htm", ".xlsx", ".json", ".md", ".csv", ".txt")
_NATIONAL = "national"
#: what is also judged together with the other files
_Held = Catalog | MatterSheet
_SHOWN_PER_CODE = 20
_CLEAN, _ERRORS, _UNREADABLE = 0, 1, 2


def arguments(parser: Parser) -> None:
    """Declare the arguments (声明参数)."""
    parser.description = _DETAILS
    add = parser.add_argument
    add("files", nargs="+", metavar="文件", help="目录文件；- 表示标准输入")
    add(
        "--pack",
        default=_NATIONAL,
        metavar="方案",
        help="检查所依据的方案，缺省为 national；也可以是 .toml 文件",
    )
    add("--on", type=day, metavar="日期", help="按哪一天的规定检查，缺省为今天")
    add(
        "--select",
        type=listed,
        action="extend",
        default=[],
        metavar="代码",
        help="只做这些检查，逗号分隔",
    )
    add(
        "--ignore",
        type=listed,
        action="extend",
        default=[],
        metavar="代码",
        help="不做这些检查，逗号分隔",
    )
    add("--whole", action="store_true", help="目录应当包括方案的全部领域，缺少的算错误")
    add("--standard", action="store_true", help="逐条对照国家标准指引，列出没有对应的事项")
    add("--json", action="store_true", help="在标准输出写 JSON")
    add(
        "-o",
        "--output",
        metavar="报告",
        help="把报告写成文件：.html、.xlsx、.json、.md、.csv、.txt",
    )
    add("--annotate", metavar="工作簿", help="把原工作簿批注后另存为该文件（只限一个 .xlsx 文件）")


def run(options: Namespace) -> int:
    """Check the files and tell the exit code (执行检查)."""
    names = expanded(options.files)
    pack, on = pack_named(options.pack), options.on or today()
    _refuse_unknown(options.select, options.ignore)
    output = target(options.output, _SUFFIXES, names, what="报告 ")
    marked = _marked(options.annotate, names)
    held: dict[int, _Held] = {}
    report = gathered(
        names,
        partial(_examined, held=held, pack=pack, on=on, options=options),
        partial(_across, held, pack, options),
    )
    for each in report.unread:
        warn(each.message)
    told = {"on": on.isoformat(), "pack": pack.basis}
    report = evolve(report, context={**report.context, **told})
    if len(report.unread) == len(names):
        if options.json:
            say(_json(report))
        return _UNREADABLE
    if marked:
        _annotate(Path(names[0]), report, marked)
    _deliver(report, output, as_json=options.json)
    return _UNREADABLE if report.unread else _ERRORS if report.errors else _CLEAN


def _examined(
    path: Path,
    number: int,
    *,
    held: dict[int, _Held],
    pack: Pack,
    on: date,
    options: Namespace,
) -> Report:
    """Read one file and judge what it holds; columns of an own pack are judged, not read for."""
    known = pack.name if pack.name in packs.names() else _NATIONAL
    subject = zwgk.read(path, pack=known)
    if isinstance(subject, Catalog | MatterSheet):
        held[number] = subject
    return zwgk.validate(
        subject,
        pack=pack,
        on=on,
        select=options.select,
        ignore=options.ignore,
        whole=options.whole,
        standard=options.standard,
    )


def _across(
    held: Mapping[int, _Held], pack: Pack, options: Namespace
) -> Iterator[tuple[int, Finding]]:
    """Judge the catalogues and the matter sheets of several files together."""
    listed = {n: each for n, each in held.items() if isinstance(each, Catalog)}
    sheets = {n: each for n, each in held.items() if isinstance(each, MatterSheet)}
    for number, each in (*catalogs.across(listed), *matters.across(sheets, listed)):
        for kept in chosen([each], pack, options.select, options.ignore):
            yield number, kept


def _marked(name: str | None, names: Sequence[str]) -> Path | None:
    """Judge where the annotated workbook is to go, before any work is done."""
    if name is None:
        return None
    path = Path(name)
    if len(names) != 1 or names[0] == STANDARD_INPUT:
        message = "--annotate 一次只批注一个文件"
    elif path.suffix.lower() != ".xlsx":
        message = f"批注后的工作簿只能存为 .xlsx 文件，不能存为 {path.name}"
    elif is_same(path, Path(names[0])):
        message = f"批注后的工作簿不能覆盖原文件 {path.name}"
    else:
        return path
    raise Refused(message)


def _refuse_unknown(*chosen: list[str]) -> None:
    known = {*codes(), *(each.rpartition(".")[0] for each in codes())}
    unknown = [each for given in chosen for each in given if each not in known]
    if unknown:
        named = "、".join(unknown)
        message = f"没有 {named} 这个检查代码；代码如 element.missing，一类代码如 time-limit"
        raise Refused(message)


def _annotate(source: Path, report: Report, marked: Path) -> None:
    with writing(marked):
        zwgk.annotate(source, report, marked)


def _deliver(report: Report, output: Path | None, *, as_json: bool) -> None:
    """Write the report where it was asked for: a file, JSON, or a table."""
    if output:
        _write(report, output)
    if as_json:
        say(_json(report))
    elif output:
        say(f"{headline(report)}\n报告已写入 {output}")
    else:
        say(_table(report))


def _write(report: Report, output: Path) -> None:
    from zwgk.io.report_file import write_report  # noqa: PLC0415 - writers are loaded when needed

    with writing(output, what="报告 "):
        write_report(report, output)


def _json(report: Report) -> str:
    """Write JSON that any console can carry: in escapes where the console is not UTF-8."""
    whole = report.to_dict()
    plain = json.dumps(whole, ensure_ascii=False, indent=2)
    return plain if takes_utf8(plain) else json.dumps(whole, indent=2)


def _table(report: Report) -> str:
    if not on_terminal(sys.stdout):
        return table(report)
    width = shutil.get_terminal_size().columns
    return table(report, width=width, colour=shows_colour(), limit=_SHOWN_PER_CODE)
