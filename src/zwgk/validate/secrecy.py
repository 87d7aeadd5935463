"""Checks of secrecy (保密期限检查): the term's length and end, its yearly review, a secret that was published.

Sources: 《中华人民共和国保守国家秘密法》(2010, 2024); 《政府信息公开条例》第十四条、第十七条.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from zwgk import _data
from zwgk.model import Information, SecrecyTerm
from zwgk.report import Finding, finding
from zwgk.secrecy import term
from zwgk.terms import Attribute, Severity
from zwgk.validate.frame import Check, Frame
from zwgk.validate.information import attribute_of, review_overdue
from zwgk.validate.notes import line_of

__all__ = [
    "CHECKS",
    "OF_REGISTERS",
    "expired",
    "no_term",
    "out_of_order",
    "overdue",
    "published",
    "too_long",
]


def out_of_order(information: Information, _: Frame) -> Iterator[Finding]:
    """Find terms that end before they begin (期限先后颠倒)."""
    since, until = information.secrecy_since, information.secret_until
    if since and until and until < since:
        message = f"保密期限至{until}，早于定密日期{since}"
        yield finding("secrecy.out-of-order", "/secret_until", message, value=str(until))


def too_long(information: Information, _: Frame) -> Iterator[Finding]:
    """Find terms longer than the maximum of their level (保密期限过长)."""
    found = _term(information)
    if found and found.exceeds:
        message = f"{found.level.value}级自{found.determined_on}起最迟至{found.longest}，所定期限至{found.until}"
        changed = {} if found.verified else {"severity": Severity.WARNING}
        hint = {} if found.verified else {"hint": "所据条文尚待核对；核对密级、定密日期和保密期限"}
        yield finding(
            "secrecy.too-long", "/secret_until", message, basis=found.basis, **changed, **hint
        )


def no_term(information: Information, _: Frame) -> Iterator[Finding]:
    """Find information withheld as a state secret without a term (没有保密期限)."""
    if information.secret_until or attribute_of(information) is not Attribute.WITHHELD:
        return
    if _as_secret(information) or information.secrecy_level:
        found = _term(information)
        at_most = f"，最迟至{found.longest}" if found and found.longest else ""
        message = f"以国家秘密为由不予公开，没有保密期限{at_most}"
        yield finding("secrecy.no-term", "/secret_until", message)


def expired(information: Information, frame: Frame) -> Iterator[Finding]:
    """Find information still withheld as a state secret after its term (保密期限已满)."""
    until = information.secret_until
    if attribute_of(information) is not Attribute.WITHHELD or until is None:
        return
    on = frame.day_for("保密期限是否已满")
    if on is None or on <= until:
        return
    seen = information.reviewed and information.reviewed > until
    if _as_secret(information) or (_of_article(information) and not seen):
        message = f"保密期限至{until}，已自行解密，仍以国家秘密为由不予公开"
        yield finding("secrecy.expired", "/secret_until", message, value=str(until))


def overdue(information: Information, frame: Frame) -> Iterator[Finding]:
    """Find secrets not reviewed in time (逾期未审核); what the regulation's own assessment says is not said twice."""
    found = _term(information, frame)
    if found and found.review_overdue and not any(review_overdue(information, frame)):
        last = f"{information.reviewed}审核" if information.reviewed else "定密后没有审核过"
        message = f"{last}，应于{found.next_review}前审核"
        yield finding("secrecy.review-overdue", "/reviewed", message)


def published(information: Information, _: Frame) -> Iterator[Finding]:
    """Find what was published though secret, and a secrecy mark in what is or will be public (带密级公开)."""
    day = information.published
    if day is None and attribute_of(information) is not Attribute.PROACTIVE:
        return
    mark = _mark().search(information.text or "")
    if mark:
        public = f"{day}已公开" if day else "拟主动公开"
        message = f"{public}，正文仍有密级标志“{mark[0]}”"
        place = line_of(information, mark.string.count("\n", 0, mark.start()) + 1)
        yield finding("secrecy.published", "/text", message, value=mark[0], place=place)
    elif day:
        yield from _recorded_as_secret(information, day)


def _recorded_as_secret(information: Information, day: date) -> Iterator[Finding]:
    level, until = information.secrecy_level, information.secret_until
    if (level or until) and not (until and until < day):
        last = f"，保密期限至{until}" if until else ""
        named = f"登记为{level.value}" if level else "登记有保密期限"
        yield finding("secrecy.published", "/published", f"{day}已公开，{named}{last}")


# ------------------------------------------------------------------ the term of a record


def _term(information: Information, frame: Frame | None = None) -> SecrecyTerm | None:
    """Reckon the term of a record (保密期限); from forming on, where the day of determination is not told."""
    since, until = information.secrecy_since or information.created, information.secret_until
    if information.secrecy_level is None or since is None or (until and until < since):
        return None
    seen = information.reviewed
    return term(
        information.secrecy_level,
        since,
        until=until,
        reviewed=seen if seen and seen >= since else None,
        on=frame.on if frame else None,
    )


def _as_secret(information: Information) -> bool:
    word = _data.load("secrecy")["ground"]
    return any(word in (each.item or "") for each in information.grounds)


def _of_article(information: Information) -> bool:
    """Whether the article alone is given, which speaks of secrets among others."""
    article = _data.load("secrecy")["article"]
    return any(each.article.startswith(article) and not each.item for each in information.grounds)


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(_data.load("secrecy")["mark"])


#: those that ask for what only a register tells: level, day of determination, term, review
OF_REGISTERS: tuple[Check, ...] = (out_of_order, too_long, no_term, expired, overdue)
CHECKS: tuple[Check, ...] = (*OF_REGISTERS, published)
