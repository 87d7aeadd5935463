"""What stands between titles (书名号之间): labels, numbers, articles, remarks, unmarked names."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from zwgk.text.basis._articles import articles
from zwgk.text.basis._names import names
from zwgk.text.basis._numbers import best, numbers
from zwgk.text.basis._words import any_of, listed

__all__ = ["Part", "between"]

_HAN = "\u4e00-\u9fff"
_BRACKET = re.compile(
    r"\((?:[^()]|\([^()]{0,60}\)){0,300}\)|\[[^\[\]]{0,200}\]|【[^【】]{0,200}】|〔[^〔〕]{0,60}〕"
)
_ARTICLE = re.compile(r"第\s?[(]?[\d一二三四五六七八九十百零〇两]|(?<=[》)\s])\d{1,3}\s?条")
_YEARS = re.compile(r"\d{4}\s?年?(?:\s?\d{1,2}\s?月.{0,60})?|\d{4}\s?[-—]\s?\d{4}\s?年?")
_TRIAL = re.compile(r"\s?\((?:试行|暂行|草案|\d{4}\s?年?版?|\d{4}\s?[-—]\s?\d{4}\s?年?)\)")
_LABEL_LENGTH = 14


class Part(NamedTuple):
    """One part of a basis cell: its kind, span, and value where it is not the words themselves."""

    kind: str
    start: int
    end: int
    value: tuple[str, ...] = ()


def between(flat: str, start: int, end: int) -> Iterator[Part]:
    """Read the parts between two titles in order (识读书名号之间的文字).

    >>> text = "【法律】预算法第十四条"
    >>> [part.kind for part in between(text, 0, len(text))]
    ['label', 'name', 'articles']
    """
    position = start
    found = list(_tokens(flat, start, end))
    for part, after in zip_longest(found, found[1:]):
        numbered = _numbered(part) or bool(part.kind == "remark" and after and _numbered(after))
        yield from _named(flat, position, part.start, numbered=numbered)
        yield part
        position = part.end
    yield from _named(flat, position, end, numbered=False)


def _numbered(part: Part) -> bool:
    return part.kind in ("number", "bracketed")


def _named(flat: str, start: int, end: int, *, numbered: bool) -> Iterator[Part]:
    for each in names(flat, start, end, numbered=numbered):
        trial = _TRIAL.match(flat, each.end)
        yield Part("name", each.start, trial.end() if trial else each.end)


def _tokens(flat: str, start: int, end: int) -> Iterator[Part]:
    """Find numbers, articles, labels and brackets; the one that begins first stands."""
    span = (start, end)
    found = [Part("number", each.start, each.end, (each.text,)) for each in numbers(flat, *span)]
    found += [*_listed(flat, *span), *_brackets(flat, *span), *_categories(flat, *span)]
    position = start
    for part in sorted(found, key=lambda part: (part.start, -part.end)):
        if part.start >= position:
            yield part
            position = part.end


def _listed(flat: str, start: int, end: int) -> Iterator[Part]:
    position = start
    for match in _ARTICLE.finditer(flat, start, end):
        if match.start() < position:
            continue
        found, position = articles(flat, match.start())
        if found:
            yield Part("articles", match.start(), position, found)
        position = max(position, match.end())


def _brackets(flat: str, start: int, end: int) -> Iterator[Part]:
    for match in _BRACKET.finditer(flat, start, end):
        inner = match[0][1:-1].strip()
        kind, value = _meaning(inner, wide=match[0][0] == "【")
        if kind == "remark" and not _aside(flat, match, inner):
            continue
        yield Part(kind, match.start(), match.end(), value)


def _meaning(inner: str, *, wide: bool) -> tuple[str, tuple[str, ...]]:
    """Tell what brackets hold: a number, articles, a category, or a remark."""
    if number := best(inner):
        more = _ARTICLE.search(inner, number.end)
        return "bracketed", (number.text, *(articles(inner, more.start())[0] if more else ()))
    listed_here, _ = articles(inner)
    if listed_here:
        return "articles", listed_here
    plain = re.sub(r"\s", "", inner)
    category = plain in listed("categories", "names")
    if category or (wide and 0 < len(plain) <= _LABEL_LENGTH and not _remark().search(plain)):
        return "label", (plain,)
    return "remark", ()


def _aside(flat: str, match: re.Match[str], inner: str) -> bool:
    """Tell whether brackets are a remark, not a part of a name: 文化馆（站）管理办法."""
    if _YEARS.fullmatch(inner) or _remark().search(inner):
        return True
    after = flat[match.end() : match.end() + 1]
    return not re.match(f"[{_HAN}]", after)


@cache
def _remark() -> re.Pattern[str]:
    return re.compile(any_of("numbers", "remarks"))


def _categories(flat: str, start: int, end: int) -> Iterable[Part]:
    for match in _category().finditer(flat, start, end):
        yield Part("label", match.start(1), match.end(), (re.sub(r"\s", "", match[1]),))


@cache
def _category() -> re.Pattern[str]:
    names_ = any_of("categories", "names")
    one = rf"(?:{names_})(?:\s?[、和及]\s?(?:{names_})){{0,3}}"
    return re.compile(rf"(?:(?<=[\s;,。、.)》])|^)({one})(?:类|方面|依据)?(?:\s?:|(?=\n))")
