"""The core: one object that holds an archive and answers from it. Service and CLI call nothing else."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from pydantic import ValidationError

from assistant import outward
from assistant.answer.asking import Asking
from assistant.answer.assemble import Assembler, nearest_of
from assistant.answer.compose import compose
from assistant.bounded import MOST_CHARACTERS, bounded
from assistant.conversation.resolving import in_thread
from assistant.conversation.threads import Thread, Threads, zone_of
from assistant.correcting import correct, paragraph_out, withdraw
from assistant.endpoint import Wording
from assistant.errors import BadRequest, Busy, Forbidden, NotFound, NotSetUp
from assistant.filtering import filters_of
from assistant.given import Given, bare
from assistant.goals.kolada import import_kolada
from assistant.known import Known
from assistant.metrics import Metrics
from assistant.query import Query, parse
from assistant.rerank.cross_encoder import cross_encoder_of
from assistant.retrieve import Retriever
from assistant.schema import (
    Answer,
    DecisionRow,
    DocumentOut,
    Event,
    FileReport,
    FilterIn,
    Finding,
    IngestReport,
    Nearest,
    ParagraphOut,
    Question,
    Rebuilt,
    Sentence,
    SpanOut,
)
from assistant.settings import Settings
from assistant.views.registry import view_named
from assistant.views.scope import Links, Scope
from assistant.views.warming import first_views
from assistant.wire.conversations import ConversationWhole
from assistant.wire.corrections import CorrectionIn
from assistant.wire.decisions import DECISIONS, DecisionsQuery
from assistant.wire.goals import KoladaOut
from assistant.wire.view import Q, R, Spec, ViewQuery
from ingest.archive import Archive
from ingest.chunk import RECIPE
from ingest.conversations import get_answer
from ingest.embed import Encoding, load_embedder
from ingest.errors import IndexMismatch, ModelMissing, StoreBusy, StoreError
from ingest.filters import Filters
from ingest.kommunfile import load_kommun_config
from ingest.model import Zone
from ingest.progress import Progress
from ingest.sandbox import Workers

__all__ = ["Kommunminne", "Progress"]

log = logging.getLogger(__name__)


class Kommunminne:
    """An open archive. Safe to use from several threads.

    `read_only`: for asking beside another process that writes; nothing can then be taken in or deleted.
    `rebuilding`: for a process that does nothing but rebuild: the indexes that are there are not opened, in whatever
    state they are. What is searched is empty until it is done.
    `workers`: children to read files with that others use too; ended by whoever made them.
    Errors: Busy where another process writes, NotSetUp where the model or a rebuild is lacking.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        read_only: bool = False,
        rebuilding: bool = False,
        workers: Workers | None = None,
    ) -> None:
        self.settings = settings
        self._config = load_kommun_config(settings.kommun_toml)
        try:
            encoding = _encoding(settings)
            self._cross = cross_encoder_of(settings)
            self._archive = Archive(
                settings.data,
                load_embedder(settings.embedding, encoding),
                writable=not read_only,
                model=settings.embedding or None,
                encoding=encoding,
                rebuilding=rebuilding,
                recipe=_recipe(settings.kommun_toml),
            )
        except StoreBusy as exc:
            raise Busy(str(exc)) from exc
        except (ModelMissing, IndexMismatch) as exc:
            raise NotSetUp(str(exc)) from exc
        self._retriever = Retriever(self._archive, cross=self._cross)
        self._known = Known(self._archive)
        self.threads = Threads(self._archive.register, self._archive.catalogue, self._config.bodies)
        self._workers = workers or Workers(settings.workers)
        self._owns_workers = workers is None
        self._wording = Wording.from_settings(settings)
        self.metrics = Metrics()

    def __enter__(self) -> Kommunminne:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the archive and end the children."""
        if self._owns_workers:
            self._workers.close()
        self._archive.close()

    # Questions

    def ask(self, question: Question, *, zones: frozenset[str]) -> Answer:
        """Answer a question, keep the answer, and give it."""
        answer: Answer | None = None
        for event in self.ask_stream(question, zones=zones):
            answer = event.answer or answer
        assert answer is not None
        return answer

    def ask_stream(self, question: Question, *, zones: frozenset[str]) -> Generator[Event]:
        """Answer step by step: what is being done, refusal, each sentence once it is verified, then the whole answer.

        A sentence that a language model has worded comes once more, at the same place. Closing the iterator ends the work.
        Raises NotFound at once where the question is asked in a thread that this reader has none of.
        """
        thread = None
        if question.conversation_id is not None:
            thread = self.threads.thread(question.conversation_id, zones=zones)
            thread = thread if question.focus else replace(thread, focus=None, last=None)
        return self._steps(question, zones, thread)

    def _steps(self, question: Question, zones: frozenset[str], thread: Thread | None) -> Generator[Event]:
        started = time.perf_counter()
        yield Event(type="status", text="Söker i handlingarna")
        with self._archive.reading():
            read = in_thread(self._asking(question, zones), thread)
            asking, composed = read.asking, read.answer or compose(read.asking)
        searched = time.perf_counter()
        assembler = Assembler(self._archive.catalogue, question.question, asking.query.language)
        timings = {"search": _ms(started, searched)}
        answer = assembler.answer(composed, timings_ms=timings, conversation=question.conversation_id)
        answer.followed = read.followed
        if answer.refusal:
            yield Event(type="refusal", refusal=answer.refusal)
        for place, sentence in enumerate(answer.sentences):
            yield sentence_event(answer, place, sentence)
        if self._wording and not answer.refused:
            answer = yield from self._worded(answer, self._wording, english=asking.query.english)
        answer.timings_ms["total"] = _ms(started, time.perf_counter())
        self._keep(answer, thread, zones)
        self._count(answer)
        yield Event(type="answer", answer=answer)

    def _worded(self, answer: Answer, wording: Wording, *, english: bool) -> Generator[Event, None, Answer]:
        """Let the language model word the answer: each sentence again once it is worded and verified."""
        from assistant.generate import Outcome, wording_steps

        yield Event(type="status", text="Formulerar svaret")
        with closing(wording_steps(answer, wording, english=english)) as steps:
            for step in steps:
                if isinstance(step, Outcome):
                    step.count(self.metrics)
                    answer = step.answer
                elif step:
                    yield sentence_event(answer, step.place, step.sentence)
                else:
                    yield Event(type="status", text="Formulerar svaret")
        return answer

    def _count(self, answer: Answer) -> None:
        self.metrics.count("answers", answer.refusal.reason if answer.refusal else "besvarad")
        for sentence in answer.sentences:
            self.metrics.count("sentences", sentence.support)

    def _keep(self, answer: Answer, thread: Thread | None, zones: frozenset[str]) -> None:
        """Keep the answer; where that fails (a full disk) the reader gets it all the same and is told."""
        try:
            if not self.threads.keep(answer, thread, zones=zones):
                answer.warnings.append("Samtalet togs bort medan frågan besvarades; svaret sparas inte.")
        except StoreError as exc:
            log.warning("Svaret %s sparas inte: %s", answer.id, exc)
            answer.warnings.append("Svaret kunde inte sparas och kan inte öppnas igen.")

    def _asking(self, question: Question, zones: frozenset[str]) -> Asking:
        if not question.question.strip():
            raise BadRequest("Frågan är tom. Skriv vad du vill veta.")
        base = self._filters(question.filters, zones)
        today = question.today or dt.date.today()
        kommuner = self._known.kommuner(Filters(zones=zones))
        held = self._known.body_keys(base)

        def read(text: str) -> Query:
            return parse(text, today=today, bodies=self._config.bodies, held_bodies=held, kommuner=kommuner)

        query = read(bounded(question.question))
        if query.dnr_tail:
            query = replace(query, dnr_key=self._archive.catalogue.dnr_ending(query.dnr_tail, base))
        return Asking(self._archive, self._retriever, query, base, today, read, self._known)

    def answer(self, answer_id: str, *, zones: frozenset[str]) -> Answer:
        """An answer as it was given; what has since become of its sources is said.

        Raises NotFound, also where it rests on a document that was never in a zone of this reader's.
        """
        kept = get_answer(self._archive.register, answer_id, zone=zone_of(zones))
        answer = self._as_now(Answer.model_validate_json(kept), zones) if kept else None
        if answer is None:
            raise NotFound(f"Svaret {answer_id} finns inte.")
        return answer

    def conversation(self, name: str, *, zones: frozenset[str]) -> ConversationWhole:
        """A thread with its answers as they were given; what has since become of their sources is said. Raises NotFound."""
        return self.threads.read(name, lambda answer: self._as_now(answer, zones), zones=zones)

    def _as_now(self, answer: Answer, zones: frozenset[str]) -> Answer | None:
        """An answer with the status of its sources as it is now; None where it may not be seen."""
        if not self._may_see(answer, zones):
            return None
        for citation in answer.citations:
            now = outward.status(self._archive.catalogue.status(citation.document_id))
            citation.status = citation.status if now == "gällande" else now
        return answer

    def _may_see(self, answer: Answer, zones: frozenset[str]) -> bool:
        nearest = answer.refusal.nearest if answer.refusal else []
        documents = {c.document_id for c in answer.citations} | {n.document_id for n in nearest}
        return all(self._archive.catalogue.zone(document_id) in zones for document_id in documents)

    def search(
        self, query: str, *, zones: frozenset[str], filters: FilterIn, limit: int = 10
    ) -> list[Nearest]:
        """The passages that fit `query` best, best first."""
        if not query.strip():
            raise BadRequest("Sökorden är tomma. Skriv vad du söker.")
        try:
            question = Question(question=query, filters=filters)
        except ValidationError as exc:
            raise BadRequest(
                f"Sökorden går inte att läsa. Skriv högst {MOST_CHARACTERS} tecken vanlig text."
            ) from exc
        with self._archive.reading():
            asking = self._asking(question, zones)
            return [nearest_of(passage) for passage in asking.hits(limit=limit)]

    def _filters(self, given: FilterIn, zones: frozenset[str]) -> Filters:
        return filters_of(given, zones, self._config.bodies, self._known.kommuner(Filters(zones=zones)))

    # Register

    def scope(self, query: ViewQuery, *, zones: frozenset[str]) -> Scope:
        """What a view may read for `query`."""
        return Scope(
            self._archive.register,
            self._archive.catalogue,
            self._config,
            self._filters(query, zones),
            query.today or dt.date.today(),
            self._archive.generation,
        )

    def view(self, spec: Spec[Q, R], query: Q, *, zones: frozenset[str]) -> R:
        """A view of the register. Raises Forbidden where it is only for those who see the internal zone."""
        if spec.internal and Zone.INTERNAL not in zones:
            raise Forbidden(f"{spec.title} visas bara för den som får se interna handlingar.")
        result: R = view_named(spec.name).build(self.scope(query, zones=zones), query)
        return result

    def export(
        self, spec: Spec[Q, R], query: Q, ending: str, *, zones: frozenset[str], links: Links
    ) -> bytes:
        """A view as a file of the kind that `ending` says."""
        return view_named(spec.name).export(self.view(spec, query, zones=zones), ending, links)

    def decisions(self, *, zones: frozenset[str], filters: FilterIn) -> list[DecisionRow]:
        """Every paragraph of every minutes that fits, one row each."""
        return self.view(DECISIONS, DecisionsQuery(**filters.model_dump()), zones=zones)

    def paragraph(self, paragraph_id: str, *, zones: frozenset[str]) -> ParagraphOut:
        """One paragraph whole. Raises NotFound."""
        return paragraph_out(self._archive, paragraph_id, Filters(zones=zones))

    def correct(self, paragraph_id: str, given: CorrectionIn, *, zones: frozenset[str]) -> ParagraphOut:
        """Put a field of a paragraph right. Raises NotFound, and BadRequest where the value cannot be one of that field."""
        correct(self._archive, paragraph_id, given, Filters(zones=zones), self._config.bodies)
        return self.paragraph(paragraph_id, zones=zones)

    def withdraw(self, paragraph_id: str, correction: int, *, by: str, zones: frozenset[str]) -> ParagraphOut:
        """Let what was read of a field hold again. Raises NotFound."""
        withdraw(self._archive, paragraph_id, correction, Filters(zones=zones), by=by)
        return self.paragraph(paragraph_id, zones=zones)

    def import_kolada(
        self, content: bytes, *, name: str, kommun: str | None, zones: frozenset[str]
    ) -> KoladaOut:
        """Keep the values of a file of Kolada's. Raises UnreadableFile, BadRequest."""
        held = self._known.kommuner(Filters(zones=zones))
        return import_kolada(self._archive, content, name=name, kommun=bare(kommun), held=held)

    # Documents

    def documents(self, *, zones: frozenset[str]) -> list[DocumentOut]:
        """The documents that are valid."""
        found = self._archive.catalogue.documents(Filters(zones=zones))
        counts = self._archive.catalogue.counts_of({document.content for document in found})
        return [outward.document(document, counts[document.content]) for document in found]

    def delete_document(self, document_id: str, *, zones: frozenset[str]) -> None:
        """Delete a document from register, indexes and originals. Raises NotFound."""
        document = self._archive.catalogue.document(document_id, Filters(zones=zones))
        if document is None or not self._archive.delete(document_id):
            raise NotFound(f"Handlingen {document_id} finns inte.")

    def ingest(
        self,
        paths: Sequence[Path],
        *,
        kommun: str | None,
        access: str | None,
        kind: str | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> IngestReport:
        """Take in files and folders; one that fails is reported and the others go on."""
        from assistant.taking_in import take_in

        given = Given(bare(kommun), access, kind)
        return take_in(self._archive, self._workers, self.settings, paths, given, progress)

    def ingest_upload(
        self,
        name: str,
        content: bytes,
        *,
        kommun: str | None,
        access: str | None,
        progress: Callable[[Progress], None] | None = None,
    ) -> FileReport:
        """Take in a file that was handed over; a later version of the same document and name replaces it."""
        from assistant.taking_in import take_in_upload

        given = Given(bare(kommun), access)
        return take_in_upload(self._archive, self._workers, self.settings, name, content, given, progress)

    def page_png(
        self,
        document_id: str,
        page: int,
        *,
        zones: frozenset[str],
        mark: Sequence[SpanOut] = (),
        citation_id: str | None = None,
        width: int = 1000,
    ) -> bytes:
        """A page drawn as PNG with the words of `mark`, or of a kept citation ('<answer id>:c1'), marked.

        Raises NotFound where there is no such page or citation.
        """
        from assistant.pages import draw

        if citation_id:
            mark = [*mark, *self._cited(citation_id, zones)]

        document = self._archive.catalogue.document(document_id, Filters(zones=zones))
        original = self._archive.original(document.content) if document else None
        stored = self._archive.catalogue.page(document.content, page) if document else None
        if document is None or original is None:
            raise NotFound(f"Handlingen {document_id} finns inte.")
        if original.suffix != ".pdf":
            raise NotFound("Sidan finns inte som bild: bara PDF-filer har sidor som kan visas.")
        if stored is None:
            raise NotFound(f"Handlingen har ingen sida {page}.")
        quotes = [stored.text[span.start : span.end] for span in mark if span.page == page]
        return draw(original, page, quotes, width=width)

    def _cited(self, citation_id: str, zones: frozenset[str]) -> list[SpanOut]:
        answer_id, _, name = citation_id.partition(":")
        found = [
            citation for citation in self.answer(answer_id, zones=zones).citations if citation.id == name
        ]
        if not found:
            raise NotFound(f"Citatet {citation_id} finns inte.")
        return found[0].spans

    # Upkeep

    def warm_up(self) -> None:
        """Load what the first question would wait for: the model and the vectors."""
        self.search("beslut", zones=self.settings.zones, filters=FilterIn(), limit=1)

    @property
    def generation(self) -> int:
        """Another number after each change of what is held."""
        return self._archive.generation

    def warm_views(self) -> Iterator[str]:
        """Let the views work out what they keep until something changes: a view a step, given by its name."""
        zones = self.settings.zones
        for spec, query in first_views(zones):
            self.view(spec, query, zones=zones)
            yield spec.name

    def rebuild(self, progress: Callable[[Progress], None] | None = None) -> Rebuilt:
        """Make both indexes anew from the register, with the model that is set; questions are answered meanwhile."""

        def say(done: int, total: int) -> None:
            if progress:
                progress(Progress("", done, total, "indexerar"))

        count = self._archive.rebuild(say)
        return Rebuilt(chunks=count, model=self._archive.embedder.name)

    def warnings(self) -> list[str]:
        """What whoever runs this should mend, though questions are answered."""
        found = (self._archive.model_warning, self._cross.warning if self._cross else None)
        return [warning for warning in found if warning]

    def doctor(self) -> list[Finding]:
        """Compare the indexes with the register and look at what the set-up lacks."""
        with self._archive.reading():
            return outward.doctor(self._archive, self.settings)


def sentence_event(answer: Answer, place: int, sentence: Sentence) -> Event:
    """A sentence of an answer with its citations, as a step of a streamed answer."""
    by_id = {citation.id: citation for citation in answer.citations}
    cited = [by_id[one] for one in sentence.citations]
    return Event(type="sentence", place=place, sentence=sentence, citations=cited)


def _encoding(settings: Settings) -> Encoding:
    return Encoding(
        query_prompt=settings.embedding_query_prompt,
        passage_prompt=settings.embedding_passage_prompt,
        batch_size=settings.embedding_batch,
        threads=settings.embedding_threads,
    )


def _recipe(kommun_toml: Path | None) -> str:
    """What decides how a document is taken apart: the program's rules and the kommun's own headings and bodies."""
    if kommun_toml is None:
        return RECIPE
    return f"{RECIPE} {hashlib.sha256(kommun_toml.read_bytes()).hexdigest()[:8]}"


def _ms(start: float, end: float) -> float:
    return round((end - start) * 1000, 2)
