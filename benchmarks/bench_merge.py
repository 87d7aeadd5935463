"""How long comparing and merging large catalogues takes (比较与合并速度): ratios to reading the same catalogue's JSON.

    python benchmarks/bench_merge.py [ITEMS]

The worst case: every item renamed on both sides, so that each must be found by likeness; with rapidfuzz where it is
installed, and without.
"""

import random
import sys
import time
from collections.abc import Callable
from functools import partial

from attrs import evolve

from zwgk.adjust import likeness
from zwgk.adjust.difference import diff
from zwgk.adjust.merging import merge
from zwgk.model import Catalog, CatalogItem

SIGNS = "安全生产监管许可处罚检查决定公示备案登记申请受理审批服务指南标准条件流程结果名单计划总结报告通知政策解读预案演练培训救助补贴发放"
FIELDS = ("安全生产", "救灾", "养老服务", "义务教育")


def words(chance: random.Random, length: int) -> str:
    return "".join(chance.choice(SIGNS) for _ in range(length))


def made(count: int, *, fields: int = 4) -> Catalog:
    """Make up items whose names and contents are of the same few signs, as real ones are."""
    chance = random.Random(54)
    return Catalog(
        tuple(
            CatalogItem(
                (words(chance, 6), words(chance, 10)),
                field=FIELDS[n % fields],
                content=f"{words(chance, 60)}；收费标准第{n}项",
                publisher=f"第{n % 24}局",
            )
            for n in range(count)
        )
    )


def renamed(given: Catalog, seed: int) -> Catalog:
    """Rename every item: three signs of the name are others, a clause is added to the content."""
    chance = random.Random(seed)
    return evolve(given, items=tuple(_renamed(chance, item) for item in given.items))


def _renamed(chance: random.Random, item: CatalogItem) -> CatalogItem:
    name = list(item.name)
    for at in chance.sample(range(len(name)), 3):
        name[at] = chance.choice(SIGNS)
    content = f"{words(chance, 4)}{item.content}"
    return evolve(item, path=(item.path[0], f"{''.join(name)}信息"), content=content)


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """Take the best of some runs, in processor time: other programs on the machine do not count."""
    found = []
    for _ in range(times):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3_000
    base = made(count)
    standard, local = renamed(base, 1), renamed(base, 2)
    plain = base.to_dict()
    unit = seconds(lambda: Catalog.from_dict(plain))
    jobs: dict[str, Callable[[], object]] = {
        "diff, every item renamed": lambda: diff(base, standard),
        "merge, every item renamed on both sides": lambda: merge(base, standard, local),
        "merge, nothing renamed": lambda: merge(base, base, base),
    }
    print(f"{count} items; reading them from plain data is 1.0 ({unit:.3f} s)")
    print("| job | rapidfuzz | plain Python |")
    print("|---|---|---|")
    installed = likeness.counter()
    for name, job in jobs.items():
        times = []
        for common in (installed, likeness.common_plain):
            likeness.counter = partial(_itself, common)
            likeness.common_plain.cache_clear()
            times.append(seconds(job, 1) / unit)
        print(f"| {name} | {times[0]:.1f} | {times[1]:.1f} |")


def _itself(common: Callable[[str, str], int]) -> Callable[[str, str], int]:
    return common


if __name__ == "__main__":
    main()
