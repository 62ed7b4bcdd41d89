"""Visions that minutes decide or propose, in the chain."""

from __future__ import annotations

from pathlib import Path

from assistant.core import Kommunminne
from assistant.wire.goals import GOALS, GoalNode, GoalsQuery
from tests.archives import ALL, Item, ingest, minutes, opened, write

WORDED = Item(31, "Ny vision 2040", "KS-25/00321", "Björkby kommun antar visionen Alla hinner fram.")
QUOTING = """\
Verksamhetsplan 2026
Björkby kommun

Inledning

Kommunen har en vision, ”Alla hinner fram”, som gäller alla verksamheter.

Mål 1: Fler barn läser (KF indikator: Lån per barn)
Biblioteket har öppet varje dag.
"""


def visions(core: Kommunminne) -> list[GoalNode]:
    return core.view(GOALS, GoalsQuery(tier="vision"), zones=ALL).goals


def proposed(text: str) -> str:
    return text.replace("Kommunstyrelsens beslut", "Kommunstyrelsens förslag till kommunfullmäktige")


def test_a_vision_that_the_council_adopts_is_decided_and_leads_to_its_paragraph(tmp_path: Path) -> None:
    council = minutes([WORDED], body="Kommunfullmäktige", kommun="Björkby")
    with opened(tmp_path / "data") as core:
        ingest(core, write(tmp_path, "kf.txt", council))
        [vision] = visions(core)
        assert (vision.text, vision.standing, vision.valid) == ("Alla hinner fram", "beslutat", "gäller")
        assert vision.source.role == "beslut"
        assert vision.source.section == "§ 31"
        assert vision.adopted is not None
        assert vision.adopted.label == "KF 2025-03-25 § 31"
        assert core.paragraph(vision.adopted.paragraph_id or "", zones=ALL).title == "Ny vision 2040"


def test_one_that_is_only_proposed_is_told_so_unless_a_plan_names_it_as_what_holds(tmp_path: Path) -> None:
    with opened(tmp_path / "data") as core:
        ingest(core, write(tmp_path, "ks.txt", proposed(minutes([WORDED], kommun="Björkby"))))
        [vision] = visions(core)
        assert vision.standing == "föreslaget"
        assert vision.adopted is not None
        assert vision.adopted.label.startswith("Föreslaget av KS 2025-03-25 § 31; ")
        ingest(core, write(tmp_path, "plan.txt", QUOTING))
        [vision] = visions(core)
        assert (vision.standing, [each.role for each in vision.also_in]) == ("framgår inte", ["omnämnande"])
