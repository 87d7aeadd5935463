"""What is published of an adjustment, and what is filled in before (调整情况的公布和填报): tables of plain text.

Source: plans that want the result of a clean-up, and every change of the catalogue and of the powers list, made public.
Of information that is not public nothing is told; how many are left out is.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from zwgk import _data
from zwgk.adjust.applying import applied, decisions_of
from zwgk.adjust.reading import checked_day, items_of, records_of, subject_of
from zwgk.model import Action, Decision, Information, Proposal, Record, Rule
from zwgk.render.listing import Listing
from zwgk.report import masked
from zwgk.terms import Attribute
from zwgk.text.marks import attribute_of

__all__ = ["FILLED_IN", "change_list", "cleanup_list", "power_list", "proposal_list", "rule_name"]

_TOLD = ("序号", "事由", "动作", "对象", "名称", "原为", "改为", "理由", "依据", "应于何日前办理")
_WIDTHS = (6, 16, 12, 24, 24, 24, 24, 46, 40, 14, 10, 16, 14, 30, 16)
#: what the office fills in
FILLED_IN = ("采纳", "决定人", "决定日期", "意见理由", "重新确定的公开属性")


def rule_name(rule: Rule) -> str:
    """Name a rule in Chinese (事由名称).

    >>> rule_name(Rule.SECRECY_OVER)
    '保密期限届满'
    """
    return str(_data.load("adjust")["rule"][rule.value]["name"])


def _action_name(action: Action) -> str:
    return str(_data.load("adjust")["actions"][action.value])


def proposal_list(proposals: Iterable[Proposal], records: Any = ()) -> Listing:
    """Lay proposals out as a table with columns to fill in (调整建议表).

    >>> found = proposal_list([Proposal(Rule.VOID, "1/2024-00001", Action.RETIRE, "失效")])
    >>> found.rows[0][:4]
    ('1', '信息失效', '清理', '1/2024-00001')
    """
    names = _names(records_of(records))
    rows = (
        (str(n), *_told(each, names), *("" for _ in FILLED_IN))
        for n, each in enumerate(proposals, 1)
    )
    listed = tuple(map(_masked, rows))
    note = "采纳栏填“采纳”或者“不采纳”，不采纳的写明理由；未填的视为尚未决定"
    summary = f"共 {len(listed)} 项建议；{note}"
    return Listing("动态调整建议", summary, (*_TOLD, *FILLED_IN), listed, _WIDTHS)


def _masked(row: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(masked, row))


def _told(each: Proposal, names: Mapping[str, str]) -> tuple[str, ...]:
    head = (rule_name(each.rule), _action_name(each.action), each.subject)
    due = each.due.isoformat() if each.due else ""
    name = names.get(each.subject, "")
    return (*head, name, each.from_ or "", each.to or "", each.reason, each.basis or "", due)


def _names(records: Iterable[Record]) -> dict[str, str]:
    """Tell the title of information and the last step of items, by subject."""
    listed = tuple(records)
    items = {subject_of(each): each.name for each in items_of(listed)}
    informations = (each for each in listed if isinstance(each, Information))
    return items | {subject_of(each): each.title for each in informations}


# ------------------------------------------------------------------ to be published


def cleanup_list(
    records: Any, decisions: Iterable[Decision | Proposal | Mapping[str, Any]], *, on: date
) -> Listing:
    """List the public information that was cleaned up (失效信息清理结果).

    *records* are those before the adjustment, *on* is the day of the result.

    >>> cleanup_list([], [], on=date(2025, 6, 3)).heading
    '失效信息清理结果（截至2025-06-03）'
    """
    made, note = _open(records, decisions, on, (Rule.VOID, Rule.KEEP_OVER))
    header = ("序号", "索引号", "名称", "发布机构", "发布日期", "清理结果", "清理日期", "事由")
    rows = (
        (str(n), *_cleaned(one, each, on))
        for n, (one, each) in enumerate(made, 1)
        if isinstance(each, Information)
    )
    return _listing(f"失效信息清理结果（截至{on}）", note, header, rows)


def _cleaned(decision: Decision, each: Information, on: date) -> tuple[str, ...]:
    published = each.published.isoformat() if each.published else ""
    told = (each.index or "", each.title, each.publisher, published)
    proposal = decision.proposal
    return (*told, proposal.to or "", _day(decision, on), rule_name(proposal.rule))


def change_list(
    records: Any, decisions: Iterable[Decision | Proposal | Mapping[str, Any]], *, on: date
) -> Listing:
    """List every adjustment that the public may know of (目录调整情况).

    >>> power = Proposal(Rule.POWER_ADDED, "肥料登记", Action.ADD, "权责清单增加", to="肥料登记")
    >>> change_list([], [power], on=date(2025, 6, 3)).rows[0][2:5]
    ('肥料登记', '增补', '职权增加')
    """
    return _changes("目录调整情况", records, decisions, on, tuple(Rule))


def power_list(
    records: Any, decisions: Iterable[Decision | Proposal | Mapping[str, Any]], *, on: date
) -> Listing:
    """List the adjustments that follow from the powers list (权责清单调整情况).

    >>> power_list([], [], on=date(2025, 6, 3)).rows
    ()
    """
    return _changes(
        "权责清单调整情况", records, decisions, on, (Rule.POWER_ADDED, Rule.POWER_REMOVED)
    )


def _changes(
    title: str, records: Any, decisions: Iterable[Any], on: date, rules: tuple[Rule, ...]
) -> Listing:
    made, note = _open(records, decisions, on, rules)
    header = ("序号", "对象", "名称", "调整", "事由", "原为", "改为", "依据", "日期")
    rows = ((str(n), *_change(*pair, on)) for n, pair in enumerate(made, 1))
    return _listing(f"{title}（截至{on}）", note, header, rows)


def _listing(
    heading: str, note: str, header: tuple[str, ...], rows: Iterable[Iterable[str]]
) -> Listing:
    listed = tuple(map(_masked, rows))
    return Listing(heading, f"共 {len(listed)} 项{note}", header, listed)


def _change(decision: Decision, each: Record | None, on: date) -> tuple[str, ...]:
    proposal = decision.proposal
    title = each.title if isinstance(each, Information) else (each or proposal.item)
    name = title if isinstance(title, str) else getattr(title, "name", proposal.subject)
    told = (proposal.subject, name, _action_name(proposal.action), rule_name(proposal.rule))
    changed = (proposal.from_ or "", proposal.to or "", proposal.basis or "")
    return (*told, *changed, _day(decision, on))


def _day(decision: Decision, on: date) -> str:
    return (decision.on or on).isoformat()


def _open(
    records: Any, decisions: Iterable[Any], on: date, rules: tuple[Rule, ...]
) -> tuple[list[tuple[Decision, Record | None]], str]:
    """Pair what was accepted up to a day with its record; of what is not public only the number is told."""
    before, day = records_of(records), checked_day(on)
    known = decisions_of(decisions)
    after = applied(before, known, on=day)
    found = {subject_of(each): each for each in (*items_of(before), *_informations(before))}
    public = {subject_of(each) for each in _informations(after) if _is_public(each)}
    made = [
        (each, found.get(each.proposal.subject))
        for each in known
        if each.accepted and (each.on or day) <= day and each.proposal.rule in rules
    ]
    told = [
        (one, each)
        for one, each in made
        if not isinstance(each, Information) or subject_of(each) in public
    ]
    left = len(made) - len(told)
    return told, f"；另有 {left} 项涉及不属于主动公开的信息，未列入" if left else ""


def _informations(records: Iterable[Record]) -> Iterator[Information]:
    return (each for each in records if isinstance(each, Information))


def _is_public(information: Information) -> bool:
    return attribute_of(information) is Attribute.PROACTIVE
