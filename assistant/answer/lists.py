"""Lists and counts over many paragraphs, complete, from the register."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answer.asking import Asking, missing_meeting
from assistant.answer.decisions import decision_text, shortened
from assistant.answer.statement import Composed, Quote, Refused, Statement, quoted
from assistant.matching import Weighed, coverage
from assistant.query import Query
from assistant.question_words import Want
from ingest.dates import MONTHS
from ingest.filters import Filters
from ingest.model import Level, SectionKind
from ingest.stored import StoredParagraph
from ingest.text import Text

_MOST_ROWS = 60
_WITH_DECISION = 20
_TOPIC_COVERAGE = 0.6
_TITLE_COVERAGE = 0.5
_NEAR_BEST = 0.75


@dataclass(frozen=True, slots=True)
class Criterion:
    """A way of choosing paragraphs that a question's words name: which, and how it is said."""

    pattern: re.Pattern[str]
    fits: Callable[[StoredParagraph], bool]
    said: str
    section: SectionKind | None = None


def _outcome(*outcomes: str) -> Callable[[StoredParagraph], bool]:
    return lambda p: p.outcome in outcomes or any(point.outcome in outcomes for point in p.points)


def _level(level: Level) -> Callable[[StoredParagraph], bool]:
    return lambda p: p.level == level or any(point.level == level for point in p.points)


def _titled(pattern: str) -> Callable[[StoredParagraph], bool]:
    compiled = re.compile(pattern, re.IGNORECASE)
    return lambda p: bool(compiled.search(p.title))


def _section(kind: SectionKind) -> Callable[[StoredParagraph], bool]:
    return lambda p: any(section.kind is kind and section.body for section in p.sections)


def _criterion(
    pattern: str, fits: Callable[[StoredParagraph], bool], said: str, section: SectionKind | None = None
) -> Criterion:
    return Criterion(re.compile(pattern, re.IGNORECASE), fits, said, section)


CRITERIA: tuple[Criterion, ...] = (
    _criterion(
        r"\b(?:överlämna\w*|lämna\w* vidare|skicka\w* vidare|utan eget yttrande|passed on)",
        _level(Level.OVERLAMNAT),
        "överlämnades",
    ),
    _criterion(r"\b(?:återremit\w*|sent back)", _outcome("återremitteras"), "återremitterades"),
    _criterion(r"\b(?:bordla\w*|bordlägg\w*)", _outcome("bordläggs"), "bordlades"),
    _criterion(r"\b(?:avsl(?:og|ag|å)\w*|avslås|rejected)", _outcome("avslås"), "avslogs"),
    _criterion(r"\b(?:bifall\w*|biföll\w*|bifölls)", _outcome("bifalls"), "bifölls"),
    _criterion(r"\b(?:anses?|ansågs)\b.*\bbesvara\w*", _outcome("anses besvarad"), "ansågs besvarade"),
    _criterion(
        r"\b(?:informations?ärenden\w*|information|noterades)\b",
        _level(Level.INFORMATION),
        "var information",
    ),
    _criterion(
        r"\b(?:motion|motionen|motioner|motionerna|motions)\b", _titled(r"\bmotion"), "gällde motioner"
    ),
    _criterion(r"\bmedborgarförslag\w*", _titled(r"\bmedborgarförslag"), "gällde medborgarförslag"),
    _criterion(r"\binitiativärenden?\w*", _titled(r"\binitiativärend"), "gällde initiativärenden"),
    _criterion(r"\b(?:avsägels\w*|avsade)", _titled(r"\bavsägels"), "gällde avsägelser"),
    _criterion(r"\b(?:val|kompletteringsval|fyllnadsval)\b", _titled(r"\b(?:\w*val)\b"), "gällde val"),
    _criterion(
        r"\b(?:votering\w*|omröstning\w*|röstade)", lambda p: bool(p.votes), "avgjordes efter votering"
    ),
    _criterion(
        r"\breserv(?:ation|erade|erat|erar)\w*",
        _section(SectionKind.RESERVATION),
        "har reservation",
        SectionKind.RESERVATION,
    ),
    _criterion(r"\bjäv\w*", _section(SectionKind.JAV), "har jäv antecknat", SectionKind.JAV),
    _criterion(
        r"\b(?:föreslogs?|föreslår|förslag\b[^?]*\btill|proposed|proposals)",
        _level(Level.FORSLAG),
        "var förslag till nästa organ",
    ),
)


def names_criterion(query: Query) -> bool:
    """Whether the question's words choose paragraphs: 'vilka ärenden återremitterades?'."""
    return any(criterion.pattern.search(query.text) for criterion in CRITERIA)


def list_answer(asking: Asking) -> Composed | None:
    """Every paragraph that the question's criteria choose, or None where it names none that the register knows."""
    query = asking.query
    criteria = [criterion for criterion in CRITERIA if criterion.pattern.search(query.text)]
    if query.asks(Want.PREPARED) and query.names:
        return _prepared_by(asking, query.names[0])
    if {b.key for b in query.bodies} - set(query.receivers) and not (
        asking.held_bodies or asking.named_meetings
    ):
        return Composed(
            refused=Refused(
                "saknas", missing_meeting(asking), tuple(asking.search(asking.kommun_filters, limit=3))
            )
        )
    scope = _scope(asking)
    if not criteria and scope is None:
        return None
    whole = scope or asking.kommun_filters
    found = _about_topic(asking, _chosen(asking, whole, criteria), criteria)
    found = _for_receiver(asking, found)
    said = " och ".join(criterion.said for criterion in criteria) or "fanns på dagordningen"
    section = next((criterion.section for criterion in criteria if criterion.section), None)
    return _listed(asking, found, said, whole, section)


def _chosen(asking: Asking, scope: Filters, criteria: Sequence[Criterion]) -> list[StoredParagraph]:
    """The paragraphs in `scope` that fit all criteria; sections are read only of those that fit by the rest."""
    catalogue = asking.archive.catalogue
    light = [c for c in criteria if c.section is None]
    fitting = [p for p in catalogue.paragraphs(scope, with_sections=False) if all(c.fits(p) for c in light)]
    if not fitting:
        return []
    whole = catalogue.paragraphs(scope, ids=[p.id for p in fitting])
    return [p for p in whole if all(c.fits(p) for c in criteria)]


def _scope(asking: Asking) -> Filters | None:
    """The meeting, body or period that a list is about; None where the question names none."""
    query, filters = asking.query, asking.filters
    if query.period and not query.dates:
        filters = replace(filters, date_from=query.period[0], date_to=query.period[1])
    narrowed = (filters.bodies, filters.date_from, filters.dnr_key) != ((), None, None)
    return filters if narrowed else None


def _for_receiver(asking: Asking, found: list[StoredParagraph]) -> list[StoredParagraph]:
    """Of proposals to a body that the question names ('förslag till kommunfullmäktige'), those that go to it."""
    names = {body.name for body in asking.query.bodies if body.key in asking.query.receivers}
    if not names or not any(p.level in (Level.FORSLAG, Level.BLANDAT) for p in found):
        return found
    return [p for p in found if names & {p.next_body, p.final_body, *(point.next_body for point in p.points)}]


def _about_topic(
    asking: Asking, found: list[StoredParagraph], criteria: Sequence[Criterion]
) -> list[StoredParagraph]:
    """Those that are about the topic that remains when the criteria's own words are taken away, by title first."""
    weighed = topic(asking, criteria)
    if not weighed or not found:
        return found
    by_title = [(coverage(weighed, p.title), p) for p in found]
    best = max(value for value, _ in by_title)
    if best >= _TITLE_COVERAGE:
        return [p for value, p in by_title if value >= _NEAR_BEST * best]
    scored = [
        (coverage(weighed, f"{p.title} {' '.join(s.body.value for s in p.sections)}"), p) for p in found
    ]
    return [p for value, p in scored if value >= _TOPIC_COVERAGE]


def topic(asking: Asking, criteria: Sequence[Criterion] = CRITERIA) -> list[Weighed]:
    """What a list is about besides its criteria and its period."""
    return [
        one
        for one in asking.weighed
        if not any(c.pattern.search(one.term.word) for c in criteria)
        and not one.term.word.isdigit()
        and not _of_period(asking, one.term.word)
    ]


def _of_period(asking: Asking, word: str) -> bool:
    """Whether a word only names the month that the list is limited to."""
    return asking.query.period is not None and word in MONTHS


def _prepared_by(asking: Asking, name: str) -> Composed:
    everyone = asking.archive.catalogue.paragraphs(asking.filters)
    found = [p for p in everyone if any(same_name(name, person) for person in p.prepared_by)]
    return _listed(asking, found, f"hade {name} som beredande tjänsteperson", asking.filters)


def same_name(asked: str, found: str) -> bool:
    """Whether two names are the same, a genitive s on the asked one allowed."""
    a, b = " ".join(asked.casefold().split()), " ".join(found.casefold().split())
    return a in (b, f"{b}s") or (b and b in a) or a.rstrip("s") in b


def _listed(
    asking: Asking,
    found: Sequence[StoredParagraph],
    said: str,
    scope: Filters,
    section: SectionKind | None = None,
) -> Composed:
    if not found:
        detail = f"Ingen paragraf i underlaget {_where(scope)} {said}."
        return Composed(
            refused=Refused("saknas", detail, tuple(asking.search(asking.kommun_filters, limit=3)))
        )
    passages = asking.passages_of(found[:_MOST_ROWS])
    statements = []
    for passage in passages:
        paragraph = passage.paragraph
        assert paragraph is not None
        dnr = f", {paragraph.dnr}" if paragraph.dnr else ""
        row = f"{paragraph.body_key} {paragraph.date} § {paragraph.number} {paragraph.title}{dnr}"
        texts = [s.body for s in paragraph.sections if s.kind is section and s.body] if section else []
        if texts:
            row += f": {quoted(shortened(texts[0].value, 250))}"
        elif asking.query.asks(Want.DECISION) and len(found) <= _WITH_DECISION:
            words = decision_text(paragraph).value
            row += f": {quoted(shortened(words, 160))}" if words else ": inget beslut antecknat"
        statements.append(Statement(row, (Quote(passage, texts[0] if texts else _shown(asking, paragraph)),)))
    count = f"{len(found)} {'paragraf' if len(found) == 1 else 'paragrafer'} {_where(scope)} {said}:".replace(
        "  ", " "
    )
    first = Statement(f"{count}\n{statements[0].text}", statements[0].quotes)
    levels = {p.level for p in found}
    warnings: tuple[str, ...] = ()
    if len(found) > _MOST_ROWS:
        warnings = (f"Listan visar de {_MOST_ROWS} första; avgränsa frågan för att se resten.",)
    return Composed((first, *statements[1:]), levels.pop() if len(levels) == 1 else None, warnings=warnings)


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
    if decision and len(decision.value) <= 400:
        return decision
    if paragraph.points:
        return paragraph.points[0].text
    return decision or paragraph.heading


def _period(first: dt.date, last: dt.date) -> str:
    """A stretch of days as people say it: 'under 2025', 'i april 2025'."""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"under {first.year}"
    if first.day == 1 and (last + dt.timedelta(days=1)).day == 1 and (last - first).days < 31:
        return f"i {MONTHS[first.month - 1]} {first.year}"
    return f"{first}–{last}"


def _where(scope: Filters) -> str:
    parts = []
    if scope.bodies:
        parts.append(f"från {'/'.join(scope.bodies)}")
    if scope.date_from and scope.date_from == scope.date_to:
        parts.append(str(scope.date_from))
    elif scope.date_from and scope.date_to:
        parts.append(_period(scope.date_from, scope.date_to))
    if scope.dnr_key:
        parts.append(f"med dnr {scope.dnr_key}")
    return " ".join(parts)
