"""``zwgk standard`` (标准指引): list the ministries' guides, write one out to start from, hold a catalogue against them."""

from argparse import Namespace
from collections.abc import Iterator

from zwgk import standards
from zwgk.adjust.mapping import mapped
from zwgk.cli.arguments import Parser
from zwgk.cli.catalogs import as_json, catalog, save
from zwgk.cli.console import Refused, say
from zwgk.cli.targets import target
from zwgk.errors import ZwgkError
from zwgk.model import Catalog
from zwgk.render import listing as tables
from zwgk.render.cells import named
from zwgk.render.listing import Listing
from zwgk.render.mapping import listing

__all__ = ["HELP", "NAME", "arguments", "run"]

NAME = "standard"
HELP = "查看国家标准指引的事项，或者拿目录与它对照"

_DETAILS = """列出 26 个试点领域的标准指引；给出领域的，列出该领域的事项；用 -o 写成目录，作为编制本地目录的底稿。
各项标注“互证”的，标题见于两地以上公布的目录；其余标题待对照指引原文核对。

退出码：0 完成；2 参数有误，或者文件无法读取。"""
_CATALOGS = (".xlsx", ".csv", ".json")
_TABLES = (".xlsx", ".csv", ".md", ".html", ".json")


def arguments(parser: Parser) -> None:
    """Declare the arguments (声明参数)."""
    parser.description = _DETAILS
    add = parser.add_argument
    add("field", nargs="?", metavar="领域", help="领域名称，如 安全生产；不写就是全部")
    add("--verified", action="store_true", help="只要经两地以上目录互证的事项")
    add("--compare", metavar="目录", help="把这份目录与标准指引逐条对照")
    add(
        "-o",
        "--output",
        metavar="文件",
        help=f"写成目录：{'、'.join(_CATALOGS)}；对照的结果另可写成 .md、.html",
    )
    add("--json", action="store_true", help="在标准输出写 JSON")


def run(options: Namespace) -> int:
    """List, write or compare (执行)."""
    return _compared(options) if options.compare else _listed(options)


def _listed(options: Namespace) -> int:
    output = target(options.output, _CATALOGS, ())
    try:
        found = standards.catalog(options.field, verified_only=options.verified)
    except ZwgkError:
        known = "、".join(standards.fields())
        message = f"没有“{options.field}”这个领域的标准指引；有：{known}"
        raise Refused(message) from None
    if output:
        save(found, output)
    if options.json:
        as_json(found)
    elif output:
        say(f"标准指引的 {len(found.items)} 条事项已写入 {output}")
    else:
        say(tables.text(_items(found) if options.field else _guides()))
    return 0


def _guides() -> Listing:
    header = ("领域", "印发机关", "文号", "事项", "互证")
    rows = tuple(
        (
            each.field,
            each.ministry,
            each.number or "待核对",
            str(len(each.items)),
            str(len(each.known)),
        )
        for each in standards.guides().values()
    )
    return Listing("标准指引", f"共 {len(rows)} 个领域", header, rows)


def _items(found: Catalog) -> Listing:
    header = ("公开事项", "公开时限", "公开主体", "公开层级", "公开依据", "互证")
    return Listing(
        "标准指引", f"{found.title}：{len(found.items)} 条事项", header, tuple(_rows(found))
    )


def _rows(found: Catalog) -> Iterator[tuple[str, ...]]:
    for item in found.items:
        yield (
            named(item.path),
            item.time_limit.text if item.time_limit else "",
            item.publisher or "",
            "、".join(item.levels),
            item.basis_text or "",
            "是" if standards.verified(item) else "待核对",
        )


def _compared(options: Namespace) -> int:
    if options.field:
        message = "--compare 按目录中的领域对照，不必再写领域"
        raise Refused(message)
    output = target(options.output, _TABLES, (options.compare,))
    found = mapped(catalog(options.compare))
    told = listing(found)
    if output:
        save(found if output.suffix.lower() == ".json" else told, output)
    if options.json:
        as_json(found)
    else:
        say(f"{told.summary}\n对照表已写入 {output}" if output else tables.text(told))
    return 0
