"""Catalogues in, results out (读入目录、写出结果): what the commands that compare and merge share."""

import json
from pathlib import Path
from typing import Any

import zwgk
from zwgk.cli.console import Refused, say, takes_utf8
from zwgk.cli.gather import reading
from zwgk.cli.targets import writing
from zwgk.model import Catalog
from zwgk.render.listing import Listing

__all__ = ["as_json", "catalog", "save"]


def catalog(name: str) -> Catalog:
    """Read a catalogue from a file (读取目录).

    Raises:
        Refused: the file cannot be read, or holds something else.
    """
    with reading(name) as path:
        found = zwgk.read(path)
    if not isinstance(found, Catalog) or not all(found.items):
        message = f"{name}：这不是标准目录；请给出目录的 Excel、CSV 或者 JSON 文件"
        raise Refused(message)
    return found


def save(thing: Any, path: Path) -> None:
    """Write a table, or anything with a form of its own (写出).

    Raises:
        Refused: the file cannot be written.
    """
    from zwgk.io.listing_file import write_listing  # noqa: PLC0415 - writers are loaded when needed

    with writing(path):
        if isinstance(thing, Listing):
            write_listing(thing, path)
        else:
            zwgk.write(thing, path)


def as_json(thing: Any) -> None:
    """Say a result as JSON that any console can carry (JSON)."""
    whole = thing.to_dict()
    plain = json.dumps(whole, ensure_ascii=False, indent=2)
    say(plain if takes_utf8(plain) else json.dumps(whole, indent=2))
