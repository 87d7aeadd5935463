"""The attribute note of a document (公开属性标注): （此件公开发布） under the date.

A sentence that only speaks of 主动公开 is none; the words live in ``data/vocabulary/marks.toml``.
Source: GB/T 9704-2012 附注; 国办发〔2016〕80号.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from zwgk import _data
from zwgk.model.information import Information
from zwgk.model.mark import MarkNote
from zwgk.terms import Attribute
from zwgk.text.normal import folded, simplified, squeezed
from zwgk.text.ticks import Tick, ticks, tidied

__all__ = ["attribute_of", "note", "noted", "parse_mark"]

_LONGEST = 120
_SHORT = 2_000
_LINES = 4
_NEAR_END = 3
#: so many lines may stand between the day and a note of words alone
_SIGNED = 6
_LINE = re.compile(r"[^\r\n]+")
_BLANKS = " \t\u00a0\u3000\u2002\u2003\u2800\u200b\ufeff"
_OPENED = re.compile(r"[(\[【〔〈<《{﹙「『]+")
_CLOSED = re.compile(r"[)\]】〕]")
_ENCLOSED = re.compile(r"([(\[【〔〈<《{﹙「『]*)(.*?)([)\]】〕〉>》}﹚」』]*)([。.;,；]*)")
_BRACKETED = re.compile(r"[（(\[【〔〈《［｛{﹙「『].*[）)\]】〕〉》］｝}﹚」』]", re.DOTALL)
_DATED = re.compile(r"[\d〇零一二三四五六七八九十][日号](?:印发)?$|印发$")
_NOTED = re.compile(r"([（(\[【〔][^()（）\[\]【】〔〕\n]{2,40}[)）\]】〕])")
_EDGES = re.compile(r"^(?:\d[.、)]|[①-⑨、,;/])+|[、,;/。.)\]】]+$")
_REST = re.compile(rf"[{_BLANKS}]*$")
#: other notes before one, and what may follow it in its line
_OTHERS = re.compile(r"(?:\([^()]{3,}\))+")
#: a gap that sets a note apart from the words before it
_GAPS = ("\u3000", "  ")
_FOLLOWING = ("(", "（", "[", "【", "附件", "抄送")
#: what is said behind a note in its brackets
_TAIL = re.compile(r"[,;。(][^开]*$")
_CITED = ("等", "字样", "的", "、", "”", "」", "或", "和")
_REASON = r"(?:[,;:。(](?:因|属|由于|根据|{reasons})(?:.{{0,80}}[^:])?)?"
_ASKED = re.compile(r"[（(]请[^()（）]{0,12}[）)]")


class _Words(NamedTuple):
    """What one attribute is called: alone, and behind 此件 or a label."""

    attribute: Attribute
    redacted: bool
    alone: bool
    pattern: str


class _Span(NamedTuple):
    """One line, or some joined ones, of the text."""

    start: int
    end: int


def parse_mark(text: str) -> MarkNote | None:
    """Find the attribute note in a short text or a whole document (识读公开属性标注).

    >>> parse_mark("　　（此件公开发布）").to_dict()
    {'attribute': '主动公开', 'redacted': False, 'text': '（此件公开发布）'}
    >>> parse_mark("应当做好主动公开工作。") is None
    True
    """
    return _parsed(text) if len(text) <= _SHORT else _parsed_long(text)


def attribute_of(information: Information) -> Attribute | None:
    r"""Tell how information is to be disclosed (公开属性): as recorded, else as its text is marked.

    >>> attribute_of(Information("通报", "局", text="2024年3月4日\n（此件公开发布）")).value
    '主动公开'
    """
    noted = information.attribute or parse_mark(information.text or "")
    return noted if noted is None or isinstance(noted, Attribute) else noted.attribute


def note(attribute: Attribute | str, *, redacted: bool = False, marks: Iterable[str] = ()) -> str:
    """Write the standard note of an attribute, or the one that a plan's own *marks* have for it (标准标注).

    >>> note("依申请公开"), note("主动公开", redacted=True), note("不予公开", marks=["免予公开"])
    ('（此件依申请公开）', '（此件删减后公开）', '（此件免予公开）')
    """
    wanted = Attribute(attribute)
    own = (each for each in marks if _means(each, wanted, redacted=redacted))
    words = next(own, None) or f"此件{'删减后公开' if redacted else wanted.value}"
    inner = words.strip("（）()【】[]〔〕 \u3000")
    return (
        f"（{inner}）"
        if parse_mark(f"（{inner}）") and inner[:1] in "此本该"
        else f"（此件{inner}）"
    )


def _means(words: str, attribute: Attribute, *, redacted: bool) -> bool:
    """Tell whether a plan's own note is one of the attribute."""
    read = parse_mark(words) or parse_mark(f"（此件{words}）")
    return read is not None and (read.attribute, read.redacted) == (attribute, redacted)


def noted(text: str) -> Iterator[tuple[MarkNote, int]]:
    r"""Find every attribute note with its offset, in the order of the text (全部标注); none overlaps another.

    >>> [(each.attribute.value, at) for each, at in noted("（此件公开发布）\n（此件不予公开）")]
    [('主动公开', 0), ('不予公开', 9)]
    """
    plain = simplified(text)
    lines = [_stripped(match) for match in _LINE.finditer(plain)]
    lines = [line for line in lines if line.start < line.end]
    last = 0
    for index in range(len(lines)):
        for words, span in _at(plain, lines, index):
            if span.start >= last:
                last = span.end
                written = text[span.start : span.end]
                yield MarkNote(words.attribute, words.redacted, written), span.start


def _found(text: str) -> MarkNote | None:
    first = next(noted(text), None)
    return first and first[0]


_parsed = lru_cache(maxsize=65536)(_found)
#: whole documents seldom repeat, and would fill the memory
_parsed_long = lru_cache(maxsize=64)(_found)


def _stripped(match: re.Match[str]) -> _Span:
    line = match[0]
    start = match.start() + len(line) - len(line.lstrip(_BLANKS))
    return _Span(start, max(start, match.start() + len(line.rstrip(_BLANKS))))


def _at(plain: str, lines: list[_Span], index: int) -> Iterator[tuple[_Words, _Span]]:
    """Look for a note in one line: the whole of it, joined with the next ones, or a part."""
    line = lines[index]
    words = plain[line.start : line.end]
    for joined in _joined(plain, lines, index) if _goes_on(words) else ():
        if found := _whole(plain[joined.start : joined.end], lone=False):
            yield found, _as_written(plain, joined)
    if "开" not in words:
        return
    near = _is_near(plain, lines, index)
    yield from _bracketed_in(words, line.start)
    if found := _whole(words[: _LONGEST * 2], lone=near):
        yield found, _as_written(plain, line)
    yield from _labelled_in(words, line.start)


def _goes_on(words: str) -> bool:
    """Tell whether a line breaks off: an open bracket, or a label without its value."""
    if len(words) >= _LONGEST or words[-1] in ":：":
        return len(words) < _LONGEST
    return bool(_OPENED.match(folded(words[0]))) and not _CLOSED.search(folded(words))


def _joined(plain: str, lines: list[_Span], index: int) -> Iterator[_Span]:
    """Join a broken line with the next ones: to its closing bracket, or with all the options."""
    opened = bool(_OPENED.match(folded(plain[lines[index].start])))
    last = None
    for line in lines[index + 1 : index + _LINES]:
        words = folded(plain[line.start : line.end][:_LONGEST])
        if words.endswith(":") or _OPENED.match(words) or not (opened or "开" in words):
            break
        last = line
        if opened and _CLOSED.search(words):
            break
    if last:
        yield _Span(lines[index].start, last.end)


def _is_near(plain: str, lines: list[_Span], index: int) -> bool:
    """Tell whether words alone may be a note here: the whole text, or near its day; no entry of a menu."""
    if len(lines) == 1 or _after_date(plain, lines, index):
        return True
    above = range(max(1, index - _SIGNED), index + 1)
    return index >= len(lines) - _NEAR_END and any(
        _after_date(plain, lines, each) for each in above
    )


def _after_date(plain: str, lines: list[_Span], index: int) -> bool:
    before = lines[index - 1] if index else None
    return before is not None and bool(
        _DATED.search(squeezed(plain[max(before.start, before.end - 30) : before.end]))
    )


def _as_written(plain: str, span: _Span) -> _Span:
    """Narrow a line to its brackets where the note is in brackets, else leave it whole."""
    words = plain[span.start : span.end]
    match = _BRACKETED.search(words)
    outside = squeezed(words[: match.start()] + words[match.end() :]) if match else ""
    if match and re.fullmatch(_lead() + "[。.;,]*", outside):
        return _Span(span.start + match.start(), span.start + match.end())
    return span


def _whole(words: str, *, lone: bool) -> _Words | None:
    """Read a line that is nothing but a note."""
    line = re.sub(f"^{_lead()}", "", squeezed(words))
    match = _ENCLOSED.fullmatch(line)
    if not match or len(line) > _LONGEST:
        return None
    bracketed = bool(match[1]) and bool(match[3])
    core = match[2].rstrip("。.;,")
    found = _read(core, alone=bracketed or lone)
    if found is None and bracketed:
        found = _read(_TAIL.sub("", core), alone=False)
    return found or _ticked(words)


def _read(core: str, *, alone: bool) -> _Words | None:
    for words, led, bare in _patterns():
        if led.fullmatch(core) or (alone and bare and bare.fullmatch(core)):
            return words
    return None


def _bracketed_in(words: str, offset: int) -> Iterator[tuple[_Words, _Span]]:
    """Find a bracketed note behind a date, a full stop or another bracket."""
    for match in _NOTED.finditer(words):
        if _stands(words, match) and (found := _whole(match[0], lone=True)):
            yield found, _Span(offset + match.start(), offset + match.end())


def _labelled_in(words: str, offset: int) -> Iterator[tuple[_Words, _Span]]:
    """Find a label with its value among other labels, or in a row of a table."""
    for match in _labelled().finditer(folded(words)):
        if found := _read(squeezed(match[1]).replace("|", ":"), alone=False):
            yield found, _Span(offset + match.start(1), offset + match.end(1))


def _stands(words: str, match: re.Match[str]) -> bool:
    """Tell whether a bracketed note stands for itself: behind a date, or at a sentence's end."""
    before = squeezed(words[max(0, match.start() - 30) : match.start()])
    if _DATED.search(before):
        return not words.startswith(_CITED, match.end())
    if not before or _OTHERS.fullmatch(before):
        behind = words[match.end() :]
        return not behind or behind.startswith((*_BLANKS, *_FOLLOWING))
    apart = words.endswith(_GAPS, 0, match.start())
    return (apart or before.endswith(("。", ";", "!"))) and bool(_REST.match(words, match.end()))


def _ticked(words: str) -> _Words | None:
    """Read a line of ticked and empty options; only one may be ticked."""
    line = _ASKED.sub("", tidied(words))
    found = ticks(line)
    if not found:
        return None
    label = _label_end(line, found[0])
    options = list(_option_texts(line, found, label))
    read = [(tick.filled, _option(option)) for tick, option in options]
    filled = [words for ticked, words in read if ticked]
    sure = label > 0 or all(words for _, words in read)
    return _only(filled) if sure and filled and filled[0] else None


def _only(filled: list[_Words | None]) -> _Words | None:
    """Take what is ticked, if it is of one attribute; how and why may be ticked behind it."""
    told = [words for words in filled if words]
    if len({words.attribute for words in told}) > 1:
        return None
    return next((words for words in told if words.redacted), told[0])


def _label_end(line: str, first: Tick) -> int:
    """Tell where the label before the first sign ends; 0 if there is none."""
    head = line[: first.start]
    match = _label().match(squeezed(head))
    if not match:
        return 0
    colon = max(folded(head).rfind(":"), head.rfind("】")) + 1
    return colon or (first.start if match.end() == len(squeezed(head)) else 0)


def _option_texts(line: str, found: tuple[Tick, ...], start: int) -> Iterator[tuple[Tick, str]]:
    """Pair each sign with its option: behind it, or before it where the line ends in a sign."""
    head, tail = squeezed(line[start : found[0].start]), squeezed(line[found[-1].end :])
    named = head.strip("([【")
    if named and (_option(named) or not tail.strip(")]】。;")):
        edges = [start, *(tick.end for tick in found)]
        yield from (
            (tick, line[edge : tick.start]) for tick, edge in zip(found, edges, strict=False)
        )
        return
    edges = [*(tick.start for tick in found), len(line)]
    yield from (
        (tick, line[tick.end : end]) for tick, (_, end) in zip(found, pairwise(edges), strict=True)
    )


def _option(text: str) -> _Words | None:
    """Read one option; where the signs of the next ones are lost, its first word."""
    spoken = text.split()
    for words in (text, *spoken[:1]):
        core = _EDGES.sub("", squeezed(words))
        plain = re.sub(r"[(:_].*$", "", core)
        if found := _read(core, alone=True) or _read("公开属性:" + plain, alone=False):
            return found
    return None


@cache
def _vocabulary() -> dict[str, Any]:
    return _data.load("vocabulary/marks")


def _lead() -> str:
    return f"(?:(?:{_vocabulary()['labels']['notes']}):)?"


@cache
def _patterns() -> tuple[tuple[_Words, re.Pattern[str], re.Pattern[str] | None], ...]:
    """Compile, for each attribute, the words behind 此件 or a label, and the words alone."""
    data = _vocabulary()
    label = rf"[(\[【〔]?(?:{data['labels']['words']})[)\]】〕]?(?:为|是)?[:|]?[(\[【〔“]?"
    before = f"(?:{data['before']})?"
    subject = rf"{before}{data['subjects']}{data['links']}{before}"
    reason = _REASON.format(reasons=data["labels"]["reasons"])
    compiled = []
    for each in data["attribute"]:
        pattern = f"(?:{each['words']})"
        words = _Words(
            Attribute(each["name"]), each.get("redacted", False), not each.get("led"), pattern
        )
        led = re.compile(
            rf"(?:{subject}|{label}){pattern}{data['kinds']}[”)\]】〕]?(?:{reason}|{data['contact']}.*)"
        )
        compiled.append(
            (words, led, re.compile(before + pattern + f"[类件]?{reason}") if words.alone else None)
        )
    return tuple(compiled)


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"[(\[【〔]?(?:{_vocabulary()['labels']['words']})为?[)\]】〕]?:?")


@cache
def _labelled() -> re.Pattern[str]:
    data = _vocabulary()
    values = "|".join(each["words"] for each in data["attribute"])
    return re.compile(
        rf"(?:^|(?<=[\s|;,(]))((?:{data['labels']['words']})\s*[\s:|]\s*(?:{values}))(?=[\s|;,)]|$)"
        rf"(?!\s*[|/、,]?\s*(?:{values})(?:[\s|/、,;)]|$))"
    )
