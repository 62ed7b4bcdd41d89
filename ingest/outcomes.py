"""What a decision point amounts to: its outcome in the present passive, its level, and the body it goes on to."""

from __future__ import annotations

import re

from ingest.bodies import Body, Mention, same_body
from ingest.kommunfile import KommunConfig
from ingest.model import Level
from ingest.parted import BY_PART, OTHER, met_with

_PASSIVE = (
    (
        "läggs till handlingarna",
        r"läggs?(?:es)?\b[^.]{0,60}?\b(?:till\s+(?:protokollet|handlingarna)|ad acta)",
    ),
    ("anses besvarad", r"anses?\b[^.]{0,80}?\bbesvara(?:d|de|t)\b|är\s+(?:därmed\s+)?besvara(?:d|de|t)\b"),
    ("bifalls", r"bifall(?:s|es|as)\b"),
    ("avslås", r"avslås\b"),
    ("återremitteras", r"återremitter(?:as|ades)\b"),
    ("bordläggs", r"bordlägg(?:s|as|es)\b"),
    ("godkänns", r"godkän(?:ns|nes|nas)\b"),
    ("antas", r"anta(?:s|ges|gas)\b"),
    ("fastställs", r"fastställ(?:s|es|as)\b|fastslås\b"),
    ("noteras", r"noteras\b"),
    ("antecknas", r"antecknas\b"),
    ("överlämnas", r"överlämnas\b|hänskjut(?:s|es|as)\b|översänds\b"),
    ("utses", r"ut(?:ses|sågs)\b|väljs\b|omväljs\b|nyväljs\b"),
    ("beviljas", r"bevilja(?:s|des)\b"),
    (
        "utgår",
        r"(?:ärende(?:t|n|na)?|punkt(?:en|er|erna)?|fråga(?:n)?|paragraf(?:en)?)\b(?:\s\d+|,)?(?:[\s,][^.;]{1,80}?)?\sutgår"
        r"(?=\s*(?:$|[.,;:)]|och\b|samt\b|från\s|ur\s|tills\s))",
    ),
    ("revideras", r"revideras\b"),
)
_ACTIVE = (
    ("läggs till handlingarna", r"lägg(?:er|a)\b[^.]{0,80}?\btill\s+handlingarna"),
    ("anses besvarad", r"anse(?:r)?\b[^.]{0,80}?\bbesvara(?:d|de|t)\b"),
    ("bifalls", r"bifall(?:er|a)\b"),
    ("avslås", r"avslå(?:r)?\b"),
    ("återremitteras", r"återremittera(?:r)?\b"),
    ("bordläggs", r"bordlägg(?:er|a)\b"),
    ("godkänns", r"godkänn(?:er|a)\b"),
    ("antas", r"anta(?:r|ga)?\b"),
    ("fastställs", r"fastställ(?:er|a)\b|fastslå(?:r)?\b"),
    ("noteras", r"notera(?:r)?\b"),
    ("antecknas", r"anteckna(?:r)?\b"),
    ("överlämnas", r"överlämna(?:r)?\b|hänskjut(?:er|a)\b|översänd(?:er|a)\b"),
    ("utses", r"utse(?:r)?\b|välj(?:er|a)\b(?!\s+att)|omvälja\b"),
    ("beviljas", r"bevilja(?:r)?\b"),
    ("revideras", r"revidera(?:r)?\b"),
)
_CONDITION = re.compile(
    r",?\s+(?:under förutsättning(?:\s+av)?(?:\s+att)?|förutsatt att|med villkor(?:et)? att|såvida|i den mån)\b",
    re.IGNORECASE,
)
_WEAK = (
    ("bifalls", r"bifall\s+(?:till|på)\b"),
    ("avslås", r"avslag\s+på\b"),
    ("noteras", r"ta(?:r|git)?\s+del\s+av\b"),
)
_INNER = re.compile(
    r"\bbifall\w*\s+(?:till\s+)?(?:(?!och\b|samt\b)[\wåäö:()-]+\s+){0,6}?(?:förslag(?:et)?|yrkande(?:t)?|hemställan)\s+(?:om\s+)?(?:att\s+)?",
    re.IGNORECASE,
)
"""'bifaller kommunstyrelsens förslag att …': what is granted is what the proposal says."""
_RULES = tuple(
    tuple((name, re.compile(rf"(?<![\w-]){rule}", re.IGNORECASE)) for name, rule in table)
    for table in (_PASSIVE, _ACTIVE, _WEAK)
)
_NOTES = re.compile(
    r"(?<!\w)(?:note(?:ras|rar|ra)|anteckna(?:s|r)?|ta(?:r|s|git)?\s+(?:del|till\s+(?:del|kännedom|protokollet))|"
    r"tackar?\s+för|till\s+handlingarna)(?!\w)",
    re.IGNORECASE,
)
_DECIDES = re.compile(
    r"(?<!\w)(?:godkän\w+|anta[srg]?\w*|fastställ\w+|uppdra\w*|(?:i|får|ges|ger)\s+uppdrag\w*|bevilja\w*|utse\w*|återremitter\w+|"
    r"bordlägg\w+|avslå\w*|bifall\w+|remitter\w+|överlämna\w*|revider\w+|upphäv\w+|avsätt\w+|anslå\w*)(?!\w)",
    re.IGNORECASE,
)
_PASSED_ON = re.compile(
    r"(?<!\w)(?:överlämna(?:s|r)?|hänskjut(?:s|er|a|es|as)|översänd(?:s|er|a)|lämnas?\s+(?:över|vidare)|lämnar\s+(?:över|vidare)|"
    r"skickas?\s+vidare|går\s+vidare)(?!\w)",
    re.IGNORECASE,
)
_SENT = re.compile(r"(?<!\w)(?:(?:åter)?remitter(?:as|ar|a)|överlämna(?:s|r)?)(?!\w)", re.IGNORECASE)
_TO = re.compile(r"\btill\s+$", re.IGNORECASE)
_MATTER = re.compile(
    r"(?<!\w)(?:ärende(?:t|na)?|fråga(?:n)?|motion(?:en)?|medborgarförslag(?:et)?|beslut(?:et)?)(?!\w)",
    re.IGNORECASE,
)
_WITHOUT = re.compile(
    r"utan\s+(?:eget\s+|egna\s+|något\s+)?(?:yttrande|förslag|ställningstagande|synpunkter|beslut)|"
    r"för\s+(?:vidare\s+)?(?:beslut|avgörande|ställningstagande)",
    re.IGNORECASE,
)
_PROPOSES = re.compile(
    r"(?<!\w)(?:föreslå(?:r)?|rekommendera(?:r)?|hemställ(?:er|a)\s+(?:hos|till|att))\s+(?:därmed\s+|därför\s+|även\s+|också\s+)?(?:att\s+)?",
    re.IGNORECASE,
)
_IS_PROPOSED = re.compile(
    r"^\s+föreslås\s+(?:därmed\s+)?(?:att\s+)?(?:besluta|anta|godkänna|fastställa|bevilja|bifalla|avslå|utse|upphäva|anse|notera|"
    r"ställa\s+sig\s+bakom|avsätta)(?!\w)",
    re.IGNORECASE,
)
_PROPOSES_ITSELF = re.compile(
    r"^\s+(?:beslutar\s+(?:att\s+)?)?föreslår?\s+(?:därmed\s+|därför\s+|även\s+|också\s+)?(?:att|bifall|avslag|följande)\b",
    re.IGNORECASE,
)
"""'Kommunstyrelsen föreslår att …', without a receiver."""

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])|\n")


def first_sentence(text: str) -> str:
    """The text up to its first full stop or line break."""
    return _SENTENCE.split(text, maxsplit=1)[0]


def outcome(text: str) -> str:
    """The outcome of a decision point, one of the domain's closed set, or 'annat'. What it hangs on is no outcome."""
    head = _CONDITION.split(first_sentence(text), maxsplit=1)[0]
    if len(parts := met_with(_CONDITION.split(text, maxsplit=1)[0])) > 1:
        return next(name for name in BY_PART if name in parts)
    if (granted := _INNER.search(head)) and (inner := _named(head[granted.end() :])):
        return inner
    return _named(head) or OTHER


def _named(head: str) -> str | None:
    """The first outcome of the strongest form that some words name, None for none."""
    for rules in _RULES:
        found = [(match.start(), name) for name, rule in rules if (match := rule.search(head))]
        if found:
            return min(found)[1]
    return None


def proposed_to(text: str, own: Body, config: KommunConfig) -> Body | None:
    """The body that a point proposes a decision to ('att föreslå kommunfullmäktige att …'), None where it decides."""
    mentions = config.bodies.find_all(text)
    for mention in mentions:
        if mention.genitive or same_body(mention.body, own):
            continue
        before = text[: mention.start]
        verb = next((found for found in _PROPOSES.finditer(before) if found.end() == len(before)), None)
        if verb and _subject_is_own(mentions, verb.start(), own):
            return mention.body
        if _IS_PROPOSED.match(text[mention.end :]):
            return mention.body
    return None


def further_body(text: str, first: Body, config: KommunConfig) -> Body | None:
    """The body that `first` is to propose a decision to in its turn ('föreslår kommunstyrelsen föreslå kommunfullmäktige att
    …'), the last of them; None where it is to decide."""
    found, subject = None, None
    for mention in config.bodies.find_all(text):
        if mention.genitive:
            continue
        before = text[: mention.start]
        proposes = any(verb.end() == len(before) for verb in _PROPOSES.finditer(before))
        if proposes and subject is not None and same_body(subject, found or first):
            found = mention.body
        subject = mention.body
    return found


def _proposes_itself(text: str, own: Body, config: KommunConfig) -> bool:
    """Whether a point says that the body proposes, and not to whom."""
    opening = next(iter(config.bodies.find_all(text)), None)
    return bool(
        opening
        and opening.start == 0
        and same_body(opening.body, own)
        and _PROPOSES_ITSELF.match(text[opening.end :])
    )


def _subject_is_own(mentions: tuple[Mention, ...], verb_at: int, own: Body) -> bool:
    """Whether the body that proposes, where one is named before the verb, is the minutes' own."""
    subjects = [mention for mention in mentions if mention.end <= verb_at and not mention.genitive]
    return not subjects or same_body(subjects[0].body, own)


def passed_to(text: str, own: Body, config: KommunConfig) -> tuple[bool, Body | None]:
    """Whether a point passes the matter on without an opinion, and to which body."""
    head = first_sentence(text)
    verb = _PASSED_ON.search(head)
    if verb is None:
        return False, None
    receivers = [
        mention.body
        for mention in config.bodies.find_all(head[verb.end() :])
        if not same_body(mention.body, own)
    ]
    if _WITHOUT.search(head) or (receivers and _MATTER.search(head)):
        return True, receivers[0] if receivers else None
    return False, None


def sent_to(text: str, own: Body, config: KommunConfig) -> Body | None:
    """The body that a decided point sends something to ('återremitteras till socialnämnden'), None where it names none."""
    head = first_sentence(text)
    verb = _SENT.search(head)
    if verb is None:
        return None
    rest = head[verb.end() :]
    return next(
        (
            mention.body
            for mention in config.bodies.find_all(rest)
            if not mention.genitive and not same_body(mention.body, own) and _TO.search(rest[: mention.start])
        ),
        None,
    )


def only_notes(text: str) -> bool:
    """Whether every sentence of a point only notes something."""
    sentences = [sentence for sentence in _SENTENCE.split(text) if sentence.strip()]
    return bool(sentences) and all(_NOTES.search(part) and not _DECIDES.search(part) for part in sentences)


def point_level(text: str, own: Body, config: KommunConfig) -> tuple[Level, Body | None]:
    """Level of a point under an own decision heading, and the body it goes on to."""
    target = proposed_to(text, own, config)
    if target:
        return Level.FORSLAG, target
    if _proposes_itself(text, own, config):
        return Level.FORSLAG, config.bodies.named(own.proposes_to) if own.proposes_to else None
    passed, receiver = passed_to(text, own, config)
    if passed:
        return Level.OVERLAMNAT, receiver
    if only_notes(text):
        return Level.INFORMATION, None
    return Level.BESLUT, sent_to(text, own, config)
