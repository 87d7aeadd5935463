"""The things the law names, as frozen classes (数据模型); no logic beyond invariants."""

from zwgk.model._record import FrozenMap, Record
from zwgk.model.catalog import Audience, Catalog, CatalogItem, Channels, Citation, Ground
from zwgk.model.mark import MarkNote
from zwgk.model.pack import (
    Checklist,
    Coverage,
    Duty,
    ExtraColumns,
    Milestone,
    Pack,
    PackElements,
    PackField,
    PackLevels,
    PackPeriod,
    PackPilot,
    PackReadings,
    PackResponsible,
    PackTrail,
    Provision,
)
from zwgk.model.time_limit import Clause, TimeLimit

__all__ = [
    "Audience",
    "Catalog",
    "CatalogItem",
    "Channels",
    "Checklist",
    "Citation",
    "Clause",
    "Coverage",
    "Duty",
    "ExtraColumns",
    "FrozenMap",
    "Ground",
    "MarkNote",
    "Milestone",
    "Pack",
    "PackElements",
    "PackField",
    "PackLevels",
    "PackPeriod",
    "PackPilot",
    "PackReadings",
    "PackResponsible",
    "PackTrail",
    "Provision",
    "Record",
    "TimeLimit",
]
