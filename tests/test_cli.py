"""The command line: what it prints, where, and with which exit code."""

import json
import os
import subprocess
import sys
import threading
from argparse import ArgumentTypeError
from datetime import date
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest

import zwgk
from zwgk import cli
from zwgk.cli import arguments, check, console, gather
from zwgk.report import Report

ITEM: dict[str, object] = {
    "type": "catalog-item",
    "path": ["行政执法", "行政处罚"],
    "field": "安全生产",
    "content": "处罚决定书",
    "basis": [{"title": "政府信息公开条例", "articles": ["第二十条"]}],
    "basis_text": "《政府信息公开条例》第二十条",
    "time_limit": {
        "text": "20个工作日内",
        "clauses": [{"kind": "within", "amount": 20, "unit": "working_day", "from": []}],
    },
    "publisher": "青湖县应急管理局",
    "channels": {"checked": ["政府网站"], "text": "■政府网站"},
    "audience": {"public": True},
    "attribute": "主动公开",
    "levels": ["县级"],
}
FAULTY = ITEM | {"channels": {"checked": [], "text": "□政府网站"}, "publisher": "𠮷田镇人民政府"}


def catalog(*items: dict[str, object]) -> dict[str, object]:
    return {"type": "catalog", "title": "青湖县目录", "items": [*items]}


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return written(tmp_path / "好.json", catalog(ITEM))


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    return written(tmp_path / "差.json", catalog(ITEM, FAULTY))


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    kept = tmp_path / "坏.xlsx"
    kept.write_bytes(b"PK\x03\x04 no workbook")
    return kept


def written(path: Path, data: object) -> Path:
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def run(*argv: object) -> int:
    return cli.main([str(each) for each in argv])


def in_a_process(
    *argv: object, encoding: str = "utf-8", given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "zwgk", *map(str, argv)],
        input=given,
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": encoding},
    )


# ------------------------------------------------------------------ exit codes and sentences


def test_a_clean_file_ends_with_zero(clean: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", clean, "--ignore", "field.missing") == 0
    assert capsys.readouterr().out.startswith("好.json：")


def test_errors_end_with_one_and_name_item_and_remedy(
    faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", faulty) == 1
    shown = capsys.readouterr()
    assert "没有选定公开渠道  [channel.none]  1 处" in shown.out
    assert "至少勾选一种公开渠道和载体" in shown.out
    assert shown.err == ""


def test_an_unreadable_file_is_told_apart_and_the_others_are_checked(
    broken: Path, faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", broken, faulty, "--json") == 2
    shown = capsys.readouterr()
    assert "坏.xlsx" in shown.err
    assert shown.err.count("\n") == 1
    (found,) = [
        each for each in json.loads(shown.out)["findings"] if each["code"] == "channel.none"
    ]
    assert found["path"] == "/1/items/1/channels"
    assert "差.json" in found["place"]


def test_unread_files_stand_in_the_json_with_their_sentence(
    broken: Path, clean: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", clean, broken, "--json", "--ignore", "field.missing") == 2
    told = json.loads(capsys.readouterr().out)
    (left,) = told["unread"]
    assert (left["file"], left["path"]) == ("坏.xlsx", "/1")
    assert left["message"].startswith("“坏.xlsx”")
    assert told["counts"] == {"error": 0, "warning": 0, "info": 0}
    assert told["ok"] is False


def test_where_no_file_was_read_the_json_still_names_them(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", broken, "--json") == 2
    told = json.loads(capsys.readouterr().out)
    assert [(each["file"], each["path"]) for each in told["unread"]] == [("坏.xlsx", "")]
    assert told["findings"] == []


def test_where_every_file_was_read_the_json_has_no_such_key(
    clean: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("check", clean, "--json")
    assert "unread" not in json.loads(capsys.readouterr().out)


def test_an_item_of_two_files_is_found_in_the_later_one(
    clean: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = written(tmp_path / "又.json", catalog(FAULTY, ITEM))
    argv = ("check", clean, again, "--json", "--select", "duplicate.item")
    run(*argv)
    (found,) = json.loads(capsys.readouterr().out)["findings"]
    assert (found["path"], found["place"]) == ("/1/items/1", "又.json")
    assert found["message"] == "与青湖县目录的事项“行政处罚”重复"
    run(*argv, "--ignore", "duplicate")
    assert json.loads(capsys.readouterr().out)["findings"] == []


def test_a_catalogue_of_another_shape_is_reported_not_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = written(tmp_path / "怪.json", catalog(ITEM | {"path": 7, "colour": "red"}))
    assert run("check", odd, "--json") == 1
    codes = {each["code"] for each in json.loads(capsys.readouterr().out)["findings"]}
    assert codes >= {"shape.wrong-kind", "shape.unknown-key"}


def test_nothing_is_printed_as_a_result_where_no_file_was_read(
    broken: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", broken, tmp_path, tmp_path / "无.xlsx") == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert [each.startswith("zwgk：") for each in shown.err.splitlines()] == [True] * 3
    assert "这是文件夹" in shown.err
    assert "找不到这个文件" in shown.err


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["check"], "缺少参数：文件"),
        (["chek"], "没有 'chek' 这个选择"),
        (["check", "x", "--on", "2026-02-30"], "“2026-02-30”不是日期"),
        (["check", "x", "--on"], "--on 之后缺少内容"),
        (["check", "x", "--pack", "火星"], "没有“火星”这个方案；自带的方案有："),
        (["check", "x", "--pack", "无.toml"], "找不到方案文件 无.toml"),
        (["check", "x", "--select", "channel.none,a.b"], "没有 a.b 这个检查代码"),
        (["check", "x", "--ignore", "c"], "没有 c 这个检查代码"),
        (["check", "x", "-o", "报告.doc"], "报告 报告.doc 的后缀不认识"),
        (["check", "x.json", "-o", "./x.json"], "会盖掉所读的文件"),
        (["check", "x", "--bogus"], "不认识的参数：--bogus"),
        (["check", "-", "-"], "标准输入（-）只能用一次"),
        (["check", "x", "--json=1"], "--json 之后不应有内容"),
    ],
)
def test_wrong_use_is_one_chinese_sentence_and_ends_with_two(
    argv: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(argv) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.err.count("\n") == 1
    assert shown.out == ""


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 2
    assert "命令：\n  check" in capsys.readouterr().out


@pytest.mark.parametrize("argv", [["--help"], ["check", "--help"]])
def test_help_is_chinese_and_aligned(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(argv) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("用法：zwgk")
    assert not {"usage", "options", "positional", "show this"} & {*shown.replace(":", " ").split()}


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"zwgk {zwgk.__version__}\n"


def test_an_interrupted_run_ends_with_130(
    clean: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object, **__: object) -> Report:
        raise KeyboardInterrupt

    monkeypatch.setattr(zwgk, "validate", interrupted)
    assert run("check", clean) == 130
    assert capsys.readouterr().err == "zwgk：已中断\n"


# ------------------------------------------------------------------ options


def test_only_the_selected_checks_are_made(
    faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", faulty, "--json", "--select", "channel.none，audience") == 1
    assert {each["code"] for each in json.loads(capsys.readouterr().out)["findings"]} == {
        "channel.none"
    }


def test_ignored_checks_are_not_made(faulty: Path) -> None:
    assert run("check", faulty, "--ignore", "channel", "--ignore", "field,duplicate") == 0


def test_a_whole_catalogue_must_have_all_fields(clean: Path) -> None:
    assert run("check", clean) == 0
    assert run("check", clean, "--whole") == 1


def test_an_office_may_bring_its_own_plan(
    clean: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "青湖.toml"
    text = 'name = "qinghu"\ntitle = "青湖县方案"\nextends = "national"\n'
    text += '[severity]\n"field.missing" = "off"\n'
    plan.write_text(text, encoding="utf-8")
    assert run("check", clean, "--pack", plan) == 0
    assert "field.missing" not in capsys.readouterr().out


def test_a_plan_with_faults_is_refused_line_by_line(
    clean: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "青湖.toml"
    plan.write_text('name = "qinghu"\ntitle = 7\ncolour = "red"\n', encoding="utf-8")
    assert run("check", clean, "--pack", plan) == 2
    shown = capsys.readouterr()
    assert "青湖.toml:2" in shown.err
    assert "青湖.toml:3" in shown.err
    assert shown.out == ""


def test_the_day_is_today_unless_given(clean: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    days = []

    def noted(_: object, *, on: date, **__: object) -> Report:
        days.append(on)
        return Report()

    monkeypatch.setattr(zwgk, "validate", noted)
    monkeypatch.setattr(check, "today", lambda: date(2026, 9, 14))
    assert run("check", clean) == run("check", clean, "--on", "2020年1月2日") == 0
    assert days == [date(2026, 9, 14), date(2020, 1, 2)]


@pytest.mark.parametrize(
    "text", ["2026-9-14", "2026.09.14", "2026/9/14", "2026年9月14日", "20260914", " 2026-09-14 "]
)
def test_a_day_may_be_written_as_people_do(text: str) -> None:
    assert arguments.day(text) == date(2026, 9, 14)


@pytest.mark.parametrize(
    "text", ["", "今天", "2026", "2026-09", "14.9.2026", "2026-09-31", "202609141", "0000-01-01"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="不是日期"):
        arguments.day(text)


# ------------------------------------------------------------------ several files, standard input


def test_files_of_one_name_are_told_apart_by_their_paths(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [tmp_path / folder / "目录.json" for folder in ("甲局", "乙局")]
    for each in paths:
        each.parent.mkdir()
        written(each, catalog(FAULTY))
    assert run("check", *paths, "--json", "--select", "channel.none") == 1
    places = [each["place"] for each in json.loads(capsys.readouterr().out)["findings"]]
    assert all(place.startswith(str(path)) for place, path in zip(places, paths, strict=True))


def test_a_pattern_left_by_the_shell_is_expanded(
    clean: Path, faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", clean.parent / "*.json") == 1
    shown = capsys.readouterr().out
    assert " 等 2 个文件：" in shown
    assert f"{faulty.name} /1/items/1/channels" in shown or f"{faulty.name} /0/items" in shown
    assert gather.expanded(["没有*.xlsx"]) == ("没有*.xlsx",)


def test_standard_input_is_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = json.dumps(catalog(FAULTY)).encode()
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(whole)))
    assert run("check", "-") == 1
    assert capsys.readouterr().out.startswith("标准输入：")


# ------------------------------------------------------------------ report files


@pytest.mark.parametrize("suffix", check._SUFFIXES)
def test_a_report_is_written_and_the_summary_printed(
    suffix: str, faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = faulty.with_name(f"报告{suffix}")
    assert run("check", faulty, "-o", out) == 1
    assert out.stat().st_size > 100
    summary, told = capsys.readouterr().out.splitlines()
    assert summary.startswith("差.json：共 ")
    assert told == f"报告已写入 {out}"


def test_a_report_names_the_files_that_were_not_checked(broken: Path, faulty: Path) -> None:
    out = faulty.with_name("报告.html")
    assert run("check", broken, faulty, "-o", out) == 2
    page = out.read_text(encoding="utf-8")
    assert "以下文件没有检查" in page
    assert "坏.xlsx" in page
    assert "国办发〔2019〕54号" in page


def test_a_report_that_cannot_be_written_is_one_sentence(
    faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", faulty, "-o", faulty.parent / "无此文件夹" / "报告.html") == 2
    assert "无法写入" in capsys.readouterr().err


# ------------------------------------------------------------------ consoles and pipes


def test_a_gbk_console_gets_a_question_mark_for_what_it_lacks(tmp_path: Path) -> None:
    named = written(tmp_path / "𠮷田镇.json", catalog(FAULTY))
    done = in_a_process("check", named, encoding="gbk")
    assert done.returncode == 1
    assert done.stdout.decode("gbk").startswith("?田镇.json：")
    assert "没有选定公开渠道" in done.stdout.decode("gbk")
    assert done.stderr == b""


def test_json_on_a_gbk_console_loses_nothing(tmp_path: Path) -> None:
    named = written(tmp_path / "𠮷.json", catalog(FAULTY))
    done = in_a_process("check", named, named, "--json", encoding="gbk")
    assert "𠮷.json" in json.loads(done.stdout)["findings"][0]["place"]
    assert done.stdout.isascii()


def test_json_on_a_gbk_console_is_plain_ascii_even_if_gbk_could_carry_it(faulty: Path) -> None:
    assert in_a_process("check", faulty, "--json", encoding="gbk").stdout.isascii()


def test_a_closed_standard_output_is_no_fault(
    faulty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert run("check", faulty) == run("check", faulty, "--json") == 1


def test_help_survives_an_ascii_console() -> None:
    done = in_a_process("--help", encoding="ascii")
    assert done.returncode == 0
    assert b"check" in done.stdout


def test_standard_input_comes_through_a_pipe() -> None:
    done = in_a_process("check", "-", "--json", given=json.dumps(catalog(FAULTY)).encode())
    assert done.returncode == 1
    assert json.loads(done.stdout)["ok"] is False
    assert done.stderr == b""


def test_a_pipe_that_is_closed_early_ends_quietly(faulty: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "zwgk", "check", str(faulty)]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert done.returncode == 1
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_is_told_in_one_sentence(faulty: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "zwgk", "check", str(faulty)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        )
    assert done.returncode == 2
    assert "结果没有写完" in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_the_start_imports_nothing_heavy() -> None:
    program = (
        "import sys; from zwgk.cli import main; main(['--help']);"
        "print({'openpyxl','jsonschema','numpy','pandas','chinese_calendar'} & {*sys.modules},"
        " 'zwgk.io' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "set() False"


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_shown_on_a_terminal_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    screen, shown = Terminal(), threading.Event()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(console, "_PATIENCE", 0.01)
    with console.progress() as show:
        show("正在检查 目录.xlsx（1/2）")
        shown.wait(0.2)
    assert "\r正在检查 目录.xlsx（1/2） …" in screen.getvalue()
    assert screen.getvalue().endswith("\r")


def test_a_short_run_shows_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    with console.progress() as show:
        show("正在检查")
    assert screen.getvalue() == ""


def test_a_pipe_gets_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    monkeypatch.setattr(console, "_PATIENCE", 0.001)
    with console.progress() as show:
        show("正在检查")
        threading.Event().wait(0.05)
    assert pipe.getvalue() == ""


def test_a_terminal_gets_colour_and_a_limit(
    faulty: Path, monkeypatch: pytest.MonkeyPatch, clean: Path
) -> None:
    written(faulty, catalog(*[FAULTY] * 30))
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("WT_SESSION", "1")
    assert run("check", faulty) == 1
    assert "\x1b[1;31m错误" in screen.getvalue()
    assert "另有 10 处同类问题未列出" in screen.getvalue()
    assert run("check", clean) == 0
