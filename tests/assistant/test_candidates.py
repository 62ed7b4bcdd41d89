"""Candidates: each part of the search by itself, and what they weigh together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.candidates import WEIGHTS, Candidates, Found
from assistant.core import Kommunminne
from assistant.sought import Sought
from ingest.archive import ALL_ZONES
from ingest.filters import Filters
from tests.archives import PUBLIC

EVERYTHING = Filters(zones=ALL_ZONES)


def find(core: Kommunminne, text: str, *parts: str, filters: Filters = EVERYTHING) -> Found:
    return Candidates(core._archive, parts or WEIGHTS).find(Sought.words(text), filters)


def titles(core: Kommunminne, found: Found) -> set[str]:
    return {chunk.title for chunk in core._archive.catalogue.chunks(list(found.scores), EVERYTHING)}


@pytest.mark.parametrize("part", sorted(WEIGHTS))
def test_each_part_alone_weighs_its_weight_at_most(granvik: Kommunminne, part: str) -> None:
    scores = find(granvik, "brandstation KS-25/00220", part).scores
    assert max(scores.values()) == pytest.approx(WEIGHTS[part])
    assert min(scores.values()) >= 0


def test_parts_add_up(granvik: Kommunminne) -> None:
    text = "brandstation KS-25/00220"
    lexical = [part for part in WEIGHTS if part != "dense"]  # closeness is looked at of what words found, too
    together = find(granvik, text, *lexical).scores
    alone = [find(granvik, text, part).scores for part in lexical]
    assert together == pytest.approx(
        {name: sum(scores.get(name, 0.0) for scores in alone) for name in together}
    )


def test_exact_things_outweigh_all_likeness_together() -> None:
    assert WEIGHTS["keys"] > sum(weight for part, weight in WEIGHTS.items() if part != "keys")


def test_keys_are_told_only_where_they_are_held(granvik: Kommunminne) -> None:
    found = find(granvik, "KS-25/00220")
    assert titles(granvik, replace(found, scores=found.keys)) == {"Ny brandstation i Norrby"}
    assert find(granvik, "brandstation").keys == {}


def test_words_that_mean_the_same_widen_the_search(granvik: Kommunminne) -> None:
    plain = Candidates(granvik._archive, {"stems"})
    assert plain.find(Sought("zzzz", "zzzz"), EVERYTHING).scores == {}
    found = plain.find(Sought("zzzz", "zzzz", also=("brandstation",)), EVERYTHING)
    assert "Ny brandstation i Norrby" in titles(granvik, found)


def test_no_parts_find_nothing(granvik: Kommunminne) -> None:
    assert Candidates(granvik._archive, ()).find(Sought.words("brandstation"), EVERYTHING).scores == {}


def test_all_parts_keep_to_the_filters(granvik: Kommunminne) -> None:
    text = "tvist om avfallspressen Pressverken 2 345 tkr KS-25/00299"
    for part in WEIGHTS:
        found = find(granvik, text, part, filters=Filters(zones=PUBLIC))
        assert "Tvist om avfallspressen" not in titles(granvik, found), part
    assert "Tvist om avfallspressen" in titles(granvik, find(granvik, text))


def test_an_empty_archive_has_no_candidates(empty: Kommunminne) -> None:
    assert find(empty, "brandstation KS-25/00220").scores == {}
