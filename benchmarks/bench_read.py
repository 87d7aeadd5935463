"""How long reading a catalogue takes (读取速度): ratios within one run, peers side by side.

    python benchmarks/bench_read.py [ROWS]

The workbook is generated here: contents distinct, the other elements repeat as they do in real catalogues.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import python_calamine

import zwgk

GROUPS = ("公开对象", None, "公开方式", None, "公开层级", None)
TEXTS = ("公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体")
TICKS = ("全社会", "特定群体", "主动", "依申请", "县级", "乡级")
HEAD = (
    ("序号", "公开事项", None, *TEXTS, *GROUPS),
    (None, "一级事项", "二级事项", *[None] * len(TEXTS), *TICKS),
)
MERGED = ("A2:A3", "B2:C2", "D2:D3", "E2:E3", "F2:F3", "G2:G3", "H2:H3", "I2:J2", "K2:L2", "M2:N2")
MENU = (
    "政府网站 政府公报 两微一端 发布会/听证会 广播电视 纸质媒体 "
    "公开查阅点 政务服务中心 便民服务站 入户/现场 精准推送 其他"
)
LIMITS = [
    *(f"自信息形成或者变更之日起{days}个工作日内" for days in (3, 5, 7, 10, 15, 20)),
    *("及时公开", "实时公开", "长期公开", "每年1月31日前"),
]
BASES = [
    f"《青山县公共服务管理办法（之{n}）》（青政发〔20{10 + n % 15}〕{n}号）、《政府信息公开条例》"
    for n in range(40)
]


def rows(count: int) -> Iterator[list[int | str | None]]:
    """Make up items: 24 publishers, 40 bases, 10 time limits, 60 channel menus."""
    chance = random.Random(54)
    menus = ["\n".join(chance.choice("■□□") + name for name in MENU.split()) for _ in range(60)]
    for n in range(1, count + 1):
        first = f"第{n // 5}类事项" if n % 5 == 0 or n == 1 else None
        content = f"事项{n}的办理条件、申请材料、办理流程、办理结果和咨询电话；收费标准第{n * 7}项"
        public = chance.random() < 0.9
        texts = (content, chance.choice(BASES), chance.choice(LIMITS), f"青山县第{n % 24}局")
        ticks = ("√" if public else None, None if public else "√", "√", None, "√")
        yield [
            n,
            first,
            f"事项{n}",
            *texts,
            chance.choice(menus),
            *ticks,
            chance.choice(["√", None]),
        ]


def workbook(folder: Path, count: int) -> Path:
    """Write the workbook with its title, two header rows and merged first levels."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["青山县基层政务公开标准目录"])
    for row in (*HEAD, *rows(count)):
        sheet.append(list(row))
    for cells in ("A1:N1", *MERGED):
        sheet.merge_cells(cells)
    for top in range(8, count, 5):
        sheet.merge_cells(start_row=top, end_row=top + 4, start_column=2, end_column=2)
    path = folder / "目录.xlsx"
    book.save(path)
    return path


def best(work: Callable[[], object], times: int) -> float:
    """Take the best of some runs, in processor time: other programs on the machine do not count."""
    seconds = []
    for _ in range(times):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return min(seconds)


def calamine(path: Path) -> None:
    python_calamine.load_workbook(str(path)).get_sheet_by_index(0).to_python()


def read_only(path: Path) -> None:
    sheet = openpyxl.load_workbook(path, read_only=True).active
    assert sheet is not None
    for _ in sheet.iter_rows(values_only=True):
        pass


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as folder:
        path = workbook(Path(folder), count)
        found = zwgk.read(path)
        assert isinstance(found, zwgk.model.Catalog)
        assert len(found.items) == count
        base = best(lambda: calamine(path), 5)
        ours = best(lambda: zwgk.read(path), 3)
        peer = best(lambda: read_only(path), 1)
    print(f"{count} rows x 14 columns")
    print("| job | times calamine's raw cells |")
    print("|---|---|")
    print("| python-calamine, raw cells | 1.0 |")
    print(f"| zwgk.read, catalogue with places and findings | {ours / base:.1f} |")
    print(f"| openpyxl read_only, raw cells | {peer / base:.1f} |")


if __name__ == "__main__":
    main()
