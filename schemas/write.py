"""Write the JSON Schemas beside this file from the models (生成数据格式): ``python schemas/write.py``."""

import json
from pathlib import Path

from zwgk.published import published

for name, schema in published().items():
    text = json.dumps(schema, ensure_ascii=False, indent=2)
    Path(__file__).with_name(name).write_text(text + "\n", encoding="utf-8")
