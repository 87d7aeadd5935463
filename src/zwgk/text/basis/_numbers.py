"""Numbers of instruments (发文字号、令号、标准号): found in running text and written in one way.

国发[2012]45号 → 国发〔2012〕45号, 国令711号 → 国务院令第711号.
Source: GB/T 9704-2012 7.2.5 发文字号.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from zwgk.text.basis._words import listed, orders
from zwgk.text.numerals import number as numeral

__all__ = ["Number", "best", "numbers"]

_HAN = "\u4e00-\u9fff"
_OPEN, _CLOSE = r"[(\[【〔{〖「『﹝<《〈\"“]", r"[)\]】〕}〗」』﹞>》〉\"”]"
_YEAR = r"(?:1\s?9|2\s?0)\s?\d\s?\d"
_COUNT = r"(?:\d(?:\s?\d){0,4}(?!\d)|[一二三四五六七八九十百千零〇]{1,7})"
_AFTER = rf"(?:\s?文件?(?![{_HAN}]))?"
_YEARED = (
    rf"(?P<open>{_OPEN}\s?)?(?P<year>{_YEAR})\s?(?P<nian>年)?\s?(?P<close>{_CLOSE}\s?)?"
    rf"[-—]?(?P<di>第)?\s?(?P<count>{_COUNT})\s?(?P<hao>号)?{_AFTER}"
)
_ORDER = (
    rf"(?P<kind>令|公告|通告)\s?(?:{_OPEN}\s?)?(?:(?P<oyear>{_YEAR})\s?年?\s?(?P<oclose>{_CLOSE}\s?)?)?"
    rf"(?P<odi>第)?\s?(?P<ocount>{_COUNT})\s?号(?:\s?{_CLOSE})?(?:令)?"
)
_TURNED = (
    rf"(?:(?P<tyear>{_YEAR})\s?年\s?)?第?\s?(?P<tcount>{_COUNT})\s?号\s?"
    rf"(?:中华人民共和国)?(?P<tissuer>国务院|国家主席|主席)?(?P<tkind>令|公告|通告)"
)
_BARE = rf"(?<=国务院)第\s?(?P<bcount>{_COUNT})\s?号"
_WORD = 2
_CODE = re.compile(rf"[{_HAN}A-Z](?:\s?[{_HAN}A-Z]|\s?\(\s?[{_HAN}]{{1,6}}\s?\))*\s?$")
_ISSUERS = re.compile(rf"[{_HAN}](?:[\s、,/]{{0,2}}[{_HAN}])*\s?$")
_PARTS = re.compile(r"([\s、,/]+)")
_ORGAN = re.compile(r"(?:部|委|局|院|会|署|办|厅|行|府|室|社|处|中心|法院|组)$")
_SIGHT = 64
_CODE_LENGTH = 9


class Number(NamedTuple):
    """A number and where it stands (文号); ``reissued`` if the words behind it say 修订."""

    start: int
    end: int
    text: str
    reissued: bool


def numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[Number]:
    """Find all numbers in folded text (识别文号).

    >>> [each.text for each in numbers("国发[2012]45号 国令711号")]
    ['国发〔2012〕45号', '国务院令第711号']
    """
    last = start
    for match in _pattern().finditer(text, start, len(text) if end is None else end):
        found = _found(text, match, last)
        if found:
            yield found
            last = found.end


def best(text: str) -> Number | None:
    """Choose the number of one instrument among those told (择定文号): 修订 before the first."""
    found = list(numbers(text))
    again = [each for each in found if each.reissued]
    return again[-1] if again else found[0] if found else None


@cache
def _pattern() -> re.Pattern[str]:
    standards = "|".join(sorted(listed("numbers", "standards"), key=len, reverse=True))
    standard = (
        rf"(?<![A-Z])(?:{standards})(?:\d{{2,4}}(?=\s?/))?(?:\s?/\s?[A-Z]{{1,3}})?"
        r"\s?\d{1,6}(?:\.\d{1,3})?\s?[-—–]\s?\d{2,4}"
    )
    return re.compile(f"{_ORDER}|{_TURNED}|{_YEARED}|{_BARE}|(?P<standard>{standard})")


def _found(text: str, match: re.Match[str], last: int) -> Number | None:
    reissued = re.match(r"\s?(?:重新)?修订", text[match.end() : match.end() + 6]) is not None
    if match["standard"]:
        return Number(match.start(), match.end(), _squeezed(match["standard"], " "), reissued)
    before = text[max(last, match.start() - _SIGHT) : match.start()]
    if match["year"]:
        return _yeared(before, match, reissued=reissued) if _sure(text, match) else None
    issuer = _issuer(before)
    start = match.start() - len(issuer)
    return Number(start, match.end(), _ordered(_named(match["tissuer"] or issuer), match), reissued)


def _sure(text: str, match: re.Match[str]) -> bool:
    """Tell whether year and count are a number: bracketed or with 年, and 号 or the end behind."""
    if not (match["open"] or match["close"] or match["nian"]):
        return False
    ended = not text[match.end() : match.end() + 1].strip(" \n)）】]、，,;；。")
    return bool(match["hao"]) or bool(match["open"] and match["close"] and ended)


def _yeared(before: str, match: re.Match[str], *, reissued: bool) -> Number:
    code = _code(before)
    year, count = _squeezed(match["year"]), _digits(match["count"])
    start = match.start() - len(code)
    written = _squeezed(code).replace("(", "（").replace(")", "）")
    if written and not (match["nian"] and match["di"] and not match["open"]):
        return Number(start, match.end(), f"{written}〔{year}〕{count}号", reissued)
    return Number(start, match.end(), f"{written}{year}年第{count}号", reissued)


def _code(before: str) -> str:
    """Take the agency's code before the year; cut off the name it may be glued to."""
    match = _CODE.search(before)
    if not match:
        return ""
    run = match[0]
    tail = run.rstrip().rsplit(None, 1)
    if len(tail) > 1 and len(tail[1]) > 1:
        run = run[run.rindex(tail[1]) :]
    return _unglued(run) if len(_squeezed(run)) > _CODE_LENGTH or _led(run) else run


def _led(run: str) -> bool:
    return run.startswith(tuple(listed("names", "leads")))


def _unglued(run: str) -> str:
    """Cut after the last word that ends a title, and after 根据."""
    ends = [match.end() for match in _name_ends().finditer(run) if len(run) - match.end() > 1]
    kept = run[max(ends) :] if ends else run
    return re.sub(rf"^(?:{'|'.join(listed('names', 'leads'))})", "", kept)


@cache
def _name_ends() -> re.Pattern[str]:
    words = [each for each in listed("names", "strong") + listed("names", "weak") if len(each) > 1]
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


def _issuer(before: str) -> str:
    """Take the agencies before 令: all that end as agencies do, back to a name or a remark."""
    match = _ISSUERS.search(before)
    if not match:
        return ""
    pieces = _PARTS.split(match[0].rstrip())
    if all(len(each.strip()) <= 1 for each in pieces):
        return match[0]
    kept = len(pieces) - 1
    while kept > 1 and _ORGAN.search(pieces[kept - 2]):
        kept -= 2
    issuers = "".join(pieces[kept:]) + match[0][len(match[0].rstrip()) :]
    return _unglued(re.sub("^[年月日起]+", "", issuers))


def _named(issuer: str) -> str:
    spaced = _squeezed(issuer, " ")
    plain = _squeezed(issuer) if max(map(len, spaced.split()), default=0) < _WORD else spaced
    plain = re.sub("中华人民共和国(?=.)", "", plain)
    return orders().get(plain, plain)


def _ordered(issuer: str, match: re.Match[str]) -> str:
    kind = match["kind"] or match["tkind"] or "令"
    count = _digits(match["ocount"] or match["tcount"] or match["bcount"])
    year = _squeezed(match["oyear"] or match["tyear"] or "")
    if issuer in orders().values() or not year:
        return f"{issuer}{kind}第{count}号" if issuer else f"第{count}号{kind}"
    if match["oclose"]:
        return f"{issuer}{kind}〔{year}〕{match['odi'] or ''}{count}号"
    return f"{issuer}{kind}{year}年第{count}号"


def _digits(text: str) -> str:
    plain = _squeezed(text)
    return plain if plain.isdigit() else str(numeral(plain) or plain)


def _squeezed(text: str, gap: str = "") -> str:
    return re.sub(r"\s+", gap, text.strip())
