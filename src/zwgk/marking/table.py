"""The decision table as data and as a diagram (判定表): ``data/marking`` holds one table for each edition of the law.

Facts are bits, in the order of :class:`zwgk.model.MarkFacts`; what is known of them is two numbers, the bits
known true and the bits known false.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache, lru_cache, reduce
from operator import or_
from typing import Any

import attrs
from attrs import frozen

from zwgk import _data
from zwgk.errors import ZwgkError
from zwgk.marking.diagram import NO, YES, Diagram, choose, mapped, node
from zwgk.model import Ground, MarkFacts, MarkStatus, Pack
from zwgk.packs import load
from zwgk.terms import Attribute

__all__ = ["ALL", "BITS", "KEYS", "Duty", "Outcome", "Question", "Reason", "Step", "Table"]
__all__ += ["TITLED", "TITLES", "bits", "chosen", "compiled", "first", "keys_of", "table_on"]

_FIELDS: Any = attrs.fields(MarkFacts)
KEYS: tuple[str, ...] = tuple(each.name for each in _FIELDS)
TITLES: tuple[str, ...] = tuple(each.metadata["title"] for each in _FIELDS)
BITS: tuple[int, ...] = tuple(1 << n for n in range(len(KEYS)))
#: each fact as it is named in words
TITLED: tuple[tuple[int, str], ...] = tuple(zip(BITS, TITLES, strict=True))
ALL = sum(BITS)
_BIT = dict(zip(KEYS, BITS, strict=True))


@frozen(cache_hash=True)
class Outcome:
    """What a mark turns on (判定结论): status, attribute, redacted."""

    status: MarkStatus
    attribute: Attribute | None = None
    redacted: bool = False


@frozen
class Reason:
    """A fact for which a step holds (理由), unless one of the lifting facts is true."""

    bit: int
    lifts: int = 0
    positive: bool = True
    ground: Ground | None = None

    def sure(self, true: int, false: int) -> bool:
        """Whether it holds whatever is unknown (确定成立)."""
        known = true if self.positive else false
        return bool(known & self.bit) and false & self.lifts == self.lifts

    def possible(self, true: int, false: int) -> bool:
        """Whether it may hold (可能成立)."""
        against = false if self.positive else true
        return not (against & self.bit or true & self.lifts)


@frozen(eq=False)
class Step:
    """One step of the decision (判定步骤); without reasons it always holds."""

    name: str
    title: str
    basis: str
    says: Mapping[str, str]
    outcome: Outcome | None
    reasons: tuple[Reason, ...]
    cut: int = 0
    discretionary: bool = False
    bits: int = 0

    def may_hold(self, true: int, false: int) -> bool:
        """Whether one of its reasons may hold (可能成立)."""
        return any(each.possible(true, false) for each in self.reasons)


@frozen
class Duty:
    """Something to be done where its conditions hold (应办事项)."""

    what: str
    status: frozenset[str] = frozenset()
    attribute: frozenset[str] = frozenset()
    redacted: bool | None = None
    yes: tuple[int, ...] = ()
    no: tuple[int, ...] = ()
    missing: int = 0

    def holds(self, outcome: Outcome, missing: int, true: int, false: int) -> bool:
        """Whether it is to be done (是否应办)."""
        return (
            (not self.status or outcome.status in self.status)
            and (not self.attribute or outcome.attribute in self.attribute)
            and self.redacted in (None, outcome.redacted)
            and all(true & each for each in self.yes)
            and all(false & each for each in self.no)
            and (not self.missing or bool(missing & self.missing))
        )


@frozen
class Question:
    """A fact still to be asked for (待问事项): what to ask, where it stands in the law, why it matters."""

    fact: str
    ask: str
    basis: str
    why: str


@frozen(eq=False)
class Table:
    """A decision table with its diagram (判定表)."""

    edition: str
    since: date
    steps: tuple[Step, ...]
    separation: Step
    together: Step
    duties: tuple[Duty, ...]
    questions: Mapping[str, Question]
    offered: Mapping[str, str]
    readings: tuple[str, ...]
    diagram: Diagram
    about: int
    asked_of: int
    wanting: int


def bits(keys: Iterable[str]) -> int:
    """Join the bits of some facts (事实的位).

    >>> bits(["government_information", "state_secret"])
    3
    """
    return sum(_BIT[key] for key in keys)


def keys_of(some: int) -> tuple[str, ...]:
    """Name the facts of some bits (事实的键).

    >>> keys_of(3)
    ('government_information', 'state_secret')
    """
    return _named(some & _LOWER) + _named(some & ~_LOWER)


#: half of the facts: names are remembered for the halves, which are few
_LOWER = (1 << len(KEYS) // 2) - 1


@cache
def _named(some: int) -> tuple[str, ...]:
    return tuple(key for key, bit in _BIT.items() if some & bit)


def first() -> Mapping[str, Any]:
    """Give the data of the earliest table (最早的判定表)."""
    return min(_files(), key=_since)


def _files() -> list[Mapping[str, Any]]:
    return [_data.load(f"marking/{name}") for name in _data.names("marking")]


@lru_cache(maxsize=4096)
def table_on(day: date, readings: tuple[str, ...] = ()) -> Table | None:
    """Find the table for a day, under some readings (某日适用的判定表); ``None`` before the first.

    >>> from datetime import date
    >>> table_on(date(2024, 5, 20)).edition
    '2019'

    Raises:
        ZwgkError: *day* is no day, or a reading is unknown.
    """
    if isinstance(day, datetime) or not isinstance(day, date):
        message = f"on= wants a day (datetime.date), not {day!r}"
        raise ZwgkError(message)
    _check(readings)
    begun = [each for each in _files() if each["since"] <= day]
    return compiled(max(begun, key=_since)["edition"], readings) if begun else None


def _since(given: Mapping[str, Any]) -> date:
    since: date = given["since"]
    return since


def chosen(readings: Iterable[str], pack: str | Pack) -> tuple[str, ...]:
    """Join the readings that were asked for and those a plan takes (采用的口径).

    A plan's readings that are about something else than marking are left aside.

    >>> chosen(["art16-para2-only"], "fangshan")
    ('mandatory-lifts-15', 'art16-para2-only')

    Raises:
        ZwgkError: the pack is unknown.
    """
    asked = (readings,) if isinstance(readings, str) else tuple(readings)
    if pack == _NATIONAL:
        return asked
    plan = pack if isinstance(pack, Pack) else load(pack)
    own = (each for each in plan.readings.names if each in _known())
    return tuple(dict.fromkeys((*own, *asked)))


#: the national plan takes no reading of its own
_NATIONAL = "national"


@cache
def _known() -> frozenset[str]:
    return frozenset(reading["name"] for each in _files() for reading in each["reading"])


def _check(readings: tuple[str, ...]) -> None:
    if unknown := [each for each in readings if each not in _known()]:
        message = f"unknown readings {unknown}; a mark knows {sorted(_known())}"
        raise ZwgkError(message)


# ------------------------------------------------------------------ from data


@cache
def compiled(edition: str, readings: tuple[str, ...]) -> Table:
    """Compile the table of an edition, under some readings (编译判定表)."""
    given = _data.load(f"marking/{edition}")
    offered = {each["name"]: each for each in given["reading"]}
    lifted: dict[str, list[str]] = {}
    for name in readings:
        lifted |= offered[name]["lifted_by"]
    steps = tuple(_step(each, given["instrument"], lifted) for each in given["step"])
    duties = tuple(_duty(each, given["instrument"]) for each in given["duty"])
    return Table(
        given["edition"],
        given["since"],
        steps,
        _step({"name": "separation"} | given["separation"], given["instrument"], {}),
        _step({"name": "whole"} | given["together"], given["instrument"], {}),
        duties,
        {each["fact"]: _question(each, given["instrument"]) for each in given["question"]},
        {name: each["title"] for name, each in offered.items()},
        readings,
        _diagram(steps),
        _about(steps, duties),
        _asked_of(duties),
        _joined(each.missing for each in duties),
    )


def _about(steps: tuple[Step, ...], duties: tuple[Duty, ...]) -> int:
    """Join the facts on which grounds and duties turn, beside the outcome."""
    last = max(n for n, each in enumerate(steps) if each.cut)
    return _joined(each.bits for each in steps[: last + 1]) | _asked_of(duties)


def _asked_of(duties: tuple[Duty, ...]) -> int:
    return _joined(bit for each in duties for bit in (*each.yes, *each.no))


def _joined(some: Iterable[int]) -> int:
    return reduce(or_, some, 0)


def _cited(given: Mapping[str, Any], instrument: str) -> str:
    return f"《{instrument}》{given['article']}" if "article" in given else given["source"]


def _step(given: Mapping[str, Any], instrument: str, lifted: Mapping[str, Iterable[str]]) -> Step:
    reasons = tuple(_reasons(given, lifted))
    cut = bits([given["cut_by"]]) if "cut_by" in given else 0
    return Step(
        given["name"],
        given["title"],
        _cited(given, instrument),
        {key: given.get(key, "") for key in ("holds", "fails", "lifted", "open")},
        _outcome(given.get("status", "decided"), given.get("attribute")),
        reasons,
        cut,
        given.get("discretionary", False),
        _joined(each.bit | each.lifts for each in reasons),
    )


def _reasons(given: Mapping[str, Any], lifted: Mapping[str, Iterable[str]]) -> Iterable[Reason]:
    positive = not given.get("unless", False)
    yield from (Reason(bits([key]), positive=positive) for key in given.get("facts", ()))
    for each in given.get("ground", ()):
        lifts = bits(lifted.get(each["fact"], each.get("lifted_by", ())))
        yield Reason(bits([each["fact"]]), lifts, ground=Ground(given["article"], each["item"]))


def _duty(given: Mapping[str, Any], instrument: str) -> Duty:
    return Duty(
        f"{given['what']}（{_cited(given, instrument)}）",
        frozenset(given.get("status", ())),
        frozenset(given.get("attribute", ())),
        given.get("redacted"),
        tuple(bits(group) for group in given.get("yes", ())),
        tuple(bits(group) for group in given.get("no", ())),
        bits(given.get("missing", ())),
    )


def _question(given: Mapping[str, Any], instrument: str) -> Question:
    return Question(given["fact"], given["ask"], _cited(given, instrument), given["why"])


# ------------------------------------------------------------------ the diagram


@cache
def _outcome(status: str, attribute: str | None = None, redacted: bool = False) -> Outcome:  # noqa: FBT001, FBT002 - a key of the cache
    return Outcome(MarkStatus(status), Attribute(attribute) if attribute else None, redacted)


def _redacted(outcome: Outcome) -> Outcome:
    """Give the outcome of what is left after a part was cut out."""
    return _outcome(outcome.status.value, outcome.attribute and outcome.attribute.value, True)  # noqa: FBT003 - the same


def _diagram(steps: tuple[Step, ...]) -> Diagram:
    """Compile the steps from the last to the first: each either decides or leaves it to the next."""
    result: Diagram = None
    for step in reversed(steps):
        here: Diagram = step.outcome
        if step.cut:
            here = choose(_asks(step.cut), mapped(result, _redacted), here)
        result = choose(_condition(step), here, result)
    return result


def _asks(bit: int) -> Diagram:
    return node(bit, YES, NO)


def _condition(step: Step) -> Diagram:
    condition: Diagram = not step.reasons
    for each in step.reasons:
        holds = node(each.bit, each.positive, not each.positive)
        for bit in (bit for bit in BITS if bit & each.lifts):
            holds = choose(_asks(bit), NO, holds)
        condition = choose(condition, YES, holds)
    return condition
