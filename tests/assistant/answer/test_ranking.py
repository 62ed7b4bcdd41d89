"""Which passage comes first: the one named, the one on the point, the newest, the one with authority."""

from __future__ import annotations

import pytest

from assistant.core import Kommunminne
from tests.archives import ask
from tests.assistant.answer.checks import cited


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("Vad beslutade KF om Budget 2026 med plan för 2027–2028?", ("KF-2025-11-24.pdf", "§ 75")),
        ("Vad beslutade KF om Budget 2025 med plan för 2026–2027?", ("KF-2024-11-25.pdf", "§ 86")),
        ("Vad beslutade KF om partistöd för 2026?", ("KF-2025-11-24.pdf", "§ 79")),
        ("Vad beslutade KF om partistöd för 2025?", ("KF-2024-11-25.pdf", "§ 88")),
    ],
)
def test_the_year_tells_recurring_matters_apart(
    tallsele: Kommunminne, question: str, source: tuple[str, str]
) -> None:
    assert cited(ask(tallsele, question)) == {source}


def test_the_newest_is_preferred_where_it_is_asked_for(tallsele: Kommunminne) -> None:
    answer = ask(tallsele, "Vad är det senaste beslutet om partistöd?")
    assert cited(answer) == {("KF-2025-11-24.pdf", "§ 79")}


def test_the_document_named_as_source_is_answered_from(tallsele: Kommunminne) -> None:
    answer = ask(tallsele, "Hur många dagar efter förfallodagen skickas påminnelse enligt riktlinjerna?")
    assert {name for name, _ in cited(answer)} == {"riktlinjer-fakturering-och-krav.pdf"}


def test_minutes_come_before_the_summons_and_the_slides(tallsele: Kommunminne) -> None:
    answer = ask(tallsele, "Vad beslutade KF om skolorganisationen i Granmyra?")
    assert answer.citations[0].file.startswith("protokoll/KF-")


def test_the_body_asked_about_comes_first(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Vad sa AU om slamredovisningen?")
    assert answer.citations[0].body == "Allmänna utskottet"
