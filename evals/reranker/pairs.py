"""Questions with the passage that each asks for, drawn from headings and the texts under them, for fitting the re-ranker.

Four kinds: the heading, or a question made by rule from a sentence, over texts alone; words of the heading with some of a
sentence, or a question made by rule, over texts under their headings. Real questions bring a little of all four.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ingest.analyse import STOP_WORDS, words
from ingest.models.passages import Passage, sentences
from ingest.models.questions import Questions
from ingest.models.vocabulary import Vocabulary

HEADING, QUESTION = "heading to text", "question to text"
TITLED_HEADING, TITLED_QUESTION = "heading to titled text", "question to titled text"

READ_CHARACTERS = 2_500
"""So much of a passage is searched, and asked about."""

_HEADINGS, _TITLED_HEADINGS = 0.5, 0.6
"""Shares of the headings among the questions to texts and to titled texts; the rest are made by rule."""
_HEADING_WORDS = 3
"""A heading of fewer words tells no passage from others and is not asked for alone."""
_SENTENCE_WORDS = 6
"""A sentence of fewer words is not asked about."""
_KEPT = (1.0, 0.8, 0.5)
"""Shares of a heading's words that are kept, one of them drawn for each heading."""
_ADDED_TO = 0.6
_MOST_ADDED = 4
"""To so large a share of the headings, at most so many words of a sentence are added."""
_SYNONYMS = 0.2
"""Share of a heading's words that become a synonym, where there is one."""
_OPENINGS = ("", "vad beslutades om", "hur gick det med", "vad gäller för", "varför", "när")


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and the row of the passage it asks for."""

    kind: str
    question: str
    passage: int


class Asker:
    """Asks for passages. `vocabulary`: the words that `questions` was made with; the same generator gives the same pairs."""

    def __init__(self, vocabulary: Vocabulary, questions: Questions, random: np.random.Generator) -> None:
        self._vocabulary = vocabulary
        self._questions = questions
        self._random = random

    def pairs(self, passages: Sequence[Passage], count: int, *, titled: bool) -> list[Pair]:
        """At most `count` pairs of both kinds over texts alone or over titled ones, each for another passage."""
        ask = self._titled if titled else self._untitled
        found = self._asked(passages, ask)
        return [pair for pair, _ in zip(found, range(count), strict=False)]

    def _asked(
        self, passages: Sequence[Passage], ask: Callable[[Passage], tuple[str, str | None]]
    ) -> Iterator[Pair]:
        for row in self._random.permutation(len(passages)).tolist():
            kind, question = ask(passages[row])
            if question:
                yield Pair(kind, question, row)

    def _untitled(self, passage: Passage) -> tuple[str, str | None]:
        if self._random.random() >= _HEADINGS:
            return QUESTION, self._made(passage)
        return HEADING, passage.title if len(passage.title.split()) >= _HEADING_WORDS else None

    def _titled(self, passage: Passage) -> tuple[str, str | None]:
        if self._random.random() >= _TITLED_HEADINGS:
            return TITLED_QUESTION, self._made(passage)
        return TITLED_HEADING, self._reworded(passage)

    def _made(self, passage: Passage) -> str | None:
        """A question made by rule from one of the passage's sentences."""
        sentence = self._sentence(passage)
        known = self._vocabulary.ids
        ids = np.array([known[word] for word in sentence if word in known], dtype=np.int32)
        made = self._questions.make(ids, self._random)
        return None if made is None else " ".join(self._vocabulary.words[word] for word in made.tolist())

    def _reworded(self, passage: Passage) -> str | None:
        """Some of the heading's words, some of a sentence's, a few as synonyms."""
        heading = words(passage.title)
        kept = self._random.random(len(heading)) < self._random.choice(_KEPT)
        said = [word for word, keep in zip(heading, kept, strict=True) if keep] or heading
        if not said:
            return None
        if self._random.random() < _ADDED_TO:
            said += self._weighty(self._sentence(passage), int(self._random.integers(_MOST_ADDED + 1)))
        opening = _OPENINGS[self._below(len(_OPENINGS))]
        return " ".join([opening, *map(self._swapped, said)]).strip()

    def _sentence(self, passage: Passage) -> list[str]:
        """A sentence long enough to ask about; empty where there is none."""
        found = [one for one in sentences(passage.body[:READ_CHARACTERS]) if len(one) >= _SENTENCE_WORDS]
        return found[self._below(len(found))] if found else []

    def _weighty(self, sentence: Sequence[str], count: int) -> list[str]:
        """Content words of a sentence, drawn by how rare they are."""
        known = self._vocabulary.ids
        content = [
            word
            for word in dict.fromkeys(sentence)
            if word in known and word not in STOP_WORDS and not word.isdigit()
        ]
        if not content:
            return []
        weights = self._vocabulary.idf[[known[word] for word in content]]
        chosen = self._random.choice(
            len(content), min(count, len(content)), replace=False, p=weights / weights.sum()
        )
        return [content[at] for at in chosen.tolist()]

    def _swapped(self, word: str) -> str:
        """The word, or now and then a synonym of it; stop words stay."""
        if word in STOP_WORDS or self._random.random() >= _SYNONYMS:
            return word
        others = self._questions.synonyms.get(self._vocabulary.ids.get(word, -1))
        return self._vocabulary.words[others[self._below(len(others))]] if others else word

    def _below(self, limit: int) -> int:
        return int(self._random.integers(limit))
