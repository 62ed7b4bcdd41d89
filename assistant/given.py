"""What somebody says of documents that they hand in."""

from __future__ import annotations

from dataclasses import dataclass

_KOMMUN = " kommun"


@dataclass(frozen=True, slots=True)
class Given:
    """The kommun, zone and kind of what is taken in, each None where it is to be read from the documents."""

    kommun: str | None
    access: str | None
    kind: str | None = None


def bare(kommun: str | None) -> str | None:
    """'Norsjö kommun' → 'Norsjö'; None where nothing is said."""
    name = (kommun or "").strip()
    return (name[: -len(_KOMMUN)] if name.casefold().endswith(_KOMMUN) else name) or None
