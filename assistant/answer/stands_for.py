"""What abbreviations stand for, as the documents say it: 'Vad betyder TI och GI i delegationsordningen?'"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answer.asking import Asking
from assistant.answer.statement import Composed, Quote, Statement, place
from assistant.query import Query
from assistant.retrieve import Passage
from ingest.analyse import STOP_WORDS
from ingest.text import Text

_ASKS = re.compile(
    r"\b(?:betyder|betydde|utläses|uttyds|förkort(?:as|ning(?:en|ar|arna)?)|står\b.*\bför|stands? for|abbreviations?|acronyms?|short for)\b"
    r"|^\W*(?:vad|what) (?:är|menas med|is|does) [A-ZÅÄÖ]{2,8}(?: mean)?\W*$",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"\b(?:i|enligt|hos|in|according to)\b[^,?]*$", re.IGNORECASE)
_IN_CAPITALS = re.compile(r"(?<![\w-])(?=\w*[A-ZÅÄÖ]\w*[A-ZÅÄÖ])[A-ZÅÄÖ]\w{1,9}(?![\w-])")
_NAMED = re.compile(
    r"\b(?:förkortningen|abbreviation|acronym|står)\s+[\"'”“]?(?P<word>[a-zåäö]{2,6})[\"'”“]?(?=\s+för\b|\s*\?|\s+stand|$)",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?m)^\s*(?:[•–-]\s*)?[A-ZÅÄÖ][\w-]{1,9}\s+[A-ZÅÄÖ]\w+")
_NO_NAME = re.compile(r"[,;:.§\d]")
_LEAST_LISTED = 4
_MOST = 8
_PASSAGES = 30
_WORDS_BEFORE = 8


def stands_for(asking: Asking) -> Composed | None:
    """What each abbreviation asked about stands for; None where none is asked about or none is explained here."""
    asked = abbreviations_asked(asking.query)
    if not asked:
        return None
    statements, unexplained = [], []
    for short in asked:
        found = _explained(asking, short)
        if found is None:
            unexplained.append(short)
            continue
        quote, long = found
        english = asking.query.english
        verb, source = ("stands for", "according to") if english else ("står för", "enligt")
        statements.append(Statement(f"{short} {verb} {long}, {source} {place(quote.passage)}.", (quote,)))
    if not statements:
        return None
    lacking = [f"Vad {short} står för framgår inte av underlaget." for short in unexplained]
    return Composed(tuple(statements), warnings=tuple(lacking))


def abbreviations_asked(query: Query) -> tuple[str, ...]:
    """The abbreviations whose meaning a question asks for, as written, at most eight; those of its source left out."""
    text = query.text
    if not _ASKS.search(text) or text.isupper():
        return ()
    found = list(dict.fromkeys(match.group() for match in _IN_CAPITALS.finditer(text)))
    inside = {m.group() for m in _IN_CAPITALS.finditer(text) if _SOURCE.search(text[: m.start()])}
    found = [short for short in found if short not in inside] or found
    if not found and (named := _NAMED.search(text)):
        found = [named["word"].upper()]
    return tuple(found[:_MOST])


def _explained(asking: Asking, short: str) -> tuple[Quote, str] | None:
    """Where an abbreviation is explained, and as what: in the source named, else wherever it is; of equals the first."""
    rest = " ".join(term.word for term in asking.query.terms if term.word != short.casefold())
    for sought in dict.fromkeys((f"{short} {rest} förkortningar", f"{short} förkortningar", short)):
        for passage in asking.retriever.search(
            sought, asking.kommun_filters, limit=_PASSAGES, today=asking.today
        ):
            for text in _texts(asking, passage):
                found = explanation(short, text)
                if found:
                    quote, long = found
                    return Quote(passage, quote), long
    return _body(asking, short)


def _texts(asking: Asking, passage: Passage) -> Iterator[Text]:
    """The passage's texts; a section's heading too, since a list's first row may be taken for one."""
    if passage.paragraph is None and len(passage.section.split()) > 1:
        for section in asking.archive.catalogue.sections(passage.document.content):
            if section.heading == passage.section:
                yield section.heading_text
                break
    for part in passage.parts:
        yield part.text


def _body(asking: Asking, short: str) -> tuple[Quote, str] | None:
    """A body that goes by that key, where some text here has its name."""
    named = next((body for body in asking.query.bodies if body.key == short.upper()), None)
    if named is None or named.name == named.key:
        return None
    for passage in asking.retriever.search(named.name, asking.kommun_filters, today=asking.today):
        for part in passage.parts:
            at = part.text.value.casefold().find(named.name.casefold())
            if at >= 0:
                quote = part.text.slice(at, at + len(named.name))
                return Quote(passage, quote), named.name
    return None


def explanation(short: str, text: Text) -> tuple[Text, str] | None:
    """The words of a text that explain an abbreviation, and what it stands for; None where it does not.

    A row of a list ('TI Trafikingenjör', 'UOU = utbildnings- och omsorgsutskottet'), 'långa ord (LO)', 'LO (långa ord)',
    'långa ord, LO,'.
    """
    value, key = text.value, re.escape(short)
    listed = len(_LISTED.findall(value)) >= _LEAST_LISTED
    for match in re.finditer(rf"(?m)^\s*(?:[•–-]\s*)?({key}\s+(?P<long>[^\W\d_][^\n]{{3,90}}))$", value):
        if listed or spells(short, match["long"]):
            return text.slice(*match.span(1)), _bare(match["long"])
    for match in re.finditer(rf"(?<![\w-])({key}\s*[=:–]\s*(?P<long>[^\W\d_][^,;.\n()]{{3,90}}))", value):
        if spells(short, match["long"]) or "=" in match.group():
            return text.slice(*match.span(1)), _bare(match["long"])
    for match in re.finditer(rf"(?<![\w-])({key}\s*\((?P<long>[^)\n]{{4,90}})\))", value):
        if spells(short, match["long"]):
            return text.slice(*match.span(1)), _bare(match["long"])
    for match in re.finditer(rf"\({key}\)|(?<=,) {key}(?=[,.])", value):
        before = value[: match.start()].rstrip(" ,\n")
        starts = [found.start() for found in re.finditer(r"[^\s(]+", before)][-_WORDS_BEFORE:]
        for start in reversed(starts):
            long = before[start:]
            if len(long) > len(short) + 2 and _names(short, long, match.group()[0] == "("):
                return text.slice(start, match.end()), _bare(long)
    return None


def _names(short: str, long: str, bracketed: bool) -> bool:
    """Whether words right before an abbreviation are its long form: the words' first letters are among its letters, in order;
    in front of brackets also where it only spells them, unless they hold a person's name."""
    if not spells(short, long) or _NO_NAME.search(long):
        return False
    words = [word for word in long.split() if word not in STOP_WORDS]
    letters = iter(short.casefold())
    if len(words) > 1 and all(word[0].casefold() in letters for word in words):
        return True
    return bracketed and not any(word[0].isupper() for word in words[1:])


def _bare(long: str) -> str:
    return " ".join(long.split()).rstrip(" .,;")


def spells(short: str, long: str) -> bool:
    """Whether an abbreviation's letters stand in the long form in order, the first one first."""
    letters, words = short.casefold(), long.casefold()
    if not words or words[0] != letters[0]:
        return False
    place = 0
    for letter in letters:
        place = words.find(letter, place) + 1
        if not place:
            return False
    return True
