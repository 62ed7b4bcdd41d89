"""The goals that may stand above others, by what they are found by: put in order once for all goals of the same time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from assistant.goals.period import Period, overlap
from assistant.goals.same import Node, key, meaning
from ingest.goal_parents import ORDER

_SHORTEST_PART = 4
_MANY = 2


def text_of(node: Node) -> str:
    """What a goal says, description included."""
    goal = node.main.goal
    return f"{goal.text} {goal.description.value}"


class Candidates:
    """Goals in reading order, and what tells one from another."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.nodes = tuple(nodes)

    @cached_property
    def names(self) -> tuple[tuple[Node, str, str | None], ...]:
        """Each goal with its words as compared and its number."""
        return tuple((node, key(node.main.goal.text), node.main.goal.number) for node in self.nodes)

    @cached_property
    def by_indicator(self) -> Mapping[str, Sequence[Node]]:
        """The goals that each indicator follows, by its name as compared."""
        found: dict[str, list[Node]] = defaultdict(list)
        for node in self.nodes:
            for name in {key(each) for each in node.indicators}:
                found[name].append(node)
        return found

    @cached_property
    def common(self) -> frozenset[str]:
        """Words that most of several goals have."""
        several = len(self.nodes) > _MANY
        times = Counter({word: len(places) for word, places in self._by_word.items()})
        return frozenset(word for word, count in times.items() if several and count * 2 > len(self.nodes))

    @cached_property
    def _by_word(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for place, node in enumerate(self.nodes):
            for word in meaning(text_of(node)):
                found[word].append(place)
        return found

    def sharing(self, words: Iterable[str]) -> list[tuple[Node, frozenset[str]]]:
        """The goals that have some of the words, each with these, in order; where a goal has none of them, those that are
        compounds ending in a word of its own: 'inflyttarlots' where it has 'lots'."""
        whole: dict[int, set[str]] = defaultdict(set)
        parts: dict[int, set[str]] = defaultdict(set)
        for word in words:
            for place in self._by_word.get(word, ()):
                whole[place].add(word)
            for start in range(1, len(word) - _SHORTEST_PART + 1):
                for place in self._by_word.get(word[start:], ()):
                    parts[place].add(word)
        found = parts | whole
        return [(self.nodes[place], frozenset(found[place])) for place in sorted(found)]


class Tiers:
    """All goals, by kommun and tier. Which of them may stand above a goal depends on its time, and of an activity's on its
    document; most goals share both."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._of_tier: dict[tuple[str | None, int], list[Node]] = defaultdict(list)
        for node in nodes:
            self._of_tier[node.kommun, ORDER[node.tier]].append(node)
        self._above: dict[tuple[str | None, int, Period | None], Candidates] = {}
        self._beside: dict[tuple[str | None, int, Period | None, str], Candidates] = {}

    def above(self, node: Node) -> Candidates:
        """The goals of the tier above that may be of the same time."""
        found = (node.kommun, ORDER[node.tier] - 1, node.period)
        if found not in self._above:
            tier = self._of_tier.get(found[:2], ())
            self._above[found] = Candidates(other for other in tier if overlap(node.period, other.period))
        return self._above[found]

    def beside(self, node: Node) -> Candidates:
        """Those of them that stand in the goal's own document."""
        document = node.main.document.id
        found = (node.kommun, ORDER[node.tier] - 1, node.period, document)
        if found not in self._beside:
            self._beside[found] = Candidates(
                other
                for other in self.above(node).nodes
                if any(reading.document.id == document for reading in other.readings)
            )
        return self._beside[found]
