"""How much a full check of one catalogue item costs, beside jsonschema on the shipped schema (检查的代价).

Both run in one process on the same record, interleaved round by round; the ratio is what counts.
"""

import json
import statistics
import time
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path

import jsonschema

import zwgk
from zwgk.model import CatalogItem

ROUNDS = 15
DAY = date(2024, 6, 3)
SCHEMA = json.loads(
    (Path(__file__).parents[1] / "schemas/catalog-item.schema.json").read_text("utf-8")
)
RECORD = {
    "type": "catalog-item",
    "seq": "7",
    "code": None,
    "field": "生态环境",
    "path": ["行政执法", "行政处罚"],
    "content": "处罚依据、处罚程序、处罚决定书文号、被处罚单位、处罚结果",
    "basis": [
        {
            "title": "中华人民共和国行政处罚法",
            "number": None,
            "category": "法律",
            "articles": ["第四十八条"],
        },
        {
            "title": "中华人民共和国政府信息公开条例",
            "number": "国务院令第711号",
            "category": None,
            "articles": ["第二十条"],
        },
    ],
    "time_limit": {
        "text": "自信息形成或者变更之日起20个工作日内",
        "clauses": [
            {"kind": "within", "amount": 20, "unit": "working_day", "from": ["形成", "变更"]}
        ],
        "subject_to_other_law": False,
    },
    "publisher": "白石县生态环境局",
    "channels": {
        "checked": ["政府网站", "公开查阅点"],
        "unchecked": ["政府公报", "两微一端"],
        "other": None,
    },
    "audience": {"public": True, "groups": None},
    "attribute": "主动公开",
    "levels": ["县级", "乡级"],
    "stages": ["结果"],
    "phases": ["发布"],
    "grounds": [],
    "extras": {"备注": "每季度汇总一次"},
}


def seconds(call: Callable[[], object], times: int) -> float:
    """Time one round of calls, per call."""
    start = time.perf_counter()
    for _ in range(times):
        call()
    return (time.perf_counter() - start) / times


def main() -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    assert not list(validator.iter_errors(RECORD))
    assert not zwgk.validate(RECORD, on=DAY).findings
    item = CatalogItem.from_dict(RECORD)
    candidates: dict[str, tuple[Callable[[], object], int]] = {
        "jsonschema, one validator reused": (lambda: list(validator.iter_errors(RECORD)), 100),
        "zwgk.validate(dict): shape and every check": (lambda: zwgk.validate(RECORD, on=DAY), 1000),
        "CatalogItem.from_dict: shape alone": (lambda: CatalogItem.from_dict(RECORD), 1000),
        "zwgk.validate(model): checks alone": (lambda: zwgk.validate(item, on=DAY), 1000),
    }
    taken: dict[str, list[float]] = {name: [] for name in candidates}
    for _ in range(ROUNDS):
        for name, (call, times) in candidates.items():
            taken[name].append(seconds(call, times))
    first = statistics.median(taken["jsonschema, one validator reused"])
    print(f"jsonschema {version('jsonschema')}, {ROUNDS} interleaved rounds, medians")
    print("| what | µs | of jsonschema |\n|---|---|---|")
    for name, values in taken.items():
        median = statistics.median(values)
        print(f"| {name} | {median * 1e6:.1f} | {median / first:.3f} |")


if __name__ == "__main__":
    main()
