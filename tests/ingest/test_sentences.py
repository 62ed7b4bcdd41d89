"""Swedish sentences: abbreviations, dates, law and lists."""

from __future__ import annotations

import pytest

from ingest.sentences import sentence_texts, sentences
from ingest.text import Line, join


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Det gäller t.ex. Vännäs och bl.a. Umeå.",
        "Mötet börjar kl. 13 och slutar kl. 16.",
        "Enligt 1 kap. 2 § kommunallagen (2017:725) får kommuner själva ta hand om detta.",
        "Fr.o.m. 2026 höjs taxan, dvs. Den nya.",
        "Beslutet fattades den 3. juni av K. Berg och L.-Å. Holm.",
        "Avgiften är 1.200 kr och omfattar avfall m.m. som tidigare.",
        "Se prop. 2016/17:171 s. 45 och bet. 2024/25:KU10.",
    ],
)
def test_an_abbreviation_does_not_end_a_sentence(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Taxan höjs. Den gäller 2025.", ["Taxan höjs.", "Den gäller 2025."]),
        ("Det gällde 2024. Under 2025 är det nytt.", ["Det gällde 2024.", "Under 2025 är det nytt."]),
        ("Möbler m.m. Därefter mark.", ["Möbler m.m.", "Därefter mark."]),
        ("Kostar 500 kr. Bifalls.", ["Kostar 500 kr.", "Bifalls."]),
        ("Varför? ”Det är så.” Ja!", ["Varför?", "”Det är så.”", "Ja!"]),
        ("• Ett\n• Två. Tre", ["• Ett", "• Två.", "Tre"]),
        (
            "1. Årsredovisning godkänns.\n2. Medel anvisas.",
            ["1. Årsredovisning godkänns.", "2. Medel anvisas."],
        ),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_a_sentence_knows_where_it_stands_on_the_page() -> None:
    page = "Taxan höjs i kom-\nmunen. Den gäller 2025."
    lines = [Line("Taxan höjs i kom-", 4, 0, 17), Line("munen. Den gäller 2025.", 4, 18, 41)]
    first, second = sentence_texts(join(lines))
    assert first.value == "Taxan höjs i kommunen."
    assert [page[span.start : span.end] for span in second.spans()] == ["Den gäller 2025."]


@pytest.mark.parametrize(
    "row", ["4.9 Beslut om bevattningsförbud. FC AC VA", "5.1 Tolkning av taxan. Enhetschef avfall"]
)
def test_the_last_cells_of_a_row_belong_to_it(row: str) -> None:
    assert cut(f"{row}\nNästa rad. Och en till.") == [row, "Nästa rad.", "Och en till."]
