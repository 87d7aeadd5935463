"""Local plans as packs (地方方案): required elements, fields and responsible units, severities.

A pack is a data file in ``data/packs``; each fact in it comes from the plan whose number it names.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from attrs import field, frozen

from zwgk import _data
from zwgk.errors import ZwgkError

__all__ = ["Pack", "PackField", "load", "names"]


@frozen
class PackField:
    """A field of the plan (方案中的领域) and the units that answer for it."""

    name: str
    aliases: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()


@frozen(eq=False)
class Pack:
    """A plan's own rules (方案).

    >>> load("weidu-2020").number
    '许魏政办〔2020〕18号'
    """

    name: str
    title: str
    number: str
    issued: date
    required: tuple[str, ...]
    fields: tuple[PackField, ...]
    levels: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(factory=dict)

    @property
    def assigns(self) -> bool:
        """Whether the plan names responsible units at all (是否指定责任单位)."""
        return any(each.responsible for each in self.fields)

    @property
    def basis(self) -> str:
        """The plan as cited (依据)."""
        return f"《{self.title}》（{self.number}）"


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

    Raises:
        ZwgkError: there is no such pack.
    """
    fitting = [each for each in names() if name in (each, each.rpartition("-")[0])]
    if not fitting:
        message = f"unknown pack {name!r}; there are {', '.join(names())}"
        raise ZwgkError(message)
    return _shipped(fitting[-1])


@cache
def _shipped(name: str) -> Pack:
    data: Mapping[str, Any] = _data.load(f"packs/{name}")
    return Pack(
        name=data["name"],
        title=data["title"],
        number=data["number"],
        issued=data["issued"],
        required=tuple(data["elements"]["required"]),
        fields=tuple(_field(each) for each in data["fields"]),
        levels=tuple(data.get("levels", {}).get("used", ())),
        severity=data.get("severity", {}),
    )


def _field(data: Mapping[str, Any]) -> PackField:
    return PackField(data["name"], tuple(data.get("aliases", ())), tuple(data.get("responsible", ())))
