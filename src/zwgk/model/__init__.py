"""The things the law names, as frozen classes (数据模型); no logic beyond invariants.

A class is loaded when first used: a program that only asks for deadlines does not build the catalogue's classes.
"""

from importlib import import_module

TYPE_CHECKING = False  # type checkers take it for true; typing itself is slow to load
if TYPE_CHECKING:
    from typing import Any

    from zwgk.model._record import FrozenMap, Record, Result
    from zwgk.model.adjust import Action, Decision, PowerChange, Proposal, Rule, Signal, SignalKind
    from zwgk.model.annual import (
        AnnualReport,
        Decisions,
        Documents,
        Fees,
        FeeStatement,
        Proactive,
        Procurement,
    )
    from zwgk.model.application import (
        Applicant,
        ApplicantKind,
        Application,
        Delivery,
        Event,
        EventKind,
        Via,
    )
    from zwgk.model.catalog import Audience, Catalog, CatalogItem, Channels, Citation, Ground
    from zwgk.model.difference import (
        Change,
        ChangeKind,
        Conflict,
        ConflictKind,
        Difference,
        HeadChange,
        MatchHow,
        Merge,
        Side,
    )
    from zwgk.model.document import Document, DocumentNote, NotePlace
    from zwgk.model.facts import Mark, MarkFacts, MarkStatus, MarkStep
    from zwgk.model.handling import HandlingStep, HandlingStepKind
    from zwgk.model.information import Information, InformationStatus, TrailStep, TrailStepKind
    from zwgk.model.ledger import Ledger
    from zwgk.model.mapping import FieldMapping, Mapped, StandardMapping
    from zwgk.model.mark import MarkNote
    from zwgk.model.matters import LeftOut, MatterSheet, MatterStage, Power
    from zwgk.model.pack import (
        Checklist,
        Coverage,
        Duty,
        ExtraColumns,
        Milestone,
        Pack,
        PackElements,
        PackField,
        PackHandling,
        PackLevels,
        PackPeriod,
        PackPilot,
        PackReadings,
        PackResponsible,
        PackTrail,
        Provision,
    )
    from zwgk.model.secrecy import SecrecyState, SecrecyTerm
    from zwgk.model.time_limit import Clause, TimeLimit

__all__ = [
    "Action",
    "AnnualReport",
    "Applicant",
    "ApplicantKind",
    "Application",
    "Audience",
    "Catalog",
    "CatalogItem",
    "Change",
    "ChangeKind",
    "Channels",
    "Checklist",
    "Citation",
    "Clause",
    "Conflict",
    "ConflictKind",
    "Coverage",
    "Decision",
    "Decisions",
    "Delivery",
    "Difference",
    "Document",
    "DocumentNote",
    "Documents",
    "Duty",
    "Event",
    "EventKind",
    "ExtraColumns",
    "FeeStatement",
    "Fees",
    "FieldMapping",
    "FrozenMap",
    "Ground",
    "HandlingStep",
    "HandlingStepKind",
    "HeadChange",
    "Information",
    "InformationStatus",
    "Ledger",
    "LeftOut",
    "Mapped",
    "Mark",
    "MarkFacts",
    "MarkNote",
    "MarkStatus",
    "MarkStep",
    "MatchHow",
    "MatterSheet",
    "MatterStage",
    "Merge",
    "Milestone",
    "NotePlace",
    "Pack",
    "PackElements",
    "PackField",
    "PackHandling",
    "PackLevels",
    "PackPeriod",
    "PackPilot",
    "PackReadings",
    "PackResponsible",
    "PackTrail",
    "Power",
    "PowerChange",
    "Proactive",
    "Procurement",
    "Proposal",
    "Provision",
    "Record",
    "Result",
    "Rule",
    "SecrecyState",
    "SecrecyTerm",
    "Side",
    "Signal",
    "SignalKind",
    "StandardMapping",
    "TimeLimit",
    "TrailStep",
    "TrailStepKind",
    "Via",
]

_HOME = {
    name: module
    for module, names in (
        ("_record", "FrozenMap Record Result"),
        ("adjust", "Action Decision PowerChange Proposal Rule Signal SignalKind"),
        ("annual", "AnnualReport Decisions Documents Fees FeeStatement Proactive Procurement"),
        ("application", "Applicant ApplicantKind Application Delivery Event EventKind Via"),
        ("catalog", "Audience Catalog CatalogItem Channels Citation Ground"),
        (
            "difference",
            "Change ChangeKind Conflict ConflictKind Difference HeadChange MatchHow Merge Side",
        ),
        ("document", "Document DocumentNote NotePlace"),
        ("facts", "Mark MarkFacts MarkStatus MarkStep"),
        ("handling", "HandlingStep HandlingStepKind"),
        ("information", "Information InformationStatus TrailStep TrailStepKind"),
        ("ledger", "Ledger"),
        ("mapping", "FieldMapping Mapped StandardMapping"),
        ("mark", "MarkNote"),
        ("matters", "LeftOut MatterSheet MatterStage Power"),
        (
            "pack",
            "Checklist Coverage Duty ExtraColumns Milestone Pack PackElements PackField PackHandling PackLevels PackPeriod PackPilot PackReadings PackResponsible PackTrail Provision",
        ),
        ("secrecy", "SecrecyState SecrecyTerm"),
        ("time_limit", "Clause TimeLimit"),
    )
    for name in names.split()
}


def __getattr__(name: str) -> "Any":
    if name not in _HOME:
        message = f"module 'zwgk.model' has no attribute {name!r}"
        raise AttributeError(message)
    found = getattr(import_module(f"zwgk.model.{_HOME[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
