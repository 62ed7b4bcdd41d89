"""Statements within what people read."""

from __future__ import annotations

import pytest

from assistant.answer.statement import Composed, Refused, Statement, readable

WORDS = "Taxan höjs med sex procent från årsskiftet. " * 60


def told(*lengths: int) -> Composed:
    return Composed(tuple(Statement(f"Nämnden beslutade: ”{WORDS[:length].strip()}”.") for length in lengths))


@pytest.mark.parametrize("lengths", [(200,), (400, 400, 400), ()])
def test_what_is_short_stays_as_it_is(lengths: tuple[int, ...]) -> None:
    assert readable(told(*lengths)) == told(*lengths)


@pytest.mark.parametrize("lengths", [(2_400,), (2_000, 300), (900, 900, 900), (1_200, 60, 1_200)])
def test_long_quotations_are_cut_and_short_ones_kept(lengths: tuple[int, ...]) -> None:
    before, after = told(*lengths), readable(told(*lengths))
    assert sum(len(statement.text) + 1 for statement in after.statements) <= 1_450
    for old, new in zip(before.statements, after.statements, strict=True):
        assert new.text.startswith("Nämnden beslutade: ”Taxan höjs")
        assert new.text == old.text or new.text.endswith(" …”.")
        assert new.text == old.text or len(old.text) > 300


def test_the_explanation_of_a_refusal_takes_its_room() -> None:
    refused = Composed(told(1_300).statements, refused=Refused("saknas", "Det finns inte här. " * 30))
    assert len(readable(refused).statements[0].text) < 900
