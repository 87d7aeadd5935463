"""Events from or up to which a time limit counts (起算事由): 形成, 变更, 作出决定, 会议召开.

An event is reduced to the standard word whatever its subject or object (人大批准 → 批准); an event
that is none of the standard ones keeps its own words. Source: 《政府信息公开条例》第二十六条.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from zwgk import _data
from zwgk.text.time_limit.words import WORDS, any_of, dressed

__all__ = ["Event", "event_after", "event_before", "reduced"]

_DATA: Mapping[str, Any] = _data.load("vocabulary/triggers")
_AROUND = WORDS["around"]
_NAMES: Mapping[str, str] = {
    word: each["name"] for each in _DATA["trigger"] for word in each["aliases"]
}
_ALIAS = any_of(_NAMES)
_END = re.compile(rf"(?P<word>{_ALIAS}){any_of(_DATA['suffixes'])}{{0,3}}$")
_ANYWHERE = re.compile(rf"(?P<word>{_ALIAS})(?P<object>.+)$")
_OBJECT_VERB = re.compile(rf"(?P<word>{any_of(_DATA['transitive'])})(?P<object>.{{2,}})$")
_RECEIVED = re.compile(rf"{any_of(_DATA['receiving'])}(?P<object>.*)$")
_REQUEST = re.compile(rf"{any_of(_DATA['requests'])}$")
_OTHER_END = re.compile(rf"{any_of(_DATA['events'])}的?$")
_OTHER_START = re.compile(any_of(_DATA["events"]))
_HELD = re.compile(rf"^(?:{any_of(_DATA['transitive'])}|举行|举办|召开)(?=..)")
_DECISION = re.compile(rf".*{any_of(_DATA['decisions'])}(?:等|行为)?$")
_SUBJECT = re.compile(rf"^{any_of(_AROUND['subjects'])}(?=.)")
_LEAD = re.compile(rf"^(?:{any_of(_AROUND['leads'])}|[,、;。)])+")
_FROM = re.compile(
    r".*(?:自从|自(?!然|治|主|行|愿|查|身|己|有|动|建|来|助|费|用|筹|贸)|从(?!业|事|其))(?=.)",
    re.DOTALL,
)
_AND = re.compile("(、|/|或者|或|以及|及(?!时)|和|与|并且|并|[(),;])")
_FILLERS = re.compile(rf"(?:{any_of(_AROUND['fillers'])}|[,(])+$")
_CONNECTOR = re.compile(rf"{any_of(_AROUND['connectors'])}$")
_STARTING = any_of(each for each in _AROUND["connectors"] if "起" in each)
#: a connector with the doer between it and the amount: 自收到之日起，行政机关应当在20个工作日内
_APART = re.compile(
    rf"{_STARTING},?[^,;。()]{{1,16}}$|{any_of(_AROUND['connectors'])},[^,;。()]{{1,12}}$"
)
_AFTERWARDS = re.compile(
    rf"^{any_of(_AROUND['acts'])}?,?\(?(?:从|自|以)"
    r"(?P<words>[^,;。()\x00]{1,40}(?:\([^()]{1,12}\)[^,;。()\x00]{0,20})?)"
    rf"{any_of(_AROUND['connectors_afterwards'])}(?:公开|公布|计)?(?:\)|$)"
)
_LONGEST = 40


class Event(NamedTuple):
    """The events found beside an amount, and how far they reach from it (事由及其长度)."""

    names: tuple[str, ...]
    reach: int


_NONE = Event((), 0)


@lru_cache(maxsize=4096)
def reduced(words: str) -> tuple[str, ...]:
    """Reduce the words of an event to standard words, in text order (事由归一).

    >>> reduced("信息形成或者变更"), reduced("收到政府信息公开申请"), reduced("会议召开")
    (('形成', '变更'), ('收到申请',), ('会议召开',))
    """
    words = _bare(words)
    found = tuple(dict.fromkeys(_standard_parts(words)))
    if found:
        return found
    return (dressed(words),) if 0 < len(words) <= _LONGEST else ()


@lru_cache(maxsize=65536)
def event_before(text: str, *, certain: bool = False) -> Event:
    """Find the event that ends just before an amount (前置事由).

    Without 之日起, 后 or the like the text must end in something that can happen, unless an event
    is *certain* to stand there.

    >>> event_before("自信息形成或者变更之日起").names, event_before("村务公开栏").names
    (('形成', '变更'), ())
    """
    rest = _FILLERS.sub("", text)
    link = None if certain else _CONNECTOR.search(rest) or _APART.search(rest)
    words = rest[: link.start()] if link else rest
    if not link and "," in text[len(rest) :]:
        return _NONE
    start = _begin(words, joined=bool(link))
    names = reduced(words[start:])
    if not names or not (link or certain or _can_happen(words[start:])):
        return _NONE
    return Event(names, len(text) - start)


def event_after(text: str) -> Event:
    """Find the event that stands behind an amount: 20个工作日内（自信息形成之日起） (后置事由).

    >>> event_after("(自信息形成之日起)")
    Event(names=('形成',), reach=10)
    """
    match = _AFTERWARDS.match(text)
    return Event(reduced(match["words"]), match.end()) if match else _NONE


def _begin(words: str, *, joined: bool) -> int:
    """Where the event's own words begin: behind 自, an open bracket, a comma."""
    begin = _opened(words)
    if match := _FROM.match(words, begin):
        begin = match.end()
    comma = words.rfind(",", begin)
    if comma >= 0 and not (joined and _END.search(words[begin:comma])):
        begin = comma + 1
    return begin + len(words[begin:]) - len(_LEAD.sub("", words[begin:]))


def _opened(words: str) -> int:
    """Where the last bracket opens that is not closed again."""
    depth = 0
    for at in range(len(words) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(words[at], 0)
        if depth < 0:
            return at + 1
    return 0


def _can_happen(words: str) -> bool:
    """Tell an event, or a verb with its object, from a place or a mode."""
    last = _parts(_bare(words))[-1:]
    return any(
        pattern.search(part) for part, _ in last for pattern in (_END, _OTHER_END, _RECEIVED, _HELD)
    )


def _bare(words: str) -> str:
    words = _LEAD.sub("", words)
    words = re.sub("(?:之日|的)+$", "", words)
    return _SUBJECT.sub("", words) if _standard(_SUBJECT.sub("", words)) else words


def _standard_parts(words: str) -> Iterator[str]:
    """Name the standard events among joined parts; the other parts are subjects or objects."""
    parts = _parts(words)
    names = [_standard(part) for part, _ in parts]
    if not any(names):
        return
    for index, ((part, joint), name) in enumerate(zip(parts, names, strict=True)):
        if name and not (_DECISION.match(part) and _decides(parts[index + 1 :])):
            yield name
        elif not name and joint in ("或", "或者") and part in _DATA["events"]:
            yield part


def _decides(later: list[tuple[str, str]]) -> bool:
    """Tell whether 许可 or 处罚 only names the decision that follows: 行政许可、行政处罚决定."""
    return any(_standard(part) == "决定" and part not in ("决定", "作出决定") for part, _ in later)


def _parts(words: str) -> list[tuple[str, str]]:
    """Split into parts, each with the joint behind it."""
    pieces = [*_AND.split(words), ""]
    return [(part, joint) for part, joint in zip(pieces[::2], pieces[1::2], strict=True) if part]


@lru_cache(maxsize=4096)
def _standard(part: str) -> str | None:
    """Give the standard word of one part: the verb at its end, else a verb with its object."""
    if part in _NAMES:
        return _NAMES[part]
    if match := _RECEIVED.search(part):
        return "收到申请" if _REQUEST.search(match["object"]) else "收到"
    led, end = _OBJECT_VERB.match(part), _END.search(part)
    if led and (not end or end["word"] in _DATA["nouns"]):
        return None if _OTHER_END.search(led["object"]) else _NAMES[led["word"]]
    if end:
        return _NAMES[end["word"]]
    if _OTHER_END.search(part) or _OTHER_START.match(part):
        return None
    match = _ANYWHERE.search(part)
    return _NAMES[match["word"]] if match else None
