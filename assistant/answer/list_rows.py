"""A list as it is written: how many first, then a short row each with its quote, then what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answer.asking import Asking
from assistant.answer.criterion import Criterion
from assistant.answer.decisions import decision_text, shortened
from assistant.answer.list_gaps import taken_from
from assistant.answer.list_scope import ListScope
from assistant.answer.statement import Composed, Quote, Refused, Statement, quoted
from assistant.question_words import Want
from assistant.retrieve import Passage
from ingest.facts.initiatives import Listed, initiatives_of
from ingest.stored import StoredParagraph
from ingest.text import Text

_MOST_ROWS = 60
_WITH_DECISION = 20
_NAMED_AT_ONCE = 12
_LONGEST_ROW = 250
_LONGEST_DECISION = 160
_LONGEST_QUOTE = 400


def listed(
    asking: Asking,
    found: Sequence[StoredParagraph],
    said: str,
    scope: ListScope,
    criteria: Sequence[Criterion] = (),
    *,
    before: str = "",
) -> Composed:
    """The list of `found`, which `said` tells what they have in common; where there are none, that there are none.
    `before`: a sentence to begin with."""
    if not found:
        return _none(asking, said, scope)
    telling = next((criterion for criterion in criteria if criterion.section or criterion.point), None)
    passages = asking.passages_of(found[:_MOST_ROWS])
    names = _named_in(asking, found) if any(criterion.kind for criterion in criteria) else {}
    rows = [_row(asking, passage, telling, len(found), names) for passage in passages]
    warnings = taken_from(asking, scope)
    if len(found) > _MOST_ROWS:
        more = f"Listan visar de {_MOST_ROWS} första; avgränsa frågan för att se resten."
        warnings = (more, *warnings)
    levels = {p.level for p in found}
    level = levels.pop() if len(levels) == 1 else None
    statements = (*_count(found, rows, said, scope, before), *rows[1:])
    return Composed(statements, level, warnings=warnings)


def _named_in(asking: Asking, found: Sequence[StoredParagraph]) -> dict[int, list[Listed]]:
    """The motions and the like that §§ name in their text under a title that is none's own ('Anmälda motioner')."""
    headings = {p.witness: p.heading.value for p in found}
    with asking.archive.register.connection() as connection:
        named = initiatives_of(connection, list(headings))
    own = {at: [one for one in held if one.text.value != headings[at]] for at, held in named.items()}
    return {at: held for at, held in own.items() if held}


def _none(asking: Asking, said: str, scope: ListScope) -> Composed:
    where = f" {scope.said}" if scope.said else ""
    detail = " ".join((f"Ingen paragraf i underlaget{where} {said}.", *taken_from(asking, scope)))
    return Composed(refused=Refused("saknas", detail, tuple(asking.search(asking.kommun_filters, limit=3))))


def _count(
    found: Sequence[StoredParagraph], rows: Sequence[Statement], said: str, scope: ListScope, before: str
) -> tuple[Statement, ...]:
    """How many there are and, of one meeting, which, followed by the first row."""
    how_many = f"{len(found)} {'paragraf' if len(found) == 1 else 'paragrafer'}"
    begun = f"{before} {how_many}" if before else how_many
    count = " ".join(filter(None, (begun, scope.said, said)))
    one_meeting = len({(p.body_key, p.date) for p in found}) == 1
    if not one_meeting or not 1 < len(found) <= _NAMED_AT_ONCE:
        return (Statement(f"{count}:\n{rows[0].text}", rows[0].quotes),)
    numbers = [f"§ {p.number}" for p in found]
    named = f"{', '.join(numbers[:-1])} och {numbers[-1]}"
    quotes = tuple(dict.fromkeys(quote for row in rows for quote in row.quotes))
    return (Statement(f"{count}: {named}.", quotes), rows[0])


def _row(
    asking: Asking,
    passage: Passage,
    telling: Criterion | None,
    rows: int,
    names: Mapping[int, list[Listed]],
) -> Statement:
    paragraph = passage.paragraph
    assert paragraph is not None
    dnr = f", {paragraph.dnr}" if paragraph.dnr else ""
    row = f"{paragraph.body_key} {paragraph.date} § {paragraph.number} {paragraph.title}{dnr}"
    if listed_here := names.get(paragraph.witness):
        topics = "; ".join(quoted(one.topic) for one in listed_here)
        return Statement(f"{row}: {topics}", tuple(Quote(passage, one.text) for one in listed_here))
    texts = telling.told_in(paragraph) if telling else []
    if texts:
        row += f": {quoted(shortened(texts[0].value, _LONGEST_ROW))}"
    elif asking.query.asks(Want.DECISION) and rows <= _WITH_DECISION:
        words = decision_text(paragraph).value
        row += f": {quoted(shortened(words, _LONGEST_DECISION))}" if words else ": inget beslut antecknat"
    return Statement(row, (Quote(passage, texts[0] if texts else _shown(asking, paragraph)),))


def _shown(asking: Asking, paragraph: StoredParagraph) -> Text:
    """What the citation of a row quotes: the decision, short, or else the heading."""
    if asking.query.asks(Want.PREPARED):
        for section in paragraph.sections:
            for person in paragraph.prepared_by:
                at = section.body.value.find(person)
                if at >= 0:
                    start = section.body.value.rfind("\n", 0, at) + 1
                    return section.body.slice(start, at + len(person))
    decision = decision_text(paragraph)
    if decision and len(decision.value) <= _LONGEST_QUOTE:
        return decision
    if paragraph.points:
        return paragraph.points[0].text
    return decision or paragraph.heading
