from __future__ import annotations

import pytest

from ingest.drafts import is_draft
from ingest.model import Kind, Page, Reading


def _draft(opening: str, kind: Kind) -> bool:
    text = f"TALLSELE KOMMUN\n{opening}\nKommunstyrelsen\nSammanträdesdatum 2025-03-25"
    return is_draft(Reading("text", (Page(1, text),), paged=False), kind)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "UTKAST",
            "Utkast till protokoll",
            "Ojusterat protokoll",
            "PROTOKOLL (ojusterat)",
            "Protokollsutkast",
        ),
        *("Ej justerat", "Ännu inte justerat sammanträdesprotokoll", "Preliminärt protokoll"),
        *("NORSJÖ KOMMUN PROTOKOLL UTKAST 1(12)", "PROVBY KOMMUN PROTOKOLL UTKAST Ej justerat"),
        *("Protokollet är ej justerat", "OBS! Ej justerat", "Protokoll (ojusterat) 1 (12)"),
        *(
            "Ej justerat, publicerat för information",
            "Utkast 2025-04-08",
            "UTKAST Kommunstyrelsen den 8 april 2025",
        ),
        *("Socialnämnden – ojusterat protokoll, sida 1 av 12", "Detta är ett utkast"),
    ],
)
def test_minutes_that_say_so_are_not_adjusted_yet(line: str) -> None:
    assert _draft(line, Kind.PROTOKOLL)
    assert _draft(line, Kind.UTDRAG)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "PROTOKOLL",
            "Utkast till detaljplan",
            "§ 4 Utkast till budget 2026",
            "Omedelbart justerat",
            "Justerat",
        ),
        *("Nämnden har tagit del av ett utkast", "Preliminär budget 2026", "Paragrafen är justerad"),
        *("Kommunstyrelsen har tagit fram ett utkast till plan.", "Utkastet skickas på remiss"),
        *(
            "Justerat den 4 mars",
            "Kommunstyrelsens utkast",
            "KS-25/00301 § 11\nUtkast till detaljplan för Norrby",
        ),
        *("§ 11\nSvar\nEj justerat", "Paragrafer § 1–12\nPreliminära siffror", "Utkast till Norsjö kommun"),
    ],
)
def test_minutes_that_only_speak_of_drafts_are_adjusted(line: str) -> None:
    assert not _draft(line, Kind.PROTOKOLL)


def test_letters_are_no_drafts_and_steering_documents_may_be() -> None:
    assert not _draft("UTKAST", Kind.TJANSTESKRIVELSE)
    assert _draft("UTKAST", Kind.STYRDOKUMENT)
    assert not _draft("Antagen av kommunfullmäktige", Kind.STYRDOKUMENT)
