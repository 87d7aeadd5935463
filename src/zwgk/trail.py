"""The trail of a decision at the source (源头认定过程): a fold over its steps, on any day; and how a procedure goes (程序).

Sources: 《政府信息公开条例》第十七条; 国办发〔2016〕80号 (拟制公文时明确公开属性，随公文一并报批); the local plans.
What precedes what is data: ``data/vocabulary/steps.toml`` and the plan. The same order serves the handling of
applications (依申请公开办理).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any, ClassVar

from attrs import evolve, frozen

from zwgk import packs
from zwgk.errors import ZwgkError
from zwgk.model import Information, TrailStep, TrailStepKind
from zwgk.model._record import Record, entry
from zwgk.model.pack import Pack
from zwgk.packs.steps import Procedure, applies_on, rows_of, steps_of, takers_of
from zwgk.packs.wording import in_our_words
from zwgk.terms import Attribute
from zwgk.workdays.days import as_day

__all__ = [
    "AttributeChange",
    "Course",
    "Standing",
    "Taken",
    "blamed",
    "course",
    "disordered",
    "lacking",
    "not_needed",
    "settled",
    "standing",
    "trail_course",
    "with_step",
]

_PUBLISHED = "published"
_NONE = "none"


# ------------------------------------------------------------------ a procedure


@frozen
class Taken:
    """One step taken, or an end reached (已办步骤); ``path`` tells where it is recorded."""

    kind: str
    on: date | None = None
    path: str = ""


@frozen
class Course:
    """How a procedure goes (程序): its steps in order, what precedes what, what is due by when."""

    order: tuple[str, ...]
    before: Mapping[str, frozenset[str]]
    due_by: Mapping[str, frozenset[str]]
    listed: tuple[str, ...]


def course(procedure: Procedure, listed: tuple[str, ...] = (), day: date | None = None) -> Course:
    """Lay out a procedure (程序): the steps *listed* by a plan in its order, and what the law wants on *day*.

    >>> found = course("trail", ("secrecy_review", "draft"))
    >>> found.order[:2], sorted(found.before["approval"])
    (('secrecy_review', 'draft'), ['draft', 'secrecy_review', 'submission', 'unit_review'])
    """
    rows = rows_of(procedure)
    lawful = (step for step, row in rows.items() if day and "since" in row and day >= row["since"])
    return _course(procedure, listed, tuple(lawful))


@lru_cache(maxsize=256)
def _course(procedure: Procedure, listed: tuple[str, ...], lawful: tuple[str, ...]) -> Course:
    rows = rows_of(procedure)
    before = {step: _before(step, row, listed) for step, row in rows.items()}
    due_by = {
        step: frozenset(row["due_by"] if step in lawful else ()) for step, row in rows.items()
    }
    for step in listed:
        later = (each for each, row in rows.items() if step in row.get("needs", before[each]))
        due_by[step] |= frozenset(later)
    return Course(_ranked(before), before, due_by, listed)


def _before(step: str, row: Mapping[str, Any], listed: tuple[str, ...]) -> frozenset[str]:
    """Tell which steps precede one: by nature, as usual unless the plan says otherwise, as the plan lists them."""
    usual = row.get("usually_after", ())
    kept = (each for each in usual if not (step in listed and each in listed))
    own = listed[: listed.index(step)] if step in listed else listed if row.get("closes") else ()
    return frozenset((*row.get("after", ()), *kept, *own))


def _ranked(before: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """Put the steps into an order that keeps what precedes what, else the usual one."""
    rest, order = list(before), []
    while rest:
        step = next((each for each in rest if not before[each].intersection(rest)), rest[0])
        order.append(step)
        rest.remove(step)
    return tuple(order)


def settled(taken: Iterable[Taken], way: Course) -> list[Taken]:
    """Put steps into the order of their days (按日排列); one without a day goes with the step before it.

    Of one day, steps that do not depend on each other stand in the order of the procedure, whatever the record's.

    >>> day = date(2024, 3, 4)
    >>> both = [Taken("secrecy_review", day), Taken("unit_review", day)]
    >>> [each.kind for each in settled(both, course("trail"))]
    ['unit_review', 'secrecy_review']
    """
    return [each for _, each in _by_day(taken, way)]


def _by_day(taken: Iterable[Taken], way: Course) -> Iterator[tuple[date, Taken]]:
    days: list[tuple[date, Taken]] = []
    last = date.min
    for each in taken:
        last = each.on or last
        days.append((last, each))
    days.sort(key=lambda one: one[0])
    for day, group in groupby(days, key=lambda one: one[0]):
        yield from ((day, each) for each in _untangled([each for _, each in group], way))


def _untangled(group: Sequence[Taken], way: Course) -> Iterator[Taken]:
    """List the steps of one day: always the first in the procedure of those that need not wait for another."""
    queues: dict[str, list[int]] = {}
    for n in reversed(range(len(group))):
        queues.setdefault(group[n].kind, []).append(n)
    kinds = sorted(queues, key=way.order.index)
    while kinds:
        free = (each for each in kinds if not _waits(each, kinds, queues, way))
        kind = next(free)
        yield group[queues[kind].pop()]
        if not queues[kind]:
            kinds.remove(kind)


def _waits(
    kind: str, kinds: Sequence[str], queues: Mapping[str, Sequence[int]], way: Course
) -> bool:
    """Whether a step recorded earlier on the same day, on which this one depends or the reverse, is still to come."""
    return any(
        queues[each][-1] < queues[kind][-1]
        for each in kinds
        if each in way.before[kind] or kind in way.before[each]
    )


def disordered(
    steps: Sequence[Taken], way: Course, *, beside: Sequence[Taken] = ()
) -> Iterator[tuple[Taken, tuple[Taken, ...]]]:
    """Find what came before what must precede it (次序颠倒): the one, and the others that should have come first.

    A step is too early if it stands in the record, or is dated, before another that must precede it. What is
    *beside* the record, as the day of publication, has a day and no place.

    >>> early = [Taken("approval", date(2024, 3, 4)), Taken("draft", date(2024, 3, 5))]
    >>> [(one.kind, [each.kind for each in others]) for one, others in disordered(early, course("trail"))]
    [('approval', ['draft'])]
    """
    first: dict[str, Taken] = {}
    for each in (*steps, *beside):
        first.setdefault(each.kind, each)
    seen: dict[str, date] = {}
    for each in beside:
        _see(each, seen)
    for each in steps:
        yield from _too_early(each, seen, first, way)
        _see(each, seen)
    for each in beside:
        yield from _too_early(each, seen, first, way)


def blamed(
    found: Iterable[tuple[Taken, tuple[Taken, ...]]],
) -> Iterator[tuple[Taken, tuple[Taken, ...], tuple[Taken, ...]]]:
    """Name the fewest steps that stand wrong (错位的步骤): each with those it is too early and too late for.

    >>> way, day = course("trail"), date(2024, 3, 4)
    >>> late = [Taken(kind, day) for kind in ("unit_review", "approval", "draft")]
    >>> [(one.kind, len(early), len(after)) for one, early, after in blamed(disordered(late, way))]
    [('draft', 0, 2)]
    """
    pairs = [(one, other) for one, others in found for other in others]
    while pairs:
        counts = Counter(each for pair in pairs for each in pair)
        worst = max(counts, key=counts.__getitem__)
        early = tuple(other for one, other in pairs if one == worst)
        yield worst, early, tuple(one for one, other in pairs if other == worst)
        pairs = [pair for pair in pairs if worst not in pair]


def _see(each: Taken, seen: dict[str, date]) -> None:
    day = each.on or date.min
    seen[each.kind] = min(day, seen.get(each.kind, day))


def _too_early(
    each: Taken, seen: Mapping[str, date], first: Mapping[str, Taken], way: Course
) -> Iterator[tuple[Taken, tuple[Taken, ...]]]:
    day = each.on or date.max
    wanted = (kind for kind in way.order if kind in way.before[each.kind] and kind in first)
    late = tuple(first[kind] for kind in wanted if kind not in seen or seen[kind] > day)
    if late:
        yield each, late


def lacking(
    done: Collection[str], way: Course, *, needless: Collection[str] = ()
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Find steps that are due and were not taken (缺少的步骤): the step, and the later ones that make it due.

    >>> list(lacking({"draft", "stamp"}, course("trail", day=date(2024, 3, 4))))
    [('approval', ('stamp',))]
    """
    for step in way.order:
        if step not in done and step not in needless:
            later = tuple(each for each in way.order if each in way.due_by[step] and each in done)
            if later:
                yield step, later


# ------------------------------------------------------------------ the standing of a decision


@frozen
class AttributeChange(Record):
    """One change of the attribute on the way (属性变更): at which step, by whom, from what to what, why."""

    step: TrailStepKind = entry("环节")
    from_: Attribute = entry("原属性")
    to: Attribute = entry("新属性")
    by: str | None = entry("经办人", default=None)
    on: date | None = entry("日期", default=None)
    reason: str | None = entry("理由", default=None)


@frozen
class Standing(Record):
    """How far a decision at the source has come on a day (认定状态).

    ``state`` is ``none``, ``drafted``, ``reviewed``, ``submitted``, ``approved``, ``stamped`` or ``published``.
    ``attribute`` is the last one given; it is settled once approved. ``missing`` are the steps still to be taken, in
    the plan's order, ``next`` the first of them and ``next_by`` who takes it, if the plan says so.
    """

    SCHEMA: ClassVar[str | None] = "zwgk/standing/1"

    state: str = entry("状态")
    attribute: Attribute | None = entry("公开属性", default=None)
    proposed: TrailStep | None = entry("拟稿提出", default=None)
    reviewed: tuple[TrailStep, ...] = entry("审核、审查、报送", default=())
    approved: TrailStep | None = entry("审定", default=None)
    stamped: TrailStep | None = entry("标注", default=None)
    changes: tuple[AttributeChange, ...] = entry("属性变更", default=())
    missing: tuple[TrailStepKind, ...] = entry("尚缺步骤", default=())
    next: TrailStepKind | None = entry("下一步", default=None)
    next_by: str | None = entry("下一步由谁办理", default=None)
    on: date | None = entry("截至日期", default=None)

    def __str__(self) -> str:
        """Say it in one line."""
        rows = rows_of("trail")
        done = {row["state"]: row["done"] for row in rows.values()}
        head = done.get(self.state, "尚未拟稿")
        parts = [f"{head}：{self.attribute.value}" if self.attribute else head]
        parts += [_changed(each) for each in self.changes]
        if self.missing:
            parts.append(f"尚缺{'、'.join(rows[each]['name'] for each in self.missing)}")
        if self.next:
            taker = f"（{self.next_by}）" if self.next_by else ""
            parts.append(f"下一步：{rows[self.next]['name']}{taker}")
        return "；".join(parts)


def _changed(change: AttributeChange) -> str:
    why = f"，理由：{change.reason}" if change.reason else ""
    return (
        f"{rows_of('trail')[change.step]['name']}由{change.from_.value}改为{change.to.value}{why}"
    )


def standing(
    information: Information | Mapping[str, Any],
    *,
    pack: str | Pack = "national",
    on: date | None = None,
) -> Standing:
    """Tell how far the decision at the source has come (认定状态), by the steps up to and on the day *on*.

    >>> steps = [{"step": "draft", "by": "拟稿人", "on": "2024-03-04", "attribute": "主动公开"}]
    >>> given = {"type": "information", "title": "通报", "publisher": "局", "created": "2024-03-04", "trail": steps}
    >>> found = standing(given, pack="guangzhou")
    >>> found.state, found.attribute.value, found.next.value
    ('drafted', '主动公开', 'secrecy_review')
    >>> print(standing(given, pack="changsha"))
    已拟稿：主动公开；尚缺保密审查、负责人审定、标注；下一步：保密审查

    Raises:
        ShapeError: the plain data has another shape.
        ZwgkError: *on* is no day, or the pack is unknown.
    """
    plan = pack if isinstance(pack, Pack) else packs.load(pack)
    record = _record(information, plan)
    day = None if on is None else as_day(on)
    way = trail_course(record, plan)
    steps = _known(record, way, day)
    return _standing(record, plan, way, steps, day)


def _record(information: Information | Mapping[str, Any], pack: Pack) -> Information:
    if isinstance(information, Information):
        return information
    return Information.from_dict(in_our_words(information, pack.terms))


def trail_course(information: Information, pack: Pack) -> Course:
    """Lay out the procedure for one record (适用的程序); a plan issued after it asks nothing of it.

    >>> from zwgk.packs import load
    >>> old = Information("通报", "局", created=date(2016, 3, 4))
    >>> trail_course(old, load("nanjing")).listed
    ()
    """
    day = information.created or information.published
    listed = () if applies_on(pack, "trail", day) is False else steps_of(pack, "trail")
    return course("trail", listed, day)


def not_needed(attribute: Attribute | None, pack: Pack, way: Course) -> frozenset[str]:
    """Tell which steps a decision of this attribute need not take (不必办的步骤).

    >>> from zwgk.packs import load
    >>> nanjing = load("nanjing")
    >>> way = course("trail", steps_of(nanjing, "trail"))
    >>> sorted(not_needed(Attribute.PROACTIVE, nanjing, way))
    ['submission']
    """
    proactive = attribute in (None, Attribute.PROACTIVE)
    needless = set(steps_of(pack, "trail", "not_proactive")) if proactive else set()
    if attribute is Attribute.WITHHELD:  # what is not made public needs no review before it is
        needless |= {
            step
            for step in way.order
            if step not in way.listed and way.due_by[step] == {_PUBLISHED}
        }
    return frozenset(needless)


def _known(record: Information, way: Course, on: date | None) -> list[TrailStep]:
    """List the steps up to a day, by day."""
    steps = [each for each in record.trail if each is not None]
    taken = (Taken(each.step, each.on, str(n)) for n, each in enumerate(steps))
    return [steps[int(each.path)] for day, each in _by_day(taken, way) if on is None or day <= on]


def _standing(
    record: Information, pack: Pack, way: Course, steps: Sequence[TrailStep], on: date | None
) -> Standing:
    attribute, changes = _attribute(steps)
    done = {each.step.value for each in steps}
    if record.published and (on is None or record.published <= on):
        done.add(_PUBLISHED)
    missing = _missing(done, attribute, pack, way)
    last = {each.step: each for each in steps}
    kept = (TrailStepKind.UNIT_REVIEW, TrailStepKind.SECRECY_REVIEW, TrailStepKind.SUBMISSION)
    return Standing(
        state=_state(done, way),
        attribute=attribute,
        proposed=last.get(TrailStepKind.DRAFT),
        reviewed=tuple(each for each in steps if each.step in kept),
        approved=last.get(TrailStepKind.APPROVAL),
        stamped=last.get(TrailStepKind.STAMP),
        changes=changes,
        missing=missing,
        next=missing[0] if missing else None,
        next_by=takers_of(pack, "trail").get(missing[0]) if missing else None,
        on=on,
    )


def _attribute(
    steps: Iterable[TrailStep],
) -> tuple[Attribute | None, tuple[AttributeChange, ...]]:
    """Follow the attribute through the steps; the stamp only tells it."""
    now: Attribute | None = None
    changes = []
    for each in steps:
        if each.attribute is None or each.step is TrailStepKind.STAMP:
            continue
        if now is not None and each.attribute is not now:
            told = AttributeChange(each.step, now, each.attribute, each.by, each.on, each.reason)
            changes.append(told)
        now = each.attribute
    return now, tuple(changes)


def _missing(
    done: Collection[str], attribute: Attribute | None, pack: Pack, way: Course
) -> tuple[TrailStepKind, ...]:
    rows, needless = rows_of("trail"), not_needed(attribute, pack, way)
    wanted = (each for each in way.order if each in way.listed or rows[each].get("expected"))
    return tuple(
        TrailStepKind(each) for each in wanted if each not in done and each not in needless
    )


def _state(done: Collection[str], way: Course) -> str:
    rows = rows_of("trail")
    reached = [rows[each]["state"] for each in way.order if each in done]
    return str(reached[-1]) if reached else _NONE


# ------------------------------------------------------------------ taking a step


def with_step(
    information: Information, step: TrailStep, *, pack: str | Pack = "national"
) -> Information:
    """Take the next step (办理下一环节): a new record with the step at the end; the old one stays as it is.

    >>> given = Information("通报", "局", created=date(2024, 3, 4))
    >>> draft = TrailStep(TrailStepKind.DRAFT, "拟稿人", date(2024, 3, 4), Attribute.PROACTIVE)
    >>> len(with_step(given, draft).trail), len(given.trail)
    (1, 0)

    Raises:
        ZwgkError: another step must come first, or the step is dated before one that precedes it.
    """
    plan = pack if isinstance(pack, Pack) else packs.load(pack)
    made = evolve(information, trail=(*information.trail, step))
    way = trail_course(made, plan)
    first, after = _against(made, step, plan, way)
    for side, others in (("before", first), ("after", after)):
        if others:
            listed = ", ".join(dict.fromkeys(others))
            message = f"{step.step.value} cannot be taken {side} {listed} ({plan.name})"
            raise ZwgkError(message)
    return made


def _against(
    made: Information, step: TrailStep, pack: Pack, way: Course
) -> tuple[list[str], list[str]]:
    """Tell which steps the last one should have followed, and which it should have preceded."""
    steps = [each for each in made.trail if each is not None]
    taken = [Taken(each.step, each.on, str(n)) for n, each in enumerate(steps)]
    needless = not_needed(_attribute(_known(made, way, None))[0], pack, way)
    due = lacking({each.kind for each in taken}, way, needless=needless)
    first = [each for each, later in due if step.step in later]
    after = []
    for one, others in disordered(taken, way):
        if one == taken[-1]:
            first += [each.kind for each in others]
        elif taken[-1] in others:
            after.append(one.kind)
    return first, after
