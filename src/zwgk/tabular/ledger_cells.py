"""Cells of a ledger (台账单元格): days as offices write them, ways of submission and delivery, consent, amounts.

The words are data: ``data/vocabulary/ledger.toml``.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from zwgk import _data
from zwgk.text import annual
from zwgk.text.normal import folded, simplified, squeezed
from zwgk.text.numerals import number

__all__ = [
    "amount_of",
    "applicant_of",
    "consent_of",
    "day_of",
    "delivery_of",
    "is_blank",
    "kept_under",
    "lacks_year",
    "table",
    "via_of",
]

_NUMERIC = re.compile(
    r"([0-9]{4})\s?[-./、年]\s?([0-9]{1,2})\s?[-./、月]\s?([0-9]{1,2})(?![0-9])\s?[日号]?"
)
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?![0-9])")
_SPELLED = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十廿卅]{1,3})日"
)
_SERIAL = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
_YEARLESS = re.compile(r"[0-9]{1,2}\s?[-./、月]\s?[0-9]{1,2}\s?[日号]?")
_REST = re.compile(
    r"[T\s]*(?:[0-9]{1,2}[:时点][0-9]{0,2}(?:[:分][0-9]{0,2})?秒?(?:\.[0-9]+)?)?\s*(?:\(?(?:星期|周)[一二三四五六日天]\)?)?\s*"
)
_AMOUNT = re.compile(r"([0-9]{1,3})(?:\.0+)?(?:个?工作日|日|天)?")
_EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet
_SERIALS = range(30_000, 60_000)
_YEARS = range(1990, 2101)
_LONGEST = 200


@cache
def table() -> Mapping[str, Any]:
    """Give the words of ledgers (台账用语)."""
    return _data.load("vocabulary/ledger")


@cache
def _blanks() -> frozenset[str]:
    return frozenset(("", *map(squeezed, table()["blanks"])))


@lru_cache(maxsize=65536)
def is_blank(text: str) -> bool:
    """Tell whether a cell says nothing (是否空白).

    >>> is_blank("—"), is_blank("无"), is_blank("否")
    (True, True, False)
    """
    return squeezed(text) in _blanks()


@lru_cache(maxsize=65536)
def day_of(text: str) -> tuple[date | None, str]:
    """Read a day as offices write it, and what is said after it (日期识读).

    >>> day_of("2026年9月14日") == day_of("2026.9.14") == day_of("20260914") == day_of("46279")
    True
    >>> day_of("2026-09-14 09:30（窗口）"), day_of("九月中旬")
    ((datetime.date(2026, 9, 14), '(窗口)'), (None, ''))
    """
    plain = folded(text[:_LONGEST]).strip().replace("．", ".").replace("。", ".")
    serial = _SERIAL.fullmatch(plain)
    if serial:
        count = int(serial[1])
        return (_EPOCH + timedelta(count) if count in _SERIALS else None), ""
    match = next(filter(None, (form.match(plain) for form in (_NUMERIC, _COMPACT, _SPELLED))), None)
    day = _day(match.groups()) if match else None
    if match is None or day is None or len(text) > _LONGEST:
        return None, ""
    rest = plain[match.end() :]
    said = _REST.match(rest)
    remark = rest[said.end() :].strip() if said else rest
    return (None, "") if any(sign.isdigit() for sign in remark) else (day, remark)


def lacks_year(text: str) -> bool:
    """Tell whether a text is a day without its year (是否没有年份).

    >>> lacks_year("3月4日"), lacks_year("三月初")
    (True, False)
    """
    return _YEARLESS.fullmatch(folded(text).strip()) is not None


def _day(parts: Iterable[str]) -> date | None:
    numbers = [int(part) if part.isdecimal() else number(part) for part in parts]
    if numbers[0] not in _YEARS:
        return None
    try:
        return date(*(each or 0 for each in numbers))
    except ValueError:
        return None


def kept_under(label: str) -> str:
    """Name what a column holds that could not be read (未识读内容的名称); written back, it stands in its column again.

    >>> kept_under("答复日期")
    '答复日期（未识读）'
    """
    return f"{label}{table()['unread']}"


def _said(text: str) -> str:
    return simplified(squeezed(text)).upper()


def _named(table_: Mapping[str, Any], text: str) -> str | None:
    """Find the value one of whose words the text contains."""
    said = _said(text)
    return next(
        (name for name, words in table_.items() if any(word in said for word in words)), None
    )


@lru_cache(maxsize=65536)
def via_of(text: str) -> str | None:
    """Read how an application came in (收到方式).

    >>> via_of("EMS"), via_of("政府网站在线申请"), via_of("托人")
    ('邮寄签收', '网络', None)
    """
    return _named(table()["via"], text)


@lru_cache(maxsize=65536)
def delivery_of(text: str) -> tuple[bool, str | None]:
    """Read how an answer was sent: whether it is understood, and mail or direct service (送达方式).

    >>> delivery_of("挂号信"), delivery_of("电子邮件"), delivery_of("托人")
    ((True, '邮寄'), (True, None), (False, None))
    """
    words = dict(table()["delivery"])
    other = words.pop("other")
    if any(word in _said(text) for word in other):
        return True, None
    found = _named(words, text)
    return found is not None, found


@lru_cache(maxsize=4096)
def consent_of(text: str) -> tuple[bool, bool | None]:
    """Read whether a party consents: whether it is understood, and the answer (是否同意).

    >>> consent_of("同意公开"), consent_of("否"), consent_of("未回复"), consent_of("部分")
    ((True, True), (True, False), (True, None), (False, None))
    """
    said, words = _said(text), table()["consent"]
    if is_blank(text) or said in words["none"]:
        return True, None
    if said in words["no"]:
        return True, False
    return (True, True) if said in words["yes"] else (False, None)


@lru_cache(maxsize=4096)
def amount_of(text: str) -> int | None:
    """Read a number of working days (天数).

    >>> amount_of("20个工作日"), amount_of("二十"), amount_of("若干")
    (20, 20, None)
    """
    plain = squeezed(text)
    match = _AMOUNT.fullmatch(plain)
    return int(match[1]) if match else number(plain)


@lru_cache(maxsize=4096)
def applicant_of(text: str) -> str | None:
    """Read the kind of an applicant (申请人类别).

    >>> applicant_of("公民"), applicant_of("律师事务所"), applicant_of("邻居")
    ('自然人', '法律服务机构', None)
    """
    found = annual.applicant_of(text)
    names = annual.applicants()
    return names[found] if found is not None and found < len(names) - 1 else None
