"""Optional wording of a finished answer by a language model: it may change the words, never the facts.

The answer that code has made is the truth. The model gets its sentences and quotes as data, each sentence that comes
back is held against them by rule, what does not hold is dropped, and what was decided stays quoted. Whatever goes wrong, the
finished answer comes back as it was, with a warning.
"""

from __future__ import annotations

import json
import re
import time
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from assistant import prompts
from assistant.answer.claims import bodies_in, levels_in
from assistant.answer.faithful import fault
from assistant.answer.ground import Ground, decides, frame_of
from assistant.answer.verify import quotations
from assistant.endpoint import ModelFailed, Wording
from assistant.schema import Answer, Citation, Sentence

__all__ = ["Wording", "worded"]

BUDGET = 12_000
"""Characters of question, finished answer and quotes that are sent."""

_LEAST_TOKENS = 150
"""What the model may say beside some two characters of the finished answer a token: a small one never stops itself."""

_MOST_ROWS = 20
_LONGEST_ROW = 10_000
"""Sentences looked at, and characters of each: what is longer was not asked for."""

_MOST_SENTENCES = 6
"""A finished answer with more is a list, which gains nothing by being worded and may lose rows."""

_KEPT = "Svaret visas med handlingarnas egna ord."
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)?")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)?")
_ADDRESS = re.compile(r"(?:https?|ftp|file|data|javascript|mailto):\S+|www\.\S+", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z!][^>]*>?")
_MARKUP = re.compile(r"[*_`#~]{1,3}(?=\S)|(?<=\S)[*_`~]{1,3}|^[#>\-*•]+\s+", re.MULTILINE)
_FENCE = re.compile(r"```(?:json)?\s*(.*?)```", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence as the model gave it, cleaned, with the citation ids that it named."""

    text: str
    citations: tuple[str, ...]


def worded(answer: Answer, wording: Wording, *, english: bool) -> Answer:
    """The answer worded by the language model, or the same answer with a warning where that fails.

    Refusal, level and citations never change. A refusal, a list and an answer without verified quotes are returned
    untouched, and the model is not asked. Not to be called on a running event loop.
    """
    citations = _usable(answer)
    if answer.refused or not citations or len(answer.sentences) > _MOST_SENTENCES:
        return answer
    started = time.perf_counter()
    result = _attempt(answer, citations, wording, english)
    timings = {**answer.timings_ms, "llm": round((time.perf_counter() - started) * 1000, 2)}
    return result.model_copy(update={"timings_ms": timings})


def _attempt(answer: Answer, citations: Sequence[Citation], wording: Wording, english: bool) -> Answer:
    told = [sentence for sentence in answer.sentences if _verified(sentence)]
    messages = prompts.messages(answer.question, told, citations, english=english, budget=BUDGET)
    try:
        content = wording.complete(
            messages,
            prompts.answer_schema([citation.id for citation in citations]),
            tokens=_LEAST_TOKENS + sum(len(sentence.text) for sentence in told) // 2,
        )
    except ModelFailed as exc:
        return _unchanged(answer, str(exc))
    drafts = parsed(content)
    if drafts is None:
        return _unchanged(answer, "Språkmodellens svar gick inte att tolka.")
    kept = [draft for draft in drafts if holds(draft, answer, citations)]
    if not kept:
        return _unchanged(answer, "Inget i språkmodellens formulering höll mot källorna.")
    return _merged(answer, kept, dropped=len(drafts) - len(kept), model=wording.model)


def _usable(answer: Answer) -> list[Citation]:
    """The citations of verified sentences: their quotes were found in the source."""
    held = {one for sentence in answer.sentences if _verified(sentence) for one in sentence.citations}
    return [citation for citation in answer.citations if citation.id in held]


def _verified(sentence: Sentence) -> bool:
    return sentence.support == "verified" and bool(sentence.citations)


def _unchanged(answer: Answer, why: str) -> Answer:
    return answer.model_copy(update={"warnings": [*answer.warnings, f"{why} {_KEPT}"]})


# What the model gave


def parsed(content: str) -> list[Draft] | None:
    """The model's sentences, each once; None where its text is no JSON of the agreed form.

    Tolerant of a code fence and of words before and after the object, not of a cut-off object.
    """
    fenced = _FENCE.search(content)
    text = fenced[1] if fenced else content
    start = text.find("{")
    if start < 0:
        return None
    try:
        found, _ = json.JSONDecoder().raw_decode(text[start:])
        rows = found["sentences"][:_MOST_ROWS]
        drafts = [Draft(cleaned(row["text"]), tuple(map(_text, row["citations"]))) for row in rows]
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    return list(dict.fromkeys(draft for draft in drafts if draft.text))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value.strip("[]() ")


def cleaned(text: object) -> str:
    """A sentence as plain text: no links, pictures, HTML, markdown or invisible characters; quotation marks ”…”."""
    if not isinstance(text, str):
        raise TypeError(text)
    if len(text) > _LONGEST_ROW:
        return ""
    plain = _LINK.sub(r"\1", _IMAGE.sub("", text))
    plain = _TAG.sub("", _ADDRESS.sub("", plain))
    visible = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in plain)
    bare = _MARKUP.sub("", visible)
    return " ".join(re.sub(r"[\"“„«»]", "”", bare).split())


def holds(draft: Draft, answer: Answer, citations: Sequence[Citation]) -> bool:
    """Whether a worded sentence names known citations only and keeps to what they and the finished answer say.

    A sentence of the finished answer, word for word, holds.
    """
    by_id = {citation.id: citation for citation in citations}
    if not draft.citations or not set(draft.citations) <= by_id.keys():
        return False
    named = set(draft.citations)
    told = [s for s in answer.sentences if _verified(s) and named & set(s.citations)]
    if any(draft.text == cleaned(sentence.text) for sentence in told):
        return True
    ground = Ground(
        tuple(by_id[one] for one in draft.citations),
        tuple(told),
        answer.level,
    )
    return fault(draft.text, ground) is None


# Back into the answer


def _merged(answer: Answer, kept: Sequence[Draft], *, dropped: int, model: str) -> Answer:
    """The worded sentences, with what may not be lost of the finished answer before them."""
    stays = [sentence for sentence in answer.sentences if _stays(sentence, answer, kept)]
    said = {cleaned(sentence.text) for sentence in stays}
    new = [
        Sentence(text=draft.text, citations=list(draft.citations), support="verified")
        for draft in kept
        if draft.text not in said
    ]
    if not new:
        return answer
    at = _place(answer.sentences, stays)
    sentences = [*stays[:at], *new, *stays[at:]]
    warnings = list(answer.warnings)
    if dropped:
        warnings.append(f"Meningar från språkmodellen som inte höll mot källorna har utelämnats: {dropped}.")
    return answer.model_copy(
        update={
            "sentences": sentences,
            "text": "\n".join(sentence.text for sentence in sentences),
            "warnings": warnings,
            "worded_by": model,
        }
    )


def _place(finished: Sequence[Sentence], stays: Sequence[Sentence]) -> int:
    """How many of the sentences that stay come before the worded ones: those before the first that gave way, and quotes."""
    kept = {id(sentence) for sentence in stays}
    before = next((n for n, sentence in enumerate(finished) if id(sentence) not in kept), len(finished))
    quoting = [n for n, sentence in enumerate(stays, 1) if quotations(sentence.text)]
    return max(before, *quoting, 0)


def _stays(sentence: Sentence, answer: Answer, kept: Sequence[Draft]) -> bool:
    """Whether a finished sentence may not give way to the worded ones.

    Remarks of ours stay, a decision unless it is quoted again at the same level, and the first sentence unless
    the worded ones rest on what it cites.
    """
    if not _verified(sentence) or not quotations(sentence.text):
        return True
    if decides(sentence, answer.citations):
        return not any(_same_decision(sentence, draft, answer.citations) for draft in kept)
    first = next(filter(_verified, answer.sentences))
    return sentence is first and not any(set(sentence.citations) & set(draft.citations) for draft in kept)


def _same_decision(sentence: Sentence, draft: Draft, citations: Sequence[Citation]) -> bool:
    """Whether a worded sentence quotes the same words, claims the same levels and names the same bodies."""
    frame, new = frame_of(sentence.text, citations), frame_of(draft.text, citations)
    return (
        set(quotations(sentence.text)) <= set(quotations(draft.text))
        and levels_in(frame) <= levels_in(new)
        and bodies_in(frame) <= bodies_in(new)
    )
