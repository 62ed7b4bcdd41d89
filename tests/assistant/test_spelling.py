"""What unknown words of a question probably are in this archive."""

from __future__ import annotations

import random
import time
import tracemalloc

import pytest

from assistant.spelling import MOST_CORRECTIONS, MOST_UNKNOWN, How, Vocabulary
from ingest.analyse import stem, words

WORDS = {
    "översiktsplan": 40, "detaljplan": 60, "kommunstyrelsen": 400, "kommunfullmäktige": 300, "förskola": 80,
    "skolskjuts": 30, "skola": 200, "skjuts": 5, "äldreomsorg": 50, "tillgänglighet": 20, "kommitté": 12,
    "bibliotek": 25, "räddningstjänst": 30, "brandstation": 8, "vattentjänst": 9, "upphandling": 70,
    "kontant": 14, "medfinansiering": 11, "belopp": 90, "taxa": 100, "avfall": 60, "fastighetsägare": 33,
    "gata": 40, "kontor": 50, "gatukontoret": 6, "kyrkogård": 3, "kyrka": 9, "barn": 300, "omsorg": 150,
    "aker": 1, "åker": 30, "bygglov": 70, "hamn": 20, "namn": 90, "plan": 300, "budget": 300, "uppföljning": 90,
    "ks": 500, "2025": 900, "norsjö": 200, "verksamhetsberättelse": 15, "solceller": 7, "bergqvist": 4,
    "ansvar": 120, "energi": 80, "rådgivning": 30, "rådgivare": 9, "bok": 30, "trygghet": 33, "år": 800, "lön": 60,
}  # fmt: skip
VOCABULARY = Vocabulary((stem(word), frequency) for word, frequency in WORDS.items())


def closest(word: str) -> list[str]:
    """The stems that `word` is corrected to."""
    return [one.stem for one in VOCABULARY.closest(word)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("oversiktsplan", "översiktsplan"),
        ("oversiktsplanen", "översiktsplan"),
        ("oeversiktsplan", "översiktsplan"),
        ("foerskola", "förskola"),
        ("forskolor", "förskola"),
        ("aeldreomsorg", "äldreomsorg"),
        ("raaddgivning", "rådgivning"),
        ("aldreomsorgen", "äldreomsorg"),
        ("norsjo", "norsjö"),
        ("kommunfullmaktige", "kommunfullmäktige"),
        ("komunfullmaktige", "kommunfullmäktige"),
        ("komunfullmäktige", "kommunfullmäktige"),
        ("kommunfulmäktige", "kommunfullmäktige"),
        ("komunfulmäktige", "kommunfullmäktige"),
        ("kommunstyrlesen", "kommunstyrelsen"),
        ("kommunstyrelssen", "kommunstyrelsen"),
        ("tilgänglighet", "tillgänglighet"),
        ("komitté", "kommitté"),
        ("kommite", "kommitté"),
        ("bibliotk", "bibliotek"),
        ("biblotek", "bibliotek"),
        ("biblioteek", "bibliotek"),
        ("räddingstjänst", "räddningstjänst"),
        ("brandstasion", "brandstation"),
        ("detlajplan", "detaljplan"),
        ("upphandlig", "upphandling"),
        ("upphanling", "upphandling"),
        ("skolskuts", "skolskjuts"),
        ("verksamhetsberätelse", "verksamhetsberättelse"),
        ("solceler", "solceller"),
        ("berqvist", "bergqvist"),
        ("pverksiktsplan", None),
        ("öersiktsplan", "översiktsplan"),
        ("svfall", None),
        ("verksiktsplan", None),
        ("äversiktsplan", "översiktsplan"),
    ],
)
def test_a_misspelt_word_is_known_again(written: str, meant: str | None) -> None:
    if meant:
        assert closest(written)[0] == stem(meant)
    else:
        assert all(one.weight < 0.7 for one in VOCABULARY.closest(written))


@pytest.mark.parametrize(
    "word",
    [
        "översiktsplan", "översiktsplanens", "hamn", "namn", "skolan", "kommunstyrelsen", "avfallet",  # known
        "xylofon", "simhall", "cirkus", "ishockey",  # nothing like it
        "namm", "hamm", "bok", "bo", "ko", "lon", "ar", "kss", "ksf", "va",  # too short
        "2026", "2052", "ks25", "p2499", "00205", "", " ", "😀", "a b", "§", "\x00", "och", "under", "x" * 10_000,
        "Översiktsplan", "översikts-plan",  # not as `analyse.words` gives words
    ],
)  # fmt: skip
def test_what_is_left_as_it_is(word: str) -> None:
    assert closest(word) == []


def test_a_rare_word_gets_the_dots_of_a_far_more_frequent_one() -> None:
    (found,) = VOCABULARY.closest("aker")
    assert (found.stem, found.how) == ("åker", How.DOTS)
    assert Vocabulary([("aker", 3), ("åker", 900)]).closest("aker") == ()
    assert Vocabulary([("aker", 2), ("åker", 19)]).closest("aker") == ()
    assert Vocabulary([("åker", 1), ("aker", 900)]).closest("åker") == ()


def test_missing_dots_are_surer_than_wrong_letters_and_one_than_two() -> None:
    weights = [
        VOCABULARY.closest(word)[0].weight
        for word in ("oversiktsplan", "komunfullmäktige", "översiktspln", "överiktspln")
    ]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == 4
    assert weights[0] < 1


def test_of_words_equally_far_off_the_more_frequent_is_first() -> None:
    vocabulary = Vocabulary([("bibliotek", 2), ("biblioten", 900), ("bibliotel", 50), ("biblioter", 40)])
    found = vocabulary.closest("biblioteq")
    assert [one.stem for one in found] == ["biblioten", "bibliotel", "biblioter"]
    assert len(found) <= MOST_CORRECTIONS


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("kontantmedfinansieringsbelopp", ["kontant", "medfinansiering", "belopp"]),
        ("kontantmedfinansiering", ["kontant", "medfinansiering"]),
        ("avfallstaxan", ["avfall", "taxa"]),
        ("budgetuppföljning", ["budget", "uppföljning"]),
        ("energirådgivning", ["energi", "rådgivning"]),
        ("gatubelopp", ["gata", "belopp"]),
        ("barnomsorgstaxa", ["barn", "omsorg", "taxa"]),
        ("upphandlingsansvar", ["upphandling", "ansvar"]),
        ("detaljplanebudget", ["detaljplan", "budget"]),
        ("xylofonbudget", []),
        ("budget", []),
        ("budgetx", []),
        ("kssksks", []),
        ("plan" * 40, []),
    ],
)
def test_a_compound_is_taken_apart(word: str, parts: list[str]) -> None:
    assert [one.stem for one in VOCABULARY.split(word)] == [stem(part) for part in parts]
    assert all(one.how is How.PART for one in VOCABULARY.split(word))


def test_a_compound_is_cut_where_its_parts_are_most_frequent() -> None:
    vocabulary = Vocabulary(
        [("kultur", 90), ("arv", 30), ("kulturarv", 20), ("svård", 3), ("vård", 300), ("arvs", 2)]
    )
    assert [one.stem for one in vocabulary.split("kulturarvsvård")] == ["kulturarv", "vård"]


@pytest.mark.parametrize(
    ("asked", "places", "meant"),
    [
        ("kontant medfinansiering skol skjuts", (2, 3), "skolskjuts"),
        ("hur söker man skol skjuts", (3, 4), "skolskjuts"),
        ("skola skjuts", (0, 1), "skolskjuts"),
        ("fastighet ägare", (0, 1), "fastighetsägare"),
        ("fastighets ägare", (0, 1), "fastighetsägare"),
        ("gata kontoret", (0, 1), "gatukontoret"),
        ("kyrka gård", (0, 1), "kyrkogård"),
        ("kommun styrelsen", (0, 1), "kommunstyrelsen"),
        ("kommun full mäktige", (0, 2), "kommunfullmäktige"),
    ],
)
def test_a_compound_written_apart_is_put_together(asked: str, places: tuple[int, int], meant: str) -> None:
    (found,) = (one for one in VOCABULARY.mended(words(asked)) if one.corrections[0].how is How.JOINED)
    assert (found.first, found.last) == places
    assert found.corrections[0].stem == stem(meant)


@pytest.mark.parametrize(
    "asked", ["barn budget", "plan och budget", "ks 2025", "å ä ö", "på väg", "skola 2025"]
)
def test_neighbours_that_are_no_word_together_stay_apart(asked: str) -> None:
    assert not any(one.corrections[0].how is How.JOINED for one in VOCABULARY.mended(words(asked)))


def test_a_question_is_mended_word_by_word() -> None:
    found = VOCABULARY.mended(
        words("Vad säger oversiktsplanen om kontantmedfinansieringsbelopp och skol skjuts?")
    )
    assert [(one.first, one.last) for one in found] == [(2, 2), (4, 4), (6, 7)]
    assert [one.stem for one in found[1].corrections] == ["kontant", "medfinansiering", "belopp"]


def test_joined_words_count_more_where_one_of_them_is_unknown() -> None:
    known = VOCABULARY.mended(["skola", "skjuts"])[0].corrections[0]
    unknown = VOCABULARY.mended(["fastighet", "ägare"])[0].corrections[0]
    assert known.weight < unknown.weight


def test_only_so_many_unknown_words_are_looked_at() -> None:
    wrong = ["oversiktsplan", "forskola", "aldreomsorg", "bibliotk", "brandstasion", "komitté", "solceler"]
    wrong += ["detlajplan", "berqvist", "upphandlig"]
    assert len(VOCABULARY.mended(wrong)) == MOST_UNKNOWN
    assert len(VOCABULARY.mended([*wrong[:1] * 20, *wrong[1:3]])) == 22


def test_an_empty_archive_corrects_nothing() -> None:
    nothing = Vocabulary([])
    assert len(nothing) == 0
    assert nothing.closest("oversiktsplan") == ()
    assert nothing.split("kontantmedfinansiering") == ()
    assert nothing.mended(["skol", "skjuts"]) == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "😀 😀",
        "\x00\x01",
        'AND ( "',
        "§§§§",
        "1" * 500,
        "å" * 5_000,
        "skol" * 16,
        "plan " * 10_000,
        "abcdefgh" * 8,
    ],
)
def test_hostile_questions_are_harmless(text: str) -> None:
    started = time.process_time()
    VOCABULARY.mended(words(text))
    for word in text.split()[:20]:
        VOCABULARY.closest(word)
        VOCABULARY.split(word)
    assert time.process_time() - started < 2


@pytest.fixture(scope="module")
def large() -> list[tuple[str, int]]:
    """Half a million made-up stems of the lengths that Swedish ones have."""
    chance = random.Random(5)
    syllables = [
        a + b + c for a in "bdfghklmnprstv" for b in "aeiouyåäö" for c in ("", "n", "r", "s", "l", "nd", "st")
    ]
    stems = dict.fromkeys(WORDS, 50)
    while len(stems) < 500_000:
        stems["".join(chance.choices(syllables, k=chance.choice((2, 3, 3, 4, 4, 5, 6))))] = chance.choice(
            (1, 1, 2, 9)
        )
    return list(stems.items())


def test_half_a_million_stems_are_built_and_asked_in_no_time(large: list[tuple[str, int]]) -> None:
    started = time.process_time()
    vocabulary = Vocabulary(large)
    assert time.process_time() - started < 4
    chance = random.Random(6)
    asked = [word[:-2] + word[-1] + chance.choice("aeiou") for word, _ in chance.sample(large, 100)]
    started = time.process_time()
    for word in asked:
        vocabulary.closest(word)
        vocabulary.split(word)
    assert (time.process_time() - started) / len(asked) < 0.02
    started = time.process_time()
    vocabulary.mended(asked * 100)
    assert time.process_time() - started < 0.5


def test_half_a_million_stems_take_little_memory(large: list[tuple[str, int]]) -> None:
    tracemalloc.start()
    vocabulary = Vocabulary(
        (word[:1] + word[1:], frequency) for word, frequency in large
    )  # strings of its own
    held, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(vocabulary) == len(large)
    assert held < 100_000_000
    assert most < 160_000_000
