"""Exceptions of the calling program (调用错误); wrong data never raises, it becomes findings.

English speaks to programmers; only :class:`ReadError` speaks Chinese, because clerks read it.
"""

from collections.abc import Sequence

__all__ = ["ReadError", "ShapeError", "UnknownDay", "ZwgkError"]


class ZwgkError(ValueError):
    """A call that makes no sense (调用错误)."""


class UnknownDay(ZwgkError):
    """A day on which a dated fact of law is not known (未知日期)."""


class ShapeError(ZwgkError):
    """Data that does not have the agreed shape (数据形状不符); ``findings`` holds every misfit."""

    def __init__(self, message: str, findings: Sequence[object] = ()) -> None:
        """Keep the sentence and all findings."""
        super().__init__(message)
        self.findings = tuple(findings)


class ReadError(ZwgkError):
    """A file that cannot be read (文件无法读取); the message is one Chinese sentence with a remedy."""
