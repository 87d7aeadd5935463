"""The house rules: layers, size of functions and modules, a light import, pages that follow from data."""

import ast
import importlib
import pkgutil
import re
import runpy
import statistics
import subprocess
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import zwgk
from zwgk import model

ROOT = Path(__file__).parents[1]
OPENS = re.compile(r"(?<![\w])open\(|\.(?:read|write)_(?:text|bytes)\(")
#: how many modules import one another in a row, at most; 13 are wished
LONGEST_CHAIN = 20
LONGEST_CHAIN_OF_CLOCK = 15
SOURCES = sorted((ROOT / "src/zwgk").rglob("*.py"))
HEAVY = (
    "numpy",
    "openpyxl",
    "python_calamine",
    "jsonschema",
    "chinese_calendar",
    "pandas",
    "dateutil",
    "attrs",
)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (
        node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    )


def numbers_of_code(source: str, tree: ast.AST) -> list[int]:
    """Number the lines that hold code: no blank line, no comment, no docstring."""
    prose = {
        n for doc in docstrings(tree) for n in range(doc.lineno, (doc.end_lineno or doc.lineno) + 1)
    }
    told = enumerate(map(str.strip, source.splitlines()), 1)
    return [n for n, line in told if line and not line.startswith("#") and n not in prose]


def code_size(source: str) -> int:
    return len(numbers_of_code(source, ast.parse(source)))


def docstrings(tree: ast.AST) -> Iterator[ast.Expr]:
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            value = body[0].value
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield body[0]


def test_functions_are_small() -> None:
    sizes = {}
    for path in SOURCES:
        source = path.read_text("utf-8")
        tree = ast.parse(source)
        code = numbers_of_code(source, tree)
        for node in functions(tree):
            first, last = bisect_left(code, node.lineno), bisect_right(code, node.end_lineno or 0)
            sizes[f"{path.name}:{node.name}:{node.lineno}"] = last - first
    ordered = sorted(sizes.values())
    assert statistics.median(ordered) <= 8
    assert ordered[int(len(ordered) * 0.9)] <= 25
    assert {name: size for name, size in sizes.items() if size > 60} == {}


def test_modules_are_small() -> None:
    sizes = {str(path.relative_to(ROOT)): code_size(path.read_text("utf-8")) for path in SOURCES}
    assert {name: size for name, size in sizes.items() if size > 350} == {}


def test_every_module_says_what_it_is_in_both_languages() -> None:
    for path in SOURCES:
        doc = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
        assert doc, path
        assert any("\u4e00" <= sign <= "\u9fff" for sign in doc), path


def test_every_function_is_annotated() -> None:
    for path in SOURCES:
        for node in functions(ast.parse(path.read_text("utf-8"))):
            assert node.returns is not None, f"{path}:{node.name}"
            named = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            bare = [
                each.arg
                for each in named
                if each.annotation is None and each.arg not in ("self", "cls")
            ]
            assert bare == [], f"{path}:{node.name}"


def test_imports_point_down_only() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def module_imports() -> dict[str, set[str]]:
    """List for each module those of ours that it imports at its top."""
    names = {
        ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(
            ".__init__"
        ): path
        for path in SOURCES
    }
    found: dict[str, set[str]] = {}
    for name, path in names.items():
        wanted: set[str] = set()
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.Import):
                wanted.update(each.name for each in node.names)
            elif isinstance(node, ast.ImportFrom):
                parts = {each.name: f"{node.module}.{each.name}" for each in node.names}
                wanted.update(
                    whole if whole in names else node.module or "" for whole in parts.values()
                )
        found[name] = (wanted & names.keys()) - {name}
    return found


def test_chains_of_imports_do_not_grow() -> None:
    imports = module_imports()

    @cache
    def chain(name: str) -> tuple[str, ...]:
        return (name, *max((chain(each) for each in imports[name]), key=len, default=()))

    longest = max((chain(name) for name in imports), key=len)
    assert len(longest) <= LONGEST_CHAIN, longest
    assert len(chain("zwgk.clock")) <= LONGEST_CHAIN_OF_CLOCK, chain("zwgk.clock")


def test_nothing_heavy_is_loaded_by_the_import() -> None:
    code = f"import sys, zwgk; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_judging_a_record_loads_no_schema_library_and_no_calendar() -> None:
    code = (
        "import sys, zwgk; zwgk.validate({'type': 'catalog-item', 'path': ['x']}); "
        "print([m for m in ('numpy', 'openpyxl', 'jsonschema', 'chinese_calendar') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_deadline_builds_no_class_of_the_catalogue_and_a_command_loads_no_other() -> None:
    code = (
        "import sys; from zwgk import cli; cli.main(['due', 'request.answer', '--from', '2026-02-13']); "
        "print([m for m in ('zwgk.model.catalog', 'zwgk.validate', 'zwgk.cli.check', 'zwgk.text.personal')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_every_class_of_the_models_is_found_where_it_is_said_to_be() -> None:
    assert sorted(model._HOME) == sorted(model.__all__) == dir(model)
    for name in model.__all__:
        assert getattr(model, name).__module__ == f"zwgk.model.{model._HOME[name]}"
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        model.nothing  # noqa: B018 - asking is the test


def test_there_are_at_most_thirty_public_names() -> None:
    assert len(zwgk.__all__) <= 30
    assert [name for name in zwgk.__all__ if getattr(zwgk, name, None) is None] == []


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        zwgk.nothing  # noqa: B018 - asking is the test


def test_functions_stay_functions_when_modules_of_their_name_are_imported() -> None:
    for module in pkgutil.walk_packages(zwgk.__path__, "zwgk."):
        if module.name != "zwgk.__main__":
            importlib.import_module(module.name)
    assert callable(zwgk.validate)


def test_only_io_and_data_open_files() -> None:
    for path in SOURCES:
        inside = path.relative_to(ROOT / "src/zwgk").parts
        if inside[0] in ("io", "_data.py", "cli"):
            continue
        source = path.read_text("utf-8")
        assert not OPENS.search(source), path


def test_nobody_below_the_command_line_reads_the_clock() -> None:
    for path in SOURCES:
        if path.relative_to(ROOT / "src/zwgk").parts[0] != "cli":
            source = path.read_text("utf-8")
            assert not any(word in source for word in (".today(", ".now(", "time.time(")), path


def test_generated_pages_are_up_to_date() -> None:
    for name, lines in runpy.run_path(str(ROOT / "docs/write.py"))["PAGES"].items():
        assert (ROOT / "docs" / name).read_text("utf-8") == "\n".join(lines()) + "\n", name
