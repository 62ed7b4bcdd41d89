"""How far a matter has come: what it waits for, in words, and which of its §§ a later one has taken the place of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.matter_places import Link, Stage
from ingest.matter_titles import is_raised
from ingest.model import Level
from ingest.parted import OTHER, in_words

RETURNED, PUT_OFF = "återremitteras", "bordläggs"
_PROPOSING = (Level.FORSLAG, Level.OVERLAMNAT, Level.BLANDAT)
_DECIDING = (Level.BESLUT, Level.BLANDAT)
_ANSWERS = ("bifalls", "avslås", "anses besvarad", "utgår")
"""What a motion or medborgarförslag ends in."""

_LACKS = "saknas i underlaget"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a matter stands. `final`: key of the body that decides finally, None where that is not said. `decided`:
    whether its decision is in the corpus. `awaits`: keys of the bodies whose treatment is not in the corpus, in order.
    `superseded`: by a §'s id, which § took its place and why."""

    open: bool
    status: str
    final: str | None
    decided: bool
    superseded: dict[str, str]
    awaits: tuple[str, ...] = ()


def tier(key: str) -> int:
    """How far up a body stands: KF above KS above utskott and nämnder."""
    return {"KF": 2, "KS": 1}.get(key, 0)


def standing(stages: Sequence[Stage], links: Sequence[Link]) -> Standing:
    """How a matter of these §§, in order of date, stands."""
    telling = [stage for stage in stages if stage.level != Level.INFORMATION] or list(stages)
    superseded = dict(_superseded(stages, telling, links))
    last = telling[-1]
    if last.outcome in (RETURNED, PUT_OFF):
        did = "Återremitterat" if last.outcome == RETURNED else "Bordlagt"
        status = f"{did} av {last.label}; ny behandling {_LACKS}"
        return Standing(True, status, None, False, superseded, (last.body_key,))
    waiting = [
        stage
        for at, stage in enumerate(telling)
        if stage.level in _PROPOSING and not any(_answers(later, stage) for later in telling[at + 1 :])
    ]
    if waiting:
        stage = waiting[-1]
        final = stage.final_key or (stage.next_key if stage.level != Level.OVERLAMNAT else None)
        awaits = dict.fromkeys(key for key in (stage.next_key, final) if key)
        return Standing(True, _waiting(stage), final, False, superseded, tuple(awaits))
    if is_raised(last.title) and not any(stage.outcome in _ANSWERS for stage in telling):
        status = f"Väckt i {last.label}; svar {_LACKS}"
        return Standing(True, status, None, False, superseded, (last.body_key,))
    return Standing(False, _closed(last), _final(last), last.level in _DECIDING, superseded)


def _answers(later: Stage, proposal: Stage) -> bool:
    """Whether the § is what the proposal was made for, or further up than that."""
    if later.body_key in (proposal.next_key, proposal.final_key):
        return True
    to = proposal.next_key or proposal.final_key
    return later.body_key != proposal.body_key and to is not None and tier(later.body_key) > tier(to)


def _waiting(stage: Stage) -> str:
    did = {
        Level.FORSLAG: f"Föreslaget av {stage.label}",
        Level.OVERLAMNAT: f"Överlämnat av {stage.label}",
        Level.BLANDAT: f"Beslutat i egna delar och i övrigt föreslaget av {stage.label}",
    }[Level(stage.level)]
    following, final = stage.next_key, stage.final_key
    if following and final and following != final:
        return f"{did}; behandling i {following} och beslut av {final} {_LACKS}"
    to = following or final
    return f"{did}; {to} beslut {_LACKS}" if to else f"{did}; slutligt beslut {_LACKS}"


def _closed(stage: Stage) -> str:
    if stage.level == Level.INFORMATION:
        return f"Information till {stage.label}"
    if stage.level in _PROPOSING:
        return f"Behandlat av {stage.label}"
    return f"Beslutat av {stage.label}" + (
        "" if stage.outcome == OTHER else f": {in_words(stage.outcome, stage.parts)}"
    )


def _final(stage: Stage) -> str | None:
    return stage.body_key if stage.level in _DECIDING else None


def _superseded(
    stages: Sequence[Stage], telling: Sequence[Stage], links: Sequence[Link]
) -> Iterator[tuple[str, str]]:
    by_id = {stage.id: stage for stage in stages}
    for at, stage in enumerate(telling):
        later = next((other for other in telling[at + 1 :] if other.body_key == stage.body_key), None)
        if later is None:
            continue
        between = telling[at : telling.index(later) + 1]
        if stage.outcome in (RETURNED, PUT_OFF):
            yield stage.id, f"Togs upp på nytt {later.label}"
        elif stage.level in _PROPOSING and any(each.outcome in (RETURNED, PUT_OFF) for each in between):
            yield stage.id, f"Ersatt av {later.label}"
        elif _same_decision(stage, later):
            yield stage.id, f"Nytt beslut i samma fråga {later.label}"
    for link in links:
        if link.ended and by_id[link.earlier].level in _DECIDING:
            yield link.earlier, f"Upphävt eller ersatt enligt {by_id[link.later].label}"


def _same_decision(stage: Stage, later: Stage) -> bool:
    return (
        stage.level == later.level == Level.BESLUT
        and stage.outcome == later.outcome != OTHER
        and stage.title.casefold() == later.title.casefold()
    )
