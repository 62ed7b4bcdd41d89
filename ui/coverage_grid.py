"""Coverage as HTML: a calendar and a line of numbers per body and year, and what is missing as lists.

Nothing is told by colour alone: each kind has a letter of its own and stands in words beside the line.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from assistant.wire.coverage import (
    AbsentAppendix,
    CoveredMeeting,
    CoveredYear,
    MissingMeeting,
    NamedMeeting,
    Naming,
    PartlyRead,
)
from ui import parts
from ui.words import coverage as words

STYLE = """<style>
.km-body { margin: 1.4rem 0 .4rem; font-size: 1.15rem; font-weight: 600 }
.km-year { display: grid; grid-template-columns: 6rem minmax(0, 1fr); gap: .2rem .8rem; padding: .5rem 0;
  border-top: 1px solid #c9d3db }
.km-year h3 { font-size: 1rem; margin: 0; padding: 0; white-space: nowrap }
.km-year p { margin: .15rem 0 0; font-size: .88rem; color: #33475b }
.km-months { display: grid; grid-template-columns: repeat(12, minmax(0, 1fr)); gap: 2px;
  list-style: none !important; margin: 0 !important; padding: 0 !important }
.km-months > li { background: #f3f6f8; border-radius: 3px; min-height: 2.6rem; padding: 1px 2px 3px; margin: 0;
  font-size: .72rem; color: #4a5b6a; text-align: center }
.km-chip { display: block; margin-top: 2px; border-radius: 3px; border: 1.5px solid #0b5c8a; font-size: .8rem;
  font-weight: 600; text-decoration: none !important; line-height: 1.35; color: #0b5c8a !important; background: #fff }
.km-chip.km-whole { background: #0b5c8a; color: #fff !important }
.km-chip.km-named { border: 1.5px dashed #8a3b00; color: #8a3b00 !important }
.km-line { display: flex; height: .8rem; margin-top: .4rem; border-radius: 3px; overflow: hidden;
  border: 1px solid #8fa0ad }
.km-line span { min-width: 2px }
.km-finns { background: #0b5c8a }
.km-saknas { background: repeating-linear-gradient(45deg, #8a3b00 0 4px, #fdf1e0 4px 8px) }
.km-okänt { background: #fff }
.km-legend { display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; font-size: .88rem; align-items: center }
.km-legend .km-chip { display: inline-block; min-width: 2.4em; text-align: center; margin: 0 .3em 0 0 }
.km-legend .km-line { display: inline-flex; width: 2.2rem; margin: 0 .3em 0 0; vertical-align: middle }
.km-legend .km-line span { width: 100% }
.km-list { padding-left: 1.2rem; max-width: 46rem } .km-list li { margin-bottom: .35rem; overflow-wrap: anywhere }
.km-list a, .km-year p a { color: #0b5c8a }
</style>"""

Missing = Mapping[tuple[str | None, str, int], Sequence[MissingMeeting]]


def legend_html() -> str:
    """What the letters and lines stand for."""
    chips = [
        f"<span>{_chip('25', letter, _class(name), '', None)}{escape(said)}</span>"
        for name, (letter, said) in words.WITNESSES.items()
    ]
    chips.append(
        f"<span>{_chip('25', words.NAMED_ONLY[0], 'km-named', '', None)}{escape(words.NAMED_ONLY[1])}</span>"
    )
    lines = [
        f'<span><span class="km-line"><span class="km-{kind}"></span></span>{escape(said)}</span>'
        for kind, said in words.SEGMENTS.items()
    ]
    return f'<div class="km-legend" aria-label="{escape(words.LEGEND)}">{"".join((*chips, *lines))}</div>'


def by_year(missing: Iterable[MissingMeeting]) -> Missing:
    """The missing meetings of each kommun, body and year."""
    found: dict[tuple[str | None, str, int], list[MissingMeeting]] = defaultdict(list)
    for each in missing:
        found[each.kommun, each.body_key, each.date.year].append(each)
    return found


def body_html(years: Sequence[CoveredYear], missing: Missing, *, kommun: bool) -> str:
    """A body's years, newest first; neighbouring years without anything become one line."""
    first = years[0]
    name = f"{first.body}, {first.kommun}" if kommun and first.kommun else first.body
    parts_ = [f'<div class="km-body" role="heading" aria-level="2">{escape(name)}</div>']
    empty: list[int] = []
    for year in years:
        if not year.meetings and not year.count:
            empty.append(year.year)
            continue
        parts_ += [
            _empty_html(empty),
            _year_html(year, missing.get((year.kommun, year.body_key, year.year), ())),
        ]
        empty = []
    return "".join((*parts_, _empty_html(empty)))


def _empty_html(years: Sequence[int]) -> str:
    if not years:
        return ""
    shown = str(years[0]) if len(years) == 1 else words.YEARS.format(first=years[-1], last=years[0])
    return f'<div class="km-year"><h3>{shown}</h3><p>{escape(words.EMPTY)}</p></div>'


def _year_html(year: CoveredYear, missing: Sequence[MissingMeeting]) -> str:
    said = "".join(f"<p>{line}</p>" for line in _said(year))
    return (
        f'<div class="km-year"><h3>{year.year}</h3><div>{_months_html(year.meetings, missing)}'
        f"{_line_html(year)}{said}</div></div>"
    )


def _months_html(meetings: Sequence[CoveredMeeting], missing: Sequence[MissingMeeting]) -> str:
    chips: dict[int, list[tuple[dt.date, str]]] = defaultdict(list)
    for meeting in meetings:
        letter, said = words.WITNESSES[meeting.witness]
        title = f"{meeting.date} {meeting.sections}: {said}"
        chip = _chip(str(meeting.date.day), letter, _class(meeting.witness), title, meeting.paragraph_id)
        chips[meeting.date.month].append((meeting.date, chip))
    for date, named in _by_day(missing).items():
        if any(date == meeting.date for meeting in meetings):
            continue
        sections = ", ".join(each.section for each in named)
        title = f"{date} {sections}: {words.NAMED_ONLY[1]}"
        first = named[0].named_in[0].paragraph_id
        chips[date.month].append((date, _chip(str(date.day), words.NAMED_ONLY[0], "km-named", title, first)))
    cells = [
        f"<li>{name}{''.join(chip for _, chip in sorted(chips[month]))}</li>"
        for month, name in enumerate(words.MONTHS, start=1)
    ]
    return f'<ul class="km-months">{"".join(cells)}</ul>'


def _by_day(missing: Sequence[MissingMeeting]) -> dict[dt.date, list[MissingMeeting]]:
    days: dict[dt.date, list[MissingMeeting]] = defaultdict(list)
    for each in missing:
        days[each.date].append(each)
    return days


def _class(witness: str) -> str:
    return "km-whole" if witness == "protokoll" else "km-part"


def _chip(day: str, letter: str, kind: str, title: str, paragraph_id: str | None) -> str:
    text = f"{day} {letter}".strip()
    if paragraph_id is None:
        return f'<span class="km-chip {kind}">{text}</span>'
    said = escape(title, quote=True)
    url = escape(parts.paragraph_url(paragraph_id), quote=True)
    return (
        f'<a class="km-chip {kind}" href="{url}" target="_self" title="{said}" aria-label="{said}">{text}</a>'
    )


def _line_html(year: CoveredYear) -> str:
    """The year's numbers as a line; the lengths are those of the runs."""
    last = max((gap.last for gap in year.gaps), default=0)
    runs = sorted((gap.first, gap.last, gap.kind) for gap in year.gaps)
    if not year.running or not runs:
        return ""
    segments, at = [], 1
    held_last = max(last, at + year.count + sum(gap.count for gap in year.gaps) - 1)
    for start, end, kind in [*runs, (held_last + 1, held_last, "")]:
        if start > at:
            segments.append(("finns", start - at))
        if end >= start:
            segments.append((kind, end - start + 1))
        at = end + 1
    spans = "".join(f'<span class="km-{kind}" style="flex:{count}"></span>' for kind, count in segments)
    label = escape(words.BAR.format(last=held_last), quote=True)
    return f'<div class="km-line" role="img" aria-label="{label}">{spans}</div>'


def _said(year: CoveredYear) -> Iterator[str]:
    """The same in words, and what needs a look."""
    held = ", ".join(meeting.sections.lstrip("§ ") for meeting in reversed(year.meetings))
    sentences = [words.HELD.format(sections=_signed(held))] if held else []
    for kind, said in (("saknas", words.MISSING), ("okänt", words.UNKNOWN)):
        ranges = [
            str(gap.first) if gap.count == 1 else f"{gap.first}–{gap.last}"
            for gap in year.gaps
            if gap.kind == kind
        ]
        if ranges:
            sentences.append(said.format(sections=_signed(", ".join(ranges))))
    yield escape(" ".join(sentences))
    if not year.running:
        yield escape(words.NOT_RUNNING)
    yield from (escape(each) for each in year.repeated)
    for meeting in year.meetings:
        if meeting.missing:
            yield escape(words.WITHIN.format(date=meeting.date, sections=meeting.missing))
        for each in meeting.doubled:
            told = words.DOUBLED.format(
                date=meeting.date, section=each.section, shown=each.shown, others=", ".join(each.also_in)
            )
            told += words.DIFFERS.format(differs=", ".join(each.differs)) if each.differs else ""
            yield parts.paragraph_link(each.paragraph_id, told)


def _signed(ranges: str) -> str:
    return f"§ {ranges}" if ranges.isdigit() else f"§§ {ranges}"


def missing_html(missing: Sequence[MissingMeeting], total: int) -> str:
    """The §§ named that are not here, each with the §§ that name it."""
    rows = [
        f'<span class="km-where">{escape(f"{each.body} {each.date} {each.section}")}</span> {words.NAMED_IN} '
        + ", ".join(_naming_html(naming) for naming in each.named_in)
        for each in missing
    ]
    return _list_html(rows, total)


def named_html(named: Sequence[NamedMeeting], total: int) -> str:
    """The meetings of which nothing is here, each with what tells of it."""
    rows = []
    for each in named:
        when = str(each.first) if each.first == each.last else f"{each.first:%Y-%m}"
        told = ", ".join(_naming_html(naming) for naming in each.named_in) or escape(each.file or "")
        rows.append(
            f'<span class="km-where">{escape(f"{each.body} {when}")}</span> {escape(words.KNOWN_BY[each.basis])} {told}'
        )
    return _list_html(rows, total)


def appendices_html(appendices: Sequence[AbsentAppendix], total: int) -> str:
    """The appendices named that are not here."""
    rows = [
        f"{_naming_html(each.named_in)}: {escape(each.name)}"
        + ("" if each.sure else f" ({escape(words.UNSURE)})")
        for each in appendices
    ]
    return _list_html(rows, total)


def files_html(files: Sequence[PartlyRead], total: int) -> str:
    """The files of which something was not read."""
    rows = []
    for each in files:
        pages = ", ".join(map(str, sorted((*each.unread, *each.ocr, *each.blank))))
        where = f" ({escape(words.PAGES.format(pages=pages))})" if pages else ""
        rows.append(f'<span class="km-where">{escape(each.file)}</span>{where}<br>{escape(each.why)}')
    return _list_html(rows, total)


def _naming_html(naming: Naming) -> str:
    url = escape(parts.paragraph_url(naming.paragraph_id), quote=True)
    title = escape(naming.quote, quote=True)
    return f'<a href="{url}" target="_self" title="{title}">{escape(naming.place)}</a>'


def _list_html(rows: Sequence[str], total: int) -> str:
    more = f"<p>{escape(words.MORE.format(count=total - len(rows)))}</p>" if total > len(rows) else ""
    return f'<ul class="km-list">{"".join(f"<li>{row}</li>" for row in rows)}</ul>{more}'
