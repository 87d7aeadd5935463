"""Columns of days (成列计算): ``add`` and ``count`` for numpy and Arrow, at the speed of one table look-up per row.

Loaded only when a column is asked for. How it is fast: for each count one table indexed by days since 1970, so that a
``datetime64[D]`` column is its own index; both ends of the table hold NaT and ``take`` clips, so that rows outside
(and NaT) come out as NaT for nothing; what is outside is found by the smallest value of the result, chunk by chunk
while it is in the cache. Figures: ``benchmarks/bench_workdays.py``.
"""

from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from zwgk.errors import ZwgkError

if TYPE_CHECKING:
    from zwgk.workdays.calendar import WorkCalendar

__all__ = [
    "CHUNK",
    "EPOCH",
    "NAT",
    "add_many",
    "column_of",
    "count_many",
    "day_of",
    "gives_nat",
    "place_for",
]

EPOCH = date(1970, 1, 1).toordinal()
NAT = int(np.iinfo(np.int64).min)
_FAR = 1 << 40  # a rank that leads beyond any table
CHUNK = 131_072  # rows looked at together: the result is still in the cache when it is checked
_STEP = 32_768  # rows for which two look-ups fit into the cache together
_DAYS = np.dtype("datetime64[D]")
Array = np.ndarray[Any, Any]


class _Columns(NamedTuple):
    """The tables of one calendar as arrays (数组表); ``shift`` is the day number of their first row."""

    shift: int
    rank: Array
    before: Array
    days: Array
    fused: dict[int, Array]


def add_many(
    calendar: "WorkCalendar",
    days: Any,
    n: Any,
    out: Any = None,
    *,
    beyond: str = "raise",
) -> Any:
    """Find the *n*-th working day after each day of a column (成列计算第 n 个工作日).

    >>> from zwgk.workdays import china
    >>> starts = np.array(["2025-04-03", "2026-02-13"], dtype="datetime64[D]")
    >>> china().add_many(starts, 1)
    array(['2025-04-07', '2026-02-14'], dtype='datetime64[D]')

    Raises:
        BeyondNotices: a row lies or leads outside the tables, unless *beyond* is ``"nat"``.
        ZwgkError: what is given is no column of days, or *n* no whole number or column of the same length.
    """
    check = not gives_nat(beyond)
    column, back = column_of(days)
    tables = _tables(calendar)
    counts = _counts(n, column)
    result = place_for(out, column)
    if np.may_share_memory(result, column):
        column = column.copy()  # what is refused is looked for in it afterwards
    if isinstance(counts, int):
        worst = _one(tables, column, _fused(tables, counts), result, check=check)
    else:
        worst = _many(tables, column, counts, result)
    if worst == NAT and check:
        _refuse(calendar, column, counts, result)
    return back(result) if out is None else out


def count_many(calendar: "WorkCalendar", a: Any, b: Any) -> Any:
    """Count the working days after each *a* up to and with each *b* (成列计数).

    The result is ``int64``; Arrow nulls stay null, a numpy NaT is refused because integers have none.

    >>> from zwgk.workdays import china
    >>> china().count_many(np.array(["2025-04-03"], dtype="datetime64[D]"), np.datetime64("2025-04-07"))
    array([1])

    Raises:
        BeyondNotices: a row lies outside the tables.
        ZwgkError: what is given is no column of days, or holds NaT.
    """
    if _is_arrow(a) or _is_arrow(b):
        return _count_arrow(calendar, a, b)
    first, second = np.broadcast_arrays(_numpy(a), _numpy(b))
    tables = _tables(calendar)
    ranks = [tables.rank.take(_index(tables, each), mode="clip") for each in (first, second)]
    if ranks[0].size and max(rank.max() for rank in ranks) >= _FAR:
        _refuse_rows(calendar, np.concatenate([first.ravel(), second.ravel()]))
    return ranks[1] - ranks[0]


# -- one count for all rows, or one per row ----------------------------------------------------------------------


def _one(tables: _Columns, column: Array, table: Array, result: Array, *, check: bool) -> int:
    """Look every row up; the smallest value tells whether one was outside."""
    index, into = _index(tables, column).ravel(), result.view(np.int64).reshape(-1)
    if not check:
        table.take(index, mode="clip", out=into)
        return 0
    worst = 0
    for at in range(0, index.size, CHUNK):
        part = into[at : at + CHUNK]
        table.take(index[at : at + CHUNK], mode="clip", out=part)
        worst = min(worst, int(part[part.argmin()]))  # argmin is cheaper than min
    return worst


def _many(tables: _Columns, column: Array, counts: Array, result: Array) -> int:
    index, into, steps = (
        _index(tables, column).ravel(),
        result.view(np.int64).reshape(-1),
        counts.ravel(),
    )
    forward = bool(steps.size) and int(steps.min()) > 0
    worst = 0
    for at in range(0, index.size, _STEP):
        rows = slice(at, at + _STEP)
        ranks = (_forward if forward else _either)(tables, index[rows], steps[rows])
        tables.days.take(ranks, mode="clip", out=into[rows])
        if not forward:
            np.copyto(
                into[rows], index[rows] + tables.shift, where=(steps[rows] == 0) & (ranks < _FAR)
            )
        worst = min(worst, int(np.minimum.reduce(into[rows])))
    return worst


def _forward(tables: _Columns, index: Array, steps: Array) -> Array:
    ranks: Array = tables.rank.take(index, mode="clip")
    ranks += steps
    return ranks


def _either(tables: _Columns, index: Array, steps: Array) -> Array:
    ahead = tables.rank.take(index, mode="clip")
    behind = tables.before.take(index, mode="clip")
    ranks: Array = np.where(steps > 0, ahead + steps, behind + 1 + steps)
    return np.where((ahead >= _FAR) | (steps == 0), ahead, ranks)


# -- what comes in and goes out ----------------------------------------------------------------------------------


def _is_arrow(given: object) -> bool:
    return type(given).__module__.partition(".")[0] == "pyarrow"


def gives_nat(beyond: str) -> bool:
    """Tell whether rows that cannot be answered become NaT or are refused (超出范围的处理).

    >>> gives_nat("nat"), gives_nat("raise")
    (True, False)

    Raises:
        ZwgkError: *beyond* is neither.
    """
    if beyond not in ("raise", "nat"):
        message = f'beyond is "raise" or "nat", not {beyond!r}'
        raise ZwgkError(message)
    return beyond == "nat"


def column_of(days: Any) -> tuple[Array, Any]:
    """Take a column as datetime64[D], with the way back to what the caller uses (规范为日期列).

    >>> column_of([date(2026, 1, 5)])[0]
    array(['2026-01-05'], dtype='datetime64[D]')

    Raises:
        ZwgkError: what is given is no column of days.
    """
    if not _is_arrow(days):
        return _numpy(days), lambda result: result
    return _from_arrow(days), _to_arrow


def _from_arrow(days: Any) -> Array:
    arrow = import_module("pyarrow")
    if not arrow.types.is_date(days.type):
        message = f"a column of days is wanted (date32), not {days.type}"
        raise ZwgkError(message)
    return np.asarray(days.cast(arrow.date32()).to_numpy(zero_copy_only=False)).astype(_DAYS)


def _to_arrow(result: Array) -> Any:
    arrow = import_module("pyarrow")
    return arrow.array(result, type=arrow.date32())


def _numpy(days: Any) -> Array:
    column = np.asarray(days)
    if column.dtype == _DAYS:
        return np.ascontiguousarray(column)
    if column.dtype.kind == "O" and all(type(each) is date for each in column.ravel()):
        return column.astype(_DAYS)
    if column.dtype.kind != "M" or column.dtype == np.dtype("M8"):
        message = f"a column of days is wanted (datetime64[D]), not {column.dtype}"
        raise ZwgkError(message)
    whole = column.astype(_DAYS)
    odd = (whole.astype(column.dtype) != column) & ~np.isnat(column)
    if odd.any():
        message = f"{column[odd][0]} is a moment without time zone, where a day is wanted"
        raise ZwgkError(message)
    return whole


def _counts(n: Any, column: Array) -> int | Array:
    counts = np.asarray(
        n.to_numpy(zero_copy_only=False) if _is_arrow(n) and hasattr(n, "to_numpy") else n
    )
    if counts.dtype.kind not in "iu":
        message = f"n is a whole number of working days or a column of them, not {counts.dtype}"
        raise ZwgkError(message)
    if counts.ndim == 0:
        return int(counts)
    if counts.shape != column.shape:
        message = f"n has the shape {counts.shape}, the days have {column.shape}"
        raise ZwgkError(message)
    steps: Array = counts.astype(np.int64, copy=False)
    return steps


def place_for(out: Any, column: Array) -> Array:
    """Make or check the place for a result (结果的存放处).

    >>> place_for(None, np.array(["2026-01-05"], dtype="datetime64[D]")).shape
    (1,)

    Raises:
        ZwgkError: *out* does not fit the column.
    """
    if out is None:
        return np.empty(column.shape, _DAYS)
    fits = isinstance(out, np.ndarray) and out.dtype == _DAYS and out.shape == column.shape
    if not fits or not out.flags.c_contiguous:
        message = "out is a contiguous datetime64[D] array of the same shape as the days"
        raise ZwgkError(message)
    into: Array = out
    return into


def _index(tables: _Columns, column: Array) -> Array:
    numbers = column.view(np.int64)
    return numbers - tables.shift if tables.shift else numbers


# -- tables ------------------------------------------------------------------------------------------------------


def _tables(calendar: "WorkCalendar") -> _Columns:
    found = calendar.kept.get("columns")
    if found is None:
        found = calendar.kept["columns"] = _build(calendar)
    columns: _Columns = found
    return columns


def _build(calendar: "WorkCalendar") -> _Columns:
    """Rows from 1970, or from the first day when that is earlier, with one row of nothing at each end."""
    first = calendar.first.toordinal() - EPOCH
    shift = min(0, first - 1)
    known = np.fromiter(calendar.tables.rank.values(), np.int64, len(calendar.tables.rank))
    lead, rest = np.full(first - shift, _FAR), np.full(1, _FAR)
    rank = np.concatenate([lead, known, rest])
    before = np.concatenate([lead, [0], known[:-1], rest])
    numbers = [day.toordinal() - EPOCH for day in calendar.tables.days[1:]]
    days = np.array([NAT, *numbers, NAT], np.int64)
    return _Columns(shift, rank, before, days, {})


def _fused(tables: _Columns, n: int) -> Array:
    """The table of one count: from each day to its due day."""
    if n not in tables.fused:
        index = np.arange(tables.rank.size)
        into = np.full(index.size, NAT)
        _many(tables._replace(shift=0), index, np.full(index.size, n), into)
        if n == 0:
            into = np.where(tables.rank < _FAR, index + tables.shift, NAT)
        tables.fused[n] = into
    return tables.fused[n]


def _refuse(calendar: "WorkCalendar", column: Array, counts: int | Array, result: Array) -> None:
    """Raise for the first row that is outside; NaT rows are not."""
    rows = np.flatnonzero(np.isnat(result).ravel() & ~np.isnat(column).ravel())
    if rows.size:
        at = int(rows[0])
        n = counts if isinstance(counts, int) else int(counts.ravel()[at])
        calendar.add(day_of(calendar, column.ravel()[at]), n)


def _refuse_rows(calendar: "WorkCalendar", column: Array) -> None:
    if np.isnat(column).any():
        message = "a count from or to NaT has no value"
        raise ZwgkError(message)
    for end in (column.min(), column.max()):
        calendar.is_workday(day_of(calendar, end))


def day_of(calendar: "WorkCalendar", number: Any) -> date:
    """Take the day of a cell; what ``date`` cannot say, the calendar refuses (单元格的日期).

    >>> from zwgk.workdays import china
    >>> day_of(china(), np.datetime64("2026-01-05"))
    datetime.date(2026, 1, 5)

    Raises:
        BeyondNotices: the year is not 1 to 9999.
    """
    day = number.item()
    if isinstance(day, date):
        return day
    return calendar.refuse(str(number))


def _count_arrow(calendar: "WorkCalendar", a: Any, b: Any) -> Any:
    arrow = import_module("pyarrow")
    first, second = np.broadcast_arrays(
        *(_from_arrow(each) if _is_arrow(each) else _numpy(each) for each in (a, b))
    )
    empty = np.isnat(first) | np.isnat(second)
    counts = np.zeros(first.shape, np.int64)
    counts[~empty] = count_many(calendar, first[~empty], second[~empty])
    return arrow.array(counts, mask=empty)
