"""The only reader of ``zwgk/data`` (数据文件读取): TOML in, plain Python out, each file read once."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from zwgk.errors import ZwgkError

__all__ = ["load", "names"]

_FOLDER = Path(__file__).parent / "data"


@cache
def load(name: str) -> dict[str, Any]:
    """Read ``data/<name>.toml`` (读取数据文件); callers must not change what they get.

    >>> load("vocabulary/levels")["level"][0]["name"]
    '省级'

    Raises:
        ZwgkError: there is no such file.
    """
    path = _FOLDER / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        message = f"no data file {name!r}"
        raise ZwgkError(message) from None


@cache
def names(folder: str) -> tuple[str, ...]:
    """List the data files of one folder, without suffix (列出数据文件).

    >>> "national-2019" in names("packs")
    True
    """
    found = (entry.name for entry in (_FOLDER / folder).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))
