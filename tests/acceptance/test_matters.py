"""Matters of the real documents. Names stay out of this file."""

from __future__ import annotations

import re

import pytest

from assistant.core import Kommunminne
from assistant.schema import FilterIn, IngestReport
from assistant.wire.matters import MATTERS, MatterOut, MattersQuery
from tests.archives import ALL

Archive = tuple[Kommunminne, IngestReport]


def matter_of(core: Kommunminne, body: str, date: str, number: int) -> MatterOut:
    given = {"body": body, "section": number, "date_from": date, "date_to": date}
    (found,) = core.view(MATTERS, MattersQuery.model_validate(given), zones=ALL).matters
    return found


def labels(matter: MatterOut) -> list[str]:
    return [f"{step.body_key} {step.date} {step.section}" for step in matter.steps]


def test_a_matter_is_followed_from_the_board_to_the_proposal_to_the_council(alingsas: Archive) -> None:
    found = matter_of(alingsas[0], "KS", "2026-06-15", 113)
    assert labels(found) == ["TEN 2026-05-18 § 28", "KSAU 2026-06-03 § 86", "KS 2026-06-15 § 113"]
    assert [step.dnr for step in found.steps] == ["2026.067 TEN", "2026.266 KS", "2026.266 KS"]
    assert found.status == "Föreslaget av KS 2026-06-15 § 113; KF beslut saknas i underlaget"
    assert (found.final_body, found.decided, found.awaits) == ("Kommunfullmäktige", False, ["KF"])
    assert {link.certainty for step in found.steps for link in step.links} == {"säker"}


def test_a_copied_line_is_the_other_boards_committees(alingsas: Archive) -> None:
    found = matter_of(alingsas[0], "KS", "2026-06-15", 113)
    (copied,) = [each for each in found.missing if each.section == "§ 19"]
    assert (copied.body_key, str(copied.date)) == ("TENAU", "2026-05-11")
    assert not any(step.body_key == "KSAU" and step.section == "§ 19" for step in found.steps)


def test_every_paragraph_that_names_the_committee_is_linked_to_its_extract(alingsas: Archive) -> None:
    core = alingsas[0]
    rows = core.decisions(zones=ALL, filters=FilterIn(body="KS"))
    named = {
        int(row.section.removeprefix("§ ")): int(number)
        for row in rows
        if row.date == "2026-06-15"
        for number in re.findall(r"§\s?(\d+) KSAU", " ".join(row.underlag))
    }
    assert named == {112: 84, 113: 86, 115: 88, 116: 83, 117: 89, 118: 87, 119: 90, 120: 85}
    for number, extract in named.items():
        found = matter_of(core, "KS", "2026-06-15", number)
        (step,) = [step for step in found.steps if step.body_key == "KS" and step.section == f"§ {number}"]
        (link,) = [link for link in step.links if link.label == f"KSAU 2026-06-03 § {extract}"]
        assert link.certainty == "säker"


def test_a_matter_that_was_sent_back_comes_again(alingsas: Archive) -> None:
    found = matter_of(alingsas[0], "KS", "2026-06-15", 120)
    assert labels(found) == ["KS 2026-05-11 § 80", "KSAU 2026-06-03 § 85", "KS 2026-06-15 § 120"]
    assert found.steps[0].event == "Återremitterar"
    assert found.steps[0].superseded == "Togs upp på nytt KS 2026-06-15 § 120"
    assert [each.label for each in found.missing if each.prepared] == ["KSAU 2026-04-29 § 52"]


def test_what_the_council_refers_to_and_is_not_here(alingsas: Archive) -> None:
    found = matter_of(alingsas[0], "KF", "2018-03-28", 55)
    prepared = [each.label for each in found.missing if each.prepared]
    assert prepared == ["KSAU 2017-05-24 § 93", "KS 2017-05-29 § 99", "KS 2018-03-12 § 14"]


@pytest.mark.parametrize("number", [64, 65, 66, 67])
def test_motions_that_were_only_sent_on_wait_for_an_answer(alingsas: Archive, number: int) -> None:
    assert matter_of(alingsas[0], "KF", "2018-03-28", number).open


def test_a_meeting_that_is_referred_to_and_missing(seeds: Archive) -> None:
    found = matter_of(seeds[0], "KS", "2019-02-04", 15)
    (missing,) = found.missing
    assert (missing.label, missing.body, missing.prepared) == ("KS 2019-01-07 § 14", "Kommunstyrelsen", True)
    assert missing.named_in == ["KS 2019-02-04 § 15"]


@pytest.mark.parametrize(
    ("number", "status"),
    [
        (27, "Föreslaget av AU 2025-02-25 § 27; KS beslut saknas i underlaget"),
        (19, "Överlämnat av AU 2025-02-25 § 19; KS beslut saknas i underlaget"),
        (47, "Föreslaget av AU 2025-02-25 § 47; behandling i KS och beslut av KF saknas i underlaget"),
        (37, "Beslutat av AU 2025-02-25 § 37: godkänns"),
    ],
)
def test_how_the_matters_of_the_seeds_stand(seeds: Archive, number: int, status: str) -> None:
    assert matter_of(seeds[0], "AU", "2025-02-25", number).status == status


def test_no_two_paragraphs_of_the_seeds_are_one_matter(seeds: Archive) -> None:
    found = seeds[0].view(MATTERS, MattersQuery(), zones=ALL)
    assert {len(matter.steps) for matter in found.matters} == {1}
    assert found.total == 28
