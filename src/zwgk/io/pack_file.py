"""An office's own plan file (自定方案文件): opened here, read by ``zwgk.packs``."""

from functools import lru_cache
from pathlib import Path

from zwgk import _data, packs
from zwgk.errors import PackError, ZwgkError
from zwgk.model import Pack
from zwgk.report import finding

__all__ = ["read_pack"]


def read_pack(path: Path | str) -> Pack:
    """Read a plan from a TOML file (读取方案文件).

    >>> import pathlib, tempfile
    >>> file = pathlib.Path(tempfile.mkdtemp()) / "baishi.toml"
    >>> lines = ['name = "baishi"', 'title = "白石县方案"', 'extends = "national"']
    >>> _ = file.write_text(chr(10).join(lines), encoding="utf-8")
    >>> read_pack(file).title
    '白石县方案'

    Raises:
        PackError: the file has faults; ``.findings`` names each with its line and key.
        ZwgkError: there is no such file.
    """
    file = Path(path)
    try:
        with file.open("rb") as held:
            content = held.read(_most() + 1)
    except OSError as error:
        message = f"cannot open the pack {str(path)!r}: {error.strerror or error}"
        raise ZwgkError(message) from None
    if len(content) > _most():
        raise _refused(file.name, f"文件超过 {_most() // 1024} KB，不像是方案文件")
    return _pack(content, file.name)


@lru_cache(maxsize=16)
def _pack(content: bytes, name: str) -> Pack:
    """Give the same pack for the same content, so that what was worked out for it is kept."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        fault = "不是 UTF-8 编码；请用记事本另存为 UTF-8"
        place, message = f"{name}:{line}", f"第{line}行：{fault}"
        raise _refused(place, message) from None
    return packs.from_toml(text.replace("\r\n", "\n"), source=name)


def _most() -> int:
    most: int = _data.load("limits")["max_pack_bytes"]
    return most


def _refused(place: str, message: str) -> PackError:
    name = place.partition(":")[0]
    return PackError(f"{name} {message}", [finding("pack.unreadable", "", message, place=place)])
