"""What stands above what, over the documents of a kommun, with reason and certainty.

First what the goal's own document tells, then what documents have in common: a name, an indicator, the only goal of
the tier above. Words alone make no link between goals; they are shown as something to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from assistant.goals.candidates import Candidates, Tiers, text_of
from assistant.goals.same import Node, key, meaning
from ingest.goal_parents import Certainty, parent_of

_LEAST_WORDS = 2
_MOST_DOUBTFUL = 3
_SHORTEST_NAME = 12
_NUMBER_NAMED = re.compile(
    r"\b(?:övergripande mål(?:et)?|KF[- ]mål|fullmäktigemål)\s+(?:nr\s*)?(\d{1,2})\b", re.I
)


@dataclass(frozen=True, slots=True)
class Link:
    """A goal above another."""

    node: Node
    reason: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Linked:
    """What was found above a goal: the one it belongs to, and those it may belong to, for a person to judge."""

    parent: Link | None
    doubtful: tuple[Link, ...] = ()


def linked(found: Sequence[Node]) -> dict[str, Linked]:
    """What stands above each goal, by its id. `found`: all goals that may be read, of all kommuner."""
    of_reading = {r.key(r.place): node for node in found for r in node.readings}
    tiers = Tiers(found)
    result = {node.id: _linked(node, of_reading, tiers) for node in found}
    for node_id in result:
        if _goes_round(node_id, result):
            result[node_id] = Linked(None)
    return result


def _goes_round(start: str, found: Mapping[str, Linked]) -> bool:
    """Whether a goal stands above itself: two documents may number the same goals the other way round."""
    seen: set[str] = set()
    parent = found[start].parent
    while parent is not None and parent.node.id not in seen:
        if parent.node.id == start:
            return True
        seen.add(parent.node.id)
        parent = found[parent.node.id].parent
    return False


def _linked(node: Node, of_reading: Mapping[tuple[str, str | None, int], Node], tiers: Tiers) -> Linked:
    told = next(_told(node, of_reading), None)
    if told or node.tier == "vision":
        return Linked(told)
    above = tiers.above(node)
    beside = tiers.beside(node) if node.tier == "aktivitet" else above
    firm = _named(node, above) or _sharing(node, above) or _only(node, above) or _doing(node, beside)
    return Linked(firm, () if firm else tuple(islice(_by_words(node, beside), _MOST_DOUBTFUL)))


def _told(node: Node, of_reading: Mapping[tuple[str, str | None, int], Node]) -> Iterator[Link]:
    """What the documents that the goal stands in tell of the goal above it. A follow-up may show a part of the goals: of
    what it tells only numbers count."""
    for reading in node.readings:
        above = parent_of(reading.place, reading.siblings)
        if above is None or (reading.role == "uppföljning" and above.certainty is not Certainty.SURE):
            continue
        place = next(i for i, sibling in enumerate(reading.siblings) if sibling is above.goal)
        parent = of_reading[reading.key(place)]
        if parent.id != node.id:
            yield Link(parent, above.reason, above.certainty)


def _named(node: Node, above: Candidates) -> Link | None:
    """The goal above that the text names, by its words or as 'övergripande mål 2'."""
    text = text_of(node)
    folded = key(text)
    numbers = set(_NUMBER_NAMED.findall(text))
    fitting = [
        other
        for other, name, number in above.names
        if (len(name) >= _SHORTEST_NAME and name in folded) or number in numbers
    ]
    return Link(fitting[0], "Målets text nämner det.", Certainty.SURE) if len(fitting) == 1 else None


def _sharing(node: Node, above: Candidates) -> Link | None:
    """The only goal above that is followed by the same indicator."""
    for name in node.indicators:
        fitting = above.by_indicator.get(key(name), ())
        if len(fitting) == 1:
            return Link(fitting[0], f"Följs med samma indikator: {name}.", Certainty.LIKELY)
    return None


def _only(node: Node, above: Candidates) -> Link | None:
    if len(above.nodes) != 1 or node.tier == "aktivitet":
        return None
    (only,) = above.nodes
    return Link(only, f"Det är kommunens enda {only.tier} i underlaget för den tiden.", Certainty.LIKELY)


def _doing(node: Node, beside: Candidates) -> Link | None:
    """For an activity the one goal of its document, of those `beside` it, whose text has most of its words."""
    if node.tier != "aktivitet":
        return None
    shared = _shared(node, beside)
    if (
        not shared
        or len(shared[0][1]) < _LEAST_WORDS
        or (len(shared) > 1 and len(shared[0][1]) == len(shared[1][1]))
    ):
        return None
    return Link(shared[0][0], f"Målets text har samma ord: {_shown(node, shared[0][1])}.", Certainty.LIKELY)


def _by_words(node: Node, above: Candidates) -> Iterator[Link]:
    for other, words in _shared(node, above):
        yield Link(other, f"Texterna har ord gemensamt: {_shown(node, words)}.", Certainty.UNSURE)


def _shared(node: Node, above: Candidates) -> list[tuple[Node, frozenset[str]]]:
    """Goals that have words in common with a goal, most first: two at least, one where an activity is short. Words that
    most of them have count nothing."""
    own = meaning(f"{text_of(node)} {' '.join(node.indicators)}") - above.common
    least = 1 if node.tier == "aktivitet" else _LEAST_WORDS
    shared = (pair for pair in above.sharing(own) if len(pair[1]) >= least)
    return sorted(shared, key=lambda pair: -len(pair[1]))


def _shown(node: Node, stems: frozenset[str]) -> str:
    """The words behind the stems, as the goal writes them."""
    words = dict.fromkeys(re.findall(r"\w+", text_of(node)))
    return ", ".join(word for word in words if meaning(word) & stems)
