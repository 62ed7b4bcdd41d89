"""Sentences of ours held against their quotes, labels and the register: the true ones are carried, the false ones are not."""

from __future__ import annotations

import pytest

from assistant.answer.carried import Registered, doubt
from assistant.answer.comparing import Fault
from assistant.schema import Citation
from tests.assistant.language_model import citation

TITLE = "Svar på motion om gratis buss"
MOTION = citation("Motionen avslås.", title=TITLE, body="Kommunfullmäktige", section="§ 26")
COUNCIL = Registered(frozenset({"beslut"}), "Kommunfullmäktige\nKF\navslås")
PROPOSED = Registered(frozenset({"förslag"}), "Allmänna utskottet\nAU\nKommunstyrelsen\nantas")
TAXA = citation("Avgiften är 1 200 kronor från den 12 mars 2025 enligt KS-24/00017.", title="Taxa för vatten")
NAMES = citation("Beslutet skickas till: Anna Holm, Karl Berg", title="Taxa för vatten")
FACT = Registered(frozenset({"beslut"}), "Allmänna utskottet\nAU\nantas")


@pytest.mark.parametrize(
    ("text", "source", "known"),
    [
        (
            f"Kommunfullmäktige beslutade 2025-03-04 (§ 26, KS-25/00205, {TITLE}): ”Motionen avslås.”",
            MOTION,
            COUNCIL,
        ),
        ("Kommunfullmäktige avslog motionen om gratis buss.", MOTION, COUNCIL),
        (
            "Något bifall är inte antecknat i Kommunfullmäktige 2025-03-04 § 26; utgången var: avslås.",
            MOTION,
            COUNCIL,
        ),
        (
            "Allmänna utskottet föreslog kommunstyrelsen 2025-03-04 (§ 19, KS-25/00205, Taxa för vatten): "
            "”Avgiften är 1 200 kronor” Det är ett förslag, inte ett slutligt beslut; kommunstyrelsen avgör.",
            TAXA,
            PROPOSED,
        ),
        ("Enligt AU 2025-03-04 § 19 (KS-25/00205, Taxa för vatten): ”Avgiften är 1 200 kronor”", TAXA, FACT),
        ("Avgiften är 1,2 tkr från den 12 mars 2025, enligt KS-24/00017.", TAXA, FACT),
        (
            "Beslutet i AU 2025-03-04 § 19 (KS-25/00205, Taxa för vatten) skickas till: Anna Holm, Karl Berg.",
            NAMES,
            FACT,
        ),
        ("32 paragrafer från AU fanns på dagordningen:\nAU 2025-03-04 § 19 Taxa för vatten, KS-25/00205", TAXA, FACT),
        (
            "Enligt AU 2025-03-04 § 19: (yrkande, inte beslut) ”Avgiften är 1 200 kronor”",
            TAXA,
            FACT,
        ),
        ("Allmänna utskottet (the general committee) decided 2025-03-04, outcome: adopted", TAXA, Registered(
            frozenset({"beslut"}), "Allmänna utskottet\nadopted")),
    ],
)  # fmt: skip
def test_what_the_sources_say_is_carried(text: str, source: Citation, known: Registered) -> None:
    assert doubt(text, [source], "", known) is None


@pytest.mark.parametrize(
    ("text", "source", "known", "expected"),
    [
        ("Kommunfullmäktige biföll motionen om gratis buss.", MOTION, COUNCIL, "utfall"),
        ("Kommunfullmäktige avslog inte motionen om gratis buss.", MOTION, COUNCIL, "nekande"),
        ("Kommunfullmäktige avslog ej motionen.", MOTION, COUNCIL, "nekande"),
        ("Kommunfullmäktige avslog motionen utan gratis buss.", MOTION, COUNCIL, "nekande"),
        ("Kommunstyrelsen avslog motionen om gratis buss.", MOTION, COUNCIL, "organ"),
        ("Kommunfullmäktige föreslog avslag på motionen.", MOTION, COUNCIL, "nivå"),
        ("Allmänna utskottet beslutade 2025-03-04: ”Avgiften är 1 200 kronor”", TAXA, PROPOSED, "nivå"),
        ("Allmänna utskottet föreslår kommunstyrelsen: ”Avgiften är 1 200 kronor”", TAXA, FACT, "nivå"),
        ("Allmänna utskottet lämnade ärendet vidare till kommunstyrelsen.", TAXA, PROPOSED, "nivå"),
        ("Kommunstyrelsen fick information om avgiften.", TAXA, PROPOSED, "nivå"),
        ("Avgiften är 1 200 tkr.", TAXA, FACT, "tal"),
        ("Avgiften är 1 200 procent.", TAXA, FACT, "tal"),
        ("Avgiften regleras i KS-24/00071.", TAXA, FACT, "dnr"),
        ("Avgiften står i § 91.", TAXA, FACT, "paragraf"),
        ("Beslutet i AU 2025-03-04 § 19 skickas till: Anna Berg.", NAMES, FACT, "namn"),
        ("Beslutet i AU 2025-03-04 § 19 skickas till: Eva Lind.", NAMES, FACT, "namn"),
        ("Där rivs badhuset och marken säljs till grannen.", TAXA, FACT, "ord"),
    ],
)
def test_what_they_do_not_say_is_doubted_for_its_reason(
    text: str, source: Citation, known: Registered, expected: Fault
) -> None:
    assert doubt(text, [source], "", known) == expected


def test_what_the_question_says_may_be_repeated_but_decides_nothing() -> None:
    question = "Varför biföll kommunstyrelsen motionen den 3 maj 2024?"
    assert doubt("Den 3 maj 2024 gäller frågan motionen.", [MOTION], question, COUNCIL) is None
    assert doubt("Kommunfullmäktige biföll motionen.", [MOTION], question, COUNCIL) == "utfall"
