"""A drafted reply or letter (文书要点): its text, what it must say, what is still to be filled in, its deadlines."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, ClassVar

from attrs import frozen

from zwgk.deadline import Deadline, deadline
from zwgk.errors import ZwgkError
from zwgk.model._record import Result, told
from zwgk.outcomes.kinds import reply_words
from zwgk.workdays import WorkCalendar

__all__ = ["BLANK", "Remedy", "Reply"]

#: what the handler must fill in
BLANK = re.compile(r"【([^【】]+)】")


@frozen
class Remedy(Result):
    """When a remedy ends (救济期限届满日); not certain where only the day of posting is known."""

    KEYS: ClassVar[Mapping[str, Mapping[str, Any]]] = {
        "period": told("期限"),
        "title": told("救济途径"),
        "start": told("起算"),
        "due": told("届满"),
        "certain": told("是否确定"),
        "basis": told("依据"),
        "note": told("说明"),
    }

    period: str
    title: str
    start: date
    due: date
    certain: bool
    basis: str
    note: str | None = None

    def __str__(self) -> str:
        """Say it in one line."""
        told = f"{self.title}：{self.due}（{self.basis}）"
        return f"{told}；{self.note}" if self.note else told


@frozen
class Reply(Result):
    """The skeleton of a reply or a letter (答复书、告知书): its text, what must still be filled in, its remedies.

    ``send_by`` is the last day to send it; ``period`` the period it opens for the one who receives it.
    """

    SCHEMA: ClassVar[str | None] = "zwgk/reply/1"
    KEYS: ClassVar[Mapping[str, Mapping[str, Any]]] = {
        "application": told("申请编号"),
        "outcome": told("种类"),
        "heading": told("标题"),
        "title": told("名称"),
        "on": told("日期"),
        "basis": told("依据"),
        "lines": told("正文"),
        "must": told("应当写明的内容"),
        "missing": told("待填写的内容"),
        "reconsideration_first": told("是否须先申请行政复议"),
        "remedies": told("救济期限"),
        "remedy_basis": told("救济依据"),
        "send_by": told("发出的期限"),
        "period": told("收件人的期限"),
        "verified": told("是否核对过条文"),
        "notes": told("提醒"),
    }

    application: str
    outcome: str
    heading: str
    title: str
    on: date
    basis: str
    lines: tuple[str, ...]
    must: tuple[str, ...]
    #: whether reconsideration comes before a suit
    reconsideration_first: bool = False
    remedies: tuple[str, ...] = ()
    remedy_basis: str | None = None
    send_by: date | None = None
    period: str | None = None
    verified: bool = True
    notes: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """What is still to be filled in (待填写的内容)."""
        return tuple(dict.fromkeys(BLANK.findall("\n".join(self.lines))))

    def text(self, explanation: str = "") -> str:
        """Give the whole text, with the *explanation* of a deadline or a clock attached (全文)."""
        attached = ("", reply_words()["attachment"], explanation) if explanation else ()
        return "\n".join((*self.lines, *attached))

    def period_deadline(
        self, delivered: date, *, calendar: WorkCalendar | None = None, provisional: bool = False
    ) -> Deadline | None:
        """Tell when the period ends that a letter opens, from the day it was received (收件人的期限届满日).

        Raises:
            BeyondNotices: the last day lies beyond the last holiday notice, and *provisional* is false.
        """
        if self.period is None:
            return None
        return deadline(self.period, delivered, calendar=calendar, provisional=provisional)

    def remedy_deadlines(
        self,
        served: date | None = None,
        *,
        posted: date | None = None,
        calendar: WorkCalendar | None = None,
        provisional: bool = False,
    ) -> tuple[Remedy, ...]:
        """Tell when the remedies end (救济期限届满日): they run from the day the applicant got to know the reply.

        Where only the day of posting is known, the days told are the earliest there can be.

        Raises:
            ZwgkError: neither day is given.
            BeyondNotices: the last day lies beyond the last holiday notice, and *provisional* is false.
        """
        start = served or posted
        if start is None:
            message = "remedies run from the day of service (served=), or at the earliest of posting (posted=)"
            raise ZwgkError(message)
        named = self.remedies[:1] if self.reconsideration_first else self.remedies
        ends = (deadline(each, start, calendar=calendar, provisional=provisional) for each in named)
        return tuple(_remedies(ends, sure=served is not None))

    def __str__(self) -> str:
        """Give the text without an attachment."""
        return self.text()


def _remedies(ends: Iterator[Deadline], *, sure: bool) -> Iterator[Remedy]:
    note = None if sure else reply_words()["remedy"]["posted"]
    for each in ends:
        if isinstance(each.due, date) and isinstance(each.start, date):
            certain = sure and each.certain
            yield Remedy(each.period, each.title, each.start, each.due, certain, each.basis, note)
