"""``zwgk mark`` of documents (公文的公开属性标注): one row a document, printed, as JSON, or written as a table."""

import json
from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

import zwgk
from zwgk import _data
from zwgk.cli.arguments import Parser
from zwgk.cli.catalogs import catalog as catalog_of
from zwgk.cli.catalogs import save
from zwgk.cli.console import Refused, progress, say, takes_utf8, warn
from zwgk.cli.gather import STANDARD_INPUT, expanded, opened, reason
from zwgk.cli.targets import target
from zwgk.errors import ReadError
from zwgk.model import Catalog, CatalogItem, Document, Information
from zwgk.render.document_list import Row, listing, one
from zwgk.render.listing import text
from zwgk.report import Finding

__all__ = ["arguments", "run", "wanted"]

_CHECKED = ("mark", "attribute", "publication.mark-missing")
_CLEAN, _ERRORS, _UNREADABLE = 0, 1, 2
_SUFFIXES = (".xlsx", ".csv", ".html", ".htm", ".md")


@frozen
class _Source:
    """One file to be read (一个文件): its path, and the name it is told by."""

    name: str
    label: str


@frozen
class _Read:
    """What was read of a file (读取结果): a document with its record, or a sentence why not."""

    label: str
    document: Document | None = None
    record: Information | None = None
    item: CatalogItem | None = None
    unread: str = ""
    findings: list[Finding] = field(factory=list)


def arguments(parser: Parser) -> None:
    """Declare the arguments for documents (声明参数)."""
    add = parser.add_argument
    add("--catalog", metavar="目录", help="与标准目录中同名事项的公开方式比较（公文）")
    add("-o", "--output", metavar="表格", help="把公文一览表写成文件：.xlsx、.csv、.html、.md")


def wanted(options: Namespace) -> bool:
    """Tell whether documents are meant, not the facts of one JSON file (是否公文)."""
    from zwgk.io import sniff  # noqa: PLC0415 - readers are loaded when needed

    several = len(options.files) > 1 or options.catalog or options.output
    if several or options.files[0] == STANDARD_INPUT or not Path(options.files[0]).is_file():
        return bool(several) or Path(options.files[0]).is_dir()
    try:
        return sniff.kind(Path(options.files[0]), documents=True) != sniff.JSON
    except ReadError as error:
        raise Refused(str(error)) from None


def run(options: Namespace, on: date) -> int:
    """Read the documents, judge their notes and tell it (执行)."""
    output = target(options.output, _SUFFIXES, options.files)
    catalog = catalog_of(options.catalog) if options.catalog else None
    sources = [*_sources(expanded(options.files))]
    found = _gathered(sources, catalog)
    _judge(found, catalog, options.pack, on)
    rows = [_row(each) for each in found]
    _deliver(rows, found, output, options)
    if any(each.unread for each in found):
        return _UNREADABLE
    return _ERRORS if any(row.errors for row in rows) else _CLEAN


# ------------------------------------------------------------------ files


def _sources(names: Sequence[str]) -> Iterator[_Source]:
    """List the files: those named, and the documents of the folders named, in order."""
    for name in names:
        folder = Path(name)
        if name != STANDARD_INPUT and folder.is_dir():
            found = [*_walked(folder)]
            if not found:
                message = f"{name}：文件夹里没有公文（{'、'.join(_suffixes())}）"
                raise Refused(message)
            yield from found
        else:
            yield _Source(name, "标准输入" if name == STANDARD_INPUT else folder.name)


def _walked(folder: Path) -> Iterator[_Source]:
    """List the documents below a folder, up to the cap; links and files of an open editor are passed over."""
    from zwgk.io.limits import limit  # noqa: PLC0415 - readers are loaded when needed

    below = (path for path in sorted(folder.rglob("*")) if path.suffix.lower() in _suffixes())
    for number, path in enumerate(filter(_is_own, below), start=1):
        if number > limit("max_documents"):
            message = f"{folder}：文件夹里的公文超过 {limit('max_documents')} 份；请分文件夹处理"
            raise Refused(message)
        yield _Source(str(path), path.relative_to(folder).as_posix())


def _is_own(path: Path) -> bool:
    hidden = path.name.startswith((".", "~$", "._"))
    return path.is_file() and not path.is_symlink() and not hidden


def _suffixes() -> tuple[str, ...]:
    return tuple(_data.load("vocabulary/document")["files"]["suffixes"])


# ------------------------------------------------------------------ reading and judging


def _gathered(sources: Sequence[_Source], catalog: Catalog | None) -> list[_Read]:
    found = []
    with progress() as show:
        for number, source in enumerate(sources, start=1):
            show(f"正在读取 {source.label}（{number}/{len(sources)}）")
            found.append(_read(source, catalog))
    return found


def _read(source: _Source, catalog: Catalog | None) -> _Read:
    from zwgk.io.document import information_of, read_document  # noqa: PLC0415 - loaded when needed
    from zwgk.validate.notes import item_of  # noqa: PLC0415 - loaded when needed

    try:
        with opened(source.name) as path:
            document = read_document(path)
    except ReadError as error:
        return _Read(source.label, unread=str(error))
    except OSError as error:
        return _Read(source.label, unread=f"{source.label}：{reason(error)}")
    item = item_of(document.title or "", catalog) if catalog else None
    record = information_of(document, source.label)
    named = evolve(record, item="/".join(item.path)) if item else record
    return _Read(source.label, document, named, item)


def _judge(found: Sequence[_Read], catalog: Catalog | None, pack: str, on: date) -> None:
    """Judge all records at once, with the catalogue behind them; give each file its findings."""
    read = [each for each in found if each.record]
    subjects: list[Any] = [each.record for each in read]
    plan = _plan(pack)
    report = zwgk.validate(
        [*subjects, *([catalog] if catalog else [])], pack=plan, on=on, select=_CHECKED
    )
    for each in report.findings:
        number, _, rest = each.path.removeprefix("/").partition("/")
        if int(number) < len(read):
            read[int(number)].findings.append(evolve(each, path=f"/{rest}"))


def _plan(pack: str) -> Any:
    if not pack.endswith(".toml"):
        known = zwgk.packs.names()
        if not any(name == pack or name.startswith(f"{pack}-") for name in known):
            message = f"没有“{pack}”这个方案；自带的方案有：{'、'.join(known)}"
            raise Refused(message)
        return pack
    return Path(pack)


# ------------------------------------------------------------------ telling


def _row(found: _Read) -> Row:
    return Row(
        found.label,
        found.document,
        found.item.name if found.item else "",
        tuple(found.findings),
        found.unread,
    )


def _deliver(
    rows: Sequence[Row], found: Sequence[_Read], output: Path | None, options: Namespace
) -> None:
    table = listing(rows, compared=options.catalog is not None)
    if output:
        save(table, output)
    if options.json:
        _say_json(found)
    elif output:
        say(f"{table.summary}\n一览表已写入 {output}")
    elif len(rows) == 1 and rows[0].document:
        say(one(rows[0]))
    else:
        say(text(table))
    for each in rows if not options.json else ():
        if each.unread:
            warn(each.unread)


def _say_json(found: Sequence[_Read]) -> None:
    whole = {"documents": [_plain(each) for each in found]}
    plain = json.dumps(whole, ensure_ascii=False, indent=2)
    say(plain if takes_utf8(plain) else json.dumps(whole, indent=2))


def _plain(found: _Read) -> dict[str, Any]:
    """Give a document without its text; a document that could not be read has its sentence."""
    told: dict[str, Any] = {"file": found.label}
    if found.document is None:
        return told | {"unread": found.unread}
    read = {key: value for key, value in found.document.to_dict().items() if key != "text"}
    item = {"item": "/".join(found.item.path)} if found.item else {}
    attribute = found.document.attribute
    more = {"attribute": attribute.value if attribute else None, "document": read}
    return told | more | item | {"findings": [each.to_dict() for each in found.findings]}
