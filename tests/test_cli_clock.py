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


def listed(folder: Path, *records: object) -> str:
    path = folder / "几件.json"
    path.write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
    return str(path)


def test_what_came_in_later_is_not_counted_but_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    days = ["2024-03-04", "2024-03-05", "2024-03-06"]
    name = listed(tmp_path, *(plain([received(day)]) | {"id": day[-1]} for day in days))
    assert cli.main(["clock", name, "--on", "2024-03-05"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("2024-03-05：共 2 件，未办结 2 件，其中逾期 0 件\n")
    assert told.endswith("\n另有 1 件到2024-03-05尚未收到，没有列入：6\n")
    assert cli.main(["clock", name, "--on", "2024-03-06"]) == 0
    assert "另有" not in capsys.readouterr().out


def test_without_a_receipt_nothing_can_be_computed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    extended = {"event": "extended", "on": "2024-03-05", "approved_by": "负责人"}
    name = listed(tmp_path, plain([received()]), plain([extended]) | {"id": "白石-2"})
    assert cli.main(["clock", name, "--on", "2024-03-06"]) == 1
    assert "白石-2  无法计算  —" in capsys.readouterr().out
    assert cli.main(["clock", written(tmp_path, plain([received()])), "--on", "2024-03-01"]) == 0
    assert capsys.readouterr().out.startswith("2024-03-01：尚未收到申请。\n")
    old = written(tmp_path, plain([received("2008-04-30")]))
    assert cli.main(["clock", old, "--on", "2008-05-01"]) == 1
    assert capsys.readouterr().out.startswith("2008-05-01：条例尚未施行，无法计算。\n")


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--pack", "无此方案"], "没有“无此方案”这个方案"),
        (["--readings", "x"], "没有“x”这个口径；可用："),
        (["--readings", "letter-day,service-day"], "口径“letter-day”与“service-day”不能同时选用"),
        (["-o", "没有/图.svg"], "没有/图.svg 无法写入（没有这个文件夹）"),
        (["--index", "x"], "“x”应为 0 至 1000000 的整数"),
    ],
)
def test_wrong_use_of_the_clock_is_one_chinese_sentence(
    argv: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = written(tmp_path, plain([received()]))
    assert cli.main(["clock", name, "--on", "2024-03-05", *argv]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["无", "--from", "2026-02-13"], "没有“无”这个期限"),
        (
            ["答复申请", "--from", "2007-01-01"],
            "2007-01-01 尚无“答复申请”的规定，自 2008-05-01 起施行",
        ),
        (["archive.opening", "--from", "9990-01-01"], "日期超出可以计算的范围"),
        (["opinion.response", "--from", "2026-02-14"], "以小时计，--from 应写明时刻"),
        (["opinion.response", "--from", "2026-02-14T17:00"], "没有写明时区"),
        (["request.answer", "--from", "2026-02-30"], "“2026-02-30”不是日期"),
        (["request.answer", "--from", "2026-02-1T"], "“2026-02-1T”不是日期"),
        (["request.answer", "--from", "2026-02-13", "--pack", "x"], "没有“x”这个方案"),
        (["request.answer", "--from", "2026-02-13", "-o", "没有/图.svg"], "（没有这个文件夹）"),
        (["request.answer", "--from", "2026-02-13", "-o", "图.pdf"], "图.pdf 的后缀应为 .svg"),
        (["request.answer", "--from", "2027-02-01"], "加 --provisional 可以看推定结果"),
    ],
)
def test_wrong_use_of_a_period_is_one_chinese_sentence(
    argv: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["due", *argv]) == 2
    assert said in capsys.readouterr().err


def test_a_period_may_be_named_by_its_title(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["due", "答复申请", "--from", "2026.2.13"]) == 0
    assert "至2026年3月19日届满" in capsys.readouterr().out


def test_a_title_within_a_title_and_a_source_stand_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["due", "emergency.release", "--from", "2026-02-14T17:00+08:00"]) == 0
    told = capsys.readouterr().out
    assert "依据：《〈关于全面推进政务公开工作的意见〉实施细则》（国办发〔2016〕80号）。" in told
    assert cli.main(["due", "fangshan-2018:consultation", "--from", "2019-01-02"]) == 0
    assert "依据：《房山区2018年政务公开工作要点》。" in capsys.readouterr().out
