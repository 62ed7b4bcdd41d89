"""Duties, initiatives and meetings as HTML. Text of documents is data: every piece is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.wire.followups import Duty, Initiative, LegalForce, Step
from ui import parts, render
from ui.words import followups as words

STYLE = """<style>
.km-duties { list-style: none !important; margin: 0 0 1rem !important; padding: 0 !important; max-width: 46rem }
.km-duties li { display: grid; grid-template-columns: 8.5rem 1fr; gap: 0 1rem; padding: .65rem 0 !important; margin: 0 !important;
  border-bottom: 1px solid #c9d3db }
.km-when { font-weight: 600; font-variant-numeric: tabular-nums }
.km-when small { display: block; font-weight: 400; color: #4a5b6a }
.km-late .km-when { color: #8f1d14 } .km-late .km-when small { color: #8f1d14 }
.km-kind { display: inline-block; border: 1px solid #c9d3db; border-radius: 1rem; padding: 0 .6rem; font-size: .82rem;
  margin-right: .5rem; color: #33475b }
.km-duties a, .km-table a { color: #0b5c8a }
.km-said { margin: .25rem 0 }
.km-table td, .km-table th { vertical-align: top; hyphens: manual; overflow-wrap: normal }
.km-day { white-space: nowrap }
.km-year { color: #8f1d14; font-weight: 600 }
@media (max-width: 640px) { .km-duties li { grid-template-columns: 1fr } }
</style>"""


def group(duty: Duty) -> str:
    """Under which heading a duty stands."""
    if duty.state == "klar":
        return words.DONE
    if duty.state == "föreslagen":
        return words.PROPOSED
    if duty.timing == "orimligt datum":
        return words.ODD
    if duty.timing == "upprepat":
        return words.AGAIN
    if duty.until is None:
        return words.UNDATED
    return words.LATE if duty.overdue else words.COMING


def duties_html(duties: Sequence[Duty]) -> str:
    """Duties as a list, each with its day, what is to be done, who, and its paragraph."""
    return f'<ul class="km-duties">{"".join(duty_html(duty) for duty in duties)}</ul>'


def duty_html(duty: Duty) -> str:
    """One duty."""
    late = ' class="km-late"' if duty.overdue else ""
    first, second = when(duty)
    below = f"<small>{escape(second)}</small>" if second else ""
    where = ", ".join(part for part in (duty.title, duty.dnr, duty.kommun) if part)
    notes = f'<br><span class="km-file">{escape(" ".join(duty.notes))}</span>' if duty.notes else ""
    return (
        f'<li{late}><div class="km-when">{escape(first)}{below}</div><div>'
        f'<span class="km-kind">{escape(duty.kind)}</span>{escape(who(duty))}'
        f'<div class="km-said">{escape(duty.text)}</div>'
        f"{parts.paragraph_link(duty.paragraph_id, f'{duty.body_key} {duty.date} {duty.section}')} "
        f'<span class="km-file">{escape(where)}</span>{notes}</div></li>'
    )


def when(duty: Duty) -> tuple[str, str]:
    """The day, and what is to be known of it."""
    if duty.next_on:
        return duty.written, words.NEXT_ON.format(day=duty.next_on)
    if duty.until is None:
        return duty.written or words.NO_DAY, ""
    day = str(duty.due) if duty.due else duty.written
    return day, distance(duty)


def distance(duty: Duty) -> str:
    """How far away a day is, in words; of what is done nothing."""
    days = duty.days_left
    if days is None:
        return ""
    if days < 0:
        late = words.YESTERDAY if days == -1 else words.LATE_BY.format(days=-days)
        return f"{late}, {words.UNKNOWN}" if duty.state == "oklar" else late
    return words.SOON.get(days) or words.DAYS_LEFT.format(days=days)


def who(duty: Duty) -> str:
    """Who is responsible."""
    if duty.responsible is None:
        return words.NOBODY
    return words.ASSUMED.format(name=duty.responsible) if duty.assumed else duty.responsible


def initiatives_html(found: Sequence[Initiative]) -> str:
    """Motioner, medborgarförslag and initiativärenden as a table."""
    rows = [
        (
            f'<span class="km-kind">{escape(each.kind)}</span>{escape(each.topic)}'
            f'<br><span class="km-file">{escape(" ".join(each.notes))}</span>',
            came_in_html(each),
            day_html(words.AGE.format(days=each.age_days))
            + (f'<br><span class="km-year">{words.OVER_A_YEAR}</span>' if each.over_a_year else ""),
            f"{step_html(each.answered)}<br>{escape(each.outcome or '')}{parts.parted_html(each.parted)}"
            if each.answered
            else words.UNANSWERED,
        )
        for each in found
    ]
    return render.cells_html(words.INITIATIVE_COLUMNS, rows)


def came_in_html(each: Initiative) -> str:
    """When one came in: the day that is told, else the § that took it in, else the latest it can have been."""
    if each.came_in_on:
        return day_html(str(each.came_in_on))
    return step_html(each.came_in) if each.came_in else day_html(words.AT_LATEST.format(day=each.since))


def force_html(found: Sequence[LegalForce]) -> str:
    """The last day to appeal the decisions of each meeting, as a table."""
    rows = [
        (
            day_html(f"{each.body_key} {each.date}"),
            day_html(str(each.posted or words.NOT_TOLD)),
            day_html(str(each.gains or words.NOT_TOLD)),
            str(each.decisions),
            escape(each.note or ""),
        )
        for each in found
    ]
    return render.cells_html(words.FORCE_COLUMNS, rows)


def step_html(step: Step) -> str:
    """A § as a link to its page."""
    return f'<span class="km-day">{parts.paragraph_link(step.paragraph_id, step.label)}</span>'


def day_html(text: str) -> str:
    """Text that stays on one line."""
    return f'<span class="km-day">{escape(text)}</span>'
