"""Checks of a whole catalogue (目录检查): 同上 with nothing above, duplicates, fields and their units."""

from collections.abc import Iterator, Mapping

from zwgk import packs
from zwgk.model import Catalog, CatalogItem, Channels, TimeLimit
from zwgk.report import Finding, finding, nearest
from zwgk.terms import Severity
from zwgk.text.normal import squeezed
from zwgk.validate.coverage import uncovered
from zwgk.validate.frame import Check, Frame
from zwgk.validate.own_columns import extras_invalid

__all__ = ["ALONE", "CHECKS", "across", "ditto_dangling"]

_DITTO = frozenset({"同上", "同前", "〃", "″", '"', "同上行", "同上条"})
_DITTO_KEYS = ("publisher", "content", "basis_text", "time_limit", "channels")
_SHORT = 8


# ------------------------------------------------------------------ 同上


def ditto_dangling(catalog: Catalog, _: Frame) -> Iterator[Finding]:
    """Find 同上 with nothing above to refer to (悬空的“同上”)."""
    told: set[tuple[str | None, str]] = set()
    for n, item in _items(catalog):
        for key in _DITTO_KEYS:
            value = getattr(item, key)
            if value is None:
                continue
            if not _is_ditto(value):
                told.add((item.field, key))
            elif (item.field, key) not in told:
                yield finding(
                    "ditto.dangling", f"/items/{n}/{key}", "“同上”的上面没有内容", value="同上"
                )


def _is_ditto(value: str | TimeLimit | Channels) -> bool:
    text = value if isinstance(value, str) else value.text or ""
    return len(text) < _SHORT and squeezed(text) in _DITTO


# ------------------------------------------------------------------ duplicates


def duplicate_item(catalog: Catalog, _: Frame) -> Iterator[Finding]:
    """Find items that say the same of the same matter (重复事项)."""
    seen: dict[tuple[object, ...], int] = {}
    for n, item in _items(catalog):
        key = (item.field, item.path, item.content, item.publisher, item.levels)
        first = seen.setdefault(key, n)
        if first != n and item.path:
            message = f"与第{first + 1}条事项“{item.name}”重复"
            yield finding("duplicate.item", f"/items/{n}", message, value="/".join(item.path))


def across(catalogs: Mapping[int, Catalog]) -> Iterator[tuple[int, Finding]]:
    """Find items that stand in several catalogues, told of the later one (各目录之间的重复事项).

    Catalogues of different localities may have the same items, and so may items that name no unit.
    """
    seen: dict[tuple[object, ...], list[tuple[Catalog, int]]] = {}
    for number, catalog in catalogs.items():
        own: list[tuple[tuple[object, ...], int]] = []
        for n, item in _items(catalog):
            if not (item.path and item.publisher):
                continue
            own.append(((item.field, item.path, item.content, item.publisher, item.levels), n))
            told = seen.get(own[-1][0], ())
            first = next((each for each in told if _may_share(each[0], catalog)), None)
            if first:
                yield number, _shared(catalog, n, item, *first)
        for key, n in own:
            seen.setdefault(key, []).append((catalog, n))


def _may_share(one: Catalog, other: Catalog) -> bool:
    return one.locality == other.locality or None in (one.locality, other.locality)


def _shared(catalog: Catalog, n: int, item: CatalogItem, first: Catalog, at: int) -> Finding:
    path = f"/items/{n}"
    where = nearest(f"/items/{at}", first.places) or first.title or "另一份目录"
    message = f"与{where}的事项“{item.name}”重复"
    place = nearest(path, catalog.places)
    return finding("duplicate.item", path, message, value="/".join(item.path), place=place)


# ------------------------------------------------------------------ fields and units


def field_missing(catalog: Catalog, frame: Frame) -> Iterator[Finding]:
    """Find fields of the plan that have no item (无事项的领域)."""
    gone = packs.missing_fields(frame.pack, _fields(catalog), catalog.locality)
    if gone:
        severity = Severity.ERROR if frame.whole else Severity.INFO
        listed = "、".join(gone)
        owed = _owed(catalog, frame)
        message = f"方案的{owed}个领域中，{len(gone)}个没有事项：{listed}"
        basis = frame.pack.basis
        yield finding(
            "field.missing", "/items", message, value=listed, severity=severity, basis=basis
        )


def _owed(catalog: Catalog, frame: Frame) -> int:
    pilot = packs.pilot_of(frame.pack, catalog.locality)
    return len((pilot and pilot.fields) or frame.pack.fields)


def field_unassigned(catalog: Catalog, frame: Frame) -> Iterator[Finding]:
    """Find fields of the plan for which no unit answers (无责任单位的领域)."""
    lone = packs.unassigned(frame.pack)
    if lone:
        present = {name for text in _fields(catalog) for name in packs.fields_of(frame.pack, text)}
        severity = Severity.ERROR if frame.whole or present.intersection(lone) else Severity.INFO
        listed = "、".join(lone)
        message = f"方案没有为这些领域指定责任单位：{listed}"
        basis = frame.pack.basis
        yield finding(
            "field.unassigned", "/items", message, value=listed, severity=severity, basis=basis
        )


def coverage_missing(catalog: Catalog, frame: Frame) -> Iterator[Finding]:
    """Find stages and phases that a field's items do not cover (环节没有覆盖)."""
    gaps = [(name, gap) for name, gap in uncovered(catalog, frame.pack) if gap]
    if gaps:
        said = any(item.stages or item.phases for _, item in _items(catalog))
        told = (
            "；".join(f"{name}缺{'、'.join(gap)}" for name, gap in gaps)
            if said
            else "各事项都没有标明环节"
        )
        basis = frame.pack.basis
        yield finding(
            "coverage.missing", "/items", f"环节没有全覆盖：{told}", value=told, basis=basis
        )


def _fields(catalog: Catalog) -> frozenset[str]:
    return frozenset(item.field for _, item in _items(catalog) if item.field)


def _items(catalog: Catalog) -> Iterator[tuple[int, CatalogItem]]:
    """Number the items that have a shape; one without is reported by the shape alone."""
    return ((n, item) for n, item in enumerate(catalog.items) if item is not None)


CHECKS: tuple[Check, ...] = (
    ditto_dangling,
    duplicate_item,
    field_missing,
    field_unassigned,
    coverage_missing,
    extras_invalid,
)
#: those that also judge an item on its own
ALONE: tuple[Check, ...] = (ditto_dangling, extras_invalid)
