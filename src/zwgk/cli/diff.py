"""``zwgk diff`` (比较目录): what differs between two catalogues, element by element."""

from argparse import Namespace

from zwgk.adjust.difference import diff
from zwgk.cli.arguments import Parser
from zwgk.cli.catalogs import as_json, catalog, save
from zwgk.cli.console import progress, say
from zwgk.cli.targets import target
from zwgk.render.difference import listing, summary, text

__all__ = ["HELP", "NAME", "arguments", "run"]

NAME = "diff"
HELP = "比较两份目录"

_DETAILS = """比较两份目录（Excel、CSV、JSON），列出新增、删去、改名、修改、移动的事项，逐个要素写明原值和现值。

退出码：0 没有差异；1 有差异；2 参数有误，或者文件无法读取。"""
_SUFFIXES = (".md", ".html", ".xlsx", ".csv", ".json")


def arguments(parser: Parser) -> None:
    """Declare the arguments (声明参数)."""
    parser.description = _DETAILS
    add = parser.add_argument
    add("old", metavar="原目录", help="原来的目录文件")
    add("new", metavar="现目录", help="现在的目录文件")
    add("-o", "--output", metavar="差异表", help=f"把差异写成文件：{'、'.join(_SUFFIXES)}")
    add("--json", action="store_true", help="在标准输出写 JSON")


def run(options: Namespace) -> int:
    """Compare and tell (执行)."""
    output = target(options.output, _SUFFIXES, (options.old, options.new))
    with progress() as show:
        show("正在比较")
        found = diff(catalog(options.old), catalog(options.new))
    if output:
        save(found if output.suffix.lower() == ".json" else listing(found), output)
    if options.json:
        as_json(found)
    else:
        say(f"{summary(found)}\n差异已写入 {output}" if output else text(found))
    return 1 if found else 0
