"""The wording of State Council holiday notices, read into a record (放假通知的读取).

A notice is read sentence by sentence: a heading names the festival, every clause with a date must be one of the known
kinds (放假, 补休, 上班, 公休日调至, 照常公休 …), weekdays and totals are checked against the days. A clause that has a date
and is none of these is refused, never skipped. Source: the wording of the notices for 2004 to 2026.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NoReturn

from zwgk import _data
from zwgk.errors import ZwgkError
from zwgk.workdays.days import ONE, is_weekend
from zwgk.workdays.notice import Notice, spans
from zwgk.workdays.wording_dates import DATE, Reader, plain

if TYPE_CHECKING:
    from zwgk.workdays.calendar import WorkCalendar

__all__ = ["read_notice"]

_NUMBER = re.compile(r"国(?:办)?发明电[〔\[（(［](\d{4})[〕\]）)］](\d+)号")
_TITLE = re.compile(r"国务院(?:办公厅)?关于[^。：，]{2,60}?的通知")
_YEAR = re.compile(r"(\d{4})年(?!\d{1,2}月)")
_SIGNED = re.compile(r"国务院(?:办公厅)?(\d{4})年(\d{1,2})月(\d{1,2})日(?![至到放起、，])")
_TOTAL = re.compile(r"(?:共|放假|连休|调休)(\d{1,2})天")
_HEAD = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、])")
_ACTS = re.compile("放假|补休|上班|调至|调到|对调|公休|法定|延长|调休|休息|连休|假期")
_MONTH_DAY = re.compile(r"\d{1,2}月\d{1,2}日")
_PAREN = re.compile(r"（([^（）]*)）")
_WEEKDAY = re.compile(r"(?:星期|周)([一二三四五六日天])")
_MOVES = re.compile("调至|调到|对调")
_LONGEST = 20
_QUOTED = 40


def read_notice(
    text: str,
    *,
    published: date | None = None,
    number: str | None = None,
    calendar: "WorkCalendar | None" = None,
) -> Notice:
    """Read the wording of a holiday notice (读取放假通知).

    *calendar* is needed only for a notice that amends what is already arranged.

    >>> notice = read_notice("2030年部分节假日安排：一、元旦：1月1日（星期二）放假，共1天。", published=date(2029, 11, 9))
    >>> print(notice.understood)
    2030年：国务院办公厅关于2030年部分节假日安排的通知（2029-11-09 发布）
    元旦 2030-01-01 放假 1 天

    Raises:
        ZwgkError: the text lacks its year or day of publication, or cannot be understood, in one sentence.
    """
    flat = _PAREN.sub(_weekday_mark, plain(text))
    signed = _SIGNED.search(flat)
    out = published or (signed and _date(*map(int, signed.groups())))
    if out is None:
        _refuse("the day of publication is neither given nor signed under the text")
    year = _year(flat, out)
    found = _Found(year, _festivals_in(_title(flat) or flat[:80]), calendar)
    for sentence in _sentences(_NUMBER.sub("", flat)):
        found.read(sentence)
    return found.notice(_title(flat), out, _number(flat, number))


def _refuse(why: str) -> NoReturn:
    message = f"the notice cannot be read: {why}"
    raise ZwgkError(message)


def _short(clause: str) -> str:
    return repr(clause if len(clause) <= _QUOTED else f"{clause[:_QUOTED]}…")


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        _refuse(f"{year}年{month}月{day}日 does not exist")


def _title(flat: str) -> str | None:
    found = _TITLE.search(flat)
    return found and found.group()


def _number(flat: str, given: str | None) -> str | None:
    found = _NUMBER.search(flat)
    read = found and f"{found.group()[: found.group().index('电') + 1]}〔{found[1]}〕{found[2]}号"
    if given and read and given != read:
        _refuse(f"it bears the number {read}, not {given}")
    return given or read


def _year(flat: str, published: date) -> int:
    """The year named with the arrangement, else the year after a publication in the last quarter."""
    named = _YEAR.search(flat)
    if named:
        return int(named[1])
    dated = re.search(r"(\d{4})年\d{1,2}月\d{1,2}日[^。]{0,20}(?:放假|调休)", flat)
    if dated:
        return int(dated[1])
    return published.year + (published.month > 9)  # noqa: PLR2004 - October to December speak of the next year


@cache
def _names() -> dict[str, str]:
    entries = _data.load("vocabulary/festivals")["festival"]
    names = {alias: each["name"] for each in entries for alias in (each["name"], *each["aliases"])}
    return dict(sorted(names.items(), key=lambda pair: -len(pair[0])))


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(f"[“‘]?(?:{'|'.join(map(re.escape, _names()))})[”’]?")


def _festivals_in(text: str) -> str | None:
    names, found = _names(), []
    for match in _pattern().finditer(text):
        name = names.get(match.group()) or names[match.group().strip("“”‘’")]
        if name not in found:
            found.append(name)
    return "、".join(found) if found else None


def _sentences(flat: str) -> Iterator[str]:
    """Cut at full stops and semicolons, and before a numbered festival."""
    names = _pattern().pattern
    marked = re.sub(rf"(?={_HEAD.pattern}(?:{names}))", "。", flat)
    for sentence in re.split("[。；]", marked):
        if sentence and "鼓励" not in sentence and not _SIGNED.search(sentence):
            yield sentence


class _Found:
    """What has been read so far (已读出的内容): scratch state of one reading."""

    def __init__(self, year: int, festival: str | None, calendar: "WorkCalendar | None") -> None:
        self.year, self.calendar = year, calendar
        self.festival = festival or "放假"
        self.reader = Reader(year)
        self.off: dict[date, str] = {}
        self.working: dict[date, str] = {}
        self.normal: set[date] = set()
        self.moved: dict[date, str] = {}
        self.extended: set[str] = set()
        self.latest: list[date] = []

    def read(self, sentence: str) -> None:
        """Read one sentence, clause by clause."""
        pending = ""
        for part in self._head(sentence).split("，"):
            clause = f"{pending}{part}"
            dated = DATE.search(clause) is not None
            pending = f"{clause}、" if dated and not _ACTS.search(clause) else ""
            if dated and not pending:
                self._act(clause)
            self._total(clause)
        if pending and self.off:
            _refuse(f"it is not clear what {_short(pending[:-1])} says of its day")

    def _head(self, sentence: str) -> str:
        head = re.match(
            rf"(?:{_HEAD.pattern})?((?:(?:{_pattern().pattern})[、和与]?)+)：?(?=\d|放)", sentence
        )
        if head:
            self.festival = _festivals_in(head[1]) or self.festival
            self.reader.begin(new_year=self.festival == "元旦")
            return sentence[head.end() :]
        return re.sub(rf"^(?:{_HEAD.pattern})", "", sentence).rpartition("：")[2]

    def _act(self, clause: str) -> None:
        for word, act in _KINDS:
            if word in clause:
                act(self, clause)
                return
        _refuse(f"it is not clear what {_short(clause)} says of its day")

    def work(self, clause: str) -> None:
        days = self.reader.days(clause)
        if "起" in clause or "正常" in clause:
            return
        wrong = [day for day in days if not is_weekend(day) and not self._was_off(day)]
        if wrong:
            _refuse(f"{wrong[0]} is no weekend, yet is to be worked by {_short(clause)}")
        self.working |= {day: self.festival for day in days if is_weekend(day)}
        self.normal.update(day for day in days if not is_weekend(day))

    def _was_off(self, day: date) -> bool:
        known = self.calendar
        return known is not None and known.first <= day <= known.last and not known.is_workday(day)

    def move(self, clause: str) -> None:
        source, target, *more = _MOVES.split(clause)
        moved, free = self.reader.days(source), self.reader.days(target)
        if "对调" in clause and not free:
            moved, free = _exchanged(moved)
        if more or not moved or not free:
            _refuse(f"it is not clear which day is moved where by {_short(clause)}")
        self.moved |= dict.fromkeys(moved, self.festival)
        for day in free:
            self.off.setdefault(day, self.festival)

    def rest(self, clause: str) -> None:
        days = self.reader.days(clause)
        if len(days) > _LONGEST:
            _refuse(f"{_short(clause)} gives {len(days)} days off")
        self.latest = self.reader.within = days
        for day in days:
            self.off[day] = self.festival

    def mention(self, clause: str) -> None:
        for day in self.reader.days(clause):
            if not is_weekend(day) and "公休" in clause:
                _refuse(f"{day} is no weekend, as {_short(clause)} has it")

    def extend(self, clause: str) -> None:
        end = self.reader.days(clause)[-1]
        if self.calendar is None:
            _refuse(f"{_short(clause)} needs the calendar that it extends")
        start = end
        while not self._of_festival(start - ONE):
            start -= ONE
            if (end - start).days > _LONGEST:
                _refuse(f"no {self.festival} ends shortly before {end}")
        self.extended.add(self.festival)
        for step in range((end - start).days + 1):
            self.off[start + ONE * step] = self.festival

    def _of_festival(self, day: date) -> bool:
        if self.calendar is None or not self.calendar.first <= day <= self.calendar.last:
            return False
        known = self.calendar.describe(day)
        return (
            known.kind == "holiday"
            and known.festival is not None
            and _same(known.festival, self.festival)
        )

    def _total(self, clause: str) -> None:
        total = _TOTAL.search(clause)
        if (
            total
            and self.latest
            and int(total[1]) not in (len(self.latest), _with_weekends(self.latest))
        ):
            span = f"{self.latest[0]} to {self.latest[-1]}"
            _refuse(
                f"{span} are {len(self.latest)} days, not {total[1]} as {_short(clause)} has it"
            )

    def notice(self, title: str | None, published: date, number: str | None) -> Notice:
        """Close the reading: settle what was moved, and see that nothing contradicts itself."""
        self._settle()
        if not self.off:
            _refuse("it names no day off")
        starts = [*self.off, *self.working, *self.normal]
        amends = self._amended()
        if not amends:
            starts.append(date(self.year, 1, 1))
        default = f"国务院办公厅关于{self.year}年部分节假日安排的通知"
        off = spans(self.off, self.working)
        ordinary = tuple(sorted(self.normal | self._restored()))
        name = title or default
        return Notice(self.year, name, off, min(starts), published, number, amends, ordinary)

    def _settle(self) -> None:
        for day, festival in self.moved.items():
            if day not in self.off and is_weekend(day):
                self.working.setdefault(day, festival)
        both = sorted(self.working.keys() & self.off.keys())
        if both:
            _refuse(f"{both[0]} is both off and worked")
        near = range(self.year - 1, self.year + 2)
        far = [day for day in (*self.off, *self.working) if day.year not in near]
        if far:
            _refuse(f"{far[0]} does not belong to {self.year}")

    def _amended(self) -> str | None:
        """The notice that arranged this year before, if the year is known already."""
        known = self.calendar.notices if self.calendar else ()
        same = [each for each in known if each.year == self.year]
        return (same[-1].number or same[-1].title) if same else None

    def _restored(self) -> set[date]:
        """Days of the same festival in an earlier notice that are no longer named: ordinary again."""
        if not self.calendar or not self._amended():
            return set()
        named = {name for name in self.off.values() if name not in self.extended}
        earlier = [each for each in self.calendar.notices if each.year == self.year]
        old = {
            mark.day for each in earlier for mark in each.marks() if _any_same(mark.festival, named)
        }
        return old - self.off.keys() - self.working.keys()


_KINDS: tuple[tuple[str, Callable[[_Found, str], None]], ...] = (
    ("延长", _Found.extend),
    ("上班", _Found.work),
    ("调至", _Found.move),
    ("调到", _Found.move),
    ("对调", _Found.move),
    ("法定", _Found.mention),
    ("照常", _Found.mention),
    ("为公休", _Found.mention),
    ("放假", _Found.rest),
    ("补休", _Found.rest),
    ("公休", _Found.mention),
    ("调休", _Found.rest),
    ("连休", _Found.rest),
    ("休息", _Found.rest),
)


def _weekday_mark(match: re.Match[str]) -> str:
    """Keep only the weekday of a parenthesis, or the whole of it when it holds dates."""
    weekday = _WEEKDAY.search(match[1])
    if _MONTH_DAY.search(match[1]):
        return match[1]
    return f"〔{weekday[1].replace('天', '日')}〕" if weekday else ""


def _exchanged(days: list[date]) -> tuple[list[date], list[date]]:
    """Of days exchanged with each other, those of a weekend are worked and the others are off."""
    return [day for day in days if is_weekend(day)], [day for day in days if not is_weekend(day)]


def _with_weekends(days: list[date]) -> int:
    """The length of the run with the weekend days that adjoin it."""
    first, last = min(days), max(days)
    while is_weekend(first - ONE):
        first -= ONE
    while is_weekend(last + ONE):
        last += ONE
    return (last - first).days + 1


def _same(one: str, other: str) -> bool:
    return not set(one.split("、")).isdisjoint(other.split("、"))


def _any_same(name: str | None, named: set[str]) -> bool:
    return name is not None and any(_same(name, other) for other in named)
