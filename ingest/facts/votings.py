"""The voteringar of each §, held against the names listed, and how each one voted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Column, Integer, String, Table, UnicodeText

from ingest.checks.voting import counted_votes
from ingest.facts import Fact, of_witness
from ingest.model import Meeting, Paragraph
from ingest.tables import TextColumn, metadata

votings = Table(
    "votings",
    metadata,
    *of_witness(),
    Column("position", Integer, nullable=False),
    Column("yes", Integer),
    Column("no", Integer),
    Column("abstained", Integer),
    Column("state", String, nullable=False),
    Column("why", UnicodeText, nullable=False),
    Column("text", TextColumn, nullable=False),
)
"""`position`: in the §, from 0. `state`: 'stämmer', 'osäker' or 'bara antal', see `ingest.checks.voting`."""

ballots = Table(
    "ballots",
    metadata,
    *of_witness(),
    Column("position", Integer, nullable=False),
    Column("name", String, nullable=False),
    Column("party", String, nullable=False),
    Column("vote", String, nullable=False),
)
"""`position`: the votering's."""


def read_votings(paragraph: Paragraph, meeting: Meeting) -> Iterable[Mapping[str, Any]]:  # noqa: ARG001
    """A row for each votering."""
    for position, counted in enumerate(counted_votes(paragraph)):
        vote = counted.vote
        yield {
            "position": position,
            "yes": vote.yes,
            "no": vote.no,
            "abstained": vote.abstained,
            "state": counted.state,
            "why": counted.why,
            "text": vote.text,
        }


def read_ballots(paragraph: Paragraph, meeting: Meeting) -> Iterable[Mapping[str, Any]]:  # noqa: ARG001
    """A row for each name of a votering's list."""
    for position, counted in enumerate(counted_votes(paragraph)):
        for ballot in counted.ballots:
            yield {"position": position, "name": ballot.name, "party": ballot.party, "vote": ballot.vote}


VOTINGS = Fact(votings, read_votings)
BALLOTS = Fact(ballots, read_ballots)
