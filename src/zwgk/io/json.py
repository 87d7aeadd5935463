"""JSON files (JSON 文件): a catalogue as the contract shapes it, or records as they are."""

import json
from pathlib import Path
from typing import Any

from zwgk.errors import ReadError
from zwgk.io.csv import decoded
from zwgk.io.limits import refused
from zwgk.model import Catalog, MatterSheet

__all__ = ["records"]


def records(file: Path) -> Catalog | MatterSheet | list[Any]:
    """Read a catalogue, matters by stages, or a list of records (读取 JSON); a single record is a list of one.

    Raises:
        ReadError: it is no JSON, or holds no records.
        ShapeError: the catalogue has another shape.
    """
    data = _loaded(file)
    if isinstance(data, dict):
        if data.get("type") == MatterSheet.KIND:
            return MatterSheet.from_dict(data)
        return Catalog.from_dict(data) if _is_catalog(data) else [data]
    if not isinstance(data, list) or not all(isinstance(each, dict) for each in data):
        raise refused(file, "中不是记录", "按 schemas/ 中的数据格式提供目录或者记录")
    return data


def _is_catalog(data: dict[str, Any]) -> bool:
    return data.get("type") == Catalog.KIND or ("type" not in data and "items" in data)


def _loaded(file: Path) -> Any:
    text = decoded(file).removeprefix("\ufeff")
    try:
        return json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        lines = _by_lines(text)
        if lines is not None:
            return lines
        raise refused(
            file, f"不是有效的 JSON，第 {error.lineno} 行有误", "核对后重新导出"
        ) from None
    except RecursionError:
        raise refused(file, "嵌套过深", "按 schemas/ 中的数据格式重新导出") from None
    except ValueError:
        raise refused(file, "中有不合规范的数值", "核对后重新导出") from None


def _no_constant(name: str) -> None:
    raise ReadError(name)


def _by_lines(text: str) -> list[Any] | None:
    """Read one record a line, as logs and exports have it."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < 2:  # noqa: PLR2004 - one line is no list
        return None
    try:
        return [json.loads(line, parse_constant=_no_constant) for line in lines]
    except (ValueError, RecursionError):
        return None
