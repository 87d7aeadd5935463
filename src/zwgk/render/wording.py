"""The words every rendering shares (呈现用语): labels, headline, text made safe to show.

What a finding quotes comes from strangers' files: control characters, escape sequences and marks
that turn the writing direction are replaced before anything is shown.
"""

import re
from functools import lru_cache

from zwgk.report import Finding, Report, codes
from zwgk.terms import Severity

__all__ = [
    "LABELS",
    "MEANING",
    "basis",
    "fact",
    "headline",
    "line",
    "shortened",
    "title",
    "unread",
]

#: how a severity is called
LABELS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}
#: what the reader is asked to do about it
MEANING = {Severity.ERROR: "必须改正", Severity.WARNING: "应当核对", Severity.INFO: "供参考"}

_WHITE = re.compile(r"[\s\u2028\u2029]+")
_UNSAFE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufffe\uffff\ud800-\udfff]"
)
_REPLACEMENT = "\ufffd"


@lru_cache(maxsize=8192)
def line(text: str) -> str:
    r"""Put a text on one line, with what must not reach a screen replaced (单行文本).

    >>> line("第一行\n第二行\x1b[31m")
    '第一行 第二行�[31m'
    """
    return _WHITE.sub(" ", _UNSAFE.sub(_REPLACEMENT, text)).strip()


def shortened(text: str, most: int) -> str:
    """Cut a text that is longer than *most* characters (截短).

    >>> shortened("公开时限无法识别", 5)
    '公开时限…'
    """
    return text if len(text) <= most else text[: most - 1] + "…"


def title(finding: Finding) -> str:
    """Tell the title of the finding's code; an unknown code is its own title (问题名称).

    >>> title(Finding("channel.none", Severity.ERROR, "", ""))
    '没有选定公开渠道'
    """
    kind = codes().get(finding.code)
    return kind.title if kind else line(finding.code)


def fact(finding: Finding, number: int = 1) -> str:
    """Tell the fact, with the value where the message does not quote it (事实).

    *number* is how many items share the cell.

    >>> fact(Finding("level.unknown", Severity.WARNING, "", "公开层级无法识别", value="片区"))
    '公开层级无法识别（片区）'
    """
    message, value = line(finding.message), line(finding.value or "")
    shared = f"（涉及 {number} 条事项）" if number > 1 else ""
    return f"{message}{'' if value in message else f'（{value}）'}{shared}"


def basis(finding: Finding) -> str:
    """Tell the legal ground, or nothing (依据)."""
    return line(finding.basis or "")


def headline(report: Report) -> str:
    """Sum a report up in one sentence (总述).

    >>> headline(Report(subject="目录.xlsx"))
    '目录.xlsx：未发现问题'
    """
    found = [
        f"{LABELS[each]} {report.counts[each.value]}"
        for each in Severity
        if report.counts[each.value]
    ]
    said = f"共 {len(report.findings)} 处：{'，'.join(found)}" if found else "未发现问题"
    return f"{line(report.subject)}：{said}" if report.subject else said


def unread(report: Report) -> tuple[str, ...]:
    """List the sentences about files that could not be read (未读文件)."""
    return tuple(line(str(each)) for each in report.unread)
