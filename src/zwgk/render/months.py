"""Months as pictures (日历图): a deadline's days in SVG, a year for the terminal.

Days off and make-up days are told apart by colour and by a sign, so that a black-and-white print reads as well.
"""

from calendar import Calendar
from collections.abc import Iterable, Iterator
from datetime import date
from html import escape

from attrs import frozen

from zwgk import _data
from zwgk.workdays import WorkCalendar

__all__ = ["Span", "months", "picture", "year"]

_WEEK = "一二三四五六日"
_CELL, _HEAD, _GAP, _ACROSS = 34, 46, 22, 3
_SIGN = 11  # width of one sign of the legend
_NARROWEST = 470
_MOST = 12  # months drawn in full; of a longer span only the first and last are


@frozen
class Span:
    """What a picture shows (所绘期间): the start, the last day, and the safe day where it differs."""

    title: str
    start: date
    due: date
    strict: date
    #: whether working days are numbered
    counted: bool = True


def months(first: date, last: date) -> list[tuple[int, int]]:
    """List the months from one day to another (月份).

    >>> months(date(2025, 12, 31), date(2026, 1, 5))
    [(2025, 12), (2026, 1)]
    """
    begin, end = (day.year * 12 + day.month - 1 for day in (first, last))
    return [(number // 12, number % 12 + 1) for number in range(begin, end + 1)]


# ------------------------------------------------------------------ SVG


def picture(span: Span, calendar: WorkCalendar) -> str:
    """Draw the months of a deadline as one SVG image (期限图).

    >>> from zwgk.workdays import china
    >>> span = Span("答复申请", date(2026, 2, 13), date(2026, 3, 19), date(2026, 3, 18))
    >>> picture(span, china()).startswith("<svg")
    True
    """
    shown = months(span.start, span.due)
    cut = len(shown) > _MOST
    drawn = [shown[0], shown[-1]] if cut else shown
    numbers = {} if cut or not span.counted else _numbers(span, calendar)
    across = min(len(drawn), _ACROSS)
    wide = max(_NARROWEST, across * 7 * _CELL + (across - 1) * _GAP + 2 * _GAP)
    rows = -(-len(drawn) // across)
    legend = _wrapped(_legend(span), (wide - 2 * _GAP) // _SIGN)
    low = _GAP + 30 + rows * (_HEAD + 6 * _CELL + _GAP)
    tall = low + 18 * len(legend) + 6
    body = [_month(*each, at, across, span, calendar, numbers) for at, each in enumerate(drawn)]
    body += [
        f'<text class="legend" x="{_GAP}" y="{low + 18 * n}">{text}</text>'
        for n, text in enumerate(legend)
    ]
    return "\n".join([*_opening(span, wide, tall), *body, "</svg>"])


def _opening(span: Span, wide: int, tall: int) -> Iterator[str]:
    title = f"{span.title}：{span.start} 起，{span.due} 届满"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {tall}" width="{wide}" height="{tall}" '
        f'role="img" aria-label="{escape(title)}">'
    )
    yield f"<title>{escape(title)}</title><style>{_style()}</style>"
    yield f'<rect class="paper" width="{wide}" height="{tall}"/>'
    yield f'<text class="title" x="{_GAP}" y="{_GAP + 12}">{escape(title)}</text>'


def _style() -> str:
    style: str = _data.load("report_style")["calendar"]
    return style


def _numbers(span: Span, calendar: WorkCalendar) -> dict[date, int]:
    """Number the working days after the start, up to the last notice."""
    ordinals = range(span.start.toordinal() + 1, min(span.due, calendar.last).toordinal() + 1)
    working = (day for day in map(date.fromordinal, ordinals) if calendar.is_workday(day))
    return {day: number for number, day in enumerate(working, 1)}


def _month(
    year: int,
    month: int,
    at: int,
    across: int,
    span: Span,
    calendar: WorkCalendar,
    numbers: dict[date, int],
) -> str:
    left = _GAP + (at % across) * (7 * _CELL + _GAP)
    top = _GAP + 30 + (at // across) * (_HEAD + 6 * _CELL + _GAP)
    parts = [f'<text class="month" x="{left}" y="{top + 14}">{year}年{month}月</text>']
    parts += [
        f'<text class="week" x="{left + n * _CELL + _CELL / 2}" y="{top + 36}">{name}</text>'
        for n, name in enumerate(_WEEK)
    ]
    for line, week in enumerate(Calendar().monthdatescalendar(year, month)):
        for column, day in enumerate(week):
            if day.month == month:
                x, y = left + column * _CELL, top + _HEAD + line * _CELL
                parts.append(_day(day, x, y, span, calendar, numbers.get(day)))
    return "".join(parts)


def _day(day: date, x: int, y: int, span: Span, calendar: WorkCalendar, number: int | None) -> str:
    kind, sign = _kind(day, calendar)
    side = _CELL - 2
    parts = [
        f'<rect class="{kind}" x="{x + 1}" y="{y + 1}" width="{side}" height="{side}" rx="3"/>'
    ]
    for mark, marked in (("due", span.due), ("strict", span.strict), ("start", span.start)):
        if day == marked:
            parts.append(
                f'<rect class="{mark}" x="{x + 2}" y="{y + 2}" width="{side - 2}" height="{side - 2}" rx="3"/>'
            )
            break
    dark = " on-due" if day == span.due else ""
    parts.append(f'<text class="day{dark}" x="{x + 5}" y="{y + 15}">{day.day}</text>')
    parts.append(
        f'<text class="sign{dark}" x="{x + _CELL - 4}" y="{y + 13}">{sign}</text>' if sign else ""
    )
    parts.append(
        f'<text class="number{dark}" x="{x + _CELL - 4}" y="{y + _CELL - 5}">{number}</text>'
        if number
        else ""
    )
    return "".join(parts)


def _kind(day: date, calendar: WorkCalendar) -> tuple[str, str]:
    if not calendar.first <= day <= calendar.last:
        return "unknown", ""
    working, weekend = calendar.is_workday(day), day.weekday() > 4  # noqa: PLR2004 - Friday
    if working:
        return ("makeup", "班") if weekend else ("work", "")
    return "off", "" if weekend and calendar.describe(day).festival is None else "休"


def _legend(span: Span) -> list[str]:
    said = ["蓝框：起算之日（不计）", "深色：届满之日", "休：放假", "班：调休上班"]
    said += ["右下数字：第几个工作日"] if span.counted else []
    return said + (["虚框：稳妥之日"] if span.strict != span.due else [])


def _wrapped(words: list[str], wide: int) -> list[str]:
    """Fill lines of at most so many signs."""
    lines = [""]
    for word in words:
        longer = f"{lines[-1]}　{word}" if lines[-1] else word
        lines[-1:] = [longer] if len(longer) <= wide else [lines[-1], word]
    return lines


# ------------------------------------------------------------------ terminal


def year(number: int, calendar: WorkCalendar) -> str:
    """Print the working days of a year (年历).

    >>> from zwgk.workdays import china
    >>> year(2026, china()).splitlines()[0]
    '2026年　工作日248天'
    """
    days = [
        date.fromordinal(n)
        for n in range(date(number, 1, 1).toordinal(), date(number + 1, 1, 1).toordinal())
    ]
    lines = [f"{number}年　工作日{sum(map(calendar.is_workday, days))}天", ""]
    for first in range(1, 13, _ACROSS):
        blocks = [_block(number, month, calendar) for month in range(first, first + _ACROSS)]
        lines += ["  ".join(row) for row in zip(*blocks, strict=True)]
    return "\n".join([*lines, "休：放假　班：调休上班　·：周末", *_said(days, calendar)])


def _block(number: int, month: int, calendar: WorkCalendar) -> list[str]:
    """One month, eight lines of 28 columns."""
    weeks = Calendar().monthdatescalendar(number, month)
    rows = ["".join(_cell(day, month, calendar) for day in week) for week in weeks]
    name = f"{month}月"
    head = name + " " * (28 - len(name) - 1)
    return [
        head,
        " ".join(f"{each} " for each in _WEEK)[:20] + " ",
        *rows,
        *[" " * 28] * (6 - len(rows)),
    ]


def _cell(day: date, month: int, calendar: WorkCalendar) -> str:
    if day.month != month:
        return " " * 4
    kind, sign = _kind(day, calendar)
    mark = sign or ("· " if kind == "off" else "  ")
    return f"{day.day:2d}{mark}"


def _said(days: Iterable[date], calendar: WorkCalendar) -> Iterator[str]:
    """List the days that are not as the week would have them."""
    for day in days:
        told = calendar.describe(day)
        if told.festival:
            yield str(told)
