"""Whether a sentence that a language model worded keeps to its sources, by rule.

The question is no source: what it takes for granted must stand in the documents to be said. Rules are strict; a
sentence that is true but cannot be shown to be is dropped, and the documents' own words stand instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from assistant.answer.claims import Figures, bodies_in, figures_in, levels_in, names_in, spoken
from assistant.answer.verify import quotations
from assistant.labels import source_label
from assistant.schema import Citation, LevelName
from ingest.analyse import STOP_WORDS, stem, words
from ingest.sentences import sentences

Fault = Literal[
    "tom", "citat", "tal", "datum", "dnr", "paragraf", "namn", "organ", "nivå", "utfall", "nekande", "ord"
]

_LONGEST = 1_200
_LEAST_OVERLAP = 0.75
_NEGATION = re.compile(
    r"(?<!\w)(?:inte|ej|icke|aldrig|ingen|inget|inga|varken|utan|undantag\w*|utom|förutom|not|no|never|neither|without|except)(?!\w)|n't\b",
    re.IGNORECASE,
)
_FRAME_NEGATION = re.compile(
    r"(?<!\w)inte\s+(?:ett\s+)?(?:slutligt\s+)?beslut(?!\w)|(?<!\w)not\s+a\s+(?:final\s+)?decision(?!\w)",
    re.IGNORECASE,
)
_DOUBT = re.compile(
    r"(?<!\w)(?:bör|borde|kan|kunde|kanske|eventuellt|möjlig\w*|troligen|sannolik\w*|preliminär\w*|planera\w*|överväg\w*|avser)(?!\w)",
    re.IGNORECASE,
)
_TURNS = (
    r"bif[aöi]ll\w*", r"avsl[åoa]\w*", r"återremi\w+", r"bordl[aä]\w+", r"godk[äa]n\w+", r"anto?ag?[sr]?|antog\w*|antas|antar",
    r"fastställ\w+", r"upphäv\w+", r"utgå\w*", r"bevilja\w*", r"besvara\w*", r"enhällig\w*", r"reserver\w+|reservation\w*",
    r"hö[jg]\w+", r"sänk\w+", r"öka\w*|ökning\w*", r"minsk\w+", r"överskott\w*", r"underskott\w*", r"mer|fler", r"mindre|färre",
    r"före", r"efter", r"minst", r"högst", r"ja", r"nej", r"olaglig\w*", r"laglig\w*",
    r"approv\w+", r"reject\w+", r"grant\w+", r"adopt\w*", r"increas\w+", r"decreas\w+|reduc\w+",
)  # fmt: skip
_TURNING = tuple(re.compile(rf"(?<!\w)(?:{turn})(?!\w)", re.IGNORECASE) for turn in _TURNS)
"""Words that turn a matter's meaning: one that the sources lack may not be said."""

_SAYING_WORDS = """
enligt beslut besluta beslutade beslutat föreslog föreslår föreslagit förslag ärendet ärende paragraf protokoll
protokollet handling handlingarna framgår står anges uppgår skriver sägs lämnade vidare eget yttrande fick information
organet mötet sammanträdet sammanträde datum gäller handlar frågan svar innebär detta denna dessa dock vilket samt
därför också även källan citat
according decided proposed passed the matter on without opinion to of and in a an is it this that was were by for with
which says states meeting paragraph minutes document only noted information proposal decision decides outcome
"""
_SAYING = frozenset(stem(word) for word in _SAYING_WORDS.split())
"""Stems of words that lead or link and say nothing of the matter."""


@dataclass(frozen=True)
class Ground:
    """What a worded sentence may rest on: the citations that it names and the finished answer's sentences on them.

    `deciding`: those of the sentences that say what was decided, proposed or passed on. `level`: the whole answer's.
    """

    citations: tuple[Citation, ...]
    told: tuple[str, ...]
    deciding: tuple[str, ...]
    level: LevelName | None

    @cached_property
    def quotes(self) -> str:
        """All quotes, a line each."""
        return "\n".join(citation.quote for citation in self.citations)

    @cached_property
    def labels(self) -> str:
        """What code knows of the quotes: body, day, §, dnr, title, page."""
        return "\n".join(
            f"{source_label(c)} {c.title} {c.kommun or ''} {f's. {c.page}' if c.page else ''}"
            for c in self.citations
        )

    @cached_property
    def everything(self) -> str:
        """Quotes, labels and the finished answer's sentences."""
        return "\n".join((self.quotes, self.labels, *self.told))

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The sources sentence by sentence."""
        texts = (self.quotes, *self.told)
        return tuple(text[start:end] for text in texts for start, end in sentences(text))

    def frames(self, texts: Sequence[str]) -> str:
        """The own words of finished sentences."""
        return "\n".join(frame_of(text, self.citations) for text in texts)


def fault(text: str, ground: Ground) -> Fault | None:
    """The first rule that a worded sentence breaks, None where it keeps to its ground."""
    if not text.strip() or len(text) > _LONGEST + len(ground.quotes) or not ground.citations:
        return "tom"
    if not _quotes_hold(text, ground):
        return "citat"
    frame = frame_of(text, ground.citations)
    return (
        _figure_fault(text, ground)
        or _name_fault(frame, ground)
        or _level_fault(frame, ground)
        or _meaning_fault(text, frame, ground)
    )


def frame_of(text: str, citations: Sequence[Citation]) -> str:
    """A sentence's own words: what stands outside ”…”, the cited titles ('Beslut om taxa') left out."""
    frame = re.sub(r"”[^”]*”", " ", text)
    for title in sorted({c.title for c in citations if c.title}, key=len, reverse=True):
        frame = frame.replace(title, " ")
    return frame


def _quotes_hold(text: str, ground: Ground) -> bool:
    """Whether all that stands in ”…” stands so in a cited quote or its title."""
    if text.count("”") % 2:
        return False
    held = " ".join(
        f"{ground.quotes}\n{ground.labels}".replace("”", "’").replace('"', "’").replace("“", "’").split()
    )
    return all(words.removesuffix("…").strip() in held for words in quotations(text))


def _figure_fault(text: str, ground: Ground) -> Fault | None:
    said, known = figures_in(text), figures_in(ground.everything)
    if said.dnrs - known.dnrs:
        return "dnr"
    if not all(_dated(date, known) for date in said.dates):
        return "datum"
    if said.sections - known.sections:
        return "paragraf"
    if said.shares - known.shares or not all(_counted(value, unit, known) for value, unit in said.amounts):
        return "tal"
    return None


def _dated(date: tuple[int | None, int, int], known: Figures) -> bool:
    """Whether a date is known; one without year where any year has it."""
    return date in known.dates or (date[0] is None and any(other[1:] == date[1:] for other in known.dates))


def _counted(value: object, unit: str | None, known: Figures) -> bool:
    """Whether an amount is known with its unit; a known bare number may take a unit that the sources use."""
    if (value, unit) in known.amounts:
        return True
    return unit is not None and (value, None) in known.amounts and any(u == unit for _, u in known.amounts)


def _name_fault(frame: str, ground: Ground) -> Fault | None:
    if bodies_in(frame) - bodies_in(ground.everything):
        return "organ"
    known = spoken(ground.everything)
    first = frame.strip(" ”(–-•*").split(maxsplit=1)[0] if frame.strip() else ""
    for name in names_in(frame):
        common = name == first.strip(".,:;") and _says_nothing(name)
        if not common and spoken(name) not in known and not _inflected(name, known):
            return "namn"
    return None


def _inflected(name: str, known: str) -> bool:
    """Whether a single name stands in the sources with another ending: 'VA-redovisningen' for 'VA-redovisning'."""
    return " " not in name and set(map(stem, spoken(name).split())) <= set(map(stem, known.split()))


def _says_nothing(word: str) -> bool:
    folded = word.casefold()
    return folded in STOP_WORDS or stem(folded) in _SAYING


def _level_fault(frame: str, ground: Ground) -> Fault | None:
    """A claim of a level must be the finished answer's own claim of it, or stand in a source about its own actor."""
    claimed = levels_in(frame)
    if not claimed:
        return None
    if "beslut" in claimed and ground.level in ("förslag", "överlämnat", "information"):
        return "nivå"
    if ground.deciding:
        said = ground.frames(ground.deciding)
        if claimed - levels_in(said):
            return "nivå"
        return "organ" if bodies_in(frame) - bodies_in(said) else None
    best = _closest(frame, ground.units)
    told = "\n".join(best)
    if claimed - levels_in(told):
        return "nivå"
    return "organ" if bodies_in(frame) - bodies_in(told) else None


def _meaning_fault(text: str, frame: str, ground: Ground) -> Fault | None:
    sources = (
        "\n".join(ground.deciding) + "\n" + ground.quotes
        if levels_in(frame) and ground.deciding
        else ground.everything
    )
    if any(turn.search(frame) and not turn.search(sources) for turn in _TURNING):
        return "utfall"
    said = _content(frame)
    if not said:
        return None if quotations(text) else "ord"
    best = _closest(frame, (*ground.units,))
    if quotations(text):
        if _negates(frame) and not _negates(ground.frames(ground.told)):
            return "nekande"
    elif _negates(frame) != any(map(_negates, best)) or (
        not _DOUBT.search(frame) and any(map(_DOUBT.search, best))
    ):
        return "nekande"
    known = _stems("\n".join((*best, ground.labels)))
    met = sum(_met(word, known) for word in said)
    return None if met / len(said) >= _LEAST_OVERLAP else "ord"


def _negates(text: str) -> bool:
    return bool(_NEGATION.search(_FRAME_NEGATION.sub(" ", text)))


def _content(text: str) -> list[str]:
    """Stems of the words that say something of the matter."""
    return [one for word in words(text) if word not in STOP_WORDS and (one := stem(word)) not in _SAYING]


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, words(text)))


def _met(word: str, known: Iterable[str]) -> bool:
    """Whether a stem is known, or begins as a known one does and differs in its ending only."""
    if word in known:
        return True
    shortest = max(4, len(word) - 2)
    return any(other[:shortest] == word[:shortest] and abs(len(other) - len(word)) <= 3 for other in known)


def _closest(frame: str, units: Sequence[str]) -> tuple[str, ...]:
    """The source sentence that shares most words with the frame, and a second one where it adds at least two."""
    said = set(_content(frame))
    shared = [(said & _stems(unit), unit) for unit in units]
    if not said or not shared:
        return ()
    first = max(shared, key=lambda pair: len(pair[0]))
    second = max(shared, key=lambda pair: len(pair[0] - first[0]))
    return (first[1], second[1]) if len(second[0] - first[0]) >= 2 else (first[1],)
