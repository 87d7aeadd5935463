"""The judge (检查): shape first, then every check; all findings, none thrown away, and never an exception on data."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from attrs import evolve

from zwgk._late import late
from zwgk.errors import ZwgkError
from zwgk.model import (
    AnnualReport,
    Application,
    Catalog,
    CatalogItem,
    Information,
    Ledger,
    MarkFacts,
    MatterSheet,
    Record,
)
from zwgk.packs import Pack, element_keys, load, required_keys
from zwgk.packs.wording import in_our_words
from zwgk.report import Finding, Report, finding, nearest
from zwgk.shape import partial
from zwgk.terms import Severity
from zwgk.validate import (
    annuals,
    applications,
    catalogs,
    guides,
    handlings,
    information,
    items,
    matters,
    notes,
    secrecy,
    trails,
)
from zwgk.validate.choosing import chosen, known_codes
from zwgk.validate.frame import Frame
from zwgk.workdays import WorkCalendar

__all__ = ["validate"]

_R = TypeVar("_R", bound=Record)
_KINDS: Mapping[str, type[Record]] = {
    "annual-report": AnnualReport,
    "application": Application,
    "catalog": Catalog,
    "catalog-item": CatalogItem,
    "information": Information,
    "mark-facts": MarkFacts,
    "matter-sheet": MatterSheet,
}


def validate(
    subject: Any,
    *,
    pack: str | Path | Pack = "national",
    on: date | None = None,
    calendar: WorkCalendar | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    whole: bool = False,
    standard: bool = False,
) -> Report:
    """Check a record, its plain data, or an iterable of them (检查).

    *on* is the day to judge by; without it, checks that need a day are skipped and the report names them once (an
    application is judged by the day of its last event). *calendar* is the working-day calendar, else China's.
    *pack* is the name of a shipped plan, or the path of an office's own. *whole* says that a catalogue claims to cover every field of the plan. *standard* asks to hold
    it against the ministries' guides, item by item. *select* and *ignore* take codes or
    their first words (``"time-limit"``). Findings of an iterable have paths ``/0/…``.

    >>> report = validate({"type": "catalog-item", "path": ["行政执法", "行政处罚"]})
    >>> report.ok, report.findings[0].code
    (False, 'element.missing')

    Raises:
        ZwgkError: the subject is no record, the pack or a code is unknown, *on* is no day.
        PackError: the office's own plan has faults; ``.findings`` names each.
    """
    frame = Frame(_pack(pack), _checked_day(on), whole, calendar, standard)
    wanted, unwanted = known_codes(select), known_codes(ignore)
    found, context = _judge(subject, frame)
    if frame.left_out:
        message = f"没有指定日期，{'、'.join(frame.left_out)}未检查"
        found.append(finding("check.day-needed", "", message))
    kept = chosen(found, frame.pack, wanted, unwanted)
    about = {"pack": frame.pack.name, "on": on.isoformat() if on else None}
    return Report(tuple(kept), context=context | about)


def _pack(pack: str | Path | Pack) -> Pack:
    if isinstance(pack, Path):
        read: Pack = late("read_pack")(pack)
        return read
    return pack if isinstance(pack, Pack) else load(pack)


def _checked_day(on: date | None) -> date | None:
    if on is not None and (isinstance(on, datetime) or not isinstance(on, date)):
        message = f"on= wants a day (datetime.date), not {on!r}"
        raise ZwgkError(message)
    return on


# ------------------------------------------------------------------ dispatch


def _judge(subject: Any, frame: Frame) -> tuple[list[Finding], dict[str, Any]]:
    if isinstance(subject, (Record, Mapping)):
        found, record = _judge_one(subject, frame)
        return found, _context(record)
    if isinstance(subject, Ledger):
        return _judge_ledger(subject, frame)
    if isinstance(subject, Iterable) and not isinstance(subject, (str, bytes)):
        return _judge_all(subject, frame)
    message = (
        f"validate wants a record, its dict, or an iterable of them, not {type(subject).__name__}"
    )
    raise ZwgkError(message)


def _judge_all(subjects: Iterable[Any], frame: Frame) -> tuple[list[Finding], dict[str, Any]]:
    found: list[Finding] = []
    parts = []
    records: dict[int, Record] = {}
    for n, each in enumerate(subjects):
        record: Record | None = None
        if isinstance(each, (Record, Mapping)):
            more, record = _judge_one(each, frame)
        else:
            more = [finding("shape.wrong-kind", "", "应为一条记录（对象）")]
        found += (evolve(one, path=f"/{n}{one.path}") for one in more)
        parts.append(_context(record))
        if record is not None:
            records[n] = record
    found += (evolve(one, path=f"/{n}{one.path}") for n, one in _across(records))
    return found, {"parts": tuple(parts)}


def _across(records: Mapping[int, Record]) -> Iterator[tuple[int, Finding]]:
    """Judge records together: annual reports of following years, information and the items it names."""
    yield from annuals.across(_of_kind(records, AnnualReport))
    listed = _of_kind(records, Catalog)
    yield from catalogs.across(listed)
    yield from matters.across(_of_kind(records, MatterSheet), listed)
    if listed:
        yield from notes.across(listed.values(), _of_kind(records, Information))


def _of_kind(records: Mapping[int, Record], kind: type[_R]) -> dict[int, _R]:
    return {n: each for n, each in records.items() if isinstance(each, kind)}


def _judge_ledger(ledger: Ledger, frame: Frame) -> tuple[list[Finding], dict[str, Any]]:
    """Judge every application; of what has no column the reading has spoken once for all."""
    reading = [each for each in ledger.reading if isinstance(each, Finding)]
    found, context = _judge_all(ledger.applications, frame)
    places = ledger.places
    kept = (each for each in found if each.code != _INCOMPLETE or not places or each.path in places)
    return reading + [_placed(each, places) for each in kept], context


_INCOMPLETE = "application.incomplete"


def _judge_one(subject: Any, frame: Frame) -> tuple[list[Finding], Record | None]:
    record: Record | None
    misfits: list[Finding] = []
    if isinstance(subject, Record):
        record = subject
    else:
        kind = subject.get("type")
        if not isinstance(kind, str) or kind not in _KINDS:
            return [_unknown_kind(kind)], None
        record, misfits = partial(_KINDS[kind], in_our_words(subject, frame.pack.terms))
    if record is None:
        return misfits, None
    judged = _JUDGES.get(type(record))
    if judged is None:
        message = f"validate has no checks for {type(record).__name__}"
        raise ZwgkError(message)
    return _without_repeats(misfits, judged(record, frame)), record


def _unknown_kind(kind: object) -> Finding:
    kinds = "、".join(_KINDS)
    if kind is None:
        return finding("shape.missing", "/type", f"缺少“type”；可用的类型：{kinds}")
    value = kind if isinstance(kind, str) else type(kind).__name__
    return finding(
        "shape.wrong-kind", "/type", f"没有“{value}”这种记录；可用的类型：{kinds}", value=value
    )


def _without_repeats(misfits: list[Finding], found: Iterable[Finding]) -> list[Finding]:
    """Leave out what a misfit of the shape already says: one fault, one finding."""
    if not misfits:
        return list(found)
    bad = {each.path for each in misfits}
    return misfits + [each for each in found if not any(_touches(each.path, path) for path in bad)]


def _touches(path: str, bad: str) -> bool:
    """Whether the bad place is this one, above it or below it; a whole catalogue or item is too far above."""
    if path == bad or path.startswith(bad + "/"):
        return True
    return bad.startswith(path + "/") and not path.rpartition("/")[2].isdigit() and path != "/items"


# ------------------------------------------------------------------ judges


def _judge_item(item: CatalogItem, frame: Frame) -> Iterator[Finding]:
    for check in items.CHECKS:
        yield from check(item, "", frame)
    for check_alone in catalogs.ALONE:
        for each in check_alone(Catalog((item,)), frame):
            yield evolve(each, path=each.path.removeprefix("/items/0"))


def _judge_catalog(catalog: Catalog, frame: Frame) -> Iterator[Finding]:
    reading = [each for each in catalog.reading if isinstance(each, Finding)]
    absent = _absent(reading, frame)
    said = {each.path for each in reading if each.path and each.severity is Severity.ERROR}
    places = catalog.places
    for each in reading:
        yield from _columns(each, frame)
    for n, item in enumerate(catalog.items):
        if item is None:
            continue
        path = f"/items/{n}"
        for check in items.CHECKS:
            for each in check(item, path, frame):
                if each.path not in said and not (absent and _is_absent(each, places, absent)):
                    yield _placed(each, places)
    for whole_check in (*catalogs.CHECKS, *guides.CHECKS):
        for each in whole_check(catalog, frame):
            yield _placed(each, places)


def _placed(each: Finding, places: Mapping[str, str]) -> Finding:
    place = nearest(each.path, places) if places and not each.place else None
    return evolve(each, place=place) if place else each


def _absent(reading: Iterable[Finding], frame: Frame) -> frozenset[tuple[str, str]]:
    """List (head of place, key) of the required elements for which a table has no column at all."""
    return frozenset(
        (_head(each.place), key)
        for each in reading
        if each.code == "read.column-missing"
        for key in _missed(each, required_keys(frame.pack)).values()
    )


def _missed(each: Finding, wanted: Mapping[str, str]) -> dict[str, str]:
    """Tell which wanted elements the missing columns would hold; the plan's own names come first."""
    named = (each.value or "").split("、")
    keys = {element_keys().get(name) for name in named if name not in wanted}
    return {name: key for name, key in wanted.items() if key in keys or name in named}


def _head(place: str | None) -> str:
    return (place or "").rpartition("!")[0] or (place or "")


def _is_absent(
    each: Finding, places: Mapping[str, str], absent: frozenset[tuple[str, str]]
) -> bool:
    return (_head(nearest(each.path, places)), each.path.rpartition("/")[2]) in absent


def _columns(each: Finding, frame: Frame) -> Iterator[Finding]:
    """Say once for a table which required elements, and which further columns of the plan, it has not."""
    if each.code != "read.column-missing":
        yield each
        return
    required = _missed(each, required_keys(frame.pack))
    further = _missed(each, required_keys(frame.pack, frame.pack.elements.table))
    for code, names in (("element.missing", required), ("read.column-missing", further)):
        if names:
            listed = "、".join(names)
            message = f"整张表没有“{listed}”栏"
            basis = frame.pack.basis
            yield finding(code, each.path, message, value=listed, place=each.place, basis=basis)


def _judge_annual(report: AnnualReport, _: Frame) -> Iterator[Finding]:
    yield from (each for each in report.reading if isinstance(each, Finding))
    for check in annuals.CHECKS:
        for each in check(report):
            yield _placed(each, report.places)


def _judge_application(application: Application, frame: Frame) -> Iterator[Finding]:
    for check in (*applications.CHECKS, *handlings.CHECKS):
        yield from check(application, frame)


def _judge_information(record: Information, frame: Frame) -> Iterator[Finding]:
    of_registers = (*information.OF_REGISTERS, *secrecy.OF_REGISTERS, *trails.CHECKS)
    left_out = of_registers if record.places else ()  # a document tells nothing of its register
    for check in (*information.CHECKS, *notes.CHECKS, *secrecy.CHECKS, *trails.CHECKS):
        if check not in left_out:
            yield from (_placed(each, record.places) for each in check(record, frame))


def _judge_matters(sheet: MatterSheet, frame: Frame) -> Iterator[Finding]:
    yield from (each for each in sheet.reading if isinstance(each, Finding))
    for check in matters.CHECKS:
        yield from (_placed(each, sheet.places) for each in check(sheet, frame))


def _shape_alone(_record: Record, _frame: Frame) -> tuple[Finding, ...]:
    """The shape says it all: any facts may stand together."""
    return ()


_JUDGES: Mapping[type[Record], Any] = {
    AnnualReport: _judge_annual,
    Application: _judge_application,
    CatalogItem: _judge_item,
    Catalog: _judge_catalog,
    Information: _judge_information,
    MarkFacts: _shape_alone,
    MatterSheet: _judge_matters,
}


def _context(record: Record | None) -> dict[str, Any]:
    """Tell the report which field, unit and matter each item is of (报告背景)."""
    if record is None:
        return {}
    listed = record.items if isinstance(record, Catalog) else ()
    return {
        "items": tuple(
            (item.field, item.publisher, item.name) if item else ("", "", "") for item in listed
        )
    }
