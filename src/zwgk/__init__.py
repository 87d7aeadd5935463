"""zwgk (政务公开): the domain rules of Chinese government-information disclosure.

Names are loaded when first used, so that ``import zwgk`` stays light.
"""

import sys
from importlib import import_module
from types import ModuleType

TYPE_CHECKING = False  # type checkers take it for true; typing itself is slow to load
if TYPE_CHECKING:
    from typing import Any

    from zwgk.adjust.applying import apply
    from zwgk.adjust.difference import diff
    from zwgk.adjust.merging import merge
    from zwgk.adjust.review import review
    from zwgk.annual import annual_report
    from zwgk.clock import clock
    from zwgk.deadline import deadline
    from zwgk.deadline_columns import deadline_many
    from zwgk.errors import BeyondNotices, ReadError, ShapeError, ZwgkError
    from zwgk.io import read, write
    from zwgk.io.annotate import annotate
    from zwgk.marking import mark
    from zwgk.outcomes import reply
    from zwgk.text.basis import parse_basis
    from zwgk.text.channels import parse_channels
    from zwgk.text.marks import parse_mark
    from zwgk.text.personal import deidentify, find_personal
    from zwgk.text.time_limit import parse_time_limit
    from zwgk.validate import validate
    from zwgk.workdays import china

__all__ = [
    "BeyondNotices",
    "ReadError",
    "ShapeError",
    "ZwgkError",
    "annotate",
    "annual_report",
    "apply",
    "china",
    "clock",
    "deadline",
    "deadline_many",
    "deidentify",
    "diff",
    "find_personal",
    "law",
    "mark",
    "merge",
    "model",
    "packs",
    "parse_basis",
    "parse_channels",
    "parse_mark",
    "parse_time_limit",
    "read",
    "reply",
    "review",
    "standards",
    "validate",
    "workdays",
    "write",
]

__version__ = "26.1"

_HOME = {
    "BeyondNotices": "errors",
    "ReadError": "errors",
    "ShapeError": "errors",
    "ZwgkError": "errors",
    "parse_basis": "text.basis",
    "parse_channels": "text.channels",
    "parse_mark": "text.marks",
    "parse_time_limit": "text.time_limit",
    "deidentify": "text.personal",
    "find_personal": "text.personal",
    "annotate": "io.annotate",
    "annual_report": "annual",
    "apply": "adjust.applying",
    "china": "workdays",
    "clock": "clock",
    "deadline": "deadline",
    "deadline_many": "deadline_columns",
    "diff": "adjust.difference",
    "mark": "marking",
    "merge": "adjust.merging",
    "read": "io",
    "review": "adjust.review",
    "reply": "outcomes",
    "write": "io",
    "validate": "validate",
}
_MODULES = frozenset({"law", "model", "packs", "standards", "trail", "workdays"})


class _Face(ModuleType):
    """Keep a public function where the import system would put the module of the same name."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOME and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Face


def __getattr__(name: str) -> "Any":
    if name in _MODULES:
        return import_module(f"zwgk.{name}")
    if name not in _HOME:
        message = f"module 'zwgk' has no attribute {name!r}"
        raise AttributeError(message)
    found = getattr(import_module(f"zwgk.{_HOME[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
