"""``zwgk merge`` (三方合并): bring a local catalogue to the revised standard, conflicts told cell by cell."""

from argparse import Namespace

from zwgk.adjust.merging import merge
from zwgk.cli.arguments import Parser
from zwgk.cli.catalogs import as_json, catalog, save
from zwgk.cli.console import progress, say
from zwgk.cli.targets import target
from zwgk.render.difference import listing
from zwgk.render.merge import conflicts, summary, text

__all__ = ["HELP", "NAME", "arguments", "run"]

NAME = "merge"
HELP = "标准修订后，把新标准合并到本地目录"

_DETAILS = """三方合并：原标准、新标准、本地目录。只有一方改动的照改；本地增加的保留，本地删去的不加回；
双方改得不同的是冲突，暂保留本地的，逐格列出。

退出码：0 没有冲突；1 有冲突；2 参数有误，或者文件无法读取。"""
_CATALOGS = (".xlsx", ".csv", ".json")
_TABLES = (".xlsx", ".csv", ".md", ".html")


def arguments(parser: Parser) -> None:
    """Declare the arguments (声明参数)."""
    parser.description = _DETAILS
    add = parser.add_argument
    add("base", metavar="原标准", help="本地目录当初所依据的标准")
    add("standard", metavar="新标准", help="修订后的标准")
    add("local", metavar="本地目录", help="本地现行的目录")
    add("-o", "--output", metavar="目录", help=f"把合并后的目录写成文件：{'、'.join(_CATALOGS)}")
    add("--conflicts", metavar="冲突表", help=f"把冲突写成文件：{'、'.join(_TABLES)}")
    add("--overlay", metavar="差异表", help=f"把本地与新标准的差异写成文件：{'、'.join(_TABLES)}")
    add("--json", action="store_true", help="在标准输出写 JSON")


def run(options: Namespace) -> int:
    """Merge and tell (执行)."""
    sources = (options.base, options.standard, options.local)
    output = target(options.output, _CATALOGS, sources)
    told = target(options.conflicts, _TABLES, sources)
    local = target(options.overlay, _TABLES, sources)
    with progress() as show:
        show("正在合并")
        found = merge(*map(catalog, sources))
    written = (
        ("合并后的目录", output, found.catalog),
        ("冲突", told, conflicts(found)),
        ("本地与新标准的差异", local, listing(found.overlay, heading="本地与新标准的差异")),
    )
    for _, path, thing in written:
        if path:
            save(thing, path)
    if options.json:
        as_json(found)
    else:
        lines = [f"{name}已写入 {path}" for name, path, _ in written if path]
        say("\n".join([summary(found) if told else text(found), *lines]))
    return 0 if found.ok else 1
