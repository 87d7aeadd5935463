"""A difference between catalogues as a table (目录差异表): one row for each element that changed."""

from collections.abc import Iterator
from html import escape

from zwgk import _data
from zwgk.model._record import plain
from zwgk.model.difference import Change, ChangeKind, Difference, MatchHow
from zwgk.render import listing as tables
from zwgk.render.cells import label, named, told
from zwgk.render.listing import Listing
from zwgk.render.wording import line

__all__ = ["fragment", "how", "listing", "notebook", "summary", "text"]

_HEADER = ("变化", "领域", "公开事项", "要素", "原值", "现值", "对应方式")
_WIDTHS = (10, 14, 30, 14, 44, 44, 14)
_NAMES = {
    ChangeKind.ADDED: "新增",
    ChangeKind.REMOVED: "删去",
    ChangeKind.RENAMED: "改名",
    ChangeKind.CHANGED: "修改",
    ChangeKind.MOVED: "移动",
}
_HOW = {MatchHow.CODE: "编码相同", MatchHow.PATH: "名称相同", MatchHow.LIKENESS: "相似"}
_NOTEBOOK_ROWS = 100


def summary(difference: Difference) -> str:
    """Sum a difference up in one sentence (总述).

    >>> summary(Difference(""))
    '没有差异'
    """
    counts = [(name, len(difference.of(kind))) for kind, name in _NAMES.items()]
    parts = [f"{name} {count} 条" for name, count in counts if count]
    if difference.heads:
        parts.append(f"目录信息 {len(difference.heads)} 处")
    return "，".join(parts) or "没有差异"


def listing(difference: Difference, *, heading: str = "目录差异") -> Listing:
    """Lay a difference out as a table (差异成表).

    >>> listing(Difference("")).rows
    ()
    """
    heads = (
        ("目录信息", "", "", label(each.element), told(each.old), told(each.new), "")
        for each in difference.heads
    )
    rows = (row for each in difference.changes for row in _rows(each))
    return Listing(heading, summary(difference), _HEADER, (*heads, *rows), _WIDTHS)


def _rows(change: Change) -> Iterator[tuple[str, ...]]:
    """Give a row for each element; an item that came, went or only moved has one."""
    kinds = "、".join(_NAMES[each] for each in change.kinds)
    lead = (kinds, change.item.field or "", named(change.item.path))
    found = how(change.how, change.score)
    if change.old is None or change.new is None:
        yield (*lead, "", *_whole(change), "")
        return
    if not change.elements:
        yield (*lead, "次序", _place(change.old_at), _place(change.new_at), found)
    for key in change.elements:
        if key == "basis_text" and "basis" in change.elements:
            continue  # the same cell
        values = (told(plain(getattr(each, key))) for each in (change.old, change.new))
        yield (*lead, label(key), *values, found)


def _whole(change: Change) -> tuple[str, str]:
    content = told(change.item.content)
    return (content, "") if change.new is None else ("", content)


def _place(at: int | None) -> str:
    return f"第{(at or 0) + 1}条"


def how(found: MatchHow | None, score: float | None) -> str:
    """Tell how two items were found to be the same (对应方式).

    >>> how(MatchHow.LIKENESS, 0.8333), how(MatchHow.CODE, 1.0), how(None, None)
    ('相似 83%', '编码相同', '')
    """
    if found is None:
        return ""
    return f"{_HOW[found]} {score:.0%}" if found is MatchHow.LIKENESS and score else _HOW[found]


def text(difference: Difference) -> str:
    """Draw a difference for a terminal (文字).

    >>> text(Difference(""))
    '没有差异'
    """
    found = listing(difference)
    return tables.text(found) if found.rows else found.summary


def notebook(difference: Difference) -> str:
    """Write a difference as a small fragment for a notebook (笔记本片段).

    >>> notebook(Difference(""))
    '<div><p><b>没有差异</b></p></div>'
    """
    return fragment(listing(difference))


def fragment(table: Listing) -> str:
    """Write a table as a fragment of a page, the first rows of it (网页片段)."""
    styles = _data.load("report_style")["inline"]
    cells = styles["cell"]
    shown = table.rows[:_NOTEBOOK_ROWS]
    rows = "".join(_row(row, "td", cells) for row in shown)
    left = len(table.rows) - len(shown)
    more = f"<p>另有 {left} 行未列出。</p>" if left else ""
    head = _row(table.header, "th", cells)
    drawn = f'<table style="{styles["table"]}">{head}{rows}</table>' if rows else ""
    return f"<div><p><b>{escape(line(table.summary))}</b></p>{drawn}{more}</div>"


def _row(row: tuple[str, ...], tag: str, style: str) -> str:
    cells = (f'<{tag} style="{style}">{escape(line(each))}</{tag}>' for each in row)
    return f"<tr>{''.join(cells)}</tr>"
