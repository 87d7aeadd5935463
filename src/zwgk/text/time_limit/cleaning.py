"""What is done to a time limit's text before it is read (文本整理): nothing here changes a number.

Width, traditional characters, white space, pinyin between the characters, plain slips and doubled
words are folded away; bullets and numbering become clause ends. Line breaks stay: what they mean is
for the reader to decide.
"""

import re
import unicodedata

from zwgk.text.normal import simplified, squeezed
from zwgk.text.time_limit.words import WORDS, any_of

__all__ = ["cleaned", "is_blank", "is_ditto", "mended"]

_CIRCLED = re.compile("[\u2460-\u24ff\u2776-\u2793\u3200-\u3247\u3280-\u32b0]")
_BREAK = re.compile("(?:\r\n|[\r\n\v\f\u0085\u2028\u2029]|<br ?/?>)")
_WHITE = re.compile(
    "[^\\S\n]+|[\u00ad\u200b-\u200f\u202a-\u202f\u2060-\u206f\u2800\ufeff\ufffd?\x00-\x08\x0e-\x1f]+"
)
_SIGNS = str.maketrans("[]{}【】〔〕〖〗—–―−─━‒〜", "()()()()()" + "-" * 8)
_QUOTES = re.compile("[“”‘’「」『』\x00]")
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ"
_LATIN = re.compile(f"[a-z{_TONED}]+")
_MANY = 3
_TICKED, _EMPTY = "■▄☑✓✔√🗹", "□☐"
_NOT_TICKED = re.compile(f"[{_EMPTY}][^{_TICKED}{_EMPTY}\n;]*")
_BULLET = re.compile(f"[{WORDS['tidy']['bullets']}]")
_STOP = re.compile(r"(?<![0-9])\.|\.(?![0-9])|[!｡]")
_DIGITS, _HAN = "[0-9]{1,2}", "[\u4e00-\u9fff《]"
_HAN_NUMBER = "[一二三四五六七八九十]"
#: where a statement begins, but not within a bracket that a line break cut
_AT_START = rf"(?:^|(?<=[\n;。,:]))(?<!\(\n)(?<!\([0-9]\n)(?<!\({_HAN_NUMBER}\n)"
_NUMBERED = (
    rf"\({_DIGITS}\)|\({_HAN_NUMBER}{{1,3}}\)|{_HAN_NUMBER}{{1,3}}[、.)]|{_HAN_NUMBER}是(?=[^0-9])"
    rf"|{_DIGITS}(?:[.)](?![0-9]{{1,2}}[^0-9个日天工])|、(?![0-9]+[、,和]))"
)
_NOT_UNIT = r"(?!\n?(?:个|日内|天内|工作|日前|天前|年|月|周|小时))"
_NUMBERING = re.compile(
    rf"{_AT_START}(?:{_NUMBERED}){_NOT_UNIT}"
    rf"|(?<=[\u4e00-\u9fff)])(?<!第)(?:\({_DIGITS}\)|{_DIGITS}[.)])(?={_HAN}){_NOT_UNIT}(?![日天])"
)
_SLIPS = dict(WORDS["tidy"]["slips"])
_INCLUDING = re.compile(r"\((?:不?含|包括)[^()]{0,12}\)")
_SLIP = re.compile(any_of(_SLIPS))
_DOUBLED = re.compile(rf"({any_of(WORDS['tidy']['doubled'])})\1+")
_DASHES = re.compile(r"[-_~/\\|—–―−─━‒〜]*")
_EDGES = "()[]【】。;,.:、"


def cleaned(text: str) -> str:
    """Fold a time limit's text for reading; line breaks are kept (整理文本).

    >>> cleaned("自信息形成或者變更之曰其２０個个工作日内内")
    '自信息形成或者变更之日起20个工作日内'
    """
    text = _BREAK.sub("\n", _CIRCLED.sub(";", text))
    text = simplified(unicodedata.normalize("NFKC", text).translate(_SIGNS))
    text = _without_pinyin(_QUOTES.sub("", _WHITE.sub("", text)))
    if any(sign in text for sign in _TICKED):
        text = _NOT_TICKED.sub("", text)
    return mended(_BULLET.sub(";", text))


def mended(text: str) -> str:
    """Take out numbering, plain slips and doubled words (改笔误); again when lines are joined.

    >>> mended("之曰其") + mended("20个个工作日")
    '之日起20个工作日'
    """
    text = _STOP.sub("。", _NUMBERING.sub(";", _INCLUDING.sub("", text)))
    return _DOUBLED.sub(r"\1", _corrected(_corrected(text)))


def _corrected(text: str) -> str:
    return _SLIP.sub(lambda slip: _SLIPS[slip[0]], text)


def is_blank(text: str) -> bool:
    """Tell whether a text says nothing: empty, a lone dash or slash, 无 (空白).

    >>> is_blank(" — "), is_blank("无"), is_blank("待定")
    (True, True, False)
    """
    bare = squeezed(text)
    return bool(_DASHES.fullmatch(bare)) or bare in WORDS["blanks"]


def is_ditto(text: str) -> bool:
    """Tell whether a text says 同上 and nothing else (同上).

    >>> is_ditto("（同 上）")
    True
    """
    bare = squeezed(text)
    return bare in WORDS["ditto"] or bare.strip(_EDGES) in WORDS["ditto"]


def _without_pinyin(text: str) -> str:
    """Drop pinyin written between the characters; a stray Latin word is left alone."""
    runs = _LATIN.findall(text)
    toned = any(mark in text for mark in _TONED)
    return _LATIN.sub("", text).replace("()", "") if toned or len(runs) >= _MANY else text
