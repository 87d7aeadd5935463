"""What a review looks at (审查范围): records and signals as plain data or objects, read strictly.

Data at fault gives findings, all of them, in one ``ShapeError``: a misread record could hide a duty.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from attrs import evolve

from zwgk._late import late
from zwgk.errors import ShapeError, ZwgkError
from zwgk.model import Catalog, CatalogItem, Information, Record, Signal
from zwgk.packs import Pack, load
from zwgk.packs.wording import in_our_words
from zwgk.report import Finding, finding
from zwgk.shape import partial

__all__ = [
    "KINDS",
    "checked_day",
    "items_of",
    "pack_of",
    "read_all",
    "records_of",
    "signals_of",
    "subject_of",
]

R = TypeVar("R", bound=Record)
#: what can be reviewed and adjusted
KINDS: Mapping[str, type[Record]] = {
    "catalog": Catalog,
    "catalog-item": CatalogItem,
    "information": Information,
}


def pack_of(pack: str | Path | Pack) -> Pack:
    """Find a plan by its name or file (方案).

    >>> pack_of("weidu").name
    'weidu-2020'

    Raises:
        ZwgkError: there is no such pack.
    """
    if isinstance(pack, Path):
        read: Pack = late("read_pack")(pack)
        return read
    return pack if isinstance(pack, Pack) else load(pack)


def checked_day(on: object) -> date:
    """Take a day (日期).

    Raises:
        ZwgkError: it is none.
    """
    if isinstance(on, datetime) or not isinstance(on, date):
        message = f"on= wants a day (datetime.date), not {on!r}"
        raise ZwgkError(message)
    return on


def records_of(given: object, terms: Mapping[str, str] | None = None) -> tuple[Record, ...]:
    """Read one record or several (读取记录); *terms* are a plan's own words.

    >>> records_of({"type": "catalog", "items": []})
    (Catalog(items=(), title=None, locality=None, version=None, effective=None),)

    Raises:
        ShapeError: the data has another shape; ``.findings`` names every misfit.
        ZwgkError: it holds no records.
    """
    listed = _listed(given, "records")
    made, misfits = [], []
    for n, each in enumerate(listed):
        record, found = _record(each, terms or {})
        misfits += [evolve(one, path=f"/records/{n}{one.path}") for one in found]
        made.append(record)
    _refuse(misfits)
    return tuple(each for each in made if each is not None)


def _listed(given: object, what: str) -> Iterable[object]:
    if isinstance(given, (Record, Mapping)):
        return (given,)
    if isinstance(given, Iterable) and not isinstance(given, (str, bytes)):
        return given
    message = f"{what} wants records or their dicts, not {type(given).__name__}"
    raise ZwgkError(message)


def _record(given: object, terms: Mapping[str, str]) -> tuple[Record | None, list[Finding]]:
    if isinstance(given, tuple(KINDS.values())):
        return given, []  # type: ignore[return-value]
    kind = given.get("type") if isinstance(given, Mapping) else type(given).__name__
    if not isinstance(given, Mapping) or not isinstance(kind, str) or kind not in KINDS:
        kinds = "、".join(KINDS)
        return None, [finding("shape.wrong-kind", "/type", f"动态调整只审查 {kinds}")]
    return partial(KINDS[kind], in_our_words(given, terms))


def signals_of(given: object) -> tuple[Signal, ...]:
    """Read signals (读取信号).

    >>> signals_of([{"signal": "void", "information": "1", "on": "2025-05-15"}])[0].day
    datetime.date(2025, 5, 15)

    Raises:
        ShapeError: the data has another shape; ``.findings`` names every misfit.
        ZwgkError: it holds no signals.
    """
    return read_all(Signal, given, "signals")


def read_all(cls: type[R], given: object, what: str) -> tuple[R, ...]:
    """Read records of one class, or their dicts (读取同类记录)."""
    made: list[R] = []
    misfits: list[Finding] = []
    for n, each in enumerate(_listed(given, what)):
        record, found = (each, []) if isinstance(each, cls) else partial(cls, each)
        misfits += [evolve(one, path=f"/{what}/{n}{one.path}") for one in found]
        made += [record] if record is not None else []
    _refuse(misfits)
    return tuple(made)


def _refuse(misfits: list[Finding]) -> None:
    if misfits:
        message = f"{len(misfits)} misfits, the first: {misfits[0]}"
        raise ShapeError(message, misfits)


# ------------------------------------------------------------------ what a record is


def subject_of(record: Record) -> str:
    """Name a record in proposals (调整对象): the index of information, else its title; the path of an item.

    >>> subject_of(CatalogItem(("行政许可", "结果")))
    '行政许可/结果'
    """
    if isinstance(record, CatalogItem):
        return "/".join(record.path)
    if isinstance(record, Information):
        return record.index or record.title
    return getattr(record, "title", None) or ""


def items_of(records: Iterable[Record]) -> Iterator[CatalogItem]:
    """List the items of catalogues, and items that stand alone (全部事项)."""
    for each in records:
        if isinstance(each, CatalogItem):
            yield each
        elif isinstance(each, Catalog):
            yield from (item for item in each.items if item is not None)
