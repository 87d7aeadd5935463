"""The steps that a plan wants (方案的步骤): words as plans write them → our steps, who takes them, since when.

Two procedures have steps: the decision at the source (``trail``, 源头认定) and the handling of an application
(``handling``, 依申请公开办理). The words are data: ``data/vocabulary/steps.toml``.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any, Literal

from zwgk import _data
from zwgk.model.pack import Pack
from zwgk.text.normal import squeezed

__all__ = ["Procedure", "applies_on", "at_odds", "rows_of", "step_names", "steps_of", "takers_of"]

Procedure = Literal["trail", "handling"]


@cache
def rows_of(procedure: Procedure) -> Mapping[str, Mapping[str, Any]]:
    """List what is known of each step and end of a procedure, in the usual order (步骤一览).

    >>> rows_of("trail")["approval"]["name"]
    '负责人审定'
    """
    return {each["step"]: each for each in _data.load("vocabulary/steps")[procedure]}


@cache
def step_names(procedure: Procedure) -> Mapping[str, str]:
    """Tell the step for each word that a plan may use (步骤的各种叫法).

    >>> step_names("trail")["科室审核"], step_names("handling")["归档"]
    ('unit_review', 'archived')
    """
    steps = {step: row for step, row in rows_of(procedure).items() if not row.get("end")}
    own = {step: step for step in steps}
    return own | {
        word: step for step, row in steps.items() for word in (row["name"], *row["aliases"])
    }


@lru_cache(maxsize=64)
def steps_of(pack: Pack, procedure: Procedure, part: str = "steps") -> tuple[str, ...]:
    """List the steps that a plan wants, in its order (方案的步骤); *part* is the key that lists them.

    >>> from zwgk.packs import load
    >>> steps_of(load("guangzhou"), "trail")
    ('secrecy_review', 'draft', 'unit_review', 'approval')
    """
    return _known(getattr(_plan(pack, procedure), part), procedure)


@lru_cache(maxsize=64)
def takers_of(pack: Pack, procedure: Procedure) -> Mapping[str, str]:
    """Tell who takes a step under a plan (由谁办理).

    >>> from zwgk.packs import load
    >>> takers_of(load("guangzhou"), "trail")["approval"]
    '单位负责人'
    """
    names = step_names(procedure)
    by = _plan(pack, procedure).by
    return {names[squeezed(word)]: who for word, who in by.items() if squeezed(word) in names}


def applies_on(pack: Pack, procedure: Procedure, day: date | None) -> bool | None:
    """Tell whether the plan was issued by *day* (方案是否已施行); nothing where it is not known.

    >>> from zwgk.packs import load
    >>> applies_on(load("nanjing"), "trail", date(2017, 9, 14)), applies_on(load("weidu"), "trail", None)
    (False, None)
    """
    since = _plan(pack, procedure).since or pack.issued
    return None if since is None or day is None else day >= since


def at_odds(steps: tuple[str, ...], procedure: Procedure) -> Iterator[tuple[int, str, str]]:
    """Find steps that a plan puts before what must precede them (次序不合): number, step, the one before it.

    >>> list(at_odds(("approval", "draft"), "trail"))
    [(1, 'draft', 'approval')]
    """
    rows = rows_of(procedure)
    for n, step in enumerate(steps):
        earlier = (each for each in steps[:n] if each and step in rows[each].get("after", ()))
        if wrong := next(earlier, None):
            yield n, step, wrong


def _plan(pack: Pack, procedure: Procedure) -> Any:
    return getattr(pack, procedure)


def _known(words: tuple[str, ...], procedure: Procedure) -> tuple[str, ...]:
    names = step_names(procedure)
    return tuple(dict.fromkeys(names[squeezed(each)] for each in words if squeezed(each) in names))
