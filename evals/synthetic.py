"""Made-up minutes in any quantity, and questions about them: what the speed of a large archive is measured on.

Words are drawn so that a few are common and most are rare, as in real text, since that is what search time depends on.
The same seed gives the same text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

import numpy as np
from numpy.random import Generator

T = TypeVar("T")

KOMMUN = "Fjällvik"
BODIES = (
    ("KF", "Kommunfullmäktige", "Kommunfullmäktiges"),
    ("KS", "Kommunstyrelsen", "Kommunstyrelsens"),
    ("AU", "Allmänna utskottet", "Allmänna utskottets"),
    ("BMN", "Bygg- och miljönämnden", "Bygg- och miljönämndens"),
)
PARAGRAPHS = 40
"""Paragraphs of one meeting."""

VOCABULARY = 30_000
"""Different compounds."""

_AT_ONCE = 4_096

FIRST_DAY = dt.date(2006, 1, 10)


def _split(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_FRONTS = _split(
    "vatten väg skol bad idrotts energi avfalls bygg miljö kultur bibliotek hamn skogs mark bostads trafik gatu park "
    "fjärrvärme bredbands besöks närings arbets social äldre omsorgs barn ungdoms fritids musei brand räddnings "
    "krisberedskaps personal löne pensions ekonomi budget investerings upphandlings it arkiv dagvatten slam "
    "återvinnings detaljplane översiktsplane strand tillsyns livsmedels alkohol färdtjänst kollektivtrafik cykel"
)
_BACKS = _split(
    "taxan avgiften planen policyn programmet utredningen redovisningen rapporten strategin ansökan överenskommelsen "
    "avtalet riktlinjerna reglementet motionen remissen uppföljningen budgeten investeringen upphandlingen verksamheten "
    "organisationen anläggningen lokalerna fastigheten området leden bron ledningen stationen bidraget stödet tillsynen "
    "inventeringen prognosen analysen modellen rutinen handlingsplanen samverkan"
)
_VERBS = _split(
    "föreslår redovisar bedömer beskriver innebär omfattar kräver förutsätter ersätter kompletterar finansierar utreder "
    "påverkar stärker minskar ökar följer avser gäller behandlar samordnar förlänger"
)
_SMALL = _split("och för med av i på till från under enligt samt vid om efter inom mellan")
_PLAIN = _split(
    "kommunen förvaltningen nämnden invånarna medarbetarna föreningarna företagen staten regionen länsstyrelsen "
    "kostnaden behovet arbetet tidplanen ansvaret underlaget förslaget beslutet målet ärendet året perioden"
)
NAMES = (
    "Astrid Fjällgren",
    "Börje Tallmark",
    "Cecilia Myrdal",
    "David Åsander",
    "Elin Norrbrink",
    "Folke Hedvall",
)
_DECISIONS: list[tuple[str, str]] = [
    ("beslut", "{topic} godkänns."),
    ("beslut", "{topic} fastställs att gälla från och med den 1 januari {year}."),
    ("beslut", "{amount} tkr anvisas för {topic} ur driftbudgeten."),
    ("beslut", "Ärendet återremitteras för ytterligare beredning."),
    ("förslag", "{topic} antas."),
    ("information", "Informationen om {topic} noteras."),
]


@dataclass(frozen=True, slots=True)
class Item:
    """One made-up paragraph, as far as a question needs to know it."""

    body: str
    date: dt.date
    number: int
    dnr: str
    topic: str
    year: int


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of a made-up meeting: a file's name and text, and what was treated."""

    name: str
    text: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and its kind."""

    kind: str
    text: str


class Words:
    """Draws words: compounds by Zipf's law, those of two parts oftener than those of three.

    `vocabulary`: how many different compounds, at most 99,450.
    """

    def __init__(self, rng: Generator, vocabulary: int = VOCABULARY) -> None:
        self._rng = rng
        short = [front + back for front in _FRONTS for back in _BACKS]
        long = [front + word for front in _FRONTS for word in short]
        ordered = [[words[at] for at in rng.permutation(len(words))] for words in (short, long)]
        self._compounds = [word for words in ordered for word in words][:vocabulary]
        weights = 1 / (np.arange(len(self._compounds)) + 3.7)
        self._below = np.cumsum(weights / weights.sum())
        self._shares, self._drawn = self._share_by_share(), self._compound_by_compound()

    def compounds(self, count: int) -> list[str]:
        """`count` compounds such as 'vattentaxan'."""
        return list(islice(self._drawn, count))

    def one(self, words: Sequence[T]) -> T:
        """One of `words`."""
        return words[int(next(self._shares) * len(words))]

    def number(self, low: int, high: int) -> int:
        """A whole number, `high` not included."""
        return low + int(next(self._shares) * (high - low))

    def sentence(self, topic: str) -> str:
        """A sentence of 12 to 25 words, now and then with the topic, an amount or a date."""
        words = [self.one(_PLAIN)]
        for compound in self.compounds(self.number(3, 7)):
            words += [self.one(_VERBS), compound, self.one(_SMALL), self.one(_PLAIN)]
        if self.number(0, 3) == 0:
            words += ["rörande", topic]
        if self.number(0, 4) == 0:
            words += ["till", "en", "kostnad", "av", str(self.number(40, 9000)), "tkr"]
        if self.number(0, 4) == 0:
            words += ["senast", str(FIRST_DAY.replace(year=self.number(2006, 2027), day=self.number(1, 29)))]
        return f"{words[0].capitalize()} {' '.join(words[1:])}."

    def passage(self, topic: str, sentences: int) -> str:
        """A few sentences."""
        return " ".join(self.sentence(topic) for _ in range(sentences))

    def _share_by_share(self) -> Iterator[float]:
        """Numbers from 0 to 1; drawn one at a time they would take most of the time."""
        while True:
            yield from self._rng.random(_AT_ONCE).tolist()

    def _compound_by_compound(self) -> Iterator[str]:
        while True:
            for at in np.searchsorted(self._below[:-1], self._rng.random(_AT_ONCE)).tolist():
                yield self._compounds[at]


def minutes(count: int, *, seed: int) -> Iterator[Minutes]:
    """`count` meetings of four bodies from 2006 on, each of `PARAGRAPHS` paragraphs."""
    words = Words(np.random.default_rng(seed))
    for position in range(count):
        key, name, possessive = BODIES[position % len(BODIES)]
        date = FIRST_DAY + dt.timedelta(days=7 * position)
        first = 1 + PARAGRAPHS * (position // len(BODIES) % 8)
        items = tuple(item(words, key, date, first + at) for at in range(PARAGRAPHS))
        body = "\n\n".join(_paragraph(words, item, possessive) for item in items)
        yield Minutes(f"{key}-{date}.txt", f"{_front(name, date, items)}\n\n{body}\n", items)


def questions(items: list[Item], count: int, *, seed: int) -> list[Asked]:
    """`count` questions of all kinds in turn, about `items`."""
    words = Words(np.random.default_rng(seed))
    asked = []
    for position in range(count):
        item = items[words.number(0, len(items))]
        kind, form = _FORMS[position % len(_FORMS)]
        text = form.format(body=item.body, date=item.date, topic=item.topic, dnr=item.dnr, year=item.year)
        asked.append(Asked(kind, text))
    return asked


_FORMS = (
    ("decision of a body", "Vad beslutade {body} om {topic}?"),
    ("decision, any body", "Vad har beslutats om {topic}?"),
    ("decision of a meeting", "Vad beslutade {body} den {date} om {topic}?"),
    ("amount", "Hur mycket pengar anvisas för {topic}?"),
    ("date", "När ska {topic} vara klar?"),
    ("dnr", "Vad hände i ärende {dnr}?"),
    ("recipients", "Vem ska få beslutet om {topic}?"),
    ("list of a meeting", "Vilka paragrafer beslutade {body} om den {date}?"),
    ("content", "Vad säger handlingarna om {topic} och hur den finansieras?"),
    ("English", "What did {body} decide about {topic}?"),
    ("not there", "Vad beslutade {body} om rymdhissen till månen {year}?"),
    ("who", "Vem har berett ärendet om {topic}?"),
)


def item(words: Words, body: str, date: dt.date, number: int) -> Item:
    """A § of a meeting."""
    topic = " och ".join(words.compounds(2))
    organ = "BMN" if body == "BMN" else "KS"
    return Item(body, date, number, f"{organ}-{date:%y}/{words.number(1, 1500):05d}", topic, date.year + 1)


def _front(name: str, date: dt.date, items: tuple[Item, ...]) -> str:
    members = "\n".join(f"{person} (C)" for person in NAMES)
    return (
        f"{KOMMUN.upper()} KOMMUN\nPROTOKOLL\n{name}\nSammanträdesdatum\n{date}\n\n"
        f"Plats och tid\nKommunhuset, kl. 09.00–15.30\n\nBeslutande\n{members}\n\n"
        f"Utses att justera\n{NAMES[1]}\n\nParagrafer\n{items[0].number}–{items[-1].number}"
    )


def decision(words: Words, item: Item) -> tuple[str, str]:
    """A §'s level ('beslut', 'förslag', 'information') and the words of what was decided."""
    level, form = words.one(_DECISIONS)
    amount = words.number(50, 9000)
    return level, form.format(topic=item.topic.capitalize(), amount=amount, year=item.year)


def _paragraph(words: Words, item: Item, possessive: str) -> str:
    level, point = decision(words, item)
    heading = (
        "Förslag till beslut i kommunfullmäktige"
        if level == "förslag" and item.body != "KF"
        else f"{possessive} beslut"
    )
    return "\n\n".join(
        (
            f"{item.dnr} § {item.number}\n{item.topic.capitalize()}",
            f"Bakgrund\nBeredande tjänsteperson: {words.one(NAMES)}\n{words.passage(item.topic, words.number(4, 9))}",
            f"Verksamhetens yttrande\n{words.passage(item.topic, words.number(3, 8))}",
            f"Ekonomi\n{words.passage(item.topic, words.number(2, 5))}",
            f"Beslutsunderlag\n• Tjänsteskrivelse {item.date}\n• {words.one(_BACKS).capitalize()}, bilaga",
            f"{heading}\n• {point}",
            f"Beslutet skickas till\n{words.one(NAMES)}",
        )
    )
