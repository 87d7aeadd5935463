"""Which field a heading, a section row or a sheet name speaks of (领域来源)."""

import re
from functools import lru_cache

from zwgk.tabular.header import words
from zwgk.text.normal import simplified, squeezed
from zwgk.vocabulary import fields_in, fields_of

__all__ = ["SECTION", "field_named", "field_of_sheet", "section_words"]

SECTION = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|第[一二三四五六七八九十]{1,3}[部章节类]分?)"
)
_FIELD_IN_TITLE = re.compile(r"([^省市县区旗州盟镇乡办局会厅委()（）、]{2,14})领域")
_NUMBERED_SHEET = re.compile(r"^[0-9]{1,2}[.、_-]?([\u4e00-\u9fff]{3,12})$")
_LONGEST = 200  # longer texts are no headings
_ABOUT_DISCLOSURE = re.compile(r"(?:基层)?(?:政务|信息)公开.*$")


@lru_cache(maxsize=4096)
def field_named(text: str, *, section: bool = False) -> str | None:
    """Name the field a heading speaks of, in the standard's words where it has them (领域名称).

    >>> field_named("（三）环境保护领域"), field_named("青山县救灾领域基层政务公开标准目录")
    ('生态环境', '救灾')
    """
    if len(text) > _LONGEST:
        return None
    names = fields_of(text) or fields_in(text)
    if names:
        return "、".join(names)
    if section:
        return section_words(text)
    found = _FIELD_IN_TITLE.search(simplified(squeezed(text)))
    return found[1] if found else None


@lru_cache(maxsize=1024)
def field_of_sheet(label: str) -> str | None:
    """Name the field that a sheet name means (工作表名中的领域), if it means one.

    >>> field_of_sheet("03安全生产"), field_of_sheet("Sheet1"), field_of_sheet("12数字经济")
    ('安全生产', None, '数字经济')
    """
    names = fields_of(label)
    if names:
        return "、".join(names)
    plain = simplified(squeezed(label))
    found = _NUMBERED_SHEET.match(plain)
    if found and not any(word in plain for word in words()["rows"]["title"]):
        return found[1].removesuffix("领域")
    return plain.removesuffix("领域") if plain.endswith("领域") else None


@lru_cache(maxsize=4096)
def section_words(text: str) -> str:
    """Give the words of a section row without number and 领域 (分节标题).

    >>> section_words("六、数据资源管理领域基层政务公开标准目录")
    '数据资源管理'
    """
    bare = SECTION.sub("", simplified(squeezed(text))).strip(":：").removesuffix("领域")
    return _ABOUT_DISCLOSURE.sub("", bare).removesuffix("领域") or bare
