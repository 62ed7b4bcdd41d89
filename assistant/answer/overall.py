"""Reservations, notes, votes, yrkanden and jäv over a whole meeting, or over what is here of a body or a period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer.asking import Asking
from assistant.answer.concerned import Concerned, concerned, words_of
from assistant.answer.criteria import CRITERIA
from assistant.answer.decisions import shortened
from assistant.answer.entered import NAMES
from assistant.answer.entries import entries
from assistant.answer.frontpages import front_quote
from assistant.answer.list_scope import ListScope, paragraphs_in, scope_of
from assistant.answer.statement import Composed, Quote, Refused, Statement, quoted
from assistant.question_words import Want
from assistant.retrieve import Passage
from ingest.dates import MONTHS
from ingest.model import SectionKind
from ingest.ranges import written
from ingest.sentences import sentence_texts
from ingest.stored import StoredParagraph
from ingest.text import Text

_KINDS = (
    (Want.RESERVATION, SectionKind.RESERVATION),
    (Want.NOTE, SectionKind.ANTECKNING),
    (Want.CONFLICT, SectionKind.JAV),
    (Want.MOTIONED, SectionKind.YRKANDE),
    (Want.VOTE, SectionKind.VOTERING),
)
_OWN_WORDS = re.compile(
    r"^(?:gång(?:er|en)?|ledamot\w*|ledamöter\w*|möte\w*|sammanträd\w*|protokoll\w*|ärende\w*|beslut\w*|parti\w*|någon|något|några|nån|nåt|total\w*"
    r"|förekom\w*|begärd\w*|hölls|hållits|votering\w*|omröst\w*|röst\w*|reserv\w*|yrka\w*|jäv\w*|anmäl\w*|protokollsanteckning\w*|särskil\w*|yttrande\w*"
    r"|föresl\w*|förslag\w*|lade|lagt|ville|lämna\w*|gjord\w*|gjort|antal|helhet\w*|år|året|månad\w*|all\w*|dag\w*|skriftlig\w*|mest|flest|någonsin|emot)$"
)
_YES_NO = re.compile(
    r"^\W*(?:fanns|finns|förekom|var det|blev det|hölls|hade|har|reserverade|röstade|yrkade|anmälde|lämnade|begärdes|was|were|did|has)\b",
    re.IGNORECASE,
)
_BY_TITLE = re.compile(
    r"\b(?:motion|initiativärende|medborgarförslag|interpellation|(?:enkel )?fråga)\b", re.IGNORECASE
)
_MOST = 20
_SHORT = 300


@dataclass(frozen=True, slots=True)
class _Hit:
    """A paragraph of the list, and the words that put it there."""

    paragraph: StoredParagraph
    texts: tuple[Text, ...]


def overall_answer(asking: Asking) -> Composed | None:
    """Every paragraph of the meeting, body or period asked about that has what is asked for, by the people and parties
    asked about; None where the question is about a matter of its own."""
    query = asking.query
    kinds = [kind for want, kind in _KINDS if query.asks(want)]
    if not kinds or query.numbers or query.dnr_key:
        return None
    who = concerned(asking)
    scope = _scope(asking, who)
    if scope is None or _about_something(asking, who):
        return None
    hits = _hits(asking, scope, kinds[0], who)
    return _listed(asking, hits, kinds[0], scope, who) if hits else _none(asking, kinds[0], scope, who)


def _scope(asking: Asking, who: Concerned) -> ListScope | None:
    """The meeting, body or period; of somebody by name or party also all that is here, where the question counts."""
    query, scope = asking.query, scope_of(asking)
    if query.dates and not asking.named_meetings:
        return None
    if (
        who and query.period and query.receivers and not asking.held_bodies
    ):  # 'föreslog i nämnden': where it was
        keys = tuple(body.key for body in query.bodies)
        filters = replace(scope.filters, bodies=keys, date_from=query.period[0], date_to=query.period[1])
        return ListScope(filters, (query.period,), named=True)
    if {body.key for body in query.bodies} and not (asking.held_bodies or asking.named_meetings):
        return None
    counts = query.asks(Want.COUNT, Want.LIST, Want.HOW_MANY)
    return scope if scope.named or (who and counts) else None


def _about_something(asking: Asking, who: Concerned) -> bool:
    """Whether words are left that say which matter is meant, or choose paragraphs in another way."""
    query = asking.query
    named = words_of(who, query.text)
    rest = [
        one.term.word
        for one in asking.weighed
        if one.term.word not in named
        and len(one.term.word) > 1
        and not one.term.word.isdigit()
        and not _OWN_WORDS.match(one.term.word)
        and not (query.period and one.term.word in MONTHS)
    ]
    other = any(criterion.pattern.search(query.text) for criterion in CRITERIA if criterion.section is None)
    return bool(rest) or (other and not query.asks(Want.MOTIONED))


def _hits(asking: Asking, scope: ListScope, kind: SectionKind, who: Concerned) -> list[_Hit]:
    catalogue = asking.archive.catalogue
    ids = catalogue.holding([kind], scope.filters)
    light = paragraphs_in(asking, scope) if kind in _BY_OTHER_SIGNS else []
    ids += [p.id for p in light if p.votes or (who and _BY_TITLE.search(p.title) and who.named_in(p.title))]
    found = [_Hit(p, tuple(_texts(p, kind, who))) for p in paragraphs_in(asking, scope, ids)]
    return [hit for hit in found if hit.texts]


_BY_OTHER_SIGNS = frozenset({SectionKind.VOTERING, SectionKind.YRKANDE})
"""Kinds that paragraphs may hold without a section of it: counts in running text, a motion named in the title."""


def _texts(paragraph: StoredParagraph, kind: SectionKind, who: Concerned) -> list[Text]:
    """What a paragraph holds of a kind, by those asked about."""
    if kind is SectionKind.VOTERING:
        return _votes(paragraph)
    found = [entry.head for entry in entries(paragraph, kind) if not who or entry.by(who)]
    titled = kind is SectionKind.YRKANDE and who and _BY_TITLE.search(paragraph.title)
    if not found and titled and who.named_in(paragraph.title):
        return [paragraph.heading]
    return found


def _votes(paragraph: StoredParagraph) -> list[Text]:
    """The sentences that give a vote's figures, else the first of its section."""
    for vote in paragraph.votes:
        for section in paragraph.sections:
            at = section.body.value.find(vote.text)
            if at >= 0:
                return [section.body.slice(at, at + len(vote.text))]
    for section in paragraph.sections:
        if section.kind is SectionKind.VOTERING and section.body:
            return list(sentence_texts(section.body)[:1])
    return []


def _listed(
    asking: Asking, hits: Sequence[_Hit], kind: SectionKind, scope: ListScope, who: Concerned
) -> Composed:
    passages = {p.paragraph.id: p for p in asking.passages_of([h.paragraph for h in hits]) if p.paragraph}
    rows = [_row(passages[h.paragraph.id], h) for h in hits[:_MOST] if h.paragraph.id in passages]
    by = f" av {who.said()}" if who else ""
    many = "paragraf" if len(hits) == 1 else "paragrafer"
    lead = f"{len(hits)} {many} {scope.said} har {_lower(NAMES[kind][0])}{by}:".replace("  ", " ")
    first = Statement(f"{lead}\n{rows[0].text}", rows[0].quotes)
    more = len(hits) - _MOST
    warnings = (f"Listan visar de {_MOST} första; avgränsa frågan för att se resten.",) if more > 0 else ()
    return Composed((first, *rows[1:]), warnings=warnings)


def _row(passage: Passage, hit: _Hit) -> Statement:
    paragraph = hit.paragraph
    dnr = f", {paragraph.dnr}" if paragraph.dnr else ""
    place = f"{paragraph.body_key} {paragraph.date} § {paragraph.number} {paragraph.title}{dnr}"
    shown = [text for text in hit.texts if text != paragraph.heading]
    words = " ".join(quoted(shortened(text.value, _SHORT)) for text in shown[:3])
    return Statement(
        f"{place}: {words}" if words else place, tuple(Quote(passage, text) for text in hit.texts[:3])
    )


def _none(asking: Asking, kind: SectionKind, scope: ListScope, who: Concerned) -> Composed:
    """That no paragraph here has it: an answer to a yes-or-no question or a count of a meeting that is here whole."""
    held = paragraphs_in(asking, scope)
    by = f" av {who.said()}" if who else ""
    said = f"{NAMES[kind][1]}{by} är antecknad".replace("yrkande är antecknad", "yrkande är antecknat")
    said = said.replace("jäv är antecknad", "jäv är antecknat")
    numbers = sorted({paragraph.number for paragraph in held})
    one_meeting = len({(paragraph.body_key, paragraph.date) for paragraph in held}) == 1
    if not held or not one_meeting:
        detail = f"{said} i de {len(held)} paragrafer {scope.said} som finns i underlaget."
        return Composed(refused=Refused("saknas", detail))
    first = held[0]
    detail = f"{said} i någon paragraf i {first.body} {first.date} ({written(numbers)})."
    whole = _whole(asking, first, numbers)
    if whole and (_YES_NO.search(asking.query.text) or asking.query.asks(Want.COUNT, Want.HOW_MANY)):
        counted = quoted(whole.text.value)
        detail = f"{said} i någon paragraf i {first.body} {first.date}; protokollet omfattar {counted}."
        return Composed(
            (Statement(f"Nej. {detail}" if _YES_NO.search(asking.query.text) else detail, (whole,)),)
        )
    return Composed(refused=Refused("saknas", detail))


def _whole(asking: Asking, paragraph: StoredParagraph, numbers: Sequence[int]) -> Quote | None:
    """What the front page says of its paragraphs, where they are the same as those that are here."""
    for meeting in asking.meetings:
        if (meeting.body_key, meeting.date) != (paragraph.body_key, paragraph.date):
            continue
        first, last = meeting.first_paragraph, meeting.last_paragraph
        if first is not None and last is not None and list(numbers) == list(range(first, last + 1)):
            return front_quote(asking, meeting, ("paragraf",), only=True)
    return None


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]
