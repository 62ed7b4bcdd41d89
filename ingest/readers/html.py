"""Web pages → one page of text: the main part's headings, paragraphs, list items and table rows, menus left out."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from ingest.errors import EmptyFile, UnreadableFile
from ingest.model import Page, Reading
from ingest.readers.blocks import Blocks

_DROPPED = ("script", "style", "nav", "noscript", "template", "form", "iframe", "svg", "button", "aside")
_FRAME = ("header", "footer")
_ROLES = ("navigation", "search", "banner", "contentinfo", "complementary")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = (
    *_HEADINGS,
    "address",
    "article",
    "blockquote",
    "body",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "hr",
    "html",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
)
_LEAST = 200


def read_html(path: Path, *, name: str) -> Reading:
    """The web page at `path`. Raises EmptyFile without text, UnreadableFile where it is nested beyond reason."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # bs4 warns about XML and about text that looks like a name
        soup = BeautifulSoup(path.read_bytes(), "lxml")
    site = _site(soup)
    try:
        for tag in soup(_DROPPED):
            tag.decompose()
        for tag in soup.find_all(lambda tag: tag.has_attr("hidden") or tag.get("role") in _ROLES):
            if not tag.decomposed:
                tag.decompose()
        blocks = Blocks(1)
        _walk(_main(soup), blocks)
    except RecursionError as exc:
        raise UnreadableFile(
            name, "Webbsidan är orimligt nästlad.", "Skriv ut den till PDF och läs in den."
        ) from exc
    if not any(map(str.isalnum, blocks.text)):
        raise EmptyFile(name, "Webbsidan innehåller ingen text.", "Skriv ut den till PDF och läs in den.")
    title, headings = _title(soup, blocks), tuple(blocks.headings)
    return Reading("html", (Page(1, blocks.text),), False, title, headings, site=site)


def _site(soup: BeautifulSoup) -> str | None:
    """What the page calls itself and its site, and what stands in the site's header and footer."""
    named = [tag.get("content") for tag in soup.find_all("meta", property="og:site_name")]
    frame = [tag.get_text(" ", strip=True) for tag in soup.find_all(("title", *_FRAME))]
    said = " · ".join(" ".join(str(text).split()) for text in (*named, *frame) if text)
    return said or None


def _title(soup: BeautifulSoup, blocks: Blocks) -> str | None:
    """The first heading of the top level, else what the page calls itself."""
    for heading in blocks.headings:
        if heading.level == 1:
            return " ".join(blocks.text[heading.span.start : heading.span.end].split())
    return " ".join(soup.title.get_text().split()) or None if soup.title else None


def _main(soup: BeautifulSoup) -> Any:
    """The element that holds the page's own text, without the site's header and footer."""
    for name in ("main", "article"):
        found = soup.find_all(name)
        if len(found) == 1 and len(found[0].get_text(strip=True)) >= _LEAST:
            return found[0]
    body = soup.body or soup
    for tag in body.find_all(_FRAME):
        if tag.find_parent(("article", "section", "main")) is None:
            tag.extract()
    return body


def _walk(element: Any, blocks: Blocks) -> None:
    """Add the blocks under `element` in order; text between blocks is a paragraph of its own."""
    loose: list[str] = []
    for child in element.children:
        if isinstance(child, PreformattedString):
            continue  # comments, declarations
        if isinstance(child, NavigableString) or not _holds_block(child):
            loose.append(_inline(child))
            continue
        blocks.add("".join(loose))
        loose = []
        _block(child, blocks)
    blocks.add("".join(loose))


def _block(tag: Any, blocks: Blocks) -> None:
    if tag.name in _HEADINGS:
        blocks.add(_inline(tag), heading=int(tag.name[1]))
    elif tag.name in ("ul", "ol"):
        _list(tag, blocks)
    elif tag.name == "tr":
        cells = [" ".join(_inline(cell).split()) for cell in tag.find_all(("td", "th"), recursive=False)]
        blocks.add("\t".join(cells), tight=tag.find_previous_sibling("tr") is not None)
    elif tag.name == "pre":
        blocks.add(tag.get_text())
    else:
        _walk(tag, blocks)


def _list(tag: Any, blocks: Blocks) -> None:
    """The items of a list with bullets or numbers, inner lists after the item they belong to."""
    number = int(tag["start"]) if str(tag.get("start", "")).isdigit() else 1
    for item in tag.find_all("li", recursive=False):
        mark = "• " if tag.name == "ul" else f"{number}. "
        number += 1
        inner = [child for child in item.find_all(("ul", "ol")) if child.find_parent("li") is item]
        for child in inner:
            child.extract()
        text = " ".join(_inline(item).split())
        blocks.add(f"{mark}{text}" if text else "", tight=True)
        for child in inner:
            _list(child, blocks)


def _holds_block(tag: Any) -> bool:
    return tag.name in _BLOCKS or tag.find(_BLOCKS) is not None


def _inline(node: Any) -> str:
    """Running text: white space folded, <br> a line end."""
    if isinstance(node, PreformattedString):
        return ""
    if isinstance(node, NavigableString):
        text = str(node)
        folded = " ".join(text.split())
        return f"{' ' if text[:1].isspace() else ''}{folded}{' ' if folded and text[-1:].isspace() else ''}"
    if not isinstance(node, Tag):
        return ""
    if node.name == "br":
        return "\n"
    text = "".join(_inline(child) for child in node.children)
    return f"{text} " if node.name in _BLOCKS else text
