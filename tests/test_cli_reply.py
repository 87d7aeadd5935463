"""The commands for replies and fees, and one row of a ledger: what is printed, written, refused."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest

import zwgk
from zwgk import cli
from zwgk.cli import choose, clock, fee, reply
from zwgk.io import letter_file
from zwgk.model import Applicant, Application, Event, EventKind, Ledger

LEDGER = Path(__file__).parents[1] / "examples/taizhang.xlsx"
ONE: dict[str, Any] = {
    "type": "application",
    "id": "2026/3",
    "applicant": {"name": "李*青"},
    "description": "预算",
    "events": [
        {"event": "received", "on": "2026-03-02"},
        {"event": "third_party_asked", "on": "2026-03-04", "party": "青禾厂"},
        {"event": "answered", "on": "2026-03-20", "outcome": "予以公开", "reason": "无"},
    ],
}


def run(*argv: object) -> int:
    return cli.main([str(each) for each in argv])


def written(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return written(tmp_path / "申请.json", ONE)


# ---------------------------------------------------------------- one reply


def test_the_recorded_outcome_and_day_are_used(
    record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("reply", record) == 0
    out = capsys.readouterr().out
    assert out.startswith("政府信息公开申请答复书\n\n李*青：\n")
    assert "2026年3月20日\n\n应当写明：" in out
    assert "待填写：" in out
    assert "应于" in out


def test_another_letter_is_of_today_unless_said(
    record: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(reply, "today", lambda: date(2026, 3, 5))
    assert run("reply", record, "--outcome", "补正通知") == 0
    assert "2026年3月5日" in capsys.readouterr().out
    assert run("reply", record, "--outcome", "补正通知", "--on", "2026-03-06") == 0
    assert "2026年3月6日" in capsys.readouterr().out


def test_blanks_reasons_and_fees_are_filled_in(
    record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    argv = [
        "reply",
        record,
        "--outcome",
        "收费通知",
        "--on",
        "2026-03-05",
        "--fill",
        "缴纳方式=银行转账",
    ]
    assert run(*argv, "--pages", "120") == 0
    out = capsys.readouterr().out
    assert "：银行转账。" in out
    assert "信息处理费1100元" in out
    assert run(*argv, "--pieces", "1", "--before", "30") == 0
    assert "信息处理费200元" in capsys.readouterr().out
    run("reply", record, "--outcome", "不予公开", "--reason", "已定密")
    assert "理由：已定密" in capsys.readouterr().out


def test_json_has_the_text_and_the_last_days(
    record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("reply", record, "--json", "--served", "2026-03-12", "--explain") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "zwgk/reply/1"
    assert [each["due"] for each in told["remedy_deadlines"]] == ["2026-05-11", "2026-09-14"]
    assert told["period_deadline"] is None
    assert "附：办理期限说明" in told["text"]
    run("reply", record, "--json", "--outcome", "征求第三方意见", "--served", "2026-03-10")
    assert json.loads(capsys.readouterr().out)["period_deadline"]["due"] == "2026-03-31"


def test_last_days_are_told_from_service_or_posting(
    record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("reply", record, "--posted", "2026-03-10")
    assert "期限：申请行政复议：2026-05-09" in capsys.readouterr().out
    run("reply", record, "--outcome", "征求第三方意见", "--served", "2026-03-10")
    assert "期限：第三方提出意见 2026-03-31" in capsys.readouterr().out
    run("reply", record)
    assert "期限：" not in capsys.readouterr().out


def test_the_attached_explanation_names_nobody_who_was_consulted(
    record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("reply", record, "--explain") == 0
    out = capsys.readouterr().out
    assert "附：办理期限说明" in out
    assert "征求第三方意见" in out
    assert "青禾厂" not in out


@pytest.mark.parametrize("suffix", [".md", ".txt", ".docx"])
def test_a_reply_is_written_as_a_file(
    record: Path, tmp_path: Path, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"答复{suffix}"
    assert run("reply", record, "-o", out) == 0
    assert f"政府信息公开申请答复书已写入 {out}" in capsys.readouterr().out
    if suffix == ".docx":
        lines = [each.text for each in docx.Document(str(out)).paragraphs]
        assert lines[:2] == ["政府信息公开申请答复书", "李*青："]
    else:
        name = {
            ".md": "# 政府信息公开申请答复书\n\n李\\*青：\n\n",
            ".txt": "政府信息公开申请答复书\n\n李*青：\n",
        }
        assert out.read_text("utf-8").startswith(name[suffix])


def test_a_reply_is_written_from_the_library_too(tmp_path: Path) -> None:
    made = zwgk.reply(Application("1\x01", ()), "granted", on=date(2026, 3, 2))
    for suffix in (".md", ".txt", ".docx", ".json"):
        zwgk.write(made, tmp_path / f"a{suffix}")
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["outcome"] == "granted"
    with pytest.raises(zwgk.ZwgkError, match=r"\.md, \.txt, \.docx"):
        zwgk.write(made, tmp_path / "a.pdf")


def test_without_python_docx_the_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(_: str) -> None:
        raise ImportError

    monkeypatch.setattr(letter_file, "import_module", missing)
    made = zwgk.reply(Application("1", ()), "granted", on=date(2026, 3, 2))
    with pytest.raises(zwgk.ReadError, match=r"zwgk\[word\]"):
        zwgk.write(made, tmp_path / "a.docx")


# ---------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        ((LEDGER,), "共有 12 件申请；用 --row"),
        ((LEDGER, "--row", 3), "台账第 3 行没有申请（第 4 至 15 行）"),
        ((LEDGER, "--index", 13), "--index 应为 1 至 12 的整数"),
        ((LEDGER, "--index", 0), "--index 应为 1 至 12 的整数"),
        ((LEDGER, "--row", 4, "--index", 1), "不能同时使用"),
        ((LEDGER, "--row", 15), "2026-12：没有办理结果"),
        ((LEDGER, "--row", 15, "--outcome", "另行研究"), "没有“另行研究”这种文书"),
        (
            (LEDGER, "--row", 15, "--outcome", "补正", "--on", "2018-01-01"),
            "2026-12：无法拟写“补正”",
        ),
        ((LEDGER, "--row", 4, "-o", "a.pdf"), "文书 a.pdf 的后缀不认识；可用：.md、.txt、.docx"),
        ((LEDGER, "-o", "a.md"), "几件申请的文书要写到文件夹"),
        ((LEDGER, "--row", 13, "--outcome", "补正", "--explain"), "2026-10：有日期未能识读"),
        ((LEDGER, "--row", 4, "-o", "没有这个文件夹/a.md"), "无法写入"),
        ((LEDGER, "--fill", "空白"), "应写成 空白=内容"),
        (("没有.json",), "找不到这个文件"),
        (
            (LEDGER.with_name("anquan-shengchan.xlsx"),),
            "应为申请（application 记录）或者依申请公开台账",
        ),
    ],
)
def test_wrong_use_is_one_sentence(
    argv: tuple[object, ...],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("reply", *argv) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.err.count("\n") == 1
    assert shown.out == ""


def test_a_file_that_is_broken_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04 no workbook")
    assert run("reply", broken) == run("fee", "--monthly", broken) == 2
    assert capsys.readouterr().err.count("坏.xlsx") == 2


def test_a_folder_that_cannot_be_made_and_a_missing_library_are_one_sentence(
    record: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    inside = record / "文书"
    assert run("reply", LEDGER, "-o", inside) == 2
    assert f"文件夹 {inside} 无法建立" in capsys.readouterr().err

    def missing(_: str) -> None:
        raise ImportError

    monkeypatch.setattr(letter_file, "import_module", missing)
    assert run("reply", record, "-o", tmp_path / "a.docx") == 2
    assert "zwgk[word]" in capsys.readouterr().err


def test_json_beside_a_file_is_the_only_output(
    record: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("reply", record, "--json", "-o", tmp_path / "a.md") == 0
    assert json.loads(capsys.readouterr().out)["outcome"] == "granted"
    assert (tmp_path / "a.md").exists()


def test_a_record_of_another_shape_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = written(tmp_path / "a.json", ONE | {"id": 7})
    for command in ("reply", "clock"):
        assert run(command, wrong) == 1
        assert "/id" in capsys.readouterr().out
    assert run("fee", "--monthly", wrong) == 1


def test_a_row_of_several_records_wants_a_ledger(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    two = written(tmp_path / "a.json", ONE, ONE | {"id": "2"})
    assert run("reply", two, "--row", 1) == 2
    assert "--row 只用于台账" in capsys.readouterr().err
    assert run("reply", two, "--index", 2) == 0
    assert "编号：2）" in capsys.readouterr().out


# ---------------------------------------------------------------- all of a ledger


def test_a_whole_ledger_is_written_to_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "文书/答复"
    assert run("reply", LEDGER, "-o", folder) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"8 件文书已写入 {folder}\n没有拟写 4 件：\n  2026-09：没有办理结果")
    assert len(list(folder.glob("*.md"))) == 8
    text = (folder / "2026-01-政府信息公开申请答复书.md").read_text("utf-8")
    assert "方晓：" in text
    assert run("reply", LEDGER, "-o", folder, "--format", "txt", "--outcome", "补正") == 0
    assert len(list(folder.glob("*.txt"))) == 12
    assert "没有拟写" not in capsys.readouterr().out


def test_a_whole_ledger_is_told_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("reply", LEDGER, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (len(told["replies"]), len(told["left"])) == (8, 4)


def test_names_of_files_are_fit_and_all_different(tmp_path: Path) -> None:
    odd = [ONE | {"id": each} for each in ("2026/3", "2026/3", "..", "x" * 300)]
    folder = tmp_path / "out"
    assert run("reply", written(tmp_path / "a.json", *odd), "-o", folder) == 0
    heading = "政府信息公开申请答复书.md"
    assert {each.name for each in folder.iterdir()} == {
        f"2026_3-{heading}",
        f"2026_3-{heading.removesuffix('.md')}-2.md",
        f"未编号-{heading}",
        f"{'x' * 80}-{heading}",
    }


# ---------------------------------------------------------------- one row of a ledger


def test_one_row_of_a_ledger_has_its_clock_its_feed_and_its_timeline(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ics, svg = tmp_path / "a.ics", tmp_path / "a.svg"
    argv = ("clock", LEDGER, "--row", 14, "--on", "2026-09-14", "--ics", ics, "-o", svg)
    assert run(*argv) == 0
    out = capsys.readouterr().out
    assert "申请 2026-11 办理时间轴" in svg.read_text("utf-8")
    assert "2026-11：" in ics.read_text("utf-8")
    assert "2026-09-14：办理中" in out


def test_the_findings_of_a_row_stand_at_their_cells(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("clock", LEDGER, "--row", 11, "--on", "2026-09-14", "--json") == 1
    (found,) = json.loads(capsys.readouterr().out)["findings"]
    assert (found["code"], found["place"]) == ("clock.late", "taizhang.xlsx!2026年台账!AA11")
    assert found["path"].startswith("/7/events/")
    assert run("clock", LEDGER, "--row", 13) == 2
    assert "2026-10：有日期未能识读" in capsys.readouterr().err


def test_a_row_is_seen_from_today(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 9, 9))
    run("clock", LEDGER, "--index", 12)
    assert capsys.readouterr().out.startswith("2026-09-09：办理中")


def test_one_of_several_records_is_seen_from_its_last_event(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    two = written(tmp_path / "a.json", ONE, ONE | {"id": "2"})
    run("clock", two, "--index", 2)
    out = capsys.readouterr().out
    assert out.startswith("2026-03-20：已答复")
    run("clock", two, "--index", 2, "--json")
    assert not any(
        (each["path"] or "").startswith("/1/")
        for each in json.loads(capsys.readouterr().out)["findings"]
    )


def test_a_row_that_two_sheets_have_is_not_guessed() -> None:
    one = Application("1", ())
    options = type("Options", (), {"index": None, "row": 2})()
    both = Ledger((one, one), {"": "a", "/0": "a.xlsx!一!A2", "/1": "a.xlsx!二!A2"})
    with pytest.raises(Exception, match="不止一张表有第 2 行"):
        choose.chosen(both, options)
    lines = Ledger((one, one), {"/0": "a.csv!2:1", "/0/id": "a.csv!3:1", "/1": "a.csv!4:1"})
    assert [choose._of_row(lines, row) for row in (2, 3, 4)] == [0, 0, 1]
    assert choose._of_row(Ledger((one,), {"/0": "a.docx!表1!R5C7"}), 5) == 0
    with pytest.raises(Exception, match="台账第 2 行没有申请（没有申请）"):
        choose._of_row(Ledger((one,)), 2)


# ---------------------------------------------------------------- fees


def test_a_fee_by_piece_or_page_is_told_with_its_arithmetic(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fee, "today", lambda: date(2026, 3, 2))
    assert run("fee", "--pages", 120) == 0
    assert "合计：700 ＋ 400 ＝ 1100 元" in capsys.readouterr().out
    assert run("fee", "--pieces", 5, "--before", 30, "--json") == 0
    assert json.loads(capsys.readouterr().out)["total"] == 1000
    assert run("fee", "--pieces", 5, "--before", 30, "--readings", "tier-from-41") == 0
    assert "信息处理费 500 元" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        ((), "缺少参数：--pieces --pages --monthly 之一"),
        (("--pages", 1, "--pieces", 1), "不能同时使用"),
        (("--pages", -1), "--pages：“-1”应为 0 至 1000000 的整数"),
        (("--pages", "abc"), "“abc”应为 0 至 1000000 的整数"),
        (("--pages", 1000001), "“1000001”应为 0 至 1000000 的整数"),
        (
            ("--pages", 1, "--on", "2020-12-31"),
            "2020-12-31 尚无信息处理费的规定，自 2021-01-01 起施行",
        ),
        (("--pages", 1, "--before", 3), "--before 只用于按件计收"),
        (("--pieces", 1, "--readings", "x"), "没有“x”这个口径；可用：tier-from-41"),
        (("--monthly", LEDGER, "--month", "2026-3"), "“2026-3”不是月份"),
        (("--monthly", "没有.xlsx"), "找不到这个文件"),
    ],
)
def test_wrong_use_of_fees_is_one_sentence(
    argv: tuple[object, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("fee", *argv) == 2
    assert said in capsys.readouterr().err


def asked(number: int, name: str | None, day: str | None) -> dict[str, Any]:
    events = [{"event": "received", "on": day}] if day else []
    who = {"applicant": {"name": name}} if name else {}
    return {"type": "application", "id": str(number), "events": events} | who


def test_the_applications_of_one_applicant_and_month_add_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = [asked(n, "李青", "2026-03-02") for n in range(1, 13)]
    listed += [asked(20, "李青", "2026-04-01"), asked(21, "吴禾", "2026-03-02")]
    listed += [
        asked(30, None, "2026-03-02"),
        asked(31, "李青", None),
        asked(32, "李青", "2020-03-02"),
    ]
    path = written(tmp_path / "a.json", *listed)
    assert run("fee", "--monthly", path) == 0
    out = capsys.readouterr().out
    assert out.startswith("共 14 件，超过免费件数的 2 件，合计 200 元\n2026-03-02 11 李青\n")
    assert "未计入 2 件，编号：31、30\n" in out
    assert out.endswith("2021-01-01 以前收到，不适用收费规定，未计入 1 件，编号：32\n")
    assert run("fee", "--monthly", path, "--month", "2026-04", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [(each["id"], each["total"]) for each in told["fees"]] == [("20", 0)]
    assert (told["total"], told["left"], told["before_rules"]) == (0, ["31", "30"], [])
    assert run("fee", "--monthly", path, "--month", "2020-03", "--json") == 0
    assert json.loads(capsys.readouterr().out)["before_rules"] == ["32"]


def test_a_name_alone_makes_no_day() -> None:
    assert fee._counts(Application("1", (), Applicant("李青"))) is None
    one = Application("1", (Event(EventKind.RECEIVED, date(2026, 3, 2)),))
    assert fee._counts(one) is None
