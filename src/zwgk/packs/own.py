"""An office's own pack from its text (自定方案): every fault a finding with its line and key."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, get_args

from zwgk import _data
from zwgk.errors import PackError
from zwgk.model.pack import Pack
from zwgk.packs.merging import merged
from zwgk.packs.names import Fault, faults
from zwgk.packs.places import Path, line_of, lines
from zwgk.report import Finding, finding
from zwgk.shape import partial, slots

__all__ = ["read"]

_AT = re.compile(r" \(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)$")
_MISSING = "pack.missing"
_MOST_DOTS = 500
_CODES = {
    "shape.unknown-key": "pack.unknown-key",
    "shape.wrong-kind": "pack.wrong-kind",
    "shape.missing": _MISSING,
}


def read(text: str, source: str, shipped: Mapping[str, Mapping[str, Any]]) -> Pack:
    """Build a pack from its text (读入方案); *shipped* are the facts it may extend.

    Raises:
        PackError: the text has faults.
    """
    own, known = _parsed(text, source)
    parent = _parent(own.get("extends"), shipped)
    facts = merged(parent, own) if parent else own
    pack, misfits = partial(Pack, facts)
    found = [_of_shape(each) for each in misfits]
    lost = _extends(own.get("extends"), shipped)
    more = faults(pack) if pack is not None else ()
    found += [
        *lost,
        *(each for each in _unless_told(more, found) if not (lost and each.code == _MISSING)),
    ]
    if found or pack is None:
        raise _error([_found(each, source, known) for each in found])
    return pack


# ------------------------------------------------------------------ the text


def _parsed(text: str, source: str) -> tuple[dict[str, Any], Mapping[Path, int]]:
    for n, line in enumerate(text.split("\n"), start=1):
        if line.count(".") > _MOST_DOTS:  # the parser takes minutes over a key of many parts
            raise _error([_unreadable("一行里的点号太多", source, n)])
    try:
        return tomllib.loads(text), lines(text)
    except RecursionError:
        fault = "数组或者花括号套得太深"
        raise _error([_unreadable(fault, source, None)]) from None
    except ValueError as error:
        raise _error([_syntax(str(error), text, source)]) from None


def _syntax(said: str, text: str, source: str) -> Finding:
    """Say in Chinese what the parser said, and where."""
    at = _AT.search(said)
    line = int(at[1]) if at and at[1] else text.count("\n") + 1 if at else None
    table: Mapping[str, str] = _data.load("vocabulary/pack")["syntax"]
    fact = next(
        (ours for theirs, ours in table.items() if said.startswith(theirs)), "写法不合 TOML 格式"
    )
    return _unreadable(fact, source, line, _key_near(text, line))


def _key_near(text: str, line: int | None) -> str:
    """Name what stands left of the equals sign on the line."""
    written = text.split("\n")[line - 1] if line else ""
    left = written.partition("=")[0].strip() if "=" in written else written.strip()
    return left[:30]


def _unreadable(fact: str, source: str, line: int | None, key: str = "") -> Finding:
    place = f"{source}:{line}" if line else source
    where = (f"第{line}行" if line else "") + (f"“{key}”" if key else "")
    message = f"{where}：{fact}" if where else fact
    return finding("pack.unreadable", "", message, place=place)


# ------------------------------------------------------------------ what it extends


def _parent(name: object, shipped: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any] | None:
    return shipped.get(name) if isinstance(name, str) else None


def _extends(name: object, shipped: Mapping[str, Mapping[str, Any]]) -> list[Fault]:
    if not isinstance(name, str) or name in shipped:
        return []
    return [Fault("pack.extends", ("extends",), f"没有“{name}”这个自带方案", name, tuple(shipped))]


# ------------------------------------------------------------------ findings


def _of_shape(misfit: Finding) -> Fault:
    """Turn a misfit of the shape into a fault of the pack."""
    steps = [each.replace("~1", "/").replace("~0", "~") for each in misfit.path.split("/")[1:]]
    path = tuple(int(each) if each.isdecimal() else each for each in steps)
    return Fault(_CODES[misfit.code], path, misfit.message, misfit.value, _beside(misfit, path))


def _beside(misfit: Finding, path: Path) -> tuple[str, ...]:
    """List the keys known where an unknown one stands."""
    if misfit.code != "shape.unknown-key":
        return ()
    kind: Any = Pack
    for step in path[:-1]:
        below = {slot.key: slot.kind for slot in slots(kind)}.get(str(step))
        kind = _inner(below) if below else kind
    return tuple(slot.key for slot in slots(kind))


def _inner(kind: Any) -> Any:
    """Tell the class inside a list or table."""
    inside = [each for each in get_args(kind) if each is not ...]
    return inside[-1] if inside else kind


def _unless_told(more: Iterable[Fault], told: Iterable[Fault]) -> Iterator[Fault]:
    """Leave out what the shape already refused."""
    paths = [each.path for each in told]
    return (each for each in more if not any(path[: len(each.path)] == each.path for path in paths))


def _found(fault: Fault, source: str, known: Mapping[Path, int]) -> Finding:
    line = line_of(fault.path, known)
    if line is None and fault.code != _MISSING:
        line = line_of(("extends",), known)  # at odds with what was taken over
    place = f"{source}:{line}" if line else source
    pointer = "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in fault.path)
    where = f"第{line}行" if line else ""
    message = f"{where}“{_dotted(fault.path)}”：{fault.message}{_advice(fault)}"
    return finding(fault.code, pointer, message, place=place, value=fault.value)


def _dotted(path: Path) -> str:
    """Write a path as the author would (键的写法).

    >>> _dotted(("fields", 2, "name"))
    'fields[3].name'
    """
    said = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path)
    return said.removeprefix(".")


_LONG = 40
_MANY = 12


def _advice(fault: Fault) -> str:
    if not fault.known:
        return ""
    word = fault.value or ""
    near = get_close_matches(word, fault.known, n=1, cutoff=0.4) if len(word) < _LONG else []
    if near:
        return f"；是不是“{near[0]}”？"
    listed = "、".join(fault.known) if len(fault.known) <= _MANY else ""
    return f"；可用：{listed}" if listed else ""


def _error(found: list[Finding]) -> PackError:
    more = f"（共{len(found)}处）" if len(found) > 1 else ""
    first = found[0]
    name = (first.place or "").rpartition(":")[0] or first.place
    return PackError(f"{name} {first.message}{more}", found)
