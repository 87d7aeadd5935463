"""Holidays by the law alone (法定节假日推定): what may be said of a year before its notice is out.

Source: 《全国年节及纪念日放假办法》 in the version of the year (``data/holidays.toml``), with the arrangement principle
published with the 2024 revision; lunar days from ``data/lunar.toml``, 2008 to 2099.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from zwgk import _data
from zwgk.workdays.days import ONE, is_weekend

__all__ = ["FIRST_YEAR", "LAST_YEAR", "Feast", "feasts", "ground", "substitutes"]

FIRST_YEAR, LAST_YEAR = 2008, 2099
_NEAR = 2  # 中秋 on 29 or 30 September was joined to 国庆 in 2012 and 2023
_COLUMNS = ("spring", "qingming", "dragon_boat", "mid_autumn")


class Feast(NamedTuple):
    """A festival of one year (某年的节日): its statutory days, and the breaks the published principle allows.

    Without a principle ``breaks`` is empty. The likeliest break comes first.
    """

    name: str
    days: tuple[date, ...]
    breaks: tuple[tuple[date, ...], ...] = ()


@cache
def feasts(year: int) -> tuple[Feast, ...]:
    """List the festivals of *year* by the law in force in it (某年法定节日).

    >>> [str(day) for day in feasts(2027)[1].days]
    ['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08']
    """
    given = {each["name"]: each for each in _version(year)["feasts"]}
    days = {name: _days(year, each) for name, each in given.items()}
    merged = {name: _merged(each, days) for name, each in given.items() if "with" in each}
    swallowed = {given[name]["with"] for name, both in merged.items() if both}
    return tuple(
        _feast(given[name], merged.get(name) or own)
        for name, own in days.items()
        if name not in swallowed
    )


def ground(year: int) -> str:
    """Cite the law that *year* is reckoned by (推定依据)."""
    version = _version(year)
    return f"《{version['instrument']}》（{version['source']}）"


def substitutes(days: Iterable[date]) -> set[date]:
    """Find the weekdays given for statutory days on a weekend, or two on one day (补假).

    >>> [str(day) for day in sorted(substitutes([date(2027, 5, 1), date(2027, 5, 2)]))]
    ['2027-05-03', '2027-05-04']
    """
    ordered = sorted(days)
    taken, found = set(ordered), set[date]()
    for day, one_before in zip(ordered, [None, *ordered], strict=False):
        if is_weekend(day) or day == one_before:
            free = day
            while free in taken or is_weekend(free):
                free += ONE
            taken.add(free)
            found.add(free)
    return found


def _version(year: int) -> Mapping[str, Any]:
    fitting = [each for each in _data.load("holidays")["version"] if each["since"].year <= year]
    found: Mapping[str, Any] = fitting[-1]
    return found


def _days(year: int, feast: Mapping[str, Any]) -> tuple[date, ...]:
    on = feast["on"]
    if on in _COLUMNS:
        on = _data.load("lunar")["days"][str(year)].split()[_COLUMNS.index(on)]
    origin = date(year, int(on[:2]), int(on[3:]))
    return tuple(origin + ONE * step for step in feast["days"])


def _merged(feast: Mapping[str, Any], days: Mapping[str, tuple[date, ...]]) -> tuple[date, ...]:
    """The days of two festivals whose breaks would touch; nothing without a principle."""
    if "length" not in feast:
        return ()
    own, other = days[feast["name"]], days[feast["with"]]
    near = -_NEAR <= (other[0] - own[0]).days < feast["with_length"]
    return tuple(sorted((*own, *other))) if near else ()


def _feast(given: Mapping[str, Any], days: tuple[date, ...]) -> Feast:
    if "length" not in given:
        return Feast(given["name"], days)
    both = len(days) > len(given["days"])
    length = given["with_length"] if both else given["length"]
    if given.get("from_first"):
        return Feast(given["name"], days, (_run(days[0], length),))
    if len(days) == 1 and days[0].weekday() == given.get("alone"):
        return Feast(given["name"], days, (days,))
    return Feast(given["name"], days, _cheapest(days, length))


def _run(first: date, length: int) -> tuple[date, ...]:
    return tuple(first + ONE * step for step in range(length))


def _cheapest(days: tuple[date, ...], length: int) -> tuple[tuple[date, ...], ...]:
    """The breaks of that length with all days and substitutes that owe fewest weekend days, the latest first."""
    needed = {*days, *substitutes(days)}
    runs = [_run(days[0] - ONE * back, length) for back in range(length)]
    fitting = [run for run in runs if needed <= set(run)]
    costs = [sum(not is_weekend(day) for day in run) for run in fitting]
    return tuple(run for run, cost in zip(fitting, costs, strict=True) if cost == min(costs))
