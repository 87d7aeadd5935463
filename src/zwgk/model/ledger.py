"""An office's ledger of applications (依申请公开台账): its applications, and where each value stands in the file."""

from collections.abc import Iterator, Mapping, Sequence
from typing import overload

from attrs import field, frozen

from zwgk.model.application import Application

__all__ = ["Ledger"]


@frozen
class Ledger(Sequence[Application]):
    """The applications of a ledger, in its order (依申请公开台账); used like a tuple of them.

    ``places`` tells the cell of a JSON Pointer such as ``/3/events/0/on``; ``reading`` holds the findings made while
    reading. Both stand outside equality. An event whose day cannot be read is ``None`` in its place.

    >>> len(Ledger((Application("1", ()),)))
    1
    """

    applications: tuple[Application, ...] = ()
    places: Mapping[str, str] = field(factory=dict, eq=False, repr=False)
    reading: tuple[object, ...] = field(default=(), eq=False, repr=False)

    def __len__(self) -> int:
        """Count the applications (件数)."""
        return len(self.applications)

    @overload
    def __getitem__(self, index: int) -> Application: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Application, ...]: ...

    def __getitem__(self, index: int | slice) -> Application | tuple[Application, ...]:
        """Give one application, or several (取一件或者几件)."""
        return self.applications[index]

    def __iter__(self) -> Iterator[Application]:
        """Give the applications in order (逐件)."""
        return iter(self.applications)
