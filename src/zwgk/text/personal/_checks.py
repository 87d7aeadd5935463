"""Checks of numbers (号码校验): ISO 7064 mod 11-2 and Luhn, birth dates, the first digits.

Sources: GB 11643 (身份号码), GB/T 17710, ISO/IEC 7812-1.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from zwgk.text.personal._words import table

__all__ = [
    "born",
    "card",
    "card_like",
    "identity",
    "identity_like",
    "luhn",
    "mod_11_2",
    "old_identity",
    "phone",
]

_ID_LENGTH = 18
_MOBILE_LENGTH = 11
_TEN = 10


def mod_11_2(number: str) -> bool:
    """Check the last sign of a number by ISO 7064 mod 11-2 (校验码).

    >>> mod_11_2("11010519491231002X"), mod_11_2("110105194912310021")
    (True, False)
    """
    total = 0
    for sign in number:
        total = (total * 2 + (_TEN if sign in "Xx" else ord(sign) - 48)) % 11
    return total == 1


def luhn(number: str) -> bool:
    """Check the last digit of a card number (银行卡校验位).

    >>> luhn("4111111111111111"), luhn("4111111111111112")
    (True, False)
    """
    doubled = sum(_DOUBLED[ord(digit) - 48] for digit in number[-2::-2])
    return (doubled + sum(ord(digit) - 48 for digit in number[::-2])) % _TEN == 0


_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


def born(digits: str, on: date | None) -> bool:
    """Tell whether eight digits are a day somebody alive may be born on (出生日期).

    >>> born("19900229", None), born("19920229", None)
    (False, True)
    """
    limits = table("identity")
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return bool(limits["born_from"] <= day.year) and (
        day <= on if on else bool(day.year <= limits["born_to"])
    )


def identity(number: str, on: date | None) -> str | None:
    """Say which kind of identity number 18 signs are (身份证件种类).

    >>> identity("11010519491231002X", None)
    'identity-number'
    """
    if len(number) != _ID_LENGTH or not number[:17].isdigit():
        return None
    kind = _holder(number)
    if kind and mod_11_2(number) and born(number[6:14], on):
        return kind
    return None


def identity_like(number: str) -> bool:
    """Tell whether digits have the shape of an identity number, its check sign aside (形似身份号码).

    >>> identity_like("110105194912310021")
    True
    """
    if len(number) != _ID_LENGTH or not number[:17].isdigit():
        return False
    return _holder(number) is not None and born(number[6:14], None)


def _holder(number: str) -> str | None:
    provinces, residence = _regions()
    if number[:2] in provinces:
        return "identity-number"
    if number[:6] in residence:
        return "residence-permit"
    return "foreigner-permit" if number[0] == "9" and number[1:3] in provinces else None


@cache
def _regions() -> tuple[frozenset[str], frozenset[str]]:
    limits = table("identity")
    return frozenset(limits["provinces"]), frozenset(limits["residence"])


def old_identity(number: str, on: date | None) -> bool:
    """Tell whether 15 digits are an identity number of the old form (15位旧号码).

    >>> old_identity("110105491231002", None), old_identity("110105491331002", None)
    (True, False)
    """
    plausible = number[:2] in _regions()[0] and "00" not in (number[2:4], number[4:6])
    return plausible and number.isdigit() and born("19" + number[6:12], on)


def phone(number: str, *, listed: bool = True) -> bool:
    """Tell whether digits are a mobile number, its country code aside (手机号码).

    >>> phone("13800138000"), phone("8613800138000"), phone("12800138000")
    (True, True, False)
    """
    tail = number[-_MOBILE_LENGTH:]
    if tail[0] != "1" or len(tail) < _MOBILE_LENGTH:
        return False
    if number[:-_MOBILE_LENGTH] not in _countries():
        return False
    return tail[:3] in _prefixes() if listed else tail[1] in "3456789"


@cache
def _countries() -> frozenset[str]:
    return frozenset(("", *table("mobile")["country"]))


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(table("mobile")["prefixes"])


def card(number: str) -> bool:
    """Tell whether digits are a bank card's: first digits, length, Luhn (银行卡号).

    >>> card("6222021234567890128"), card("4111111111111111")
    (True, True)
    """
    return card_like(number) and luhn(number)


def card_like(number: str) -> bool:
    """Tell whether digits have the shape of a bank card's number, its check digit aside (形似银行卡号).

    >>> card_like("6222021234567890123"), card_like("1234567890123456")
    (True, False)
    """
    starts = _cards().get(len(number), ())
    return bool(starts) and number.startswith(starts)


@cache
def _cards() -> dict[int, tuple[str, ...]]:
    listed: Sequence[dict[str, Any]] = table("card")
    lengths = {length for each in listed for length in each["lengths"]}
    return {
        length: tuple(
            start for each in listed if length in each["lengths"] for start in each["starts"]
        )
        for length in lengths
    }
