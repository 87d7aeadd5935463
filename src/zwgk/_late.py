"""The one hook by which a lower layer calls a higher one at call time (延迟绑定).

Methods of result classes (``CatalogItem.from_dict``, ``str(TimeLimit)``) are thin calls of functions that live
in higher layers. Every such call is listed in ``TARGETS``; there is no other deferred import in the library.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

__all__ = ["TARGETS", "late"]

TARGETS = {
    "add_many": ("zwgk.workdays.columns", "add_many"),
    "column_faults": ("zwgk.packs.extras", "column_faults"),
    "count_many": ("zwgk.workdays.columns", "count_many"),
    "difference_html": ("zwgk.render.difference", "notebook"),
    "difference_text": ("zwgk.render.difference", "text"),
    "from_dict": ("zwgk.shape", "from_dict"),
    "mark_wording": ("zwgk.text.marks", "note"),
    "merge_html": ("zwgk.render.merge", "notebook"),
    "merge_text": ("zwgk.render.merge", "text"),
    "outlook": ("zwgk.workdays.outlook", "outlook"),
    "patched": ("zwgk.adjust.difference", "patched"),
    "read_notice": ("zwgk.workdays.wording", "read_notice"),
    "read_pack": ("zwgk.io.pack_file", "read_pack"),
    "report_html": ("zwgk.render.html", "notebook"),
    "report_text": ("zwgk.render.terminal", "table"),
    "schema_faults": ("zwgk.packs.extras", "schema_faults"),
    "time_limit_due": ("zwgk.due", "due"),
    "time_limit_wording": ("zwgk.text.wording", "time_limit"),
}


def late(name: str) -> Callable[..., Any]:
    """Resolve one named target to its function (解析延迟调用).

    >>> late("from_dict").__name__
    'from_dict'
    """
    module, function = TARGETS[name]
    found: Callable[..., Any] = getattr(import_module(module), function)
    return found
