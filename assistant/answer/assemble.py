"""From statements to the answer on the wire: citations numbered, quotes verified, support said."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import cast

from assistant.answer.carried import doubt, registered
from assistant.answer.english import in_english
from assistant.answer.statement import Composed, Quote, Refused, Statement
from assistant.answer.verify import quote_holds, support
from assistant.query import language_of
from assistant.retrieve import Passage
from assistant.schema import (
    Answer,
    Citation,
    Language,
    LevelName,
    Nearest,
    Refusal,
    RefusalReason,
    Sentence,
    SpanOut,
)
from ingest.catalogue import Catalogue

_SNIPPET = 240


@dataclass(slots=True)
class Assembler:
    """Builds one answer; `catalogue` gives the stored pages that quotes are held against. `language`: the question's, by its
    words where it is not given."""

    catalogue: Catalogue
    question: str
    language: Language | None = None
    citations: dict[tuple[str, str], Citation] = field(default_factory=dict)
    held: dict[str, bool] = field(default_factory=dict)

    def answer(
        self, composed: Composed, *, timings_ms: dict[str, float], conversation: str | None = None
    ) -> Answer:
        """The whole answer. A sentence whose quotes do not hold is left out and the reader is told."""
        sentences, warnings = [], list(composed.warnings)
        language = self.language or language_of(self.question)
        refusal = self._refusal(composed, language)
        if refusal and composed.refused and (quotes := _headings(composed.refused)):
            sentences.append(self._remark(refusal.detail, quotes))
        for statement in composed.statements:
            sentence = self.sentence(statement)
            if sentence.support == "none" and statement.quotes:
                warnings.append("En mening vars citat inte kunde återfinnas i källan har utelämnats.")
            else:
                sentences.append(sentence)
        text = "\n".join(sentence.text for sentence in sentences)
        if refusal and not text.startswith(refusal.detail):
            text = "\n".join(filter(None, (refusal.detail, text)))
        return Answer(
            id=uuid.uuid4().hex[:16],
            question=self.question,
            text=text,
            refused=refusal is not None,
            refusal=refusal,
            level=cast(LevelName | None, composed.level),
            sentences=sentences,
            citations=list(self.citations.values()),
            warnings=[self._said(warning, language)[0] for warning in warnings],
            timings_ms=timings_ms,
            conversation_id=conversation,
            language=language,
        )

    def sentence(self, statement: Statement) -> Sentence:
        """A statement with its citations numbered and its support judged."""
        cited = list(dict.fromkeys(self._cite(quote).id for quote in statement.quotes))
        by_id = {citation.id: citation for citation in self.citations.values()}
        chosen = [by_id[one] for one in cited]
        judged = support(statement.text, chosen, [self.held[one] for one in cited], self.question)
        known = registered(quote.passage for quote in statement.quotes)
        if judged == "verified" and doubt(statement.text, chosen, self.question, known):
            judged = "partial"
        return Sentence(text=statement.text, citations=cited, support=judged)

    def _remark(self, text: str, quotes: tuple[Quote, ...]) -> Sentence:
        """A remark of ours about the archive, with the headings of what it names."""
        cited = list(dict.fromkeys(self._cite(quote).id for quote in quotes))
        return Sentence(
            text=text, citations=cited, support="verified" if all(map(self.held.get, cited)) else "partial"
        )

    def _cite(self, quote: Quote) -> Citation:
        if quote.key not in self.citations:
            citation = citation_of(quote, f"c{len(self.citations) + 1}", self.catalogue)
            self.citations[quote.key] = citation
            content = quote.passage.document.content

            def page_text(number: int) -> str | None:
                page = self.catalogue.page(content, number)
                return page.text if page else None

            self.held[citation.id] = quote_holds(citation.quote, citation.spans, page_text)
        return self.citations[quote.key]

    @staticmethod
    def _said(text: str, language: Language) -> tuple[str, Language]:
        """A remark of ours in the language of the answer where there are words for it, and its language."""
        english = in_english(text) if language == "en" else None
        return (english, "en") if english else (text, "sv")

    def _refusal(self, composed: Composed, language: Language) -> Refusal | None:
        if composed.refused is None:
            return None
        nearest = [nearest_of(passage) for passage in composed.refused.nearest]
        detail, spoken = self._said(composed.refused.detail, language)
        return Refusal(
            reason=cast(RefusalReason, composed.refused.reason),
            detail=detail,
            nearest=nearest,
            language=spoken,
        )


def _headings(refused: Refused) -> tuple[Quote, ...]:
    """The headings of the paragraphs that a refusal names, and what it quotes."""
    named = [(passage, passage.paragraph) for passage in refused.named]
    headings = (Quote(passage, paragraph.heading) for passage, paragraph in named if paragraph)
    return (*headings, *refused.quotes)


def citation_of(quote: Quote, citation_id: str, catalogue: Catalogue) -> Citation:
    """The citation of a quote: where it stands and what it says."""
    passage, document = quote.passage, quote.passage.document
    paragraph = passage.paragraph
    spans = [SpanOut(page=s.page, start=s.start, end=s.end) for s in quote.text.spans()]
    page = spans[0].page if spans and document.paged else None
    return Citation(
        id=citation_id,
        document_id=document.id,
        kommun=document.kommun,
        file=document.file,
        title=paragraph.title if paragraph else document.title,
        body=paragraph.body if paragraph else document.body,
        date=_date(passage),
        section=passage.section,
        dnr=paragraph.dnr if paragraph else None,
        page=page,
        page_label=catalogue.labels(document.content).get(page) if page else None,
        quote=quote.text.value,
        spans=spans,
        status="utkast" if document.draft else "gällande",
        paragraph_id=paragraph.id if paragraph else None,
    )


def _date(passage: Passage) -> str | None:
    date = passage.paragraph.date if passage.paragraph else passage.document.date
    return str(date) if date else None


def nearest_of(passage: Passage) -> Nearest:
    """A passage as a hit, with the words that were found."""
    paragraph, document = passage.paragraph, passage.document
    text = passage.best.text if passage.best else (passage.parts[0].text if passage.parts else None)
    spans = text.spans() if text else ()
    snippet = " ".join(text.value.split()) if text else ""
    return Nearest(
        document_id=document.id,
        paragraph_id=paragraph.id if paragraph else None,
        kommun=document.kommun,
        file=document.file,
        title=paragraph.title if paragraph else document.title,
        body=paragraph.body if paragraph else document.body,
        date=_date(passage),
        section=passage.section,
        dnr=paragraph.dnr if paragraph else None,
        page=spans[0].page if spans and document.paged else None,
        snippet=snippet if len(snippet) <= _SNIPPET else snippet[: snippet.rfind(" ", 0, _SNIPPET)] + " …",
        score=round(passage.score, 4),
    )
