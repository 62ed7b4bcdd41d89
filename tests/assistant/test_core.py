"""The core: asking, kept answers, uploads, pages, and what happens when something is not there."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.core import Kommunminne
from assistant.errors import BadRequest, NotFound
from assistant.schema import FilterIn, Question, SpanOut
from tests.archives import (
    ALL,
    BRIDGE,
    LIBRARY,
    POOL,
    PUBLIC,
    QUESTION,
    ask,
    ingest,
    minutes,
    opened,
    rows,
    statuses,
    troubles,
    write,
)
from tests.support import AU, KS


@pytest.fixture(scope="module")
def core(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kommunminne]:
    """An archive that no test changes: a text with three §§ and real PDFs."""
    folder = tmp_path_factory.mktemp("core")
    write(folder, "KS.txt", minutes([BRIDGE, LIBRARY, POOL]))
    with opened(folder / "data") as archive:
        ingest(archive, folder / "KS.txt", AU, KS)
        yield archive


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Kommunminne]:
    with opened(tmp_path / "data") as archive:
        yield archive


# Questions


def test_an_answer_is_kept_as_it_was_given(core: Kommunminne) -> None:
    given = ask(core, QUESTION)
    assert not given.refused
    assert core.answer(given.id, zones=ALL) == given


def test_a_stream_tells_what_is_done_then_each_sentence_then_the_answer(core: Kommunminne) -> None:
    events = list(core.ask_stream(Question(question=QUESTION), zones=ALL))
    assert [event.type for event in events] == ["status", "sentence", "answer"]
    sentence, answer = events[1], events[-1].answer
    assert answer is not None
    assert sentence.sentence in answer.sentences
    assert [c.id for c in sentence.citations] == answer.sentences[0].citations
    assert 0 < answer.timings_ms["search"] <= answer.timings_ms["total"]


def test_every_citation_stands_in_its_document(core: Kommunminne) -> None:
    for question in (QUESTION, "Vad föreslog AU om taxan för vatten och avlopp 2025?"):
        answer = ask(core, question)
        assert answer.citations
        for citation in answer.citations:
            document = core._archive.catalogue.document(citation.document_id, core._filters(FilterIn(), ALL))
            assert document is not None
            stored = {
                span.page: core._archive.catalogue.page(document.content, span.page)
                for span in citation.spans
            }
            shown = " ".join(stored[s.page].text[s.start : s.end] for s in citation.spans)  # type: ignore[union-attr]
            letters = "".join(filter(str.isalnum, shown))
            assert "".join(filter(str.isalnum, citation.quote)) == letters


def test_a_conversation_is_kept_with_the_answer(core: Kommunminne) -> None:
    thread = core.threads.start(None, zones=ALL).id
    answer = core.ask(Question(question=QUESTION, conversation_id=thread), zones=ALL)
    assert core.answer(answer.id, zones=ALL).conversation_id == thread


@pytest.mark.parametrize("blank", [" ", "\n\t"])
def test_blank_questions_and_search_words_are_wrong_use(core: Kommunminne, blank: str) -> None:
    with pytest.raises(BadRequest, match="tom"):
        ask(core, blank)
    with pytest.raises(BadRequest, match="tom"):
        core.search(blank, zones=ALL, filters=FilterIn())


def test_dates_the_wrong_way_round_are_wrong_use(core: Kommunminne) -> None:
    filters = FilterIn(date_from=dt.date(2025, 2, 1), date_to=dt.date(2025, 1, 1))
    with pytest.raises(BadRequest, match="fel ordning"):
        core.decisions(zones=ALL, filters=filters)


def test_filters_narrow_a_question(core: Kommunminne) -> None:
    question = Question(question=QUESTION, filters=FilterIn(date_from=dt.date(2025, 4, 1)))
    assert core.ask(question, zones=ALL).refused


def test_an_empty_archive_refuses_and_says_so(empty: Kommunminne) -> None:
    answer = ask(empty, QUESTION)
    assert answer.refused
    assert answer.refusal is not None
    assert answer.refusal.nearest == []
    assert rows(empty) == []
    assert empty.documents(zones=ALL) == []
    assert empty.search("gångbro", zones=ALL, filters=FilterIn()) == []
    assert troubles(empty) == []


def test_answers_that_are_not_there_are_told(core: Kommunminne) -> None:
    with pytest.raises(NotFound):
        core.answer("finns-inte", zones=ALL)


def test_a_kept_answer_is_for_those_who_may_see_its_sources(tmp_path: Path) -> None:
    path = write(tmp_path, "KS.txt", minutes([BRIDGE]))
    with opened(tmp_path / "data") as core:
        ingest(core, path, access="intern")
        answer = ask(core, QUESTION)
        with pytest.raises(NotFound):
            core.answer(answer.id, zones=PUBLIC)
        ingest(core, path, access="publik")
        assert core.answer(answer.id, zones=PUBLIC).text == answer.text


def test_an_answer_that_cannot_be_kept_is_given_all_the_same(tmp_path: Path) -> None:
    path = write(tmp_path, "KS.txt", minutes([BRIDGE]))
    with opened(tmp_path / "data") as core:
        ingest(core, path)
        register = sqlite3.connect(tmp_path / "data" / "register.db")
        register.execute(
            "CREATE TRIGGER full BEFORE INSERT ON answers BEGIN SELECT RAISE(ABORT, 'disk is full'); END"
        )
        register.commit()
        register.close()
        answer = ask(core, QUESTION)
        assert "450 000 kr" in answer.text
        assert "kunde inte sparas" in " ".join(answer.warnings)


def test_a_reader_beside_the_writer_sees_what_was_published(tmp_path: Path) -> None:
    path = write(tmp_path, "KS.txt", minutes([BRIDGE]))
    with opened(tmp_path / "data") as writer:
        ingest(writer, path)
        with opened(tmp_path / "data", read_only=True) as reader:
            assert not ask(reader, QUESTION).refused


def test_an_archive_is_warmed_up_full_or_empty(core: Kommunminne, empty: Kommunminne) -> None:
    empty.warm_up()
    core.warm_up()
    assert ask(core, QUESTION).timings_ms["total"] < 1000


# Documents


def test_an_upload_is_replaced_by_a_later_one_of_the_same_name(empty: Kommunminne) -> None:
    first = empty.ingest_upload(
        "C:\\mapp\\KS å 1.txt", minutes([BRIDGE]).encode(), kommun=None, access="publik"
    )
    assert (first.file, first.status) == ("KS å 1.txt", "publicerad")
    same = empty.ingest_upload("KS å 1.txt", minutes([BRIDGE]).encode(), kommun=None, access=None)
    assert (same.status, same.document_id) == ("oförändrad", first.document_id)
    second = empty.ingest_upload("KS å 1.txt", minutes([POOL]).encode(), kommun=None, access=None)
    assert second.status == "ersatt"
    assert [row.section for row in rows(empty, PUBLIC)] == ["§ 13"]


def _upload(core: Kommunminne, text: str, name: str = "protokoll.txt") -> tuple[str, str, str | None]:
    report = core.ingest_upload(name, text.encode(), kommun=None, access="publik")
    return report.file, report.status, report.document_id


def test_uploads_of_one_name_from_several_meetings_are_all_kept(empty: Kommunminne) -> None:
    march = _upload(empty, minutes([BRIDGE]))
    april = _upload(empty, minutes([POOL], date="2025-04-22"))
    council = _upload(empty, minutes([LIBRARY], body="Kommunfullmäktige"))
    assert [each[:2] for each in (march, april, council)] == [
        ("protokoll.txt", "publicerad"),
        ("protokoll (2).txt", "publicerad"),
        ("protokoll (3).txt", "publicerad"),
    ]
    assert len(rows(empty, PUBLIC)) == 3
    again = _upload(empty, minutes([POOL], date="2025-04-22"))
    assert again == ("protokoll (2).txt", "oförändrad", april[2])
    mended = _upload(empty, minutes([BRIDGE, POOL], date="2025-04-22"))
    assert mended[:2] == ("protokoll (2).txt", "ersatt")
    assert {each.file for each in empty.documents(zones=ALL)} == {
        "protokoll.txt",
        "protokoll (2).txt",
        "protokoll (3).txt",
    }


def test_a_deleted_uploads_name_is_free_again_and_the_others_stay(empty: Kommunminne) -> None:
    _, _, first = _upload(empty, minutes([BRIDGE]))
    april = _upload(empty, minutes([POOL], date="2025-04-22"))
    empty.delete_document(str(first), zones=ALL)
    assert _upload(empty, minutes([POOL], date="2025-04-22")) == (april[0], "oförändrad", april[2])
    assert _upload(empty, minutes([LIBRARY], date="2025-05-27"))[:2] == ("protokoll.txt", "publicerad")


def test_an_upload_that_is_no_minutes_is_replaced_by_its_title(empty: Kommunminne) -> None:
    parks, roads = "Riktlinjer för parker\n\nParker sköts.\n", "Riktlinjer för vägar\n\nVägar sköts.\n"
    assert _upload(empty, parks, "bilaga.txt")[:2] == ("bilaga.txt", "publicerad")
    assert _upload(empty, roads, "bilaga.txt")[:2] == ("bilaga (2).txt", "publicerad")
    assert _upload(empty, f"{parks}Träd också.\n", "bilaga.txt")[:2] == ("bilaga.txt", "ersatt")


def test_an_upload_that_cannot_be_read_names_the_file_as_it_was_handed_over(empty: Kommunminne) -> None:
    report = empty.ingest_upload("Årsbok.pdf", b"skrap", kommun=None, access=None)
    assert report.status == "fel"
    assert str(report.error).startswith("Årsbok.pdf: ")
    assert empty.documents(zones=ALL) == []


@pytest.mark.parametrize("name", ["", "/", "\\"])
def test_an_upload_without_a_name_is_wrong_use(empty: Kommunminne, name: str) -> None:
    with pytest.raises(BadRequest, match="namn"):
        empty.ingest_upload(name, b"x", kommun=None, access=None)


def test_a_kind_given_is_kept(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "Regler för gångbroar\n\nGångbroar ska hållas öppna året om.\n")
    with opened(tmp_path / "data") as core:
        core.ingest([path], kommun="Tallsele", access=None, kind="styrdokument")
        assert [document.kind for document in core.documents(zones=ALL)] == ["styrdokument"]
        assert statuses(core.ingest([path], kommun=None, access=None, kind="taxa")) == ["publicerad"]
        assert [document.kind for document in core.documents(zones=ALL)] == ["taxa"]


# Pages


def test_the_page_of_a_citation_is_drawn_with_its_quote_marked(core: Kommunminne) -> None:
    answer = ask(core, "Vad föreslog AU om taxan för vatten och avlopp 2025?")
    citation = answer.citations[0]
    assert citation.page is not None
    plain = core.page_png(citation.document_id, citation.page, zones=ALL)
    by_id = core.page_png(
        citation.document_id, citation.page, zones=ALL, citation_id=f"{answer.id}:{citation.id}"
    )
    by_spans = core.page_png(citation.document_id, citation.page, zones=ALL, mark=citation.spans)
    assert plain.startswith(b"\x89PNG")
    assert by_id == by_spans != plain


def test_pages_that_cannot_be_shown_are_told(core: Kommunminne) -> None:
    files = {document.file: document.id for document in core.documents(zones=ALL)}
    with pytest.raises(NotFound, match="PDF"):
        core.page_png(files["KS.txt"], 1, zones=ALL)
    with pytest.raises(NotFound):
        core.page_png(files[AU.name], 999, zones=ALL)
    with pytest.raises(NotFound):
        core.page_png("finns-inte", 1, zones=ALL, mark=[SpanOut(page=1, start=0, end=1)])
    with pytest.raises(NotFound):
        core.page_png(files[AU.name], 1, zones=ALL, citation_id="svar:c1")
