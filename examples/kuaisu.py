"""二十秒上手：读目录，检查，写出报告。用法：``python examples/kuaisu.py [目录.xlsx]``."""

import sys
from datetime import date
from pathlib import Path

import zwgk

sample = Path(__file__).with_name("cuowu-ershi.xlsx")
catalog = zwgk.read(sys.argv[1] if len(sys.argv) > 1 else sample)
report = zwgk.validate(catalog, on=date(2026, 9, 1))

print(report.counts)
for finding in report.errors[:5]:
    print(finding)

zwgk.write(report, "report.html")
