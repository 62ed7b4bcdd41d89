"""The deciding bodies of a kommun: which one a text speaks of, its full name and its short key.

Known bodies are data (`data/bodies.toml`, extended per kommun); any other '…nämnden', '…utskottet', '…beredningen'
is recognised by its form and gets its initials as key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_STEM = r"(?:[a-zåäöé]+-(?:,\s[a-zåäöé]+-)*\s(?:och|&)\s)?"
_UNITS = {
    "nämnd": "nämnden",
    "utskott": "utskottet",
    "beredning": "beredningen",
    "fullmäktige": "fullmäktige",
    "styrelse": "styrelsen",
    "kommitté": "kommittén",
    "råd": "rådet",
    "direktion": "direktionen",
    "förbund": "förbund",
}
_ADJECTIVES = r"(?:tekniska|sociala|allmänna|humanistiska|kommunala|gemensamma|finska)"
_GENERIC = re.compile(
    rf"""(?<![\w-])(?:
        (?P<pair>{_STEM}(?:(?:{_ADJECTIVES})\s)?[a-zåäöé]*(?:nämnd(?:en)?|utskott(?:et)?|beredning(?:en)?))(?P<s1>s?)
      | (?P<other>(?:kommun|region|förbunds|ungdoms)?fullmäktige|(?:kommun|förbunds|region)styrelsen|direktionen
          |[a-zåäö]+(?:pensionärs|funktionshinder|tillgänglighets|ungdoms|folkhälso|närings?livs|trygghets)rådet
          |(?:pensionärs|funktionshinder|tillgänglighets|ungdoms|folkhälso|trygghets)rådet)(?P<s2>s?)
    )(?:\s+(?P<under>(?:[a-zåäö]+-?(?:\soch\s)?)?(?:arbetsutskott|utskott|presidium|beredning))(?:et|en)?(?P<s3>s?))?
    (?![\w-])""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_BODIES = frozenset(
    {
        "nämnd", "utskott", "beredning", "beredningen", "samberedning", "ramberedning", "ramberedningen",
        "budgetberedning", "budgetberedningen", "ärendeberedning", "ärendeberedningen", "remissberedning",
        "planberedning", "underberedning", "återberedning",
    }
)  # fmt: skip
_SHORT_NAMES = frozenset(
    {"nämnden", "utskottet", "arbetsutskottet", "fullmäktige", "styrelsen", "direktionen"}
)


@dataclass(frozen=True, slots=True)
class Body:
    """A deciding body: full name in the nominative ('Tekniska nämnden'), short key ('TEN'), where it proposes to."""

    name: str
    key: str
    aliases: tuple[str, ...] = ()
    proposes_to: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A body named in a text from `start` to `end`; `genitive`: 'kommunstyrelsens', not 'kommunstyrelsen'."""

    body: Body
    start: int
    end: int
    genitive: bool = False


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def initials(name: str) -> str:
    """A made-up key: the initials of the name's parts, 'Barn- och utbildningsnämnden' → 'BUN'."""
    letters = ""
    for word in re.findall(r"[\wåäöÅÄÖ]+", name.casefold()):
        if word in {"och", "för"}:
            continue
        letters += word[0]
        for unit in ("arbetsutskott", "nämnd", "utskott", "beredning", "förbund", "råd"):
            at = word.find(unit)
            if at > 0:
                letters += "au" if unit == "arbetsutskott" else unit[0]
                break
            if at == 0 and unit == "arbetsutskott":
                letters += "u"
                break
    return letters.upper()


def _definite(word: str) -> str:
    """The nominative definite form: 'byggnämnd' → 'byggnämnden'."""
    for bare, definite in _UNITS.items():
        if word.endswith(bare):
            return word[: -len(bare)] + definite
    return word


@dataclass(frozen=True, slots=True)
class Bodies:
    """The bodies of a kommun: known ones first, others by their form."""

    known: tuple[Body, ...]
    _names: dict[str, Body] = field(default_factory=dict, repr=False, compare=False)
    _pattern: list[re.Pattern[str]] = field(default_factory=list, repr=False, compare=False)

    def __post_init__(self) -> None:
        for body in self.known:
            for name in (body.name, *body.aliases):
                self._names.setdefault(name.casefold(), body)
        for body in self.known:
            self._names.setdefault(body.key.casefold(), body)
        names = sorted(self._names, key=len, reverse=True)
        words = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names if len(name) > 5)
        self._pattern.append(re.compile(rf"(?<![\w-])({words})(s?)(?![\w-])", re.IGNORECASE))

    def named(self, name: str) -> Body:
        """The body of that name, key or alias; an unknown one gets its initials as key."""
        folded = " ".join(name.split()).casefold()
        if folded in self._names:
            return self._names[folded]
        if folded.endswith("s") and folded[:-1] in self._names:
            return self._names[folded[:-1]]
        under = re.fullmatch(r"(.+s) (\S*(?:utskott|presidium|beredning))(?:et|en)?", folded)
        if under:
            parent = self.named(under[1][:-1])
            key = parent.key + ("AU" if under[2] == "arbetsutskott" else initials(under[2]))
            return Body(_capital(f"{parent.name}s {under[2]}"), key, proposes_to=parent.name)
        definite = _definite(folded)
        if definite in self._names:
            return self._names[definite]
        shown = _capital(definite) if definite == definite.casefold() else definite
        return Body(
            _capital(name) if "förbund" in folded else shown, initials(name), proposes_to=_parent(definite)
        )

    def key(self, name: str) -> str:
        """The short key of a body's name ('Kommunstyrelsen' → 'KS')."""
        return self.named(name).key

    def with_key(self, key: str) -> Body | None:
        """The known body with that key or alias ('ks' → Kommunstyrelsen), None where there is none."""
        folded = key.casefold()
        body = self._names.get(folded)
        if body is None and folded.endswith("au") and folded[:-2] in self._names:
            return self.named(self._names[folded[:-2]].name + "s arbetsutskott")
        return body

    def find_all(self, text: str) -> tuple[Mention, ...]:
        """Every body named in full in the text, from left to right, the longest reading at each place."""
        found = [self._known(match) for match in self._pattern[0].finditer(text)]
        found += [mention for match in _GENERIC.finditer(text) for mention in self._generic(match)]
        found.sort(key=lambda mention: (mention.start, -mention.end))
        kept: list[Mention] = []
        for mention in found:
            if not kept or mention.start >= kept[-1].end:
                kept.append(mention)
        return tuple(kept)

    def find(self, text: str) -> Body | None:
        """The first body named in the text, in full or by its key in capitals ('KSAU'), else None."""
        mentions = self.find_all(text)
        if mentions:
            return mentions[0].body
        for word in re.findall(r"(?<![\w-])[A-ZÅÄÖ]{2,6}(?![\w-])", text):
            body = self.with_key(word)
            if body:
                return body
        return None

    def _known(self, match: re.Match[str]) -> Mention:
        name = " ".join(match[1].split()).casefold()
        return Mention(self._names[name], match.start(), match.end(), bool(match[2]))

    def _generic(self, match: re.Match[str]) -> Iterable[Mention]:
        name = match["pair"] or match["other"]
        genitive = bool(match["s1"] or match["s2"])
        if match["under"] and genitive:
            whole = self.named(f"{name}s {match['under']}")
            yield Mention(whole, match.start(), match.end(), bool(match["s3"]))
            return
        if name.casefold() in _NOT_BODIES:
            return
        end = match.end("s1") if match["pair"] else match.end("s2")
        yield Mention(self.named(name), match.start(), end, genitive)


def _parent(name: str) -> str | None:
    """Where a body of that form proposes to: an utskott to the kommunstyrelse, others are not to be guessed."""
    if name.endswith("utskottet"):
        return "Kommunstyrelsen"
    return None


def same_body(named: Body, own: Body) -> bool:
    """Whether `named`, as minutes of `own` speak, is the body itself: 'arbetsutskottet' within KSAU's minutes."""
    if named.name.casefold() == own.name.casefold() or (named.key == own.key and named.name in own.aliases):
        return True
    short = named.name.casefold()
    if short not in _SHORT_NAMES:
        return False
    bare = own.name.casefold()
    return bare.endswith((short, short.removesuffix("et"), short.removesuffix("en")))


def extended(bodies: Bodies, more: Iterable[Body]) -> Bodies:
    """The bodies with a kommun's own before the general ones; a body of the same name replaces the general one."""
    own = tuple(more)
    names = {body.name.casefold() for body in own}
    return Bodies((*own, *(body for body in bodies.known if body.name.casefold() not in names)))
