"""The rules by which clauses are read (子句规则): a tuple one can read, the more special first.

Each rule is a pattern and a small function that makes the clause or gives None. A stretch of text
read by one rule is closed to the rules after it; so 每季度首月20日前 is four days and no rhythm.
"""

import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from zwgk.model.time_limit import Clause
from zwgk.terms import ClauseKind, Every, Unit
from zwgk.text.numerals import NUMERAL, number
from zwgk.text.time_limit.amounts import AMOUNT, amount_of
from zwgk.text.time_limit.dates import ONCE, RECURRING, Days, day_of
from zwgk.text.time_limit.triggers import event_after, event_before, reduced
from zwgk.text.time_limit.words import ACT, BOUND, WORDS, any_of, dressed, guarded

__all__ = ["RULES", "Found", "Rule", "Spot"]


class Spot(NamedTuple):
    """A match with the text around it that is not read yet (所在之处)."""

    match: re.Match[str]
    before: str
    after: str


class Found(NamedTuple):
    """A clause and how far it reaches beyond its match, to either side (所读子句)."""

    clause: Clause
    left: int = 0
    right: int = 0


class Rule(NamedTuple):
    """One rule of reading (识读规则)."""

    pattern: re.Pattern[str]
    read: Callable[[Spot], Found | None]


_LASTING = WORDS["lasting"]
_LEAST, _OVER = any_of(_LASTING["least"]), any_of(_LASTING["over"])
_DOES = any_of(_LASTING["acts"])
_STAYING = any_of([*_LASTING["acts"], *_LASTING["stays"]])
_SPANS = any_of(_LASTING["spans"])
_EASY = "(?:一般|原则上|应当?|均|须|必须|要|为|是|的|:|\\(|满|不得?超过){0,3}?"
_BEFORE = "(?:(?:之|以)?前)"
_WORDS = WORDS["words"]


# ---------------------------------------------------------------- with an amount
def _extendable(spot: Spot) -> Found | None:
    amount = amount_of(spot.match)
    return amount and Found(Clause(ClauseKind.EXTENDABLE, amount=amount.high, unit=amount.unit))


def _at_least(spot: Spot) -> Found | None:
    amount = amount_of(spot.match)
    if amount is None:
        return None
    named = spot.match.groupdict().get("what")
    what = dressed(named) if named else _lasting_act(spot.before)
    return Found(Clause(ClauseKind.AT_LEAST, amount=amount.low, unit=amount.unit, what=what))


def _lasting_act(before: str) -> str | None:
    """What goes on at least so long: the last known act before the amount, else the words there."""
    chunks = [chunk for chunk in re.split("[,;。\0]", before) if not _ONLY_SPAN.fullmatch(chunk)]
    chunk = chunks[-1] if chunks else ""
    if acts := _LASTING_ACT.findall(chunk):
        return str(acts[-1])
    words = _LASTING_EDGE.sub("", chunk)
    return dressed(words) if 1 < len(words) <= _FAR and not _NO_ACT.search(words) else None


def _keep(spot: Spot) -> Found | None:
    amount = amount_of(spot.match)
    return amount and Found(Clause(ClauseKind.KEEP, amount=amount.low, unit=amount.unit))


def _before(spot: Spot) -> Found | None:
    """会议召开前一周: the event is certain to stand there."""
    event = event_before(re.sub(rf"{_BEFORE}$", "", spot.before), certain=True)
    return _ahead_of(spot, event.names, event.reach)


def _ahead(spot: Spot) -> Found | None:
    """提前3个工作日: an event only where one is named, 会议召开前提前3日."""
    led = re.search(rf"{_BEFORE}(?:的|应当?|须|,|至少)*$", spot.before)
    event = event_before(spot.before[: led.start()] if led else spot.before, certain=bool(led))
    reach = event.reach + (len(spot.before) - led.start() if led else 0) if event.names else 0
    return _ahead_of(spot, event.names, reach)


def _ahead_of(spot: Spot, to: tuple[str, ...], reach: int) -> Found | None:
    amount = amount_of(spot.match)
    if amount is None:
        return None
    return Found(Clause(ClauseKind.BEFORE, amount=amount.high, unit=amount.unit, to=to), reach)


def _within(spot: Spot) -> Found | None:
    """自信息形成之日起20个工作日内; the event may also stand behind the amount."""
    amount = amount_of(spot.match)
    if amount is None:
        return None
    event = event_before(spot.before)
    later = event_after(spot.after) if not event.names else None
    names = event.names or (later.names if later else ())
    clause = Clause(ClauseKind.WITHIN, amount=amount.high, unit=amount.unit, from_=names)
    return Found(clause, event.reach, later.reach if later else 0)


def _same_day(spot: Spot, *, amount: int, unit: Unit) -> Found | None:
    """信息形成当日 is within 0 days, 次日 within 1."""
    event = event_before(spot.before)
    clause = Clause(ClauseKind.WITHIN, amount=amount, unit=unit, from_=event.names)
    return Found(clause, event.reach)


# ---------------------------------------------------------------- with a day
def _once(spot: Spot) -> Found | None:
    day = day_of(spot.match)
    return Found(Clause(ClauseKind.ONCE, date=day)) if day else None


def _recurring(days: Days) -> Rule:
    pattern, read = days

    def rule(spot: Spot) -> Found | None:
        dates = read(spot.match)
        return Found(Clause(ClauseKind.BY_DATE, dates=dates)) if dates else None

    return Rule(pattern, rule)


# ---------------------------------------------------------------- rhythms
def _rhythm(spot: Spot) -> Found | None:
    """每3个月, 一年两次: only the rhythms that have a name."""
    length, scale = _RHYTHMS["spans"][spot.match["span"]]
    given = spot.match.groupdict()
    whole, count = (length * _times(given.get("many")), _times(given.get("times")))
    every = _RHYTHMS[scale].get(str(whole // count)) if count and whole % count == 0 else None
    return Found(Clause(ClauseKind.PERIODIC, every=Every(every))) if every else None


def _times(numeral: str | None) -> int:
    return (number(numeral) or 0) if numeral else 1


def _periodic(spot: Spot, *, every: Every | None) -> Found:
    del spot
    return Found(Clause(ClauseKind.PERIODIC, every=every))


# ---------------------------------------------------------------- words
def _along(spot: Spot) -> Found:
    """与政策文件同步公开: at the same time as something else."""
    words = next((words for key in ("with", "while") if (words := spot.match[key])), "")
    return Found(Clause(ClauseKind.WITH, to=reduced(words) if words else ()))


def _plain(spot: Spot, *, kind: ClauseKind) -> Found:
    del spot
    return Found(Clause(kind))


def _words(kind: ClauseKind, words: str) -> Rule:
    return Rule(re.compile(words), partial(_plain, kind=kind))


def _cycles() -> tuple[Rule, ...]:
    """The rhythms by their words: anywhere in a phrase, or only as a phrase of its own (年度)."""
    return tuple(
        Rule(re.compile(around.format(guarded(words))), partial(_periodic, every=Every(every)))
        for table, around in (
            ("cycles", "{}"),
            ("whole_cycles", rf"(?<![^\0,;。()]){{}}(?:{ACT}|一次)?(?![^\0,;。()])"),
        )
        for every, words in WORDS[table].items()
    )


_FAR = 12
_LASTING_ACT = re.compile(_STAYING)
_LASTING_EDGE = re.compile(
    rf"^(?:并且|并|且|应当|应|须|其|在|向社会|于|的|\()+|(?:的?{_SPANS}|的|{_EASY}|\()+$"
)
_ONLY_SPAN = re.compile(rf"{_SPANS}?{_EASY}")
_NO_ACT = re.compile("之日|[0-9]|每|年度|[后前起]$")
_RHYTHMS = WORDS["rhythms"]
_RULE = WORDS["rule"]

# ---------------------------------------------------------------- patterns, in the order of use
_NAMED = r"[^,;。:\0()]"
_AT_LEAST = "(?:至少|不少于|不得少于|最少|最迟|最晚|不低于)?"
_EXTENDABLE = (
    rf"{any_of(_LASTING['extends'])}(?!至|到)[^,;。\0()0-9]{{0,16}}?"
    rf"(?:,但?(?=最长|最多|至多|不得?超过)[^,;。\0()0-9]{{0,8}}?)?{AMOUNT}{BOUND}?"
)
_AHEAD = rf"(?:至少|最少)?提前{_AT_LEAST}{AMOUNT}(?:以上|{BOUND})?"
_BEFORE_BY = rf"(?<![提目此])(?:之|以)?前的?{_AT_LEAST}{AMOUNT}(?:以上|{BOUND})?"
_AMOUNT_BEFORE = rf"{_AT_LEAST}{AMOUNT}{BOUND}?{_BEFORE}"
_NOT_LESS = rf"{_LEAST}(?:为|:)?{AMOUNT}{_OVER}?(?!{BOUND})"
_OPEN = rf"{AMOUNT}(?!{BOUND}|{_BEFORE})"
_AT_LEAST_DONE = rf"(?:至少|最少|不少于|不得少于)(?P<what>{_STAYING}){_OPEN}"
_KEPT = rf"{any_of(_LASTING['keeps'])}{_EASY}(?:自{_NAMED}{{1,20}}起)?{_OPEN}"
_ON_SHOW = (
    rf"(?P<what>{_DOES})(?:的?{_SPANS})?(?:一般|原则上|应当?|均|须|为|是|满|:|\(){{0,3}}{_OPEN}"
)
_NOT_OFTEN = rf"(?![^,;。\0]{{0,4}}(?>{NUMERAL})次)"
_WITHIN = rf"{AMOUNT}(?:{BOUND}|(?:的|左右|时间)?{_NOT_OFTEN})(?!之?后|以后|{_BEFORE})"
_NEXT = rf"(?=$|[\0,;。()]|予以|{ACT}|由|在|通过|[0-9]{{1,2}}[时点:])"
_TODAY = rf"(?:之日(?=予以|{ACT})|(?:当日|当天|同日|同一天)(?:之?内|的)?{_NEXT})"
_TOMORROW = rf"(?:之?次日|翌日|第二[日天]|隔日)(?:之?内|的)?{_NEXT}"
_NEXT_WORKDAY = rf"(?:的?下一个?|次一?个?|第二个)工作日(?:之?内|的)?{_NEXT}"
_ALONG = (
    rf"(?:(?:与|和|随同|随|跟)(?P<with>{_NAMED}{{1,24}}?)(?:的?同步|的?同时|一并|一同|一起)"
    rf"|(?P<while>{_NAMED}{{2,24}}?)的同时|同步(?=(?:在|于|通过){_NAMED}{{1,24}}{ACT})"
    rf"|(?:同步|同时)(?={ACT}|予以|$))(?:予以)?{ACT}?"
)
_SAID_PROMPT = guarded(_WORDS["prompt"])
_PROGRESS = (
    rf"{any_of(_WORDS['progress'])}(?:情况)?"
    rf"(?!情况|\0|{any_of(_WORDS['progress_gives_way'])})(?:{_SAID_PROMPT})*"
)
_SPAN = rf"(?P<span>{any_of(_RHYTHMS['spans'])})"
_MANY, _TIMES = f"(?P<many>{NUMERAL})", f"(?P<times>{NUMERAL})"
_EVERY_SO_OFTEN = rf"每{_MANY}?{_SPAN}[^,;。\0()]{{0,8}}?{_TIMES}次"
_ONCE_A = rf"{_MANY}?{_SPAN}{ACT}?{_TIMES}(?:次|{ACT})"
_BY_RULE = (
    rf"(?:{any_of(_RULE['leads'])}[^,;。:\0]{{0,24}}{any_of(_RULE['nouns'])}"
    rf"(?:的?{any_of(_RULE['times'])}(?:要求)?(?:以?之?内)?|执行|办理|{ACT})?"
    rf"|{any_of(_RULE['whole'])}|{any_of(_RULE['faint'])})"
)


def _rule(pattern: str, read: Callable[[Spot], Found | None]) -> Rule:
    return Rule(re.compile(pattern), read)


#: all rules in their order; an example of each
RULES: tuple[Rule, ...] = (
    _rule(_EXTENDABLE, _extendable),  # 可延长7个工作日
    Rule(ONCE, _once),  # 2020年12月31日前
    *map(_recurring, RECURRING),  # 每年1月31日前；每月5日前；每季度首月20日前
    _rule(_AHEAD, _ahead),  # 提前3个工作日
    _rule(_BEFORE_BY, _before),  # 会议召开前一周
    _rule(_AMOUNT_BEFORE, _before),  # 会议召开1周前
    _rule(_NOT_LESS, _at_least),  # 公示期不少于7个工作日
    _rule(rf"{AMOUNT}{_OVER}", _at_least),  # 公示7日以上
    _rule(_AT_LEAST_DONE, _at_least),  # 至少公示7日
    _rule(_KEPT, _keep),  # 公开期限5年；保留3年
    _rule(_ON_SHOW, _at_least),  # 公示7个工作日
    _rule(_WITHIN, _within),  # 自信息形成或者变更之日起20个工作日内
    _rule(_TODAY, partial(_same_day, amount=0, unit=Unit.DAY)),  # 受理当日
    _rule(_TOMORROW, partial(_same_day, amount=1, unit=Unit.DAY)),  # 决定作出次日
    _rule(_NEXT_WORKDAY, partial(_same_day, amount=1, unit=Unit.WORKING_DAY)),  # 下一个工作日
    _rule(_ALONG, _along),  # 与政策文件同步公开
    _words(ClauseKind.PERMANENT, guarded(_WORDS["permanent"])),  # 长期公开
    _words(ClauseKind.IMMEDIATE, guarded(_WORDS["immediate"])),  # 实时公开
    _words(ClauseKind.PROMPT, rf"(?:{_PROGRESS}|(?:{_SAID_PROMPT})+)"),  # 按进展情况及时公开
    _rule(_EVERY_SO_OFTEN, _rhythm),  # 每年公布两次
    _rule(rf"每{_MANY}{_SPAN}", _rhythm),  # 每3个月
    _rule(_ONCE_A, _rhythm),  # 一年两次
    *_cycles(),  # 每年；按季度；年度
    _rule(guarded(_WORDS["regular"]), partial(_periodic, every=None)),  # 定期
    _words(ClauseKind.BY_RULE, _BY_RULE),  # 按规定时限；法定期限
)
