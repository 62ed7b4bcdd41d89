"""Pairs of a question and the passage it should find, drawn anew at every step.

Three kinds: a title and a window of the text under it; a sentence and what stands around it, itself left out; a question
made by rule from a sentence, and a window that holds the sentence.
"""

from __future__ import annotations

import numpy as np

from ingest.models.questions import Questions
from ingest.models.recipe import Recipe
from ingest.models.vocabulary import Corpus, Ids

Pair = tuple[Ids, Ids]

_WINDOW_WORDS = 110
_FROM_THE_START = 0.5
"""Share of a title's windows that begin where the text does."""
_SENTENCE_WORDS = (4, 40)
"""A sentence of fewer words makes no pair; of a longer one the first are the question."""
_NEIGHBOURS, _SURROUNDING_WORDS = 3, 160
_SENTENCES_BEFORE = 3
"""At most so many sentences stand in a window before the one it is drawn for."""
_SHORTEST_THINNED = 4
"""A question of fewer words loses none."""


class Pairs:
    """Draws pairs from a corpus; the same generator gives the same pairs. Raises ValueError on an empty corpus."""

    def __init__(
        self, corpus: Corpus, questions: Questions, recipe: Recipe, random: np.random.Generator
    ) -> None:
        if not len(corpus):
            raise ValueError("there is no passage to draw pairs from")
        self._corpus = corpus
        self._questions = questions
        self._recipe = recipe
        self._random = random

    def batch(self) -> list[Pair]:
        """The pairs of a step: `recipe.batch`, less those that lost all their words."""
        pairs = [self.draw() for _ in range(self._recipe.batch)]
        if not self._recipe.word_dropout:
            return pairs
        return [pair for pair in map(self._thinned, pairs) if len(pair[0]) and len(pair[1])]

    def draw(self) -> Pair:
        """A pair of one of the three kinds."""
        while True:
            passage = self._below(len(self._corpus))
            share = self._random.random()
            if share < self._recipe.title_share:
                pair = self._of_title(passage)
            elif share < self._recipe.title_share + self._recipe.sentence_share:
                pair = self._of_sentence(passage)
            else:
                pair = self._of_question(passage)
            if pair is not None:
                return pair

    def _of_title(self, passage: int) -> Pair | None:
        title = self._corpus.titles[passage]
        if not len(title):
            return None
        first, end = self._sentences(passage)
        at_start = self._random.random() < _FROM_THE_START
        return title, self._window(passage, first if at_start else first + self._below(end - first))

    def _of_sentence(self, passage: int) -> Pair | None:
        first, end = self._sentences(passage)
        at = first + self._below(end - first)
        sentence = self._corpus.sentences[at]
        if len(sentence) < _SENTENCE_WORDS[0] or end - first < 2:
            return None
        before = self._words(max(first, at - _NEIGHBOURS), at)
        after = self._words(at + 1, min(end, at + 1 + _NEIGHBOURS))
        return sentence[: _SENTENCE_WORDS[1]], np.concatenate((before, after))[:_SURROUNDING_WORDS]

    def _of_question(self, passage: int) -> Pair | None:
        first, end = self._sentences(passage)
        at = first + self._below(end - first)
        sentence = self._corpus.sentences[at]
        if len(sentence) < _SENTENCE_WORDS[0]:
            return None
        question = self._questions.make(sentence, self._random)
        if question is None:
            return None
        return question, self._window(passage, max(first, at - self._below(_SENTENCES_BEFORE + 1)), at)

    def _window(self, passage: int, begin: int, must: int | None = None) -> Ids:
        """Whole sentences from `begin` on until there are 110 words, and from before it where the text ends too soon.

        The sentence `must` alone, where the window would not reach it.
        """
        first, end = self._sentences(passage)
        starts = self._corpus.sentences.starts[first : end + 1]
        at, last = begin - first, end - first
        until = min(last, int(np.searchsorted(starts, starts[at] + _WINDOW_WORDS)))
        if must is not None and must - first >= until:
            return self._corpus.sentences[must]
        since = min(at, max(0, int(np.searchsorted(starts, starts[until] - _WINDOW_WORDS, side="right")) - 1))
        return self._words(first + since, first + until)

    def _thinned(self, pair: Pair) -> Pair:
        question, passage = pair
        share = self._recipe.word_dropout
        if len(question) >= _SHORTEST_THINNED:
            question = question[self._random.random(len(question)) > share / 2]
        return question, passage[self._random.random(len(passage)) > share]

    def _sentences(self, passage: int) -> tuple[int, int]:
        return int(self._corpus.bodies[passage]), int(self._corpus.bodies[passage + 1])

    def _words(self, first: int, end: int) -> Ids:
        sentences = self._corpus.sentences
        return sentences.flat[sentences.starts[first] : sentences.starts[end]]

    def _below(self, limit: int) -> int:
        return int(self._random.integers(limit))
