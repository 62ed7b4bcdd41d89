"""What tests of answers ask of every answer, and how they look at one."""

from __future__ import annotations

import re

from assistant.answer.verify import folded, quote_holds, unsupported_figures
from assistant.core import Kommunminne
from assistant.schema import Answer, Citation
from ingest.archive import ALL_ZONES
from ingest.filters import Filters

SHORT = 1_500
LONG = 5_000


def cited(answer: Answer) -> set[tuple[str, str]]:
    """File name and section of each citation."""
    return {(citation.file.rsplit("/", 1)[-1], citation.section) for citation in answer.citations}


def sections(answer: Answer) -> set[str]:
    """The sections cited."""
    return {citation.section for citation in answer.citations}


def quotes(answer: Answer) -> str:
    """All quotes, a line each, white space folded."""
    return "\n".join(" ".join(citation.quote.split()) for citation in answer.citations)


def reason(answer: Answer) -> str | None:
    """Why the answer is refused; None where it is not."""
    return answer.refusal.reason if answer.refusal else None


def hold(core: Kommunminne, answer: Answer, *, longest: int = SHORT) -> None:
    """Every promise that an answer makes whatever was asked: quotes, ids, support, figures, length."""
    ids = [citation.id for citation in answer.citations]
    assert ids == [f"c{number}" for number in range(1, len(ids) + 1)]
    assert {one for sentence in answer.sentences for one in sentence.citations} == set(ids)
    assert all(quote_stands(core, citation) for citation in answer.citations)
    by_id = {citation.id: citation for citation in answer.citations}
    for sentence in answer.sentences:
        own = [by_id[one] for one in sentence.citations]
        assert sentence.support == "verified", (sentence.text, [c.quote for c in own])
        assert not unsupported_figures(sentence.text, own, answer.question), sentence.text
        quoted_words_stand(sentence.text, own)
        assert sentence.text in answer.text
    assert answer.refused == (answer.refusal is not None)
    assert answer.text.strip()
    assert len(answer.text) <= longest, len(answer.text)
    assert answer.refused or answer.citations


def quote_stands(core: Kommunminne, citation: Citation) -> bool:
    """Whether the quote is the stored text of its pages at its spans."""
    catalogue = core._archive.catalogue
    document = catalogue.document(citation.document_id, Filters(zones=ALL_ZONES))
    assert document is not None

    def page_text(number: int) -> str | None:
        page = catalogue.page(document.content, number)
        return page.text if page else None

    return quote_holds(citation.quote, citation.spans, page_text)


def quoted_words_stand(text: str, citations: list[Citation]) -> None:
    """Each ”…” of a sentence stands in one of its quotes, titles or sections."""
    held = folded(" ".join(f"{c.quote} {c.title} {c.section}" for c in citations))
    for words in re.findall(r"”([^”]*)”", text):
        assert folded(words.removesuffix(" …")) in held, words
