"""Chunks: a section each, long ones cut at sentence ends, the decision always on its own."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import replace

import pytest

from ingest.blocks import passage
from ingest.chunk import LONGEST, chunks
from ingest.model import Kind, Level, Meeting, Paragraph, Section, SectionKind, Structured
from ingest.text import Line, Text, join


def text(value: str, page: int = 3) -> Text:
    return join([Line(value, page, 0, len(value))]) if value else Text("")


def section(heading: str | None, body: str, kind: SectionKind = SectionKind.TEXT) -> Section:
    return Section(heading, text(body), kind, heading_text=text(heading or ""))


def minutes(*sections: Section) -> Structured:
    paragraph = Paragraph(
        19, "VA-redovisning år 2024", text("KS-25/00205 § 19"), "KS-25/00205", "KS-2025-205", sections,
        "Beslut", (), Level.OVERLAMNAT, "överlämnas", "kommunstyrelsen", None, (), (), (),
    )  # fmt: skip
    meeting = Meeting("Allmänna utskottet", "AU", dt.date(2025, 2, 25), (paragraph,))
    return Structured("Tallsele", Kind.PROTOKOLL, "Allmänna utskottet 2025-02-25", None, "AU", (meeting,))


LONG = " ".join(f"Mening nummer {n} handlar om vatten och avlopp i kommunen." for n in range(40))


def test_a_chunk_says_body_date_paragraph_dnr_title_and_heading() -> None:
    [chunk] = chunks(minutes(section("Bakgrund", LONG[:400], SectionKind.BAKGRUND)))
    assert chunk.context == "AU 2025-02-25 § 19 KS-25/00205 VA-redovisning år 2024 · Bakgrund"
    assert (chunk.section, chunk.paragraph, chunk.kind) == ("§ 19", (0, 0), SectionKind.BAKGRUND)


def test_short_sections_of_a_paragraph_are_indexed_together_but_never_the_decision() -> None:
    found = chunks(
        minutes(
            section("Ekonomi", "Ryms i budget.", SectionKind.EKONOMI),
            section("Tidsperspektiv", "År 2024", SectionKind.TID),
            section("Beslut", "Ärendet överlämnas.", SectionKind.BESLUT),
            section("Beslutet skickas till", "Ekonomichefen", SectionKind.RECIPIENTS),
        )
    )
    assert [chunk.text.value for chunk in found] == [
        "Ryms i budget.\nTidsperspektiv\nÅr 2024",
        "Ärendet överlämnas.",
        "Ekonomichefen",
    ]
    assert found[0].context.endswith("· Ekonomi · Tidsperspektiv")


def test_a_long_section_is_cut_at_sentence_ends_and_nothing_is_left_out() -> None:
    found = chunks(minutes(section("Bakgrund", LONG)))
    assert len(found) > 2
    assert all(len(chunk.text.value) <= LONGEST * 1.1 and chunk.text.value.endswith(".") for chunk in found)
    assert " ".join(chunk.text.value for chunk in found) == LONG


def test_a_chunk_can_be_shown_on_its_page() -> None:
    for chunk in chunks(minutes(section("Bakgrund", LONG))):
        assert "".join(LONG[span.start : span.end] for span in chunk.text.spans()) == chunk.text.value


def test_a_paragraph_without_text_is_found_by_its_heading() -> None:
    [chunk] = chunks(minutes())
    assert chunk.text.value == "KS-25/00205 § 19"


def test_other_documents_are_indexed_by_their_headings_bare_ones_too() -> None:
    plan = Structured(
        "Tallsele", Kind.VERKSAMHETSPLAN, "Verksamhetsplan 2026", None,
        sections=(section("Teknik", ""), section("Vatten", "Vi levererar vatten.")),
    )  # fmt: skip
    assert [(c.context, c.section, c.text.value) for c in chunks(plan)] == [
        ("Tallsele · Verksamhetsplan 2026 · Teknik", "Teknik", "Teknik"),
        ("Tallsele · Verksamhetsplan 2026 · Vatten", "Vatten", "Vi levererar vatten."),
    ]


def test_facts_of_a_few_words_are_indexed_beside_their_neighbours_and_dotted_lines_are_not() -> None:
    front = (
        section("Bevis om anslag", "Protokollet är justerat och anslaget på den digitala anslagstavlan."),
        section("Anslaget uppsatt", "2025-02-27"),
        section("Anslaget nedtages", "2025-03-21"),
        section("Underskrift", "............"),
    )
    document = replace(minutes(), sections=front)
    *_, chunk = chunks(document)
    assert chunk.section == "Bevis om anslag"
    assert chunk.text.value.split("\n")[1:] == [
        "Anslaget uppsatt",
        "2025-02-27",
        "Anslaget nedtages",
        "2025-03-21",
    ]
    assert chunk.context.startswith(
        "Tallsele · AU 2025-02-25 Allmänna utskottet · Bevis om anslag · Anslaget uppsatt"
    )


def test_the_title_is_not_said_twice_where_it_is_the_heading_too() -> None:
    deck = Structured(
        "Tallsele", Kind.BILDSPEL, "Så styrs kommunen", None, sections=(section("Så styrs kommunen", "Hej."),)
    )
    assert [chunk.context for chunk in chunks(deck)] == ["Så styrs kommunen"]


def test_the_headings_above_a_section_stand_in_its_context() -> None:
    sections = (
        replace(section("Avfall", ""), level=1),
        replace(section("Drift", "Kostar 3 mnkr."), level=2),
        replace(section("Vatten", ""), level=1),
        replace(section("Drift", "Kostar 8 mnkr."), level=2),
    )
    report = Structured("Tallsele", Kind.RAPPORT, "Årsrapport", None, sections=sections)
    assert [chunk.context.removeprefix("Tallsele · Årsrapport · ") for chunk in chunks(report)] == [
        "Avfall · Drift",
        "Vatten · Drift",
    ]


def test_each_goal_begins_a_chunk() -> None:
    goals = passage(
        [
            Line("Vi följer upp målen varje år i årsrapporten.", 1, 0, 44),
            Line("Mål 1: Alla trivs (KF indikator: NMI)", 1, 45, 82, gap=1),
            Line("Mål 2: Fler stannar (KF indikator: Invånare)", 1, 83, 127, gap=1),
        ],
        width=40,
    )
    plan = Structured("Tallsele", Kind.VERKSAMHETSPLAN, "Plan", None, sections=(Section("Mål", goals),))
    assert [chunk.text.value[:5] for chunk in chunks(plan)] == ["Vi fö", "Mål 1", "Mål 2"]


ROWS = "\n".join(f"Enhet nummer {n} med ett långt namn {n} 400 {n} 600 -{n}" for n in range(10, 60))


def table(head: str) -> Structured:
    lines, start = [], 0
    for raw in f"{head}\n{ROWS}".split("\n"):
        lines.append(Line(raw, 1, start, start + len(raw)))
        start += len(raw) + 1
    body = Section("Ramar", passage(lines, 60), heading_text=text("Ramar"))
    return Structured("Tallsele", Kind.RAPPORT, "Budget", None, sections=(body,))


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("NÄMND 2027 2028 Ändring", "NÄMND 2027 2028 Ändring"),
        ("Enhet\nBudget\n2027\nPlan\n2028", "Enhet Budget 2027 Plan 2028"),
        ("Se tabellen.\nEnhet Budget Plan, tkr", "Enhet Budget Plan, tkr"),
        ("Enhet\tBudget\tPlan", "Enhet Budget Plan"),
    ],
)
def test_a_chunk_that_goes_on_with_a_table_names_its_columns(head: str, told: str) -> None:
    first, second, *_ = chunks(table(head))
    assert first.context == "Tallsele · Budget · Ramar"
    assert second.context == f"Tallsele · Budget · Ramar · {told}"
    assert second.text.value.startswith("Enhet nummer")


def test_a_chunk_of_running_text_names_no_columns() -> None:
    contexts = {chunk.context for chunk in chunks(minutes(section("Bakgrund", LONG, SectionKind.BAKGRUND)))}
    assert len(contexts) == 1


def test_a_line_without_end_is_taken_to_pieces_quickly() -> None:
    started = time.perf_counter()
    assert len(chunks(minutes(section("Bakgrund", "Ett långt stycke om vägar. " * 20_000)))) > 100
    assert time.perf_counter() - started < 20
