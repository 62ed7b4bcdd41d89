"""One answer against its case, as pure functions. What each figure means is said by the case format and its
`score_answers.py`; names and dates are looked at besides."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.schema import Answer
from evals.answers.cases import Case
from evals.answers.claims import Unsupported, unsupported
from evals.answers.quotes import Quotes
from evals.answers.wording import says, section_of

LONGEST, LONGEST_LIST = 1_500, 5_000
"""Characters that an answer may hold, and one that is a list."""

_LEAST_PRECISION = 0.5
"""An answer is right only where this share of its citations are of what was to be cited."""

Cited = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of a case: an answer, or why there is none. `ms`: what the whole answer took, None where unknown."""

    case: Case
    answer: Answer | None
    quotes: Quotes
    ms: float | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an answer fared. Shares lie between 0 and 1, None where the case asks for none; `list_f1` only where the
    sources are complete. `uncited`, `beside`: sources that the answer lacks, and citations that are no source."""

    case: Case
    answer: Answer
    ms: float | None
    quotes: Quotes
    missing: tuple[str, ...]
    forbidden: tuple[str, ...]
    recall: float | None
    precision: float | None
    list_f1: float | None
    uncited: tuple[str, ...]
    beside: tuple[str, ...]
    unsupported: Unsupported
    unsupported_sentences: tuple[str, ...]

    @property
    def facts(self) -> float | None:
        """The share of the facts that the answer says."""
        wanted = len(self.case.facts)
        return 1 - len(self.missing) / wanted if wanted else None

    @property
    def level_right(self) -> bool | None:
        """Whether the decision level is the one wanted."""
        return self.answer.level == self.case.level if self.case.level else None

    @property
    def too_long(self) -> bool:
        """Whether nobody would read it."""
        return len(self.answer.text) > (LONGEST_LIST if self.case.complete else LONGEST)

    @property
    def right(self) -> bool:
        """Whether the answer as a whole will do."""
        if self.forbidden or self.too_long or self.quotes.lost:
            return False
        if not self.case.answerable:
            return self.answer.refused or (not self.case.abstain and not self.missing)
        precise = self.list_f1 is not None or (self.precision or 0.0) >= _LEAST_PRECISION
        return not self.answer.refused and not self.missing and self.recall in (None, 1.0) and precise


def score(asked: Asked) -> Outcome:
    """How an answer fared; only for a case that has one."""
    case, answer = asked.case, asked.answer
    assert answer is not None
    shown = f"{answer.text} {answer.refusal.detail if answer.refusal else ''}"
    wanted = {(source.file, section_of(source.section)) for source in case.sources}
    cited = {(citation.file, section_of(citation.section)) for citation in answer.citations}
    covered = {each for each in wanted if _covers(each, cited)}
    hit = {each for each in cited if each in wanted or (each[0], None) in wanted}
    recall = len(covered) / len(wanted) if wanted else None
    precision = len(hit) / len(cited) if cited and wanted else None
    return Outcome(
        case=case,
        answer=answer,
        ms=asked.ms,
        quotes=asked.quotes,
        missing=tuple(f for f in case.facts if not says(shown, f, case.variants.get(f, ()))),
        forbidden=tuple(each for each in case.forbidden if says(answer.text, each)),
        recall=recall,
        precision=precision,
        list_f1=_f1(recall, precision) if case.complete else None,
        uncited=tuple(_named(each) for each in sorted(wanted - covered, key=_order)),
        beside=tuple(_named(each) for each in sorted(cited - hit, key=_order)) if wanted else (),
        unsupported=unsupported(case.question, answer),
        unsupported_sentences=tuple(s.text for s in answer.sentences if s.support == "none"),
    )


def _covers(wanted: Cited, cited: set[Cited]) -> bool:
    """Whether a source is cited; of one that is no paragraph, the file."""
    file, section = wanted
    return wanted in cited or (section is None and any(each[0] == file for each in cited))


def _f1(recall: float | None, precision: float | None) -> float:
    return 2 * recall * precision / (recall + precision) if recall and precision else 0.0


def _named(cited: Cited) -> str:
    return " ".join(part for part in cited if part)


def _order(cited: Cited) -> tuple[str, int]:
    file, section = cited
    return file, int(section.removeprefix("§ ")) if section else 0
