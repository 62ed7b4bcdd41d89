"""What a document is, what it is called and when it was decided, for invented documents of many templates."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ingest.cleanup import clean
from ingest.cover import body_of, date_of, title_of
from ingest.kinds import kind_of
from ingest.kommunfile import default_config
from ingest.model import Kind, Page, Reading
from ingest.sections import outline

BODY = "\nKommunen arbetar med frågan under hela året och redovisar läget för nämnden två gånger.\n"


def reading(text: str, *, format: str = "txt", title: str | None = None) -> Reading:
    return Reading(format, (Page(1, text),), paged=False, title=title)


def kind(text: str, *, name: str = "fil.txt", format: str = "txt") -> Kind:
    document = reading(text, format=format)
    lines = clean(document).lines
    title = title_of(document, lines, outline(document, lines), name=name, kind=None, kommun=None)
    return kind_of(document, lines, (), name=name, title=title)


def title(text: str, *, name: str = "fil.txt", own: str | None = None, kommun: str | None = None) -> str:
    document = reading(text, title=own)
    lines = clean(document).lines
    return title_of(
        document, lines, outline(document, lines), name=name, kind=Kind.VERKSAMHETSPLAN, kommun=kommun
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kallelse till kommunstyrelsens sammanträde\n\n1. Upprop\n2. § 4 Budget" + BODY, Kind.KALLELSE),
        ("Föredragningslista\nBarnnämnden 2025-03-04" + BODY, Kind.KALLELSE),
        ("Tallsele kommun\n\nVerksamhetsplan 2026\nTekniska nämnden\n" + BODY, Kind.VERKSAMHETSPLAN),
        ("Delårsrapport januari–augusti 2025\n" + BODY, Kind.RAPPORT),
        ("Uppföljning av verksamhetsplan 2025\n" + BODY, Kind.RAPPORT),
        ("Årsredovisning 2024\n" + BODY, Kind.RAPPORT),
        ("Riktlinjer för försäljning av mark\n" + BODY, Kind.STYRDOKUMENT),
        ("Delegeringsordning för socialnämnden\n" + BODY, Kind.STYRDOKUMENT),
        ("Delegationsordning\nSocialnämnden\n" + BODY, Kind.STYRDOKUMENT),
        ("Lokala ordningsföreskrifter för Tallsele\n" + BODY, Kind.STYRDOKUMENT),
        ("Informationssäkerhetspolicy\n" + BODY, Kind.STYRDOKUMENT),
        ("Reglemente för gemensam nämnd\n" + BODY, Kind.STYRDOKUMENT),
        ("Taxa för kopiering och utlämnande av handling\n" + BODY, Kind.TAXA),
        ("VA-taxa 2026\n" + BODY, Kind.TAXA),
        ("Avgifter inom äldreomsorgen\n" + BODY, Kind.TAXA),
        ("Vision 2040\n" + BODY, Kind.VISION),
        ("Näringslivsstrategi 2025–2030\n" + BODY, Kind.VISION),
        ("Motion om fler cykelvägar\n" + BODY, Kind.MOTION),
        ("Medborgarförslag\nLekplats i parken\n" + BODY, Kind.MOTION),
        ("Synpunkter från en förening\n" + BODY, Kind.OVRIGT),
        ("Typ av styrdokument: Taxa\nDatum för beslut: 2024-11-25\n" + BODY, Kind.TAXA),
        ("Dokumenttyp: Policy\nAvgifter och böcker\n" + BODY, Kind.STYRDOKUMENT),
        (
            "Datum: 2025-03-04\nHandläggare: Ekonomienheten\nDnr: KS-25/00099\n\nNy taxa för vatten\n\n"
            "Förslag till beslut\nTaxan antas.\n" + BODY,
            Kind.TJANSTESKRIVELSE,
        ),
        (
            "TJÄNSTESKRIVELSE\nRiktlinjer för stöd\n\nSammanfattning av ärendet\n" + BODY,
            Kind.TJANSTESKRIVELSE,
        ),
    ],
)
def test_a_document_is_known_by_its_head(text: str, expected: Kind) -> None:
    assert kind(text) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("delarsrapport-2025.pdf", Kind.RAPPORT),
        ("riktlinjer_god_ekonomisk_hushallning.pdf", Kind.STYRDOKUMENT),
        ("ekonomi/va-taxa-2026.pdf", Kind.TAXA),
        ("lokala-ordningsforeskrifter.docx", Kind.STYRDOKUMENT),
        ("scan0001.pdf", Kind.OVRIGT),
    ],
)
def test_a_file_name_tells_where_the_head_does_not(name: str, expected: Kind) -> None:
    assert kind(f"Tallsele\n{BODY}", name=name) is expected


def test_a_presentation_is_slides_whatever_its_title_says() -> None:
    assert kind("Verksamhetsplan 2026\n• Mål\n• Medel", format="pptx") is Kind.BILDSPEL


def test_numbered_goals_and_the_word_make_a_plan_without_title() -> None:
    goals = "\n\n".join(f"Mål {n}: Vi gör skillnad för alla {n}" for n in range(1, 4))
    assert kind(f"Intro\nVarje år fastställs en verksamhetsplan.\n\n{goals}") is Kind.VERKSAMHETSPLAN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tallsele kommun\nwww.tallsele.se\n\nCykelplan för\nTallsele kommun\n\n" + BODY, "Cykelplan för Tallsele kommun"),
        ("Datum: 2025-03-04\nHandläggare: Ekonomienheten\n\nNy taxa för vatten\n\nBakgrund\n" + BODY, "Ny taxa för vatten"),
        ("Motion\n\nFler cykelvägar till skolorna\n" + BODY, "Motion: Fler cykelvägar till skolorna"),
        ("Riktlinjer\nför försäljning av mark\n\n" + BODY, "Riktlinjer för försäljning av mark"),
        ("Årsrapport 2024\nTallsele kommun redovisar här sitt år, som har varit bra för ekonomin.\n" + BODY, "Årsrapport 2024"),
    ],
)  # fmt: skip
def test_the_title_is_what_the_first_page_calls_it(text: str, expected: str) -> None:
    assert title(text) == expected


@pytest.mark.parametrize("own", ["Microsoft Word - mall.docx", "Dokument1", "Protokoll mall gammal", "x"])
def test_a_declared_title_that_does_not_belong_to_the_text_is_not_believed(own: str) -> None:
    assert title("Bibliotekspolicy för Tallsele\n" + BODY, own=own) == "Bibliotekspolicy för Tallsele"


def test_a_declared_title_that_stands_in_the_text_is_believed() -> None:
    text = "Tallsele\n\nBibliotek\n\nPolicy för bibliotek antagen av fullmäktige.\n" + BODY
    assert title(text, own="Policy för bibliotek") == "Policy för bibliotek"


def test_a_document_without_title_is_called_by_its_name_or_by_kind_and_kommun() -> None:
    text = "Inledning\nDet här är en plan.\n" + BODY
    assert title(text, name="planer/plan_for_gator-2025.pdf") == "Plan for gator 2025"
    assert (
        title(text, name="000_d4af0878bc87bc34.txt", kommun="Tallsele") == "Verksamhetsplan, Tallsele kommun"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Taxa\nDatum för beslut: 2023-09-27 § 165\nRevideras: 2027-01-01\n", dt.date(2023, 9, 27)),
        ("Policy\nAntagen av kommunfullmäktige den 4 juni 2024, § 12\n", dt.date(2024, 6, 4)),
        ("Datum: 2025-03-04  Kommunstyrelsen\nEnligt beslut den 3 maj 2019\n", dt.date(2025, 3, 4)),
        ("Initiativ\n2026-06-01\nOm parkering\n", dt.date(2026, 6, 1)),
        ("Taxa\nDatum för beslut: 2026-XX-XX\nLagen beslutades den 28 augusti 2024.\n", None),
        ("Plan\nKommunen beslutade den 6 september 2017 att gå vidare med planen.\n", None),
    ],
)
def test_the_date_is_the_one_that_the_head_gives_as_its_own(text: str, expected: dt.date | None) -> None:
    assert date_of(clean(reading(text + BODY)).lines, Kind.STYRDOKUMENT) == expected


def test_the_deciding_body_is_read_where_the_head_names_it() -> None:
    lines = clean(reading("Policy\nBeslutande instans: Tekniska nämnden\n" + BODY)).lines
    assert body_of(lines, default_config().bodies) == "Tekniska nämnden"


REAL = [
    ("tjansteskrivelse-", Kind.TJANSTESKRIVELSE),
    ("forslag-till-tekniska-namnden-", Kind.TJANSTESKRIVELSE),
    ("felparkeringsavgifter-", Kind.TAXA),
    ("delegationsordning-", Kind.STYRDOKUMENT),
    ("cykelplan-", Kind.STYRDOKUMENT),
    ("fordjupad-manadsuppfoljning-", Kind.RAPPORT),
    ("initiativarende-", Kind.MOTION),
]


@pytest.mark.parametrize(("prefix", "expected"), REAL)
def test_real_documents_are_known_by_their_text_alone(shared: Path, prefix: str, expected: Kind) -> None:
    from ingest.readers import read

    files = sorted((shared / "real" / "alingsas").glob(f"*/bilagor/{prefix}*.pdf"))
    assert files
    for file in files:
        document = read(file, name="fil.pdf")
        lines = clean(document).lines
        named = title_of(document, lines, outline(document, lines), name="fil.pdf", kind=None, kommun=None)
        assert kind_of(document, lines, (), name="fil.pdf", title=named) is expected
