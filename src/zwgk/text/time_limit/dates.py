"""Days in time limits (时限中的日子): of every year, quarter or month, and once.

每年1月31日前 → ``--01-31``; 每月5日前 → ``---05``; 每季度首月20日前 → four days.
A part without its day means the last day it can mean: 6月底 → ``--06-30``, 7月 → ``--07-31``;
上旬 ends on the 10th.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from zwgk.text.numerals import number

__all__ = ["ONCE", "RECURRING", "Days", "day_of"]

#: a recurring day's pattern with its reader, which gives no days where they are none
Days = tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[str, ...]]]

_N = r"(?>[0-9]{1,2}(?![0-9])|[一二三四五六七八九十廿卅〇零]{1,3})"
_THIRD = "[上中下]旬"
_INSIDE = "(?:以|之)?内"
_MONTH = f"{_N}月份?(?:的|中的)?"
_DAY = rf"第?{_N}[日号](?!{_INSIDE})"
_TAIL = rf"(?:{_DAY}|月?底|月?末|{_THIRD}|初)"
_LOOSE = rf"{_N}(?=(?:[、和及,~至到-]{_N}){{0,11}}(?:月|[日号](?!{_INSIDE})))"
_PART = rf"(?>{_MONTH}{_TAIL}?|{_TAIL}|{_LOOSE})"
_BEFORE = "(?:(?:之|以)?前)"
_JOINT = rf"(?>{_BEFORE}?(?:[、和及与或/~至到]|以及|-{{1,2}}|,(?={_N}月)))"
_BODY = rf"(?P<body>{_PART}(?:{_JOINT}{_PART}){{0,12}}+)"
_UP_TO = rf"(?>(?:{_BEFORE}|为?止|{_INSIDE}|当[日天])?)(?!(?:之日)?起|之?后|以后|开始|以来)"
_CLOSED = "(?:结束|终了|期满)(?:之后|以后|后)?的?,?"
_OF = "(?:的|于|在|[:,])?"
_YEARLY = (
    rf"(?:(?:每年|每个?年度|年度|会计年度|财政年度)(?:{_CLOSED}))?"
    rf"(?:每一?年度?|每个年度|各年度?|次年度?|翌年|来年|下一?个?年度?|第二年|当年度?|本年度?|年度|每学年){_OF}"
)
_MONTHLY = rf"(?:每个?月(?:{_CLOSED})?)?(?:每一?个?月份?|各月|次月|下个?月|翌月|当月|月度){_OF}"
_SPAN = "(?:每个?|每一|各|下一?个?)?(?P<span>季|半年)度?"
_WHICH = "(?P<which>首个?|头一?个?|第[一二三1-3]个?|最后一?个?|末个?|次|下一?个?)"
_HALVES = "上半年(?:[、和及与]下半年)?|下半年"
_YEAR_END = "(?:每年|各年|次年|当年|本年|每年度|年度)?(?:年底|年末|年终|岁末)"
_DATE = rf"(?P<month>{_N})月份?的?(?:(?P<day>{_N})[日号]|(?P<third>底|末|初|{_THIRD}))?"
_YEAR = "(?P<year>[12][0-9]{3}|[一二][〇零一二三四五六七八九]{3})年度?"

_NOT_UNTIL = "".join(f"(?<!{words}至)" for words in ("公开", "保留", "保存", "公示", "延长"))
_ISO = (
    r"(?P<y>[12][0-9]{3})(?P<sep>[-/.])(?P<m>[0-9]{1,2})(?P=sep)(?P<d>[0-9]{1,2}?)"
    r"(?:0?0:00(?::00)?|(?![0-9:]))"
)

_TOKEN = re.compile(
    rf"(?P<to>-{{1,2}}|[~至到])|(?P<month>{_N})月份?|(?P<day>{_N})[日号]"
    rf"|(?P<third>底|末|初|{_THIRD})|(?P<loose>{_N})"
)
_QUARTERS = "一二三四"
_NTH = {"二": 2, "2": 2, "三": 3, "3": 3}
_EVERY = {"季": 3, "半年": 6}
_LAST = 99  # the last day of whatever month
_LONGEST = 31
_THIRDS = {"上旬": 10, "初": 10, "中旬": 20, "下旬": _LAST, "底": _LAST, "末": _LAST}
_COUNTED = ("month", "day")
_Entry = list[int | None]


def _of_year(match: re.Match[str]) -> tuple[str, ...]:
    entries = _entries(match["body"])
    if len(entries) == 1 and entries[0] == [None, _LAST] and match["body"][-1] in "底末":
        entries = [[12, _LAST]]
    return _written(_spread(entries))


def _of_month(match: re.Match[str]) -> tuple[str, ...]:
    entries = _entries(match["body"])
    days = [_LONGEST if day == _LAST else day for month, day in entries if month is None]
    if len(days) < len(entries) or not all(day and day <= _LONGEST for day in days):
        return ()
    return tuple(dict.fromkeys(f"---{day:02d}" for day in days))


def _of_span(match: re.Match[str]) -> tuple[str, ...]:
    """The first, second or last month of each span; the month after it is the first again."""
    step, which = _EVERY[match["span"]], match["which"]
    nth = step if which[0] in "末最" else _NTH.get(which[1:2], 1)
    (tail,) = _entries(match["tail"])
    return _written([[month, tail[1]] for month in range(nth, 13, step)])


def _of_close(match: re.Match[str]) -> tuple[str, ...]:
    step = _EVERY[match["span"]]
    return _written([[month, _LAST] for month in range(step, 13, step)])


def _of_term(match: re.Match[str]) -> tuple[str, ...]:
    """A quarter or half of the year, to its end."""
    if not (match["yearly"] or match["close"]):
        return ()
    if quarter := match["quarter"]:
        return _written([[3 * (_QUARTERS.find(quarter) + 1 or int(quarter)), _LAST]])
    halves = {"上": 6, "下": 12}
    return _written([[halves[sign], _LAST] for sign in match["halves"] if sign in halves])


def _of_end(_: re.Match[str]) -> tuple[str, ...]:
    return ("--12-31",)


#: patterns of recurring days, the more special first
RECURRING: tuple[Days, ...] = (
    (
        re.compile(rf"{_SPAN}(?:的|{_CLOSED}|后的?)?{_WHICH}月份?的?(?P<tail>{_TAIL}(?:{_UP_TO}))"),
        _of_span,
    ),
    (
        re.compile(rf"(?:每个?|每一|各)(?P<span>季|半年)度?(?:末|底|最后一[日天])月?底?{_UP_TO}"),
        _of_close,
    ),
    (
        re.compile(
            rf"(?P<yearly>{_YEARLY})?(?:第?(?P<quarter>[一二三四1-4])季度|(?P<halves>{_HALVES}))"
            rf"(?P<close>末|底|{_BEFORE}|内)?{_UP_TO}"
        ),
        _of_term,
    ),
    (re.compile(rf"{_YEARLY}{_BODY}{_UP_TO}"), _of_year),
    (re.compile(rf"{_MONTHLY}{_BODY}{_UP_TO}"), _of_month),
    (re.compile(rf"{_YEAR_END}{_UP_TO}(?![一-龥]{{1,4}}(?:结束|后))"), _of_end),
    (re.compile(rf"(?<![0-9年至])(?={_MONTH}{_TAIL}){_BODY}{_UP_TO}"), _of_year),
)
#: one day of one year; read its match with :func:`day_of`
ONCE = re.compile(
    rf"(?<![0-9]){_NOT_UNTIL}(?:{_YEAR}的?(?:{_DATE}|(?P<close>年?底|年?末)|(?={_INSIDE}))"
    rf"(?P<upto>{_BEFORE}|为?止|{_INSIDE})?|{_ISO}(?:{_BEFORE}|止)?)(?!(?:之日)?起|之?后|以后|开始|以来)"
)


def day_of(match: re.Match[str]) -> date | None:
    """Read the day of a match of :data:`ONCE` (读日期); None if there is no such day.

    >>> day_of(ONCE.search("2020年12月底前"))
    datetime.date(2020, 12, 31)
    """
    if match["y"]:
        return _day(int(match["y"]), int(match["m"]), int(match["d"]))
    year = number(match["year"]) or 0
    if not match["month"]:
        return _day(year, 12, _LAST)
    end = _THIRDS[match["third"]] if match["third"] else (_LAST if match["upto"] else 0)
    day = number(match["day"]) if match["day"] else end
    return _day(year, number(match["month"]) or 0, day or 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, monthrange(year, month)[1] if day == _LAST else day)
    except ValueError:
        return None


def _entries(body: str) -> list[_Entry]:
    """Read a list of months and days into pairs; a range keeps its later end."""
    entries: list[_Entry] = []
    replace = False
    for kind, value in _tokens(body):
        if kind == "to":
            replace = True
            continue
        last = entries[-1] if entries else [None, None]
        if kind == "day" and last[0] is not None and last[1] is None and not replace:
            last[1] = value
            continue
        if replace and entries:
            entries.pop()
        entries.append([value, None] if kind == "month" else [last[0], value])
        replace = False
    return entries


def _tokens(body: str) -> Iterator[tuple[str, int]]:
    """Give the body's tokens; a loose number is what the next one is: 1、4、7月."""
    found = list(_TOKEN.finditer(body))
    for index, match in enumerate(found):
        kind = match.lastgroup or ""
        if kind == "third":
            yield "day", _THIRDS[match[0]]
        elif kind == "to":
            yield kind, 0
        else:
            later = (each.lastgroup or "" for each in found[index:])
            yield (
                next((each for each in later if each in _COUNTED), "day"),
                number(match[0].strip("月份日号")) or 0,
            )


def _spread(entries: Iterable[_Entry]) -> list[_Entry]:
    """Give months without a day the day that follows them, or else their last day."""
    day: int | None = None
    spread: list[_Entry] = []
    for month, own in reversed([*entries]):
        day = own if own is not None else day
        spread.append([month, _LAST if day is None else day])
    return spread[::-1]


def _written(entries: Iterable[_Entry]) -> tuple[str, ...]:
    """Write days of the year; none at all if one of them does not exist."""
    written = [_yearly(month, day) for month, day in entries]
    return tuple(dict.fromkeys(each for each in written if each)) if all(written) else ()


def _yearly(month: int | None, day: int | None) -> str | None:
    if month is None or day is None:
        return None
    found = _day(2001, month, day) or _day(2000, month, day)
    return f"--{found:%m-%d}" if found else None
