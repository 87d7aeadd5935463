"""The legal basis of an item (公开依据): a catalogue cell ↔ the instruments it cites.

《…》（国发〔2012〕45号）第十九条 and the mess around it; what names no instrument gives nothing.
Sources: 《党政机关公文处理工作条例》, GB/T 9704-2012 (发文字号), GB/T 15834-2011 (书名号).
"""

import re
from functools import lru_cache
from itertools import zip_longest

from attrs import Factory, define

from zwgk.model.catalog import Citation
from zwgk.text.basis._finish import Title, folds, titles
from zwgk.text.basis._titles import parts
from zwgk.text.basis._tokens import Part

__all__ = ["cite", "parse_basis"]

_JOINT = re.compile("[、;。】]")
_OTHER_WORDS = re.compile(r"(?:[、,;。及和])\s?(?!第|[\d一二三四五六七八九十])[\u4e00-\u9fff]{3}")
_HISTORY = ("修订", "修正", "修改", "公布", "发布")
_LONGEST = 12_000
_MARKS = " :\n《〈<«"


def parse_basis(text: str) -> tuple[Citation, ...]:
    """Read the instruments cited in a cell (识读公开依据), in its first 12 000 characters.

    >>> text = "《政府信息公开条例》（国令第711号）、《预算法》第十四条"
    >>> [each.number for each in parse_basis(text)]
    ['国务院令第711号', None]
    """
    return _parsed(text)


def cite(citation: Citation) -> str:
    """Write a citation in one line (引用写法): 《名称》（文号）第…条.

    >>> cite(Citation("预算法", articles=("第十四条", "第十五条")))
    '《预算法》第十四条、第十五条'
    """
    title = f"《{citation.title}》" if citation.title else ""
    number = citation.number or ""
    return title + (f"（{number}）" if title and number else number) + "、".join(citation.articles)


@define
class _Draft:
    """A citation while it is being read."""

    title: str
    end: int
    number: str | None = None
    category: str | None = None
    articles: list[str] = Factory(list)

    def done(self) -> Citation:
        """Give what is exchanged."""
        return Citation(self.title, self.number, self.category, tuple(self.articles))


@define
class _Reading:
    """The drafts so far, the label in force, and a number that waits for its title."""

    tidy: str
    flat: str
    drafts: list[_Draft] = Factory(list)
    category: str | None = None
    waiting: str | None = None


@lru_cache(maxsize=65536)
def _parsed(text: str) -> tuple[Citation, ...]:
    reading = _Reading(*folds(text[:_LONGEST]))
    found = list(parts(reading.flat))
    for part, following in zip_longest(found, found[1:]):
        _STEPS[part.kind](reading, part, following)
    return tuple(draft.done() for draft in reading.drafts)


def _label(reading: _Reading, part: Part, _: Part | None) -> None:
    reading.category = part.value[0]


def _title(reading: _Reading, part: Part, _: Part | None) -> None:
    for each in titles(reading.tidy[part.start : part.end]):
        if each.title or each.number:
            _add(reading, each._replace(title=_resolved(reading, each.title)), part.end)


def _resolved(reading: _Reading, title: str) -> str:
    """Tell whose 其实施细则 is meant: the law's named before it."""
    before = reading.drafts[-1].title if reading.drafts else ""
    return before + title.removeprefix("其") if title.startswith("其实施") else title


def _add(reading: _Reading, title: Title, end: int) -> None:
    number = title.number or reading.waiting
    reading.waiting = None
    reading.drafts.append(_Draft(title.title, end, number, reading.category, list(title.articles)))


def _number(reading: _Reading, part: Part, following: Part | None) -> None:
    """Give a number to the title before it, else to the one right behind it, else keep it alone."""
    last = reading.drafts[-1] if reading.drafts else None
    apart = last and _apart(reading.flat, last.end, part)
    if last and not last.number and not apart:
        last.number = part.value[0]
    elif following and _adjoins(reading.flat, part, following):
        reading.waiting = part.value[0]
    elif not last or apart or (part.kind == "number" and not _historical(reading.flat, part)):
        _add(reading, Title("", part.value[0]), part.end)
    if reading.drafts:
        reading.drafts[-1].articles += part.value[1:]


def _apart(flat: str, end: int, part: Part) -> bool:
    """Tell whether a number is told apart from the title before it: by a separator, or other words."""
    pattern = _JOINT if part.kind == "number" else _OTHER_WORDS
    return bool(pattern.search(flat, end, part.start))


def _historical(flat: str, part: Part) -> bool:
    return flat.startswith(_HISTORY, part.end)


def _adjoins(flat: str, part: Part, following: Part) -> bool:
    return following.kind in ("title", "name") and not flat[part.end : following.start].strip(
        _MARKS
    )


def _articles(reading: _Reading, part: Part, _: Part | None) -> None:
    if reading.drafts:
        reading.drafts[-1].articles += part.value


def _remark(reading: _Reading, part: Part, following: Part | None) -> None:
    """Pass over a remark: it belongs to no citation."""


_STEPS = {
    "articles": _articles,
    "bracketed": _number,
    "label": _label,
    "name": _title,
    "number": _number,
    "remark": _remark,
    "title": _title,
}
