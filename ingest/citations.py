"""Chapters and sections that a text cites, with the laws that it names, as keys.

| key | from |
|---|---|
| `sfs:2010:900`, `eu:2016/679` | '(2010:900)', 'SFS 2010:900', 'plan- och bygglagen', 'PBL', 'GDPR'; a name gives the number in force |
| `lag:2025:400` | a law that has had several numbers, by name or by any of them |
| `tsfs:2024:57`, `sou:2020:47`, `prop:2017/18:171` | regulations of agencies, reports, bills |
| `kap:6`, `kap:6:13`, `lagpar:26` | '6 kap.', '6 kap. 13 §', '6:13', '26 §' |
| `sfs:2017:725/6:13`, `sfs:2017:900/26` | the same beside the law's name |
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.laws import LawMention, law_mentions

_CHAPTER = r"(?:(?<!\d)\d{1,2}(?:\s?[a-z]|:e)?\s?kap(?:\.|itlet\b|itel\b|\b)|\bkap(?:\.|itel|itlet)?\s?\d{1,2}(?:\s?[a-z])?\b)"
_SECTIONS = r"(?<!\d)\d{1,3}(?:\s?[a-z]\b)?(?:\s?(?:,|och|samt|eller|-)\s?\d{1,3}(?!\d)(?:\s?[a-z]\b)?){0,20}\s?§{1,2}"
_CITED = re.compile(
    rf"(?P<chapter>{_CHAPTER})(?:[\s,]{{0,2}}(?P<inside>{_SECTIONS}|§{{1,2}}\s?\d{{1,3}}(?:\s?[a-z]\b)?))?"
    rf"|(?P<alone>{_SECTIONS})"
    r"|(?<![\w:/.,-])(?P<short>\d{1,2}:[1-9]\d{0,2}[a-z]?)(?![\w:/]|-\d|,\d|\.\d| 000)",
    re.IGNORECASE,
)
_MAYBE_CITED = re.compile(r"[§:kK](?:(?<=[§:])|ap|AP)")
_HAS = re.compile(r"\d(?::[1-9]|\s?[a-zA-Zſ\u212aİı]?\s?§)|[kK\u212a][aA][pP]")
"""What every citation has, some of it: where none of it stands, nothing is cited."""

_AMBIGUOUS = re.compile(r"(?<=§)\s?\d")
"""'14 § 15' is a paragraph of minutes unless a law is named beside it ('LSS 9 § 2')."""

_SECTION = re.compile(r"(\d{1,3})(?:\s?([a-z])\b)?(?:\s?(-)\s?(\d{1,3}))?", re.IGNORECASE)
_BETWEEN = re.compile(
    r"(?>[\s,.()§:-]|\b(?:\d{1,3}|[a-z]|kap|kapitlet|st|stycket|punkten|punkt|men|meningen|första|andra|tredje|fjärde|femte|"
    r"och|samt|eller|enligt|av|ur|den|lag|lagen|förordning|förordningen|sfs)\b)*+",
    re.IGNORECASE,
)
"""What may stand between a section and its law: '13 § första stycket 2 i lagen (2017:725)'."""

_FARTHEST = 80
_WIDEST = 50


@dataclass(frozen=True, slots=True)
class _Citation:
    """Chapter and sections cited from `start` to `end`: 'kap:6', '13'."""

    chapter: str | None
    sections: tuple[str, ...]
    start: int
    end: int

    @property
    def places(self) -> tuple[str, ...]:
        """'6', '6:13', '6:14' or without chapter '13', '14'."""
        if self.chapter is None:
            return self.sections
        return (self.chapter, *(f"{self.chapter}:{section}" for section in self.sections))

    @property
    def keys(self) -> tuple[str, ...]:
        kind = "lagpar" if self.chapter is None else "kap"
        return tuple(f"{kind}:{place}" for place in self.places)


@dataclass(frozen=True, slots=True)
class LawKeys:
    """The keys of a text, and the places that they were read at, to be left out of what else is looked for."""

    keys: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def law_keys(text: str) -> LawKeys:
    """Laws, chapters and sections that `text` names, in order; of a run of blanks there should be one left."""
    mentions = law_mentions(text)
    taken = [(mention.start, mention.end) for mention in mentions if mention.numbered]
    citations: list[_Citation] = []
    if _MAYBE_CITED.search(text) and _HAS.search(text):
        citations += map(_citation, _CITED.finditer(_blanked(text, taken)))
    keys = {key: None for mention in mentions if not mention.doubtful for key in mention.keys}
    starts = [mention.start for mention in mentions]
    for citation in citations:
        law = _law_of(citation, mentions, starts, text)
        if law:
            keys |= dict.fromkeys((*law.keys, *(f"{law.keys[0]}/{place}" for place in citation.places)))
        if law or not _AMBIGUOUS.match(text, citation.end):
            keys |= dict.fromkeys(citation.keys)
            taken.append((citation.start, citation.end))
    return LawKeys(tuple(keys), tuple(sorted(taken)))


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    letters = list(text)
    for start, end in spans:
        letters[start:end] = "¦" * (end - start)
    return "".join(letters)


def _citation(match: re.Match[str]) -> _Citation:
    if match["short"]:
        chapter, _, section = match["short"].casefold().partition(":")
        return _Citation(str(int(chapter)), (section,), match.start(), match.end())
    sections = tuple(dict.fromkeys(_sections(match["inside"] or match["alone"] or "")))
    if not match["chapter"]:
        return _Citation(None, sections, match.start(), match.end())
    digits = re.search(r"(\d{1,2})(?:\s?([a-z])(?![a-z]))?", match["chapter"], re.IGNORECASE)
    chapter = f"{int(digits[1])}{(digits[2] or '').casefold()}" if digits else ""
    return _Citation(chapter, sections, match.start(), match.end())


def _sections(text: str) -> Iterator[str]:
    for match in _SECTION.finditer(text):
        first = int(match[1])
        last = int(match[4]) if match[3] else first
        if match[2] or not first <= last <= first + _WIDEST:
            yield f"{first}{(match[2] or '').casefold()}"
        else:
            yield from map(str, range(first, last + 1))


def _law_of(
    citation: _Citation, mentions: Sequence[LawMention], starts: Sequence[int], text: str
) -> LawMention | None:
    """The law that a citation belongs to: the one after it with nothing but '§', 'stycket' and the like between, else
    the one right before it."""
    after = bisect_left(starts, citation.end)
    if after < len(mentions):
        gap = text[citation.end : mentions[after].start]
        if mentions[after].doubtful:
            if gap.strip() in ("", ".") and len(gap) <= 2:
                return mentions[after]
        elif len(gap) <= _FARTHEST and _BETWEEN.fullmatch(gap):
            return mentions[after]
    before = bisect_left(starts, citation.start) - 1
    if before >= 0 and (not mentions[before].doubtful or ":" not in text[citation.start : citation.end]):
        gap = text[mentions[before].end : citation.start]
        if len(gap) <= 3 and not gap.strip(" ,):s"):
            return mentions[before]
    return None
