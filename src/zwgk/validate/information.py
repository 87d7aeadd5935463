"""Checks of an information record (政府信息检查): in time, marked, reviewed, with its ground, index and credit codes.

Sources: 《政府信息公开条例》第十四条至第十八条、第二十六条; 国办发〔2016〕80号; GB 32100-2015;
《政府信息公开目录系统实施指引（试行）》.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache

from attrs import evolve

from zwgk import _data, law
from zwgk.deadline import Deadline, deadline
from zwgk.errors import BeyondNotices, ZwgkError
from zwgk.model import Information, InformationStatus
from zwgk.report import Finding, finding
from zwgk.shape import pointer
from zwgk.terms import Attribute, Severity
from zwgk.text.credit_code import credit_code_fault
from zwgk.text.document import contradictory, document
from zwgk.text.marks import attribute_of, parse_mark
from zwgk.text.normal import squeezed
from zwgk.validate.frame import Check, Frame
from zwgk.validate.personal import personal_findings

__all__ = [
    "CHECKS",
    "OF_REGISTERS",
    "attribute_conflict",
    "attribute_of",
    "credit_code",
    "dated",
    "in_time",
    "index_malformed",
    "mark_missing",
    "personal_data",
    "review_overdue",
    "said",
    "withheld_no_ground",
]

_PUBLISH, _REVIEW = "publish.proactive", "withheld.assessment"
_TITLE_LENGTH = 300
#: what is written where nothing is said
_BLANK = re.compile(r"[无\-—–－/／]*")


def dated(information: Information, _: Frame) -> Iterator[Finding]:
    """Find records without any day (没有日期); plain data is told this by its shape."""
    if information.created is None and information.published is None:
        yield finding("shape.missing", "/created", "“created”、“published”至少要有一个")


# ------------------------------------------------------------------ in time


def in_time(information: Information, frame: Frame) -> Iterator[Finding]:
    """Find what was made public late, or not at all (公开超期)."""
    if attribute_of(information) is not Attribute.PROACTIVE:
        return
    found: dict[str, Finding] = {}
    for each in (*_first(information, frame), *_again(information, frame)):
        found.setdefault(each.code, each)
    yield from found.values()


def _first(information: Information, frame: Frame) -> Iterator[Finding]:
    start = _start(information)
    if start:
        yield from _judged(start, information.published, information, frame)


def _again(information: Information, frame: Frame) -> Iterator[Finding]:
    """Judge a change after publication; its publication may be recorded elsewhere, so it is only a warning."""
    changed, published = information.changed, information.published
    if changed and published and published < changed:
        for each in _judged(changed, None, information, frame):
            about = f"发布于{published}，{changed}又有变更：{each.message}"
            yield evolve(each, message=about, severity=Severity.WARNING)


def _start(information: Information) -> date | None:
    """Tell from which day the period runs: the last change that was published, else forming.

    Never while it is secret, nor before it was decided that it is to be public.
    """
    published, changed = information.published, information.changed
    if published is None:
        first = information.created or changed
    else:
        changes = [changed] if changed and changed <= published else []
        first = max([*changes, information.created or date.min])
    if first is None or first == date.min:
        return None
    opened = information.dates.get(_data.load("adjust")["opened"]["event"])
    return max(first, information.secret_until or first, opened or first)


def _judged(
    start: date, published: date | None, information: Information, frame: Frame
) -> Iterator[Finding]:
    if published is None and frame.on and frame.on < start:  # the period has not begun
        return
    try:
        found = deadline(
            _PUBLISH, start, calendar=frame.calendar, pack=frame.pack, provisional=True
        )
    except (BeyondNotices, OverflowError):
        yield finding("calendar.uncovered", "/published", f"日历不包括{start}之后的公开期限")
        return
    except ZwgkError:  # no such period was in force on that day
        return
    yield from _uncovered(found, published)
    if published:
        yield from _late(found, published)
    elif information.status in (None, InformationStatus.VALID):
        yield from _missing(found, frame.day_for("是否按期公开"))


def _uncovered(found: Deadline, published: date | None) -> Iterator[Finding]:
    settled = published is not None and published <= _day(found.earliest)
    if found.assumes and not settled:
        message = (
            f"公开期限{found.due}为推定（{found.earliest}至{found.latest}）：{found.assumes[0]}"
        )
        yield finding("calendar.uncovered", "/published", message, value=str(found.due))


def _late(found: Deadline, published: date) -> Iterator[Finding]:
    if published > _day(found.due):
        message = f"应于{found.due}前公开，{published}才发布"
        yield _timely("publication.late", message, found, sure=published > _day(found.latest))


def _missing(found: Deadline, on: date | None) -> Iterator[Finding]:
    if on and on > _day(found.due):
        message = f"应于{found.due}前公开，至{on}没有发布日期"
        yield _timely("publication.missing", message, found, sure=on > _day(found.latest))


def _timely(code: str, message: str, found: Deadline, *, sure: bool) -> Finding:
    changed = {} if sure else {"severity": Severity.WARNING}
    return finding(code, "/published", message, basis=found.basis, picture=found.picture, **changed)


def _day(moment: date) -> date:
    return date(moment.year, moment.month, moment.day)


# ------------------------------------------------------------------ marked


def mark_missing(information: Information, _: Frame) -> Iterator[Finding]:
    """Find documents without their attribute note (公文未标注公开属性)."""
    text = information.text or ""
    duty = _data.load("vocabulary/marks")["duty"]
    day = information.created or information.published
    if (day and day < duty["since"]) or not _is_document(information, text):
        return
    if parse_mark(text) is None:
        yield finding("publication.mark-missing", "/text", "正文没有公开属性标注")


def _is_document(information: Information, text: str) -> bool:
    title, body = _documents()
    if not text.strip():
        return False
    named = title.search(squeezed(information.title[:_TITLE_LENGTH]))
    if said(information.number) or named or body.search(text):
        return True
    found = document(text)
    return bool(found.number or found.printed)


@cache
def _documents() -> tuple[re.Pattern[str], re.Pattern[str]]:
    duty = _data.load("vocabulary/marks")["duty"]
    return re.compile(duty["title"]), re.compile(duty["text"])


def attribute_conflict(information: Information, _: Frame) -> Iterator[Finding]:
    """Find records whose attribute is not that of the note in the text (公开属性矛盾)."""
    own, noted = information.attribute, parse_mark(information.text or "")
    if own is None or noted is None or contradictory(information.text or ""):
        return
    if own is not noted.attribute:
        message = f"登记为“{own.value}”，正文标注为“{noted.text}”"
        yield finding("attribute.conflict", "/attribute", message, value=own.value)
    elif own is Attribute.PROACTIVE and noted.redacted is not information.redacted:
        recorded = "删减后公开" if information.redacted else "全文公开"
        message = f"登记为{recorded}，正文标注为“{noted.text}”"
        yield finding("attribute.conflict", "/redacted", message, value=noted.text)


# ------------------------------------------------------------------ withheld


def withheld_no_ground(information: Information, _: Frame) -> Iterator[Finding]:
    """Find withheld information without ground and reason (不予公开无理由)."""
    if attribute_of(information) is not Attribute.WITHHELD or said(information.reason):
        return
    if not any(said(each.article) or said(each.item) for each in information.grounds):
        yield finding("withheld.no-ground", "/grounds", "不予公开，但没有写明法律条款和理由")


def review_overdue(information: Information, frame: Frame) -> Iterator[Finding]:
    """Find withheld information that was not assessed in time (不予公开逾期未评估)."""
    last = information.reviewed or information.created
    if attribute_of(information) is not Attribute.WITHHELD or last is None:
        return
    on = frame.day_for("不予公开的信息是否按期评估")
    found = _assessment(last, on, frame) if on else None
    if on and found and on > _day(found.due):
        since = f"{last}评估" if information.reviewed else f"{last}生成后没有评估过"
        message = f"{since}，应于{found.due}前评估审查"
        yield finding("withheld.review-overdue", "/reviewed", message, basis=found.basis)


def _assessment(last: date, on: date, frame: Frame) -> Deadline | None:
    """Find when the next assessment is due; before the duty came into force no period ran."""
    fact = law.facts()[_REVIEW]
    if not fact.known(on):
        return None
    start = max(last, fact.versions[0].since)
    try:
        return deadline(
            _REVIEW, start, calendar=frame.calendar, on_law=on, pack=frame.pack, provisional=True
        )
    except (ZwgkError, OverflowError):
        return None


def said(text: str | None) -> bool:
    """Tell whether a text says anything: a dash or 无 does not (是否写明).

    >>> said("涉及商业秘密"), said("——"), said(None)
    (True, False, False)
    """
    return not _BLANK.fullmatch(squeezed(text or ""))


# ------------------------------------------------------------------ index, credit codes


def index_malformed(information: Information, _: Frame) -> Iterator[Finding]:
    """Find index numbers in none of the known forms (索引号格式不符)."""
    index = information.index or ""
    if said(index) and not _index_fault(index) and not _is_index(squeezed(index).upper()):
        yield finding("index.malformed", "/index", f"“{index}”不是索引号的格式", value=index)


def credit_code(information: Information, _: Frame) -> Iterator[Finding]:
    """Find malformed credit codes in the index, the publisher and columns of that name (统一社会信用代码有误)."""
    codes = _data.load("vocabulary/index")["credit"]
    header = codes["header"]
    named = {key: text for key, text in information.extras.items() if header in squeezed(key)}
    told = {pointer((None, "extras"), key): credit_code_fault(text) for key, text in named.items()}
    told |= {"/publisher": _word_fault(information.publisher)}
    told |= {"/index": _index_fault(information.index or "")}
    for path, fault in told.items():
        if fault:
            yield finding("credit-code.malformed", path, f"统一社会信用代码{fault}")


def _index_fault(index: str) -> str | None:
    """Say what is wrong with the credit code at the head of an index, if one is there."""
    head = _credit("head").match(squeezed(index).upper())
    return credit_code_fault(head[1]) if head else None


def _word_fault(text: str) -> str | None:
    """Say what is wrong with a credit code among other words."""
    words = _credit("word").findall(text)
    return credit_code_fault("、".join(words)) if words else None


@cache
def _credit(name: str) -> re.Pattern[str]:
    return re.compile(_data.load("vocabulary/index")["credit"][name])


@lru_cache(maxsize=65536)
def _is_index(index: str) -> bool:
    return any(form.fullmatch(index) for form in _forms())


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    data = _data.load("vocabulary/index")
    filled = (each["pattern"].replace("{year}", data["parts"]["year"]) for each in data["form"])
    return tuple(re.compile(each.replace("{month}", data["parts"]["month"])) for each in filled)


# ------------------------------------------------------------------ personal data


def personal_data(information: Information, frame: Frame) -> Iterator[Finding]:
    """Find personal data in what is, or is to be, made public (含有个人信息)."""
    public = attribute_of(information) in (None, Attribute.PROACTIVE)
    if not public and information.published is None:
        return
    texts = {f"/{key}": getattr(information, key) for key in ("title", "summary", "text")}
    own = {pointer((None, "extras"), key): text for key, text in information.extras.items()}
    given = {path: text for path, text in (texts | own).items() if text}
    facts = information.facts
    required = facts is not None and facts.disclosure_required is True
    yield from personal_findings(
        given, on=frame.on, disclosure_required=required, severity=frame.pack.severity
    )


#: those that ask for what only a register tells: when it was published, why it is withheld, when it was reviewed
OF_REGISTERS: tuple[Check, ...] = (in_time, withheld_no_ground, review_overdue)
CHECKS: tuple[Check, ...] = (
    dated,
    in_time,
    mark_missing,
    attribute_conflict,
    withheld_no_ground,
    review_overdue,
    index_malformed,
    credit_code,
    personal_data,
)
