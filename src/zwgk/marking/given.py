"""The facts as they are given (判定事实的读取): a record, plain data, or information that carries ``facts``."""

from collections.abc import Mapping
from operator import attrgetter, itemgetter
from typing import Any, NoReturn

from attrs import evolve

from zwgk.errors import ShapeError, ZwgkError
from zwgk.marking.table import KEYS
from zwgk.model import MarkFacts, Record
from zwgk.report import Finding, finding

__all__ = ["Values", "values"]

#: what is known of each fact, in the order of :data:`zwgk.marking.table.KEYS`
Values = tuple[bool | None, ...]
_KNOWN = frozenset([*KEYS, "type"])
_TYPES = frozenset([bool, type(None)])
_taken, _looked_up = attrgetter(*KEYS), itemgetter(*KEYS)


def values(facts: Any) -> Values:
    """Read the facts, strictly (读取判定事实).

    >>> values({"state_secret": True})[:3]
    (None, True, None)

    Raises:
        ShapeError: the data has another shape; ``.findings`` names every misfit.
        ZwgkError: it is neither a record nor plain data.
    """
    if type(facts) is dict and (found := _sound(facts)) is not None:
        return found
    if isinstance(facts, Mapping):
        return _of_mapping(facts)
    if isinstance(facts, MarkFacts):
        return _of_mapping(facts.to_dict())
    if isinstance(facts, Record):
        return _carried(getattr(facts, "facts", None))
    message = f"mark wants facts, or information that carries them, not {type(facts).__name__}"
    raise ZwgkError(message)


def _sound(facts: Mapping[str, Any]) -> Values | None:
    """Take the values where nothing is wrong with them (the fast way)."""
    try:
        found = _looked_up(facts)
    except KeyError:
        found = tuple(map(facts.get, KEYS))
    if not _TYPES.issuperset(map(type, found)) or not _KNOWN.issuperset(facts):
        return None
    kind = facts.get("type")
    return found if kind is None or kind == MarkFacts.KIND else None


def _of_mapping(facts: Mapping[str, Any]) -> Values:
    kind = facts.get("type")
    if "facts" in facts or (isinstance(kind, str) and kind != MarkFacts.KIND):
        return _carried(facts.get("facts"))
    return _strict(facts)


def _strict(facts: Mapping[str, Any]) -> Values:
    """Read the shape, with every misfit a finding."""
    if (found := _sound(facts)) is not None:
        return found
    kind = facts.get("type")
    read: Values = _taken(
        MarkFacts.from_dict({**facts, "type": MarkFacts.KIND if kind is None else kind})
    )
    return read


def _carried(facts: object) -> Values:
    """Read the facts inside an information record; misfits are found at ``/facts``."""
    if isinstance(facts, MarkFacts):
        return _strict(facts.to_dict())
    if facts is None:
        _refuse("shape.missing", "缺少判定公开属性所需的事实")
    if not isinstance(facts, Mapping):
        _refuse("shape.wrong-kind", "应为对象")
    try:
        return _strict(facts)
    except ShapeError as error:
        below = [evolve(each, path=f"/facts{each.path}") for each in _findings(error)]
        raise ShapeError(str(error), below) from None


def _findings(error: ShapeError) -> list[Finding]:
    return [each for each in error.findings if isinstance(each, Finding)]


def _refuse(code: str, message: str) -> NoReturn:
    misfit = finding(code, "/facts", message)
    sentence = f"1 misfits in facts, the first: {misfit}"
    raise ShapeError(sentence, [misfit])
