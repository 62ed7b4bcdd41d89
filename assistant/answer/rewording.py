"""Whether a sentence that a language model worded may stand in place of the finished one that it words, by rule.

It must keep to its sources (`faithful`), sentence by sentence, and lose nothing that was told: a decision is quoted
again at the same level, and the amounts, dates and names of a quote are there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.claims import bodies_in, figures_in, levels_in, names_in, spoken
from assistant.answer.comparing import lacking
from assistant.answer.faithful import fault
from assistant.answer.ground import Ground, decides, frame_of
from assistant.answer.verify import quotations
from assistant.schema import Citation, LevelName, Sentence
from ingest.sentences import sentences

_QUOTED = re.compile(r"”[^”]*”")


def may_replace(
    text: str,
    cited: Sequence[str],
    finished: Sentence,
    citations: Sequence[Citation],
    level: LevelName | None,
) -> bool:
    """Whether `text`, which names the citations `cited`, may stand in place of `finished`. `level`: the whole answer's."""
    if not cited or not set(cited) <= set(finished.citations):
        return False
    own = tuple(citation for citation in citations if citation.id in cited)
    ground = Ground(own, (finished,), level)
    if any(fault(one, ground) for one in _sentences(text)) or not _sentences(text):
        return False
    return _tells_as_much(text, finished, own)


def _sentences(text: str) -> list[str]:
    """The sentences of a text; none ends within a quote."""
    masked = _QUOTED.sub(lambda found: "”" + "x" * (len(found[0]) - 2) + "”", text)
    return [text[start:end] for start, end in sentences(masked)]


def _tells_as_much(text: str, finished: Sentence, citations: Sequence[Citation]) -> bool:
    quoted = " ".join(quotations(finished.text))
    if decides(finished, citations) and not _same_decision(text, finished.text, citations):
        return False
    if lacking(figures_in(quoted), figures_in(text)):
        return False
    said = spoken(text)
    return all(spoken(name).strip() in said for name in _names_of(quoted))


def _names_of(quoted: str) -> list[str]:
    """The names of people and places in a quote; a sentence's first word alone is none."""
    first = {quoted[start:end].split()[0] for start, end in sentences(quoted)}
    return [name for name in names_in(quoted) if name not in first]


def _same_decision(text: str, finished: str, citations: Sequence[Citation]) -> bool:
    """Whether a text quotes the same words, claims the same levels and names the same bodies."""
    frame, new = frame_of(finished, citations), frame_of(text, citations)
    return (
        set(quotations(finished)) <= set(quotations(text))
        and levels_in(frame) <= levels_in(new)
        and bodies_in(frame) <= bodies_in(new)
    )
