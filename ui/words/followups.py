"""Words of the page of follow-ups."""

from __future__ import annotations

TITLE = "Bevakning"
ABOUT = (
    "Uppdrag, utlovade datum och återkommande uppgifter som de står i protokollen, obesvarade motioner och när beslut vinner "
    "laga kraft. Varje rad leder till sin paragraf."
)
PART = "Visa"
PARTS = {"bevakning": "Uppdrag och datum", "initiativ": "Motioner och förslag", "laga kraft": "Laga kraft"}
TODAY = "Räknat från"
DUTY, STATE, RESPONSIBLE = "Slag", "Läge", "Ansvarig"
COUNTS = "{total} att bevaka, varav {overdue} vars dag har passerat"
SHOWN = "Visar de {shown} första av {total}. Begränsa urvalet, eller hämta alla som fil."
NOTHING = "Inget stämmer med urvalet. Ändra det, eller läs in protokoll under Dokument."
NOTHING_LATE = "Inget i urvalet har passerat sin dag."

LATE, COMING, AGAIN, ODD, UNDATED, PROPOSED, DONE = (
    "Dagen har passerat",
    "Kommande",
    "Återkommer",
    "Datum som inte finns",
    "Utan datum",
    "Bara föreslaget",
    "Klart: organet har återkommit",
)
LATE_BY = "{days} dagar sedan"
YESTERDAY = "1 dag sedan"
SOON = {0: "i dag", 1: "i morgon"}
DAYS_LEFT = "om {days} dagar"
NEXT_ON = "nästa {day}"
NO_DAY = "ingen dag"
ASSUMED = "{name} (antagen)"
NOBODY = "Ingen ansvarig utpekad"
UNKNOWN = "utfallet oklart"

INITIATIVE_COLUMNS = ("Ärende", "Kom in", "Ålder", "Besvarad")
AT_LATEST = "senast {day}"
AGE = "{days} dagar"
OVER_A_YEAR = "över ett år"
UNANSWERED = "svar saknas i underlaget"
YEAR_RULE = (
    "En motion bör beredas så att fullmäktige kan fatta beslut inom ett år (kommunallagen 5 kap. 35 §). "
    "Besvarad betyder att svaret finns bland handlingarna här."
)
FORCE_COLUMNS = ("Sammanträde", "Anslag", "Överklagandetiden löper ut", "Paragrafer med beslut", "Anmärkning")
FORCE_RULE = (
    "Överklagandetiden löper ut tre veckor efter att protokollets justering anslogs (kommunallagen 13 kap. 5 §); är dagen "
    "en helgdag gäller nästa vardag. Dagen efter har beslut som ingen överklagat vunnit laga kraft."
)
NOT_TOLD = "framgår inte"
