"""Replay past years as unknown and print what provisional deadlines are worth (推定期限的回放), as Markdown.

``python benchmarks/provisional.py`` prints two tables: windows as shipped (fitted on 2008 to 2026) and windows learned
only from the years before the one replayed. ``--windows`` prints the windows for ``data/outlook.toml``.
"""

import argparse
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby
from statistics import mean
from typing import Any, NamedTuple

from zwgk import _data
from zwgk.workdays import WorkCalendar, china
from zwgk.workdays.calendar import build
from zwgk.workdays.days import is_weekend
from zwgk.workdays.notice import Span
from zwgk.workdays.outlook import Outlook
from zwgk.workdays.statute import feasts, substitutes

ONE = timedelta(1)
FIRST, LAST = 2014, 2026
SHOCKS = {2015: date(2015, 5, 13), 2020: date(2020, 1, 27)}  # notices nobody could foresee
OPEN = range(2008, 2025)  # years under law without an arrangement principle
COUNTS = (5, 10, 15, 20, 40, 60)


class Row(NamedTuple):
    """One replayed start."""

    year: int
    start: date
    outside: int
    width: int
    error: int
    shock: bool


def before(year: int) -> WorkCalendar:
    """The calendar without any notice for *year* or later."""
    plan = china()._plan
    return build(plan._replace(notices=tuple(each for each in plan.notices if each.year < year)))


def truth_without(year: int) -> WorkCalendar:
    """The truth without the emergency notice of *year*."""
    plan = china()._plan
    kept = (each for each in plan.notices if each.published != SHOCKS.get(year))
    return build(plan._replace(notices=tuple(kept)))


def replay(
    year: int, n: int, windows: Mapping[str, Any] | None, truth: WorkCalendar
) -> Iterator[Row]:
    """All starts from November before *year* whose due day lies in it at the latest."""
    known = Outlook(before(year), windows)
    calm = truth_without(year)
    day = date(year - 1, 11, 1)
    while truth.count(day, date(year, 12, 31)) >= n:
        due, guess = truth.add(day, n), known.add(day, n)
        outside = max((guess.earliest - due).days, (due - guess.latest).days, 0)
        width = (guess.latest - guess.earliest).days
        yield Row(year, day, outside, width, abs((due - guess.due).days), calm.add(day, n) != due)
        day += ONE


# -- windows ---------------------------------------------------------------------------------------------------


def deviations(year: int) -> Iterator[tuple[date, int]]:
    """Day by day: working days by the notices less working days by statute and substitutes."""
    truth, off = china(), set[date]()
    for each in (year - 1, year, year + 1):
        days = [day for feast in feasts(max(each, 2008)) for day in feast.days]
        off |= set(days) | substitutes(days)
    total, day = 0, date(year - 1, 12, 15)
    while day <= min(date(year, 12, 14), truth.last):
        calm = truth_without(year)
        total += calm.is_workday(day) - (not is_weekend(day) and day not in off)
        yield day, total
        day += ONE


def learn(years: range, margin: int = 0) -> dict[str, Any]:
    """Windows round each festival in which the counts differed in *years*."""
    found: dict[str, dict[str, list[int]]] = {}
    for year in years:
        starts = {feast.name: feast.days[0] for feast in feasts(year)}
        if -3 <= (starts.get("中秋节", date.min) - starts["国庆节"]).days <= 8:
            del starts["中秋节"]
        for sign, run in groupby(deviations(year), key=lambda pair: (pair[1] > 0) - (pair[1] < 0)):
            days = list(run)
            if sign:
                pivot = days[-1][0] if sign > 0 else days[0][0]
                name = min(starts, key=lambda each: abs(starts[each] + ONE - pivot))
                span = found.setdefault(name, {}).setdefault(
                    "more" if sign > 0 else "fewer", [99, -99, 0]
                )
                span[0] = min(span[0], (days[0][0] - starts[name]).days - margin)
                span[1] = max(span[1], (days[-1][0] - starts[name]).days + margin)
                span[2] = max(span[2], *(abs(value) for _, value in days))
    empty = {"more": [0, -1, 0], "fewer": [0, -1, 0]}
    names = [feast.name for feast in feasts(2016)]
    return {name: {**empty, **found.get(name, {})} for name in names}


def reach(years: range) -> dict[str, int]:
    """How far from its break a make-up day lay in *years*."""
    most = {"before": 0, "after": 0}
    for notice in china().notices:
        for day in notice.working if notice.year in years else ():
            owing = [span for span in notice.off if owes(span, notice.year)]
            near = min(owing, key=lambda span: min(abs(span.first - day), abs(span.last - day)))
            side = "before" if day < near.first else "after"
            most[side] = max(most[side], (near.first - day).days, (day - near.last).days)
    return most


def owes(span: Span, year: int) -> bool:
    """Whether a break takes more weekdays than the law gives."""
    given = [day for feast in feasts(year) for day in feast.days if span.first <= day <= span.last]
    return sum(not is_weekend(day) for day in span.days) > len(given)


# -- print -----------------------------------------------------------------------------------------------------


def table(title: str, learned: int | None) -> None:
    print(f"\n### {title}\n")
    print(
        "| n | starts | moved by 2015/2020 notices | outside (calm) | outside (moved), at most | exact | mean width | p95 | max | due right |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for late in (True, False):
        for n in COUNTS:
            print(line(n, late, learned))


def line(n: int, late: bool, learned: int | None) -> str:  # noqa: FBT001 - a private printer
    rows = [row for year in range(FIRST, LAST + 1) for row in rows_of(year, n, learned)]
    kept = [row for row in rows if row.start.year < row.year or not late]
    calm, moved = [row for row in kept if not row.shock], [row for row in kept if row.shock]
    widths = sorted(row.width for row in kept)
    out = sum(row.outside > 0 for row in calm)
    shocked = f"{sum(row.outside > 0 for row in moved)}, {max((row.outside for row in moved), default=0)} d"
    exact = sum(width == 0 for width in widths) / len(kept)
    right = sum(row.error == 0 for row in calm) / len(calm)
    label = f"{n} (Nov–Dec)" if late else f"{n} (all)"
    return (
        f"| {label} | {len(kept)} | {len(moved)} | {out}/{len(calm)} | {shocked} | {exact:.0%} | "
        f"{mean(widths):.2f} d | {widths[int(len(widths) * 0.95)]} | {widths[-1]} | {right:.0%} |"
    )


def rows_of(year: int, n: int, learned: int | None) -> list[Row]:
    windows = None
    if learned is not None:
        windows = {
            "windows": learn(range(2008, min(year, OPEN.stop)), learned),
            "makeup": {
                side: days + 7 * (learned > 0) for side, days in reach(range(2008, year)).items()
            },
        }
    return list(replay(year, n, windows, china()))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--windows", action="store_true")
    if parser.parse_args().windows:
        print("makeup", reach(range(2008, 2027)), "shipped", _data.load("outlook")["makeup"])
        for name, window in learn(OPEN).items():
            print(f'"{name}" =', window, "shipped", _data.load("outlook")["windows"][name])
        return
    table("windows as shipped", None)
    table("windows learned from earlier years only, no margin", 0)
    table(
        "windows learned from earlier years only, margin of 2 days (one more weekend for make-up days)",
        2,
    )


if __name__ == "__main__":
    main()
