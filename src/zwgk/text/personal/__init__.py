"""Personal data in a text (个人信息识别与去标识): what identifies or reaches a person, where it stands, how it is hidden.

Sources: 《个人信息保护法》第四条、第七十三条; 《政府信息公开条例》第十五条; GB 11643, GB/T 17710, ISO/IEC 7812-1.
Numbers count by their own check (mod 11-2, Luhn, dates, tables of first digits), and with a wrong check sign where
a label calls them what they are;
codes of organisations, documents and projects, amounts and dates are left alone.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import lru_cache

from attrs import frozen

from zwgk import _data
from zwgk.errors import ZwgkError
from zwgk.text.personal._address import addresses
from zwgk.text.personal._numbers import numbers
from zwgk.text.personal._others import hotlines, landlines, mailboxes, papers, plates
from zwgk.text.personal._words import ABSENT, refolded
from zwgk.text.personal_kinds import PersonalKind, personal_kinds

__all__ = ["PersonalData", "PersonalKind", "deidentify", "find_personal", "personal_kinds"]


@frozen
class PersonalData:
    """One place with personal data (个人信息): kind, positions in the text as given, the value hidden.

    The value itself is not kept: cut it from the text where it is needed.
    """

    kind: str
    start: int
    end: int
    masked: str


def find_personal(text: str, *, on: date | None = None) -> tuple[PersonalData, ...]:
    """Find personal data in a text, in order, never overlapping (个人信息识别).

    A birth date in an identity number must not be later than *on*; without *on*, than the last year of the tables.

    >>> [(each.kind, each.start, each.masked) for each in find_personal("联系人手机：138 0013 8000")]
    [('mobile', 6, '138 **** **00')]
    >>> find_personal("国发〔2012〕45号，项目代码2018-440103-48-01-812345")
    ()
    """
    if not _maybe(text):
        return ()
    found = sorted(_found(refolded(text), on), key=lambda each: each[1])
    return tuple(
        PersonalData(kind, start, end, _hidden(text[start:end], personal_kinds()[kind]))
        for kind, start, end in found
    )


@lru_cache(maxsize=65536)
def _maybe(text: str) -> bool:
    """Tell quickly that there is nothing; what is found is not remembered, since it is of persons."""
    return _MAYBE.search(text) is not None


#: a mailbox, five digits with no more than breaks between, a plate, a room, a dwelling
_BREAK = r"[ ()（）\u00a0\u00ad\u2000-\u2015\u202f\u205f\u2060\u2212\u3000\ufe63\ufeff－-]{0,3}"
_MAYBE = re.compile(
    rf"[0-9０-９](?:(?:{_BREAK}[0-9０-９]){{4}}|\s?(?:号楼|栋|幢|座|单元|弄|室|户))|[@＠]|(?:住|户籍|户口).{{0,40}}(?:[0-9０-９]|[一二三四五六七八九十百][号组栋弄室])"
    rf"|[{_data.load('vocabulary/personal')['plate']['provinces']}][A-Za-zＡ-Ｚａ-ｚ][^\u4e00-\u9fff]{{4}}",
    re.DOTALL,
)


def deidentify(
    text: str,
    *,
    keep: Collection[str] = (),
    disclosure_required: bool = False,
    on: date | None = None,
) -> str:
    """Hide the personal data in a text; all else, and every position, stays (去标识).

    *keep* names kinds to leave, such as ``"landline"`` where the office's own telephone is published by duty.
    *disclosure_required* leaves all: penalty notices and other things that the law wants disclosed with the person.

    >>> deidentify("举报电话12345，承办人13800138000")
    '举报电话12345，承办人138******00'

    Raises:
        ZwgkError: a kind in *keep* is unknown.
    """
    kept = _known(keep)
    hidden, before = text, None
    while hidden != before and not disclosure_required:
        # stars may bring what is left of one value next to another: look until nothing new is found
        hidden, before = _starred(hidden, kept, on), hidden
    return hidden


def _starred(text: str, kept: frozenset[str], on: date | None) -> str:
    pieces: list[str] = []
    done = 0
    for each in find_personal(text, on=on):
        if each.kind not in kept and not personal_kinds()[each.kind].public:
            pieces += (text[done : each.start], each.masked)
            done = each.end
    return "".join((*pieces, text[done:]))


def _known(kinds: Collection[str]) -> frozenset[str]:
    asked = frozenset((kinds,) if isinstance(kinds, str) else kinds)
    if strange := sorted(asked - personal_kinds().keys()):
        message = f"unknown kinds {strange}; known: {sorted(personal_kinds())}"
        raise ZwgkError(message)
    return asked


# ------------------------------------------------------------------ finding


_ADDRESS_OF_A_PAGE = re.compile(r"(?:https?://|www\.)[^\s?\u0080-\uffff]{1,2000}", re.IGNORECASE)


def _found(text: str, on: date | None) -> Iterator[tuple[str, int, int]]:
    """Ask one finder after the other; what one has found the next does not see."""
    if "//" in text or "www." in text.lower():
        text = _ADDRESS_OF_A_PAGE.sub(lambda page: ABSENT * len(page[0]), text)
    spans = _apart(mailboxes(text))
    yield from spans
    text = _without(text, spans)
    spans = list(numbers(text, on))
    yield from spans
    text = _without(text, spans)
    for finder in (papers, landlines, hotlines, plates, addresses):
        spans = _apart(finder(text))
        yield from spans
        text = _without(text, spans)


def _apart(spans: Iterable[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Keep the first of those that overlap."""
    kept: list[tuple[str, int, int]] = []
    for each in sorted(spans, key=lambda span: (span[1], -span[2])):
        if not kept or each[1] >= kept[-1][2]:
            kept.append(each)
    return kept


def _without(text: str, spans: Iterable[tuple[str, int, int]]) -> str:
    pieces: list[str] = []
    done = 0
    for _, start, end in spans:
        pieces += (text[done:start], ABSENT * (end - start))
        done = end
    return "".join((*pieces, text[done:])) if pieces else text


# ------------------------------------------------------------------ hiding

_BREAKS = " \u3000\u00a0-－—–‐‑()（）"
_FIRST_DIGIT = re.compile(r"[0-9０-９A-Za-z一二三四五六七八九十百东西南北甲乙丙丁]")


def _hidden(value: str, kind: PersonalKind) -> str:
    """Put stars for all but a few signs at both ends, sign for sign; breaks stay."""
    if kind.public:
        return value
    if kind.code in ("email", "office-email"):
        name, at, domain = value.replace("＠", "@").partition("@")
        return name[:1] + "*" * (len(name) - 1) + at + domain if len(name) > 1 else f"*{at}{domain}"
    if kind.code == "address":
        return _road(value)
    signs = [n for n, sign in enumerate(value) if sign not in _BREAKS]
    inner = set(signs[kind.head : len(signs) - kind.tail])
    return "".join("*" if n in inner else sign for n, sign in enumerate(value))


def _road(value: str) -> str:
    """Keep an address down to the road or village."""
    found = _FIRST_DIGIT.search(value)
    cut = found.start() if found else len(value)
    return value[:cut] + "*" * (len(value) - cut)
