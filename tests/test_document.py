"""Whole documents: what stands in them is read, from text and Word; contradictions are found; hostile files refused."""

import csv
import json
import runpy
import tempfile
import time
import tomllib
import zipfile
from datetime import date
from functools import cache
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

import zwgk
from documents import Planted, planted
from zwgk.cli import console, documents, main
from zwgk.errors import ReadError
from zwgk.io import docx, limits, read_document
from zwgk.io.document import information_of
from zwgk.io.ledger_file import read_ledger
from zwgk.model import Catalog, CatalogItem, Document, Information, MarkNote, NotePlace
from zwgk.packs import load
from zwgk.report import Report
from zwgk.terms import Attribute, Severity
from zwgk.text.document import contradictory, document, is_document
from zwgk.text.marks import note, noted, parse_mark
from zwgk.validate.notes import item_of

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
MAKE = runpy.run_path(str(EXAMPLES / "make_documents.py"))
CASES = tomllib.loads((HERE / "cases/documents.toml").read_text("utf-8"))["case"]
DAY = date(2026, 9, 14)
SOUND = (
    "白政办发〔2024〕3号\n关于清理河道的通知\n各村：\n　　请抓紧。\n白石镇人民政府\n2024年3月4日\n"
)


def elements(found: Document) -> dict[str, object]:
    """List what was found, as the cases write it."""
    first = found.notes[0] if found.notes else None
    told = {
        "title": found.title,
        "number": found.number,
        "issuer": found.issuer,
        "created": found.created and found.created.isoformat(),
        "note": first and first.mark.text,
        "place": first and first.place and first.place.value,
        "printed_by": found.printed_by,
        "printed": found.printed and found.printed.isoformat(),
    }
    return {key: value for key, value in told.items() if value}


def word(path: Path, inside: str, more: dict[str, str] | None = None) -> Path:
    path.write_bytes(MAKE["word"](inside, more))
    return path


def lines(path: Path, inside: str) -> list[str]:
    return docx.text(word(path, inside)).split("\n")


# ---------------------------------------------------------------- reading text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_document_is_read_as_its_case_says(case: dict[str, str]) -> None:
    wanted = {key: value for key, value in case.items() if key not in ("name", "basis", "text")}
    assert elements(document(case["text"])) == wanted, case["basis"]


def test_every_case_names_its_basis() -> None:
    assert all(case["basis"].strip() for case in CASES)
    assert len({case["name"] for case in CASES}) == len(CASES)


def agrees(found: Document, wanted: Planted) -> None:
    assert (found.title, found.number) == (wanted.title, wanted.number)
    assert (found.issuer, found.created) == (wanted.issuer, wanted.created)
    assert found.attribute is wanted.attribute
    assert (found.note.text if found.note else None) == wanted.note


@given(planted())
def test_what_was_planted_in_a_text_is_read(wanted: Planted) -> None:
    found = document(wanted.text)
    agrees(found, wanted)
    assert found.text == wanted.text
    assert is_document(found)
    assert all(each.place is not NotePlace.BODY for each in found.notes)


@given(planted(), st.booleans())
def test_what_was_planted_in_a_word_file_is_read(wanted: Planted, foot_in_a_table: bool) -> None:
    parts: list[Any] = wanted.text.split("\n")
    if foot_in_a_table and parts[-1].endswith("印发"):
        parts[-1] = [parts[-1].split("　　")]
    agrees(document(_text_of(MAKE["word"](MAKE["body"](parts)))), wanted)


def _text_of(content: bytes) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "公文.docx")
        path.write_bytes(content)
        return docx.text(path)


@given(st.text(max_size=300))
def test_any_text_is_read_and_kept_whole(text: str) -> None:
    found = document(text)
    assert found.text == text
    assert found.note == parse_mark(text)
    assert Document.from_dict(found.to_dict()) == found
    assert all(1 <= each.line <= text.count("\n") + text.count("\r") + 1 for each in found.notes)


@pytest.mark.speed
@pytest.mark.parametrize(
    "piece",
    [
        "（此件公开发布）\n",
        "2024年3月4日\n",
        "〔2024〕3号",
        "年月日",
        "白石县\n",
        "　",
        "公开方式：\n",
        "\r",
    ],
)
def test_a_huge_document_is_read_at_once(piece: str) -> None:
    long = SOUND + piece * (30_000 // len(piece))
    began = time.process_time()
    document(long)
    assert time.process_time() - began < 3


def test_two_elements_make_a_document_and_one_does_not() -> None:
    assert not is_document(document(""))
    assert not is_document(document("某某,电话\n王某,0571"))
    assert not is_document(document("2024年3月4日"))
    assert is_document(document("白政办发〔2024〕3号\n2024年3月4日"))


def test_lines_are_numbered_as_an_editor_numbers_them() -> None:
    for end in ("\n", "\r\n", "\r"):
        found = document(f"{SOUND}（此件公开发布）\n".replace("\n", end))
        assert (found.created_line, found.notes[0].line) == (6, 7)


def test_all_notes_are_found_in_order_and_a_word_alone_behind_the_first_is_none() -> None:
    text = f"{SOUND}（此件公开发布）\n附件\n公开方式：依申请公开\n不予公开\n"
    assert [(each.line, each.mark.attribute.value) for each in document(text).notes] == [
        (7, "主动公开"),
        (9, "依申请公开"),
    ]
    assert next(at for _, at in noted(text)) == text.index("（此件")


def test_no_more_than_fifty_notes_are_listed() -> None:
    assert len(document("（此件公开发布）\n" * 60).notes) == 50


# ---------------------------------------------------------------- writing notes


@given(st.sampled_from(list(Attribute)), st.booleans())
def test_the_standard_note_of_a_note_is_read_again(attribute: Attribute, redacted: bool) -> None:
    cut = redacted and attribute is Attribute.PROACTIVE
    found = parse_mark(str(MarkNote(attribute, redacted=cut)))
    assert found is not None
    assert (found.attribute, found.redacted) == (attribute, cut)


@pytest.mark.parametrize(
    ("attribute", "redacted", "marks", "wanted"),
    [
        ("主动公开", False, (), "（此件主动公开）"),
        ("主动公开", True, (), "（此件删减后公开）"),
        ("主动公开", False, ("此件公开发布", "此件主动公开"), "（此件公开发布）"),
        ("主动公开", True, ("此件公开发布",), "（此件删减后公开）"),
        ("不予公开", False, ("此件公开发布", "免予公开"), "（此件免予公开）"),
        ("依申请公开", False, ("（本件依申请公开）",), "（本件依申请公开）"),
        ("依申请公开", False, ("随便",), "（此件依申请公开）"),
    ],
)
def test_a_plan_s_own_note_comes_before_the_standard_one(
    attribute: str, redacted: bool, marks: tuple[str, ...], wanted: str
) -> None:
    assert note(attribute, redacted=redacted, marks=marks) == wanted


@pytest.mark.parametrize("pack", ["changsha-2020", "guangzhou-2011", "national-2019"])
@pytest.mark.parametrize("attribute", list(Attribute))
def test_the_notes_of_every_plan_are_read_again(pack: str, attribute: Attribute) -> None:
    found = parse_mark(note(attribute, marks=load(pack).trail.marks))
    assert found is not None
    assert found.attribute is attribute


# ---------------------------------------------------------------- word files


def test_paragraphs_tables_and_breaks_become_lines(tmp_path: Path) -> None:
    cell = "<w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc>"
    inside = (
        "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>一</w:t><w:tab/><w:t>二</w:t>"
        "<w:br/><w:t>三</w:t></w:r></w:p><w:p/>"
        f"<w:tbl><w:tr>{cell}<w:tc><w:p><w:r><w:t>丙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    assert lines(tmp_path / "文.docx", inside) == ["一\t二", "三", "", "甲\t丙", "乙"]


def test_a_table_in_a_table_and_a_text_box_keep_their_words(tmp_path: Path) -> None:
    inner = MAKE["table"]([["里"]])
    box = (
        "<mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"
        "</mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"
        "</mc:Fallback></mc:AlternateContent>"
    ).replace("<mc:AlternateContent>", '<mc:AlternateContent xmlns:mc="urn:x">')
    inside = (
        f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>外</w:t></w:r></w:p>{inner}</w:tc></w:tr></w:tbl>"
        f"<w:p><w:r><w:t>正</w:t>{box}<w:t>文</w:t></w:r></w:p>"
    )
    assert lines(tmp_path / "文.docx", inside) == ["外", "里", "正文", "框"]


def test_deleted_words_field_codes_and_pinyin_are_left_out_and_inserted_words_stay(
    tmp_path: Path,
) -> None:
    inside = (
        "<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom><w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:ruby><w:rt><w:r><w:t>pīn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby></w:p>"
    )
    assert lines(tmp_path / "文.docx", inside) == ["新拼"]


def test_a_ticked_box_of_a_symbol_font_decides(tmp_path: Path) -> None:
    def box(code: str, words: str) -> str:
        return (
            f'<w:r><w:sym w:font="Wingdings" w:char="{code}"/></w:r><w:r><w:t>{words} </w:t></w:r>'
        )

    inside = f"<w:p><w:r><w:t>公开属性：</w:t></w:r>{box('F0A8', '主动公开')}{box('F0FE', '依申请公开')}</w:p>"
    found = read_document(word(tmp_path / "文.docx", inside))
    assert found.attribute is Attribute.ON_REQUEST


def test_a_symbol_that_is_none_is_left_out(tmp_path: Path) -> None:
    bad = (
        '<w:p><w:r><w:t>字</w:t><w:sym w:char="zz"/><w:sym/><w:sym w:char="FFFFFFFF"/></w:r></w:p>'
    )
    assert lines(tmp_path / "文.docx", bad) == ["字"]


def test_headers_stand_before_the_body_and_footers_behind_it_once(tmp_path: Path) -> None:
    space = 'xmlns:w="urn:w"'
    kinds = [("h1", "header", "a"), ("h2", "header", "b"), ("f1", "footer", "c")]
    link = '<Relationship Id="{}" Type="urn/{}" Target="{}.xml"/>'
    relations = "".join(link.format(*each) for each in kinds)
    more = {
        "word/_rels/document.xml.rels": f"<Relationships>{relations}</Relationships>",
        "word/a.xml": f"<w:hdr {space}>{MAKE['paragraph']('白石县水务局文件')}</w:hdr>",
        "word/b.xml": f"<w:hdr {space}>{MAKE['paragraph']('白石县水务局文件')}<w:p/></w:hdr>",
        "word/c.xml": f"<w:ftr {space}>{MAKE['paragraph']('— 1 —')}</w:ftr>",
    }
    path = word(tmp_path / "文.docx", MAKE["paragraph"]("正文"), more)
    assert docx.text(path) == "白石县水务局文件\n\n正文\n— 1 —"


def test_a_file_of_the_usual_library_is_read(tmp_path: Path) -> None:
    library = pytest.importorskip("docx")
    made = library.Document()
    for line in SOUND.splitlines():
        made.add_paragraph(line)
    made.add_table(1, 2).cell(0, 0).text = "公开方式：主动公开"
    made.save(tmp_path / "文.docx")
    found = read_document(tmp_path / "文.docx")
    assert (found.number, found.attribute) == ("白政办发〔2024〕3号", Attribute.PROACTIVE)


# ---------------------------------------------------------------- text files


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_any_usual_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "文.txt"
    file.write_bytes(f"{SOUND}（此件公开发布）".encode(encoding))
    found = read_document(file)
    assert (found.title, found.attribute) == ("关于清理河道的通知", "主动公开")


def test_markdown_signs_are_no_part_of_a_document(tmp_path: Path) -> None:
    file = tmp_path / "文.md"
    text = "# 关于**清理**河道的通知\n\n> 各村：\n\n请抓紧。\\\n白石镇人民政府  \n2024年3月4日\n\n**（此件公开发布）**\n"
    file.write_text(text, encoding="utf-8")
    found = read_document(file)
    assert (found.title, found.issuer) == ("关于清理河道的通知", "白石镇人民政府")
    assert found.note == MarkNote(Attribute.PROACTIVE, redacted=False, text="（此件公开发布）")
    (tmp_path / "文.txt").write_text(text, encoding="utf-8")
    assert read_document(tmp_path / "文.txt").text == text


# ---------------------------------------------------------------- hostile files

DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512


@cache
def _hostile() -> dict[str, bytes]:
    sound = MAKE["word"](MAKE["paragraph"](SOUND))
    return {
        "空.docx": b"",
        "空文.docx": MAKE["word"]("<w:p/>"),
        "断.docx": sound[: len(sound) // 2],
        "坏.docx": MAKE["word"]("<w:p>"),
        "实体.docx": MAKE["word"]("&b;", {"word/x.xml": DOCTYPE}),
        "旧.doc": OLE + "WordDocument".encode("utf-16-le"),
        "旧.wps": OLE + "WordDocument".encode("utf-16-le"),
        "密.docx": OLE + "EncryptedPackage".encode("utf-16-le"),
        "图.docx": b"\x89PNG\r\n",
        "版.docx": b"%PDF-1.7",
        "网.docx": b"<html><body>x</body></html>",
        "富.docx": b"{\\rtf1}",
        "数.docx": b'{"type": "information"}',
        "白.txt": b"  \n \n",
        "乱.txt": b"\x81\x20\xff\xff\x80",
        "深.docx": MAKE["word"]("<w:sdt>" * 1000 + "</w:sdt>" * 1000),
        "爆.docx": MAKE["word"]("x" * 30_000_000),
        "缺.docx": MAKE["word"](
            "",
            {
                "_rels/.rels": '<R><Relationship Id="1" Type="a/officeDocument" Target="word/no.xml"/></R>'
            },
        ),
    }


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("空.docx", "是空文件"),
        ("空文.docx", "中没有文字"),
        ("断.docx", "已损坏"),
        ("坏.docx", "不合规范"),
        ("实体.docx", "不合规范"),
        ("旧.doc", "另存为 docx"),
        ("旧.wps", "另存为 docx"),
        ("密.docx", "设有密码"),
        ("图.docx", "是图片"),
        ("版.docx", "是 PDF"),
        ("网.docx", "是网页"),
        ("富.docx", "是 RTF"),
        ("数.docx", "不是公文"),
        ("白.txt", "中没有文字"),
        ("乱.txt", "编码无法识别"),
        ("深.docx", "不合规范"),
        ("爆.docx", "解开后过大"),
        ("缺.docx", "不合规范"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_hostile_file_is_refused_in_one_chinese_sentence(
    tmp_path: Path, name: str, said: str
) -> None:
    file = tmp_path / name
    file.write_bytes(_hostile()[name])
    with pytest.raises(ReadError) as caught:
        read_document(file)
    message = str(caught.value)
    assert said in message
    assert (name in message, "；请" in message, "\n" in message) == (True, True, False)


def test_a_member_whose_bytes_are_spoilt_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "损.docx"
    content = bytearray(MAKE["word"](MAKE["paragraph"](SOUND)))
    at = content.index(b"word/document.xml") + len(b"word/document.xml") + 20
    content[at : at + 40] = b"\0" * 40
    file.write_bytes(bytes(content))
    with pytest.raises(ReadError, match="已损坏"):
        read_document(file)


def test_macros_are_neither_run_nor_read(tmp_path: Path) -> None:
    file = word(tmp_path / "宏.docm", MAKE["paragraph"]("正文"), {"word/vbaProject.bin": "Shell"})
    assert docx.text(file) == "正文"


def test_limits_on_depth_elements_part_and_words_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small: dict[str, int] = {}
    real = limits.limit
    for module in (docx, zwgk.io.document, limits):
        monkeypatch.setattr(module, "limit", lambda name: small.get(name) or real(name))
    file = word(tmp_path / "文.docx", MAKE["paragraph"]("十个字的一段正文文字"))
    size = len(_members(file)["word/document.xml"])
    text = tmp_path / "文.txt"
    text.write_text("十个字的一段正文文字", encoding="utf-8")
    for name, most, said in (
        ("max_depth", 5, "不合规范"),
        ("max_elements", 5, "不合规范"),
        ("max_text_part", size, "正文过大"),
        ("max_text_chars", 10, "超过 9 字"),
    ):
        small.clear()
        small[name] = most
        assert docx.text(file) == "十个字的一段正文文字"
        small[name] = most - 1
        with pytest.raises(ReadError, match=said):
            docx.text(file)
    with pytest.raises(ReadError, match="超过 9 字"):
        read_document(text)


# ---------------------------------------------------------------- records


def test_reading_a_document_gives_one_record_with_its_lines(tmp_path: Path) -> None:
    file = tmp_path / "文.txt"
    file.write_text(f"{SOUND}（此件删减后公开）", encoding="utf-8")
    read = zwgk.read(file)
    assert isinstance(read, list)
    (found,) = read
    assert isinstance(found, Information)
    assert (found.title, found.publisher) == ("关于清理河道的通知", "白石镇人民政府")
    assert (found.number, found.created) == ("白政办发〔2024〕3号", date(2024, 3, 4))
    assert (found.attribute, found.redacted) == ("主动公开", True)
    assert found.places == {
        "": "文.txt",
        "/text": "文.txt!7:1",
        "/attribute": "文.txt!7:1",
        "/created": "文.txt!6:1",
    }
    assert evolve(found, places={}) == found


def test_a_record_of_a_bare_document_has_no_lines() -> None:
    found = information_of(Document("全文"), "文.txt")
    assert (found.title, found.publisher, found.places) == ("", "", {"": "文.txt"})


def test_what_is_no_document_keeps_its_sentence(tmp_path: Path) -> None:
    (tmp_path / "文.txt").write_text("没有表格的文字\n", encoding="utf-8")
    with pytest.raises(ReadError, match="没有找到标准目录表格、台账、事项环节表或者年报"):
        zwgk.read(tmp_path / "文.txt")
    with pytest.raises(ReadError, match="中没有找到公文"):
        zwgk.read(word(tmp_path / "文.docx", MAKE["paragraph"]("没有要素的文字")))


def test_word_files_stay_refused_where_only_tables_are_read(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="是 Word 文件，暂不支持读取"):
        read_ledger(word(tmp_path / "台账.docx", MAKE["paragraph"]("x")))


# ---------------------------------------------------------------- contradictions


def judged(text: str, catalog: Catalog | None = None, **more: Any) -> Report:
    record = {
        "type": "information",
        "title": "关于清理河道的通知",
        "publisher": "白石镇人民政府",
        "created": "2024-03-04",
        "text": text,
    }
    subjects = [record | more, *([catalog] if catalog else [])]
    return zwgk.validate(
        subjects, on=date(2024, 3, 5), select=["mark", "attribute", "publication.mark-missing"]
    )


def codes_of(report: Report) -> list[str]:
    return [each.code for each in report.findings]


def test_notes_that_contradict_one_another_are_one_finding() -> None:
    text = f"{SOUND}（此件公开发布）\n公开方式：主动公开\n（此件不予公开）\n（此件不予公开）"
    (found,) = judged(text, attribute="依申请公开", published="2024-03-05").findings
    assert (found.code, found.path, found.severity) == ("mark.conflict", "/0/text", Severity.ERROR)
    assert found.message == (
        "正文有2种互相矛盾的标注：第7行“（此件公开发布）”、第9行“（此件不予公开）”"
    )
    assert (found.value, found.place) == ("（此件不予公开）", None)
    assert contradictory(SOUND) == ()


def test_a_note_and_a_register_that_differ_are_one_finding() -> None:
    text = f"{SOUND}（此件不予公开）"
    assert codes_of(judged(text, attribute="主动公开", published="2024-03-05")) == [
        "attribute.conflict"
    ]


@pytest.mark.parametrize(
    ("words", "more", "wanted"),
    [
        ("（此件不予公开）", {"published": "2024-03-05"}, ["mark.published"]),
        ("（此件依申请公开）", {"published": "2024-03-05"}, ["mark.published"]),
        (
            "（此件依申请公开）",
            {"published": "2024-03-05", "attribute": "依申请公开"},
            ["mark.published"],
        ),
        ("（此件依申请公开）", {"published": "2024-03-05", "status": "有效"}, ["mark.published"]),
        ("（此件依申请公开）", {"published": "2024-03-05", "status": "已撤下"}, []),
        ("（此件公开发布）", {"published": "2024-03-05"}, []),
        ("（此件不予公开）", {}, []),
    ],
)
def test_what_is_not_proactive_is_not_published(
    words: str, more: dict[str, Any], wanted: list[str]
) -> None:
    assert codes_of(judged(SOUND + words, **more)) == wanted


def test_the_finding_on_what_was_published_says_when() -> None:
    (found,) = judged(f"{SOUND}（此件不予公开）", published="2024-03-05").findings
    assert (found.path, found.value) == ("/0/published", "（此件不予公开）")
    assert found.message == "正文标注为“（此件不予公开）”，却于2024-03-05发布"


def test_a_note_elsewhere_is_told_once_and_only_where_no_note_stands_well() -> None:
    (found,) = judged(SOUND.replace("各村：", "（此件公开发布）\n各村：")).findings
    assert (found.code, found.severity) == ("mark.misplaced", Severity.INFO)
    assert found.message == "标注“（此件公开发布）”在第3行，成文日期在第7行"
    both = SOUND.replace("各村：", "（此件公开发布）\n各村：") + "（此件公开发布）"
    assert codes_of(judged(both)) == []
    assert codes_of(judged("各村：\n（此件公开发布）\n请抓紧。")) == []


@pytest.mark.parametrize(
    "text",
    [
        SOUND,
        "签发人：李某某　　白政办发〔2024〕3号\n各村：\n请抓紧。",
        "请抓紧。\n白石镇人民政府办公室　　2024年3月4日印制",
    ],
)
def test_a_document_known_by_its_layout_needs_a_note(text: str) -> None:
    assert codes_of(judged(text)) == ["publication.mark-missing"]


ITEM = CatalogItem(("依法行政", "年度监督检查计划"), code="YF-1", attribute=Attribute.PROACTIVE)


@pytest.mark.parametrize(
    ("words", "attribute", "of_item", "severity"),
    [
        ("（此件依申请公开）", None, "主动公开", "error"),
        ("（此件不予公开）", "不予公开", "主动公开", "error"),
        ("", "不予公开", "依申请公开", "error"),
        ("（此件公开发布）", None, "不予公开", "error"),
        ("（此件公开发布）", None, "依申请公开", "warning"),
        ("（此件公开发布）", None, "主动公开", None),
        ("（此件公开发布）", None, None, None),
    ],
)
def test_a_record_is_compared_with_the_item_it_names(
    words: str, attribute: str | None, of_item: str | None, severity: str | None
) -> None:
    item = evolve(ITEM, attribute=Attribute(of_item) if of_item else None)
    for name in ("YF-1", "依法行政/年度监督检查计划", "依法行政 / 年度监督检查计划"):
        text = SOUND + words if words else "2024年3月4日"
        found = judged(text, Catalog((item,)), item=name, attribute=attribute).findings
        told = [
            (each.code, each.path, each.severity.value)
            for each in found
            if each.path.startswith("/0")
        ]
        assert told == ([("mark.item-differs", "/0/attribute", severity)] if severity else [])


def test_the_comparison_says_what_was_compared() -> None:
    (found,) = judged(f"{SOUND}（此件依申请公开）", Catalog((ITEM,)), item="YF-1").findings
    assert found.message == "标注为“（此件依申请公开）”，目录事项“年度监督检查计划”为“主动公开”"
    (found,) = judged("", Catalog((ITEM,)), item="YF-1", attribute="不予公开").findings
    assert found.message == "登记为“不予公开”，目录事项“年度监督检查计划”为“主动公开”"
    assert found.value == "不予公开"


def test_what_is_contradictory_in_itself_or_names_no_one_item_is_not_compared() -> None:
    both = f"{SOUND}（此件依申请公开）\n（此件不予公开）"
    assert codes_of(judged(both, Catalog((ITEM,)), item="YF-1")) == ["mark.conflict"]
    differing = f"{SOUND}（此件依申请公开）"
    assert codes_of(judged(differing, Catalog((ITEM,)), item="YF-1", attribute="不予公开")) == [
        "attribute.conflict"
    ]
    other = evolve(ITEM, attribute=Attribute.ON_REQUEST)
    for catalog in (Catalog((ITEM, other)), Catalog((ITEM, other, ITEM)), Catalog(())):
        assert codes_of(judged(differing, catalog, item="YF-1")) == []
    assert codes_of(judged(differing, Catalog((ITEM,)), item="YF-2")) == []
    assert codes_of(judged(differing, Catalog((ITEM,)))) == []


def test_a_title_finds_the_item_with_the_longest_name_in_it() -> None:
    items = [
        CatalogItem(("甲", name))
        for name in ("监督检查", "年度监督检查计划", "计划", "低保公示", "低保公示")
    ]
    catalog = Catalog(tuple(items))

    def found(title: str) -> str | None:
        item = item_of(title, catalog)
        return item.name if item else None

    assert found("关于印发2026年度监督检查计划的通知") == "年度监督检查计划"
    assert found("关于监督检查的通知") == "监督检查"
    assert found("关于印发计划的通知") is None
    assert found("关于低保公示的通知") is None
    assert found("") is None


# ---------------------------------------------------------------- the command line


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "公文"
    (made / "下级").mkdir(parents=True)
    (made / "一.txt").write_text(f"{SOUND}（此件公开发布）", encoding="utf-8")
    word(made / "下级/二.docx", MAKE["body"](SOUND.splitlines()))
    (made / "表.xlsx").write_bytes(b"not a document")
    (made / "~$二.docx").write_bytes(b"x")
    (made / ".隐.txt").write_text("x", encoding="utf-8")
    (made / "链.txt").symlink_to(made / "一.txt")
    return made


def test_a_document_is_told_in_lines(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mark", str(folder / "一.txt")]) == 0
    said = capsys.readouterr().out
    assert "标题：关于清理河道的通知" in said
    assert "标注：（此件公开发布）（第 7 行，附注）" in said
    assert main(["mark", str(folder / "下级/二.docx")]) == 1
    assert "错误：正文没有公开属性标注（publication.mark-missing）" in capsys.readouterr().out


def test_a_folder_is_a_table_with_a_row_a_document(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["mark", str(folder)]) == 1
    said = capsys.readouterr()
    assert said.out.splitlines()[0] == "共 2 份公文：有标注 1 份，有错误 1 份"
    assert [line.split()[0] for line in said.out.splitlines()[3:]] == ["一.txt", "下级/二.docx"]
    assert said.err == ""


def test_json_of_documents_has_all_but_the_text(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["mark", str(folder), "--json"]) == 1
    first, second = json.loads(capsys.readouterr().out)["documents"]
    assert (first["file"], first["attribute"], first["findings"]) == ("一.txt", "主动公开", [])
    assert first["document"]["schema"] == "zwgk/document/1"
    assert "text" not in first["document"]
    assert (second["file"], second["attribute"]) == ("下级/二.docx", None)
    assert [each["code"] for each in second["findings"]] == ["publication.mark-missing"]
    assert second["findings"][0]["path"] == "/text"


def test_an_unreadable_file_is_a_row_with_its_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "三.docx").write_bytes(b"PK\x03\x04 broken")
    assert main(["mark", str(folder), "--json"]) == 2
    rows = json.loads(capsys.readouterr().out)["documents"]
    assert [each["file"] for each in rows if "unread" in each] == ["三.docx"]
    assert main(["mark", str(folder)]) == 2
    said = capsys.readouterr()
    assert "没有读取：“三.docx”已损坏" in said.out
    assert "“三.docx”已损坏" in said.err


def test_a_table_is_written_with_its_cells_escaped(folder: Path, tmp_path: Path) -> None:
    evil = "=cmd|' /C calc'!A0<b的通知\n白政办发〔2024〕3号\n2024年3月4日\n（此件公开发布）"
    (folder / "恶.txt").write_text(evil, encoding="utf-8")
    made = {
        suffix: tmp_path / f"表{suffix}" for suffix in (".csv", ".xlsx", ".html", ".htm", ".md")
    }
    for path in made.values():
        assert main(["mark", str(folder), "-o", str(path)]) == 1
    rows = list(csv.reader(made[".csv"].read_text("utf-8-sig").splitlines()))
    assert rows[0] == ["文件", "标题", "发文字号", "成文日期", "标注", "公开属性", "问题"]
    titles = {row[0]: row[1] for row in rows}
    assert titles["恶.txt"].startswith("'=cmd")
    sheet = load_workbook(made[".xlsx"]).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert [(cell.data_type, cell.quotePrefix) for cell in cells] == [("s", True)]
    assert sheet.freeze_panes == "A2"
    page = made[".html"].read_text("utf-8")
    assert "&lt;b的" in page
    assert "<b的" not in page
    assert "\\|" in made[".md"].read_text("utf-8")


def test_documents_are_compared_with_a_catalogue(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    catalog = tmp_path / "目录.json"
    item = CatalogItem(("河湖", "清理河道"), attribute=Attribute.WITHHELD)
    zwgk.write(Catalog((item,)), catalog)
    assert main(["mark", str(folder / "一.txt"), "--catalog", str(catalog), "--json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)["documents"]
    assert (found["item"], [each["code"] for each in found["findings"]]) == (
        "河湖/清理河道",
        ["mark.item-differs"],
    )
    assert main(["mark", str(folder), "--catalog", str(catalog)]) == 1
    assert "对应的目录事项" in capsys.readouterr().out
    assert main(["mark", str(folder / "一.txt"), "--catalog", str(catalog)]) == 1
    assert "对应的目录事项：清理河道" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["{folder}", "-o", "表.docx"], "后缀不认识"),
        (["{folder}", "--catalog", "{folder}/一.txt"], "不是标准目录"),
        (["{folder}", "--catalog", "{folder}/没有.xlsx"], "找不到这个文件"),
        (["{folder}/空"], "没有公文"),
        (["{folder}", "--pack", "没有"], "没有“没有”这个方案"),
        (["{folder}", "-o", "{folder}/无/表.csv"], "无法写入"),
    ],
)
def test_wrong_use_is_refused_in_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], argv: list[str], said: str
) -> None:
    (folder / "空").mkdir()
    assert main(["mark", *(each.format(folder=folder) for each in argv)]) == 2
    assert said in capsys.readouterr().err


def test_a_missing_file_among_several_is_a_row(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["mark", str(folder / "一.txt"), str(folder / "没有.txt")]) == 2
    assert "找不到这个文件" in capsys.readouterr().out


def test_a_folder_with_too_many_documents_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "limit", lambda _: 2)
    assert len([*documents._walked(folder)]) == 2
    monkeypatch.setattr(limits, "limit", lambda _: 1)
    with pytest.raises(console.Refused, match="超过 1 份"):
        list(documents._walked(folder))


def test_the_command_checks_a_document(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder / "一.txt"), "--on", "2026-09-14"]) == 0
    (folder / "一.txt").write_text(f"{SOUND}（此件公开发布）\n（此件不予公开）", encoding="utf-8")
    assert main(["check", str(folder / "一.txt"), "--on", "2026-09-14"]) == 1
    said = capsys.readouterr().out
    assert "mark.conflict" in said
    assert "8:1" in said


def test_a_document_on_standard_input_is_told_as_a_file_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = TextIOWrapper(BytesIO(f"{SOUND}（此件公开发布）".encode()))
    monkeypatch.setattr("sys.stdin", given)
    assert main(["mark", "-"]) == 0
    assert "标题：关于清理河道的通知" in capsys.readouterr().out


def test_facts_are_still_decided(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "事实.json"
    file.write_text(
        '{"type": "mark-facts", "state_secret": true, "government_information": true}',
        encoding="utf-8",
    )
    assert main(["mark", str(file), "--on", "2026-09-14"]) == 0
    assert "不予公开" in capsys.readouterr().out


# ---------------------------------------------------------------- the examples


@pytest.mark.parametrize("name", MAKE["FILES"])
def test_the_script_makes_the_committed_documents_again(name: str) -> None:
    made, kept = MAKE["FILES"][name], (EXAMPLES / "gongwen" / name).read_bytes()
    if name.endswith(".docx"):  # compressed bytes differ from one zlib to the next
        assert _members(EXAMPLES / "gongwen" / name) == _members_of(made)
    else:
        assert made == kept


def _members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _members_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_examples_have_their_planted_faults_and_no_others(
    capsys: pytest.CaptureFixture[str],
) -> None:
    catalog = EXAMPLES / "anquan-shengchan.xlsx"
    main(["mark", str(EXAMPLES / "gongwen"), "--catalog", str(catalog), "--json"])
    rows = json.loads(capsys.readouterr().out)["documents"]
    found = {each["file"]: [one["code"] for one in each["findings"]] for each in rows}
    assert found == {name: [code] if code else [] for name, code in MAKE["FAULTS"].items()}
