"""Short words for what answers carry, in Swedish and English, shared by terminal and web page."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.schema import Citation, Language, LevelName, Nearest, RefusalReason, Sentence, Status, Support

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

_ENGLISH_LEVELS: dict[LevelName, str] = {
    "beslut": "Decision: the body has itself decided",
    "förslag": "Proposal: the body proposes, another one decides",
    "överlämnat": "Passed on: sent further without an opinion of its own",
    "information": "Information: noted, nothing decided in substance",
    "blandat": "Mixed: both a decision of its own and a proposal to another body",
}
_ENGLISH_REASONS: dict[RefusalReason, str] = {
    "saknas": "The answer is not in the documents",
    "delvis": "The documents answer only a part",
    "bilaga": "The answer is in an appendix that has not been taken in",
    "oklar": "The question can be understood in several ways",
    "personuppgift": "The question is about personal data",
    "utanför": "The question is about something else than the documents",
    "föråldrad": "The information may be out of date",
}
_STATUSES: dict[Status, str] = {
    "gällande": "gällande",
    "ersatt": "ersatt",
    "borttagen": "borttagen",
    "utkast": "utkast",
}
_ENGLISH_STATUSES: dict[Status, str] = {
    "gällande": "in force",
    "ersatt": "replaced",
    "borttagen": "removed",
    "utkast": "draft",
}


SYMBOLS: dict[Support, str] = {"verified": "✓", "partial": "◐", "none": "○"}
_SUPPORTS: dict[Support, str] = {
    "verified": "stöds av källan",
    "partial": "stöds delvis av källan",
    "none": "saknar stöd i källan",
}
_ENGLISH_SUPPORTS: dict[Support, str] = {
    "verified": "supported by the source",
    "partial": "partly supported by the source",
    "none": "not supported by the source",
}


@dataclass(frozen=True, slots=True)
class Words:
    """What stands around an answer, in one language."""

    levels: dict[LevelName, str]
    reasons: dict[RefusalReason, str]
    statuses: dict[Status, str]
    sources: str
    nearest: str
    note: str
    page: str
    printed: str
    follows: str
    about: str
    supports: dict[Support, str]
    remark: str


WORDS: dict[Language, Words] = {
    "sv": Words(
        LEVELS,
        REASONS,
        _STATUSES,
        "Källor",
        "Närmast i arkivet",
        "Obs",
        "s.",
        "tryckt",
        "Följdfråga till",
        "Gäller",
        _SUPPORTS,
        "upplysning utan citat",
    ),
    "en": Words(
        _ENGLISH_LEVELS,
        _ENGLISH_REASONS,
        _ENGLISH_STATUSES,
        "Sources",
        "Nearest in the archive",
        "Note",
        "p.",
        "printed",
        "Follow-up to",
        "About",
        _ENGLISH_SUPPORTS,
        "a remark without a quote",
    ),
}


def support_label(sentence: Sentence, language: Language = "sv") -> str:
    """How far a sentence's sources carry it, in words; a remark of ours about the archive has none."""
    words = WORDS[language]
    return words.supports[sentence.support] if sentence.citations else words.remark


def source_label(source: Citation | Nearest) -> str:
    """Where something stands: 'AU 2025-02-25 § 19, KS-25/00205'."""
    head = " ".join(part for part in (source.body, source.date, source.section) if part)
    return ", ".join(part for part in (head, source.dnr) if part) or source.title


def place_label(source: Citation | Nearest, language: Language = "sv") -> str:
    """The file and, where it has pages, the page: 'protokoll.pdf, s. 4'."""
    if source.page is None:
        return source.file
    words = WORDS[language]
    printed = source.page_label if isinstance(source, Citation) else None
    page = f"{words.page} {source.page}"
    if printed not in {None, str(source.page)}:
        page += f" ({words.printed} {printed})"
    return f"{source.file}, {page}"
