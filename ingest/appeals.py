"""Which decisions are appealed by whom they concern (förvaltningsbesvär), with a time of their own from when each was told of
them, and not by any member of the kommun (laglighetsprövning) from the notice of the minutes."""

from __future__ import annotations

import re

ABOUT_ONE = (
    *(
        "bygglov",
        "rivningslov",
        "marklov",
        "förhandsbesked",
        "startbesked",
        "strandskyddsdispens",
        "dispens från",
    ),
    *(
        "serveringstillstånd",
        "sanktionsavgift",
        "byggsanktion",
        "föreläggande",
        "vite",
        "bostadsanpassning",
        "färdtjänst",
    ),
    *(
        "parkeringstillstånd",
        "ansökan om skolskjuts",
        "enligt lvu",
        "enligt lvm",
        "enligt lss",
        "enligt socialtjänstlagen",
    ),
    *("tobakstillstånd", "upplåtelse av adoption", "umgängesbegränsning"),
)
"""What a title of such a matter names, in small letters."""

_GENERAL = re.compile(
    r"\b(?:tax(?:a|or)|riktlinje\w*|policy|reglement\w*|rapport\w*|uppföljning\w*|information|statistik|redovisning|delegation\w*|motion\w*|"
    r"medborgarförslag|plan(?!-)|handlingsplan|avgifter|program|budget|yttrande|remiss\w*)\b",
    re.IGNORECASE,
)


def concerns_one(title: str) -> bool:
    """Whether a § with that title decides the matter of one person or property rather than something general."""
    folded = " ".join(title.casefold().split())
    return any(word in folded for word in ABOUT_ONE) and not _GENERAL.search(folded)
