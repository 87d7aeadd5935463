"""The information-handling fee (信息处理费), by piece or by page, never both, with the arithmetic shown.

Source: 《政府信息公开信息处理费管理办法》(国办函〔2020〕109号), in force from 2021-01-01. The tiers are dated data
(``data/fee.toml``); where the text is read in two ways, the other reading is available by name.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, ClassVar

from attrs import frozen

from zwgk import _data
from zwgk.errors import UnknownDay, ZwgkError
from zwgk.model._record import Result, told
from zwgk.workdays.days import as_day

__all__ = ["Fee", "Filed", "Part", "by_page", "by_piece", "monthly"]


@frozen
class Part(Result):
    """One tier of the fee (一段): from one piece or page to another, at one rate in yuan.

    >>> Part(11, 30, 100).amount
    2000
    """

    KEYS: ClassVar[Mapping[str, Mapping[str, Any]]] = {
        "first": told("起", minimum=1),
        "last": told("止", minimum=1),
        "count": told("数量", minimum=1),
        "rate": told("每件（页）元数", minimum=0),
        "amount": told("本段金额", minimum=0),
    }

    first: int
    last: int
    rate: int

    @property
    def count(self) -> int:
        """How many pieces or pages (数量)."""
        return self.last - self.first + 1

    @property
    def amount(self) -> int:
        """The fee of this tier (本段金额)."""
        return self.count * self.rate


@frozen
class Fee(Result):
    """A fee with its arithmetic (信息处理费); amounts in yuan. ``readings`` says how disputed text was read."""

    SCHEMA: ClassVar[str | None] = "zwgk/fee/1"
    KEYS: ClassVar[Mapping[str, Mapping[str, Any]]] = {
        "total": told("金额（元）", minimum=0),
        "method": told("计收方式"),
        "unit": told("单位"),
        "parts": told("各段"),
        "basis": told("依据"),
        "verified": told("是否核对过条文"),
        "readings": told("所用口径"),
        "notes": told("读法"),
    }

    total: int
    parts: tuple[Part, ...]
    basis: str
    method: str
    unit: str
    verified: bool
    readings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def explain(self) -> str:
        """Show the arithmetic, a line a tier (计算过程).

        >>> print(by_page(120, on=date(2025, 3, 3)).explain())
        信息处理费 1100 元（按量计收）
        第 1—30 页：不收费
        第 31—100 页：70 页 × 10 元 ＝ 700 元
        第 101—120 页：20 页 × 20 元 ＝ 400 元
        合计：700 ＋ 400 ＝ 1100 元
        依据：《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）第五条
        """
        return "\n".join(_explained(self))


def by_piece(pieces: int, *, on: date | str, before: int = 0, readings: Iterable[str] = ()) -> Fee:
    """Compute the fee of *pieces* applications by piece (按件计收), after *before* others in the same month.

    *readings* may hold ``"tier-from-41"``: pieces 31 to 40 at the rate of those before.

    >>> by_piece(35, on=date(2025, 3, 31)).total, by_piece(1, on=date(2025, 3, 31), before=34).total
    (3000, 200)

    Raises:
        ZwgkError: a number is negative, a reading is unknown, or *on* lies before the rules.
    """
    return _fee("piece", _number(before, "before"), _number(pieces, "pieces"), on, readings)


def by_page(pages: int, *, on: date | str) -> Fee:
    """Compute the fee of one application by page (按量计收).

    >>> by_page(250, on=date(2025, 3, 31)).total
    4700

    Raises:
        ZwgkError: the number is negative, or *on* lies before the rules.
    """
    return _fee("page", 0, _number(pages, "pages"), on, ())


@frozen
class Filed:
    """One application as the fee sees it (计费的一件申请): who asked whom, when, and which way the fee is taken.

    ``pieces`` is the number it was reasonably split into; with ``pages`` the fee goes by page, and the application
    still counts among the month's.
    """

    applicant: str
    body: str
    on: date
    pieces: int = 1
    pages: int | None = None


def monthly(filed: Iterable[Filed], *, readings: Iterable[str] = ()) -> tuple[Fee, ...]:
    """Compute the fee of each application in its applicant's month (按月累计), in the order given.

    Pieces add up for one applicant, one body and one natural month, by the day of receipt.

    >>> fees = monthly([Filed("甲", "某局", date(2025, 3, 3))] * 12)
    >>> [fee.total for fee in fees][9:]
    [0, 100, 100]

    Raises:
        ZwgkError: a number is negative, a reading is unknown, or a day lies before the rules.
    """
    listed, chosen = list(filed), tuple(readings)
    fees: list[Fee | None] = [None] * len(listed)
    counts: dict[tuple[str, str, int, int], int] = {}
    for n in sorted(range(len(listed)), key=lambda n: listed[n].on):
        each = listed[n]
        key = (each.applicant, each.body, each.on.year, each.on.month)
        before = counts.get(key, 0)
        counts[key] = before + each.pieces
        fees[n] = _one(each, before, chosen)
    return tuple(fee for fee in fees if fee)


def _one(each: Filed, before: int, readings: Sequence[str]) -> Fee:
    if each.pages is not None:
        return by_page(each.pages, on=each.on)
    return by_piece(each.pieces, on=each.on, before=before, readings=readings)


# ------------------------------------------------------------------ tiers


def _fee(method: str, before: int, count: int, on: date | str, readings: Iterable[str]) -> Fee:
    rule, day = _data.load("fee")[method], _as_day(on)
    version = _in_force(rule["version"], day)
    chosen = tuple(readings)
    tiers = _tiers(version, chosen)
    parts = tuple(_parts(tiers, version, before, before + count))
    return Fee(
        sum(part.amount for part in parts),
        parts,
        _basis(rule),
        rule["title"],
        rule["unit"],
        version["verified"],
        chosen,
        _notes(version, chosen, before + count),
    )


def _number(value: int, name: str) -> int:
    most = _data.load("fee")["most"]
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        message = f"{name}= wants a whole number from 0 to {most}, not {value!r}"
        raise ZwgkError(message)
    return value


def _notes(version: Mapping[str, Any], readings: Sequence[str], end: int) -> tuple[str, ...]:
    """Say how disputed text was read, where it bears on the fee."""
    disputed = version.get("disputed")
    if disputed is None or end <= disputed["above"]:
        return ()
    known = version["readings"]
    return tuple(known[name]["title"] for name in readings) or (disputed["title"],)


def _as_day(on: date | str) -> date:
    try:
        return date.fromisoformat(on) if isinstance(on, str) else as_day(on)
    except (ValueError, OverflowError):
        message = f"on= wants a day such as 2025-03-31, not {on!r}"
        raise ZwgkError(message) from None


def _in_force(versions: Sequence[Mapping[str, Any]], day: date) -> Mapping[str, Any]:
    known = [each for each in versions if each["since"] <= day]
    if not known:
        message = f"the fee is in force from {versions[0]['since']}, not on {day}"
        raise UnknownDay(message)
    return known[-1]


def _tiers(version: Mapping[str, Any], readings: Sequence[str]) -> list[tuple[int, int]]:
    """List (last, rate) of the fixed tiers, the free one first."""
    known = version.get("readings", {})
    unknown = [name for name in readings if name not in known]
    if unknown:
        message = f"unknown readings {unknown}; known are {sorted(known)}"
        raise ZwgkError(message)
    tier = next((known[name]["tier"] for name in readings), version["tier"])
    return [(version["free"], 0), *((each["to"], each["rate"]) for each in tier)]


def _parts(
    tiers: Sequence[tuple[int, int]], version: Mapping[str, Any], before: int, end: int
) -> Iterator[Part]:
    """Cut the numbers from *before* (not counted) to *end* into tiers."""
    first = before + 1
    for last, rate in _endless(tiers, version["beyond"], end):
        if first > end:
            return
        if first <= last:
            yield Part(first, min(last, end), rate)
            first = last + 1


def _endless(
    tiers: Sequence[tuple[int, int]], beyond: Mapping[str, int], end: int
) -> Iterator[tuple[int, int]]:
    yield from tiers
    last, rate = tiers[-1][0], beyond["rate"]
    if "step" not in beyond:
        yield max(end, last), rate
        return
    while last < end:
        last += beyond["step"]
        yield last, rate
        rate += beyond["rise"]


@cache
def _basis_of(instrument: str, source: str, article: str) -> str:
    return f"《{instrument}》（{source}）{article}"


def _basis(rule: Mapping[str, Any]) -> str:
    table = _data.load("fee")
    return _basis_of(table["instrument"], table["source"], rule["article"])


# ------------------------------------------------------------------ explanation


def _explained(fee: Fee) -> Iterator[str]:
    yield f"信息处理费 {fee.total} 元（{fee.method}）"
    for part in fee.parts:
        yield _line(part, fee.unit)
    paid = [str(part.amount) for part in fee.parts if part.rate]
    if len(paid) > 1:
        yield f"合计：{' ＋ '.join(paid)} ＝ {fee.total} 元"
    yield from (f"读法：{note}" for note in fee.notes)
    yield f"依据：{fee.basis}" + ("" if fee.verified else "（条文尚待核对）")


def _line(part: Part, unit: str) -> str:
    span = f"{part.first}—{part.last}" if part.last > part.first else str(part.first)
    if not part.rate:
        return f"第 {span} {unit}：不收费"
    return f"第 {span} {unit}：{part.count} {unit} × {part.rate} 元 ＝ {part.amount} 元"
