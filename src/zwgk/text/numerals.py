"""Numerals as offices write them ↔ numbers (数字识读): Chinese, Arabic, full-width and mixed.

Reads 二十, 廿五, 两, 二〇二〇, １２０, 1百二十, 2O (a letter for the zero), 贰拾.
Nothing is mended: what is not a well-formed numeral is no number.
Source: GB/T 15835—2011 《出版物上数字用法》.
"""

import re
from functools import lru_cache

from zwgk.text.normal import folded

__all__ = ["NUMERAL", "chinese", "number"]

_DIGITS = "零一二三四五六七八九"
_LETTERS = "OoОоΟο○◯"
_ZEROS = f"{_LETTERS}0〇零"
_ALL_DIGITS = re.compile("[0-9]+").fullmatch
_UPPER = "壹贰叁肆伍陆柒捌玖弌弍弎两貳參陸幺佰仟萬億"
_PLAIN = "一二三四五六七八九一二三二二三六一百千万亿"
_CHINESE = f"{_DIGITS}〇○◯十百千万亿廿卅卌拾{_UPPER}"

#: a run of characters that may be one numeral, Arabic first or Chinese first; for use in patterns
NUMERAL = (
    rf"(?:[0-9][0-9{_ZEROS}]{{0,6}}(?:[十百千万][{_CHINESE}]{{0,6}})?|[{_CHINESE}]{{1,12}}[0Oo]?)"
)

_FOLD = str.maketrans(f"{_ZEROS}{_UPPER}拾", f"{'0' * len(_ZEROS)}{_PLAIN}十")
_TO_ARABIC = str.maketrans(_DIGITS, "0123456789")
_TENS = {"廿": "二十", "卅": "三十", "卌": "四十"}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_GROUPS = {"万": 10**4, "亿": 10**8}
_LONGEST = 24


@lru_cache(maxsize=4096)
def number(text: str) -> int | None:
    """Read one numeral (数字识读); None if the text is not a well-formed one.

    >>> [number(each) for each in ("20", "二十", "廿", "一百二十", "二〇二〇", "2O", "十百")]
    [20, 20, 20, 120, 2020, 20, None]
    """
    if not 0 < len(text) <= _LONGEST:
        return None
    if not (narrow := folded(text)).strip(_LETTERS):
        return None
    plain = narrow.translate(_FOLD)
    digits = plain.translate(_TO_ARABIC)
    return int(digits) if _ALL_DIGITS(digits) else _placed(_spelled(plain))


def chinese(value: int) -> str:
    """Write a number in Chinese characters (汉字数字), up to 9999 9999 9999.

    >>> [chinese(each) for each in (0, 2, 10, 15, 20, 102, 120, 1005, 20000)]
    ['零', '二', '十', '十五', '二十', '一百零二', '一百二十', '一千零五', '二万']
    """
    groups = [("亿", value // 10**8), ("万", value // 10**4 % 10**4), ("", value % 10**4)]
    written = ""
    for name, group in groups:
        if group:
            gap = "零" if written and group < 10**3 else ""
            written += gap + _group(group) + name
        elif written and not written.endswith("零") and value % 10**4 and name:
            written += "零"
    return re.sub("^一十", "十", re.sub("零+", "零", written)) or "零"


def _group(value: int) -> str:
    digits = f"{value:04d}"
    spelled = "".join(
        _DIGITS[int(digit)] + place if digit != "0" else "零"
        for digit, place in zip(digits, ("千", "百", "十", ""), strict=True)
    )
    return re.sub("零+", "零", spelled).strip("零")


def _spelled(plain: str) -> str:
    """Spell Arabic runs and 廿 卅 卌 in plain Chinese numerals."""
    for short, long in _TENS.items():
        plain = plain.replace(short, long)
    spelled = re.sub("[1-9][0-9]*", lambda run: chinese(int(run[0])), plain)
    return spelled.replace("0", "零")


def _placed(spelled: str) -> int | None:
    """Read a numeral with places; right only if writing it again gives the same characters."""
    total = group = digit = 0
    for each in spelled:
        if each in _DIGITS:
            digit = _DIGITS.index(each)
        elif each in _PLACES:
            group, digit = group + (digit or 1) * _PLACES[each], 0
        elif each in _GROUPS:
            total, group, digit = total + (group + digit) * _GROUPS[each], 0, 0
        else:
            return None
    value = total + group + digit
    return value if _loose(chinese(value)) == _loose(spelled) else None


def _loose(spelled: str) -> str:
    return spelled.replace("一十", "十")
