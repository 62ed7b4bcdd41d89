"""What can be held against minutes, rule by rule: pure functions over a §, a meeting's times, a meeting's numbers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ingest.text import Text


class Severity(StrEnum):
    """How much a remark weighs. `WRONG`: against the law, or it does not add up. `LOOK`: worth a look. `UNTOLD`: the
    document does not say enough for the rule to be tried, which is no finding."""

    WRONG = "fel"
    LOOK = "varning"
    UNTOLD = "går inte att avgöra"


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule says of minutes: `why` in Swedish, `quote` the words that it is about where there are any."""

    rule: str
    severity: Severity
    why: str
    quote: Text = Text("")
