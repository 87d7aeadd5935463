"""One element of a record changed (要素改写): publishers by whole names, cited instruments with their cells."""

import re
from collections.abc import Iterator
from typing import TypeVar

from attrs import evolve

from zwgk.adjust.successors import REVISED, Name, body_name, cited_name, revision_of
from zwgk.model import CatalogItem, Citation, Ground, Information
from zwgk.text.basis import parse_basis
from zwgk.text.normal import squeezed

__all__ = [
    "bodies_in",
    "cited",
    "instruments_in",
    "with_basis",
    "with_publisher",
]

R = TypeVar("R", CatalogItem, Information)
#: separators with nothing between them
_DANGLING = re.compile(r"([、，,；;])\s*[、，,；;]+")
_BETWEEN = re.compile(r"([、，,；;/／\n]+)")
#: a title in its marks, the number behind it, the articles behind that
_CITED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》(?:\s*[（(]([^（()）]*号)[）)])?")
_NUMERAL = r"[〇零一二三四五六七八九十百千0-9]+"
_ARTICLE = rf"第{_NUMERAL}条(?:之{_NUMERAL})?(?:第{_NUMERAL}款)?(?:第[（(]?{_NUMERAL}[）)]?项)?"
_ARTICLES = rf"(?:\s*{_ARTICLE}(?:[、，和及]{_ARTICLE})*)?"


# ------------------------------------------------------------------ bodies


def bodies_in(publisher: str | None) -> tuple[str, ...]:
    """List the bodies that a cell names (公开主体所列机构).

    >>> bodies_in("白石县民政局、白石县财政局")
    ('白石县民政局', '白石县财政局')
    """
    parts = _BETWEEN.split(publisher or "")[::2]
    return tuple(part.strip() for part in parts if part.strip())


def with_publisher(publisher: str | None, old: str, new: str) -> str:
    """Put a body in the place of another, each named once (更换机构).

    >>> with_publisher("白石县粮食局、白石县财政局", "白石县粮食局", "白石县粮储局")
    '白石县粮储局、白石县财政局'
    """
    pieces = _BETWEEN.split(publisher or "")
    named: dict[str, str] = {}
    for part, between in zip(pieces[::2], ["", *pieces[1::2]], strict=True):
        name = new if body_name(part) == body_name(old) else part
        if body_name(name):
            named.setdefault(body_name(name), f"{between if named else ''}{name}")
    return "".join(named.values())


# ------------------------------------------------------------------ instruments


def cited(name: Name | Citation) -> str:
    """Write an instrument as it is cited, without articles (文件引称).

    >>> cited(Name("中华人民共和国民法典"))
    '《中华人民共和国民法典》'
    """
    if not name.title:
        return name.number or ""
    told = name.number or (None if revision_of(name.title) else getattr(name, "revision", None))
    return f"《{name.title}》{f'（{told}）' if told else ''}"


def instruments_in(record: CatalogItem | Information) -> tuple[Name, ...]:
    """List the instruments that a record relies on, each once (所引文件).

    An item has them in its basis; information in its grounds and reason, where they stand in title marks.
    """
    found = _of_item(record) if isinstance(record, CatalogItem) else _of_information(record)
    return tuple(dict.fromkeys(found))


def _of_item(item: CatalogItem) -> Iterator[Name]:
    for each in item.basis:
        title = rf"《?{re.escape(each.title)}》?\s*{REVISED}"
        named = re.search(title, item.basis_text or "") if each.title else None
        yield Name(each.title, each.number, revision_of(each.title) or (named and named[1]))


def _of_information(information: Information) -> Iterator[Name]:
    for text in _texts(information):
        yield from (_named(found) for found in _CITED.finditer(text))


def _named(found: re.Match[str]) -> Name:
    title = found[1].strip()
    return Name(title, found[2], revision_of(title))


def _texts(information: Information) -> Iterator[str]:
    for ground in information.grounds:
        yield from (ground.article, ground.item or "")
    yield information.reason or ""


def with_basis(record: R, old: str, to: Name | None) -> R:
    """Put an instrument in the place of another (更换依据): its articles are for the office to name."""
    if isinstance(record, CatalogItem):
        return _item_with(record, old, to)  # type: ignore[return-value]
    grounds = tuple(
        Ground(_rewritten(each.article, old, to), each.item and _rewritten(each.item, old, to))
        for each in record.grounds
    )
    reason = record.reason and _rewritten(record.reason, old, to)
    return evolve(record, grounds=grounds, reason=reason)


def _rewritten(text: str, old: str, to: Name | None) -> str:
    """Rewrite a sentence; what has no successor is named as repealed, without title marks."""

    def changed(found: re.Match[str]) -> str:
        if cited(_named(found)) != old:
            return found[0]
        return cited(to) if to else f"原{found[1].strip()}（已废止）"

    return re.sub(f"{_CITED.pattern}(?:{_ARTICLES})", changed, text)


def _item_with(item: CatalogItem, old: str, to: Name | None) -> CatalogItem:
    named = [cited(each) for each in _of_item(item)]
    gone = [each for each, name in zip(item.basis, named, strict=True) if name == old]
    if not gone:
        return item
    kept = [each for each, name in zip(item.basis, named, strict=True) if name != old]
    if to and not any(_same(each, to) for each in kept):
        kept.insert(item.basis.index(gone[0]), Citation(to.title, to.number))
    basis = tuple(kept)
    text = item.basis_text and _cell(item.basis_text, gone, to, basis)
    return evolve(item, basis=basis, basis_text=text)


def _same(citation: Citation, name: Name) -> bool:
    numbers = {squeezed(each) for each in (citation.number, name.number) if each}
    return cited_name(citation.title) == cited_name(name.title) and len(numbers) <= 1


def _cell(
    text: str, gone: list[Citation], to: Name | None, basis: tuple[Citation, ...]
) -> str | None:
    """Change the words of a cell where they then still say the citations; else write it anew."""
    changed, words = text, cited(to) if to else ""
    for each in gone:
        number = rf"(?:\s*[（(]?{re.escape(each.number)}[）)]?)?" if each.number else ""
        pattern = rf"《?{re.escape(each.title)}》?(?:\s*{REVISED})?{number}{_ARTICLES}"
        changed = re.sub(pattern, lambda _: words, changed) if each.title else changed
    if to is None:
        changed = _DANGLING.sub(r"\1", changed).strip("、，,；; \n")
    if parse_basis(changed) == basis:
        return changed
    return "、".join(f"{cited(each)}{'、'.join(each.articles)}" for each in basis) or None
