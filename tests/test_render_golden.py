"""Golden files: a small report in every form. ``GOLDEN=write pytest …`` writes them anew."""

import os
from pathlib import Path

import pytest

from reports import small
from zwgk.io.report_file import report_bytes
from zwgk.render.html import notebook

GOLDEN = Path(__file__).parent / "golden"


def same_as_golden(name: str, made: bytes) -> bool:
    kept = GOLDEN / name
    if os.environ.get("GOLDEN") == "write":
        kept.write_bytes(made)
    return kept.read_bytes() == made


@pytest.mark.parametrize("suffix", [".html", ".md", ".txt", ".json", ".csv"])
def test_a_small_report_is_written_as_its_golden_file_shows(suffix: str) -> None:
    assert same_as_golden(f"report{suffix}", report_bytes(small(), suffix))


def test_a_notebook_shows_what_its_golden_file_shows() -> None:
    assert same_as_golden("notebook.html", notebook(small()).encode())
