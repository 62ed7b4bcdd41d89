"""Paragraphs with what somebody has put right in place of what was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ingest.corrections import Correction, Value
from ingest.dnr import typed_key
from ingest.stored import StoredParagraph, StoredPoint

WORDS = ("title", "level", "outcome", "next_body", "final_body")
LISTS = ("recipients", "prepared_by", "underlag")
POINT = ("level", "outcome", "next_body")
POINTS = "points."
DNR, AMOUNTS = "dnr", "amounts"


def corrected(paragraph: StoredParagraph, found: Sequence[Correction]) -> StoredParagraph:
    """The paragraph as put right; what concerns other things than its own fields is only carried along. What was put right
    of words that are read otherwise now is `outdated`."""
    changes: dict[str, Any] = {}
    points = list(paragraph.points)
    holding = [each for each in found if _holds(each, paragraph)]
    outdated = tuple(each for each in found if each not in holding)
    for correction in holding:
        if correction.field in WORDS:
            changes[correction.field] = correction.value
        elif correction.field in LISTS:
            changes[correction.field] = tuple(correction.value or ())
        elif correction.field == DNR:
            changes |= {"dnr": correction.value, "dnr_key": typed_key(str(correction.value or ""))}
        elif correction.field.startswith(POINTS):
            _put_right_point(points, correction.field, correction.value)
    return replace(paragraph, **changes, points=tuple(points), corrections=tuple(holding), outdated=outdated)


def still_of(correction: Correction, read: Value, words: str) -> bool:
    """Whether a point with these words, of which `read` is read, is the one that was put right."""
    same = correction.of is None or correction.of.split() == words.split()
    return same and correction.read == read


def _holds(correction: Correction, paragraph: StoredParagraph) -> bool:
    """Whether a field of the paragraph is still read as it was when somebody put it right."""
    field = correction.field
    if place := point_field(field):
        if not 0 <= place[0] < len(paragraph.points):
            return False
        point = paragraph.points[place[0]]
        return still_of(correction, getattr(point, place[1]), point.text.value)
    if field in LISTS:
        return list(correction.read or ()) == list(getattr(paragraph, field))
    if field in WORDS or field == DNR:
        return bool(correction.read == getattr(paragraph, field))
    return True


def point_field(field: str) -> tuple[int, str] | None:
    """The point's place, from 0, and its field: 'points.2.outcome' → (1, 'outcome'). None for what is no such field."""
    _, _, rest = field.partition(POINTS)
    number, _, name = rest.partition(".")
    if not (field.startswith(POINTS) and number.isascii() and number.isdigit() and name in POINT):
        return None
    return int(number) - 1, name


def _put_right_point(points: list[StoredPoint], field: str, value: Value) -> None:
    place = point_field(field)
    if place and 0 <= place[0] < len(points):
        at, name = place
        changes: dict[str, Any] = {name: value}
        points[at] = replace(points[at], **changes)
