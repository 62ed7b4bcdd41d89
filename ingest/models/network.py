"""What is trained: a vector and two weights for each word and each 5-gram, in torch, and how far a step is off."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from ingest.models.pairs import Pair
from ingest.models.recipe import Recipe
from ingest.models.vocabulary import Ids, Rows, Vocabulary
from ingest.static import PASSAGE, QUESTION

_SPREAD = 0.05
"""Standard deviation of the numbers that training begins with."""
_IDF_SHARE = 0.25
"""What a word weighs to begin with, of how far its idf lies above the mean."""


class WordGramNetwork(nn.Module):
    """The tables of `ingest.static.WordGrams`, trainable. Row 0 of the vectors stays zero, that of the weights is learned."""

    def __init__(self, vocabulary: Vocabulary, recipe: Recipe) -> None:
        super().__init__()
        self._own = torch.from_numpy(vocabulary.own)
        self._gram_rows = vocabulary.gram_rows
        self._own_dropout = recipe.own_dropout
        words, grams = len(vocabulary.own_ids) + 1, len(vocabulary.grams) + 1
        self.words = nn.Embedding(words, recipe.dimensions, padding_idx=0)
        self.grams = nn.EmbeddingBag(grams, recipe.dimensions, mode="mean", padding_idx=0)
        self.word_weights = nn.Embedding(words, 2)
        self.gram_weights = nn.EmbeddingBag(grams, 2, mode="mean")
        with torch.no_grad():
            for table in (self.words.weight, self.grams.weight):
                table.normal_(std=_SPREAD)
                table[0] = 0
            self.word_weights.weight.copy_(_first_weights(vocabulary))
            self.gram_weights.weight.zero_()

    def forward(self, questions: Sequence[Ids], passages: Sequence[Ids]) -> tuple[Tensor, Tensor]:
        """Unit vectors of questions and passages given as word ids, each (texts, dimensions).

        Each different word of the step is made once.
        """
        texts = [*questions, *passages]
        different, places = np.unique(np.concatenate(texts), return_inverse=True)
        vectors, weights = self._words_of(different.astype(np.int64))
        starts = np.cumsum([0, *(len(text) for text in texts)])
        middle = starts[len(questions)]
        rows, begins = torch.from_numpy(places), torch.from_numpy(starts[:-1])
        return (
            _pooled(vectors, weights[:, QUESTION], rows[:middle], begins[: len(questions)]),
            _pooled(vectors, weights[:, PASSAGE], rows[middle:], begins[len(questions) :] - middle),
        )

    def _words_of(self, words: Rows) -> tuple[Tensor, Tensor]:
        """Vectors, (words, dimensions), and weights, (words, 2), of words given as ids."""
        grams, begins = (torch.from_numpy(part) for part in self._gram_rows.pick(words))
        own = self._own[torch.from_numpy(words)]
        if self.training and self._own_dropout:
            own = own.masked_fill(torch.rand(len(own)) < self._own_dropout, 0)
        vectors = self.words(own) + self.grams(grams, begins)
        return vectors, functional.softplus(self.word_weights(own) + self.gram_weights(grams, begins))


def _first_weights(vocabulary: Vocabulary) -> Tensor:
    """Rare words weigh more to begin with, (rows, 2)."""
    weights = np.zeros((len(vocabulary.own_ids) + 1, 2), dtype=np.float32)
    idf = vocabulary.idf
    weights[1:] = (idf[vocabulary.own_ids, None] - idf.mean()) * _IDF_SHARE
    return torch.from_numpy(weights)


def _pooled(vectors: Tensor, weights: Tensor, rows: Tensor, begins: Tensor) -> Tensor:
    summed = functional.embedding_bag(rows, vectors, begins, mode="sum", per_sample_weights=weights[rows])
    return functional.normalize(summed, dim=1)


def loss_of(network: WordGramNetwork, pairs: Sequence[Pair], recipe: Recipe) -> Tensor:
    """InfoNCE both ways among the step's pairs, at the whole length, and in part at the nested one."""
    questions, passages = network([question for question, _ in pairs], [passage for _, passage in pairs])
    whole = _contrast(questions, passages, recipe.temperature)
    first = [functional.normalize(side[:, : recipe.nested], dim=1) for side in (questions, passages)]
    return whole + recipe.nested_weight * _contrast(first[0], first[1], recipe.temperature)


def _contrast(questions: Tensor, passages: Tensor, temperature: float) -> Tensor:
    scores = questions @ passages.T / temperature
    target = torch.arange(len(scores))
    return (functional.cross_entropy(scores, target) + functional.cross_entropy(scores.T, target)) / 2
