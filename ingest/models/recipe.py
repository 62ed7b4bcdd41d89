"""Every number that decides what the training of the shipped embedding gives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipe:
    """The numbers of one training; the defaults are those of the shipped model."""

    seed: int = 7
    steps: int = 800
    batch: int = 1024
    """Pairs a step; the other passages of a step are what a question is told from."""

    temperature: float = 0.05
    learning_rate: float = 0.004
    warm_up: float = 0.05
    """Share of the steps in which the learning rate grows; it then falls by a cosine, to nothing at the end."""
    least_warm_up: int = 20
    second_moment: float = 0.98
    """Adam's second beta."""

    word_dropout: float = 0.0
    """Share of a passage's words left out of a pair; of a question's words half of it."""
    own_dropout: float = 0.0
    """Share of the words of a step that get their 5-grams alone, as a word nobody has seen."""

    title_share: float = 0.30
    sentence_share: float = 0.35
    """Shares of the pairs title → window and sentence → surroundings; the rest are questions made by rule."""
    synonym_share: float = 0.2
    """Share of a made question's words that become a synonym, where there is one."""

    dimensions: int = 256
    nested: int = 64
    """The first so many numbers of a vector are trained to be a vector of their own."""
    nested_weight: float = 0.3

    words: int = 70_000
    least_count: int = 4
    """The commonest words, each seen at least so often, have a vector of their own."""
    grams: int = 65_000

    @property
    def warm_up_steps(self) -> float:
        """Steps until the learning rate is whole."""
        return max(self.least_warm_up, self.steps * self.warm_up)
