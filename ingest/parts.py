"""A § cut at its headings, and what each part is as minutes of this body speak."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.adjusted import is_note_of_adjustment
from ingest.blocks import is_row, passage, usual_width
from ingest.bodies import Body, same_body
from ingest.headings import HeadingMatch
from ingest.kommunfile import KommunConfig
from ingest.lines import ends_sentence, is_ruler, part, sign
from ingest.model import Section, SectionKind
from ingest.text import Line, Text, join

_ASIDE = re.compile(
    r"[A-ZÅÄÖ][^.]*\((?:[A-ZÅÄÖ]{1,5}|-)\)[^.]*?\b(?P<what>reserve(?:rar|rade)\s+sig|delt(?:ar|og)\s+(?:ej|inte)\s+i|anmäl(?:er|de)\s+jäv|"
    r"lämna(?:r|de)\s[^.]*(?:reservation|yttrande|protokollsanteckning))",
    re.IGNORECASE,
)
_OWN_KINDS = frozenset({SectionKind.BESLUT, SectionKind.FORSLAG})
_MAY_LEAD = frozenset({SectionKind.BESLUT, SectionKind.FORSLAG})
_QUOTED = frozenset({SectionKind.VERKSAMHETENS_FORSLAG, SectionKind.EARLIER, SectionKind.YRKANDE})
_PROPOSING = frozenset({SectionKind.FORSLAG, SectionKind.VERKSAMHETENS_FORSLAG})
_SUBHEADED = frozenset({SectionKind.BESLUT, SectionKind.FORSLAG, SectionKind.EARLIER, SectionKind.TEXT})


@dataclass(frozen=True, slots=True)
class Part:
    """Lines under one heading. `kind`: what it is here; `target`: the body an own proposal goes to, `final`: the body
    that such a proposal says decides; `match`: the heading's reading, None for text without."""

    heading: Text
    lines: tuple[Line, ...]
    kind: SectionKind = SectionKind.TEXT
    match: HeadingMatch | None = None
    target: Body | None = None
    final: Body | None = None

    @property
    def own(self) -> bool:
        """Whether it holds what the body itself decides or proposes."""
        return self.kind in _OWN_KINDS

    def section(self) -> Section:
        """The part as a section of the register."""
        rows = any(is_row(line.text) for line in self.lines)
        body = passage(self.lines, usual_width(self.lines)) if rows else join(self.lines)
        return Section(self.heading.value or None, body, self.kind, 1, self.heading)


def cut(lines: Sequence[Line], own: Body, config: KommunConfig) -> tuple[Part, ...]:
    """The lines parted at known headings, rulers and notes of adjustment; kinds as the dictionary has them."""
    matches = [config.headings.match(line.text, config.bodies) for line in lines]
    strong = any(match and match.kind in _OWN_KINDS and not match.lead for match in matches)
    parts = [Part(Text(""), ())]
    for at, (line, match) in enumerate(zip(lines, matches, strict=True)):
        current = parts[-1]
        if is_ruler(line.text):
            parts.append(Part(Text(""), ()))
        elif is_note_of_adjustment(line.text) and not sign(line.text):
            parts += [Part(Text(""), (line,), SectionKind.ANTECKNING), Part(Text(""), ())]
        elif match is not None and _opens(match, current, own, strong=strong):
            parts.append(_headed(line, match))
        elif current.own and current.lines and (aside := _aside(lines, at)):
            parts.append(Part(Text(""), (line,), aside))
        elif current.kind in _SUBHEADED and current.lines and _unknown_heading(lines, at):
            parts.append(Part(join([line]), ()))
        else:
            parts[-1] = replace(current, lines=(*current.lines, line))
    return tuple(item for item in parts if item.lines or item.heading)


def _aside(lines: Sequence[Line], at: int) -> SectionKind | None:
    """What a sentence below a decision tells of persons instead: that they reserve themselves, or take no part."""
    line, before = lines[at], lines[at - 1]
    if not (line.gap or ends_sentence(before.text)):
        return None
    both = f"{line.text} {lines[at + 1].text}" if at + 1 < len(lines) else line.text
    match = _ASIDE.match(both)
    if match is None:
        return None
    return SectionKind.RESERVATION if "reserv" in match["what"].casefold() else SectionKind.ANTECKNING


def _opens(match: HeadingMatch, current: Part, own: Body, *, strong: bool) -> bool:
    """Whether a heading begins a part: opening words do where no strong heading decides, or inside a decision that they
    turn another way ('Kommunstyrelsens beslut' / 'Kommunstyrelsen föreslår kommunfullmäktige …')."""
    if not match.lead:
        return True
    if current.kind not in _MAY_LEAD:
        return not strong
    same_owner = match.owner is None or same_body(match.owner, own)
    repeats = current.kind is match.kind and bool(current.heading) and not current.lines
    return not (repeats and same_owner and current.match is not None and not current.match.lead)


def _headed(line: Line, match: HeadingMatch) -> Part:
    """A part that a heading line opens, with the text that follows the heading on its own line."""
    if match.end is None:
        return Part(join([line]), (), match.kind, match)
    rest = part(line, match.end)
    bare = part(rest, len(rest.text) - len(rest.text.lstrip(" :")))
    held = (bare,) if bare.text else ()
    return Part(join([part(line, 0, match.end)]), held, match.kind, match)


def _unknown_heading(lines: Sequence[Line], at: int) -> bool:
    """Whether a line that no dictionary knows still reads as a heading: short, set apart above, text right below."""
    line, before = lines[at], lines[at - 1]
    if at + 1 >= len(lines) or line.gap == 0 or not ends_sentence(before.text):
        return False
    after = lines[at + 1]
    short = len(line.text.split()) <= 6 and len(line.text) <= 60
    titled = (
        line.text[:1].isupper() and line.text[-1].isalnum() and not re.search(r"\b\w{3,}[ae]s\b", line.text)
    )
    return short and titled and after.gap == 0 and after.text[:1].isupper() and len(after.text) > 40


def resolve(parts: Sequence[Part], own: Body, date: dt.date, config: KommunConfig) -> tuple[Part, ...]:
    """What each part is in minutes of `own`: its own decision or proposal, or one that is only quoted."""
    result: list[Part] = []
    decided = any(
        _decides(item, own, date) and item.lines and not _under_bare_proposal(parts, at)
        for at, item in enumerate(parts)
    )
    for item in parts:
        before = result[-1] if result else None
        match = item.match
        if match is None or item.kind not in _OWN_KINDS:
            result.append(item)
        elif match.lead and before is not None and before.kind in _QUOTED and not before.lines:
            result.append(replace(item, kind=before.kind))
        elif match.date and match.date != date:
            result.append(replace(item, kind=SectionKind.EARLIER))
        elif item.kind is SectionKind.BESLUT:
            result.append(_decision(item, own, before))
        else:
            result.append(_proposal(item, own, before, decided=decided, config=config))
    return tuple(result)


def _under_bare_proposal(parts: Sequence[Part], at: int) -> bool:
    """Whether opening words stand below 'Förslag till beslut', whose they then are."""
    match, before = parts[at].match, parts[at - 1] if at else None
    return bool(match and match.lead and before and before.kind in _PROPOSING and not before.lines)


def _decides(item: Part, own: Body, date: dt.date) -> bool:
    match = item.match
    if match is None or item.kind is not SectionKind.BESLUT or (match.date and match.date != date):
        return False
    return match.owner is None or same_body(match.owner, own)


def _decision(item: Part, own: Body, before: Part | None) -> Part:
    """'X beslut': the body's own, the text proposed for X below an own proposal, else a quotation."""
    owner = item.match.owner if item.match else None
    if owner is None or same_body(owner, own):
        return item
    if before and before.own and (before.kind is SectionKind.FORSLAG or not before.lines):
        return replace(item, kind=SectionKind.FORSLAG, target=before.target or owner, final=owner)
    return replace(item, kind=SectionKind.EARLIER)


def _proposal(item: Part, own: Body, before: Part | None, *, decided: bool, config: KommunConfig) -> Part:
    """'Förslag …': the body's own proposal to a next body, or one that was laid before it."""
    owner = item.match.owner if item.match else None
    target = item.match.target if item.match else None
    follows = before is not None and before.own
    if owner is not None and not same_body(owner, own):
        if before and before.kind is SectionKind.FORSLAG and not before.lines:
            return replace(item, target=before.target or owner, final=target or owner)
        return replace(item, kind=SectionKind.EARLIER)
    if owner is None and (target is not None and same_body(target, own)):
        return replace(item, kind=SectionKind.VERKSAMHETENS_FORSLAG)
    if owner is None and decided and not follows:
        return replace(item, kind=SectionKind.VERKSAMHETENS_FORSLAG)
    if target is None and own.proposes_to:
        target = config.bodies.named(own.proposes_to)
    if before and before.kind is SectionKind.FORSLAG and not before.lines and before.target:
        return replace(item, target=before.target, final=target)
    return replace(item, target=target, final=item.match.further if item.match else None)
