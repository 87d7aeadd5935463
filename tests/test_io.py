"""Files in and out (文件读写): what a file is, limits, encodings, workbooks, round trips."""

import json as stdjson
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import Font

from tables import HEAD_SPANS, SUB, TOP, findings, item
from zwgk.errors import ReadError, ShapeError, ZwgkError
from zwgk.io import limits, read, write, xlsx
from zwgk.io._parts import Refused, area
from zwgk.model import Audience, Catalog, CatalogItem, Ground
from zwgk.tabular.grid import letters
from zwgk.terms import Attribute, Phase, Stage
from zwgk.text.basis import parse_basis
from zwgk.text.channels import parse_channels
from zwgk.text.time_limit import parse_time_limit

ROWS = [item("1", "甲", "乙", "丙"), item("2", "", "丁", "戊", basis="同上")]
CSV = "事项名称,公开内容,公开依据\n许可,结果,《行政许可法》\n"


def workbook(
    path: Path, rows: Sequence[Sequence[object]] = ROWS, spans: Sequence[str] = ("B3:B4",)
) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "安全生产"
    for row in (TOP, SUB, *rows):
        sheet.append([cell or None for cell in row])
    for cells in (*HEAD_SPANS, *spans):
        sheet.merge_cells(cells)
    book.save(path)
    return path


def catalog(path: Path) -> Catalog:
    found = read(path)
    assert isinstance(found, Catalog)
    return found


def test_a_workbook_is_read_with_places(tmp_path: Path) -> None:
    found = catalog(workbook(tmp_path / "目录.xlsx"))
    assert [each.path for each in found.items] == [("甲", "乙"), ("甲", "丁")]
    assert found.items[1].field == "安全生产"
    assert found.places["/items/1/basis"] == "目录.xlsx!安全生产!E3"


def test_rows_and_columns_before_the_table_keep_the_addresses_true(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for at, cell in enumerate(["事项名称", "公开内容", "公开依据"]):
        sheet.cell(5, 3 + at, cell)
        sheet.cell(6, 3 + at, "《统计法》")
    book.save(tmp_path / "偏.xlsx")
    assert catalog(tmp_path / "偏.xlsx").places["/items/0/content"] == "偏.xlsx!Sheet!D6"


def test_numbers_and_days_are_written_as_the_clerk_sees_them(tmp_path: Path) -> None:
    rows = [
        [
            1,
            "甲",
            "乙",
            2.5,
            "《统计法》",
            __import__("datetime").date(2024, 5, 1),
            "局",
            "网站",
            1,
            None,
            True,
            None,
            "√",
        ]
    ]
    found = catalog(workbook(tmp_path / "数.xlsx", rows)).items[0]
    assert (found.seq, found.content) == ("1", "2.5")
    assert found.time_limit is not None
    assert found.time_limit.text == "2024-05-01"
    assert found.audience == Audience(public=True)
    assert found.attribute is Attribute.PROACTIVE


def test_hidden_struck_and_commented_rows_are_told(tmp_path: Path) -> None:
    path = workbook(tmp_path / "目录.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    sheet.row_dimensions[4].hidden = True
    sheet["D3"].font = Font(strike=True)
    sheet["C4"].comment = Comment("请核对", "某")
    book.save(path)
    found = catalog(path)
    assert len(found.items) == 2
    assert findings(found, "read.row-hidden")[0].place == "目录.xlsx!安全生产!A4"
    assert findings(found, "read.row-struck")[0].value == "第 3 行"
    assert findings(found, "read.comment")[0].value == "C4：请核对"


def test_a_formula_without_a_result_is_kept_as_text_and_told(tmp_path: Path) -> None:
    path = workbook(tmp_path / "目录.xlsx", [item("1", "甲", "乙", "=1+1")])
    found = catalog(path)
    assert found.items[0].content == "=1+1"
    assert findings(found, "read.formula")[0].place == "目录.xlsx!安全生产!D3"


def test_hidden_sheets_are_skipped_and_named(tmp_path: Path) -> None:
    path = workbook(tmp_path / "目录.xlsx")
    book = openpyxl.load_workbook(path)
    old = book.copy_worksheet(book.worksheets[0])
    old.title, old.sheet_state = "旧版", "hidden"
    book.save(path)
    found = catalog(path)
    assert len(found.items) == 2
    assert findings(found, "read.sheet-skipped")[0].value == "旧版"


def test_without_calamine_openpyxl_reads_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path / "目录.xlsx")
    whole = catalog(path)
    real = xlsx._library
    monkeypatch.setattr(
        xlsx, "_library", lambda name: None if name == "python_calamine" else real(name)
    )
    slow = catalog(path)
    assert slow == whole
    assert dict(slow.places) == dict(whole.places)
    monkeypatch.setattr(xlsx, "_library", lambda _: None)
    with pytest.raises(ReadError, match="pip install zwgk"):
        read(path)


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("gb18030", ""),
        ("utf-16", ""),
        ("utf-16-le", ""),
        ("utf-16-be", "\ufeff"),
    ],
)
def test_csv_in_every_usual_encoding(tmp_path: Path, encoding: str, mark: str) -> None:
    path = tmp_path / "目录.csv"
    path.write_bytes((mark + CSV.replace("许可", "许可䶮")).encode(encoding))
    assert catalog(path).items[0].path == ("许可䶮",)


@pytest.mark.parametrize("mark", [";", "\t", "|", "，"])
def test_csv_with_other_separators(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "目录.txt"
    path.write_text(CSV.replace(",", mark), encoding="utf-8")
    assert catalog(path).items[0].content == "结果"


def test_csv_keeps_line_breaks_in_quotes_and_counts_rows(tmp_path: Path) -> None:
    path = tmp_path / "目录.csv"
    path.write_text(
        '事项名称,公开内容,公开依据\n许可,"一\n二,三",《行政许可法》\n处罚,四,《行政处罚法》\n',
        encoding="utf-8",
    )
    found = catalog(path)
    assert found.items[0].content == "一\n二,三"
    assert found.places["/items/1/basis"] == "目录.csv!3:3"


def test_a_tab_table_named_xls_is_read_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "导出.xls"
    path.write_text(CSV.replace(",", "\t"), encoding="gb18030")
    assert len(catalog(path).items) == 1


def test_json_gives_the_catalogue_or_the_records(tmp_path: Path) -> None:
    path = tmp_path / "目录.json"
    whole = Catalog((CatalogItem(("甲",)),), title="目录")
    write(whole, path)
    assert read(path) == whole
    records = [{"type": "information", "title": "甲"}, {"type": "information", "title": "乙"}]
    path.write_text(stdjson.dumps(records), encoding="utf-8")
    assert read(path) == records
    path.write_text("\n".join(stdjson.dumps(each) for each in records), encoding="utf-8")
    assert read(path) == records
    path.write_text('{"type": "application", "id": "1"}', encoding="utf-8")
    assert read(path) == [{"type": "application", "id": "1"}]
    path.write_text('{"type": "catalog", "items": [{"type": "catalog-item"}]}', encoding="utf-8")
    with pytest.raises(ShapeError):
        read(path)


def _zip(path: Path, parts: dict[str, str]) -> bytes:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path.read_bytes()


BAD = {
    "空.xlsx": b"",
    "坏.xlsx": b"PK\x03\x04 and nothing else",
    "目录.pdf": b"%PDF-1.7 ...",
    "图.png": b"\x89PNG\r\n",
    "密.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    + b"\0" * 512
    + "EncryptedPackage".encode("utf-16-le"),
    "旧.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    + b"\0" * 512
    + "WordDocument".encode("utf-16-le"),
    "坏.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "Workbook".encode("utf-16-le"),
    "乱.csv": b"\xff\xfe\x00",
    "乱码.csv": b"\x81\x20\xff\xff\x80",
    "坏.json": b'{"type": "catalog", ',
    "数.json": b'{"type": "information", "x": NaN}',
    "值.json": b"[1, 2]",
    "深.json": b"[" * 5000,
    "无目录.csv": "姓名,电话\n某,0\n".encode(),
    "文.txt": "没有表格的文字\n".encode(),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_said_in_one_chinese_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(BAD[name])
    with pytest.raises(ReadError) as caught:
        read(path)
    message = str(caught.value)
    assert name in message
    assert "请" in message
    assert "\n" not in message


def test_folders_missing_files_and_other_archives_are_said_so_too(tmp_path: Path) -> None:
    _zip(tmp_path / "包.zip", {"a.txt": "x"})
    _zip(tmp_path / "文.docx", {"word/document.xml": "<x/>"})
    for path in (tmp_path, tmp_path / "没有.xlsx", tmp_path / "包.zip"):
        with pytest.raises(ReadError, match="请"):
            read(path)


def test_a_workbook_without_a_catalogue_is_said_so(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / "空表.xlsx")
    with pytest.raises(ReadError, match="没有找到标准目录表格"):
        read(tmp_path / "空表.xlsx")


def test_a_zip_bomb_is_refused_before_anything_is_unpacked(tmp_path: Path) -> None:
    _zip(tmp_path / "弹.xlsx", {"xl/workbook.xml": " " * 30_000_000})
    with pytest.raises(ReadError, match="解开后过大"):
        read(tmp_path / "弹.xlsx")


def _with_part(path: Path, name: str, change: tuple[str, str]) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {each: archive.read(each).decode("utf-8") for each in archive.namelist()}
    parts[name] = parts[name].replace(*change)
    _zip(path, parts)


def test_a_sheet_that_claims_the_whole_grid_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "大.xlsx")
    _with_part(path, "xl/worksheets/sheet1.xml", ('r="A1"', 'r="XFD1048576"'))
    with pytest.raises(ReadError, match="范围过大"):
        read(path)


def test_document_types_and_entities_are_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "实体.xlsx")
    declared = '<!DOCTYPE workbook [<!ENTITY a "aaaa">]><workbook'
    _with_part(path, "xl/workbook.xml", ("<workbook", declared))
    with pytest.raises(ReadError, match="不合规范"):
        read(path)
    assert issubclass(Refused, ValueError)


def test_limits_on_rows_columns_and_cells_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = {"max_rows": 3, "max_columns": 500, "max_cell_chars": 1000}
    real = limits.limit
    monkeypatch.setattr(limits, "limit", lambda name: small.get(name) or real(name))
    with pytest.raises(ReadError, match="超过 3 行"):
        read(workbook(tmp_path / "长.xlsx"))
    small |= {"max_rows": 100, "max_columns": 5}
    with pytest.raises(ReadError, match="超过 5 栏"):
        read(workbook(tmp_path / "宽.xlsx"))
    (tmp_path / "宽.csv").write_text("," * 50, encoding="utf-8")
    with pytest.raises(ReadError, match="超过 5 栏"):
        read(tmp_path / "宽.csv")


def test_an_overlong_cell_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "长.csv"
    path.write_text(CSV + '许可,"' + "长" * 200_000, encoding="utf-8")
    with pytest.raises(ReadError, match="过长"):
        read(path)


@given(
    st.lists(st.tuples(st.integers(1, 1_048_576), st.integers(1, 16_384)), min_size=1, max_size=5)
)
def test_the_area_of_a_sheet_is_never_underestimated(cells: list[tuple[int, int]]) -> None:
    content = "".join(f'<c r="{letters(column - 1)}{row}"/>' for row, column in cells)
    height, width = area(content.encode())
    assert height >= max(row for row, _ in cells)
    assert width >= max(column for _, column in cells)


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
@pytest.mark.parametrize(
    "text", ["=1+1", "+86 0000", "-见附件", "@某", '=HYPERLINK("x")', "'=1", "''=1"]
)
def test_texts_that_a_spreadsheet_would_compute_stay_texts(
    tmp_path: Path, text: str, suffix: str
) -> None:
    path = tmp_path / f"目录{suffix}"
    write(Catalog((CatalogItem(("甲",), content=text, basis_text="《统计法》"),)), path)
    assert catalog(path).items[0].content == text
    assert not findings(catalog(path), "read.formula")
    if suffix == ".csv":
        assert not any(
            cell and cell[0] in "=+-@"
            for line in path.read_text("utf-8-sig").splitlines()
            for cell in line.split(",")
        )


def test_a_written_workbook_has_the_two_row_header(tmp_path: Path) -> None:
    path = tmp_path / "目录.xlsx"
    write(
        Catalog((CatalogItem(("甲", "乙")),), title="云岭县政务公开标准目录", locality="云岭县"),
        path,
    )
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]][:4] == ["序号", "领域", "公开事项", None]
    assert [cell.value for cell in sheet[3]][2:4] == ["一级事项", "二级事项"]
    assert {"A2:A3", "C2:D2"} <= {str(each) for each in sheet.merged_cells.ranges}


def test_what_cannot_be_written_is_a_wrong_call(tmp_path: Path) -> None:
    whole = Catalog((CatalogItem(("甲",)),))
    for thing, name in ((whole, "x.pdf"), (whole, "x"), ([1], "x.xlsx"), (3, "x.json")):
        with pytest.raises(ZwgkError):
            write(thing, tmp_path / name)
    with pytest.raises(ZwgkError, match="too long"):
        write(Catalog((CatalogItem(("甲",), content="长" * 40_000),)), tmp_path / "x.xlsx")


WORDS = st.text("甲乙丙丁戊己庚辛壬癸许可处罚公示栏", min_size=1, max_size=6)
LEVELS = st.lists(
    st.sampled_from(["省级", "市级", "县级", "乡级", "村级"]), unique=True, max_size=3
).map(tuple)
ITEMS = st.builds(
    CatalogItem,
    path=st.lists(WORDS, max_size=5).map(tuple),
    seq=st.none() | st.from_regex(r"[1-9][0-9]?(-[1-9])?", fullmatch=True),
    code=st.none() | st.from_regex(r"[A-Z]{2}[0-9]{3}", fullmatch=True),
    field=st.none() | st.sampled_from(["安全生产", "救灾", "国资国企", "数据资源"]),
    content=st.none() | WORDS | st.sampled_from(["=1", "一；\n二。", "√", "1.0"]),
    basis_text=st.none() | st.sampled_from(["《统计法》", "《条例》（国务院令第711号）第三条"]),
    time_limit=st.none()
    | st.sampled_from(["及时公开", "20个工作日", "—", "详见网站"]).map(parse_time_limit),
    publisher=st.none() | WORDS,
    channels=st.none()
    | st.sampled_from(["■政府网站\n□政府公报", "公示栏", "□政府网站"]).map(parse_channels),
    audience=st.none()
    | st.builds(Audience, public=st.booleans(), groups=st.none() | st.just("特定群体") | WORDS),
    attribute=st.none() | st.sampled_from(Attribute),
    levels=LEVELS,
    stages=st.lists(st.sampled_from(Stage), unique=True).map(
        lambda each: tuple(s for s in Stage if s in each)
    ),
    phases=st.lists(st.sampled_from(Phase), unique=True).map(
        lambda each: tuple(p for p in Phase if p in each)
    ),
    grounds=st.lists(st.builds(Ground, st.just("第十四条"), st.none() | WORDS), max_size=2).map(
        tuple
    ),
    extras=st.dictionaries(
        WORDS | st.sampled_from(["备注", "公开依据", "县级", "主动"]), WORDS, max_size=2
    ),
).filter(lambda each: each.path or each.content)
CATALOGS = st.builds(
    Catalog,
    items=st.lists(ITEMS, min_size=1, max_size=5).map(tuple),
    title=st.none()
    | st.sampled_from(["云岭县社会救助领域标准目录（2024年版）", "政务公开目录", "附件"]),
    locality=st.none() | st.just("云岭县"),
    version=st.none() | st.sampled_from(["2024", "修订版"]),
    effective=st.none() | st.dates(),
)


def _with_basis(whole: Catalog) -> Catalog:
    """Let the citations be those of the text."""
    items = (
        evolve(each, basis=parse_basis(each.basis_text) if each.basis_text else ())
        for each in whole.items
    )
    return evolve(whole, items=tuple(items))


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".json"])
@settings(max_examples=20, deadline=None)
@given(whole=CATALOGS.map(_with_basis))
def test_what_is_written_reads_back_as_the_same_catalogue(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, whole: Catalog
) -> None:
    path = tmp_path_factory.mktemp("io") / f"目录{suffix}"
    write(whole, path)
    again = catalog(path)
    assert again.to_dict() == whole.to_dict()
    assert again == whole


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_no_bytes_make_reading_fail_otherwise(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("bytes") / "x.bin"
    path.write_bytes(content)
    with suppress(ReadError, ShapeError):
        read(path)
