"""Headers and footers off, everything else kept, every line at its place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.cleanup import Cleaned, clean
from ingest.furniture import header_kinds, is_body, is_furniture, printed_mark
from ingest.model import Page, Reading
from ingest.readers import read


def reading(pages: Sequence[str], *, paged: bool = True) -> Reading:
    return Reading("pdf", tuple(Page(number, text) for number, text in enumerate(pages, start=1)), paged)


def kept(cleaned: Cleaned) -> list[str]:
    return [line.text for line in cleaned.lines]


def removed(cleaned: Cleaned) -> list[str]:
    return [line.text for line in cleaned.furniture]


@pytest.mark.parametrize(
    "text",
    [
        "Justering (sign) Utdragsbestyrkande Expediering",
        "Justerandes sign Justerandes sign Justerandes sign Utdragsbestyrkande",
        "Justerandes signatur",
        "Ordförandes signatur Justerares signatur Sida 2 av 12",
        "Utdragsbestyrkande",
        "Paragrafen är justerad",
        "Paragrafen är justerad.",
        r"K:\Protokoll\AU\2025\250225.docx",
        r"\\server\mapp\protokoll.docx",
        "................................",
        "____________________",
        "Sida 2 av 2",
        "SID 20",
        "Sida 7 (12)",
        "13(35)",
        "4 (12)",
    ],
)
def test_what_can_only_be_furniture_is_known_anywhere(text: str) -> None:
    assert is_furniture(text)


@pytest.mark.parametrize(
    "text",
    [
        "§ 19",
        "Beslut",
        "- Sjukfrånvaro",
        "-----",
        "• Informationen noteras.",
        "Omedelbar justering",
        "Paragrafen justeras omedelbart",
        "Underskrift ..................",
        "Justering av taxan för 2026",
        "50(30)",
        "2025-02-25",
        "5 kap. 8 §",
        "13",
    ],
)
def test_what_may_be_content_is_not(text: str) -> None:
    assert not is_furniture(text)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("NORSJÖ KOMMUN  PROTOKOLL 13(35)", {"kommun", "minutes", "mark"}),
        ("Allmänna utskottet 2025-02-25", {"body", "date"}),
        ("Kommunstyrelsens arbetsutskott", {"body"}),
        ("SAMMANTRÄDESPROTOKOLL Sida 4 (12)", {"minutes", "mark"}),
        ("Sammanträdesdatum 2025-02-25", {"form", "date"}),
        ("Tallsele kommun | Barn- och utbildningsnämnden", {"kommun", "body"}),
        ("Sammanträdesdatum: 25 februari 2025", {"form", "date"}),
    ],
)
def test_header_lines_are_told_by_what_they_are_made_of(text: str, kinds: set[str]) -> None:
    assert header_kinds(text) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "Ny vision för Norsjöbygden",
        "Förslag till kommunstyrelsen",
        "Beslut i kommunstyrelsen",
        "Datum och handläggare",
        "§ 4",
    ],
)
def test_other_lines_are_no_header(text: str) -> None:
    assert header_kinds(text) is None
    assert not is_body(text)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("NORSJÖ KOMMUN  PROTOKOLL 13(35)", "13"),
        ("Sida 2 av 2", "2"),
        ("SID 20", "20"),
        ("Blad 7", "7"),
        ("Kommunstyrelsen 2019-02-04", None),
    ],
)
def test_the_printed_page_number_is_read(text: str, mark: str | None) -> None:
    assert printed_mark(text) == mark


def test_lines_stand_where_they_stood_with_their_gaps() -> None:
    cleaned = clean(reading(["  Första raden \n\n \nAndra raden\nTredje"]))
    assert [(line.text, line.start, line.end, line.gap) for line in cleaned.lines] == [
        ("Första raden", 2, 14, 0),
        ("Andra raden", 19, 30, 2),
        ("Tredje", 31, 37, 0),
    ]


def test_a_header_of_minutes_is_taken_from_a_single_page() -> None:
    page = "Kommunstyrelsens\narbetsutskott\nProtokoll\n\n2026-06-03\n\nUtdragsbestyrkande\n\n§ 83\nRamar\nSida 1 av 1"
    cleaned = clean(reading([page]))
    assert kept(cleaned) == ["§ 83", "Ramar"]
    assert removed(cleaned)[:4] == ["Kommunstyrelsens", "arbetsutskott", "Protokoll", "2026-06-03"]
    assert cleaned.labels == ((1, "1"),)


@pytest.mark.parametrize(
    ("header", "footer"),
    [
        (
            ["Sammanträdesprotokoll", "Kommunstyrelsen", "2024-05-07", "Sida", "5 (23)"],
            ["Justerandes sign", "Utdragsbestyrkande"],
        ),
        (
            ["Kommunfullmäktige Sammanträdesdatum 2024-02-26 Sida 5 av 40"],
            ["Ordförandens signatur | Justerandens signatur"],
        ),
        (
            ["VINDÅS KOMMUN  Sammanträdesprotokoll  Blad 5", "Kommunstyrelsen 2023-05-09"],
            ["Justerandes sign Utdragsbestyrkande"],
        ),
        (
            ["PROTOKOLL", "Sammanträdesdatum", "2024-05-07", "Nämnden för teknik, fritid och kultur"],
            ["Sida 5 (8)"],
        ),
        (["Vindås kommun", "Jävsnämnd", "Protokoll 2024-05-07"], ["Justeringspersonernas sign.", "5"]),
        (["Socialnämndens individutskott", "Protokoll", "7 maj 2024"], ["5 (11)"]),
    ],
)
def test_headers_of_many_kommuner_are_taken_from_one_page(header: list[str], footer: list[str]) -> None:
    cleaned = clean(
        reading(["\n".join([*header, "", "§ 5", "Budget 2025", "Beslut", "Budgeten antas.", *footer])])
    )
    assert kept(cleaned) == ["§ 5", "Budget 2025", "Beslut", "Budgeten antas."]


def test_a_header_that_the_file_holds_after_the_text_is_taken() -> None:
    page = (
        "§ 38\nGodkännande\nExpedieras till\nKommunstyrelsen\n"
        "Bygg- och miljönämnden Tallsele kommun\nProtokoll\n2025-05-14\nOrdförandes signatur Justerares signatur Sida 3 av 12"
    )
    cleaned = clean(reading([page]))
    assert kept(cleaned) == ["§ 38", "Godkännande", "Expedieras till", "Kommunstyrelsen"]
    assert cleaned.labels == ((1, "3"),)


def test_a_footer_with_a_page_mark_in_it_runs() -> None:
    pages = [
        f"Text {word}\nTallsele kommun – delårsrapport, sida {n} av 3"
        for n, word in ((1, "ett"), (2, "två"), (3, "tre"))
    ]
    assert kept(clean(reading(pages))) == [
        "Text ett",
        "Tallsele kommun – delårsrapport, sida 1 av 3",
        "Text två",
        "Text tre",
    ]


def test_a_sentence_that_names_its_page_does_not_run() -> None:
    pages = [f"Tabellen på sidan {number} visar utfallet" for number in range(1, 5)]
    assert kept(clean(reading(pages))) == pages


def test_a_body_with_an_unknown_name_goes_with_its_header() -> None:
    cleaned = clean(
        reading(["Alfta och Tallsele\nÖverförmyndare i samverkan\nProtokoll\n2026-04-17\n\n§ 10\nBudget"])
    )
    assert kept(cleaned) == ["§ 10", "Budget"]


def test_a_header_block_inside_a_text_without_pages_is_taken() -> None:
    text = (
        "Beslutet skickas till\nEkonomi\n\nTALLSELE KOMMUN  PROTOKOLL 13(35)\nAllmänna utskottet 2025-02-25\n\n"
        "K:\\Protokoll\\AU\\250225.docx\n\nJustering (sign) Utdragsbestyrkande Expediering\n\n\nKS-25/00213 § 27\n\nPlan"
    )
    cleaned = clean(reading([text], paged=False))
    assert kept(cleaned) == ["Beslutet skickas till", "Ekonomi", "KS-25/00213 § 27", "Plan"]
    assert [line.gap for line in cleaned.lines] == [0, 0, 1, 1]
    assert "Allmänna utskottet 2025-02-25" in removed(cleaned)


def test_the_next_body_named_after_a_header_stays() -> None:
    cleaned = clean(reading(["Kommunstyrelsen\nProtokoll\n2026-06-15\nKommunfullmäktige\n\nMer text här"]))
    assert kept(cleaned) == ["Kommunfullmäktige", "Mer text här"]


def test_running_lines_go_but_for_the_first() -> None:
    pages = [
        f"Uppföljning {2026} {number}\n\nText nummer {word}\nTallsele kommun, Box 1"
        for number, word in enumerate(("ett", "två", "tre", "fyra"), start=1)
    ]
    cleaned = clean(reading(pages))
    assert kept(cleaned) == [
        "Uppföljning 2026 1",
        "Text nummer ett",
        "Tallsele kommun, Box 1",
        "Text nummer två",
        "Text nummer tre",
        "Text nummer fyra",
    ]


@pytest.mark.parametrize(
    "first",
    [
        "Beslut",
        "Ärendebeskrivning",
        "Förslag till beslut",
        "Allmänna utskottets beslut",
        "• Rapport",
        "§ 7 forts.",
        "Beslutsunderlag",
    ],
)
def test_a_heading_of_a_paragraph_never_runs(first: str) -> None:
    pages = [f"{first}\nText {word}" for word in ("a b", "c d", "e f", "g h")]
    assert kept(clean(reading(pages))).count(first) == 4


def test_recipients_that_end_every_page_stay() -> None:
    pages = [
        f"§ {number}\nText {number}\nExpedieras till\nKommunledningskontoret\n{number}"
        for number in range(1, 6)
    ]
    cleaned = clean(reading(pages))
    assert kept(cleaned).count("Kommunledningskontoret") == 5
    assert cleaned.labels == tuple((number, str(number)) for number in range(1, 6))


@pytest.mark.parametrize("thing", ["Mål", "Bilaga", "§", "Övergripande mål"])
def test_numbered_things_that_open_pages_are_no_page_numbers(thing: str) -> None:
    pages = [
        f"{thing} {number}\nText {word}" for number, word in ((1, "a b"), (2, "c d"), (3, "e f"), (4, "g h"))
    ]
    assert sum(line.startswith(thing) for line in kept(clean(reading(pages)))) == 4


def test_lone_numbers_are_page_numbers_only_where_they_count_with_the_pages() -> None:
    cleaned = clean(reading(["Text a\n5", "Text b\n6", "Text c\n7", "Summa\n4 200\n12"]))
    assert kept(cleaned) == ["Text a", "Text b", "Text c", "Summa", "4 200", "12"]
    assert cleaned.labels == ((1, "5"), (2, "6"), (3, "7"))


def test_a_letters_date_and_dnr_stay() -> None:
    lines = ["Datum: 2026-05-26  Kommunstyrelsen", "Diarienr: 2026.272 KS", "Budget 2027", "Text."]
    assert kept(clean(reading(["\n".join(lines)]))) == lines


def test_a_file_that_declares_page_labels_is_believed() -> None:
    found = Reading("pdf", (Page(1, "Sida 5 av 9\nText", label="iv"),), True)
    assert clean(found).labels == ((1, "iv"),)


def documents(shared: Path) -> list[Path]:
    return sorted((shared / "real").rglob("*.pdf")) + sorted((shared / "seeds").glob("*.txt"))


def test_every_line_of_every_document_is_at_its_place_and_none_is_lost(shared: Path) -> None:
    for path in documents(shared):
        if path.name.startswith("ss-110-ks"):  # has no text layer
            continue
        found = read(path, name=path.name, ocr=False)
        cleaned = clean(found)
        for line in (*cleaned.lines, *cleaned.furniture):
            assert line.text == found.pages[line.page - 1].text[line.start : line.end] == line.text.strip()
        printed = sum(bool(raw.strip()) for page in found.pages for raw in page.text.split("\n"))
        assert len(cleaned.lines) + len(cleaned.furniture) == printed, path.name


@pytest.mark.parametrize(
    ("file", "furniture", "labels"),
    [
        ("kommunstyrelsen_2026-06-15/protokoll.pdf", 5, 28),
        ("tekniska-namnden_2026-05-18/protokoll.pdf", 6, 12),
        ("kommunfullmaktige_2018-03-28/protokoll.pdf", 5, 57),
        ("kommunfullmaktige_2026-06-10/protokoll.pdf", 5, 7),
    ],
)
def test_real_minutes_lose_their_headers_and_no_paragraph(
    shared: Path, file: str, furniture: int, labels: int
) -> None:
    found = read(shared / "real/alingsas" / file, name=file, ocr=False)
    cleaned = clean(found)
    words = {
        "".join("9" if character.isdigit() else character for character in text) for text in removed(cleaned)
    }
    assert len({word for word in words if word not in ("9", "99")}) + 1 == furniture
    assert cleaned.labels == tuple((number, str(number)) for number in range(1, labels + 1))
    assert not any("§" in text for text in removed(cleaned))


def test_the_seed_minutes_lose_their_two_header_blocks(shared: Path) -> None:
    path = next((shared / "seeds").glob("001_*.txt"))
    cleaned = clean(read(path, name=path.name))
    assert [text for text in removed(cleaned) if "PROTOKOLL" in text or "2025-02-25" in text] == [
        "NORSJÖ KOMMUN  PROTOKOLL 13(35)",
        "Allmänna utskottet 2025-02-25",
        "NORSJÖ KOMMUN  PROTOKOLL 29(35)",
        "Allmänna utskottet 2025-02-25",
    ]
    assert len(cleaned.furniture) == 12


def test_the_marks_of_a_markdown_heading_are_no_part_of_its_line(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text("# Plan för lek\n\nText om § 5 och #lek.\n\n## Mål 1: Fler gungor\n", encoding="utf-8")
    reading = read(path, name="plan.md")
    lines = clean(reading).lines
    assert [line.text for line in lines] == ["Plan för lek", "Text om § 5 och #lek.", "Mål 1: Fler gungor"]
    assert all(line.text == reading.pages[0].text[line.start : line.end] for line in lines)


def test_a_page_number_inside_a_running_header_goes_even_where_two_pages_are_all() -> None:
    cleaned = clean(
        reading(
            [
                "Solviks kommun – Delårsrapport augusti 2025\n1\nDelårsrapport 2025\nResultatet är bättre än väntat.",
                "Solviks kommun – Delårsrapport augusti 2025\n2\nInvesteringar\nAv budgeten har hälften använts.",
            ]
        )
    )
    assert not {"1", "2"} & set(kept(cleaned))
    assert kept(cleaned).count("Solviks kommun – Delårsrapport augusti 2025") == 1
    assert cleaned.labels == ((1, "1"), (2, "2"))
