"""What leaves the clock as files: the calendar feed of open deadlines, the timeline of one application."""

import json
from datetime import date
from pathlib import Path
from xml.dom import minidom

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwgk.cli import main
from zwgk.clock import clock
from zwgk.io.ics import write_ics
from zwgk.render.timeline import Course, timeline

EVENTS = [
    {"event": "received", "on": "2026-03-02"},
    {
        "event": "third_party_asked",
        "on": "2026-03-12",
        "party": "青禾厂",
        "delivered": "2026-03-13",
    },
    {"event": "third_party_replied", "on": "2026-03-25", "party": "青禾厂", "consent": False},
]
ONE = {"type": "application", "id": "2026-4", "events": EVENTS}
LEDGER = Path(__file__).parents[1] / "examples/taizhang.xlsx"


def entries(path: Path) -> list[icalendar.Event]:
    found = icalendar.Calendar.from_ical(path.read_bytes())
    assert isinstance(found, icalendar.Calendar)
    return [each for each in found.walk("VEVENT") if isinstance(each, icalendar.Event)]


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "申请.json"
    path.write_text(json.dumps(ONE), "utf-8")
    return path


# ---------------------------------------------------------------- the feed


def test_every_open_deadline_is_an_entry_of_a_whole_day(tmp_path: Path) -> None:
    found = clock(ONE, on=date(2026, 3, 16))
    dues = sorted(each.due for each in found.open if each.due)
    assert write_ics([("2026-4", found)], tmp_path / "a.ics") == len(dues) == 2
    read = entries(tmp_path / "a.ics")
    assert sorted(each.decoded("dtstart") for each in read) == dues
    assert {str(each["summary"])[:7] for each in read} == {"2026-4："}


def test_a_feed_names_no_party_and_no_remedy_of_the_applicant(tmp_path: Path) -> None:
    late = clock(ONE, on=date(2026, 6, 1))
    assert any(each.period.startswith("remedy.") for each in late.open)
    write_ics([("1", late), ("2", clock(ONE, on=date(2026, 3, 16)))], tmp_path / "a.ics")
    text = (tmp_path / "a.ics").read_text("utf-8").replace("\r\n ", "")
    assert "青禾厂" not in text
    assert "复议" not in text


def test_entries_keep_their_names_from_feed_to_feed_and_are_all_different(tmp_path: Path) -> None:
    names = []
    for day in (date(2026, 3, 3), date(2026, 3, 4)):
        found = clock(ONE, on=day)
        write_ics([("1", found), ("2", found), ("2", found)], tmp_path / "a.ics")
        names.append([str(each["uid"]) for each in entries(tmp_path / "a.ics")])
    assert names[0] == names[1]
    assert len(set(names[0])) == len(names[0])


def test_the_same_clocks_give_the_same_bytes(tmp_path: Path) -> None:
    found = clock(ONE, on=date(2026, 3, 16))
    for name in ("a.ics", "b.ics"):
        write_ics([("1", found)], tmp_path / name)
    assert (tmp_path / "a.ics").read_bytes() == (tmp_path / "b.ics").read_bytes()


def test_a_ledger_gives_one_feed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "台账.ics"
    main(["clock", str(LEDGER), "--on", "2026-09-14", "--ics", str(out)])
    assert f"4 个未届满的期限已写入 {out}" in capsys.readouterr().out
    assert {str(each["summary"]).partition("：")[0] for each in entries(out)} == {
        "2026-09",
        "2026-11",
        "2026-12",
    }


def test_json_stays_json_while_files_are_written(
    record: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = ["--ics", str(tmp_path / "a.ics"), "-o", str(tmp_path / "a.svg")]
    main(["clock", str(record), "--on", "2026-03-16", "--json", *files])
    assert json.loads(capsys.readouterr().out)["state"] == "suspended"
    assert all((tmp_path / name).exists() for name in ("a.ics", "a.svg"))


@pytest.mark.parametrize("wrong", [["--ics", "a.txt"], ["-o", "a.png"]])
def test_another_suffix_is_refused(
    record: Path, wrong: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["clock", str(record), *wrong]) == 2
    assert "后缀应为" in capsys.readouterr().err


def test_a_timeline_is_of_one_application(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["clock", str(LEDGER), "-o", str(tmp_path / "a.svg")]) == 2
    assert "一次只画一件申请" in capsys.readouterr().err


# ---------------------------------------------------------------- the timeline


def parts(svg: str, kind: str) -> list[minidom.Element]:
    tree = minidom.parseString(svg)  # noqa: S318 - our own output
    named = [
        each for name in ("circle", "rect", "path") for each in tree.getElementsByTagName(name)
    ]
    return [each for each in named if each.getAttribute("class") == kind]


def test_a_timeline_shows_every_event_the_spell_and_the_last_day(
    record: Path, tmp_path: Path
) -> None:
    out = tmp_path / "a.svg"
    assert main(["clock", str(record), "--on", "2026-04-01", "-o", str(out)]) == 0
    svg = out.read_text("utf-8")
    assert [len(parts(svg, kind)) for kind in ("dot", "spell", "due", "late")] == [3, 1, 1, 0]
    assert "2026-03-02 收到申请" in svg


def test_a_last_day_that_has_passed_is_drawn_as_late() -> None:
    course = Course("1", ((date(2026, 3, 2), "收到"),), date(2026, 4, 9), date(2026, 3, 30))
    assert [len(parts(timeline(course), kind)) for kind in ("due", "late")] == [0, 1]


def test_events_of_one_day_do_not_hide_one_another() -> None:
    day = date(2026, 3, 2)
    svg = timeline(Course("1", ((day, "甲"), (day, "乙"), (day, "丙")), day))
    assert len({each.getAttribute("cy") for each in parts(svg, "dot")}) == 3


@given(
    st.text(max_size=20),
    st.lists(st.tuples(st.dates(), st.text(max_size=10)), max_size=5).map(tuple),
    st.dates(),
    st.none() | st.dates(),
)
def test_any_course_is_drawn_as_well_formed_xml(
    title: str, events: tuple[tuple[date, str], ...], on: date, due: date | None
) -> None:
    minidom.parseString(timeline(Course(title, events, on, due)).encode())  # noqa: S318 - our own output
