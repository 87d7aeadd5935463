"""The things the law names, as frozen classes (数据模型); no logic beyond invariants."""

from zwgk.model._record import FrozenMap, Record
from zwgk.model.catalog import Audience, Catalog, CatalogItem, Channels, Citation, Ground
from zwgk.model.mark import MarkNote
from zwgk.model.time_limit import Clause, TimeLimit

__all__ = [
    "Audience",
    "Catalog",
    "CatalogItem",
    "Channels",
    "Citation",
    "Clause",
    "FrozenMap",
    "Ground",
    "MarkNote",
    "Record",
    "TimeLimit",
]
