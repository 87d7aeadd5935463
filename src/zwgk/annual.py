"""The statistics of the annual report, counted from the applications of a year (年报统计).

Rows, columns and rules of counting: 国办公开办函〔2021〕30号. An application counts by its day of receipt; what has
not ended on 31 December is carried over. What cannot be counted is a finding in ``reading``, never an exception.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, NamedTuple

from zwgk import _data
from zwgk.errors import ZwgkError
from zwgk.model import AnnualReport, FeeStatement, Proactive
from zwgk.report import Finding, finding
from zwgk.text import annual as words
from zwgk.workdays.days import CHINA_TIME

__all__ = ["annual_report"]

_DAY_LENGTH = len("2019-05-15")
_Tally = Counter[tuple[str, int]]
_Table = dict[str, tuple[int, ...]]
_Row = Sequence[int]
_Span = tuple[date, date | None, Any]


def annual_report(
    applications: Iterable[Any],
    *,
    year: int,
    body: str = "",
    carried_in: AnnualReport | _Row | None = None,
    remedies: Iterable[Any] = (),
    proactive: Proactive | Mapping[str, Any] | None = None,
    fee: FeeStatement | Mapping[str, Any] | None = None,
) -> AnnualReport:
    """Count the applications of a year into its annual report (年报统计).

    *applications* are records or their plain data: those received in the year, and earlier ones that had not ended
    before it. *carried_in* is last year's report or its last row; without it the earlier applications are counted.
    *remedies* are ``{"kind", "result", "on"}``. What could not be counted stands in ``.reading``.

    >>> one = {"id": "1", "applicant": {"kind": "自然人"}, "events": [
    ...     {"event": "received", "on": "2025-03-03"},
    ...     {"event": "answered", "on": "2025-03-20", "outcome": "予以公开"}]}
    >>> annual_report([one], year=2025).requests["granted"]
    (1, 0, 0, 0, 0, 0, 1)

    Raises:
        ZwgkError: *year* or *carried_in* is no such thing.
        ShapeError: *proactive* or *fee* has another shape.
    """
    if isinstance(year, bool) or not isinstance(year, int):
        message = f"year= wants a whole number such as 2025, not {year!r}"
        raise ZwgkError(message)
    reading: list[Finding] = []
    before = None if carried_in is None else _last_row(carried_in, year)
    counted = _counted(applications, year, reading)
    return AnnualReport(
        year,
        _requests(counted, before),
        body=body,
        remedies=_remedies(remedies, year, reading),
        proactive=Proactive.from_dict(proactive) if isinstance(proactive, Mapping) else proactive,
        fee=FeeStatement.from_dict(fee) if isinstance(fee, Mapping) else fee,
        reading=tuple(reading),
    )


def _last_row(carried_in: AnnualReport | _Row, year: int) -> tuple[int, ...]:
    """Read what was carried over: a report of last year, its row, or the row without its total."""
    if isinstance(carried_in, AnnualReport):
        if carried_in.year != year - 1:
            message = f"carried_in= wants the report of {year - 1}, not of {carried_in.year}"
            raise ZwgkError(message)
        return carried_in.requests["carried_out"]
    row, width = tuple(carried_in), len(words.applicants())
    if len(row) not in (width - 1, width) or not all(type(each) is int for each in row):
        message = f"carried_in= wants {width} whole numbers, the total last, not {carried_in!r}"
        raise ZwgkError(message)
    return row if len(row) == width else (*row, sum(row))


# ------------------------------------------------------------------ table three


class _Case(NamedTuple):
    """What matters of one application (一件申请)."""

    path: str
    name: str
    column: int
    received: date
    ended: date | None
    outcome: Any


def _counted(applications: Iterable[Any], year: int, reading: list[Finding]) -> _Tally:
    tally: _Tally = Counter()
    seen: set[str] = set()
    for n, each in enumerate(applications):
        case = _case(each, f"/applications/{n}", year, reading)
        if case is None:
            continue
        if case.name and case.name in seen:
            reading.append(_twice(case))
            continue
        seen.add(case.name)
        _count(case, year, tally, reading)
    return tally


def _case(given: Any, path: str, year: int, reading: list[Finding]) -> _Case | None:
    """Read one application; nothing where it is of other years, or cannot be counted."""
    name = _text(_get(given, "id"))
    span = _span(given, path, name, reading)
    if span is None:
        return None
    received, ended, outcome = span
    if received.year > year or (received.year < year and ended and ended.year < year):
        return None
    kind = _get(_get(given, "applicant"), "kind")
    column = words.applicant_of(kind) if isinstance(kind, str) else None
    if column is None:
        fact = f"申请人类别“{kind}”不是统计表的一栏" if _text(kind) else "没有申请人类别"
        reading.append(_uncounted(f"{path}/applicant/kind", name, fact))
        return None
    return _Case(path, name, column, received, ended, outcome)


def _span(given: Any, path: str, name: str, reading: list[Finding]) -> _Span | None:
    """Find the days of receipt and of the end, and how it ended; nothing where a day is missing."""
    events = _get(given, "events")
    listed = events if isinstance(events, (list, tuple)) else ()
    received, (ended, outcome) = _received(given, listed), _end(given, listed)
    if received is None or ended is _NO_DAY:
        fact = "没有收到日期" if received is None else "办结的节点没有日期"
        reading.append(_uncounted(f"{path}/events", name, fact))
        return None
    return received, ended, outcome


def _count(case: _Case, year: int, tally: _Tally, reading: list[Finding]) -> None:
    tally["received" if case.received.year == year else "carried_in", case.column] += 1
    if case.ended is None or case.ended.year > year:
        tally["carried_out", case.column] += 1
        return
    leaf = _leaf(case.outcome)
    if leaf is None:
        reading.append(_unknown(case))
    else:
        tally[leaf, case.column] += 1


def _requests(tally: _Tally, before: tuple[int, ...] | None) -> _Table:
    width = len(words.applicants()) - 1
    rows = {row.key: _with_total([tally[row.key, n] for n in range(width)]) for row in words.rows()}
    leaves = [rows[row.key] for row in words.rows() if row.leaf]
    rows["total"] = tuple(map(sum, zip(*leaves, strict=True)))
    return rows if before is None else rows | {"carried_in": before}


def _with_total(cells: Sequence[int]) -> tuple[int, ...]:
    return (*cells, sum(cells))


# ------------------------------------------------------------------ days and outcomes

_NO_DAY: Any = object()


def _received(given: Any, events: Sequence[Any]) -> date | None:
    """Find the day of receipt: as recorded, else by the way of submission."""
    for event in events:
        if _get(event, "event") == "received":
            return _day(_get(event, "on")) or _day(_get(event, _receipt_key(_get(given, "via"))))
    return None


def _receipt_key(via: Any) -> str:
    """Tell which day the way of submission makes the day of receipt (art. 31)."""
    return _channels().get(_text(via), "on")


@cache
def _channels() -> Mapping[str, str]:
    listed = _data.load("vocabulary/application")["channel"]
    return {each["via"]: each["receipt"] for each in listed}


def _end(given: Any, events: Sequence[Any]) -> tuple[Any, Any]:
    """Find the first day on which the application ended, and how."""
    ends = [found for event in events if (found := _ended(given, event))]
    if any(day is None for day, _ in ends):
        return _NO_DAY, None
    return min(ends, key=_first, default=(None, None))


def _first(end: tuple[Any, Any]) -> Any:
    return end[0]


def _ended(given: Any, event: Any) -> tuple[date | None, Any] | None:
    what = _get(event, "event")
    if what == "answered":
        key = _keys("decided").get(_text(_get(event, "delivery")), "on")
        day = _day(_get(event, key)) or _day(_get(event, "on"))
        return day, _get(event, "outcome") or _get(given, "outcome")
    row = _keys("ended").get(what) if isinstance(what, str) else None
    return (_day(_get(event, "on")), row) if row else None


def _leaf(outcome: Any) -> str | None:
    """Find the one row an outcome counts in; what was separated counts as partly granted alone."""
    if isinstance(outcome, str):
        return _leaf_of(outcome)
    if not isinstance(outcome, (list, tuple)) or not outcome:
        return None
    found = [words.outcomes_of(each) if isinstance(each, str) else () for each in outcome]
    keys = {key for each in found for key in each}
    return _one(keys) if all(found) else None


@lru_cache(maxsize=65536)
def _leaf_of(text: str) -> str | None:
    return _one(set(words.outcomes_of(text)))


def _one(keys: set[str]) -> str | None:
    separated = words.table()["requests"]["separated"]
    row: str = separated["row"]
    if len(keys) == 1:
        return next(iter(keys))
    rest = keys - {separated["given"]}
    is_cut = (
        bool(rest)
        and len(rest) < len(keys)
        and all(key.startswith(separated["kept"]) for key in rest)
    )
    return row if row in keys or is_cut else None


@cache
def _keys(name: str) -> Mapping[str, str]:
    keys: Mapping[str, str] = words.table()["requests"][name]
    return keys


def _get(thing: Any, key: str) -> Any:
    if type(thing) is dict or isinstance(thing, Mapping):
        return thing.get(key)
    return getattr(thing, key, None)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _day(value: Any) -> date | None:
    """Read a day or a moment; a moment counts by Beijing time, one without a zone does not count."""
    if isinstance(value, str):
        return _written_day(value)
    if isinstance(value, datetime):
        return value.astimezone(CHINA_TIME).date() if value.tzinfo else None
    return value if isinstance(value, date) else None


def _written_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == _DAY_LENGTH else _moment(text)
    except (ValueError, OverflowError):
        return None


def _moment(text: str) -> date | None:
    moment = datetime.fromisoformat(text)
    return moment.astimezone(CHINA_TIME).date() if moment.tzinfo else None


# ------------------------------------------------------------------ table four


def _remedies(given: Iterable[Any], year: int, reading: list[Finding]) -> _Table:
    """Count decided cases by the day of decision, and cases still pending at the end of the year."""
    tally: _Tally = Counter()
    for n, each in enumerate(given):
        kind, result = words.remedy_of(_text(_get(each, "kind"))), _result(each)
        day = _day(_get(each, "on"))
        if kind is None or result is None or day is None:
            path = f"/remedies/{n}"
            reading.append(_uncounted(path, "", "复议、诉讼案件的种类、结果或者日期不明"))
        elif day.year == year or (day.year < year and result in _pending()):
            tally[kind, result] += 1
    width = len(words.results()) - 1
    groups = [group["key"] for group in words.table()["remedies"]["group"]]
    return {key: _with_total([tally[key, n] for n in range(width)]) for key in groups}


def _result(case: Any) -> int | None:
    return words.result_of(_text(_get(case, "result")))


@cache
def _pending() -> frozenset[int]:
    columns = words.table()["remedies"]["column"]
    return frozenset(n for n, each in enumerate(columns) if each.get("pending"))


# ------------------------------------------------------------------ findings


def _named(name: str) -> str:
    return f"编号“{name}”的申请" if name else "没有编号的申请"


def _uncounted(path: str, name: str, fact: str) -> Finding:
    message = fact if path.startswith("/remedies") else f"{_named(name)}：{fact}"
    return finding("annual.not-counted", path, message)


def _twice(case: _Case) -> Finding:
    message = f"{_named(case.name)}出现不止一次，只计第一次"
    return finding("annual.counted-once", f"{case.path}/id", message, value=case.name)


def _unknown(case: _Case) -> Finding:
    texts = case.outcome if isinstance(case.outcome, (list, tuple)) else (case.outcome,)
    said = "、".join(each for each in texts if isinstance(each, str) and each)
    fact = f"办理结果“{said}”不是统计表的一个分项" if said else "已经办结，没有写明办理结果"
    message = f"{_named(case.name)}：{fact}，没有计入办理结果"
    return finding("annual.outcome-unknown", f"{case.path}/outcome", message, value=said or None)
