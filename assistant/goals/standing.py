"""Whether a goal is decided, and by whom."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.goals.adoption import Adopted
from assistant.goals.readings import Deciding
from assistant.goals.same import Node
from assistant.wire.goals import Adoption, Standing


def standing(node: Node, adopted: Mapping[str, Adopted]) -> tuple[Standing, Adoption | None]:
    """Whether a goal is decided, and by whom: as a document says, or as minutes show. What one body only proposed, and
    another document names as what holds, may since have been decided."""
    for reading in node.readings:
        said = adopted.get(reading.goal.content) if reading.role == "mål" and not reading.proposed else None
        if said:
            return "beslutat", Adoption(label=said.label, paragraph_id=said.paragraph_id)
    decisions = [reading for reading in node.readings if reading.decided]
    decisions.sort(key=lambda reading: reading.proposed)
    for reading in decisions:
        assert reading.decided is not None
        adoption = Adoption(label=reading.decided.label, paragraph_id=reading.decided.paragraph_id)
        if not reading.proposed:
            return "beslutat", adoption
        adoption.label = _proposal(reading.decided)
        held = any(other.role == "omnämnande" and not other.proposed for other in node.readings)
        return ("framgår inte" if held else "föreslaget"), adoption
    return ("föreslaget" if node.main.proposed else "framgår inte"), None


def _proposal(by: Deciding) -> str:
    """'Föreslaget av KS 2019-02-04 § 15; KF:s beslut saknas i underlaget'."""
    awaited = f"; {by.next_body}s beslut framgår inte av underlaget" if by.next_body else ""
    return f"Föreslaget av {by.label}{awaited}"
