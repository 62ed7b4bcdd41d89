"""What somebody held about a matter: an office, the auditors, a party, a person, one who was consulted. Only words that
name them as the speaker are theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answer.asking import Asking
from assistant.answer.concerned import Concerned, concerned
from assistant.answer.decisions import shortened
from assistant.answer.entries import entries
from assistant.answer.ranking import ranked
from assistant.answer.statement import Composed, Quote, Refused, Statement, quoted, whereabouts
from assistant.answer.units import units
from assistant.matching import coverage
from assistant.query import Term
from assistant.retrieve import Passage
from ingest.analyse import STOP_WORDS, stem, words
from ingest.model import SectionKind
from ingest.text import Text

_STOP = r"(?=\s+(?:om|att|till|i|när|över|på|kring|angående|beträffande|gällande|rörande|för|enligt|vid|själv\w*|egentligen|about|of|on|in)\b|[?.,;!]|$)"
_SPEAKER = tuple(
    re.compile(pattern + _STOP, re.IGNORECASE)
    for pattern in (
        r"\bvad\s+(?:tyckte|tycker|ansåg|anser|sa|sade|säger|menade|menar|bedömde|bedömer|skrev|svarade|framförde|påpekade|konstaterade)\s+(?P<who>.+?)",
        r"\bhur\s+(?:ställde|ställer)\s+sig\s+(?P<who>.+?)",
        r"\bhur\s+(?:såg|ser|motiverade|bedömde|bedömer|resonerade)\s+(?P<who>.+?)",
        r"\b(?:vilk\w+|vad)\s+(?:\w+\s+)?(?:har|hade|är|var|framförde|lämnade)\s+(?P<who>.+?)(?=\s+(?:för\s+)?(?:åsikt|synpunkt|inställning|uppfattning))",
        r"\bvilk\w+\s+\w+\s+(?:har|hade|är|var|framförde|lämnade|riktade|gjorde)\s+(?P<who>.+?)",
        r"\bwhat did\s+(?P<who>.+?)(?=\s+(?:say|think)\b)",
        r"\bwhat was\s+(?P<who>.+?)(?:'s?|s')(?=\s+(?:opinion|view)\b)",
    )
)
_NOBODY = frozenset(
    [
        "man",
        "ni",
        "de",
        "dem",
        "du",
        "han",
        "hon",
        "någon",
        "alla",
        "folk",
        "vi",
        "det",
        "den",
        "detta",
        "kommunen",
        "kommun",
        "they",
        "you",
        "we",
        "it",
    ]
)
_A_PAPER = re.compile(
    r"(?:plan|planen|planer|planerna|riktlinje\w*|taxa|taxan|policy|policyn|lag|lagen|avtal|avtalet|beslut|beslutet|rapport|rapporten|protokoll\w*|reglemente\w*"
    r"|strategi|strategin|föreskrift\w*|budget|budgeten|utredning|utredningen|enkät|enkäten|bilaga|bilagan|paragraf\w*|motion|motionen|ordning|ordningen|regler|reglerna"
    r"|mål|målen|vision|visionen|handling\w*|dokument\w*|redovisning\w*|skrivelse|skrivelsen|yttrande|yttrandet|reservation\w*|underlag\w*|statistik\w*|siffror\w*"
    r"|instruktion\w*|program|programmet|prognos\w*|text|texten|förslag|förslaget)$"
)
"""Papers say things as well, but hold no opinion: what they say is looked up as any fact."""

_SAYS = re.compile(
    r"\b(?:ans(?:er|åg|ett)|bedöm\w*|bedömning\w*|men(?:ar|ade)|tyck\w+|konstater\w*|föresl\w+|tillstyrk\w*|avstyrk\w*|framför\w*|framhåll\w*|påpek\w*|erinra\w*"
    r"|synpunkt\w*|ställer\s+sig|ställde\s+sig|skriv\w*|skrev|uppge\w*|kritis\w*|kritik\w*|rekommender\w*|välkomna\w*|yttra\w*|del(?:ar|ade)\s+\w*\s*\w*uppfattning"
    r"|yrka\w*|begär\w*|motsätt\w*|invänd\w*|önska\w*|ser\b|anmärk\w*|påtala\w*|förord\w*|vill)",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"\b(?:yttrande|skrivelse|tjänsteskrivelse|remissvar|svar|bedömning)\b[^.]{0,80}:", re.IGNORECASE
)
_OFFICE = re.compile(r"^(?:förvaltning|kontor|verksamhet|tjänsteperson|tjänstem)", re.IGNORECASE)
_AN_OFFICE = re.compile(r"\b\w*(?:förvaltning|kontor)(?:en|et|ens|ets)\b", re.IGNORECASE)
_OWN_SECTIONS = (SectionKind.YTTRANDE, SectionKind.VERKSAMHETENS_FORSLAG)
_OTHERS = re.compile(r"^\w[\w\s,-]{3,80}?\bhar\s+i\s+(?:en\s+)?(?:skrivelse|yttrande|tjänsteskrivelse)\b")
_NEAR = 0.6
_HOLDS, _SECOND = 0.35, 0.75
_REACH = 110
_BY_WHOM = re.compile(r"\b(?:av|från|till|hos|med)\s+(?:den\s+)?$", re.IGNORECASE)
_MOST, _LONGEST = 2, 420
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Who is asked about: as the question says it, as a pattern of the minutes' words, and by name or party."""

    said: str
    pattern: re.Pattern[str] | None
    who: Concerned
    office: bool

    def named_in(self, text: str) -> bool:
        """Whether a text names the speaker."""
        if self.who:
            return self.who.named_in(text)
        if self.office and _AN_OFFICE.search(text):
            return True
        return bool(self.pattern and self.pattern.search(text))

    def holds(self, text: str) -> bool:
        """Whether the speaker is who holds something in a sentence, rather than whom something is asked of."""
        if self.pattern is None:
            return bool(_SAYS.search(text))
        for named in self.pattern.finditer(text):
            before, after = text[: named.start()], text[named.end() : named.end() + _REACH]
            if _SAYS.search(after) and not _BY_WHOM.search(before):
                return True
        return False


def opinion_answer(asking: Asking) -> Composed | None:
    """What the one asked about held, in words that name them as the speaker; refused where nothing here does; None where
    the question names nobody, or a body whose minutes are here, whose opinion is its decision."""
    speaker = _speaker(asking)
    if speaker is None:
        return None
    about = _about(asking, speaker)
    scope = asking.filters if asking.query.numbers or asking.query.dates else asking.kommun_filters
    passages = ranked(about, about.search(scope))
    near = [p for p in passages[:8] if p.score >= _NEAR * passages[0].score]
    for passage in near:
        said = list(_said_by(passage, speaker))
        if said:
            return _told(passage, _best(about, said), speaker)
    detail = f"Vad {speaker.said} har sagt i saken framgår inte av underlaget."
    return Composed(refused=Refused("saknas", detail, tuple(passages[:3])))


def _speaker(asking: Asking) -> _Speaker | None:
    text = asking.query.text
    match = next((found for rule in _SPEAKER if (found := rule.search(text))), None)
    if match is None:
        return None
    said = " ".join(match["who"].split())
    own = [word for word in words(said) if word not in STOP_WORDS and word not in _NOBODY]
    if not own or len(own) > _MOST_WORDS or any(_A_PAPER.search(word) for word in own):
        return None
    for body in asking.query.bodies:
        if body.key in asking.held_bodies and (
            body.key in said.split() or body.name.casefold() in said.casefold()
        ):
            return None
    whole = concerned(asking)
    who = replace(
        whole,
        names=tuple(n for n in whole.names if n in said),
        parties=_parties(whole, asking, said),
        surnames=(),
    )
    longest = max(own, key=len)
    pattern = re.compile(rf"(?<![\w])\w*{re.escape(stem(longest))}\w*", re.IGNORECASE)
    return _Speaker(said, None if who else pattern, who, bool(_OFFICE.match(longest)))


def _parties(whole: Concerned, asking: Asking, said: str) -> tuple[str, ...]:
    """The parties among the words of the speaker."""
    at = asking.query.text.find(said)
    return tuple(
        p
        for p in whole.parties
        if at >= 0 and replace(whole, names=(), surnames=(), parties=(p,)).named_in(said)
    )


def _about(asking: Asking, speaker: _Speaker) -> Asking:
    """The question without its speaker: a body that it names is then what it is about."""
    query = asking.query
    left = set(words(speaker.said))
    terms = [term for term in query.terms if term.word not in left]
    bodies = [Term(t.word, (), proper=True) for t in query.body_terms if t.word not in left]
    scoped = query if query.numbers or query.dates else replace(query, bodies=(), receivers=())
    return replace(asking, query=replace(scoped, terms=(*terms, *bodies), body_terms=()))


def _said_by(passage: Passage, speaker: _Speaker) -> Iterator[Text]:
    """The sentences of a passage that are the speaker's."""
    paragraph = passage.paragraph
    if paragraph is not None and speaker.who:
        for kind in (SectionKind.ANTECKNING, SectionKind.RESERVATION, SectionKind.YRKANDE):
            for entry in entries(paragraph, kind):
                if entry.by(speaker.who):
                    yield entry.head
    for part in passage.parts:
        if part.kind in (SectionKind.RECIPIENTS, SectionKind.UNDERLAG):
            continue
        headed = speaker.named_in(part.heading or "") or (speaker.office and part.kind in _OWN_SECTIONS)
        theirs = headed
        for unit in units(part.text):
            value = unit.value
            if _OTHERS.search(value) or _LEADS.search(value):
                theirs = speaker.named_in(value[: max(120, value.find(":"))])
            own = speaker.named_in(value) and speaker.holds(value)
            if (theirs or own) and not _only_leads(value):
                yield unit


def _only_leads(text: str) -> bool:
    """Whether a sentence only announces what follows."""
    return bool(_LEADS.search(text)) and text.rstrip().endswith(":")


def _best(about: Asking, said: Sequence[Text]) -> list[Text]:
    """The sentences most about the matter, those that say what is held rather than tell, in their order."""
    scores = [coverage(about.weighed, text.value) + _HOLDS * bool(_SAYS.search(text.value)) for text in said]
    least = _SECOND * max(scores)
    ranked_ = sorted(range(len(said)), key=lambda n: (-scores[n], n))[:_MOST]
    return [said[n] for n in sorted(ranked_) if scores[n] >= least]


def _told(passage: Passage, said: Sequence[Text], speaker: _Speaker) -> Composed:
    lead = f"{speaker.said[:1].upper()}{speaker.said[1:]} enligt {whereabouts(passage)}"
    statements = [
        Statement(
            (f"{lead}: " if number == 0 else "") + quoted(shortened(text.value, _LONGEST)),
            (Quote(passage, text),),
        )
        for number, text in enumerate(said)
    ]
    return Composed(tuple(statements))
