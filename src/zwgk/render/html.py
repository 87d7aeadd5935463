"""A report as one self-contained HTML page (网页报告): no script, no outside resource.

Everything is escaped. The filter by severity is made of radio buttons and CSS, so the page works
where scripts are forbidden; the style sheet is data (``data/report_style.toml``).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import chain, islice

from zwgk import _data
from zwgk.render.context import Item, item_of, items
from zwgk.render.grouping import Tally, by_code, by_field, by_place, by_publisher, collapsed
from zwgk.render.places import where, within
from zwgk.render.wording import LABELS, MEANING, basis, fact, headline, line, title, unread
from zwgk.report import Finding, Report
from zwgk.terms import Severity

__all__ = ["notebook", "page"]

_HEAD = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
"""
_COLUMNS = "".join(f'<col class="{each}">' for each in ("place", "kind", "fact", "hint", "basis"))
_TITLES = ("位置", "问题", "说明", "办法", "依据")
_TALLIES_SHOWN = 12
_NOTEBOOK_ROWS = 100
_PICTURES = 50  # drawn in one report: each is about 15 kB


def page(report: Report, *, heading: str = "政务公开目录检查报告") -> str:
    """Write a report as a page: verdict, counts by field and unit, findings by place (网页报告).

    >>> page(Report(subject="目录.xlsx")).startswith("<!DOCTYPE html>")
    True
    """
    parts = (_HEAD, _title(heading), _top(report, heading), _filter(report), _body(report), _FOOT)
    return "".join(chain.from_iterable(parts))


_FOOT = """<footer>本报告依据方案和法定规则自动生成，供核对修改时参考；个人信息已作遮盖。</footer>
</body>
</html>
"""


def _text(text: str) -> str:
    return escape(line(text))


def _title(heading: str) -> str:
    style = _data.load("report_style")["page"]
    return f"<title>{_text(heading)}</title>\n<style>{style}</style>\n</head>\n<body>\n"


def _top(report: Report, heading: str) -> Iterator[str]:
    yield f"<header>\n<h1>{_text(heading)}</h1>\n{_about(report)}{_verdict(report)}"
    if left := unread(report):
        listed = "".join(f"<li>{_text(each)}</li>" for each in left)
        yield f'<div class="unread">以下文件没有检查：<ul>{listed}</ul></div>\n'
    yield f'<div class="cards">{"".join(_cards(report))}</div>\n</header>\n'


def _about(report: Report) -> str:
    told = (
        ("检查对象", report.subject),
        ("检查日期", report.context.get("on")),
        ("检查方案", report.context.get("pack")),
    )
    shown = "".join(
        f"<span>{name}：<bdi>{_text(value)}</bdi></span>" for name, value in told if value
    )
    return f'<p class="about">{shown}</p>\n'


def _verdict(report: Report) -> str:
    counts = report.counts
    if counts["error"]:
        return f'<p class="verdict error">发现 {counts["error"]} 处错误，改正后请再检查一次。</p>\n'
    if unread(report):
        return '<p class="verdict warning">有文件没有检查；已检查的部分没有错误。</p>\n'
    if counts["warning"]:
        return f'<p class="verdict warning">没有错误；有 {counts["warning"]} 处应当核对。</p>\n'
    said = "没有错误，另有提示供参考。" if report.findings else "未发现问题。"
    return f'<p class="verdict">{said}</p>\n'


def _cards(report: Report) -> Iterator[str]:
    if count := sum(1 for _ in items(report.context)):
        yield f'<div class="card"><small>检查事项</small><b>{count}</b><small>条</small></div>'
    counts = report.counts
    for each in Severity:
        number = f"<b>{counts[each.value]}</b>"
        told = f"<small>{LABELS[each]}</small>{number}<small>{MEANING[each]}</small>"
        yield f'<div class="card {each.value}">{told}</div>'


def _filter(report: Report) -> Iterator[str]:
    """Give the radio buttons and their labels; nothing where there is nothing to filter."""
    if report.findings:
        shown = [("all", "全部", len(report.findings))]
        shown += [(each.value, LABELS[each], report.counts[each.value]) for each in Severity]
        for key, _, _ in shown:
            checked = " checked" if key == "all" else ""
            yield f'<input class="pick" type="radio" name="show" id="show-{key}"{checked}>\n'
        labels = "".join(
            f'<label for="show-{key}">{name} {count}</label>' for key, name, count in shown
        )
        yield f'<nav class="filter"><span>只看：</span>{labels}</nav>\n'


def _body(report: Report) -> Iterator[str]:
    yield "<main>\n"
    if report.findings:
        yield from _summary(report)
        yield from _details(report)
    yield "</main>\n"


def _summary(report: Report) -> Iterator[str]:
    yield "<h2>概览</h2>\n"
    if fields := by_field(report):
        boxes = _box("按领域", "领域", fields) + _box(
            "按公开主体", "公开主体", by_publisher(report)
        )
        yield f'<div class="pair">{boxes}</div>\n'
    rows = "".join(map(_code_row, by_code(report)))
    head = '<tr><th>问题</th><th>办法</th><th>依据</th><th class="n">处数</th></tr>'
    table = f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"
    yield f'<div class="box"><h3>按问题</h3>{table}</div>\n'


def _box(heading: str, name: str, tallies: Sequence[Tally]) -> str:
    shown, more = tallies[:_TALLIES_SHOWN], tallies[_TALLIES_SHOWN:]
    folded = (
        f"<details><summary>其余 {len(more)} 个</summary>{_tallies(name, more)}</details>"
        if more
        else ""
    )
    return f'<div class="box"><h3>{heading}</h3>{_tallies(name, shown)}{folded}</div>'


def _tallies(name: str, tallies: Iterable[Tally]) -> str:
    numbers = "".join(f'<th class="n">{each}</th>' for each in ("事项", "有问题", *LABELS.values()))
    rows = "".join(map(_tally_row, tallies))
    return f"<table><thead><tr><th>{name}</th>{numbers}</tr></thead><tbody>{rows}</tbody></table>"


def _tally_row(tally: Tally) -> str:
    numbers = (tally.items, tally.touched, *tally.counts.values())
    cells = "".join(f'<td class="n{"" if number else " zero"}">{number}</td>' for number in numbers)
    return f"<tr><td><bdi>{_text(tally.name)}</bdi></td>{cells}</tr>\n"


def _code_row(group: Sequence[Finding]) -> str:
    first = group[0]
    alike = len({(each.hint, each.basis) for each in group}) == 1
    texts = (line(first.hint or ""), basis(first)) if alike else ("见明细", "见明细")
    cells = "".join(f"<td>{escape(each)}</td>" for each in texts)
    return (
        f'<tr class="row {first.severity.value}"><td>{_kind(first)}</td>'
        f'{cells}<td class="n">{len(group)}</td></tr>\n'
    )


def _kind(finding: Finding) -> str:
    tag = f'<span class="tag {finding.severity.value}">{LABELS[finding.severity]}</span>'
    return f"{tag}{_text(title(finding))} <code>{_text(finding.code)}</code>"


def _details(report: Report) -> Iterator[str]:
    groups = by_place(report)
    drawn = _pictures(groups)
    yield "<h2>明细</h2>\n"
    if len(groups) > 1:
        names = _short_names([name for name, _ in groups])
        links = (
            f'<li><a href="#t{n}">{_table_name(name)}</a></li>'
            for n, name in enumerate(names, start=1)
        )
        yield f'<ul class="index">{"".join(links)}</ul>\n'
    for number, (name, found) in enumerate(groups, start=1):
        yield from _group(f"t{number}", name, found, report, drawn)


def _short_names(names: Sequence[str]) -> Sequence[str]:
    """Drop the file's name where all tables are of one file."""
    files = {name.partition("!")[0] for name in names if name}
    return [name.partition("!")[2] or name for name in names] if len(files) == 1 else names


def _table_name(name: str) -> str:
    return f"<bdi>{_text(name.replace('!', ' · ')) or '整个目录'}</bdi>"


def _pictures(groups: Iterable[tuple[str, Sequence[Finding]]]) -> dict[int, str]:
    """Draw the days of the first findings that speak of days, by the identity of the finding."""
    shown = (each for _, found in groups for each, _ in collapsed(found) if each.picture)
    drawn = ((id(each), each.picture and each.picture()) for each in islice(shown, _PICTURES))
    return {key: image for key, image in drawn if image}


def _group(
    anchor: str, name: str, found: Sequence[Finding], report: Report, drawn: Mapping[int, str]
) -> Iterator[str]:
    has = " ".join(
        f"has-{each.value}" for each in Severity if any(one.severity is each for one in found)
    )
    head = "".join(f"<th>{each}</th>" for each in _TITLES)
    heading = f"<h3>{_table_name(name)}<small>{len(found)} 处</small></h3>"
    yield f'<section class="group {has}" id="{anchor}">{heading}\n'
    yield f'<table class="findings"><colgroup>{_COLUMNS}</colgroup>'
    yield f"<thead><tr>{head}</tr></thead>\n<tbody>\n"
    for each, number in collapsed(found):
        item = item_of(each.path, report.context) or Item()
        yield _row(each, number, item, drawn.get(id(each)))
    yield "</tbody></table></section>\n"


def _row(finding: Finding, number: int, item: Item, image: str | None) -> str:
    told = "".join(
        f'<span class="quiet"><bdi>{_text(each)}</bdi></span>'
        for each in (item.name and f"{item.name}{' 等' if number > 1 else ''}", item.publisher)
        if each
    )
    days = f'<details class="days"><summary>看日历</summary>{image}</details>' if image else ""
    texts = (finding.hint or "", basis(finding))
    cells = f"<td><bdi>{_text(fact(finding, number))}</bdi>{days}</td>"
    cells += "".join(f"<td><bdi>{_text(each)}</bdi></td>" for each in texts)
    place = f'<span class="cell">{escape(within(finding))}</span>{told}'
    lead = f"<td>{place}</td><td>{_kind(finding)}</td>"
    return f'<tr class="row {finding.severity.value}">{lead}{cells}</tr>\n'


def notebook(report: Report) -> str:
    """Write a report as a small fragment for a notebook (笔记本片段).

    >>> notebook(Report(subject="目录.xlsx"))
    '<div><p><b>目录.xlsx：未发现问题</b></p></div>'
    """
    ordered = [each for group in by_code(report) for each in group]
    rows = "".join(map(_notebook_row, ordered[:_NOTEBOOK_ROWS]))
    left = len(ordered) - _NOTEBOOK_ROWS
    more = f"<p>另有 {left} 处未列出。</p>" if left > 0 else ""
    styles = _data.load("report_style")["inline"]
    table = f'<table style="{styles["table"]}"><tbody>{rows}</tbody></table>' if rows else ""
    return f"<div><p><b>{_text(headline(report))}</b></p>{table}{more}</div>"


def _notebook_row(finding: Finding) -> str:
    styles = _data.load("report_style")["inline"]
    style = styles["cell"]
    label = f'<span style="{styles[finding.severity.value]}">{LABELS[finding.severity]}</span>'
    texts = (where(finding), title(finding), fact(finding), finding.hint or "")
    cells = "".join(f'<td style="{style}">{_text(each)}</td>' for each in texts)
    return f'<tr><td style="{style}">{label}</td>{cells}</tr>'
