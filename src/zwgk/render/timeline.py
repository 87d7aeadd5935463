"""The course of one application as a picture (办理时间轴): events on an axis of days, spells that do not count, the last day.

Events are numbered on the axis and told below it, so that none hides another; spells are hatched as well as coloured,
so that a black-and-white print reads as well.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from attrs import frozen

from zwgk import _data

__all__ = ["Course", "timeline"]

_WIDE, _EDGE, _AXIS, _LINE = 760, 40, 96, 20
_DOT, _STEP = 9, 20
_MONTHS_SHOWN = 24


@frozen
class Course:
    """What a timeline shows (所绘过程): events, spells that do not count, the last day, the day it is seen from."""

    title: str
    events: tuple[tuple[date, str], ...]
    on: date
    due: date | None = None
    spells: tuple[tuple[date, date], ...] = ()
    certain: bool = True


def timeline(course: Course) -> str:
    """Draw the course of an application as one SVG image (时间轴图).

    >>> course = Course("2026-3", ((date(2026, 3, 2), "收到申请"),), date(2026, 3, 9), date(2026, 3, 30))
    >>> timeline(course).startswith("<svg")
    True
    """
    events = sorted(course.events, key=_first)
    days = [*map(_first, events), course.on, *([course.due] if course.due else [])]
    scale = _Scale(min(days), max(days))
    lift = _lift(events, scale)
    axis = _AXIS + max(lift, default=0) * _STEP
    told = [f"{n}. {day} {what}" for n, (day, what) in enumerate(events, 1)]
    told += [f"◆ {course.due} 应答复日{'' if course.certain else '（推定）'}"] if course.due else []
    told += [f"│ {course.on} 观察之日"]
    told += ["斜线：不计入期限的时间"] if course.spells else []
    tall = axis + 50 + _LINE * len(told) + 10
    body = [*_spells(course, scale, axis), *_months(scale, axis)]
    body += [*_dots(events, lift, scale, axis), *_ends(course, scale, axis)]
    body += [
        f'<text class="legend" x="{_EDGE}" y="{axis + 50 + _LINE * n}">{escape(_clean(text))}</text>'
        for n, text in enumerate(told)
    ]
    return "\n".join([*_opening(course, axis, tall), *body, "</svg>"])


def _first(event: tuple[date, str]) -> date:
    return event[0]


def _clean(text: str) -> str:
    """Leave out what XML cannot hold."""
    return "".join(sign for sign in text if sign.isprintable())


@frozen
class _Scale:
    """From days to places on the axis (比例)."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """Give the place of a day (位置)."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(_EDGE + min(max(share, 0), 1) * (_WIDE - 2 * _EDGE), 1)


def _lift(events: Sequence[tuple[date, str]], scale: _Scale) -> list[int]:
    """Tell how many dots stand under each, where dots would touch."""
    taken: Counter[int] = Counter()
    found = []
    for day, _ in events:
        slot = int(scale.x(day) // (2 * _DOT + 2))
        found.append(max(taken[slot], taken[slot - 1]))
        taken[slot] = found[-1] + 1
    return found


def _opening(course: Course, axis: int, tall: int) -> Iterator[str]:
    title = escape(_clean(course.title))
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {tall}" width="{_WIDE}" '
        f'height="{tall}" role="img" aria-label="{title}">'
    )
    yield f"<title>{title}</title><style>{_data.load('report_style')['timeline']}</style>"
    yield (
        '<defs><pattern id="hatch" width="6" height="6" patternTransform="rotate(45)" '
        'patternUnits="userSpaceOnUse"><line x1="0" y1="0" x2="0" y2="6" class="stripe"/></pattern></defs>'
    )
    yield f'<rect class="paper" width="{_WIDE}" height="{tall}"/>'
    yield f'<text class="title" x="{_EDGE}" y="30">{title}</text>'
    yield f'<line class="axis" x1="{_EDGE}" x2="{_WIDE - _EDGE}" y1="{axis}" y2="{axis}"/>'


def _spells(course: Course, scale: _Scale, axis: int) -> Iterator[str]:
    for begin, end in course.spells:
        left, right = scale.x(begin), scale.x(end)
        yield f'<rect class="spell" x="{left}" y="{axis - 8}" width="{max(right - left, 1):.1f}" height="16"/>'


def _months(scale: _Scale, axis: int) -> Iterator[str]:
    """Mark the first of each month, or of some where there are many."""
    begin, end = (day.year * 12 + day.month - 1 for day in (scale.first, scale.last))
    for number in range(begin + 1, end + 1, 1 + (end - begin) // _MONTHS_SHOWN * 3):
        at = scale.x(date(number // 12, number % 12 + 1, 1))
        yield f'<line class="tick" x1="{at}" x2="{at}" y1="{axis}" y2="{axis + 8}"/>'
        label = f"{number // 12}年1月" if number % 12 == 0 else f"{number % 12 + 1}月"
        yield f'<text class="month" x="{at}" y="{axis + 22}">{label}</text>'


def _dots(
    events: Sequence[tuple[date, str]], lift: Sequence[int], scale: _Scale, axis: int
) -> Iterator[str]:
    for number, ((day, _), up) in enumerate(zip(events, lift, strict=True), 1):
        at, level = scale.x(day), axis - 24 - up * _STEP
        yield f'<line class="stem" x1="{at}" x2="{at}" y1="{level}" y2="{axis}"/>'
        yield f'<circle class="dot" cx="{at}" cy="{level}" r="{_DOT}"/>'
        yield f'<text class="number" x="{at}" y="{level + 4}">{number}</text>'


def _ends(course: Course, scale: _Scale, axis: int) -> Iterator[str]:
    seen = scale.x(course.on)
    yield f'<line class="seen" x1="{seen}" x2="{seen}" y1="{axis - 14}" y2="{axis + 14}"/>'
    if course.due:
        at = scale.x(course.due)
        kind = "due" if course.on <= course.due else "late"
        yield f'<path class="{kind}" d="M{at} {axis - 9} l9 9 l-9 9 l-9 -9 z"/>'
