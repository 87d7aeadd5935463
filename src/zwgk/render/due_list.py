"""What is due when, for a whole ledger (期限一览): rows of text, aligned for a terminal."""

from collections.abc import Sequence
from datetime import date

from attrs import frozen

from zwgk.render.terminal import columns

__all__ = ["STATES", "Due", "due_list"]

STATES = {
    "running": "办理中",
    "awaiting-correction": "等待补正",
    "suspended": "征求意见中",
    "awaiting-fee": "等待缴费",
    "answered": "已答复",
    "lapsed": "已结束",
}
_HEADER = ("编号", "状态", "应答复日", "剩余", "未届满的期限", "位置")
_SETTLED = frozenset({"answered", "lapsed"})


@frozen
class Due:
    """One application on the list (一件申请的期限); ``state`` is nothing where it could not be judged."""

    name: str
    state: str | None
    due: date | None = None
    remaining: int | None = None
    overdue_by: int = 0
    late: bool = False
    certain: bool = True
    open: tuple[str, ...] = ()
    place: str = ""

    @property
    def settled(self) -> bool:
        """Whether it is done with (是否办结)."""
        return self.state in _SETTLED


def due_list(listed: Sequence[Due], on: date) -> str:
    """Draw the open applications, the overdue ones first, and count the rest (期限一览).

    >>> one = Due("1", "running", date(2026, 3, 19), overdue_by=2, late=True)
    >>> print(due_list([one], date(2026, 3, 23)).splitlines()[0])
    2026-03-23：共 1 件，未办结 1 件，其中逾期 1 件
    """
    still = sorted((each for each in listed if not each.settled), key=_urgency)
    late = [each for each in still if each.late]
    head = f"{on}：共 {len(listed)} 件，未办结 {len(still)} 件，其中逾期 {len(late)} 件"
    if not still:
        return head
    lines = [head, "", *_aligned([_HEADER, *map(_cells, still)])]
    if late:
        lines += ["", f"已逾期：{'、'.join(each.name for each in late)}"]
    return "\n".join(lines)


def _urgency(each: Due) -> tuple[bool, bool, date]:
    return (not each.late, each.due is None, each.due or date.max)


def _cells(each: Due) -> tuple[str, ...]:
    state = STATES.get(each.state or "", "无法计算")
    sure = "" if each.certain else "（推定）"
    day = f"{each.due}{sure}" if each.due else "—"
    return (each.name, state, day, _left(each), "；".join(each.open) or "—", each.place)


def _left(each: Due) -> str:
    if each.late:
        return f"逾期{each.overdue_by}个工作日"
    return "—" if each.remaining is None or each.due is None else f"{each.remaining}个工作日"


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    wide = [max(map(columns, cells)) for cells in zip(*rows, strict=True)]
    return [
        "  ".join(
            f"{text}{' ' * (width - columns(text))}" for text, width in zip(row, wide, strict=True)
        ).rstrip()
        for row in rows
    ]
