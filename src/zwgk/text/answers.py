"""What an application came to (办理结果): the kind of an answer, what it rests on, which remedy comes first.

The kinds and rules are data (``data/outcomes.toml``). Sources: 《政府信息公开条例》第三十六条、第三十七条;
《行政复议法》第二十三条; 法释〔2025〕8号.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from zwgk import _data
from zwgk.model.catalog import Ground
from zwgk.text import annual
from zwgk.text.normal import squeezed

__all__ = ["first_rule", "grounds_of", "kind_among", "kind_of"]

_ARTICLE = re.compile("第[一二三四五六七八九十百]+条")


@lru_cache(maxsize=4096)
def kind_of(outcome: str) -> Mapping[str, Any] | None:
    """Find the kind of an answer by its key or name, else by the row of the annual report (答复种类).

    >>> kind_of("不公开")["key"], kind_of("属于国家秘密")["key"], kind_of("行政查询事项")["key"]
    ('withheld', 'withheld', 'special_rules')
    >>> kind_of("不详") is None
    True
    """
    return kind_among(_data.load("outcomes")["outcome"], outcome)


def kind_among(
    kinds: Iterable[Mapping[str, Any]], outcome: str, *, by_row: bool = True
) -> Mapping[str, Any] | None:
    """Find one of *kinds* by its key or name, else, unless *by_row* is false, by its row (查找种类).

    >>> kind_among([{"key": "a", "title": "告知书", "rows": ["withheld.internal"]}], "告知书")["key"]
    'a'
    """
    listed, words = tuple(kinds), squeezed(outcome)
    for each in listed:
        if words in map(squeezed, (each["key"], each["title"], *each.get("names", ()))):
            return each
    rows = annual.outcomes_of(outcome) if by_row else ()
    one = rows[0] if len(rows) == 1 else None
    return next((each for each in listed if one in each.get("rows", ())), None)


def grounds_of(outcome: str) -> tuple[Ground, ...]:
    """Take the ground of withholding from the row of the annual report (不予公开的依据).

    >>> [each.article for each in grounds_of("withheld.internal")]
    ['第十六条第一款']
    """
    rows = annual.outcomes_of(outcome)
    named = {each.key: each for each in annual.rows()}
    if len(rows) != 1 or not rows[0].startswith("withheld."):
        return ()
    row = named[rows[0]]
    return (Ground(row.article.partition("、")[0], row.title),) if row.article else ()


def first_rule(
    kind: Mapping[str, Any], held: Iterable[Ground], day: date
) -> Mapping[str, Any] | None:
    """Find the rule by which reconsideration comes before a suit on *day*, if it does (复议前置).

    >>> first_rule(kind_of("不予公开"), (), date(2023, 12, 31)) is None
    True
    >>> first_rule(kind_of("不予公开"), (), date(2024, 1, 1))["basis"]
    '《中华人民共和国行政复议法》第二十三条第一款第四项'
    """
    rules = [
        each for each in _data.load("outcomes")["remedy"]["first_since"] if each["since"] <= day
    ]
    if not kind.get("withheld") or not rules:
        return None
    found: Mapping[str, Any] = rules[-1]
    articles = {one for each in held for one in _ARTICLE.findall(each.article)}
    is_first = (
        not found["articles"] or not articles or bool(articles.intersection(found["articles"]))
    )
    return found if is_first else None
