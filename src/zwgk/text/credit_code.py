"""Unified social credit codes (统一社会信用代码): 18 signs, the last of which checks the others.

Source: GB 32100-2015. The first sign may be a digit or a letter (村集体经济组织以 N 开头); I, O, S, V, Z are not used.
"""

import re

__all__ = ["credit_code_fault"]

_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WORD = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{16,20}(?![0-9A-Za-z])")
_LENGTH = 18
_BASE = 31


def credit_code_fault(text: str) -> str | None:
    """Say what is wrong with the credit code in a text (统一社会信用代码的差错); nothing if none is there.

    >>> credit_code_fault("91350100M000100Y43") is None, credit_code_fault("91350100M000100Y44")
    (True, '校验位应为“3”')
    """
    faults = [_fault(found[0].upper()) for found in _WORD.finditer(text)]
    return None if None in faults else next(iter(faults), None)


def _fault(code: str) -> str | None:
    if len(code) != _LENGTH:
        return f"应为{_LENGTH}位，实为{len(code)}位"
    if strange := sorted(set(code) - set(_SIGNS)):
        return f"含有不使用的字符“{'、'.join(strange)}”"
    total = sum(_SIGNS.index(sign) * pow(3, n, _BASE) for n, sign in enumerate(code[:-1]))
    wanted = _SIGNS[-total % _BASE]
    return None if code[-1] == wanted else f"校验位应为“{wanted}”"
