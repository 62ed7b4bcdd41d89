"""What is asked of one paragraph: its recipients, who prepared it, underlag, votes, reservations, yrkanden."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answer.asking import Asking
from assistant.answer.ballots import asks_for_ballots, ballot_answer
from assistant.answer.decisions import shortened
from assistant.answer.entered import conflicts, instead_of, notes, reservations
from assistant.answer.facts import evidence
from assistant.answer.facts import fact_statements as facts
from assistant.answer.moved import is_yrkande, motioned, moved_by_others
from assistant.answer.statement import Composed, Quote, Refused, Statement, quoted, whereabouts
from assistant.question_words import Want
from assistant.retrieve import Passage
from ingest.model import SectionKind
from ingest.stored import StoredParagraph, StoredSection
from ingest.text import Text

_LONGEST = 900


def _sections(paragraph: StoredParagraph, *kinds: SectionKind) -> list[StoredSection]:
    return [section for section in paragraph.sections if section.kind in kinds and section.body]


def _around(text: Text, words: Sequence[str]) -> Text:
    """The stretch of a text from the first to the last of `words` found in it."""
    found = [(text.value.find(word), len(word)) for word in words if word in text.value]
    if not found:
        return text
    return text.slice(min(at for at, _ in found), max(at + length for at, length in found))


def recipients(_: Asking, passage: Passage) -> Composed | None:
    """Whom the decision is sent to."""
    paragraph = passage.paragraph
    if paragraph is None or not paragraph.recipients:
        return None
    sections = _sections(paragraph, SectionKind.RECIPIENTS)
    quote = sections[0].body if sections else _in_text(paragraph, paragraph.recipients)
    text = f"Beslutet i {whereabouts(passage)} skickas till: {', '.join(paragraph.recipients)}."
    return Composed((Statement(text, (Quote(passage, quote),)),))


def prepared(_: Asking, passage: Passage) -> Composed | None:
    """Who prepared the matter."""
    paragraph = passage.paragraph
    if paragraph is None or not paragraph.prepared_by:
        return None
    quote = _in_text(paragraph, paragraph.prepared_by)
    text = f"Beredande tjänsteperson i {whereabouts(passage)}: {', '.join(paragraph.prepared_by)}."
    return Composed((Statement(text, (Quote(passage, quote),)),))


def _in_text(paragraph: StoredParagraph, words: Sequence[str]) -> Text:
    for section in paragraph.sections:
        if any(word in section.body.value for word in words):
            return _around(section.body, words)
    return paragraph.heading


def underlag(_: Asking, passage: Passage) -> Composed | None:
    """What the decision rests on."""
    paragraph = passage.paragraph
    sections = _sections(paragraph, SectionKind.UNDERLAG) if paragraph else []
    if not sections or paragraph is None:
        return None
    listed = "; ".join(paragraph.underlag) or sections[0].body.value
    return Composed(
        (
            Statement(
                f"Beslutsunderlag i {whereabouts(passage)}: {listed}.", (Quote(passage, sections[0].body),)
            ),
        )
    )


def votes(asking: Asking, passage: Passage) -> Composed | None:
    """How the vote went, in the minutes' own words."""
    paragraph = passage.paragraph
    if paragraph is None:
        return None
    sections = _sections(paragraph, SectionKind.VOTERING)
    named = [v for v in paragraph.votes if v.yes is not None and v.no is not None]
    if not sections and not named:
        return None
    statements = []
    for vote in named[:2]:
        quote = vote_quote(paragraph, vote.text)
        abstained = f", {vote.abstained} avstod" if vote.abstained else ""
        said = f"Votering i {whereabouts(passage)}: {vote.yes} ja-röster och {vote.no} nej-röster{abstained}: {quoted(shortened(quote.value, 400))}"
        statements.append(Statement(said, (Quote(passage, quote),)))
    listed = ballot_answer(asking, passage)
    if listed:
        return replace(listed, statements=(*listed.statements, *statements))
    if not statements or asks_for_ballots(asking.query):
        statements += _own_words(passage, sections, f"Ur voteringen i {whereabouts(passage)}")
    return Composed(tuple(statements)) if statements else None


def vote_quote(paragraph: StoredParagraph, words: str) -> Text:
    """Where a vote stands in its paragraph."""
    for section in paragraph.sections:
        at = section.body.value.find(words)
        if at >= 0:
            return section.body.slice(at, at + len(words))
    found = _sections(paragraph, SectionKind.VOTERING)
    return found[0].body if found else paragraph.heading


def _own_words(passage: Passage, sections: Sequence[StoredSection], lead: str) -> list[Statement]:
    statements = []
    for section in sections[:3]:
        text = section.body
        if len(text.value) > _LONGEST:
            text = _first(text, _LONGEST)
        statements.append(Statement(f"{lead}: {quoted(text.value)}", (Quote(passage, text),)))
    return statements


def _first(text: Text, longest: int) -> Text:
    """The first whole sentences or lines of a text."""
    cut = max(text.value.rfind("\n", 0, longest), text.value.rfind(". ", 0, longest) + 1)
    return text.slice(0, cut if cut > longest // 3 else longest)


@dataclass(frozen=True, slots=True)
class Detail:
    """A kind of question about one paragraph: who answers it, what is said where the paragraph holds no answer, and who
    tells what it holds instead."""

    want: Want
    answer: Callable[[Asking, Passage], Composed | None]
    absent: str
    instead: Callable[[Asking, Passage], Composed | None] | None = None


DETAILS: tuple[Detail, ...] = (
    Detail(
        Want.RESERVATION,
        reservations,
        "Ingen reservation är antecknad i",
        lambda asking, passage: instead_of(asking, passage, SectionKind.RESERVATION),
    ),
    Detail(
        Want.NOTE,
        notes,
        "Ingen protokollsanteckning finns i",
        lambda asking, passage: instead_of(asking, passage, SectionKind.ANTECKNING),
    ),
    Detail(Want.VOTE, votes, "Ingen votering är antecknad i"),
    Detail(Want.MOTIONED, motioned, "Inget yrkande är antecknat i", moved_by_others),
    Detail(Want.CONFLICT, conflicts, "Inget jäv är antecknat i"),
    Detail(Want.PREPARED, prepared, "Beredande tjänsteperson framgår inte av"),
    Detail(Want.RECIPIENTS, recipients, "Vilka beslutet skickas till framgår inte av"),
    Detail(Want.UNDERLAG, underlag, "Beslutsunderlag framgår inte av"),
)


def detail_answer(asking: Asking, detail: Detail, passages: Sequence[Passage]) -> Composed | None:
    """The detail of the paragraph that the question is about; refused where that paragraph lacks it, except where the
    question asks for a proposal that need not have been moved at a meeting."""
    paragraphs = [passage for passage in passages if passage.paragraph]
    if not paragraphs:
        return None
    best = paragraphs[0]
    for passage in paragraphs[:4]:
        if passage.score < 0.8 * best.score:
            break
        found = detail.answer(asking, passage)
        if found:
            assert passage.paragraph is not None
            return Composed(found.statements, passage.paragraph.level, found.refused, found.warnings)
    other = detail.instead(asking, best) if detail.instead else None
    if other:
        return other
    if detail.want is Want.MOTIONED and best.paragraph:
        chosen = evidence([best], asking.query, asking.weighed, most=2)
        if any("yrka" in c.text.value.casefold() or "föreslår" in c.text.value.casefold() for c in chosen):
            return Composed(tuple(facts(chosen)), best.paragraph.level)
        if not is_yrkande(asking):
            return None
    return Composed(refused=Refused("saknas", f"{detail.absent} {whereabouts(best)}.", (best,), (best,)))
