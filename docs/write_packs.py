"""Write the pages about the shipped plans (生成方案页): facts by row, one workbook under all."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import zwgk
from zwgk import _data
from zwgk.model import (
    Checklist,
    Coverage,
    Duty,
    Milestone,
    Pack,
    PackElements,
    PackField,
    PackHandling,
    PackLevels,
    PackPeriod,
    PackPilot,
    PackReadings,
    PackResponsible,
    PackTrail,
    Provision,
)
from zwgk.packs import load, names
from zwgk.packs.steps import Procedure, rows_of, steps_of, takers_of
from zwgk.report import Finding, Report, codes

ROOT = Path(__file__).parents[1]
WORKBOOK = ROOT / "examples/cuowu-ershi.xlsx"
DAY = date(2026, 9, 1)
EVERY = {
    "year": "每年",
    "half_year": "每半年",
    "quarter": "每季度",
    "month": "每月",
    "week": "每周",
    "day": "每天",
}
UNITS = {each["unit"]: each["name"] for each in _data.load("vocabulary/units")["unit"]}

#: what uses a kind of fact now; what no check uses yet says so
USES: Mapping[type, tuple[str, str]] = {
    PackElements: ("elements", "检查 `element.missing`；`table` 中的栏目：`read.column-missing`"),
    PackField: ("fields", "检查 `field.unknown`、`field.missing`、`field.unassigned`"),
    PackResponsible: ("responsible", "函数 `packs.units_of`"),
    PackPilot: ("pilots", "检查 `field.missing`、`field.unassigned`；函数 `packs.pilot_of`"),
    PackLevels: ("levels", "检查 `level.unknown`"),
    Coverage: ("coverage", "检查 `coverage.missing`；函数 `coverage`"),
    PackPeriod: ("periods", "函数 `packs.period_of`"),
    Checklist: ("checklists", "函数 `Checklist.missing`"),
    Milestone: ("milestones", "数据，供办公系统提醒；尚无检查使用"),
    Duty: ("duties", "数据，供办公系统提醒；尚无检查使用"),
    PackTrail: ("trail", "检查 `trail.*`；函数 `trail.standing`、`trail.with_step`"),
    PackHandling: ("handling", "检查 `handling.*`"),
    PackReadings: ("readings", "数据；尚无检查使用"),
}


# ------------------------------------------------------------------ one plan


def plan_lines(name: str) -> Iterator[str]:
    """Describe every fact of a plan by its row (方案逐条)."""
    pack = load(name)
    number = pack.number or "文号未载"
    issued = f"，{pack.issued} 印发" if pack.issued else ""
    yield f"# {pack.title}"
    yield ""
    yield f"代号 `{pack.name}`，{number}{issued}。"
    if pack.extends:
        yield f"没有另行规定的，沿用 [`{load(pack.extends).name}`]({load(pack.extends).name}.md)。"
    yield "本页由 `python docs/write.py` 从方案数据生成；“出处”是本库给方案各条的编号。"
    yield ""
    yield "| 出处 | 键 | 内容 | 用处 |"
    yield "|---|---|---|---|"
    own = {row: facts for row, facts in pack.rows.items() if row[0] == _letter(pack)}
    for row in sorted(own, key=lambda each: int(each[1:])):
        for kind in dict.fromkeys(map(type, own[row])):
            facts = [fact for fact in own[row] if type(fact) is kind]
            yield from _told(pack, row, kind, facts)
    yield ""
    yield from _terms(pack)


def _letter(pack: Pack) -> str:
    """Tell the letter of the plan's own rows: that of most facts which are not taken over."""
    above = set(load(pack.extends).rows) if pack.extends else set()
    return next(row[0] for row in pack.rows if row not in above)


def _told(pack: Pack, row: str, kind: type, facts: list[Any]) -> Iterator[str]:
    if kind is Provision:
        for fact in facts:
            yield f"| {row} | `provisions` | {fact.what} | {_served(fact)} |"
        return
    key, use = USES[kind]
    for text in _GATHERED[kind](pack, facts) if kind in _GATHERED else map(_SAID[kind], facts):
        yield f"| {row} | `{key}` | {text} | {use} |"


def _served(fact: Provision) -> str:
    if fact.why:
        return f"说明：{fact.why}"
    checks = "、".join(f"`{code}`" for code in fact.checks)
    functions = "、".join(f"`{name}`" for name in fact.functions)
    return "；".join(
        part for part in (checks and f"检查 {checks}", functions and f"函数 {functions}") if part
    )


def _fields(_: Pack, facts: list[PackField]) -> list[str]:
    by_unit: dict[tuple[str, ...], list[str]] = {}
    for each in facts:
        by_unit.setdefault(each.responsible, []).append(each.name)
    told = [f"{'、'.join(named)}：{'、'.join(units)}" for units, named in by_unit.items() if units]
    lone = "、".join(by_unit.get((), ()))
    head = f"{len(facts)} 个领域"
    if not told:
        return [f"{head}：{lone}"]
    return [f"{head}。" + "；".join([*told, *([f"{lone}：没有责任单位"] if lone else [])])]


def _elements(fact: PackElements) -> str:
    parts = [f"必备要素：{'、'.join(fact.required)}"]
    if fact.not_proactive:
        parts.append(f"不主动公开的：{'、'.join(fact.not_proactive)}")
    if fact.table:
        parts.append(f"表格另设：{'、'.join(fact.table)}")
    return "；".join(parts)


def _pilot(fact: PackPilot) -> str:
    if fact.fields:
        return f"{fact.place}：{'、'.join(fact.fields)}"
    return f"{fact.place}地区自选 {fact.fewest} 至 {fact.most} 个领域"


def _milestone(fact: Milestone) -> str:
    return f"{f'{fact.since} 至 ' if fact.since else ''}{fact.day}：{fact.what}"


def _duty(fact: Duty) -> str:
    often = EVERY[fact.every.value] if fact.every else ""
    by = f" {int(fact.by[-2:])} 日前" if fact.by else ""
    least = f"（不少于 {fact.at_least} {fact.unit}）" if fact.at_least else ""
    since = f"（自 {fact.since} 起）" if fact.since else ""
    return f"{often}{by}{'：' if often else ''}{fact.what}{least}{since}"


def _period(fact: PackPeriod) -> str:
    least = "不少于 " if fact.at_least else ""
    return f"{fact.what}：{least}{fact.value} {UNITS[fact.unit.value]}"


def _trail(pack: Pack, facts: list[PackTrail]) -> list[str]:
    (fact,) = facts
    only = steps_of(pack, "trail", "not_proactive")
    parts = [_course(pack, "trail")]
    if only:
        listed = "、".join(rows_of("trail")[each]["name"] for each in only)
        parts.append(f"不主动公开的才办：{listed}")
    if fact.marks:
        parts.append(f"标注：{'、'.join(fact.marks)}")
    return ["；".join(parts)]


def _handling(pack: Pack, facts: list[PackHandling]) -> list[str]:
    (fact,) = facts
    basis = rows_of("handling")["registered"]["basis"]
    steps = _course(pack, "handling") or f"步骤以{basis}为准"
    return [f"{steps}{'；每一步都有记录' if fact.recorded else ''}"]


def _course(pack: Pack, procedure: Procedure) -> str:
    rows, by = rows_of(procedure), takers_of(pack, procedure)
    named = ((rows[step]["name"], by.get(step)) for step in steps_of(pack, procedure))
    return " → ".join(f"{name}（{who}）" if who else name for name, who in named)


_GATHERED: Mapping[type, Callable[[Pack, list[Any]], list[str]]] = {
    PackField: _fields,
    PackHandling: _handling,
    PackTrail: _trail,
}
_SAID: Mapping[type, Callable[[Any], str]] = {
    PackElements: _elements,
    PackResponsible: lambda fact: f"各领域一并负责：{'、'.join(fact.always)}",
    PackPilot: _pilot,
    PackLevels: lambda fact: f"公开层级：{'、'.join(fact.used)}",
    Coverage: lambda fact: f"各领域覆盖：{'、'.join((*fact.stages, *fact.phases))}",
    Milestone: _milestone,
    Duty: _duty,
    PackPeriod: _period,
    Checklist: lambda fact: f"{fact.name}：{'、'.join(fact.items)}",
    PackReadings: lambda fact: f"口径：{'、'.join(f'`{name}`' for name in fact.names)}",
}


def _terms(pack: Pack) -> Iterator[str]:
    if pack.terms:
        said = "；".join(f"“{own}”读作“{ours}”" for own, ours in pack.terms.items())
        yield f"本方案的用语（`terms`）：{said}。"


# ------------------------------------------------------------------ all plans


def index_lines() -> Iterator[str]:
    """Show one workbook under every plan (各方案对照)."""
    yield "# 自带的方案"
    yield ""
    yield "本页由 `python docs/write.py` 生成。"
    yield "方案来自 `src/zwgk/data/packs/`，下面的对照表由实际检查得出。"
    yield "自己的方案怎样写，见[十分钟做一份自己的方案](../../tutorial/own-pack.md)。"
    yield ""
    yield "| 代号 | 方案 | 文号 | 必备要素 | 领域 | 出处条数 |"
    yield "|---|---|---|---|---|---|"
    for name in names():
        pack = load(name)
        rows = sum(row[0] == _letter(pack) for row in pack.rows)
        number = pack.number or "未载"
        counts = f"{len(pack.required)} | {len(pack.fields)} | {rows}"
        yield f"| [`{name}`]({name}.md) | {pack.title} | {number} | {counts} |"
    yield ""
    yield from _matrix()


def _matrix() -> Iterator[str]:
    reports = {name: _judged(name) for name in names()}
    yield f"## 同一份目录，{len(reports)} 个方案"
    yield ""
    yield f"`examples/{WORKBOOK.name}` 按 {DAY} 的规定检查，各检查代码的结果条数："
    yield ""
    yield f"| 检查代码 | {' | '.join(f'`{name}`' for name in reports)} |"
    yield f"|---|{'---|' * len(reports)}"
    counts = {
        name: Counter(each.code for each in report.findings) for name, report in reports.items()
    }
    for code in codes():
        if any(count[code] for count in counts.values()):
            cells = " | ".join(str(count[code] or "—") for count in counts.values())
            yield f"| `{code}` | {cells} |"
    for severity, title in (("error", "错误"), ("warning", "警告"), ("info", "提示")):
        cells = " | ".join(str(report.counts[severity]) for report in reports.values())
        yield f"| {title}合计 | {cells} |"
    yield ""
    yield "差别在于："
    yield ""
    yield "| 方案 | 缺少的要素 | 不认识的领域 |"
    yield "|---|---|---|"
    for name, report in reports.items():
        missing = _values(report, "element.missing", lambda each: each.message)
        unknown = _values(report, "field.unknown", lambda each: each.value or "")
        yield f"| `{name}` | {missing} | {unknown} |"


def _values(report: Report, code: str, said: Callable[[Finding], str]) -> str:
    found = dict.fromkeys(said(each) for each in report.findings if each.code == code)
    return "；".join(found) or "—"


def _judged(name: str) -> Report:
    return zwgk.validate(zwgk.read(WORKBOOK, pack=name), pack=name, on=DAY)


PAGES = {
    "reference/packs/index.md": index_lines,
    **{f"reference/packs/{name}.md": partial(plan_lines, name) for name in names()},
}
