"""Articles, paragraphs and items (条款项): 第十九条、二十条 → 第十九条, 第二十条.

Numerals are written in Chinese characters, as laws do; a range stays a range.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from zwgk.text.numerals import chinese
from zwgk.text.numerals import number as numeral

__all__ = ["articles"]

_HAN = "[零〇一二三四五六七八九十百千两]"
_N = rf"(?:\d(?:\s?\d){{0,3}}|{_HAN}(?:\s?{_HAN}){{0,8}})"
_UNIT = r"(?:条|款|项|目|章|节|编|部分|点)"
_NUMBER = rf"(?:\(\s?{_N}\s?\)|{_N})"
_GAP = r"\s?(?:、|,|;(?=\s?第)|和|及|以及|与|至|到|-|—|~|～|\s)?\s?(?:至|到)?\s?"
_LATER = rf"(?=(?:{_GAP}第?\s?{_NUMBER}){{1,6}}?\s?{_UNIT})"
_PART = rf"(?:第\s?)?{_NUMBER}\s?(?:{_UNIT}(?:之{_N})?|{_LATER})"
_WORN = rf"(?<=[》〉>)法例])第\s?{_NUMBER}(?=\s?(?:[、,;。)]|$))"  # 第五十七: the 条 is lost
_START = rf"(?:第\s?{_NUMBER}\s?(?:{_UNIT}(?:之{_N})?|{_LATER})|{_WORN}|{_N}\s?条(?!例))"
_LIST = re.compile(rf"{_START}(?:{_GAP}{_PART}){{0,60}}")
_EACH = re.compile(
    rf"(?P<gap>{_GAP})(?P<di>第\s?)?(?P<num>{_NUMBER})\s?(?P<unit>{_UNIT})?(?P<sub>之{_N})?"
)
_RANKS = {"编": 0, "章": 1, "节": 2, "部分": 1, "点": 2, "条": 3, "款": 4, "项": 5, "目": 6}


class _Piece(NamedTuple):
    gap: str
    text: str
    rank: int


def articles(text: str, position: int = 0) -> tuple[tuple[str, ...], int]:
    """Read the list of articles that begins at a position (识读条款).

    >>> articles("第19条、二十条第(五)项")[0]
    ('第十九条', '第二十条第（五）项')
    """
    match = _LIST.match(text, position)
    if not match:
        return (), position
    return tuple(_assembled(list(_pieces(match[0])))), match.end()


def _pieces(text: str) -> Iterator[_Piece]:
    found = list(_EACH.finditer(text))
    unit = "条"
    units: list[str] = []
    for each in reversed(found):
        unit = each["unit"] or unit
        units.append(unit)
    for each, unit in zip(found, reversed(units), strict=True):
        yield _Piece(re.sub(r"\s", "", each["gap"]), _written(each, unit), _RANKS[unit])


def _written(match: re.Match[str], unit: str) -> str:
    plain = re.sub(r"[\s()]", "", match["num"])
    value = numeral(plain)
    name = chinese(value) if value is not None else plain
    sub = numeral(re.sub(r"\s", "", match["sub"] or "之")[1:])
    more = f"之{chinese(sub)}" if sub else ""
    return (
        f"第（{name}）{unit}{more}"
        if "(" in match["num"] and unit != "条"
        else f"第{name}{unit}{more}"
    )


def _assembled(pieces: list[_Piece]) -> Iterator[str]:
    """Put each piece under the article it belongs to; chapters before an article fall away."""
    stack: list[_Piece] = []
    for piece in pieces:
        deeper = bool(stack) and piece.rank > stack[-1].rank
        if stack and piece.gap in ("至", "到", "-", "—", "~", "～"):
            stack[-1] = stack[-1]._replace(text=f"{stack[-1].text}至{piece.text}")
            continue
        if stack and not (deeper and not piece.gap):
            yield _joined(stack)
        stack = [each for each in stack if each.rank < piece.rank] + [piece]
    yield _joined(stack)


def _joined(stack: list[_Piece]) -> str:
    low = [each for each in stack if each.rank >= _RANKS["条"]]
    return "".join(each.text for each in low or stack)
