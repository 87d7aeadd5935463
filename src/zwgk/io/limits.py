"""Limits for files of strangers (文件上限): sizes, zip members, rows, columns; figures are data."""

from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from zwgk import _data
from zwgk.errors import ReadError

__all__ = ["check_size", "check_table", "check_zip", "limit", "refused"]


def limit(name: str) -> int:
    """Give one limit (上限).

    >>> limit("max_rows")
    200000
    """
    figure: int = _data.load("limits")[name]
    return figure


def refused(file: Path, fact: str, remedy: str) -> ReadError:
    """Say in one sentence why a file cannot be read and what to do (无法读取).

    >>> str(refused(Path("目录.xlsx"), "是空文件", "核对文件是否完整"))
    '“目录.xlsx”是空文件；请核对文件是否完整'
    """
    return ReadError(f"“{file.name}”{fact}；请{remedy}")


def check_size(file: Path) -> None:
    """Refuse what is no file, is empty, or is too big (检查文件大小)."""
    if not file.exists():
        raise refused(file, "不存在", "核对文件名和所在文件夹")
    if not file.is_file():
        raise refused(file, "是文件夹，不是文件", "选择其中的目录文件")
    size = file.stat().st_size
    if size == 0:
        raise refused(file, "是空文件", "核对文件是否完整")
    if size > limit("max_bytes"):
        raise refused(file, f"超过 {limit('max_bytes') >> 20} MB", "拆分后再读取")


def check_zip(file: Path) -> frozenset[str]:
    """Look at the directory of a zip file before unpacking; give the names in it (检查压缩包)."""
    try:
        with ZipFile(file) as archive:
            members = archive.infolist()
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        raise refused(file, "已损坏，无法打开", "用 WPS 或者 Excel 打开并另存后再读取") from None
    total = sum(member.file_size for member in members)
    too_many = len(members) > limit("max_members")
    if too_many or total > limit("max_uncompressed") or any(map(_is_bomb, members)):
        raise refused(file, "解开后过大", "只保留目录工作表，另存后再读取")
    if any(member.flag_bits & 1 for member in members):
        raise refused(file, "设有密码", "取消密码后另存，再读取")
    return frozenset(member.filename for member in members)


def _is_bomb(member: ZipInfo) -> bool:
    ratio = member.file_size / max(member.compress_size, 1)
    return member.file_size > limit("ratio_from") and ratio > limit("max_ratio")


def check_table(file: Path, height: int, width: int) -> None:
    """Refuse tables with too many rows or columns (检查表格大小)."""
    if height > limit("max_rows"):
        raise refused(file, f"超过 {limit('max_rows')} 行", "拆分后再读取")
    if width > limit("max_columns"):
        raise refused(file, f"超过 {limit('max_columns')} 栏", "删去多余的空栏，另存后再读取")
