"""Checks against the ministries' guides (对照标准指引): what is lacking, what is a local addition.

Only where asked for: a local catalogue need not be its standard (国办发〔2019〕54号: 因地制宜). One finding a field.
"""

from collections.abc import Iterator, Sequence

from zwgk.adjust.mapping import mapped
from zwgk.model import Catalog, CatalogItem
from zwgk.report import Finding, finding
from zwgk.terms import Severity
from zwgk.validate.frame import Check, Frame

__all__ = ["CHECKS", "guide_items"]

_SHOWN = 8


def guide_items(catalog: Catalog, frame: Frame) -> Iterator[Finding]:
    """Find, field by field, what of the guide has no item here, and what here answers to nothing in it (对照指引)."""
    if not frame.standard:
        return
    for each in mapped(catalog).fields:
        first = f"/items/{each.items[0].at}"
        if each.lacking or each.presumed:
            yield _lacking(each.field, each.basis, each.lacking, each.presumed, first)
        if each.unmapped:
            names = _named([one.path for one in each.unmapped])
            fact = f"{each.field}：{len(each.unmapped)}条事项在标准指引中没有对应的标题：{names}"
            path = f"/items/{each.unmapped[0].at}"
            yield finding("standard.unmapped", path, fact, value=names, basis=each.basis)


def _lacking(
    field: str,
    basis: str,
    known: Sequence[CatalogItem],
    presumed: Sequence[CatalogItem],
    path: str,
) -> Finding:
    """Name the titles that are borne out; the presumed ones only where there are no others."""
    names = _named([each.path for each in known or presumed])
    told = "" if known else "（标题待对照指引原文核对）"
    fact = f"{field}：标准指引的{len(known or presumed)}个事项在目录中没有对应的事项{told}：{names}"
    more = f"；另有{len(presumed)}个标题待核对的事项没有对应" if known and presumed else ""
    severity = Severity.WARNING if known else Severity.INFO
    return finding(
        "standard.lacking", path, fact + more, value=names, basis=basis, severity=severity
    )


def _named(paths: Sequence[Sequence[str]]) -> str:
    listed = dict.fromkeys("/".join(path) for path in paths)
    shown = "、".join([*listed][:_SHOWN])
    return f"{shown}等" if len(listed) > _SHOWN else shown


CHECKS: tuple[Check, ...] = (guide_items,)
