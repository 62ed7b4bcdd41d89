"""How the documents of Tallsele look: what stands at the head and foot of a page, on a front page, before a §."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from markup import BlockKind, Source

Margin = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A document's look. `header` and `footer` take a page's number and the number of pages."""

    title: str
    header: Callable[[int, int], Margin]
    footer: Callable[[int, int], Margin]
    minutes: bool = False
    front: tuple[tuple[str, tuple[str, ...]], ...] = ()
    signatures: tuple[tuple[str, str], ...] = ()
    notice: tuple[str, ...] = ()
    bullet: str = "•"
    rule: bool = False
    contents: bool = False
    own_page: bool = False
    header_last: bool = False
    dnr_first: bool = True

    def paragraph_label(self, number: int, dnr: str | None) -> str:
        """The line above a §'s title."""
        if not dnr:
            return f"§ {number}"
        return f"{dnr}  § {number}" if self.dnr_first else f"§ {number}   {dnr}"


def template_of(source: Source) -> Template:
    """The template that the source's head names."""
    name = source.get("template", "rapport")
    if name == "namnd":
        return _board(source)
    if name == "protokoll":
        return _committee(source)
    return _report(source)


def _numbers(source: Source) -> str:
    """The §§ of the minutes, as '16–32'."""
    found = [block.number for block in source.blocks if block.kind is BlockKind.SECTION and block.number]
    return f"{found[0]}–{found[-1]}" if len(found) > 1 else str(found[0])


def _front(source: Source, paragraphs: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The front page's labels and values; what the head lacks is left out."""
    rows = (
        ("Plats och tid", source.all("place")),
        ("Beslutande", source.all("members")),
        ("Tjänstgörande ersättare", source.all("substitutes")),
        ("Övriga deltagande", source.all("others")),
        ("Utses att justera", source.all("adjusters")),
        ("Justeringens tid och plats", source.all("adjusted")),
        ("Paragrafer", (paragraphs,)),
    )
    return tuple((label, values) for label, values in rows if values)


def _signatures(source: Source) -> tuple[tuple[str, str], ...]:
    """Who signs: secretary, chair, and those who approve the minutes."""
    return (
        (source.get("secretary"), "sekreterare"),
        (source.get("chair"), "ordförande"),
        *((name, "justerare") for name in source.all("adjusters")),
    )


def _genitive(body: str) -> str:
    """'Allmänna utskottets', but 'Kommunfullmäktiges'."""
    return f"{body}s"


def _notice(source: Source) -> tuple[str, ...]:
    """The notice that the minutes are approved; down 22 days after it was put up."""
    posted = dt.date.fromisoformat(source.get("posted"))
    body = _genitive(source.get("body"))
    return (
        f"{body} protokoll har justerats och anslagits på kommunens digitala anslagstavla",
        f"Sammanträdesdag {source.get('date')}",
        f"Anslaget uppsatt {posted} Anslaget nedtages {posted + dt.timedelta(days=22)}",
        f"Protokollet förvaras på {source.get('archive', 'kommunkansliet, Tallsele')}",
    )


def _committee(source: Source) -> Template:
    """KF, KS and the utskott: decision last, dnr before the §, path of the file in the foot."""
    body, date = source.get("body"), source.get("date")
    extract = source.get("kind") == "protokollsutdrag"
    word = "PROTOKOLLSUTDRAG" if extract else "PROTOKOLL"
    path = f"P:\\Sammanträden\\{source.get('short')}\\{date[:4]}\\{date[2:].replace('-', '')}.docx"

    def header(number: int, count: int) -> Margin:
        third = (("Sammanträdesdatum", "", ""),) if source.get("short") == "KF" else ()
        return (("TALLSELE KOMMUN", word, f"{number}({count})"), *third, (body, date, ""))

    def footer(_number: int, _count: int) -> Margin:
        return (("Justering (sign)", "Utdragsbestyrkande", ""), (path, "", ""))

    return Template(
        title=f"{body} {date} {word.lower()}",
        header=header,
        footer=footer,
        minutes=not extract,
        front=() if extract else _front(source, _numbers(source)),
        signatures=() if extract else _signatures(source),
        notice=() if extract else _notice(source),
        bullet=source.get("bullet", "•"),
        rule=True,
    )


def _board(source: Source) -> Template:
    """The nämnd's own system: contents, one § a page, decision first, page number in the foot, header drawn last."""
    body, date = source.get("body"), source.get("date")

    def header(_number: int, _count: int) -> Margin:
        return ((body, "", "Tallsele kommun"), ("Protokoll", "", ""), (date, "", ""))

    def footer(number: int, count: int) -> Margin:
        return (("Ordförandes signatur", "Justerares signatur", f"Sida {number} av {count}"),)

    return Template(
        title=f"{body} {date} protokoll",
        header=header,
        footer=footer,
        minutes=True,
        front=_front(source, f"§§ {_numbers(source)}"),
        signatures=_signatures(source),
        notice=_notice(source),
        contents=True,
        own_page=True,
        header_last=True,
        dnr_first=False,
    )


def _report(source: Source) -> Template:
    """Plans, rules, reports: title and date in the head, pages counted in the foot."""
    title, date, dnr = source.get("title"), source.get("date"), source.get("dnr")

    def header(_number: int, _count: int) -> Margin:
        return (("Tallsele kommun", "", date), (source.get("running", title), "", dnr))

    def footer(number: int, count: int) -> Margin:
        return (("", "", f"{number} ({count})"),)

    return Template(title=title, header=header, footer=footer, bullet=source.get("bullet", "•"))
