"""What a document says about itself at its head: its title, its date and the body that decided it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ingest.bodies import Bodies
from ingest.dates import date_in_name, parse_dates
from ingest.heading_form import is_usual
from ingest.letterhead import is_letterhead, without_kommun
from ingest.model import Kind, Meeting, Reading
from ingest.outline import Found
from ingest.text import Line, join

_HEAD = 30
_LONGEST = 150
_MADE_UP = re.compile(
    r"^(?:microsoft (?:word|powerpoint|office)|untitled|namnlös|document\d*|dokument\d*|presentation\d*|bild \d+|"
    r"powerpoint-presentation|rubrik|mall|slide \d+|word-dokument|default|none)\b|\.(?:docx?|pptx?|pdf|xlsx?|dotx?|indd)$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^[\wåäöÅÄÖ][\wåäöÅÄÖ /().-]{1,38}:(?:\s|$)|^(?:handläggare|referens|kontaktperson|mottagare|diarienummer|ert datum|vår beteckning)$",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"@|www\.|https?:|^[\w.-]+\.se$|^\W*\d+\W*$|^(?:sida|sid)\b|\d{4}-\d{2}-\d{2}|^(?:telefon|mobil|tel|postadress)\b|"
    r"^[A-ZÅÄÖ-]{2,8} \d{4}:\d+$|^utkom från trycket|^den \d{1,2} [a-z]+ \d{4}$",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"@|^(?:telefon|mobil|tel|postadress|besöksadress)\b", re.IGNORECASE)
_CELLS = re.compile(r"\t+|\s{3,}")
_REGISTERED = re.compile(r"^(?:dnr|diarie\w*|ärendenr|ärendenummer|beteckning|sida?)\b", re.IGNORECASE)
_MEETING = re.compile(r"^(?:tid|plats|datum|när|sammanträde)", re.IGNORECASE)
_ABBREVIATED = re.compile(r"\b[A-ZÅÄÖ]{2,3}(?=-)")
_SHORT_TITLE = 8
_DRAFT = re.compile(
    r"^(?:förslag|utkast|remiss\w*|version|nr|antagen|reviderad)\b[\s\d.,:–-]*$", re.IGNORECASE
)
_SECTION_NAME = re.compile(
    r"^(?:intro(?:duktion)?|inledning|innehåll(?:sförteckning)?|bakgrund:?|sammanfattning|förord|till:?|datum|sida \d+|allmänt)$",
    re.IGNORECASE,
)
_TYPE_ONLY = re.compile(
    r"^(?:tjänsteskrivelse|tjänsteutlåtande|motion|initiativärende|medborgarförslag|interpellation|rapport|pm|skrivelse|"
    r"yttrande|kallelse|styrdokument|anvisning(?:ar)?|plan|strategi|program|föredragningslista|riktlinjer?|policy|reglemente|taxa|bilaga(?: \d+)?|beslut|missiv)\s*:?$",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    r"(?:^|(?<=[.;|] )|(?<=\s{2}))(?:Datum för beslut|Beslutsdatum|Beslutad|Beslutat|Antagen|Antagna|Antaget|Antagandedatum|Fastställd|Fastställda|"
    r"Fastställt|Reviderad|Reviderade|Reviderat)\b(?P<rest>[^\n]{0,100})"
)
_DATED = re.compile(
    r"(?:^|(?<=\s{2}))(?:datum|dokumentdatum|upprättad|skapad|daterad|sammanträdesdatum)\b\s*:?\s*(?P<rest>.{6,40})",
    re.IGNORECASE,
)
_SENT = re.compile(
    r"^[A-ZÅÄÖ][\w-]+(?: (?:kommun|stad|KOMMUN|STAD))?,?\s+(?:den\s+)?(?P<rest>\d.{7,20}?)(?=\.|$)"
)
"""'Solviks kommun, 2025-10-06.', 'Solvik den 6 oktober 2025'."""

_DRAFTED = re.compile(r"\bförslag(?:et)?\s+(?:den\s+)?(?P<rest>\d[^\n]{6,20})", re.IGNORECASE)
_FOOT = 12
_INSTANCE = re.compile(
    r"(?:^|(?<=[.;|] )|(?<=\s{2}))(?:beslutande (?:instans|organ)|beslutsinstans|beslutas av|(?:antag|fastställ|beslut)\w* av)\s*:?\s+"
    r"(?P<body>[^.\n]+)",
    re.I,
)


def title_of(
    reading: Reading,
    lines: Sequence[Line],
    outline: Sequence[Found],
    *,
    name: str,
    kind: Kind | None,
    kommun: str | None,
) -> str:
    """The title as a person would say it: the file's own where its words stand at the head of the text, else the
    first lines that are no letterhead, else the first heading, else the file's name."""
    own = (reading.title or "").strip()
    if own and _sensible(own, lines, name):
        return own
    first = without_kommun(_first_block(lines) or "")
    if first and not _SECTION_NAME.match(first):
        headings = [
            join(lines[found.first : found.last]).value for found in outline if found.last > found.first
        ]
        return spoken(_with_subject(first, headings))
    return _from_name(name, kind, kommun)


def spoken(title: str) -> str:
    """A title set in capitals as it is said: 'REGLEMENTE FÖR VA-NÄMNDEN' → 'Reglemente för VA-nämnden'."""
    if not title.isupper() or len(title) < _SHORT_TITLE:
        return title
    kept = {at for match in _ABBREVIATED.finditer(title) for at in range(*match.span())}
    return "".join(sign if at in kept or at == 0 else sign.lower() for at, sign in enumerate(title))


def summons_title(body: str | None, lines: Sequence[Line]) -> str | None:
    """'Kallelse till kommunstyrelsen 2025-03-11': the body and the day of the meeting it calls to."""
    if body is None:
        return None
    times = (line.text for line in lines[:_HEAD] if _MEETING.match(line.text.strip()))
    day = next((found.date for text in times for found in parse_dates(text) if found.year_given), None)
    return f"Kallelse till {body[:1].lower()}{body[1:]}" + (f" {day.isoformat()}" if day else "")


def minutes_title(meetings: Sequence[Meeting], *, extract: bool) -> str:
    """'Allmänna utskottet 2025-02-25'; of an extract with its §§."""
    titles = []
    for meeting in meetings:
        title = f"{meeting.body} {meeting.date.isoformat()}"
        numbers = [paragraph.number for paragraph in meeting.paragraphs]
        if extract and numbers:
            title += f" § {numbers[0]}" if len(numbers) == 1 else f" §§ {numbers[0]}–{numbers[-1]}"
        titles.append(title)
    return ", ".join(titles)


def date_of(
    lines: Sequence[Line], kind: Kind, name: str = "", furniture: Sequence[Line] = ()
) -> dt.date | None:
    """When a document was decided, else the date it bears at its head, foot or in its header, else that of its file's
    `name`.

    Slides name dates of all sorts and have none.
    """
    if kind is Kind.BILDSPEL:
        return None
    head = [line.text.strip() for line in lines[:_HEAD]]
    foot = [line.text.strip() for line in lines[-_FOOT:]]
    cells = [cell for text in head[:8] for cell in _CELLS.split(text)]
    alone = (dates[0] for text in cells if len(text) < 24 and (dates := parse_dates(text)))
    dated = _dated(_DECIDED, head) or _dated(_DATED, head)
    dated = dated or next((found.date for found in alone if found.year_given), None)
    dated = dated or _dated(_SENT, head) or _dated(_DRAFTED, head) or _dated(_SENT, foot[::-1])
    return dated or _header_date(furniture) or date_in_name(name)


def _header_date(furniture: Sequence[Line]) -> dt.date | None:
    """The day that the header of the first page bears."""
    first = (line.text for line in furniture[:_FOOT] if line.page == furniture[0].page)
    found = (date for text in first for date in parse_dates(text) if date.year_given)
    return next((date.date for date in found), None)


def _dated(pattern: re.Pattern[str], texts: Sequence[str]) -> dt.date | None:
    """The first date, its year given, in what follows the words of `pattern`."""
    for text in texts:
        for match in pattern.finditer(text):
            found = [date for date in parse_dates(match.group("rest")) if date.year_given]
            if found:
                return found[0].date
    return None


def body_of(lines: Sequence[Line], bodies: Bodies) -> str | None:
    """The body that a document names as the one which decided it."""
    for line in lines[:_HEAD]:
        for match in _INSTANCE.finditer(line.text.strip()):
            if body := bodies.find(match.group("body")):
                return body.name
    return None


def _sensible(title: str, lines: Sequence[Line], name: str) -> bool:
    """Whether a file's declared title belongs to it: most of its words stand at the head of the text or in the name."""
    if _MADE_UP.search(title) or not 4 <= len(title) <= _LONGEST or _SECTION_NAME.match(title):
        return False
    words = [word for word in re.findall(r"\w+", title.casefold()) if len(word) > 3]
    place = " ".join(line.text for line in lines[: 2 * _HEAD]).casefold() + " " + name.casefold()
    return bool(words) and sum(word in place for word in words) >= 0.6 * len(words)


def _first_block(lines: Sequence[Line]) -> str | None:
    """The first lines that can be a title, wrapped ones together."""
    for index, line in enumerate(lines[:_HEAD]):
        cells = _CELLS.split(line.text.strip())
        text = cells[0] if len(cells) == 1 else _titled_cell(cells)
        letters = sum(character.isalpha() for character in text)
        if _LABEL.match(text) or _NOISE.search(text) or letters < 4 or len(text) > _LONGEST:
            continue
        if text[-1] in ".,;" or not (text[0].isupper() or text[0].isdigit()) or is_letterhead(text):
            continue
        following = lines[index + 1].text.strip() if index + 1 < len(lines) else ""
        if _CONTACT.search(following) or (" " not in text and "författningssamling" in following.casefold()):
            continue
        alone = _SECTION_NAME.match(text) or len(cells) > 1 or without_kommun(text) != text
        return text if alone else _block(lines, index)
    return None


def _titled_cell(cells: Sequence[str]) -> str:
    """The cell of a line set in columns that can be a title; '' where they tell sender, sort, date or number."""
    if any(_DATED.match(cell) for cell in cells):
        return ""  # a letter's sender beside its day
    cells = [cell for cell in cells if not _REGISTERED.match(cell)]
    told = (
        cell for cell in cells if not (is_letterhead(cell) or _TYPE_ONLY.match(cell) or _DRAFT.match(cell))
    )
    return next((cell for cell in told if not _NOISE.search(cell) and not _LABEL.match(cell)), "")


def _block(lines: Sequence[Line], start: int) -> str:
    """The title that begins on line `start`, with the lines it goes on in."""
    end = start + 1
    while end < min(len(lines), start + 6) and _same_title(lines, start, end):
        end += 1
    full = max(len(line.text) for line in lines[: 3 * _HEAD])
    if end - start > 1 and end < len(lines) and not lines[end].gap and len(lines[end - 1].text) > 0.8 * full:
        end = start + 1  # running text begins right below the title
    return join(lines[start:end]).value.replace("\n", " ").rstrip(";, ")


def _same_title(lines: Sequence[Line], start: int, end: int) -> bool:
    first, text = lines[start].text.strip(), lines[end].text.strip()
    whole = " ".join(line.text.strip() for line in lines[start : end + 1])
    if (
        lines[end].gap
        or lines[end].page != lines[start].page
        or lines[end].bulleted
        or len(whole) > _LONGEST
        or first.endswith(("!", "?"))
    ):
        return False
    if _TYPE_ONLY.match(first) and not text[:1].islower():
        return False
    other = _LABEL.match(text) or _NOISE.search(text) or _SECTION_NAME.match(text) or is_usual(text)
    return not other and text[-1:] not in ".:"


def _with_subject(first: str, headings: Sequence[str]) -> str:
    """'Motion' alone says little: the first other heading names the matter."""
    if not _TYPE_ONLY.match(first):
        return first
    others = (text for text in headings if text != first and not _SECTION_NAME.match(text))
    subject = next((text for text in others if len(text) <= _LONGEST), None)
    return f"{first.rstrip(': ')}: {subject}" if subject else first


def _from_name(name: str, kind: Kind | None, kommun: str | None) -> str:
    """A file's name as words; where it says nothing (a hash, a number), the kind and the kommun."""
    stem = re.sub(r"\.[A-Za-z0-9]{2,5}$", "", name.rsplit("/", 1)[-1])
    words = re.sub(r"[_\s]+|(?<=\w)-(?=\w)", " ", stem).strip()
    telling = [word for word in words.split() if word.isalpha() and len(word) > 2]
    if telling or kind in (None, Kind.OVRIGT):
        return words[:1].upper() + words[1:]
    label = str(kind)[:1].upper() + str(kind)[1:]
    return f"{label}, {kommun} kommun" if kommun else label
