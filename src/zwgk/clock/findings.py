"""The irregularities of an application on a day (办理中的问题): all at once, worded when asked for.

What was noted while folding gets its sentence here; what depends on a last day is judged here. Sources are those of
the codes, and the rules in force on the day of receipt.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from zwgk.clock.periods import due_of, refused
from zwgk.clock.receipt import channels, day_of_receipt
from zwgk.clock.reckon import due_bounds, late_spells, period_end
from zwgk.clock.state import ANSWERED, AWAITING_CORRECTION, AWAITING_FEE, Figures, Fold, Spell
from zwgk.clock.tables import wide
from zwgk.model.application import Event, EventKind
from zwgk.report import Finding, finding
from zwgk.text import annual

__all__ = ["findings"]

_SENTENCES: Mapping[str, tuple[str, str]] = {
    "before-receipt": ("on", "{}早于收到申请之日，请核对录入"),
    "received-again": ("on", "{}再次记录收到，此前已于{}收到；请核对录入"),
    "law-unknown": ("on", "{}收到时条例尚未施行，无法计算期限"),
    "older-law": ("on", "按收到之日适用的条例没有这一程序，{}的记录不影响期限"),
    "no-fee-yet": ("on", "{}尚无信息处理费的规定，记录不影响期限"),
    "after-end": ("on", "{}的记录在办结（{}）之后，请核对录入"),
    "standing-still": ("on", "{}期限正停止计算（等待补正或者缴费），记录不影响期限"),
    "reply-by-before": ("reply_by", "补正期限{}早于告知之日{}，请核对录入"),
    "not-asked": ("on", "{}之前没有等待补正的记录"),
    "not-noticed": ("on", "{}之前没有等待缴费的记录"),
    "not-consulted": ("on", "{}之前没有等待该方意见的记录"),
    "asked-again": ("on", "{}再次征求同一方意见，此前{}的征求尚未答复；期限从前一次起算"),
    "delivered-before": ("delivered", "收到日期{}早于发出日期{}，请核对录入"),
    "decided-before": ("on", "交邮或者签收日期{}早于答复日期{}，请核对录入"),
    "no-explanation-asked": ("on", "{}之前没有要求说明理由的记录"),
    "twice": ("on", "{}是第二次，此前已于{}办理过一次"),
    "reply-by": ("reply_by", "告知补正时没有写明补正期限"),
    "corrected-late": ("on", "{}收到补正，已过补正期限{}"),
    "lapsed-early": ("on", "{}补正期限（{}）尚未届满，不能视为放弃"),
    "too-long": ("days", "延长{}个工作日，最长为{}个工作日；按最长计算"),
    "unapproved": ("approved_by", "延长没有批准人"),
    "unposted": ("posted", "邮寄答复没有记明交邮日期，暂以答复日期{}判断是否逾期"),
    "unserved": ("served", "没有记明签收送达日期，暂以答复日期{}判断是否逾期"),
}


def findings(state: Fold, figures: Figures) -> tuple[Finding, ...]:
    """List all irregularities, one for each fault (办理中的问题)."""
    seen: dict[tuple[str, str], Finding] = {}
    for check in CHECKS:
        for each in check(state, figures):
            seen.setdefault((each.code, each.path), each)
    return tuple(seen.values())


def _at(n: int, key: str = "") -> str:
    return f"/events/{n}/{key}" if key else f"/events/{n}"


# ------------------------------------------------------------------ what was noted


def _order(state: Fold, _: Figures) -> Iterator[Finding]:
    """Find events that stand before earlier ones."""
    last: date | None = None
    for n, event in enumerate(state.application.events):
        day = day_of_receipt(event, state.application)
        if day is None or day > state.on:
            continue
        if last is not None and day < last:
            message = f"{day}早于前一节点{last}，请核对录入"
            yield finding("clock.out-of-order", _at(n, "on"), message, value=str(day))
        last = day


def _noted(state: Fold, _: Figures) -> Iterator[Finding]:
    for code, n, *rest in state.notes:
        if code in _JUDGED:
            yield from _JUDGED[code](state, n, *rest)
        elif rest[0] != "before-receipt" or state.received is not None:
            key, sentence = _SENTENCES[rest[0]]
            yield finding(code, _at(n, key), sentence.format(*rest[1:]))


def _correction(state: Fold, n: int, start: date, day: date) -> Iterator[Finding]:
    due, _ = due_of(state, "request.correction_notice", start)
    if due is not None and day > due:
        message = f"应于{due}前告知补正，实际于{day}告知"
        yield finding("clock.correction-late", _at(n, "on"), message, value=str(day))


def _extension(state: Fold, n: int, start: date, told: date) -> Iterator[Finding]:
    due = period_end(state, start, state.rules.length)
    if told > due:
        message = f"延长应在原期限届满（{due}）前告知，实际于{told}告知"
        yield finding("clock.extension-late", _at(n, "on"), message, value=str(told))


def _fee(state: Fold, n: int, start: date, day: date, extra: int) -> Iterator[Finding]:
    due = period_end(state, start, state.rules.length + extra)
    if day > due:
        message = f"收费通知应在答复期限（{due}）内发出，实际于{day}发出"
        yield finding("clock.fee-late", _at(n, "on"), message, value=str(day))


def _paid(state: Fold, n: int, fee: Any, day: date) -> Iterator[Finding]:
    due, _ = due_of(state, "request.fee_payment", fee[2].delivered)
    if due is not None and day > due:
        yield finding("clock.payment-overdue", _at(n, "on"), f"{day}缴费，已过缴费期限{due}")


def _unpaid(state: Fold, n: int, fee: Any, day: date) -> Iterator[Finding]:
    due, _ = due_of(state, "request.fee_payment", fee[2].delivered)
    if due is not None and day <= due:
        message = f"{day}缴费期限（{due}）尚未届满，不能视为放弃"
        yield finding("clock.lapsed-early", _at(n, "on"), message)


_JUDGED: Mapping[str, Callable[..., Iterator[Finding]]] = {
    "?correction": _correction,
    "?extension": _extension,
    "?fee": _fee,
    "?paid": _paid,
    "?unpaid": _unpaid,
}


# ------------------------------------------------------------------ receipt


def _receipt(state: Fold, _: Figures) -> Iterator[Finding]:
    known = [(n, e) for n, e in enumerate(state.application.events) if _known(state, e)]
    received = [(n, e) for n, e in known if e.event is EventKind.RECEIVED]
    for n, event in received:
        yield from _received(state, n, event)
    if not received and state.application.events and known:
        yield finding("clock.not-received", "/events", "没有记录收到申请的日期，无法计算期限")


def _known(state: Fold, event: Event) -> bool:
    day = day_of_receipt(event, state.application)
    return day is None or day <= state.on


def _received(state: Fold, n: int, event: Event) -> Iterator[Finding]:
    via = state.application.via
    channel = channels().get(via or "", {})
    key = channel.get("receipt", "on")
    named = getattr(event, key)
    if event.on is None and named is None:
        yield _unknown(n, event, confirm=bool(channel.get("confirm")))
    elif event.on is not None and named is not None and named != event.on:
        message = f"{via}提交的，应以{named}为收到之日，记录为{event.on}；按记录计算"
        yield finding("application.receipt-differs", _at(n, key), message, value=str(named))
    yield from _confirmed_late(state, n, event, confirm=bool(channel.get("confirm")))


def _unknown(n: int, event: Event, *, confirm: bool) -> Finding:
    """Say that the day of receipt is not known: not confirmed, or simply not written down."""
    if confirm or event.submitted or event.signed or event.confirmed:
        message = "收到之日尚未经双方确认，或者没有签收、提交日期，无法起算"
        return finding("application.receipt-unconfirmed", _at(n, "on"), message)
    return finding("shape.missing", _at(n, "on"), "缺少必需的键“on”（收到之日）")


def _confirmed_late(state: Fold, n: int, event: Event, *, confirm: bool) -> Iterator[Finding]:
    """Find a confirmation later than the working day after submission."""
    if not confirm or event.confirmed is None or event.submitted is None:
        return
    if _rank_between(state, event.submitted, event.confirmed) > 1:
        message = f"{event.submitted}提交，{event.confirmed}才确认；迟延确认可能不被认可"
        yield finding("application.confirmed-late", _at(n, "confirmed"), message)


def _rank_between(state: Fold, first: date, last: date) -> int:
    rank = wide(state.calendar).rank
    between: int = rank[last] - rank[first]
    return between


# ------------------------------------------------------------------ what depends on the day


def _late(state: Fold, figures: Figures) -> Iterator[Finding]:
    shown, due, over = figures[0], figures[1], figures[8]
    if due is None or shown not in ("running", ANSWERED):
        return
    until = state.ended_on or state.on
    if until <= due:
        return
    path = _at(state.end[1]) if state.end else "/events"
    done = f"实际于{until}答复" if state.end else f"到{until}尚未答复"
    message = f"应于{due}前答复，{done}，超过{over}个工作日"
    basis = state.rules.answer.basis
    yield finding("clock.late", path, message, value=str(until), basis=basis)


def _passed(state: Fold, _: Figures) -> Iterator[Finding]:
    """Find a passed day for correction or payment; states never lapse by themselves."""
    if state.ended is not None:
        return
    if state.waiting == AWAITING_CORRECTION and state.asked_correction:
        asked, n, event = state.asked_correction
        if event.reply_by is not None and asked <= event.reply_by < state.on:
            message = f"补正期限已于{event.reply_by}届满，仍未补正"
            yield finding("clock.reply-overdue", _at(n, "reply_by"), message)
    elif state.waiting == AWAITING_FEE and state.fee:
        n, event = state.fee[1:]
        due = due_of(state, "request.fee_payment", event.delivered)[0]
        if due is not None and due < state.on:
            message = f"缴费期限已于{due}届满，仍未缴费"
            yield finding("clock.payment-overdue", _at(n, "delivered"), message)


def _consulted(state: Fold, _: Figures) -> Iterator[Finding]:
    """Find consultations begun too late, or silent without a day of delivery."""
    if state.start is None or not state.spells:
        return
    for spell in _late_spells(state):
        message = f"{spell.event.on}征求意见时答复期限已经届满，不再扣除时间"
        yield finding("clock.no-effect", _at(spell.n, "on"), message)
    for spell in state.spells:
        if spell.consults and spell.event.delivered is None and _wants_delivery(state, spell):
            message = "没有记明对方收到征求意见书的日期，无法确定意见期限何时届满"
            yield finding("clock.delivered-missing", _at(spell.n, "delivered"), message)


def _wants_delivery(state: Fold, spell: Spell) -> bool:
    """Tell whether the reckoning turns on the day on which a party got the question."""
    if "consultation-from-delivery" in state.readings:
        return True
    limit = state.rules.third_party_days if spell.third else state.rules.agency_days
    return limit is not None and spell.replied is None


def _late_spells(state: Fold) -> list[Spell]:
    try:
        return [each for each in late_spells(state, state.setting.tables) if each.consults]
    except LookupError:
        return [each for each in late_spells(state, wide(state.calendar)) if each.consults]


def _answer(state: Fold, _: Figures) -> Iterator[Finding]:
    """Find a refusal without reasons."""
    if state.ended != ANSWERED or state.end is None:
        return
    n, event = state.end[1:]
    outcome = event.outcome or state.application.outcome
    if refused(outcome) and not event.grounds and not (event.reason or "").strip():
        named = next((each.title for each in annual.rows() if each.key == outcome), outcome)
        message = f"办理结果为“{named}”，没有记明理由"
        yield finding("clock.reason-missing", _at(n, "reason"), message)


def _uncovered(state: Fold, figures: Figures) -> Iterator[Finding]:
    """Say that the day may still be moved by a coming notice."""
    due = figures[1] or figures[4]
    if state.start is None or due is None or due <= state.setting.tables.edge:
        return
    found = due_bounds(state, _rank_between(state, state.start, due))
    settled = found.earliest and state.ended_on and state.ended_on <= found.earliest
    if not settled:
        message = f"到期日{due}在年末，下一年度的放假通知可能改动年末的工作日"
        if not found.certain:
            between = f"（{found.earliest}至{found.latest}）" if found.earliest else ""
            message = f"到期日{due}为推定{between}：{found.assumes[0]}"
        yield finding("calendar.uncovered", "/events", message, value=str(due))


#: each is a generator of findings; where two tell one fault at one place, the first stands
CHECKS: tuple[Callable[[Fold, Figures], Iterator[Finding]], ...] = (
    _order,
    _noted,
    _receipt,
    _late,
    _passed,
    _consulted,
    _answer,
    _uncovered,
)
