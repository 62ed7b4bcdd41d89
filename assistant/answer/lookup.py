"""Which passages a question is answered from: in the scope that it names first, then in all that may be seen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer.asking import Asking
from assistant.answer.ranking import closeness, ranked, routine, unmet
from assistant.answer.units import candidates
from assistant.matching import VERB, coverage, coverage_of, met, vocabulary
from assistant.query import Term
from assistant.question_words import Want
from assistant.retrieve import Passage
from ingest.dates import MONTHS
from ingest.dnr import find_dnrs

LEAST_COVERAGE = 0.40
_SURE = 0.8
_CLEARLY_MORE = 0.25
_OTHER_MATTER = 0.35
_AS_GOOD, _NAMED_EXACTLY = 0.85, 0.5
"""How near the best a passage has to come that holds what the best lacks; less where it is a designation such as '4:17'."""

_ALONE = 0.6
_MET = 0.5
_SENTENCES = 3
_VERB_AFTER = re.compile(r"\b(?:när|var|varför|vart|hur|vad)\s+(\w+(?:r|s|de|te))\b", re.IGNORECASE)
_STRANGE, _LIKE, _SHORT = 0.42, 0.35, 4
"""The share of a question's weight that is strange to the archive, and how like a word of the passage none of it is;
the letters below which a word names no thing."""


@dataclass(frozen=True, slots=True)
class Found:
    """Ranked passages. `absent`: bodies asked about whose paragraph on the matter is not here. `other`: the § that the
    question names, where it is about something else. `remark`: what the reader must know of where it was found."""

    passages: tuple[Passage, ...]
    absent: tuple[str, ...] = ()
    other: Passage | None = None
    remark: str | None = None


def look_up(asking: Asking) -> Found:
    """The passages for a question; none where nothing here is about it."""
    if asking.within:
        return Found(asking.within)
    scoped = _settled(asking, ranked(asking, _candidates(asking)))
    if scoped and _explicit(asking):
        return _of_named(asking, scoped)
    everywhere = asking.filters == asking.kommun_filters
    if scoped and not asking.query.terms:
        return Found(tuple(_minutes_first(asking, scoped)))
    if scoped and _met(asking, scoped) and (everywhere or _sure(asking, scoped[0])):
        return Found(tuple(_minutes_first(asking, scoped)))
    wide = scoped if everywhere else _settled(asking, ranked(asking, asking.search(asking.kommun_filters)))
    if scoped and not everywhere and _met(asking, scoped) and not _clearly_better(asking, wide, scoped):
        return Found(tuple(_minutes_first(asking, scoped)))
    if scoped and not everywhere and _met(asking, scoped) and not (wide and _met(asking, wide)):
        return Found(tuple(scoped))
    if not wide or not _met(asking, wide):
        return _elsewhere(asking) or Found(())
    absent = _absent(asking) if not everywhere else ()
    ordered = _minutes_first(asking, wide)
    return Found(tuple(_furthest_first(ordered) if absent else ordered), absent)


def _furthest_first(passages: list[Passage]) -> list[Passage]:
    """Of the paragraphs that bear the best one's dnr the latest first: how far the matter has come, where the body asked
    about has not had it."""
    best = passages[0].paragraph
    if best is None or best.dnr_key is None:
        return passages
    same = [p for p in passages if p.paragraph and p.paragraph.dnr_key == best.dnr_key]
    furthest = max(same, key=lambda p: p.paragraph.date if p.paragraph else best.date)
    return [furthest, *(p for p in passages if p is not furthest)]


def _of_named(asking: Asking, scoped: Sequence[Passage]) -> Found:
    """The § or dnr that the question names; where it is about something else, what was found on the matter as well."""
    off = asking.query.terms and not asking.query.dnr_key and covered(asking, scoped[0]) < _OTHER_MATTER
    if off:
        wide = [p for p in ranked(asking, asking.search(asking.kommun_filters)) if meets(asking, p)]
        if wide:
            return Found(tuple(wide), other=scoped[0])
    return Found(tuple(scoped))


def _clearly_better(asking: Asking, wide: Sequence[Passage], scoped: Sequence[Passage]) -> bool:
    return bool(wide) and covered(asking, wide[0]) >= covered(asking, scoped[0]) + _CLEARLY_MORE


def _sure(asking: Asking, passage: Passage) -> bool:
    return covered(asking, passage) >= _SURE


def _minutes_first(asking: Asking, wide: Sequence[Passage]) -> list[Passage]:
    """Paragraphs before other texts where a body's decision, or what became of a matter, is asked for."""
    query = asking.query
    if not (query.asks(Want.MATTER) or (query.asks(Want.DECISION) and query.bodies)):
        return list(wide)
    minutes = [passage for passage in wide if passage.paragraph and meets(asking, passage)]
    return [*minutes, *(passage for passage in wide if passage not in minutes)]


def _absent(asking: Asking) -> tuple[str, ...]:
    if asking.query.asks(Want.DECISION) and asking.query.bodies and asking.held_bodies:
        return (asking.query.bodies[0].name,)
    return ()


def _settled(asking: Asking, passages: list[Passage]) -> list[Passage]:
    """The passages with one that holds every name and number asked about first, where one is as good as the best."""
    if not passages or not unmet(asking, passages[:1]):
        return passages
    covering = [passage for passage in passages[1:6] if _as_good(asking, passage, passages[0])]
    return [*covering, *(passage for passage in passages if passage not in covering)]


def _as_good(asking: Asking, passage: Passage, best: Passage) -> bool:
    """Whether a passage that holds every name and number asked about is as much to the point as the best."""
    share = _NAMED_EXACTLY if asking.query.exact else _AS_GOOD
    near = passage.score >= share * best.score and closeness(asking, passage) >= share * closeness(
        asking, best
    )
    return near and meets(asking, passage)


def meets(asking: Asking, passage: Passage) -> bool:
    """Whether the passage is about what the question is about: its names and numbers, and enough of its words."""
    enough = not unmet(asking, [passage]) and covered(asking, passage) >= LEAST_COVERAGE
    if (
        routine(asking, passage)
        or _of_unknown(asking, passage)
        or not (enough and _more_than_numbers(asking, passage) and _of_matter(asking, passage))
    ):
        return False
    if _stranger(asking, passage):
        return False
    return covered(asking, passage) >= _SURE or _heart_met(asking, passage)


def _stranger(asking: Asking, passage: Passage) -> bool:
    """Whether a good part of the question is a thing that no document here names and this passage has no like of:
    'linbanan mellan Tallsele och Granmyra' where no cableway is spoken of."""
    own = [one for one in asking.weighed if not one.term.source]
    strange = [o for o in own if not o.known and len(o.term.word) >= _SHORT and not VERB.search(o.term.word)]
    if not strange:
        return False
    found = vocabulary(f"{passage.text} {passage.document.title}")
    unlike = sum(one.weight for one in strange if met(one.term, found) < _LIKE)
    return unlike >= _STRANGE * sum(one.weight for one in own)


def _heart_met(asking: Asking, passage: Passage) -> bool:
    """Whether the question's rarest word stands in the title or in the sentences that come closest to the question, not
    just somewhere in a long text. A word that nothing here has may be a paraphrase, and is no heart."""
    own = [one for one in asking.weighed if not one.term.source]
    hearts = [one for one in own if one.known and _may_be_heart(one.term)]
    if not hearts:
        return len(own) != 1 or covered(asking, passage) >= _ALONE
    heaviest = sorted(hearts, key=lambda one: -one.weight)[:2]
    title = passage.paragraph.title if passage.paragraph else f"{passage.section} {passage.document.title}"
    told = vocabulary(title)
    for unit in sorted(candidates(passage), key=lambda u: -coverage_of(own, u.words | u.heading))[
        :_SENTENCES
    ]:
        told |= unit.words | unit.heading
    needed = heaviest[:1] if heaviest[0].term.proper else heaviest
    return any(met(one.term, told) >= _MET for one in needed)


def _of_unknown(asking: Asking, passage: Passage) -> bool:
    """Whether the question is about a thing that nothing here has: all else that it says is names, numbers and what is
    done ('När öppnar linbanan i Granvik?')."""
    own = [one for one in asking.weighed if not one.term.source and not _says_little(asking, one.term)]
    if len(own) != 1 or own[0].known or own[0].term.also:
        return False
    return met(own[0].term, vocabulary(f"{passage.text} {passage.document.title}")) < _MET


def _says_little(asking: Asking, term: Term) -> bool:
    """Whether a word is a name, a number, a month or a verb; the word after 'när' or 'varför' is one."""
    verb = _VERB_AFTER.search(asking.query.text)
    return bool(
        term.proper
        or term.word.isdigit()
        or term.word in MONTHS
        or VERB.search(term.word)
        or (verb and verb[1].casefold() == term.word)
    )


def _may_be_heart(term: Term) -> bool:
    """A noun or name that has no equal: not a number, month, verb, or a word that is often said otherwise."""
    return not (
        term.word.isdigit()
        or term.word in MONTHS
        or VERB.search(term.word)
        or (term.also and not term.proper)
    )


def _of_matter(asking: Asking, passage: Passage) -> bool:
    """Whether the passage is of the matter whose dnr the question names, or names it too."""
    key = asking.query.dnr_key
    if key is None or (passage.paragraph and passage.paragraph.dnr_key == key):
        return True
    return any(found.key == key for found in find_dnrs(passage.text))


def _more_than_numbers(asking: Asking, passage: Passage) -> bool:
    """Whether a word of the question is met, where it has any: a year alone says nothing of a matter."""
    own = [one for one in asking.weighed if not one.term.word.isdigit()]
    return not own or coverage(own, f"{passage.text} {passage.document.title}") > 0.1


def _met(asking: Asking, passages: Sequence[Passage]) -> bool:
    return meets(asking, passages[0]) or bool(beside(asking, passages))


def beside(asking: Asking, passages: Sequence[Passage]) -> list[Passage]:
    """Sections of the best passage's document that hold the names and numbers which it lacks, as a table's head and its
    rows may stand in two; none where it lacks none."""
    best = passages[0]
    if best.paragraph or not unmet(asking, [best]) or covered(asking, best) < LEAST_COVERAGE:
        return []
    same = [p for p in passages[1:6] if p.document.content == best.document.content]
    return [p for p in same if not unmet(asking, [best, p])][:1]


def covered(asking: Asking, passage: Passage) -> float:
    """The share of the question's weight that the passage and its document's title meet."""
    return coverage(asking.weighed, f"{passage.text} {passage.document.title}")


def _explicit(asking: Asking) -> bool:
    """Whether the question names the very paragraph."""
    return bool(asking.query.dnr_key) or asking.filters.number is not None


def _candidates(asking: Asking) -> list[Passage]:
    """Passages in the scope that the question names; a named dnr or § is looked up, not searched for."""
    filters = asking.filters
    if filters.dnr_key or filters.number:
        held = asking.archive.catalogue.paragraphs(filters)
        if held:
            passages = asking.passages_of(held)
            return [replace(passage, score=1.0) for passage in passages]
    return asking.search(filters)


def _elsewhere(asking: Asking) -> Found | None:
    """Another kommun's documents that speak of the kommun named; None where there are none."""
    if len(asking.query.kommuner) != 1 or asking.kommun_filters == asking.base:
        return None
    kommun = asking.query.kommuner[0]
    topic = Term(kommun.casefold(), proper=True)
    query = replace(asking.query, kommuner=(), terms=(*asking.query.terms, topic))
    other = replace(asking, query=query)
    found = ranked(other, other.search(other.base))
    if not found or found[0].document.kommun == kommun or not meets(other, found[0]):
        return None
    said = f"Uppgiften står i en handling från {found[0].document.kommun}, inte från {kommun}."
    return Found(tuple(found), remark=said)
