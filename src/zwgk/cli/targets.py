"""Files that a command writes (输出文件): judged before any work, and why one was not written."""

from pathlib import Path

from zwgk.cli.console import Refused, cause

__all__ = ["target", "unwritten"]


def target(name: str | None, suffix: str) -> Path | None:
    """Judge the file to be written before any work is done.

    Raises:
        Refused: it has another suffix.
    """
    if name is None or Path(name).suffix.lower() == suffix:
        return Path(name) if name else None
    message = f"{name} 的后缀应为 {suffix}"
    raise Refused(message)


def unwritten(path: Path, error: OSError) -> Refused:
    """Say why a file was not written (未写)."""
    fact = cause(error)
    return Refused(f"{path} 无法写入（{fact}）；如果它正被打开，请关闭后重试")
