"""What a mark costs beside reading its 17 facts from their dict (公开属性判定的代价).

All run in one process, interleaved round by round; the ratio is what counts. "Distinct" facts never repeat within a
round and the memo is emptied before it: nothing is remembered from an earlier mark.
"""

import random
import statistics
import time
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import zwgk
from zwgk.marking import deciding, interview
from zwgk.marking.table import KEYS

ROUNDS = 15
MANY = 2000
DAY = date(2024, 6, 3)
Facts = dict[str, Any]


def drawn(draw: random.Random, unknown: float) -> Facts:
    """Draw the 17 facts: each unknown with that probability, else true or false."""
    return {key: None if draw.random() < unknown else draw.random() < 0.5 for key in KEYS}


def looked_up(facts: Facts) -> object:
    """Look the 17 facts up, one by one, and no more."""
    for key in KEYS:
        facts[key]
    return None


def marked(facts: Facts) -> object:
    return zwgk.mark(facts, on=DAY)


def told(facts: Facts) -> object:
    return zwgk.mark(facts, on=DAY).to_dict()


def asked(facts: Facts) -> object:
    return interview(facts, on=DAY)


def seconds(call: Callable[[Facts], object], all_facts: Iterable[Facts]) -> float:
    """Time one round, per call, with an empty memo."""
    deciding._marked.cache_clear()
    listed = list(all_facts)
    start = time.perf_counter()
    for facts in listed:
        call(facts)
    return (time.perf_counter() - start) / len(listed)


def main() -> None:
    draw = random.Random(711)
    known = {str(facts): facts for facts in (drawn(draw, 0.0) for _ in range(MANY))}
    partly = {str(facts): facts for facts in (drawn(draw, 0.2) for _ in range(MANY))}
    one, other = next(iter(known.values())), next(iter(partly.values()))
    candidates: dict[str, tuple[Callable[[Facts], object], list[Facts]]] = {
        "17 dict look-ups": (looked_up, [*known.values()]),
        "mark, all facts known, the same facts again": (marked, [one] * MANY),
        "mark, all facts known, distinct": (marked, [*known.values()]),
        "mark, 20 % unknown, the same facts again": (marked, [other] * MANY),
        "mark, 20 % unknown, distinct": (marked, [*partly.values()]),
        "mark and to_dict, all known, distinct": (told, [*known.values()]),
        "next question, 20 % unknown, distinct": (asked, [*partly.values()][:200]),
    }
    taken: dict[str, list[float]] = {name: [] for name in candidates}
    for _ in range(ROUNDS):
        for name, (call, facts) in candidates.items():
            taken[name].append(seconds(call, facts))
    first = statistics.median(taken["17 dict look-ups"])
    print(f"{ROUNDS} interleaved rounds, medians")
    print("| what | µs | of 17 look-ups |\n|---|---|---|")
    for name, values in taken.items():
        median = statistics.median(values)
        print(f"| {name} | {median * 1e6:.2f} | {median / first:.1f} |")


if __name__ == "__main__":
    main()
