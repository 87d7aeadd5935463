"""Which item of a ministry's guide a local item answers to (与标准指引的对应).

Source: 国办发〔2019〕54号: local catalogues are made from the guides; items answer to a first or a second level title.
"""

from typing import ClassVar

from attrs import frozen

from zwgk.model._record import Record, entry
from zwgk.model.catalog import CatalogItem
from zwgk.model.difference import MatchHow

__all__ = ["FieldMapping", "Mapped", "StandardMapping"]


@frozen
class Mapped(Record):
    """One local item and the title of the guide it answers to (事项对应); none if ``standard`` is empty.

    ``level`` is the depth of that title: a first level title stands for all below it.
    """

    at: int = entry("位置", minimum=0)
    path: tuple[str, ...] = entry("公开事项")
    field: str | None = entry("领域", default=None)
    standard: tuple[str, ...] = entry("标准事项", default=())
    level: int | None = entry("对应到几级事项", default=None)
    how: MatchHow | None = entry("对应方式", default=None)
    score: float | None = entry("相似程度", default=None)


@frozen
class FieldMapping(Record):
    """How one field of a local catalogue answers to its guide (一个领域的对应)."""

    field: str = entry("领域")
    basis: str = entry("标准指引")
    items: tuple[Mapped, ...] = entry("本地事项")
    lacking: tuple[CatalogItem, ...] = entry("本地没有的标准事项")
    presumed: tuple[CatalogItem, ...] = entry("本地没有的推定事项")

    @property
    def unmapped(self) -> tuple[Mapped, ...]:
        """Local items that answer to nothing in the guide (地方增项)."""
        return tuple(each for each in self.items if not each.standard)


@frozen
class StandardMapping(Record):
    """How a local catalogue answers to the ministries' guides (与标准指引的对应), field by field.

    ``elsewhere`` are items of fields without a guide.
    """

    KIND: ClassVar[str | None] = "standard-mapping"
    SCHEMA: ClassVar[str | None] = "zwgk/standard-mapping/1"

    fields: tuple[FieldMapping, ...] = entry("各领域")
    elsewhere: tuple[Mapped, ...] = entry("没有标准指引的领域的事项", default=())

    @property
    def items(self) -> tuple[Mapped, ...]:
        """All local items of fields with a guide (本地事项)."""
        return tuple(item for each in self.fields for item in each.items)

    @property
    def share(self) -> float:
        """The share of these items that answer to a title of the guide, 1 where there are none (对应比例)."""
        items = self.items
        return sum(bool(each.standard) for each in items) / len(items) if items else 1.0
