"""The words that tell what a question asks for: recognisers, scaffolding to leave out, abbreviations, English."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from ingest.analyse import STOP_WORDS, fold


class Want(StrEnum):
    """What can be asked for. Several may be asked for at once."""

    SMALLTALK = "småprat"
    OUTSIDE = "utanför"
    PERSONAL = "personuppgift"
    RESERVATION = "reservation"
    NOTE = "anteckning"
    VOTE = "votering"
    MOTIONED = "yrkande"
    CONFLICT = "jäv"
    ADJUSTER = "justerare"
    NOTICE = "anslag"
    MEMBERS = "närvaro"
    SITTING = "plats och tid"
    PREPARED = "beredande"
    RECIPIENTS = "mottagare"
    UNDERLAG = "underlag"
    COUNT = "antal"
    LIST = "lista"
    GOALS = "mål"
    COMPARISON = "jämförelse"
    MATTER = "ärendets gång"
    DEFINITION = "definition"
    OPINION = "åsikt"
    DECISION = "beslut"
    AMOUNT = "belopp"
    DATE = "datum"
    PERSON = "person"
    WHY = "varför"
    YES_NO = "ja eller nej"
    ENUMERATION = "uppräkning"
    HOW_MANY = "hur många"
    HOW_OFTEN = "hur ofta"
    CONFLICTING = "olika uppgifter"


@cache
def table(name: str) -> dict[str, Any]:
    """A table of `data/`, read once."""
    with (files("assistant") / "data" / name).open("rb") as handle:
        return tomllib.load(handle)


def _words(language: str) -> frozenset[str]:
    """The framing words of a language, of all classes."""
    classes: dict[str, str] = table("words.toml")[language]
    return frozenset(word for each in classes.values() for word in each.split())


def _pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


_SOMEBODY = (
    r"(?-i:(?:the )?(?:[A-ZÅÄÖ]{1,4}\b(?!N\b)|[A-ZÅÄÖ][\wåäöé-]+(?:erna|partiet|ern|ats|als)?(?: [A-ZÅÄÖ][\wåäöé-]+)*)"
    r"|partiet|ledamöterna|oppositionen|sossarna|moderaterna|vänstern|centern)"
)
"""A party or a person, as a question names one: 'V', 'Moderaterna', 'Disa Exempelsson'."""

_KINDS = (
    r"motioner\w*|medborgarförslag\w*|medborgarinitiativ\w*|e-förslag\w*|initiativärenden\w*|ledamotsinitiativ\w*|interpellationer\w*"
    r"|enkla frågor|avsägelser\w*|entlediganden\w*|kompletteringsval\w*|fyllnadsval\w*|val|motions"
)
_LOOSE_KINDS = (
    r"bygglov\w*|rivningslov\w*|marklov\w*|strandskydds?dispenser\w*|förhandsbesked\w*|detaljplaner\w*|taxor\w*|remisser\w*"
    r"|upphandlingar\w*|styrdokument\w*|policyer\w*|avtal|försäljningar|uppdrag"
)
_PARAGRAPHS = (
    r"(?:paragraf\w*|§+|ärenden(?!\s+inlämn)\w*|beslut(?!e[nt]s?\b\s+(?:om|att))\w*|punkter|items|decisions|matters"
    rf"|(?:{_KINDS})\b)"
)
_DECIDED_ON = (
    r"(?:beslut|bevilja|avsl|anto|antag|fastställ|godkän|bif|återremit|bordla|behandla|gav|gavs|fick)"
)

RECOGNISERS: tuple[tuple[Want, re.Pattern[str]], ...] = (
    (
        Want.SMALLTALK,
        _pattern(
            r"^\W*(?:hej|hejsan|tjena|god\s?(?:morgon|dag|kväll)|tack|hello|hi|thanks)\b[\s!.,?]*(?:så mycket)?[\s!.]*$",
            r"^\W*(?:vem är du|vad kan du|hur mår du|what can you do|who are you)\b",
        ),
    ),
    (
        Want.OUTSIDE,
        _pattern(
            r"\bskriv (?:en |ett )?(?:dikt|sång|saga|vers|låt)",
            r"\b(?:väder(?:et)?|weather)\b.*\b(?:idag|imorgon|i morgon|today)\b",
            r"\bberätta (?:en |ett )(?:vits|skämt|saga)",
            r"\btell me a joke\b",
            r"\b(?:vad|hur) (?:tycker|anser|tror|känner|resonerar|hade) du\b",
            r"\bdin (?:egen |egna |personliga )?(?:åsikt|uppfattning|mening)\b|\btycker du (?:själv|att (?:jag|man|vi))\b",
            r"\b(?:borde|bör|ska|skall) (?:jag|vi|man) (?:rösta|tycka)\b",
            r"\bwhat do you (?:\w+ )?think\b|\byour (?:own |personal )?opinion\b|\bshould (?:i|we) vote\b",
        ),
    ),
    (
        Want.PERSONAL,
        _pattern(
            r"\bpersonnum(?:mer|ret)|\bpersonnr\b",
            r"\bprivata? (?:adress|telefon|nummer|mejl|e-post)",
            r"\bhem(?:adress|telefon)",
            r"\b(?:mobil|telefon)(?:num(?:mer|ret)s?|nr)\b",
            r"\bvar bor (?:[A-ZÅÄÖ])",
            r"\bbostadsadress",
            r"\bsjukskriv(?:en|ning) \w+",
            r"\bdiagnos",
            r"\bhome address",
            r"\bphone number",
            r"\bsocial security number",
            r"\bhur gammal är\b",
        ),
    ),
    (
        Want.RESERVATION,
        _pattern(
            r"\breserv(?:erade|erat|era|erar|ation|ationer|ationen)\b",
            r"\bdissent",
            r"\bentered reservations?\b",
        ),
    ),
    (
        Want.NOTE,
        _pattern(
            r"\bprotokollsanteckning",
            r"\bsärskil(?:t|da) yttrande",
            r"\bröstförklaring",
            r"\bstatements? for the (?:record|minutes)\b",
        ),
    ),
    (
        Want.VOTE,
        _pattern(
            r"\bvotering",
            r"\bomröst(?:ning|at)",
            r"\bröst(?:ade|at|etal|erna|er|siffror\w*|resultat\w*|ar)\b",
            r"\b(?:ja|nej)-?röst",
            r"\bvotes?\b",
            r"\bvoted\b",
            r"\bvoting\b",
        ),
    ),
    (
        Want.MOTIONED,
        _pattern(
            r"\w*yrka\w*",
            r"\b(?:tilläggs|ändrings|mot|avslags)förslag\w*",
            rf"\bvad (?:ville|begärde|krävde|föreslog|lade)\s+{_SOMEBODY}",
            r"\b(?:vem|vilka|vilket parti|vilken ledamot)\b(?: \w+){0,2} (?:ville|föreslog|begärde|krävde|lade (?:fram )?förslag\w*)\b",
            r"\b(?:från )?(?:vem|vilka|vilket parti|vilka partier)\b[^?]*\bkom\b[^?]*\b(?:tillägg|förslag|ändring)\w*",
            r"\bvems (?:\w+ )?(?:förslag|tillägg)\w*",
            rf"\bfick {_SOMEBODY}[^?]*\b(?:igenom|gehör)\b",
            r"\bwho (?:moved|proposed)\b",
            rf"\bwhat did {_SOMEBODY}[^?]*\b(?:move|propose|want)\b",
        ),
    ),
    (Want.CONFLICT, _pattern(r"\bjäv\w*", r"\bconflict of interest", r"\brecused?\b")),
    (
        Want.ADJUSTER,
        _pattern(
            r"\bjuster(?:ade|at|are|aren|arna|ar|ades|ats|as|a|ing|ingen)\b",
            r"\badjust(?:ed|er|ers)\b",
            r"\bapproved the minutes\b",
        ),
    ),
    (
        Want.NOTICE,
        _pattern(
            r"\banslog",
            r"\banslag(?:et)?\b(?=.*\b(?:tas|togs|tagits|sattes|sätts|ned|ner|nedtag\w*|upp|uppsatt)\b)",
            r"\btas? anslaget",
            r"\bbevis om anslag",
            r"\banslagstid",
            r"\bnotice board",
        ),
    ),
    (
        Want.MEMBERS,
        _pattern(
            r"\bbeslutande\b(?!\s+organ)",
            r"\bnärvar(?:ande|o|ade)",
            r"\b(?:vilka|vem|vilken)\b[^?]*\b(?:deltog|deltagit|satt|sitter|medverkade|tjänstgjorde|var med)\b",
            r"\bwho (?:attended|was present|were present|took part|sat)\b",
            r"\bersatte\b(?=.*\b(?:mötet|sammanträdet)\b)",
            r"\b(?:tjänstgörande |ej tjänstgörande )ersättare\b",
            r"\b(?:vilka|vem) var ersättare",
            r"\bvem (?:var|är) (?:ordförande|sekreterare)",
            r"\bvem (?:ledde|förde protokoll)",
            r"\bvem (?:är|var) (?:kommunens |vår )?[\w-]*(?:chef|direktör|samordnare|strateg|ingenjör|handläggare|ekonom|jurist|controller|rektor|inspektör|arkitekt)\b(?! (?:i|för) ärendet)",
            r"\bvilka ledamöter (?:var|deltog|närvarade|fanns|satt)\b",
            r"\b(?:vem|vilka|vilken)\b[^?]*\b(?:satt|företrädde|representerade)\b[^?]*\bför\b",
            r"\bhur många\b[^?]*\b(?:ledamöter|ersättare|beslutande|tjänstepersoner|deltagare|personer)\b[^?]*\b(?:var|deltog|närvar\w+|satt|tjänstgjorde|beslutade|var med)\b",
            r"\bhow many members\b[^?]*\b(?:attend\w*|present|took part)\b",
            r"^\W*(?:deltog|medverkade|närvarade|satt)\b|^\W*var\b[^?]*\bmed\s+(?:när|om|i|på|vid)\b",
            r"^\W*(?:deltog|medverkade|närvarade|satt|var|did|was)\b[^?]*\b(?:mötet|sammanträdet|beslutet|besluten|behandlingen|ärendet|på plats|med på|attend|present|take part)\b",
            r"\b(?:ordförande|sekreterare) (?:på|vid|för) (?:mötet|sammanträdet)",
            r"\bwho chaired\b",
            r"\bmembers\b.*\b(?:present|meeting)",
        ),
    ),
    (
        Want.SITTING,
        _pattern(
            r"\bplats och tid\b",
            r"\b(?:vilken|vilket|vad för)\s+(?:\w*lokal\w*|\w*rum|\w*sal|plats|byggnad|hus|klockslag|tid)\b",
            r"\bvar\s+(?:hölls|höll|satt|ägde|träffades|möttes|sammanträdde|var|hade)\b",
            r"\b(?:när|hur dags|vilken tid|vilket klockslag)\s+(?:började|slutade|startade|öppnades|avslutades|inleddes|var\b[^?]*\bslut)",
            r"\bhur länge\s+(?:varade|pågick|satt|höll|sammanträdde)",
            r"\b(?:mellan vilka|vilka|vid vilka) (?:klockslag|tider)\b",
            r"\b(?:var|hos vem)\s+(?:förvaras|finns|ligger)\b[^?]*\bprotokoll",
            r"\bvilken förvaringsplats\b|\bförvaringsplats",
            r"\b(?:which|what) (?:room|place|venue|building|time|hours)\b|\bwhere did\b[^?]*\bmeet\b|\bwhere was\b[^?]*\b(?:held|meeting)\b",
            r"\bhow long (?:was|did)\b[^?]*\b(?:meet\w*|last|sit)\b|\bwhen did\b[^?]*\b(?:end|begin|start|finish)\b|\bminutes\b[^?]*\bkept\b",
        ),
    ),
    (
        Want.PREPARED,
        _pattern(
            r"\bberedande\b",
            r"\b(?:vem|vilka)\b[^?]*\b(?:beredde|berett|handlade(?! om)|handlägger|handlagt|handläggare)\b",
            r"\bhandläggare\b",
            r"\bwho prepared\b",
            r"\bprepared by\b",
            r"\bbereddes? (?:ärendet )?av\b",
        ),
    ),
    (
        Want.RECIPIENTS,
        _pattern(
            r"\b(?:till (?:vem|vilka)|vart)\b[^?]*\b(?:skick|expedier)\w*(?!.*\bfaktur)",
            r"\bskick(?:as|ades|at|ats)\b(?!.*\bfaktur)[^?]*\btill\b",
            r"\b(?:till )?vem\b[^?]*\bskick(?:as|ades)\b(?!.*faktur)",
            r"\bexpedier\w*",
            r"\bmottagare\b",
            r"\b(?:vem|vilka)\b[^?]*\b(?:fick|får|ska få|fått|få)\b[^?]*\b(?:protokollsutdrag\w*|utdrag\w*|beslutet|del av beslutet|protokollet)",
            r"\b(?:vem|vilka)\b[^?]*\bska(?:ll)? ha (?:beslutet|protokolls?utdrag\w*|utdrag\w*|protokollet)\b",
            r"\bdelges\b",
            r"\bkopia till\b",
            r"\b(?:sent|forwarded|copied) to\b",
            r"\brecipients?\b",
        ),
    ),
    (
        Want.UNDERLAG,
        _pattern(
            r"\bbeslutsunderlag\w*",
            r"\bvilka (?:underlag|handlingar)\b",
            r"\bvilket underlag\b",
            r"\bsupporting documents\b",
        ),
    ),
    (
        Want.COUNT,
        _pattern(
            rf"\bhur många\s+(?:\w+\s+){{0,2}}{_PARAGRAPHS}",
            rf"\bhow many\s+(?:\w+\s+){{0,2}}{_PARAGRAPHS}",
            rf"\bantal(?:et)?\s+{_PARAGRAPHS}",
            r"\bhur många\s+(?:\w+\s+)?(?:voteringar|omröstningar|reservationer)\b",
            rf"\bhur många\s+(?:\w+\s+)?(?:{_LOOSE_KINDS})\b(?=[^?]*\b{_DECIDED_ON})",
            r"\bhur (?:många gånger|ofta)\b(?=[^?]*\b(?:reserv|jäv|yrka|återremit|bordla|avsl|voter|omröst))",
        ),
    ),
    (
        Want.LIST,
        _pattern(
            r"^\W*(?:lista|räkna upp|visa|ge mig|list|show)\b",
            rf"\bvilka\s+(?:av\s+)?(?:\w+\s+){{0,2}}{_PARAGRAPHS}",
            rf"\bvilka\s+(?:\w+\s+){{0,2}}(?:{_LOOSE_KINDS})\b(?=[^?]*\b{_DECIDED_ON})",
            r"\bvilka\s+(?:\w+\s+)?(?:reservationer|voteringar|omröstningar)\b",
            r"\bvilka förslag\b(?=[^?]*\b(?:till|lämna\w*|avsl\w+|bif\w+|återremit\w+|bordla\w+)\b)",
            r"\balla (?:paragrafer|§§|ärenden|beslut|motioner)",
            r"\b(?:which|what)\s+(?:\w+\s+){0,2}(?:paragraphs|items|decisions|matters|motions|reservations)\b",
            r"\bvad (?:togs upp|behandlades|avhandlades|stod på dagordningen)",
        ),
    ),
    (
        Want.GOALS,
        _pattern(
            r"\bkf[- ]?indikator",
            r"\bindikator(?:er|n|erna)?\b",
            r"\bmål\s+\d+\b",
            r"\bmål\b(?=[^?]*\b(?:utgångsvärde|basvärde|startvärde|målvärde|mätba|tidsatt|målägare))",
            r"\bvilka av\b[^?]*\bmål\b",
            r"\b(?:vilka|vilket) (?:\w+\s){0,2}mål\b",
            r"\b(?:verksamhets|övergripande |del|fullmäktige)mål\w*",
            r"\bvision(?:en)?\b(?!.*\byrk)",
            r"\bmålen\b",
            r"\bgoals?\b",
            r"\bnyckelresultat",
            r"\bmålet\b",
        ),
    ),
    (
        Want.COMPARISON,
        _pattern(
            r"\bjämför",
            r"\bskillnad",
            r"\bstämmer\b[^?]*\b(?:med|överens)\b",
            r"\bskiljer\b",
            r"\bcompare",
            r"\bdifference between\b",
        ),
    ),
    (
        Want.MATTER,
        _pattern(
            r"\bvad blev det (?:av|med)\b",
            r"\bhur gick det (?:med|för|sedan)\b",
            r"\bärendets (?:gång|väg)\b",
            r"\bvad (?:hände|händer|har hänt) (?:sedan|med|i ärendet)\b",
            r"\bvar (?:ligger|står|är) ärendet\b",
            r"\bhur har (?:ärendet|frågan)\b",
            r"\bvilka har (?:behandlat|berett|tagit upp|haft)\b",
            r"\bhur (?:har|gick|har det gått)\b[^?]*\b(?:gått|vandrat|hanterats|behandlats|beretts|till)\b",
            r"\b(?:hela (?:turen|resan|gången|kedjan|historien|vägen)|steg för steg|ärendegång\w*|händelseförlopp\w*)\b",
            r"\b(?:ärendet|frågan|motionen|förslaget)\b[^?]{0,60}\b(?:har\s+)?(?:gått|vandrat)\b",
            r"\bvilk(?:en väg|a vägar|a steg|a instanser|a organ|a nämnder)\b[^?]*\b(?:tog|tagit|passera\w*|gått|behandla\w*)\b",
            r"\bstep by step\b|\bwhat (?:happened to|became of)\b|\bhow did\b[^?]*\b(?:move|pass|go|progress)\b",
            r"\bstatus (?:för|på|i)\b",
        ),
    ),
    (
        Want.DEFINITION,
        _pattern(
            r"\bvad (?:är|betyder|innebär|menas med|står)\b",
            r"\bwhat (?:is|are|does)\b(?!.*\bdecide)",
            r"\bförklara\b",
            r"\bdefin",
        ),
    ),
    (
        Want.OPINION,
        _pattern(
            r"\bvad\s+(?:tyckte|tycker|ansåg|anser|sa|sade|säger|menade|menar|bedömde|bedömer|tyckt|skrev|svarade|framförde|påpekade|konstaterade)\b",
            r"\bhur\s+(?:ställde|ställer|såg|ser|motiverade|bedömde|bedömer|resonerade)\b[^?]*\b(?:på|till|om|att|sig)\b",
            r"\bvilk(?:en|a|et)\s+(?:åsikt\w*|synpunkt\w*|inställning|invändning\w*|bedömning|ståndpunkt|uppfattning|kritik)\b",
            r"\bwhat did\b[^?]*\b(?:say|think)\b",
            r"\bwhat was\b[^?]*\b(?:opinion|view)\b",
        ),
    ),
    (
        Want.DECISION,
        _pattern(
            r"(?<!fatta )(?<!fattar )(?<!ekonomiska )\bbeslut(?!ande|santeck|sunderlag|sattest|snivå|sfattare|sförslag)\w*",
            r"\bbestäm(?:de|des|ts|t|mer)\b",
            r"\bvad? (?:sa|sade|kom|tyckte)\b",
            r"\bsagt\b",
            r"\bklubba\w*",
            r"\bvem (?:blev|blir|är ny|ersätter|ersatte|efterträ\w+)\b",
            r"^\W*(?:har|är|blev|fick|får)\b[^?]*\b(?:antagen|antaget|antagna|såld|sålts|sålt|inrättats?|infört?s|inför|nedlagd|lagts ned|klar[at]?|beviljats?|pengar|bidrag|stöd|ansvarsfrihet)\b",
            r"\bgodkän\w*",
            r"\banto(?:g|gs)\b",
            r"\bantagit\b",
            r"\bantagits\b",
            r"\bfastställ\w*",
            r"\bavsl(?:og|ogs|ag|ogs|agit|å)\w*",
            r"\bbifall|\bbiföll?s?\b|\bbifallit",
            r"\båterremit\w*",
            r"\bbordla\w*",
            r"\btacka(?:t|de|r)? (?:ja|nej)\b",
            r"\bföresl(?:og|år|ås|ogs|agit|agits)\b",
            r"\bvad blev det\b",
            r"\bhur gick det\b",
            r"\bdecid\w*",
            r"\bdecision\w*",
            r"\bapprov\w*",
            r"\badopt\w*",
            r"\breject\w*",
            r"\bpropos\w*",
            r"\bbevilja\w*",
            r"\butsågs?\b",
            r"\bvaldes?\b",
        ),
    ),
    (
        Want.AMOUNT,
        _pattern(
            r"\bvad (?:kostar|kostade|kostat|kommer\b.*\bkosta)",
            r"\bkosta(?:r|de|t)?\b",
            r"\bvad (?:tjänar|tjänade)\b|\bvilken lön\b|\blönen\b",
            r"\bvilke[nt] (?:summa|kostnad|avgift|taxa|budget)\b",
            r"\w*belopp(?:et)?\b",
            r"\bhur (?:mycket pengar|hög|stor)\w* (?:\w+\s)?\w*(?:avgift|kostnad|taxa|anslag|bidrag|budget|summa|utgift|ersättning|investering)",
            r"\bhow much\b",
            r"\bwhat (?:amount|sum|fee|cost|price)\b",
            r"\b\w{3,}kostnad(?:en|er|erna)?\b",
            r"\b(?:vad|vilken|vilket|hur (?:stor|hög|mycket)\w*)\b[^?.]{0,45}\b\w*(?:hyran?|avgift(?:en|er|erna)?|ersättning(?:en)?|bidrag(?:et)?"
            r"|stöd(?:et)?|ram(?:en)?|anslag(?:et)?|arvode(?:t)?|skatt(?:en|esats\w*)?|vite(?:t)?|budget(?:en)?|taxan?|priset?|intäkt\w*"
            r"|utgift\w*|investering\w*|överskott\w*|underskott\w*|resultat(?:et)?)\b",
            r"\bkostnaden\b",
            r"\bhur mycket (?:pengar|får|fick|ger|gav|betalar|betalade|bidrar|söker|sökte)\b",
            r"\b\w*avgiften\b",
            r"\bpriset?\b",
            r"\bcosts?\b",
            r"\bhur många kronor\b",
            r"\b(?:siffror|siffran|siffrorna|summor|summan|summa)\b",
            r"\bi (?:tkr|mnkr|kronor|miljoner)\b",
            r"\bvilke[nt]\s+(?:\w+[\s-]){0,2}\w*(?:avgift|avjift|bot|böter|taxa|kostnad|summa)\b",
        ),
    ),
    (
        Want.DATE,
        _pattern(
            r"(?:^\W*|[?.,;–-]\s*|\b(?:och|samt|men|eller)\s+)(?:ungefär\s+)?när\b(?!\s+(?:det gäller|alla))",
            r"\bvilke[nt] (?:datum|dag|år|månad|tid)\b",
            r"\bhur länge\b",
            r"\btill och med när\b",
            r"\bunder vilken (?:tid|period)\b",
            r"\bsista dag",
            r"\b(?:med|me|till|från|sedan|efter)\s+när\b",
            r"\bdeadline",
            r"\bwhen\b",
            r"\bwhat date\b",
            r"\bhow long\b",
            r"\bvilket datum\b",
            r"\bunder vilken (?:tid|period)\b",
        ),
    ),
    (
        Want.PERSON,
        _pattern(
            r"\bvem\b",
            r"\bvems\b",
            r"\bvilka personer\b",
            r"\bwho\b",
            r"\bwhom\b",
            r"\bvilken (?:person|tjänsteperson|chef)\b",
            r"\bansvarig\w*",
        ),
    ),
    (
        Want.HOW_MANY,
        _pattern(
            r"\bhur (?:många|mycket|mycke|mkt)\b",
            r"\bhow (?:many|much)\b",
            r"\bantal(?:et)?\b",
            r"\bprocent\b",
            r"\bhur (?:stor|stort|stora|hög|högt|höga|lång|långt|långa|djupt?|bred[ta]?)\b",
            r"\b(?:folkmängd|befolkning|invånarantal|medelålder)\w*\b",
            r"\bhow (?:large|big|high|long|tall|deep|wide)\b",
        ),
    ),
    (Want.HOW_OFTEN, _pattern(r"\bhur ofta\b", r"\bmed vilket intervall\b", r"\bhow often\b")),
    (
        Want.CONFLICTING,
        _pattern(
            r"\b(?:två|tre|flera|olika)\s+(?:olika\s+)?(?:siffror|uppgifter|besked|belopp|datum|versioner|svar|tal)\b",
            r"\b(?:säger|uppger|anger|verkar säga|står)\s+(?:\w+\s+)?olika\b",
            r"\b(?:motsäg\w*|säger emot|motstridig\w*|går isär|stämmer (?:inte|väl inte))\b",
            r"\b(?:conflicting|contradict\w*|two different)\b",
        ),
    ),
    (
        Want.WHY,
        _pattern(
            r"\bvarför\b",
            r"\bav vilken anledning\b",
            r"\bwhy\b",
            r"\bvad är (?:skälet|syftet|orsaken)",
            r"\bmotiv\w*\b",
        ),
    ),
    (
        Want.ENUMERATION,
        _pattern(
            r"\bvilka\b",
            r"\bi vilken (?:ordning|turordning)\b",
            r"\bvilka steg\b",
            r"\bwhich\b",
            r"\bin what order\b",
        ),
    ),
    (
        Want.YES_NO,
        _pattern(
            r"^\W*(?:har|får|kan|är|ska|skall|var|blev|finns|gäller|måste|behöver|slutade|fick|did|has|is|was|does|can|may|are|were|have)\b",
            r"^\W*(?:antogs?|avslogs?|beslutade|beslutades|beviljades?|biföll|bifölls|bordlades?|fastställdes?|godkändes?"
            r"|återremitterades?|röstade|sade?|klubbades?|valdes|såldes|köpte|höjdes?|sänktes?)\b",
            r"\bstämmer det\b",
        ),
    ),
)
"""In order of how telling they are: the first that fits is the question's main kind."""

META_WORDS = _words("swedish")
"""Words that frame a question rather than say what it is about."""

LISTING_WORDS = frozenset(table("words.toml")["listing"].split())
"""Words that frame a question for a list and say nothing of what it is about."""

OPENING_WORDS = frozenset(table("words.toml")["opening"].split())
"""Words that begin a question, and no name."""

ENGLISH_SIGNS = frozenset(table("words.toml")["signs"].split())
"""Small words that show a question to be English."""

ENGLISH_WORDS = ENGLISH_SIGNS | _words("english")
"""Words that frame a question in English."""

_UNDOTTED = {fold(word) for word in META_WORDS | STOP_WORDS} - {"val", "las", "fas"}
_FRAMES = re.compile(
    rf"\b(?:{'|'.join(sorted(table('words.toml')['phrases'], key=len, reverse=True))})\b"
    r"|\b(?:våren|sommaren|hösten|vintern)\s+(?=(?:19|20)\d\d\b)",
    re.IGNORECASE,
)


def without_frames(text: str) -> str:
    """The text without the expressions that only frame a question ('hjälp mig att …', 'step by step')."""
    return _FRAMES.sub(" ", text)


def frames(word: str, *, dotless: bool = False) -> bool:
    """Whether a word, lower case, only frames a Swedish question. `dotless`: it is typed without å, ä, ö."""
    return word in STOP_WORDS or word in META_WORDS or (dotless and word in _UNDOTTED)


def _both_ways(rows: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """Short form → words, and a single long word → its short form."""
    found: dict[str, list[str]] = defaultdict(list)
    for short, long in rows.items():
        found[short].extend(long)
        if len(long) == 1 and len(long[0]) > 2:
            found[long[0]].append(short)
    return {word: tuple(same) for word, same in found.items()}


EXPANSIONS = _both_ways(table("abbreviations.toml"))
TRANSLATIONS = {word: tuple(same) for word, same in table("english.toml").items()}
