"""The filled table of proposals read as decisions (决定读入), and news that concerns nothing at hand.

A row belongs to the proposal whose cells it repeats; nothing is carried out that was not proposed on the same data.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from zwgk import _data
from zwgk.adjust.publishing import proposal_list
from zwgk.adjust.reading import records_of, signals_of, subject_of
from zwgk.model import Decision, Information, Proposal
from zwgk.report import Finding, finding
from zwgk.terms import Attribute
from zwgk.text.normal import squeezed

__all__ = ["decided", "unmatched"]

_KEYS = ("事由", "动作", "对象", "原为", "改为")
_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?:[T ]?00:00(?::00)?)?")
_Row = Mapping[str, str]


def decided(
    rows: Iterable[_Row], proposals: Sequence[Proposal], *, by: str | None, on: date
) -> tuple[tuple[Decision, ...], tuple[Finding, ...]]:
    """Match filled rows to proposals (读入决定): the decisions, and what is wrong with rows.

    *by* and *on* hold where a row names nobody, or no day.

    >>> from zwgk.model import Action, Rule
    >>> power = Proposal(Rule.POWER_ADDED, "肥料登记", Action.ADD, "增加", to="肥料登记")
    >>> row = {"事由": "职权增加", "动作": "增补", "对象": "肥料登记", "改为": "肥料登记", "采纳": "不采纳"}
    >>> decided([row], [power], by="办公室", on=date(2025, 6, 3))[0][0].accepted
    False
    """
    waiting = _waiting(proposals)
    decisions: list[Decision] = []
    findings: list[Finding] = []
    for n, row in enumerate(rows):
        if _answer(row) in ("", *_words("undecided")):
            continue
        known = waiting.get(_key(row))
        wrong = [*_wrong(row, n, on)]
        if known and not wrong:
            decisions.append(_decision(row, known.pop(0), by, on))
        elif not wrong:
            message = f"“{row.get('对象', '')}”没有对应的建议"
            told = {"value": row.get("对象", ""), "place": _place(row)}
            wrong.append(finding("decision.unmatched", f"/{n}", message, **told))
        findings += wrong
    return tuple(decisions), tuple(findings)


def _waiting(proposals: Sequence[Proposal]) -> dict[tuple[str, ...], list[Proposal]]:
    """Sort the proposals by the cells that their rows show."""
    table = proposal_list(proposals)
    found: dict[tuple[str, ...], list[Proposal]] = defaultdict(list)
    for cells, each in zip(table.rows, proposals, strict=True):
        found[_key(dict(zip(table.header, cells, strict=True)))].append(each)
    return found


def _key(row: _Row) -> tuple[str, ...]:
    return tuple(_said(row, name) for name in _KEYS)


def _said(row: _Row, name: str) -> str:
    return squeezed(row.get(name) or "")


def _answer(row: _Row) -> str:
    """Give the answer of a row, without the mark at its end, in capitals."""
    end: str = _data.load("adjust")["decisions"]["end"]
    return _said(row, "采纳").upper().rstrip(end)


def _words(kind: str) -> list[str]:
    words: list[str] = _data.load("adjust")["decisions"][kind]
    return words


def _wrong(row: _Row, n: int, on: date) -> Iterator[Finding]:
    """Find cells that cannot be read."""
    for message, value in _misread(row, on):
        yield finding("decision.unreadable", f"/{n}", message, value=value, place=_place(row))


def _misread(row: _Row, on: date) -> Iterator[tuple[str, str]]:
    answer, day, attribute = (
        _said(row, name) for name in ("采纳", "决定日期", "重新确定的公开属性")
    )
    if _answer(row) not in (*_words("accepted"), *_words("refused")):
        yield f"采纳栏“{answer}”无法识别，请填“采纳”或者“不采纳”", answer
    read = _day(day)
    if day and read is None:
        yield f"决定日期“{day}”不是日期", day
    elif read and read > on:
        yield f"决定日期{read}晚于审查日期{on}", day
    if attribute and attribute not in [each.value for each in Attribute]:
        yield f"公开属性“{attribute}”无法识别", attribute


def _place(row: _Row) -> str | None:
    """Name the row as the table numbers it."""
    number = _said(row, "序号")
    return f"建议表第{number}项" if number else None


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _decision(row: _Row, proposal: Proposal, by: str | None, on: date) -> Decision:
    attribute = _said(row, "重新确定的公开属性")
    return Decision(
        proposal,
        accepted=_answer(row) in _words("accepted"),
        by=(row.get("决定人") or "").strip() or by,
        on=_day(_said(row, "决定日期")) or on,
        reason=(row.get("意见理由") or "").strip() or None,
        attribute=Attribute(attribute) if attribute else None,
    )


def unmatched(records: Any, signals: Any) -> tuple[Finding, ...]:
    """Find signals on information that is not among the records (信号无对应).

    >>> unmatched([], [{"signal": "void", "information": "1", "on": "2025-05-15"}])[0].code
    'signal.unmatched'
    """
    informations = (each for each in records_of(records) if isinstance(each, Information))
    known = {squeezed(subject_of(each)) for each in informations}
    return tuple(
        finding("signal.unmatched", f"/signals/{n}/information", f"记录中没有“{name}”", value=name)
        for n, name in enumerate(each.information for each in signals_of(signals))
        if name is not None and squeezed(name) not in known
    )
