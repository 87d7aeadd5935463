"""The clocks of a whole ledger (台账的期限): what is due when, what is overdue, what was irregular."""

import json
from argparse import Namespace
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from attrs import evolve

from zwgk.cli import exports
from zwgk.cli.console import say, takes_utf8
from zwgk.cli.today import today
from zwgk.clock import Clock, clock
from zwgk.clock.receipt import day_of_receipt
from zwgk.model import Application, EventKind, Ledger
from zwgk.render.due_list import Due, due_list
from zwgk.render.terminal import table
from zwgk.report import Finding, Report, nearest
from zwgk.terms import Severity

__all__ = ["tell"]

_Pair = tuple[Application, Clock | None]


def tell(applications: Sequence[Application], options: Namespace) -> int:
    """Tell the clocks of all applications on a day, today unless said (执行)."""
    on = options.on or today()
    pairs = [(each, _clock(each, on, options)) for each in applications]
    places, reading = _source(applications)
    found = Report((*reading, *_findings(pairs, places)))
    if options.ics:
        told = exports.feed([(each.id, made) for each, made in pairs if made], options.ics)
        if not options.json:
            say(told)
    if options.json:
        _say_json({"on": on.isoformat(), "applications": [_plain(*each) for each in pairs]}, found)
    else:
        later = [each.id for each in applications if _is_later(each, on)]
        rows = [_due(*each, places.get(f"/{n}", "")) for n, each in enumerate(pairs)]
        known = zip(applications, rows, strict=True)
        say(due_list([row for each, row in known if not _is_later(each, on)], on))
        if later:
            say(f"\n另有 {len(later)} 件到{on}尚未收到，没有列入：{'、'.join(later)}")
        if found.findings:
            say(f"\n{table(found)}")
    return int(any(each.severity is Severity.ERROR for each in found.findings))


def _is_later(application: Application, on: date) -> bool:
    """Tell whether an application came in only after the day; a day mistyped shows here too."""
    received = (each for each in application.events if each and each.event is EventKind.RECEIVED)
    days = [day for each in received if (day := day_of_receipt(each, application))]
    return bool(days) and min(days) > on


def _source(applications: Sequence[Application]) -> tuple[Mapping[str, str], tuple[Finding, ...]]:
    if not isinstance(applications, Ledger):
        return {}, ()
    reading = (each for each in applications.reading if isinstance(each, Finding))
    return applications.places, tuple(reading)


def _clock(application: Application, on: date, options: Namespace) -> Clock | None:
    """Compute one clock; none where an event could not be read."""
    if any(each is None for each in application.events):
        return None
    return clock(application, on=on, pack=options.pack, readings=options.readings)


def _findings(pairs: Sequence[_Pair], places: Mapping[str, str]) -> list[Finding]:
    return [
        evolve(each, path=f"/{n}{each.path}", place=nearest(f"/{n}{each.path}", places))
        for n, (_, found) in enumerate(pairs)
        if found
        for each in found.findings
    ]


def _due(application: Application, found: Clock | None, place: str) -> Due:
    where = place.rpartition("!")[2]
    if found is None or (found.version is None and found.state not in _ENDED):
        return Due(application.id, None, place=where)
    late = found.due is not None and found.due < found.on and found.state == "running"
    return Due(
        application.id,
        found.state,
        found.due,
        found.remaining,
        found.overdue_by,
        late=late,
        certain=found.certain,
        open=tuple(str(each) for each in found.open if each.period not in _SHOWN),
        place=where,
    )


_ENDED = frozenset({"answered", "lapsed"})
#: the answer's own day has its column; remedies are the applicant's
_SHOWN = frozenset({"request.answer", "remedy.reconsideration", "remedy.litigation"})


def _plain(application: Application, found: Clock | None) -> dict[str, Any]:
    return {"id": application.id, "clock": found.to_dict() if found else None}


def _say_json(whole: dict[str, Any], found: Report) -> None:
    whole["findings"] = [each.to_dict() for each in found.findings]
    plain = json.dumps(whole, ensure_ascii=False, indent=2)
    say(plain if takes_utf8(plain) else json.dumps(whole, indent=2))
