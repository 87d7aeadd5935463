"""Files in and out (文件读写): xlsx, csv and json; opens and saves, knows no rule."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from zwgk import packs
from zwgk.io import csv, json, sniff, xlsx
from zwgk.io.limits import refused
from zwgk.io.pack_file import read_pack
from zwgk.io.writing import write
from zwgk.model import AnnualReport, Catalog, Ledger, Pack
from zwgk.tabular import Grid, catalog
from zwgk.tabular.annual_tables import annual_report_of
from zwgk.tabular.ledger import ledger

__all__ = ["read", "write"]

_READERS: Mapping[str, Callable[[Path], list[Grid]]] = {
    sniff.XLSX: xlsx.grids,
    sniff.XLS: xlsx.grids,
    sniff.CSV: csv.grids,
}


def read(path: Path | str, *, pack: str | Path | Pack = "national") -> Catalog | Ledger | list[Any]:
    r"""Read a catalogue, or records, from a file (读取文件); its content decides, not its suffix.

    A JSON file gives a catalogue where it holds one, else its records as they are. The filled form of an annual
    report gives a list of that one report; an office's ledger gives its applications with their places.

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
    kind = sniff.kind(file)
    if kind == sniff.JSON:
        return json.records(file)
    grids = _READERS[kind](file)
    kept = ledger(grids)
    if kept is not None:
        return kept
    found = catalog(grids, required=_required(pack))
    if found is None:
        report = annual_report_of(grids)
        if isinstance(report, AnnualReport):
            return [report]
        remedy = "确认表头含有“公开事项、公开内容、公开依据、公开时限”等栏目；台账的表头应有“申请人、申请内容、收到日期”等栏目"
        raise refused(file, "中没有找到标准目录表格、台账或者年报", remedy)
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
