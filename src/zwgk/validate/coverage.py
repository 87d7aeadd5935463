"""Which stages and phases the items of a field cover (五公开、发布解读回应的覆盖矩阵).

Source: 国办发〔2016〕80号; plans that ask for it (山西省试点工作方案).
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from zwgk import packs
from zwgk.model import Catalog, Pack

__all__ = ["coverage", "uncovered"]


def coverage(catalog: Catalog, pack: Pack) -> dict[str, dict[str, int]]:
    """Count a field's items of each stage and phase that the plan wants (覆盖矩阵).

    >>> from zwgk.model import CatalogItem
    >>> from zwgk.packs import load
    >>> from zwgk.terms import Stage
    >>> item = CatalogItem(("检查",), field="安全生产", stages=(Stage.RESULT,))
    >>> coverage(Catalog((item,)), load("shanxi"))["安全生产"]["结果"]
    1
    """
    wanted = _wanted(pack)
    counts = _counts(catalog, pack) if wanted else {}
    return {name: {step: count[step] for step in wanted} for name, count in counts.items()}


def uncovered(catalog: Catalog, pack: Pack) -> Iterator[tuple[str, tuple[str, ...]]]:
    """List, for each field present, what the plan wants and no item covers (未覆盖的环节)."""
    for name, row in coverage(catalog, pack).items():
        yield name, tuple(step for step, count in row.items() if not count)


def _wanted(pack: Pack) -> tuple[str, ...]:
    return tuple(each.value for each in (*pack.coverage.stages, *pack.coverage.phases))


def _counts(catalog: Catalog, pack: Pack) -> Mapping[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {}
    for item in catalog.items:
        if item is not None and item.field:
            steps = [each.value for each in (*item.stages, *item.phases)]
            for name in packs.fields_of(pack, item.field):
                counts.setdefault(name, Counter()).update(steps)
    return counts
