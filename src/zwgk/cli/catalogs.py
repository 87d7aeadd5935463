"""Catalogues in, results out (读入目录、写出结果): what the commands that compare and merge share."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import zwgk
from zwgk.cli.console import Refused, cause, say, takes_utf8
from zwgk.cli.gather import STANDARD_INPUT, opened, reason
from zwgk.errors import ReadError, ShapeError, ZwgkError
from zwgk.model import Catalog
from zwgk.render.listing import Listing

__all__ = ["as_json", "catalog", "save", "target"]


def catalog(name: str) -> Catalog:
    """Read a catalogue from a file (读取目录).

    Raises:
        Refused: the file cannot be read, or holds something else.
    """
    try:
        with opened(name) as path:
            found = zwgk.read(path)
    except ShapeError as error:
        message = f"{name}：数据格式有误：{next(iter(error.findings), error)}"
        raise Refused(message) from None
    except ReadError as error:
        raise Refused(str(error)) from None
    except (OSError, ZwgkError) as error:
        message = f"{name}：{reason(error)}"
        raise Refused(message) from None
    if not isinstance(found, Catalog) or not all(found.items):
        message = f"{name}：这不是标准目录；请给出目录的 Excel、CSV 或者 JSON 文件"
        raise Refused(message)
    return found


def target(name: str | None, suffixes: Sequence[str], sources: Sequence[str]) -> Path | None:
    """Judge a file to be written before any work is done (输出文件).

    Raises:
        Refused: its suffix is none of these, or it is one of the sources.
    """
    if name is None:
        return None
    path = Path(name)
    if path.suffix.lower() not in suffixes:
        message = f"{name} 的后缀不认识；可用：{'、'.join(suffixes)}"
        raise Refused(message)
    if any(path.resolve() == Path(each).resolve() for each in sources if each != STANDARD_INPUT):
        message = f"{name} 会盖掉所读的文件；请换一个文件名"
        raise Refused(message)
    return path


def save(thing: Any, path: Path) -> None:
    """Write a table, or anything with a form of its own (写出).

    Raises:
        Refused: the file cannot be written.
    """
    from zwgk.io.listing_file import write_listing  # noqa: PLC0415 - writers are loaded when needed

    try:
        if isinstance(thing, Listing):
            write_listing(thing, path)
        else:
            zwgk.write(thing, path)
    except OSError as error:
        fact = cause(error)
        message = f"{path} 无法写入（{fact}）；如果它正被打开，请关闭后重试"
        raise Refused(message) from None
    except ZwgkError as error:
        raise Refused(str(error)) from None


def as_json(thing: Any) -> None:
    """Say a result as JSON that any console can carry (JSON)."""
    whole = thing.to_dict()
    plain = json.dumps(whole, ensure_ascii=False, indent=2)
    say(plain if takes_utf8(plain) else json.dumps(whole, indent=2))
