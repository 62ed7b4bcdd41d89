"""What a list is about besides its criteria, its scope and its people: the words left over, met by titles first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answer.asking import Asking
from assistant.answer.criteria import moved
from assistant.answer.criterion import Criterion
from assistant.answer.list_people import Who
from assistant.answer.list_scope import ListScope
from assistant.matching import VERB, Weighed, coverage, coverage_of, met, vocabulary
from assistant.question_words import LISTING_WORDS
from ingest.analyse import words
from ingest.dates import MONTHS
from ingest.stored import StoredParagraph

_TOPIC_COVERAGE = 0.6
_TITLE_COVERAGE = 0.5
_NEAR_BEST = 0.75
_MET = 0.6
_ABOUT = re.compile(
    r"\b(?:om|gällande|angående|avseende|rörande|kring|för|mot|med|vid|till|i|på|hos|från|about|on|concerning)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)


def topic_of(
    asking: Asking, criteria: Sequence[Criterion], scope: ListScope, who: Who | None
) -> list[Weighed]:
    """The question's words that neither choose, nor limit, nor name people, nor only frame the question."""
    text = asking.query.text
    used = {word for c in criteria for match in c.pattern.finditer(text) for word in words(match.group())}
    if who:
        used |= {word for word in words(text) if who.pattern.search(word.upper()) or who.pattern.search(word)}
        used |= {word for name in asking.query.names for word in words(name)}
    used.add(moved(text) or "")
    years = {str(day.year) for span in scope.spans for day in span}
    return [
        one
        for one in asking.weighed
        if one.term.word not in used
        and one.term.word not in years
        and one.term.word not in LISTING_WORDS
        and not (scope.spans and one.term.word in MONTHS)
        and not any(c.pattern.fullmatch(one.term.word) for c in criteria)
    ]


def about_topic(
    asking: Asking,
    found: list[StoredParagraph],
    criteria: Sequence[Criterion],
    scope: ListScope,
    who: Who | None,
) -> list[StoredParagraph]:
    """Those that are about the topic, by title where titles name it."""
    weighed = topic_of(asking, criteria, scope, who)
    if not weighed or not found:
        return found
    pointed = next((criterion for criterion in criteria if criterion.point), None)
    texts = {p.id: _told(p, pointed) for p in found}
    if criteria:
        weighed = [one for one in weighed if _counts(asking, one, texts.values())]
        if not weighed:
            return found
    if pointed:
        return [p for p in found if coverage_of(weighed, texts[p.id]) >= _TOPIC_COVERAGE]
    by_title = [(coverage(weighed, p.title), p) for p in found]
    best = max(value for value, _ in by_title)
    if best >= _TITLE_COVERAGE:
        return [p for value, p in by_title if value >= _NEAR_BEST * best]
    return [p for p in found if coverage_of(weighed, texts[p.id]) >= _TOPIC_COVERAGE]


def _counts(asking: Asking, one: Weighed, texts: Iterable[frozenset[str]]) -> bool:
    """Whether a word says what the list is about: all but verbs that nothing on the list has ('vilka motioner ventilerades')."""
    if one.term.proper or not VERB.search(one.term.word) or _introduced(asking.query.text, one.term.word):
        return True
    return any(met(one.term, text) >= _MET for text in texts)


def _introduced(text: str, word: str) -> bool:
    return any(_ABOUT.search(text[: at.start()]) for at in re.finditer(rf"\b{re.escape(word)}\b", text, re.I))


def _told(p: StoredParagraph, pointed: Criterion | None) -> frozenset[str]:
    """The words of a paragraph, or of the points alone that a criterion chooses by."""
    bodies = pointed.told_in(p) if pointed else [section.body for section in p.sections]
    return vocabulary(" ".join([p.title, *(body.value for body in bodies)]))
