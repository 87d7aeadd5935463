"""Outcomes of an application and the skeleton of the reply (办理结果与答复书): what it must say, which remedies it names.

Source: 《政府信息公开条例》第三十六条、第三十七条; 《行政复议法》第二十三条; 法释〔2025〕8号. Wording and rules are data
(``data/outcomes.toml``), the remedy periods are facts of law. What only the handler can know stands as 【…】.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, ClassVar

from attrs import frozen

from zwgk import _data
from zwgk.clock.receipt import day_of_receipt
from zwgk.deadline import Deadline, deadline
from zwgk.errors import ZwgkError
from zwgk.law import facts
from zwgk.model import Application, Ground
from zwgk.model.application import EventKind
from zwgk.text import annual
from zwgk.text.normal import squeezed
from zwgk.workdays import WorkCalendar
from zwgk.workdays.days import as_day

__all__ = ["Reply", "reply"]

_BLANK = re.compile(r"【([^【】]+)】")
_ARTICLE = re.compile("第[一二三四五六七八九十百]+条")


@frozen
class Reply:
    """The skeleton of a reply (答复书): its text, what must still be filled in, and the remedies it names."""

    SCHEMA: ClassVar[str] = "zwgk/reply/1"

    application: str
    outcome: str
    title: str
    on: date
    basis: str
    lines: tuple[str, ...]
    must: tuple[str, ...]
    #: whether reconsideration comes before a suit
    reconsideration_first: bool
    remedies: tuple[str, ...]
    remedy_basis: str
    notes: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """What is still to be filled in (待填写的内容)."""
        return tuple(dict.fromkeys(_BLANK.findall("\n".join(self.lines))))

    def text(self, explanation: str = "") -> str:
        """Give the whole text, with the *explanation* of a deadline or a clock attached (全文)."""
        attached = ("", _words()["attachment"], explanation) if explanation else ()
        return "\n".join((*self.lines, *attached))

    def remedy_deadlines(
        self, served: date, *, calendar: WorkCalendar | None = None
    ) -> tuple[Deadline, ...]:
        """Tell when the remedies end for a reply that was served on a day (救济期限届满日).

        Raises:
            BeyondNotices: the last day lies beyond the last holiday notice.
        """
        named = self.remedies[:1] if self.reconsideration_first else self.remedies
        return tuple(deadline(each, served, calendar=calendar) for each in named)

    def to_dict(self) -> dict[str, Any]:
        """Give the reply as JSON values (转为字典)."""
        return {
            "schema": self.SCHEMA,
            "application": self.application,
            "outcome": self.outcome,
            "title": self.title,
            "on": self.on.isoformat(),
            "basis": self.basis,
            "lines": list(self.lines),
            "must": list(self.must),
            "missing": list(self.missing),
            "reconsideration_first": self.reconsideration_first,
            "remedies": list(self.remedies),
            "remedy_basis": self.remedy_basis,
            "notes": list(self.notes),
        }

    def __str__(self) -> str:
        """Give the text without an attachment."""
        return self.text()


def reply(
    application: Application | Mapping[str, Any],
    outcome: str,
    *,
    on: date,
    grounds: Iterable[Ground] = (),
    reason: str | None = None,
    details: Mapping[str, str] | None = None,
) -> Reply:
    """Draft the reply to an application (答复书).

    *outcome* is a kind of reply, or an outcome as the annual report has it, which may also tell the ground of
    withholding. *grounds* and *reason* are those given, else those of the recorded answer. *details* fills in what
    stands in 【】 by its words.

    >>> found = reply(Application("2026-3", ()), "属于国家秘密", on=date(2026, 3, 20), reason="已定密。")
    >>> found.outcome, found.reconsideration_first, found.lines[3]
    ('withheld', True, '理由：已定密。')

    Raises:
        ZwgkError: the outcome is unknown, or *on* is no day or lies before the regulation in force.
        ShapeError: the plain data has another shape.
    """
    if not isinstance(application, Application):
        application = Application.from_dict(application)
    day, kind = _day(on), _kind(outcome)
    held = (*grounds,) or _recorded(application, "grounds") or _of_row(outcome)
    why = reason or _recorded(application, "reason")
    first, ground = _first(kind, held, day)
    known = _known(application, held, why, day)
    lines = [each.format_map(known) for each in _template(kind, day, first=first)]
    return Reply(
        application.id,
        kind["key"],
        kind["title"],
        day,
        f"《{_words()['instrument']}》{kind['article']}",
        tuple(_filled(each, details or {}) for each in lines),
        tuple(kind["must"]),
        first,
        tuple(_words()["remedy"]["periods"][each] for each in _remedies(first=first)),
        ground,
        (_words()["remedy"]["doubt"],) if kind.get("partial") else (),
    )


def _day(on: date) -> date:
    day, since = as_day(on), _words()["since"]
    if day < since:
        message = f"replies are drafted under the regulation in force from {since}, not on {day}"
        raise ZwgkError(message)
    return day


@cache
def _words() -> Mapping[str, Any]:
    return _data.load("outcomes")


# ------------------------------------------------------------------ which outcome


def _kind(outcome: str) -> Mapping[str, Any]:
    """Find the kind of reply by its key or name, else by the row of the annual report."""
    kinds = _words()["outcome"]
    for each in kinds:
        if squeezed(outcome) in (each["key"], each["title"], *each.get("names", ())):
            found: Mapping[str, Any] = each
            return found
    rows = annual.outcomes_of(outcome)
    for each in kinds:
        if len(rows) == 1 and rows[0] in each.get("rows", ()):
            return each  # type: ignore[no-any-return]
    known = "、".join(each["title"] for each in kinds)
    message = f"no reply is known for the outcome {outcome!r}; known: {known}"
    raise ZwgkError(message)


def _of_row(outcome: str) -> tuple[Ground, ...]:
    """Take the ground of withholding from the row of the annual report."""
    rows = annual.outcomes_of(outcome)
    named = {each.key: each for each in annual.rows()}
    if len(rows) != 1 or not rows[0].startswith("withheld."):
        return ()
    row = named[rows[0]]
    return (Ground(row.article.partition("、")[0], row.title),) if row.article else ()


def _recorded(application: Application, key: str) -> Any:
    """Give what the recorded answer says."""
    events = [each for each in application.events if each and each.event is EventKind.ANSWERED]
    return getattr(events[-1], key) if events else None


# ------------------------------------------------------------------ remedies


def _first(kind: Mapping[str, Any], held: tuple[Ground, ...], day: date) -> tuple[bool, str]:
    """Tell whether reconsideration comes first, and the ground of that."""
    rules = [each for each in _words()["remedy"]["first_since"] if each["since"] <= day]
    usual = "、".join(facts()[name].on(day).basis for name in _either())
    if not kind.get("withheld") or not rules:
        return False, usual
    articles = {found for each in held for found in _ARTICLE.findall(each.article)}
    wanted = rules[-1]["articles"]
    is_first = not wanted or not articles or bool(articles.intersection(wanted))
    return is_first, rules[-1]["basis"] if is_first else usual


def _either() -> tuple[str, ...]:
    periods = _words()["remedy"]["periods"]
    return tuple(periods[each] for each in _remedies(first=False))


def _remedies(*, first: bool) -> tuple[str, str]:
    return ("reconsideration", "after") if first else ("reconsideration", "litigation")


def _lengths(day: date) -> dict[str, str]:
    """Say how long each remedy is open."""
    words = _words()
    rules = {key: facts()[name].on(day) for key, name in words["remedy"]["periods"].items()}
    return {key: f"{rule.value}{words['units'][rule.unit.value]}" for key, rule in rules.items()}


# ------------------------------------------------------------------ the text


def _template(kind: Mapping[str, Any], day: date, *, first: bool) -> Iterator[str]:
    words = _words()
    yield words["addressee"]
    yield words["opening"]
    *others, last = kind["body"]
    yield from others
    yield last
    yield f"以上依据：《{words['instrument']}》{kind['article']}。"
    remedy: str = words["remedy"]["first" if first else "either"]
    yield remedy.format_map(_Kept(_lengths(day)))
    yield words["closing"]
    yield from words["signature"]


class _Kept(dict[str, str]):
    """Texts to fill in (填写内容); what is not known keeps its braces."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def _known(
    application: Application, held: tuple[Ground, ...], reason: str | None, day: date
) -> _Kept:
    blank = _words()["unknown"]
    applicant = application.applicant
    received = _received(application)
    return _Kept(
        name=(applicant.name if applicant else None) or blank["name"],
        id=application.id,
        description=application.description or blank["description"],
        form=application.form or "【提供的形式】",
        received=_said(received) if received else blank["received"],
        grounds=_grounds(held) or "【法律依据的名称和条款】",
        reason=reason or "【理由】",
        on=_said(day),
    )


def _received(application: Application) -> date | None:
    events = (each for each in application.events if each and each.event is EventKind.RECEIVED)
    return next((day_of_receipt(each, application) for each in events), None)


def _grounds(held: tuple[Ground, ...]) -> str:
    """Cite the grounds; a bare article is one of the regulation."""
    cited = (each.article if "《" in each.article else _of_regulation(each) for each in held)
    return "、".join(cited)


def _of_regulation(ground: Ground) -> str:
    item = f"（{ground.item}）" if ground.item else ""
    return f"《{_words()['instrument']}》{ground.article}{item}"


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _filled(line: str, details: Mapping[str, str]) -> str:
    """Fill in by the whole words of a blank, or by those before its first comma."""

    def fill(blank: re.Match[str]) -> str:
        words = blank[1]
        return details.get(words) or details.get(words.partition("，")[0]) or blank[0]

    return _BLANK.sub(fill, line)
