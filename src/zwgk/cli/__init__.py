"""The command line (命令行): arguments → call → render; no rule lives here.

A command is a module with ``NAME``, ``HELP``, ``arguments(parser)`` and ``run(options) -> int``;
:data:`COMMANDS` names them; only the one that is called for is loaded. Exit codes: 0 nothing wrong, 1 errors found,
2 usage or a file that cannot be read, 130 interrupted.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import cast

from zwgk.cli.arguments import Command, parser
from zwgk.cli.console import Refused, warn

__all__ = ["COMMANDS", "main"]

#: the commands in the order of the help; each is the module of its name
COMMANDS = (
    "check",
    "due",
    "calendar",
    "clock",
    "reply",
    "fee",
    "annual",
    "mark",
    "diff",
    "merge",
    "standard",
    "review",
)

_INTERRUPTED = 130
_USAGE = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and tell its exit code (命令行入口).

    >>> main(["--version"])
    zwgk 26.1
    0
    """
    try:
        return _run(argv)
    except Refused as refusal:
        warn(str(refusal))
    except KeyboardInterrupt:
        warn("已中断")
        return _INTERRUPTED
    except SystemExit as ended:  # argparse, after --help, --version or a wrong argument
        return ended.code if isinstance(ended.code, int) else 0
    return _USAGE


def _run(argv: Sequence[str] | None) -> int:
    given = sys.argv[1:] if argv is None else argv
    top = parser(_commands(given))
    options = top.parse_args(given)
    if options.command is None:
        top.print_help()
        return _USAGE
    found: int = options.run(options)
    return found


def _commands(given: Sequence[str]) -> tuple[Command, ...]:
    """Load the command called for, or all where the first word names none: help and refusals list them."""
    named = [name for name in COMMANDS if name in given[:1]] or COMMANDS
    return tuple(cast("Command", import_module(f"zwgk.cli.{name}")) for name in named)
