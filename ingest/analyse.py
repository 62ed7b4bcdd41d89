"""Swedish text as search tokens: stems, and character 5-grams inside words, which split compounds.

Index and query must be analysed alike, so both go through here. Tokens never hold white space.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from threading import Lock

import snowballstemmer

GRAM_LENGTH = 5

_STOP_WORDS = """
och att i en ett det den de som på är av för med till om har inte så men eller ut in där här då nu ju man kan ska skall
vid från under efter mellan även också samt sig sin sitt sina denna detta dessa dem jag vi du ni han hon vad vem hur
vilka vilken vilket blir blev bli var vara varit hade ha
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
"""Words that say nothing about a subject; left out of queries, kept in the index."""

_FOLD = str.maketrans("åäöéü", "aaoeu")
_WORD = re.compile(r"[a-zåäöéü0-9]+")
_ARTICLE = re.compile(r"([a-zåäöéü]{2,}[aoåäöyi])ns?|([a-zåäöéü]{4,})ets?")
_stemmer = snowballstemmer.stemmer("swedish")
_stemmer_lock = Lock()


def words(text: str) -> list[str]:
    """The words of `text` in lower case, in order. Decomposed letters (a + ring) are composed first."""
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The Snowball stem of a word in lower case."""
    with _stemmer_lock:  # the stemmer keeps the word it works on in itself
        return str(_stemmer.stemWord(word))


def root(word: str) -> str:
    """The stem without the article that Snowball leaves on: 'taxan', 'skolans', 'avfallet' as 'taxa', 'skola', 'avfall'."""
    if len(word) > 6 and word.endswith("net"):  # 'vattnet' drops the vowel of 'vatten'
        return stem(f"{word[:-3]}en")
    found = _ARTICLE.fullmatch(word)
    return stem(found[1] or found[2]) if found else stem(word)


def stems(text: str) -> list[str]:
    """The stems of the words of `text`, in order."""
    return [stem(word) for word in words(text)]


def fold(word: str) -> str:
    """The word with å, ä as a, ö as o, é as e and ü as u: as typed on a keyboard without them."""
    return word.translate(_FOLD)


def word_grams(word: str, *, n: int = GRAM_LENGTH) -> list[str]:
    """The character n-grams of `_word_`; a word too short for one is taken whole ('_au_')."""
    bounded = f"_{word}_"
    if len(bounded) <= n:
        return [bounded]
    return [bounded[start : start + n] for start in range(len(bounded) - n + 1)]


def grams(text: str, n: int = GRAM_LENGTH) -> list[str]:
    """The character n-grams of the words of `text`, in order; none reaches over a word's end."""
    return [gram for word in words(text) for gram in word_grams(word, n=n)]


@lru_cache(maxsize=1 << 15)
def gram_line(word: str, n: int = GRAM_LENGTH) -> str:
    """The n-grams of a word with blanks between, as the index wants them."""
    return " ".join(word_grams(word, n=n))


def content_words(text: str) -> list[str]:
    """The words of a question that say something, each once, in order; all of them where none would be left."""
    found = list(dict.fromkeys(words(text)))
    return [word for word in found if word not in STOP_WORDS] or found


MOST_QUERY_WORDS = 200
"""Content words of a question that are searched for."""

LONGEST_QUERY_WORD = 100
"""Letters of a word that are searched for: more are no word."""


def _query_words(text: str) -> list[str]:
    return [word[:LONGEST_QUERY_WORD] for word in content_words(text)[:MOST_QUERY_WORDS]]


def query_stems(text: str) -> list[str]:
    """The stems to search for, each once: those of the question's content words."""
    return list(dict.fromkeys(stem(word) for word in _query_words(text)))


def query_grams(text: str) -> list[str]:
    """The 5-grams to search for, each once: those of the question's content words."""
    return list(dict.fromkeys(gram for word in _query_words(text) for gram in word_grams(word)))
