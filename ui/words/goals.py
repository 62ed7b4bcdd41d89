"""Words of the page of goals."""

from __future__ import annotations

TITLE = "Mål"
ABOUT = (
    "Målkedjan som handlingarna visar den: vision, övergripande mål, mål, indikatorer och aktiviteter. "
    "Varje länk säger varför den är gjord och hur säker den är."
)
TIER, STATUS, VALID, STANDING = "Nivå", "Status", "Giltighet", "Beslutat"
TODAY = "Räknat från"
NOTHING = "Inga mål stämmer med urvalet. Ändra det, eller läs in planer och uppföljningar under Dokument."
NO_GOALS = (
    "Här finns inga mål än. Läs in en verksamhetsplan, en vision eller en delårsrapport under Dokument."
)
CHAIN, PICTURE, LOOSE, FINDINGS, DISAGREE = (
    "Kedjan",
    "Bild av kedjan",
    "Lösa delar ({count})",
    "Brister i måltexterna ({count})",
    "Handlingar som säger olika ({count})",
)
TOO_MANY = "Bilden visar högst {most} mål åt gången. Begränsa urvalet, så ritas den."
PICTURE_ALT = "De mål som hänger ihop, som bild; heldragen linje är säker. Välj en ruta för att visa målet."
OTHER_KOMMUN = "Kommun framgår inte"
NO_STATUS = "Ingen uppföljning i underlaget"
STATUS_IS = "Status: {colour}"
PROPOSED = "föreslaget"
UNSURE = "hur säker: {certainty}"
WHAT = {
    "text": "Så står det",
    "description": "Beskrivning",
    "indicators": "Indikatorer",
    "period": "Period",
    "standing": "Beslut",
    "parent": "Hör under",
    "doubtful": "Kan höra under",
    "status": "Uppföljning",
    "earlier": "Tidigare uppföljning",
    "findings": "Brister i texten",
    "sources": "Källor",
}
NO_INDICATOR = "ingen angiven"
NO_PARENT = "framgår inte"
PAGE = "sida {page}"
NO_PAGE = "handlingen har inga sidor"
ROLES = {
    "mål": "här sätts målet",
    "beslut": "beslut eller förslag i protokoll",
    "uppföljning": "uppföljning",
    "omnämnande": "nämner det",
}
COUNTS = {
    "vision": ("vision", "visioner"),
    "övergripande mål": ("övergripande mål", "övergripande mål"),
    "mål": ("mål", "mål"),
    "delmål": ("delmål", "delmål"),
    "aktivitet": ("aktivitet", "aktiviteter"),
}
LOOSE_COLUMNS = ("Slag", "Namn", "Varför", "Kan höra till")
FINDING_COLUMNS = ("Mål", "Brister, och vad som kan göras")
SIDE_COLUMNS = ("Uppgift", "Så står det", "Var")
KOLADA = "källa: Kolada {kpi}"
COUNTRY = "0000"
"""Kolada's code for all of Sweden."""
GENDERS = {"K": "kvinnor", "M": "män"}
MISSING = "saknas"
TAKE_IN = "Läs in värden från Kolada"
TAKE_IN_ABOUT = (
    "Lämna in en fil från Koladas API (JSON, version 3) med en kommuns värden. De visas vid de mål vars indikator "
    "nämner nyckeltalets id, till exempel N15030. Ingenting hämtas från nätet."
)
FILE = "Fil från Kolada"
TAKEN_IN = "{values} värden för {kommun}, {first}–{last}: {kpis}."
