"""Write src/zwgk/data/lunar.toml (农历节日表): run once, with lunar_python (MIT) as the source, checked by tests."""

from datetime import date
from pathlib import Path

from lunar_python import Lunar, LunarYear

FIRST, LAST = 2008, 2099
HEAD = """\
# 农历节日与清明的公历日期，{first} 年至 {last} 年，依次为：春节（正月初一）、清明、端午（五月初五）、中秋（八月十五）。
# 由 benchmarks/make_lunar.py 生成一次，测试与两个独立的历法库逐年核对；运行时不依赖任何历法库。

[days]
"""


def solar(year: int, month: int, day: int) -> date:
    found = Lunar.fromYmd(year, month, day).getSolar()
    return date(found.getYear(), found.getMonth(), found.getDay())


def qingming(year: int) -> date:
    found = Lunar.fromYmd(year, 1, 1).getJieQiTable()["清明"]
    return date(found.getYear(), found.getMonth(), found.getDay())


def row(year: int) -> str:
    days = (solar(year, 1, 1), qingming(year), solar(year, 5, 5), solar(year, 8, 15))
    assert LunarYear.fromYear(year).getYear() == year
    return f'{year} = "{" ".join(f"{day:%m-%d}" for day in days)}"'


def main() -> None:
    target = Path(__file__).parents[1] / "src/zwgk/data/lunar.toml"
    rows = "\n".join(map(row, range(FIRST, LAST + 1)))
    target.write_text(HEAD.format(first=FIRST, last=LAST) + rows + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
