"""Files that a command writes (输出文件): judged before any work, and why one was not written."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from zwgk.cli.console import Refused, cause
from zwgk.cli.gather import STANDARD_INPUT
from zwgk.errors import ZwgkError

__all__ = ["is_same", "target", "writing"]


def target(
    name: str | None, suffixes: Sequence[str], sources: Sequence[str] = (), *, what: str = ""
) -> Path | None:
    """Judge a file to be written before any work is done (输出文件); *what* it is stands before its name.

    Raises:
        Refused: its suffix is none of these, or it is one of the sources.
    """
    if name is None:
        return None
    path, named = Path(name), f"{what}{name}"
    if path.suffix.lower() not in suffixes:
        known = "、".join(suffixes)
        told = "的后缀应为 " if len(suffixes) == 1 else "的后缀不认识；可用："
        message = f"{named} {told}{known}"
        raise Refused(message)
    if any(is_same(path, Path(each)) for each in sources if each != STANDARD_INPUT):
        message = f"{named} 会盖掉所读的文件；请换一个文件名"
        raise Refused(message)
    return path


def is_same(one: Path, other: Path) -> bool:
    """Tell whether two paths are one file (同一文件)."""
    there = one.exists() and other.exists()
    return one.samefile(other) if there else one.resolve() == other.resolve()


@contextmanager
def writing(path: Path, *, what: str = "") -> Iterator[None]:
    """Write a file, and say in one sentence why it was not written (写出).

    Raises:
        Refused: it cannot be written.
    """
    try:
        yield
    except OSError as error:
        message = f"{what}{path} 无法写入（{cause(error)}）；如果它正被打开，请关闭后重试"
        raise Refused(message) from None
    except ZwgkError as error:
        raise Refused(str(error)) from None
