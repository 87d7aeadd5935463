"""What one review has before it (审查范围): records, signals up to the day, the plan, the calendar."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, TypeVar

from attrs import field, frozen

from zwgk import _data
from zwgk.adjust.reading import items_of, subject_of
from zwgk.deadline import deadline
from zwgk.errors import ZwgkError
from zwgk.model import (
    Action,
    CatalogItem,
    Information,
    InformationStatus,
    PowerChange,
    Proposal,
    Record,
    Rule,
    Signal,
    SignalKind,
)
from zwgk.packs import Pack
from zwgk.report import masked
from zwgk.terms import Attribute
from zwgk.text.marks import attribute_of
from zwgk.text.normal import simplified, squeezed
from zwgk.workdays import WorkCalendar
from zwgk.workdays.days import as_day

__all__ = [
    "Revised",
    "Scope",
    "in_force",
    "is_public",
    "naming",
    "power_name",
    "proposed",
    "published_by",
    "rule_basis",
]

K = TypeVar("K", bound=Hashable)


@frozen
class Revised:
    """What a revised standard makes of one item (修订结果): added without an old one, gone without a new one."""

    old: CatalogItem | None
    new: CatalogItem | None
    elements: tuple[str, ...]
    on: date
    contested: tuple[str, ...] = ()


@frozen(eq=False)
class Scope:
    """The conditions of one review (审查条件); signals stand in the order of their days."""

    records: tuple[Record, ...]
    signals: tuple[Signal, ...]
    on: date
    pack: Pack
    calendar: WorkCalendar | None = None
    revised: tuple[Revised, ...] = ()
    kinds: Mapping[SignalKind, tuple[Signal, ...]] = field(init=False)
    subjects: Mapping[tuple[SignalKind, str], tuple[Signal, ...]] = field(init=False)

    @kinds.default
    def _by_kind(self) -> Mapping[SignalKind, tuple[Signal, ...]]:
        return _grouped(self.signals, lambda each: each.signal)

    @subjects.default
    def _by_subject(self) -> Mapping[tuple[SignalKind, str], tuple[Signal, ...]]:
        return _grouped(self.signals, lambda each: (each.signal, squeezed(each.information or "")))

    @property
    def informations(self) -> tuple[Information, ...]:
        """The information records (政府信息)."""
        return tuple(each for each in self.records if isinstance(each, Information))

    @property
    def items(self) -> tuple[CatalogItem, ...]:
        """The items of all catalogues (公开事项)."""
        return tuple(items_of(self.records))

    @property
    def each(self) -> Iterator[CatalogItem | Information]:
        """Information and items, in the order of the records (逐条)."""
        for record in self.records:
            if isinstance(record, Information):
                yield record
            else:
                yield from items_of((record,))

    @property
    def holds_items(self) -> bool:
        """Whether there is a catalogue to be changed, or one to be begun for a new power (有无目录)."""
        begun = any(each.change is PowerChange.ADDED for each in self.of(SignalKind.POWER))
        return begun or any(not isinstance(each, Information) for each in self.records)

    @property
    def items_after(self) -> tuple[CatalogItem, ...]:
        """The items as they are once the revised standard is taken over (修订后的事项)."""
        gone = {id(each.old) for each in self.revised}
        kept = (each for each in self.items if id(each) not in gone)
        return (*kept, *(each.new for each in self.revised if each.new))

    def of(self, kind: SignalKind) -> tuple[Signal, ...]:
        """Give the signals of one kind (某一类信号)."""
        return self.kinds.get(kind, ())

    def about(self, information: Information, kind: SignalKind) -> tuple[Signal, ...]:
        """Give the signals of one kind on a piece of information (有关信号): by its index, else by its title."""
        return self.subjects.get((kind, squeezed(subject_of(information))), ())


def _grouped(
    signals: Iterable[Signal], key: Callable[[Signal], K]
) -> Mapping[K, tuple[Signal, ...]]:
    found: dict[K, list[Signal]] = {}
    for each in signals:
        found.setdefault(key(each), []).append(each)
    return {name: tuple(told) for name, told in found.items()}


def proposed(
    rule: Rule, record: Record | str, action: Action, reason: str, scope: Scope, **more: Any
) -> Proposal:
    """Make a proposal, with the ground of its rule unless given (生成调整建议)."""
    subject = record if isinstance(record, str) else subject_of(record)
    usual = {"basis": rule_basis(rule, scope)}
    return Proposal(rule, subject, action, masked(reason), **usual | more)


def rule_basis(rule: Rule, scope: Scope) -> str | None:
    """Tell the ground of a rule on the day (依据): the law's, else the plan's if it had been issued."""
    versions = _bases()[rule.value]
    known = [each for each in versions if each["since"] <= scope.on]
    if versions:
        return str(known[-1]["basis"]) if known else None
    return scope.pack.basis if (scope.pack.issued or date.min) <= scope.on else None


@cache
def _bases() -> Mapping[str, list[dict[str, Any]]]:
    rules = _data.load("adjust")["rule"]
    return {name: each.get("version", []) for name, each in rules.items()}


def published_by(start: date, scope: Scope) -> date | None:
    """Tell until when what is to be made public must be (应公开之日); nothing where no period was in force."""
    try:
        found = deadline(
            "publish.proactive", start, calendar=scope.calendar, pack=scope.pack, provisional=True
        )
    except (ZwgkError, OverflowError):
        return None
    return as_day(found.due)


def in_force(information: Information) -> bool:
    """Whether information holds and has not been withdrawn (是否有效).

    >>> in_force(Information("通报", "局", status=InformationStatus.LAPSED))
    False
    """
    return information.status in (None, InformationStatus.VALID)


def is_public(information: Information, on: date) -> bool:
    """Whether information is public, or is to be (是否公开): by its attribute, else by its day of publication.

    >>> is_public(Information("通报", "局", published=date(2025, 6, 3)), date(2025, 6, 3))
    True
    """
    attribute = attribute_of(information)
    if attribute is not None or information.published is None:
        return attribute is Attribute.PROACTIVE
    return information.published <= on


def power_name(title: str) -> str:
    """Compare powers, and the steps of items, by whole names (职权名称): white space, width and old signs aside.

    >>> power_name("種子 生产经营许可")
    '种子生产经营许可'
    """
    return simplified(squeezed(title))


def naming(items: Iterable[CatalogItem], title: str) -> Iterator[CatalogItem]:
    """List the items of which a step bears a name (同名事项)."""
    name = power_name(title)
    return (item for item in items if any(power_name(step) == name for step in item.path))
