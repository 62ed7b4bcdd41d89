"""Words of the page of matters."""

from __future__ import annotations

TITLE = "Ärenden"
ABOUT = (
    "Vägen som varje ärende har tagit mellan organen, och var det står. Paragrafer förs samman genom sina hänvisningar; "
    "tveksamma kopplingar står för sig."
)
STATE = "Läge"
STATES = ("öppet", "avslutat")
COUNT = "{total} ärenden, varav {open} öppna"
SHOWING = "Visar {first}–{last} av {total}."
PAGE = "Sida i listan"
NOTHING = "Inga ärenden stämmer med urvalet. Ändra det, eller läs in protokoll under Dokument."
NO_DNR = "utan diarienummer"
OPEN = "Öppet"
CLOSED = "Avslutat"
ALL = "Alla ärenden"
WAY = "Ärendets väg"
FINAL = "Beslutar slutligt: {body}."
FINAL_HERE = "Beslutet finns i arkivet."
FINAL_MISSING = "Beslutet finns inte i arkivet."
LACKING = "saknas"
WHY = "Varför paragrafen hör till ärendet"
MISSING = "Nämns i texten men finns inte i arkivet"
NOT_HERE = "Finns inte i arkivet"
SENTENCE = "Så står det"
NAMED_IN = "Nämns i {places}"
DOUBTFUL = "Kan höra hit"
DOUBTFUL_ABOUT = (
    "De här paragraferna är inte sammanförda med ärendet, eftersom det inte är säkert att de hör dit."
)
OTHER_MATTER = "Visa det ärendet"
PAGE_OF_FILE = "{file}, sida {page}"
