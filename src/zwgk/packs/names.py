"""What a pack says must be known, and what it says twice must agree (方案用词核对)."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from attrs import frozen

from zwgk import _data
from zwgk._late import late
from zwgk.model.pack import Pack
from zwgk.packs.asking import element_keys
from zwgk.packs.places import Path
from zwgk.packs.steps import Procedure, at_odds, rows_of, step_names
from zwgk.report import codes
from zwgk.terms import Attribute, Level, Phase, Stage
from zwgk.text.normal import squeezed
from zwgk.text.personal_kinds import personal_kinds
from zwgk.vocabulary import levels_of

__all__ = ["Fault", "faults"]

_UNKNOWN = "pack.unknown-name"
_CONFLICT = "pack.conflict"
_PROCEDURES: tuple[Procedure, ...] = ("trail", "handling")


@frozen
class Fault:
    """One fault of a pack (方案错误): where, what, and the words that would do."""

    code: str
    path: Path
    message: str
    value: str | None = None
    known: tuple[str, ...] = ()


def faults(pack: Pack) -> Iterator[Fault]:
    """Find the words of a pack that nobody knows, and what contradicts itself (方案用词核对).

    >>> from zwgk.packs import load
    >>> list(faults(load("national")))
    []
    """
    for rule in _RULES:
        yield from rule(pack)


def _unknown(path: Path, kind: str, name: str, known: Iterable[str]) -> Fault:
    return Fault(_UNKNOWN, path, f"没有“{name}”这个{kind}", name, tuple(known))


# ------------------------------------------------------------------ names


def _elements(pack: Pack) -> Iterator[Fault]:
    known = element_keys()
    for key in ("required", "not_proactive", "table"):
        for n, name in enumerate(getattr(pack.elements, key)):
            if pack.terms.get(name, name) not in known:
                yield _unknown(("elements", key, n), "要素", name, known)


def _wanted(pack: Pack) -> Iterator[Fault]:
    if not pack.required:
        message = "没有列出必备要素；请列出，或者用 extends 沿用一个自带方案"
        yield Fault("pack.missing", ("elements", "required"), message)
    if not pack.fields:
        message = "没有列出领域；请列出，或者用 extends 沿用一个自带方案"
        yield Fault("pack.missing", ("fields",), message)


def _levels(pack: Pack) -> Iterator[Fault]:
    for n, name in enumerate(pack.levels.used):
        if not levels_of(pack.terms.get(name, name)):
            yield _unknown(("levels", "used", n), "层级", name, [each.value for each in Level])


def _terms(pack: Pack) -> Iterator[Fault]:
    ours = [each.value for kind in (Attribute, Level, Stage, Phase) for each in kind]
    known = [*ours, *element_keys()]
    for own, name in pack.terms.items():
        if name not in known:
            yield _unknown(("terms", own), "本库用语", name, known)


def _severity(pack: Pack) -> Iterator[Fault]:
    known = _words("severities")
    graded = (*codes(), *(f"personal-data.{kind}" for kind in personal_kinds()))
    for code, level in pack.severity.items():
        if code not in graded:
            yield _unknown(("severity", code), "检查代码", code, graded)
        elif level not in known:
            yield _unknown(("severity", code), "严重程度", level, known)


def _codes(pack: Pack) -> Iterator[Fault]:
    for n, each in enumerate(pack.provisions):
        for m, code in enumerate(each.checks):
            if code not in codes():
                yield _unknown(("provisions", n, "checks", m), "检查代码", code, codes())


def _listed(pack: Pack) -> Iterator[Fault]:
    """Check the words that are listed in data: thresholds, readings."""
    limits, readings = (_words(key) for key in ("thresholds", "readings"))
    for name in pack.thresholds:
        if name not in limits:
            yield _unknown(("thresholds", name), "阈值", name, limits)
    for n, name in enumerate(pack.readings.names):
        if name not in readings:
            yield _unknown(("readings", "names", n), "口径", name, readings)


def _steps(pack: Pack) -> Iterator[Fault]:
    """Check the steps of both procedures: known words, each once, in an order that can be kept."""
    for key in _PROCEDURES:
        names, plan = step_names(key), getattr(pack, key)
        listed = ("steps", plan.steps), ("not_proactive", getattr(plan, "not_proactive", ()))
        for part, words in listed:
            for n, name in enumerate(words):
                if squeezed(name) not in names:
                    yield _unknown((key, part, n), "步骤", name, names)
        for name in plan.by:
            if squeezed(name) not in names:
                yield _unknown((key, "by", name), "步骤", name, names)
        yield from _order(key, plan.steps)


def _order(key: Procedure, words: tuple[str, ...]) -> Iterator[Fault]:
    names, rows = step_names(key), rows_of(key)
    steps = tuple(names.get(squeezed(each), "") for each in words)
    for n, step in enumerate(steps):
        if step and step in steps[:n]:
            message = f"“{words[n]}”与第{steps.index(step) + 1}项重复"
            yield Fault(_CONFLICT, (key, "steps", n), message, words[n])
    for n, step, earlier in at_odds(steps, key):
        message = f"“{rows[step]['name']}”不能排在“{rows[earlier]['name']}”之后"
        yield Fault(_CONFLICT, (key, "steps", n), message, words[n])


def _words(key: str) -> Mapping[str, str]:
    table: Mapping[str, str] = _data.load("vocabulary/pack")[key]
    return table


# ------------------------------------------------------------------ contradictions


def _twice(pack: Pack) -> Iterator[Fault]:
    for key, named in (
        ("fields", [each.name for each in pack.fields]),
        ("checklists", [each.name for each in pack.checklists]),
        ("pilots", [each.place for each in pack.pilots]),
    ):
        for n, name in enumerate(named):
            if not squeezed(name):
                yield Fault("pack.missing", (key, n), "名称是空的")
            elif name in named[:n]:
                message = f"“{name}”与第{named.index(name) + 1}项重复"
                yield Fault(_CONFLICT, (key, n), message, name)


def _pilots(pack: Pack) -> Iterator[Fault]:
    known = [each.name for each in pack.fields]
    for n, each in enumerate(pack.pilots):
        for m, name in enumerate(each.fields):
            if name not in known:
                yield _unknown(("pilots", n, "fields", m), "领域（应为本方案领域）", name, known)
        if each.fewest and each.most and each.fewest > each.most:
            message = f"最少{each.fewest}个多于最多{each.most}个"
            yield Fault(_CONFLICT, ("pilots", n, "fewest"), message)


def _milestones(pack: Pack) -> Iterator[Fault]:
    for n, each in enumerate(pack.milestones):
        if each.since and each.since > each.day:
            message = f"开始日期 {each.since} 晚于完成日期 {each.day}"
            yield Fault(_CONFLICT, ("milestones", n, "since"), message)


def _columns(pack: Pack) -> Iterator[Fault]:
    if pack.extra_columns is not None:
        for path, message in late("schema_faults")(pack.extra_columns.schema):
            yield Fault("pack.extra-columns", ("extra_columns", "schema", *path), message)


_RULES: tuple[Callable[[Pack], Iterator[Fault]], ...] = (
    _wanted,
    _elements,
    _levels,
    _terms,
    _severity,
    _codes,
    _listed,
    _steps,
    _twice,
    _pilots,
    _milestones,
    _columns,
)
