"""The command that tells the clock of an application."""

import json
from pathlib import Path
from typing import Any

import pytest

from zwgk import cli


def plain(events: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "application", "id": "白石-1", "events": events}


def received(day: str = "2024-03-04") -> dict[str, Any]:
    return {"event": "received", "on": day}


def written(folder: Path, record: object) -> str:
    path = folder / "申请.json"
    path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    return str(path)


def test_the_command_tells_the_clock(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = written(tmp_path, plain([received()]))
    assert cli.main(["clock", name, "--on", "2024-03-05"]) == 0
    told = capsys.readouterr().out
    assert "2024-03-05：办理中，应于2024-04-01" in told
    assert "未届满：告知补正 2024-03-13" in told
    assert cli.main(["clock", name, "--on", "2024-04-02", "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert (data["overdue_by"], data["findings"][0]["code"]) == (1, "clock.late")


def test_the_command_says_what_it_cannot_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["clock", str(tmp_path / "无.json")]) == 2
    assert cli.main(["clock", written(tmp_path, {"type": "catalog", "items": []})]) == 2
    assert cli.main(["clock", written(tmp_path, plain([{"event": "x"}]))]) == 1
    assert cli.main(["clock", written(tmp_path, plain([received()])), "--readings", "x"]) == 2
    assert capsys.readouterr().err.count("zwgk：") == 3
