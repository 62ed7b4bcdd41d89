"""How many items a § reports, where the question counts what one § of a named meeting lists: 'Hur många delegationsbeslut
redovisades?'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answer.asking import Asking
from assistant.answer.decisions import shortened
from assistant.answer.list_scope import paragraphs_in, scope_of
from assistant.answer.statement import Composed, Quote, Statement, place, quoted
from assistant.matching import likeness
from ingest.analyse import words
from ingest.model import SectionKind
from ingest.stored import StoredParagraph, StoredSection
from ingest.text import Text

_COUNTED = re.compile(
    r"\bhur många\s+(?:(?:olika|nya)\s+)?(?P<what>\w{5,})(?=[^?]*\b(?:redovis|anmäl|rapporter|meddela|delgav|delges|fanns|finns"
    r"|togs|lades|innehåll|omfatta|listas|räknas))",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^\s*(?:[•▪◦–−-]|\d{1,3}[.)])\s+(?=\S)", re.MULTILINE)
_OTHER = frozenset({SectionKind.RECIPIENTS, SectionKind.JAV, SectionKind.VOTERING})
_LIKE = 0.9
_LONGEST = 140
_MOST = 40


def counted_items(asking: Asking) -> Composed | None:
    """The number of items and the items, of the § that lists what is counted; None where none does, or several do."""
    match = _COUNTED.search(asking.query.text)
    scope = scope_of(asking)
    if match is None or not (scope.one_day or asking.query.numbers or asking.query.dnr_key):
        return None
    what = match["what"].casefold()
    held = paragraphs_in(asking, scope)
    found = [
        (paragraph, section)
        for paragraph in paragraphs_in(asking, scope, [p.id for p in held])
        if (section := _listing(paragraph, what))
    ]
    if len(found) != 1:
        return None
    paragraph, section = found[0]
    passages = asking.passages_of([paragraph])
    if not passages:
        return None
    items = list(_items(section.body))
    first = f"{len(items)} punkter är uppräknade i {place(passages[0])} ({paragraph.title}):"
    rows = [
        Statement(f"– {quoted(shortened(item.value, _LONGEST))}", (Quote(passages[0], item),))
        for item in items[:_MOST]
    ]
    head = Statement(f"{first}\n{rows[0].text}", rows[0].quotes)
    more = () if len(items) <= _MOST else (f"Listan visar de {_MOST} första punkterna.",)
    return Composed((head, *rows[1:]), paragraph.level, warnings=more)


def _listing(paragraph: StoredParagraph, what: str) -> StoredSection | None:
    """The section that lists what is counted: under a heading of that name, else, in a § of that name, the only list."""
    lists = [s for s in paragraph.sections if s.kind not in _OTHER and len(list(_items(s.body))) > 1]
    named = [s for s in lists if s.heading and _bears(s.heading, what)]
    if named:
        return named[0]
    return lists[0] if len(lists) == 1 and _bears(paragraph.title, what) else None


def _bears(title: str, what: str) -> bool:
    return any(likeness(what, word) >= _LIKE for word in words(title))


def _items(body: Text) -> Iterator[Text]:
    """The items of a list, each from its bullet or number to the next."""
    found = list(_ITEM.finditer(body.value))
    ends = [match.start() for match in found[1:]] + [len(body.value)] * bool(found)
    for match, end in zip(found, ends, strict=True):
        start = match.end()
        yield body.slice(start, start + len(body.value[start:end].rstrip()))
