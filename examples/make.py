"""Make the workbooks beside this file (生成示例工作簿): ``python examples/make.py``.

The contents are data in ``source/*.toml``, sound as they stand; the faults are planted here, one by
one, so that a workbook has exactly the faults listed. Running again gives the same bytes.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import east_asian_width
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).parent
SAVED = datetime(2026, 6, 1, 9)  # noqa: DTZ001 - workbooks carry no zone

Row = dict[str, str]  # header → text of the cell


class Column(NamedTuple):
    """One column (栏目): its header, the group heading above it, its width."""

    name: str
    group: str
    width: float


class Fault(NamedTuple):
    """One planted fault (一处错误): what, where, how the row changes, what a check should say."""

    what: str
    seq: int
    at: str  # the column in which it is found
    changes: Row
    code: str
    sheet: str = ""


# ---------------------------------------------------------------- what is wrong

_BOXES = (
    ("政府网站", "政府公报"),
    ("两微一端", "发布会/听证会"),
    ("广播电视", "纸质媒体"),
    ("公开查阅点", "政务服务中心"),
    ("便民服务站", "入户/现场"),
    ("社区/企事业单位/村公示栏（电子屏）",),
    ("精准推送", "其他"),
)
_MENU, _SPACE = 8, "\u3000"


def menu(*chosen: str) -> str:
    """Write the thirteen boxes of the standard form; any other name gets a line of its own."""
    lines = [*_BOXES, *((name,) for name in chosen if not any(name in line for line in _BOXES))]
    boxes = ([("■" if name in chosen else "□") + name for name in line] for line in lines)
    return "\n".join("".join(box.ljust(_MENU, _SPACE) for box in line).rstrip() for line in boxes)


def _columns_of(char: str) -> int:
    return 2 if east_asian_width(char) in "WFA" else 1


CONTENT, BASIS, LIMIT = "公开内容（要素）", "公开依据", "公开时限"
PUBLISHER, CHANNELS, LEVELS = "公开主体", "公开渠道和载体", "公开层级"
PUBLIC, GROUPS, PROACTIVE, ON_REQUEST = "全社会", "特定群体", "主动", "依申请"
WITHHELD, REASON = "不予公开", "不予公开理由"

FAULTS = (
    Fault("第一条就写“同上”，上面没有内容", 1, PUBLISHER, {PUBLISHER: "同上"}, "ditto.dangling"),
    Fault("公开主体空着", 3, PUBLISHER, {PUBLISHER: ""}, "element.missing"),
    Fault("公开依据空着", 4, BASIS, {BASIS: ""}, "element.missing"),
    Fault(
        "《政府信息公开条例》用了修订前的令号",
        5,
        BASIS,
        {BASIS: "《中华人民共和国政府信息公开条例》（国务院令第492号）"},
        "basis.repealed",
    ),
    Fault(
        "期限定为30个工作日，超过法定的20个",
        6,
        LIMIT,
        {LIMIT: "自信息形成之日起30个工作日内"},
        "time-limit.longer-than-law",
    ),
    Fault("公开渠道一个也没有勾选", 7, CHANNELS, {CHANNELS: menu()}, "channel.none"),
    Fault(
        "不予公开，没有写条款和理由",
        8,
        REASON,
        {PROACTIVE: "", WITHHELD: "√"},
        "withheld.no-ground",
    ),
    Fault("只写“及时公开”，没有最长期限", 9, LIMIT, {LIMIT: "及时公开"}, "time-limit.vague"),
    Fault("主动、依申请都勾选了", 10, PROACTIVE, {ON_REQUEST: "√"}, "attribute.conflict"),
    Fault(
        "与上一条重复",
        12,
        "序号",
        {"二级事项": "举报投诉", CONTENT: "受理范围、举报方式、办理程序、奖励标准"},
        "duplicate.item",
    ),
    Fault(
        "期限定为1个月，可能超过20个工作日",
        14,
        LIMIT,
        {LIMIT: "自信息形成之日起1个月内"},
        "time-limit.longer-than-law",
    ),
    Fault("主动、依申请都没有勾选", 15, PROACTIVE, {PROACTIVE: ""}, "element.missing"),
    Fault(
        "引用已废止的《合同法》", 16, BASIS, {BASIS: "《中华人民共和国合同法》"}, "basis.repealed"
    ),
    Fault("公开内容空着", 17, CONTENT, {CONTENT: ""}, "element.missing"),
    Fault("全社会、特定群体都没有勾选", 18, PUBLIC, {PUBLIC: ""}, "audience.none"),
    Fault(
        "有一个渠道不在标准之列",
        19,
        CHANNELS,
        {CHANNELS: menu("政府网站", "应急大喇叭")},
        "channel.nonstandard",
    ),
    Fault(
        "只写“相关法律法规”，没有文件名称", 21, BASIS, {BASIS: "相关法律法规"}, "basis.unreadable"
    ),
    Fault("时限一栏写的不是时限", 22, LIMIT, {LIMIT: "由业务股室负责"}, "time-limit.unreadable"),
    Fault("公开层级中没有“网格级”", 23, LEVELS, {LEVELS: "网格级"}, "level.unknown"),
    Fault("“银发经济”不是试点领域", 25, "领域", {"领域": "银发经济"}, "field.unknown"),
)

#: marks of the form, not faults of an item: what, cell, code
HIDDEN, COMMENTED, REPEATED_BEFORE, STRUCK = 20, 13, 14, 24

TOWN_FAULTS = (
    Fault("公开渠道一个也没有勾选", 6, CHANNELS, {CHANNELS: menu()}, "channel.none", "03涉农补贴"),
    Fault(
        "《森林防火条例》已由《森林草原防灭火条例》取代",
        3,
        BASIS,
        {BASIS: "《森林防火条例》（国务院令第541号）"},
        "basis.repealed",
        "04救灾",
    ),
    Fault(
        "只写“及时公开”，没有最长期限",
        4,
        LIMIT,
        {LIMIT: "及时公开"},
        "time-limit.vague",
        "06公共文化服务",
    ),
)


# ---------------------------------------------------------------- columns

_HEAD = (Column("序号", "", 5),)
_PATH = (Column("一级事项", "公开事项", 10), Column("二级事项", "公开事项", 12))
_BODY = (
    Column(CONTENT, "", 32),
    Column(BASIS, "", 34),
    Column(LIMIT, "", 18),
    Column(PUBLISHER, "", 14),
    Column(CHANNELS, "", 35),
    Column(PUBLIC, "公开对象", 6),
    Column(GROUPS, "公开对象", 8),
    Column(PROACTIVE, "公开方式", 5),
    Column(ON_REQUEST, "公开方式", 6),
)
_WITHHOLDING = (Column(WITHHELD, "公开方式", 6), Column(REASON, "", 10))
_OFFICE = (Column("责任科室", "", 10), Column("备注", "", 8))

FAULTY = (
    *_HEAD,
    Column("领域", "", 9),
    *_PATH,
    *_BODY,
    *_WITHHOLDING,
    Column(LEVELS, "", 8),
    *_OFFICE,
)


def standard(levels: Iterable[str]) -> tuple[Column, ...]:
    """Give the columns of the national form, with a column for each level."""
    return (*_HEAD, *_PATH, *_BODY, *(Column(level, "公开层级", 5) for level in levels))


# ---------------------------------------------------------------- rows


def source(name: str) -> dict[str, Any]:
    """Read the contents of a workbook."""
    return tomllib.loads((HERE / "source" / f"{name}.toml").read_text("utf-8"))


def rows(items: Iterable[Mapping[str, Any]], default: Mapping[str, Any]) -> list[Row]:
    """Give the rows of these items, sound and numbered."""
    words = source("common")
    return [_row(seq, {**default, **item}, words) for seq, item in enumerate(items, 1)]


def _row(seq: int, item: Mapping[str, Any], words: Mapping[str, Mapping[str, str]]) -> Row:
    chosen = [words["channel"].get(name, name) for name in item["channels"].split()]
    return {
        "序号": str(seq),
        "领域": item.get("field", ""),
        "一级事项": item["path"][0],
        "二级事项": item["path"][1],
        CONTENT: item["content"],
        BASIS: "\n".join(words["basis"].get(name, name) for name in item["basis"]),
        LIMIT: words["limit"].get(item["limit"], item["limit"]),
        PUBLISHER: item["publisher"],
        CHANNELS: menu(*chosen),
        PUBLIC: "" if "groups" in item else "√",
        GROUPS: f"√\n（{item['groups']}）" if "groups" in item else "",
        PROACTIVE: "" if item.get("mode") == ON_REQUEST else "√",
        ON_REQUEST: "√" if item.get("mode") == ON_REQUEST else "",
        "责任科室": item.get("office", ""),
    } | _levels(item["levels"])


def _levels(levels: str | Sequence[str]) -> Row:
    return {LEVELS: levels} if isinstance(levels, str) else dict.fromkeys(levels, "√")


def planted(sound: Sequence[Row], faults: Iterable[Fault]) -> list[Row]:
    """Plant the faults, each in its row."""
    changes = {fault.seq: fault.changes for fault in faults}
    return [row | changes.get(seq, {}) for seq, row in enumerate(sound, 1)]


# ---------------------------------------------------------------- sheets

_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_TITLE, _HEADER, _TEXT, _COVER = (
    Font(name="方正小标宋简体", size=18, bold=True),
    Font(name="黑体", size=10),
    Font(name="宋体", size=9),
    Font(name="方正小标宋简体", size=28),
)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_LEFT_COLUMNS = frozenset({CONTENT, BASIS, LIMIT, CHANNELS})
_LINE = 12.5
_HEADER_ROWS = 2


def draw(
    sheet: Worksheet, title: str, columns: Sequence[Column], items: Sequence[Row], above: str = ""
) -> None:
    """Draw a catalogue: title, a line above the table if any, header of two rows, items."""
    wide = len(columns)
    _line(sheet, 1, wide, title)
    if above:
        _line(sheet, 2, wide, above)
    top = first_row(above) - _HEADER_ROWS
    header(sheet, top, columns)
    for n, item in enumerate(items, top + _HEADER_ROWS):
        _write(sheet, n, columns, item)
    _fit(sheet, columns, top)


def first_row(above: str = "") -> int:
    """Tell the row of the first item."""
    return 5 if above else 4


def _line(sheet: Worksheet, row: int, wide: int, text: str) -> None:
    """Write a line over the whole width: the title, or a note on the left."""
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=wide)
    title = row == 1
    cell = sheet.cell(row, 1, text)
    cell.font, cell.alignment = (_TITLE, _CENTRE) if title else (_TEXT, _LEFT)
    sheet.row_dimensions[row].height = 34 if title else 20


def header(sheet: Worksheet, top: int, columns: Sequence[Column]) -> None:
    """Write the header: group headings over their columns, single ones over both rows."""
    at = 1
    for group, each in groupby(columns, key=lambda column: column.group or column.name):
        members = list(each)
        last = at + len(members) - 1
        grouped = bool(members[0].group)
        sheet.cell(top, at, group)
        sheet.merge_cells(
            start_row=top, end_row=top if grouped else top + 1, start_column=at, end_column=last
        )
        for n, column in enumerate(members if grouped else (), at):
            sheet.cell(top + 1, n, column.name)
        at = last + 1
    for row in (top, top + 1):
        _style(sheet, row, [_HEADER] * len(columns), [_CENTRE] * len(columns))
    sheet.row_dimensions[top].height = 22
    sheet.row_dimensions[top + 1].height = 34


def _write(sheet: Worksheet, row: int, columns: Sequence[Column], item: Row) -> None:
    for n, column in enumerate(columns, 1):
        text = item.get(column.name, "")
        sheet.cell(row, n, (int(text) if text.isdecimal() else text) or None)
    left = [_LEFT if column.name in _LEFT_COLUMNS else _CENTRE for column in columns]
    _style(sheet, row, [_TEXT] * len(columns), left)
    lines = max(_lines(item.get(column.name, ""), column.width) for column in columns)
    sheet.row_dimensions[row].height = lines * _LINE + 4


def _style(
    sheet: Worksheet, row: int, fonts: Sequence[Font], alignments: Sequence[Alignment]
) -> None:
    for n, (font, alignment) in enumerate(zip(fonts, alignments, strict=True), 1):
        cell = sheet.cell(row, n)
        cell.font, cell.alignment, cell.border = font, alignment, _BOX


def _lines(text: str, width: float) -> int:
    return sum(-(-sum(map(_columns_of, line)) // int(width)) or 1 for line in text.split("\n"))


def merge_down(sheet: Worksheet, column: int, first: int, texts: Sequence[str]) -> None:
    """Merge equal neighbours in a column, as first-level matters are."""
    at = first
    for _, run in groupby(texts):
        last = at + len(list(run)) - 1
        if last > at:
            for row in range(at + 1, last + 1):
                sheet.cell(row, column).value = None
            sheet.merge_cells(start_row=at, end_row=last, start_column=column, end_column=column)
        at = last + 1


def _fit(sheet: Worksheet, columns: Sequence[Column], top: int) -> None:
    for n, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(n)].width = column.width
    sheet.freeze_panes = f"A{top + _HEADER_ROWS}"
    sheet.print_title_rows = f"{top}:{top + 1}"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 8  # A3
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    footer = sheet.oddFooter
    if footer is not None:
        footer.center.text = "第 &P 页，共 &N 页"


# ---------------------------------------------------------------- workbooks


def clean() -> Workbook:
    """Make the clean workbook (没有错误的样本)."""
    data = source("anquan-shengchan")
    book, sheet = _book(data["sheet"])
    items = rows(data["item"], data["default"])
    draw(sheet, data["title"], standard(data["levels"]), items)
    merge_down(sheet, 2, first_row(), [item["一级事项"] for item in items])
    return book


def faulty(faults: Sequence[Fault] = FAULTS) -> Workbook:
    """Make the workbook with twenty faults (二十处错误)."""
    data = source("cuowu-ershi")
    book, sheet = _book(data["sheet"])
    items = planted(rows(data["item"], data["default"]), faults)
    draw(sheet, data["title"], FAULTY, items)
    _mark(sheet)
    _line(sheet, row_of(len(items)) + 1, len(FAULTY), data["note"])
    return book


def _mark(sheet: Worksheet) -> None:
    """Leave the marks of a workbook in use: header again, hidden row, struck row, comment."""
    at = row_of(REPEATED_BEFORE) - _HEADER_ROWS
    heights = {row: sheet.row_dimensions[row].height for row in range(at, sheet.max_row + 1)}
    sheet.move_range(f"A{at}:{get_column_letter(len(FAULTY))}{sheet.max_row}", rows=_HEADER_ROWS)
    for row, height in heights.items():
        sheet.row_dimensions[row + _HEADER_ROWS].height = height
    header(sheet, at, FAULTY)
    sheet.row_dimensions[row_of(HIDDEN)].hidden = True
    for cell in sheet[row_of(STRUCK)]:
        cell.font = Font(name=_TEXT.name, size=_TEXT.size, strike=True)
    comment = Comment("请救灾减灾股核对期限。", "办公室", height=60, width=160)
    sheet[cell_of(COMMENTED, LIMIT)].comment = comment


def town(faults: Sequence[Fault] = TOWN_FAULTS) -> Workbook:
    """Make the workbook of a whole town: cover, notes, a sheet for each field (全镇目录)."""
    data = source("taoxi-zhen")
    book, cover = _book("封面")
    _page(cover, data["cover"], _COVER, _CENTRE)
    _page(book.create_sheet("编制说明"), data["notes"], Font(name="仿宋", size=14), _LEFT)
    for each in data["sheet"]:
        sheet, above = book.create_sheet(each["name"]), each.get("above", "")
        sound = rows(each["item"], data["default"])
        items = planted(sound, [fault for fault in faults if fault.sheet == each["name"]])
        title = f"桃溪镇{each['field']}领域基层政务公开标准目录"
        draw(sheet, title, standard(data["levels"]), items, above)
        merge_down(sheet, 2, first_row(above), [item["一级事项"] for item in items])
    return book


def _page(sheet: Worksheet, lines: Sequence[str], font: Font, how: Alignment) -> None:
    sheet.column_dimensions["A"].width = 110
    for n, text in enumerate(lines, 3):
        cell = sheet.cell(n, 1, text)
        cell.font, cell.alignment = font, how
        sheet.row_dimensions[n].height = _lines(text, 80) * font.size * 2
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.sheet_view.showGridLines = False


def _book(label: str) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    book.properties.creator = "白石县人民政府办公室"
    book.properties.created = book.properties.modified = SAVED
    sheet = book.worksheets[0]
    sheet.title = label
    return book, sheet


# ---------------------------------------------------------------- places


def row_of(seq: int) -> int:
    """Tell the row of an item in the faulty workbook; a second header stands in the middle."""
    return first_row() + seq - 1 + (_HEADER_ROWS if seq >= REPEATED_BEFORE else 0)


def cell_of(seq: int, name: str) -> str:
    """Name the cell of an item in the faulty workbook."""
    return _letter(FAULTY, name) + str(row_of(seq))


def town_cell(fault: Fault) -> str:
    """Name the cell of a fault in the town's workbook."""
    data = source("taoxi-zhen")
    above = next(each.get("above", "") for each in data["sheet"] if each["name"] == fault.sheet)
    return f"{_letter(standard(data['levels']), fault.at)}{first_row(above) + fault.seq - 1}"


def _letter(columns: Sequence[Column], name: str) -> str:
    return get_column_letter(next(n for n, column in enumerate(columns, 1) if column.name == name))


def traces() -> tuple[tuple[str, str, str], ...]:
    """List the marks of the form in the faulty workbook: what, cell, code (empty: no finding)."""
    last = len(source("cuowu-ershi")["item"])
    office, remark = _letter(FAULTY, "责任科室"), _letter(FAULTY, "备注")
    return (
        ("多出一栏“责任科室”，内容照样保留", f"{office}2", "read.column-unknown"),
        ("多出一栏“备注”，属于常见栏目", f"{remark}2", ""),
        ("有一行划了删除线", f"A{row_of(STRUCK)}", "read.row-struck"),
        ("有一行是隐藏的", f"A{row_of(HIDDEN)}", "read.row-hidden"),
        ("有一个单元格带批注", cell_of(COMMENTED, LIMIT), "read.comment"),
        ("表的中间又有一次表头", f"A{row_of(REPEATED_BEFORE) - _HEADER_ROWS}", ""),
        ("表尾有一行“注：……”，不是事项", f"A{row_of(last) + 1}", "read.row-set-aside"),
    )


def listing() -> str:
    """Write the list of faults as a page (错误清单)."""
    faults = [(fault.what, cell_of(fault.seq, fault.at), fault.code) for fault in FAULTS]
    return "\n".join(
        [
            "# 二十处错误",
            "",
            "`cuowu-ershi.xlsx` 里的错误各不相同，一处错误只在一个事项上，其余单元格都没有问题。",
            "本页由 `make.py` 写出，检查日期为 2026-09-01。",
            "",
            *_table(faults),
            "",
            "另有七处表格本身的痕迹，不是事项的错误：",
            "",
            *_table(traces()),
            "",
        ]
    )


def _table(lines: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    yield from ("| 序 | 单元格 | 内容 | 检查代码 |", "|---|---|---|---|")
    for n, (what, cell, code) in enumerate(lines, 1):
        yield f"| {n} | {cell} | {what} | {f'`{code}`' if code else '无须提示'} |"


# ---------------------------------------------------------------- files

BOOKS = {"anquan-shengchan.xlsx": clean, "cuowu-ershi.xlsx": faulty, "taoxi-zhen.xlsx": town}


def packed(book: Workbook) -> bytes:
    """Save a workbook with one time stamp throughout: the same workbook gives the same bytes."""
    saved, held = BytesIO(), BytesIO()
    book.save(saved)
    stamp = SAVED.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with ZipFile(saved) as old, ZipFile(held, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, content)
            entry = ZipInfo(name, SAVED.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, content)
    return held.getvalue()


def main() -> None:
    for name, make in BOOKS.items():
        (HERE / name).write_bytes(packed(make()))
        print(name, len(load_workbook(HERE / name).sheetnames), "张工作表")
    (HERE / "cuowu-ershi.md").write_text(listing(), "utf-8")


if __name__ == "__main__":
    main()
