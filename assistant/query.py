"""What is asked: which kommun, body, meeting, §, dnr and people, and what about them.

The words that tell kinds of question apart are data in `assistant.question_words`; here they are put together with
dates, numbers and names into one `Query`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from assistant import question_numbers
from assistant.equals import said
from assistant.question_words import (
    ENGLISH_SIGNS,
    ENGLISH_WORDS,
    OPENING_WORDS,
    RECOGNISERS,
    Want,
    frames,
    without_frames,
)
from assistant.schema import Language
from ingest.analyse import STOP_WORDS, fold, stem, words
from ingest.bodies import Bodies, Body
from ingest.dates import MONTHS, parse_dates
from ingest.paragraph_numbers import section_numbers, without_sections

_NAME = re.compile(
    r"\b[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖÉ][a-zåäöéü]+)?(?:\s+[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖÉ][a-zåäöéü]+)?)+"
)
_PROPER = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-ZÅÄÖ][\wåäöéü-]+")
_DESIGNATION = re.compile(r"(?<![\w:/-])\d{1,3}:\d{1,4}(?![\w:/-])")
_SOURCE = re.compile(r"\b(?:enligt|according to|i följd av)\s+(?P<what>[^?.,;–]{3,70})", re.IGNORECASE)
_DECIDES = re.compile(
    r"\b(?:möte|sammanträd|protokoll|beslut|beslöt|avslog|biföll|godkänd|antog)", re.IGNORECASE
)
_VA = re.compile(r"\bVA\b|\bva-")
_DETAIL = re.compile(
    r"(?<!\bom )(?<!\bför )(?<!\bär )(?<!\ben )\b(?:jäv|reservation(?:en|er|erna)?|protokollsanteckning(?:en|ar|arna)?|votering(?:en|ar|arna)?|omröstning(?:en|ar)?"
    r"|röstsiffror(?:na)?|yrkande(?:t|n|na)?|återremiss(?:en)?|bordläggning(?:en)?)\b",
    re.IGNORECASE,
)
_MEANING = re.compile(
    r"\bvad (?:avses|menas|betyder|innebär|står .* för)\b|\bdefin|^\W*vad är (?:(?:en|ett) \w+|\w*[^\Wnt])\W*$",
    re.IGNORECASE,
)
_DOTS = re.compile("[åäö]", re.IGNORECASE)
_CAPITALS = re.compile(r"(?<![\w-])[A-ZÅÄÖ]{2,6}(?![a-zåäö])")
_POSSESSIVE = re.compile(r"(?<=\w)['’:]s\b")
_GLOSS = re.compile(r"\([A-ZÅÄÖ]{2,6}\)")
_MOST_TERMS = 60
"""Words that a question is about: each is compared with all words of what is found."""

_HOW_MUCH = re.compile(
    r"\b(?:vad|vilke[nt]|hur (?:mycket|stor|hög)\w*|kosta\w*|belopp\w*|how much)\b", re.IGNORECASE
)
_NEWEST = re.compile(
    r"\b(?:senaste|nyaste|latest|most recent|senast\s+beslut|sista\s+(?:beslut|möte|sammanträd|protokoll))",
    re.IGNORECASE,
)
_SWEDISH_SIGNS = re.compile(
    r"[åäöÅÄÖ]|\b(?:och|att|som|vad|när|hur|vem|vilka|vilken|vilket|är|på|om|för|har|det)\b", re.IGNORECASE
)
_ENGLISH_MONTHS = tuple(
    zip(
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        MONTHS,
        strict=True,
    )
)
_ENGLISH_BODIES = tuple(
    (re.compile(pattern, re.IGNORECASE), body)
    for pattern, body in (
        (
            r"\bmunicipal executive (?:board|committee)'?s?\b|\b(?:the )?executive board\b|\bmunicipal board\b",
            "kommunstyrelsen",
        ),
        (r"\b(?:municipal |city |local )?council\b(?! of)", "kommunfullmäktige"),
        (r"\bgeneral committee\b", "allmänna utskottet"),
        (r"\btechnical (?:committee|board)\b", "tekniska nämnden"),
        (r"\bsocial (?:welfare |services )?(?:board|committee)\b", "socialnämnden"),
        (r"\bworking committee\b", "arbetsutskottet"),
    )
)
_DOTTED = {
    fold(word): word
    for word in (
        *("är", "när", "på", "från", "för", "många", "över", "någon", "något", "några", "även", "också"),
        *(
            "ordförande",
            "ledamöter",
            "ledamöterna",
            "ersättare",
            "närvarande",
            "närvarade",
            "justerade",
            "nämnden",
        ),
        *(
            "föreslog",
            "föreslogs",
            "föreslår",
            "röstade",
            "jävig",
            "jäv",
            "omröstning",
            "möte",
            "mötet",
            "sammanträde",
        ),
        *(
            "sammanträdet",
            "beslöt",
            "avslöts",
            "ärende",
            "ärendet",
            "ärenden",
            "återremiss",
            "återremitterades",
        ),
    )
    if fold(word) != word
}
"""Words that frame a question, as they are typed without the dots of å, ä and ö."""

_BODY_WORDS = (
    *("kommunfullmäktiges", "kommunfullmäktige", "fullmäktiges", "fullmäktige", "kommunstyrelsens"),
    *("kommunstyrelsen", "arbetsutskottets", "arbetsutskottet"),
)
_OF_BODY = re.compile(
    r"(?<![\w-])([A-ZÅÄÖ]{2,6}|ks|kf|au)-((?:protokoll|möte|sammanträde|beslut|paragraf|ärende)\w*)(?![\w-])"
)
"""'KS-protokollet', 'kf-mötet': a body in front of what is its."""

_GENITIVE = re.compile(r"(?<=[A-ZÅÄÖ]):(?:s|n|ns|en|ens|ar|er)\b")
_LONG_NAME = 12
_KEY = re.compile(r"(?<![\w-])(?:[A-ZÅÄÖ]{2,6}|[a-zåäö]{2,6})(?![\w-])")
_WORDS_TOO = frozenset({"ale", "berg", "bjuv", "hjo", "kil", "klippan", "lund", "mark", "sala", "vara"})
"""Kommuner whose names are words as well."""

_RECEIVES = re.compile(
    r"(?:\btill(?:\s+beslut)?(?:\s+(?:i|för|av))?|\bi|\batt|\bto(?: the)?)\s+$", re.IGNORECASE
)
_OBJECT = re.compile(
    r"\b(?<!är )(?<!var )(?:ledamot|ersättare|ordförande|suppleant|plats|uppdrag\w*|val\w*|ansvarsfrihet|bidrag|pengar|ersatte|ersätter|efterträ\w+)\s+(?:(?!reserv|röst|yrka|jäv|delt)\w+\s+){0,3}?(?:i|till|för|av|från)\s+$|"
    r"\b(?:beviljades|får|fick|ger|ge)\s+$",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\s+(?:\w+\s+)?(?:ram(?:en|ar)?|budget\w*|anslag\w*|underskott\w*|överskott\w*|resultat\w*|kostnad\w*|avgift\w*|taxa\w*|medlemsbidrag\w*"
    r"|delegationsordning\w*|delegeringsordning\w*|reglemente\w*|verksamhet\w*|ekonomi\w*|omsättning\w*)\b",
    re.IGNORECASE,
)
"""After a body in the genitive: its money or rules. 'AVRF:s budget' is what is asked about; AVRF decides nothing there."""

_SENDS = re.compile(
    r"\b(?:förslag|föresl|överlämn|lämn|skick|vidare|proposal|passed|propos)\w*[^.?!]{0,30}$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase of the question that says what it is about. `also`: words and phrases that mean the same (VA, an
    English word).

    `proper`: a name; `source`: it names the document to answer from ('enligt cykelplanen'); `exact`: an abbreviation in
    capitals, which is no form of another word ('SAMLA' is not 'samlad')."""

    word: str
    also: tuple[str, ...] = ()
    proper: bool = False
    source: bool = False
    exact: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        """The word and its equals."""
        return (self.word, *self.also)


@dataclass(frozen=True, slots=True)
class Query:
    """A question taken apart. `wants`: what is asked for, the first the most telling one.

    `body_terms`: the bodies as words, for questions about a body rather than of its decisions. `bodies`: bodies named; `receivers`: keys of
    those that something is sent or proposed to; `date`: a day named; `period`: first and last day that a year or month names;
    `numbers`: §§ named; `dnr_tail`: year and number of a dnr
    named without its organ ('2021-345'); `exact`: designations such as '4:17'; `meeting_date`: the day stands right
    after the body, so that it is the meeting's; `figures`: other numbers, as digits; `kommuner`: kommuner of the archive that are named.
    """

    text: str
    language: Language
    wants: tuple[Want, ...]
    terms: tuple[Term, ...]
    body_terms: tuple[Term, ...] = ()
    receivers: tuple[str, ...] = ()
    bodies: tuple[Body, ...] = ()
    dates: tuple[dt.date, ...] = ()
    period: tuple[dt.date, dt.date] | None = None
    years: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()
    dnr_key: str | None = None
    dnr_tail: str | None = None
    exact: tuple[str, ...] = ()
    meeting_date: bool = False
    figures: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    kommuner: tuple[str, ...] = ()
    newest: bool = False

    @property
    def english(self) -> bool:
        """Whether the frame of the answer is to be English."""
        return self.language == "en"

    def asks(self, *wants: Want) -> bool:
        """Whether any of `wants` is asked for."""
        return any(want in self.wants for want in wants)


def parse(
    text: str,
    *,
    today: dt.date,
    bodies: Bodies,
    held_bodies: Collection[str] = (),
    kommuner: Collection[str] = (),
) -> Query:
    """Take a question apart. `held_bodies`: keys of the bodies that the archive has minutes of."""
    language = language_of(text)
    dotless = language == "sv" and not _DOTS.search(text)
    text = _spelt(text, language)
    unnumbered = question_numbers.without_dnr(text, held_bodies)
    named, receivers = _bodies(unnumbered, bodies, held_bodies)
    dates = parse_dates(text, default_year=None)
    numbers, dnr = section_numbers(text), question_numbers.dnr(text, held_bodies)
    own = _kommuner(text, kommuner)
    years = question_numbers.years(unnumbered, today)
    blanked = question_numbers.without_dates(unnumbered)
    return Query(
        text=text,
        language=language,
        wants=_wants(text),
        terms=_terms(text, language, named, own, held_bodies, dotless=dotless),
        body_terms=tuple(
            Term(body.name.casefold().split()[-1], (body.key.casefold(),), proper=True) for body in named
        ),
        bodies=named,
        receivers=receivers,
        dates=tuple(date.date for date in dates),
        period=question_numbers.period(blanked, years) if not dates else None,
        years=years,
        numbers=numbers,
        dnr_key=dnr,
        dnr_tail=None if dnr else question_numbers.dnr_tail(text),
        exact=tuple(dict.fromkeys(_DESIGNATION.findall(text))),
        meeting_date=question_numbers.follows_a_body(text, bodies),
        figures=question_numbers.figures(blanked, years, numbers) if not dnr else (),
        names=_names(text, bodies),
        kommuner=own,
        newest=bool(_NEWEST.search(text)),
    )


def language_of(text: str) -> Language:
    """The language of a question, which its answer's frame is to have."""
    found = words(text)
    english = sum(word in ENGLISH_SIGNS for word in found)
    swedish = len(_SWEDISH_SIGNS.findall(text))
    return "en" if english >= 2 and english > swedish else "sv"


def _spelt(text: str, language: str) -> str:
    """The question with a common misspelling mended, and in English with months and bodies in Swedish."""
    text = re.sub(r"(?<=[Nn])ämd(?=en|er|ens|s?\b)", "ämnd", text)
    text = re.sub(r"\b([Kk])ommunstyrelses?\b", r"\1ommunstyrelsen", text)
    text = _OF_BODY.sub(r"\1 \2", text)
    text = re.sub(r"[^\W\d_]{10,}", lambda match: _body_word(match.group()), text)
    if language == "sv" and not _DOTS.search(text):
        text = re.sub(r"[A-Za-z]+", lambda match: _DOTTED.get(match.group(), match.group()), text)
    if language == "en":
        for english, swedish in _ENGLISH_MONTHS:
            text = re.sub(rf"\b{english}\b", swedish, text)
        text = re.sub(r"\b([a-zåäö]+) (\d{1,2}),? ((?:19|20)\d\d)\b", r"\2 \1 \3", text)
        for pattern, body in _ENGLISH_BODIES:
            text = pattern.sub(body, text)
    return text


def _body_word(word: str) -> str:
    """A body's name where the word is one misspelt: dots left out, one letter wrong, two in a long one."""
    folded = fold(word.lower())
    for name in _BODY_WORDS:
        allowed = 1 + (len(name) > _LONG_NAME)
        if OSA.distance(folded, fold(name), score_cutoff=allowed) <= allowed:
            return word if word.lower() in _BODY_WORDS else name
    return word


def _wants(text: str) -> tuple[Want, ...]:
    """What is asked for, the most telling first. What a word means is no question of money, whatever the word is."""
    found = tuple(want for want, pattern in RECOGNISERS if pattern.search(text))
    if _MEANING.search(text) or (Want.YES_NO in found and not _HOW_MUCH.search(text)):
        return tuple(want for want in found if want is not Want.AMOUNT)
    return found


def _bodies(text: str, bodies: Bodies, held: Collection[str]) -> tuple[tuple[Body, ...], tuple[str, ...]]:
    """The bodies named, in order, and the keys of those that only receive something ('förslag till KF')."""
    mentions = bodies.find_all(text)
    found = [(mention.start, mention.body) for mention in mentions]
    owners = {one.start for one in mentions if one.genitive and _OWN.match(text[one.end :])}
    owners |= {
        m.start()
        for m in _KEY.finditer(text)
        if text[m.end() :].startswith(":s") and _OWN.match(text[m.end() + 2 :])
    }
    for match in _KEY.finditer(text):
        key = match.group().upper()
        if match.group().islower() and (match.group() in STOP_WORDS or key not in {"KS", "KF", "AU", *held}):
            continue
        body = bodies.with_key(key)
        if key in held and body is None:
            body = Body(key, key)
        if body is not None and not any(
            start <= match.start() < start + 40 and body.key == b.key for start, b in found
        ):
            found.append((match.start(), body))
    placed = [
        (start, _held_form(body, bodies, held, decides=bool(_DECIDES.search(text))))
        for start, body in sorted(found, key=lambda entry: entry[0])
    ]
    objects = [body.key for start, body in placed if _OBJECT.search(text[:start]) or start in owners]
    receivers = objects + [
        body.key
        for start, body in placed
        if (preposition := _RECEIVES.search(text[:start])) and _SENDS.search(text[: preposition.start()])
    ]
    acting = {body.key for start, body in placed} - set(receivers)
    kept = tuple(key for key in dict.fromkeys(receivers) if key not in acting)
    return tuple({body.key: body for _, body in placed}.values()), kept


def _held_form(body: Body, bodies: Bodies, held: Collection[str], *, decides: bool) -> Body:
    """The body as the archive holds it: 'arbetsutskottet' or 'AU' is KSAU where only KSAU has minutes here, and
    'nämnden' the only one here, where the question is about what it did (`decides`) and not about its budget."""
    if body.key in held or not held:
        return body
    folded = body.name.casefold()
    if decides and folded in ("nämnd", "nämnden"):
        boards = [one for one in (bodies.with_key(key) or Body(key, key) for key in held) if _is_board(one)]
        return boards[0] if len(boards) == 1 else body
    if body.key == "AU" or "arbetsutskott" in folded or folded == "utskottet":
        for key in sorted(held):
            if key.endswith("AU") and (body.key in ("AU", key) or folded in ("arbetsutskottet", "utskottet")):
                return bodies.with_key(key) or Body(key, key)
    return body


def _is_board(body: Body) -> bool:
    """Whether a body is a nämnd; of one that only its key is known of, the key's last letter tells."""
    return body.name.casefold().endswith(("nämnd", "nämnden")) or (
        body.name == body.key and body.key[-1] == "N"
    )


def _kommuner(text: str, held: Collection[str]) -> tuple[str, ...]:
    """The kommuner of the archive that are named. Another one stays a word to be met, so its questions are refused.

    A name that is a word as well ('Mark', 'Vara') counts only as a name is written.
    """
    return tuple(name for name in held if _kommun_named(name, text))


def _kommun_named(name: str, text: str) -> bool:
    written = rf"\b{re.escape(name)}s?\b"
    if name.casefold() not in _WORDS_TOO:
        return bool(re.search(written, text, re.IGNORECASE))
    return bool(re.search(rf"(?<!^)(?<![.?!]\s){written}", text)) or bool(
        re.search(rf"{written}\s+kommun", text, re.IGNORECASE)
    )


def _names(text: str, bodies: Bodies) -> tuple[str, ...]:
    found = []
    for match in _NAME.finditer(text):
        parts = match.group().split()
        if parts[0].casefold() in OPENING_WORDS:
            parts = parts[1:]
        if len(parts) >= 2 and bodies.find(" ".join(parts)) is None:
            found.append(" ".join(parts))
    return tuple(dict.fromkeys(found))


def _terms(
    text: str,
    language: Language,
    named: tuple[Body, ...],
    kommuner: tuple[str, ...],
    held: Collection[str],
    *,
    dotless: bool,
) -> tuple[Term, ...]:
    blanked = question_numbers.without_dates(question_numbers.without_dnr(_GENITIVE.sub("", text), held))
    blanked = question_numbers.without_amounts(question_numbers.without_meeting_month(blanked))
    proper = {word for match in _PROPER.finditer(text) for word in words(match.group())}
    body_words = {stem(word) for body in named for name in (body.name, *body.aliases) for word in words(name)}
    body_words |= {body.key.casefold() for body in named}
    left_out = {kommun.casefold() for kommun in kommuner} | {f"{kommun.casefold()}s" for kommun in kommuner}
    sources = {word for match in _SOURCE.finditer(blanked) for word in words(_until_clause(match["what"]))}
    found: dict[str, Term] = {}
    capitals = set() if text.isupper() else {match.group().lower() for match in _CAPITALS.finditer(text)}
    if language == "en":
        blanked = _GLOSS.sub(" ", blanked)
    whole = without_frames(without_sections(_POSSESSIVE.sub("", blanked)))
    bare = _DETAIL.sub(" ", whole)
    telling = any(not frames(word, dotless=dotless) for word in words(bare))
    asked = words(bare if telling else whole)
    same = {place: one for one in said(asked, language) for place in range(one.first, one.last + 1)}
    for place, word in enumerate(asked):
        one = same.get(place)
        if one and one.last > one.first:
            if place == one.first:
                phrase = asked[place : one.last + 1]
                own = [w for w in phrase if w not in left_out]
                found[" ".join(phrase)] = Term(
                    " ".join(phrase), one.forms, any(w in proper for w in own), all(w in sources for w in own)
                )
            continue
        framing = frames(word, dotless=dotless) and (word not in proper or word in STOP_WORDS)
        if framing or word in left_out or word in found or (len(word) == 1 and not word.isdigit()):
            continue
        if word == "va" and not _VA.search(text):  # 'va sa …' is 'vad sa …', 'VA' is water and sewage
            continue
        if stem(word) in body_words or (language == "en" and word in ENGLISH_WORDS and not one):
            continue
        found[word] = Term(word, one.forms if one else (), word in proper, word in sources, word in capitals)
    return tuple(found.values())[:_MOST_TERMS]


def _until_clause(text: str) -> str:
    """The words up to where a new question begins: 'cykelplanen och hur mycket …' → 'cykelplanen'."""
    return re.split(r"\s+(?:och|samt|and)\s+", text)[0]
