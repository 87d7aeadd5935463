"""Applications as the rows of a ledger (申请成台账); what is written here reads back as the same applications.

Events of a kind that happened more than once have as many columns. Columns that no application fills are left out,
but for those every ledger has; columns of the office's own follow under their own headers.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any

from zwgk.model import Application, Event, Ground
from zwgk.tabular.ledger_cells import kept_under, table
from zwgk.tabular.ledger_header import own_header
from zwgk.tabular.written import Form

__all__ = ["ledger_form"]

_CONSENT = {True: "同意", False: "不同意"}


def ledger_form(applications: Iterable[Application]) -> Form:
    """Lay applications out as a ledger (成表).

    >>> ledger_form([Application("1", (), description="预算")]).rows[0][:2]
    ('1', '')
    """
    listed = list(applications)
    columns = [column for each in table()["column"] for column in _columns(each, listed)]
    back = {kept_under(label) for label, _ in columns}
    for name in dict.fromkeys(name for each in listed for name in each.extras):
        if name not in back:
            columns.append((own_header(name, [label for label, _ in columns]), _extra(name)))
    return Form(
        (),
        (None,) * len(columns),
        tuple(label for label, _ in columns),
        tuple(tuple(cell(each) for _, cell in columns) for each in listed),
        sheet=table()["sheet"],
    )


_Column = tuple[str, Callable[[Application], str]]


def _columns(told: Mapping[str, Any], listed: Sequence[Application]) -> Iterator[_Column]:
    role, label = told["role"], told["label"]
    if role == "seq":
        return
    kind, _, key = role.partition(".")
    kept = kept_under(label)
    most = max((len(_of(each, kind)) or kept in each.extras for each in listed), default=0)
    is_plain = kind == "applicant" or not key
    for n in range(1 if is_plain else most):
        cell = _or_kept(kept, _plain(role) if is_plain else _dated(kind, key, n), first=n == 0)
        if role == "id" or role in table()["required"] or any(map(cell, listed)) or key == "on":
            yield label, cell
    if not is_plain and not most and role in table()["required"]:
        yield label, _nothing


def _nothing(_: Application) -> str:
    return ""


def _of(application: Application, kind: str) -> list[Event]:
    return [each for each in application.events if each and each.event.value == kind]


def _plain(role: str) -> Callable[[Application], str]:
    def cell(application: Application) -> str:
        found: Any = application
        for step in role.split("."):
            found = getattr(found, step, None)
        return _written(found)

    return cell


def _or_kept(
    name: str, cell: Callable[[Application], str], *, first: bool
) -> Callable[[Application], str]:
    """Put what could not be read back into its column."""
    return (lambda each: cell(each) or each.extras.get(name, "")) if first else cell


def _extra(name: str) -> Callable[[Application], str]:
    return lambda application: application.extras.get(name, "")


def _dated(kind: str, key: str, n: int) -> Callable[[Application], str]:
    def cell(application: Application) -> str:
        found = _of(application, kind)
        value = getattr(found[n], key) if n < len(found) else None
        if kind == "answered" and key == "outcome" and n < len(found):
            value = value or application.outcome
        return _written(value)

    return cell


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _CONSENT[value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "；".join(map(_ground, value))
    return str(value.value) if isinstance(value, Enum) else str(value)


def _ground(ground: Ground) -> str:
    return f"{ground.article}：{ground.item}" if ground.item else ground.article
