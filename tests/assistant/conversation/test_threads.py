"""Threads as readers have them: whose they are, what is kept, and what becomes of old answers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.core import Kommunminne
from assistant.errors import Forbidden, NotFound
from assistant.schema import Answer, Question
from tests.archives import ALL, BRIDGE, LIBRARY, PUBLIC, QUESTION, Item, ingest, minutes, opened, write


@pytest.fixture
def core(tmp_path: Path) -> Iterator[Kommunminne]:
    with opened(tmp_path / "data") as core:
        ingest(core, write(tmp_path / "akt", "protokoll.txt", minutes([BRIDGE, LIBRARY])))
        yield core


def asked(core: Kommunminne, thread: str, question: str = QUESTION, zones: frozenset[str] = ALL) -> Answer:
    return core.ask(Question(question=question, conversation_id=thread), zones=zones)


def test_a_thread_holds_its_answers_as_they_were_given(core: Kommunminne) -> None:
    thread = core.threads.start(None, zones=ALL).id
    given = [asked(core, thread), asked(core, thread, "vem beredde ärendet?"), asked(core, thread, "varför?")]
    whole = core.conversation(thread, zones=ALL)
    assert whole.history == given
    assert (whole.answers, whole.hidden, whole.title) == (3, 0, QUESTION)
    assert whole.focus == given[-1].focus


def test_several_threads_are_apart(core: Kommunminne) -> None:
    bridge, library = (core.threads.start(None, zones=ALL).id for _ in range(2))
    asked(core, bridge)
    asked(core, library, "Vad beslutade KS om biblioteket?")
    assert "§ 11" in asked(core, bridge, "vad sa de?").text
    assert "§ 12" in asked(core, library, "vad sa de?").text
    assert [each.id for each in core.threads.all(zones=ALL)] == [library, bridge]


@pytest.mark.parametrize("name", ["samtal-1", "", "0" * 32, "'; DROP TABLE conversations; --"])
def test_an_unknown_thread_is_not_found_and_nothing_is_kept(core: Kommunminne, name: str) -> None:
    with pytest.raises(NotFound, match="Samtalet finns inte"):
        asked(core, name)
    with pytest.raises(NotFound, match="Börja ett nytt samtal"):
        core.conversation(name, zones=ALL)
    assert core.threads.all(zones=ALL) == []


@pytest.mark.parametrize(("own", "other"), [(ALL, PUBLIC), (PUBLIC, ALL)])
def test_a_thread_of_another_zone_is_somebody_elses(
    core: Kommunminne, own: frozenset[str], other: frozenset[str]
) -> None:
    thread = core.threads.start("Hemligt ämne", zones=own).id
    answer = asked(core, thread, zones=own)
    with pytest.raises(NotFound):
        core.conversation(thread, zones=other)
    with pytest.raises(NotFound):
        asked(core, thread, "vad kostar det?", zones=other)
    with pytest.raises(NotFound):
        core.answer(answer.id, zones=other)
    with pytest.raises(NotFound):
        core.threads.rename(thread, "Nytt", zones=other)
    with pytest.raises(NotFound):
        core.threads.clear_focus(thread, zones=other)
    with pytest.raises(NotFound):
        core.threads.delete(thread, zones=other)
    assert core.conversation(thread, zones=own).title == "Hemligt ämne"
    assert core.answer(answer.id, zones=own) == answer


def test_the_public_is_not_told_of_others_threads(core: Kommunminne) -> None:
    core.threads.start(None, zones=PUBLIC)
    with pytest.raises(Forbidden, match="allmänheten"):
        core.threads.all(zones=PUBLIC)
    assert core.threads.all(zones=ALL) == []


def test_an_old_answer_says_that_its_source_was_replaced_and_removed(
    core: Kommunminne, tmp_path: Path
) -> None:
    thread = core.threads.start(None, zones=ALL).id
    quotes = [citation.quote for citation in asked(core, thread).citations]
    richer = Item(11, BRIDGE.title, BRIDGE.dnr, "Kommunstyrelsen anslår 500 000 kr till gångbron.")
    ingest(core, write(tmp_path / "akt", "protokoll.txt", minutes([richer, LIBRARY])))
    (old,) = core.conversation(thread, zones=ALL).history
    assert {citation.status for citation in old.citations} == {"ersatt"}
    assert [citation.quote for citation in old.citations] == quotes
    (document,) = core.documents(zones=ALL)
    new = asked(core, thread)
    core.delete_document(document.id, zones=ALL)
    first, second = core.conversation(thread, zones=ALL).history
    assert {citation.status for citation in first.citations} == {"ersatt"}
    assert {citation.status for citation in second.citations} == {"borttagen"}
    assert "500 000 kr" in new.text


def test_a_follow_up_to_what_was_removed_says_so(core: Kommunminne) -> None:
    thread = core.threads.start(None, zones=ALL).id
    asked(core, thread)
    (document,) = core.documents(zones=ALL)
    core.delete_document(document.id, zones=ALL)
    answer = asked(core, thread, "vad kostar det?")
    assert answer.refusal is not None
    assert "som inte längre finns i arkivet" in answer.refusal.detail


def test_an_answer_that_may_no_longer_be_seen_is_left_out(core: Kommunminne, tmp_path: Path) -> None:
    thread = core.threads.start(None, zones=PUBLIC).id
    asked(core, thread, zones=PUBLIC)
    asked(core, thread, "Hej", zones=PUBLIC)
    ingest(core, tmp_path / "akt", access="intern")
    whole = core.conversation(thread, zones=PUBLIC)
    assert [each.question for each in whole.history] == ["Hej"]
    assert (whole.hidden, whole.focus) == (1, None)
    follow_up = asked(core, thread, "vad kostar det?", zones=PUBLIC)
    assert (follow_up.refused, follow_up.citations) == (True, [])


def test_a_deleted_thread_leaves_nothing(core: Kommunminne, tmp_path: Path) -> None:
    thread = core.threads.start(None, zones=ALL).id
    asked(core, thread)
    core.threads.delete(thread, zones=ALL)
    with pytest.raises(NotFound):
        core.conversation(thread, zones=ALL)
    plain = sqlite3.connect(tmp_path / "data" / "register.db")
    assert plain.execute("SELECT count(*) FROM answers").fetchone() == (0,)
    plain.close()


def test_a_thread_deleted_while_it_is_asked_in_stays_deleted(core: Kommunminne) -> None:
    thread = core.threads.start(None, zones=ALL).id
    events = core.ask_stream(Question(question=QUESTION, conversation_id=thread), zones=ALL)
    next(events)
    core.threads.delete(thread, zones=ALL)
    answer = list(events)[-1].answer
    assert answer is not None
    assert answer.warnings == ["Samtalet togs bort medan frågan besvarades; svaret sparas inte."]
    assert core.threads.all(zones=ALL) == []


def test_a_long_first_question_is_shortened_to_a_title(core: Kommunminne) -> None:
    thread = core.threads.start(None, zones=ALL).id
    asked(core, thread, "Vad beslutade kommunstyrelsen om gångbron över ån vid kvarnen " * 3)
    assert core.threads.one(thread, zones=ALL).title.endswith(" …")
    unbroken = core.threads.start(None, zones=ALL).id
    asked(core, unbroken, "gångbron" * 30)
    assert 40 < len(core.threads.one(unbroken, zones=ALL).title) <= 82


def test_threads_outlive_the_process(tmp_path: Path) -> None:
    with opened(tmp_path / "data") as core:
        ingest(core, write(tmp_path / "akt", "protokoll.txt", minutes([BRIDGE])))
        thread = core.threads.start(None, zones=ALL).id
        asked(core, thread)
    with opened(tmp_path / "data") as core:
        assert "450 000 kr" in asked(core, thread, "vad kostar det?").text
