"""The command line (命令行): arguments → call → render; no rule lives here.

A command is a module with ``NAME``, ``HELP``, ``arguments(parser)`` and ``run(options) -> int``;
:data:`COMMANDS` lists them. Exit codes: 0 nothing wrong, 1 errors found, 2 usage or a file
that cannot be read, 130 interrupted.
"""

from collections.abc import Sequence

from zwgk.cli import (
    annual,
    calendar,
    check,
    clock,
    diff,
    due,
    fee,
    mark,
    merge,
    reply,
    review,
    standard,
)
from zwgk.cli.arguments import Command, parser
from zwgk.cli.console import Refused, warn

__all__ = ["COMMANDS", "main"]

COMMANDS: tuple[Command, ...] = (
    check,
    due,
    clock,
    reply,
    fee,
    mark,
    diff,
    merge,
    standard,
    review,
    annual,
    calendar,
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
    top = parser(COMMANDS)
    options = top.parse_args(argv)
    if options.command is None:
        top.print_help()
        return _USAGE
    found: int = options.run(options)
    return found
