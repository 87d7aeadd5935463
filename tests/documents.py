"""Generated documents (公文生成): layouts of GB/T 9704 with their variants, and Word files written by hand."""

from datetime import date
from typing import Any, NamedTuple

from hypothesis import strategies as st

from zwgk.terms import Attribute

DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
BODIES = (
    "白石镇人民政府",
    "白石县应急管理局",
    "青湖县人民政府办公室",
    "松塔县农业农村局",
    "玉泉区发展和改革委员会",
)
CODES = ("白镇政", "白应急", "青政办发", "松农函", "玉发改")
MATTERS = (
    "关于清理河道的",
    "关于印发《防汛办法》的",
    "关于做好2024年秋季防火工作的",
    "关于李河镇修路资金的",
)
KINDS = ("通知", "意见", "请示", "批复", "公告", "函", "决定")
NOTES = {
    Attribute.PROACTIVE: ("此件公开发布", "此件主动公开", "公开属性：主动公开"),
    Attribute.ON_REQUEST: ("此件依申请公开", "公开方式：依申请公开"),
    Attribute.WITHHELD: ("此件不予公开", "信息公开选项：不予公开"),
}
TEXTS = (
    "　　为做好有关工作，现就有关事项通知如下。",
    "　　一、应当主动公开的，及时上网。",
    "　　二、对不予公开的，应当说明理由；依申请公开的，按期答复。",
    "　　（一）2023年12月1日前报送材料。",
    "　　三、根据白政发〔2020〕1号文件执行。",
)


class Planted(NamedTuple):
    """A generated document and what was put in it (植入的要素)."""

    text: str
    title: str
    number: str | None
    issuer: str
    created: date
    note: str | None
    attribute: Attribute | None


def _chinese(day: date) -> str:
    spelled = {n: f"{'二' if n >= 20 else ''}{'十' if n >= 10 else ''}" for n in range(1, 32)}
    spelled |= {n: f"三十{'' if n == 30 else '一'}" for n in (30, 31)}
    small = {
        n: spelled[n] + ("" if n % 10 == 0 or n > 30 else str(n % 10).translate(DIGITS))
        for n in range(1, 32)
    }
    return f"{str(day.year).translate(DIGITS)}年{small[day.month]}月{small[day.day]}日"


def _plain(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


DAYS = st.sampled_from(
    [
        _plain,
        _chinese,
        lambda day: _plain(day).translate(WIDE),
        lambda day: f"{day.year} 年 {day.month} 月 {day.day} 日",
        lambda day: f"{day.year}年{day.month:02}月{day.day:02}日",
    ]
)
INDENTS = st.sampled_from(["", "　　", "                    ", "\t\t"])
GAPS = st.sampled_from(["", "\n", "\n\n"])


@st.composite
def planted(draw: Any) -> Planted:
    """Draw a document with its elements in one of the usual layouts."""
    body = draw(st.sampled_from(BODIES))
    day = draw(st.dates(date(2016, 11, 10), date(2027, 12, 31)))
    title = (
        draw(st.sampled_from(["", body]))
        + draw(st.sampled_from(MATTERS))
        + draw(st.sampled_from(KINDS))
    )
    number = draw(
        st.none()
        | st.builds(
            "{}〔{}〕{}号".format, st.sampled_from(CODES), st.just(day.year), st.integers(1, 999)
        )
    )
    attribute = draw(st.none() | st.sampled_from(list(Attribute)))
    words = draw(st.sampled_from(NOTES[attribute])) if attribute else None
    bracket = (
        "{}"
        if words is None or "：" in words
        else draw(st.sampled_from(["（{}）", "({})", "〔{}〕"]))
    )
    note = bracket.format(words) if words else None
    lines = [*_head(draw, body, title, number), draw(GAPS) + "各乡镇人民政府："]
    lines += draw(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4))
    lines += [draw(GAPS) + draw(INDENTS) + body, draw(INDENTS) + draw(DAYS)(day)]
    lines += [draw(GAPS) + draw(st.sampled_from(["", "　　"])) + note] if note else []
    lines += _foot(draw, body, day)
    return Planted("\n".join(lines), title, number, body, day, note, attribute)


def _head(draw: Any, body: str, title: str, number: str | None) -> list[str]:
    """Lay out letterhead, number and title: the red head of a paper, or a page of a site."""
    cut = title.index("的") + 1 if draw(st.booleans()) and not title.endswith("的通知") else 0
    titled = f"{title[:cut]}\n{title[cut:]}" if cut and "《" not in title else title
    written = number and draw(
        st.sampled_from(
            [number, number.replace("〔", "[").replace("〕", "]"), number.translate(WIDE)]
        )
    )
    if draw(st.booleans()):
        signer = draw(st.sampled_from(["", "　　　　签发人：李某某"]))
        return [f"{body}文件", *([written + signer] if written else []), draw(GAPS) + titled]
    return [titled, *([written] if written else [])]


def _foot(draw: Any, body: str, day: date) -> list[str]:
    copied = draw(st.sampled_from([[], ["抄送：县委办公室。"]]))
    printed = draw(st.sampled_from([[], [f"{body}办公室　　{_plain(day)}印发"]]))
    return [draw(GAPS) + each for each in (*copied, *printed)]
