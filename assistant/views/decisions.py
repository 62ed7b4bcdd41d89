"""Beslut: the register of decisions, filtered, sorted and counted in the register itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from assistant import outward
from assistant.errors import BadRequest
from assistant.schema import DecisionRow
from assistant.views.scope import Scope
from assistant.wire.decisions import CountOut, DecisionPage, DecisionsQuery, PageQuery
from ingest.decision_facts import amounts_of, doubled_numbers
from ingest.decision_query import Counted, DecisionRows, Wanted
from ingest.dnr import typed_key
from ingest.filters import Filters
from ingest.rows import batches

_AT_ONCE = 2_000


def build(scope: Scope, query: DecisionsQuery) -> list[DecisionRow]:
    """Every paragraph of every minutes that fits, a row each."""
    wanted = _wanted(scope, query)
    with scope.register.connection() as connection:
        ids = DecisionRows(connection, scope.filters, wanted).ids(
            sort=query.sort, descending=query.descending
        )
    return [row for part in batches(ids, _AT_ONCE) for row in _rows(scope, part)]


def build_page(scope: Scope, query: PageQuery) -> DecisionPage:
    """Some of them, and how many there are in all."""
    wanted = _wanted(scope, query)
    with scope.register.connection() as connection:
        found = DecisionRows(connection, scope.filters, wanted)
        counted = found.counts()
        ids = found.ids(sort=query.sort, descending=query.descending, limit=query.limit, offset=query.offset)
    return DecisionPage(
        total=sum(each.count for each in counted),
        rows=_rows(scope, ids),
        bodies=_most_first(counted, "body"),
        levels=_most_first(counted, "level"),
        outcomes=_most_first(counted, "outcome"),
        months=sorted(_most_first(counted, "month"), key=lambda each: each.name),
    )


def _wanted(scope: Scope, query: DecisionsQuery) -> Wanted:
    least, most = query.amount_from, query.amount_to
    if least is not None and most is not None and least > most:
        raise BadRequest("Beloppen ligger i fel ordning: det lägsta är större än det högsta.")
    next_body = query.next_body and query.next_body.strip()
    text = query.text or ""
    return Wanted(
        words=(text,) if typed_key(text) else tuple(text.split()),
        title=query.title,
        level=query.level,
        outcome=query.outcome,
        next_body=scope.config.bodies.named(next_body).name if next_body else None,
        amount_from=None if least is None else Decimal(str(least)),
        amount_to=None if most is None else Decimal(str(most)),
        responsible=query.responsible,
        recipient=query.recipient,
        underlag=query.underlag,
    )


def _rows(scope: Scope, ids: Sequence[str]) -> list[DecisionRow]:
    """The paragraphs in the order of their ids. What they are limited to is decided: only what may be seen is asked."""
    seen = Filters(
        zones=scope.filters.zones,
        kommun=scope.filters.kommun,
        kinds=scope.filters.kinds,
        contents=scope.filters.contents,
    )
    found = {p.id: p for p in scope.catalogue.paragraphs(seen, ids=ids, with_sections=False)}
    witnesses = [p.witness for p in found.values()]
    with scope.register.connection() as connection:
        amounts, twice = amounts_of(connection, witnesses), doubled_numbers(connection, witnesses)
    shown = [found[name] for name in ids if name in found]
    return [outward.decision_row(p, amounts.get(p.witness, ()), twice.get(p.witness)) for p in shown]


def _most_first(counted: Sequence[Counted], field: str) -> list[CountOut]:
    found: Counter[str] = Counter()
    for each in counted:
        found[getattr(each, field)] += each.count
    return [CountOut(name=name, count=count) for name, count in found.most_common()]
