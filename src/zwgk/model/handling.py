"""The record of how an application was handled (办理记录): each step, who took it, when.

Source: 《政府信息公开条例》第四十五条 (登记、审核、办理、答复、归档); the steps that a plan wants are data of its pack.
"""

from datetime import date
from enum import StrEnum, unique
from typing import ClassVar

from attrs import frozen

from zwgk.model._record import Record, entry

__all__ = ["HandlingStep", "HandlingStepKind"]


@unique
class HandlingStepKind(StrEnum):
    """The steps of handling an application (办理步骤): 申请, 受理, 登记, 办理, 审核, 答复, 送达, 归档."""

    APPLIED = "applied"
    ACCEPTED = "accepted"
    REGISTERED = "registered"
    PROCESSED = "processed"
    REVIEWED = "reviewed"
    ANSWERED = "answered"
    SERVED = "served"
    ARCHIVED = "archived"


@frozen
class HandlingStep(Record):
    """One recorded step of handling an application (办理记录): who did what, when.

    >>> HandlingStep(HandlingStepKind.REGISTERED, "登记员", date(2024, 3, 4)).to_dict()
    {'step': 'registered', 'by': '登记员', 'on': '2024-03-04', 'note': None}
    """

    #: a step that cannot be read keeps its place, so that the others keep their numbers
    PLACED: ClassVar[bool] = True

    step: HandlingStepKind = entry("步骤")
    by: str | None = entry("经办人", default=None)
    on: date | None = entry("日期", default=None)
    note: str | None = entry("备注", default=None)
