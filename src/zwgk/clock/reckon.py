"""From the state of an application to its figures (期限计算): due, safe day, used, remaining, overdue.

Time in a consultation, from the day after asking to the reply or the end of the opinion period, is left out of
the count; overlapping consultations are merged. Source: 《政府信息公开条例》第三十三条第三款.
"""

from datetime import date
from typing import NamedTuple

from zwgk.clock.fold import LAPSED
from zwgk.clock.state import Fold, Spell
from zwgk.clock.tables import Bounds, Tables, bounds, exact, wide

__all__ = ["FIGURES", "Figures", "Pause", "due_bounds", "figures", "pause", "period_end", "silent_end"]

#: what a clock shows; plain tuples, because a hundred thousand are made at a time
FIGURES = (
    "state",
    "due",
    "strict_due",
    "certain",
    "earliest",
    "latest",
    "used",
    "remaining",
    "overdue_by",
    "version",
)
Day = date | None
Figures = tuple[str, Day, Day, bool, Day, Day, int, int | None, int, str | None]


class Pause(NamedTuple):
    """What consultations take out of a period (扣除的工作日).

    ``least`` is what is taken out already; ``whole`` supposes that who has not replied stays silent, and is unknown
    where the law sets no end to silence or its beginning is not recorded; ``strict`` gives the days of reply to the
    agency; ``late`` are those begun when the period was over.
    """

    least: int = 0
    whole: int | None = 0
    strict: int = 0
    suspended: bool = False
    pending: bool = False
    late: tuple[Spell, ...] = ()


_NO_PAUSE = Pause()


def figures(state: Fold) -> Figures:
    """Compute the figures of a state (计算), in the order of :data:`FIGURES`.

    The calendar's own tables answer at once; what they do not know is asked of the wider ones.
    """
    if state.start is None:
        return state.ended or "running", None, None, False, None, None, 0, None, 0, None
    try:
        return _figures(state, exact(state.calendar))
    except LookupError:
        return _figures(state, wide(state.calendar))


def _figures(state: Fold, tables: Tables) -> Figures:
    rules, start = state.rules, state.start
    assert rules is not None  # noqa: S101 - a period that began has its rules
    assert start is not None  # noqa: S101 - the same
    rank, days, edge = tables
    until = state.stood or state.ended_on or state.on
    begin, now = rank[start], rank[until]
    total = rules.length + state.extension_days
    least, whole, strict, suspended, pending, _ = (
        pause(state, tables, total, until) if state.spells else _NO_PAUSE
    )
    early, first = 0, 0 if state.fresh or days[begin] != start else 1
    if state.readings:
        total = _by_reading(state, tables, total)
        early = first if "count-first-day" in state.readings else 0
    used = max(0, now - begin - least)
    left = max(0, total - used)
    shown = state.ended or state.waiting or ("suspended" if suspended else "running")
    version = rules.version
    if state.stood is not None or state.ended is LAPSED:
        return shown, None, None, False, None, None, used, left, 0, version
    soonest = days[begin + total + least - early]
    if whole is None:
        return shown, None, None, False, soonest, None, used, left, 0, version
    end = begin + total + whole - early
    due, safe = days[end], days[begin + total + strict - first]
    over = now - end if now > end else 0
    if due <= edge and not pending:
        return shown, due, safe, True, due, due, used, left, over, version
    low, high, known = _bounds(state, soonest, due, end - begin, edge)
    return shown, due, safe, known and not pending, low, high, used, left, over, version


def _bounds(state: Fold, soonest: date, due: date, n: int, edge: date) -> tuple[Day, Day, bool]:
    """Widen the bounds of a due day by what coming notices may change."""
    if due <= edge:
        return soonest, due, True
    found = due_bounds(state, n)
    low = soonest
    if soonest > edge:
        low = min(soonest, found.earliest) if found.earliest else None
    return low, found.latest, found.certain


def due_bounds(state: Fold, n: int) -> Bounds:
    """Ask how far the notices settle a day *n* working days after the start (上下限)."""
    assert state.start is not None  # noqa: S101 - asked only of a period that began
    return bounds(state.calendar, state.start, n)


def period_end(state: Fold, start: date, length: int) -> date:
    """Find the last day of a period that began on *start*, consultations left out (期限末日).

    Used for what is judged by a day that the state has left behind, such as the original last day.
    """
    try:
        return _period_end(state, exact(state.calendar), start, length)
    except LookupError:
        return _period_end(state, wide(state.calendar), start, length)


def _period_end(state: Fold, tables: Tables, start: date, length: int) -> date:
    taken = pause(state, tables, length, state.ended_on or state.on, start)
    over = taken.least if taken.whole is None else taken.whole
    found: date = tables.days[tables.rank[start] + length + over]
    return found


def _by_reading(state: Fold, tables: Tables, total: int) -> int:
    """Count an extension from the day it was told, where that reading is taken."""
    if "extension-from-notice" not in state.readings or state.extension is None:
        return total
    day, _, event = state.extension
    told = event.notified or day
    length = total - state.extension_days
    passed: int = tables.rank[told] - tables.rank[state.start]
    passed -= pause(state, tables, length, told).least
    return max(length, passed + state.extension_days)


# ------------------------------------------------------------------ consultations


def silent_end(state: Fold, spell: Spell, tables: Tables) -> date | None:
    """Find the last day for an opinion: silence takes no more out of the count (意见期限届满之日).

    None where the law in force sets no end, the reading chosen takes none, or the day of delivery is unknown.
    """
    rules, delivered = state.rules, spell.event.delivered
    rule = rules and (rules.third_party if spell.third else rules.agency)
    actual = "third-party-actual" if spell.third else "agency-actual"
    if not rule or delivered is None or actual in state.readings:
        return None
    rank, days, _ = tables
    found: date = days[rank[delivered] + rule.value]
    return found if found > spell.asked else spell.asked


def _end(state: Fold, spell: Spell, tables: Tables) -> date | None:
    """Find the last day that a consultation takes out of the count; None while nobody can know it."""
    end = silent_end(state, spell, tables)
    stop = spell.replied or state.ended_on
    if stop is None or end is None:
        return stop or end
    return min(stop, end)


def pause(
    state: Fold, tables: Tables, total: int, until: date, start: date | None = None
) -> Pause:
    """Merge the consultations of a period and count what they take out of it (扣除)."""
    rank, days, _ = tables
    at = safe_at = begin = rank[start or state.start]
    now, on = rank[until], state.on
    least = whole = strict = 0
    unknown = suspended = pending = False
    covered, late = date.min, []
    for spell in state.spells:
        asked = spell.asked
        if asked > covered and asked > days[begin + total + whole]:
            late.append(spell)
            continue
        end = _end(state, spell, tables)
        if state.ended is None and spell.replied is None and (end is None or end >= on):
            pending, unknown = True, unknown or end is None
        end = max(on, asked) if end is None else end
        suspended = suspended or asked < on <= end
        low, high = rank[asked], rank[end]
        safe = high - 1 if high > low and days[high] == end else high
        least += max(0, min(high, now) - max(low, at))
        whole += max(0, high - max(low, at))
        strict += max(0, safe - max(low, safe_at))
        at, safe_at, covered = max(at, high), max(safe_at, safe), max(covered, end)
    return Pause(least, None if unknown else whole, strict, suspended, pending, tuple(late))
