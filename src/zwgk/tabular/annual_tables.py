"""The tables of an annual report in grids → the report (年报识读): forms of 2019 and of 2021, however laid out.

Source of the forms: 国办公开办函〔2021〕30号 and 国办公开办函〔2019〕60号. Knows no file.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from attrs import evolve, frozen

from zwgk.model import AnnualReport, Proactive
from zwgk.report import Finding, nearest
from zwgk.shape import partial, slots
from zwgk.tabular.grid import Grid
from zwgk.text import annual as words
from zwgk.text.normal import squeezed

__all__ = ["annual_report_of"]

_TITLE = re.compile(r"(?P<year>[0-9]{4})年度?政府信息公开(?:工作)?(?:年度|年)报告")
_BEFORE_BODY = re.compile(r".*[。；;：:，,《》]", re.DOTALL)
_WHOLE = re.compile(r"[0-9]{1,15}(?:\.0+)?")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.0+)?")
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,10})?")
_TITLE_ROWS = 12
_HEAD_ROWS = 6


@frozen
class _Found:
    """What has been read so far (识读结果)."""

    data: dict[str, Any]
    places: dict[str, str]

    def put(self, path: str, place: str) -> None:
        """Keep the cell of a path, and for a table the first one met."""
        self.places.setdefault(path, place)


def annual_report_of(
    grids: Iterable[Grid], *, year: int | None = None, body: str = ""
) -> AnnualReport | list[Finding] | None:
    """Read the report that the grids hold (年报识读).

    *year* and *body* count where no title names them. Without table three there is no report; where one cannot be
    made, for the year is not known, the findings say so.

    >>> annual_report_of([Grid.of_rows("年报.xlsx", "一", [["目录"]])]) is None
    True
    """
    listed = list(grids)
    found = _Found({"type": AnnualReport.KIND, "year": year, "body": body}, {})
    for grid in listed:
        _requests(grid, found)
    if "requests" not in found.data:
        return None
    for grid in listed:
        for read in (_title, _remedies, _proactive, _fee):
            read(grid, found)
    _fill_old_form(found.data["requests"])
    made, misfits = partial(AnnualReport, found.data)
    placed = [evolve(each, place=nearest(each.path, found.places)) for each in misfits]
    return evolve(made, places=found.places, reading=tuple(placed)) if made else placed


def _fill_old_form(requests: dict[str, Any]) -> None:
    """Count nothing in the rows that only the newer form has, where none of them is there."""
    newer = [row.key for row in words.rows() if row.since]
    if not any(key in requests for key in newer):
        requests.update({key: [0] * len(words.applicants()) for key in newer})


# ------------------------------------------------------------------ title, fee statement


def _title(grid: Grid, found: _Found) -> None:
    """Read year and body from the first title met."""
    cells = [
        (text, grid.address(row, column))
        for row in range(min(grid.height, _TITLE_ROWS))
        for column, text in enumerate(grid.row(row))
        if text
    ]
    for text, place in ((grid.heading or "", grid.name), *cells):
        whole = squeezed(text)
        match = _TITLE.search(whole)
        if match and "/year" not in found.places:
            before = whole[: match.start()]
            alone = match.end() == len(whole)
            body = before if alone else _BEFORE_BODY.sub("", before)
            found.data.update({"year": int(match["year"]), "body": body or found.data["body"]})
            found.put("/year", place)


def _fee(grid: Grid, found: _Found) -> None:
    """Read the sentence on the fee, and the text under it."""
    for row in range(grid.height):
        for column, text in enumerate(grid.row(row)):
            match = _fee_sentence().fullmatch(squeezed(text))
            if match and "fee" not in found.data:
                below = next(filter(None, grid.columns[column][row + 1 : row + 3]), None)
                amount = float(match["amount"])
                notices = int(match["notices"])
                found.data["fee"] = {"notices": notices, "amount": amount, "text": below}
                found.put("/fee", grid.address(row, column))


@cache
def _fee_sentence() -> re.Pattern[str]:
    said = squeezed(words.table()["fee"]["text"])
    pattern = re.escape(said).replace(re.escape("{notices}"), "(?P<notices>[0-9]{1,15})")
    number = "(?P<amount>[0-9]{1,15}(?:[.][0-9]{1,10})?)"
    return re.compile(pattern.replace(re.escape("{amount}"), number))


# ------------------------------------------------------------------ table three


def _requests(grid: Grid, found: _Found) -> None:
    starts = (row for row in range(grid.height) if "received" in map(words.row_of, grid.row(row)))
    start = next(starts, None)
    columns = None if start is None else _applicant_columns(grid, start)
    if start is None or columns is None or "requests" in found.data:
        return
    rows: dict[str, Any] = {}
    for row in range(start, grid.height):
        cells = grid.row(row)
        label = next((text for text in reversed(cells[: min(columns)]) if text), "")
        key = words.row_of(label)
        if key is None or key in rows:
            continue
        rows[key] = [_count(cells[column]) for column in columns]
        found.put(f"/requests/{key}", grid.address(row, columns[-1]))
        for n, column in enumerate(columns):
            found.put(f"/requests/{key}/{n}", grid.address(row, column))
        if key == "carried_out":
            break
    found.data["requests"] = rows
    found.put("/requests", grid.address(start, 0))


def _applicant_columns(grid: Grid, start: int) -> list[int] | None:
    """Find the seven columns by the titles above the first row."""
    titles = {words.bare(name): n for n, name in enumerate(words.applicants())}
    columns: dict[int, int] = {}
    for row in range(max(0, start - _HEAD_ROWS), start):
        for column, text in enumerate(grid.row(row)):
            n = titles.get(words.bare(text)) if text else None
            if n is not None:
                columns[n] = column
    return [columns[n] for n in range(len(titles))] if len(columns) == len(titles) else None


def _count(text: str) -> int | str:
    """Read a whole number; a blank or a dash is none; what is no number stays, for the shape to find."""
    plain = squeezed(text)
    if plain in _blanks():
        return 0
    if _WHOLE.fullmatch(plain) or _THOUSANDS.fullmatch(plain):
        return int(plain.partition(".")[0].replace(",", ""))
    return text


@cache
def _blanks() -> frozenset[str]:
    return frozenset(squeezed(each) for each in words.table()["blanks"])


# ------------------------------------------------------------------ table four


def _remedies(grid: Grid, found: _Found) -> None:
    first = words.bare(words.results()[0])
    heads = [row for row in range(grid.height) if first in map(words.bare, grid.row(row))]
    groups = [group["key"] for group in words.table()["remedies"]["group"]]
    columns = _result_columns(grid, heads)
    width = len(words.results())
    if len(columns) != width * len(groups) or heads[-1] + 1 >= grid.height:
        return
    row = heads[-1] + 1
    texts = grid.row(row)
    if not any(texts[column] for column in columns) or "remedies" in found.data:
        return
    found.data["remedies"] = {
        key: [_count(texts[column]) for column in columns[n * width : (n + 1) * width]]
        for n, key in enumerate(groups)
    }
    found.put("/remedies", grid.address(row, columns[0]))
    for n, column in enumerate(columns):
        path = f"/remedies/{groups[n // width]}"
        found.put(f"{path}/{n % width}", grid.address(row, column))
        if n % width == width - 1:
            found.put(path, grid.address(row, column))


def _result_columns(grid: Grid, heads: Sequence[int]) -> list[int]:
    names = {words.bare(name) for name in words.results()}
    return sorted(
        column
        for row in range(heads[0] if heads else 0, heads[-1] + 1 if heads else 0)
        for column, text in enumerate(grid.row(row))
        if text and words.bare(text) in names
    )


# ------------------------------------------------------------------ table two


def _proactive(grid: Grid, found: _Found) -> None:
    head: dict[int, str] = {}
    for row in range(grid.height):
        cells = grid.row(row)
        at = next((n for n, text in enumerate(cells) if text), len(cells))
        label = words.bare(cells[at]) if at < len(cells) else ""
        if label == words.bare(words.table()["proactive"]["content"]):
            head = _figure_columns(cells)
        elif head and label in _names("rows"):
            key = _names("rows")[label]
            for column, name in head.items():
                _put_figure(found, key, name, (cells[column], grid.address(row, column)))


def _figure_columns(cells: Sequence[str]) -> dict[int, str]:
    names = _names("columns")
    named = ((n, names.get(words.bare(text))) for n, text in enumerate(cells) if text)
    return {n: name for n, name in named if name}


def _put_figure(found: _Found, key: str, name: str, cell: tuple[str, str]) -> None:
    text, place = cell
    plain = squeezed(text).replace(",", "")
    if plain in _blanks() or name not in _figures_of(key):
        return
    value: Any = text
    if _NUMBER.fullmatch(plain):
        value = float(plain) if "." in plain else int(plain)
    found.data.setdefault("proactive", {}).setdefault(key, {}).setdefault(name, value)
    found.put(f"/proactive/{key}/{name}", place)


@cache
def _figures_of(key: str) -> frozenset[str]:
    """List the figures that a row of table two has."""
    kind = next(slot.kind for slot in slots(Proactive) if slot.key == key)
    return frozenset(slot.key for slot in slots(kind))


@cache
def _names(part: str) -> Mapping[str, str]:
    listed: Mapping[str, Any] = words.table()["proactive"][part]
    return {
        words.bare(name): key
        for key, each in listed.items()
        for name in (each["title"], *each["aliases"])
    }
