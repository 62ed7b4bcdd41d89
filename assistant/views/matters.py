"""Ärenden: the matters that somebody may see, limited to what was asked for, each whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from sqlalchemy import func, or_, select

from assistant.errors import NotFound
from assistant.schema import LevelName
from assistant.views.matter_sheets import sheets
from assistant.views.matter_words import CERTAINTIES, event_of, place_of
from assistant.views.scope import Scope
from assistant.wire.matters import (
    MATTERS,
    DoubtfulLink,
    MatterLink,
    MatterOut,
    MattersOut,
    MattersQuery,
    MatterStep,
    MissingReference,
)
from ingest.facts.words import folded, row_words
from ingest.filters import Filters
from ingest.matter_places import Lacking, Link, Stage
from ingest.matter_rows import Matters, matters_of, quotes_of
from ingest.matters import Matter
from ingest.stored import StoredParagraph
from ingest.tables import contents, witnesses

__all__ = ["MATTERS", "build", "sheets"]


def build(scope: Scope, query: MattersQuery) -> MattersOut:
    """The matters that fit, the latest first. The first call after a change of the archive links them all anew.

    Raises NotFound where one is asked for that does not exist or that the reader may not see.
    """
    held = matters_of(scope.register, scope.config.bodies, scope.filters.zones, scope.generation)
    found = [_named(held, query.id)] if query.id else _fitting(scope, query, held)
    waiting = sum(held.standings[matter.id].open for matter in found)
    shown = found[query.offset :][: query.limit]
    return MattersOut(total=len(found), open=waiting, matters=_Writer(scope, held, shown).written())


def _named(held: Matters, name: str) -> Matter:
    if name not in held.of_paragraph:
        raise NotFound(f"Det finns inget ärende med id {name}. Sök fram det i listan över ärenden.")
    return held.of_paragraph[name]


def _fitting(scope: Scope, query: MattersQuery, held: Matters) -> list[Matter]:
    filters = scope.filters
    words = folded(query.text).split() if query.text else []
    allowed = _with_words(scope, words, filters.kinds) if words or filters.kinds else None
    narrowed = filters != Filters(zones=filters.zones)
    found = []
    for matter in held.all:
        if query.state and held.standings[matter.id].open != (query.state == "öppet"):
            continue
        if narrowed and not any(_fits(stage, filters) for stage in matter.stages):
            continue
        if allowed is not None and not any(stage.witness in allowed for stage in matter.stages):
            continue
        found.append(matter)
    return found


def _fits(stage: Stage, filters: Filters) -> bool:
    return (
        (filters.kommun is None or stage.kommun == filters.kommun)
        and (not filters.bodies or stage.body_key in filters.bodies)
        and (filters.date_from is None or stage.date >= filters.date_from)
        and (filters.date_to is None or stage.date <= filters.date_to)
        and (filters.number is None or stage.number == filters.number)
        and (filters.dnr_key is None or stage.dnr_key == filters.dnr_key)
    )


def _with_words(scope: Scope, words: Sequence[str], kinds: Sequence[str]) -> set[int]:
    """The witnesses whose title and points have all the words, in documents of those kinds, whoever may see them: the
    caller asks only about witnesses that the reader sees."""
    query = select(row_words.c.witness)
    for word in words:
        query = query.where(
            or_(func.instr(row_words.c.title, word) > 0, func.instr(row_words.c.points, word) > 0)
        )
    if kinds:
        query = query.join(witnesses, witnesses.c.id == row_words.c.witness)
        query = query.join(contents, contents.c.hash == witnesses.c.content).where(contents.c.kind.in_(kinds))
    with scope.register.connection() as connection:
        return set(connection.scalars(query))


class _Writer:
    """Writes matters out, with what the register says of their §§."""

    def __init__(self, scope: Scope, held: Matters, shown: Sequence[Matter]) -> None:
        self._held = held
        self._shown = shown
        self._bodies = scope.config.bodies
        zones = Filters(zones=scope.filters.zones)
        ids = [stage.id for matter in shown for stage in matter.stages]
        self._paragraphs = {
            each.id: each for each in scope.catalogue.paragraphs(zones, ids=ids, with_sections=False)
        }
        self._quotes = quotes_of(scope.register, sorted(set(_rows(shown))))

    def written(self) -> list[MatterOut]:
        """The matters whose §§ are all still there: a change of the archive may come between."""
        return [
            self._matter(matter)
            for matter in self._shown
            if all(stage.id in self._paragraphs for stage in matter.stages)
        ]

    def _matter(self, matter: Matter) -> MatterOut:
        stands = self._held.standings[matter.id]
        first = matter.stages[0]
        return MatterOut(
            id=matter.id,
            kommun=first.kommun,
            title=matter.title,
            dnr=list(dict.fromkeys(stage.dnr for stage in matter.stages if stage.dnr)),
            open=stands.open,
            status=stands.status,
            final_body=self._body(stands.final),
            decided=stands.decided,
            awaits=list(stands.awaits),
            first=first.date,
            last=matter.stages[-1].date,
            bodies=list(dict.fromkeys(stage.body_key for stage in matter.stages)),
            steps=[self._step(stage, matter, stands.superseded.get(stage.id)) for stage in matter.stages],
            doubtful=[self._doubtful(link, matter) for link in matter.doubtful],
            missing=self._missing(matter),
        )

    def _step(self, stage: Stage, matter: Matter, superseded: str | None) -> MatterStep:
        stored = self._paragraphs[stage.id]
        links = [self._link(link) for link in matter.links if link.later == stage.id]
        return MatterStep(
            paragraph_id=stage.id,
            document_id=stored.document_id,
            file=stored.file,
            page=_page(stored),
            place=place_of(stage),
            body=stage.body,
            body_key=stage.body_key,
            date=stage.date,
            section=f"§ {stage.number}",
            dnr=stage.dnr,
            title=stage.title,
            level=cast(LevelName, stage.level),
            outcome=stage.outcome,
            next_body=stored.next_body,
            event=event_of(stage),
            superseded=superseded,
            links=links,
        )

    def _link(self, link: Link) -> MatterLink:
        return MatterLink(
            paragraph_id=link.earlier,
            label=self._held.stages[link.earlier].label,
            why=link.why,
            certainty=CERTAINTIES[link.sure],
            quote=self._quote(link.row),
        )

    def _doubtful(self, link: Link, matter: Matter) -> DoubtfulLink:
        own = {stage.id for stage in matter.stages}
        other = self._held.stages[link.earlier if link.later in own else link.later]
        belongs = self._held.of_paragraph.get(other.id)
        return DoubtfulLink(
            paragraph_id=other.id,
            label=other.label,
            title=other.title,
            matter_id=belongs.id if belongs else None,
            why=link.why,
            quote=self._quote(link.row),
        )

    def _missing(self, matter: Matter) -> list[MissingReference]:
        """Each missing § once, with all that name it; those that prepared the matter first."""
        found: dict[tuple[object, ...], list[Lacking]] = {}
        for each in matter.lacking:
            key = (each.body_key or each.made.body, each.made.date, each.made.number)
            found.setdefault(key, []).append(each)
        missing = [self._lacking(group) for group in found.values()]
        return sorted(missing, key=lambda one: (not one.prepared, str(one.date or ""), one.label))

    def _lacking(self, group: Sequence[Lacking]) -> MissingReference:
        told = next((each for each in group if each.made.of_matter), group[0])
        made = told.made
        name = self._body(told.body_key) if made.bare and told.body_key else made.body
        sources = dict.fromkeys(self._held.stages[each.made.source].label for each in group)
        return MissingReference(
            label=f"{told.body_key or made.body} {made.date or '(datum framgår inte)'} § {made.number}",
            body=name,
            body_key=told.body_key,
            date=made.date,
            section=f"§ {made.number}",
            prepared=any(each.made.of_matter or each.made.listed for each in group),
            note=next((each.note for each in group if each.note), ""),
            named_in=list(sources),
            paragraph_id=made.source,
            quote=self._quote(made.row) or "",
        )

    def _quote(self, row: int | None) -> str | None:
        text = self._quotes.get(row) if row is not None else None
        return text.value if text else None

    def _body(self, key: str | None) -> str | None:
        body = self._bodies.with_key(key) if key else None
        return body.name if body else key


def _rows(shown: Iterable[Matter]) -> Iterable[int]:
    """The references whose sentences are shown."""
    for matter in shown:
        for link in (*matter.links, *matter.doubtful):
            if link.row is not None:
                yield link.row
        for each in matter.lacking:
            yield each.made.row


def _page(stored: StoredParagraph) -> int | None:
    return stored.pages[0] if stored.pages and stored.paged else None
