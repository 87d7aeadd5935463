"""Statutory periods for columns of days (成列计算法定期限): numpy and Arrow, at the speed of one look-up per row.

Loaded only when a column is asked for. How it is fast, and why it cannot differ from the single question: for each
period one table, indexed by days since 1970, holds what :func:`zwgk.deadline.deadline` answered for a day; it is
filled with the days that occur, as they occur, so each different day is asked once and all other rows are look-ups.
The version of the rule thus follows the start of each row. Figures: ``benchmarks/bench_workdays.py``.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from zwgk.deadline import Deadline, counted_in, deadline
from zwgk.errors import BeyondNotices, ZwgkError
from zwgk.packs import Pack
from zwgk.terms import Unit
from zwgk.workdays import WorkCalendar, china
from zwgk.workdays.columns import (
    CHUNK,
    EPOCH,
    NAT,
    Array,
    column_of,
    day_of,
    gives_nat,
    place_for,
)

__all__ = ["deadline_many"]

_KEPT = 40  # tables kept by one calendar, about 0.17 MB each


class _Book(NamedTuple):
    """The answers for one period (结果表): by day number less ``shift`` within the calendar, and the rest."""

    ask: Callable[[date], Deadline]
    work: WorkCalendar
    shift: int
    table: Array
    others: dict[int, int]
    refused: dict[int, ZwgkError]


def deadline_many(
    period: str,
    starts: Any,
    *,
    calendar: WorkCalendar | None = None,
    on_law: date | None = None,
    pack: str | Pack = "national",
    readings: Iterable[str] = (),
    out: Any = None,
    beyond: str = "raise",
) -> Any:
    """Find when a statutory period ends for a column of start days (成列计算法定期限).

    Every row is ``deadline(period, start).due``, by the version of the rule in force on its own start (or *on_law*).
    NaT and null stay what they are. What lies beyond the last notice raises, or becomes NaT with ``beyond="nat"``;
    there is no provisional answer, because a bare day cannot carry its bounds. *out* takes the result in place.
    Periods in hours are refused: they run from a moment with a time zone, and numpy has none.

    >>> starts = np.array(["2019-05-14", "2019-05-15", "NaT"], dtype="datetime64[D]")
    >>> deadline_many("request.answer", starts)      # 旧条例十五个工作日，新条例二十个
    array(['2019-06-04', '2019-06-13', 'NaT'], dtype='datetime64[D]')

    Raises:
        BeyondNotices: a row ends beyond the last notice, unless *beyond* is ``"nat"``.
        ZwgkError: what is given is no column of days; the period is unknown, was not in force on a start, or is
            counted in hours.
    """
    to_nat = gives_nat(beyond)
    _in_days(period, pack)
    column, back = column_of(starts)
    result = place_for(out, column)
    if np.may_share_memory(result, column):
        column = column.copy()  # rows that are not in the table yet are read again
    options = {"on_law": on_law, "pack": pack, "readings": tuple(readings)}
    book = _book(period, calendar or china(), options)
    numbers, into = column.view(np.int64).ravel(), result.view(np.int64).reshape(-1)
    for at in range(0, numbers.size, CHUNK):
        rows = slice(at, at + CHUNK)
        _answer(book, numbers[rows], into[rows], to_nat=to_nat)
    return back(result) if out is None else out


def _in_days(period: str, pack: str | Pack) -> None:
    if Unit.HOUR in counted_in(period, pack):
        message = f"{period} runs in hours from an aware moment, which no column holds: ask deadline() row by row"
        raise ZwgkError(message)


def _answer(book: _Book, numbers: Array, into: Array, *, to_nat: bool) -> None:
    """Look the rows up; ask for the days that are not in the table yet, then look at what is refused."""
    index = numbers - book.shift if book.shift else numbers
    book.table.take(index, mode="clip", out=into)
    if into[into.argmin()] != NAT:
        return
    rows = np.flatnonzero((into == NAT) & (numbers != NAT))
    days, back = np.unique(numbers[rows], return_inverse=True)
    dues = np.array([_due(book, number) for number in days.tolist()], np.int64)
    into[rows] = dues[back]
    wrong = [number for number in days.tolist() if _raises(book, number, to_nat=to_nat)]
    if wrong:
        raise book.refused[int(numbers[np.isin(numbers, wrong)][0])]


def _raises(book: _Book, number: int, *, to_nat: bool) -> bool:
    error = book.refused.get(number)
    return error is not None and not (to_nat and isinstance(error, BeyondNotices))


def _due(book: _Book, number: int) -> int:
    """Ask for one day, once; NaT where it is refused."""
    if number not in book.others:
        try:
            due = book.ask(day_of(book.work, np.datetime64(number, "D"))).due
        except ZwgkError as error:
            book.refused[number], book.others[number] = error, NAT
        else:
            book.others[number] = due.toordinal() - EPOCH
            if 0 < (at := number - book.shift) < book.table.size - 1:
                book.table[at] = book.others[number]
    return book.others[number]


def _book(period: str, work: WorkCalendar, options: dict[str, Any]) -> _Book:
    """Take the table of earlier calls, or begin one; the answers of a pack given as an object are not kept."""
    ask = partial(deadline, period, calendar=work, **options)
    kept = work.kept.setdefault("deadlines", {})
    key = (period, *options.values()) if isinstance(options["pack"], str) else None
    shift = min(0, work.first.toordinal() - EPOCH - 1)
    table = kept.get(key) if key else None
    if table is None:
        table = np.full(work.last.toordinal() - EPOCH - shift + 2, NAT)
        if key and len(kept) < _KEPT:
            kept[key] = table
    return _Book(ask, work, shift, table, {}, {})
