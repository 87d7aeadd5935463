"""The standard catalogue (标准目录) and its items: 名称 内容 依据 时限 主体 方式 渠道 公开对象 层级.

Source: 国办发〔2019〕54号 and the guides of the 26 pilot fields.
"""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from attrs import field, frozen

from zwgk.model._record import FrozenMap, Record, entry, frozen_map
from zwgk.model.time_limit import TimeLimit
from zwgk.terms import Attribute, Phase, Stage

__all__ = ["Audience", "Catalog", "CatalogItem", "Channels", "Citation", "Ground"]


@frozen
class Citation(Record):
    """One cited instrument (公开依据).

    >>> Citation("政府信息公开条例", articles=("第二十六条",)).to_dict()["articles"]
    ['第二十六条']
    """

    title: str = entry("名称")
    number: str | None = entry("文号", default=None)
    category: str | None = entry("类别", default=None)
    articles: tuple[str, ...] = entry("条款", default=())


@frozen
class Channels(Record):
    """Where information is disclosed (公开渠道和载体); ``text`` is the cell, whole."""

    checked: tuple[str, ...] = entry("选用渠道")
    unchecked: tuple[str, ...] = entry("未选渠道", default=())
    other: str | None = entry("其他渠道说明", default=None)
    text: str | None = entry("原文", default=None)


@frozen
class Audience(Record):
    """To whom information is disclosed (公开对象): to all, to named groups, or both."""

    public: bool = entry("全社会")
    groups: str | None = entry("特定群体", default=None)


@frozen
class Ground(Record):
    """A legal ground for withholding (不予公开理由): article and item."""

    article: str = entry("条")
    item: str | None = entry("项", default=None)


@frozen
class CatalogItem(Record):
    """One matter to be disclosed (公开事项).

    >>> CatalogItem(("行政执法", "行政处罚"), field="安全生产").name
    '行政处罚'
    """

    KIND: ClassVar[str | None] = "catalog-item"

    path: tuple[str, ...] = entry("公开事项")
    seq: str | None = entry("序号", default=None)
    code: str | None = entry("编码", default=None)
    field: str | None = entry("领域", default=None)
    content: str | None = entry("公开内容", default=None)
    basis: tuple[Citation, ...] = entry("公开依据", default=())
    basis_text: str | None = entry("公开依据原文", default=None)
    time_limit: TimeLimit | None = entry("公开时限", default=None)
    publisher: str | None = entry("公开主体", default=None)
    channels: Channels | None = entry("公开渠道和载体", default=None)
    audience: Audience | None = entry("公开对象", default=None)
    attribute: Attribute | None = entry("公开方式", default=None)
    levels: tuple[str, ...] = entry("公开层级", default=())
    stages: tuple[Stage, ...] = entry("五公开", default=())
    phases: tuple[Phase, ...] = entry("发布解读回应", default=())
    grounds: tuple[Ground, ...] = entry("不予公开理由", default=())
    extras: Mapping[str, str] = entry("其他栏目", default=FrozenMap(), converter=frozen_map)

    @property
    def name(self) -> str:
        """The last step of the path (事项名称), or empty."""
        return self.path[-1] if self.path else ""


@frozen
class Catalog(Record):
    """A catalogue of matters to be disclosed (标准目录).

    ``places`` tells the cell of a JSON Pointer such as ``/items/3/time_limit``; ``reading`` holds the findings
    made while reading. Both stand outside ``to_dict`` and equality.
    """

    KIND: ClassVar[str | None] = "catalog"
    SCHEMA: ClassVar[str | None] = "zwgk/catalog/1"

    items: tuple[CatalogItem, ...] = entry("公开事项")
    title: str | None = entry("目录名称", default=None)
    locality: str | None = entry("地区", default=None)
    version: str | None = entry("版本", default=None)
    effective: date | None = entry("施行日期", default=None)
    places: Mapping[str, str] = field(factory=dict, eq=False, repr=False)
    reading: tuple[object, ...] = field(default=(), eq=False, repr=False)
