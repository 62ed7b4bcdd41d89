"""What a list's paragraphs have in common, by the question's words: their outcome, their level, what kind of matter they are,
and what else happened in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.answer.criterion import (
    Criterion,
    in_points,
    kind,
    level,
    outcome,
    permit,
    section,
    trait,
)
from ingest.initiatives import SETTLES
from ingest.model import Level, SectionKind
from ingest.stored import StoredParagraph

_NEGATED = re.compile(
    r"\b(?:inte|ej|aldrig|icke|utan|ingen|inget|inga|not|no|without)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
_NOT_AFTER = re.compile(r"\s+(?:inte|ej|aldrig|not)\b", re.IGNORECASE)
_REFUSES = frozenset({"avslås", "återremitteras", "bordläggs", "utgår", "överlämnas", "noteras", "antecknas"})


CONSIDERED, ANSWERED = "ansågs besvarade", "besvarades"
PROPOSAL = "var förslag till nästa organ"
_GIVES_DUTY = r"\bi uppdrag\b|\buppdra(?:r|s)?\b|\buppdrag(?:et)? (?:ges|lämnas)\b"
_PERMITS = (
    ("bygglov", "bygglov"),
    ("rivningslov", "rivningslov"),
    ("marklov", "marklov"),
    ("strandskydds?dispens", "strandskyddsdispens"),
    ("förhandsbesked", "förhandsbesked"),
)

OUTCOMES: tuple[Criterion, ...] = (
    outcome(r"\b(?:återremit\w*|sent back)", "återremitterades", "återremitteras"),
    outcome(r"\b(?:bordla\w*|bordlägg\w*|sköts upp|postponed)", "bordlades", "bordläggs"),
    outcome(r"\b(?:avsl(?:og|ag|å)\w*|avslås|rejected)", "avslogs", "avslås"),
    outcome(r"\b(?:bifall\w*|biföll\w*|bifölls|granted)", "bifölls", "bifalls"),
    outcome(r"\b(?:anses?|ansågs|ansetts)\b.*\bbesvara\w*", CONSIDERED, "anses besvarad"),
    outcome(r"\b(?:besvara(?:des|ts|de|t)|answered)\b", ANSWERED, *SETTLES),
    outcome(r"\b(?:bevilja(?:de|des|ts|t|s)?|granted)\b", "beviljades", "beviljas"),
    outcome(r"\b(?:utsågs?|utsetts|utsåg|valdes|appointed)\b", "utsåg någon", "utses"),
    outcome(r"\btill handlingarna\b", "lades till handlingarna", "läggs till handlingarna"),
)
"""What became of them; the body's own decision, or only its proposal where it has not decided so."""

_MOVED = re.compile(r"\byrka\w*[^?]*\b(?P<what>avslag|bifall|återremiss|bordläggning)\b", re.IGNORECASE)
_ADOPTED = re.compile(
    r"\b(?:(?P<antas>antogs?|antagits|antagit|antas?|adopted)|(?P<fastställs>fastställ(?:de|des|ts|t|a|s))"
    r"|(?P<godkänns>godkän(?:de|des|ts|t|na|ns)|approved))\b",
    re.IGNORECASE,
)
_ADOPTED_SAID = {"antas": "antogs", "fastställs": "fastställdes", "godkänns": "godkändes"}

LEVELS: tuple[Criterion, ...] = (
    trait(
        r"\b(?:överlämna\w*|lämna\w* vidare|lämna\w* över|skicka\w* vidare|utan eget yttrande|passed on)",
        level(Level.OVERLAMNAT),
        "överlämnades",
        "överlämnades inte",
    ),
    trait(
        r"\b(?:informations?ärenden\w*|information|noterades|antecknades)\b",
        level(Level.INFORMATION),
        "var information",
        "var inte bara information",
    ),
    trait(
        r"\b(?:föreslogs?|föreslår|förslag\b[^?]*\btill|proposed|proposals)",
        level(Level.FORSLAG),
        PROPOSAL,
        "var inte förslag",
    ),
)

KINDS: tuple[Criterion, ...] = (
    kind(r"\bmotion(?:en|er|erna|s)?\b", r"\bmotion(?:en|er|erna|ssvar\w*)?\b", "gällde motioner"),
    kind(
        r"\b(?:medborgarförslag|medborgarinitiativ|e-förslag)\w*",
        r"\b(?:medborgarförslag|medborgarinitiativ|e-förslag)",
        "gällde medborgarförslag",
    ),
    kind(
        r"\b(?:initiativärend\w*|ledamotsinitiativ\w*)",
        r"\b(?:initiativärend|ledamotsinitiativ)",
        "gällde initiativärenden",
    ),
    kind(r"\binterpellation\w*", r"\binterpellation", "gällde interpellationer"),
    kind(r"\benkl?a? frågor?n?a?\b", r"^(?:enkel )?fråga\b|\benkel fråga\b", "gällde enkla frågor"),
    kind(
        r"\b(?:avsägels\w*|avsade|entledig\w*)(?:\s+(?:av|från)\s+(?:\w+\s+){0,2}?\w*uppdrag\w*)?",
        r"\b(?:avsägels|entledig)",
        "gällde avsägelser",
    ),
    kind(r"\bkompletteringsval\w*", r"kompletteringsval", "gällde kompletteringsval"),
    kind(r"\bfyllnadsval\w*", r"fyllnadsval", "gällde fyllnadsval"),
    kind(
        r"\bval\b",
        r"\b(?:(?:kompletterings|fyllnads|person|ny|om)?val)\b",
        "gällde val",
        unless=r"\bjuster",
    ),
    *(permit(word, said) for word, said in _PERMITS),
    kind(r"\bdetaljplan(?:er|erna)\b", r"\bdetaljplan", "gällde detaljplaner", loose=True),
    kind(r"\btaxor(?:na)?\b", r"\b\w*tax(?:a|an|or|orna)\b", "gällde taxor", loose=True),
    kind(r"\bremiss(?:er|erna|svar)\b", r"\bremiss|\byttrande över\b", "gällde remisser", loose=True),
    kind(
        r"\bupphandling(?:ar|arna)\b",
        r"upphandling|\bramavtal|tilldelning",
        "gällde upphandlingar",
        loose=True,
    ),
    kind(
        r"\bstyrdokument(?:en)?\b",
        r"\b\w*(?:policy|policyn|riktlinjer(?:na)?|reglementen?|program(?:met)?|strategin?|föreskrifter|ordning|taxa|plan(?:en)?)\b",
        "gällde styrdokument",
        unless=r"dagordning|föredragning",
        loose=True,
    ),
    kind(r"\bpolicy(?:er|erna|s|dokument)\b", r"\b\w*policy", "gällde policyer", loose=True),
    kind(r"\bavtal(?:en)?\b", r"\b\w*avtal", "gällde avtal", loose=True),
    kind(r"\bfastighetsförsäljning\w*|\bförsäljningar\b", r"försäljning", "gällde försäljning", loose=True),
)

TRAITS: tuple[Criterion, ...] = (
    trait(
        r"\b(?:votering\w*|omröstning\w*|röstade)",
        lambda p: bool(p.votes) or section(SectionKind.VOTERING)(p),
        "avgjordes efter votering",
        "avgjordes utan votering",
        SectionKind.VOTERING,
    ),
    trait(
        r"\breserv(?:ation|erade|erat|erar)\w*",
        section(SectionKind.RESERVATION),
        "har reservation",
        "har ingen reservation",
        SectionKind.RESERVATION,
    ),
    trait(
        r"\bjäv\w*",
        section(SectionKind.JAV),
        "har jäv antecknat",
        "har inget jäv antecknat",
        SectionKind.JAV,
    ),
    trait(
        r"\b(?:yrkanden?\w*|yrkades?|yrkat)\b",
        section(SectionKind.YRKANDE),
        "har yrkanden",
        "har inga yrkanden",
        SectionKind.YRKANDE,
    ),
    trait(
        r"\b(?:protokollsanteckning\w*|särskil(?:t|da) yttrande\w*)",
        section(SectionKind.ANTECKNING),
        "har anteckning till protokollet",
        "har ingen anteckning till protokollet",
        SectionKind.ANTECKNING,
    ),
    trait(
        r"\bvilka (?:\w+ )?uppdrag\b|\b(?:gav|gavs|gett|fick|får|lämnade)\b[^?]*\buppdrag\b|\buppdrog\w*",
        in_points(_GIVES_DUTY),
        "gav uppdrag",
        "gav inget uppdrag",
        point=_GIVES_DUTY,
    ),
)

CRITERIA: tuple[Criterion, ...] = (*LEVELS[:1], *OUTCOMES, *LEVELS[1:2], *KINDS, *TRAITS, *LEVELS[2:])


def criteria_of(text: str) -> list[Criterion]:
    """The criteria that the question's words name, those that it denies turned round ('inte avslogs')."""
    found = [_as_said(criterion, text) for criterion in CRITERIA if criterion.named_in(text)]
    if _MOVED.search(text):  # what somebody moved is not what was decided: 'Vem yrkade avslag?'
        found = [one for one in found if not one.outcome]
    if any(one.said == PROPOSAL for one in found):  # 'föreslogs avslås'
        found = [one.as_proposed() for one in found]
    if any(one.said == CONSIDERED for one in found):
        found = [one for one in found if one.said != ANSWERED]
    adopted = _ADOPTED.search(text)
    if adopted and adopted.lastgroup and not any(one.said == PROPOSAL for one in found):
        found.append(_adopted(adopted.lastgroup, of_kind=any(one.kind for one in found)))
    return found


def moved(text: str) -> str | None:
    """What somebody is said to have moved: 'avslag', 'bifall'; None where the question says nothing of it."""
    match = _MOVED.search(text)
    return match["what"].casefold() if match else None


def _as_said(criterion: Criterion, text: str) -> Criterion:
    match = criterion.pattern.search(text)
    assert match is not None
    negated = _NEGATED.search(text[: match.start()]) or _NOT_AFTER.match(text[match.end() :])
    if not criterion.denied or not negated:
        return criterion
    fits = criterion.fits
    return replace(criterion, fits=lambda p: not fits(p), said=criterion.denied, proposed=None, negated=True)


def _adopted(name: str, *, of_kind: bool) -> Criterion:
    """What a body has adopted. Of a kind of matter ('Vilka taxor antogs?') all that it decided and did not refuse: minutes
    say 'antas', 'fastställs' and 'godkänns' of the same things, or only what holds from now on."""
    if not of_kind:
        return replace(outcome("", _ADOPTED_SAID[name], name), pattern=_ADOPTED)
    return Criterion(_ADOPTED, _settled, "beslutades", outcome=True)


def _settled(p: StoredParagraph) -> bool:
    return p.level in (Level.BESLUT, Level.BLANDAT) and p.outcome not in _REFUSES


def choose(found: Iterable[StoredParagraph], criteria: Sequence[Criterion]) -> list[StoredParagraph]:
    """The paragraphs that are of one of the kinds, have one of the outcomes and one of the parts (a reservation, a vote),
    and fit all the rest."""
    kinds = [one for one in criteria if one.kind]
    outcomes = [one for one in criteria if one.outcome and not one.negated]
    parts = [one for one in criteria if _is_part(one) and one not in kinds]
    rest = [one for one in criteria if one not in kinds and one not in outcomes and one not in parts]
    groups = [group for group in (kinds, outcomes, parts, *([one] for one in rest)) if group]
    return [p for p in found if all(any(one.fits(p) for one in group) for group in groups)]


def said_of(criteria: Sequence[Criterion]) -> str:
    """The criteria as the end of a sentence: 'gällde motioner eller medborgarförslag och avslogs'."""
    kinds = [one.said for one in criteria if one.kind]
    outcomes = [one.said for one in criteria if one.outcome and not one.negated]
    parts = [one.said for one in criteria if _is_part(one) and not one.kind]
    rest = [
        one.said
        for one in criteria
        if not one.kind and not _is_part(one) and (not one.outcome or one.negated)
    ]
    if any(said.startswith("föreslogs") for said in outcomes):
        rest = [said for said in rest if said != PROPOSAL]
    named = " eller ".join([*kinds[:1], *(said.removeprefix("gällde ") for said in kinds[1:])])
    return " och ".join(filter(None, (named, " eller ".join(outcomes), " eller ".join(parts), *rest)))


def _is_part(criterion: Criterion) -> bool:
    return criterion.section is not None and not criterion.negated and not criterion.outcome
