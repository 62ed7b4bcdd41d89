"""Whether voteringar add up: the names counted against the totals, and the totals against who was there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from ingest.ballots import CROSS, Ballot, ballot_lists
from ingest.checks import Remark, Severity
from ingest.model import Meeting, Paragraph, Vote

VOTING = "votering"
SURE, UNSURE, TOTALS_ONLY = "stämmer", "osäker", "bara antal"
_FEWEST_LISTED = 3


@dataclass(frozen=True, slots=True)
class Counted:
    """A votering with its list. `state`: `SURE` where the names give the totals, `UNSURE` where they do not or cannot be
    counted, `TOTALS_ONLY` where there are no names; `why` says so in words."""

    vote: Vote
    ballots: tuple[Ballot, ...]
    state: str
    why: str


def counted_votes(paragraph: Paragraph) -> tuple[Counted, ...]:
    """The voteringar of a §, each with its list where it is clear which list is whose."""
    lists = ballot_lists(paragraph.sections)
    if lists and len(lists) != len(paragraph.votes):
        if len(paragraph.votes) == 1:
            lists = (tuple(ballot for each in lists for ballot in each),)
        else:
            why = "Paragrafen har flera voteringar, och vilken lista som hör till vilken framgår inte."
            return tuple(Counted(vote, (), UNSURE, why) for vote in paragraph.votes)
    pairs = zip_longest(paragraph.votes, lists[: len(paragraph.votes)], fillvalue=())
    return tuple(_counted(vote, ballots) for vote, ballots in pairs if isinstance(vote, Vote))


def _counted(vote: Vote, ballots: tuple[Ballot, ...]) -> Counted:
    if not ballots:
        return Counted(vote, (), TOTALS_ONLY, "Protokollet anger bara hur många som röstade.")
    names = Counter(ballot.vote for ballot in ballots)
    total = _total(vote)
    if names[CROSS]:
        same = "lika många som rösterna" if len(ballots) == total else f"men rösterna är {total}"
        why = f"Rösterna är kryssade i kolumner som texten inte återger; listan har {len(ballots)} namn, {same}."
        return Counted(vote, ballots, UNSURE, why)
    wanted = {"ja": vote.yes or 0, "nej": vote.no or 0}
    if vote.abstained is not None:
        wanted["avstod"] = vote.abstained
    wrong = [
        f"{names[word]} {word} i listan mot {number}"
        for word, number in wanted.items()
        if names[word] != number
    ]
    if wrong:
        return Counted(
            vote, ballots, UNSURE, f"Namnen ger ett annat resultat än protokollet: {', '.join(wrong)}."
        )
    return Counted(vote, ballots, SURE, "Namnen ger samma resultat som protokollet.")


def _total(vote: Vote) -> int:
    return (vote.yes or 0) + (vote.no or 0) + (vote.abstained or 0)


def voting_remarks(paragraph: Paragraph, meeting: Meeting) -> Iterator[Remark]:
    """What does not add up in the voteringar of a §, and what cannot be counted."""
    for counted in counted_votes(paragraph):
        yield from _of_names(counted)
        yield from _of_presence(counted, meeting)
        yield from _twice(counted)


def _of_names(counted: Counted) -> Iterator[Remark]:
    quote = counted.vote.text
    if counted.state == TOTALS_ONLY:
        return
    if any(ballot.vote == CROSS for ballot in counted.ballots):
        if len(counted.ballots) != _total(counted.vote):
            yield Remark(VOTING, Severity.WRONG, counted.why, quote)
        else:
            yield Remark(VOTING, Severity.UNTOLD, counted.why, quote)
    elif counted.state == UNSURE:
        severity = Severity.WRONG if counted.ballots else Severity.UNTOLD
        yield Remark(VOTING, severity, counted.why, quote)


def _of_presence(counted: Counted, meeting: Meeting) -> Iterator[Remark]:
    """The front page lists who may vote: members, and the substitutes that serve or might."""
    front = meeting.front
    present, total = len(front.members) + len(front.substitutes), _total(counted.vote)
    if len(front.members) < _FEWEST_LISTED:
        why = f"Försättsbladets beslutande går inte att läsa; om {total} röster ryms bland dem framgår inte."
        yield Remark(VOTING, Severity.UNTOLD, why, counted.vote.text)
    elif total > present:
        why = f"{total} röster är fler än de {present} ledamöter och ersättare som försättsbladet tar upp."
        yield Remark(VOTING, Severity.WRONG, why, counted.vote.text)


def _twice(counted: Counted) -> Iterator[Remark]:
    names = Counter(ballot.name for ballot in counted.ballots)
    for name in _repeated(list(names.items())):
        yield Remark(
            VOTING, Severity.WRONG, f"{name} står mer än en gång i voteringslistan.", counted.vote.text
        )


def _repeated(names: Sequence[tuple[str, int]]) -> list[str]:
    return [name for name, count in names if count > 1]
