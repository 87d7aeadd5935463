"""Arguments in Chinese (命令行参数): headings, help and the sentences on wrong use."""

import argparse
import re
from collections.abc import Sequence
from datetime import date
from typing import NoReturn, Protocol

import zwgk
from zwgk.cli.console import say, warn
from zwgk.render.terminal import columns

__all__ = ["Command", "Parser", "day", "listed", "number", "parser", "year_named"]

#: what argparse says on wrong use, and how a clerk would say it
_SENTENCES = tuple(
    (re.compile(said, re.DOTALL), ours)
    for said, ours in (
        (r"the following arguments are required: (.*)", r"缺少参数：\1"),
        (r"one of the arguments (.*) is required", r"缺少参数：\1 之一"),
        (r"unrecognized arguments: (.*)", r"不认识的参数：\1"),
        (r"argument (.*?): expected (?:one|at least one) argument", r"\1 之后缺少内容"),
        (
            r"argument (.*?): invalid choice: (.*?) \(choose from (.*)\)",
            r"没有 \2 这个选择；可用：\3",
        ),
        (r"argument (.*?): ignored explicit argument (.*)", r"\1 之后不应有内容 \2"),
        (r"argument (.*?): not allowed with argument (.*)", r"\1 与 \2 不能同时使用"),
        (r"argument (.*?): (.*)", r"\1：\2"),
    )
)
_HEADING = re.compile(r"^(\S+):$(?:\n  命令$)?", re.MULTILINE)
_PAIR = re.compile(r" {2,4}(?P<left>\S.*?) {2,}(?P<right>\S.*)")
_NUMBER = re.compile(r"0*(?:[0-9]{1,6}|1000000)", re.ASCII)
_YEAR = re.compile("[0-9]{4}", re.ASCII)
_DAY = re.compile(r"([0-9]{4})(?:[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})日?|([0-9]{2})([0-9]{2}))")


class Command(Protocol):
    """What a module of a sub-command offers (子命令)."""

    NAME: str
    HELP: str

    def arguments(self, parser: "Parser", /) -> None:
        """Declare the command's arguments (声明参数)."""

    def run(self, options: argparse.Namespace, /) -> int:
        """Do the command and tell its exit code (执行)."""


class Parser(argparse.ArgumentParser):
    """A parser that speaks Chinese and survives any console (参数解析)."""

    def __init__(self, prog: str, description: str = "") -> None:
        """Set the Chinese headings."""
        super().__init__(
            prog,
            description=description,
            formatter_class=_formatter,
            add_help=False,
            allow_abbrev=False,
        )
        self.color = False
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示本帮助")

    def format_help(self) -> str:
        """Give the help with Chinese headings and columns aligned by width."""
        return _aligned(super().format_help())

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments and end with 2."""
        found = ((form.fullmatch(message), ours) for form, ours in _SENTENCES)
        said = next((match.expand(ours) for match, ours in found if match), message)
        warn(f"{said}；用 {self.prog} --help 查看用法")
        raise SystemExit(2)

    def _print_message(self, message: str, file: object = None) -> None:  # noqa: ARG002 - one console
        say(message.rstrip("\n"))


def _formatter(prog: str) -> argparse.HelpFormatter:
    return argparse.RawDescriptionHelpFormatter(prog, max_help_position=40, width=100)


def _aligned(text: str) -> str:
    """Pad the left column of a help text to one width, counted in columns of a terminal."""
    lines = _HEADING.sub(r"\1：", text).replace("usage: ", "用法：", 1).splitlines()
    pairs = [_PAIR.fullmatch(each) for each in lines]
    wide = max((columns(pair["left"]) for pair in pairs if pair), default=0)
    return "\n".join(
        f"  {pair['left']}{' ' * (wide - columns(pair['left']))}  {pair['right']}" if pair else each
        for pair, each in zip(pairs, lines, strict=True)
    )


def parser(commands: Sequence[Command]) -> Parser:
    """Make the parser of all commands (总解析器)."""
    top = Parser("zwgk", "政务公开规则库：标准目录、法定期限、公开属性、动态调整。")
    version = f"zwgk {zwgk.__version__}"
    top.add_argument("--version", action="version", version=version, help="显示版本")
    below = top.add_subparsers(title="命令", dest="command", metavar="命令")
    for each in commands:
        made = below.add_parser(each.NAME, prog=f"zwgk {each.NAME}", help=each.HELP)
        each.arguments(made)
        made.set_defaults(run=each.run)
    top.epilog = "用 zwgk 命令 --help 查看该命令的用法。"
    return top


def day(text: str) -> date:
    """Read a day as people write it (日期参数).

    >>> day("2026-09-14") == day("2026年9月14日") == day("20260914")
    True

    Raises:
        argparse.ArgumentTypeError: it is no day; in Chinese.
    """
    found = _DAY.fullmatch(text.strip())
    try:
        return date(*(int(part) for part in (found.groups() if found else ()) if part))
    except (TypeError, ValueError):
        message = f"“{text}”不是日期，请写成 2026-09-14 的样子"
        raise argparse.ArgumentTypeError(message) from None


def number(text: str) -> int:
    """Read a whole number, zero included (整数参数).

    >>> number("12")
    12

    Raises:
        argparse.ArgumentTypeError: it is none, or one beyond a million; in Chinese.
    """
    if not _NUMBER.fullmatch(text):
        message = f"“{text}”应为 0 至 1000000 的整数"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def year_named(text: str) -> int:
    """Read a year (年份参数).

    >>> year_named("2026年")
    2026

    Raises:
        argparse.ArgumentTypeError: it is none; in Chinese.
    """
    named = text.strip().removesuffix("年")
    if not _YEAR.fullmatch(named):
        message = f"“{text}”不是年份，请写成 2026 的样子"
        raise argparse.ArgumentTypeError(message)
    return int(named)


def listed(text: str) -> tuple[str, ...]:
    """Split an argument at commas of either kind (逗号分隔).

    >>> listed("channel.none，basis.repealed")
    ('channel.none', 'basis.repealed')
    """
    return tuple(part for part in re.split(r"[,，、;；\s]+", text) if part)
