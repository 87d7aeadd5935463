"""Write the page of periods (生成期限页): every named period with its versions, ground and an example that runs."""

from collections.abc import Iterator
from datetime import date

import zwgk
from zwgk.law import Fact, Kind, Version, facts
from zwgk.packs import load, names
from zwgk.terms import Unit

START = date(2025, 9, 15)
MOMENT = "2025-09-15T16:30:00+08:00"
UNITS = {
    Unit.HOUR: "小时",
    Unit.DAY: "日",
    Unit.WORKING_DAY: "个工作日",
    Unit.WEEK: "周",
    Unit.MONTH: "个月",
    Unit.YEAR: "年",
}


def period_lines() -> Iterator[str]:
    """Describe every period by name (期限表)."""
    yield "# 期限名称"
    yield ""
    yield "本页由 `python docs/write.py` 从 `src/zwgk/data/law` 和各方案生成，例子在测试中运行。"
    yield "`zwgk.deadline(名称, 起算之日)` 给出届满之日；起算之日不计入，适用起算之日有效的版本。"
    yield "`zwgk.deadline_many(名称, 日期列)` 对一整列做同样的事（numpy 或 Arrow）；以小时计的期限要有带时区的时刻，不能成列计算。"
    yield "施行日一栏标“待核”的，原文尚未核对。"
    yield ""
    yield "```python"
    yield ">>> import zwgk"
    yield ""
    yield "```"
    yield ""
    yield "## 法律规定的期限"
    for name, fact in sorted(facts().items()):
        yield from _period(name, fact)
    yield ""
    yield "## 方案自定的期限"
    for name, title, basis, hours in _own():
        yield ""
        yield f"### `{name}`"
        yield ""
        yield f"{title}（{basis}）"
        yield ""
        yield from _example(name, MOMENT if hours else START.isoformat())


def _period(name: str, fact: Fact) -> Iterator[str]:
    yield ""
    yield f"### `{name}`"
    yield ""
    yield fact.title
    yield ""
    yield "| 施行日 | 期限 | 依据 |"
    yield "|---|---|---|"
    for version in fact.versions:
        checked = "" if version.verified else "（待核）"
        yield f"| {version.since}{checked} | {_length(version)} | {version.basis} |"
    yield ""
    hours = fact.versions[-1].unit is Unit.HOUR
    yield from _example(name, MOMENT if hours else _day(fact).isoformat())


def _day(fact: Fact) -> date:
    """The usual day, or the first day on which the period is in force."""
    return max(START, fact.versions[-1].since)


def _length(version: Version) -> str:
    if version.kind is Kind.BY_DATE:
        month, day = (version.date or "").split("-")[2:]
        return f"次年{int(month)}月{int(day)}日"
    least = "不少于" if version.kind is Kind.AT_LEAST else ""
    rolls = "，末日遇休息日顺延" if version.roll else ""
    return f"{least}{version.value}{UNITS[version.unit]}{rolls}"


def _example(name: str, start: str) -> Iterator[str]:
    yield "```python"
    yield f'>>> print(zwgk.deadline("{name}", "{start}").due)'
    yield str(zwgk.deadline(name, start).due)
    yield ""
    yield "```"


def _own() -> Iterator[tuple[str, str, str, bool]]:
    for pack in map(load, names()):
        for name, period in pack.periods.items():
            hours = period.unit is Unit.HOUR
            yield f"{pack.name}:{name}", period.what, period.basis or pack.title, hours


PAGES = {"reference/periods.md": period_lines}
