"""``python -m zwgk`` and the command ``zwgk`` (命令行入口)."""

import sys

from zwgk import cli

__all__ = ["main"]


def main() -> None:
    """Run the command line and end with its exit code (命令行)."""
    sys.exit(cli.main())


if __name__ == "__main__":
    main()
