from __future__ import annotations

from pathlib import Path

from evals.synthetic import KOMMUN, PARAGRAPHS, minutes, questions
from ingest.prepare import prepare


def test_the_same_seed_gives_the_same_minutes() -> None:
    assert list(minutes(2, seed=3)) == list(minutes(2, seed=3))
    assert next(minutes(1, seed=3)) != next(minutes(1, seed=4))


def test_made_up_minutes_are_read_as_minutes(tmp_path: Path) -> None:
    for made in minutes(4, seed=3):
        path = tmp_path / made.name
        path.write_text(made.text, encoding="utf-8")
        document = prepare(str(path), None, None, None, name=made.name).document
        (meeting,) = document.meetings
        assert document.kommun == KOMMUN
        assert (meeting.body_key, meeting.date) == (made.items[0].body, made.items[0].date)
        assert [p.number for p in meeting.paragraphs] == [item.number for item in made.items]
        assert [p.dnr for p in meeting.paragraphs] == [item.dnr for item in made.items]
        assert all(p.points and p.recipients and p.prepared_by for p in meeting.paragraphs)


def test_questions_are_of_every_kind_in_turn() -> None:
    items = list(next(minutes(1, seed=3)).items)
    asked = questions(items, 24, seed=5)
    assert len(items) == PARAGRAPHS
    assert [each.kind for each in asked[:12]] == [each.kind for each in asked[12:]]
    assert len({each.kind for each in asked}) == 12
    assert asked == questions(items, 24, seed=5)
