"""Powers and public services, stage by stage (权责事项、事项环节表): what information each stage yields, and how it is disclosed.

Sources: 宁政办发〔2017〕169号 (逐环节定属性); 晋政办发〔2017〕140号 (应列尽列).
"""

from collections.abc import Mapping
from typing import ClassVar

from attrs import field, frozen

from zwgk.model._record import FrozenMap, Record, entry, frozen_map
from zwgk.terms import Attribute

__all__ = ["LeftOut", "MatterSheet", "MatterStage", "Power"]


@frozen
class Power(Record):
    """A matter of the powers list or of the public-service list (权责事项、公共服务事项)."""

    name: str = entry("事项名称")
    code: str | None = entry("事项编码", default=None)
    service: bool = entry("公共服务事项", default=False)
    kind: str | None = entry("权力类型", default=None)
    department: str | None = entry("责任部门", default=None)
    supervision: str | None = entry("监督方式", default=None)
    remedy: str | None = entry("救济途径", default=None)


@frozen
class MatterStage(Record):
    """Information that a stage of a matter yields (环节产生的信息), or ``nothing``: why it yields none.

    ``item`` is the code of its item in the catalogue, else the item's path joined by ``/``.
    """

    matter: str = entry("事项名称")
    stage: str = entry("环节")
    information: str | None = entry("信息名称", default=None)
    code: str | None = entry("信息编码", default=None)
    attribute: Attribute | None = entry("公开属性", default=None)
    basis: str | None = entry("公开依据", default=None)
    content: str | None = entry("公开内容", default=None)
    publisher: str | None = entry("公开主体", default=None)
    time_limit: str | None = entry("公开时限", default=None)
    channels: str | None = entry("公开方式", default=None)
    ground: str | None = entry("不予公开依据", default=None)
    reason: str | None = entry("理由", default=None)
    nothing: str | None = entry("不产生信息的说明", default=None)
    item: str | None = entry("目录事项", default=None)
    extras: Mapping[str, str] = entry("其他栏目", default=FrozenMap(), converter=frozen_map)


@frozen
class LeftOut(Record):
    """A matter left out of the catalogue (不列入目录的事项), with the ground and reason for it."""

    matter: str = entry("事项名称")
    ground: str | None = entry("不列入依据", default=None)
    reason: str | None = entry("不列入理由", default=None)


@frozen
class MatterSheet(Record):
    """Matters by their stages (事项环节表); the empty sheet comes from :func:`zwgk.matters.sheet`.

    ``places`` tells the cell of a JSON Pointer such as ``/rows/3/attribute``; ``reading`` holds the findings made
    while reading. Both stand outside ``to_dict`` and equality.
    """

    KIND: ClassVar[str | None] = "matter-sheet"
    SCHEMA: ClassVar[str | None] = "zwgk/matter-sheet/1"

    powers: tuple[Power, ...] = entry("事项")
    stages: tuple[str, ...] = entry("环节", default=())
    rows: tuple[MatterStage, ...] = entry("环节产生的信息", default=())
    left_out: tuple[LeftOut, ...] = entry("不列入目录的事项", default=())
    title: str | None = entry("名称", default=None)
    places: Mapping[str, str] = field(factory=dict, eq=False, repr=False)
    reading: tuple[object, ...] = field(default=(), eq=False, repr=False)
