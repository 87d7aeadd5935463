"""What a report knows about the items it speaks of (报告背景).

A context (``Report.context``) is a mapping; every key may be absent:

``items``
    ``((field, publisher, name), …)``, one triple per item, in order;
    the path ``/items/3/time_limit`` is of item 3.
``parts``
    ``(context, …)``, one per subject where several were checked;
    the path ``/1/items/3`` is of part 1, item 3.
``on``, ``pack``
    the day and the pack of the check, as text.
``unread``
    the files that could not be read and so were not checked (:class:`~zwgk.report.Unread`).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from zwgk.render.wording import line
from zwgk.report import Report

__all__ = ["Item", "item_key", "item_of", "items", "together"]


@frozen
class Item:
    """The matter a finding belongs to (所属事项)."""

    field: str | None = None
    publisher: str | None = None
    name: str | None = None


def _split(
    path: str, context: Mapping[str, Any]
) -> tuple[Mapping[str, Any], tuple[str, ...], tuple[str, ...]]:
    """Walk into the part that a path names: its context, the way there, the rest of the path."""
    steps, way = tuple(path.split("/")[1:]), 0
    while (
        "parts" in context
        and (number := _number(steps[way : way + 1], context["parts"])) is not None
    ):
        context, way = context["parts"][number], way + 1
    return context, steps[:way], steps[way:]


def _number(steps: Sequence[str], among: Sequence[object]) -> int | None:
    """Read the first step as an index of what there is, else nothing."""
    first = steps[0] if steps else ""
    number = (
        int(first)
        if first.isascii() and first.isdigit() and len(first) < len("1000000000")
        else len(among)
    )
    return number if number < len(among) else None


def item_key(path: str, context: Mapping[str, Any]) -> tuple[int, ...] | None:
    """Tell which item a path belongs to, by numbers that sort in the subject's order (事项序号).

    >>> item_key("/items/1/channels", {"items": (("安全生产", "县应急管理局", "处罚"),) * 2})
    (1,)
    >>> item_key("/title", {})
    """
    inner, way, rest = _split(path, context)
    number = _number(rest[1:2], inner.get("items", ())) if rest[:1] == ("items",) else None
    return None if number is None else (*map(int, way), number)


def item_of(path: str, context: Mapping[str, Any]) -> Item | None:
    """Find the item a path belongs to (所属事项), or nothing where the context does not tell.

    >>> item_of("/items/0/channels", {"items": (("安全生产", "县应急管理局", "处罚"),)}).publisher
    '县应急管理局'
    """
    inner, _, rest = _split(path, context)
    number = _number(rest[1:2], inner.get("items", ())) if rest[:1] == ("items",) else None
    return None if number is None else _item(inner["items"][number])


def _item(triple: Sequence[str | None]) -> Item:
    return Item(*(line(each) or None if each else None for each in triple))


def items(context: Mapping[str, Any]) -> Iterator[Item]:
    """List all items of a context, parts included (全部事项).

    >>> [each.name for each in items({"parts": ({"items": ((None, None, "处罚"),)}, {})})]
    ['处罚']
    """
    yield from map(_item, context.get("items", ()))
    for part in context.get("parts", ()):
        yield from items(part)


def together(reports: Sequence[Report | None]) -> Report:
    """Join the reports on several files into one (合并报告).

    Paths become ``/0/…``, ``/1/…``; a file that could not be read has no report.

    >>> together([None, Report()]).context
    {'parts': ({}, {})}
    """
    findings = (
        evolve(each, path=f"/{number}{each.path}")
        for number, report in enumerate(reports)
        for each in (report.findings if report else ())
    )
    return Report(
        tuple(findings), context={"parts": tuple(each.context if each else {} for each in reports)}
    )
