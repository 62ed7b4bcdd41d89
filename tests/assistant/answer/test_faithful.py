"""Sentences as a language model may word them, held against fictional sources: the true ones pass, the false ones do not."""

from __future__ import annotations

import pytest

from assistant.answer.comparing import Fault
from assistant.answer.faithful import fault
from assistant.answer.ground import Ground
from assistant.schema import Citation, LevelName, Sentence
from tests.assistant.language_model import citation

BACKGROUND = (
    "Felparkeringsavgifterna har inte ändrats sedan 2014. Tekniska förvaltningen anser att avgifterna bör höjas. "
    "Avgiften för parkering på plats för rörelsehindrade är 1 000 kronor. Övriga avgifter är 600 kronor. "
    "Kostnaden för nya skyltar är 1,2 mnkr och ryms inte i budgeten för 2026. Underskottet uppgår till - 6 279 tkr. "
    "Tre av fem remissinstanser är negativa. Anna Holm yrkar avslag. Karl Berg yrkar bifall till förslaget. "
    "Kommunfullmäktige beslutade 2014-05-12, § 40, om nuvarande avgifter."
)
DECISION = (
    "Felparkeringsavgifterna höjs från den 1 januari 2027.\nEn uppföljning redovisas senast 2028-03-31."
)
TITLE = "Revidering av felparkeringsavgifter"


def _told(text: str) -> Sentence:
    return Sentence(text=text, citations=["c1"], support="verified")


def facts(level: LevelName | None = None) -> Ground:
    """Only background is cited."""
    source = citation(BACKGROUND, title=TITLE, body="Tekniska nämnden", section="§ 26")
    return Ground((source,), (_told(f"Enligt TEN 2025-03-04 § 26: ”{BACKGROUND}”"),), level)


def decided(verb: str, level: LevelName) -> Ground:
    """What Tekniska nämnden decided or proposed, quoted by code."""
    source: Citation = citation(DECISION, title=TITLE, body="Tekniska nämnden", section="§ 26")
    told = f"Tekniska nämnden {verb} 2025-03-04 (§ 26, KS-25/00205, {TITLE}): ”{' '.join(DECISION.split())}”"
    return Ground((source,), (_told(told),), level)


OWN = decided("beslutade", "beslut")
PROPOSAL = decided("föreslog kommunstyrelsen", "förslag")


@pytest.mark.parametrize(
    "said",
    [
        "Avgiften för parkering på plats för rörelsehindrade är 1 000 kr.",
        "Avgiften på platser för rörelsehindrade är 1000 kronor och övriga avgifter är 600 kronor.",
        "Skyltarna kostar 1 200 000 kronor, vilket inte ryms i budgeten för 2026.",
        "Felparkeringsavgifterna har inte ändrats sedan 2014.",
        "Enligt tekniska förvaltningen bör avgifterna höjas.",
        "Underskottet är -6 279 tkr.",
        "Tre av fem remissinstanser är negativa.",
        "Karl Berg yrkar bifall till förslaget.",
        "Av protokollet framgår: ”Övriga avgifter är 600 kronor.”",
        "Kommunfullmäktige beslutade den 12 maj 2014, § 40, om nuvarande avgifter.",
    ],
)
def test_a_true_fact_in_other_words_is_kept(said: str) -> None:
    assert fault(said, facts()) is None


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Övriga avgifter är 650 kronor.", "tal"),
        ("Övriga avgifter är 600 tkr.", "tal"),
        ("Övriga avgifter är 60 kronor.", "tal"),
        ("Kostnaden för nya skyltar är 1,2 tkr och ryms inte i budgeten för 2026.", "tal"),
        ("Kommunfullmäktige beslutade 2014-05-21, § 40, om nuvarande avgifter.", "datum"),
        ("Kommunfullmäktige beslutade den 21 maj 2014, § 40, om nuvarande avgifter.", "datum"),
        ("Kostnaden för nya skyltar är inte 1,2 mnkr och ryms i budgeten för 2026.", "nekande"),
        ("Kostnaden är 1,2 mnkr utan nya skyltar och ryms i budgeten för 2026.", "nekande"),
        ("Övriga avgifter är sjuhundra kronor.", "tal"),
        ("Skyltarna kostar 12 mnkr.", "tal"),
        ("Fyra av fem remissinstanser är negativa.", "tal"),
        ("Samtliga remissinstanser är negativa.", "tal"),
        ("Hälften av remissinstanserna är negativa.", "tal"),
        ("Underskottet uppgår till 6 279 tkr.", "tal"),
        ("Överskottet uppgår till - 6 279 tkr.", "namn"),
        ("Felparkeringsavgifterna har inte ändrats sedan den 3 mars 2014.", "datum"),
        ("Felparkeringsavgifterna regleras i KS-25/00999.", "dnr"),
        ("Nuvarande avgifter beslutade kommunfullmäktige 2014-05-12, § 41.", "paragraf"),
        ("Felparkeringsavgifterna har ändrats sedan 2014.", "nekande"),
        ("Kostnaden för nya skyltar ryms i budgeten för 2026.", "nekande"),
        ("Övriga avgifter är inte 600 kronor.", "nekande"),
        ("Avgifterna höjs, anser tekniska förvaltningen.", "nekande"),
        ("Enligt tekniska förvaltningen anses att avgifterna bör höjas efter 2014.", "utfall"),
        ("Avgifterna bör sänkas.", "ord"),
        ("Eva Lind yrkar avslag.", "namn"),
        ("Anna Berg yrkar avslag.", "namn"),
        ("Lindgren yrkar avslag.", "namn"),
        ("Kommunstyrelsen anser att avgifterna bör höjas.", "organ"),
        ("Tekniska nämnden beslutade att avgifterna bör höjas.", "nivå"),
        ("Av protokollet framgår: ”Övriga avgifter är 700 kronor.”", "citat"),
        ("Av protokollet framgår: ”Övriga avgifter är 600 kronor.", "citat"),
        ("Skyltarna ska tillverkas av en firma i grannkommunen.", "ord"),
        ("HEJ!", "namn"),
        ("", "tom"),
        ("…", "tom"),
        ("Detta gäller även här.", "tom"),
    ],
)
def test_a_false_fact_is_dropped_for_its_reason(said: str, expected: Fault) -> None:
    assert fault(said, facts()) == expected


@pytest.mark.parametrize(
    "said",
    [
        "Övriga avgifter är 1 000 kronor.",
        "Avgiften för parkering på plats för rörelsehindrade är 600 kronor.",
        "Anna Holm yrkar bifall till förslaget.",
        "Karl Berg yrkar avslag.",
    ],
)
def test_figures_and_names_may_not_change_places(said: str) -> None:
    assert fault(said, facts()) is not None


@pytest.mark.parametrize(
    ("said", "ground"),
    [
        ("Tekniska nämnden beslutade att felparkeringsavgifterna höjs från den 1 januari 2027.", OWN),
        ("TEN beslutade den 4 mars 2025: ”Felparkeringsavgifterna höjs från den 1 januari 2027.”", OWN),
        (
            "Tekniska nämnden föreslog kommunstyrelsen att felparkeringsavgifterna höjs från den 1 januari 2027.",
            PROPOSAL,
        ),
        (
            "Det är ett förslag, inte ett slutligt beslut: felparkeringsavgifterna höjs från den 1 januari 2027.",
            PROPOSAL,
        ),
    ],
)
def test_a_decision_is_kept_at_its_own_level(said: str, ground: Ground) -> None:
    assert fault(said, ground) is None


@pytest.mark.parametrize(
    ("said", "ground", "expected"),
    [
        ("Tekniska nämnden beslutade att felparkeringsavgifterna höjs.", PROPOSAL, "nivå"),
        ("Tekniska nämnden har antagit höjda felparkeringsavgifter.", PROPOSAL, "nivå"),
        ("Felparkeringsavgifterna höjs efter beslut i nämnden.", PROPOSAL, "nivå"),
        ("Kommunstyrelsen beslutade att felparkeringsavgifterna höjs.", PROPOSAL, "nivå"),
        ("Tekniska nämnden föreslog att felparkeringsavgifterna höjs.", OWN, "nivå"),
        ("Kommunfullmäktige beslutade att felparkeringsavgifterna höjs.", OWN, "organ"),
        ("Tekniska nämnden föreslog kommunfullmäktige att felparkeringsavgifterna höjs.", PROPOSAL, "organ"),
        ("Tekniska nämnden beslutade att felparkeringsavgifterna inte höjs.", OWN, "nekande"),
        ("Tekniska nämnden beslutade inte: ”Felparkeringsavgifterna höjs från den 1 januari 2027.”", OWN, "nekande"),
        ("Tekniska nämnden beslutade att felparkeringsavgifterna sänks.", OWN, "ord"),
        ("Tekniska nämnden avslog: ”Felparkeringsavgifterna höjs från den 1 januari 2027.”", OWN, "utfall"),
        ("Tekniska nämnden biföll inte: ”Felparkeringsavgifterna höjs från den 1 januari 2027.”", OWN, "utfall"),
        ("Tekniska nämnden beslutade ej: ”Felparkeringsavgifterna höjs från den 1 januari 2027.”", OWN, "nekande"),
        ("Tekniska nämnden föreslår: ”Felparkeringsavgifterna höjs från den 1 januari 2027.”", OWN, "nivå"),
        ("Tekniska nämnden beslutar: ”Felparkeringsavgifterna höjs från den 1 januari 2027.”", PROPOSAL, "nivå"),
        ("Tekniska nämnden beslutade enhälligt att felparkeringsavgifterna höjs.", OWN, "tal"),
        ("Tekniska nämnden beslutade att felparkeringsavgifterna höjs från den 1 januari 2026.", OWN, "datum"),
        ("Tekniska nämnden beslutade att bygga en simhall i centrum.", OWN, "ord"),
    ],
)  # fmt: skip
def test_a_decision_at_another_level_by_another_body_or_of_other_content_is_dropped(
    said: str, ground: Ground, expected: Fault
) -> None:
    assert fault(said, ground) == expected


def test_a_title_that_speaks_of_decisions_claims_none() -> None:
    source = citation("Rapporten noteras.", title="Beslut om budget 2026", body="Allmänna utskottet")
    told = "Allmänna utskottet fick information, inget annat beslutades, 2025-03-04 (§ 19, Beslut om budget 2026): ”Rapporten noteras.”"
    ground = Ground((source,), (_told(told),), "information")
    assert fault("Allmänna utskottet fick information om Beslut om budget 2026.", ground) is None
    assert fault("Allmänna utskottet beslutade om Beslut om budget 2026.", ground) == "nivå"


def test_the_question_is_no_source() -> None:
    """The ground knows no question: what it takes for granted cannot be confirmed by repeating it."""
    assert fault("Ordföranden sålde kommunens skog.", facts()) is not None
