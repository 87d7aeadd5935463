"""The rules on catalogues (目录的调整事由): law, bodies, powers and standards that have changed.

Sources: 国办发〔2019〕54号; the plans that want catalogues adjusted with law and duties.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from zwgk.adjust.changing import bodies_in, cited, instruments_in
from zwgk.adjust.describing import names, told_apart, values
from zwgk.adjust.scope import Revised, Scope, naming, proposed
from zwgk.adjust.settling import lasting, powers
from zwgk.adjust.successors import Gone, of_body, of_instrument
from zwgk.model import Action, CatalogItem, Information, PowerChange, Proposal, Rule, SignalKind
from zwgk.packs import Pack

__all__ = [
    "basis_repealed",
    "power_added",
    "power_removed",
    "publisher_reorganised",
    "standard_revised",
]


# ------------------------------------------------------------------ law and bodies


def basis_repealed(scope: Scope) -> Iterator[Proposal]:
    """Find what relies on an instrument that no longer stands (依据失效): a proposal for each instrument."""
    for each in scope.each:
        for name in instruments_in(each):
            gone = of_instrument(name, scope.of(SignalKind.REPEALED), scope.on)
            if gone:
                yield _renewed(each, cited(name), gone, scope)


def _renewed(each: CatalogItem | Information, old: str, gone: Gone, scope: Scope) -> Proposal:
    to = cited(gone.to) if gone.to else None
    then = f"由{to}取代，条款按新文件核对" if to else "没有取代它的文件，应当删去或者另引依据"
    reason = f"{old}自{gone.on}起失效，{then}"
    more = {"basis": gone.source} if gone.source else {}
    return proposed(
        Rule.BASIS_REPEALED, each, Action.UPDATE, reason, scope, from_=old, to=to, **more
    )


def publisher_reorganised(scope: Scope) -> Iterator[Proposal]:
    """Find what names a body that has been reorganised (机构调整)."""
    for each in scope.each:
        for name in bodies_in(each.publisher):
            gone = of_body(name, scope.of(SignalKind.REORGANISED))
            if gone and gone.to:
                to = gone.to.title
                reason = f"{name}自{gone.on}起调整，其职责由{to}承担{_of_plan(name, scope.pack)}"
                yield proposed(
                    Rule.PUBLISHER_REORGANISED,
                    each,
                    Action.UPDATE,
                    reason,
                    scope,
                    from_=name,
                    to=to,
                )


def _of_plan(name: str, pack: Pack) -> str:
    """Tell for which fields the plan itself names the body."""
    fields = [each.name for each in pack.fields if name in each.responsible]
    return f"；方案中{'、'.join(fields)}领域的责任单位同时调整" if fields else ""


# ------------------------------------------------------------------ powers


def power_added(scope: Scope) -> Iterator[Proposal]:
    """Find powers and services without an item (职权增加), none coming with a revised standard either."""
    for each in powers(scope).values():
        title = (each.title or "").strip()
        if each.change is PowerChange.ADDED and not any(
            naming(lasting((*scope.items, *scope.items_after), scope), title)
        ):
            reason = f"{each.day}权责清单增加“{title}”，目录没有对应事项"
            yield proposed(Rule.POWER_ADDED, title, Action.ADD, reason, scope, to=title)


def power_removed(scope: Scope) -> Iterator[Proposal]:
    """Find items of powers and services that are gone (职权取消)."""
    for each in powers(scope).values():
        if each.change is PowerChange.REMOVED:
            for item in naming(scope.items, each.title or ""):
                reason = f"{each.day}权责清单取消“{(each.title or '').strip()}”，对应事项应当清理"
                own = "/".join(item.path)
                yield proposed(Rule.POWER_REMOVED, item, Action.RETIRE, reason, scope, from_=own)


# ------------------------------------------------------------------ standards


def standard_revised(scope: Scope) -> Iterator[Proposal]:
    """Find items that a revised standard changes, brings or takes away (标准指引修订)."""
    paths = Counter(item.path for item in scope.items)
    for each in scope.revised:
        shown = each.old or each.new
        if shown is not None:
            yield proposed(
                Rule.STANDARD_REVISED,
                shown,
                Action.UPDATE,
                _told(each),
                scope,
                from_=values(each.old, _telling(each, paths)),
                to=values(each.new, each.elements),
                item=each.new,
                elements=each.elements,
            )


def _telling(each: Revised, paths: Mapping[tuple[str, ...], int]) -> tuple[str, ...]:
    """Tell the content too where another item has the same path, so that it is known which is meant."""
    sharing = each.old and paths[each.old.path] > 1
    return told_apart(each.elements) if sharing else each.elements


def _told(each: Revised) -> str:
    begin = f"{each.on}标准指引修订，"
    if each.old is None:
        return f"{begin}增加这一事项{'；本地原已删去，采纳即恢复' if each.contested else ''}"
    if each.new is None:
        return f"{begin}删去这一事项{'；本地作了修改，采纳即删去' if each.contested else ''}"
    differing = names([one for one in each.contested if one])
    own = (
        f"；其中{differing}本地也作了修改，采纳即以标准为准，不采纳即保留本地的"
        if differing
        else ""
    )
    return f"{begin}修改{names(each.elements)}{own}"
