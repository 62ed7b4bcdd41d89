"""Threads and answers in the register."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest import conversations as kept
from ingest.register import Register


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    opened = Register(tmp_path / "register.db")
    yield opened
    opened.close()


def answer_in(register: Register, thread: str, name: str, zone: str = "intern") -> bool:
    return kept.put_answer_in(
        register, thread, name, f'{{"id": "{name}"}}', zone=zone, focus='{"a": 1}', title="Första frågan"
    )


def test_answers_are_kept_whole(register: Register) -> None:
    kept.put_answer(register, "1", '{"text": "å"}')
    assert kept.get_answer(register, "1", zone="publik") == '{"text": "å"}'
    assert kept.get_answer(register, "2", zone="publik") is None


def test_ids_cannot_be_guessed(register: Register) -> None:
    names = {kept.start(register, zone="intern", title="") for _ in range(50)}
    assert len(names) == 50
    assert all(re.fullmatch(r"[0-9a-f]{32}", name) for name in names)


def test_a_thread_keeps_its_answers_in_order_its_focus_and_the_title_of_the_first(register: Register) -> None:
    thread = kept.start(register, zone="intern", title="")
    for name in ("b", "a", "c"):
        assert answer_in(register, thread, name)
    found = kept.conversation(register, thread, zone="intern")
    assert found is not None
    assert (found.title, found.focus, found.answers) == ("Första frågan", '{"a": 1}', 3)
    ids = [each[8:9] for each in kept.answers_of(register, thread, zone="intern")]
    assert ids == ["b", "a", "c"]
    assert kept.last_answer(register, thread, zone="intern") == '{"id": "c"}'


def test_a_title_that_was_given_stays(register: Register) -> None:
    thread = kept.start(register, zone="intern", title="Om gångbron")
    answer_in(register, thread, "a")
    found = kept.conversation(register, thread, zone="intern")
    assert found is not None
    assert found.title == "Om gångbron"


def test_the_thread_last_changed_comes_first(register: Register) -> None:
    first, second = (kept.start(register, zone="intern", title=title) for title in ("a", "b"))
    answer_in(register, first, "svar")
    assert [each.id for each in kept.conversations(register, zone="intern")] == [first, second]


@pytest.mark.parametrize(("own", "other"), [("intern", "publik"), ("publik", "intern")])
def test_a_thread_of_another_zone_is_none(register: Register, own: str, other: str) -> None:
    thread = kept.start(register, zone=own, title="a")
    assert answer_in(register, thread, "svar", own)
    assert kept.conversations(register, zone=other) == []
    assert kept.conversation(register, thread, zone=other) is None
    assert kept.answers_of(register, thread, zone=other) == []
    assert kept.last_answer(register, thread, zone=other) is None
    assert kept.get_answer(register, "svar", zone=other) is None
    assert not kept.rename(register, thread, zone=other, title="b")
    assert not kept.set_focus(register, thread, zone=other, focus=None)
    assert not kept.remove(register, thread, zone=other)
    assert not answer_in(register, thread, "nytt", other)
    assert kept.get_answer(register, "svar", zone=own) is not None
    assert kept.get_answer(register, "nytt", zone=own) is None


def test_a_deleted_thread_takes_its_answers_with_it(register: Register) -> None:
    thread, other = (kept.start(register, zone="intern", title="a") for _ in range(2))
    answer_in(register, thread, "svar")
    answer_in(register, other, "annat")
    assert kept.remove(register, thread, zone="intern")
    assert kept.get_answer(register, "svar", zone="intern") is None
    assert kept.get_answer(register, "annat", zone="intern") is not None
    assert not kept.remove(register, thread, zone="intern")
    assert not answer_in(register, thread, "sent")


def test_a_register_from_before_there_were_threads_gets_them(register: Register, tmp_path: Path) -> None:
    with register.transaction() as connection:
        connection.exec_driver_sql("DROP TABLE conversations")
    again = Register(tmp_path / "register.db")
    assert kept.conversations(again, zone="intern") == []
    again.close()
