"""Short Swedish words for what answers carry, shared by terminal and web page."""

from __future__ import annotations

from assistant.schema import Citation, LevelName, Nearest, RefusalReason

LEVELS: dict[LevelName, str] = {
    "beslut": "Beslut: organet har själv beslutat",
    "förslag": "Förslag: organet föreslår, någon annan beslutar",
    "överlämnat": "Överlämnat: skickat vidare utan eget yttrande",
    "information": "Information: noterat, inget beslutat i sak",
    "blandat": "Blandat: både eget beslut och förslag till någon annan",
}
REASONS: dict[RefusalReason, str] = {
    "saknas": "Svaret finns inte i handlingarna",
    "delvis": "Handlingarna svarar bara på en del",
    "bilaga": "Svaret står i en bilaga som inte är inläst",
    "oklar": "Frågan går att förstå på flera sätt",
    "personuppgift": "Frågan gäller personuppgifter",
    "utanför": "Frågan gäller något annat än handlingarna",
    "föråldrad": "Uppgiften kan vara inaktuell",
}


def source_label(source: Citation | Nearest) -> str:
    """Where something stands: 'AU 2025-02-25 § 19, KS-25/00205'."""
    head = " ".join(part for part in (source.body, source.date, source.section) if part)
    return ", ".join(part for part in (head, source.dnr) if part) or source.title


def place_label(source: Citation | Nearest) -> str:
    """The file and, where it has pages, the page: 'protokoll.pdf, s. 4'."""
    if source.page is None:
        return source.file
    printed = source.page_label if isinstance(source, Citation) else None
    page = (
        f"s. {source.page}" if printed in {None, str(source.page)} else f"s. {source.page} (tryckt {printed})"
    )
    return f"{source.file}, {page}"
