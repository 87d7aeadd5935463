"""The rules by which clauses are read (子句规则): a tuple one can read, the more special first.

Each rule is a pattern and a small function that makes the clause or gives None. A stretch of text read by
one rule is closed to the rules after it; so 每季度首月20日前 is a day, and what is left of 每季度 a rhythm.
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
    chunk = re.split("[,;。\0]", before)[-1] or before.rstrip(",(")[-_FAR:].rpartition(",")[2]
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
    return _with_amount(spot, ClauseKind.BEFORE, "to", event.names, event.reach)


def _ahead(spot: Spot) -> Found | None:
    """提前3个工作日: an event only where one is named, 会议召开前提前3日."""
    led = re.search(rf"{_BEFORE}(?:的|应当?|须|,|至少)*$", spot.before)
    event = event_before(spot.before[: led.start()] if led else spot.before, certain=bool(led))
    reach = event.reach + (len(spot.before) - led.start() if led else 0) if event.names else 0
    return _with_amount(spot, ClauseKind.BEFORE, "to", event.names, reach)


def _within(spot: Spot) -> Found | None:
    event = event_before(spot.before)
    later = event_after(spot.after) if not event.names else None
    if later and later.names:
        return _with_amount(spot, ClauseKind.WITHIN, "from_", later.names, event.reach, later.reach)
    return _with_amount(spot, ClauseKind.WITHIN, "from_", event.names, event.reach)


def _with_amount(
    spot: Spot, kind: ClauseKind, key: str, names: tuple[str, ...], left: int, right: int = 0
) -> Found | None:
    amount = amount_of(spot.match)
    if amount is None:
        return None
    return Found(Clause(kind, amount=amount.high, unit=amount.unit, **{key: names}), left, right)


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
    spans, names = WORDS["rhythms"]["spans"], WORDS["rhythms"]
    length, scale = spans[spot.match["span"]]
    times = spot.match.groupdict().get("times")
    many = spot.match.groupdict().get("many")
    whole = length * ((number(many) if many else 1) or 0)
    count = (number(times) if times else 1) or 0
    every = names[scale].get(str(whole // count)) if count and whole % count == 0 else None
    return Found(Clause(ClauseKind.PERIODIC, every=Every(every))) if every else None


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
        for table, around in (("cycles", "{}"), ("whole_cycles", rf"(?<![^\0,;。()]){{}}(?:{ACT}|一次)?(?![^\0,;。()])"))
        for every, words in WORDS[table].items()
    )


_FAR = 12
_LASTING_ACT = re.compile(_DOES)
_LASTING_EDGE = re.compile(rf"^(?:并且|并|且|应当|应|须|其|在|向社会|于|的|\()+|(?:的?{_SPANS}|的|{_EASY}|\()+$")
_NO_ACT = re.compile("之日|[0-9]|每|年度|[后前起]$")
_RULE = WORDS["rule"]
_RULE_END = rf"(?:的?{any_of(_RULE['times'])}(?:要求)?(?:以?之?内)?)"
_RULE_BODY = rf"{any_of(_RULE['leads'])}[^,;。:\0]{{0,24}}?{any_of(_RULE['nouns'])}"
_END = r"(?![^\0,;。()])"
_NEXT = rf"(?=$|[\0,;。()]|予以|{ACT}|由|在|通过)"

#: all rules in their order; contract kinds only
RULES: tuple[Rule, ...] = (
    # 可延长7个工作日
    Rule(re.compile(rf"{any_of(_LASTING['extends'])}(?!至|到)[^,;。\0()0-9]{{0,16}}?{AMOUNT}{BOUND}?"), _extendable),
    # 2020年12月31日前；每年1月31日前；每月5日前；每季度首月20日前
    Rule(ONCE, _once),
    *map(_recurring, RECURRING),
    # 会议召开前一周；会议召开1周前；提前3个工作日
    Rule(re.compile(rf"(?:至少|最少)?提前(?:至少|不少于|不得少于|最少|不低于)?{AMOUNT}(?:以上|{BOUND})?"), _ahead),
    Rule(re.compile(rf"(?<![提目此])(?:之|以)?前的?(?:至少|不少于|不得少于|最迟|最晚)?{AMOUNT}(?:以上|{BOUND})?"), _before),
    Rule(re.compile(rf"(?:至少|不少于|不得少于)?{AMOUNT}{BOUND}?{_BEFORE}"), _before),
    # 公示期不少于7个工作日；公示7日以上；公示7个工作日
    Rule(re.compile(rf"{_LEAST}(?:为|:)?{AMOUNT}{_OVER}?(?!{BOUND})"), _at_least),
    Rule(re.compile(rf"(?:(?P<what>{_DOES})(?:的?{_SPANS})?{_EASY})?{AMOUNT}{_OVER}"), _at_least),
    # 公开期限5年；保留3年
    Rule(re.compile(rf"{any_of(_LASTING['keeps'])}{_EASY}{AMOUNT}(?!{BOUND}|{_BEFORE})"), _keep),
    Rule(re.compile(rf"(?P<what>{_DOES})(?:的?{_SPANS})?(?:一般|原则上|应当?|均|须|为|是|满|:|\(){{0,3}}{AMOUNT}(?!{BOUND}|{_BEFORE})"), _at_least),
    # 自信息形成或者变更之日起20个工作日内
    Rule(re.compile(rf"{AMOUNT}(?:{BOUND}|的|计|左右|时间)?(?!之?后|以后|[一二三两1-9]?次|{_BEFORE})"), _within),
    Rule(re.compile(rf"(?:之日|当日|当天|同日|同一天)(?:之?内|的)?{_NEXT}"), partial(_same_day, amount=0, unit=Unit.DAY)),
    Rule(re.compile(rf"(?:之?次日|翌日|第二[日天]|隔日)(?:之?内|的)?{_NEXT}"), partial(_same_day, amount=1, unit=Unit.DAY)),
    Rule(re.compile(rf"(?:的?下一个?|次一?个?|第二个)工作日(?:之?内|的)?{_NEXT}"), partial(_same_day, amount=1, unit=Unit.WORKING_DAY)),
    # 与政策文件同步公开
    Rule(
        re.compile(
            rf"(?:(?:与|和|随同|随|跟)(?P<with>[^,;。:\0()]{{1,24}}?)(?:的?同步|的?同时|一并|一同|一起)|(?P<while>[^,;。:\0()]{{2,24}}?)的同时"
            rf"|同步(?=(?:在|于|通过)[^,;。:\0()]{{1,24}}{ACT})|(?:同步|同时)(?={ACT}|予以|$))(?:予以)?{ACT}?"
        ),
        _along,
    ),
    # 长期公开；实时公开；及时公开
    _words(ClauseKind.PERMANENT, guarded(_WORDS["permanent"])),
    _words(ClauseKind.IMMEDIATE, guarded(_WORDS["immediate"])),
    _words(ClauseKind.PROMPT, rf"(?:{guarded(_WORDS['prompt'])})+"),
    # 每3个月；一年两次；每年；按季度；定期
    Rule(re.compile(rf"每(?P<many>{NUMERAL})?(?P<span>{any_of(WORDS['rhythms']['spans'])})[^,;。\0()]{{0,8}}?(?P<times>{NUMERAL})次"), _rhythm),
    Rule(re.compile(rf"每(?P<many>{NUMERAL})(?P<span>{any_of(WORDS['rhythms']['spans'])})"), _rhythm),
    Rule(re.compile(rf"(?P<many>{NUMERAL})?(?P<span>{any_of(WORDS['rhythms']['spans'])}){ACT}?(?P<times>{NUMERAL})(?:次|{ACT})"), _rhythm),
    *_cycles(),
    Rule(re.compile(guarded(_WORDS["regular"])), partial(_periodic, every=None)),
    # 按规定时限；法定期限；按照有关规定
    _words(ClauseKind.BY_RULE, rf"(?:{_RULE_BODY}(?:{_RULE_END}|执行|办理|{ACT}|{_END})?|{any_of(_RULE['whole'])}|{any_of(_RULE['faint'])})"),
)
