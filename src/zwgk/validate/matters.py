"""Checks of matters by stages (事项环节表检查): every stage filled, every information with its attribute and elements.

Sources: 宁政办发〔2017〕169号 (逐环节定属性，不主动公开的写明依据和理由); 晋政办发〔2017〕140号 (应列尽列).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from zwgk import _data
from zwgk.matters import match, unfilled
from zwgk.model import Catalog
from zwgk.model.matters import MatterSheet, MatterStage, Power
from zwgk.packs import Pack, required_keys
from zwgk.report import Finding, finding, nearest
from zwgk.terms import Attribute
from zwgk.text.normal import squeezed
from zwgk.validate.frame import Check, Frame

__all__ = ["CHECKS", "across", "attribute_missing", "elements", "left_out", "powers", "stages"]


def powers(found: MatterSheet, frame: Frame) -> Iterator[Finding]:
    """Find matters without the elements that the plan wants of its list (清单要素缺失)."""
    for n, each in enumerate(found.powers):
        for name, key in _of_list(frame.pack).items():
            owed = not (each.service and key in _words()["not_of_services"])
            if owed and not squeezed(getattr(each, key) or ""):
                message = f"“{each.name}”缺少要素“{name}”"
                basis = frame.pack.basis
                yield finding("element.missing", f"/powers/{n}/{key}", message, basis=basis)


def _words() -> Mapping[str, Any]:
    return _data.load("vocabulary/matters")


def _of_list(pack: Pack) -> dict[str, str]:
    """Tell the key of each element that a plan wants of a matter on its list."""
    wanted = pack.checklist(_words()["checklist"])
    known = {each["label"]: each["key"] for each in _words()["column"] if each["of"] == "power"}
    known |= {"名称": "name"}
    return {name: known[name] for name in (wanted.items if wanted else ("名称",)) if name in known}


def stages(found: MatterSheet, _: Frame) -> Iterator[Finding]:
    """Find stages that say neither what they yield nor why they yield nothing (环节未填)."""
    at = {each.name: n for n, each in enumerate(found.powers)}
    for matter, stage, row in unfilled(found):
        path = f"/powers/{at[matter]}" if row is None else f"/rows/{row}/information"
        message = f"“{matter}”的“{stage}”环节没有填写"
        yield finding("matter.stage-missing", path, message, value=stage)


def attribute_missing(found: MatterSheet, _: Frame) -> Iterator[Finding]:
    """Find information without an attribute (未定属性)."""
    said = {each.path for each in found.reading if isinstance(each, Finding)}
    for n, each in _informing(found):
        path = f"/rows/{n}/attribute"
        if each.attribute is None and path not in said:
            message = f"“{each.matter}”“{each.stage}”环节的“{each.information}”没有定公开属性"
            yield finding("matter.attribute-missing", path, message)


def elements(found: MatterSheet, frame: Frame) -> Iterator[Finding]:
    """Find information without the elements of its attribute (要素缺失、不予公开无理由)."""
    for n, each in _informing(found):
        grounds = (
            each.ground,
            each.reason,
            each.basis,
        )  # a table may have one column for any basis
        if each.attribute is Attribute.WITHHELD and not any(map(_said, grounds)):
            message = "不予公开，但没有写明法律条款和理由"
            yield finding("withheld.no-ground", f"/rows/{n}/ground", message)
            continue
        for name, key in _wanted(each, frame.pack).items():
            if not _said(getattr(each, key)):
                message = f"“{each.information}”缺少要素“{name}”"
                basis = frame.pack.basis
                yield finding("element.missing", f"/rows/{n}/{key}", message, basis=basis)


def _said(text: str | None) -> bool:
    return bool(squeezed(text or ""))


def _informing(found: MatterSheet) -> Iterator[tuple[int, MatterStage]]:
    return ((n, each) for n, each in enumerate(found.rows) if _said(each.information))


def _wanted(row: MatterStage, pack: Pack) -> dict[str, str]:
    """Tell the key of each element wanted of a row, by the attribute; none before that is known."""
    if row.attribute is None:
        return {}
    proactive = row.attribute is Attribute.PROACTIVE
    names = pack.required if proactive else pack.elements.not_proactive
    held: Mapping[str, str] = _words()["elements"]
    keys = required_keys(pack, names) if names else {}
    return {name: held[key] for name, key in keys.items() if key in held}


def left_out(found: MatterSheet, _: Frame) -> Iterator[Finding]:
    """Find matters left out without a ground, or left out and listed (不列入无依据)."""
    listed = {each.matter for _, each in _informing(found)}
    for n, each in enumerate(found.left_out):
        if not _said(each.ground):
            message = f"“{each.matter}”不列入目录，没有写明依据"
            yield finding("matter.left-out-no-ground", f"/left_out/{n}/ground", message)
        if each.matter in listed:
            message = f"“{each.matter}”不列入目录，表中又有它产生的信息"
            yield finding("matter.left-out-listed", f"/left_out/{n}/matter", message)


def unknown(found: MatterSheet, _: Frame) -> Iterator[Finding]:
    """Find rows of matters that are not on the list (清单没有的事项)."""
    known = _names(found.powers)
    told = set()
    for n, each in enumerate(found.rows):
        if each.matter not in known and each.matter not in told:
            told.add(each.matter)
            message = f"清单中没有“{each.matter}”"
            yield finding("matter.unknown", f"/rows/{n}/matter", message, value=each.matter)


def _names(listed: Iterable[Power]) -> frozenset[str]:
    return frozenset(each.name for each in listed)


def across(
    sheets: Mapping[int, MatterSheet], catalogs: Mapping[int, Catalog]
) -> Iterator[tuple[int, Finding]]:
    """Compare each sheet with each catalogue judged together with it (表与目录对照), by their positions."""
    for n, found in sheets.items():
        for m, catalog in catalogs.items():
            fit = match(found, catalog)
            for row in fit.not_listed:
                each = found.rows[row]
                message = f"“{each.matter}”产生的“{each.information}”应主动公开，目录中没有"
                path = f"/rows/{row}/item"
                place = nearest(path, found.places)
                yield n, finding("matter.not-listed", path, message, place=place)
            for item in fit.unmatched:
                name = catalog.items[item].name
                message = f"目录事项“{name}”没有对应的权责事项或者服务事项"
                path = f"/items/{item}"
                yield m, finding("matter.none", path, message, place=catalog.places.get(path))


CHECKS: tuple[Check, ...] = (powers, unknown, stages, attribute_missing, elements, left_out)
