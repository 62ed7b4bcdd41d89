"""Each peer finds what is plainly there, without a network; what is not installed is told in Swedish."""

from __future__ import annotations

import importlib
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import NotSetUp
from evals.peers import PEERS, PeerMissing, minilm
from evals.systems import Document, System

FILLER = "Ärendet har beretts av förvaltningen i vanlig ordning. "
DOCUMENTS = (
    Document("taxa", "Taxa för vatten", "Avgiften för vatten och avlopp höjs med fyra procent från januari."),
    Document("skola", "Ny skola", "Rektorn får i uppdrag att öppna en grundskola med plats för 300 elever."),
    Document("bad", "Badhuset", "Simhallen i Tallsele stängs under sommaren medan bassängen renoveras."),
    Document("lång", "", FILLER * 400 + "Biblioteket håller öppet till klockan 20 och lånar ut böcker."),
    Document("tom", "", ""),
)
QUESTIONS = {
    "taxa": "Hur mycket höjs avgiften för vatten och avlopp?",
    "skola": "Ska rektorn öppna en grundskola för 300 elever?",
    "bad": "Stängs simhallen i Tallsele under sommaren?",
}
READS_TO_THE_END = ("bm25", "bm25-5grams", "haystack", "haystack-bm25", "eneo")
"""The peers that find what stands last in a long document: MiniLM reads the beginning of what it is given."""


@pytest.fixture(scope="module")
def tried() -> Iterator[list[str]]:
    """Every attempt to reach a network while the tests of this module run; each of them fails."""
    attempts: list[str] = []

    def refuse(*args: object, **_: object) -> None:
        attempts.append(str(args))
        raise OSError("inget nät i prov")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", refuse)
        patch.setattr(socket.socket, "connect", refuse)
        yield attempts


@pytest.fixture(scope="module")
def built(tried: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, System]]:
    """The peers made so far, with the documents in them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(minilm, "CACHE", tmp_path_factory.mktemp("vectors"))
        yield {}


@pytest.fixture(params=PEERS)
def peer(request: pytest.FixtureRequest, built: dict[str, System]) -> tuple[str, System]:
    """A peer's name and the peer, which has taken in the documents."""
    name: str = request.param
    if name not in built:
        try:
            system = PEERS[name]()
        except PeerMissing as error:
            pytest.skip(str(error))
        system.index(DOCUMENTS)
        built[name] = system
    return name, built[name]


def test_a_peer_finds_the_document_that_is_asked_for(peer: tuple[str, System]) -> None:
    assert {wanted: peer[1].search(question, 3)[:1] for wanted, question in QUESTIONS.items()} == {
        wanted: [wanted] for wanted in QUESTIONS
    }


def test_a_document_is_named_once_and_no_more_than_asked_for(peer: tuple[str, System]) -> None:
    for k in (1, 2, 10):
        found = peer[1].search(f"Har ärendet om vatten beretts? {FILLER}", k)
        assert len(found) == len(set(found)) <= k
        assert set(found) <= {document.id for document in DOCUMENTS}


def test_what_stands_last_in_a_long_document_is_found_by_chunks(peer: tuple[str, System]) -> None:
    name, system = peer
    if name in READS_TO_THE_END:
        assert system.search("Biblioteket håller öppet till klockan 20 och lånar ut böcker", 1) == ["lång"]


@pytest.mark.parametrize("question", ["", "och", '" AND (', "\x00\U0001f600", "qqqq"])
def test_an_odd_question_is_no_error(peer: tuple[str, System], question: str) -> None:
    assert len(peer[1].search(question, 3)) <= 3


def test_names_tell_the_peers_apart_and_nothing_reaches_for_a_network(
    built: dict[str, System], tried: list[str]
) -> None:
    assert len({system.name for system in built.values()}) == len(built)
    assert tried == []


def test_a_missing_package_is_told_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Any:
        raise ModuleNotFoundError("No module named 'bm25s'", name="bm25s")

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(
        NotSetUp, match=r"bm25 kräver paketet bm25s.*pip install 'kommunminne\[models,peers\]'"
    ):
        PEERS["bm25"]()


def test_vectors_of_passages_are_embedded_once_but_those_of_questions_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    np = pytest.importorskip("numpy")
    embedded: list[str] = []

    class Counting:
        name = "räknar@1/2"
        dimensions = 2

        def embed_passages(self, texts: list[str]) -> Any:
            embedded.extend(texts)
            return np.array([[len(text), 1] for text in texts], dtype=np.float32)

        embed_queries = embed_passages

    monkeypatch.setattr(minilm, "load_embedder", lambda _: Counting())
    monkeypatch.setattr(minilm, "version", lambda _: "1")
    first = minilm.MiniLM(tmp_path).passages(["ett", "två ord", "ett"])
    again = minilm.MiniLM(tmp_path)
    assert again.passages(["två ord", "nytt"]).tolist() == [[7, 1], [4, 1]]
    assert first.tolist() == [[3, 1], [7, 1], [3, 1]]
    assert embedded == ["ett", "två ord", "nytt"]
    again.question("ett")
    again.question("ett")
    assert embedded[3:] == ["ett", "ett"]
    assert again.passages([]).shape == (0, 2)
