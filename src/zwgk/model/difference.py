"""What differs between two catalogues, and what a three-way merge left to decide (目录差异、三方合并).

Source of the matter: catalogues are adjusted as law, duties and the ministries' guides change
(国办发〔2019〕54号); a local catalogue is the standard plus local additions, omissions and changes.
"""

from collections.abc import Mapping
from enum import StrEnum, unique
from typing import Any, ClassVar

from attrs import field, frozen

from zwgk._late import late
from zwgk.model._record import Record, entry, frozen_map
from zwgk.model.catalog import Catalog, CatalogItem

__all__ = [
    "Change",
    "ChangeKind",
    "Conflict",
    "ConflictKind",
    "Difference",
    "HeadChange",
    "MatchHow",
    "Merge",
    "Side",
]


@unique
class MatchHow(StrEnum):
    """How two items were found to be the same (对应方式)."""

    CODE = "code"
    PATH = "path"
    LIKENESS = "likeness"


@unique
class ChangeKind(StrEnum):
    """What happened to an item (变化类型)."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    CHANGED = "changed"
    MOVED = "moved"


@unique
class ConflictKind(StrEnum):
    """Why both sides cannot be had (冲突类型)."""

    BOTH_CHANGED = "both-changed"
    BOTH_ADDED = "both-added"
    OMITTED_HERE = "omitted-but-revised"
    WITHDRAWN_THERE = "withdrawn-but-changed"


@unique
class Side(StrEnum):
    """Whose value stands (保留哪一方)."""

    STANDARD = "standard"
    LOCAL = "local"


@frozen
class HeadChange(Record):
    """One change of what a catalogue says of itself (目录信息变化): title, locality, version, day."""

    element: str = entry("栏目")
    old: str | None = entry("原值", default=None)
    new: str | None = entry("现值", default=None)


@frozen
class Change(Record):
    """What happened to one item (事项变化): the item before and after, and which elements differ.

    >>> new = CatalogItem(("许可", "结果"))
    >>> Change((ChangeKind.ADDED,), new=new, new_at=0).item.name
    '结果'
    """

    kinds: tuple[ChangeKind, ...] = entry("变化类型")
    old: CatalogItem | None = entry("原事项", default=None)
    new: CatalogItem | None = entry("现事项", default=None)
    old_at: int | None = entry("原位置", default=None, minimum=0)
    new_at: int | None = entry("现位置", default=None, minimum=0)
    elements: tuple[str, ...] = entry("变化的要素", default=())
    how: MatchHow | None = entry("对应方式", default=None)
    score: float | None = entry("相似程度", default=None)

    @property
    def item(self) -> CatalogItem:
        """The item as it is now, or as it was (所指事项)."""
        return self.new or self.old or CatalogItem(())


@frozen
class Difference(Record):
    """What differs between two catalogues (目录差异): the changes turn the first into the second.

    ``base`` is a digest of the first; what is not in ``changes`` keeps its value and its order.
    """

    KIND: ClassVar[str | None] = "difference"
    SCHEMA: ClassVar[str | None] = "zwgk/difference/1"

    base: str = entry("原目录摘要")
    heads: tuple[HeadChange, ...] = entry("目录信息变化", default=())
    changes: tuple[Change, ...] = entry("事项变化", default=())

    def __bool__(self) -> bool:
        """Whether there is any difference (有无差异)."""
        return bool(self.heads or self.changes)

    def of(self, kind: ChangeKind | str) -> tuple[Change, ...]:
        """Give the changes of one kind (某一类变化)."""
        return tuple(each for each in self.changes if kind in each.kinds)

    @property
    def added(self) -> tuple[Change, ...]:
        """Items only the second has (新增)."""
        return self.of(ChangeKind.ADDED)

    @property
    def removed(self) -> tuple[Change, ...]:
        """Items only the first has (删去)."""
        return self.of(ChangeKind.REMOVED)

    @property
    def changed(self) -> tuple[Change, ...]:
        """Items of which an element differs (修改)."""
        return self.of(ChangeKind.CHANGED)

    @property
    def renamed(self) -> tuple[Change, ...]:
        """Items with another name (改名)."""
        return self.of(ChangeKind.RENAMED)

    @property
    def moved(self) -> tuple[Change, ...]:
        """Items under another parent or field, or in another order (移动)."""
        return self.of(ChangeKind.MOVED)

    def applied_to(self, catalog: Catalog) -> Catalog:
        """Make the second catalogue from the first (套用差异).

        Raises:
            ZwgkError: the catalogue is not the one the difference was taken from.
        """
        made: Catalog = late("patched")(self, catalog)
        return made

    def __str__(self) -> str:
        """Print as a table (表格)."""
        drawn: str = late("difference_text")(self)
        return drawn

    def _repr_html_(self) -> str:
        drawn: str = late("difference_html")(self)
        return drawn


@frozen
class Conflict(Record):
    """One cell, or one item, that both sides treated differently (合并冲突); ``values`` holds all three.

    ``at`` is the item's place in the merged catalogue; without ``element`` the whole item is meant.
    """

    kind: ConflictKind = entry("冲突类型")
    path: tuple[str, ...] = entry("公开事项")
    kept: Side = entry("保留的一方")
    reason: str = entry("说明")
    at: int = entry("合并后的位置", minimum=0)
    field: str | None = entry("领域", default=None)
    element: str | None = entry("要素", default=None)
    values: Mapping[str, Any] = entry("三方的值", factory=dict, converter=frozen_map)
    place: str | None = entry("本地位置", default=None)
    standard_place: str | None = entry("标准位置", default=None)


@frozen
class Merge(Record):
    """The result of a three-way merge (三方合并): the catalogue, what is left to decide, and the overlay.

    ``overlay`` is what sets the merged catalogue apart from the new standard: local additions, omissions and changes.
    ``places`` tells the cell a value came from; it stands outside ``to_dict`` and equality.
    """

    KIND: ClassVar[str | None] = "merge"
    SCHEMA: ClassVar[str | None] = "zwgk/merge/1"

    catalog: Catalog = entry("合并后的目录")
    conflicts: tuple[Conflict, ...] = entry("冲突")
    overlay: Difference = entry("本地增删改")
    places: Mapping[str, str] = field(factory=dict, eq=False, repr=False)

    @property
    def ok(self) -> bool:
        """Whether nothing is left to decide (有无冲突)."""
        return not self.conflicts

    def __str__(self) -> str:
        """Print as a table (表格)."""
        drawn: str = late("merge_text")(self)
        return drawn

    def _repr_html_(self) -> str:
        drawn: str = late("merge_html")(self)
        return drawn
