"""The time limit of disclosure (公开时限): the cell's text and the clauses read from it.

Source of the element: 国办发〔2019〕54号. Reading lives in ``zwgk.text``.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from attrs import frozen

from zwgk._late import late
from zwgk.errors import ZwgkError
from zwgk.model._record import Record, entry, plain
from zwgk.terms import ClauseKind, Every, Unit

__all__ = ["CLAUSE_KEYS", "CLAUSE_REQUIRED", "Clause", "TimeLimit"]

#: which keys a clause of each kind has, besides ``kind`` and the optional ``scope``
CLAUSE_KEYS: Mapping[ClauseKind, tuple[str, ...]] = {
    ClauseKind.WITHIN: ("amount", "unit", "from"),
    ClauseKind.BEFORE: ("amount", "unit", "to"),
    ClauseKind.AT_LEAST: ("amount", "unit", "what"),
    ClauseKind.IMMEDIATE: (),
    ClauseKind.PROMPT: (),
    ClauseKind.PERIODIC: ("every",),
    ClauseKind.BY_DATE: ("dates",),
    ClauseKind.PERMANENT: (),
    ClauseKind.KEEP: ("amount", "unit"),
    ClauseKind.DITTO: (),
    ClauseKind.BY_RULE: (),
    ClauseKind.EXTENDABLE: ("amount", "unit"),
    ClauseKind.WITH: ("to",),
    ClauseKind.ONCE: ("date",),
    ClauseKind.UNREADABLE: ("text",),
}
#: of these, the ones without which a clause of its kind says nothing
CLAUSE_REQUIRED = frozenset({"amount", "unit", "dates", "date", "text"})
_NAMES = {"from": "from_"}
_NOTHING: tuple[object, ...] = (None, ())
_ALL = frozenset(key for keys in CLAUSE_KEYS.values() for key in keys)
#: for each kind the attributes that must be set, and those that must not
_KEYS = {
    kind: (
        tuple(_NAMES.get(key, key) for key in keys if key in CLAUSE_REQUIRED),
        tuple(_NAMES.get(key, key) for key in sorted(_ALL.difference(keys))),
    )
    for kind, keys in CLAUSE_KEYS.items()
}


@frozen
class Clause(Record):
    """One statement of a time limit (时限子句); only the keys of its kind are set.

    >>> Clause(ClauseKind.WITHIN, amount=20, unit=Unit.WORKING_DAY, from_=("形成",)).to_dict()
    {'kind': 'within', 'amount': 20, 'unit': 'working_day', 'from': ['形成']}

    Raises:
        ZwgkError: a key is set that the kind does not have, or one is missing.
    """

    VARIANTS: ClassVar[tuple[str, Mapping[str, tuple[str, ...]], Mapping[str, frozenset[str]]]] = (
        "kind",
        {kind: (*keys, "scope") for kind, keys in CLAUSE_KEYS.items()},
        dict.fromkeys(CLAUSE_KEYS, CLAUSE_REQUIRED),
    )

    kind: ClauseKind = entry("类型")
    amount: int | None = entry("数量", default=None, minimum=0)
    unit: Unit | None = entry("单位", default=None)
    from_: tuple[str, ...] = entry("起算事由", default=())
    to: tuple[str, ...] = entry("对应事由", default=())
    what: str | None = entry("持续事项", default=None)
    every: Every | None = entry("周期", default=None)
    dates: tuple[str, ...] = entry(
        "每期日期",
        default=(),
        max_length=7,
        pattern="^(--(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])|---(0[1-9]|[12][0-9]|3[01]))$",
    )
    date: "date | None" = entry("日期", default=None)
    text: str | None = entry("原文", default=None)
    scope: str | None = entry("适用范围", default=None)

    def __attrs_post_init__(self) -> None:
        """Refuse keys of other kinds."""
        needed, foreign = _KEYS[self.kind]
        wrong = [key for key in needed if getattr(self, key) in _NOTHING]
        wrong += [key for key in foreign if getattr(self, key) not in _NOTHING]
        if wrong:
            keys = ", ".join(CLAUSE_KEYS[self.kind])
            message = f"a clause of kind {self.kind.value!r} has the keys [{keys}]; check {wrong}"
            raise ZwgkError(message)

    def to_dict(self) -> dict[str, Any]:
        """Give the kind and the keys that this kind has (转为字典)."""
        given = {key: plain(getattr(self, _NAMES.get(key, key))) for key in CLAUSE_KEYS[self.kind]}
        scope = {} if self.scope is None else {"scope": self.scope}
        return {"kind": self.kind.value} | given | scope


@frozen
class TimeLimit(Record):
    """When something is to be disclosed (公开时限); ``text`` is the cell, whole.

    >>> str(TimeLimit("20工作日", (Clause(ClauseKind.WITHIN, amount=20, unit=Unit.WORKING_DAY),)))
    '20个工作日内'
    """

    text: str = entry("原文")
    clauses: tuple[Clause, ...] = entry("子句")
    subject_to_other_law: bool = entry("法律法规另有规定的从其规定", default=False)

    def __str__(self) -> str:
        """Say it in standard wording (规范表述)."""
        worded: str = late("time_limit_wording")(self)
        return worded

    def due(self, start: Any, *, calendar: Any = None) -> Any:
        """Find when it falls due if its event is on *start* (到期日): see :func:`zwgk.due.due`.

        >>> import datetime, zwgk
        >>> zwgk.parse_time_limit("5个工作日内").due(datetime.date(2026, 2, 11)).due
        datetime.date(2026, 2, 25)
        """
        return late("time_limit_due")(self, start, calendar=calendar)
