"""Mutation testing of one group of modules (变异测试): ``python tests/mutants.py GROUP [NAME…]``.

The groups are data (``[tool.zwgk.mutants]`` in ``pyproject.toml``): which modules are mutated, which tests judge.
A copy under ``build/mutants/GROUP`` is mutated, never the sources; a second run goes on where the first stopped.
"""

import os
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
PYTHON = Path(sys.executable)


def groups() -> dict[str, dict[str, list[str]]]:
    """Read the groups (分组)."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    found: dict[str, dict[str, list[str]]] = told["tool"]["zwgk"]["mutants"]
    return found


def prepare(name: str, place: Path) -> None:
    """Copy what is needed, and tell the tool what this group mutates (准备副本)."""
    group = groups()[name]
    for part in ("src", "tests", "schemas"):
        shutil.copytree(ROOT / part, place / part, dirs_exist_ok=True)
    told = {
        "source_paths": ["src"],
        "only_mutate": group["modules"],
        "pytest_add_cli_args_test_selection": [f"tests/{each}" for each in group["tests"]],
    }
    lines = ["", "[tool.mutmut]", *(f"{key} = {value!r}" for key, value in told.items()), ""]
    written = (ROOT / "pyproject.toml").read_text("utf-8") + "\n".join(lines)
    (place / "pyproject.toml").write_text(written, encoding="utf-8")


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
