"""Minutes of the made-up kommun Höglunda: several meetings of three bodies, for lists over many paragraphs."""

from __future__ import annotations

_HEAD = "HÖGLUNDA KOMMUN\nPROTOKOLL\n{body}\nSammanträdesdatum {date}\n\nPlats och tid\nKommunhuset, kl. 13.00\nBeslutande\nTyra Påhitt (S), ordförande\nUtses att justera\nNils Diktare (KD)\nParagrafer\n{first}–{last}\n\n"

BN_MAY = (
    _HEAD.format(body="Byggnadsnämnden", date="2025-05-14", first=20, last=23)
    + """BN-25/00010 § 20
Ekeby 2:14 – bygglov för fritidshus
Beslut
Byggnadsnämnden beslutar att
1. bevilja bygglov för fritidshus på fastigheten Ekeby 2:14.
2. avgiften är 18 740 kronor.
-----
BN-25/00011 § 21
Ekeby 7:3 – ansökan om bygglov för garage
Beslut
Byggnadsnämnden beslutar att
1. avslå ansökan om bygglov för garage.
-----
BN-25/00012 § 22
Detaljplan för Ängsvägen
Beslut
Byggnadsnämnden beslutar att
1. godkänna planförslaget för samråd.
-----
BN-25/00013 § 23
Redovisning av delegationsbeslut
Delegationsbeslut
• BN-25/00001 Bygglov för altan, Ekeby 1:2
• BN-25/00002 Bygglov för skylt, Ekeby 1:9
• BN-25/00003 Startbesked, Ekeby 4:4
Beslut
Redovisningen läggs till handlingarna.
"""
)

BN_DECEMBER = (
    _HEAD.format(body="Byggnadsnämnden", date="2025-12-10", first=60, last=60)
    + """BN-25/00044 § 60
Ekeby 3:40 – bygglov för förskola
Beslut
Byggnadsnämnden beslutar att
1. bevilja bygglov för förskola på fastigheten Ekeby 3:40.
-----
"""
)

BN_AUTUMN = (
    _HEAD.format(body="Byggnadsnämnden", date="2025-09-17", first=40, last=40)
    + """BN-25/00030 § 40
Ekeby 9:9 – bygglov för mast
Beslut
Byggnadsnämnden beslutar att
1. bevilja bygglov för mast på fastigheten Ekeby 9:9.
-----
"""
)

KS = (
    _HEAD.format(body="Kommunstyrelsen", date="2025-10-07", first=80, last=84)
    + """KS-25/00070 § 80
Skolan i Ekeby
Yrkanden
Tyra Påhitt (S) yrkar bifall. Nils Diktare (KD) yrkar avslag.
Kommunstyrelsens förslag till kommunfullmäktige
• Skolan i Ekeby läggs ned den 30 juni 2026.
Reservation
Nils Diktare (KD) reserverar sig mot förslaget.
-----
KS-25/00071 § 81
Motion om fler bänkar
Kommunstyrelsens förslag till kommunfullmäktige
• Motionen avslås.
-----
KS-25/00072 § 82
Avtal om snöröjning
Kommunstyrelsens beslut
• Avtalet godkänns.
• Kommunchefen får i uppdrag att teckna avtalet senast den 1 november 2025.
Reservation
Mia Saga (M) reserverar sig mot beslutet.
-----
KS-25/00073 § 83
Uppdrag om cykelställ
Kommunstyrelsens beslut
• Fastighetschefen får i uppdrag att utreda cykelställ vid stationen.
-----
§ 84
Anmälda initiativärenden
Mia Saga (M) har den 7 oktober 2025 lämnat ett initiativärende till kommunstyrelsen, gällande vattnet i badsjön.
Kommunstyrelsens beslut
• Initiativärendet tas emot.
"""
)

KF = (
    _HEAD.format(body="Kommunfullmäktige", date="2025-11-24", first=70, last=74)
    + """KS-25/00070 § 70
Skolan i Ekeby
Kommunfullmäktiges beslut
• Skolan i Ekeby läggs ned den 30 juni 2026.
Reservation
Ledamöterna för KD och BP reserverar sig mot beslutet.
-----
KS-25/00090 § 71
Sammanträdesplan 2026 för kommunfullmäktige
Bakgrund
Kommunfullmäktige sammanträder den 23 februari, 27 april och 15 juni 2026.
Kommunfullmäktiges beslut
• Sammanträdesplan 2026 fastställs.
-----
KS-25/00091 § 72
Motion om nattbuss
Kommunfullmäktiges beslut
• Motionen överlämnas till kommunstyrelsen för beredning.
-----
KS-25/00092 § 73
Svar på motion om skolmat
Kommunfullmäktiges beslut
• Motionen bifalls.
-----
KS-25/00093 § 74
Avsägelse från Bo Fabel som ersättare i valnämnden
Kommunfullmäktiges beslut
• Avsägelsen godkänns.
"""
)

MEETINGS = {
    "bn-maj.txt": BN_MAY,
    "bn-sep.txt": BN_AUTUMN,
    "bn-dec.txt": BN_DECEMBER,
    "ks.txt": KS,
    "kf.txt": KF,
}
