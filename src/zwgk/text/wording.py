"""The standard wording of time limits (公开时限规范表述): clauses → the words of the regulation.

What is written here is read back by :func:`zwgk.text.parse_time_limit` as the same clauses.
Source: 《政府信息公开条例》第二十六条; the words are data in ``data/vocabulary/wording.toml``.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from zwgk import _data
from zwgk.model.time_limit import Clause, TimeLimit
from zwgk.terms import ClauseKind, Unit

__all__ = ["time_limit"]

_DATA = _data.load("vocabulary/wording")
_UNITS = {Unit(each["unit"]): each["name"] for each in _data.load("vocabulary/units")["unit"]}
_RECURRING = len("--01-31")


def time_limit(limit: TimeLimit) -> str:
    """Say a time limit in standard words (规范表述).

    >>> clause = Clause(ClauseKind.WITHIN, amount=20, unit=Unit.WORKING_DAY, from_=("形成", "变更"))
    >>> time_limit(TimeLimit("", (clause,), subject_to_other_law=True))
    '自信息形成或者变更之日起20个工作日内；法律、法规另有规定的，从其规定'
    """
    said = [_scoped(clause) for clause in limit.clauses]
    return "；".join([*said, _DATA["other_law"]] if limit.subject_to_other_law else said)


def _scoped(clause: Clause) -> str:
    said = _SAYING.get(clause.kind, _plain)(clause)
    return f"{clause.scope}：{said}" if clause.scope else said


def _plain(clause: Clause) -> str:
    return str(_DATA["plain"][clause.kind])


def _length(clause: Clause) -> str:
    return f"{clause.amount}{_UNITS[clause.unit or Unit.DAY]}"


def _events(names: Sequence[str]) -> str:
    """Join events as the regulation does: 制作、获取或者变更."""
    said = [_DATA["events"].get(name, name) for name in names]
    return "或者".join(["、".join(said[:-1]), said[-1]] if len(said) > 1 else said)


def _within(clause: Clause) -> str:
    if not clause.from_:
        return f"{_length(clause)}内"
    since = "之时" if clause.unit is Unit.HOUR else "之日"
    return f"自{_events(clause.from_)}{since}起{_length(clause)}内"


def _before(clause: Clause) -> str:
    return f"{_events(clause.to)}前{_length(clause)}" if clause.to else f"提前{_length(clause)}"


def _at_least(clause: Clause) -> str:
    span = "期" if clause.what in _DATA["lasting"]["spans"] else ""
    return f"{clause.what or ''}{span}不少于{_length(clause)}"


def _keep(clause: Clause) -> str:
    return f"公开期限{_length(clause)}"


def _extendable(clause: Clause) -> str:
    return f"可延长{_length(clause)}"


def _periodic(clause: Clause) -> str:
    return str(_DATA["every"][clause.every or "none"])


def _by_date(clause: Clause) -> str:
    """Say the days of the year together, then the days of the month."""
    groups = groupby(clause.dates, key=len)
    return "、".join(_days([*days], yearly=length == _RECURRING) for length, days in groups)


def _days(days: Sequence[str], *, yearly: bool) -> str:
    if yearly:
        said = "、".join(f"{int(day[2:4])}月{int(day[5:7])}日" for day in days)
        return f"每年{said}前"
    return f"每月{'、'.join(f'{int(day[3:5])}日' for day in days)}前"


def _with(clause: Clause) -> str:
    return f"与{_events(clause.to)}同步公开" if clause.to else "同步公开"


def _once(clause: Clause) -> str:
    day = clause.date
    return f"{day.year}年{day.month}月{day.day}日前" if day else ""


def _unreadable(clause: Clause) -> str:
    return clause.text or ""


_SAYING: Mapping[ClauseKind, Callable[[Clause], str]] = {
    ClauseKind.WITHIN: _within,
    ClauseKind.BEFORE: _before,
    ClauseKind.AT_LEAST: _at_least,
    ClauseKind.KEEP: _keep,
    ClauseKind.EXTENDABLE: _extendable,
    ClauseKind.PERIODIC: _periodic,
    ClauseKind.BY_DATE: _by_date,
    ClauseKind.WITH: _with,
    ClauseKind.ONCE: _once,
    ClauseKind.UNREADABLE: _unreadable,
}
