"""The JSON Schemas that are published (公布的数据格式), by file name: records, what is computed, the ledger.

``schemas/write.py`` writes them; a new class that other systems exchange is added here.
"""

import re
from typing import Any

from zwgk.clock import Clock
from zwgk.deadline import Deadline
from zwgk.fee import Fee
from zwgk.model import (
    AnnualReport,
    Application,
    Catalog,
    CatalogItem,
    Decision,
    Difference,
    Document,
    Information,
    Mark,
    MarkFacts,
    MatterSheet,
    Merge,
    Pack,
    Proposal,
    Record,
    Result,
    SecrecyTerm,
    Signal,
    StandardMapping,
)
from zwgk.outcomes import Reply
from zwgk.report import Report
from zwgk.schema import listing, schema

__all__ = ["CLASSES", "published"]

CLASSES: tuple[type[Record | Result], ...] = (
    AnnualReport,
    Application,
    Catalog,
    CatalogItem,
    Clock,
    Deadline,
    Decision,
    Difference,
    Document,
    Fee,
    Information,
    Mark,
    MarkFacts,
    MatterSheet,
    Merge,
    Pack,
    Proposal,
    Reply,
    Report,
    SecrecyTerm,
    Signal,
    StandardMapping,
)


_HUMP = re.compile("(?<=[a-z])(?=[A-Z])")


def published() -> dict[str, dict[str, Any]]:
    """Write every published schema by file name (公布的数据格式).

    >>> "clock.schema.json" in published()
    True
    """
    made = {f"{_name(cls)}.schema.json": schema(cls) for cls in CLASSES}
    return made | {"ledger.schema.json": listing(Application, "依申请公开台账")}


def _name(cls: type[Record | Result]) -> str:
    named = issubclass(cls, Record) and cls.KIND
    return named or _HUMP.sub("-", cls.__name__).lower()
