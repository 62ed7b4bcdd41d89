"""Words of the page of decisions, and of putting right what was read."""

from __future__ import annotations

TITLE = "Beslut"
ABOUT = (
    "Alla paragrafer i inlästa protokoll, som de lästes eller har rättats. Varje rad leder till sin paragraf."
)
MORE = "Fler urval"
LEVEL = "Nivå"
OUTCOME = "Utfall"
NEXT_BODY = "Nästa organ"
DNR = "Diarienummer"
SECTION = "Paragraf"
ROW_TITLE = "Del av rubriken"
AMOUNT_FROM = "Lägsta belopp, kr"
AMOUNT_TO = "Högsta belopp, kr"
RESPONSIBLE = "Beredande"
RECIPIENT = "Mottagare"
UNDERLAG = "Beslutsunderlag"
SORT = "Ordna efter"
SORTS = {
    "date": "Datum",
    "body": "Organ",
    "section": "Paragraf",
    "title": "Rubrik",
    "dnr": "Diarienummer",
    "level": "Nivå",
    "outcome": "Utfall",
    "next_body": "Nästa organ",
    "final_body": "Slutligt organ",
    "amount": "Belopp",
    "responsible": "Beredande",
    "recipient": "Mottagare",
    "underlag": "Beslutsunderlag",
    "kommun": "Kommun",
}
DESCENDING = "Fallande ordning"
COUNT = "{total} paragrafer"
SHOWING = "Visar {first}–{last} av {total}."
PAGE = "Sida i listan"
NOTHING = "Inga paragrafer stämmer med urvalet. Ändra det, eller läs in protokoll under Dokument."
CHART = "Antal paragrafer per"
CHARTS = {"bodies": "organ", "outcomes": "utfall", "levels": "nivå", "months": "månad"}
PARAGRAPHS = "Paragrafer"
COLUMNS = ("Datum", "Organ", "§", "Ärende", "Nivå", "Utfall", "Nästa organ", "Belopp")
MORE_AMOUNTS = "och {count} till"
NO_TITLE = "utan rubrik"
CORRECTED = "rättad"
CORRECTED_FIELDS = "Rättat: {fields}"
DRAFT = "utkast"
DRAFT_NOTE = "Det här är ett utkast: inget justerat protokoll med paragrafen finns i arkivet."
CONFLICT = "olika uppgifter"

# En paragraf
AMOUNTS = "Belopp ({count})"
AMOUNT_COLUMNS = ("Belopp", "Kronor", "Står i", "Mening")
NO_VALUE = "framgår inte"
TYPED = "rättat för hand"
FACTS = {
    "outcome": "Utfall",
    "parted": "Delat beslut",
    "next_body": "Nästa organ",
    "final_body": "Beslutar slutligt",
    "prepared_by": "Beredande",
    "recipients": "Skickas till",
    "underlag": "Beslutsunderlag",
}

# Rättelser
CORRECT = "Rätta ett värde"
CORRECT_ABOUT = (
    "Rättelsen sparas för sig, skild från handlingen, och gäller även om handlingen läses in på nytt. Vem som rättat och "
    "varför sparas, och den kan tas tillbaka."
)
FIELD = "Vad är fel?"
POINT = "Punkt {number}, {name}"
DUTY = "Bevakning {written}: {name}"
VALUE = "Rätt värde"
NONE = "inget"
A_LINE_EACH = "En per rad."
BY = "Ditt namn"
WHY = "Varför"
SAVE = "Spara rättelsen"
SAVED = "Rättelsen är sparad."
WITHDRAWN = "Rättelsen är tillbakatagen."
LOG = "Rättelser"
LOG_READ = "Läst: {value}"
LOG_RIGHT = "Rättat till: {value}"
LOG_BY = "{at} av {by}: {why}"
LOG_WITHDRAWN = "Tillbakatagen {at} av {by}"
WITHDRAW = "Ta tillbaka"
WITHDRAW_NAMED = "Ta tillbaka rättelsen av {label}"
NEEDS_NAME = "Skriv ditt namn först."
