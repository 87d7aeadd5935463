"""Unified social credit codes (统一社会信用代码): 18 signs, the last of which checks the others.

Source: GB 32100-2015. The first sign may be a digit or a letter (村集体经济组织以 N 开头); I, O, S, V, Z are not used.
Numbers of persons, licences and accounts that stand beside it are none of its business.
"""

import re
from functools import cache

from zwgk import _data
from zwgk.text.normal import squeezed

__all__ = ["credit_code_fault"]

_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WORD = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{16,20}(?![0-9A-Za-z])")
#: the form of an identity number: region, birthday, three digits and a check sign
_PERSON = re.compile(
    r"[1-9][0-9]{5}(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]"
)
#: how far back a number may be named
_BEFORE = 16
_LENGTH = 18
_BASE = 31


def credit_code_fault(text: str) -> str | None:
    """Say what is wrong with the credit code in a text (统一社会信用代码的差错); nothing if none is there.

    >>> credit_code_fault("91350100M000100Y43") is None, credit_code_fault("91350100M000100Y44")
    (True, '校验位应为“3”')
    """
    plain = squeezed(text)
    codes = [each for each in _WORD.finditer(plain) if not _is_other(plain, each)]
    faults = [_fault(each[0].upper()) for each in codes]
    return None if None in faults else next(iter(faults), None)


def _is_other(text: str, word: re.Match[str]) -> bool:
    """Tell whether a number is of a person, or named as something else."""
    at = word.start()
    return bool(_PERSON.fullmatch(word[0]) or _others().search(text, max(0, at - _BEFORE), at))


@cache
def _others() -> re.Pattern[str]:
    return re.compile(_data.load("vocabulary/index")["credit"]["other"])


def _fault(code: str) -> str | None:
    if len(code) != _LENGTH:
        return f"应为{_LENGTH}位，实为{len(code)}位"
    if strange := sorted(set(code) - set(_SIGNS)):
        return f"含有不使用的字符“{'、'.join(strange)}”"
    total = sum(_SIGNS.index(sign) * pow(3, n, _BASE) for n, sign in enumerate(code[:-1]))
    wanted = _SIGNS[-total % _BASE]
    return None if code[-1] == wanted else f"校验位应为“{wanted}”"
