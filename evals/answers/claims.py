"""What an answer says without a source: numbers, dates and names that stand neither in a quote, nor in a citation's label,
nor in the question. Read apart from the program's own verification, so that the two can disagree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.schema import Answer, Citation
from evals.answers.dates import Day, days, held
from evals.answers.wording import figures, only_digits, words

_NAME = r"[A-ZÅÄÖÉÜ][a-zåäöéüèáóøæß]+(?:-[A-ZÅÄÖÉÜ]?[a-zåäöéüèáóøæß]+)*"
_PERSON = re.compile(rf"(?<![\w-])(?:{_NAME}|[A-ZÅÄÖ]\.)(?:\s+(?:(?:af|av|de|von|van)\s+)?{_NAME})+(?![\w-])")
_OF_PARTY = re.compile(rf"(?<![\w-])({_NAME})\s+\((?:[A-ZÅÄÖ]{{1,4}}|-)\)")
_OPENERS = frozenset(
    [
        "enligt",
        "av",
        "att",
        "den",
        "det",
        "de",
        "en",
        "ett",
        "han",
        "hon",
        "i",
        "på",
        "till",
        "för",
        "från",
        "med",
        "hos",
        "om",
        "vid",
        "under",
        "efter",
        "före",
        "innan",
        "mellan",
        "och",
        "men",
        "eller",
        "samt",
        "ordförande",
        "ledamot",
        "ledamoten",
        "ersättare",
        "ersättaren",
        "handläggare",
        "beredande",
        "according",
        "the",
        "in",
        "on",
        "at",
        "by",
        "from",
        "to",
        "for",
        "of",
        "and",
        "chair",
    ]
)
"""Words that a sentence begins with and that are no first names."""

_BEGINS = re.compile(r"(?:^|[.!?:•\n”\"(])\s*$")


@dataclass(frozen=True, slots=True)
class Unsupported:
    """What an answer says and nothing carries, as written; numbers as their digits."""

    numbers: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many in all."""
        return len(self.numbers) + len(self.dates) + len(self.names)


def unsupported(question: str, answer: Answer) -> Unsupported:
    """What the text of an answer claims without a source."""
    return Unsupported(
        numbers=tuple(sorted(_numbers(question, answer))),
        dates=tuple(_dates(question, answer)),
        names=tuple(_names(question, answer)),
    )


def _numbers(question: str, answer: Answer) -> Iterable[str]:
    labels = [label for citation in answer.citations for label in _labels(citation, numbers=True)]
    known = figures(" ".join((*labels, question)))
    joined = only_digits(" ".join(labels))
    return (number for number in figures(answer.text) if number not in known and number not in joined)


def _dates(question: str, answer: Answer) -> list[str]:
    known = _known(question, answer)
    stated: frozenset[Day] = frozenset(found.day for found in days(known))
    years = frozenset(int(year) for year in re.findall(r"(?<!\d)\d{4}(?!\d)", known))
    said = (found for found in days(answer.text) if not held(found.day, stated, years))
    return list(dict.fromkeys(found.written for found in said))


def _names(question: str, answer: Answer) -> list[str]:
    """Persons' names: two capitalised words or more in a row, or one before a party's letters."""
    known = words(_known(question, answer))
    lost = [
        " ".join(wordings[0].split()) for wordings in _persons(answer.text) if not _stands(wordings, known)
    ]
    return list(dict.fromkeys(lost))


def _persons(text: str) -> Iterator[tuple[str, ...]]:
    """What may be a person's name, each in the wordings that it may be known by: where a sentence begins, its first word
    may be no part of the name."""
    for found in _PERSON.finditer(text):
        first, rest = found[0].split(maxsplit=1)
        begins = bool(_BEGINS.search(text[: found.start()]))
        if begins and first.casefold() in _OPENERS:
            if len(rest.split()) > 1:
                yield (rest,)
        else:
            yield (found[0], rest) if begins and len(rest.split()) > 1 else (found[0],)
    yield from ((found[1],) for found in _OF_PARTY.finditer(text))


def _stands(wordings: Sequence[str], known: str) -> bool:
    return any(words(each) in known for each in wordings)


def _known(question: str, answer: Answer) -> str:
    labels = [label for each in answer.citations for label in _labels(each)]
    return "\n".join((*labels, question))


def _labels(citation: Citation, *, numbers: bool = False) -> list[str]:
    """A quote and what it is labelled with. `numbers`: the labels alone that may carry a number in the case format."""
    c = citation
    labels = [c.quote, c.section, c.dnr, c.date, c.page, c.title, c.body]
    if not numbers:
        labels += [c.kommun, c.page_label]
    return [str(label) for label in labels if label]
