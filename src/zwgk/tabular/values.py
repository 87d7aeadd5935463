"""Texts of items to values of the model (取值), column by column: each distinct text is read once.

What a column of ticks or words says beyond its ticks is kept under its own header.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from attrs import define, field

from zwgk.model import Audience, CatalogItem, Citation
from zwgk.tabular.carry import Filled, is_dash
from zwgk.tabular.fields import field_named
from zwgk.tabular.grid import joined_words
from zwgk.tabular.header import Column, Table
from zwgk.tabular.rows import Sorted
from zwgk.tabular.ticks import (
    attributes_in,
    audience_in,
    chosen,
    grounds_in,
    groups_in,
    levels_in,
    ticked,
    understood,
)
from zwgk.terms import Attribute, Phase, Stage
from zwgk.text.basis import parse_basis
from zwgk.text.channels import parse_channels
from zwgk.text.normal import simplified, squeezed
from zwgk.text.time_limit import parse_time_limit
from zwgk.vocabulary import fields_of

__all__ = ["Values", "values_of"]

T = TypeVar("T")
_NO_BASIS: tuple[Citation, ...] = ()
_MODES = {
    "attribute_proactive": Attribute.PROACTIVE,
    "attribute_on_request": Attribute.ON_REQUEST,
    "attribute_withheld": Attribute.WITHHELD,
}


@define
class Values:
    """The items of one table, and where both modes are ticked (取值结果)."""

    items: list[CatalogItem]
    conflicts: list[int] = field(factory=list)


def values_of(filled: Filled, table: Table, rows: Sorted) -> Values:
    """Read the items of a table (取值)."""
    reader = _Reader(filled, table, len(filled.rows))
    modes = reader.modes()
    cells = zip(
        reader.path(rows.groups),
        reader.names("seq"),
        reader.names("code"),
        reader.field(rows.fields),
        reader.words("content"),
        reader.read("basis", parse_basis, _NO_BASIS),
        reader.words("basis"),
        reader.read("time_limit", parse_time_limit, None),
        reader.names("publisher"),
        reader.read("channels", parse_channels, None),
        reader.audience(),
        [mode[0] if len(mode) == 1 else None for mode in modes],
        reader.levels(),
        reader.listed(("stages", "stage"), Stage),
        reader.listed(("phases", "phase"), Phase),
        reader.grounds(),
        reader.extras(),
        strict=True,
    )
    items = [CatalogItem(*each) for each in cells]
    return Values(items, [at for at, mode in enumerate(modes) if len(mode) > 1])


@define
class _Reader:
    filled: Filled
    table: Table
    count: int
    left: dict[int, dict[str, str]] = field(factory=dict)  # what is kept beside the model, by item

    def columns(self, *roles: str) -> tuple[Column, ...]:
        return self.table.header.of(*roles)

    def texts(self, column: Column) -> list[str]:
        return self.filled.texts[column.index]

    def read(self, role: str, parse: Callable[[str], T], blank: T) -> list[T]:
        columns = self.columns(role)
        return _mapped(self.texts(columns[0]), parse, blank) if columns else [blank] * self.count

    def words(self, role: str) -> list[str | None]:
        return self.read(role, _same, None)

    def names(self, role: str) -> list[str | None]:
        return self.read(role, joined_words, None)

    def path(self, groups: Sequence[str | None]) -> list[tuple[str, ...]]:
        steps = sorted(self.columns("path"), key=lambda column: column.rank)
        texts = [_mapped(self.texts(step), joined_words, "") for step in steps]
        first = [groups] if any(groups) else []
        paths = zip(*first, *texts, strict=True)
        return [tuple(filter(None, path)) for path in paths] or [()] * self.count

    def field(self, known: Sequence[str | None]) -> list[str | None]:
        columns = self.columns("field")
        if not columns:
            return list(known)
        return _mapped(self.texts(columns[0]), _field_of_cell, None)

    def modes(self) -> list[tuple[Attribute, ...]]:
        columns = self.columns("attribute", *_MODES)
        return self._combined(columns, _modes, ())

    def audience(self) -> list[Audience | None]:
        return self._combined(
            self.columns("audience", "audience_public", "audience_groups"), _audience, None
        )

    def levels(self) -> list[tuple[str, ...]]:
        return self._combined(self.columns("levels", "level"), _levels, ())

    def listed(
        self, roles: tuple[str, str], kind: type[Stage] | type[Phase]
    ) -> list[tuple[T, ...]]:
        def read(columns: Sequence[Column], texts: Sequence[str]) -> tuple[object, dict[str, str]]:
            return _listed(columns, texts, kind)

        return self._combined(self.columns(*roles), read, ())  # type: ignore[arg-type]

    def grounds(self) -> list[tuple[object, ...]]:
        return self._combined(self.columns("grounds"), _grounds, ())

    def extras(self) -> list[Mapping[str, str]]:
        for column in self.columns("extra"):
            for at, text in enumerate(self.texts(column)):
                if text:
                    kept = self.left.setdefault(at, {})
                    kept[column.label] = (
                        f"{kept[column.label]}；{text}" if column.label in kept else text
                    )
        return [self.left.get(at, _NOTHING) for at in range(self.count)]

    def _combined(
        self,
        columns: Sequence[Column],
        read: Callable[[Sequence[Column], Sequence[str]], tuple[T, dict[str, str]]],
        blank: T,
    ) -> list[T]:
        """Read each distinct combination of the cells of some columns once."""
        if not columns:
            return [blank] * self.count
        combinations = list(zip(*map(self.texts, columns), strict=True))
        memo = {texts: read(columns, texts) for texts in set(combinations)}
        if any(left for _, left in memo.values()):
            for at, texts in enumerate(combinations):
                if left := memo[texts][1]:
                    self.left.setdefault(at, {}).update(left)
        plain = {texts: value for texts, (value, _) in memo.items()}
        return list(map(plain.__getitem__, combinations))


_NOTHING: Mapping[str, str] = {}


def _mapped(texts: Sequence[str], parse: Callable[[str], T], blank: T) -> list[T]:
    memo = {text: parse(text) if text else blank for text in set(texts)}
    return list(map(memo.__getitem__, texts))


def _same(text: str) -> str:
    return text


def _field_of_cell(text: str) -> str | None:
    names = fields_of(text)
    return "、".join(names) if names else field_named(text, section=True) or joined_words(text)


def _left(column: Column, text: str) -> dict[str, str]:
    return {column.label: text}


def _modes(
    columns: Sequence[Column], texts: Sequence[str]
) -> tuple[tuple[Attribute, ...], dict[str, str]]:
    found: list[Attribute] = []
    left: dict[str, str] = {}
    for column, text in zip(columns, texts, strict=True):
        modes, whole = _mode(column, text)
        found += modes
        left |= {} if whole else _left(column, text)
    return tuple(mode for mode in Attribute if mode in found), left


def _mode(column: Column, text: str) -> tuple[tuple[Attribute, ...], bool]:
    """Read one cell: its modes, and whether that is all it says."""
    if column.role == "attribute":
        return _mode_in_words(text)
    known = ticked(text)
    if known is None:
        spoken = attributes_in(text)
        return (spoken or (_MODES[column.role],)), _mode_in_words(text)[1]
    return ((_MODES[column.role],) if known else ()), True


def _mode_in_words(text: str) -> tuple[tuple[Attribute, ...], bool]:
    modes = attributes_in(text)
    short = {
        "主动",
        "依申请",
        "申请",
        "公开",
        "不予",
        "不",
        *(mode.value.removesuffix("公开") for mode in Attribute),
    }
    return modes, not squeezed(text) or (bool(modes) and understood(text, short))


def _audience(
    columns: Sequence[Column], texts: Sequence[str]
) -> tuple[Audience | None, dict[str, str]]:
    if len(columns) == 1 and columns[0].role == "audience":
        audience = audience_in(texts[0])
        return audience, {} if _said(audience, texts[0]) else _left(columns[0], texts[0])
    if any(map(is_dash, texts)) and not any(ticked(text) or ticked(text) is None for text in texts):
        return None, {}
    public = False
    groups: list[str] = []
    left: dict[str, str] = {}
    for column, text in zip(columns, texts, strict=True):
        if column.role == "audience_groups":
            group = groups_in(text)
            groups += (
                [column.names[0] if column.names and group and ticked(text) else group]
                if group
                else []
            )
        else:
            heard = audience_in(text) if ticked(text) is None or column.role == "audience" else None
            public = (
                public
                or bool(ticked(text))
                or bool(heard and heard.public)
                or (ticked(text) is None)
            )
            left |= (
                {}
                if ticked(text) is not None or _said(heard, text, only_public=True)
                else _left(column, text)
            )
    return Audience(public=public, groups="、".join(dict.fromkeys(groups)) or None), left


def _said(audience: Audience | None, text: str, *, only_public: bool = False) -> bool:
    """Tell whether an audience says all that the cell says."""
    if audience is None:
        return not text or ticked(text) is not None
    plain = simplified(squeezed(text))
    if audience.groups and not only_public:
        return not audience.public or "(" not in plain
    return ticks_only(plain) or ("(" not in plain and not audience.groups)


def ticks_only(text: str) -> bool:
    """Tell whether a cell is a mere tick (是否只有勾选符).

    >>> ticks_only("√"), ticks_only("全社会")
    (True, False)
    """
    return ticked(text) is not None


def _levels(
    columns: Sequence[Column], texts: Sequence[str]
) -> tuple[tuple[str, ...], dict[str, str]]:
    found: list[str] = []
    left: dict[str, str] = {}
    for column, text in zip(columns, texts, strict=True):
        if column.role == "levels":
            found += levels_in(text) if ticked(text) is None else ()
            left |= _left(column, text) if ticked(text) else {}
        else:
            known = ticked(text)
            found += column.names if known or known is None else ()
            left |= _left(column, text) if known is None and not _names_column(text, column) else {}
    return tuple(dict.fromkeys(found)), left


def _names_column(text: str, column: Column) -> bool:
    """Tell whether a cell only repeats its header instead of a tick."""
    return squeezed(text) == squeezed(column.label) or levels_in(text) == column.names


def _listed(
    columns: Sequence[Column], texts: Sequence[str], kind: type[Stage] | type[Phase]
) -> tuple[tuple[object, ...], dict[str, str]]:
    found: set[str] = set()
    left: dict[str, str] = {}
    values = [each.value for each in kind]
    for column, text in zip(columns, texts, strict=True):
        if column.names:
            found |= {*column.names} if ticked(text) or ticked(text) is None else set()
            left |= _left(column, text) if ticked(text) is None else {}
        elif text:
            found |= {
                value for option in chosen(text) for value in values if value in squeezed(option)
            }
            left |= {} if understood(text, values) else _left(column, text)
    return tuple(each for each in kind if each.value in found), left


def _grounds(
    columns: Sequence[Column], texts: Sequence[str]
) -> tuple[tuple[object, ...], dict[str, str]]:
    found, whole = grounds_in(texts[0]) if texts[0] else ((), True)
    return found, {} if whole else _left(columns[0], texts[0])
