"""Local plans as packs (地方方案): the shipped ones by name, an office's own from its text.

A shipped pack is a data file in ``data/packs``; each fact in it comes from the plan it names.
A pack that ``extends`` another takes over its facts: own lists replace, own tables merge.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from zwgk import _data
from zwgk.errors import PackError, ZwgkError
from zwgk.model.pack import Pack, PackField, PackPilot
from zwgk.packs import own
from zwgk.packs.asking import (
    element_keys,
    fields_of,
    missing_fields,
    pilot_of,
    required_keys,
    unassigned,
    units_of,
)
from zwgk.packs.merging import merged
from zwgk.packs.periods import period_of
from zwgk.shape import from_dict

__all__ = [
    "Pack",
    "PackError",
    "PackField",
    "PackPilot",
    "element_keys",
    "fields_of",
    "from_toml",
    "load",
    "missing_fields",
    "names",
    "period_of",
    "pilot_of",
    "required_keys",
    "unassigned",
    "units_of",
]


def names() -> tuple[str, ...]:
    """List the shipped packs (自带方案).

    >>> "national-2019" in names()
    True
    """
    return _data.names("packs")


def load(name: str) -> Pack:
    """Find a shipped pack; a name without its year means the newest (读取方案).

    >>> load("national").name
    'national-2019'
    >>> load("weidu").number
    '许魏政办〔2020〕18号'

    Raises:
        ZwgkError: there is no such pack.
    """
    found = _full_name(name)
    if found is None:
        message = f"unknown pack {name!r}; there are {', '.join(names())}"
        raise ZwgkError(message)
    return _shipped(found)


def from_toml(text: str, *, source: str = "方案") -> Pack:
    """Read an office's own pack from its text (读取自定方案).

    *source* is what the findings call the text, usually the name of its file.

    >>> lines = ['name = "baishi-2026"', 'title = "白石县实施方案"', 'extends = "weidu"']
    >>> pack = from_toml(chr(10).join(lines))
    >>> pack.required[:3], len(pack.fields)
    (('名称', '内容', '依据'), 26)

    Raises:
        PackError: the text has faults; ``.findings`` names each with its line and key.
    """
    return own.read(text, source, {name: _facts(full) for name, full in _by_any_name().items()})


def _full_name(name: str) -> str | None:
    return _by_any_name().get(name)


@cache
def _by_any_name() -> Mapping[str, str]:
    """Map each name, and each name without its year, to the newest pack it means."""
    return {short: each for each in names() for short in (each.rpartition("-")[0], each)}


@cache
def _shipped(name: str) -> Pack:
    return from_dict(Pack, _facts(name))


@cache
def _facts(name: str) -> dict[str, Any]:
    """Give a shipped pack's facts together with those it takes over."""
    own_facts = _data.load(f"packs/{name}")
    parent = _full_name(own_facts.get("extends", ""))
    return merged(_facts(parent), own_facts) if parent else own_facts
