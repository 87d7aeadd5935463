"""Grids ↔ matters by stages (事项环节表识读与成表): one flat table, a row for each stage of each matter.

A blank matter goes on with the one above, a blank stage beside information with the stage above. A list of powers or
services without stages gives its matters alone. Knows no file; the words are data.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from attrs import define, field, frozen

from zwgk import _data
from zwgk.model.matters import LeftOut, MatterSheet, MatterStage, Power
from zwgk.report import Finding, finding
from zwgk.tabular.grid import Grid
from zwgk.tabular.ticks import attributes_in, ticked
from zwgk.tabular.written import Form
from zwgk.terms import Attribute
from zwgk.text.normal import simplified, squeezed

__all__ = ["matter_form", "matter_sheet"]

#: what a column is of, and its key there
_Role = tuple[str, str]
_POWER, _ROW, _LEFT = "power", "row", "left_out"
_MATTER, _STAGE, _ATTRIBUTE = (_POWER, "matter"), (_ROW, "stage"), (_ROW, "attribute")


def _table() -> Mapping[str, Any]:
    return _data.load("vocabulary/matters")


# ------------------------------------------------------------------ the header


@frozen
class _Head:
    """The header (表头): its last row, the column of each role, the columns not known, those of ticked attributes."""

    row: int
    columns: Mapping[_Role, int]
    own: Mapping[int, str]
    marked: Mapping[int, str]


@cache
def _roles() -> Mapping[str, _Role]:
    found: dict[str, _Role] = {}
    for whole in (True, False):  # a column's own label decides before the other names
        for each in _table()["column"]:
            for word in (each["label"],) if whole else each.get("words", ()):
                found.setdefault(squeezed(word), (each["of"], each["key"]))
    return found


def _head_of(grid: Grid) -> _Head | None:
    for row in range(min(grid.height, _table()["head_rows"])):
        columns: dict[_Role, int] = {}
        own: dict[int, str] = {}
        for at, label in enumerate(grid.row(row)):
            role = _roles().get(simplified(squeezed(label)))
            if role and role not in columns:
                columns[role] = at
            elif label:
                own[at] = label
        if _telling(columns):
            return _with_marked(grid, row, columns, own)
    return None


def _with_marked(
    grid: Grid, row: int, columns: Mapping[_Role, int], own: Mapping[int, str]
) -> _Head:
    """Find the columns of ticked attributes (打勾的属性栏), in the header or in the row below it."""
    marked = _marked(own)
    below = dict(enumerate(grid.row(row + 1))) if row + 1 < grid.height else {}
    lower = _marked(below)
    if not marked and len(lower) > 1 and len(lower) == sum(map(bool, below.values())):
        row, marked = row + 1, lower
    kept = {role: at for role, at in columns.items() if at not in marked}
    return _Head(row, kept, {at: own[at] for at in own if at not in marked}, marked)


def _marked(labels: Mapping[int, str]) -> dict[int, str]:
    known = _table()["marked"]
    said = {at: simplified(squeezed(label)) for at, label in labels.items()}
    return {at: known[label] for at, label in said.items() if label in known}


def _telling(columns: Iterable[_Role]) -> bool:
    keys = {key for _, key in columns}
    return "matter" in keys and any(keys.issuperset(group) for group in _table()["telling"])


# ------------------------------------------------------------------ the rows


@define
class _Made:
    """What has been read so far (已读内容)."""

    powers: dict[str, dict[str, Any]] = field(factory=dict)
    rows: list[MatterStage] = field(factory=list)
    left: list[LeftOut] = field(factory=list)
    places: dict[str, str] = field(factory=dict)
    findings: list[Finding] = field(factory=list)
    matter: str = ""
    stage: str = ""


def matter_sheet(grids: Iterable[Grid]) -> MatterSheet | None:
    """Read the matters and stages that grids hold (识读事项环节表); nothing if none of them holds any.

    >>> rows = [["事项名称", "环节", "信息名称", "公开属性"], ["食品经营许可", "决定", "许可结果", "主动公开"]]
    >>> matter_sheet([Grid.of_rows("环节.csv", None, rows)]).rows[0].attribute.value
    '主动公开'
    """
    listed = [grid for grid in grids if grid.shown]
    heads = [(grid, head) for grid in listed if (head := _head_of(grid))]
    if not heads:
        return None
    made = _Made()
    for grid, head in heads:
        for row in range(head.row + 1, grid.height):
            _read(made, grid, head, row)
    first, head = heads[0]
    made.places[""] = first.source
    return MatterSheet(
        tuple(Power(**each) for each in made.powers.values()),
        tuple(dict.fromkeys(each.stage for each in made.rows if each.stage)),
        tuple(made.rows),
        tuple(made.left),
        _title(first, head),
        places=made.places,
        reading=tuple(made.findings),
    )


def _title(grid: Grid, head: _Head) -> str | None:
    lines = (list(filter(None, grid.row(row))) for row in range(head.row))
    return next((texts[0] for texts in lines if len(texts) == 1), None)


def _read(made: _Made, grid: Grid, head: _Head, row: int) -> None:
    texts = grid.row(row)
    cells = {role: texts[at] for role, at in head.columns.items() if texts[at]}
    extras = {label: texts[at] for at, label in head.own.items() if texts[at]}
    if not cells or squeezed(next(filter(None, texts))) in _table()["sums"]:
        return
    if _MATTER in cells and cells[_MATTER] != made.matter:
        made.matter, made.stage = cells[_MATTER], ""
    place = {role: grid.address(row, at) for role, at in head.columns.items()}
    chosen = {at: name for at, name in head.marked.items() if ticked(texts[at])}
    if head.marked and _ATTRIBUTE not in cells:
        place[_ATTRIBUTE] = grid.address(row, next(iter(chosen or head.marked)))
        cells |= {_ATTRIBUTE: "、".join(chosen.values())} if chosen else {}
    _power(made, cells, place)
    if _of(cells, _LEFT):
        _add(made, made.left, "left_out", LeftOut(made.matter, **_of(cells, _LEFT)), place, _LEFT)
    elif _of(cells, _ROW):
        _stage(made, cells, extras, place)


def _of(cells: Mapping[_Role, str], part: str) -> dict[str, str]:
    return {key: text for (of, key), text in cells.items() if of == part}


def _power(made: _Made, cells: Mapping[_Role, str], place: Mapping[_Role, str]) -> None:
    told: dict[str, Any] = _of(cells, _POWER)
    told.pop("matter", None)
    if "service" in told:
        told["service"] = squeezed(told["service"]) in _table()["services"]
    if made.matter not in made.powers:
        path = f"/powers/{len(made.powers)}"
        made.powers[made.matter] = {"name": made.matter}
        named = {"matter": "name"}
        made.places |= {
            f"{path}/{named.get(key, key)}": at for (of, key), at in place.items() if of == _POWER
        }
        made.places[path] = place[_MATTER]
    for key, value in told.items():
        made.powers[made.matter].setdefault(key, value)


def _stage(
    made: _Made,
    cells: Mapping[_Role, str],
    extras: Mapping[str, str],
    place: Mapping[_Role, str],
) -> None:
    told: dict[str, Any] = _of(cells, _ROW)
    made.stage = told.pop("stage", made.stage)
    if (words := squeezed(told.get("information", ""))) in _empty():
        told.pop("information")
        told |= {"nothing": told.get("nothing", words)} if words in _table()["nothing"] else {}
    said = told.pop("attribute", None)
    path = f"/rows/{len(made.rows)}/attribute"
    attribute = _attribute(made, said, path, place.get((_ROW, "attribute"))) if said else None
    row = MatterStage(made.matter, made.stage, attribute=attribute, extras=extras, **told)
    _add(made, made.rows, "rows", row, place, _ROW)


@cache
def _empty() -> frozenset[str]:
    """List what says, in the column of names, that there is no information."""
    return frozenset((*_table()["nothing"], *_table()["dashes"]))


def _add(
    made: _Made, into: list[Any], name: str, one: Any, place: Mapping[_Role, str], part: str
) -> None:
    path = f"/{name}/{len(into)}"
    into.append(one)
    made.places[path] = made.places[f"{path}/matter"] = place[_MATTER]
    made.places |= {f"{path}/{key}": at for (of, key), at in place.items() if of == part}


def _attribute(made: _Made, said: str, path: str, place: str | None) -> Attribute | None:
    found = attributes_in(said)
    if len(found) == 1:
        return found[0]
    code = "attribute.conflict" if found else "shape.wrong-kind"
    message = f"“{said}”{'选了两种属性' if found else '不是公开属性'}"
    made.findings.append(finding(code, path, message, place=place, value=said))
    return None


# ------------------------------------------------------------------ written


def matter_form(sheet: MatterSheet) -> Form:
    """Lay matters and stages out as one flat table (成表); what is written here reads back as the same sheet.

    >>> matter_form(MatterSheet((Power("许可"),), ("受理",), (MatterStage("许可", "受理"),))).rows[0][:2]
    ('许可', '受理')
    """
    lines = list(_lines(sheet))
    columns = [
        each for each in _table()["column"] if each.get("always") or any(map(_cell(each), lines))
    ]
    own = dict.fromkeys(label for each in sheet.rows for label in each.extras)
    return Form(
        (sheet.title,) if sheet.title else (),
        (None,) * (len(columns) + len(own)),
        (*(each["label"] for each in columns), *own),
        tuple(
            (
                *(_cell(each)(line) for each in columns),
                *(line[1].extras.get(label, "") if line[1] else "" for label in own),
            )
            for line in lines
        ),
        sheet=_table()["sheet"],
    )


#: one line of the table: the matter, and its stage or why it is left out
_Line = tuple[Power, MatterStage | None, LeftOut | None]


def _lines(sheet: MatterSheet) -> Iterator[_Line]:
    left = list(sheet.left_out)
    rows = list(sheet.rows)
    for power in sheet.powers:
        own = [each for each in rows if each.matter == power.name]
        out = [each for each in left if each.matter == power.name]
        yield from ((power, each, None) for each in own)
        yield from ((power, None, each) for each in out)
        if not own and not out:
            yield power, None, None
    known = {each.name for each in sheet.powers}
    yield from ((Power(each.matter), each, None) for each in rows if each.matter not in known)
    yield from ((Power(each.matter), None, each) for each in left if each.matter not in known)


def _cell(column: Mapping[str, Any]) -> Any:
    part, key = column["of"], "name" if column["key"] == "matter" else column["key"]
    at = (_POWER, _ROW, _LEFT).index(part)

    def cell(line: Sequence[Any]) -> str:
        value = getattr(line[at], key, None)
        if key == "service":
            return str(_table()["services"][0]) if value else ""
        return value.value if isinstance(value, Attribute) else value or ""

    return cell
