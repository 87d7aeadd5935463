"""Matters stage by stage (事项环节表): the empty sheet from a list of powers and services, and its match with a catalogue.

Sources: 宁政办发〔2017〕169号 (逐环节定属性); 晋政办发〔2017〕140号 (应列尽列).
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any

from attrs import frozen

from zwgk import _data
from zwgk.errors import ZwgkError
from zwgk.model import Catalog, CatalogItem
from zwgk.model.matters import MatterSheet, MatterStage, Power
from zwgk.terms import Attribute
from zwgk.text.normal import squeezed

__all__ = ["Match", "match", "sheet", "unfilled"]


@frozen
class Match:
    """How a sheet and a catalogue fit (表与目录对照): rows that no item holds, items that no row yields.

    Both are positions, in ``rows`` and in ``items``.
    """

    not_listed: tuple[int, ...] = ()
    unmatched: tuple[int, ...] = ()


def sheet(
    powers: Iterable[Power | Mapping[str, Any]],
    *,
    stages: Iterable[str] = (),
    title: str | None = None,
) -> MatterSheet:
    """Make the empty sheet of a list (空白事项环节表): one row for each stage of each matter.

    *stages* are those of the office's own procedure (受理, 审查, 决定 …), else the five of open administration.

    >>> empty = sheet([Power("食品经营许可", kind="行政许可")], stages=["受理", "审查", "决定"])
    >>> [(each.matter, each.stage) for each in empty.rows][-1]
    ('食品经营许可', '决定')

    Raises:
        ShapeError: the plain data of a matter has another shape.
        ZwgkError: two matters have one name.
    """
    if isinstance(stages, str):
        message = f"stages= wants several names, not the text {stages!r}"
        raise ZwgkError(message)
    listed = tuple(each if isinstance(each, Power) else Power.from_dict(each) for each in powers)
    names = [each.name for each in listed]
    if twice := {name for name in names if names.count(name) > 1}:
        message = f"matters with the same name: {', '.join(sorted(twice))}"
        raise ZwgkError(message)
    steps = tuple(stages) or tuple(_data.load("vocabulary/matters")["stages"])
    rows = tuple(MatterStage(name, step) for name, step in product(names, steps))
    return MatterSheet(listed, steps, rows, title=title)


def unfilled(found: MatterSheet) -> Iterator[tuple[str, str, int | None]]:
    """Find the stages that say nothing (未填环节): matter, stage, and the row if there is one.

    A stage is filled by information, or by the reason why it yields none. A matter left out owes no stage; nor does
    one owe a stage that only matters of other kinds have: a penalty is not accepted, a licence not investigated.

    >>> [(matter, stage) for matter, stage, _ in unfilled(sheet([Power("许可")], stages=["受理"]))]
    [('许可', '受理')]
    """
    left = {each.matter for each in found.left_out}
    rows: dict[tuple[str, str], list[int]] = {}
    for n, each in enumerate(found.rows):
        rows.setdefault((each.matter, each.stage), []).append(n)
    kinds = {each.name: each.kind for each in found.powers}
    of: dict[str, set[str | None]] = {}
    for each in found.rows:
        of.setdefault(each.stage, set()).add(kinds.get(each.matter))
    told = {pair for pair, listed in rows.items() if any(_says(found.rows[n]) for n in listed)}
    for power in found.powers:
        for stage in found.stages:
            pair = (power.name, stage)
            owed = power.name not in left and power.kind in of.get(stage, {power.kind})
            if owed and pair not in told:
                yield (*pair, next(iter(rows.get(pair, ())), None))


def _says(row: MatterStage) -> bool:
    return bool(squeezed(row.information or "") or squeezed(row.nothing or ""))


def match(found: MatterSheet, catalog: Catalog) -> Match:
    """Compare a sheet with a catalogue (表与目录对照).

    A row names its item by code or path; without that, its own code or name stands for it. Rows that are not
    disclosed proactively need no item.

    >>> made = MatterSheet((Power("许可"),), ("决定",), (MatterStage("许可", "决定", "许可结果"),))
    >>> match(made, Catalog((CatalogItem(("行政执法", "许可结果")),)))
    Match(not_listed=(), unmatched=())
    """
    keys = [_keys(each) for each in catalog.items]
    known = frozenset[str]().union(*keys)
    wanted = [_wanted(each) for each in found.rows]
    lost = (
        n
        for n, each in enumerate(found.rows)
        if each.attribute is Attribute.PROACTIVE and wanted[n] and not wanted[n] & known
    )
    yielded = frozenset[str]().union(*wanted, map(squeezed, (each.name for each in found.powers)))
    alone = (n for n, each in enumerate(keys) if each and not each & yielded)
    return Match(tuple(lost), tuple(alone))


def _keys(item: CatalogItem | None) -> frozenset[str]:
    """List what an item goes by: its code, its path, each step of its path."""
    if item is None:
        return frozenset()
    names = (item.code or "", "/".join(item.path), *item.path)
    return frozenset(map(squeezed, names)) - {""}


def _wanted(row: MatterStage) -> frozenset[str]:
    named = (row.item,) if squeezed(row.item or "") else (row.code, row.information)
    return frozenset(squeezed(each or "") for each in named) - {""}
