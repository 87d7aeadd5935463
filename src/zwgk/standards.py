"""The ministries' standard guides of the 26 pilot fields as a base for local catalogues (标准指引).

Source: 国办发〔2019〕54号 and the guides it names; data in ``data/standards``, one file a field. Titles borne out by
catalogues of at least two places are verified; the others are presumed and are to be held against the guide itself.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from attrs import frozen

from zwgk import _data
from zwgk.errors import ZwgkError
from zwgk.model import Catalog, CatalogItem
from zwgk.text.basis import parse_basis
from zwgk.text.time_limit import parse_time_limit
from zwgk.vocabulary import fields_of

__all__ = ["Guide", "catalog", "fields", "guide", "guides", "verified"]

_VERSION = "2019"


@frozen
class Guide:
    """One ministry's guide for one field (标准指引); ``verified`` tells whether its number was seen."""

    field: str
    ministry: str
    number: str | None
    verified: bool
    items: tuple[CatalogItem, ...]
    known: frozenset[tuple[str, ...]]

    @property
    def basis(self) -> str:
        """The guide as a ground: issuing ministry and number (依据)."""
        number = f"（{self.number}）" if self.number else ""
        return f"{self.ministry}《{self.field}领域基层政务公开标准指引》{number}"


def fields() -> tuple[str, ...]:
    """List the fields that have a guide, in their usual order (有标准指引的领域).

    >>> len(fields()), fields()[3]
    (26, '安全生产')
    """
    return tuple(guides())


@cache
def guides() -> Mapping[str, Guide]:
    """Give every guide by its field (全部标准指引).

    >>> sum(len(each.items) for each in guides().values())
    515
    """
    told = [_data.load(f"standards/{name}") for name in _data.names("standards")]
    ordered = sorted(told, key=lambda each: int(each["order"]))
    return {each["field"]: _guide(each) for each in ordered}


def guide(field: str) -> Guide:
    """Find the guide of a field, by any of its names (某领域的标准指引).

    >>> guide("乡村振兴").ministry
    '国务院扶贫办'

    Raises:
        ZwgkError: there is no such guide, or the name means several fields.
    """
    named = fields_of(field)
    if len(named) != 1 or named[0] not in guides():
        message = f"no guide for {field!r}; there are {', '.join(fields())}"
        raise ZwgkError(message)
    return guides()[named[0]]


def catalog(field: str | None = None, *, verified_only: bool = False) -> Catalog:
    """Give the items of one guide, or of all, as a catalogue an office can start from (标准目录).

    >>> catalog("社会救助").items[0].path
    ('综合业务', '政策法规文件')

    Raises:
        ZwgkError: there is no guide for the field.
    """
    chosen = tuple(guides().values()) if field is None else (guide(field),)
    items = (
        item
        for each in chosen
        for item in each.items
        if not verified_only or item.path in each.known
    )
    name = "基层政务公开标准目录" if field is None else f"{chosen[0].field}领域基层政务公开标准目录"
    return Catalog(tuple(items), title=name, version=_VERSION)


def verified(item: CatalogItem) -> bool:
    """Tell whether an item of a guide is borne out by catalogues of several places (是否经互证).

    >>> verified(catalog("社会救助").items[0])
    True
    """
    found = guides().get(item.field or "")
    return found is not None and item.path in found.known


def _guide(data: Mapping[str, Any]) -> Guide:
    items = tuple(_item(data["field"], each) for each in data["item"])
    known = (tuple(each["path"]) for each in data["item"] if each["verified"])
    number = data.get("number")
    return Guide(data["field"], data["ministry"], number, data["verified"], items, frozenset(known))


def _item(field: str, data: Mapping[str, Any]) -> CatalogItem:
    limit = data.get("time_limit")
    basis = "、".join(f"《{title}》" for title in data.get("basis", ()))
    return CatalogItem(
        tuple(data["path"]),
        field=field,
        basis=parse_basis(basis),
        basis_text=basis or None,
        time_limit=parse_time_limit(limit) if limit else None,
        publisher=data.get("publisher"),
        levels=tuple(data["levels"]),
    )
