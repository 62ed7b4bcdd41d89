"""The table of laws, and where laws are named."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from ingest.laws import is_law, law_mentions

TABLE = tomllib.loads(files("ingest").joinpath("data/laws.toml").read_text("utf-8"))["law"]


def test_no_name_stands_for_two_laws() -> None:
    names = [
        name.casefold() for row in TABLE for kind in ("names", "short", "cased") for name in row.get(kind, ())
    ]
    numbers = [number for row in TABLE for number in (row["number"], *row.get("earlier", ()))]
    assert len(names) == len(set(names))
    assert len(numbers) == len(set(numbers))


def test_every_law_of_the_table_is_found_by_each_of_its_names() -> None:
    for row in TABLE:
        number = row["number"].removeprefix("EU ")
        for name in (*row.get("names", ()), *row.get("short", ()), *row.get("cased", ())):
            assert [
                mention.keys[0].partition(":")[2] for mention in law_mentions(f"Enligt {name} gäller")
            ] == [number], name


def test_the_place_is_that_of_the_whole_name() -> None:
    text = "enligt lagen om stöd och service till vissa funktionshindrade (1993:387)"
    name, number = law_mentions(text)
    assert text[name.start : name.end] == "lagen om stöd och service till vissa funktionshindrade"
    assert text[number.start : number.end] == "1993:387"
    assert number.numbered


def test_words_that_may_name_a_law() -> None:
    assert all(map(is_law, ("PBL", "miljöbalken", "bygglagen", "Skollagen")))
    assert not any(map(is_law, ("Kärnan", "Lagårda", "kommun")))
