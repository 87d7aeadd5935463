"""The kinds of replies and letters (文书种类): found by key, by name, or by the row of the annual report."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from zwgk import _data
from zwgk.errors import ZwgkError
from zwgk.text import answers

__all__ = ["Kind", "kind_of", "kinds", "letter_words", "reply_words"]

Kind = Mapping[str, Any]


@cache
def reply_words() -> Kind:
    """Give the wording of replies (答复用语)."""
    return _data.load("outcomes")


@cache
def letter_words() -> Kind:
    """Give the wording of letters (告知用语)."""
    return _data.load("letters")


@cache
def _all() -> tuple[Kind, ...]:
    return (*reply_words()["outcome"], *letter_words()["letter"])


def kinds() -> Mapping[str, str]:
    """List the replies and letters that can be drafted, by key, with their names (文书种类).

    >>> kinds()["correction_notice"]
    '补正告知书'
    """
    return {each["key"]: each["title"] for each in _all()}


def kind_of(outcome: str, day: date) -> Kind:
    """Find the kind of a reply or letter that is in use on a day (查找种类).

    Raises:
        ZwgkError: there is none of that name, or its rules were not in force.
    """
    found = _letter(outcome, by_row=False) or answers.kind_of(outcome) or _letter(outcome)
    if found is None:
        message = (
            f"no reply is known for the outcome {outcome!r}; known: {'、'.join(kinds().values())}"
        )
        raise ZwgkError(message)
    since = found.get("since", reply_words()["since"])
    if day < since:
        message = f"{found['key']!r} is drafted under the rules in force from {since}, not on {day}"
        raise ZwgkError(message)
    return found


def _letter(outcome: str, *, by_row: bool = True) -> Kind | None:
    return answers.kind_among(letter_words()["letter"], outcome, by_row=by_row)
