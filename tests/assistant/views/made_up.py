"""Minutes of one made-up body with the front page that a test asks for."""

from __future__ import annotations

from collections.abc import Sequence

from tests.archives import Item

MEMBERS = ("Asta Prov (S), ordförande", "Bo Bergqvist (C)", "Eva Ek (V)")


def item(
    number: int, *, title: str | None = None, decision: str = "Ärendet avslås.", told: str = "Läget är gott."
) -> Item:
    """A § of that number."""
    return Item(number, title or f"Ärende nummer {number}", f"KS-25/{number:05}", decision, told)


def protocol(
    items: Sequence[Item],
    *,
    date: str = "2025-03-25",
    body: str = "Kommunstyrelsen",
    head: str = "PROTOKOLL",
    members: Sequence[str] = MEMBERS,
    serving: Sequence[str] = (),
    adjusted: str = "",
    posted: str = "",
    removed: str = "",
    stated: str | None = None,
) -> str:
    """The minutes as plain text; '' leaves a line of the front page out."""
    front = [
        *("TALLSELE KOMMUN", head, body, f"Sammanträdesdatum {date}", ""),
        f"Plats och tid\nRådhuset, {date}, kl. 09.00–11.00",
        "Beslutande\n" + "\n".join(members),
        *(["Tjänstgörande ersättare\n" + "\n".join(serving)] if serving else []),
        "Utses att justera\nEva Ek (V)",
        *([f"Justeringens plats och tid\nKommunkansliet {adjusted}"] if adjusted else []),
        f"Paragrafer\n{stated or f'{items[0].number}–{items[-1].number}'}",
        *(["BEVIS OM ANSLAG\nProtokollet är justerat."] if posted or removed else []),
        *([f"Anslaget uppsatt\n{posted}"] if posted else []),
        *([f"Anslaget nedtages\n{removed}"] if removed else []),
        "",
    ]
    parts = [
        f"{one.dnr} § {one.number}\n{one.title}\nBakgrund\n{one.told}\n{body}s beslut\n• {one.decision}\n-----\n"
        "Beslutet skickas till\nEkonomienheten\n"
        for one in items
    ]
    return "\n".join([*front, *parts])
