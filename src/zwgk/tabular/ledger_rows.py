"""The row or rows of one application in a ledger → application (一件申请): values, events in order of days, places, findings."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from attrs import frozen

from zwgk.model.application import (
    EVENT_KEYS,
    Applicant,
    ApplicantKind,
    Application,
    Delivery,
    Event,
    EventKind,
    Via,
)
from zwgk.report import Finding, finding
from zwgk.tabular.grid import Grid
from zwgk.tabular.ledger_cells import (
    amount_of,
    applicant_of,
    consent_of,
    day_of,
    delivery_of,
    is_blank,
    kept_under,
    lacks_year,
    table,
    via_of,
)
from zwgk.tabular.ledger_header import Head
from zwgk.tabular.ticks import grounds_in
from zwgk.text import annual

__all__ = ["Made", "Rows", "application_of"]

_DAYS = frozenset(
    (
        "on",
        "submitted",
        "signed",
        "confirmed",
        "reply_by",
        "delivered",
        "notified",
        "posted",
        "served",
    )
)
_REMARK = "ledger.remark"
#: filled in advance in many ledgers: they alone make no event
_QUIET = frozenset({"delivery"})


@frozen
class Rows:
    """The rows of one application (一件申请的各行)."""

    grid: Grid
    head: Head
    rows: tuple[int, ...]


class Made(NamedTuple):
    """An application with the places of its values and what reading found (读成的申请)."""

    application: Application
    sheet: str | None
    running: bool
    places: Mapping[str, str]
    findings: tuple[Finding, ...]


class _Cell(NamedTuple):
    text: str
    place: str


class _Read(NamedTuple):
    """One event as read (读成的节点): nothing where its day cannot be read."""

    event: Event | None
    rank: tuple[date, int]
    places: Mapping[str, str]
    findings: tuple[tuple[str, str, str, _Cell], ...]  # code, key, message, cell
    kept: tuple[tuple[str, str], ...] = ()  # what could not be read, under the name it is kept by


def application_of(given: Rows, number: int) -> Made:
    """Make the application, whose path is ``/number`` (读成申请)."""
    name, running = _name(given)
    root = f"/{number}"
    found: list[Finding] = []
    applicant = Applicant(
        _text(given, "applicant.name"),
        _worded(given, "applicant.kind", applicant_of, root, found),
        _text(given, "applicant.identity"),
        _text(given, "applicant.contact"),
    )
    events = sorted(_events(given), key=_rank)
    found += _told(events, root)
    made = Application(
        name,
        tuple(each.event for each in events),  # type: ignore[misc]
        applicant=applicant if applicant != Applicant() else None,
        description=_text(given, "description"),
        form=_text(given, "form"),
        via=_worded(given, "via", via_of, root, found),
        extras=_extras(
            given, [*_unworded(given), *(pair for each in events for pair in each.kept)]
        ),
    )
    places = _places(given, root, events)
    return Made(made, given.grid.label, running, places, tuple(found))


def _rank(each: _Read) -> tuple[date, int]:
    return each.rank


def _cells(given: Rows, role: str) -> list[_Cell]:
    """List the cells of a role that say something."""
    return [
        _Cell(text, given.grid.address(row, column))
        for row in given.rows
        for column in given.head.of(role)
        if not is_blank(text := given.grid.columns[column][row])
    ]


def _text(given: Rows, role: str) -> str | None:
    return "；".join(dict.fromkeys(cell.text for cell in _cells(given, role))) or None


def _extras(given: Rows, unread: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Keep what stands in columns that are not known, and what could not be read (其他栏目)."""
    columns = [*given.head.others(given.grid)]
    own = ((label, given.grid.columns[at][row]) for row in given.rows for at, label in columns)
    found: dict[str, dict[str, None]] = {}
    for label, text in (*own, *unread):
        if text:
            found.setdefault(label, {})[text] = None
    return {label: "；".join(texts) for label, texts in found.items()}


def _unworded(given: Rows) -> Iterator[tuple[str, str]]:
    """List the words of an application that are not ours."""
    for role, read in (("applicant.kind", applicant_of), ("via", via_of)):
        cells = _cells(given, role)
        if cells and read(cells[0].text) is None:
            yield kept_under(_labels()[role]), cells[0].text


def _name(given: Rows) -> tuple[str, bool]:
    """Find the number of an application, else the running number of its row."""
    name = _text(given, "id")
    return (name, False) if name else (_text(given, "seq") or f"第{given.rows[0] + 1}行", True)


def _worded(
    given: Rows, role: str, read: Callable[[str], str | None], root: str, found: list[Finding]
) -> Any:
    """Read a cell that must be one of our words."""
    cells = _cells(given, role)
    value = read(cells[0].text) if cells else None
    if cells and value is None:
        path = f"{root}/{role.replace('.', '/')}"
        found.append(_unknown(path, role, cells[0]))
    return _enum(role, value) if value else None


_ENUMS: Mapping[str, Callable[[str], Any]] = {
    "applicant.kind": ApplicantKind,
    "delivery": Delivery,
    "via": Via,
}


@cache
def _enum(role: str, value: str) -> Any:
    return _ENUMS[role](value)


def _unknown(path: str, role: str, cell: _Cell) -> Finding:
    message = f"“{_labels()[role]}”写的是“{cell.text}”，可用：{_choices(role)}"
    return finding("ledger.value-unknown", path, message, place=cell.place, value=cell.text)


@cache
def _labels() -> Mapping[str, str]:
    return {each["role"]: each["label"] for each in table()["column"]}


@cache
def _choices(role: str) -> str:
    known = {
        "via": tuple(table()["via"]),
        "applicant.kind": annual.applicants()[:-1],
        "answered.delivery": ("邮寄", "直接"),
        "extended.days": ("20",),
    }
    return "、".join(known.get(role, ("同意", "不同意")))


# ------------------------------------------------------------------ events


def _events(given: Rows) -> Iterator[_Read]:
    for order, (kind, known) in enumerate(_kinds().items()):
        roles = _needed(given, kind, known)
        most = max((len(given.head.of(role)) for role in roles.values()), default=0)
        for row in given.rows if most else ():
            for n in range(most):
                cells = _instance(given, roles, row, n)
                if any(_speaks(kind, roles[key], cell) for key, cell in cells.items()):
                    yield _event(kind, order, cells)


def _needed(given: Rows, kind: EventKind, roles: Mapping[str, str]) -> Mapping[str, str]:
    """Leave out who replied where only one was asked."""
    asked = roles.get("party", "").replace(".party", ".on")
    if asked.startswith(f"{kind.value}.") or len(_cells(given, asked)) > 1:
        return roles
    return {key: role for key, role in roles.items() if key != "party"}


@cache
def _kinds() -> Mapping[EventKind, Mapping[str, str]]:
    """Give for each kind of event the role of each key, in the order of the columns."""
    roles = [each["role"] for each in table()["column"]]
    known = {kind.value for kind in EventKind}
    kinds = dict.fromkeys(role.partition(".")[0] for role in roles)
    return {
        EventKind(kind): {
            key: role for key in EVENT_KEYS[EventKind(kind)] if (role := _of(kind, key)) in roles
        }
        for kind in kinds
        if kind in known
    }


def _of(kind: str, key: str) -> str:
    """Name the role of a key: who replies is who was asked, in the same columns."""
    asked = kind.replace("_replied", "_asked") if key == "party" else kind
    return f"{asked}.{key}"


def _instance(given: Rows, roles: Mapping[str, str], row: int, n: int) -> dict[str, _Cell]:
    """Give the cells of the n-th event of a kind in one row, blank ones too."""
    columns = {key: given.head.of(role) for key, role in roles.items()}
    return {
        key: _Cell(given.grid.columns[found[n]][row], given.grid.address(row, found[n]))
        for key, found in columns.items()
        if n < len(found)
    }


def _speaks(kind: EventKind, role: str, cell: _Cell) -> bool:
    """Tell whether a cell says that something happened; the party asked says nothing of its reply."""
    of, _, key = role.partition(".")
    if key in _QUIET or of != kind.value or is_blank(cell.text):
        return False
    return key != "consent" or consent_of(cell.text) != (True, None)


def _event(kind: EventKind, order: int, cells: Mapping[str, _Cell]) -> _Read:
    values: dict[str, Any] = {}
    faults: list[tuple[str, str, str, _Cell]] = []
    for key, cell in cells.items():
        if not is_blank(cell.text):
            _VALUES[key](kind, key, cell, values, faults)
    day = values.get("on")
    places = {key: cell.place for key, cell in cells.items()}
    if day is None and not _may_lack_day(kind, faults):
        if not any(key == "on" for _, key, _, _ in faults):
            faults.append(_dayless(kind, cells))
        whole = [(key, cell.text) for key, cell in cells.items() if not is_blank(cell.text)]
        return _Read(None, (date.max, order), places, tuple(faults), _kept(kind, whole))
    event, rank = Event(kind, **values), (day or date.min, order)
    unread = [(key, cell.text) for code, key, _, cell in faults if code != _REMARK]
    remarks = [(key, day_of(cell.text)[1]) for code, key, _, cell in faults if code == _REMARK]
    kept = _kept(kind, unread) + _remarks(kind, remarks)
    return _Read(event, rank, places, tuple(faults), kept)


def _kept(kind: EventKind, unread: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    labels = _labels()
    return tuple((kept_under(labels[f"{kind.value}.{key}"]), text) for key, text in unread)


def _remarks(kind: EventKind, told: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Keep what is said after a day, apart from it."""
    labels, suffix = _labels(), table()["remark"]
    return tuple((f"{labels[f'{kind.value}.{key}']}{suffix}", text) for key, text in told)


def _may_lack_day(kind: EventKind, faults: list[Any]) -> bool:
    """The day of receipt may follow from the channel, unless a day of its own is written."""
    return kind is EventKind.RECEIVED and not any(fault[1] == "on" for fault in faults)


def _dayless(kind: EventKind, cells: Mapping[str, _Cell]) -> tuple[str, str, str, _Cell]:
    cell = cells.get("on") or next(each for each in cells.values() if not is_blank(each.text))
    label = _labels()[f"{kind.value}.on"]
    return ("ledger.date-missing", "on", f"没有“{label}”，这一节点没有计入期限", cell)


def _told(events: list[_Read], root: str) -> Iterator[Finding]:
    for n, each in enumerate(events):
        for code, key, message, cell in each.findings:
            path = f"{root}/events/{n}/{key}"
            yield finding(code, path, message, place=cell.place, value=cell.text or None)


# ------------------------------------------------------------------ values of events


def _day_value(
    kind: EventKind, key: str, cell: _Cell, values: dict[str, Any], faults: list[Any]
) -> None:
    day, remark = day_of(cell.text)
    label = _labels()[f"{kind.value}.{key}"]
    if day is None:
        fact = "没有写年份" if lacks_year(cell.text) else "不是一个日期"
        message = f"“{label}”写的是“{cell.text}”，{fact}"
        faults.append(("ledger.date-unreadable", key, message, cell))
        return
    values[key] = day
    if remark:
        message = f"“{label}”读作{day}，后附的“{remark}”另作附注保留"
        faults.append((_REMARK, key, message, cell))


def _text_value(
    _kind: EventKind, key: str, cell: _Cell, values: dict[str, Any], _faults: list[Any]
) -> None:
    values[key] = f"{values[key]}；{cell.text}" if key in values else cell.text


def _grounds_value(
    _kind: EventKind, key: str, cell: _Cell, values: dict[str, Any], _faults: list[Any]
) -> None:
    grounds, whole = grounds_in(cell.text)
    values[key] = grounds
    if not whole:
        values["reason"] = cell.text


def _understood(
    kind: EventKind, key: str, cell: _Cell, values: dict[str, Any], faults: list[Any]
) -> None:
    known, value = _READ[key](cell.text)
    if value is not None:
        values[key] = value
    if not known:
        role = f"{kind.value}.{key}"
        message = f"“{_labels()[role]}”写的是“{cell.text}”，可用：{_choices(role)}"
        faults.append(("ledger.value-unknown", key, message, cell))


def _amount(text: str) -> tuple[bool, int | None]:
    found = amount_of(text)
    return (True, found) if found else (False, None)


def _delivery(text: str) -> tuple[bool, Any]:
    known, value = delivery_of(text)
    return known, _enum("delivery", value) if value else None


_READ: Mapping[str, Callable[[str], tuple[bool, Any]]] = {
    "consent": consent_of,
    "days": _amount,
    "delivery": _delivery,
}
_VALUES: Mapping[str, Callable[..., None]] = {
    **dict.fromkeys(_DAYS, _day_value),
    **dict.fromkeys(_READ, _understood),
    **dict.fromkeys(("party", "approved_by", "outcome", "reason"), _text_value),
    "grounds": _grounds_value,
}


# ------------------------------------------------------------------ places


def _places(given: Rows, root: str, events: list[_Read]) -> dict[str, str]:
    """Give the cell of every value that has a column, a blank one too."""
    row, grid = given.rows[0], given.grid
    first = next((at for at, text in enumerate(grid.row(row)) if text), 0)
    found = {root: grid.address(row, first)}
    for role in _PLAIN:
        if columns := given.head.of(role):
            path = f"{root}/{role.replace('.', '/')}"
            found[path] = next(
                iter(_cells(given, role)), _Cell("", grid.address(row, columns[0]))
            ).place
    for role in table()["any_of"]:
        if columns := given.head.of(role):
            found.setdefault(f"{root}/events", grid.address(row, columns[0]))
    for n, each in enumerate(events):
        own = each.places.get("on") or next(iter(each.places.values()))
        found[f"{root}/events/{n}"] = own
        found |= {f"{root}/events/{n}/{key}": place for key, place in each.places.items()}
    return found


_PLAIN = (
    "id",
    "applicant.name",
    "applicant.kind",
    "applicant.identity",
    "applicant.contact",
    "description",
    "form",
    "via",
)
