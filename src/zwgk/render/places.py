"""Places of findings (位置) taken apart: ``file!sheet!F12``, ``file!表2!R5C7``, ``file!12:7``."""

import re
from functools import lru_cache

from attrs import frozen

from zwgk.render.wording import line
from zwgk.report import Finding

__all__ = ["Spot", "spot", "where", "within"]

_CELL = re.compile(r"(?P<letters>[A-Z]{1,3})(?P<row>[0-9]{1,7})(?::[A-Z]{1,3}[0-9]{1,7})?")
_TABLE = re.compile(r"R(?P<row>[0-9]{1,7})C(?P<column>[0-9]{1,5})")
_LINE = re.compile(r"(?P<row>[0-9]{1,9})(?::(?P<column>[0-9]{1,7}))?")
_WHOLE = "整体"


@frozen
class Spot:
    """A place taken apart (位置): its table (file and sheet), its cell, and what sorts it there."""

    table: str
    cell: str = ""
    order: tuple[int, int] = (0, 0)


@lru_cache(maxsize=65536)
def spot(place: str) -> Spot:
    """Take a place apart; what is no cell belongs to the table's name (拆分位置).

    >>> spot("目录.xlsx!安全生产!F12")
    Spot(table='目录.xlsx!安全生产', cell='F12', order=(12, 6))
    >>> spot("目录.csv!12:7").cell
    '12:7'
    """
    table, _, cell = place.rpartition("!")
    order = _order(cell) if table else None
    return Spot(table, cell, order) if order else Spot(place)


def _order(cell: str) -> tuple[int, int] | None:
    for form in (_CELL, _TABLE, _LINE):
        if found := form.fullmatch(cell):
            parts = found.groupdict()
            column = _letters(parts["letters"]) if "letters" in parts else int(parts["column"] or 0)
            return int(parts["row"]), column
    return None


def _letters(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def where(finding: Finding) -> str:
    """Tell the place, with the path where it names no cell (位置).

    >>> from zwgk.report import finding as made
    >>> where(made("channel.none", "/items/3/channels", "")), where(made("channel.none", "", ""))
    ('/items/3/channels', '整体')
    """
    if not finding.place:
        return line(finding.path) or _WHOLE
    exact = spot(finding.place).cell or finding.path.count("/") <= 1
    return line(finding.place if exact else f"{finding.place} {finding.path}")


def within(finding: Finding) -> str:
    """Tell the place within its table: the cell, or else the path (表内位置).

    >>> from zwgk.report import finding as made
    >>> within(made("channel.none", "/items/3/channels", "", place="目录.csv!12:6"))
    '12:6'
    """
    cell = spot(finding.place).cell if finding.place else ""
    return line(cell or finding.path) or _WHOLE
