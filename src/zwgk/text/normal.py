"""Text for matching (文字归一): width, white space, traditional characters; the original is always kept elsewhere.

Folding is 1:1 wherever positions matter (:func:`folded`); :func:`squeezed` also drops white space.
"""

import re
from functools import cache, lru_cache

from zwgk import _data

__all__ = ["folded", "simplified", "squeezed"]

_WHITE = re.compile(r"[\s\u200b-\u200f\u2028-\u202f\u2060\u2800\u3000\ufeff\u00ad]+")
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}


def folded(text: str) -> str:
    """Fold full-width forms to half-width, one character for one (全角转半角).

    >>> folded("（２０日）")
    '(20日)'
    """
    return text.translate(_WIDTH)


def simplified(text: str) -> str:
    """Turn the traditional characters of this domain into simplified ones, one for one (繁转简).

    >>> simplified("信息形成或者變更之日起")
    '信息形成或者变更之日起'
    """
    return text.translate(_table())


@cache
def _table() -> dict[int, str]:
    pairs: list[str] = _data.load("vocabulary/traditional")["pairs"]
    return {ord(pair[0]): pair[1] for pair in pairs}


@lru_cache(maxsize=65536)
def squeezed(text: str) -> str:
    """Fold width and drop all white space (去空白).

    >>> squeezed("县 级　（本级）")
    '县级(本级)'
    """
    return _WHITE.sub("", text).translate(_WIDTH)
