"""The term of a state secret (保密期限): how long, by what law, and where it stands on a day.

Sources: 《中华人民共和国保守国家秘密法》(2010, 2024); 《中华人民共和国保守国家秘密法实施条例》(2024).
"""

from datetime import date
from enum import StrEnum, unique
from typing import ClassVar

from attrs import frozen

from zwgk.model._record import Record, entry
from zwgk.model.facts import MarkStep
from zwgk.terms import SecrecyLevel

__all__ = ["SecrecyState", "SecrecyTerm"]


@unique
class SecrecyState(StrEnum):
    """Where a secret stands on a day (保密状态); declassified or expired is not yet public."""

    NOT_YET = "not-yet"
    SECRET = "secret"  # noqa: S105 - a state, no password
    DECLASSIFIED = "declassified"
    EXPIRED = "expired"


@frozen(kw_only=True)
class SecrecyTerm(Record):
    """The term of a state secret (保密期限).

    ``until`` is the last secret day as determined, ``longest`` the last that the law allows, ``end`` the one that
    counts: the first of the two that is known. ``exceeds`` and ``longest`` are ``None`` where no maximum is known.
    ``next_review`` is absent once the secret is over, or where it ends before a review is due.
    """

    SCHEMA: ClassVar[str | None] = "zwgk/secrecy-term/1"

    level: SecrecyLevel = entry("密级")
    determined_on: date = entry("定密日期")
    until: date | None = entry("所定截止日期", default=None)
    longest: date | None = entry("最长期限截止日期", default=None)
    end: date | None = entry("保密期限最后一日", default=None)
    exceeds: bool | None = entry("是否超过最长期限", default=None)
    next_review: date | None = entry("下次审核截止日期", default=None)
    on: date | None = entry("查询日期", default=None)
    state: SecrecyState | None = entry("保密状态", default=None)
    review_overdue: bool = entry("逾期未审核", default=False)
    version: str | None = entry("法律版本", default=None)
    basis: str | None = entry("依据", default=None)
    verified: bool = entry("依据已核对", default=False)
    readings: tuple[str, ...] = entry("口径", default=())
    steps: tuple[MarkStep, ...] = entry("说明", default=())

    def explain(self) -> str:
        """Tell the reckoning, a line each (逐行说明)."""
        return "\n".join(
            f"{each.what}{f'（{each.basis}）' if each.basis else ''}。" for each in self.steps
        )
