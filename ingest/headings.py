"""The heading dictionary: which lines of minutes are headings, and what they announce.

The words are data (`data/headings.toml`), extended per kommun. A line is compared whole, its bodies, offices and
dates replaced by placeholders, so that 'Allmänna utskottets förslag till kommunstyrelsen' is one form of many.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from importlib.resources import files

from ingest.bodies import Bodies, Body
from ingest.dates import parse_dates
from ingest.model import SectionKind

LONGEST = 110
"""A longer line is running text."""

_OFFICE = re.compile(
    r"(?<![\w-])(?:[a-zåäöé]+-\s(?:och\s)?)*[a-zåäöé]*"
    r"(?:förvaltningen|kontoret|avdelningen|enheten|kansliet|sektorn|staben|direktören|kommunchefen|"
    r"förvaltningschefen|tjänstepersonen|tjänstemannen|handläggaren|ledningen)(s?)(?![\w-])",
    re.IGNORECASE,
)
_APPENDIX = re.compile(r"bilag(?:a|or)\s+\d+(?:\s*[-–,]\s*\d+)*")
_CHAIN = re.compile(
    r"\bföreslår? (?:att )?\{organ\}(?: (?:att )?föreslår? (?:att )?\{organ\})+|"
    r"(?<=\{organs\} )(?P<headed>förslag till \{organ\})(?: (?:och|för (?:vidare )?(?:beslut i|förslag till)) \{organ\})+"
)
"""Bodies that are to propose in their turn, after the first that a proposal goes to."""

_PLAIN = "föreslår {organ}"
_KEY = re.compile(r"(?<![\w-])([A-ZÅÄÖ]{2,6})(:?s)?(?![\w-])")


@dataclass(frozen=True, slots=True)
class HeadingMatch:
    """A line read as a heading. `owner`: whose ('Allmänna utskottets …'), `target`: to or in which body, `further`: to which
    that one is to propose in its turn, `date`: the date it bears, `lead`: opening words of a decision, `end`: where text on
    the same line begins."""

    kind: SectionKind
    owner: Body | None = None
    target: Body | None = None
    date: dt.date | None = None
    lead: bool = False
    end: int | None = None
    inline: bool = False
    further: Body | None = None


@dataclass(frozen=True, slots=True)
class Headings:
    """Forms of headings by kind: whole lines, opening words of decisions, and forms that text may follow."""

    forms: Mapping[str, SectionKind]
    leads: Mapping[str, SectionKind]
    inline: Mapping[str, SectionKind]
    _starts: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        for form in sorted(self.inline, key=len, reverse=True):
            word = form.split()[0]
            self._starts[word] = (*self._starts.get(word, ()), form)

    def match(self, line: str, bodies: Bodies) -> HeadingMatch | None:
        """What the line announces, None where it is running text."""
        text = line.strip()
        if not text or len(text) > 3 * LONGEST or not text[0].isupper():
            return None
        shift = len(line) - len(line.lstrip())
        if len(text) <= LONGEST:
            whole = self._whole(text.rstrip("."), bodies)
            if whole and (whole.lead or not text.endswith(".")):
                return whole
        before, colon, after = text.partition(":")
        if colon and after.strip() and len(before) <= 60:
            head = self._whole(before, bodies)
            if head and not head.lead:
                end = shift + len(before) + 1
                return replace(head, lead=False, end=end, inline=True)
        return self._opening(text, shift)

    def _opening(self, text: str, shift: int) -> HeadingMatch | None:
        folded = text.casefold()
        for form in self._starts.get(folded.split()[0], ()):
            if folded.startswith(form) and not folded[len(form) :][:1].isalpha():
                return HeadingMatch(self.inline[form], end=shift + len(form), inline=True)
        return None

    def _whole(self, text: str, bodies: Bodies) -> HeadingMatch | None:
        folded = " ".join(text.rstrip(" :").split()).casefold()
        if folded in self.forms:
            return HeadingMatch(self.forms[folded])
        template, named, date = _template(text.rstrip(" :"), bodies)
        template = _CHAIN.sub(lambda chain: chain["headed"] or _PLAIN, template)
        kind = SectionKind.UNDERLAG if _APPENDIX.fullmatch(template) else self.forms.get(template)
        lead = kind is None and template in self.leads
        if lead:
            kind = self.leads[template]
        if kind is None:
            return None
        owner, target = _roles(template, named)
        return HeadingMatch(kind, owner, target, date, lead, further=_further(named, owner))


def _template(text: str, bodies: Bodies) -> tuple[str, list[Body], dt.date | None]:
    """The line with placeholders, the bodies named in it in order, and its date."""
    parts: list[tuple[int, int, str]] = []
    named: list[Body] = []
    for mention in bodies.find_all(text):
        parts.append((mention.start, mention.end, "{organs}" if mention.genitive else "{organ}"))
        named.append(mention.body)
    for key in _KEY.finditer(text):
        body = bodies.with_key(key[1])
        if body:
            parts.append((key.start(), key.end(), "{organs}" if key[2] else "{organ}"))
            named.append(body)
    parts += [
        (office.start(), office.end(), "{förvaltnings}" if office[1] else "{förvaltning}")
        for office in _OFFICE.finditer(text)
    ]
    dates = parse_dates(text)
    parts += [(date.start, date.end, "{datum}") for date in dates]
    result, at = "", 0
    for start, end, word in sorted(parts):
        if start < at:
            continue
        result += text[at:start] + word
        at = end
    result += text[at:]
    template = re.sub(r"\s*[,§]\s*(?:§\s*)?\d*\s*$", "", " ".join(result.split()).casefold())
    return template.replace("den {datum}", "{datum}"), named, dates[0].date if dates else None


def _roles(template: str, named: list[Body]) -> tuple[Body | None, Body | None]:
    """Who owns the heading and whom it addresses: the first body where the form opens with one, then the last."""
    if not named:
        return None, None
    opens = template.startswith(("{organ", "för egen del"))
    owner = named[0] if opens else None
    rest = named[1:] if opens else named
    if "för {organs} del föreslår" in template:
        return named[1], named[0]
    if template.startswith("{organ} föreslås"):
        return None, named[0]
    return owner, rest[0] if rest else None


def _further(named: list[Body], owner: Body | None) -> Body | None:
    """The last of the bodies that a proposal goes on to after the first."""
    rest = named[1:] if owner else named
    return rest[-1] if len(rest) > 1 else None


def from_tables(tables: Mapping[str, Mapping[str, Iterable[str]]]) -> Headings:
    """Headings from tables by kind, each with `forms`, `lead` and `inline`."""
    forms: dict[str, SectionKind] = {}
    leads: dict[str, SectionKind] = {}
    inline: dict[str, SectionKind] = {}
    for name, table in tables.items():
        kind = SectionKind(name)
        forms.update((form.casefold(), kind) for form in table.get("forms", ()))
        leads.update((form.casefold(), kind) for form in table.get("lead", ()))
        inline.update((form.casefold(), kind) for form in table.get("inline", ()))
    return Headings(forms, leads, inline)


def default_headings() -> Headings:
    """The general dictionary shipped with the package."""
    return from_tables(tomllib.loads(files("ingest").joinpath("data/headings.toml").read_text("utf-8")))


def extended(headings: Headings, more: Headings) -> Headings:
    """The dictionary with a kommun's own words added; its own win."""
    return Headings(
        {**headings.forms, **more.forms}, {**headings.leads, **more.leads}, {**headings.inline, **more.inline}
    )
