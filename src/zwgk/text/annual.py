"""Words of the annual report's tables → their keys (年报用语): rows, columns, remedies, however offices write them.

Source: 国办公开办函〔2021〕30号; titles and aliases are data in ``data/vocabulary/annual.toml``.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from attrs import frozen

from zwgk import _data
from zwgk.model.annual import remedy_keys
from zwgk.text.normal import simplified, squeezed

__all__ = [
    "Row",
    "applicant_of",
    "applicants",
    "bare",
    "outcomes_of",
    "remedy_of",
    "result_of",
    "results",
    "row_of",
    "rows",
    "table",
]

_NUMBER = re.compile(r"^(?:[(]?[一二三四五六七八九十0-9]{1,3}[)、.．]+)+")
_NOTE = re.compile(r"\([^()]*\)$")
_MARKS = re.compile(r"[\s、，,。;；:：“”\"'‘’「」『』/]+")
_Named = Iterable[tuple[Any, Iterable[str]]]


@frozen
class Row:
    """One row of table three (表三的一行)."""

    key: str
    number: str
    title: str
    short: str
    note: str = ""
    leaf: bool = False
    since: int | None = None
    article: str | None = None

    @property
    def whole(self) -> str:
        """The title as printed, with number and note (印出的行名)."""
        return f"{self.number}{self.title}{self.note}"


def table() -> Mapping[str, Any]:
    """Give the tables as data (年报表格)."""
    return _data.load("vocabulary/annual")


@cache
def rows(year: int | None = None) -> tuple[Row, ...]:
    """List the rows of table three, all or those of a year's format (表三各行).

    >>> len(rows()), len(rows(2020)), rows()[4].whole
    (25, 23, '1.属于国家秘密')
    """
    listed = (
        Row(**{"short": each["title"]} | {key: each[key] for key in each if key != "aliases"})
        for each in table()["requests"]["row"]
    )
    return tuple(
        each for each in listed if year is None or each.since is None or each.since <= year
    )


@cache
def applicants() -> tuple[str, ...]:
    """Name the columns of table three (表三各栏), the total last.

    >>> applicants()[0], applicants()[6]
    ('自然人', '总计')
    """
    requests = table()["requests"]
    return (*(each["title"] for each in requests["column"]), requests["total"])


@cache
def results() -> tuple[str, ...]:
    """Name the columns of table four (表四各栏), the total last.

    >>> results()
    ('结果维持', '结果纠正', '其他结果', '尚未审结', '总计')
    """
    remedies = table()["remedies"]
    return (*(each["title"] for each in remedies["column"]), remedies["total"])


def bare(text: str) -> str:
    """Strip a title of number, note, quotation marks and white space (行名归一).

    >>> bare("（二）部分公开（区分处理的，只计这一情形，不计其他情形）"), bare(" 3. 危及“三安全一稳定”")
    ('部分公开', '危及三安全一稳定')
    """
    whole = simplified(squeezed(text))
    plain = _MARKS.sub("", _NOTE.sub("", _NUMBER.sub("", whole)))
    return plain or whole


@lru_cache(maxsize=65536)
def row_of(text: str) -> str | None:
    """Find the row that a key, a title or an alias means (行归一).

    >>> row_of("granted"), row_of("（一）予以公开"), row_of("信息不存在"), row_of("暂缓")
    ('granted', 'granted', 'unavailable.not_held', None)
    """
    return _row_names().get(text) or _row_names().get(bare(text))


@lru_cache(maxsize=65536)
def applicant_of(text: str) -> int | None:
    """Find the column that a kind of applicant means (申请人类别归一).

    >>> applicant_of("自然人"), applicant_of("律师事务所"), applicant_of("外星人")
    (0, 4, None)
    """
    return _applicant_names().get(bare(text))


@lru_cache(maxsize=65536)
def remedy_of(text: str) -> str | None:
    """Find the group that a kind of remedy means (救济种类归一).

    >>> remedy_of("reconsideration"), remedy_of("行政复议")
    ('reconsideration', 'reconsideration')
    """
    return text if text in remedy_keys() else _remedy_names().get(bare(text))


@lru_cache(maxsize=65536)
def result_of(text: str) -> int | None:
    """Find the column that the result of a remedy means (救济结果归一).

    >>> result_of("维持"), result_of("未审结"), result_of("不详")
    (0, 3, None)
    """
    return _result_names().get(bare(text))


@lru_cache(maxsize=65536)
def outcomes_of(text: str) -> tuple[str, ...]:
    """Find the leaf rows that an outcome names, one or several (办理结果归一); empty where one is unknown.

    >>> outcomes_of("予以公开"), outcomes_of("予以公开；属于国家秘密"), outcomes_of("总计")
    (('granted',), ('granted', 'withheld.state_secret'), ())
    """
    whole = row_of(text)
    parts = [whole] if whole else [row_of(part) for part in _separators().split(text) if part]
    found = tuple(dict.fromkeys(part for part in parts if part in _leaves()))
    return found if found and all(part in _leaves() for part in parts) else ()


@cache
def _leaves() -> frozenset[str]:
    return frozenset(each.key for each in rows() if each.leaf)


@cache
def _separators() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(table()['separators'])}]")


@cache
def _row_names() -> Mapping[str, str]:
    listed = table()["requests"]["row"]
    keys = {each["key"]: each["key"] for each in listed}
    return keys | _names(
        (each["key"], (each["title"], *each.get("aliases", ()))) for each in listed
    )


@cache
def _applicant_names() -> Mapping[str, int]:
    return _numbered(table()["requests"]["column"])


@cache
def _result_names() -> Mapping[str, int]:
    return _numbered(table()["remedies"]["column"])


@cache
def _remedy_names() -> Mapping[str, str]:
    listed = table()["remedies"]["group"]
    return _names((each["key"], (each["title"], *each.get("aliases", ()))) for each in listed)


def _numbered(columns: Iterable[Mapping[str, Any]]) -> Mapping[str, int]:
    return _names((n, (each["title"], *each["aliases"])) for n, each in enumerate(columns))


def _names(named: _Named) -> dict[str, Any]:
    return {bare(name): meant for meant, names in named for name in names}
