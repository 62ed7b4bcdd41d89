"""A question's words put right before they are weighed: misspellings, compounds written apart, misspelt framing words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from assistant.equals import said
from assistant.query import Term
from assistant.question_words import META_WORDS
from assistant.spelling import How, Mended, Vocabulary
from ingest.analyse import fold, words

_SURE = 0.65
_NEAR_BEST = 0.1
_SHORTEST_FRAME = 6


def mended(terms: Sequence[Term], text: str, vocabulary: Vocabulary) -> tuple[Term, ...]:
    """The terms of a Swedish question with what no document has put right.

    Two that are one word in the documents are met by it ('färd tjänst', 'färdtjänst'), and become one where either says
    nothing here on its own; a misspelt one gets what it probably is among its equals; a misspelt framing word ('bestämmde')
    is left out.
    """
    asked = words(text)
    single = {term.word: term for term in terms if " " not in term.word}
    found = vocabulary.mended(asked)
    joined: dict[str, tuple[tuple[str, ...], str]] = {}
    for one in found:
        parts = tuple(asked[one.first : one.last + 1])
        if one.corrections[0].how is How.JOINED and all(part in single for part in parts):
            joined |= dict.fromkeys(parts, (parts, one.corrections[0].stem))
    meant = {asked[one.first]: _meant(one) for one in found if one.first == one.last}
    put_right: dict[str, Term] = {}
    for term in terms:
        if term.word in joined:
            parts, stem = joined[term.word]
            whole = " ".join(parts)
            same = said([stem, "".join(parts)], "sv")
            equals = [stem, *(form for each in same for form in each.forms)]
            if all(part in vocabulary for part in parts):
                put_right[term.word] = replace(term, also=tuple(dict.fromkeys([*term.also, stem])))
            else:
                put_right.setdefault(whole, replace(term, word=whole, also=tuple(dict.fromkeys(equals))))
        elif not term.exact and not term.proper and term.word not in vocabulary and _frames(term.word):
            continue
        else:
            also = tuple(dict.fromkeys((*term.also, *meant.get(term.word, ()))))
            put_right[term.word] = term if term.exact else replace(term, also=also)
    return tuple(put_right.values())


def _meant(one: Mended) -> tuple[str, ...]:
    """The stems that a word is surely a misspelling of; parts of a compound are none."""
    best = one.corrections[0].weight - _NEAR_BEST
    return tuple(
        each.stem
        for each in one.corrections
        if each.how in (How.DOTS, How.LETTERS) and each.weight >= max(_SURE, best)
    )


@lru_cache(maxsize=512)
def _frames(word: str) -> bool:
    """Whether a word that no document has is a framing word with one letter wrong."""
    folded = fold(word)
    return len(word) >= _SHORTEST_FRAME and any(
        each[0] == word[0] and OSA.distance(folded, fold(each), score_cutoff=1) <= 1
        for each in META_WORDS
        if len(each) >= _SHORTEST_FRAME - 1
    )
