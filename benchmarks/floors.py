"""Hold half of each published ratio as a floor (性能下限); a run of its own, not a timed test.

Ends with 1 if a ratio stays below its floor in three tries. Figures are ratios within one run.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import jsonschema
import numpy as np
from bench_merge import made, renamed

import zwgk
from zwgk.adjust.merging import merge
from zwgk.model import Catalog
from zwgk.workdays import china

ROUNDS = 7
CALENDAR = china()
DAYS = [date(2023, 1, 1) + timedelta(n) for n in range(600)]
ROOT = Path(__file__).parents[1]
OFF = [
    day
    for day in map(
        date.fromordinal, range(date(2020, 1, 1).toordinal(), date(2026, 12, 31).toordinal())
    )
    if not CALENDAR.is_workday(day)
]


def empty(_day: date, _n: int) -> None:
    """Do nothing: what a call costs by itself."""


def over(call: Callable[[date, int], object], days: list[date]) -> Callable[[], float]:
    def run() -> float:
        start = time.perf_counter()
        for day in days:
            call(day, 20)
        return (time.perf_counter() - start) / len(days)

    return run


def once(call: Callable[[], object]) -> Callable[[], float]:
    def run() -> float:
        start = time.perf_counter()
        call()
        return time.perf_counter() - start

    return run


def median_ratio(slow: Callable[[], float], fast: Callable[[], float]) -> float:
    return statistics.median(slow() / fast() for _ in range(ROUNDS))


def measured() -> Iterator[tuple[str, float, float]]:
    """Give name, ratio (the bigger the better) and floor."""
    busy = np.busdaycalendar(weekmask="1111111", holidays=OFF)
    column = np.random.default_rng(1).integers(19000, 20000, 500_000).astype("datetime64[D]")
    add = over(CALENDAR.add, DAYS)
    find = over(lambda day, n: chinese_calendar.find_workday(n, day), DAYS[:40])
    scalar = over(lambda day, n: np.busday_offset(day, n, roll="backward", busdaycal=busy), DAYS)
    yield "empty call : add", median_ratio(over(empty, DAYS), add), 1 / 10
    yield "find_workday(20) : add", median_ratio(find, add), 1750
    yield "numpy scalar : add", median_ratio(scalar, add), 6
    fast = once(lambda: CALENDAR.add_many(column, 20))
    slow = once(lambda: np.busday_offset(column, 20, roll="backward", busdaycal=busy))
    yield "numpy column : add_many", median_ratio(slow, fast), 50
    starts = column[column < np.datetime64("2024-10-01")]
    many = once(lambda: zwgk.deadline_many("request.answer", starts))
    single = over(lambda day, _: zwgk.deadline("request.answer", day), DAYS)
    yield "deadline : deadline_many", median_ratio(lambda: single() * starts.size, many), 500
    schema = json.loads((ROOT / "schemas/catalog-item.schema.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    item = zwgk.read(ROOT / "examples/anquan-shengchan.xlsx").items[3].to_dict()
    judge = once(lambda: [zwgk.validate(item, on=date(2026, 9, 1)) for _ in range(50)])
    theirs = once(lambda: [list(validator.iter_errors(item)) for _ in range(50)])
    yield "jsonschema : validate", median_ratio(theirs, judge), 5
    base = made(1_000)
    plain, one, other = base.to_dict(), renamed(base, 1), renamed(base, 2)
    taken = once(lambda: Catalog.from_dict(plain))
    yield (
        "from_dict : merge, all renamed",
        median_ratio(taken, once(lambda: merge(base, one, other))),
        1 / 200,
    )


def main() -> int:
    for attempt in range(3):
        low = 0
        for name, ratio, floor in measured():
            low += ratio < floor
            print(f"{name:<28}{ratio:>10.2f}  floor {floor:g}{'  LOW' if ratio < floor else ''}")
        if not low:
            return 0
        print(f"try {attempt + 1}: {low} below their floors")
    return 1


if __name__ == "__main__":
    sys.exit(main())
