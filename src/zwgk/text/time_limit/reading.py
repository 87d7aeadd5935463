"""From text to clauses (时限识读): breaks, statements, scopes, clauses; what gives way to what."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from attrs import evolve

from zwgk.model.time_limit import Clause, TimeLimit
from zwgk.terms import ClauseKind
from zwgk.text.time_limit.amounts import AMOUNT
from zwgk.text.time_limit.cleaning import cleaned, is_blank, is_ditto, mended
from zwgk.text.time_limit.rules import RULES, Rule, Spot
from zwgk.text.time_limit.words import ACT, BOUND, WORDS, any_of, dressed

__all__ = ["read"]


class _Piece(NamedTuple):
    """A clause and where it stands in its statement."""

    start: int
    end: int
    clause: Clause


class _Label(NamedTuple):
    """The words before a colon; ``scope`` is None where they are but the name of a column."""

    start: int
    end: int
    scope: str | None


_OTHER = WORDS["other_law"]
_SURE = any_of(word for word in _OTHER["anchor"] if any(sign in word for sign in _OTHER["sure"]))
_FOLLOW = any_of(_OTHER["follow"])
_OTHER_LAW = re.compile(
    rf"[,;。(]?除?(?:{any_of(_OTHER['who'])}){{0,20}}+"
    rf"(?:{_SURE}的?(?:外|,?{_FOLLOW})?|{any_of(_OTHER['anchor'])}的?,?{_FOLLOW})"
)
_STATEMENT = re.compile("[;。]+")
_COLON = re.compile("(?<![0-9]):|:(?![0-9])")
_AMOUNT = re.compile(AMOUNT)
_LASTING = WORDS["lasting"]
_GOES_ON = any_of([*_LASTING["acts"], *_LASTING["keeps"]])
_SPANS = any_of(_LASTING["spans"])
_SPAN_NAME = re.compile(rf"{_GOES_ON}{_SPANS}?")
_SPAN_END = re.compile(f"{_SPANS}$")
_OPEN_LABEL = re.compile(
    rf"({_GOES_ON}{_SPANS}?):(?={any_of(_LASTING['least'])}?(?:自[^,;。:]{{1,20}}起)?{AMOUNT}(?!{BOUND}))"
)
_CYCLES = [word for words in WORDS["cycles"].values() for word in words]
_ALWAYS = WORDS["words"]["permanent"]
_BARE = re.compile(any_of([*_ALWAYS, *_CYCLES]))
_LIMIT_NAME = re.compile(
    rf"{any_of([*_ALWAYS, *_CYCLES, *WORDS['words']['immediate'], '及时'])}{ACT}?"
)
_SAID = re.compile(rf"^(?:{_LIMIT_NAME.pattern}|(?:予以|进行)?{ACT})[,、]?(?=.)")
_LEADING = re.compile(r"^(?:[,、)\s-]|其中,?)+")
_TAIL = re.compile(rf"(?:予以|进行|完成|对外|主动|网上|上网|\)|{ACT})*$")
_GO_ON = re.compile(
    rf"[(),、:]|{BOUND}|(?:之|以)?前(?![0-9])|起|后|以上|个|年|月|日|天|的|度|{ACT}(?:[,;。]|$)"
)
_NEW_LABEL = re.compile("[^,;。:0-9]{1,30}:")
_LONGEST: int = WORDS["limits"]["characters"]
_NEAR = 80
_MASK = "\0"
_STRONG = frozenset({ClauseKind.WITHIN, ClauseKind.BEFORE, ClauseKind.BY_DATE, ClauseKind.ONCE})
_NO_NUMBER = frozenset({ClauseKind.PROMPT, ClauseKind.IMMEDIATE, ClauseKind.BY_RULE})


def read(text: str) -> TimeLimit:
    """Read a time limit; the text is kept whole in the result (识读公开时限).

    >>> [each.kind.value for each in read("长期公开，动态更新").clauses]
    ['permanent', 'prompt']
    """
    if is_blank(text):
        return TimeLimit(text, ())
    if is_ditto(text):
        return TimeLimit(text, (Clause(ClauseKind.DITTO),))
    plain = cleaned(text) if len(text) <= _LONGEST else text
    if len(plain) > _LONGEST:
        return TimeLimit(text, (Clause(ClauseKind.UNREADABLE, text=text),))
    own, others = _OTHER_LAW.subn(";", _OPEN_LABEL.sub(r"\1", mended(_joined(plain))))
    clauses = _firm([clause for part in _STATEMENT.split(own) for clause in _statement(part)])
    return TimeLimit(text, clauses or (Clause(ClauseKind.UNREADABLE, text=text),), others > 0)


# ---------------------------------------------------------------- line breaks
def _joined(text: str) -> str:
    """Take out line breaks that cut a word; make those between two statements clause ends."""
    lines = [line for line in text.split("\n") if line]
    judged = WORDS["limits"]["lines"]
    whole = lines[:1]
    for at, line in enumerate(lines[1:judged], 1):
        left, right = "".join(whole[-_NEAR:]), "".join(lines[at : at + 3])
        whole.append((";" if _parts_here(left[-_NEAR:], right[:_NEAR], line) else "") + line)
    return "".join([*whole, *lines[judged:]])


def _parts_here(left: str, right: str, line: str) -> bool:
    """Tell whether a break stands between a whole limit and a new start."""
    left = _STATEMENT.split(left)[-1]
    fresh = _NEW_LABEL.match(right) is not None and not _BARE.fullmatch(left)
    new = _pieces(_STATEMENT.split(line)[0])
    if _GO_ON.match(line) or not (fresh or new):
        return False
    joined = _pieces(left + ("\n" if fresh else "") + _STATEMENT.split(right)[0])
    old = [piece for piece in joined if piece.start < len(left)]
    if not fresh and _only_how(new) and any(piece.clause.kind in _STRONG for piece in old):
        return False
    end = max((piece.end for piece in old), default=len(left) + 1)
    return end <= len(left) and not _TAIL.sub("", left[end:])


def _only_how(pieces: list[_Piece]) -> bool:
    """Tell 及时 and its like, which say nothing beside the bound on the line before."""
    return all(piece.clause.kind in _NO_NUMBER for piece in pieces)


# ---------------------------------------------------------------- statements
def _statement(text: str) -> Iterator[Clause]:
    """Read the clauses of one statement, each with the scope named before it."""
    if not text:
        return
    labels = _labels(text)
    scope: str | None = None
    said: set[Clause] = set()
    for piece in _yielding(text, _pieces(text, labels)):
        while labels and labels[0].end <= piece.end:
            scope = labels.pop(0).scope
        clause = evolve(piece.clause, scope=scope) if scope else piece.clause
        if clause.amount is not None or clause not in said:
            yield clause
        said.add(clause)


def _pieces(text: str, labels: list[_Label] | None = None) -> list[_Piece]:
    """Let every rule read what the rules before it have left."""
    labels = _labels(text) if labels is None else labels
    open_text = _masked(text, [(label.start, label.end) for label in labels])
    pieces: list[_Piece] = []
    for rule in RULES:
        if found := list(_apply(rule, open_text)):
            pieces += found
            open_text = _masked(open_text, [(piece.start, piece.end) for piece in found])
    return sorted(pieces)


def _apply(rule: Rule, text: str) -> Iterator[_Piece]:
    floor = 0
    for match in rule.pattern.finditer(text):
        if match.start() < floor:
            continue
        before = text[max(floor, match.start() - _NEAR) : match.start()]
        spot = Spot(
            match, re.split("[\0;。:\n]", before)[-1], text[match.end() : match.end() + _NEAR]
        )
        if found := rule.read(spot):
            floor = match.end() + found.right
            yield _Piece(match.start() - found.left, floor, found.clause)


def _masked(text: str, spans: list[tuple[int, int]]) -> str:
    parts, at = [], 0
    for start, end in spans:
        parts += [text[at:start], _MASK * (end - start)]
        at = end
    return "".join([*parts, text[at:]])


# ---------------------------------------------------------------- scopes
def _labels(text: str) -> list[_Label]:
    """Find the words before colons: 行政处罚决定信息：."""
    labels: list[_Label] = []
    floor = 0
    for colon in _COLON.finditer(text):
        start = _label_start(text, floor, colon.start())
        floor = colon.end()
        words = text[start : colon.start()]
        if _is_label(words):
            name = None if _is_name(words) else dressed(words)
            labels.append(_Label(start, colon.end(), name))
    return labels


def _label_start(text: str, floor: int, end: int) -> int:
    """A label begins the statement, or stands behind a clause and its comma."""
    start = floor
    if end - floor > _NEAR or _AMOUNT.search(text, floor, end):
        start = max(text.rfind(",", floor, end) + 1, end - _NEAR, floor)
    start = max(start, text.rfind("\n", start, end) + 1)
    for edge in (_LEADING, _SAID if floor else _LEADING):
        if match := edge.match(text[start:end]):
            start += match.end()
    return start


def _is_label(words: str) -> bool:
    return bool(words) and not (
        words.isdigit() or _AMOUNT.search(words) or _LIMIT_NAME.fullmatch(words)
    )


def _is_name(words: str) -> bool:
    named = _SPAN_NAME.fullmatch(words) and _SPAN_END.search(words)
    return bool(named) or words in WORDS["labels"]["names"]


# ---------------------------------------------------------------- what gives way
def _yielding(text: str, pieces: list[_Piece]) -> Iterator[_Piece]:
    """Leave out 及时, 实时 and 按规定 where the same phrase names a bound: 20个工作日内及时公开."""
    commas = _commas(text)
    phrases = [bisect_left(commas, piece.end) for piece in pieces]
    placed = list(zip(phrases, pieces, strict=True))
    bound = {phrase for phrase, piece in placed if piece.clause.kind in _STRONG}
    rhythm = {phrase for phrase, piece in placed if piece.clause.every}
    for phrase, piece in placed:
        if not _gives_way(piece.clause, bounded=phrase in bound, rhythmic=phrase in rhythm):
            yield piece


def _gives_way(clause: Clause, *, bounded: bool, rhythmic: bool) -> bool:
    """Tell whether a clause says nothing beside a bound or a rhythm in the same phrase."""
    kind = clause.kind
    if kind is ClauseKind.PERIODIC and clause.every is None:
        return bounded or rhythmic
    if kind is ClauseKind.WITH:
        return bounded and not clause.to
    return kind in _NO_NUMBER and (bounded or (rhythmic and kind is not ClauseKind.IMMEDIATE))


def _commas(text: str) -> list[int]:
    """Where commas stand outside brackets."""
    commas, depth = [], 0
    for at, sign in enumerate(text):
        if sign == ",":
            commas += [at] * (depth == 0)
        else:
            depth = max(0, depth + (sign == "(") - (sign == ")"))
    return commas


def _firm(clauses: list[Clause]) -> tuple[Clause, ...]:
    """Leave out 按规定 beside anything that says when."""
    return tuple(each for each in clauses if each.kind is not ClauseKind.BY_RULE) or tuple(clauses)
