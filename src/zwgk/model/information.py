"""A thing to be made public, or already public (政府信息), and the decision on it at its source (源头认定).

Sources: 《政府信息公开条例》第二条、第十二条、第十七条; 国办发〔2016〕80号; GB/T 9704-2012.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum, unique
from typing import ClassVar

from attrs import field, frozen

from zwgk.model._record import FrozenMap, Record, entry, frozen_map
from zwgk.model.catalog import Ground
from zwgk.model.facts import MarkFacts
from zwgk.terms import Attribute, SecrecyLevel, Stage

__all__ = ["Information", "InformationStatus", "TrailStep", "TrailStepKind"]


@unique
class InformationStatus(StrEnum):
    """Whether information still holds (有效性)."""

    VALID = "有效"
    LAPSED = "失效"
    REPEALED = "废止"
    WITHDRAWN = "已撤下"


@unique
class TrailStepKind(StrEnum):
    """The steps of the decision at the source (源头认定环节): draft, two reviews, submission, approval, stamp."""

    DRAFT = "draft"
    UNIT_REVIEW = "unit_review"
    SECRECY_REVIEW = "secrecy_review"
    SUBMISSION = "submission"
    APPROVAL = "approval"
    STAMP = "stamp"


@frozen
class TrailStep(Record):
    """One step of the decision at the source (认定环节): who proposed, reviewed or approved what, when and why."""

    #: a step that cannot be read keeps its place, so that the others keep their numbers
    PLACED: ClassVar[bool] = True

    step: TrailStepKind = entry("环节")
    by: str | None = entry("经办人", default=None)
    on: date | None = entry("日期", default=None)
    attribute: Attribute | None = entry("公开属性", default=None)
    reason: str | None = entry("理由", default=None)


@frozen
class Information(Record):
    """A piece of government information (政府信息): its index entry, its attribute, its text and its history.

    ``item`` is the code of its item in the catalogue, else the item's path joined by ``/``. ``dates`` are the days
    of events that a time limit may count from, by their names. One of ``created`` and ``published`` is needed.
    ``places`` tells the line of a document that the record was read from; it stands outside ``to_dict`` and equality.

    >>> Information("安全检查通报", "白石县应急管理局", created=date(2024, 3, 4)).to_dict()["created"]
    '2024-03-04'
    """

    KIND: ClassVar[str | None] = "information"
    ONE_OF: ClassVar[tuple[tuple[str, ...], ...]] = (("created", "published"),)

    title: str = entry("名称")
    publisher: str = entry("发布机构")
    index: str | None = entry("索引号", default=None)
    summary: str | None = entry("内容概述", default=None)
    number: str | None = entry("文号", default=None)
    created: date | None = entry("生成日期", default=None)
    changed: date | None = entry("变更日期", default=None)
    published: date | None = entry("发布日期", default=None)
    attribute: Attribute | None = entry("公开属性", default=None)
    redacted: bool = entry("删减后公开", default=False)
    grounds: tuple[Ground, ...] = entry("不予公开依据", default=())
    reason: str | None = entry("不予公开理由", default=None)
    item: str | None = entry("公开事项", default=None)
    stage: Stage | None = entry("五公开", default=None)
    keywords: tuple[str, ...] = entry("关键词", default=())
    topic: str | None = entry("主题分类", default=None)
    genre: str | None = entry("体裁分类", default=None)
    url: str | None = entry("链接地址", default=None)
    status: InformationStatus | None = entry("有效性", default=None)
    reviewed: date | None = entry("评估审查日期", default=None)
    secret_until: date | None = entry("保密期限截止日期", default=None)
    trail: tuple[TrailStep, ...] = entry("源头认定过程", default=())
    text: str | None = entry("正文", default=None)
    extras: Mapping[str, str] = entry("其他栏目", default=FrozenMap(), converter=frozen_map)
    facts: MarkFacts | None = entry("判定事实", default=None, untyped=True)
    dates: Mapping[str, date] = entry("时限起算日期", default=FrozenMap(), converter=frozen_map)
    secrecy_level: SecrecyLevel | None = entry("密级", default=None)
    secrecy_since: date | None = entry("定密日期", default=None)
    places: Mapping[str, str] = field(factory=dict, eq=False, repr=False)
