"""The facts a mark is decided by, and the mark (公开属性判定的事实与结果).

Sources: 《政府信息公开条例》第十三条至第二十一条、第三十七条; 国办发〔2016〕80号.
"""

from collections.abc import Callable
from enum import StrEnum, unique
from typing import Any, ClassVar

from attrs import field, frozen

from zwgk.model._record import Record, entry
from zwgk.model.catalog import Ground
from zwgk.terms import Attribute

__all__ = ["Mark", "MarkFacts", "MarkStatus", "MarkStep"]


@unique
class MarkStatus(StrEnum):
    """How far the marking has come (判定状态)."""

    DECIDED = "decided"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not-applicable"


@frozen
class MarkFacts(Record):
    """What is known of a piece of information (判定事实): each fact true, false, or unknown.

    >>> MarkFacts(government_information=True).state_secret is None
    True
    """

    KIND: ClassVar[str | None] = "mark-facts"

    government_information: bool | None = entry("政府信息", default=None)
    state_secret: bool | None = entry("国家秘密", default=None)
    prohibited_by_law: bool | None = entry("法律、行政法规禁止公开", default=None)
    endangers_security: bool | None = entry("危及三安全一稳定", default=None)
    trade_secret: bool | None = entry("商业秘密", default=None)
    personal_privacy: bool | None = entry("个人隐私", default=None)
    third_party_consents: bool | None = entry("第三方同意公开", default=None)
    withholding_harms_public_interest: bool | None = entry(
        "不公开对公共利益有重大影响", default=None
    )
    internal_affairs: bool | None = entry("内部事务信息", default=None)
    deliberative: bool | None = entry("过程性信息", default=None)
    enforcement_file: bool | None = entry("行政执法案卷信息", default=None)
    disclosure_required: bool | None = entry("规定应当公开", default=None)
    separable: bool | None = entry("能够区分处理", default=None)
    listed_proactive: bool | None = entry("列入主动公开内容", default=None)
    affects_public_interest: bool | None = entry("涉及公众利益调整", default=None)
    needs_wide_awareness: bool | None = entry("需要公众广泛知晓", default=None)
    needs_public_participation: bool | None = entry("需要公众参与决策", default=None)


@frozen
class MarkStep(Record):
    """One step of the decision, told (判定步骤)."""

    step: str = entry("步骤")
    what: str = entry("内容")
    basis: str | None = entry("依据", default=None)


def _told(
    steps: "tuple[MarkStep, ...] | Callable[[], tuple[MarkStep, ...]]",
) -> tuple[MarkStep, ...]:
    """Give the steps, told now if they were not yet."""
    return steps() if callable(steps) else steps


@frozen(kw_only=True)
class Mark(Record):
    """The attribute that follows from the facts (公开属性判定结果), with grounds, duties and what is still to be asked.

    ``discretionary``: the agency may withhold and need not. ``missing`` are the facts that could still change the
    outcome. ``readings`` are the readings of disputed law that were asked for; they stand outside ``to_dict``.
    ``steps_`` may be a function that tells the steps when they are wanted.
    """

    SCHEMA: ClassVar[str | None] = "zwgk/mark/1"

    attribute: Attribute | None = entry("公开属性", default=None)
    redacted: bool = entry("删减后公开", default=False)
    discretionary: bool = entry("可以裁量", default=False)
    grounds: tuple[Ground, ...] = entry("不予公开理由", default=())
    missing: tuple[str, ...] = entry("有待查明的事实", default=())
    duties: tuple[str, ...] = entry("应办事项", default=())
    note: str | None = entry("标注", default=None)
    status: MarkStatus = entry("判定状态")
    steps_: tuple[MarkStep, ...] = entry("判定步骤", default=(), eq=_told, repr=False)
    readings: tuple[str, ...] = field(default=(), eq=False)

    @property
    def steps(self) -> tuple[MarkStep, ...]:
        """The decision, step by step (判定步骤)."""
        return _told(self.steps_)

    def to_dict(self) -> dict[str, Any]:
        """Give the mark of contract §7 (转为字典)."""
        return super().to_dict() | {"steps": [each.to_dict() for each in self.steps]}

    def __str__(self) -> str:
        """Say it in one line."""
        if self.status is MarkStatus.NOT_APPLICABLE:
            return "不适用公开属性"
        if self.attribute is None:
            return f"尚不能判定，有 {len(self.missing)} 项事实有待查明"
        return f"{self.attribute.value}{'（区分处理）' if self.redacted else ''}"
