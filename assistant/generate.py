"""Optional wording of a finished answer by a language model: it may change the words, never the facts.

The answer that code has made is the truth. The model gets its sentences and quotes as data and words them one by one.
Each that comes back is held against the sources by rule: one that holds takes the finished one's place, one that does
not is counted and the finished one stands. Whatever goes wrong, what is left stands as it was, with a warning.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from assistant import prompts
from assistant.answer.alignment import as_printed
from assistant.answer.rewording import may_replace
from assistant.answer.verify import quotations
from assistant.endpoint import PATIENCE, FailureKind, ModelFailed, Wording
from assistant.metrics import Metrics
from assistant.model_rows import Draft, RowReader, cleaned
from assistant.schema import Answer, Citation, Sentence

__all__ = ["Outcome", "Reworded", "Wording", "worded", "wording_steps"]

BUDGET = 12_000
"""Characters of question, finished answer and quotes that are sent."""

_LEAST_TOKENS = 150
"""What the model may say beside some two characters of the finished answer a token: a small one never stops itself."""

_MOST_SENTENCES = 6
"""A finished answer with more is a list, which gains nothing by being worded and may lose rows."""

_ALL_KEPT = "Svaret visas med handlingarnas egna ord."
_REST_KEPT = "Resten av svaret visas med handlingarnas egna ord."
_UNREADABLE = "Språkmodellens svar gick inte att tolka."
_CUT_OFF = "Språkmodellens svar bröts."


@dataclass(frozen=True, slots=True)
class Reworded:
    """A sentence that was verified, and its place in the answer (from 0), where it stands instead of the finished one."""

    place: int
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer as it came to be. `failure`: why the model gave nothing or not all; None where it did."""

    answer: Answer
    kept: int = 0
    rejected: int = 0
    failure: FailureKind | None = None
    asked: bool = True

    def count(self, metrics: Metrics) -> None:
        """Add what became of it to the counters of the service."""
        if not self.asked:
            return
        metrics.count("llm_answers", "worded" if self.kept else "failed" if self.failure else "unchanged")
        metrics.count("llm_sentences", "kept", self.kept)
        metrics.count("llm_sentences", "rejected", self.rejected)
        metrics.took(self.answer.timings_ms["llm"] / 1000)
        if self.failure:
            metrics.count("llm_failures", self.failure)


@dataclass(slots=True)
class _Work:
    """A finished answer on its way to be worded. `places`: of the sentences to word; `next`: the first not yet told."""

    answer: Answer
    citations: list[Citation]
    places: list[int]
    next: int = 0
    kept: dict[int, Sentence] = field(default_factory=dict)
    rejected: int = 0

    @property
    def told(self) -> list[Sentence]:
        """The sentences to word."""
        return [self.answer.sentences[place] for place in self.places]

    def take(self, draft: Draft) -> Reworded | None:
        """Judge what the model gave. The order is the answer's: what comes late or stands for nothing is rejected."""
        position = self.next if draft.number is None else draft.number - 1
        if not self.next <= position < len(self.places):
            self.rejected += not self._said_already(draft)
            return None
        self.next = position + 1
        place = self.places[position]
        finished = self.answer.sentences[place]
        if draft.text == cleaned(finished.text):
            return None
        text = as_printed(draft.text, [*quotations(finished.text), *self._quotes(draft)])
        if not may_replace(text, draft.citations, finished, self.citations, self.answer.level):
            self.rejected += 1
            return None
        ids = [one for one in finished.citations if one in draft.citations]
        sentence = Sentence(text=text, citations=ids, support="verified")
        self.kept[place] = sentence
        return Reworded(place, sentence)

    def _quotes(self, draft: Draft) -> list[str]:
        return [citation.quote for citation in self.citations if citation.id in draft.citations]

    def _said_already(self, draft: Draft) -> bool:
        said = {sentence.text for sentence in self.kept.values()} | {cleaned(s.text) for s in self.told}
        return draft.text in said


def worded(answer: Answer, wording: Wording, *, english: bool) -> Answer:
    """The answer worded by the language model, or the same answer with a warning where that fails."""
    for step in wording_steps(answer, wording, english=english):
        if isinstance(step, Outcome):
            answer = step.answer
    return answer


def wording_steps(answer: Answer, wording: Wording, *, english: bool) -> Generator[Reworded | Outcome | None]:
    """Each sentence once it is worded and verified, in the answer's order; None now and then meanwhile, so that whoever
    waits may leave; at last the outcome.

    Refusal, level and citations never change. A refusal, a list and an answer without verified quotes are returned
    untouched, and the model is not asked. Closing the iterator ends the call to the model.
    """
    work = _work(answer)
    if work is None:
        yield Outcome(answer, asked=False)
        return
    started = time.perf_counter()
    reader = RowReader()
    failed: ModelFailed | None = None
    try:
        told = started
        for piece in _said(work, wording, english):
            for draft in reader.feed(piece) if piece else ():
                reworded = work.take(draft)
                if reworded:
                    yield reworded
            if time.perf_counter() - told > PATIENCE:
                told = time.perf_counter()
                yield None
    except ModelFailed as exc:
        failed = exc
    work.rejected += reader.broken
    outcome = _outcome(work, wording, failed or _unread(work, reader))
    outcome.answer.timings_ms["llm"] = round((time.perf_counter() - started) * 1000, 2)
    yield outcome


def _said(work: _Work, wording: Wording, english: bool) -> Generator[str | None]:
    told = work.told
    messages = prompts.messages(work.answer.question, told, work.citations, english=english, budget=BUDGET)
    pieces = wording.pieces(
        messages,
        prompts.answer_schema([citation.id for citation in work.citations], len(told)),
        tokens=_LEAST_TOKENS + sum(len(sentence.text) for sentence in told) // 2,
    )
    with closing(pieces):
        yield from pieces


def _work(answer: Answer) -> _Work | None:
    """What is to be worded: verified sentences, whose quotes were found in the source; None where there is nothing."""
    places = [place for place, sentence in enumerate(answer.sentences) if _verified(sentence)]
    if answer.refused or not places or len(answer.sentences) > _MOST_SENTENCES:
        return None
    held = {one for place in places for one in answer.sentences[place].citations}
    return _Work(answer, [citation for citation in answer.citations if citation.id in held], places)


def _verified(sentence: Sentence) -> bool:
    return sentence.support == "verified" and bool(sentence.citations)


def _unread(work: _Work, reader: RowReader) -> ModelFailed | None:
    """Why a model that answered gave nothing to judge, or not all."""
    if reader.cut_off:
        return ModelFailed(_CUT_OFF, "shape")
    return None if work.next or work.rejected > reader.broken else ModelFailed(_UNREADABLE, "shape")


def _outcome(work: _Work, wording: Wording, failed: ModelFailed | None) -> Outcome:
    answer = work.answer
    sentences = [work.kept.get(place, sentence) for place, sentence in enumerate(answer.sentences)]
    changes = {
        "sentences": sentences,
        "text": "\n".join(sentence.text for sentence in sentences) if work.kept else answer.text,
        "warnings": [*answer.warnings, *_warnings(work, failed)],
        "worded_by": wording.model if work.kept else None,
        "rejected": work.rejected,
        "timings_ms": dict(answer.timings_ms),
    }
    kind = failed.kind if failed else None
    return Outcome(answer.model_copy(update=changes), len(work.kept), work.rejected, kind)


def _warnings(work: _Work, failed: ModelFailed | None) -> Sequence[str]:
    """What the reader is told of what went wrong."""
    if failed:
        return [f"{failed} {_REST_KEPT if work.kept else _ALL_KEPT}"]
    if work.rejected and not work.kept:
        return [f"Inget i språkmodellens formulering höll mot källorna. {_ALL_KEPT}"]
    if work.rejected:
        return [
            "Meningar från språkmodellen som inte höll mot källorna är ersatta med handlingarnas egna ord: "
            f"{work.rejected}."
        ]
    return []
