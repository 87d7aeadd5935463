"""Exceptions of the calling program (调用错误); wrong data never raises, it becomes findings.

English speaks to programmers; :class:`ReadError` and :class:`PackError` speak Chinese, because clerks read them.
"""

from collections.abc import Sequence
from datetime import date

__all__ = ["BeyondNotices", "PackError", "ReadError", "ShapeError", "UnknownDay", "ZwgkError"]


class ZwgkError(ValueError):
    """A call that makes no sense (调用错误)."""


class UnknownDay(ZwgkError):
    """A day on which a dated fact of law is not known (未知日期)."""


class BeyondNotices(ZwgkError):
    """A day outside the tables of a calendar (日历未覆盖); ``first`` and ``last`` say how far it knows."""

    def __init__(self, message: str, first: date, last: date) -> None:
        """Keep the sentence and both ends of what is known."""
        super().__init__(message)
        self.first = first
        self.last = last

    def __reduce__(self) -> tuple[type["BeyondNotices"], tuple[str, date, date]]:
        """Travel between processes whole."""
        return type(self), (str(self), self.first, self.last)


class ShapeError(ZwgkError):
    """Data that does not have the agreed shape (数据形状不符); ``findings`` holds every misfit."""

    def __init__(self, message: str, findings: Sequence[object] = ()) -> None:
        """Keep the sentence and all findings."""
        super().__init__(message)
        self.findings = tuple(findings)


class PackError(ZwgkError):
    """A plan file with faults (方案文件有误), in Chinese; ``findings`` names each with its line and key."""

    def __init__(self, message: str, findings: Sequence[object] = ()) -> None:
        """Keep the sentence and all findings."""
        super().__init__(message)
        self.findings = tuple(findings)


class ReadError(ZwgkError):
    """A file that cannot be read (文件无法读取); the message is one Chinese sentence with a remedy."""
