"""Dynamic adjustment (动态调整): what has happened, what is proposed for it, what was decided.

Sources: 《政府信息公开条例》第十八条、第四十四条; 国办发〔2019〕54号. The rules live in ``zwgk.adjust``.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum, unique
from typing import Any, ClassVar

from attrs import frozen

from zwgk.errors import ZwgkError
from zwgk.model._record import Record, entry, plain
from zwgk.model.catalog import Catalog, CatalogItem
from zwgk.terms import Attribute

__all__ = [
    "SIGNAL_KEYS",
    "SIGNAL_REQUIRED",
    "Action",
    "Decision",
    "PowerChange",
    "Proposal",
    "Rule",
    "Signal",
    "SignalKind",
]


@unique
class Action(StrEnum):
    """What a proposal asks for (调整动作)."""

    PUBLISH = "publish"
    CONVERT = "convert"
    WITHDRAW = "withdraw"
    UPDATE = "update"
    RETIRE = "retire"
    ADD = "add"
    RE_REVIEW = "re-review"


@unique
class Rule(StrEnum):
    """Why something is proposed (调整事由)."""

    YEARLY_ASSESSMENT = "yearly-assessment"
    SECRECY_OVER = "secrecy-over"
    CIRCUMSTANCES_CHANGED = "circumstances-changed"
    MANY_APPLICANTS = "many-applicants"
    SUGGESTION_UPHELD = "suggestion-upheld"
    BASIS_REPEALED = "basis-repealed"
    PUBLISHER_REORGANISED = "publisher-reorganised"
    VOID = "void"
    POWER_ADDED = "power-added"
    POWER_REMOVED = "power-removed"
    STANDARD_REVISED = "standard-revised"
    KEEP_OVER = "keep-over"


@unique
class SignalKind(StrEnum):
    """What has happened (信号类型)."""

    APPLICATION = "application"
    SUGGESTION = "suggestion"
    CIRCUMSTANCES = "circumstances"
    REPEALED = "repealed"
    REORGANISED = "reorganised"
    POWER = "power"
    VOID = "void"
    STANDARD = "standard"


@unique
class PowerChange(StrEnum):
    """How the list of powers and duties changed (权责清单变化)."""

    ADDED = "added"
    REMOVED = "removed"


#: which keys a signal of each kind has, besides ``signal``
SIGNAL_KEYS: Mapping[SignalKind, tuple[str, ...]] = {
    SignalKind.APPLICATION: ("information", "applicant", "on"),
    SignalKind.SUGGESTION: ("information", "upheld", "on"),
    SignalKind.CIRCUMSTANCES: ("information", "note", "on"),
    SignalKind.REPEALED: ("title", "by", "on"),
    SignalKind.REORGANISED: ("from", "to", "on"),
    SignalKind.POWER: ("title", "change", "on"),
    SignalKind.VOID: ("information", "on"),
    SignalKind.STANDARD: ("old", "new", "on"),
}
_OPTIONAL = frozenset({"note", "by"})
#: the keys without which a signal says nothing
SIGNAL_REQUIRED = frozenset(key for keys in SIGNAL_KEYS.values() for key in keys) - _OPTIONAL
_NAMES = {"from": "from_"}


def _named(key: str) -> str:
    return _NAMES.get(key, key)


@frozen
class Signal(Record):
    """Something that has happened and may call for an adjustment (调整信号); only the keys of its kind are set.

    >>> Signal(SignalKind.VOID, information="1/2024-00001", on=date(2025, 5, 15)).to_dict()
    {'signal': 'void', 'information': '1/2024-00001', 'on': '2025-05-15'}

    Raises:
        ZwgkError: a key is set that the kind does not have, or one is missing.
    """

    VARIANTS: ClassVar[
        tuple[str, Mapping[SignalKind, tuple[str, ...]], Mapping[SignalKind, frozenset[str]]]
    ] = ("signal", SIGNAL_KEYS, dict.fromkeys(SIGNAL_KEYS, SIGNAL_REQUIRED))

    signal: SignalKind = entry("类型")
    information: str | None = entry("信息索引号", default=None)
    applicant: str | None = entry("申请人", default=None)
    upheld: bool | None = entry("建议是否采纳", default=None)
    note: str | None = entry("情势变化说明", default=None)
    title: str | None = entry("文件或者职权名称", default=None)
    by: str | None = entry("取代它的文件", default=None)
    from_: str | None = entry("原机构", default=None)
    to: str | None = entry("承接机构", default=None)
    change: PowerChange | None = entry("职权变化", default=None)
    old: Catalog | None = entry("原标准目录", default=None, untyped=True)
    new: Catalog | None = entry("新标准目录", default=None, untyped=True)
    on: date | None = entry("日期", default=None)

    def __attrs_post_init__(self) -> None:
        """Refuse keys of other kinds."""
        keys = SIGNAL_KEYS[self.signal]
        wrong = [key for key in keys if key in SIGNAL_REQUIRED and self._lacks(key)]
        foreign = sorted(SIGNAL_REQUIRED.union(_OPTIONAL).difference(keys))
        wrong += [key for key in foreign if getattr(self, _named(key)) is not None]
        if wrong:
            listed = ", ".join(keys)
            message = f"a signal {self.signal.value!r} has the keys [{listed}]; check {wrong}"
            raise ZwgkError(message)

    def _lacks(self, key: str) -> bool:
        return getattr(self, _named(key)) is None

    @property
    def day(self) -> date:
        """The day of what has happened (日期); every signal has one."""
        return self.on or date.min

    def to_dict(self) -> dict[str, Any]:
        """Give the kind and the keys that this kind has (转为字典)."""
        given = {key: plain(getattr(self, _named(key))) for key in SIGNAL_KEYS[self.signal]}
        return {"signal": self.signal.value} | given


@frozen
class Proposal(Record):
    """One proposed adjustment (调整建议): of what, from what to what, why, by which ground, until when.

    ``subject`` is the index of information or the path of an item. Where a standard was revised or a power was
    added, ``item`` is the item as it would be and ``elements`` are the keys that change.

    >>> Proposal(Rule.VOID, "1/2024-00001", Action.RETIRE, "失效").to_dict()["action"]
    'retire'
    """

    rule: Rule = entry("事由")
    subject: str = entry("对象")
    action: Action = entry("动作")
    reason: str = entry("理由")
    from_: str | None = entry("原为", default=None)
    to: str | None = entry("改为", default=None)
    basis: str | None = entry("依据", default=None)
    due: date | None = entry("应于何日前办理", default=None)
    item: CatalogItem | None = entry("调整后的事项", default=None, untyped=True)
    elements: tuple[str, ...] = entry("调整的要素", default=())


@frozen
class Decision(Record):
    """What was decided on a proposal (调整决定): accepted or refused, by whom, when, why.

    ``attribute`` is the attribute decided anew where the proposal asks for a review; without it the old one stays.
    """

    proposal: Proposal = entry("建议")
    accepted: bool = entry("采纳")
    by: str | None = entry("决定人", default=None)
    on: date | None = entry("日期", default=None)
    reason: str | None = entry("理由", default=None)
    attribute: Attribute | None = entry("重新确定的公开属性", default=None)
