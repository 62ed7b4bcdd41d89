"""Garbage is looked for again afterwards, whatever happened."""

from __future__ import annotations

import gc

import pytest

from ingest.uncollected import uncollected


def test_garbage_is_left_alone_within_and_looked_for_afterwards() -> None:
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_within_changes_nothing_of_it() -> None:
    with pytest.raises(ValueError), uncollected():
        raise ValueError
    assert gc.isenabled()
