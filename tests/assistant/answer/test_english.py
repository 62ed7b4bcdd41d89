"""English words for our remarks: those known are turned, those unknown are left."""

from __future__ import annotations

import pytest

from assistant.answer.english import in_english


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        (
            "Svaret finns inte i underlaget. Det som ligger närmast nämner inte ”bro” eller ”2031”.",
            "The answer is not in the documents held here. What comes nearest does not mention ”bro” or ”2031”.",
        ),
        (
            "Uppgiften framgår inte av KS 2025-04-22 § 52; se bilagan (Bilaga 1), som inte finns i underlaget.",
            "KS 2025-04-22 § 52 does not say this; see the appendix (Bilaga 1), which is not held here.",
        ),
        (
            "Kommunfullmäktiges beslut finns inte i underlaget."
            " Det som finns är att Kommunstyrelsen har föreslagit: KS 2025-04-22 § 52.",
            "The decision of Kommunfullmäktige is not held here."
            " What is held is a proposal by Kommunstyrelsen: KS 2025-04-22 § 52.",
        ),
        ("Något helt annat.", None),
    ],
)
def test_a_remark_is_turned_where_it_is_known(swedish: str, english: str | None) -> None:
    assert in_english(swedish) == english
