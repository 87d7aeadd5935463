"""Items as they stand once all news is taken in (事项现状): bodies and instruments in use, powers still held."""

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve

from zwgk.adjust.changing import bodies_in, cited, instruments_in, with_basis, with_publisher
from zwgk.adjust.scope import Scope, power_name
from zwgk.adjust.successors import of_body, of_instrument
from zwgk.model import CatalogItem, PowerChange, Signal, SignalKind

__all__ = ["lasting", "powers", "settled"]


def powers(scope: Scope) -> Mapping[str, Signal]:
    """Tell the last change of each power (职权的最近变化), by its name; of one day the last told."""
    told = scope.of(SignalKind.POWER)
    return {power_name(each.title or ""): each for each in told if power_name(each.title or "")}


def settled(items: Iterable[CatalogItem], scope: Scope) -> Iterator[CatalogItem]:
    """Take the news into items (更新事项): in their order, without those of powers that are gone."""
    for each in lasting(items, scope):
        yield _with_instruments(_with_bodies(each, scope), scope)


def lasting(items: Iterable[CatalogItem], scope: Scope) -> Iterator[CatalogItem]:
    """Leave out the items of powers that are gone (仍有职权的事项)."""
    gone = {name for name, each in powers(scope).items() if each.change is PowerChange.REMOVED}
    return (each for each in items if not gone.intersection(map(power_name, each.path)))


def _with_bodies(item: CatalogItem, scope: Scope) -> CatalogItem:
    publisher = item.publisher
    for name in bodies_in(publisher):
        gone = of_body(name, scope.of(SignalKind.REORGANISED))
        if gone and gone.to:
            publisher = with_publisher(publisher, name, gone.to.title)
    return evolve(item, publisher=publisher)


def _with_instruments(item: CatalogItem, scope: Scope) -> CatalogItem:
    made = item
    for name in instruments_in(item):
        gone = of_instrument(name, scope.of(SignalKind.REPEALED), scope.on)
        if gone:
            made = with_basis(made, cited(name), gone.to)
    return made
