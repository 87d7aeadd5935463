"""A report for a terminal (终端表格), grouped by severity and code, aligned by East Asian width."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from zwgk.render.grouping import by_code, collapsed
from zwgk.render.places import where
from zwgk.render.wording import LABELS, basis, fact, headline, line, shortened, title, unread
from zwgk.report import Finding, Report
from zwgk.terms import Severity

__all__ = ["columns", "table", "wrapped"]

_USUAL_WIDTH = 100
_LEAST_WIDTH = 40
_LONG = 400
_INDENT = "  "
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_TOKEN = re.compile(r"(?:[0-9A-Za-z_.:/-]{1,24}|.)[，。；：、！？）〕》”’】]{0,4}")


def columns(text: str) -> int:
    """Count the columns a text takes on a terminal (显示宽度).

    >>> columns("第20条")
    6
    """
    return len(text) if text.isascii() else sum(map(_column, text))


def _column(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def wrapped(text: str, width: int) -> Iterator[str]:
    """Break a text into lines of *width* columns, none led by closing punctuation (折行).

    >>> list(wrapped("公开时限为空，请补填。", 14))
    ['公开时限为空，', '请补填。']
    """
    current, used = "", 0
    for token in _TOKEN.findall(text):
        taken = columns(token)
        if current and used + taken > width:
            yield current.rstrip()
            current, used, token, taken = "", 0, token.lstrip(), columns(token.lstrip())  # noqa: PLW2901 - no line starts with a blank
        current, used = current + token, used + taken
    yield current.rstrip()


def table(
    report: Report, *, width: int | None = None, colour: bool = False, limit: int | None = None
) -> str:
    """Draw a report as an aligned table under a headline (终端报告).

    *limit* is how many findings of one code are shown; how many were left out is said.

    >>> print(table(Report(subject="目录.xlsx")))
    目录.xlsx：未发现问题
    """
    wide = max(width or _USUAL_WIDTH, _LEAST_WIDTH)
    prefix = _shared_prefix(report)
    sections = (_section(group, prefix, wide, limit, colour=colour) for group in by_code(report))
    return "\n".join([headline(report), *unread(report), *chain.from_iterable(sections)])


def _shared_prefix(report: Report) -> str:
    """Find the file name that all places start with, if the headline names it already."""
    prefix = f"{report.subject}!"
    shared = all(f"{each.place or report.subject}!".startswith(prefix) for each in report.findings)
    return line(prefix) if shared and report.subject else ""


def _section(
    group: Sequence[Finding], prefix: str, width: int, limit: int | None, *, colour: bool
) -> Iterator[str]:
    shown = collapsed(group)[:limit]
    left = len(group) - sum(number for _, number in shown)
    same = len({(each.hint, each.basis) for each in group}) == 1
    yield ""
    yield _heading(group, colour=colour)
    said = (_said(each, number, alone=not same) for each, number in shown)
    places = [where(each).removeprefix(prefix) for each, _ in shown]
    yield from _rows([*zip(places, said, strict=True)], width)
    if left:
        yield f"{_INDENT}…… 另有 {left} 处同类问题未列出"
    if same and (remedy := _remedy(group[0])):
        yield from _hanging(_INDENT, remedy, width)


def _heading(group: Sequence[Finding], *, colour: bool) -> str:
    first = group[0]
    label = LABELS[first.severity]
    painted = f"\x1b[1;{_COLOURS[first.severity]}m{label}\x1b[0m" if colour else label
    return f"{painted}  {title(first)}  [{line(first.code)}]  {len(group)} 处"


def _said(finding: Finding, number: int, *, alone: bool) -> str:
    said = shortened(fact(finding, number), _LONG)
    return f"{said} {_remedy(finding)}".rstrip() if alone else said


def _remedy(finding: Finding) -> str:
    hint = f"→ {line(finding.hint)}" if finding.hint else ""
    return f"{hint}（依据：{basis(finding)}）" if basis(finding) else hint


def _rows(rows: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """Align places and facts; a place too wide for its column has a line of its own."""
    most = width * 2 // 5
    aligned = max((columns(place) for place, _ in rows if columns(place) <= most), default=0)
    for place, said in rows:
        lead = _INDENT + place
        if columns(place) > most:
            yield lead
            lead = _INDENT
        yield from _hanging(lead + " " * (aligned + 2 * len(_INDENT) - columns(lead)), said, width)


def _hanging(lead: str, text: str, width: int) -> Iterable[str]:
    indent = columns(lead)
    first, *more = wrapped(text, width - indent)
    return [lead + first, *(" " * indent + each for each in more)]
