"""An application for disclosure (依申请公开): who asks for what, and the dated events of its handling.

Sources: 《政府信息公开条例》第二十九条至第三十六条; 国办函〔2020〕109号 (信息处理费).
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum, unique
from typing import Any, ClassVar

from attrs import frozen

from zwgk.errors import ZwgkError
from zwgk.model._record import FrozenMap, Record, entry, frozen_map, plain
from zwgk.model.catalog import Ground
from zwgk.model.handling import HandlingStep

__all__ = [
    "EVENT_KEYS",
    "Applicant",
    "ApplicantKind",
    "Application",
    "Delivery",
    "Event",
    "EventKind",
    "Via",
]


@unique
class ApplicantKind(StrEnum):
    """Who asks, by the columns of the annual report (申请人类别)."""

    PERSON = "自然人"
    ENTERPRISE = "商业企业"
    RESEARCH = "科研机构"
    CHARITY = "社会公益组织"
    LEGAL_SERVICE = "法律服务机构"
    OTHER = "其他"


@unique
class Via(StrEnum):
    """How an application came in (提交方式); it decides which day is the day of receipt (art. 31)."""

    IN_PERSON = "当面"
    REGISTERED_MAIL = "邮寄签收"
    PLAIN_MAIL = "平信"
    NETWORK = "网络"
    EMAIL = "电子邮件"
    FAX = "传真"
    OTHER = "其他"


@unique
class Delivery(StrEnum):
    """How an answer was sent (送达方式)."""

    MAIL = "邮寄"
    DIRECT = "直接"


@unique
class EventKind(StrEnum):
    """What happened to an application (办理节点)."""

    RECEIVED = "received"
    CORRECTION_ASKED = "correction_asked"
    CORRECTED = "corrected"
    CORRECTION_LAPSED = "correction_lapsed"
    THIRD_PARTY_ASKED = "third_party_asked"
    THIRD_PARTY_REPLIED = "third_party_replied"
    AGENCY_ASKED = "agency_asked"
    AGENCY_REPLIED = "agency_replied"
    EXTENDED = "extended"
    FEE_NOTICED = "fee_noticed"
    FEE_PAID = "fee_paid"
    FEE_LAPSED = "fee_lapsed"
    EXPLANATION_ASKED = "explanation_asked"
    EXPLAINED = "explained"
    WITHDRAWN = "withdrawn"
    ANSWERED = "answered"


_ASKED = ("on", "party", "delivered")
_REPLIED = ("on", "party", "consent")
#: which keys an event of each kind has, besides ``event``
EVENT_KEYS: Mapping[EventKind, tuple[str, ...]] = {
    EventKind.RECEIVED: ("on", "submitted", "signed", "confirmed"),
    EventKind.CORRECTION_ASKED: ("on", "reply_by"),
    EventKind.CORRECTED: ("on",),
    EventKind.CORRECTION_LAPSED: ("on",),
    EventKind.THIRD_PARTY_ASKED: _ASKED,
    EventKind.THIRD_PARTY_REPLIED: _REPLIED,
    EventKind.AGENCY_ASKED: _ASKED,
    EventKind.AGENCY_REPLIED: _REPLIED,
    EventKind.EXTENDED: ("on", "approved_by", "days", "notified"),
    EventKind.FEE_NOTICED: ("on", "delivered"),
    EventKind.FEE_PAID: ("on",),
    EventKind.FEE_LAPSED: ("on",),
    EventKind.EXPLANATION_ASKED: ("on",),
    EventKind.EXPLAINED: ("on",),
    EventKind.WITHDRAWN: ("on",),
    EventKind.ANSWERED: ("on", "outcome", "delivery", "posted", "served", "grounds", "reason"),
}
_ALL = frozenset(key for keys in EVENT_KEYS.values() for key in keys)
#: for each kind the keys that must be absent
_FOREIGN = {kind: tuple(sorted(_ALL.difference(keys))) for kind, keys in EVENT_KEYS.items()}
#: the day of receipt may follow from the channel (art. 31); every other event has its day
_DATED = {kind: frozenset({"on"}) for kind in EVENT_KEYS} | {EventKind.RECEIVED: frozenset()}


@frozen
class Applicant(Record):
    """Who asks (申请人): art. 29 wants name, proof of identity and contact."""

    name: str | None = entry("姓名或者名称", default=None)
    kind: ApplicantKind | None = entry("申请人类别", default=None)
    identity: str | None = entry("身份证明", default=None)
    contact: str | None = entry("联系方式", default=None)


@frozen
class Event(Record):
    """One dated event in the handling of an application (办理节点); only the keys of its kind are set.

    >>> Event(EventKind.EXTENDED, date(2024, 2, 8), approved_by="负责人").to_dict()
    {'event': 'extended', 'on': '2024-02-08', 'approved_by': '负责人'}

    Raises:
        ZwgkError: a key is set that the kind does not have, or the day is missing.
    """

    VARIANTS: ClassVar[
        tuple[str, Mapping[EventKind, tuple[str, ...]], Mapping[EventKind, frozenset[str]]]
    ] = ("event", EVENT_KEYS, _DATED)
    #: an event that cannot be read keeps its place, so that the others keep their numbers
    PLACED: ClassVar[bool] = True

    event: EventKind = entry("节点")
    on: date | None = entry("日期", default=None)
    submitted: date | None = entry("提交日期", default=None)
    signed: date | None = entry("签收日期", default=None)
    confirmed: date | None = entry("双方确认日期", default=None)
    reply_by: date | None = entry("补正期限", default=None)
    party: str | None = entry("被征求意见方", default=None)
    delivered: date | None = entry("对方收到日期", default=None)
    consent: bool | None = entry("是否同意公开", default=None)
    approved_by: str | None = entry("批准人", default=None)
    days: int | None = entry("延长的工作日数", default=None, minimum=1)
    notified: date | None = entry("告知申请人日期", default=None)
    outcome: str | None = entry("办理结果", default=None)
    delivery: Delivery | None = entry("送达方式", default=None)
    posted: date | None = entry("交邮日期", default=None)
    served: date | None = entry("签收送达日期", default=None)
    grounds: tuple[Ground, ...] = entry("不予公开依据", default=())
    reason: str | None = entry("理由", default=None)

    def __attrs_post_init__(self) -> None:
        """Refuse keys of other kinds."""
        wrong = [key for key in _FOREIGN[self.event] if getattr(self, key) not in (None, ())]
        wrong += [key for key in _DATED[self.event] if getattr(self, key) is None]
        if wrong:
            keys = ", ".join(EVENT_KEYS[self.event])
            message = f"an event {self.event.value!r} has the keys [{keys}]; check {wrong}"
            raise ZwgkError(message)

    def to_dict(self) -> dict[str, Any]:
        """Give the kind and those of its keys that are set (转为字典)."""
        given = {key: getattr(self, key) for key in EVENT_KEYS[self.event]}
        told = {key: plain(value) for key, value in given.items() if value not in (None, ())}
        return {"event": self.event.value} | told


@frozen
class Application(Record):
    """An application for disclosure with all its events (政府信息公开申请).

    >>> Application("2024-18", events=(Event(EventKind.RECEIVED, date(2024, 3, 4)),)).to_dict()["events"]
    [{'event': 'received', 'on': '2024-03-04'}]
    """

    KIND: ClassVar[str | None] = "application"

    id: str = entry("编号")
    events: tuple[Event, ...] = entry("办理过程")
    applicant: Applicant | None = entry("申请人", default=None)
    description: str | None = entry("所需信息的描述", default=None)
    form: str | None = entry("形式要求", default=None)
    via: Via | None = entry("提交方式", default=None)
    outcome: str | None = entry("办理结果", default=None)
    handling: tuple[HandlingStep, ...] = entry("办理记录", default=())
    extras: Mapping[str, str] = entry("其他栏目", default=FrozenMap(), converter=frozen_map)
