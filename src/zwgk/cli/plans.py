"""The plan a command goes by (选定方案): one of the shipped packs by its name, or an office's own file."""

from pathlib import Path

from zwgk import packs
from zwgk.cli.console import Refused
from zwgk.errors import PackError, ZwgkError
from zwgk.packs import Pack
from zwgk.report import Finding

__all__ = ["pack_named"]


def pack_named(name: str) -> Pack:
    """Find the pack by its name, or by its file where the name ends in ``.toml`` (方案).

    Raises:
        Refused: there is none, or its file has faults.
    """
    if name.endswith(".toml"):
        return _pack_file(Path(name))
    try:
        return packs.load(name)
    except ZwgkError:
        message = f"没有“{name}”这个方案；自带的方案有：{'、'.join(packs.names())}"
        raise Refused(message) from None


def _pack_file(path: Path) -> Pack:
    from zwgk.io.pack_file import read_pack  # noqa: PLC0415 - readers are loaded when needed

    if not path.is_file():
        message = f"找不到方案文件 {path}；请核对路径和文件名"
        raise Refused(message)
    try:
        return read_pack(path)
    except PackError as error:
        faults = [
            f"{one.place}：{one.message}" for one in error.findings if isinstance(one, Finding)
        ]
        raise Refused("\n".join(faults) or str(error)) from None
    except ZwgkError as error:
        message = f"方案文件 {path} 无法读取（{error}）；请检查文件权限"
        raise Refused(message) from None
