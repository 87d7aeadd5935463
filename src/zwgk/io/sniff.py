"""What a file is, by its content (识别文件): a suffix may lie."""

import re
from pathlib import Path

from zwgk.io.limits import check_size, check_zip, refused

__all__ = ["CSV", "DOCX", "JSON", "XLS", "XLSX", "kind", "utf16"]

XLSX, XLS, CSV, JSON, DOCX = "xlsx", "xls", "csv", "json", "docx"

_HEAD = 4096
_CLEARLY = 2
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(
    rb"^\s*<(?:!doctype|html|head|body|table|meta|\?xml|div|p|style|script|!--)", re.IGNORECASE
)
_BINARY = {
    b"%PDF": ("是 PDF 文件", "向起草单位索取 Excel 或者 Word 原件，或者转换为 xlsx、docx 后再读取"),
    b"\x89PNG": ("是图片", "向起草单位索取 Excel 或者 Word 原件"),
    b"\xff\xd8\xff": ("是图片", "向起草单位索取 Excel 或者 Word 原件"),
    b"GIF8": ("是图片", "向起草单位索取 Excel 或者 Word 原件"),
    b"Rar!": ("是压缩包", "解压后读取其中的文件"),
    b"7z\xbc\xaf": ("是压缩包", "解压后读取其中的文件"),
    b"\x1f\x8b": ("是压缩包", "解压后读取其中的文件"),
    b"{\\rtf": (
        "是 RTF 文件",
        "用 WPS 或者 Word 打开，公文另存为 docx，表格复制到 Excel 并存为 xlsx",
    ),
}
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def kind(file: Path, *, documents: bool = False) -> str:
    """Tell what a file is: xlsx, xls, csv or json, and docx where *documents* are read too (文件种类).

    Raises:
        ReadError: it is none of these, or must not be opened.
    """
    check_size(file)
    head = _head(file)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(file, documents=documents)
    if head.startswith(_OLE):
        return _compound(file)
    for magic, (fact, remedy) in _BINARY.items():
        if head.startswith(magic):
            raise refused(file, fact, remedy)
    return _text(file, head)


def _head(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(_HEAD)
    except OSError:
        raise refused(file, "无法打开", "核对文件是否被其他程序占用、有无读取权限") from None


def _zipped(file: Path, *, documents: bool) -> str:
    names = check_zip(file)
    if any(name.startswith("xl/") for name in names):
        return XLSX
    if any(name.startswith("word/") for name in names):
        if documents:
            return DOCX
        raise refused(
            file, "是 Word 文件，暂不支持读取", "把其中的表格复制到 Excel，另存为 xlsx 后再读取"
        )
    if "content.xml" in names:
        raise refused(file, "是 ODF 文件，暂不支持读取", "另存为 xlsx 或者 docx 后再读取")
    if "OFD.xml" in names:
        raise refused(file, "是 OFD 版式文件", "向起草单位索取 Excel 或者 Word 原件")
    raise refused(file, "是压缩包，不是工作簿", "解压后读取其中的文件")


def _compound(file: Path) -> str:
    """Look into an OLE file: EncryptedPackage shows a password, Workbook or Book an old workbook."""
    content = file.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise refused(file, "设有密码", "取消密码后另存，再读取")
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return XLS
    raise refused(
        file,
        "是旧版 Word（.doc）、WPS 文字（.wps）或者其他格式的文件",
        "用 Word 或者 WPS 打开，公文另存为 docx，表格复制到 Excel 另存为 xlsx，再读取",
    )


def _text(file: Path, head: bytes) -> str:
    bare = head
    for bom in _BOMS:
        bare = bare.removeprefix(bom)
    plain = bare.replace(b"\0", b"").lstrip()
    if _MARKUP.match(plain):
        raise refused(
            file,
            "是网页文件，暂不支持读取",
            "用浏览器打开，公文复制成文本文件，表格复制到 Excel 另存为 xlsx，再读取",
        )
    if plain[:1] in (b"{", b"["):
        return JSON
    if b"\0" in bare and not head.startswith(_BOMS[1:]) and utf16(bare) is None:
        raise refused(file, "不是表格文件", "另存为 xlsx 或者 csv 后再读取")
    return CSV


def utf16(text: bytes) -> str | None:
    """Name the UTF-16 of text without a byte order mark: half a Latin letter is zero (字节序).

    >>> utf16("a,b".encode("utf-16-le")), utf16(b"a,b")
    ('utf-16-le', None)
    """
    low, high = text[::2].count(0), text[1::2].count(0)
    if max(low, high) < _CLEARLY * min(low, high) + 1:
        return None
    return "utf-16-le" if high > low else "utf-16-be"
