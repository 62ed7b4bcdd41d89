"""Minutes of the made-up kommun Strandvik: who was there for which §, who moved, entered and declared what."""

from __future__ import annotations

KS = """STRANDVIKS KOMMUN
PROTOKOLL
Kommunstyrelsen
Sammanträdesdatum 2024-03-12

Plats och tid
Skeppargården, rum Fyren, kl. 13.15–16.50
Beslutande
Majlis Påhittlund (S), ordförande
Gustav Diktberg (M), vice ordförande, §§ 20–22
Rakel Fantasén (C)
Olle Sagerholm (V)
Beda Luftgren (KD)
Sixten Brygga (FS)
Tjänstgörande ersättare
Vera Låtsmark (M) ersätter Gustav Diktberg (M), §§ 23–25
Övriga deltagande
Tuva Blecksten, sekreterare
Ivan Krita, ekonomichef, § 21
Utses att justera
Rakel Fantasén (C)
Justeringens tid och plats
Kommunkontoret, den 18 mars 2024
Paragrafer
20–25
Protokollet förvaras
på kansliet i Strandvik

KS-24/00020 § 20
Ny gästhamn
Bakgrund
Hamnkontoret bedömer att en gästhamn med 30 platser ger ett överskott efter tre år. Båtklubben avstyrker förslaget.
Revisorernas bedömning är att kalkylen saknar räntor.
Yrkanden
Majlis Påhittlund (S) yrkar bifall till förslaget. Olle Sagerholm (V) yrkar att gästhamnen i stället läggs vid Ekudden. Beda Luftgren (KD) yrkar avslag.
Beslutsgång
Ordföranden ställer yrkandena mot varandra och finner att kommunstyrelsen bifaller Majlis Påhittlunds yrkande och avslår Olle Sagerholms yrkande.
Kommunstyrelsens beslut
• En gästhamn med 30 platser anläggs i Strandvik.
Reservation
Olle Sagerholm (V) reserverar sig till förmån för eget yrkande.
Protokollsanteckning
Beda Luftgren (KD) lämnar en protokollsanteckning om vattendjupet i hamnen.
-----
KS-24/00021 § 21
Avgift för båtplatser
Bakgrund
Avgiften har varit densamma sedan 2015.
Kommunstyrelsens beslut
• Avgiften för båtplatser höjs till 2 400 kr.
Protokollsanteckning
Sixten Brygga (FS) lämnar följande protokollsanteckning: Avgiften slår hårt mot fritidsfiskare. Den borde ha utretts.
-----
KS-24/00022 § 22
Bidrag till seglarskolan
Jäv
Rakel Fantasén (C) anmäler jäv och deltar inte i handläggningen.
Kommunstyrelsens beslut
• Seglarskolan beviljas 40 000 kr.
-----
KS-24/00023 § 23
Namn på nya bryggan
Yrkande
Sixten Brygga (FS) yrkar att bryggan döps till Lotsbryggan.
Beslutsgång
Ordföranden ställer förslagen mot varandra och finner att kommunstyrelsen avslår Sixten Bryggas yrkande.
Omröstning
Den som röstar för förslaget röstar ja. Omröstningen ger 4 ja-röster och 2 nej-röster.
Kommunstyrelsens beslut
• Bryggan döps till Storbryggan.
Reservation
Sixten Brygga (FS) och Olle Sagerholm (V) reserverar sig mot beslutet.
-----
KS-24/00024 § 24
Rapport om sjösäkerhet
Kommunstyrelsens beslut
• Rapporten läggs till handlingarna.
-----
KS-24/00025 § 25
Motion om badflotte – Beda Luftgren (KD)
Bakgrund
Beda Luftgren (KD) föreslår i en motion att en badflotte läggs ut.
Kommunstyrelsens förslag till kommunfullmäktige
• Motionen avslås.
-----
"""

MN = """STRANDVIKS KOMMUN
PROTOKOLL
Miljönämnden
Sammanträdesdatum 2024-04-09

Plats och tid
Kustgården, sal Tången, kl. 08.00–09.10
Beslutande
Ejnar Strömming (C), ordförande
Hilma Ankarsten (S)
Utses att justera
Hilma Ankarsten (S)
Paragrafer
7–8

MN-24/00007 § 7
Tillsyn av båtbottentvätt
Miljönämndens beslut
• Tillsynsplanen fastställs.
-----
MN-24/00008 § 8
Yttrande över gästhamnen
Miljönämndens beslut
• Nämnden har inget att erinra.
-----
"""

MINUTES = {"ks-2024-03-12.txt": KS, "mn-2024-04-09.txt": MN}
