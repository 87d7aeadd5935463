"""How a clock came about (计算步骤): a line for each event, then the last day; told only when asked for."""

from collections.abc import Iterator
from datetime import date

from zwgk import _data
from zwgk.clock.receipt import ordered
from zwgk.clock.reckon import figures
from zwgk.clock.run import again
from zwgk.clock.state import Figures, Fold, Told
from zwgk.deadline import Step
from zwgk.law import Version
from zwgk.model.application import EventKind
from zwgk.workdays.days import WEEKDAYS

__all__ = ["STATES", "explained", "steps"]

#: how the states are called
STATES = {
    "running": "办理中",
    "awaiting-correction": "等待补正",
    "suspended": "征求意见中，停止计算",
    "awaiting-fee": "等待缴费",
    "answered": "已答复",
    "lapsed": "已结束",
}


def steps(state: Fold, found: Figures) -> tuple[Step, ...]:
    """Tell the reckoning, line by line (计算步骤); each event with the working days used by then."""
    return tuple(_steps(state, found))


def _steps(state: Fold, found: Figures) -> Iterator[Step]:
    words = _data.load("vocabulary/application")["steps"]
    for told in ordered(state.application, state.on)[0]:
        day, _, event = told
        then = figures(again(state, day))
        basis = _basis(state, told)
        yield Step(day.isoformat(), _party(words[event.event.value], told), basis, then[6])
    if state.start is None:
        return
    due, strict = found[1], found[2]
    if due is not None:
        total = state.rules.length + state.extension_days
        what = f"{total}个工作日届满，当日仍在期限之内"
        yield Step(due.isoformat(), what, state.rules.answer.basis, total)
    if strict is not None and strict != due:
        yield Step(strict.isoformat(), "稳妥之日：首日计入，收到意见之日不扣除", None, None)


def _party(words: str, told: Told) -> str:
    party = told[2].party
    return f"{words}（{party}）" if party else words


def _basis(state: Fold, told: Told) -> str | None:
    rule = _rule(state, told[2].event) if state.start else None
    return rule.basis if rule else None


def _rule(state: Fold, kind: EventKind) -> Version | None:
    rules, name = state.rules, kind.value
    if name.startswith("correct"):
        return rules.notice
    if name.startswith("third"):
        return rules.third_party or rules.answer
    if name.startswith("agency"):
        return rules.agency
    return rules.extension if kind is EventKind.EXTENDED else rules.answer


def explained(state: Fold, found: Figures, *, daily: bool) -> Iterator[str]:
    """Tell the clock in Chinese, fit to be put on file (说明)."""
    yield _summary(state, found)
    for step in steps(state, found):
        used = "" if step.working_days is None else f"；已计{step.working_days}个工作日"
        yield f"{step.on} {step.what}{f'（{step.basis}）' if step.basis else ''}{used}。"
    if found[1] and not found[3]:
        yield f"尚不确定：最早{found[4] or '未知'}，最迟{found[5] or '未知'}。"
    yield f"所用日历：{state.calendar.edition}。"
    if daily:
        yield from _daily(state, found)


def _summary(state: Fold, found: Figures) -> str:
    shown, due, remaining, over = found[0], found[1], found[7], found[8]
    parts = [f"{state.on}：{STATES[shown]}"]
    if state.start is None and state.ended is None:
        parts = [f"{state.on}：{'条例尚未施行，无法计算' if state.received else '尚未收到申请'}"]
    if due is not None:
        parts.append(f"应于{due}（星期{WEEKDAYS[due.weekday()]}）前答复")
    if over:
        parts.append(f"已超过{over}个工作日")
    elif remaining is not None and shown in ("running", "suspended"):
        parts.append(f"还剩{remaining}个工作日")
    return "，".join(parts) + "。"


def _daily(state: Fold, found: Figures) -> Iterator[str]:
    """Number the counted days, and say of every other one why it is not counted (逐日计数)."""
    if state.start is None or found[1] is None:
        return
    last, before = found[1], None
    for ordinal in range(state.start.toordinal() + 1, last.toordinal() + 1):
        day = date.fromordinal(ordinal)
        if day > state.calendar.last or day < state.calendar.first:
            yield f"{day} 尚无放假通知"
            continue
        told = str(state.calendar.describe(day))
        now = _used(state, day)
        if before is not None and now == before and state.calendar.is_workday(day):
            yield f"不计入 {told}（征求意见）"
        else:
            yield f"第{now}个工作日 {told}" if state.calendar.is_workday(day) else told
        before = now


def _used(state: Fold, day: date) -> int:
    """Count what is used by a day, seen from the day of the clock."""
    then = again(state, state.on)
    then.ended_on = min(day, state.ended_on or day)
    return figures(then)[6]
