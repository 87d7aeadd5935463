"""Working days beside their peers in one run (工作日计算与同类库并排比较), printed as Markdown.

All candidates answer the same questions on the same starts, interleaved round by round; what is printed are medians and
the median of the per-round ratios. numpy is made correct: week mask 1111111 and every day off as a holiday. Peers that
are not installed are left out. Ratios, never bare times, are what may be compared between machines.
"""

import argparse
import importlib
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

from zwgk import deadline, deadline_many
from zwgk.workdays import WorkCalendar, china
from zwgk.workdays.outlook import Outlook

ROUNDS = 9
CALENDAR = china()
RANDOM = Random(1)
DAYS = [day for day in CALENDAR.tables.rank if date(2004, 3, 1) < day < date(2026, 8, 1)]
STARTS = [date(day.year, day.month, day.day) for day in RANDOM.choices(DAYS, k=2000)]
OFF = [day for day in CALENDAR.tables.rank if not CALENDAR.is_workday(day)]


def optional(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


numpy, pandas, polars = optional("numpy"), optional("pandas"), optional("polars")
holidays, chinese, workalendar = (
    optional("holidays"),
    optional("chinese_calendar"),
    optional("workalendar.asia"),
)


def empty(_day: date, _n: int) -> int | None:
    """The floor: one Python call with two arguments."""
    return None


def naive(day: date, n: int) -> date:
    at = day.toordinal()
    while n:
        at += 1
        n -= CALENDAR.is_workday(date.fromordinal(at))
    return date.fromordinal(at)


def scalar() -> dict[str, tuple[Callable[[date, int], Any], int]]:
    """Candidates for one deadline, each with how many starts one round takes."""
    found: dict[str, tuple[Callable[[date, int], Any], int]] = {
        "zwgk `add`": (CALENDAR.add, 2000),
        "empty call": (empty, 2000),
        "naive day loop": (naive, 200),
    }
    if numpy:
        busy = numpy.busdaycalendar(
            weekmask="1111111", holidays=numpy.array(OFF, dtype="datetime64[D]")
        )
        found["numpy.busday_offset, made correct"] = (
            lambda day, n: numpy.busday_offset(day, n, roll="backward", busdaycal=busy),
            200,
        )
    if pandas:
        custom = {
            n: pandas.offsets.CustomBusinessDay(n, weekmask="1111111", holidays=OFF)
            for n in (1, 5, 20, 60)
        }
        stamps = {day: pandas.Timestamp(day) for day in STARTS}
        found["pandas CustomBusinessDay"] = (lambda day, n: stamps[day] + custom[n], 20)
    if holidays:
        table = holidays.country_holidays("CN", years=range(2004, 2027))
        found["holidays get_nth_working_day"] = (table.get_nth_working_day, 40)
    if chinese:
        found["chinese_calendar find_workday"] = (lambda day, n: chinese.find_workday(n, day), 4)
    if workalendar:
        other = workalendar.China()
        recent = [date(2019, 3, 1), date(2021, 6, 1), date(2023, 3, 1)]
        found["workalendar add_working_days"] = (
            lambda day, n: other.add_working_days(recent[day.day % 3], n),
            4,
        )
    return found


def measure(
    runs: dict[str, Callable[[], Any]], per: dict[str, int], rounds: int = ROUNDS
) -> dict[str, list[float]]:
    """Nanoseconds per answer, round by round, every candidate once unmeasured in each round."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            run()
            begin = time.perf_counter_ns()
            run()
            times[name].append((time.perf_counter_ns() - begin) / per[name])
    return times


def ratios(times: dict[str, list[float]], name: str, base: str) -> float:
    return statistics.median(
        one / other for one, other in zip(times[name], times[base], strict=True)
    )


def table(title: str, times: dict[str, list[float]], base: str, unit: str) -> None:
    print(f"\n### {title}\n\n| candidate | {unit} | ÷ {base} |\n|---|---|---|")
    for name in sorted(times, key=lambda each: statistics.median(times[each])):
        print(
            f"| {name} | {statistics.median(times[name]):,.1f} | {ratios(times, name, base):,.2f} |"
        )


def loop(ask: Callable[[date, int], Any], starts: list[date], n: int) -> Callable[[], None]:
    def run() -> None:
        for day in starts:
            ask(day, n)

    return run


def scalars(n: int) -> dict[str, list[float]]:
    runs = {name: loop(ask, STARTS[:size], n) for name, (ask, size) in scalar().items()}
    return measure(runs, {name: size for name, (_, size) in scalar().items()})


def by_count() -> None:
    """How the cost grows with n."""
    print(
        "\n### Cost against n (÷ an empty call)\n\n| n | zwgk `add` | naive day loop |\n|---|---|---|"
    )
    for n in (1, 5, 20, 60):
        found = scalars_of(("zwgk `add`", "empty call", "naive day loop"), n)
        row = [ratios(found, name, "empty call") for name in ("zwgk `add`", "naive day loop")]
        print(f"| {n} | {row[0]:.1f} | {row[1]:.1f} |")


def scalars_of(names: tuple[str, ...], n: int) -> dict[str, list[float]]:
    chosen = {name: scalar()[name] for name in names}
    return measure(
        {name: loop(ask, STARTS[:size], n) for name, (ask, size) in chosen.items()},
        {name: size for name, (_, size) in chosen.items()},
    )


def others() -> None:
    """The other questions, beside an empty call."""
    pairs = list(zip(STARTS, STARTS[1:] + STARTS[:1], strict=True))
    fresh = WorkCalendar(CALENDAR._plan)
    look = Outlook(CALENDAR)
    late = [date(2026, 12, day) for day in range(1, 32)] * 10
    rare = [(day, 21 + at % 400) for at, day in enumerate(STARTS) if day < date(2024, 1, 1)]
    runs: dict[str, Callable[[], Any]] = {
        "empty call": lambda: [empty(a, 0) for a, _ in pairs],
        "`count`": lambda: [CALENDAR.count(a, b) for a, b in pairs],
        "`is_workday`": lambda: [CALENDAR.is_workday(a) for a, _ in pairs],
        "`roll`": lambda: [CALENDAR.roll(a) for a, _ in pairs],
        "`describe`": lambda: [CALENDAR.describe(a) for a, _ in pairs],
        "`add`, n never asked before": lambda: [fresh.add(day, n) for day, n in rare],
        "`add`, provisional": lambda: [look.add(day, 20) for day in late],
    }
    sizes = dict.fromkeys(runs, len(pairs)) | {
        "`add`, provisional": len(late),
        "`add`, n never asked before": len(rare),
    }
    table("The other questions", measure(runs, sizes), "empty call", "ns")


def columns(rows: int) -> None:
    """Columns against numpy made correct, on a tenth of the rows because it is so slow."""
    generator = numpy.random.default_rng(1)
    days = generator.integers(12500, 20600, rows).astype("datetime64[D]")
    counts = generator.integers(1, 60, rows)
    out, tenth = numpy.empty_like(days), rows // 10
    busy = numpy.busdaycalendar(
        weekmask="1111111", holidays=numpy.array(OFF, dtype="datetime64[D]")
    )
    CALENDAR.add_many(days[:1], 20)
    fused, index = CALENDAR.kept["columns"].fused[20], days.view("int64")
    runs: dict[str, Callable[[], Any]] = {
        "np.take, clip, out (limit)": lambda: numpy.take(
            fused, index, mode="clip", out=out.view("int64")
        ),
        "np.take, raise, out": lambda: numpy.take(fused, index, out=out.view("int64")),
        "`add_many` into out, NaT outside": lambda: CALENDAR.add_many(days, 20, out, beyond="nat"),
        "`add_many` into out, raising": lambda: CALENDAR.add_many(days, 20, out),
        "`add_many` new array, raising": lambda: CALENDAR.add_many(days, 20),
        "`add_many` n per row": lambda: CALENDAR.add_many(days, counts),
        "`count_many`": lambda: CALENDAR.count_many(days, out),
        "numpy.busday_offset, correct": lambda: numpy.busday_offset(
            days[:tenth], 20, roll="backward", busdaycal=busy
        ),
    }
    sizes = dict.fromkeys(runs, rows) | {"numpy.busday_offset, correct": tenth}
    if polars:
        frame = polars.Series(days[:tenth])
        runs["polars add_business_days, correct"] = lambda: frame.dt.add_business_days(
            20, week_mask=(True,) * 7, holidays=OFF, roll="backward"
        )
        sizes["polars add_business_days, correct"] = tenth
    times = measure(runs, sizes, 7)
    print(
        f"\n### Columns of {rows:,} rows, n = 20\n\n| candidate | ns per row | ÷ np.take | numpy correct ÷ it |\n|---|---|---|---|"
    )
    for name, found in times.items():
        slower = ratios(times, "numpy.busday_offset, correct", name)
        print(
            f"| {name} | {statistics.median(found):.2f} | {ratios(times, name, 'np.take, clip, out (limit)'):.2f} | {slower:.1f} |"
        )


def deadlines(rows: int) -> None:
    """Statutory periods as a column, beside the single question row by row; starts lie on both sides of 2019-05-15."""
    generator = numpy.random.default_rng(1)
    days = generator.integers(14400, 20500, rows).astype("datetime64[D]")
    few, out = days[:2000].tolist(), numpy.empty_like(days)
    CALENDAR.add_many(days[:1], 20)
    fused = CALENDAR.kept["columns"].fused[20]

    def afresh() -> None:
        CALENDAR.kept.pop("deadlines", None)
        deadline_many("request.answer", days, out=out)

    runs: dict[str, Callable[[], Any]] = {
        "np.take, clip, out (limit)": lambda: numpy.take(
            fused, days.view("int64"), mode="clip", out=out.view("int64")
        ),
        "`deadline_many` into out": lambda: deadline_many("request.answer", days, out=out),
        "`deadline_many` new array": lambda: deadline_many("request.answer", days),
        "`deadline_many`, table made anew": afresh,
        "`deadline` row by row": lambda: [deadline("request.answer", day).due for day in few],
    }
    sizes = dict.fromkeys(runs, rows) | {"`deadline` row by row": len(few)}
    times = measure(runs, sizes, 7)
    print(
        f"\n### Statutory periods, {rows:,} rows (`request.answer`)\n\n"
        "| candidate | ns per row | ÷ np.take | row by row ÷ it |\n|---|---|---|---|"
    )
    for name, found in times.items():
        limit = ratios(times, name, "np.take, clip, out (limit)")
        slower = ratios(times, "`deadline` row by row", name)
        print(f"| {name} | {statistics.median(found):,.2f} | {limit:,.2f} | {slower:,.1f} |")


def fresh_process(code: str) -> Callable[[], Any]:
    command = [sys.executable, "-c", code]
    return lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own programs


def imports() -> None:
    """A fresh process: import alone, import with the first answer, and the command line as a whole."""
    calls = {
        "nothing": "pass",
        "chinese_calendar": "import chinese_calendar",
        "chinese_calendar, first find_workday": "import chinese_calendar as c, datetime as d; c.find_workday(20, d.date(2025, 3, 3))",
        "zwgk": "import zwgk",
        "zwgk.workdays": "import zwgk.workdays",
        "zwgk.workdays, first add": "from zwgk.workdays import china; import datetime as d; china().add(d.date(2025, 3, 3), 20)",
        "zwgk, first deadline": "import zwgk, datetime as d; zwgk.deadline('request.answer', d.date(2025, 3, 3)).due",
        "`zwgk due`, the whole process": "import sys; from zwgk.cli import main; sys.exit(main(['due', 'request.answer', '--from', '2025-03-03']))",
        "holidays": "import holidays",
        "numpy": "import numpy",
        "pandas": "import pandas",
    }
    runs = {name: fresh_process(code) for name, code in calls.items()}
    times = measure(runs, dict.fromkeys(runs, 1_000_000))
    own = {
        name: [one - other for one, other in zip(found, times["nothing"], strict=True)]
        for name, found in times.items()
        if name != "nothing"
    }
    table(
        "Import and first deadline (fresh process, interpreter start taken off)",
        own,
        "chinese_calendar",
        "ms",
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, nargs="*", default=[2_000_000, 10_000_000])
    rows = parser.parse_args().rows
    times = scalars(20)
    table("One deadline, n = 20", times, "zwgk `add`", "ns")
    print(f"\n`add` costs {ratios(times, 'zwgk `add`', 'empty call'):.1f} empty calls.")
    by_count()
    others()
    for size in rows if numpy else ():
        columns(size)
    if numpy and rows:
        deadlines(rows[0])
    imports()


if __name__ == "__main__":
    main()
