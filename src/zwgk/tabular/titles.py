"""What title rows tell (标题行): title, place and version of a catalogue; nothing is guessed from anywhere else."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from zwgk.tabular.carry import is_dash
from zwgk.tabular.grid import Grid, joined_words
from zwgk.tabular.header import words
from zwgk.tabular.rows import Sorted, meta_of
from zwgk.text.normal import simplified, squeezed
from zwgk.vocabulary import fields_of

__all__ = ["is_title", "locality_of", "meta_lines", "titled", "titled_by", "version_of"]

_VERSION = re.compile(
    r"\(?((?:20[0-9]{2})(?=年?[版度本)])|[^()年]{0,4}修[订改]版|试行|第[一二三四五六七八九十0-9]+版)"
)
_AFTER_PLACE = re.compile(r"基层|政务公开|政府信息|信息公开|领域|标准目录|主动公开")
_DAY = re.compile(r"([0-9]{4})[-年./]([0-9]{1,2})[-月./]([0-9]{1,2})")
_SHORTEST_PLACE = 2
_LONGEST = 200


def is_title(text: str) -> bool:
    """Tell whether a row above a table names the catalogue (是否标题).

    >>> is_title("青山县政务公开标准目录"), is_title("附件1")
    (True, False)
    """
    return len(text) <= _LONGEST and any(
        word in squeezed(text) for word in words()["rows"]["title"]
    )


def titled(sheets: Sequence[tuple[Grid, Sorted]], covers: Iterable[Grid] = ()) -> dict[str, object]:
    """Give title, locality, version and day as far as title rows tell them (标题信息)."""
    meta = {key: value for grid, rows in sheets for key, value in _meta(grid, rows)}
    titles = dict.fromkeys(title for grid, rows in sheets for title in _titles(grid, rows))
    title = meta.get("title") or (next(iter(titles)) if len(titles) == 1 else _on_cover(covers))
    told: dict[str, object] = {key: _nothing_if_dash(value) for key, value in meta.items()}
    told["effective"] = _day(meta.get("effective", ""))
    return {"title": title} | titled_by(title or next(iter(titles), "")) | told


def _nothing_if_dash(text: str) -> str | None:
    return None if is_dash(text) else text


def titled_by(title: str) -> dict[str, object]:
    """Guess what a title tells (标题中的地区、版本).

    >>> titled_by("青山县政务公开标准目录（2024年版）")
    {'locality': '青山县', 'version': '2024', 'effective': None}
    """
    return {"locality": locality_of(title), "version": version_of(title), "effective": None}


def _titles(grid: Grid, rows: Sorted) -> Iterator[str]:
    texts = [next(text for text in grid.row(row) if text) for row in rows.titles]
    heading = [line for line in (grid.heading or "").splitlines() if is_title(line)]
    yield from (joined_words(text) for text in [*heading, *texts] if is_title(text))


def _meta(grid: Grid, rows: Sorted) -> Iterator[tuple[str, str]]:
    cells = (text for row in rows.meta for text in grid.row(row) if text)
    yield from (found for text in cells if (found := meta_of(text)))


def _on_cover(covers: Iterable[Grid]) -> str | None:
    texts = (text for grid in covers for column in grid.columns for text in column)
    found = (joined_words(text) for text in texts if is_title(text) and "。" not in text)
    return next(found, None)


def version_of(title: str) -> str | None:
    """Read the version in a title (版本).

    >>> version_of("青山县政务公开标准目录（2024年版）"), version_of("目录（修订版）"), version_of("目录")
    ('2024', '修订版', None)
    """
    found = _VERSION.search(squeezed(title))
    return found[1] if found else None


def locality_of(title: str) -> str | None:
    """Read the place a title begins with (地区).

    >>> locality_of("青山县社会救助领域基层政务公开标准目录"), locality_of("安全生产领域标准目录")
    ('青山县', None)
    """
    plain = simplified(squeezed(title))
    for end in _ends(plain):
        place = _without_body(plain[:end])
        if len(place) > _SHORTEST_PLACE and place[-1] in words()["rows"]["admin"] + "道":
            return place
    return None


def _ends(title: str) -> Iterator[int]:
    """Give the places at which the name of a place may end: before the usual words, and before a field."""
    found = _AFTER_PLACE.search(title)
    if not found:
        return
    yield found.start()
    yield from (at for at in range(1, found.start()) if fields_of(title[at : found.start()]))


def _without_body(text: str) -> str:
    for body in words()["rows"]["place"]:
        text = text.removesuffix(body)
    return text


def _day(text: str) -> date | None:
    found = _DAY.search(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def meta_lines(known: Mapping[str, str | None]) -> list[str]:
    """Write lines that :func:`titled` reads back (表头之上的说明行).

    >>> meta_lines({"version": "2024", "locality": None})
    ['版本：2024']
    """
    heads = words()["meta"]
    return [f"{heads[key][0]}：{value}" for key, value in known.items() if value]
