"""Decision diagrams over yes-or-no facts (判定图): a rule compiled so that questions about it are exact.

A node asks one fact, given as a bit, and leads on for yes and for no; an end is any value. Diagrams are ordered by
bit and reduced: equal nodes are one object and none has two equal branches, so a fact stands in a diagram exactly
if the result depends on it. Method: Bryant's reduced ordered binary decision diagrams (1986), with ends of any kind.
"""

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Any

from attrs import frozen

__all__ = [
    "NO",
    "YES",
    "Diagram",
    "Node",
    "asked",
    "choose",
    "decided",
    "ends",
    "flips",
    "mapped",
    "node",
]


@frozen(eq=False)
class Node:
    """One question (判定节点): where yes and where no leads."""

    bit: int
    yes: "Diagram"
    no: "Diagram"


#: a node, or an end
Diagram = Any
#: the ends of a condition
YES, NO = True, False


@cache
def node(bit: int, yes: Diagram, no: Diagram) -> Diagram:
    """Give the one node of this question and these branches (节点)."""
    return yes if yes is no else Node(bit, yes, no)


@cache
def choose(condition: Diagram, then: Diagram, other: Diagram) -> Diagram:
    """Join diagrams: *then* where the condition ends in ``True``, *other* where in ``False`` (条件合成).

    >>> first, second = node(1, True, False), node(2, True, False)
    >>> both = choose(first, second, False)
    >>> decided(both, 0b11), decided(both, 0b01)
    (True, False)
    """
    if condition is True or condition is False:
        return then if condition else other
    three = (condition, then, other)
    bit = min(each.bit for each in three if isinstance(each, Node))
    yes, no = (choose(*(_side(each, bit, side) for each in three)) for side in (True, False))
    return node(bit, yes, no)


def _side(diagram: Diagram, bit: int, side: bool) -> Diagram:  # noqa: FBT001 - a branch is yes or no
    if not isinstance(diagram, Node) or diagram.bit != bit:
        return diagram
    return diagram.yes if side else diagram.no


def mapped(diagram: Diagram, change: Callable[[Any], Any]) -> Diagram:
    """Change the ends of a diagram (变换结果)."""
    if not isinstance(diagram, Node):
        return change(diagram)
    return node(diagram.bit, mapped(diagram.yes, change), mapped(diagram.no, change))


def decided(diagram: Diagram, true: int) -> Any:
    """Follow the diagram where every fact is known: the bits of *true*, and no others (逐问到底)."""
    while type(diagram) is Node:
        diagram = diagram.yes if true & diagram.bit else diagram.no
    return diagram


def asked(diagram: Diagram, true: int, false: int) -> tuple[int, Any]:
    """Find the facts on which the result still depends (仍有影响的事实), and some possible end.

    Equal remainders get one number, as in reducing the diagram anew; a question is counted only if its branches
    differ.
    """
    numbers: dict[Any, int] = {}
    seen: dict[Node, int] = {}
    asking = 0

    def number(at: Diagram) -> int:
        nonlocal asking
        while type(at) is Node:
            if true & at.bit:
                at = at.yes
            elif false & at.bit:
                at = at.no
            elif (known := seen.get(at)) is not None:
                return known
            else:
                yes, no = number(at.yes), number(at.no)
                if yes == no:
                    seen[at] = yes
                    return yes
                asking |= at.bit
                found = seen[at] = numbers.setdefault((at.bit, yes, no), len(numbers))
                return found
        return numbers.setdefault(at, len(numbers))

    number(diagram)
    return asking, next(each for each in numbers if type(each) is not tuple)


@lru_cache(maxsize=16384)
def ends(diagram: Diagram, true: int, false: int) -> frozenset[Any]:
    """List the ends that are still possible (可能的结果)."""
    following = _following(diagram, true, false)
    if following == (diagram,):
        return frozenset(following)
    return frozenset().union(*(ends(each, true, false) for each in following))


@lru_cache(maxsize=4096)
def flips(diagram: Diagram, bit: int, true: int, false: int) -> frozenset[tuple[Any, Any]]:
    """List the pairs of ends between which one fact may decide, whatever the other facts (单项事实的影响).

    >>> pairs = flips(choose(node(1, True, False), node(2, "a", "b"), "c"), 0b10, 0, 0)
    >>> sorted(pairs)
    [('a', 'b'), ('c', 'c')]
    """
    found: set[tuple[Any, Any]] = set()
    waiting, met = [(diagram, diagram)], set()
    while waiting:
        pair = waiting.pop()
        if not any(type(each) is Node for each in pair):
            found.add(pair)
            continue
        fresh = [each for each in _paired(pair, bit, true, false) if each not in met]
        met.update(fresh)
        waiting += fresh
    return frozenset(found)


def _following(at: Diagram, true: int, false: int) -> tuple[Diagram, ...]:
    if type(at) is not Node:
        return (at,)
    if true & at.bit:
        return (at.yes,)
    return (at.no,) if false & at.bit else (at.yes, at.no)


def _paired(
    pair: tuple[Diagram, Diagram], bit: int, true: int, false: int
) -> Iterator[tuple[Diagram, Diagram]]:
    """Go one question further on both sides at once; the one fact is yes on the left, no on the right."""
    top = min(each.bit for each in pair if type(each) is Node)
    sides = [(True, False)] if top == bit else [(True, True), (False, False)]
    if true & top:
        sides = sides[:1]
    elif false & top:
        sides = sides[1:]
    for left, right in sides:
        yield _side(pair[0], top, left), _side(pair[1], top, right)
