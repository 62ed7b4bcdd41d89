"""People and bodies: who was there, for whom, how they voted, and that the public gets none of it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assistant.core import Kommunminne
from assistant.errors import Forbidden
from assistant.views.same_names import maybe_same
from assistant.views.scope import Links
from assistant.wire.people import PEOPLE, Member, People, PeopleQuery
from tests.archives import ALL, PUBLIC, ingest, opened, write
from tests.assistant.views.made_up import item, protocol

VOTED = (
    "Läget är gott.\nVotering\nVoteringen utfaller med 2 ja-röster och 1 nej-röst. "
    "Ja röstar Asta Prov (S) och Eva Ek (V). Nej röstar Bo Bergqvist (C)."
)
MISCOUNTED = VOTED.replace("2 ja-röster", "4 ja-röster")


@pytest.fixture(scope="module")
def core(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kommunminne]:
    folder = tmp_path_factory.mktemp("people")
    write(folder, "mars.txt", protocol([item(11, told=VOTED), item(12)]))
    may = ("Asta Prov (S), ordförande", "Bo Berqvist (C) §§ 20–21")
    serving = ("Ida By (V) ersätter Eva Ek (V)",)
    items = [item(20, told=MISCOUNTED), item(21), item(22)]
    write(folder, "maj.txt", protocol(items, date="2025-05-20", members=may, serving=serving))
    with opened(folder / "data") as core:
        assert ingest(core, folder / "mars.txt", folder / "maj.txt").failed == 0
        yield core


def _seen(core: Kommunminne, **given: object) -> People:
    return core.view(PEOPLE, PeopleQuery.model_validate(given), zones=ALL)


def _member(core: Kommunminne, name: str) -> Member:
    (found,) = [each for each in _seen(core).members if each.name == name]
    return found


def test_presence_is_counted_in_meetings(core: Kommunminne) -> None:
    chair = _member(core, "Asta Prov")
    assert (chair.deciding, chair.serving, chair.replaced, chair.parties, chair.roles) == (
        2,
        0,
        0,
        ["S"],
        ["ordförande"],
    )
    assert (str(chair.first), str(chair.last)) == ("2025-03-25", "2025-05-20")


def test_a_substitute_serves_for_the_one_replaced(core: Kommunminne) -> None:
    assert (_member(core, "Ida By").serving, _member(core, "Ida By").beside) == (1, 0)
    assert (_member(core, "Eva Ek").deciding, _member(core, "Eva Ek").replaced) == (1, 1)


def test_a_name_spelt_two_ways_is_shown_as_possibly_one_and_counted_as_two(core: Kommunminne) -> None:
    one, other = _member(core, "Bo Bergqvist"), _member(core, "Bo Berqvist")
    assert (one.deciding, other.deciding) == (1, 1)
    assert [each.name for each in one.maybe_same] == ["Bo Berqvist"]
    assert [each.name for each in other.maybe_same] == ["Bo Bergqvist"]
    assert _member(core, "Asta Prov").maybe_same == []


def test_the_meeting_shows_who_was_there_and_for_which_paragraphs(core: Kommunminne) -> None:
    newest = _seen(core).meetings[0]
    shown = {each.name: (each.part, each.replaces, each.sections) for each in newest.present}
    assert shown["Ida By"] == ("ersättare", "Eva Ek", "")
    assert shown["Bo Berqvist"] == ("beslutande", None, "§§ 20–21")


def test_a_vote_whose_names_give_the_totals_holds_and_another_is_unsure(core: Kommunminne) -> None:
    seen = _seen(core)
    assert [(each.section, each.state) for each in seen.votes] == [("§ 20", "osäker"), ("§ 11", "stämmer")]
    assert {each.name: each.vote for each in seen.votes[1].ballots} == {
        "Asta Prov": "ja",
        "Eva Ek": "ja",
        "Bo Bergqvist": "nej",
    }
    assert "4" in seen.votes[0].why


def test_name_party_body_and_period_limit(core: Kommunminne) -> None:
    assert {each.name for each in _seen(core, text="berq").members} == {"Bo Berqvist"}
    assert {each.name for each in _seen(core, party="v").members} == {"Eva Ek", "Ida By"}
    assert [str(each.date) for each in _seen(core, text="Ida").meetings] == ["2025-05-20"]
    assert _seen(core, date_to="2025-04-01").meetings_total == 1
    assert _seen(core, body="AU").members == []
    limited = _seen(core, limit=1)
    assert (len(limited.meetings), limited.meetings_total, limited.votes_total) == (1, 2, 2)


def test_names_and_parties_with_dots_and_rings_are_found_in_any_case(tmp_path: Path) -> None:
    told = (
        "Läget är gott.\nVotering\nVoteringen utfaller med 1 ja-röst och 1 nej-röst. "
        "Ja röstar Åsa Prov (ÖP). Nej röstar Bo Bergqvist (C)."
    )
    both = ("Åsa Prov (ÖP), ordförande", "Bo Bergqvist (C)")
    with opened(tmp_path / "data") as core:
        ingest(core, write(tmp_path, "mars.txt", protocol([item(11, told=told)], members=both)))
        for given in ({"text": "åsa"}, {"text": "ÅSA"}, {"party": "öp"}, {"party": "ÖP"}):
            seen = _seen(core, **given)
            assert [each.name for each in seen.members] == ["Åsa Prov"], given
            assert [[one.name for one in each.present] for each in seen.meetings] == [["Åsa Prov"]], given
            assert seen.votes_total == 1, given
        for given in ({"text": "%"}, {"text": "_"}, {"party": "%"}, {"text": "åsa", "party": "C"}):
            seen = _seen(core, **given)
            assert (seen.members, seen.meetings_total, seen.votes_total) == ([], 0, 0), given


def test_the_public_is_refused_view_and_export(core: Kommunminne) -> None:
    with pytest.raises(Forbidden, match="interna"):
        core.view(PEOPLE, PeopleQuery(), zones=PUBLIC)
    with pytest.raises(Forbidden):
        core.export(PEOPLE, PeopleQuery(), "xlsx", zones=PUBLIC, links=Links(""))


def test_the_export_has_members_presence_votes_and_ballots(core: Kommunminne) -> None:
    content = core.export(PEOPLE, PeopleQuery(), "xlsx", zones=ALL, links=Links("http://localhost"))
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Personer", "Närvaro", "Voteringar", "Röster"]
    assert book["Röster"].max_row == 7


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Berqvist", "Anna Bergqvist"),
        ("Anita Provén-Testsson", "Anita Provén Testsson"),
        ("Christan Provberg", "Christian Provberg"),
        ("Lars Erik Holm", "Lars Holm"),
    ],
)
def test_names_that_may_be_one(one: str, other: str) -> None:
    assert [name for name, _ in maybe_same({one: [1], other: [2]})[one]] == [other]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Ek", "Anna Al"),
        ("Anna Berg", "Anna Borg"),
        ("Bo Lind", "Eva Lind"),
        ("Anna Holm", "Anna Ström"),
    ],
)
def test_names_that_are_two(one: str, other: str) -> None:
    assert maybe_same({one: [1], other: [2]}) == {}


def test_two_names_at_one_meeting_are_two_persons() -> None:
    assert maybe_same({"Anna Berqvist": [1, 2], "Anna Bergqvist": [2, 3]}) == {}
