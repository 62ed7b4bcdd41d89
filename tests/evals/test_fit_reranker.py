"""Fitting the re-ranker: what is asked of which passage, what is found for it, and the weights that come of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from assistant.rerank.weights import weights as shipped_weights
from evals.fit_reranker import SEED, described, main
from evals.reranker.examples import NOT_FOUND, Example, Examples, counted, load, save
from evals.reranker.fit import DROPPED, KINDS, first_share, fitted, split
from evals.reranker.make import Size, make
from evals.reranker.pairs import HEADING, QUESTION, TITLED_HEADING, TITLED_QUESTION, Asker, Pair
from ingest.embed import load_embedder
from ingest.models.passages import Passage
from ingest.models.questions import Questions
from ingest.models.recipe import Recipe
from ingest.models.vocabulary import read_in

SUBJECTS = "slamtömning skolskjuts bygglov bibliotek simhall gångbro hemtjänst förskola snöröjning detaljplan"
PLACES = "Norrby Söderby Västanå Östanå Kyrkbyn Fjällnäs Åkern Lillvik Storvik Holmen"
SYNONYMS = {"avgiften": ["taxan", "kostnaden"], "avslutad": ["upphörd"]}
SIZE = Size(passages=30, questions=24)


def made_up(count: int = 300) -> list[Passage]:
    """Headings and texts about ten things in ten places and three ways; a tenth of them is held out."""
    subjects, places = SUBJECTS.split(), PLACES.split()
    found = []
    for number in range(count):
        subject, place = subjects[number % 10], places[number // 10 % 10]
        heading = f"{('Ny', 'Ändrad', 'Avslutad')[number // 100]} {subject} i {place}"
        body = (
            f"Kommunen har ansvar för {subject} i {place} enligt reglementet. Avgiften för {subject} höjs den 1 mars {1900 + number}. "
            f"Den som berörs i {place} får överklaga beslutet hos länsstyrelsen i tid. Taxan och kostnaden är {number} kronor."
        )
        found.append(Passage(heading, body))
    return found


@pytest.fixture(scope="module")
def examples() -> Examples:
    return make(made_up(), SYNONYMS, load_embedder(), seed=SEED, size=SIZE)


def asker(seed: int = 1) -> Asker:
    _, vocabulary = read_in([*made_up(), Passage("", "Avgiften är upphörd.")], Recipe())
    return Asker(vocabulary, Questions(vocabulary, SYNONYMS, Recipe()), np.random.default_rng(seed))


def question(kind: str, asked_for: int, *passages: Sequence[float]) -> Example:
    return Example(kind, asked_for, np.array(passages, dtype=np.float32))


# Asking


@pytest.mark.parametrize(
    ("titled", "kinds"), [(False, {HEADING, QUESTION}), (True, {TITLED_HEADING, TITLED_QUESTION})]
)
def test_two_kinds_are_asked_of_each_archive_each_passage_once(titled: bool, kinds: set[str]) -> None:
    pairs = asker().pairs(made_up(60), 40, titled=titled)
    assert {pair.kind for pair in pairs} == kinds
    assert len({pair.passage for pair in pairs}) == len(pairs) == 40


def test_the_same_seed_asks_the_same_and_another_something_else() -> None:
    def drawn(seed: int) -> list[Pair]:
        return asker(seed).pairs(made_up(60), 40, titled=True)

    assert drawn(1) == drawn(1) != drawn(2)


def test_a_heading_is_asked_for_as_it_stands_and_a_short_one_is_not() -> None:
    passages = [*made_up(20), *(Passage("Avgifter här", passage.body) for passage in made_up(20))]
    headings = [pair for pair in asker().pairs(passages, 40, titled=False) if pair.kind == HEADING]
    assert headings
    assert all(pair.question == passages[pair.passage].title for pair in headings)


def test_a_titled_passage_is_asked_for_by_words_of_its_heading_and_of_a_sentence_some_as_synonyms() -> None:
    passages = made_up(300)
    pairs = [pair for pair in asker().pairs(passages, 300, titled=True) if pair.kind == TITLED_HEADING]
    shares = [
        len({*passages[pair.passage].title.lower().split()} & {*pair.question.split()})
        / len(passages[pair.passage].title.split())
        for pair in pairs
    ]
    assert min(shares) < 1 == max(shares)
    assert any("reglementet" in pair.question for pair in pairs)
    assert any("upphörd" in pair.question for pair in pairs)


def test_a_passage_that_says_nothing_is_not_asked_for() -> None:
    nothing = [Passage("", "Ja."), Passage("§", "1 2 3")]
    assert asker().pairs(nothing, 10, titled=True) == asker().pairs(nothing, 10, titled=False) == []


# Making


def test_both_archives_are_searched_and_most_passages_are_found(examples: Examples) -> None:
    assert counted(examples.questions).keys() == KINDS.keys()
    assert len(examples.questions) == 2 * SIZE.questions
    assert len(examples.found) > SIZE.questions
    assert all(one.features.shape[1] == len(examples.names) for one in examples.found)
    assert (examples.passages, examples.seed, examples.synonyms) == (30, SEED, 1)


def test_only_titled_texts_meet_a_question_by_their_title(examples: Examples) -> None:
    (title_met,) = examples.columns(["title met"])
    met = {
        kind: max(one.features[:, title_met].max() for one in examples.found if one.kind == kind)
        for kind in KINDS
    }
    assert met[HEADING] == met[QUESTION] == 0
    assert met[TITLED_HEADING] > 0.9


def test_what_was_made_is_read_back_as_it_was_written(examples: Examples, tmp_path: Path) -> None:
    lost = Example(QUESTION, NOT_FOUND, np.zeros((2, len(examples.names)), dtype=np.float32))
    written = replace(examples, questions=(lost, *examples.questions))
    save(written, tmp_path / "made.npz")
    read = load(tmp_path / "made.npz")
    assert replace(read, questions=()) == replace(written, questions=())
    assert counted(read.questions) == counted(written.questions)
    assert len(read.found) == len(written.found)
    for one, other in zip(read.found, written.found, strict=True):
        assert (one.kind, one.asked_for) == (other.kind, other.asked_for)
        np.testing.assert_array_equal(one.features, other.features)


def test_text_that_no_question_is_answered_by_is_refused() -> None:
    with pytest.raises(ValueError, match="no question"):
        make([Passage("", "Ja.")] * 40, {}, load_embedder(), seed=SEED, size=SIZE)


# Fitting


def test_features_weigh_in_the_order_of_what_they_tell() -> None:
    random = np.random.default_rng(5)
    told = np.array([4.0, 2.0, 0.0, -2.0])
    made = []
    for _ in range(400):
        passages = random.random((10, 4)).astype(np.float32)
        made.append(Example(HEADING, int(np.argmax(passages @ told + random.gumbel(size=10))), passages))
    weights = fitted(made, range(4))
    assert list(np.argsort(-weights)) == [0, 1, 2, 3]
    np.testing.assert_allclose(weights, told, atol=0.8)
    assert first_share(made, range(4), weights)[HEADING] > first_share(made, range(4), -weights)[HEADING]


def test_with_two_passages_a_question_it_is_logistic_regression() -> None:
    random = np.random.default_rng(6)
    made = [
        Example(HEADING, int(random.integers(2)), random.random((2, 3), dtype=np.float32)) for _ in range(80)
    ]
    differences = np.stack([one.features[1] - one.features[0] for one in made]).astype(np.float64)
    l2 = 0.01
    reference = LogisticRegression(C=1 / (2 * l2 * len(made)), fit_intercept=False, tol=1e-10, max_iter=1000)
    reference.fit(differences, [one.asked_for for one in made])
    np.testing.assert_allclose(fitted(made, range(3), l2=l2), reference.coef_[0], atol=1e-6)


def test_a_kind_counts_the_same_however_many_its_questions() -> None:
    headings = [question(HEADING, 0, (1, 0), (0, 1)), question(HEADING, 1, (1, 0.5), (0.2, 0))]
    made = [question(QUESTION, 1, (1, 0), (0, 1), (0.5, 0.5))]
    once = fitted([*headings, *made], range(2))
    np.testing.assert_allclose(fitted([*headings, *made, *made, *made], range(2)), once, atol=1e-9)
    more = fitted([*headings, *made], range(2), kinds={HEADING: 2.0, QUESTION: 4.0})
    assert more[1] - more[0] > once[1] - once[0]


def test_the_first_of_equals_comes_first() -> None:
    equal = [question(HEADING, 0, (1, 0), (1, 0)), question(QUESTION, 1, (1, 0), (1, 0))]
    assert first_share(equal, range(2), np.ones(2)) == {HEADING: 1.0, QUESTION: 0.0}


def test_a_fifth_of_each_kind_is_held_out() -> None:
    made = [question(kind, 0, (1,)) for kind in (HEADING, QUESTION) for _ in range(25)]
    fit, held = split(made)
    assert (counted(fit), counted(held)) == ({HEADING: 20, QUESTION: 20}, {HEADING: 5, QUESTION: 5})


def test_nothing_found_is_nothing_to_fit_to() -> None:
    with pytest.raises(ValueError, match="no question"):
        fitted([], range(2))


# The file


def test_the_shipped_weights_are_those_of_the_features_there_are(examples: Examples) -> None:
    assert set(examples.names) >= DROPPED
    assert set(shipped_weights()) == set(examples.names) - DROPPED


def test_the_file_says_what_it_was_fitted_on(examples: Examples) -> None:
    result = json.loads(json.dumps(described(examples)))
    assert result["weights"].keys() == shipped_weights().keys()
    assert all(weight == round(weight, 3) for weight in result["weights"].values())
    told = result["fitted_on"]
    assert told["questions"] == counted(examples.found)
    assert (told["seed"], told["embedding"]) == (SEED, load_embedder().name)
    assert told["R@1, a fifth held out"].keys() == KINDS.keys()


def test_the_command_fits_to_what_was_kept(examples: Examples, tmp_path: Path) -> None:
    kept, out = tmp_path / "made.npz", tmp_path / "rerank.json"
    save(examples, kept)
    main(["--data", str(tmp_path), "--features", str(kept), "--out", str(out)])
    assert json.loads(out.read_text("utf-8")) == described(examples)


def test_what_was_kept_of_another_embedding_is_refused(
    examples: Examples, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "made.npz"
    save(replace(examples, embedding="another@1"), kept)
    with pytest.raises(SystemExit):
        main(["--data", str(tmp_path), "--features", str(kept), "--out", str(tmp_path / "rerank.json")])
    assert "another@1" in capsys.readouterr().err
    assert not (tmp_path / "rerank.json").exists()
