"""What sort of document a file holds, told by rules that are stated here and in their order.

1. 'Kallelse', 'Föredragningslista' at the head: kallelse. It lists §§ too, so this comes before the minutes.
2. Meetings were read from it: protokoll; with a few §§ and no front page: protokollsutdrag.
3. It says what it is ('Typ av styrdokument: Taxa').
4. It has the form of a letter within the administration (handläggare, dnr and a proposal): tjänsteskrivelse; of a
   proposal by members ('Motion', 'Initiativärende', 'Medborgarförslag'): motion.
5. The word in its title, its file name or its first lines that comes first ('Uppföljning av verksamhetsplan' is a rapport).
6. At least three numbered goals and the word: verksamhetsplan.
7. A presentation by format or by form: bildspel. Else övrigt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.goal_lines import opens_goal
from ingest.model import Kind, Meeting, Reading
from ingest.slides import looks_like_slides
from ingest.text import Line

HEAD = 14
"""Lines at the beginning that can say what a document is."""

FEW_PARAGRAPHS = 3
"""§§ of an extract without front page, at most; a longer document is taken for minutes."""

_SUMMONS = re.compile(
    r"^(?:kallelse|föredragningslista|ärendelista|kungörelse|dagordning)\b(?!\s+godkänn)", re.IGNORECASE
)
_DECLARED = re.compile(
    r"^(?:typ av (?:styr)?dokument|dokumenttyp|dokumentinfo|dokumentslag|handlingstyp)\s*:?\s+(?P<type>.+)$",
    re.IGNORECASE,
)
_OFFICER = re.compile(
    r"^(?:handläggare|kontakt|tjänsteställe|referens|förvaltning)\b|^tjänsteskrivelse\b", re.IGNORECASE
)
_NUMBER_LABEL = re.compile(
    r"\b(?:diarienr|diarienummer|dnr|ärendenr|ärendenummer|beteckning|dnr\.)\b", re.IGNORECASE
)
_PROPOSAL = re.compile(
    r"^(?:förslag till beslut|förvaltningens förslag|ärendebeskrivning|sammanfattning av ärendet|ärendet)\b",
    re.IGNORECASE,
)
_APPENDIX = re.compile(r"^bilaga\b", re.IGNORECASE)
"""An appendix: its file is often named after what it belongs to."""

_MEMBERS = re.compile(
    r"^(?:motion|initiativärende|ledamotsinitiativ|medborgarförslag|interpellation|enkel fråga)\b",
    re.IGNORECASE,
)

_WORDS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"(?<![\wåäö])(?:{words})(?![\wåäö])", re.IGNORECASE))
    for kind, words in (
        (Kind.TJANSTESKRIVELSE, r"tjänsteskrivelser?|tjänsteutlåtande"),
        (Kind.KALLELSE, r"kallelse|föredragningslista"),
        (Kind.MOTION, r"motion|medborgarförslag|initiativärende|interpellation"),
        (
            Kind.RAPPORT,
            r"\w*(?:delårs|års|kvartals|tertial|månads|gransknings|revisions|utvärderings|läges|slut)?rapport(?:en|er)?|"
            r"årsredovisning(?:en)?|\w*uppföljning(?:en)?|\w*bokslut(?:et)?|utvärdering(?:en)?|verksamhetsberättelse(?:n)?|"
            r"revisionsberättelse|budgetprognos|\w*prognosrapport|granskning(?:en)?|kvalitetsberättelse",
        ),
        (
            Kind.VERKSAMHETSPLAN,
            r"verksamhetsplan(?:en|er)?|nämnd(?:s)?plan|nämndbudget|avdelningsplan|enhetsplan",
        ),
        (
            Kind.VISION,
            r"vision(?:en)?|framtidsvision|\w*strategi(?:n|er)?|målbild(?:en)?|måldokument|målarbete(?:t)?|målprocess(?:en)?|"
            r"strategisk\w* plan|övergripande mål|framtidsprogram(?:met)?|färdplan|mål och budget|målprogram",
        ),
        (Kind.TAXA, r"\w*tax(?:a|or|an|orna)|\w*avgift(?:er|erna)|avgift(?:s)?bilaga|prislista"),
        (
            Kind.STYRDOKUMENT,
            r"\w*riktlinje(?:r|rna)?|\w*policy|\w*reglemente(?:t|n)?|\w*deleger?(?:ings|ations)ordning(?:en)?|"
            r"delegation(?:s)?ordning(?:en)?|\w*föreskrift(?:er|erna)|\w*arbetsordning(?:en)?|bolagsordning|ägardirektiv|"
            r"förbundsordning|\w*handlingsplan(?:en)?|\w+plan(?:en)?|\w*program(?:met)?|tillämpningsanvisningar|regler|"
            r"rutin(?:er)?|instruktion|\w*regelverk|budget(?:en)?|styrmodell(?:en)?|styrdokument|stadgar",
        ),
    )
)


def is_summons(lines: Sequence[Line]) -> bool:
    """Whether the head of a document calls to a meeting."""
    return any(_SUMMONS.match(line.text.strip()) for line in lines[:HEAD])


def kind_of(
    reading: Reading,
    lines: Sequence[Line],
    meetings: Sequence[Meeting],
    *,
    name: str,
    title: str = "",
) -> Kind:
    """The kind of a document by the rules above. `title`: as recognised; `name`: of the file."""
    if is_summons(lines):
        return Kind.KALLELSE
    if meetings:
        return _minutes_kind(meetings)
    head = [line.text.strip() for line in lines[:HEAD]]
    declared = next((match.group("type") for text in head if (match := _DECLARED.match(text))), None)
    if declared:
        return _by_words(declared) or Kind.STYRDOKUMENT
    by_form = _by_form(lines, head)
    if by_form:
        return by_form
    if reading.format == "pptx":
        return Kind.BILDSPEL
    slides = looks_like_slides(lines)
    named = None if _APPENDIX.match(title) else _by_words(_spoken(name))
    said = _by_words(title) or named or (None if slides else _by_words(_short_lines(lines)))
    return said or _by_content(lines) or (Kind.BILDSPEL if slides else Kind.OVRIGT)


def _minutes_kind(meetings: Sequence[Meeting]) -> Kind:
    count = sum(len(meeting.paragraphs) for meeting in meetings)
    fronts = any(meeting.front.members or meeting.front.place for meeting in meetings)
    return Kind.PROTOKOLL if fronts or count > FEW_PARAGRAPHS else Kind.UTDRAG


def _by_form(lines: Sequence[Line], head: Sequence[str]) -> Kind | None:
    if any(_MEMBERS.match(text) for text in head[:4]) and not _APPENDIX.match(head[0]):
        return Kind.MOTION
    officer = any(_OFFICER.match(text) for text in head)
    numbered = any(_NUMBER_LABEL.search(text) for text in head)
    proposal = any(_PROPOSAL.match(line.text.strip()) for line in lines[: 8 * HEAD])
    if proposal and ((officer and numbered) or any("tjänsteskrivelse" in text.casefold() for text in head)):
        return Kind.TJANSTESKRIVELSE
    return None


def _by_words(text: str) -> Kind | None:
    """The kind whose word comes first in a text; the longer word where two begin at one place."""
    found = [
        (match.start(), -len(match.group()), order, kind)
        for order, (kind, pattern) in enumerate(_WORDS)
        if (match := pattern.search(text))
    ]
    return min(found)[3] if found else None


def _short_lines(lines: Sequence[Line]) -> str:
    """The first lines as far as they are no running text."""
    head = lines[: HEAD // 2 + 1]
    short = [
        line.text.strip()
        for line, following in pairwise(head)
        if len(line.text) < 60
        and line.text.rstrip()[-1:] not in ".,;"
        and not following.text.strip()[:1].islower()
    ]
    return "\n".join(text for text in short if text[:1].isupper())


def _by_content(lines: Sequence[Line]) -> Kind | None:
    goals = {
        match.group("number")
        for line in lines
        if (match := opens_goal(line.text)) and "number" in match.groupdict()
    }
    plan = any("verksamhetsplan" in line.text.casefold() for line in lines)
    return Kind.VERKSAMHETSPLAN if plan and len(goals) >= 3 else None


def _spoken(name: str) -> str:
    """A file's name as words: 'delarsrapport-2025.pdf' has lost its å, so the plain letters are given back."""
    stem = re.sub(r"\.[A-Za-z0-9]{2,5}$", "", name.rsplit("/", 1)[-1])
    words = re.sub(r"[_\-.]+", " ", stem).casefold()
    for plain, word in _WITHOUT_DOTS:
        words = re.sub(plain, word, words)
    return words


_WITHOUT_DOTS = (
    (r"\bdelars", "delårs"),
    (r"\barsred", "årsred"),
    (r"\barsrap", "årsrap"),
    (r"foreskrift", "föreskrift"),
    (r"uppfoljning", "uppföljning"),
    (r"tjansteskrivelse", "tjänsteskrivelse"),
    (r"tjansteutlatande", "tjänsteutlåtande"),
    (r"utvardering", "utvärdering"),
    (r"overgripande mal", "övergripande mål"),
    (r"\bmalarbete", "målarbete"),
    (r"medborgarforslag", "medborgarförslag"),
    (r"foredragningslista", "föredragningslista"),
    (r"verksamhetsberattelse", "verksamhetsberättelse"),
    (r"agardirektiv", "ägardirektiv"),
)
"""Letters that file names lose, in the words above."""
