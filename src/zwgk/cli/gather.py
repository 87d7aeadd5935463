"""The files of a run, read and checked one by one (逐个读取检查), and their reports as one."""

import glob
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from attrs import evolve

from zwgk.cli.console import Refused, progress
from zwgk.errors import ReadError, ShapeError, ZwgkError
from zwgk.render.context import together
from zwgk.report import Finding, Report, Unread

__all__ = ["STANDARD_INPUT", "Skipped", "expanded", "gathered", "opened", "reading", "reason"]

STANDARD_INPUT = "-"
_INPUT_NAME = "标准输入"


class Skipped(Exception):
    """A file that was not checked (未读文件): one Chinese sentence."""


def expanded(names: Sequence[str]) -> tuple[str, ...]:
    """Replace patterns that the shell left as they are (展开通配符); a file of that name wins.

    Raises:
        Refused: standard input is asked for twice.
    """
    if names.count(STANDARD_INPUT) > 1:
        message = "标准输入（-）只能用一次"
        raise Refused(message)
    return tuple(found for name in names for found in _expanded(name))


def _expanded(name: str) -> Sequence[str]:
    is_pattern = any(sign in name for sign in "*?[") and not Path(name).exists()
    return (sorted(glob.glob(name)) if is_pattern else []) or [name]  # noqa: PTH207 - absolute patterns too


def gathered(
    names: Sequence[str],
    examine: Callable[[Path, int], Report],
    across: Callable[[], Iterable[tuple[int, Finding]]] = tuple,
) -> Report:
    """Examine each file, numbered from 0, then all *across*; give one report, with the files that were not read."""
    reports: list[Report | None] = []
    unread: list[Unread] = []
    labels = _labels(names)
    with progress() as show:
        for number, (name, label) in enumerate(zip(names, labels, strict=True)):
            show(f"正在检查 {label}（{number + 1}/{len(names)}）")
            try:
                reports.append(_one(name, label, lambda path: examine(path, number)))  # noqa: B023 - called at once
            except Skipped as reason:
                reports.append(None)
                path = f"/{number}" if len(names) > 1 else ""
                unread.append(Unread(label, path, str(reason)))
    found = _joined(reports, labels)
    more = (
        evolve(each, path=f"/{n}{each.path}", place=each.place or labels[n]) for n, each in across()
    )
    context = {**found.context, "unread": tuple(unread)}
    return evolve(found, findings=(*found.findings, *more), context=context)


def _joined(reports: Sequence[Report | None], labels: Sequence[str]) -> Report:
    """Give the only report as it is; several with paths ``/0/…`` and a place in every finding."""
    if len(reports) == 1:
        return evolve(reports[0] or Report(), subject=labels[0])
    subject = f"{labels[0]} 等 {len(labels)} 个文件"
    pairs = zip(reports, labels, strict=True)
    return evolve(
        together([_located(one, label) if one else None for one, label in pairs]), subject=subject
    )


def _located(report: Report, label: str) -> Report:
    found = (each if each.place else evolve(each, place=label) for each in report.findings)
    return evolve(report, findings=tuple(found))


def _labels(names: Sequence[str]) -> tuple[str, ...]:
    """Call a file by its name, or by its whole path where two have the same name."""
    last = [_INPUT_NAME if name == STANDARD_INPUT else Path(name).name or name for name in names]
    count = Counter(last)
    return tuple(
        short if count[short] == 1 else name for short, name in zip(last, names, strict=True)
    )


def _one(name: str, label: str, examine: Callable[[Path], Report]) -> Report:
    try:
        with opened(name) as path:
            report = examine(path)
    except ShapeError as error:
        return Report(tuple(each for each in error.findings if isinstance(each, Finding)))
    except ReadError as error:
        raise Skipped(_about(label, str(error))) from None
    except (OSError, ZwgkError) as error:
        message = f"{name}：{reason(error)}"
        raise Skipped(message) from None
    return _renamed(report, path.name, label)


def _about(label: str, sentence: str) -> str:
    return sentence if label in sentence else f"{label}：{sentence}"


def reason(error: Exception) -> str:
    """Say in Chinese why a file was not read, and what to do (未读原因)."""
    if isinstance(error, FileNotFoundError):
        return "找不到这个文件，请核对路径和文件名"
    if isinstance(error, PermissionError):
        return "没有权限读取这个文件，请检查文件权限，或者关闭正在使用它的程序"
    if isinstance(error, IsADirectoryError):
        return "这是文件夹，请写出其中的文件，如 文件夹/*.xlsx"
    return f"无法读取或者检查（{error}），请检查文件是否完整"


def _renamed(report: Report, name: str, label: str) -> Report:
    """Let places begin with the label where it is not the file's own name."""
    if name == label:
        return report
    found = (
        evolve(each, place=label + each.place.removeprefix(name))
        if each.place and f"{each.place}!".startswith(f"{name}!")
        else each
        for each in report.findings
    )
    return evolve(report, findings=tuple(found))


@contextmanager
def opened(name: str) -> Iterator[Path]:
    """Give the file's path (打开文件); standard input is kept in a file for the time of reading."""
    if name != STANDARD_INPUT:
        yield _existing(Path(name))
        return
    with tempfile.TemporaryDirectory(prefix="zwgk-") as folder:
        kept = Path(folder, _INPUT_NAME)
        with kept.open("wb") as held:
            shutil.copyfileobj(sys.stdin.buffer, held)
        yield kept


@contextmanager
def reading(name: str, *, shapes: bool = True) -> Iterator[Path]:
    """Read a file, and say in one sentence why it was not read (读取); *shapes* that do not fit are refused too.

    Raises:
        Refused: it cannot be read, or its data have another shape.
        ShapeError: its data have another shape, and shapes are not refused here.
    """
    try:
        with opened(name) as path:
            yield path
    except ShapeError as error:
        if not shapes:
            raise
        message = f"{name}：数据格式有误：{next(iter(error.findings), error)}"
        raise Refused(message) from None
    except ReadError as error:
        raise Refused(str(error)) from None
    except (OSError, ZwgkError) as error:
        message = f"{name}：{reason(error)}"
        raise Refused(message) from None


def _existing(path: Path) -> Path:
    if path.is_dir():
        raise IsADirectoryError
    if not path.exists():
        raise FileNotFoundError
    return path
