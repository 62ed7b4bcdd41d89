"""The training of the shipped embedding, over made-up text: what is read, what pairs are drawn, what is written."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import numpy as np
import pytest

from ingest.models.pairs import Pairs
from ingest.models.passages import Passage, held_out, read_passages, sentences, trained_on
from ingest.models.questions import Questions
from ingest.models.recipe import Recipe
from ingest.models.synonyms import read_synonyms
from ingest.models.vocabulary import Corpus, Ids, Vocabulary, read_in
from ingest.static import GRAMS_FILE, WEIGHTS_FILE, WORDS_FILE, WordGramEmbedder

SUBJECTS = (
    "slamtömning skolskjuts bygglov bibliotek simhall gångbro äldreomsorg förskola snöröjning detaljplan"
)
SYNONYMS = {"taxan": ["avgiften", "okänt"], "aldrig": ["inte"], "nytt": []}
SMALL = Recipe(steps=3, batch=16, dimensions=16, nested=4, words=60, least_count=2, grams=90, seed=11)


def made_up(count: int = 200) -> list[Passage]:
    """Headings and texts about ten things, no two alike."""
    subjects = SUBJECTS.split()
    found = []
    for number in range(count):
        one, other = subjects[number % 10], subjects[(number // 10) % 10]
        body = (
            f"Kommunen ansvarar för {one} i hela kommunen. Taxan för {one} höjs den 1 mars {1900 + number}. "
            f"Den som vill får överklaga beslutet om {other} hos länsstyrelsen. Avgiften är {number} kronor.\n"
            f"Beslutet om {other} fattas eftersom behovet av {one} är stort. Ja. "
        )
        found.append(Passage(f"Taxa för {one} och {other} ärende {number}", body * (1 + number % 3)))
    return found


@pytest.fixture(scope="module")
def read() -> tuple[Corpus, Vocabulary]:
    return read_in(made_up(), SMALL)


def drawer(read: tuple[Corpus, Vocabulary], recipe: Recipe, seed: int = 1) -> Pairs:
    corpus, vocabulary = read
    return Pairs(corpus, Questions(vocabulary, SYNONYMS, recipe), recipe, np.random.default_rng(seed))


def text_of(ids: Ids, vocabulary: Vocabulary) -> str:
    return " ".join(vocabulary.words[each] for each in ids.tolist())


# Reading


def test_a_short_heading_gets_its_documents_title_before_it(tmp_path: Path) -> None:
    rows = [
        {"q": "Övergångsbestämmelse", "d": " Lagen gäller. ", "title": "Lag (2020:1) om taxor"},
        {"q": "Taxa för slamtömning", "d": "Taxan höjs.", "title": "Lag"},
        {"q": "Taxa", "d": "Taxan sänks."},
    ]
    for number, row in enumerate(rows):
        with lzma.open(tmp_path / f"{number}.jsonl.xz", "wt", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")
    assert read_passages(tmp_path) == [
        Passage("Lag (2020:1) om taxor Övergångsbestämmelse", "Lagen gäller."),
        Passage("Taxa för slamtömning", "Taxan höjs."),
        Passage("Taxa", "Taxan sänks."),
    ]


def test_a_folder_without_training_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="jsonl"):
        read_passages(tmp_path)


def test_what_is_held_out_is_not_trained_on_and_always_the_same() -> None:
    passages = made_up()
    held, kept = held_out(passages), trained_on(passages)
    assert (len(held), len(kept)) == (20, 180)
    assert {*held, *kept} == set(passages)
    assert held_out(made_up()) == held
    assert len(held_out([Passage(str(number), "") for number in range(80_081)])) == 4_000


def test_a_body_is_cut_at_sentence_ends_and_lines() -> None:
    assert sentences("Taxan höjs. 12 § gäller t.ex. inte!\n\n– Ja") == [
        ["taxan", "höjs"],
        ["12", "gäller", "t", "ex", "inte"],
        ["ja"],
    ]
    assert sentences("… –") == []


def test_synonyms_are_read_in_the_encoding_that_the_file_names(tmp_path: Path) -> None:
    path = tmp_path / "th.dat"
    path.write_bytes("ISO-8859-1\nAvgift|2\n(subst)|Taxa|böter\n|pris\nåka|1\n|Färdas\n".encode("latin-1"))
    assert read_synonyms(path) == {"avgift": ["taxa", "böter", "pris"], "åka": ["färdas"]}


@pytest.mark.parametrize("content", ["", "ingen kodning\nord|1\n|annat\n", "UTF-8\nord utan antal\n"])
def test_a_file_that_is_no_thesaurus_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "th.dat"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=r"th\.dat"):
        read_synonyms(path)


# Vocabulary


def test_the_commonest_words_and_grams_get_rows_and_the_rest_row_0(read: tuple[Corpus, Vocabulary]) -> None:
    _, vocabulary = read
    assert len(vocabulary.own_ids) == 60
    assert vocabulary.words[vocabulary.own_ids[0]] in ("kommunen", "för", "beslutet", "om", "är", "den")
    assert vocabulary.own[vocabulary.ids["kommunen"]] > 0
    once = vocabulary.ids["1999"]
    assert (vocabulary.counts[once], vocabulary.own[once]) == (1, 0)
    assert len(vocabulary.grams) == 90
    assert all(len(vocabulary.gram_rows[word]) for word in range(len(vocabulary.words)))


# Pairs


def test_a_title_finds_the_text_under_it(read: tuple[Corpus, Vocabulary]) -> None:
    corpus, vocabulary = read
    pairs = drawer(read, Recipe(batch=50, title_share=1.0)).batch()
    passages = {
        text_of(title, vocabulary): number
        for number, title in enumerate(map(corpus.titles.__getitem__, range(len(corpus))))
    }
    for title, window in pairs:
        number = passages[text_of(title, vocabulary)]
        begin, end = corpus.bodies[number], corpus.bodies[number + 1]
        body = corpus.sentences.flat[corpus.sentences.starts[begin] : corpus.sentences.starts[end]]
        assert f" {text_of(window, vocabulary)} " in f" {text_of(body, vocabulary)} "
        assert len(window) >= min(110, len(body))


def test_a_sentence_finds_its_surroundings_without_itself(read: tuple[Corpus, Vocabulary]) -> None:
    _, vocabulary = read
    for sentence, around in drawer(read, Recipe(batch=50, title_share=0.0, sentence_share=1.0)).batch():
        assert 4 <= len(sentence) <= 40
        assert 0 < len(around) <= 160
    corpus, vocabulary = read_in(
        [Passage("x", "Ett två tre fyra. Fem sex sju åtta. Nio tio elva tolv.")], SMALL
    )
    pairs = drawer((corpus, vocabulary), Recipe(batch=20, title_share=0.0, sentence_share=1.0)).batch()
    assert {(text_of(one, vocabulary), text_of(other, vocabulary)) for one, other in pairs} == {
        ("ett två tre fyra", "fem sex sju åtta nio tio elva tolv"),
        ("fem sex sju åtta", "ett två tre fyra nio tio elva tolv"),
        ("nio tio elva tolv", "ett två tre fyra fem sex sju åtta"),
    }


def test_a_made_question_takes_words_of_a_sentence_of_its_passage(read: tuple[Corpus, Vocabulary]) -> None:
    recipe = Recipe(batch=50, title_share=0.0, sentence_share=0.0, synonym_share=0.0)
    for question, window in drawer(read, recipe).batch():
        assert np.isin(question, window).sum() >= 2


def test_the_question_word_fits_the_sentence() -> None:
    sentences_of = {
        "Taxan höjs i mars.": {"any", "date"},
        "Avgiften är 300 för alla.": {"any", "number"},
        "Du får överklaga beslutet.": {"any", "permission"},
        "Skolan stängs eftersom taket läcker.": {"any", "cause"},
        "Kommunen äger skolan.": {"any"},
    }
    corpus, vocabulary = read_in([Passage("x", " ".join(sentences_of))], SMALL)
    questions = Questions(vocabulary, {}, SMALL)
    found = [set(questions.kinds(corpus.sentences[row])) for row in range(len(corpus.sentences))]
    assert found == list(sentences_of.values())


def test_words_become_synonyms_that_training_has_seen() -> None:
    _, vocabulary = read_in([Passage("x", "Taxan höjs kraftigt. Avgiften ökar.")], SMALL)
    questions = Questions(vocabulary, SYNONYMS, Recipe(synonym_share=1.0))
    assert questions.synonyms == {vocabulary.ids["taxan"]: [vocabulary.ids["avgiften"]]}
    sentence = np.array(vocabulary.find("taxan höjs"), dtype=np.int32)
    question = questions.make(sentence, np.random.default_rng(1))
    assert question is not None
    assert {"avgiften", "höjs"} <= set(text_of(question, vocabulary).split())
    assert questions.make(sentence[:1], np.random.default_rng(1)) is None


def test_words_are_left_out_of_pairs_where_the_recipe_says_so(read: tuple[Corpus, Vocabulary]) -> None:
    whole = drawer(read, Recipe(batch=64)).batch()
    thinned = drawer(read, Recipe(batch=64, word_dropout=0.5)).batch()
    assert sum(len(passage) for _, passage in thinned) < 0.7 * sum(len(passage) for _, passage in whole)
    assert all(len(question) and len(passage) for question, passage in thinned)


def test_pairs_are_drawn_from_some_text() -> None:
    with pytest.raises(ValueError, match="no passage"):
        drawer(read_in([Passage("x", "…")], SMALL), SMALL)


# Training


def test_training_writes_the_same_model_twice_and_both_loaders_read_it_alike(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch", reason="kräver tillägget models")
    from sentence_transformers import SentenceTransformer

    from ingest.models.train import train

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        for name in ("one", "two"):
            train(made_up(), SYNONYMS, SMALL, tmp_path / name)
        other = Recipe(
            steps=3,
            batch=16,
            dimensions=16,
            nested=4,
            words=60,
            least_count=2,
            grams=90,
            seed=12,
            own_dropout=0.3,
        )
        train(made_up(), SYNONYMS, other, tmp_path / "other")
    finally:
        torch.set_num_threads(threads)
    files = [WEIGHTS_FILE, WORDS_FILE, GRAMS_FILE]
    one, two, third = (
        [(tmp_path / name / file).read_bytes() for file in files] for name in ("one", "two", "other")
    )
    assert one == two
    assert (one[0] != third[0], one[1:] == third[1:]) == (True, True)
    texts = [passage.body for passage in made_up(5)]
    embedder = WordGramEmbedder(tmp_path / "one")
    model = SentenceTransformer(
        str(tmp_path / "one"), trust_remote_code=True, local_files_only=True, device="cpu"
    )
    assert np.abs(model.encode_query(texts) - embedder.embed_queries(texts)).max() <= 1e-5
    assert np.abs(model.encode_document(texts) - embedder.embed_passages(texts)).max() <= 1e-5


def test_training_brings_the_loss_down(read: tuple[Corpus, Vocabulary]) -> None:
    torch = pytest.importorskip("torch", reason="kräver tillägget models")
    from ingest.models.network import WordGramNetwork, loss_of
    from ingest.models.train import fit, learning_rate

    recipe = Recipe(
        steps=30, batch=64, dimensions=16, nested=4, words=60, least_count=2, grams=90, word_dropout=0.1
    )
    torch.manual_seed(1)
    network = WordGramNetwork(read[1], recipe)
    seen = drawer(read, recipe, seed=5).batch()
    before = loss_of(network, seen, recipe).item()
    fit(network, drawer(read, recipe), recipe)
    assert loss_of(network, seen, recipe).item() < before - 0.3
    assert not network.words.weight[0].any()
    rates = [learning_rate(step, recipe) for step in range(30)]
    assert max(rates) <= 1
    assert rates[29] < 0.01 < rates[0] < rates[9]
