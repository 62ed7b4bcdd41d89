"""Putting right what was read of a paragraph: who may, is decided by the caller; what may be written, here."""

from __future__ import annotations

import logging

from sqlalchemy import Connection

from assistant import outward
from assistant.correction_fields import check_words, field_label, righted, value_of
from assistant.errors import BadRequest, NotFound
from assistant.schema import ParagraphOut
from assistant.wire.corrections import CorrectionIn
from ingest.archive import Archive
from ingest.bodies import Bodies, Body
from ingest.corrected import point_field
from ingest.corrections import corrections_of, put_correction, withdraw_correction
from ingest.decision_facts import amounts_of, doubled_numbers
from ingest.duty_corrections import duties_of, put_duties_right
from ingest.filters import Filters
from ingest.model import Zone

log = logging.getLogger(__name__)


def paragraph_out(archive: Archive, paragraph_id: str, filters: Filters) -> ParagraphOut:
    """A paragraph whole, as put right; who did and why is for those who see the internal zone. Raises NotFound."""
    found = archive.catalogue.paragraphs(filters, ids=[paragraph_id])
    if not found:
        raise NotFound(f"Paragrafen {paragraph_id} finns inte.")
    witness = found[0].witness
    with archive.register.connection() as connection:
        amounts = amounts_of(connection, [witness])
        twice = doubled_numbers(connection, [witness])
        duties = duties_of(connection, witness)
        history = corrections_of(connection, paragraph_id) if Zone.INTERNAL in filters.zones else []
    return outward.paragraph(found[0], amounts.get(witness, ()), history, twice.get(witness), duties)


def correct(
    archive: Archive, paragraph_id: str, given: CorrectionIn, filters: Filters, bodies: Bodies
) -> None:
    """Put a field right and keep what was read. Raises NotFound, BadRequest."""
    check_words(Fältet=given.field, Namnet=given.by, Skälet=given.why)
    by, why = given.by.strip(), given.why.strip()
    if not by or not why:
        raise BadRequest("Ange vem som rättar och varför.")
    paragraph = paragraph_out(archive, paragraph_id, filters)
    now = value_of(paragraph, given.field)
    earlier = next(
        (each for each in paragraph.corrections if each.field == given.field and not each.withdrawn_at), None
    )
    if given.field not in paragraph.corrected:
        earlier = None  # it was of other words
    right = righted(given.field, given.value, _with_held(bodies, archive, filters))
    if right.value == now:
        raise BadRequest(f"{field_label(given.field)} är redan så. Ingenting behöver rättas.")

    place = point_field(given.field)

    def put(connection: Connection) -> None:
        put_correction(
            connection,
            paragraph_id,
            given.field,
            read=earlier.read if earlier else now,
            value=right.value,
            plain=right.plain,
            by=by,
            why=why,
            of=paragraph.points[place[0]].text if place else None,
        )
        put_duties_right(connection, [paragraph_id])

    archive.change(put)
    log.info("Rättat: %s i paragraf %s.", given.field, paragraph_id)


def _with_held(bodies: Bodies, archive: Archive, filters: Filters) -> Bodies:
    """The known bodies, and after them those that minutes are held of."""
    names = {body.name for body in bodies.known}
    held = {
        meeting.body: meeting.body_key for meeting in archive.catalogue.meetings(filters, with_people=False)
    }
    return Bodies((*bodies.known, *(Body(name, key) for name, key in held.items() if name not in names)))


def withdraw(archive: Archive, paragraph_id: str, correction: int, filters: Filters, *, by: str) -> None:
    """Take a correction back; it stays in the log. Raises NotFound, BadRequest."""
    check_words(Namnet=by)
    if not by.strip():
        raise BadRequest("Ange vem som tar tillbaka rättelsen.")
    paragraph_out(archive, paragraph_id, filters)

    def take_back(connection: Connection) -> bool:
        done = withdraw_correction(connection, paragraph_id, correction, by=by.strip())
        put_duties_right(connection, [paragraph_id])
        return done

    done = archive.change(take_back)
    if not done:
        raise NotFound(f"Paragrafen har ingen gällande rättelse {correction}.")
    log.info("Rättelse %s i paragraf %s är tillbakatagen.", correction, paragraph_id)
