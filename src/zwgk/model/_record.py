"""What every exchanged class has in common (数据记录): two verbs, ``to_dict`` and ``from_dict``.

What is computed (a clock, a report) is told and never read back: its class lists its keys with their titles, their
types are those of its attributes and properties. The fields of a class are its shape: ``zwgk.shape`` reads plain data by them, ``zwgk.schema`` writes the JSON
Schema from them. A key is the field's name without a trailing underscore (``from_`` is ``"from"``).
"""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any, ClassVar, NoReturn, Self

import attrs

from zwgk._late import late

__all__ = [
    "FrozenMap",
    "Record",
    "Result",
    "entry",
    "frozen_map",
    "key_of",
    "plain",
    "shown",
    "told",
]

#: what may be declared of a field's values: of texts, of numbers, of the length of a list, of the keys of a mapping,
#: of a record that need not name its kind, the only values there are, of a key of a result that is left out when empty
_LIMITS = (
    "pattern",
    "max_length",
    "minimum",
    "maximum",
    "length",
    "keys",
    "untyped",
    "choices",
    "optional",
)


class FrozenMap(dict[str, str]):
    """A mapping that does not change (不可变映射); pickles and prints as a dict."""

    __slots__ = ()

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        message = "this mapping does not change"
        raise TypeError(message)

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        """Hash by content: it cannot change."""
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type[Self], tuple[dict[str, str]]]:
        """Pickle by content."""
        return type(self), (dict(self),)


def frozen_map(given: Mapping[str, Any]) -> FrozenMap:
    """Make a mapping that does not change; one that is stays itself (不可变映射).

    >>> frozen_map({"备注": "每年"})
    {'备注': '每年'}
    """
    return given if type(given) is FrozenMap else FrozenMap(given)


def entry(title: str, *, default: Any = attrs.NOTHING, **more: Any) -> Any:
    """Declare one exchanged field with its Chinese title (字段)."""
    limits = {key: more.pop(key) for key in _LIMITS if key in more}
    return attrs.field(default=default, metadata={"title": title} | limits, **more)


def told(title: str, **limits: Any) -> Mapping[str, Any]:
    """Declare one key of a result with its Chinese title (结果的键).

    >>> told("剩余工作日", minimum=0)
    {'title': '剩余工作日', 'minimum': 0}
    """
    return {"title": title} | {key: limits[key] for key in _LIMITS if key in limits}


def shown(fields: "tuple[attrs.Attribute[Any], ...]") -> "tuple[attrs.Attribute[Any], ...]":
    """Keep the fields that are exchanged: those declared with a title (交换字段)."""
    return tuple(field for field in fields if "title" in field.metadata)


def key_of(field: "attrs.Attribute[Any]") -> str:
    """Tell the JSON key of a field (键名)."""
    return field.name.rstrip("_")


def plain(value: Any) -> Any:
    """Turn a model value into JSON values (转为 JSON 值)."""
    if isinstance(value, (Record, Result)):
        return value.to_dict()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    return value


class Record:
    """The verbs of every exchanged class (数据记录)."""

    __slots__ = ()
    KIND: ClassVar[str | None] = None
    SCHEMA: ClassVar[str | None] = None
    #: of each group of optional keys at least one is needed
    ONE_OF: ClassVar[tuple[tuple[str, ...], ...]] = ()

    def to_dict(self) -> dict[str, Any]:
        """Give the record as JSON values, every key present (转为字典)."""
        head = {"schema": self.SCHEMA} if self.SCHEMA else {}
        if self.KIND:
            head["type"] = self.KIND
        cls: Any = type(self)
        fields = shown(attrs.fields(cls))
        return head | {key_of(each): plain(getattr(self, each.name)) for each in fields}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Build the record from JSON values, strictly (严格读入).

        Raises:
            ShapeError: the data has another shape; ``.findings`` names every misfit.
        """
        made: Self = late("from_dict")(cls, data)
        return made


class Result:
    """The verb of everything computed (计算结果): told as JSON values by its keys, and never read back."""

    __slots__ = ()
    SCHEMA: ClassVar[str | None] = None
    #: the keys in their order, each declared by :func:`told`
    KEYS: ClassVar[Mapping[str, Mapping[str, Any]]] = {}

    def to_dict(self) -> dict[str, Any]:
        """Give the result as JSON values, every key present but for optional ones (转为字典)."""
        head = {"schema": self.SCHEMA} if self.SCHEMA else {}
        given = ((key, getattr(self, key), "optional" in told) for key, told in self.KEYS.items())
        return head | {key: plain(value) for key, value, free in given if value or not free}
