"""Questions made by rule from a sentence: some of its weightiest words, a few as synonyms, after a fitting question word."""

from __future__ import annotations

import numpy as np

from ingest.analyse import STOP_WORDS
from ingest.models.recipe import Recipe
from ingest.models.vocabulary import Ids, Vocabulary

_FEWEST, _MOST = 2, 8
"""Content words of a question."""
_DIGITS_KEPT = 0.1
"""Share of numbers that may be taken up in a question: who asks seldom knows them."""

_OPENINGS = {
    "any": (
        "vad; vem; vilka; vilken; vilket; hur; var; vad innebär; vad är; vad gäller för; hur ska; "
        "vilka regler gäller för; vad heter; i vilket"
    ),
    "date": "när; vilket år; vilket datum; hur länge",
    "number": "hur många; hur mycket; hur stor; vad kostar",
    "permission": "får man; kan man; måste; ska; har jag rätt till",
    "cause": "varför; av vilken anledning",
}
"""What a question of each kind begins with. 'any' fits every sentence, the others those with a word of their marks."""
_MARKS = {
    "date": ("januari februari mars april maj juni juli augusti september oktober november december"),
    "number": "kronor kr miljoner miljarder procent",
    "permission": "får ska måste kan bör skall",
    "cause": "eftersom därför grund orsak",
}


class Questions:
    """Makes questions as lists of word ids. `synonyms`: word → synonyms; words never seen in training are left out."""

    def __init__(self, vocabulary: Vocabulary, synonyms: dict[str, list[str]], recipe: Recipe) -> None:
        self._share = recipe.synonym_share
        self._weights = vocabulary.idf.copy()
        self._weights[[vocabulary.ids[word] for word in STOP_WORDS if word in vocabulary.ids]] = 0
        self._digits = np.array([word.isdigit() for word in vocabulary.words])
        self._openings = {
            kind: [vocabulary.find(opening) for opening in openings.split(";")]
            for kind, openings in _OPENINGS.items()
        }
        self._marks = {kind: frozenset(vocabulary.find(marks)) for kind, marks in _MARKS.items()}
        self.synonyms = _known(synonyms, vocabulary.ids)

    def make(self, sentence: Ids, random: np.random.Generator) -> Ids | None:
        """A question that the sentence answers; None where the sentence says too little."""
        words = np.unique(sentence)
        words = words[self._weights[words] > 0]
        words = words[~self._digits[words] | (random.random(len(words)) < _DIGITS_KEPT)]
        if len(words) < _FEWEST:
            return None
        count = min(len(words), int(random.integers(_FEWEST, _MOST + 1)))
        weights = self._weights[words]
        chosen = random.choice(words, count, replace=False, p=weights / weights.sum())
        said = [self._said(word, random) for word in chosen.tolist()]
        return np.array([*self._opening(sentence, random), *said], dtype=np.int32)

    def _said(self, word: int, random: np.random.Generator) -> int:
        if random.random() >= self._share:
            return word
        others = self.synonyms.get(word)
        return others[int(random.integers(len(others)))] if others else word

    def _opening(self, sentence: Ids, random: np.random.Generator) -> list[int]:
        kinds = self.kinds(sentence)
        openings = self._openings[kinds[int(random.integers(len(kinds)))]]
        return openings[int(random.integers(len(openings)))]

    def kinds(self, sentence: Ids) -> list[str]:
        """The kinds of question that the sentence can answer: 'any' and those that a word of it marks."""
        said = set(sentence.tolist())
        kinds = ["any", *(kind for kind, marks in self._marks.items() if not marks.isdisjoint(said))]
        if "number" not in kinds and self._digits[sentence].any():
            kinds.append("number")
        return kinds


def _known(synonyms: dict[str, list[str]], ids: dict[str, int]) -> dict[int, list[int]]:
    found = {
        ids[word]: [ids[other] for other in others if other in ids]
        for word, others in synonyms.items()
        if word in ids
    }
    return {word: others for word, others in found.items() if others}
