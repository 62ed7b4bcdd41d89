"""Words of the page of coverage."""

from __future__ import annotations

TITLE = "Täckning"
ABOUT = (
    "Vilka möten och paragrafer som finns här, organ för organ och år för år. "
    "Välj ett möte så öppnas dess första paragraf."
)
NOTHING = "Inga protokoll stämmer med urvalet. Ändra det, eller läs in protokoll under Dokument."
COUNTS = (
    "{meetings} möten, {sections} paragrafer. Paragrafer från andra möten som nämns men saknas: {missing}."
)
MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
WITNESSES = {
    "protokoll": ("", "protokoll"),
    "omedelbart justerad": ("O", "omedelbart justerad paragraf"),
    "enstaka paragraf": ("E", "protokoll med en enda paragraf"),
    "utdrag": ("U", "bara utdrag"),
}
NAMED_ONLY = ("?", "nämns i andra paragrafer men saknas")
YEAR = "{year}"
YEARS = "{first}–{last}"
EMPTY = "inget möte finns här"
HELD = "Finns {sections}."
MISSING = "Saknas {sections}."
UNKNOWN = "Okänt {sections}."
WITHIN = "Inom mötet {date} saknas {sections}."
NOT_RUNNING = "Numren löper inte vidare från möte till möte, så luckor mellan mötena går inte att bedöma."
BAR = "Årets paragrafnummer, 1 till {last}"
SEGMENTS = {"finns": "finns", "saknas": "saknas säkert", "okänt": "okänt"}
LEGEND = "Så läser du rutorna"
DOUBLED = "{date} {section} finns i flera handlingar: {shown} visas, också i {others}."
DIFFERS = " De skiljer sig i {differs}."
MISSING_MEETINGS = "Möten som nämns men saknas ({total})"
NAMED_MEETINGS = "Möten som inget finns från ({total})"
NAMED_ABOUT = (
    "De nämns med dag eller månad men utan paragraf, något bordlades till dem, eller så finns bara kallelsen."
)
KNOWN_BY = {"nämns": "nämns i", "dit bordlagt": "dit bordlagt i", "kallelse": "kallelse:"}
MISSING_ABOUT = "Paragraferna här hänvisar till dem. Läs in protokollen, så går ärendena att följa."
NAMED_IN = "nämns i"
FILES = "Filer att se över ({total})"
APPENDICES = "Bilagor som nämns men saknas ({total})"
APPENDICES_ABOUT = "Ingen handling här bär bilagans namn. {held} bilagor finns. Bilagor utan eget namn kan finnas under ett annat."
PAGES = "sidorna {pages}"
MORE = "… och {count} till. Hämta listan som Excel för att se alla."
UNSURE = "utan eget namn"
