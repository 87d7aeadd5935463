"""A plain table of anything (一览表): one row a thing, as text, Markdown and a web page."""

from collections.abc import Iterator, Sequence
from html import escape

from attrs import frozen

from zwgk import _data
from zwgk.render import markdown
from zwgk.render.terminal import columns
from zwgk.render.wording import line, shortened

__all__ = ["Listing", "marked_down", "page", "text"]

_SHOWN = 40
_HEAD = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
"""


@frozen
class Listing:
    """A table with its heading and a sentence on the whole (一览表); *widths* are those of a workbook's columns."""

    heading: str
    summary: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()


def text(listing: Listing) -> str:
    """Draw the table for a terminal, columns aligned by width (文字).

    >>> print(text(Listing("一览", "共 1 份", ("文件", "标题"), (("a.txt", "关于防火的通知"),))))
    共 1 份
    <BLANKLINE>
    文件   标题
    a.txt  关于防火的通知
    """
    cells = [
        [shortened(line(cell), _SHOWN) for cell in row] for row in (listing.header, *listing.rows)
    ]
    wide = [max(map(columns, column)) for column in zip(*cells, strict=True)]
    return "\n".join([listing.summary, "", *(_aligned(row, wide) for row in cells)])


def _aligned(row: Sequence[str], wide: Sequence[int]) -> str:
    padded = (
        f"{cell}{' ' * (width - columns(cell))}" for cell, width in zip(row, wide, strict=True)
    )
    return "  ".join(padded).rstrip()


def marked_down(listing: Listing) -> str:
    r"""Write the table as Markdown (Markdown 一览表).

    >>> marked_down(Listing("一览", "共 1 份", ("文件",), (("a|b",),))).splitlines()[-1]
    '| a\\|b |'
    """
    head = (f"# {markdown.escaped(listing.heading)}", "", markdown.escaped(listing.summary), "")
    return "\n".join([*head, *markdown.table(listing.header, listing.rows)])


def page(listing: Listing) -> str:
    """Write the table as a web page without any script (网页一览表).

    >>> "&lt;b&gt;" in page(Listing("一览", "", ("文件",), (("<b>",),)))
    True
    """
    return "".join(_page(listing))


def _page(listing: Listing) -> Iterator[str]:
    heading, style = escape(line(listing.heading)), _data.load("report_style")["page"]
    yield f"{_HEAD}<title>{heading}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    yield f'<header><h1>{heading}</h1><p class="about">{escape(listing.summary)}</p></header>\n<main><div class="box">'
    yield f"<table><thead>{_tr(listing.header, 'th')}</thead><tbody>\n"
    yield from (f"{_tr(row, 'td')}\n" for row in listing.rows)
    yield "</tbody></table></div></main>\n</body>\n</html>\n"


def _tr(cells: Sequence[str], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(line(cell))}</{tag}>' for cell in cells)}</tr>"
