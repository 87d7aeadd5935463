"""Standard output and error (控制台) that survive GBK consoles, closed pipes, redirected files."""

import codecs
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from zwgk.render.terminal import columns

__all__ = [
    "Refused",
    "cause",
    "on_terminal",
    "progress",
    "say",
    "shows_colour",
    "takes_utf8",
    "warn",
]

_PATIENCE = 1.0


class Refused(Exception):
    """A run that cannot go on (无法继续): one Chinese sentence, exit 2."""


#: what the machine says when a file cannot be written, and how a clerk would say it
_CAUSES: tuple[tuple[type[OSError], str], ...] = (
    (FileNotFoundError, "没有这个文件夹"),
    (NotADirectoryError, "没有这个文件夹"),
    (IsADirectoryError, "这是文件夹"),
    (PermissionError, "没有写入的权限"),
)


def cause(error: OSError) -> str:
    """Say in Chinese why a file was not written (未写原因).

    >>> cause(FileNotFoundError(2, "No such file or directory"))
    '没有这个文件夹'
    """
    named = (said for kind, said in _CAUSES if isinstance(error, kind))
    return next(named, error.strerror or str(error))


def on_terminal(stream: TextIO | None) -> bool:
    """Tell whether someone watches the stream (是否终端)."""
    return stream is not None and stream.isatty()


def shows_colour() -> bool:
    """Tell whether standard output shows colours (能否显示颜色); old Windows consoles do not."""
    able = os.name != "nt" or "WT_SESSION" in os.environ
    wanted = "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return on_terminal(sys.stdout) and able and wanted


def takes_utf8(text: str) -> bool:
    """Tell whether standard output is UTF-8 and can carry the text (能否按 UTF-8 输出)."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return codecs.lookup(encoding).name == "utf-8"


def say(text: str) -> None:
    """Write to standard output; what its encoding lacks becomes a question mark (输出)."""
    _write(f"{text}\n", sys.stdout)


def warn(text: str) -> None:
    """Write one sentence to standard error (提醒)."""
    _write(f"zwgk：{text}\n", sys.stderr)


def _write(text: str, stream: TextIO | None) -> None:
    if stream is None:  # closed by the caller
        return
    encoding = stream.encoding or "utf-8"
    try:
        stream.write(text.encode(encoding, "replace").decode(encoding))
        stream.flush()
    except BrokenPipeError:
        _abandon(stream)
    except OSError as error:
        _abandon(stream)
        if stream is not sys.stderr:
            message = f"结果没有写完：{error.strerror or error}；请检查磁盘空间后重试"
            raise Refused(message) from None


def _abandon(stream: TextIO) -> None:
    """Send the rest nowhere, so that closing the stream at exit does not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Show what is being done, after a second, and only on a terminal (进度)."""
    if not on_terminal(sys.stderr):
        yield lambda _: None
        return
    doing, ended = [""], threading.Event()
    shower = threading.Thread(target=_show, args=(doing, ended), daemon=True)
    shower.start()
    try:
        yield doing.append
    finally:
        ended.set()
        shower.join()


def _show(doing: list[str], ended: threading.Event) -> None:
    """Repeat the latest step on one line until the work has ended, then clear the line."""
    wide = 0
    while not ended.wait(_PATIENCE):
        shown = f"{doing[-1]} …"
        wide = max(wide, columns(shown))
        _write(f"\r{shown}{' ' * (wide - columns(shown))}", sys.stderr)
    if wide:
        _write(f"\r{' ' * wide}\r", sys.stderr)
