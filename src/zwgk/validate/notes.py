"""Checks of attribute notes (公开属性标注检查): contradictions in a text, with the catalogue, with what was published.

Sources: 国办发〔2016〕80号; GB/T 9704-2012 附注; 《政府信息公开条例》第二十条、第二十七条.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile

from zwgk import _data
from zwgk.model import Catalog, CatalogItem, Information, InformationStatus, NotePlace
from zwgk.report import Finding, finding
from zwgk.terms import Attribute, Severity
from zwgk.text.document import contradictory, document
from zwgk.text.marks import attribute_of, parse_mark
from zwgk.text.normal import squeezed
from zwgk.validate.frame import Check, Frame

__all__ = ["CHECKS", "across", "contradiction", "item_of", "line_of", "misplaced", "published"]


def contradiction(information: Information, _: Frame) -> Iterator[Finding]:
    """Find documents whose notes contradict one another (标注互相矛盾)."""
    different = contradictory(information.text or "")
    if different:
        told = "、".join(f"第{each.line}行“{each.mark.text}”" for each in different)
        message = f"正文有{len(different)}种互相矛盾的标注：{told}"
        value = different[1].mark.text
        place = line_of(information, different[1].line)
        yield finding("mark.conflict", "/text", message, value=value, place=place)


def misplaced(information: Information, _: Frame) -> Iterator[Finding]:
    """Find notes that stand neither below the day nor at the head or in the colophon (标注不在规定位置)."""
    found = document(information.text or "")
    if found.notes and all(each.place is NotePlace.BODY for each in found.notes):
        first = found.notes[0]
        message = f"标注“{first.mark.text}”在第{first.line}行，成文日期在第{found.created_line}行"
        place = line_of(information, first.line)
        yield finding("mark.misplaced", "/text", message, value=first.mark.text, place=place)


def line_of(information: Information, line: int) -> str | None:
    """Tell the place of a line in the file that the record was read from (所在行).

    >>> line_of(Information("通报", "局", places={"": "通报.txt"}), 3)
    '通报.txt!3:1'
    """
    file = information.places.get("")
    return f"{file}!{line}:1" if file else None


def published(information: Information, _: Frame) -> Iterator[Finding]:
    """Find what is marked as not proactive and yet is published (标注与发布矛盾)."""
    text, own = information.text or "", information.attribute
    noted = parse_mark(text)
    if noted is None or information.published is None or contradictory(text):
        return
    there = information.status in (None, InformationStatus.VALID)
    if there and noted.attribute is not Attribute.PROACTIVE and own in (None, noted.attribute):
        message = f"正文标注为“{noted.text}”，却于{information.published}发布"
        yield finding("mark.published", "/published", message, value=noted.text)


# ------------------------------------------------------------------ with the catalogue


def across(
    catalogs: Iterable[Catalog], records: Mapping[int, Information]
) -> Iterator[tuple[int, Finding]]:
    """Compare each record with the item it names (与目录事项比较); numbers are those of the records."""
    items = _by_name(catalogs)
    for number, record in records.items():
        item = items.get(squeezed(record.item)) if record.item else None
        for each in _differing(record, item) if item else ():
            yield number, each


def item_of(title: str, catalog: Catalog) -> CatalogItem | None:
    """Find the item that a title names (对应事项): the one with the longest name in it; none where two have it.

    >>> catalog = Catalog((CatalogItem(("行政执法", "行政处罚决定")), CatalogItem(("救助", "低保名单公示"))))
    >>> item_of("关于2024年低保名单公示的通知", catalog).name
    '低保名单公示'
    """
    said, shortest = squeezed(title), _data.load("vocabulary/document")["items"]["shortest"]
    named = ((squeezed(item.name), item) for item in catalog.items if item is not None)
    found = [each for each in named if len(each[0]) >= shortest and each[0] in said]
    found.sort(key=lambda each: -len(each[0]))
    longest = [*takewhile(lambda each: len(each[0]) == len(found[0][0]), found)]
    return longest[0][1] if len(longest) == 1 else None


def _by_name(catalogs: Iterable[Catalog]) -> dict[str, CatalogItem | None]:
    """List the items by code and by path; a name of several that differ in their attribute is none's."""
    found: dict[str, CatalogItem | None] = {}
    for item in (item for catalog in catalogs for item in catalog.items if item is not None):
        for name in filter(None, {item.code, "/".join(item.path)}):
            other = found.setdefault(squeezed(name), item)
            if other is None or other.attribute is not item.attribute:
                found[squeezed(name)] = None
    return found


def _differing(record: Information, item: CatalogItem) -> Iterator[Finding]:
    """Compare attributes, where the record and its own note agree."""
    own, noted = attribute_of(record), parse_mark(record.text or "")
    agreed = noted is None or noted.attribute is own
    if own is None or item.attribute in (None, own) or not agreed:
        return
    if contradictory(record.text or ""):
        return
    said = f"标注为“{noted.text}”" if noted else f"登记为“{own.value}”"
    message = f"{said}，目录事项“{item.name}”为“{item.attribute.value}”"
    wider = own is Attribute.PROACTIVE and item.attribute is Attribute.ON_REQUEST
    severity = Severity.WARNING if wider else Severity.ERROR
    yield finding(
        "mark.item-differs",
        "/attribute",
        message,
        value=own.value,
        severity=severity,
        place=record.places.get("/attribute"),
    )


CHECKS: tuple[Check, ...] = (contradiction, misplaced, published)
