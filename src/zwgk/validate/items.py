"""Checks of one catalogue item (事项检查): elements, time limit, basis, channels, audience, attribute, level, field.

Each check is a generator of findings; it neither prints, raises nor stops.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any

from zwgk import instruments, law, packs
from zwgk._data import load
from zwgk.law import Fact, Version
from zwgk.model import CatalogItem, Citation, Clause, Pack
from zwgk.report import Finding, finding
from zwgk.terms import Attribute, ClauseKind, Level, Severity, Unit
from zwgk.text.channels import is_standard
from zwgk.text.normal import squeezed
from zwgk.validate.frame import Frame, ItemCheck
from zwgk.validate.personal import personal_data
from zwgk.vocabulary import fields_of, levels_of

__all__ = ["CHECKS"]


# ------------------------------------------------------------------ elements


def element_missing(item: CatalogItem, path: str, frame: Frame) -> Iterator[Finding]:
    """Find required elements that are absent or blank (要素缺失)."""
    proactive = item.attribute in (None, Attribute.PROACTIVE)
    for name, key, is_blank in _wanted(frame.pack, proactive=proactive):
        if is_blank(item) and not (key in _REASONS and _says_nothing(item)):
            message = f"缺少要素“{name}”"
            yield finding("element.missing", f"{path}/{key}", message, basis=frame.pack.basis)


@lru_cache(maxsize=64)
def _wanted(
    pack: Pack, *, proactive: bool
) -> tuple[tuple[str, str, Callable[[CatalogItem], bool]], ...]:
    names = pack.required if proactive else pack.elements.not_proactive or pack.required
    keys = packs.required_keys(pack, names).items()
    return tuple((name, key, _BLANK.get(key) or _blank_text(key)) for name, key in keys)


def _blank_text(key: str) -> Callable[[CatalogItem], bool]:
    def is_blank(item: CatalogItem) -> bool:
        value = getattr(item, key)
        return not value or (isinstance(value, str) and value.isspace())

    return is_blank


#: what counts as blank where that is not simply an empty text
_BLANK: Mapping[str, Callable[[CatalogItem], bool]] = {
    "path": lambda item: not "".join(item.path).strip(),
    "basis": lambda item: not item.basis and not (item.basis_text or "").strip(),
    "time_limit": lambda item: item.time_limit is None or not item.time_limit.clauses,
    "channels": lambda item: item.channels is None,
    "audience": lambda item: item.audience is None,
    "extras": lambda item: not _reason_beside(item),
}
#: the elements that say why something is not disclosed
_REASONS = frozenset({"grounds", "extras"})


# ------------------------------------------------------------------ time limit


def time_limit_unclear(item: CatalogItem, path: str, _: Frame) -> Iterator[Finding]:
    """Find time limits that cannot be read or have no bound (时限不明)."""
    if item.time_limit is None:
        return
    kinds = {clause.kind for clause in item.time_limit.clauses}
    text = item.time_limit.text
    if ClauseKind.UNREADABLE in kinds:
        yield finding(
            "time-limit.unreadable", f"{path}/time_limit", f"“{text}”读不出期限", value=text
        )
    elif not kinds & _BOUNDS and any(_is_loose(clause) for clause in item.time_limit.clauses):
        yield finding("time-limit.vague", f"{path}/time_limit", f"“{text}”没有最长期限", value=text)


_BOUNDS = frozenset(
    {
        ClauseKind.WITHIN,
        ClauseKind.BEFORE,
        ClauseKind.BY_DATE,
        ClauseKind.ONCE,
        ClauseKind.IMMEDIATE,
        ClauseKind.WITH,
    }
)


def _is_loose(clause: Clause) -> bool:
    """Without a bound: 及时、适时、第一时间, or 定期 without a rhythm."""
    return clause.kind is ClauseKind.PROMPT or (
        clause.kind is ClauseKind.PERIODIC and clause.every is None
    )


def longer_than_law(item: CatalogItem, path: str, frame: Frame) -> Iterator[Finding]:
    """Find time limits longer than the law allows (超过法定期限)."""
    limit = item.time_limit
    if limit is None or all(each.kind is not ClauseKind.WITHIN for each in limit.clauses):
        return
    on = frame.day_for("时限是否超过法定期限")
    if on is None:
        return
    for n, clause in enumerate(limit.clauses):
        if clause.kind is not ClauseKind.WITHIN or _allowed(item, clause, on):
            continue
        most = _limit_for(item, clause, on)
        if most and (severity := _excess(clause, most)):
            yield _too_long(clause, most, f"{path}/time_limit/clauses/{n}", severity)


def _too_long(clause: Clause, limit: Version, path: str, severity: Severity) -> Finding:
    said, most = _amount(clause.amount, clause.unit), _amount(limit.value, limit.unit)
    about = "" if clause.unit is limit.unit else "（不同单位折算，请核对）"
    doubt = "" if limit.verified else "（该依据尚待核对）"
    message = f"{said}超过法定的{most}{about}{doubt}"
    return finding(
        "time-limit.longer-than-law",
        path,
        message,
        value=said,
        basis=limit.basis,
        severity=severity,
    )


def _limit_for(item: CatalogItem, clause: Clause, day: date) -> Version | None:
    """Pick the sector's period where one applies, else the general one."""
    sector = next((fact for fact in _sectors() if _applies(fact, item, clause)), None)
    fact = sector or law.facts()["publish.proactive"]
    return fact.on(day) if fact.known(day) else None


@cache
def _sectors() -> tuple[Fact, ...]:
    return tuple(fact for fact in law.facts().values() if fact.applies)


def _applies(fact: Fact, item: CatalogItem, clause: Clause) -> bool:
    when = fact.applies
    if when is None or (when.triggers and not when.triggers.intersection(clause.from_)):
        return False
    if when.fields and not when.fields.intersection(fields_of(item.field or "")):
        return False
    words = squeezed("".join((*item.path, item.content or ""))) if when.words else ""
    return not when.words or any(each in words for each in when.words)


def _excess(clause: Clause, limit: Version) -> Severity | None:
    """Judge by natural days; certain only in the same unit and where the rule was read in its source."""
    if clause.amount is None or clause.unit is None:
        return None
    if clause.amount * _days(clause.unit) <= limit.value * _days(limit.unit):
        return None
    return Severity.ERROR if clause.unit is limit.unit and limit.verified else Severity.WARNING


def _allowed(item: CatalogItem, clause: Clause, day: date) -> bool:
    return any(_fits(each, item, clause, day) for each in load("law/allowances")["allowance"])


def _fits(allowance: Mapping[str, Any], item: CatalogItem, clause: Clause, day: date) -> bool:
    if clause.amount is None or clause.unit is None or not _in_force(allowance, day):
        return False
    titles = {
        found.title for each in item.basis if (found := instruments.find(each.title, each.number))
    }
    named = {*fields_of(item.field or "")} & {*allowance.get("fields", ())}
    named |= titles & {*allowance.get("instruments", ())}
    most = allowance["amount"] * _days(Unit(allowance["unit"]))
    return bool(named) and clause.amount * _days(clause.unit) <= most


def _in_force(allowance: Mapping[str, Any], day: date) -> bool:
    since, until = allowance["since"], allowance.get("until", date.max)
    return bool(since <= day < until)


@cache
def _units() -> Mapping[str, tuple[str, float]]:
    return {each["unit"]: (each["name"], each["days"]) for each in load("vocabulary/units")["unit"]}


def _days(unit: Unit) -> float:
    return _units()[unit][1]


def _amount(amount: int | None, unit: Unit | None) -> str:
    return f"{amount}{_units()[unit][0]}" if unit else str(amount)


# ------------------------------------------------------------------ basis


def basis_unreadable(item: CatalogItem, path: str, _: Frame) -> Iterator[Finding]:
    """Find a basis that names no instrument (依据不明)."""
    text = (item.basis_text or "").strip()
    if text and not item.basis:
        yield finding("basis.unreadable", f"{path}/basis", f"“{text}”没有写明文件名称", value=text)


def basis_repealed(item: CatalogItem, path: str, frame: Frame) -> Iterator[Finding]:
    """Find instruments that no longer stand on the day (依据失效)."""
    on = frame.day_for("依据是否有效") if item.basis else None
    if on is None:
        return
    for n, citation in enumerate(item.basis):
        gone = instruments.repealed(citation.title, citation.number, on)
        if gone:
            yield _gone(citation, gone, f"{path}/basis/{n}")


def _gone(citation: Citation, gone: instruments.Edition, path: str) -> Finding:
    number = f"（{citation.number}）" if citation.number else ""
    name = f"《{citation.title}》{number}" if citation.title else citation.number or ""
    doubt = "" if gone.verified else "（本库记载尚待核对）"
    changed: dict[str, Any] = {} if gone.verified else {"severity": Severity.WARNING}
    if gone.successor:
        changed["hint"] = f"改引{_cited(gone.successor)}"
    if gone.source:
        changed["basis"] = gone.source
    message = f"{name}自{gone.until}起失效{doubt}"
    return finding("basis.repealed", path, message, value=name, **changed)


def _cited(successor: str) -> str:
    """Set title marks around the title alone, not around a number in brackets behind it."""
    title, bracket, number = successor.strip("《》").partition("（国务院令")
    return f"《{title}》{bracket}{number}"


# ------------------------------------------------------------------ channels, audience


def channel_none(item: CatalogItem, path: str, _: Frame) -> Iterator[Finding]:
    """Find channels of which none is chosen (没有选定渠道)."""
    channels = item.channels
    if channels is not None and not channels.checked and not channels.other:
        yield finding(
            "channel.none", f"{path}/channels", "公开渠道和载体一项都没有选定", value=channels.text
        )


def channel_nonstandard(item: CatalogItem, path: str, _: Frame) -> Iterator[Finding]:
    """Find channels outside the standard's thirteen (非标准渠道)."""
    for n, name in enumerate(item.channels.checked if item.channels else ()):
        if not is_standard(name):
            message = f"“{name}”不是标准渠道名称"
            yield finding(
                "channel.nonstandard", f"{path}/channels/checked/{n}", message, value=name
            )


def audience_none(item: CatalogItem, path: str, _: Frame) -> Iterator[Finding]:
    """Find an audience of which none is chosen (没有选定对象)."""
    audience = item.audience
    if audience is not None and not audience.public and not (audience.groups or "").strip():
        yield finding("audience.none", f"{path}/audience", "“全社会”和“特定群体”都没有选定")


# ------------------------------------------------------------------ attribute


def withheld_no_ground(item: CatalogItem, path: str, _: Frame) -> Iterator[Finding]:
    """Find withheld items without a ground (不予公开无理由)."""
    if _says_nothing(item):
        yield finding("withheld.no-ground", f"{path}/grounds", "不予公开，但没有写明法律条款和理由")


def _says_nothing(item: CatalogItem) -> bool:
    return item.attribute is Attribute.WITHHELD and not item.grounds and not _reason_beside(item)


def _reason_beside(item: CatalogItem) -> bool:
    """Whether a column of the office's own gives the reason (不予公开理由)."""
    return any("理由" in header and text.strip() for header, text in item.extras.items())


# ------------------------------------------------------------------ field, level


def field_unknown(item: CatalogItem, path: str, frame: Frame) -> Iterator[Finding]:
    """Find fields that the plan does not know (领域未知)."""
    name = (item.field or "").strip()
    if name and not packs.fields_of(frame.pack, name):
        message = f"“{name}”不是《{frame.pack.title}》的领域"
        yield finding("field.unknown", f"{path}/field", message, value=name, basis=frame.pack.basis)


def level_unknown(item: CatalogItem, path: str, frame: Frame) -> Iterator[Finding]:
    """Find levels that nobody knows, or that the plan does not bind (层级未知)."""
    if not item.levels:
        return
    known = _levels(frame.pack)
    for n, level in enumerate(item.levels):
        name = frame.pack.terms.get(level, level)
        if name not in known:
            yield finding(
                "level.unknown", f"{path}/levels/{n}", _odd(level, name, known), value=level
            )


@lru_cache(maxsize=64)
def _levels(pack: Pack) -> tuple[str, ...]:
    own = (pack.terms.get(name, name) for name in pack.levels.used)
    found = tuple(dict.fromkeys(level for name in own for level in levels_of(name)))
    return found or tuple(level.value for level in Level)


def _odd(level: str, name: str, known: tuple[str, ...]) -> str:
    if name not in {each.value for each in Level}:
        return f"“{level}”不是公开层级"
    return f"“{level}”不在方案的公开层级之内（{'、'.join(known)}）"


CHECKS: tuple[ItemCheck, ...] = (
    element_missing,
    time_limit_unclear,
    longer_than_law,
    basis_unreadable,
    basis_repealed,
    channel_none,
    channel_nonstandard,
    audience_none,
    withheld_no_ground,
    field_unknown,
    level_unknown,
    personal_data,
)
