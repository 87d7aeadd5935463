"""Reading the time limit of disclosure (公开时限识读): text ↔ clauses.

The language is small: an event, an amount, an act, their scopes, and 法律、法规另有规定的从其规定.
Source of the element: 国办发〔2019〕54号; of its usual wording: 《政府信息公开条例》第二十六条.
"""

from functools import lru_cache

from zwgk.errors import ZwgkError
from zwgk.model.time_limit import TimeLimit
from zwgk.text.time_limit.reading import read

__all__ = ["parse_time_limit"]

_USUAL = 2000
_remembered = lru_cache(maxsize=65536)(read)


def parse_time_limit(text: str) -> TimeLimit:
    """Read a time limit of disclosure (识读公开时限); what cannot be read is kept as it is.

    >>> parse_time_limit("信息形成或变更之日起２０个工作日内").to_dict()["clauses"]
    [{'kind': 'within', 'amount': 20, 'unit': 'working_day', 'from': ['形成', '变更']}]

    Raises:
        ZwgkError: *text* is no text.
    """
    if not isinstance(text, str):
        message = f"a time limit is text, not {type(text).__name__}"
        raise ZwgkError(message)
    return _remembered(text) if len(text) <= _USUAL else read(text)
