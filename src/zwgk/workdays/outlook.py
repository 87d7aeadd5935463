"""Beyond the last notice (通知之后的推定): an expected day with the bounds of what the notices may still change.

Three counts of working days run side by side: expected, the most and the least there can be up to a day. For law with
an arrangement principle (since 2025) the breaks are fixed by it and only the weekend days worked in exchange are free
within a window; before that the counts may differ from the statutory days and their substitutes inside windows round
each festival, whose widths were observed on the notices of 2008 to 2026 (``data/outlook.toml``). Extraordinary notices
(2015, 2020) cannot be foreseen and lie outside the bounds.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from zwgk import _data
from zwgk.errors import BeyondNotices
from zwgk.workdays.answers import Provisional, ProvisionalCount
from zwgk.workdays.days import ONE, is_weekend
from zwgk.workdays.statute import FIRST_YEAR, LAST_YEAR, Feast, feasts, ground, substitutes

if TYPE_CHECKING:
    from zwgk.workdays.calendar import WorkCalendar

__all__ = ["Outlook", "outlook"]

_EDGE = 31  # days before the end of the last notice that the next one may still change
_AHEAD = (2, 12)  # years reckoned at first, and next; then all


class _Counts(NamedTuple):
    expected: list[int]
    most: list[int]
    least: list[int]


def outlook(calendar: "WorkCalendar") -> "Outlook":
    """Look beyond the last notice of *calendar* (推定以后年份)."""
    return Outlook(calendar)


class Outlook:
    """The three counts of one calendar (推定用表), built when first asked and as far as asked."""

    def __init__(self, calendar: "WorkCalendar", windows: Mapping[str, Any] | None = None) -> None:
        """Take other *windows* than those of the data, as the replay of past years does."""
        self._calendar = calendar
        self._windows = windows if windows is not None else _data.load("outlook")
        self._assumed: dict[int, tuple[str, ...]] = {}
        self._table = calendar.tables
        self._from = max(calendar.first.toordinal(), calendar.last.toordinal() - _EDGE)
        self._base = date.fromordinal(self._from)
        self._before = self._table.rank[self._base] - calendar.is_workday(self._base)
        self._end = calendar.last
        if calendar.notices and calendar.last.year + 1 >= FIRST_YEAR:
            self._end = date(LAST_YEAR, 12, 31)
        self._until = min(self._end.year, calendar.last.year + _AHEAD[0])
        self._counts = self._build()

    # -- questions ----------------------------------------------------------------------------------------------

    def add(self, day: date, n: int) -> Provisional:
        """Find the *n*-th working day after *day* (第 n 个工作日的推定)."""
        self._check(day)
        if n == 0:
            return self._result(day, day, day)
        return self._find(day.toordinal(), n)

    def count(self, a: date, b: date) -> ProvisionalCount:
        """Count the working days after *a* up to and with *b* (工作日数的推定)."""
        if b < a:
            back = self.count(b, a)
            return back._replace(value=-back.value, least=-back.most, most=-back.least)
        self._check(a)
        self._check(b)
        begin, end = a.toordinal(), b.toordinal()
        value = self._value(0, end) - self._value(0, begin)
        low = max(0, self._value(2, end) - self._value(1, begin))
        high = min(end - begin, self._value(1, end) - self._value(2, begin))
        return ProvisionalCount(
            value, low, high, b <= self._calendar.last, self._assumes(b, settled=low == high)
        )

    def roll(self, day: date, *, forward: bool) -> Provisional:
        """Find the first working day on or after *day*, or the last on or before (顺延的推定)."""
        self._check(day)
        at = day.toordinal()
        return self._find(at - 1, 1) if forward else self._find(at + 1, -1)

    # -- inside -------------------------------------------------------------------------------------------------

    def _check(self, day: date) -> None:
        if not self._calendar.first <= day <= self._end:
            self._beyond(str(day))
        while day.year > self._until:
            self._extend()

    def _find(self, at: int, n: int) -> Provisional:
        """The *n*-th working day after a day, by each count; the day is an ordinal and may lie one outside."""
        origin, step = (at, n) if n > 0 else (at - 1, n + 1)
        due = self._reach(0, self._value(0, origin) + step)
        early = self._reach(1, self._value(2, origin) + step)
        late = self._reach(2, self._value(1, origin) + step)
        if n > 0:
            return self._result(due, max(early, date.fromordinal(at + 1)), late)
        return self._result(due, early, min(late, date.fromordinal(at - 1)))

    def _value(self, which: int, at: int) -> int:
        """Working days up to and with a day, given as an ordinal, by one of the three counts."""
        if at < self._calendar.first.toordinal():
            return 0
        if at < self._from:
            return self._table.rank[date.fromordinal(at)]
        return self._counts[which][at - self._from]

    def _reach(self, which: int, target: int) -> date:
        """The first day on which a count comes to *target*."""
        if target < 1:
            self._beyond("a working day before the first")
        if target <= self._before:
            return self._table.days[target]
        while self._counts[which][-1] < target:
            self._extend()
        return self._base + ONE * bisect_left(self._counts[which], target)

    def _extend(self) -> None:
        if self._until >= self._end.year:
            self._beyond("a working day after the last")
        steps = [self._calendar.last.year + ahead for ahead in _AHEAD]
        self._until = min([each for each in steps if each > self._until] + [self._end.year])
        self._counts = self._build()

    def _beyond(self, what: str) -> NoReturn:
        first = self._calendar.first
        message = f"{what} cannot be reckoned, not even provisionally ({first} to {self._end})"
        raise BeyondNotices(message, first, self._end)

    def _result(self, due: date, early: date, late: date) -> Provisional:
        assumes = self._assumes(max(due, late), settled=early == late)
        return Provisional(due, early, late, due <= self._calendar.last, assumes)

    def _assumes(self, last: date, *, settled: bool) -> tuple[str, ...]:
        """What an answer up to *last* takes for granted; nothing where the notices settle it."""
        end = self._calendar.last
        if settled and last <= end:
            return ()
        return self._said(max(last.year, end.year + 1))

    def _said(self, year: int) -> tuple[str, ...]:
        if year not in self._assumed:
            self._assumed[year] = self._say(year)
        return self._assumed[year]

    def _say(self, year: int) -> tuple[str, ...]:
        end = self._calendar.last
        named = f"{year}年" if year == end.year + 1 else f"{end.year + 1}年至{year}年"
        return (
            f"{named}的放假安排尚未公布，最近通知为{self._calendar.notices[-1].cited}",
            f"放假日按{ground(year)}推定",
            "调休以历年通知的做法为限，不计临时增加的放假",
        )

    def _build(self) -> _Counts:
        last = self._calendar.last
        flags = [self._calendar.is_workday(day) for day in _days(self._base, last)]
        if self._until == last.year:
            counts = list(accumulate(flags, initial=self._before))[1:]
            return _Counts(counts, counts, counts)
        flags += [not is_weekend(day) for day in _days(last + ONE, date(self._until, 12, 31))]
        reckoning = _Reckoning(self._base, last, flags, self._windows)
        return reckoning.counts(range(last.year + 1, self._until + 1), self._before)


class _Reckoning:
    """Scratch state while the counts are built: what each festival adds to each of them, day by day."""

    def __init__(
        self, first: date, last: date, flags: list[bool], windows: Mapping[str, Any]
    ) -> None:
        self.first, self.last, self.flags, self.windows = first, last, flags, windows
        size = len(flags)
        self.steps = [[0] * size for _ in range(3)]
        self.room = [[0] * size for _ in range(2)]
        self.used: set[date] = set()

    def counts(self, years: range, before: int) -> _Counts:
        for year in years:
            found = feasts(year)
            taken = {day for feast in found for run in feast.breaks for day in run}
            free = substitutes(day for feast in found for day in feast.days)
            for feast in found:
                if feast.breaks:
                    self._arranged(feast, taken)
                else:
                    self._open(feast)
            if not found[0].breaks:
                self._statutory({day for feast in found for day in feast.days} | free)
        return self._sum(before)

    def _statutory(self, off: set[date]) -> None:
        for day in off:
            if not is_weekend(day):
                for steps in self.steps:
                    self._step(steps, day, -1)

    def _open(self, feast: Feast) -> None:
        """Without a principle: room for swaps in the windows round the festival."""
        window = self.windows["windows"][feast.name]
        for room, name in zip(self.room, ("more", "fewer"), strict=True):
            begin, end, amount = window[name]
            for day in _days(feast.days[0] + ONE * begin, feast.days[0] + ONE * end):
                at = (day - self.first).days
                if 0 <= at < len(room):
                    room[at] = max(room[at], amount)

    def _arranged(self, feast: Feast, taken: set[date]) -> None:
        """By the principle: the break is off, the weekend days owed for it are worked early or late."""
        scenes = [_Scene.of(feast, run, taken, self.windows["makeup"]) for run in feast.breaks]
        begin = min(scene.begin for scene in scenes)
        end = max(scene.end for scene in scenes)
        before = (0, 0)
        for day in _days(begin, end):
            each = [scene.bounds(day) for scene in scenes]
            now = (max(high for high, _ in each), min(low for _, low in each))
            for steps, new, old in zip(self.steps[1:], now, before, strict=True):
                self._step(steps, day, new - old)
            before = now
        self._expect(feast, scenes[0])

    def _expect(self, feast: Feast, scene: "_Scene") -> None:
        if scene.run[0] <= self.last:
            off, worked = {*feast.days, *substitutes(feast.days)}, set[date]()
        else:
            off, worked = set(scene.run), scene.likely(self.used)
            self.used |= worked
        for day in off:
            if not is_weekend(day) and day > self.last:
                self._step(self.steps[0], day, -1)
        for day in worked:
            self._step(self.steps[0], day, 1)

    def _step(self, steps: list[int], day: date, amount: int) -> None:
        at = (day - self.first).days
        if 0 <= at < len(steps):
            steps[at] += amount

    def _sum(self, before: int) -> _Counts:
        plain = [self._accumulated(steps, before) for steps in self.steps]
        most = [count + room for count, room in zip(plain[1], self.room[0], strict=True)]
        least = [count - room for count, room in zip(plain[2], self.room[1], strict=True)]
        falling = list(accumulate(reversed(most), min))
        return _Counts(plain[0], falling[::-1], list(accumulate(least, max)))

    def _accumulated(self, steps: list[int], before: int) -> list[int]:
        changes = (flag + step for flag, step in zip(self.flags, steps, strict=True))
        return list(accumulate(changes, initial=before))[1:]


class _Scene(NamedTuple):
    """One break that the principle allows, with the weekend days that may be worked for it."""

    run: tuple[date, ...]
    owed: int
    choices: tuple[date, ...]
    begin: date
    end: date
    total: int

    @classmethod
    def of(
        cls, feast: Feast, run: tuple[date, ...], taken: set[date], reach: Mapping[str, int]
    ) -> "_Scene":
        weekdays = sum(not is_weekend(day) for day in run)
        owed = max(0, weekdays - len(feast.days))
        begin, end = run[0] - ONE * reach["before"], run[-1] + ONE * reach["after"]
        choices = tuple(day for day in _days(begin, end) if is_weekend(day) and day not in taken)
        return cls(run, owed, choices if owed else (), begin, end, weekdays)

    def bounds(self, day: date) -> tuple[int, int]:
        """The most and the least the break has changed the count by, up to *day*."""
        off = sum(each <= day and not is_weekend(each) for each in self.run)
        passed = sum(each <= day for each in self.choices)
        early = min(self.owed, passed)
        late = max(0, self.owed - (len(self.choices) - passed))
        return early - off, late - off

    def likely(self, used: set[date]) -> set[date]:
        """The weekend days most likely worked: the nearest, one on each side if two are owed."""
        free = [day for day in self.choices if day not in used and not self._attached(day)]
        before = [day for day in free if day < self.run[0]][::-1]
        after = [day for day in free if day > self.run[-1]]
        if self.owed == 1:
            return set(sorted(before[:1] + after[:1], key=self._distance)[:1])
        turns = [day for pair in zip(before, after, strict=False) for day in pair]
        return set((turns + free)[: self.owed])

    def _attached(self, day: date) -> bool:
        """Whether it belongs to a whole weekend that adjoins the break and lengthens it."""
        partner = day + ONE if is_weekend(day + ONE) else day - ONE
        return day in (self.run[0] - ONE, self.run[-1] + ONE) and partner not in self.run

    def _distance(self, day: date) -> int:
        return (self.run[0] - day).days if day < self.run[0] else (day - self.run[-1]).days


def _days(first: date, last: date) -> Iterator[date]:
    return (date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1))
