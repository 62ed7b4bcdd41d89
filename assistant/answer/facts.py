"""Facts out of running text: which sentences of which passages carry an answer to the question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.statement import Quote, Statement, place, quoted
from assistant.answer.units import Candidate, candidates
from assistant.matching import Weighed, coverage, coverage_of, met, vocabulary
from assistant.query import Query
from assistant.question_words import Want
from assistant.retrieve import Passage
from ingest.analyse import stem
from ingest.dates import MONTHS
from ingest.model import SectionKind

AMOUNT = re.compile(
    r"\d[\d \u00a0.,]*\s?(?:%|procent|kr\b|kronor|tkr|mnkr|mkr|msek|miljon|miljard|miljoner|kkr|h\b|timmar|arbetstimmar|öre|euro|mg/l|invånare|km\b|kilometer|meter\b|m2|m²|kvadratmeter|kubikmeter|m3|m³|hektar|ha\b|kwh|mwh|gwh|mw\b|liter|ton\b|kg\b|platser|sek\b)"
    r"|(?<![\w/.:-])\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)",
    re.IGNORECASE,
)
DATE = re.compile(
    rf"(?:19|20)\d\d-\d\d(?:-\d\d)?|\b\d{{1,2}}\s+(?:{'|'.join(MONTHS)})|\b(?:{'|'.join(MONTHS)})\b|(?<![\d§/:])(?:19|20)\d\d(?![\d:/])"
    r"|\b(?:våren|hösten|sommaren|vintern|vecka|kvartal\w*|årsskifte\w*|årligen|månad\w*|veckor|dagar|fr\.?o\.?m|t\.?o\.?m)\b",
    re.IGNORECASE,
)
PERSON = re.compile(
    r"\b[A-ZÅÄÖÉ][a-zåäöéü]+(?:[- ][A-ZÅÄÖÉ][a-zåäöéü]+)+|\b\w*(?:chef|direktör|ordförande|sekreterare|handläggare|samordnare|delegat|ansvar\w*|strateg|ledare|rektor|jurist|controller|nämnd\w*|utskott\w*|styrelse\w*|fullmäktige|kommunen|förvaltning\w*|bolag\w*|länsstyrelse\w*)\b",
)
CAUSE = re.compile(
    r"\b(?:eftersom|därför|på grund av|p\.?g\.?a|beror|anledning|syfte\w*|för att|mot bakgrund|då det|orsak\w*|medför|motiv\w*|skäl\w*)\b",
    re.IGNORECASE,
)
OFTEN = re.compile(
    r"\b(?:varje|vart(?:annat| annat| tredje| fjärde| femte)?\s+år|varannan|årlig\w*|årsvis|halvår\w*|kvartal\w*|månad\w*|veckovis|vecka|daglig\w*"
    r"|löpande|mandatperiod\w*|(?:en|två|tre|fyra|\d+)\s+gånger?|every|annual\w*|monthly|weekly)\b",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"(?<![\w/:-])(?!(?:19|20)\d\d\b)\d|\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv)\b",
    re.IGNORECASE,
)
ENUMERATION = re.compile(
    r":\s*(?:[•▪o–−-]|1[.)])\s|\n\s*(?:[•▪o–−-]|\d[.)])\s|\w+, \w+(?: \w+)? (?:och|samt) \w+"
)
LABELLED = re.compile(r"[A-ZÅÄÖ][\wåäö]+(?: [\wåäö]+)?: \S")
MONEY = re.compile(r"\d\s?(?:kr\b|kronor|tkr|mnkr|mkr|miljon|miljard|öre)", re.IGNORECASE)
SUM = re.compile(
    r"\d\s?(?:kr\b|kronor|tkr|kkr|mnkr|mkr|msek|mdkr|miljon|miljard|öre|euro|sek\b)"
    r"|(?<![\w/.:-])\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)",
    re.IGNORECASE,
)
WORK = re.compile(r"\d\s?(?:h\b|arbetstimmar)")
_ASKS_COST = re.compile(
    r"\b(?:kosta(?:r|de|t)?|\w*kostnad(?:en|er|erna)?|kronor|\w*pris(?:et)?|costs?|price)\b", re.IGNORECASE
)
AIMED = re.compile(r"(?=.*\d)(?=.*\b(?:mål\w*|nå|vision\w*|\w*strategi\w*)\b)", re.IGNORECASE | re.DOTALL)
_COUNTED = re.compile(r"\b(?:hur många|how many)\s+(\w{3,})", re.IGNORECASE)
_ASKS_AIM = re.compile(r"mål(?:en|et|sättning\w*)?\b", re.IGNORECASE)

_SIGNS: tuple[tuple[Want, re.Pattern[str], SectionKind | None], ...] = (
    (Want.AMOUNT, AMOUNT, SectionKind.EKONOMI),
    (Want.DATE, DATE, SectionKind.TID),
    (Want.HOW_OFTEN, OFTEN, None),
    (Want.PERSON, PERSON, None),
    (Want.HOW_MANY, NUMBER, None),
    (Want.WHY, CAUSE, None),
    (Want.ENUMERATION, ENUMERATION, None),
    (Want.COMPARISON, NUMBER, None),
)
_SIGN_BONUS = 0.3
_YEAR_BONUS = 0.2
_SECTION_BONUS = 0.12
_HEADING_SHARE = 0.35
_LEAST_GAIN, _LEAST_BESIDE = 0.12, 0.3
"""How much of the question a further sentence has to add, and beside one that holds the amount, number or day asked for."""

_MOST = 4
_RESPECTIVE = re.compile(r"\b(?:respektive|resp|both|each)\b", re.IGNORECASE)
_QUESTION_WORDS = re.compile(
    r"\b(?:vad|va|vilke[nt]|vilka|vem|när|hur|var|varför|vart|how|what|who|when|why|which|where)\b",
    re.IGNORECASE,
)
_OTHER_UNIT, _NOW = 0.8, 0.35
_ASKS_NOW = re.compile(r"\b(?:i dag|idag|nuvarande|just nu|för närvarande|today|currently)\b", re.IGNORECASE)
IN_FORCE = re.compile(r"\b(?:i dag|idag|nuvarande|för närvarande|hittills|today|at present)\b", re.IGNORECASE)
_TO_COME = re.compile(r"\b(?:bör|föreslås|föreslår|förslag\w*|ska kunna|proposed)\b", re.IGNORECASE)
_GROUP = re.compile(r"\b\w*koncern\w*", re.IGNORECASE)
_KOMMUN = re.compile(r"\bkommun(?:en)?s?\b", re.IGNORECASE)
_OPINION = re.compile(
    r"(?:förvaltning\w*|kontor\w*|enhet\w*|avdelning\w*)\s+(?:anser|bedömer|föreslår|har i skrivelse|tillstyrker)|\brevisorerna (?:tillstyrker|anser)",
    re.IGNORECASE,
)
_OF_KOMMUN = re.compile(
    r"\bhur många\s+\w+\s+(?:har|hade|finns|fanns|bor|i|är)\b(?:\s+det)?(?:\s+i)?\s*\w*\s*\bkommunen?\b|^\W*hur många\s+\w+\s+(?:i|har)\s+\w+\W*$",
    re.IGNORECASE,
)
_TELLS_NUMBER = 0.55
_LEAD = 160
_REASONS = frozenset({SectionKind.BAKGRUND, SectionKind.YTTRANDE, SectionKind.BEREDNING})
DECIDING = frozenset({SectionKind.BESLUT, SectionKind.FORSLAG})
_PERIPHERAL = frozenset({SectionKind.UNDERLAG, SectionKind.RECIPIENTS})


def score(candidate: Candidate, query: Query, weighed: Sequence[Weighed]) -> float:
    """How well a sentence answers: the share of the question's weight it meets, and signs of the asked kind."""
    own = coverage_of(weighed, candidate.words)
    with_heading = coverage_of(weighed, candidate.words | candidate.heading)
    value = own + _HEADING_SHARE * (with_heading - own)
    for want, pattern, section in _SIGNS:
        if query.asks(want):
            value += _SIGN_BONUS * bool(pattern.search(candidate.text.value))
            value += _SECTION_BONUS * (section is not None and candidate.kind is section)
    if query.asks(Want.AMOUNT):
        value += 0.1 * bool(MONEY.search(candidate.text.value))
    if query.years and not query.dates:
        value += _year_fit(candidate, query)
    if _ASKS_AIM.search(query.text):
        value += 0.2 * bool(AIMED.search(candidate.text.value))
    if query.asks(Want.HOW_MANY) and counts(query, candidate.text.value):
        value += _SIGN_BONUS
    if query.figures and any(figure in candidate.words for figure in query.figures):
        value += _SIGN_BONUS
    if query.asks(Want.WHY):
        value += _SECTION_BONUS * (candidate.kind in _REASONS) - 2 * _SECTION_BONUS * (
            candidate.kind in DECIDING
        )
    if query.asks(Want.DEFINITION) and defines(candidate, weighed):
        value += _SIGN_BONUS
    value -= _OTHER_UNIT * _of_group(candidate.text.value, query.text)
    if _ASKS_NOW.search(query.text):
        value += _NOW * (
            bool(IN_FORCE.search(candidate.text.value)) - bool(_TO_COME.search(candidate.text.value))
        )
    if candidate.kind in _PERIPHERAL:
        value -= 0.25
    if len(candidate.text.value) < 25 and len(candidate.words) < 4:
        value -= 0.1
    return value


def _of_group(text: str, asked: str) -> bool:
    """Whether the text speaks of the kommun with its companies, where the question asks of the kommun alone."""
    return bool(_GROUP.search(text)) and bool(_KOMMUN.search(asked)) and not _GROUP.search(asked)


def counts(query: Query, text: str) -> bool:
    """Whether the text gives a number of what 'hur många …' asks for: '6 352 invånare'."""
    counted = _COUNTED.search(query.text)
    return bool(
        counted and re.search(_number_of(re.escape(stem(counted[1].casefold()))), text, re.IGNORECASE)
    )


def counted(query: Query, weighed: Sequence[Weighed], texts: Sequence[str]) -> bool:
    """Whether a text tells the number that 'hur många …' asks for: one of just that, or one in a text that meets most of
    the question. '41 vikarier av 58 är anställda' is no number of the whole kommun's employees. True where the question
    counts nothing."""
    if not _COUNTED.search(query.text) or query.asks(Want.AMOUNT, Want.VOTE):
        return True
    if any(counts(query, text) for text in texts):
        return True
    telling = [text for text in texts if has_sign(query, text)]
    near = max((coverage(weighed, text) for text in telling), default=0.0)
    return near >= _TELLS_NUMBER and not _OF_KOMMUN.search(query.text)


def _number_of(noun: str) -> str:
    """'6 352 invånare', '41 nya platser', 'antalet anställda är 310', 'invånare: 6 352'."""
    return (
        rf"\d\s+(?:(?!är\b|var\b|av\b|som\b)\w+\s+)?{noun}|\b(?:antal\w*\s+)?{noun}\w*\W+(?:\w+\s+){{0,4}}\d"
    )


def of_other_year(query: Query, passage: Passage, texts: Sequence[str]) -> bool:
    """Whether the figures told are of another year than the one that the question asks of: neither they nor their title
    or heading name it, and they name others. What names no year is of its document's."""
    if len(query.years) != 1 or query.dates or not query.asks(Want.AMOUNT, Want.HOW_MANY):
        return False
    title = passage.paragraph.title if passage.paragraph else f"{passage.section} {passage.document.title}"
    told = [text for text in texts if has_sign(query, text)]
    named = {int(year) for text in (title, *told) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)}
    spans = [(int(a), int(b)) for text in (title, *told) for a, b in _SPAN.findall(text)]
    asked = query.years[0]
    return bool(named) and asked not in named and not any(first <= asked <= last for first, last in spans)


def _year_fit(candidate: Candidate, query: Query) -> float:
    """More for a sentence that speaks of the year asked about, less for one that speaks of others only; where it names
    none, its title's year is its own."""
    paragraph = candidate.passage.paragraph
    title = vocabulary(paragraph.title) if paragraph else frozenset()
    years = _years_in(candidate.words) or _years_in(title)
    if years & set(query.years):
        return _YEAR_BONUS
    return -_YEAR_BONUS / 2 if years else 0.0


def _years_in(words: frozenset[str]) -> set[int]:
    return {int(word) for word in words if len(word) == 4 and word.isdigit() and word[:2] in ("19", "20")}


_SPAN = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[–-]\s*((?:19|20)\d\d)(?!\d)")
_NUMBERED = re.compile(
    r"\b(?:(?:del|etapp)?mål|punkt|bilaga|kapitel|kap\.|nr|nummer|tabell|figur|etapp|fas|sida|sid\.)\s*\d+\b|§+\s*\d+|(?:^|(?<=\s))\d{1,2}[.)]\s",
    re.IGNORECASE,
)
_DAY = re.compile(rf"(?:19|20)\d\d-\d\d(?:-\d\d)?|\b\d{{1,2}}\s+(?:{'|'.join(MONTHS)})\b", re.IGNORECASE)
"""Days, which count nothing either."""


def has_sign(query: Query, text: str) -> bool:
    """Whether the text holds the amount or date that the question asks for; True where it asks for neither."""
    signs = _number_signs(query)
    number = _DAY.sub(" ", _NUMBERED.sub(" ", text))
    return not signs or any(pattern.search(number if pattern is NUMBER else text) for pattern in signs)


def _number_signs(query: Query) -> list[re.Pattern[str]]:
    """What the amount, day or number asked for looks like; a cost shows in money or in hours of work."""
    amount = [SUM, WORK] if _ASKS_COST.search(query.text) else [AMOUNT]
    signs = [(Want.AMOUNT, amount), (Want.DATE, [DATE]), (Want.HOW_MANY, [NUMBER]), (Want.HOW_OFTEN, [OFTEN])]
    return [pattern for want, patterns in signs if query.asks(want) for pattern in patterns]


def _tells_asked(query: Query, text: str) -> bool:
    """Whether the text holds an amount, a day or a number that the question asks for."""
    return bool(_number_signs(query)) and has_sign(query, text)


def signs_in(query: Query, text: str) -> bool:
    """Whether the text shows an amount, a date or a share where the question asks for one."""
    asked = [
        pattern
        for want, pattern, _ in _SIGNS
        if want in (Want.AMOUNT, Want.DATE, Want.HOW_MANY) and query.asks(want)
    ]
    return any(pattern.search(text) for pattern in asked)


def one_each(passages: Sequence[Passage], query: Query, weighed: Sequence[Weighed]) -> list[Candidate]:
    """The best sentence of each passage, for enumerations over several."""
    best = []
    for passage in passages:
        pool = candidates(passage)
        if pool:
            best.append(max(pool, key=lambda candidate: score(candidate, query, weighed)))
    return best


def evidence(
    passages: Sequence[Passage], query: Query, weighed: Sequence[Weighed], *, most: int = _MOST
) -> list[Candidate]:
    """The sentences to show, in reading order: the best one for each thing asked, then those that add to them."""
    pool = [candidate for passage in passages for candidate in candidates(passage)]
    pool = [candidate for candidate in pool if candidate.kind not in _PERIPHERAL] or pool
    if not pool:
        return []
    scored = sorted(((score(c, query, weighed), c) for c in pool), key=lambda entry: -entry[0])
    chosen = _best_of_each_kind(scored, query, weighed)
    one_question = len(_QUESTION_WORDS.findall(query.text)) < 2
    best = scored[0][0]
    total = sum(one.weight for one in weighed) or 1.0
    for value, candidate in scored[:40]:
        if len(chosen) >= most or value < 0.45 * best:
            break
        if candidate in chosen or _repeats(candidate, chosen):
            continue
        before = frozenset().union(*(c.words for c in chosen))
        gain = sum(
            one.weight * max(0.0, met(one.term, candidate.words) - met(one.term, before)) for one in weighed
        )
        told = one_question and any(_tells_asked(query, c.text.value) for c in chosen)
        least = _LEAST_BESIDE if told else _LEAST_GAIN
        if not chosen or gain / total >= least:
            chosen.append(candidate)
    chosen += _following(chosen, pool, query)
    rank = {passage.key: i for i, passage in enumerate(passages)}
    return sorted(chosen, key=lambda c: (rank[c.passage.key], c.order))


def _best_of_each_kind(
    scored: Sequence[tuple[float, Candidate]], query: Query, weighed: Sequence[Weighed]
) -> list[Candidate]:
    """For an asked amount, date, person, cause or definition, the best sentence that shows one."""
    chosen: list[Candidate] = []
    best = scored[0][0]
    for want, pattern, section in _signs(query, scored):
        if query.asks(want) and want is not Want.COMPARISON:
            wanted = 2 if _RESPECTIVE.search(query.text) else 1
            for value, candidate in scored:
                at_home = section is not None and candidate.kind is section
                fits = pattern.search(candidate.text.value) and (value >= 0.5 * best or at_home)
                if fits and not _repeats(candidate, chosen):
                    chosen.append(candidate)
                    wanted -= 1
                    if not wanted:
                        break
    if len(query.years) > 1:
        for year in map(str, query.years):
            chosen += [candidate for _, candidate in scored if year in candidate.words][:1]
    if query.asks(Want.DEFINITION):
        for one in weighed:
            if not one.term.source:
                chosen += [c for _, c in scored if defines(c, [one])][:1]
    unique: list[Candidate] = []
    for candidate in chosen:
        if candidate not in unique and not _repeats(candidate, unique):
            unique.append(candidate)
    return unique


def _signs(
    query: Query, scored: Sequence[tuple[float, Candidate]]
) -> list[tuple[Want, re.Pattern[str], SectionKind | None]]:
    """The signs to look for: a cost shows in money, and in hours of work, rather than in any figure with a unit."""
    signs = list(_SIGNS)
    if _ASKS_COST.search(query.text) and any(SUM.search(c.text.value) for _, c in scored):
        signs[0:1] = [(Want.AMOUNT, pattern, SectionKind.EKONOMI) for pattern in (SUM, WORK)]
    return signs


def defines(candidate: Candidate, weighed: Sequence[Weighed]) -> bool:
    """Whether a sentence tells what one of the question's words means: 'X är …', 'X: …', '(X)', 'definieras … X', or
    the first sentence under a heading of that name."""
    terms = [one.term for one in weighed if not one.term.source and not one.term.word.isdigit()]
    text = candidate.text.value
    if any(candidate.order[1] == 0 and met(term, candidate.heading) >= 0.95 for term in terms[:1]):
        return True
    return any(_tells(term.word, text) for term in terms)


def _tells(word: str, text: str) -> bool:
    root = re.escape(word if len(word) < 5 else stem(word))
    pattern = (
        rf"(?:^|\n|[•–-]\s*)\W*(?:ett?\s)?{root}\w*\s*(?:[:–]|-\s)|\b{root}\w*\s+(?:är|betyder|innebär|avser|står för|:)\b"
        rf"|\bmed {root}\w*\s+(?:kan|ska|får)\b|\({root}\)|\b(?:definieras|avses|kallas|benämns|menas)\b[^.]{{0,160}}\b{root}"
        rf"|\b{root}\w*\b[^.]{{0,40}}\b(?:definieras|avses|menas)\b"
    )
    return bool(re.search(pattern, text, re.IGNORECASE))


def _following(chosen: Sequence[Candidate], pool: Sequence[Candidate], query: Query) -> list[Candidate]:
    """The sentences right after chosen ones that belong to them: 'Delegat: …', or the figure that the first leads up to."""
    after = {(c.passage.key, c.order): c for c in pool}
    signs = [
        pattern for want, pattern, _ in _SIGNS if want in (Want.AMOUNT, Want.HOW_MANY) and query.asks(want)
    ]
    found: list[Candidate] = []
    if query.asks(Want.AMOUNT):
        found += _money_before(chosen, after)
    for candidate in chosen:
        part, at = candidate.order
        following = after.get((candidate.passage.key, (part, at + 1)))
        if following is None or following in chosen or following in found:
            continue
        more_money = (
            query.asks(Want.AMOUNT)
            and MONEY.search(candidate.text.value)
            and MONEY.search(following.text.value)
        )
        labelled = LABELLED.match(following.text.value) and len(following.text.value) <= 160
        leads_up = any(p.search(following.text.value) and not p.search(candidate.text.value) for p in signs)
        if labelled or leads_up or more_money:
            found.append(following)
    return found


def _money_before(
    chosen: Sequence[Candidate], by_place: dict[tuple[str, tuple[int, int]], Candidate]
) -> list[Candidate]:
    """Sums in the sentence right before a chosen sum, of which it is often a part ('Dessutom tillkommer …')."""
    found = []
    for candidate in chosen:
        part, at = candidate.order
        before = by_place.get((candidate.passage.key, (part, at - 1)))
        if (
            before
            and before not in chosen
            and MONEY.search(candidate.text.value)
            and MONEY.search(before.text.value)
        ):
            found.append(before)
    return found


def _repeats(candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    return any(len(candidate.words & c.words) >= 0.8 * len(candidate.words) for c in chosen)


def fact_statements(
    chosen: Sequence[Candidate], *, english: bool = False, brief: Passage | None = None
) -> list[Statement]:
    """The chosen sentences as statements, those of one passage together under a lead that says where they stand.

    `brief`: a passage that an earlier statement has named already.
    """
    statements = []
    for passage_key in dict.fromkeys(candidate.passage.key for candidate in chosen):
        same = [candidate for candidate in chosen if candidate.passage.key == passage_key]
        lead = ("According to " if english else "Enligt ") + lead_place(same[0].passage)
        for position, candidate in enumerate(same):
            words = _not_decided(candidate, english) + quoted(candidate.text.value)
            named = brief is not None and brief.key == passage_key
            text = f"{lead}: {words}" if position == 0 and not named else words
            statements.append(Statement(text, (Quote(candidate.passage, candidate.text),)))
    return statements


def _not_decided(candidate: Candidate, english: bool) -> str:
    """A remark before words that somebody only moved or proposed."""
    if candidate.kind is SectionKind.YRKANDE:
        return "(moved, not decided) " if english else "(yrkande, inte beslut) "
    if candidate.kind is SectionKind.VERKSAMHETENS_FORSLAG:
        return "(the administration's proposal) " if english else "(förvaltningens förslag, inte beslut) "
    if candidate.kind is SectionKind.YTTRANDE or _OPINION.search(candidate.text.value[:_LEAD]):
        return "(the administration's opinion) " if english else "(förvaltningens bedömning) "
    if candidate.kind in (SectionKind.ANTECKNING, SectionKind.RESERVATION):
        return (
            "(a statement for the record, not decided) "
            if english
            else "(protokollsanteckning, inte beslut) "
        )
    return ""


def lead_place(passage: Passage) -> str:
    """Where the words stand, with dnr and title for a paragraph."""
    paragraph = passage.paragraph
    if paragraph is None:
        return f"{place(passage)} (förslag, inte antaget)" if passage.document.draft else place(passage)
    dnr = f"{paragraph.dnr}, " if paragraph.dnr else ""
    return f"{place(passage)} ({dnr}{paragraph.title})"
