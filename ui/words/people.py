"""Words of the page of people and bodies."""

from __future__ import annotations

TITLE = "Personer och organ"
ABOUT = "Uppgifter ur protokollens försättsblad och voteringar. Bara för den som får se interna handlingar."
NOTHING = "Inga personer stämmer med urvalet. Ändra det, eller läs in protokoll under Dokument."
PARTY = "Parti"
MEMBERS = "Personer ({count})"
MEETINGS = "Närvaro ({total} möten)"
VOTES = "Voteringar ({total})"
COLUMNS = {
    "body_key": "Organ",
    "name": "Namn",
    "parties": "Parti",
    "deciding": "Beslutande",
    "serving": "Tjg ersättare",
    "beside": "Ej tjg ersättare",
    "replaced": "Ersatt",
    "other": "Övrig",
    "last": "Senast",
    "roles": "Roll",
}
SAME = "Möjligen samma person"
SAME_ABOUT = "Namnen slås aldrig ihop: kontrollera mot protokollen."
SAME_LINE = "{one} och {other}: {why}"
PRESENT = ("Namn", "Parti", "Roll", "Deltog som", "Ersatte", "Paragrafer")
CAST = ("Namn", "Parti", "Röst")
SHOWN = "Visar de {shown} nyaste."
STATES = {"stämmer": "Stämmer", "osäker": "Osäker", "bara antal": "Bara antal"}
RESULT = "{yes} ja, {no} nej"
ABSTAINED = ", {count} avstod"
TO_PARAGRAPH = "Visa paragrafen"
