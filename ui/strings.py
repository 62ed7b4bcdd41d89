"""Every word of the web page that is not a document's."""

from __future__ import annotations

from assistant.schema import Language

APP = "Kommunminne"
ASK = "Fråga"
DOCUMENTS = "Dokument"
REGISTER = "Register"

# Fråga
ASK_TITLE = "Fråga handlingarna"
ASK_PLACEHOLDER = "Skriv en fråga, till exempel om ett beslut, ett belopp eller ett datum"
AI_NOTICE = (
    "Svaren tas fram automatiskt (AI) ur inlästa handlingar. De kan vara ofullständiga: "
    "läs källan innan du använder ett svar."
)
WORDED_BY = "Formulerat av språkmodellen {model}. Citaten är ordagranna."
EXAMPLES = "Prova till exempel"
EXAMPLE_DECISION = "Vad beslutade {body} i ärendet ”{title}”?"
EMPTY_ARCHIVE = "Arkivet är tomt. Läs in handlingar under Dokument, så går det att ställa frågor om dem."
TO_DOCUMENTS = "Läs in handlingar"
WORKING = "Söker i handlingarna …"
SOURCE_COUNT = "Källor ({count})"
SHOW_PAGE = "Visa originalsidan · källa {number}"
PAGE_ALT = "Sida {page} i {file} med citatet markerat"
NO_PICTURE = "Sidan kunde inte visas: {error}"
INSTEAD = "Det här står i handlingarna"
STATUS = {"ersatt": "ersatt av nyare version", "borttagen": "borttagen ur arkivet", "utkast": "utkast"}
QUESTION_FAILED = "Frågan kunde inte besvaras. {error}"
STOPPED = "Svaret avbröts."
LEVEL_LABEL = "Beslutsnivå"
FOLLOWED = "Följdfråga till"
CHANGED = (
    "Källor har ändrats sedan svaret gavs: {what}. Svaret står kvar som det var. "
    "Ställ frågan igen för att få det som gäller nu."
)
REPLACED = "{count} ersatt av nyare version"
REMOVED = "{count} borttagen ur arkivet"
ENGLISH = {
    WORDED_BY: "Worded by the language model {model}. The quotes are word for word.",
    AI_NOTICE: (
        "Answers are made automatically (AI) from the documents taken in. They may be incomplete: "
        "read the source before you use an answer."
    ),
    SOURCE_COUNT: "Sources ({count})",
    INSTEAD: "What the documents say",
    STATUS["ersatt"]: "replaced by a newer version",
    STATUS["borttagen"]: "removed from the archive",
    STATUS["utkast"]: "draft",
    LEVEL_LABEL: "Level of decision",
    FOLLOWED: "Follow-up to",
    CHANGED: (
        "Sources have changed since the answer was given: {what}. The answer stands as it was. "
        "Ask again for what holds now."
    ),
    REPLACED: "{count} replaced by a newer version",
    REMOVED: "{count} removed from the archive",
}
"""What stands around an answer to a question in English."""

# Dokument
DOCUMENTS_TITLE = "Dokument"
UPLOAD = "Läs in handlingar"
UPLOAD_LABEL = "Filer (PDF, DOCX, PPTX, HTML, TXT eller MD)"
UPLOAD_BROWSE = "Välj filer"
KOMMUN = "Kommun"
KOMMUN_HELP = "Lämnas tomt om kommunen framgår av handlingarna."
ZONE = "Vem får se handlingarna?"
ZONES = {"intern": "Bara internt", "publik": "Alla (publik)"}
UPLOAD_BUTTON = "Läs in"
NO_FILES = "Välj en eller flera filer först."
READING = "Läser in {number} av {total}: {file}"
PAGE_OF = "sida {page} av {pages}"
REPORT = "Inläsningen"
REPORT_DONE = "{count} inlästa, {failed} misslyckade."
COLUMNS = ("Fil", "Läge", "Slag", "Sidor", "Paragrafer", "Beslut", "Mål")
UNREAD_PAGES = "Sidor som inte kunde läsas: {pages}"
BLANK_PAGES = "Tomma sidor: {pages}"
OCR_PAGES = "Sidor lästa med OCR (kan innehålla läsfel): {pages}"
LIST = "Handlingar i arkivet"
FILTER = "Filtrera på namn, organ eller datum"
KIND = "Slag"
ALL_KINDS = "Alla"
SHOWN = "Visar {shown} av {total} handlingar"
NOTHING_MATCHES = "Ingen handling stämmer med filtret. Ändra eller töm det."
NO_DOCUMENTS = "Här finns inga handlingar än. Välj filer ovan och tryck på Läs in."
META = "{pages} sidor · {paragraphs} paragrafer · {decisions} beslut"
DELETE = "Ta bort"
DELETE_NAMED = "Ta bort {file}"
DELETE_TITLE = "Ta bort handlingen?"
DELETE_TEXT = "Handlingen försvinner ur arkivet och ur alla sökningar. Originalfilen på din dator rörs inte."
DELETE_CONFIRM = "Ja, ta bort"
CANCEL = "Avbryt"
DELETED = "Borttagen: {file}"

# Register
BODY = "Organ"
LIMIT_TEXT = "Ord"
FROM = "Från och med"
TO = "Till och med"
ANY = "Alla"
DOWNLOAD = "Hämta som {form}"
FORMS = {"csv": "CSV", "xlsx": "Excel", "ics": "kalender (iCalendar)", "json": "JSON"}
PARAGRAPH = "Paragraf"
NO_PARAGRAPH = "Välj en paragraf i registret eller i ett svar, så visas den här."
PAGE_NUMBER = "Sida {page}"

# Fel
NO_SERVICE = "Tjänsten svarar inte. Starta den med `kommunminne start` och ladda om sidan."
NO_SCRIPT = "Sidan behöver JavaScript. Svaren går också att hämta över API:t, se /api/docs."


def told(words: str, language: Language) -> str:
    """Words of ours in the language of an answer."""
    return ENGLISH.get(words, words) if language == "en" else words


PARTED = "delat beslut"
