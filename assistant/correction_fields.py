"""Which values of a paragraph can be put right, what they are called, and which values are right ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import get_args

from assistant.errors import BadRequest
from assistant.schema import LevelName, ParagraphOut
from assistant.wire.corrections import DUTY_LABELS, LABELS, POINT_LABELS
from assistant.wire.decisions import OutcomeName
from ingest.bodies import Bodies, Body
from ingest.corrected import AMOUNTS, DNR, LISTS, point_field
from ingest.corrections import Value
from ingest.dnr import typed_key
from ingest.duty_corrections import DUE, RESPONSIBLE, duty_field
from ingest.facts.words import folded
from ingest.money import money_in

LEVELS, OUTCOMES = get_args(LevelName), get_args(OutcomeName)
_LONGEST, _MOST = 500, 100
_FIRST, _LAST = dt.date(1900, 1, 1), dt.date(2200, 12, 31)
_NAMED = 8
"""How many bodies are named to somebody who wrote another."""


@dataclass(frozen=True, slots=True)
class Righted:
    """A value as it is kept, and as it is filtered by ('' for none)."""

    value: Value
    plain: str


def field_label(field: str) -> str:
    """A field's name in Swedish."""
    if duty := duty_field(field):
        return f"Bevakning, {DUTY_LABELS[duty[1]]}"
    place = point_field(field)
    return f"Punkt {place[0] + 1}, {POINT_LABELS[place[1]]}" if place else LABELS.get(field, field)


def value_of(paragraph: ParagraphOut, field: str) -> Value:
    """What a field of a paragraph holds now. Raises BadRequest where it has no such field."""
    place = point_field(field)
    if place:
        at, name = place
        if not 0 <= at < len(paragraph.points):
            raise BadRequest(f"Paragrafen har ingen beslutspunkt {at + 1}. Välj en som finns.")
        point: Value = getattr(paragraph.points[at], name)
        return point
    if duty := duty_field(field):
        return _of_duty(paragraph, *duty)
    if field == AMOUNTS:
        return [amount.printed for amount in paragraph.amounts]
    if field not in LABELS:
        raise BadRequest(
            f"Fältet {field} går inte att rätta. Välj bland: {', '.join(LABELS)}, points.1.outcome."
        )
    value: Value = getattr(paragraph, field)
    return value


def _of_duty(paragraph: ParagraphOut, key: str, name: str) -> Value:
    for duty in paragraph.duties:
        if duty.key == key:
            value: Value = getattr(duty, name)
            return value
    raise BadRequest("Paragrafen har ingen sådan bevakning. Välj en som finns.")


def righted(field: str, given: Value, bodies: Bodies) -> Righted:
    """`given` as the value of that field. Raises BadRequest, in words, where it cannot be one."""
    place = point_field(field)
    duty = duty_field(field)
    name = duty[1] if duty else place[1] if place else field
    if name in LISTS or name == AMOUNTS:
        return _list(name, given)
    if isinstance(given, list):
        raise BadRequest(f"{field_label(field)} tar ett värde, ingen lista.")
    text = _plain(given or "", field_label(field))
    if len(text) > _LONGEST:
        raise BadRequest(f"{field_label(field)} får ha högst {_LONGEST} tecken.")
    return _CHECKS[name](text, bodies)


def _list(name: str, given: Value) -> Righted:
    lines = given if isinstance(given, list) else (given or "").splitlines()
    kept = [text for line in lines if (text := _plain(line, LABELS[name]))]
    if len(kept) > _MOST or any(len(text) > _LONGEST for text in kept):
        raise BadRequest(f"{LABELS[name]} får vara högst {_MOST}, med högst {_LONGEST} tecken vardera.")
    if name == AMOUNTS:
        for text in kept:
            _check_amount(text)
    return Righted(kept, folded(*kept))


def _plain(text: str, label: str) -> str:
    """`text` without spaces that say nothing. Raises BadRequest where it holds what cannot be printed."""
    plain = " ".join(text.split())
    if not plain.isprintable():
        raise BadRequest(f"{label} har tecken som inte går att skriva ut. Skriv värdet på nytt, för hand.")
    return plain


def check_words(**given: str) -> None:
    """Refuse what cannot be printed in what is told beside the value, by what it is called. Raises BadRequest."""
    for label, text in given.items():
        _plain(text, label)


def _check_amount(text: str) -> None:
    found = money_in(text)
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(text)):
        raise BadRequest(
            f"”{text}” är inget belopp. Skriv tal och enhet, ett belopp per rad: 450 000 kr eller 1,6 mnkr."
        )


def _title(text: str, bodies: Bodies) -> Righted:  # noqa: ARG001
    if not text:
        raise BadRequest("Rubriken får inte vara tom. Skriv hur den ska lyda.")
    return Righted(text, folded(text))


def _dnr(text: str, bodies: Bodies) -> Righted:  # noqa: ARG001
    key = typed_key(text)
    if text and key is None:
        raise BadRequest(f"”{text}” är inget diarienummer. Skriv det som KS-25/00205 eller 2026.272 KS.")
    return Righted(text or None, key or "")


def _one_of(label: str, values: tuple[str, ...]) -> Callable[[str, Bodies], Righted]:
    def check(text: str, bodies: Bodies) -> Righted:  # noqa: ARG001
        value = text.casefold()
        if value not in values:
            raise BadRequest(f"{label} kan inte vara ”{text}”. Välj bland: {', '.join(values)}.")
        return Righted(value, value)

    return check


def _body(text: str, bodies: Bodies) -> Righted:
    if not text:
        return Righted(None, "")
    body = bodies.named(text)
    if not _is_known(text, body, bodies):
        some = ", ".join(each.name for each in bodies.known[:_NAMED])
        raise BadRequest(f"Organet ”{text}” är inte känt. Skriv dess namn eller kortnamn, som: {some}.")
    return Righted(body.name, body.name)


def _is_known(text: str, body: Body, bodies: Bodies) -> bool:
    """Whether it is one of the bodies, or one by the form of its whole name: '…nämnden', '…utskottet'."""
    if body in bodies.known:
        return True
    return any((each.start, each.end) == (0, len(text)) for each in bodies.find_all(text))


def _day(text: str, bodies: Bodies) -> Righted:  # noqa: ARG001
    try:
        day = dt.datetime.strptime(text, "%Y-%m-%d").date().isoformat() if text else None
    except ValueError as exc:
        raise BadRequest(f"”{text}” är ingen dag. Skriv den som 2025-03-14.") from exc
    if day and not str(_FIRST) <= day <= str(_LAST):
        raise BadRequest(f"Dagen ska ligga mellan {_FIRST} och {_LAST}.")
    return Righted(day, day or "")


def _words(text: str, bodies: Bodies) -> Righted:  # noqa: ARG001
    return Righted(text or None, folded(text))


_CHECKS: dict[str, Callable[[str, Bodies], Righted]] = {
    "title": _title,
    DNR: _dnr,
    "level": _one_of("Nivån", LEVELS),
    "outcome": _one_of("Utfallet", OUTCOMES),
    "next_body": _body,
    "final_body": _body,
    DUE: _day,
    RESPONSIBLE: _words,
}
