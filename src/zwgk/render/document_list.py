"""Documents and their attribute notes as a table (公文标注一览), and one of them in lines."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from zwgk.model import Document
from zwgk.render.listing import Listing
from zwgk.render.wording import LABELS, line
from zwgk.report import Finding, masked
from zwgk.terms import Severity

__all__ = ["Row", "listing", "one"]

_HEADER = ("文件", "标题", "发文字号", "成文日期", "标注", "公开属性", "问题")
_WIDTHS = (30, 40, 20, 12, 22, 12, 60)
_ITEM, _ITEM_WIDTH = "对应的目录事项", 24
_NONE = "—"


@frozen
class Row:
    """One document of a list (一份公文): what was read and found, or why it was not read."""

    file: str
    document: Document | None = None
    item: str = ""
    findings: tuple[Finding, ...] = ()
    unread: str = ""

    @property
    def errors(self) -> int:
        """How many errors it has (错误数)."""
        return sum(each.severity is Severity.ERROR for each in self.findings)


def listing(rows: Sequence[Row], *, compared: bool = False) -> Listing:
    """List documents, a row each (公文标注一览); *compared* adds the items they were compared with.

    >>> listing([Row("通知.txt", Document("全文", title="关于防火的通知"))]).rows[0][:2]
    ('通知.txt', '关于防火的通知')
    """
    cells = [[*_cells(row)] for row in rows]
    header, widths = [*_HEADER], [*_WIDTHS]
    if compared:
        header.insert(-1, _ITEM)
        widths.insert(-1, _ITEM_WIDTH)
        for row, texts in zip(rows, cells, strict=True):
            texts.insert(-1, row.item or _NONE)
    shown = tuple(tuple(map(masked, map(line, texts))) for texts in cells)
    return Listing("公文公开属性标注一览", _summary(rows), tuple(header), shown, tuple(widths))


def _summary(rows: Sequence[Row]) -> str:
    read = [row.document for row in rows if row.document]
    noted = sum(1 for each in read if each.notes)
    faulty = sum(1 for row in rows if row.errors)
    left = len(rows) - len(read)
    told = f"共 {len(rows)} 份公文：有标注 {noted} 份，有错误 {faulty} 份"
    return f"{told}，无法读取 {left} 份" if left else told


def _cells(row: Row) -> Iterator[str]:
    found = row.document
    yield row.file
    if found is None:
        yield from [_NONE] * (len(_HEADER) - 2)
        yield f"没有读取：{row.unread}"
        return
    yield found.title or _NONE
    yield found.number or _NONE
    yield str(found.created or _NONE)
    yield found.note.text if found.note else _NONE
    yield _attribute(found)
    yield "；".join(_said(each) for each in row.findings) or _NONE


def _attribute(found: Document) -> str:
    if found.note is None:
        return _NONE
    return f"{found.note.attribute.value}{'（删减后）' if found.note.redacted else ''}"


def _said(finding: Finding) -> str:
    return f"{LABELS[finding.severity]}：{line(finding.message)}"


def one(row: Row) -> str:
    """Tell one document in lines (一份公文).

    >>> print(one(Row("通知.txt", Document("全文", title="关于防火的通知"))).splitlines()[0])
    标题：关于防火的通知
    """
    return "\n".join(_told(row))


def _told(row: Row) -> Iterator[str]:
    found = row.document or Document("")
    named = (("标题", found.title), ("发文字号", found.number), ("发文机关", found.issuer))
    days = (
        ("成文日期", found.created),
        ("印发机关", found.printed_by),
        ("印发日期", found.printed),
    )
    for name, value in (*named, *days):
        if value:
            yield f"{name}：{masked(line(str(value)))}"
    yield f"公开属性：{_attribute(found)}"
    for each in found.notes:
        place = f"，{each.place.value}" if each.place else ""
        yield f"标注：{line(each.mark.text)}（第 {each.line} 行{place}）"
    if row.item:
        yield f"对应的目录事项：{row.item}"
    for finding in row.findings:
        yield f"{_said(finding)}（{finding.code}）"
        yield f"  办法：{finding.hint or ''}"
