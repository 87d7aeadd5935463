"""Personal data in what is to be published (拟公开内容中的个人信息): one finding per place and kind, values hidden.

Source: 《政府信息公开条例》第十五条; 《个人信息保护法》第二十五条.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from zwgk.model import CatalogItem
from zwgk.report import Finding, finding
from zwgk.shape import pointer
from zwgk.terms import Severity
from zwgk.text.personal import PersonalData, find_personal, personal_kinds
from zwgk.validate.frame import Frame

__all__ = ["CODE", "personal_data", "personal_findings"]

#: graded by kind: a plan may set ``personal-data.mobile`` beside ``personal-data``
CODE = "personal-data"
_LEVELS = frozenset(Severity)
_AS_USUAL: Mapping[str, str] = {}

_SHOWN = 3


def personal_data(item: CatalogItem, path: str, frame: Frame) -> Iterator[Finding]:
    """Find personal data in an item: its content, publisher and own columns (事项中的个人信息)."""
    for key, text in (("content", item.content), ("publisher", item.publisher)):
        if text:
            yield from personal_findings(
                {f"{path}/{key}": text}, on=frame.on, severity=frame.pack.severity
            )
    for header, text in item.extras.items():
        if text:
            yield from personal_findings(
                {f"{path}/extras{pointer(None, header)}": text},
                on=frame.on,
                severity=frame.pack.severity,
            )


def personal_findings(
    texts: Mapping[str, str],
    *,
    on: date | None = None,
    disclosure_required: bool = False,
    severity: Mapping[str, str] = _AS_USUAL,
) -> Iterator[Finding]:
    """Find personal data in texts given by their path (个人信息检查).

    *disclosure_required* says that the law wants these texts disclosed with the person (penalty notices, other
    mandatory disclosure): everything found is then told for information only. *severity* is what a plan sets: for
    all personal data (``personal-data``), or for one kind (``personal-data.mobile``).

    >>> [found] = personal_findings({"/text": "联系人手机13800138000"})
    >>> found.path, found.severity.value, found.value
    ('/text', 'error', '138******00')
    """
    for path, text in texts.items():
        kinds: dict[str, list[PersonalData]] = {}
        for each in find_personal(text, on=on):
            kinds.setdefault(each.kind, []).append(each)
        for code, listed in kinds.items():
            level = severity.get(f"{CODE}.{code}", severity.get(CODE))
            grave = Severity(level) if level in _LEVELS else personal_kinds()[code].severity
            if level != "off":
                yield _told(path, code, listed, grave, disclosure_required=disclosure_required)


def _told(
    path: str,
    code: str,
    listed: list[PersonalData],
    severity: Severity,
    *,
    disclosure_required: bool,
) -> Finding:
    kind = personal_kinds()[code]
    masked = list(dict.fromkeys(each.masked for each in listed))
    value = "、".join(masked[:_SHOWN]) + ("…" if len(masked) > _SHOWN else "")
    count = f"{len(listed)}处" if len(listed) > 1 else ""
    message = f"含有{kind.name}{count}（{value}）"
    if kind.severity is Severity.INFO:
        return finding(CODE, path, message, value=value, severity=severity, hint=_DUTY)
    if disclosure_required:
        return finding(CODE, path, message, value=value, severity=Severity.INFO, hint=_REQUIRED)
    return finding(CODE, path, message, value=value, severity=severity)


_DUTY = "本机关的办公电话、热线和邮箱应当公开，无须处理；属于个人的，删去"
_REQUIRED = "依法应当公开的，核对是否以必要为限"
