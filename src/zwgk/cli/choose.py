"""Which applications a command is about (选定申请): those of a file, one row of a ledger, or one by its number."""

import re
from argparse import Namespace
from collections.abc import Mapping, Sequence

import zwgk
from zwgk.cli.arguments import Parser, number
from zwgk.cli.console import Refused
from zwgk.cli.gather import reading
from zwgk.model import Application, Catalog, Ledger, MatterSheet

__all__ = ["applications", "arguments", "chosen", "whole"]

_ROW = re.compile(r"[A-Z]*([0-9]+)")


def arguments(parser: Parser) -> None:
    """Declare ``--row`` and ``--index`` (选定一件)."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--row", type=number, metavar="行号", help="台账中只取这一行的申请")
    which.add_argument("--index", type=number, metavar="序数", help="只取第几件申请，从 1 数起")


def applications(name: str) -> Sequence[Application]:
    """Read the applications of a ledger, or of one or several records (读取申请).

    Raises:
        Refused: the file cannot be read, or holds something else.
        ShapeError: a record has another shape.
    """
    with reading(name, shapes=False) as path:
        found = zwgk.read(path)
    if isinstance(found, Ledger):
        return found
    if isinstance(found, Catalog | MatterSheet) or not found or not isinstance(found[0], Mapping):
        message = f"{name}：应为申请（application 记录）或者依申请公开台账"
        raise Refused(message)
    return [Application.from_dict(each) for each in found]


def chosen(listed: Sequence[Application], options: Namespace) -> int | None:
    """Tell which application was asked for (所选申请); nothing where several are meant.

    Raises:
        Refused: there is no such row or number, or several sheets have such a row.
    """
    if options.index is not None:
        if not 0 < options.index <= len(listed):
            message = f"--index 应为 1 至 {len(listed)} 的整数"
            raise Refused(message)
        return int(options.index) - 1
    if options.row is not None:
        return _of_row(listed, options.row)
    return 0 if len(listed) == 1 and not isinstance(listed, Ledger) else None


def _of_row(listed: Sequence[Application], row: int) -> int:
    if not isinstance(listed, Ledger):
        message = "--row 只用于台账；几条记录用 --index 选定"
        raise Refused(message)
    rows: dict[int, set[int]] = {}
    for path, place in listed.places.items():
        head = path.split("/")[1:2]
        found = _ROW.match(place.rpartition("!")[2])
        if head and found:
            rows.setdefault(int(found[1]), set()).add(int(head[0]))
    numbers = sorted(rows.get(row, ()))
    if len(numbers) == 1:
        return numbers[0]
    known = f"第 {min(rows)} 至 {max(rows)} 行" if rows else "没有申请"
    fact = f"不止一张表有第 {row} 行" if numbers else f"台账第 {row} 行没有申请（{known}）"
    message = f"{fact}；也可以用 --index 选定"
    raise Refused(message)


def whole(application: Application) -> Application:
    """Give an application whose events could all be read (日期齐全).

    Raises:
        Refused: a day of it could not be read.
    """
    if not all(application.events):
        message = f"{application.id}：有日期未能识读，改正后再计算；用 zwgk check 查看是哪一格"
        raise Refused(message)
    return application
