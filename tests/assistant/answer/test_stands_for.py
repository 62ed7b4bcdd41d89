"""What abbreviations stand for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answer.stands_for import abbreviations_asked, explanation, spells
from assistant.core import Kommunminne
from ingest.text import Text
from tests.archives import ask, ingest, opened, write
from tests.assistant.answer.checks import hold
from tests.assistant.test_query import read

_RULES = """LÅNGMYRA KOMMUN
Delegationsordning för parkutskottet

Förkortningar
FC Förvaltningschef
GM Gatumästare
PK Parkkonsult
VS Vattensamordnare

Om samarbetet
Västra Skogens Räddningsförbund (VSR) sköter brandskyddet. Asta Provdal (MP) är ordförande.
Driftnämnden, DN, beslutar om taxan. Beslut fattas av FC, GM, PK.
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kommunminne]:
    folder = tmp_path_factory.mktemp("rules")
    with opened(folder / "data") as core:
        assert ingest(core, write(folder, "delegationsordning.txt", _RULES)).failed == 0
        yield core


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Vad betyder GM och PK i delegationsordningen?", ("Gatumästare", "Parkkonsult")),
        ("Vad står VS för?", ("Vattensamordnare",)),
        ("vad står vsr för", ("Västra Skogens Räddningsförbund",)),
        ("What does FC stand for?", ("Förvaltningschef",)),
    ],
)
def test_each_abbreviation_is_told_with_its_source(
    rules: Kommunminne, question: str, said: tuple[str, ...]
) -> None:
    answer = ask(rules, question)
    assert not answer.refused
    assert all(long in answer.text for long in said)
    hold(rules, answer)


def test_what_is_not_explained_is_named(rules: Kommunminne) -> None:
    answer = ask(rules, "Vad betyder GM och QX?")
    assert "Gatumästare" in answer.text
    assert any("QX" in warning for warning in answer.warnings)


def test_nothing_is_made_up(rules: Kommunminne) -> None:
    assert ask(rules, "Vad betyder QX?").refused


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Vad betyder TI, GI och TH i TEN:s delegationsordning?", ("TI", "GI", "TH")),
        ("Vad är PKV?", ("PKV",)),
        ("vad är förkortningen pkv", ("PKV",)),
        ("What does UOU stand for?", ("UOU",)),
        ("Vad betyder återremiss?", ()),
        ("Vad beslutade KS om VA?", ()),
    ],
)
def test_which_abbreviations_are_asked_about(question: str, asked: tuple[str, ...]) -> None:
    assert abbreviations_asked(read(question)) == asked


@pytest.mark.parametrize(
    ("short", "text", "long"),
    [
        ("LN", "LN = lokalnämnden, PN = parknämnden", "lokalnämnden"),
        ("SRF", "till Skogens räddningsförbund (SRF) betalas", "Skogens räddningsförbund"),
        ("PKV", "enligt PKV (prisindex för kommunal verksamhet)", "prisindex för kommunal verksamhet"),
        ("MP", "medlemmen Asta Provdal (MP) yrkar", None),
        ("TH", "3.5 Beslut om tillstånd till resor. FH, TH, TI", None),
    ],
)
def test_an_explanation_is_known_by_its_form(short: str, text: str, long: str | None) -> None:
    found = explanation(short, Text(text))
    assert (found[1] if found else None) == long


def test_letters_stand_in_order() -> None:
    assert spells("TI", "Trafikingenjör")
    assert not spells("TI", "Ingenjör för trafik")
