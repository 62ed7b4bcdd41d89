"""Words of the page of the checks of minutes."""

from __future__ import annotations

TITLE = "Protokollskontroll"
ABOUT = (
    "Varje protokoll hålls mot kommunallagens tider och mot sig självt. Det som handlingen inte säger räknas inte som "
    "en anmärkning utan står som ”går inte att avgöra”."
)
NOTHING = "Inga protokoll stämmer med urvalet. Ändra det, eller läs in protokoll under Dokument."
RULE = "Regel"
SEVERITY = "Allvar"
FLAWED = "Bara möten med anmärkningar"
COLUMNS = ("Regel", "Fel", "Varning", "Går inte att avgöra")
COUNT = "{meetings} protokoll och utdrag, {flawed} med anmärkningar."
COUNT_FLAWED = "{flawed} protokoll och utdrag har anmärkningar. Talen nedan gäller alla."
SHOWING = "Visar de {shown} nyaste av {total}. Begränsa med organ eller datum för att se andra."
MEETING = "{body} {date} {sections}: {count}"
NONE = "inga anmärkningar"
ONE = "1 anmärkning"
MANY = "{count} anmärkningar"
UNTOLD = "Går inte att avgöra"
DRAFT = "utkast"
PAGE = "s. {page}"
TO_PARAGRAPH = "Visa paragrafen"
SEVERITIES = {"fel": "Fel", "varning": "Varning"}
