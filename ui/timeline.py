"""A matter as HTML: its way at a glance, then each § on a line of time. Text of documents is escaped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from assistant.labels import LEVELS
from assistant.wire.matters import DoubtfulLink, MatterOut, MatterStep, MissingReference
from ui import parts
from ui.words import matters as words

STYLE = """<style>
.km-way { display: flex; flex-wrap: wrap; align-items: center; gap: .3rem .45rem; margin: .35rem 0 }
.km-way .km-arrow { color: #4a5b6a }
.km-pill { border-radius: 1rem; padding: .1rem .7rem; font-size: .9rem; font-weight: 600; border: 1px solid currentColor;
  text-decoration: none }
.km-pill small { font-weight: 400 }
.km-pill.km-lacking { border-style: dashed; color: #8a3b00; background: #fff; font-weight: 400 }
.km-pill.km-replaced { text-decoration: line-through }
.km-matter { border-left: 4px solid #0b5c8a; padding: .1rem 0 .1rem .9rem; margin: 0 0 1.1rem; max-width: 46rem;
  line-height: 1.45 }
.km-matter.km-open { border-left-color: #b45f06 }
.km-matter h3 { font-size: 1.05rem; font-weight: 600; margin: 0; padding: 0 } .km-status-line { margin: 0 }
.km-matter h3 a, .km-time a, .km-plain a { color: #0b5c8a }
.km-state { font-weight: 600 } .km-state.km-open { color: #8a3b00 } .km-state.km-closed { color: #14532d }
.km-time { list-style: none; margin: .6rem 0; padding: 0 0 0 1.1rem; border-left: 3px solid #c9d3db; max-width: 46rem }
.km-time > li { position: relative; margin: 0 0 1.1rem; line-height: 1.5 }
.km-time > li::before { content: ""; position: absolute; left: -1.72rem; top: .3rem; width: .95rem; height: .95rem;
  border-radius: 50%; background: #0b5c8a; border: 3px solid #fff; box-sizing: border-box; outline: 2px solid #0b5c8a }
.km-time > li.km-lacking::before { background: #fff; outline: 2px dashed #8a3b00 }
.km-time > li.km-replaced::before { background: #8fa1af; outline-color: #8fa1af }
.km-day { color: #33475b; font-weight: 600 } .km-event { font-weight: 600 }
.km-note { color: #8a3b00 }
.km-time details { margin-top: .2rem; font-size: .92rem } .km-time summary { cursor: pointer; color: #33475b }
.km-time blockquote, .km-plain blockquote { margin: .3rem 0; padding: 0 0 0 .8rem; border-left: 2px solid #c9d3db;
  color: #1c2b39; font-size: .92rem; white-space: pre-line; max-height: 10rem; overflow: auto }
.km-plain { max-width: 46rem; padding-left: 1.2rem } .km-plain li { margin-bottom: .6rem; line-height: 1.45 }
</style>"""

_ARROW = '<span class="km-arrow" aria-hidden="true">→</span>'


def matter_url(matter_id: str) -> str:
    """The address of a matter's page, on this very service."""
    return f"/arenden?id={quote(matter_id, safe='')}"


def card_html(matter: MatterOut) -> str:
    """A matter in the list: its name, its way and how it stands."""
    return (
        f'<div class="km-matter {_state_class(matter)}"><h3><a href="{matter_url(matter.id)}" target="_self">'
        f'{escape(matter.title)}</a></h3><span class="km-file">{escape(_about(matter))}</span>'
        f"{way_html(matter)}{state_html(matter)}</div>"
    )


def state_html(matter: MatterOut) -> str:
    """'Öppet.' and how it stands, in words."""
    word = words.OPEN if matter.open else words.CLOSED
    return (
        f'<p class="km-status-line"><span class="km-state {_state_class(matter)}">{word}.</span> '
        f"{escape(matter.status)}.</p>"
    )


def about_html(matter: MatterOut) -> str:
    """Dnr and kommun, how the matter stands, and who decides finally."""
    held = words.FINAL_HERE if matter.decided else words.FINAL_MISSING
    final = f"{words.FINAL.format(body=matter.final_body)} {held}" if matter.final_body else ""
    return (
        f'<div class="km-matter {_state_class(matter)}"><span class="km-file">{escape(_about(matter))}</span>'
        f"{state_html(matter)}{escape(final)}</div>"
    )


def way_html(matter: MatterOut) -> str:
    """The bodies that the matter has passed, each leading to its §; dashed where the § is not in the archive."""
    pills = [_pill(each) if isinstance(each, MatterStep) else _gap_pill(each) for each in _in_order(matter)]
    pills += [
        f'<span class="km-pill km-lacking">{escape(key)} {words.LACKING}</span>' for key in matter.awaits
    ]
    return f'<div class="km-way" role="group" aria-label="{words.WAY}">{_ARROW.join(pills)}</div>'


def _in_order(matter: MatterOut) -> list[MatterStep | MissingReference]:
    """The §§ of the matter with those that it was treated in and that are missing, by date."""
    found: list[tuple[dt.date, MatterStep | MissingReference]] = [
        (each.date, each) for each in matter.missing if each.date and each.prepared
    ]
    found += [(step.date, step) for step in matter.steps]
    return [each for _, each in sorted(found, key=lambda dated: dated[0])]


def other_missing(matter: MatterOut) -> list[MissingReference]:
    """What is missing and has no place in the line of time."""
    return [each for each in matter.missing if not each.date or not each.prepared]


def _gap_pill(missing: MissingReference) -> str:
    title = escape(f"{missing.label}: {words.NOT_HERE}")
    name = escape(missing.body_key or missing.body or "")
    return f'<span class="km-pill km-lacking" title="{title}">{name} <small>{escape(missing.section)}</small></span>'


def _pill(step: MatterStep) -> str:
    replaced = " km-replaced" if step.superseded else ""
    told = f"{step.date}: {step.event}" + (f". {step.superseded}" if step.superseded else "")
    return (
        f'<a class="km-pill km-{step.level}{replaced}" href="{parts.paragraph_url(step.paragraph_id)}" target="_self" '
        f'title="{escape(told)}">{escape(step.body_key)} <small>{escape(step.section)}</small></a>'
    )


def timeline_html(matter: MatterOut) -> str:
    """Each § in order of date, with what is missing between them, and at the end what is awaited."""
    steps = "".join(
        step_html(each, matter.title) if isinstance(each, MatterStep) else gap_html(each)
        for each in _in_order(matter)
    )
    awaited = "".join(
        f'<li class="km-lacking"><span class="km-note">{escape(key)} {words.LACKING}</span></li>'
        for key in matter.awaits
    )
    return f'<ol class="km-time">{steps}{awaited}</ol>'


def gap_html(missing: MissingReference) -> str:
    """A § that the matter was treated in and that is not in the archive."""
    body = missing.body or missing.body_key or ""
    note = f" ({escape(missing.note)})" if missing.note else ""
    return (
        f'<li class="km-lacking"><span class="km-day">{missing.date}</span> · {escape(body)} {escape(missing.section)}{note}'
        f'<br><span class="km-note">{words.NOT_HERE}</span><br>{_named_in(missing)}'
        f"<details><summary>{words.SENTENCE}</summary>{_quote(missing.quote)}</details></li>"
    )


def step_html(step: MatterStep, matter_title: str) -> str:
    """A §: when and where, what was done, its title where it is another, and why it belongs to the matter."""
    title = "" if step.title == matter_title else f"<br>{escape(step.title)}"
    place = words.PAGE_OF_FILE.format(file=step.file, page=step.page) if step.page else step.file
    replaced = f'<br><span class="km-note">{escape(step.superseded)}</span>' if step.superseded else ""
    kind = ' class="km-replaced"' if step.superseded else ""
    return (
        f'<li{kind}><span class="km-day">{step.date}</span> · {escape(step.body)} '
        f"{parts.paragraph_link(step.paragraph_id, step.section)}"
        f'<br><span class="km-event">{escape(step.event)}</span> '
        f'<span class="km-level km-{step.level}" title="{escape(LEVELS[step.level])}">{step.level}</span>{replaced}'
        f'{title}<br><span class="km-file">{escape(step.dnr or words.NO_DNR)} · {escape(place)}</span>'
        f"{_why(step)}</li>"
    )


def _why(step: MatterStep) -> str:
    if not step.links:
        return ""
    reasons = "".join(
        f"<li>{escape(link.certainty.capitalize())}: {escape(link.why)}.{_quote(link.quote)}</li>"
        for link in step.links
    )
    return f'<details><summary>{words.WHY}</summary><ul class="km-plain">{reasons}</ul></details>'


def missing_html(missing: Sequence[MissingReference]) -> str:
    """What the matter refers to and is not here, each with where it is named."""
    items = "".join(
        f"<li><strong>{escape(each.label)}</strong>{f' ({escape(each.note)})' if each.note else ''}"
        f"<br>{_named_in(each)}{_quote(each.quote)}</li>"
        for each in missing
    )
    return f'<ul class="km-plain">{items}</ul>'


def _named_in(missing: MissingReference) -> str:
    places = escape(words.NAMED_IN.format(places=", ".join(missing.named_in)))
    url = parts.paragraph_url(missing.paragraph_id)
    return f'<a class="km-file" target="_self" href="{url}">{places}</a>'


def doubtful_html(doubtful: Sequence[DoubtfulLink]) -> str:
    """What may belong to the matter, and why it was not joined to it."""
    items = "".join(
        f"<li>{parts.paragraph_link(each.paragraph_id, each.label)} "
        f"{escape(each.title)}<br>{escape(each.why)}.{_quote(each.quote)}{_other(each)}</li>"
        for each in doubtful
    )
    return f'<ul class="km-plain">{items}</ul>'


def _other(each: DoubtfulLink) -> str:
    if each.matter_id is None:
        return ""
    return f' <a href="{matter_url(each.matter_id)}" target="_self">{words.OTHER_MATTER}</a>'


def _quote(text: str | None) -> str:
    return f"<blockquote>{escape(text)}</blockquote>" if text else ""


def _about(matter: MatterOut) -> str:
    span = str(matter.first) if matter.first == matter.last else f"{matter.first} – {matter.last}"
    told = (matter.kommun, ", ".join(matter.dnr) or words.NO_DNR, span)
    return " · ".join(part for part in told if part)


def _state_class(matter: MatterOut) -> str:
    return "km-open" if matter.open else "km-closed"
