"""Write the page of readings (生成口径页): what is disputed, the usual reading, the others by name."""

from collections.abc import Iterator

from zwgk import _data
from zwgk.clock.settings import readings


def reading_lines() -> Iterator[str]:
    """Describe every reading of disputed law a clock knows (口径表)."""
    meaning = _data.load("vocabulary/pack")["readings"]
    yield "# 办理期限的口径"
    yield ""
    yield "本页由 `python docs/write.py` 从 `src/zwgk/data/vocabulary/` 生成。"
    yield "法律有不同理解的，通常的口径是默认值，其他口径按名称选用。"
    yield "`clock(…, readings=[…])`、命令行 `--readings` 和方案的 `[readings]` 用同样的名称。"
    yield "结果的 `readings` 写明用了哪些口径；没有的名称、互相矛盾的口径当即拒绝。"
    yield "延长是否须在原期限内告知，只影响检查结果 `clock.extension-late`，由方案的 `[severity]` 调整。"
    yield ""
    yield "| 问题 | 通常的口径 | 另选的口径 | 含义 | 不能同时选用 |"
    yield "|---|---|---|---|---|"
    for each in _data.load("vocabulary/application")["reading"]:
        others = "、".join(f"`{name}`" for name in sorted(readings()[each["name"]])) or "—"
        told = (each["matter"], each["usual"], f"`{each['name']}`", meaning[each["name"]], others)
        yield f"| {' | '.join(told)} |"


PAGES = {"reference/readings.md": reading_lines}
