"""A catalogue as rows of the official form (目录转表格); what is written here reads back as the same catalogue.

Where a blank would stand for the value above, or for nothing chosen, a dash says that there is nothing.
"""

from collections.abc import Callable, Iterator, Sequence

from attrs import frozen

from zwgk.model import Audience, Catalog, CatalogItem, Channels, Citation, Ground
from zwgk.tabular.header import extra_header
from zwgk.tabular.ticks import GROUP
from zwgk.tabular.titles import is_title, meta_lines, titled_by
from zwgk.terms import Attribute, Level
from zwgk.text.channels import menu

__all__ = ["Form", "form"]

_NOTHING, _TICK, _EMPTY = "—", "√", "□"
_STEPS = tuple(f"{numeral}级事项" for numeral in "一二三四五六七八九")
_USUAL_LEVELS = (Level.COUNTY.value, Level.TOWN.value)
_ALL_LEVELS = tuple(level.value for level in Level)


_Cell = Callable[[CatalogItem], str | None]


@frozen
class Column:
    """One column to be written (栏目): its group heading if any, its header, and the cell of an item."""

    group: str | None
    label: str
    cell: _Cell


@frozen
class Form:
    """A catalogue laid out as a table (表格): title lines, group headings, headers, rows."""

    lines: tuple[str, ...]
    groups: tuple[str | None, ...]
    labels: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sheet: str = "目录"


def form(catalog: Catalog) -> Form:
    """Lay a catalogue out as the official table (目录成表).

    >>> form(Catalog((CatalogItem(("许可", "结果"), seq="1"),))).rows[0][:3]
    ('1', '许可', '结果')
    """
    columns = tuple(_columns(catalog))
    rows = (tuple(column.cell(item) or "" for column in columns) for item in catalog.items)
    return Form(
        tuple(_lines(catalog)),
        tuple(column.group for column in columns),
        tuple(column.label for column in columns),
        tuple(rows),
    )


def _lines(catalog: Catalog) -> Iterator[str]:
    title = catalog.title or ""
    if is_title(title):
        yield title
    guessed = titled_by(title) if is_title(title) else {}
    day = catalog.effective.isoformat() if catalog.effective else None
    known = {"locality": catalog.locality, "version": catalog.version, "effective": day}
    told = {key: value or _NOTHING for key, value in known.items() if value != guessed.get(key)}
    yield from meta_lines(({"title": title} if title and not is_title(title) else {}) | told)


def _columns(catalog: Catalog) -> Iterator[Column]:
    items = catalog.items
    yield Column(None, "序号", lambda item: item.seq or _NOTHING)
    if any(item.code for item in items):
        yield Column(None, "事项编码", lambda item: item.code)
    if catalog.title or any(item.field for item in items):
        yield Column(None, "领域", lambda item: item.field or _NOTHING)
    yield from (_step(at) for at in range(max([2, *(len(item.path) for item in items)])))
    yield Column(None, "公开内容（要素）", lambda item: item.content)
    yield Column(None, "公开依据", _basis)
    yield Column(None, "公开时限", lambda item: item.time_limit.text if item.time_limit else None)
    yield Column(None, "公开主体", lambda item: item.publisher or _NOTHING)
    yield Column(None, "公开渠道和载体", lambda item: _channels(item.channels))
    yield Column("公开对象", "全社会", lambda item: _public(item.audience))
    yield Column("公开对象", "特定群体", lambda item: _groups(item.audience))
    yield from _attributes(items)
    yield from _levels(items)
    yield from _rarer(items)
    yield from _extras(items)


def _step(at: int) -> Column:
    label = _STEPS[at] if at < len(_STEPS) else f"{at + 1}级事项"
    return Column(
        "公开事项",
        label,
        lambda item: item.path[at] if at < len(item.path) else _NOTHING * (at == 0),
    )


def _basis(item: CatalogItem) -> str | None:
    return item.basis_text or "、".join(map(_citation, item.basis)) or None


def _citation(citation: Citation) -> str:
    number = f"（{citation.number}）" if citation.number else ""
    return f"《{citation.title}》{number}{'、'.join(citation.articles)}"


def _channels(channels: Channels | None) -> str | None:
    return None if channels is None else channels.text or menu(channels)


def _public(audience: Audience | None) -> str:
    if audience is None:
        return _NOTHING
    return _TICK if audience.public else _EMPTY


def _groups(audience: Audience | None) -> str | None:
    groups = audience.groups if audience else None
    return _TICK if groups == GROUP else groups


def _attributes(items: Sequence[CatalogItem]) -> Iterator[Column]:
    shown = [(Attribute.PROACTIVE, "主动"), (Attribute.ON_REQUEST, "依申请")]
    if any(item.attribute is Attribute.WITHHELD for item in items):
        shown.append((Attribute.WITHHELD, "不予公开"))
    yield from (Column("公开方式", label, _tick_of(attribute)) for attribute, label in shown)


def _tick_of(wanted: Attribute) -> _Cell:
    return lambda item: _TICK if item.attribute is wanted else None


def _levels(items: Sequence[CatalogItem]) -> Iterator[Column]:
    """Write levels as ticks, or in words where they have names or an order of their own."""
    used = {level for item in items for level in item.levels}
    shown = [level for level in _ALL_LEVELS if level in used or level in _USUAL_LEVELS]
    if any(
        list(item.levels) != [level for level in shown if level in item.levels] for item in items
    ):
        yield Column(None, "公开层级", lambda item: "、".join(item.levels))
        return
    yield from (Column("公开层级", level, _level_tick(level)) for level in shown)


def _level_tick(wanted: str) -> _Cell:
    return lambda item: _TICK if wanted in item.levels else None


def _rarer(items: Sequence[CatalogItem]) -> Iterator[Column]:
    if any(item.stages for item in items):
        yield Column(None, "五公开", lambda item: "、".join(item.stages))
    if any(item.phases for item in items):
        yield Column(None, "发布解读回应", lambda item: "、".join(item.phases))
    if any(item.grounds for item in items):
        yield Column(None, "不予公开理由", lambda item: "；".join(map(_ground, item.grounds)))


def _ground(ground: Ground) -> str:
    return f"{ground.article}：{ground.item}" if ground.item else ground.article


def _extras(items: Sequence[CatalogItem]) -> Iterator[Column]:
    for label in dict.fromkeys(label for item in items for label in item.extras):
        yield Column(None, extra_header(label), _extra(label))


def _extra(wanted: str) -> _Cell:
    return lambda item: item.extras.get(wanted)
