"""The rules on information (政府信息的调整事由): withheld, asked for, void, past its time.

Sources: 《政府信息公开条例》第十八条、第四十四条; 《保守国家秘密法》. A rule is a generator of proposals; it
decides nothing. What it says does not depend on the day of the review, so that an unchanged cause stays the same.
"""

from collections.abc import Iterator
from datetime import date

from zwgk import _data, law
from zwgk.adjust.keeping import kept_until
from zwgk.adjust.scope import Scope, in_force, is_public, proposed, published_by
from zwgk.deadline import Deadline, deadline
from zwgk.errors import ZwgkError
from zwgk.model import Action, Information, InformationStatus, Proposal, Rule, Signal, SignalKind
from zwgk.secrecy import term
from zwgk.terms import Attribute, Unit
from zwgk.text.marks import attribute_of
from zwgk.text.normal import squeezed
from zwgk.workdays import Period
from zwgk.workdays.days import as_day

__all__ = [
    "circumstances_changed",
    "keep_over",
    "many_applicants",
    "secrecy_over",
    "suggestion_upheld",
    "void",
    "yearly_assessment",
]

_ASSESSMENT, _SECRECY = "withheld.assessment", "secrecy.review"
_UNDECIDED = (None, Attribute.WITHHELD)


# ------------------------------------------------------------------ decide anew


def yearly_assessment(scope: Scope) -> Iterator[Proposal]:
    """Find withheld information that is to be assessed again (定期评估审查)."""
    for each in scope.informations:
        last = each.reviewed or each.created or each.published
        if last is None or attribute_of(each) is not Attribute.WITHHELD:
            continue
        found = _assessment(last, last, scope)
        if found and as_day(found.due) <= scope.on:
            yield _to_assess(each, last, found, scope)


def _assessment(start: date, last: date, scope: Scope) -> Deadline | None:
    """Find when what began on *start* is to be assessed, by the rule of today; none before there was a duty."""
    fact = law.facts()[_ASSESSMENT]
    if _ASSESSMENT not in scope.pack.periods and not fact.known(scope.on):
        return None
    try:
        return deadline(
            _ASSESSMENT,
            max(start, last),
            calendar=scope.calendar,
            on_law=scope.on,
            pack=scope.pack,
            provisional=True,
        )
    except (ZwgkError, OverflowError):
        return None


def _to_assess(each: Information, last: date, found: Deadline, scope: Scope) -> Proposal:
    times, latest = _elapsed(last, found, scope.on)
    since = f"{last}评估审查后" if each.reviewed else f"{last}以来没有评估审查过，"
    again = f"，截至{latest}已到期{times}次" if times > 1 else ""
    reason = f"不予公开的信息，{since}应于{as_day(found.due)}前再次评估审查{again}"
    duty = law.facts()[_ASSESSMENT].versions[0].since
    counted = _assessment(duty, last, scope) or found
    basis = [*_assessment_basis(found, scope), *_secrecy_basis(each, scope.on)]
    return proposed(
        Rule.YEARLY_ASSESSMENT,
        each,
        Action.RE_REVIEW,
        reason,
        scope,
        from_=Attribute.WITHHELD.value,
        basis="；".join(basis),
        due=as_day(counted.due),
    )


def _assessment_basis(found: Deadline, scope: Scope) -> Iterator[str]:
    """Name the law before a plan that sets its own period."""
    fact = law.facts()[_ASSESSMENT]
    if _ASSESSMENT in scope.pack.periods and fact.known(scope.on):
        yield fact.on(scope.on).basis
    yield found.basis


def _elapsed(last: date, found: Deadline, on: date) -> tuple[int, date]:
    """Count the assessments that have come due by a day, and tell the day of the last one."""
    times, latest = 1, as_day(found.due)
    if found.rule.unit is Unit.WORKING_DAY:
        return times, latest
    while True:
        try:
            further = Period(found.rule.value * (times + 1), found.rule.unit).after(last)
        except (ZwgkError, OverflowError):
            return times, latest
        if not latest < further <= on:
            return times, latest
        times, latest = times + 1, further


def _secrecy_basis(each: Information, on: date) -> Iterator[str]:
    """Name the law of secrets, whose yearly review is due too."""
    fact = law.facts()[_SECRECY]
    if fact.known(on) and (each.secret_until or each.secrecy_level or _is_secret(each)):
        yield fact.on(on).basis


def _is_secret(each: Information) -> bool:
    word: str = _data.load("adjust")["secret"]["ground"]
    return any(word in (ground.item or "") for ground in each.grounds)


def secrecy_over(scope: Scope) -> Iterator[Proposal]:
    """Find information whose term of secrecy has ended (保密期限届满): declassified is not yet public."""
    for each in scope.informations:
        until, assumed = _secret_until(each)
        if until is None or until >= scope.on or attribute_of(each) not in _UNDECIDED:
            continue
        if each.reviewed is None or each.reviewed <= until:
            reason = f"{assumed}保密期限至{until}届满，解密不等于公开，应当重新审查公开属性"
            own = each.attribute and each.attribute.value
            yield proposed(Rule.SECRECY_OVER, each, Action.RE_REVIEW, reason, scope, from_=own)


def _secret_until(each: Information) -> tuple[date | None, str]:
    """Tell the last secret day: as determined, else by the longest term of the level where its law was read."""
    level, since = each.secrecy_level, each.secrecy_since
    if each.secret_until or not (level and since):
        return each.secret_until, ""
    found = term(level, since)
    told = f"{level.value}级，{since}定密，没有定明期限，按最长期限计，"
    return (found.end, told) if found.verified else (None, "")


def circumstances_changed(scope: Scope) -> Iterator[Proposal]:
    """Find information whose circumstances have changed since it was last assessed (情势变化)."""
    for each in scope.informations:
        told = [
            signal
            for signal in scope.about(each, SignalKind.CIRCUMSTANCES)
            if each.reviewed is None or each.reviewed < signal.day
        ]
        if told:
            notes = {f"{one.day}{one.note or '情势发生变化'}" for one in told}
            reason = f"{'；'.join(sorted(notes))}，应当重新审查公开属性"
            own = each.attribute and each.attribute.value
            rule = Rule.CIRCUMSTANCES_CHANGED
            yield proposed(rule, each, Action.RE_REVIEW, reason, scope, from_=own)


# ------------------------------------------------------------------ make public


def many_applicants(scope: Scope) -> Iterator[Proposal]:
    """Find information not public that several applicants have asked for (多人申请相同信息)."""
    least = scope.pack.thresholds.get(
        "many_applicants", _data.load("adjust")["thresholds"]["many_applicants"]
    )
    for each in scope.informations:
        first = _first_of_each(scope.about(each, SignalKind.APPLICATION))
        if first and len(first) >= least and not is_public(each, scope.on):
            reached = first[max(least, 1) - 1].day
            until = first[-1].day
            reason = f"至{until}有{len(first)}名申请人申请公开这一信息，达到{least}名，可以纳入主动公开的范围"
            yield _made_public(Rule.MANY_APPLICANTS, each, Action.CONVERT, reason, reached, scope)


def _first_of_each(signals: tuple[Signal, ...]) -> list[Signal]:
    """Keep the first application of each applicant."""
    found: dict[str, Signal] = {}
    for each in signals:
        found.setdefault(squeezed(each.applicant or ""), each)
    return list(found.values())


def suggestion_upheld(scope: Scope) -> Iterator[Proposal]:
    """Find information not public of which an applicant rightly suggested publication (申请人建议成立)."""
    for each in scope.informations:
        told = [one for one in scope.about(each, SignalKind.SUGGESTION) if one.upheld]
        if told and not is_public(each, scope.on):
            day = told[0].day
            reason = f"{day}审核认为申请人的建议成立，属于主动公开的范围，应当及时主动公开"
            yield _made_public(Rule.SUGGESTION_UPHELD, each, Action.PUBLISH, reason, day, scope)


def _made_public(
    rule: Rule, each: Information, action: Action, reason: str, day: date, scope: Scope
) -> Proposal:
    withheld = attribute_of(each) is Attribute.WITHHELD
    caution = "；现为不予公开，先审查是否仍有不予公开的理由" if withheld else ""
    return proposed(
        rule,
        each,
        action,
        reason + caution,
        scope,
        from_=each.attribute and each.attribute.value,
        to=Attribute.PROACTIVE.value,
        due=published_by(day, scope),
    )


# ------------------------------------------------------------------ take away


def void(scope: Scope) -> Iterator[Proposal]:
    """Find information that has become void and is still held to be valid (信息失效)."""
    for each in scope.informations:
        told = scope.about(each, SignalKind.VOID)
        if told and in_force(each):
            reason = f"{told[0].day}失效，应当清理，清理结果向社会公布"
            yield _taken(Rule.VOID, each, Action.RETIRE, reason, InformationStatus.LAPSED, scope)


def keep_over(scope: Scope) -> Iterator[Proposal]:
    """Find information that has been public for as long as its catalogue says (公开期限届满)."""
    for each in scope.informations:
        found = kept_until(each, scope) if in_force(each) else None
        if found and found.until < scope.on:
            reason = f"{each.published}发布，按目录“{found.text}”，公开期限至{found.until}届满"
            status = InformationStatus.WITHDRAWN
            yield _taken(
                Rule.KEEP_OVER, each, Action.WITHDRAW, reason, status, scope, basis=found.basis
            )


def _taken(
    rule: Rule,
    each: Information,
    action: Action,
    reason: str,
    status: InformationStatus,
    scope: Scope,
    **more: str,
) -> Proposal:
    own = (each.status or InformationStatus.VALID).value
    return proposed(rule, each, action, reason, scope, from_=own, to=status.value, **more)
