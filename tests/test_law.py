"""Dated facts of law: no gap, no overlap, no guess."""

from datetime import date, datetime

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from zwgk.errors import UnknownDay, ZwgkError
from zwgk.law import Fact, Version, facts
from zwgk.terms import Unit

OLD = Version(
    date(2008, 5, 1),
    "2007",
    20,
    Unit.WORKING_DAY,
    "条例",
    "国务院令第492号",
    verified=True,
    until=date(2019, 5, 15),
)
NEW = evolve(OLD, since=date(2019, 5, 15), until=None)


def test_a_day_before_the_rule_is_refused_with_the_first_day() -> None:
    with pytest.raises(UnknownDay, match="in force from 2008-05-01"):
        facts()["publish.proactive"].on(date(2008, 4, 30))


def test_a_day_after_the_rule_is_refused() -> None:
    with pytest.raises(UnknownDay):
        Fact("x", "x", (OLD,)).on(date(2019, 5, 15))


def test_a_moment_is_no_day() -> None:
    with pytest.raises(UnknownDay, match="not the moment"):
        facts()["publish.proactive"].on(datetime(2024, 1, 1))


@pytest.mark.parametrize(
    "versions",
    [
        (),
        (OLD, evolve(NEW, since=date(2019, 5, 16))),
        (OLD, evolve(NEW, since=date(2019, 5, 14))),
        (NEW, OLD),
        (evolve(OLD, until=date(2008, 5, 1)),),
    ],
)
def test_gaps_overlaps_and_empty_rules_are_refused(versions: tuple[Version, ...]) -> None:
    with pytest.raises(ZwgkError):
        Fact("x", "x", versions)


def test_the_version_changes_on_the_day_of_the_new_text() -> None:
    fact = facts()["publish.proactive"]
    assert fact.on(date(2019, 5, 14)).article == "第十八条"
    assert fact.on(date(2019, 5, 15)).article == "第二十六条"


@given(
    st.sampled_from(sorted(facts())),
    st.dates(date(2008, 5, 1), date(2035, 1, 1)),
    st.integers(0, 400),
)
def test_a_fact_is_constant_between_versions(name: str, day: date, later: int) -> None:
    fact = facts()[name]
    after = date.fromordinal(day.toordinal() + later)
    starts = [each.since for each in fact.versions]
    if fact.known(day) and not any(day < start <= after for start in starts):
        assert fact.on(day) is fact.on(after)


def test_every_version_names_instrument_and_source() -> None:
    for fact in facts().values():
        for version in fact.versions:
            assert version.instrument
            assert version.source
            assert "http" not in version.source
            assert version.basis.startswith("《")
