"""Mutation testing of one group of modules (变异测试): ``python tests/mutants.py GROUP [NAME…]``.

The groups are data (``[tool.zwgk.mutants]`` in ``pyproject.toml``): which modules are mutated, which tests judge.
A copy under ``build/mutants/GROUP`` is mutated, never the sources; a second run goes on where the first stopped.
"""

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
PYTHON = Path(sys.executable)
#: tests are collected more than once in one process, and Chinese names of cases would be escaped again each time
AS_NAMED = "disable_test_id_escaping_and_forfeit_all_rights_to_community_support"
PARTS = ("src", "tests", "schemas", "docs")


def groups() -> dict[str, dict[str, list[str]]]:
    """Read the groups (分组)."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    found: dict[str, dict[str, list[str]]] = told["tool"]["zwgk"]["mutants"]
    return found


def prepare(name: str, place: Path) -> None:
    """Copy what is needed, and tell the tool what this group mutates (准备副本)."""
    group = groups()[name]
    for part in PARTS:
        shutil.copytree(ROOT / part, place / part, dirs_exist_ok=True)
    _keep_in_step(place)
    for each in group.get("behind_caches", ()):
        for path in place.glob(each):
            path.write_text(laid_bare(path.read_text("utf-8")), encoding="utf-8")
    told = {
        "source_paths": ["src"],
        "only_mutate": group["modules"],
        "pytest_add_cli_args": [
            "-p",
            "no:unraisableexception",
            "-m",
            "not speed",
            "-o",
            f"{AS_NAMED}=true",
        ],
        "pytest_add_cli_args_test_selection": [f"tests/{each}" for each in group["tests"]],
    }
    lines = ["", "[tool.mutmut]", *(f"{key} = {value!r}" for key, value in told.items()), ""]
    written = (ROOT / "pyproject.toml").read_text("utf-8") + "\n".join(lines)
    (place / "pyproject.toml").write_text(written, encoding="utf-8")


def laid_bare(text: str) -> str:
    """Take the caches off the functions and put them on again below: decorated functions are not mutated (缓存在后).

    >>> print(laid_bare("@cache\\ndef three() -> int:\\n    return 3"))
    def three__bare() -> int:
        return 3
    three = cache(three__bare)
    """
    lines = text.split("\n")
    for each in reversed(ast.parse(text).body):
        if isinstance(each, ast.FunctionDef) and len(each.decorator_list) == 1 and each.end_lineno:
            cache = ast.unparse(each.decorator_list[0])
            if cache.startswith(("cache", "lru_cache")):
                lines.insert(each.end_lineno, f"{each.name} = {cache}({each.name}__bare)")
                head = lines[each.lineno - 1]
                lines[each.lineno - 1] = head.replace(
                    f"def {each.name}", f"def {each.name}__bare", 1
                )
                del lines[each.decorator_list[0].lineno - 1]
    return "\n".join(lines)


def _keep_in_step(place: Path) -> None:
    """Drop what the sources no longer have, and renew the data: the tool itself copies a file but once."""
    for copy in (place, place / "mutants"):
        for path in [each for part in PARTS for each in (copy / part).rglob("*.*")]:
            if path.suffix != ".meta" and not (ROOT / path.relative_to(copy)).exists():
                path.unlink()
    if (place / "mutants").exists():
        programs = shutil.ignore_patterns("*.py", "__pycache__")
        shutil.copytree(ROOT / "src", place / "mutants/src", ignore=programs, dirs_exist_ok=True)


def results(place: Path) -> Counter[str]:
    """Count the mutants by what became of them (结果计数)."""
    told = subprocess.run(
        [PYTHON.parent / "mutmut", "results", "--all", "true"],
        cwd=place,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return Counter(line.rpartition(": ")[2] for line in told.splitlines() if ": " in line)


def main(name: str, *only: str) -> int:
    """Run the group; with names (``zwgk.clock.fold*``) those alone."""
    place = ROOT / "build/mutants" / name
    prepare(name, place)
    env = os.environ | {"HYPOTHESIS_PROFILE": "quick"}
    children = os.environ.get("CHILDREN", "2")
    command = [str(PYTHON.parent / "mutmut"), "run", "--max-children", children]
    done = subprocess.run([*command, *only], cwd=place, env=env, check=False)
    sys.stdout.write(f"{name} {dict(results(place))}\n")
    return done.returncode


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in groups():
        sys.exit(f"用法：python tests/mutants.py GROUP；分组有：{'、'.join(groups())}")
    sys.exit(main(*sys.argv[1:]))
