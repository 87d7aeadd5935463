"""What a deadline costs beside the bare working-day addition, and what its explanation adds (期限与说明的代价).

All calls run in one process, interleaved round by round; the ratios are what counts.
"""

import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta

from zwgk.deadline import deadline
from zwgk.workdays import china

ROUNDS = 9
STARTS = [date(2024, 1, 1) + timedelta(n) for n in range(300)]
WORK = china()


def seconds(call: Callable[[date], object]) -> float:
    """Time one round over all starts, per call."""
    start = time.perf_counter()
    for day in STARTS:
        call(day)
    return (time.perf_counter() - start) / len(STARTS)


def main() -> None:
    candidates: dict[str, Callable[[date], object]] = {
        "deadline, explanation not asked for": lambda day: deadline("request.answer", day),
        "deadline and its day alone": lambda day: deadline("request.answer", day).due,
        "deadline and its steps": lambda day: deadline("request.answer", day).steps,
        "deadline and its text": lambda day: deadline("request.answer", day).explain(),
        "deadline and its text, day by day": lambda day: deadline("request.answer", day).explain(
            daily=True
        ),
        "calendar.add alone": lambda day: WORK.add(day, 20),
    }
    taken: dict[str, list[float]] = {name: [] for name in candidates}
    for _ in range(ROUNDS):
        for name, call in candidates.items():
            taken[name].append(seconds(call))
    base = statistics.median(taken["deadline and its day alone"])
    print("| what | µs | of a plain deadline |\n|---|---|---|")
    for name, values in taken.items():
        median = statistics.median(values)
        print(f"| {name} | {median * 1e6:.2f} | {median / base:.2f} |")


if __name__ == "__main__":
    main()
