"""Hypothesis profiles (测试强度): ``dev`` by default, ``ci`` in continuous integration, ``deep`` by hand, ``quick`` under mutation."""

import os
import sys

import pytest
from hypothesis import HealthCheck, Phase, settings

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


def _forget() -> None:
    """Empty every cache of the library, so that what is judged is run and not remembered."""
    for name, module in list(sys.modules.items()):
        if name.startswith("zwgk.") and name != "zwgk._data" and module is not None:
            for each in list(vars(module).values()):
                clear = getattr(each, "cache_clear", None)
                if callable(clear):
                    clear()


@pytest.fixture(autouse=True)
def _fresh_caches_for_mutants() -> None:
    """A mutation run forks from a process that has run the tests: without this, caches hide mutants."""
    if "MUTANT_UNDER_TEST" in os.environ:
        _forget()
