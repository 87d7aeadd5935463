"""Checks of an application (依申请公开检查): what it must contain, and how it was handled in time.

Sources: 《政府信息公开条例》第二十九条至第三十六条; GB 32100-2015.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from zwgk import _data
from zwgk.clock import clock
from zwgk.clock.receipt import day_of_receipt
from zwgk.clock.state import ANSWERED, LAPSED
from zwgk.model import ApplicantKind, Application
from zwgk.model.application import EventKind
from zwgk.report import Finding, finding
from zwgk.text.credit_code import credit_code_fault
from zwgk.text.normal import squeezed
from zwgk.validate.frame import Check, Frame

__all__ = ["CHECKS", "complete", "credit_code", "in_time"]


def complete(application: Application, _: Frame) -> Iterator[Finding]:
    """Find elements that the law of its day wants and that are absent (要素不全)."""
    received = _received(application)
    for element in _data.load("vocabulary/application")["element"]:
        since = element.get("since")
        if since and received and received < since:
            continue
        if _blank().fullmatch(squeezed(_value(application, element["path"]) or "")):
            path = "/" + "/".join(element["path"])
            yield finding("application.incomplete", path, f"没有{element['title']}")


def _received(application: Application) -> date | None:
    received = (each for each in application.events if each and each.event is EventKind.RECEIVED)
    return next((day_of_receipt(each, application) for each in received), None)


@cache
def _blank() -> re.Pattern[str]:
    """Give what is written where nothing is known."""
    return re.compile(_data.load("vocabulary/application")["blank"])


def _value(application: Application, path: list[str]) -> str | None:
    found: Any = application
    for step in path:
        found = getattr(found, step, None)
    return found if isinstance(found, str) else None


def credit_code(application: Application, _: Frame) -> Iterator[Finding]:
    """Find a malformed credit code of an organisation (统一社会信用代码有误)."""
    applicant = application.applicant
    if applicant is None or not applicant.identity or applicant.kind is ApplicantKind.PERSON:
        return
    if fault := credit_code_fault(applicant.identity):
        message = f"统一社会信用代码{fault}"
        yield finding(
            "credit-code.malformed", "/applicant/identity", message, value=applicant.identity
        )


def in_time(application: Application, frame: Frame) -> Iterator[Finding]:
    """Find what the clock finds (办理期限); not judged where an event could not be read."""
    if all(each is not None for each in application.events):
        found = clock(application, on=frame.on, calendar=frame.calendar, pack=frame.pack)
        if found.state not in (ANSWERED, LAPSED):
            frame.day_for("未办结的申请是否逾期")
        yield from found.findings


CHECKS: tuple[Check, ...] = (complete, credit_code, in_time)
