"""What a clock costs, beside a bare loop over the same events (办理时钟的代价).

100,000 applications of eight events each, mixed kinds, from objects; figures without explanation. The bare loop calls
one empty function for every event. Both run in one process; the ratio is what counts.
"""

import random
import statistics
import time
from collections.abc import Iterator
from datetime import date, timedelta

from zwgk import china
from zwgk.clock import clock
from zwgk.model import Application, Delivery, Event, EventKind

SIZE, ROUNDS, BAR = 100_000, 5, 40
DRAWN = random.Random(20190515)
K = EventKind


def days(first: date, gaps: list[int]) -> Iterator[date]:
    """Walk on from a first day by gaps drawn between one and so many days."""
    day = first
    for gap in gaps:
        yield day
        day += timedelta(DRAWN.randint(1, gap))


def corrected(first: date) -> tuple[Event, ...]:
    """Corrected, two third parties and an agency, extended, answered late or in time."""
    day = [*days(first, [7, 10, 3, 2, 6, 12, 20, 1])]
    return (
        Event(K.RECEIVED, day[0]),
        Event(K.CORRECTION_ASKED, day[1], reply_by=day[1] + timedelta(15)),
        Event(K.CORRECTED, day[2]),
        Event(K.THIRD_PARTY_ASKED, day[3], party="甲公司", delivered=day[3] + timedelta(2)),
        Event(K.AGENCY_ASKED, day[4], party="乙局", delivered=day[4]),
        Event(K.THIRD_PARTY_REPLIED, day[5], party="甲公司", consent=True),
        Event(K.AGENCY_REPLIED, day[6], party="乙局", consent=True),
        Event(K.ANSWERED, day[7], outcome="予以公开", delivery=Delivery.MAIL, posted=day[7]),
    )


def charged(first: date) -> tuple[Event, ...]:
    """A fee noticed and paid, an explanation, a consultation, extended, answered."""
    day = [*days(first, [3, 3, 5, 10, 5, 5, 20, 9])]
    return (
        Event(K.RECEIVED, day[0]),
        Event(K.EXPLANATION_ASKED, day[1]),
        Event(K.EXPLAINED, day[2]),
        Event(K.FEE_NOTICED, day[3], delivered=day[3] + timedelta(1)),
        Event(K.FEE_PAID, day[4]),
        Event(K.EXTENDED, day[5], approved_by="负责人"),
        Event(K.THIRD_PARTY_ASKED, day[6], party="甲公司", delivered=day[6]),
        Event(K.ANSWERED, day[7], outcome="予以公开", delivery=Delivery.DIRECT, served=day[7]),
    )


def consulted(first: date) -> tuple[Event, ...]:
    """Three consultations one after another, extended."""
    day = [*days(first, [3, 5, 3, 5, 3, 5, 3, 5])]
    asked, replied = (
        (K.THIRD_PARTY_ASKED, K.AGENCY_ASKED),
        (K.THIRD_PARTY_REPLIED, K.AGENCY_REPLIED),
    )
    pairs = [
        event
        for n, party in enumerate(("甲公司", "乙局", "丙公司"))
        for event in (
            Event(asked[n % 2], day[2 * n + 1], party=party, delivered=day[2 * n + 1]),
            Event(replied[n % 2], day[2 * n + 2], party=party, consent=n != 1),
        )
    ]
    return (Event(K.RECEIVED, day[0]), *pairs, Event(K.EXTENDED, day[7], approved_by="负责人"))


def applications() -> list[Application]:
    """Draw applications of all three courses, received from 2021 to 2025."""
    courses = (corrected, charged, consulted)
    made = []
    for n in range(SIZE):
        first = date(2021, 1, 4) + timedelta(DRAWN.randint(0, 1750))
        made.append(Application(str(n), courses[n % 3](first)))
    return made


def nothing(event: Event) -> None:
    """Take an event and do nothing."""


def bare(records: list[Application]) -> float:
    """Time the loop that does nothing."""
    start = time.perf_counter()
    for record in records:
        for event in record.events:
            nothing(event)
    return time.perf_counter() - start


def clocks(records: list[Application]) -> float:
    """Time the clocks."""
    calendar = china()
    start = time.perf_counter()
    for record in records:
        clock(record, calendar=calendar)
    return time.perf_counter() - start


def main() -> None:
    records = applications()
    assert all(len(record.events) == 8 for record in records)
    taken = [(bare(records), clocks(records)) for _ in range(ROUNDS)]
    empty, full = (statistics.median(each) for each in zip(*taken, strict=True))
    ratio = statistics.median(b / a for a, b in taken)
    print(f"{SIZE:,} applications of 8 events, {ROUNDS} interleaved rounds, medians")
    print("| what | µs per application | of the bare loop |\n|---|---|---|")
    print(f"| bare loop, one empty call per event | {empty / SIZE * 1e6:.2f} | 1 |")
    print(f"| clock | {full / SIZE * 1e6:.2f} | {ratio:.1f} (bar {BAR}) |")
    print("states:", sorted({clock(record).state for record in records[:3000]}))


if __name__ == "__main__":
    main()
