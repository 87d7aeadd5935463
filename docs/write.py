"""Write the reference pages that follow from data (生成参考页): ``python docs/write.py``."""

import runpy
from collections.abc import Iterator
from pathlib import Path

from zwgk.report import codes
from zwgk.terms import Severity

HERE = Path(__file__).parent
GRAVE = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}


def code_lines() -> Iterator[str]:
    """Describe every code in one row of a table (检查代码表)."""
    yield "# 检查代码"
    yield ""
    yield "本页由 `python docs/write.py` 从 `src/zwgk/data/codes.toml` 生成。"
    yield "代码稳定，其他系统可以按代码分流；严重程度可由方案改动或关闭。"
    yield ""
    yield "| 代码 | 严重程度 | 含义 | 怎样改正 | 依据 |"
    yield "|---|---|---|---|---|"
    for code in codes().values():
        yield f"| `{code.code}` | {GRAVE[code.severity]} | {code.title} | {code.hint} | {code.basis or '—'} |"


PAGES = {"reference/codes.md": code_lines}
for script in ("write_packs.py", "write_periods.py", "write_readings.py"):
    PAGES |= runpy.run_path(str(HERE / script))["PAGES"]

if __name__ == "__main__":
    for name, lines in PAGES.items():
        page = HERE / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text("\n".join(lines()) + "\n", encoding="utf-8")
