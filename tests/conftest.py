"""Hypothesis profiles (测试强度): ``dev`` by default, ``ci`` in continuous integration, ``deep`` by hand, ``quick`` under mutation."""

import os
import sys
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, settings

from zwgk.workdays import china

#: what these remember depends on nothing above them
_LOWEST = ("zwgk._data", "zwgk.workdays")
_SLOW_MACHINE = [HealthCheck.too_slow]
settings.register_profile(
    "dev", max_examples=50, deadline=None, suppress_health_check=_SLOW_MACHINE
)
settings.register_profile(
    "ci", max_examples=200, deadline=None, derandomize=True, suppress_health_check=_SLOW_MACHINE
)
settings.register_profile(
    "deep", max_examples=5000, deadline=None, suppress_health_check=_SLOW_MACHINE
)
settings.register_profile(
    "quick",
    max_examples=10,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],  # that a mutant is found is enough: no smaller example
    suppress_health_check=_SLOW_MACHINE,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let single cases come before properties under mutation: they find a mutant in less time."""
    if "MUTANT_UNDER_TEST" in os.environ:
        items.sort(key=lambda each: hasattr(getattr(each, "obj", None), "hypothesis"))


def _may_keep(cache: object, mutant: str) -> bool:
    """Tell whether a cache lies in the lowest layers, which know nothing of the mutant."""
    own = getattr(cache, "__module__", "")
    return any(own.startswith(low) and not mutant.startswith(low) for low in _LOWEST)


@cache
def _clears(mutant: str, _loaded: int) -> tuple[Callable[[], None], ...]:
    """List what empties the caches of the library, once for all modules loaded by now."""
    modules = [each for name, each in sys.modules.items() if name.startswith("zwgk.") and each]
    found = {id(each): each for module in modules for each in [*vars(module).values()]}
    return tuple(
        each.cache_clear
        for each in found.values()
        if callable(getattr(each, "cache_clear", None)) and not _may_keep(each, mutant)
    )


@pytest.fixture(autouse=True)
def _fresh_caches_for_mutants() -> None:
    """A mutation run forks from a process that has run the tests: without this, caches hide mutants."""
    mutant = os.environ.get("MUTANT_UNDER_TEST")
    if mutant is not None:
        for clear in _clears(mutant, len(sys.modules)):
            clear()
        kept = china().kept
        for name in [name for name in kept if name.startswith("clock")]:
            del kept[name]
