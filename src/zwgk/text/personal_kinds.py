"""The kinds of personal data that are looked for (个人信息种类), without the looking.

Source: ``data/vocabulary/personal.toml``.
"""

from collections.abc import Mapping
from functools import cache

from attrs import frozen

from zwgk import _data
from zwgk.terms import Severity

__all__ = ["PersonalKind", "personal_kinds"]


@frozen
class PersonalKind:
    """One kind of personal data (个人信息种类): its name, how grave it is in something to be published, its mask.

    ``public`` marks what belongs to nobody and is always published: service hotlines.
    """

    code: str
    name: str
    severity: Severity
    head: int
    tail: int
    public: bool = False


@cache
def personal_kinds() -> Mapping[str, PersonalKind]:
    """List the kinds of personal data that are looked for (个人信息种类).

    >>> personal_kinds()["mobile"].name, personal_kinds()["landline"].severity.value
    ('手机号码', 'info')
    """
    listed = _data.load("vocabulary/personal")["kind"]
    return {
        each["code"]: PersonalKind(**each | {"severity": Severity(each["severity"])})
        for each in listed
    }
