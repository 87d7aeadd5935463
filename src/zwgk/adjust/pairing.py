"""Which revision is meant for which item (修订与事项对应): several items may share a path."""

from collections.abc import Iterable, Sequence

from zwgk.adjust.describing import told_apart, values
from zwgk.adjust.difference import ELEMENTS
from zwgk.adjust.reading import subject_of
from zwgk.errors import ZwgkError
from zwgk.model import CatalogItem, Proposal, Rule

__all__ = ["revisions"]


def revisions(
    proposals: Sequence[Proposal], items: Sequence[CatalogItem]
) -> tuple[Proposal | None, ...]:
    """Find the revision of each item (各事项的修订): it names what stands in the item.

    >>> revisions((), (CatalogItem(("救助",)),))
    (None,)

    Raises:
        ZwgkError: an item is no longer what a revision says it was.
    """
    there: dict[str, list[int]] = {}
    for at, item in enumerate(items):
        there.setdefault(subject_of(item), []).append(at)
    wanted = [each for each in proposals if each.rule is Rule.STANDARD_REVISED]
    fitting = [_fitting(each, there.get(each.subject, ()), items) for each in wanted]
    taken: dict[int, int] = {}
    for n, each in enumerate(wanted):
        if not _placed(n, fitting, taken, set()) and each not in wanted[:n]:
            message = f"{each.subject!r} is no longer what the proposal says; review again"
            raise ZwgkError(message)
    return tuple(wanted[taken[at]] if at in taken else None for at in range(len(items)))


def _fitting(proposal: Proposal, ats: Iterable[int], items: Sequence[CatalogItem]) -> Sequence[int]:
    """List the items that a revision may mean, those first that are most like the item it makes."""
    found = [at for at in ats if _fits(proposal, items[at])]
    return sorted(found, key=lambda at: -_agreeing(proposal.item, items[at]))


def _agreeing(made: CatalogItem | None, item: CatalogItem) -> int:
    return sum(getattr(made, key) == getattr(item, key) for key in ELEMENTS) if made else 0


def _fits(proposal: Proposal, item: CatalogItem) -> bool:
    shown = (proposal.elements, told_apart(proposal.elements))
    return any(proposal.from_ == values(item, each) for each in shown)


def _placed(
    n: int, fitting: Sequence[Sequence[int]], taken: dict[int, int], seen: set[int]
) -> bool:
    """Give a revision an item, moving others to further items that fit them."""
    for at in fitting[n]:
        if at not in seen:
            seen.add(at)
            if at not in taken or _placed(taken[at], fitting, taken, seen):
                taken[at] = n
                return True
    return False
