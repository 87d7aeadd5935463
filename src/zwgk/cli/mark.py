"""``zwgk mark`` (公开属性判定): facts from a JSON file → attribute, grounds, what is to be done, what is still to be asked.

Of a document or a folder of documents it reads the attribute notes (see :mod:`zwgk.cli.documents`).
"""

import json
from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import zwgk
from zwgk.cli import documents
from zwgk.cli.arguments import Parser, day, listed
from zwgk.cli.console import Refused, say
from zwgk.cli.gather import STANDARD_INPUT, opened, reading
from zwgk.cli.today import today
from zwgk.errors import ShapeError, ZwgkError
from zwgk.marking import interview, mark
from zwgk.model import Catalog, Ledger, Mark, MatterSheet
from zwgk.render.terminal import table
from zwgk.report import Finding, Report

__all__ = ["HELP", "NAME", "arguments", "run"]

NAME = "mark"
HELP = "判定公开属性，读取公文的公开属性标注"

_DETAILS = """按事实判定公开属性：理由、标注、应办事项；尚不能判定的，给出下一个要查明的问题。

文件是一条或者几条 mark-facts 记录，或者带有 facts 的信息记录（JSON）。
文件是公文（.docx、.txt、.md）或者文件夹的，读出每份公文的标题、文号、成文日期和公开属性标注，并作检查。
退出码：0 已给出结果；1 记录的格式有误，或者公文的标注有错误；2 参数有误，或者文件无法读取。"""
_CLEAN, _ERRORS = 0, 1


def arguments(parser: Parser) -> None:
    """Declare the arguments (声明参数)."""
    parser.description = _DETAILS
    add = parser.add_argument
    add(
        "files",
        nargs="+",
        metavar="文件",
        help="事实的 JSON 文件，或者公文、文件夹；- 表示标准输入",
    )
    add("--on", type=day, metavar="日期", help="按哪一天的规定判定，缺省为今天")
    add("--pack", default="national", metavar="方案", help="所依据的方案，缺省为 national")
    add(
        "--readings",
        type=listed,
        default=(),
        metavar="口径",
        help="有争议条文的其他口径，逗号分隔：art16-para2-only、mandatory-lifts-15",
    )
    add("--json", action="store_true", help="在标准输出写 JSON；几条记录写成数组")
    documents.arguments(parser)


def run(options: Namespace) -> int:
    """Decide and tell it (执行); standard input is kept in a file, to be looked at twice."""
    if options.files != [STANDARD_INPUT]:
        return _run(options)
    with opened(STANDARD_INPUT) as path:
        return _run(Namespace(**vars(options) | {"files": [str(path)]}))


def _run(options: Namespace) -> int:
    on = options.on or today()
    if documents.wanted(options):
        return documents.run(options, on)
    given = _given(options.files[0])
    results = [_marked(facts, on, options) for facts in given]
    if options.json:
        plain = [each.to_dict() for each in results]
        say(json.dumps(plain[0] if len(plain) == 1 else plain, ensure_ascii=False, indent=2))
    else:
        say("\n\n".join(_told(*pair, on, options) for pair in zip(given, results, strict=True)))
    return _ERRORS if any(isinstance(each, Report) for each in results) else _CLEAN


def _given(name: str) -> list[Any]:
    with reading(name) as path:
        found = zwgk.read(path)
    if isinstance(found, Catalog | Ledger | MatterSheet):
        message = f"{Path(name).name}：这是目录或者台账，不是判定公开属性的事实"
        raise Refused(message)
    return found


def _marked(facts: Any, on: date, options: Namespace) -> Mark | Report:
    try:
        return mark(facts, on=on, pack=options.pack, readings=options.readings)
    except ShapeError as error:
        found = tuple(each for each in error.findings if isinstance(each, Finding))
        return Report(found, subject="判定事实")
    except ZwgkError as error:
        message = f"无法判定：{error}；用 zwgk mark --help 查看口径和方案"
        raise Refused(message) from None


def _told(facts: Any, found: Mark | Report, on: date, options: Namespace) -> str:
    if isinstance(found, Report):
        return table(found)
    return "\n".join(_lines(facts, found, on, options))


def _lines(facts: Any, found: Mark, on: date, options: Namespace) -> Iterator[str]:
    yield f"判定：{found}"
    if found.note:
        yield f"标注：{found.note}"
    if found.grounds:
        held = "、".join(f"{each.article}（{each.item}）" for each in found.grounds)
        yield f"理由：{held}{'；可以裁量' if found.discretionary else ''}"
    yield from (f"应办：{each}" for each in found.duties)
    yield from (f"  {each.what}{_basis(each.basis)}" for each in found.steps)
    if question := interview(facts, on=on, pack=options.pack, readings=options.readings):
        yield f"下一个问题（{question.fact}）：{question.question}{_basis(question.basis)}"
        yield f"  {question.why}"


def _basis(basis: str | None) -> str:
    return f"（{basis}）" if basis else ""
