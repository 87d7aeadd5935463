"""The decision told (判定说明): steps with their grounds, and what is to be done.

A step's words depend on its own facts alone, so they are kept by what is known of those.
"""

from collections.abc import Iterator
from functools import lru_cache

from zwgk.marking.table import TITLED, Outcome, Step, Table, compiled, first
from zwgk.model import Ground, MarkStep

__all__ = ["before_the_first", "duties", "grounds", "retold", "steps"]


def retold(
    edition: str, readings: tuple[str, ...], missing: int, true: int, false: int
) -> tuple[MarkStep, ...]:
    """Tell the steps of a mark made earlier (补述步骤): plain values, so that marks travel between processes."""
    return steps(compiled(edition, readings), missing, true, false)


def steps(table: Table, missing: int, true: int, false: int) -> tuple[MarkStep, ...]:
    """Tell the steps up to the one that decides, or what is still to be asked (判定步骤)."""
    told = (*_readings(table), *_steps(table, true, false))
    return (*told, _undetermined(missing)) if missing else told


def _undetermined(missing: int) -> MarkStep:
    return MarkStep("undetermined", f"尚不能判定，有待查明：{'；'.join(_titles(missing))}")


def _readings(table: Table) -> Iterator[MarkStep]:
    return (MarkStep("reading", f"按口径 {name}：{table.offered[name]}") for name in table.readings)


def _steps(table: Table, true: int, false: int) -> Iterator[MarkStep]:
    cut, sure, undecided = 0, False, False
    for step in table.steps:
        if cut and not step.cut:
            yield _separation(table.separation, true & cut, false & cut)
            if sure and false & cut:
                return
            cut = 0
        told, state = _told(step, true & step.bits, false & step.bits)
        if step.reasons or not undecided:
            yield told
        undecided = undecided or state == "open"
        if step.cut and state in ("holds", "open"):
            cut, sure = step.cut, sure or state == "holds"
        elif state == "holds":
            return


@lru_cache(maxsize=4096)
def _told(step: Step, true: int, false: int) -> tuple[MarkStep, str]:
    state = _state(step, true, false)
    known = "；".join(_known(step.bits, true, false))
    said = f"{known}：{step.says[state]}" if known else step.says[state]
    return MarkStep(step.name, f"{step.title}——{said}", step.basis), state


def _state(step: Step, true: int, false: int) -> str:
    if not step.reasons or any(each.sure(true, false) for each in step.reasons):
        return "holds"
    if step.may_hold(true, false):
        return "open"
    lifted = any(each.ground and true & each.bit for each in step.reasons)
    return "lifted" if lifted else "fails"


def _titles(some: int) -> Iterator[str]:
    return (title for bit, title in TITLED if some & bit)


def _known(some: int, true: int, false: int) -> Iterator[str]:
    for bit, title in TITLED:
        if some & bit:
            yield f"{title}（{'是' if true & bit else '否' if false & bit else '未知'}）"


def _separation(step: Step, true: int, false: int) -> MarkStep:
    state = "holds" if true else "fails" if false else "open"
    return MarkStep(step.name, f"{step.title}——{step.says[state]}", step.basis)


def before_the_first() -> MarkStep:
    """Say that the law of that time is not encoded (尚无判定表)."""
    return MarkStep("edition", first()["before"])


def grounds(table: Table, true: int, false: int) -> tuple[tuple[Ground, ...], bool]:
    """List the grounds that hold whatever is unknown (理由), and tell whether none but discretionary ones may."""
    found: tuple[Ground, ...] = ()
    bound = False
    for step in table.steps:
        held, possible = _held(step, true & step.bits, false & step.bits)
        if step.cut:
            found += held
            bound = bound or (possible and not step.discretionary)
        elif possible:
            break
    return found, not bound


@lru_cache(maxsize=4096)
def _held(step: Step, true: int, false: int) -> tuple[tuple[Ground, ...], bool]:
    """List the grounds of one step that hold, and tell whether any may."""
    held = (each.ground for each in step.reasons if each.ground and each.sure(true, false))
    return tuple(held), step.may_hold(true, false)


def duties(table: Table, outcome: Outcome, missing: int, true: int, false: int) -> tuple[str, ...]:
    """List what is to be done (应办事项)."""
    mine = table.asked_of
    return _duties(table, outcome, missing & table.wanting, true & mine, false & mine)


@lru_cache(maxsize=65536)
def _duties(table: Table, outcome: Outcome, missing: int, true: int, false: int) -> tuple[str, ...]:
    """List them; the facts are those that duties ask for, which leaves few different calls."""
    return tuple(each.what for each in table.duties if each.holds(outcome, missing, true, false))
