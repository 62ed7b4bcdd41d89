"""Links that references make, and how sure: sure where something else says so too, be it the dnr, the title, or that
the sentence speaks of the matter itself."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ingest.matter_places import Lacking, Link, Made, Places, Stage, Sure, clash, link_of
from ingest.matter_titles import SAME, alike

_UNDATED_WITHIN = dt.timedelta(days=400)


def by_references(places: Places, made: Sequence[Made]) -> tuple[list[Link], list[Lacking]]:
    """The links that references make, and the references that lead nowhere."""
    links: list[Link] = []
    lacking: list[Lacking] = []
    by_source: dict[str, list[Made]] = defaultdict(list)
    for one in made:
        by_source[one.source].append(one)
    for source, its in by_source.items():
        stage = places.by_id.get(source)
        if stage is not None and not stage.routine:
            found, missing = _of_stage(places, stage, its, by_source)
            links += found
            lacking += missing
    return links, lacking


def _of_stage(
    places: Places, stage: Stage, its: Sequence[Made], by_source: Mapping[str, Sequence[Made]]
) -> tuple[list[Link], list[Lacking]]:
    links: list[Link] = []
    lacking: list[Lacking] = []
    named = {one.dnr_key for one in its if one.dnr_key and one.of_matter}
    targets: list[Stage] = []
    for one in (one for one in its if not one.bare):
        if one.number is None:
            links += _by_named_dnr(places, stage, one)
            continue
        target, note = _target(places, stage, one, one.body_key)
        if target is None:
            lacking.append(Lacking(one, one.body_key))
        elif target.id != stage.id:
            targets.append(target)
            links.append(_judged(stage, target, one, named, note))
    for one in (one for one in its if one.bare):
        if one.body is None:
            links += _by_day(places, stage, one, named, targets)
            continue
        key, note = _whose(stage, one, its, targets, by_source)
        target = _target(places, stage, one, key)[0] if key else None
        if target is None:
            lacking.append(Lacking(one, key, note))
        elif target.id != stage.id:
            links.append(_judged(stage, target, one, named, note))
    met = {(target.date, target.number) for target in targets}
    return links, [each for each in lacking if (each.made.date, each.made.number) not in met]


def _by_day(
    places: Places, stage: Stage, made: Made, named: set[str], known: Sequence[Stage]
) -> Iterator[Link]:
    """The link of a reference that says day and number alone: to the only § that is of them, whichever body's, unless another
    reference leads to it already."""
    fitting = places.on_day.get((stage.kommun, made.date, made.number), [])
    if len(fitting) == 1 and fitting[0] not in (stage, *known):
        yield _judged(stage, fitting[0], made, named, _NO_BODY)


_NO_BODY = "hänvisningen nämner inget organ; bara en paragraf stämmer"


def _target(places: Places, stage: Stage, made: Made, key: str | None) -> tuple[Stage | None, str]:
    """The § that a reference names, and what is odd about it."""
    if made.date is not None:
        exact = places.exact.get((stage.kommun, key, made.date, made.number))
        if exact is not None:
            return exact, ""
        same_year = [
            other
            for other in places.numbered.get((stage.kommun, key, made.number), ())
            if other.date.year == made.date.year and other.date <= stage.date
        ]
        if same_year:
            return same_year[-1], f"hänvisningen anger {made.date}, paragrafen är från {same_year[-1].date}"
        return None, ""
    fitting = [
        other
        for other in places.numbered.get((stage.kommun, key, made.number), ())
        if other.id != stage.id and stage.date - _UNDATED_WITHIN <= other.date <= stage.date
    ]
    sure = [
        other
        for other in fitting
        if (other.dnr_key and other.dnr_key in (stage.dnr_key, made.dnr_key))
        or alike(other.title, stage.title)
        or alike(other.title, made.title)
    ]
    if sure:
        return sure[-1], ""
    return (fitting[-1], "hänvisningen saknar datum") if len(fitting) == 1 else (None, "")


def _whose(
    stage: Stage,
    made: Made,
    its: Sequence[Made],
    targets: Sequence[Stage],
    by_source: Mapping[str, Sequence[Made]],
) -> tuple[str | None, str]:
    """The key of a body named by its kind alone. A line that stands in an earlier § of another body too is that body's."""
    place = (made.body_key, made.date, made.number)
    for target in sorted(targets, key=lambda target: target.date):
        same = [one for one in by_source.get(target.id, ()) if one.bare]
        elsewhere = target.body_key != stage.body_key and not target.body_key.endswith("AU")
        if elsewhere and place in [(one.body_key, one.date, one.number) for one in same]:
            return _committee(target.body_key, made), f"raden står också i {target.label}"
    others = [one for one in its if not one.bare and one.body_key and (one.of_matter or one.listed)]
    own = {stage.body_key, stage.body_key + "AU", stage.body_key.removesuffix("AU"), "KF"}
    if any(one.body_key not in own for one in others) or stage.body_key.endswith("AU"):
        return None, "det framgår inte vilket organs"
    return _committee(stage.body_key, made), ""


def _committee(key: str, made: Made) -> str | None:
    return f"{key}AU" if made.body and made.body.casefold() == "arbetsutskottet" else None


def _judged(stage: Stage, target: Stage, made: Made, named: set[str], note: str) -> Link:
    """How sure it is that a § and one that it refers to are of one matter."""
    where = "i underlaget" if made.listed else "i texten"
    same = bool(stage.dnr_key) and stage.dnr_key == target.dnr_key
    clashing = clash(stage, target)
    near = alike(stage.title, target.title, least=SAME) if clashing else alike(stage.title, target.title)
    sure, reason = Sure.CERTAIN, ""
    if target.routine:
        sure, reason = Sure.DOUBTFUL, f"men § {target.number} är en samlingspunkt ({target.title})"
    elif target.date > stage.date:
        sure, reason = Sure.DOUBTFUL, "men det sammanträdet är senare"
    elif same:
        reason = "och diarienumret är detsamma"
    elif near:
        reason = "och rubriken är densamma"
    elif target.dnr_key and target.dnr_key in named:
        reason = f"och texten anger ärendets nummer där, {target.dnr or target.dnr_key}"
    elif clashing:
        sure, reason = Sure.DOUBTFUL, "men både rubrik och diarienummer är andra"
    elif made.of_matter:
        reason = "och texten säger att ärendet behandlats där"
    elif made.title and alike(made.title, stage.title):
        reason = "och hänvisningen bär ärendets rubrik"
    elif target.next_key == stage.body_key:
        sure, reason = (
            Sure.LIKELY,
            f"och förslaget ställdes till {stage.body_key}, men rubrik och diarienummer skiljer sig",
        )
    else:
        sure, reason = Sure.DOUBTFUL, "men rubriken är en annan"
    if note:
        sure = min(sure, Sure.LIKELY if same or near else Sure.DOUBTFUL)
    why = f"{stage.label} hänvisar {where} till {target.label}, {reason}" + (f" ({note})" if note else "")
    return link_of(stage, target, sure, why, made, weight=2 * same + near)


def _by_named_dnr(places: Places, stage: Stage, made: Made) -> Iterator[Link]:
    """The latest earlier § of a number that the text gives."""
    earlier = [
        other
        for other in places.by_dnr.get((stage.kommun, made.dnr_key), ())
        if other.date <= stage.date and other.id != stage.id
    ]
    if not earlier:
        return
    target = earlier[-1]
    near = alike(stage.title, target.title)
    sure = Sure.DOUBTFUL
    if made.of_matter and not clash(stage, target):
        sure = Sure.CERTAIN if near else Sure.LIKELY
    elif near:
        sure = Sure.LIKELY
    reason = "rubriken är densamma" if near else "rubriken är en annan"
    why = f"{stage.label} nämner diarienumret {target.dnr or made.dnr_key} som {target.label} har; {reason}"
    yield link_of(stage, target, sure, why, made, weight=int(near))
