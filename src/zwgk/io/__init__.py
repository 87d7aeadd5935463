"""Files in and out (文件读写): xlsx, csv, json and documents; opens and saves, knows no rule."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from zwgk import packs
from zwgk.errors import ReadError
from zwgk.io import csv, json, sniff, xlsx
from zwgk.io.document import read_document, record_of
from zwgk.io.limits import refused
from zwgk.io.pack_file import read_pack
from zwgk.io.writing import write
from zwgk.model import AnnualReport, Catalog, Information, Ledger, MatterSheet, Pack
from zwgk.tabular import Grid, catalog
from zwgk.tabular.annual_tables import annual_report_of
from zwgk.tabular.ledger import ledger
from zwgk.tabular.matters import matter_sheet

__all__ = ["read", "read_document", "write"]

_READERS: Mapping[str, Callable[[Path], list[Grid]]] = {
    sniff.XLSX: xlsx.grids,
    sniff.XLS: xlsx.grids,
    sniff.CSV: csv.grids,
}


def read(
    path: Path | str, *, pack: str | Path | Pack = "national"
) -> Catalog | Ledger | MatterSheet | list[Any]:
    r"""Read a catalogue, or records, from a file (读取文件); its content decides, not its suffix.

    A JSON file gives a catalogue where it holds one, else its records as they are. The filled form of an annual
    report gives a list of that one report; matters by stages, or a list of powers, give a sheet of matters; an office's ledger gives its applications with their places; an official
    document (.docx, .txt, .md) gives a list of one information record.

    >>> import pathlib, tempfile
    >>> file = pathlib.Path(tempfile.mkdtemp()) / "目录.csv"
    >>> text = "事项名称,公开内容,公开依据\n许可,结果,《行政许可法》\n"
    >>> _ = file.write_text(text, encoding="utf-8")
    >>> read(file).items[0].name
    '许可'

    Raises:
        ReadError: the file cannot be read, or holds no catalogue; the message is for clerks.
        ShapeError: a JSON catalogue has another shape.
    """
    file = Path(path)
    kind = sniff.kind(file, documents=True)
    if kind == sniff.JSON:
        return json.records(file)
    if kind == sniff.DOCX:
        return [_document(file)]
    try:
        return _of_tables(file, _READERS[kind](file), pack)
    except ReadError:
        record = _looks_like(file) if kind == sniff.CSV else None
        if record is None:
            raise
        return [record]


def _document(file: Path) -> Information:
    record = record_of(file)
    if record is None:
        remedy = "确认文件有标题、发文字号、成文日期等要素；目录表格请复制到 Excel 另存为 xlsx"
        raise refused(file, "中没有找到公文", remedy)
    return record


def _looks_like(file: Path) -> Information | None:
    """Read text that holds no table as a document, if it looks like one."""
    try:
        return record_of(file)
    except ReadError:
        return None


def _of_tables(
    file: Path, grids: list[Grid], pack: str | Path | Pack
) -> Catalog | Ledger | MatterSheet | list[Any]:
    staged = matter_sheet(grids)
    if staged is not None:
        return staged
    kept = ledger(grids)
    if kept is not None:
        return kept
    found = catalog(grids, required=_required(pack))
    if found is None:
        report = annual_report_of(grids)
        if isinstance(report, AnnualReport):
            return [report]
        remedy = "确认表头含有“公开事项、公开内容、公开依据、公开时限”等栏目；台账的表头应有“申请人、申请内容、收到日期”等栏目；事项环节表应有“事项名称、环节、信息名称、公开属性”等栏目，每个环节一行"
        raise refused(file, "中没有找到标准目录表格、台账、事项环节表或者年报", remedy)
    return found


def _required(pack: str | Path | Pack) -> dict[str, str]:
    """Name the columns that the plan wants, by their keys (方案要求的栏目)."""
    plan = _plan(pack)
    wanted = packs.required_keys(plan, (*plan.required, *plan.elements.table))
    return {key: name for name, key in wanted.items()}


def _plan(pack: str | Path | Pack) -> Pack:
    if isinstance(pack, Pack):
        return pack
    return read_pack(pack) if isinstance(pack, Path) else packs.load(pack)
