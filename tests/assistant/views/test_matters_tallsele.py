"""The demo kommun's matters against a list made by hand from its documents (corpus/source)."""

from __future__ import annotations

from assistant.core import Kommunminne
from assistant.schema import FilterIn
from assistant.wire.matters import MATTERS, MatterOut, MattersQuery
from tests.archives import ALL

CHAINS = """
AU 2024-10-08 § 90 | KS 2024-11-05 § 135 | KF 2024-11-25 § 87
AU 2024-10-08 § 91 | KS 2024-11-05 § 136 | AU 2025-03-04 § 24 | KS 2025-03-25 § 34 | KF 2025-04-28 § 29
AU 2024-10-08 § 92 | KS 2024-11-05 § 137
AU 2024-10-08 § 93 | KS 2024-11-05 § 139
AU 2024-10-08 § 94 | KS 2024-11-05 § 138 | KF 2024-11-25 § 89
AU 2024-10-08 § 95 | KS 2024-11-05 § 140
AU 2024-10-08 § 96 | KS 2024-11-05 § 141 | KF 2024-11-25 § 90
KS 2024-11-05 § 134 | KF 2024-11-25 § 86
KF 2024-11-25 § 91 | KF 2025-04-28 § 34
KF 2024-11-25 § 93 | AU 2025-09-09 § 78 | KS 2025-10-07 § 111 | KF 2025-11-24 § 80
AU 2025-03-04 § 19 | KS 2025-03-25 § 31 | KF 2025-04-28 § 26
AU 2025-03-04 § 20 | KS 2025-03-25 § 30 | KF 2025-04-28 § 24
AU 2025-03-04 § 21 | KS 2025-03-25 § 32 | KF 2025-04-28 § 27
AU 2025-03-04 § 22 | KS 2025-03-25 § 33 | KF 2025-04-28 § 28
AU 2025-03-04 § 26 | KS 2025-03-25 § 36
AU 2025-03-04 § 27 | AU 2025-09-09 § 80
AU 2025-03-04 § 28 | KS 2025-03-25 § 38
AU 2025-03-04 § 30 | KS 2025-03-25 § 35
AU 2025-03-04 § 31 | KS 2025-03-25 § 39 | KF 2025-04-28 § 30
UOU 2025-03-05 § 14 | KS 2025-03-25 § 37 | KS 2025-10-07 § 109 | KF 2025-11-24 § 78
UOU 2025-03-05 § 15 | KS 2025-03-25 § 40 | KF 2025-04-28 § 31
UOU 2025-03-05 § 17 | UOU 2025-11-12 § 57
KF 2025-04-28 § 33 | AU 2025-09-09 § 79 | KS 2025-10-07 § 112
BMN 2025-05-14 § 41 | BMN 2025-12-10 § 95
AU 2025-09-09 § 72 | KS 2025-10-07 § 104 | KF 2025-11-24 § 74
AU 2025-09-09 § 73 | KS 2025-10-07 § 105 | KF 2025-11-24 § 75
AU 2025-09-09 § 74 | KS 2025-10-07 § 107 | KF 2025-11-24 § 77
AU 2025-09-09 § 76 | AU 2026-02-10 § 16 | KS 2026-03-10 § 31
AU 2025-09-09 § 82 | KS 2025-10-07 § 108
KS 2025-10-07 § 110 | KF 2025-11-24 § 76
UOU 2025-11-12 § 54 | KS 2026-03-10 § 30
KF 2025-11-24 § 81 | AU 2026-02-10 § 19 | KS 2026-03-10 § 32
BMN 2025-12-10 § 98 | KS 2026-03-10 § 33
BMN 2025-12-10 § 99 | AU 2026-02-10 § 11 | KS 2026-03-10 § 26
AU 2026-02-10 § 12 | KS 2026-03-10 § 27
AU 2026-02-10 § 13 | KS 2026-03-10 § 28
AU 2026-02-10 § 14 | KS 2026-03-10 § 29
"""
"""Every matter of more than one §, each § in order of date. All other §§ are matters of their own or routine items."""

ROUTINE = """
AU 2024-10-08 § 88 89 98
AU 2025-03-04 § 16 17 18 23 32
AU 2025-09-09 § 71 75 77 84
AU 2026-02-10 § 9 10 20
BMN 2025-05-14 § 38 39 46 47
BMN 2025-12-10 § 92 93 100 101
KF 2023-06-19 § 41 42 43 50
KF 2024-11-25 § 84 85 95
KF 2025-04-28 § 21 22 23 36
KF 2025-11-24 § 71 72 73 84
KS 2024-11-05 § 132 133 142
KS 2025-03-25 § 28 29 41 42
KS 2025-10-07 § 103 106 115 116
KS 2026-03-10 § 24 25 34 35
UOU 2025-03-05 § 11 12 13
UOU 2025-11-12 § 52 53
"""
"""The §§ that every meeting has."""

DOUBTFUL = {
    ("AU 2025-03-04 § 30", "KS 2024-11-05 § 139"),  # a grant, and the guidelines that it follows
    ("AU 2026-02-10 § 15", "KS 2024-11-05 § 139"),
    ("AU 2025-09-09 § 74", "KF 2025-04-28 § 26"),  # a tariff, and the accounts that made it needed
    ("AU 2026-02-10 § 18", "BMN 2025-12-10 § 95"),  # the sale of land, and its plan
    ("KF 2025-04-28 § 25", "KS 2025-03-25 § 30"),  # discharge and annual report under one dnr
    ("KF 2025-04-28 § 35", "KF 2024-11-25 § 93"),  # a list of motions
    ("UOU 2025-11-12 § 61", "UOU 2025-03-05 § 20"),  # a report that comes again
}
MISSING = {
    "KS 2023-06-06 § 71",
    "KS 2023-06-06 § 72",
    "KS 2023-06-06 § 73",
    "KS 2025-04-22 § 52",
    "UOU 2025-09-10 § 41",
}


def all_of(core: Kommunminne) -> list[MatterOut]:
    return core.view(MATTERS, MattersQuery(), zones=ALL).matters


def labels(matter: MatterOut) -> list[str]:
    return [f"{step.body_key} {step.date} {step.section}" for step in matter.steps]


def test_every_chain_is_right_and_none_is_merged_wrongly(tallsele: Kommunminne) -> None:
    expected = [line.split(" | ") for line in CHAINS.split("\n") if line]
    found = [labels(matter) for matter in all_of(tallsele)]
    assert sorted(chain for chain in found if len(chain) > 1) == sorted(expected)
    every = [label for chain in found for label in chain]
    assert len(set(every)) == len(every)


def test_every_other_paragraph_is_a_matter_of_its_own_or_routine(tallsele: Kommunminne) -> None:
    routine = {
        f"{line.split(' § ')[0]} § {number}"
        for line in ROUTINE.split("\n")
        if line
        for number in line.split(" § ")[1].split()
    }
    held = {
        f"{row.body_key} {row.date} {row.section}"
        for row in tallsele.decisions(zones=ALL, filters=FilterIn())
    }
    found = {label for matter in all_of(tallsele) for label in labels(matter)}
    assert held - found == routine
    assert found <= held


def test_doubtful_links_are_told_on_both_sides_and_no_others(tallsele: Kommunminne) -> None:
    pairs = set()
    for matter in all_of(tallsele):
        for each in matter.doubtful:
            assert each.why
            pairs |= {frozenset((each.label, label)) for label in labels(matter) if label in each.why}
    assert pairs == {frozenset(pair) for pair in DOUBTFUL}


def test_meetings_that_are_referred_to_and_not_here(tallsele: Kommunminne) -> None:
    assert {each.label for matter in all_of(tallsele) for each in matter.missing} == MISSING


def test_how_matters_stand(tallsele: Kommunminne) -> None:
    stands = {labels(matter)[0]: matter for matter in all_of(tallsele)}
    fiber = stands["AU 2024-10-08 § 91"]
    assert fiber.status == "Beslutat av KF 2025-04-28 § 29"
    assert (fiber.open, fiber.final_body, fiber.decided) == (False, "Kommunfullmäktige", True)
    assert [step.event for step in fiber.steps][:3] == ["Föreslår KS", "Återremitterar", "Föreslår KS"]
    assert fiber.steps[0].superseded == "Ersatt av AU 2025-03-04 § 24"
    assert fiber.steps[1].superseded == "Togs upp på nytt KS 2025-03-25 § 34"
    tariff = stands["BMN 2025-12-10 § 98"]
    assert tariff.status == "Föreslaget av KS 2026-03-10 § 33; KF beslut saknas i underlaget"
    assert (tariff.open, tariff.final_body, tariff.decided, tariff.awaits) == (
        True,
        "Kommunfullmäktige",
        False,
        ["KF"],
    )
    assert tariff.dnr == ["BMN-25/00163", "KS-26/00052"]
    assert {link.certainty for step in tariff.steps for link in step.links} == {"säker"}
