"""Annual reports to test with (测试年报): drawn from leaves so that every sum holds, and applications in plain data."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from zwgk.model import AnnualReport, FeeStatement, Proactive
from zwgk.model.annual import Decisions, Documents, Fees
from zwgk.text.annual import applicants, results, rows

__all__ = ["LEAVES", "application", "applications", "consistent", "sound_reports", "zero"]

LEAVES = tuple(row.key for row in rows() if row.leaf)
_KINDS = applicants()[:-1]
_GROUPS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
_count = st.integers(0, 40)
_money = st.integers(0, 10**6).map(lambda cents: cents / 100)
_text = st.text("说明退费=+-@“”（），。0aZ|*_#", max_size=20).map(str.strip)


def zero(**given: tuple[int, ...]) -> dict[str, tuple[int, ...]]:
    """Give all rows of table three, empty but for those given by key, ``__`` for the dot."""
    named = {key.replace("__", "."): cells for key, cells in given.items()}
    return {row.key: (0,) * 7 for row in rows()} | named


def consistent(
    leaves: Mapping[str, Sequence[int]], carried_in: Sequence[int], carried_out: Sequence[int]
) -> dict[str, tuple[int, ...]]:
    """Complete a table three from its leaves and what is carried over, by the definitions of the form."""
    total = [sum(leaves[key][n] for key in LEAVES) for n in range(6)]
    all_out = [total[n] + carried_out[n] for n in range(6)]
    both = [min(carried_in[n], all_out[n]) for n in range(6)]
    listed = {
        "received": [all_out[n] - both[n] for n in range(6)],
        "carried_in": both,
        **leaves,
        "total": total,
        "carried_out": carried_out,
    }
    return {key: (*cells, sum(cells)) for key, cells in listed.items()}


@st.composite
def sound_reports(draw: st.DrawFn, year: int | None = None) -> AnnualReport:
    """Draw a report in which every sum holds."""
    six = st.tuples(*[_count] * 6)
    leaves = {key: draw(six) for key in LEAVES}
    four = st.tuples(*[_count] * (len(results()) - 1))
    remedies = {key: (*cells, sum(cells)) for key in _GROUPS for cells in (draw(four),)}
    documents = st.builds(Documents, _count, _count, _count)
    proactive = st.builds(
        Proactive,
        rules=documents,
        licences=st.builds(Decisions, _count),
        fees=st.none() | st.builds(Fees, _money),
    )
    return AnnualReport(
        year or draw(st.integers(2021, 2040)),
        consistent(leaves, draw(six), draw(six)),
        body=draw(st.sampled_from(["柳坪区教育局", "玉泉镇人民政府", ""])),
        remedies=draw(st.none() | st.just(remedies)),
        proactive=draw(st.none() | proactive),
        fee=draw(st.builds(FeeStatement, _count, _money, st.none() | _text.filter(bool))),
    )


def application(number: str, received: str, *ended: Any, kind: str = "自然人") -> dict[str, Any]:
    """Write an application: received on a day, and how it ended if it did: day and outcome."""
    events: list[dict[str, Any]] = [{"event": "received", "on": received}]
    if ended:
        events.append({"event": "answered", "on": ended[0], "outcome": ended[1]})
    return {"type": "application", "id": number, "applicant": {"kind": kind}, "events": events}


_day = st.integers(0, 800).map(lambda n: date(2024, 6, 1) + timedelta(n))
_titles = st.sampled_from([name for row in rows() if row.leaf for name in (row.key, row.whole)])


@st.composite
def applications(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Draw applications of about two years, ended or not."""
    made = []
    for n in range(draw(st.integers(0, 30))):
        start = draw(_day)
        end = (start + timedelta(draw(st.integers(0, 90)))).isoformat()
        ended = (end, draw(_titles)) if draw(st.booleans()) else ()
        kind = draw(st.sampled_from(_KINDS))
        made.append(application(str(n), start.isoformat(), *ended, kind=kind))
    return made
