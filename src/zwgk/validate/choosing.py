"""Which findings are told, and how severe they are (筛选检查结果): codes chosen by the caller, severity by the plan."""

from collections.abc import Iterable, Iterator

from attrs import evolve

from zwgk.errors import ZwgkError
from zwgk.model import Pack
from zwgk.report import Finding, codes
from zwgk.terms import Severity
from zwgk.validate.personal import CODE as PERSONAL

__all__ = ["chosen", "known_codes"]


def known_codes(words: Iterable[str]) -> tuple[str, ...]:
    """Check codes or their first words (代码筛选).

    >>> known_codes(["time-limit"])
    ('time-limit',)

    Raises:
        ZwgkError: there is no such code.
    """
    asked = (words,) if isinstance(words, str) else tuple(words)
    for word in asked:
        if not any(_is_of(code, word) for code in codes()):
            message = f"unknown code {word!r}; the codes are listed in the documentation"
            raise ZwgkError(message)
    return asked


def _is_of(code: str, word: str) -> bool:
    return code == word or code.startswith(f"{word}.")


def chosen(
    found: Iterable[Finding], pack: Pack, wanted: Iterable[str] = (), unwanted: Iterable[str] = ()
) -> Iterator[Finding]:
    """Keep the findings that are wanted, with the severity of the plan (筛选)."""
    return _by_pack(_wanted(found, (*wanted,), (*unwanted,)), pack)


def _wanted(
    found: Iterable[Finding], wanted: tuple[str, ...], unwanted: tuple[str, ...]
) -> Iterator[Finding]:
    for each in found:
        if wanted and not any(_is_of(each.code, word) for word in wanted):
            continue
        if not any(_is_of(each.code, word) for word in unwanted):
            yield each


def _by_pack(found: Iterable[Finding], pack: Pack) -> Iterator[Finding]:
    """Give each finding the severity that the plan sets for its code (方案改动严重程度).

    Personal data comes graded by kind, with the plan's levels in it.
    """
    for each in found:
        level = None if each.code == PERSONAL else pack.severity.get(each.code)
        if level != "off":
            yield evolve(each, severity=Severity(level)) if level else each
