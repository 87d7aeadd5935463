"""A local plan as data (方案): what it requires, of whom, by when; each fact keeps its row.

Source: 国办发〔2019〕54号 and the local plans in ``data/packs``, each named there with its number.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs
from attrs import frozen

from zwgk.model._record import FrozenMap, Record, entry
from zwgk.terms import Every, Phase, Stage, Unit

__all__ = [
    "Checklist",
    "Coverage",
    "Duty",
    "ExtraColumns",
    "Milestone",
    "Pack",
    "PackElements",
    "PackField",
    "PackHandling",
    "PackLevels",
    "PackPeriod",
    "PackPilot",
    "PackReadings",
    "PackResponsible",
    "PackTrail",
    "Provision",
]

_RECURRING = "^(--(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])|---(0[1-9]|[12][0-9]|3[01]))$"


@frozen
class PackElements(Record):
    """The elements an item must have (必备要素); items not proactive may have their own."""

    required: tuple[str, ...] = entry("必备要素", default=())
    not_proactive: tuple[str, ...] = entry("非主动公开事项的必备要素", default=())
    table: tuple[str, ...] = entry("表格另设的栏目", default=())
    row: str | None = entry("出处", default=None)


@frozen
class PackField(Record):
    """A field of the plan (方案中的领域) and the units that answer for it."""

    name: str = entry("名称")
    aliases: tuple[str, ...] = entry("别称", default=())
    responsible: tuple[str, ...] = entry("责任单位", default=())
    row: str | None = entry("出处", default=None)


@frozen
class PackResponsible(Record):
    """The units bound by every field that has a unit (一并负责的单位)."""

    always: tuple[str, ...] = entry("各领域共同的责任单位", default=())
    row: str | None = entry("出处", default=None)


@frozen
class PackPilot(Record):
    """A place that tries out some fields (试点地区); ``place`` 其他 stands for all the others."""

    place: str = entry("地区")
    fields: tuple[str, ...] = entry("试点领域", default=())
    fewest: int | None = entry("自选领域最少个数", default=None, minimum=1)
    most: int | None = entry("自选领域最多个数", default=None, minimum=1)
    row: str | None = entry("出处", default=None)


@frozen
class PackLevels(Record):
    """The levels the plan binds (公开层级); none given means all."""

    used: tuple[str, ...] = entry("采用的层级", default=())
    row: str | None = entry("出处", default=None)


@frozen
class Milestone(Record):
    """A day by which something is done (时间节点)."""

    day: date = entry("完成日期")
    what: str = entry("内容")
    since: date | None = entry("开始日期", default=None)
    row: str | None = entry("出处", default=None)


@frozen
class Duty(Record):
    """A duty that recurs or stands (职责): how often, by which day, how much at least."""

    what: str = entry("内容")
    every: Every | None = entry("周期", default=None)
    by: str | None = entry("每期截止日", default=None, pattern=_RECURRING, max_length=7)
    since: date | None = entry("开始日期", default=None)
    at_least: int | None = entry("最少", default=None, minimum=1)
    unit: str | None = entry("单位", default=None)
    basis: str | None = entry("依据", default=None)
    row: str | None = entry("出处", default=None)


@frozen
class PackPeriod(Record):
    """A period of the plan's own (方案自定期限)."""

    value: int = entry("数值", minimum=1)
    unit: Unit = entry("单位")
    what: str = entry("内容")
    at_least: bool = entry("是否为最短期限", default=False)
    since: date | None = entry("施行日期", default=None)
    basis: str | None = entry("依据", default=None)
    row: str | None = entry("出处", default=None)


@frozen
class PackTrail(Record):
    """How a document gets its attribute (源头属性认定): steps, who takes them, the note stamped."""

    steps: tuple[str, ...] = entry("步骤", default=())
    by: Mapping[str, str] = entry("由谁办理", default=FrozenMap(), converter=FrozenMap)
    not_proactive: tuple[str, ...] = entry("只有不主动公开的才办的步骤", default=())
    marks: tuple[str, ...] = entry("标注文字", default=())
    since: date | None = entry("施行日期", default=None)
    row: str | None = entry("出处", default=None)


@frozen
class PackHandling(Record):
    """How an application is handled (依申请公开办理程序): steps, who takes them, whether each is recorded."""

    steps: tuple[str, ...] = entry("步骤", default=())
    by: Mapping[str, str] = entry("由谁办理", default=FrozenMap(), converter=FrozenMap)
    recorded: bool = entry("每一步是否都有记录", default=False)
    since: date | None = entry("施行日期", default=None)
    row: str | None = entry("出处", default=None)


@frozen
class Checklist(Record):
    """A named list of what must be there (清单).

    >>> Checklist("公开专区设施", ("查询电脑", "政府公报")).missing(["政府公报"])
    ('查询电脑',)
    """

    name: str = entry("名称")
    items: tuple[str, ...] = entry("内容")
    key: str | None = entry("代号", default=None)
    basis: str | None = entry("依据", default=None)
    row: str | None = entry("出处", default=None)

    def missing(self, present: Iterable[str]) -> tuple[str, ...]:
        """List what is not there, in the plan's order (所缺)."""
        there = frozenset(present)
        return tuple(each for each in self.items if each not in there)


@frozen
class Coverage(Record):
    """The stages and phases that a field's items must cover (五公开和发布解读回应的覆盖要求)."""

    stages: tuple[Stage, ...] = entry("五公开", default=())
    phases: tuple[Phase, ...] = entry("发布解读回应", default=())
    row: str | None = entry("出处", default=None)


@frozen
class PackReadings(Record):
    """Readings of disputed law that the plan takes (方案采用的口径)."""

    names: tuple[str, ...] = entry("口径", default=())
    row: str | None = entry("出处", default=None)


@frozen
class Provision(Record):
    """Another provision (其他规定): its codes, its functions, or why it is only told."""

    what: str = entry("内容")
    checks: tuple[str, ...] = entry("检查代码", default=())
    functions: tuple[str, ...] = entry("函数", default=())
    why: str | None = entry("只作说明的原因", default=None)
    row: str | None = entry("出处", default=None)


@frozen(eq=False)
class ExtraColumns(Record):
    """A JSON Schema for the plan's own columns of an item (自设栏目的格式)."""

    schema: Mapping[str, Any] = entry("JSON Schema")
    row: str | None = entry("出处", default=None)


@frozen(eq=False)
class Pack(Record):
    """A plan's own rules (方案)."""

    name: str = entry("代号")
    title: str = entry("名称")
    number: str | None = entry("文号", default=None)
    issued: date | None = entry("印发日期", default=None)
    extends: str | None = entry("沿用的方案", default=None)
    elements: PackElements = entry("必备要素", default=PackElements())
    fields: tuple[PackField, ...] = entry("领域", default=())
    responsible: PackResponsible = entry("共同责任单位", default=PackResponsible())
    pilots: tuple[PackPilot, ...] = entry("试点地区", default=())
    levels: PackLevels = entry("公开层级", default=PackLevels())
    coverage: Coverage = entry("覆盖要求", default=Coverage())
    milestones: tuple[Milestone, ...] = entry("时间节点", default=())
    duties: tuple[Duty, ...] = entry("职责", default=())
    periods: Mapping[str, PackPeriod] = entry("自定期限", default=FrozenMap(), converter=FrozenMap)
    terms: Mapping[str, str] = entry("自有用语", default=FrozenMap(), converter=FrozenMap)
    severity: Mapping[str, str] = entry("严重程度", default=FrozenMap(), converter=FrozenMap)
    thresholds: Mapping[str, int] = entry("阈值", default=FrozenMap(), converter=FrozenMap)
    trail: PackTrail = entry("源头属性认定", default=PackTrail())
    handling: PackHandling = entry("依申请公开办理程序", default=PackHandling())
    checklists: tuple[Checklist, ...] = entry("清单", default=())
    readings: PackReadings = entry("口径", default=PackReadings())
    provisions: tuple[Provision, ...] = entry("其他规定", default=())
    extra_columns: ExtraColumns | None = entry("自设栏目", default=None)

    @property
    def required(self) -> tuple[str, ...]:
        """The elements every item must have (必备要素)."""
        return self.elements.required

    @property
    def basis(self) -> str:
        """The plan as cited (依据)."""
        return f"《{self.title}》（{self.number}）" if self.number else f"《{self.title}》"

    @property
    def assigns(self) -> bool:
        """Whether the plan names who answers for fields at all (是否指定责任单位)."""
        return bool(self.pilots) or any(each.responsible for each in self.fields)

    @property
    def rows(self) -> dict[str, tuple[Record, ...]]:
        """The facts by the row they come from (出处对照)."""
        found: dict[str, tuple[Record, ...]] = {}
        for fact in self._facts():
            for row in (getattr(fact, "row", None) or "").split():
                found[row] = (*found.get(row, ()), fact)
        return found

    def _facts(self) -> Iterator[Record]:
        for each in attrs.fields(type(self)):
            value = getattr(self, each.name)
            if isinstance(value, Record):
                yield value
            elif isinstance(value, Mapping):
                yield from (inner for inner in value.values() if isinstance(inner, Record))
            elif isinstance(value, tuple):
                yield from value

    def checklist(self, key: str) -> Checklist | None:
        """Find a checklist by its key or name (查找清单)."""
        return next((each for each in self.checklists if key in (each.key, each.name)), None)
