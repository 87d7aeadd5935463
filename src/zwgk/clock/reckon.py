"""From the state of an application to its figures (期限计算): due, safe day, used, remaining, overdue.

Time in a consultation, from the day after asking to the reply or the end of the opinion period, is left out of
the count; overlapping consultations are merged. Source: 《政府信息公开条例》第三十三条第三款.
"""

# ruff: noqa: FURB136 - the inner loop runs a hundred thousand times; a comparison costs a third of a call

from collections.abc import Iterator
from datetime import date

from zwgk.clock.state import LAPSED, Day, Figures, Fold, Spell
from zwgk.clock.tables import Bounds, Tables, bounds, wide

__all__ = ["Pause", "due_bounds", "figures", "late_spells", "pause", "period_end", "silent_end"]

#: what consultations take out of a period: already; in all, if who has not replied stays silent (None where nobody
#: knows); in all, the days of reply left to the agency; whether the day lies inside; whether a reply is still awaited
Pause = tuple[int, int | None, int, bool, bool]
_NO_PAUSE: Pause = (0, 0, 0, False, False)


def figures(state: Fold) -> Figures:
    """Compute the figures of a state (计算).

    The calendar's own tables answer at once; what they do not know is asked of the wider ones.
    """
    if state.start is None:
        return state.ended or "running", None, None, False, None, None, 0, None, 0, None
    try:
        return _figures(state, state.setting.tables)
    except LookupError:
        return _figures(state, wide(state.calendar))


def _figures(state: Fold, tables: Tables) -> Figures:
    rules, start, stood = state.rules, state.start, state.stood
    rank, days, edge = tables
    until = stood or state.ended_on or state.on
    begin, now = rank[start], rank[until]
    total = rules.length + state.extension_days
    least, whole, strict, suspended, pending = (
        pause(state, tables, total, until) if state.spells else _NO_PAUSE
    )
    early, first = 0, 0 if state.fresh or days[begin] != start else 1
    if state.readings:
        total = _by_reading(state, tables, total)
        early = first if "count-first-day" in state.readings else 0
    used = now - begin - least if now - begin > least else 0
    left = total - used if total > used else 0
    shown = state.ended or state.waiting or ("suspended" if suspended else "running")
    version = rules.version
    if stood is not None or state.ended is LAPSED:
        return shown, None, None, False, None, None, used, left, 0, version
    if whole is None:
        soonest = days[begin + total + least - early]
        return shown, None, None, False, soonest, None, used, left, 0, version
    end = begin + total + whole - early
    due, safe = days[end], days[begin + total + strict - first]
    over = now - end if now > end else 0
    if not pending and due <= edge:
        return shown, due, safe, True, due, due, used, left, over, version
    soonest = days[begin + total + least - early]
    low, high, known = _bounds(state, soonest, due, end - begin, edge)
    return shown, due, safe, known and not pending, low, high, used, left, over, version


def _bounds(state: Fold, soonest: date, due: date, n: int, edge: date) -> tuple[Day, Day, bool]:
    """Widen the bounds of a due day by what coming notices may change."""
    if due <= edge:
        return soonest, due, True
    found = due_bounds(state, n)
    low: Day = soonest
    if soonest > edge:
        low = min(soonest, found.earliest) if found.earliest else None
    return low, found.latest, found.certain


def due_bounds(state: Fold, n: int) -> Bounds:
    """Ask how far the notices settle a day *n* working days after the start (上下限)."""
    assert state.start is not None  # noqa: S101 - asked only of a period that began
    return bounds(state.calendar, state.start, n)


def period_end(state: Fold, start: date, length: int) -> date:
    """Find the last day of a period that began on *start*, consultations left out (期限末日).

    Used for what is judged by a day that the state has left behind, such as the original last day. While nobody
    knows when a consultation ends, the period has no last day yet.
    """
    try:
        return _period_end(state, state.setting.tables, start, length)
    except LookupError:
        return _period_end(state, wide(state.calendar), start, length)


def _period_end(state: Fold, tables: Tables, start: date, length: int) -> date:
    taken = pause(state, tables, length, state.ended_on or state.on, start)
    if taken[1] is None:
        return date.max
    found: date = tables.days[tables.rank[start] + length + taken[1]]
    return found


def _by_reading(state: Fold, tables: Tables, total: int) -> int:
    """Count an extension from the day it was told, where that reading is taken."""
    if "extension-from-notice" not in state.readings or state.extension is None:
        return total
    day, _, event = state.extension
    told = event.notified or day
    length = total - state.extension_days
    passed: int = tables.rank[told] - tables.rank[state.start]
    passed -= pause(state, tables, length, told)[0]
    return max(length, passed + state.extension_days)


# ------------------------------------------------------------------ consultations


def silent_end(spell: Spell, tables: Tables) -> date | None:
    """Find the last day for an opinion: silence takes no more out of the count (意见期限届满之日).

    None where the law in force sets no end, the reading chosen takes none, or the day of delivery is unknown.
    """
    delivered, limit = spell.event.delivered, spell.limit
    if limit is None or delivered is None:
        return None
    found: date = tables[1][tables[0][delivered] + limit]
    return found if found > spell.asked else spell.asked


def pause(state: Fold, tables: Tables, total: int, until: date, start: date | None = None) -> Pause:
    """Merge the consultations of a period and count what they take out of it (扣除).

    One begun when the period was over takes nothing.
    """
    rank, days, _ = tables
    at = safe_at = begin = rank[start or state.start]
    now, on, ended = rank[until], state.on, state.ended_on
    read = state.readings
    last = begin + (_pausable(state, total) if read else total)
    least = whole = strict = 0
    unknown = suspended = pending = False
    covered = date.min
    for spell in _deducted(state) if read else state.spells:
        asked = spell.asked
        low = rank[asked]
        if low >= last + whole and asked > covered and asked > days[last + whole]:
            continue
        end = spell.replied or ended
        if end is None:
            end = silent_end(spell, tables)
            pending, unknown = pending or end is None or end > on, unknown or end is None
            end = end or (on if on > asked else asked)
        elif rank[end] - low >= spell.sure:
            end = min(end, silent_end(spell, tables) or end)
        high = rank[end]
        safe = high - 1 if high > low and days[high] == end else high
        suspended = suspended or (on <= end and asked < on)
        if read:
            low, high = _as_read(read, spell, (low, high, safe), begin, at_work=days[low] == asked)
        if high > at and high > low:
            early = low if low > at else at
            whole += high - early
            if now > early:
                least += (high if high < now else now) - early
            at, covered = high, end
        elif end > covered:
            covered = end
        if safe > safe_at and safe > low:
            strict += safe - (low if low > safe_at else safe_at)
            safe_at = safe
    return least, None if unknown else whole, strict, suspended, pending


def _pausable(state: Fold, total: int) -> int:
    """Tell how much of the period consultations suspend: all of it, unless the reading spares the extension."""
    return min(total, state.rules.length) if "extension-not-paused" in state.readings else total


def _deducted(state: Fold) -> Iterator[Spell]:
    """List what is left out: consultations too, unless the reading deducts nothing for them."""
    none = "consultation-not-deducted" in state.readings
    return (each for each in state.spells if not (none and each.consults))


def _as_read(
    readings: frozenset[str],
    spell: Spell,
    ranks: tuple[int, int, int],
    begin: int,
    *,
    at_work: bool,
) -> tuple[int, int]:
    """Move the ends of a consultation as the readings will have it; *ranks* are low, high and safe."""
    low, high, safe = ranks
    if not spell.consults:
        return low, high
    if "consultation-restarts" in readings:
        low = begin
    elif "asking-day-out" in readings and at_work:
        low -= 1
    return low, safe if "reply-day-counts" in readings and spell.replied else high


def late_spells(state: Fold, tables: Tables) -> Iterator[Spell]:
    """List the consultations begun when the period was over (届满之后的征求意见)."""
    kept = state.spells
    total = state.rules.length + state.extension_days
    try:
        for n, spell in enumerate(kept):
            state.spells = kept[:n]
            over = pause(state, tables, total, spell.asked)
            last = tables.days[tables.rank[state.start] + total + (over[1] or over[0])]
            if not over[3] and spell.asked > last and spell.asked > (state.start or spell.asked):
                yield spell
    finally:
        state.spells = kept
