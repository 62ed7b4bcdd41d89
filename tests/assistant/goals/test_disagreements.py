"""Documents that do not say the same of the goals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from assistant.core import Kommunminne
from assistant.wire.goals import GOALS, Disagreement, GoalsQuery
from tests.archives import ALL, PUBLIC, Item, extract, ingest, minutes, opened, write
from tests.assistant.views.test_goals import PLAN

FIVE = Item(
    21, "Riktlinjer för mark", "KS-25/00311", "Riktlinjerna antas.", "Strategin pekar ut fem områden."
)
SIX = (
    "Verksamhetsplan 2026\nBjörkby kommun\n\nInledning\n\nPlanen följer visionen och dess sex fokusområden.\n"
)


@pytest.fixture(scope="module")
def core(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kommunminne]:
    folder = tmp_path_factory.mktemp("disagreements")
    with opened(folder / "data") as core:
        ingest(
            core,
            write(folder, "ks.txt", minutes([FIVE], kommun="Björkby")),
            write(folder, "utdrag.txt", extract(FIVE, kommun="Björkby")),
            write(folder, "mål.txt", PLAN),
        )
        ingest(core, write(folder, "plan.txt", SIX), access="intern", kommun="Björkby")
        yield core


def shown(core: Kommunminne, zones: frozenset[str] = ALL) -> list[Disagreement]:
    return core.view(GOALS, GoalsQuery(), zones=zones).disagreements


def test_both_sides_are_shown_with_their_places(core: Kommunminne) -> None:
    [found] = shown(core)
    assert (found.kommun, found.about) == ("Björkby", "områden i visionen och strategin")
    five, six = found.sides
    assert (five.value, five.date, five.file) == ("fem områden", dt.date(2025, 3, 25), "ks.txt")
    assert five.title.startswith("KS 2025-03-25 § 21")
    assert core.paragraph(five.paragraph_id or "", zones=ALL).title == "Riktlinjer för mark"
    assert (six.value, six.file, six.paragraph_id) == ("sex fokusområden", "plan.txt", None)
    assert six.quote == "Planen följer visionen och dess sex fokusområden."


def test_what_somebody_may_not_see_disagrees_with_nothing(core: Kommunminne) -> None:
    assert shown(core, PUBLIC) == []


def test_the_demo_kommuns_documents_agree(tallsele: Kommunminne) -> None:
    assert shown(tallsele) == []
