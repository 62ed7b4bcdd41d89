"""Values of indicators, from files of Kolada's that somebody hands in, and to which goals they belong."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.errors import BadRequest
from assistant.wire.goals import GoalIndicator, GoalNode, IndicatorValue, KoladaOut, Orphan
from ingest.archive import Archive
from ingest.kolada import Figures, put_kolada
from ingest.kolada_file import KPI, KoladaFile, read_kolada


def import_kolada(
    archive: Archive, content: bytes, *, name: str, kommun: str | None, held: Sequence[str]
) -> KoladaOut:
    """Keep the values of a file for a kommun: the one given, the one that the file names, or the archive's only one.

    `held`: the kommuner that the archive has documents of. Raises UnreadableFile where it is no file of Kolada's,
    BadRequest where it cannot be told whose it is.
    """
    given = read_kolada(content, name=name)
    whose = _kommun(given, kommun, held) if given.observations else None
    count = archive.change(lambda connection: put_kolada(connection, given, whose or ""))
    years = [each.year for each in given.observations]
    return KoladaOut(
        kommun=whose,
        values=count,
        kpis=sorted({each.kpi for each in given.observations}),
        first_year=min(years, default=None),
        last_year=max(years, default=None),
    )


def _kommun(given: KoladaFile, kommun: str | None, held: Sequence[str]) -> str:
    if len(given.municipalities) != 1:
        which = ", ".join(given.municipalities[:5]) or "bara riket"
        raise BadRequest(f"Filen ska ha värden för en kommun, men har {which}. Hämta en fil per kommun.")
    titled = given.titles.get(given.municipalities[0])
    wanted = kommun or titled or (held[0] if len(held) == 1 else None)
    if wanted is None:
        raise BadRequest(
            f"Ange vilken kommun värdena gäller (--kommun): filen har bara koden {given.municipalities[0]}."
        )
    known = {name.casefold(): name for name in held}
    folded = wanted.strip().casefold().removesuffix(" kommun")
    if folded not in known:
        there = ", ".join(held) or "inga kommuner"
        raise BadRequest(f"Arkivet har inga handlingar för {wanted}. Det har: {there}.")
    return known[folded]


def indicator(name: str, kommun: str | None, figures: Figures) -> GoalIndicator:
    """An indicator as a goal names it, with Kolada's id where it gives one, and the values held for that."""
    named = KPI.search(name)
    if named is None:
        return GoalIndicator(name=name)
    kpi = named.group()
    values = [
        IndicatorValue(kpi=kpi, municipality=o.municipality, year=o.year, gender=o.gender, value=o.value)
        for o in figures.values.get(kommun or "", ())
        if o.kpi == kpi
    ]
    return GoalIndicator(name=name, kpi=kpi, title=figures.titles.get(kpi), values=values)


def unused(goals: Sequence[GoalNode], figures: Figures) -> list[Orphan]:
    """Indicators that there are values for and that no goal of the kommun names."""
    found = []
    for kommun, held in figures.values.items():
        used = {each.kpi for goal in goals if goal.kommun == kommun for each in goal.indicators}
        found += [
            Orphan(
                kind="indikator",
                name=f"{kpi} {figures.titles.get(kpi, '')}".strip(),
                kommun=kommun,
                why="Värden är inlästa från Kolada, men inget mål nämner nyckeltalet.",
            )
            for kpi in sorted({each.kpi for each in held} - used)
        ]
    return found
