"""How a local catalogue answers to the guides, as a table (标准对照表)."""

from collections.abc import Iterator

from zwgk.model.mapping import FieldMapping, StandardMapping
from zwgk.render.cells import named
from zwgk.render.difference import how
from zwgk.render.listing import Listing

__all__ = ["listing", "summary"]

_HEADER = ("领域", "本地事项", "标准事项", "对应方式", "说明")
_WIDTHS = (14, 36, 36, 14, 30)


def summary(mapping: StandardMapping) -> str:
    """Sum a mapping up in one sentence (总述).

    >>> summary(StandardMapping(()))
    '0 条事项中 0 条与标准指引对应（100%）'
    """
    items = mapping.items
    found = sum(bool(each.standard) for each in items)
    parts = [f"{len(items)} 条事项中 {found} 条与标准指引对应（{mapping.share:.0%}）"]
    lacking = sum(len(each.lacking) for each in mapping.fields)
    presumed = sum(len(each.presumed) for each in mapping.fields)
    if lacking or presumed:
        parts.append(f"指引另有 {lacking} 个互证的、{presumed} 个待核对的事项本地没有")
    if mapping.elsewhere:
        parts.append(f"{len(mapping.elsewhere)} 条属于没有标准指引的领域")
    return "；".join(parts)


def listing(mapping: StandardMapping) -> Listing:
    """Lay a mapping out as a table: local items first, then what is lacking (对照成表)."""
    rows = [row for each in mapping.fields for row in _rows(each)]
    rows += [
        (each.field or "", named(each.path), "", "", "没有标准指引") for each in mapping.elsewhere
    ]
    return Listing("标准对照", summary(mapping), _HEADER, tuple(rows), _WIDTHS)


def _rows(field: FieldMapping) -> Iterator[tuple[str, ...]]:
    for each in field.items:
        note = "" if each.standard else "地方增项"
        if each.level == 1:
            note = "对应到一级事项"
        found = how(each.how, each.score)
        yield field.field, named(each.path), "／".join(each.standard), found, note
    for lacking, note in ((field.lacking, "本地没有"), (field.presumed, "本地没有（标题待核对）")):
        yield from ((field.field, "", named(each.path), "", note) for each in lacking)
