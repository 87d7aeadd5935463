"""Make the documents in ``gongwen`` beside this file (生成示例公文): ``python examples/make_documents.py``.

Five invented documents in the forms in which offices keep them; what is wrong in them is listed in :data:`FAULTS`.
A Word file is written as its bare parts, without any library. Running again gives the same bytes.
"""

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FOLDER = Path(__file__).with_name("gongwen")
#: a paragraph, or the rows of a table
Part = str | Sequence[Sequence[str]]

#: file → the code that a check finds in it; nothing for the sound one
FAULTS = {
    "01-fanghuo.docx": None,
    "02-butie.docx": "publication.mark-missing",
    "03-tiaozheng.txt": "mark.conflict",
    "04-gonggao.docx": "mark.misplaced",
    "05-jihua.txt": "mark.item-differs",
}

FIRE: tuple[Part, ...] = (
    "白石县应急管理局文件",
    "白应急〔2026〕12号",
    "",
    "白石县应急管理局关于做好秋季",
    "防火工作的通知",
    "",
    "各乡镇人民政府：",
    "　　秋季风干物燥，现就防火工作通知如下。",
    "　　一、落实责任。各乡镇主动公开值班电话。",
    "　　二、加强巡查。",
    "",
    "白石县应急管理局",
    "2026年9月4日",
    "　　（此件公开发布）",
    "",
    [["抄送：县人民政府办公室。"], ["白石县应急管理局办公室", "2026年9月7日印发"]],
)
GRANTS: tuple[Part, ...] = (
    "白石县农业农村局文件",
    "白农发〔2026〕8号　　签发人：李某某",
    "",
    "关于发放2026年农机购置补贴的通知",
    "各乡镇农业服务中心：",
    "　　现将补贴发放的有关事项通知如下。",
    "白石县农业农村局",
    "2026年6月18日",
    [["白石县农业农村局办公室　　2026年6月18日印发"]],
)
CHANGES = """关于调整值班安排的通知
白应急办〔2026〕3号

局属各单位：
　　现将调整后的值班安排发给你们，请遵照执行。

　　　　　　　　　　　　白石县应急管理局办公室
　　　　　　　　　　　　二〇二六年一月二十八日
　　（此件不予公开）

公开方式：主动公开
白石县应急管理局办公室　　2026年1月28日印发
"""
NOTICE: tuple[Part, ...] = (
    "白石县人民政府公告",
    "第2号",
    "（此件公开发布）",
    "",
    "白石县人民政府关于森林防火期的公告",
    "　　每年10月1日至次年4月30日为森林防火期。",
    "白石县人民政府",
    "2026年8月20日",
)
PLAN = """白石县应急管理局关于印发2026年度监督检查计划的通知
白应急〔２０２６〕２号

各科室、执法大队：
　　现将计划印发给你们，请认真执行。

　　　　　　　　　　　　白石县应急管理局
　　　　　　　　　　　　２０２６年１月１２日
　　(此件依申请公开)
"""

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_SAVED = (2026, 9, 8, 9, 0, 0)


def paragraph(text: str) -> str:
    """Write one paragraph of a Word file."""
    return (
        f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
        if text
        else "<w:p/>"
    )


def table(rows: Iterable[Sequence[str]]) -> str:
    """Write a table of a Word file."""
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def body(parts: Iterable[Part]) -> str:
    """Write paragraphs and tables in order."""
    return "".join(paragraph(part) if isinstance(part, str) else table(part) for part in parts)


def word(inside: str, more: dict[str, str] | None = None) -> bytes:
    """Pack a Word file of the given body; *more* are further parts."""
    document = f'{_DECLARED}<w:document xmlns:w="{_MAIN}"><w:body>{inside}</w:body></w:document>'
    parts = {"[Content_Types].xml": _DECLARED + _TYPES, "_rels/.rels": _DECLARED + _LINKS}
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for name, text in (parts | {"word/document.xml": document} | (more or {})).items():
            info = ZipInfo(name, _SAVED)
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, text)
    return held.getvalue()


FILES = {
    "01-fanghuo.docx": word(body(FIRE)),
    "02-butie.docx": word(body(GRANTS)),
    "03-tiaozheng.txt": CHANGES.encode("utf-8-sig"),
    "04-gonggao.docx": word(body(NOTICE)),
    "05-jihua.txt": PLAN.encode("gb18030"),
}

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, content in FILES.items():
        (FOLDER / name).write_bytes(content)
