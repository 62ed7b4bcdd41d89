"""The words of promises: which verb a time goes with, what kind of promise it makes, and what makes a time none."""

from __future__ import annotations

import re

REPORT, DONE, REVISION, REPLY, DECISION, TASK = (
    "redovisning",
    "färdigt",
    "revidering",
    "svar",
    "beslut",
    "uppdrag",
)
KINDS = (TASK, REPORT, DONE, REVISION, REPLY, DECISION)
"""What a duty may be."""


_VERBS = (
    (REPLY, r"(?:remiss?|(?<!i\s))svar(?:et|en|as)?|tillhanda|yttrande(?:t|n)?|synpunkter(?:na)?|anbud(?:et|en)?|ansök(?:an|ningar(?:na)?)"),
    (
        REPORT,
        r"(?:åter)?redovisa[srt]?|(?:åter|års|delårs)?redovisning(?:en)?|(?:åter|av)rapporter(?:as|a|ar|ing\w*)|rapporter(?:as|a|ar)|presenter(?:as|a|ar)"
        r"|återkom(?:ma|mer)|följ(?:s|as|er|a)\s+upp|uppfölj(?:s|as|ning\w*)|utvärder(?:as|a|ar|ing\w*)|sammanställ(?:s|as|a)|anmäl(?:s|as)",
    ),
    (REVISION, r"revider(?:as|a|ar|ing\w*)|se(?:s|r)?\s+över|översyn\w*|uppdater(?:as|a|ar|ing\w*)|aktualiser(?:as|a|ing\w*)|omarbeta[s]?"),
    (DECISION, r"besluta[srt]?|slutligt\s+beslut|fatta[sr]?\s+beslut|behandla[srt]?|ta[sr]?\s+upp|tas\s+ställning|bordlägg(?:s|as|er)|prövas|avgörs|avgöras|hänskjut(?:s|as)"),
    (
        DONE,
        r"klara?t?|färdig(?:t|a|ställ\w*)?|slutför\w*|genomför(?:as|da|t|d|a|s)|åtgärda[dts]?|undertecknad?[et]?|slutbesikt\w+|levererad?[et]?"
        r"|utbetala[sd]\w*|(?:be|ut)?tala[s]?\s+ut|dela[s]?\s+ut|inlämna[sdt]\w*|lämna[sd]?\s+in|lämnas?|överlämnas?|skicka[sd]?|byta[s]?|påbörja[s]?|inleda?s",
    ),
)  # fmt: skip
VERB = re.compile(
    rf"(?<![\w-])(?:{'|'.join(f'(?P<v{at}>{words})' for at, (_, words) in enumerate(_VERBS))})(?![\w-])",
    re.IGNORECASE,
)
WILL = re.compile(
    r"\b(?:ska|skall|kommer\s+(?:den\s+|det\s+)?att|behöver|måste|bör|åläggs|uppmanas|förväntas|beräknas\s+(?:kunna\s+)?(?=vara|bli|klar|färdig|behandlas|redovisas)|svarar\s+att|lovar)\b",
    re.IGNORECASE,
)
NEXT = re.compile(
    r"\bslutligt\s+beslut\b|\bnästa\s+(?:\w+\s+)?(?:redovisning|uppföljning|revidering|avstämning|rapport|återrapportering|genomgång|utvärdering|översyn|kontroll)\w*",
    re.IGNORECASE,
)
PRESENT = re.compile(
    r"(?<![\w-])(?:redovisas|(?:åter|av)?rapporteras|presenteras|återkommer|följs\s+upp|utvärderas|revideras|ses\s+över|uppdateras"
    r"|beslutas|behandlas|tas\s+upp|bordläggs|prövas|avgörs|sammanställs)(?![\w-])",
    re.IGNORECASE,
)
CARRIED_OUT = re.compile(
    r"(?<![\w-])(?:(?<!nästa\s)(?:redovisning|uppföljning|(?:åter)?rapportering|avstämning|utvärdering|översyn)(?:en)?\s+(?:sker|görs)|betalas\s+ut|utbetalas|delas\s+ut|genomförs|slutförs|färdigställs|påbörjas|inleds|avslutas|lämnas(?:\s+in)?|skickas)(?![\w-])",
    re.IGNORECASE,
)
"""What a decision says will be done; told elsewhere it may be anything that goes on."""

LATEST = re.compile(
    r"\bsenast\s*(?:(?:vid|till|i|under|på|kl\.?\s?[\d.:]+)\s+)?(?:[\w-]+\s+sammanträde\w*\s+)?(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?\s+)?(?:den\s+)?$",
    re.IGNORECASE,
)
BEFORE = re.compile(
    r"\b(?:före|innan|till|inom)\s+(?:(?:utgången|slutet)\s+av\s+)?(?:den\s+)?$", re.IGNORECASE
)
UP_TO = re.compile(r"\b(?:före|innan)\s+(?:den\s+)?$", re.IGNORECASE)
NOT_AT = re.compile(
    r"(?:\bfr\.?\s?o\.?\s?m\.?|\bt\.?\s?o\.?\s?m\.?|\bfrån(?:\s+och\s+med)?|\btill\s+och\s+med|\bsedan|\bper|\befter|\bmellan|\bdaterad\w*"
    r"|\bperioden|(?<!slutet\s)(?<!början\s)(?<!mitten\s)(?<!utgången\s)\bav|\btidigast|\bhölls|\d\s*[–—-])\s*(?:den\s+)?$",
    re.IGNORECASE,
)
"""What a day follows that nothing is promised for: the beginning or end of a period, or a document's date."""

RANGE_GOES_ON = re.compile(
    r"\s*(?:[–—]\s*\d|-\s*\d|till\s+och\s+med\b|t\.?\s?o\.?\s?m\.?\s|§|,\s*§)", re.IGNORECASE
)
VALID = re.compile(
    r"(?<![\w-])(?:gäll(?:er|a|ande|de)|träd(?:er|a|de)\s+i\s?kraft|giltig\w*|inför(?:s|as|ts)|höj(?:s|as)|sänk(?:s|as)|upphör\w*|löp(?:er|a|te)"
    r"|tillträd\w*|börja(?:r|de)?|avse[r]?|antogs|upprättad\w*)(?![\w-])",
    re.IGNORECASE,
)
PAST = re.compile(
    r"(?<![\w-])(?:har|hade|blev|var|höll(?:s)?|deltog|gjordes|togs|gavs|fick|inkom|kom|skulle|gick|(?<!vara\s)(?<!är\s)(?<!bli\s)(?<!ha\s)(?<!varit\s)\w{3,}(?:ade|ades|[rtlnfmk]des|ttes|ktes|ptes|stes|tes))(?![\w-])",
    re.IGNORECASE,
)
_MAY = re.compile(r"(?<![\w-])kan(?![\w-])", re.IGNORECASE)
WOULD = re.compile(r"(?<![\w-])skulle(?![\w-])", re.IGNORECASE)
AIM = re.compile(r"^\W*(?:mål|målet|målsättningen|ambitionen)\s+är\b", re.IGNORECASE)
"""What opens a goal: it is followed up as one, and nobody's duty."""

CLAUSE = re.compile(r"[;:]\s|,\s+(?:men|medan|varför|vilket|vilken)\s")
AGENT = re.compile(r"\w+(?:as|es|s)\s+av\s+(?P<who>[^,;.]{3,90}?)\s+(?:(?:senast|i|under|vid)\s+)?(?:den\s+)?$")  # fmt: skip


_TO_DO = re.compile(
    r"(?<![\w-])(?:(?:åter)?redovisa|(?:åter)?rapportera|återkomma|presentera|lämna|revidera|utvärdera)(?![\w-])",
    re.IGNORECASE,
)
"""What a task is about: alone it promises nothing."""

_CLASSES = (
    ("valid", VALID),
    ("past", PAST),
    ("may", _MAY),
    ("will", WILL),
    ("next", NEXT),
    ("present", PRESENT),
    ("done", CARRIED_OUT),
    ("to do", _TO_DO),
)


_OPENING = re.compile(
    r"^\W*(?:(?:i|under|senast|den|till|vid|före|innan|mot|slutet|början|mitten|av)\s+)*$", re.IGNORECASE
)
"""What stands before a time that opens its clause: 'Senast under', 'I slutet av'."""


def governing(before: str, after: str) -> str | None:
    """The class of the verb that a time goes with: the last before it; of a time that opens its clause the first after it."""
    found = verbs(before)
    if not found and _OPENING.match(before):
        found = verbs(after)[:1]
    name = found[-1] if found else None
    return "may" if name in ("present", "done") and found[-2:-1] == ["may"] else name


def verbs(text: str) -> list[str]:
    """The classes of the verbs of a text, in order."""
    found = [(match.start(), name) for name, pattern in _CLASSES for match in pattern.finditer(text)]
    return [name for _, name in sorted(found)]


def kind_of(before: str, after: str) -> str:
    """The kind of what is to happen, by the word that stands nearest to its time."""
    found = list(VERB.finditer(before)) or list(VERB.finditer(after))[:1]
    if not found:
        return DONE
    kinds = [kind_named(match) for match in found]
    if kinds[-1] == DONE and REPLY in kinds:
        return REPLY  # it is sent
    taken_up = found[-1].group().casefold().startswith("ta")
    return REPORT if taken_up and REPORT in kinds else kinds[-1]


def kind_named(match: re.Match[str]) -> str:
    """The kind that a match of `VERB` stands for."""
    return next(kind for at, (kind, _) in enumerate(_VERBS) if match[f"v{at}"])
