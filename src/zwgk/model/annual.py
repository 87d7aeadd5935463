"""The annual report of disclosure work (政府信息公开工作年度报告): tables two, three and four, and the fee statement.

Source: 国办公开办函〔2021〕30号, before it 国办公开办函〔2019〕60号. Rows and columns are data
(``data/vocabulary/annual.toml``).
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, ClassVar

from attrs import field, frozen

from zwgk import _data
from zwgk.model._record import Record, entry, frozen_map

__all__ = [
    "AnnualReport",
    "Decisions",
    "Documents",
    "FeeStatement",
    "Fees",
    "Proactive",
    "Procurement",
    "remedy_keys",
    "request_keys",
]

_MOST = 10**12
_Rows = Mapping[str, Sequence[int]]
_Table = Mapping[str, tuple[int, ...]]


@cache
def request_keys() -> tuple[str, ...]:
    """List the rows of table three in their order (表三各行).

    >>> len(request_keys()), request_keys()[2]
    (25, 'granted')
    """
    return tuple(row["key"] for row in _data.load("vocabulary/annual")["requests"]["row"])


@cache
def remedy_keys() -> tuple[str, ...]:
    """List the groups of table four in their order (表四各组).

    >>> remedy_keys()[0]
    'reconsideration'
    """
    return tuple(group["key"] for group in _data.load("vocabulary/annual")["remedies"]["group"])


def _ordered(rows: _Rows, keys: Sequence[str]) -> _Table:
    known = [key for key in keys if key in rows]
    strange = [key for key in rows if key not in keys]
    made: Any = frozen_map({key: tuple(rows[key]) for key in (*known, *strange)})
    table: _Table = made
    return table


def _requests(rows: _Rows) -> _Table:
    return _ordered(rows, request_keys())


def _remedies(rows: _Rows | None) -> _Table | None:
    return None if rows is None else _ordered(rows, remedy_keys())


@frozen
class Documents(Record):
    """Rules or normative documents in table two (规章、行政规范性文件); the last three are of 2019 and 2020."""

    issued: int | None = entry("本年制发件数", default=None, minimum=0)
    abolished: int | None = entry("本年废止件数", default=None, minimum=0)
    in_force: int | None = entry("现行有效件数", default=None, minimum=0)
    made: int | None = entry("本年新制作数量", default=None, minimum=0)
    published: int | None = entry("本年新公开数量", default=None, minimum=0)
    published_in_all: int | None = entry("对外公开总数量", default=None, minimum=0)


@frozen
class Decisions(Record):
    """Decisions of one kind in table two (行政许可、处罚、强制); the last two are of 2019 and 2020."""

    decisions: int | None = entry("本年处理决定数量", default=None, minimum=0)
    last_year: int | None = entry("上一年项目数量", default=None, minimum=0)
    change: int | None = entry("本年增/减", default=None)


@frozen
class Fees(Record):
    """Administrative fees in table two (行政事业性收费), in 10,000 yuan; the last two are of 2019 and 2020."""

    amount: float | None = entry("本年收费金额（万元）", default=None, minimum=0, maximum=_MOST)
    last_year: int | None = entry("上一年项目数量", default=None, minimum=0)
    change: int | None = entry("本年增/减", default=None)


@frozen
class Procurement(Record):
    """Central procurement in table two of 2019 and 2020 (政府集中采购)."""

    projects: int | None = entry("采购项目数量", default=None, minimum=0)
    total_amount: float | None = entry("采购总金额", default=None, minimum=0, maximum=_MOST)


@frozen
class Proactive(Record):
    """Table two (主动公开政府信息情况); ``other_services`` and ``procurement`` are of 2019 and 2020.

    >>> Proactive(licences=Decisions(12)).licences.decisions
    12
    """

    rules: Documents | None = entry("规章", default=None)
    normative_documents: Documents | None = entry("行政规范性文件", default=None)
    licences: Decisions | None = entry("行政许可", default=None)
    other_services: Decisions | None = entry("其他对外管理服务事项", default=None)
    penalties: Decisions | None = entry("行政处罚", default=None)
    coercion: Decisions | None = entry("行政强制", default=None)
    fees: Fees | None = entry("行政事业性收费", default=None)
    procurement: Procurement | None = entry("政府集中采购", default=None)


@frozen
class FeeStatement(Record):
    """What part six says of the information-handling fee (信息处理费收取情况); ``amount`` in yuan."""

    notices: int = entry("收费通知件数", minimum=0)
    amount: float = entry("收取金额（元）", minimum=0, maximum=_MOST)
    text: str | None = entry("说明", default=None)


@frozen
class AnnualReport(Record):
    """The annual report of one body (政府信息公开工作年度报告), its statistics and fee statement.

    ``places`` tells the cell of a JSON Pointer such as ``/requests/granted/0``; ``reading`` holds the findings
    made while counting or reading. Both stand outside ``to_dict`` and equality.

    >>> report = AnnualReport(2025, {key: (0,) * 7 for key in request_keys()}, body="柳坪区教育局")
    >>> AnnualReport.from_dict(report.to_dict()) == report
    True
    """

    KIND: ClassVar[str | None] = "annual-report"
    SCHEMA: ClassVar[str | None] = "zwgk/annual-report/1"

    year: int = entry("年度", minimum=1)
    requests: _Table = entry(
        "收到和处理政府信息公开申请情况",
        keys=request_keys,
        length=7,
        minimum=0,
        converter=_requests,
    )
    body: str = entry("单位", default="")
    remedies: _Table | None = entry(
        "政府信息公开行政复议、行政诉讼情况",
        default=None,
        keys=remedy_keys,
        length=5,
        minimum=0,
        converter=_remedies,
    )
    proactive: Proactive | None = entry("主动公开政府信息情况", default=None)
    fee: FeeStatement | None = entry("信息处理费", default=None)
    places: Mapping[str, str] = field(factory=dict, eq=False, repr=False)
    reading: tuple[object, ...] = field(default=(), eq=False, repr=False)
