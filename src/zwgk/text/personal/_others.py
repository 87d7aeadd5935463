"""Other marks of a person (其他个人信息): papers, telephones, plates, mailboxes."""

import re
from collections.abc import Iterator
from functools import cache

from zwgk.text.personal._checks import identity
from zwgk.text.personal._numbers import free
from zwgk.text.personal._words import before, labelled, one_of, table

__all__ = ["hotlines", "landlines", "mailboxes", "papers", "plates"]

Found = tuple[str, int, int]


#: a number begins where a run of digits does: the patterns are tried there only
_RUN = re.compile(r"[0-9]{3,}")


# ------------------------------------------------------------------ papers


def papers(text: str) -> Iterator[Found]:
    """Find numbers of passports, travel permits and disability cards (护照、通行证、残疾人证)."""
    for card in _DISABILITY.finditer(text):
        if identity(card[1].upper(), None):
            yield "identity-number", *card.span()
    for run in _RUN.finditer(text):
        if run.end() - run.start() >= _SHORTEST:
            yield from _listed(text, *run.span())
            yield from _foreign(text, *run.span())


def _listed(text: str, first: int, last: int) -> Iterator[Found]:
    """Try the listed forms: up to three signs before the digits belong to them."""
    if last - first > _MOST:
        return
    letters = _HEAD.search(text, max(0, first - _LETTERS), first)
    starts = (*range(letters.start(), first), first) if letters else (first,)
    for kind, pattern, wants_label, label in _papers():
        for start in starts:
            if not pattern.fullmatch(text, start, last) or not _apart(text, start, last):
                continue
            told = labelled(text, start, label) or labelled(text, start, "identity")
            if (told or not wants_label) and free(text, start, last, label):
                yield kind, start, last


#: an identity number, the kind and degree, the count of replacements
_DISABILITY = re.compile(
    r"(?<![0-9A-Za-z])([0-9]{17}[0-9Xx])[1-7][1-4](?:B[0-9]{1,2})?(?![0-9A-Za-z])"
)
_SHORTEST, _MOST, _LETTERS = 5, 10, 3
_HEAD = re.compile(r"[A-Za-z]{1,2}[ -]?\Z")
_LABEL_OF = {"passport": "passport", "travel-permit": "travel"}


def _apart(text: str, start: int, end: int) -> bool:
    """Tell whether no letter or digit touches it."""
    return not (_SIGN.match(text[start - 1 : start]) or _SIGN.match(text[end : end + 1]))


_SIGN = re.compile("[0-9A-Za-z]")


@cache
def _papers() -> tuple[tuple[str, re.Pattern[str], bool, str], ...]:
    listed = [(each["kind"], each["forms"], each.get("label", False)) for each in table("paper")]
    return tuple(
        (kind, re.compile("|".join(map(_form, forms)), re.IGNORECASE), wanted, _LABEL_OF[kind])
        for kind, forms, wanted in listed
    )


def _form(form: str) -> str:
    """Write a form such as ``E@#######`` as a pattern; a break may follow the letters."""
    letters = form.rstrip("#")
    head = letters.replace("@", "[A-HJ-NP-Z]") + ("[ -]?" if letters else "")
    return f"{head}[0-9]{{{len(form) - len(letters)}}}"


def _foreign(text: str, first: int, last: int) -> Iterator[Found]:
    """Any letters and digits that a label calls a passport's number."""
    if last - first > _LONGEST or _SIGN.match(text[last : last + 1]):
        return
    label = _passport().search(text, max(0, first - _FAR), first)
    if label and free(text, label.end("label"), last, "passport"):
        yield "passport", label.end("label"), last


_LONGEST, _FAR = 9, 24


@cache
def _passport() -> re.Pattern[str]:
    words = one_of(table("labels")["passport"])
    return re.compile(
        rf"(?P<label>(?:{words})(?:号码|证号|号|码| ?no\.?)?[为是:： ]{{0,3}})[A-Z]{{0,3}}\Z",
        re.IGNORECASE,
    )


# ------------------------------------------------------------------ telephones


def landlines(text: str) -> Iterator[Found]:
    """Find landline numbers with their area code, or without one behind a label (固定电话)."""
    done = 0
    for run in _RUN_OF_TWO.finditer(text):
        if run.start() < done:
            continue
        found = _landline(text, run.start()) or _behind_a_label(text, run.start(), done)
        if found:
            yield "landline", *found
            done = found[1]


_RUN_OF_TWO = re.compile("[0-9]{2,}")


def _landline(text: str, first: int) -> tuple[int, int] | None:
    """Read a number with its area code; a bracket or plus before it belongs to it."""
    found = _LANDLINE.match(text, first - 1) if text[first - 1 : first] in _OPENS else None
    found = found or (_LANDLINE.match(text, first) if text[first] in _BEGINS else None)
    if found is None:
        return None
    area = found["area"] or f"0{found['abroad']}"
    return found.span() if area in _areas() and free(text, *found.span(), "phone") else None


_OPENS = ("(", "+")
#: an area code, or the country's
_BEGINS = "08"


def _behind_a_label(text: str, first: int, done: int) -> tuple[int, int] | None:
    """Read a number without its area code, behind a label or next to the number that ends at *done*."""
    found = _LOCAL.match(text, first)
    beside = done and text[done:first].strip() in _AND
    if not found or not (beside or _called().search(text, max(0, first - _FAR), first)):
        return None
    return found.span() if free(text, *found.span(), "phone") else None


#: no comma: in a table an amount may follow
_AND = ("、", "/", ";", "；", "或", "和")
_EXTENSION = r"(?:(?:-|\s?转\s?|\s?ext\.?\s?)[0-9]{1,5})?"
_NUMBER = r"[1-9][0-9]{2,3}[ -]?[0-9]{4}"
_LANDLINE = re.compile(
    r"(?:(?<![0-9A-Za-z])\(?(?P<area>0[1-9][0-9]{1,2})\)?"
    r"|(?<![0-9A-Za-z])(?:\+|00)?86[ -]?(?P<abroad>10|2[0-9]|[3-9][0-9]{2})(?=[ -]))[ -]{0,3}"
    rf"{_NUMBER}(?![0-9]){_EXTENSION}",
    re.IGNORECASE,
)


_LOCAL = re.compile(rf"{_NUMBER}(?![0-9]){_EXTENSION}", re.IGNORECASE)


@cache
def _called() -> re.Pattern[str]:
    words = one_of(table("labels")["local"])
    return re.compile(rf"(?:{words})(?:号码|号|码)?[为是:： ]{{0,3}}\Z", re.IGNORECASE)


@cache
def _areas() -> frozenset[str]:
    listed = table("landline")
    spans = (range(first, last + 1) for first, last in listed["ranges"])
    return frozenset(listed["short"]) | {f"0{code}" for span in spans for code in span}


def hotlines(text: str) -> Iterator[Found]:
    """Find service numbers, which belong to nobody (服务热线)."""
    for run in _RUN.finditer(text):
        if run[0][0] not in _FIRST:
            continue
        found = _hotline().match(text, run.start())
        if found is None:
            continue
        near = before(text, found.start()) + text[found.end() : found.end() + 6]
        if any(word in near for word in table("hotline")["near"]) or "-" in found[0]:
            yield "hotline", *found.span()


#: 1xxxx, 400, 800, 9xxxx
_FIRST = "1489"


@cache
def _hotline() -> re.Pattern[str]:
    paid = r"[48]00(?:[ -]?[0-9]{3}[ -]?[0-9]{4}|-?[0-9]{4}-?[0-9]{3})"
    short = rf"9[56][0-9]{{3,4}}|{one_of(table('hotline')['short'])}"
    return re.compile(
        rf"(?<![0-9A-Za-z])(?<![0-9][-_./])(?:{paid}|{short})"
        r"(?![0-9A-Za-z]|[-_./][0-9]|元|万|人|件|个|平)"
    )


# ------------------------------------------------------------------ plates, mailboxes


def plates(text: str) -> Iterator[Found]:
    """Find number plates (机动车号牌)."""
    for found in _plate().finditer(text):
        if sum(sign.isdigit() for sign in found["serial"]) >= _FIGURES:
            yield "plate", *found.span()


_FIGURES = 3


@cache
def _plate() -> re.Pattern[str]:
    words = table("plate")
    sign = "[A-HJ-NP-Z0-9]"
    return re.compile(
        rf"(?<![{words['devices']}][0-9]{{2}})[{words['provinces']}][A-HJ-Z][ ·•.-]?"
        rf"(?P<serial>[DF]{sign}[0-9]{{4}}|[0-9]{{5}}[DF]|{sign}{{5}}|{sign}{{4}}[{words['last']}])"
        r"(?![0-9A-Za-z]|[-_./][0-9])",
        re.IGNORECASE,
    )


def mailboxes(text: str) -> Iterator[Found]:
    """Find mailboxes; an office's own is told apart (电子邮箱)."""
    for found in _MAILBOX.finditer(text):
        kind = "office-email" if _office(found["domain"].lower()) else "email"
        yield kind, *found.span()


_MAILBOX = re.compile(
    r"(?<![0-9A-Za-z._%+*@-])[0-9A-Za-z][0-9A-Za-z._%+-]{0,63} ?@ ?"
    r"(?P<domain>(?:[0-9A-Za-z-]{1,63}\.){1,4}[A-Za-z]{2,18})(?![0-9A-Za-z])"
)


def _office(domain: str) -> bool:
    return any(domain == each or domain.endswith(f".{each}") for each in table("email")["office"])
