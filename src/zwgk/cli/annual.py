"""``zwgk annual`` (年报统计): count applications into the annual report, or check a filled form."""

import json
from argparse import Namespace
from pathlib import Path
from typing import Any

from attrs import evolve

import zwgk
from zwgk.cli.arguments import Parser, year_named
from zwgk.cli.console import Refused, progress, say, takes_utf8
from zwgk.cli.gather import reading
from zwgk.cli.targets import target, writing
from zwgk.errors import ShapeError
from zwgk.model import AnnualReport, Catalog, Ledger, MatterSheet
from zwgk.render.annual import heading, page
from zwgk.render.terminal import table
from zwgk.report import Finding, Report, nearest

__all__ = ["HELP", "NAME", "arguments", "run"]

NAME = "annual"
HELP = "编制和核对政府信息公开工作年度报告的统计表"

_DETAILS = """由依申请公开的办理记录（JSON）或者台账（Excel、CSV）计算年报统计表，或者核对已经填好的统计表（Excel、CSV、Markdown、JSON）。

退出码：0 没有错误；1 有错误；2 参数有误，或者有文件无法读取。"""
_SUFFIXES = (".xlsx", ".md", ".json")
_SECOND = "/1"
_KIND = AnnualReport.KIND


def arguments(parser: Parser) -> None:
    """Declare the arguments (声明参数)."""
    parser.description = _DETAILS
    add = parser.add_argument
    add("file", metavar="文件", help="办理记录、台账，或者填好的统计表；- 表示标准输入")
    add("--year", type=year_named, metavar="年度", help="统计的年度，如 2025；填好的表以其标题为准")
    add("--body", default="", metavar="单位", help="编制单位")
    add("--last", metavar="去年年报", help="去年的年报：结转数由它取得，并逐栏核对")
    add("--json", action="store_true", help="在标准输出写 JSON")
    add("-o", "--output", metavar="年报", help="把统计表写成文件：.xlsx、.md、.json")


def run(options: Namespace) -> int:
    """Count or check, and tell the exit code (执行)."""
    sources = [each for each in (options.file, options.last) if each]
    output = target(options.output, _SUFFIXES, sources, what="年报 ")
    try:
        with progress() as show, reading(options.file, shapes=False) as path:
            show(f"正在统计 {path.name}")
            last = _filled(Path(options.last), options) if options.last else None
            report = _report(path, options, last)
    except ShapeError as error:
        say(table(Report(tuple(each for each in error.findings if isinstance(each, Finding)))))
        return 1
    _refuse_other_year(last, report.year)
    found = _judged(report, last)
    if output:
        _write(report, output)
    _tell(report, found, options)
    return 0 if found.ok else 1


def _report(path: Path, options: Namespace, last: AnnualReport | None) -> AnnualReport:
    """Count the applications of a file of records; any other file is a filled form."""
    from zwgk.io import json as json_file  # noqa: PLC0415 - readers are loaded when needed
    from zwgk.io import sniff  # noqa: PLC0415 - readers are loaded when needed
    from zwgk.io.ledger_file import read_ledger  # noqa: PLC0415 - readers are loaded when needed

    records: Catalog | Ledger | MatterSheet | list[Any] | None
    if sniff.kind(path) == sniff.JSON:
        records = json_file.records(path)
    else:
        records = read_ledger(path) if path.suffix.lower() != ".md" else None
        if records is None:
            return _filled(path, options)
    if isinstance(records, Catalog | MatterSheet):
        message = f"“{path.name}”是目录或者事项表，不是办理记录；检查目录请用 zwgk check"
        raise Refused(message)
    if isinstance(records, list) and len(records) == 1 and records[0].get("type") == _KIND:
        return AnnualReport.from_dict(records[0])
    if options.year is None:
        message = "缺少参数：--year；请写明统计的年度，如 --year 2025"
        raise Refused(message)
    _refuse_other_year(last, options.year)
    found = zwgk.annual_report(records, year=options.year, body=options.body, carried_in=last)
    return _placed(found, records) if isinstance(records, Ledger) else found


def _refuse_other_year(last: AnnualReport | None, year: int) -> None:
    """Refuse a report as last year's that is of another year."""
    if last is not None and last.year != year - 1:
        message = f"--last 应为 {year - 1} 年的年报，所给的是 {last.year} 年的"
        raise Refused(message)


def _placed(report: AnnualReport, ledger: Ledger) -> AnnualReport:
    """Give what could not be counted its cell in the ledger, beside what reading found."""
    counted = (each for each in report.reading if isinstance(each, Finding))
    found = (
        evolve(each, place=nearest(each.path.removeprefix("/applications"), ledger.places))
        for each in counted
    )
    return evolve(report, reading=(*ledger.reading, *found))


def _filled(path: Path, options: Namespace) -> AnnualReport:
    from zwgk.io.annual_file import read_annual  # noqa: PLC0415 - readers are loaded when needed

    return read_annual(path, year=options.year, body=options.body)


def _judged(report: AnnualReport, last: AnnualReport | None) -> Report:
    """Check the report, against last year's where it is given; only what concerns this year is told."""
    if last is None:
        return zwgk.validate(report)
    both = zwgk.validate([evolve(last, body=report.body), report]).findings
    second = (each for each in both if each.path.startswith(_SECOND))
    return Report(tuple(evolve(each, path=each.path.removeprefix(_SECOND)) for each in second))


def _write(report: AnnualReport, output: Path) -> None:
    with writing(output, what="年报 "):
        zwgk.write(report, output)


def _tell(report: AnnualReport, found: Report, options: Namespace) -> None:
    """Show the report and what is wrong with it."""
    if options.json:
        whole = {"annual_report": report.to_dict(), "report": found.to_dict()}
        plain = json.dumps(whole, ensure_ascii=False, indent=2)
        say(plain if takes_utf8(plain) else json.dumps(whole, indent=2))
        return
    say(f"年报已写入 {options.output}" if options.output else page(report))
    say(table(evolve(found, subject=heading(report))))
