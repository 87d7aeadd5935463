"""Findings and the report that holds them (检查结果、检查报告).

A finding has a place, a stable code, the fact with its value, the remedy and the ground. Codes with their usual
severity, title, remedy and legal basis are data: ``data/codes.toml``.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, ClassVar

from attrs import evolve, field, frozen

from zwgk import _data
from zwgk._late import late
from zwgk.errors import ZwgkError
from zwgk.model._record import Result, told
from zwgk.terms import Severity

__all__ = ["Code", "Finding", "Report", "Unread", "codes", "finding", "masked"]

_LONG_VALUE = 200
#: 18, 15 to 19 or 11 digits of any width, as people break them, a country code before them
_NUMBER_OF_A_PERSON = re.compile(
    r"(?<![\dA-Za-z〔])(?<![\dA-Za-z]-)(?:(?:86|８６)[ -]?)?"
    r"(?:\d{17}[\dXxＸｘ]|\d{15,19}|[1１][3-9３-９]\d(?:[ -]?\d{4}){2}"
    r"|[3-6]\d{3}(?:[ -]\d{4}){3}(?:[ -]?\d{1,3})?|\d{6}[ -]\d{8}[ -]?\d{3}[\dXx])(?![\dA-Za-z])"
)
#: every such number has them: a quick look before the long one
_FOUR_DIGITS = re.compile(r"\d{4}")
_MAILBOX = re.compile(r"(?<![\w.+-])(\w)[\w.+-]{0,63}(?=@[\w-]{1,63}\.)", re.ASCII)


@frozen
class Code:
    """One kind of finding (检查代码): its usual severity, title, remedy and ground."""

    code: str
    severity: Severity
    title: str
    hint: str
    basis: str | None = None


@cache
def codes() -> Mapping[str, Code]:
    """List every code a finding can have (全部检查代码).

    >>> codes()["channel.none"].severity.value
    'error'
    """
    table = _data.load("codes")["code"]
    return {each["code"]: Code(**each | {"severity": Severity(each["severity"])}) for each in table}


def masked(text: str) -> str:
    """Hide numbers that may identify a person (脱敏), and cut what is very long.

    >>> masked("联系人电话13800138000")
    '联系人电话138******00'
    """
    hidden = text
    if _FOUR_DIGITS.search(text):
        hidden = _NUMBER_OF_A_PERSON.sub(lambda m: f"{m[0][:3]}{'*' * 6}{m[0][-2:]}", text)
    if "@" in hidden:
        hidden = _MAILBOX.sub(r"\1***", hidden)
    return hidden if len(hidden) <= _LONG_VALUE else hidden[:_LONG_VALUE] + "…"


@frozen
class Finding(Result):
    """One fault at one place (检查结果): path, code, fact with its value, remedy, ground.

    ``picture`` draws the days it speaks of, as SVG, where there are such; it is no part of the exchanged data.
    """

    KEYS: ClassVar[Mapping[str, Mapping[str, Any]]] = {
        "code": told("检查代码"),
        "severity": told("严重程度"),
        "path": told("路径"),
        "place": told("位置"),
        "message": told("事实"),
        "value": told("原值"),
        "hint": told("办法"),
        "basis": told("依据"),
    }

    code: str
    severity: Severity
    path: str
    message: str
    place: str | None = None
    value: str | None = None
    hint: str | None = None
    basis: str | None = None
    picture: Callable[[], str | None] | None = field(default=None, eq=False, repr=False)

    def __str__(self) -> str:
        """Say it in one line: place, code, fact, ground."""
        ground = f"（依据：{self.basis}）" if self.basis else ""
        return f"{self.place or self.path or '/'}: [{self.code}] {self.message}{ground}"


def finding(
    code: str,
    path: str,
    message: str,
    *,
    value: str | None = None,
    **changed: Any,
) -> Finding:
    """Make a finding, with severity, remedy and ground of its code unless given (生成检查结果).

    >>> finding("channel.none", "/channels", "公开渠道一项都没有选").severity.value
    'error'
    """
    kind = codes()[code]
    usual = {"severity": kind.severity, "hint": kind.hint, "basis": kind.basis}
    shown = None if value is None else masked(value)
    return Finding(code, path=path, message=masked(message), value=shown, **usual | changed)


@frozen
class Unread(Result):
    """A file that was not checked (未读文件): one Chinese sentence; ``path`` is its place among several."""

    KEYS: ClassVar[Mapping[str, Mapping[str, Any]]] = {
        "file": told("文件"),
        "path": told("路径"),
        "message": told("原因"),
    }

    file: str
    path: str
    message: str

    def __str__(self) -> str:
        """Give the sentence."""
        return self.message


@frozen
class Report(Result):
    """All findings on one subject (检查报告), worst places first only on rendering: the order here is the subject's.

    >>> Report().ok
    True
    """

    SCHEMA: ClassVar[str | None] = "zwgk/report/1"
    KEYS: ClassVar[Mapping[str, Mapping[str, Any]]] = {
        "ok": told("是否合格"),
        "counts": told("计数", keys=lambda: tuple(each.value for each in Severity), minimum=0),
        "findings": told("检查结果"),
        "unread": told("没有检查的文件", optional=True),
    }

    findings: tuple[Finding, ...] = ()
    subject: str | None = field(default=None, eq=False)
    context: Mapping[str, Any] = field(factory=dict, eq=False, repr=False)

    @property
    def ok(self) -> bool:
        """Whether there is no error, and no file was left unread (是否合格)."""
        return not self.errors and not self.unread

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings of severity error (错误)."""
        return tuple(each for each in self.findings if each.severity is Severity.ERROR)

    @property
    def unread(self) -> tuple[Unread, ...]:
        """The files that could not be read and so were not checked (没有检查的文件)."""
        return tuple(self.context.get("unread", ()))

    @property
    def counts(self) -> dict[str, int]:
        """How many findings of each severity (计数)."""
        found = Counter(each.severity for each in self.findings)
        return {severity.value: found[severity] for severity in Severity}

    def placed(self, places: Mapping[str, str]) -> "Report":
        """Give the findings the cells they came from (标注位置)."""
        located = (
            each if each.place else evolve(each, place=nearest(each.path, places))
            for each in self.findings
        )
        return evolve(self, findings=tuple(located))

    def raise_for_errors(self) -> None:
        """Raise if there is an error (有错误即报异常).

        Raises:
            ZwgkError: with the first error and their number.
        """
        if self.errors:
            message = f"{len(self.errors)} errors, the first: {self.errors[0]}"
            raise ZwgkError(message)

    def __str__(self) -> str:
        """Print as a table (表格)."""
        drawn: str = late("report_text")(self)
        return drawn

    def _repr_html_(self) -> str:
        drawn: str = late("report_html")(self)
        return drawn


def nearest(path: str, places: Mapping[str, str]) -> str | None:
    """Find the place of a path or of the nearest path above it (最近位置)."""
    while path:
        if (place := places.get(path)) is not None:
            return place
        path = path.rpartition("/")[0]
    return places.get("")


def joined(reports: Iterable[Report]) -> Report:
    """Join reports into one (合并报告)."""
    return Report(tuple(each for report in reports for each in report.findings))
