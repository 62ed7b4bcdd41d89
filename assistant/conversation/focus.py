"""What a thread is about after an answer: decided by what the answer cites."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.schema import Answer, Citation, Focus, Nearest, Refusal
from ingest.bodies import Bodies

_A_LIST = 3
"""From so many §§ on an answer is a list, about a meeting or about nothing in particular."""

_OF_NO_MATTER = frozenset({"utanför", "personuppgift", "oklar"})
"""Refusals that say nothing of another matter: what the thread was about it is about still."""


def focus_of(answer: Answer, before: Focus | None, bodies: Bodies) -> Focus | None:
    """What a follow-up to `answer` is about. `before`: what the thread was about until then.

    A question of its own that found nothing leaves nothing: a follow-up to it is not about what went before.
    """
    if answer.citations:
        return _cited(answer.citations, bodies)
    named = _named_by(answer.refusal, bodies)
    if named:
        return named
    within = before is not None and answer.followed == before.label
    elsewhere = answer.refusal is not None and answer.refusal.reason in _OF_NO_MATTER
    return before if within or elsewhere else None


def _cited(citations: Sequence[Citation], bodies: Bodies) -> Focus | None:
    paragraphs = list({c.paragraph_id: c for c in citations if c.paragraph_id}.values())
    first = citations[0]
    if not paragraphs or first.paragraph_id is None:
        minutes = first.title == f"{first.body} {first.date}"
        return _focus("möte" if minutes else "handling", first, bodies)
    if len(paragraphs) < _A_LIST or _one_matter(paragraphs):
        main = max(paragraphs, key=_when) if _one_matter(paragraphs) else paragraphs[0]
        return _focus("paragraf", main, bodies, [c for c in paragraphs if c is not main])
    if len({(c.kommun, c.body, c.date) for c in paragraphs}) == 1:
        return _focus("möte", first, bodies, paragraphs)
    return None


def _named_by(refusal: Refusal | None, bodies: Bodies) -> Focus | None:
    """The § that a refusal names as the one that says nothing of what is asked."""
    if refusal is None or not refusal.nearest:
        return None
    hit = refusal.nearest[0]
    place = f"{bodies.key(hit.body) if hit.body else ''} {hit.date} {hit.section} "
    return _focus("paragraf", hit, bodies) if hit.paragraph_id and place in f"{refusal.detail} " else None


def _one_matter(paragraphs: Sequence[Citation]) -> bool:
    """Whether all bear the same dnr or title."""
    same_dnr = len({c.dnr for c in paragraphs}) == 1 and paragraphs[0].dnr is not None
    return same_dnr or len({c.title.casefold() for c in paragraphs}) == 1


def _when(citation: Citation) -> str:
    return citation.date or ""


def _focus(kind: str, main: Citation | Nearest, bodies: Bodies, also: Sequence[Citation] = ()) -> Focus:
    return Focus.model_validate(
        {
            "kind": kind,
            "label": _label(kind, main, bodies),
            **main.model_dump(include={"kommun", "body", "date", "dnr", "document_id"}),
            "section": "" if kind == "möte" else main.section,
            "title": "" if kind == "möte" else main.title,
            "paragraph_id": main.paragraph_id if kind == "paragraf" else None,
            "also": [c.paragraph_id for c in also],
        }
    )


def _label(kind: str, main: Citation | Nearest, bodies: Bodies) -> str:
    """'AU 2025-02-25 § 19 VA-redovisning', 'AU 2025-02-25', 'Riktlinjer för krav, ”Avgifter”'."""
    if kind == "handling":
        return main.title if main.section in ("", main.title) else f"{main.title}, ”{main.section}”"
    meeting = f"{bodies.key(main.body) if main.body else ''} {main.date or ''}".strip()
    return meeting if kind == "möte" else f"{meeting} {main.section} {main.title}"
