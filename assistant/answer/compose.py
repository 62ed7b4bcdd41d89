"""From a question to an answer: which kind of answer it gets, in which order they are tried, and when it is refused.

Nothing here words freely: sentences are frames of ours around the documents' own words, and whether there is an answer
at all is decided before anything is worded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.asking import AT_MEETING, Asking, missing_meeting
from assistant.answer.decisions import decision_statements, decision_text, shortened
from assistant.answer.details import DETAILS, detail_answer
from assistant.answer.facts import Candidate, evidence, fact_statements, has_sign, one_each, signs_in
from assistant.answer.goals import goal_answer
from assistant.answer.lists import list_answer
from assistant.answer.people import front_page_answer
from assistant.answer.ranking import closeness, ranked, unmet
from assistant.answer.statement import Composed, Quote, Refused, Statement, place, quoted
from assistant.answer.tables import table_answer
from assistant.matching import coverage, likeness, vocabulary
from assistant.query import Term
from assistant.question_words import Want
from assistant.retrieve import Passage
from ingest.model import Level, SectionKind

_LEAST_COVERAGE = 0.45
_SURE = 0.8
_OTHER_MATTER = 0.35
_CLEARLY_MORE = 0.25
_LEAST_SECOND = 0.8
_BILAGA = re.compile(r"\bbilag[ao]\w*|\baktbilaga", re.IGNORECASE)
_ACCORDING = re.compile(r"\b(?:enligt|i|ur|av)\s+(?:den |det )?([a-zåäö]{5,})\b", re.IGNORECASE)
_PREMISES = (
    (re.compile(r"\b(?:avslog|avslagit|avslogs|avslå|rejected)\b", re.IGNORECASE), "avslås", "avslag"),
    (re.compile(r"\b(?:biföll|bifallit|bifölls)\b", re.IGNORECASE), "bifalls", "bifall"),
    (re.compile(r"\b(?:återremitterade\w*|återremitterat)\b", re.IGNORECASE), "återremitteras", "återremiss"),
    (re.compile(r"\b(?:bordlade\w*|bordlagt)\b", re.IGNORECASE), "bordläggs", "bordläggning"),
)


def compose(asking: Asking) -> Composed:
    """The answer to a question, or its refusal."""
    query = asking.query
    early = _without_search(asking)
    if early:
        return early
    if query.asks(Want.NOTICE, Want.ADJUSTER, Want.MEMBERS):
        found = front_page_answer(asking)
        if found:
            return found
    if query.dates and query.bodies and not asking.named_meetings and _about_meeting(asking):
        return Composed(refused=Refused("saknas", missing_meeting(asking), tuple(_nearest(asking))))
    if query.asks(Want.GOALS):
        found = goal_answer(asking)
        if found:
            return found
    if query.asks(Want.LIST, Want.COUNT):
        found = list_answer(asking)
        if found and (not found.refused or not query.terms):
            return found
    if query.asks(Want.COMPARISON) and len(query.kommuner) > 1:
        return _side_by_side(asking)
    if len(query.numbers) > 1 and not query.dnr_key:
        found = _by_numbers(asking)
        if found:
            return found
    return _from_passages(asking)


def _without_search(asking: Asking) -> Composed | None:
    """Refusals that need no look into the archive."""
    query = asking.query
    if query.asks(Want.SMALLTALK):
        return _refused(
            "utanför",
            "Jag svarar på frågor om kommunens handlingar. Fråga till exempel vad ett organ beslutade i ett ärende.",
        )
    if query.asks(Want.OUTSIDE):
        return _refused("utanför", "Frågan gäller inget som kommunens handlingar kan svara på.")
    if query.asks(Want.PERSONAL):
        return _refused(
            "personuppgift", "Uppgifter om enskildas person lämnas inte ut här. Vänd dig till registrator."
        )
    said = (
        query.terms
        or query.bodies
        or query.dates
        or query.dnr_key
        or query.numbers
        or query.names
        or query.kommuner
    )
    if not said:
        return _refused(
            "oklar",
            "Frågan säger inte vad den gäller. Nämn ett ämne, ett ärende (dnr), en paragraf eller ett möte.",
        )
    if query.numbers and not (query.terms or query.bodies or query.dates or query.dnr_key):
        number = query.numbers[0]
        held = asking.archive.catalogue.paragraphs(
            replace(asking.kommun_filters, number=number), with_sections=False
        )
        if len(held) > 1:
            choices = ", ".join(f"{p.body_key} {p.date} § {p.number} {p.title}" for p in held[-6:])
            return _refused("oklar", f"§ {number} finns i flera protokoll. Vilken menar du? {choices}")
    return None


def _refused(reason: str, detail: str, nearest: Sequence[Passage] = ()) -> Composed:
    return Composed(refused=Refused(reason, detail, tuple(nearest)))


def _about_meeting(asking: Asking) -> bool:
    return asking.query.asks(Want.DECISION, Want.LIST, Want.COUNT, Want.VOTE) or bool(
        AT_MEETING.search(asking.query.text)
    )


def _nearest(asking: Asking) -> list[Passage]:
    return asking.search(asking.base, limit=3)


def _from_passages(asking: Asking) -> Composed:
    """An answer out of the passages that search finds, in the named scope first, then in all that may be seen."""
    scoped = ranked(asking, _candidates(asking))
    everywhere = asking.filters == asking.kommun_filters
    wide = scoped if everywhere else []
    if scoped and _explicit(asking) and asking.query.terms and _coverage(asking, scoped[0]) < _OTHER_MATTER:
        other = _other_matter(asking, scoped[0])
        if other:
            return other
    if scoped and everywhere and asking.query.terms:
        return (None if _meets(asking, scoped) else _elsewhere(asking)) or _answer(asking, scoped, ())
    if scoped and (not asking.query.terms or _explicit(asking)):
        return _answer(asking, scoped, ())
    if scoped and _meets(asking, scoped):
        if _coverage(asking, scoped[0]) >= _SURE:
            return _answer(asking, scoped, ())
        wide = ranked(asking, asking.search(asking.kommun_filters))
        if not wide or _coverage(asking, wide[0]) < _coverage(asking, scoped[0]) + _CLEARLY_MORE:
            return _answer(asking, scoped, ())
    wide = wide or ranked(asking, asking.search(asking.kommun_filters))
    if not wide or not _meets(asking, wide):
        elsewhere = _elsewhere(asking)
        return elsewhere or _not_here(asking, wide)
    if asking.query.asks(Want.DECISION) and asking.query.bodies:
        minutes = [p for p in wide if p.paragraph and _meets(asking, [p])]
        wide = [*minutes, *(p for p in wide if p not in minutes)]
    body = asking.query.bodies[0].name if asking.query.bodies else None
    absent = asking.query.asks(Want.DECISION) and body is not None and asking.held_bodies != ()
    return _answer(asking, wide, (body,) if absent and body else ())


def _other_matter(asking: Asking, named: Passage) -> Composed | None:
    """Where the § named is about something else than the question says: that, and what was found on the matter."""
    found = [p for p in ranked(asking, asking.search(asking.kommun_filters)) if _meets(asking, [p])]
    if not found or named.paragraph is None or asking.query.dnr_key:
        return None
    quote = Quote(named, named.paragraph.heading)
    said = Statement(f"{place(named)} gäller {named.paragraph.title}, inte det som frågan nämner.", (quote,))
    best = found[0]
    if best.paragraph:
        told = decision_statements(best, asking.weighed, english=asking.query.english)
    else:
        told = fact_statements(evidence([best], asking.query, asking.weighed), english=asking.query.english)
    return Composed((said, *told), best.paragraph.level if best.paragraph else None)


def _elsewhere(asking: Asking) -> Composed | None:
    """An answer out of another kommun's documents that speak of the kommun named; None where there is none."""
    if len(asking.query.kommuner) != 1 or asking.kommun_filters == asking.base:
        return None
    kommun = asking.query.kommuner[0]
    topic = Term(kommun.casefold(), proper=True)
    query = replace(asking.query, kommuner=(), terms=(*asking.query.terms, topic))
    other = replace(asking, query=query)
    found = ranked(other, other.search(other.base))
    if not found or found[0].document.kommun == kommun or not _meets(other, found):
        return None
    said = f"Uppgiften står i en handling från {found[0].document.kommun}, inte från {kommun}."
    return _answer(other, found, ()).with_warnings([said])


def _candidates(asking: Asking) -> list[Passage]:
    """Passages in the scope that the question names; a named dnr or § is looked up, not searched for."""
    filters = asking.filters
    if filters.dnr_key or filters.number:
        held = asking.archive.catalogue.paragraphs(filters)
        if held:
            passages = asking.passages_of(held)
            return [replace(passage, score=1.0) for passage in passages]
    return asking.search(filters)


def _meets(asking: Asking, passages: Sequence[Passage]) -> bool:
    """Whether the best passage is about what the question is about."""
    best = passages[0]
    if unmet(asking, [best]):
        return False
    return _coverage(asking, best) >= _LEAST_COVERAGE


def _coverage(asking: Asking, passage: Passage) -> float:
    return coverage(asking.weighed, f"{passage.text} {passage.document.title}")


def _not_here(asking: Asking, passages: Sequence[Passage]) -> Composed:
    missing = unmet(asking, passages[:1]) if passages else []
    said = f" ”{', '.join(missing)}” nämns inte där det annars passar." if missing else ""
    if asking.missing_bodies and asking.query.asks(Want.DECISION, Want.LIST, Want.DATE):
        said = f" Underlaget innehåller inga protokoll från {', '.join(asking.missing_bodies)}."
    reason = "saknas"
    if asking.query.years and passages and any(str(year) in missing for year in asking.query.years):
        reason = "föråldrad" if passages[0].document.kind == "bildspel" else "saknas"
    return _refused(reason, f"Svaret finns inte i underlaget.{said}", passages[:3])


def _answer(asking: Asking, passages: Sequence[Passage], absent: tuple[str, ...]) -> Composed:
    """An answer from ranked passages. `absent`: bodies asked about whose decision is not here."""
    query = asking.query
    missing = unmet(asking, passages[:1])
    if missing and not _explicit(asking):
        covering = [p for p in passages[1:6] if _as_good(asking, p, passages[0])]
        if not covering:
            return _not_here(asking, passages)
        passages = [*covering, *(p for p in passages if p not in covering)]
    attached = _in_bilaga(asking, passages[0])
    if attached:
        return attached
    table = table_answer(asking, passages[:8]) if query.asks(Want.AMOUNT, Want.HOW_MANY) else None
    if table:
        return table
    for detail in DETAILS:
        if query.asks(detail.want):
            found = detail_answer(asking, detail, passages)
            if found:
                return found if found.refused else _with_more(asking, found)
    best = passages[0]
    if best.paragraph and (_wants_decision(asking) or not query.terms):
        return _decided(asking, best, absent)
    return _facts(asking, passages)


def _in_bilaga(asking: Asking, best: Passage) -> Composed | None:
    """Where the question asks what an appendix says that the paragraph names but the archive has not: a refusal."""
    paragraph = best.paragraph
    named = _ACCORDING.search(asking.query.text)
    if paragraph is None or named is None:
        return None
    word = named[1].casefold()
    lines = [line for line in paragraph.underlag if any(likeness(word, w) >= 0.95 for w in vocabulary(line))]
    held = asking.archive.catalogue.documents(asking.kommun_filters)
    if not lines or any(likeness(word, w) >= 0.95 for d in held for w in vocabulary(f"{d.title} {d.kind}")):
        return None
    body = " ".join(part.text.value for part in best.parts if part.kind is not SectionKind.UNDERLAG)
    if any(likeness(word, w) >= 0.95 for w in vocabulary(body)):
        return None
    detail = f"Det står i så fall i bilagan ”{lines[0]}” till {place(best)}, som inte finns i underlaget."
    statements = decision_statements(best, asking.weighed, english=asking.query.english)
    return Composed(tuple(statements), paragraph.level, Refused("bilaga", detail, (best,)))


def _with_more(asking: Asking, found: Composed) -> Composed:
    """A detail with the date, amount or reason that the question asks for besides."""
    query = asking.query
    if not query.asks(Want.DATE, Want.AMOUNT, Want.WHY, Want.HOW_MANY) or query.asks(Want.VOTE):
        return found
    said = " ".join(statement.text for statement in found.statements)
    if signs_in(query, said):
        return found
    passage = found.statements[0].quotes[0].passage
    more = [
        c for c in evidence([passage], query, asking.weighed, most=2) if c.kind is not SectionKind.RECIPIENTS
    ]
    return replace(found, statements=(*found.statements, *fact_statements(more, english=query.english)))


def _as_good(asking: Asking, passage: Passage, best: Passage) -> bool:
    """Whether a passage that holds every name and number asked about is as much to the point as the best."""
    near = passage.score >= 0.85 * best.score and closeness(asking, passage) >= 0.85 * closeness(asking, best)
    return near and _meets(asking, [passage])


def _explicit(asking: Asking) -> bool:
    """Whether the question names the very paragraph."""
    return bool(asking.query.dnr_key) or asking.filters.number is not None


def _wants_decision(asking: Asking) -> bool:
    return asking.query.asks(Want.DECISION) and not asking.query.asks(Want.DEFINITION)


def _decided(asking: Asking, best: Passage, absent: tuple[str, ...]) -> Composed:
    """What the best paragraph decided, with the further facts asked for, and whose decision is lacking."""
    query, paragraph = asking.query, best.paragraph
    assert paragraph is not None
    statements = decision_statements(best, asking.weighed, english=query.english)
    facts = _further(asking, best)
    shown = {quote.text.value for statement in statements for quote in statement.quotes}
    if not statements or not query.asks(Want.DECISION):
        statements = [*fact_statements(facts, english=query.english), *statements]
    else:
        statements += fact_statements(
            [fact for fact in facts if fact.text.value not in shown], english=query.english
        )
    statements += _proposed_by_others(asking, best)
    level = paragraph.level
    lacking = _lacking(asking, best, absent)
    if lacking:
        return Composed(tuple(statements), level, Refused("delvis", lacking, (best,)))
    wrong = _wrong_premise(asking, best)
    if wrong:
        statements.insert(0, Statement(wrong, statements[0].quotes if statements else ()))
    if query.asks(Want.AMOUNT) and not has_sign(query, _words(statements)):
        return _no_amount(best, statements)
    return Composed(tuple(statements), level)


def _proposed_by_others(asking: Asking, best: Passage) -> list[Statement]:
    """What another body, or the administration, had proposed in the matter, where the question asks for it."""
    paragraph = best.paragraph
    assert paragraph is not None
    asked = [body.name.casefold() for body in asking.query.bodies if body.key != paragraph.body_key]
    if re.search(r"\b(?:förvaltning|tjänsteperson|verksamhet)\w*", asking.query.text, re.IGNORECASE):
        asked += ["förvaltning", "verksamhet"]
    statements = []
    for section in paragraph.sections:
        heading = (section.heading or "").casefold()
        own = section.kind in (SectionKind.BESLUT, SectionKind.FORSLAG) and heading.startswith(
            paragraph.body.casefold()
        )
        if section.body and not own and any(name.rstrip("s") in heading for name in asked):
            lead = f"{section.heading} i {place(best)} (inte {paragraph.body.lower()}s beslut)"
            statements.append(
                Statement(
                    f"{lead}: {quoted(shortened(section.body.value, 400))}", (Quote(best, section.body),)
                )
            )
    return statements[:2]


def _further(asking: Asking, best: Passage) -> list[Candidate]:
    """Sentences for what else the question asks about the matter than its decision."""
    query = asking.query
    others = query.asks(Want.AMOUNT, Want.DATE, Want.PERSON, Want.WHY, Want.HOW_MANY) or not query.asks(
        Want.DECISION
    )
    if not others and len(query.text) < 110:
        return []
    return [
        c
        for c in evidence([best], query, asking.weighed, most=3)
        if c.kind not in (SectionKind.BESLUT, SectionKind.FORSLAG, SectionKind.RECIPIENTS)
    ]


def _lacking(asking: Asking, best: Passage, absent: tuple[str, ...]) -> str | None:
    """That the decision asked about is another body's, which is not here; None where the paragraph is what is asked."""
    paragraph = best.paragraph
    assert paragraph is not None
    asked = [name for name in (*absent, *asking.missing_bodies) if name != paragraph.body]
    if not asked or not asking.query.asks(Want.DECISION):
        return None
    if paragraph.body_key in {body.key for body in asking.query.bodies} - set(asking.query.receivers):
        return None
    decides = {paragraph.next_body, paragraph.final_body, *(point.next_body for point in paragraph.points)}
    if asked[0] not in decides and asked[0].casefold() in best.text.casefold():
        return None
    verb = "föreslagit" if paragraph.level == Level.FORSLAG else "behandlat ärendet"
    return f"{asked[0]}s beslut finns inte i underlaget. Det som finns är att {paragraph.body} har {verb}: {place(best)}."


def _wrong_premise(asking: Asking, best: Passage) -> str | None:
    """That the paragraph's outcome is another than the one the question takes for granted."""
    paragraph = best.paragraph
    assert paragraph is not None
    outcomes = {paragraph.outcome, *(point.outcome for point in paragraph.points)}
    for pattern, outcome, noun in _PREMISES:
        if pattern.search(asking.query.text) and outcome not in outcomes:
            return f"Något {noun} är inte antecknat i {place(best)}; utgången var: {paragraph.outcome}."
    return None


def _words(statements: Sequence[Statement]) -> str:
    return " ".join(quote.text.value for statement in statements for quote in statement.quotes)


def _no_amount(best: Passage, statements: Sequence[Statement]) -> Composed:
    """The amount asked for is not in the text: say whether an appendix is named that may hold it."""
    named = _BILAGA.search(best.text)
    level = best.paragraph.level if best.paragraph else None
    if named:
        which = (
            "; ".join(best.paragraph.underlag)
            if best.paragraph and best.paragraph.underlag
            else named.group()
        )
        detail = (
            f"Uppgiften framgår inte av {place(best)}; se bilagan ({which}), som inte finns i underlaget."
        )
        return Composed(tuple(statements), level, Refused("bilaga", detail, (best,)))
    return Composed(
        tuple(statements), level, Refused("saknas", f"Uppgiften framgår inte av {place(best)}.", (best,))
    )


def _facts(asking: Asking, passages: Sequence[Passage]) -> Composed:
    """Sentences that carry the answer, from the best passage and from a second one that adds to it."""
    query = asking.query
    used = _used(asking, passages)
    if len(used) > 1 and not query.asks(Want.COMPARISON):
        chosen = one_each(used, query, asking.weighed)
    else:
        chosen = evidence(used, query, asking.weighed, most=6 if len(used) > 1 else 4)
    if not chosen:
        return _not_here(asking, passages)
    if not has_sign(query, " ".join(c.text.value for c in chosen)):
        chosen = _with_sign(asking, passages) or chosen
    statements = fact_statements(chosen, english=query.english)
    best = chosen[0].passage
    level = best.paragraph.level if best.paragraph else None
    if not has_sign(query, _words(statements)) and query.asks(Want.AMOUNT, Want.DATE):
        return _no_amount(best, statements)
    if coverage(asking.weighed, " ".join(p.text + p.document.title for p in used)) < _LEAST_COVERAGE:
        return _not_here(asking, passages)
    moved = any(c.kind in (SectionKind.YRKANDE, SectionKind.VERKSAMHETENS_FORSLAG) for c in chosen)
    if best.paragraph and (
        moved
        or signs_in(query, decision_text(best.paragraph).value)
        or best.paragraph.level in (Level.FORSLAG, Level.OVERLAMNAT)
    ):
        statements += decision_statements(best, asking.weighed, english=query.english)
    return Composed(tuple(statements), level)


def _by_numbers(asking: Asking) -> Composed | None:
    """What each of the §§ named says about the question; None where one of them is not found."""
    query = asking.query
    statements: list[Statement] = []
    for number in query.numbers[:4]:
        narrowed = replace(asking.kommun_filters, number=number)
        found = ranked(asking, asking.search(narrowed, limit=6))
        if not found:
            return None
        chosen = evidence(found[:1], query, asking.weighed, most=2)
        statements += fact_statements(chosen, english=query.english)
        if query.asks(Want.DECISION) or not chosen:
            statements += decision_statements(found[0], asking.weighed, english=query.english)
    return Composed(tuple(statements))


def _with_sign(asking: Asking, passages: Sequence[Passage]) -> list[Candidate]:
    """Sentences of a further passage, nearly as good, that hold the amount or date that the best one lacks."""
    for passage in passages[1:6]:
        if passage.score < 0.75 * passages[0].score:
            break
        chosen = evidence([passage], asking.query, asking.weighed)
        if chosen and has_sign(asking.query, " ".join(c.text.value for c in chosen)):
            return chosen
    return []


def _used(asking: Asking, passages: Sequence[Passage]) -> list[Passage]:
    """The passages to answer from: the best, and for comparisons and enumerations those that are as much to the point."""
    used = [passages[0]]
    if asking.query.asks(Want.COMPARISON):
        used += [p for p in passages[1:4] if p.score >= _LEAST_SECOND * passages[0].score]
    elif asking.query.asks(Want.ENUMERATION) and asking.query.names:
        used += [p for p in passages[1:8] if p.score >= 0.85 * passages[0].score and not unmet(asking, [p])]
    return used


def _side_by_side(asking: Asking) -> Composed:
    """What each of the named kommuner's documents say."""
    statements: list[Statement] = []
    for kommun in asking.query.kommuner:
        found = ranked(asking, asking.search(replace(asking.base, kommun=kommun)))
        if not found:
            statements.append(Statement(f"Om {kommun} finns inget i underlaget."))
            continue
        chosen = evidence(found[:5], asking.query, asking.weighed, most=2)
        told = fact_statements(chosen, english=asking.query.english)
        statements += [replace(told[0], text=f"{kommun}: {told[0].text}"), *told[1:]]
    return Composed(tuple(statements))
