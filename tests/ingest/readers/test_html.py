"""Web pages: main text, headings, lists, tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.model import Reading
from ingest.readers import read

PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>Riktlinje – Tallsele</title>
<style>p { color: red }</style><script>let x = "skript";</script></head><body>
<header>Logga in</header><nav><a>Meny</a></nav>
<h1>Riktlinje för kök</h1><p>Gäller  från
2025-01-01.<br>Antagen av KS.</p>
<div>Lös text <b>i fet</b> stil<h2>Undantag</h2>Efter rubriken</div>
<ul><li>första</li><li>andra<ol><li>inre</li></ol></li></ul>
<table><tr><th>Avgift</th><th>Belopp</th></tr><tr><td>Nivå 1</td><td>800&nbsp;kr</td></tr></table>
<!-- kommentar --><footer>Kontakta oss</footer></body></html>"""


def reading(html: bytes, tmp_path: Path) -> Reading:
    path = tmp_path / "x.html"
    path.write_bytes(html)
    return read(path, name=path.name)


def test_the_page_is_read_as_blocks_without_menus(tmp_path: Path) -> None:
    found = reading(PAGE.encode(), tmp_path)
    assert found.pages[0].text.split("\n\n") == [
        "Riktlinje för kök",
        "Gäller från 2025-01-01.\nAntagen av KS.",
        "Lös text i fet stil",
        "Undantag",
        "Efter rubriken\n• första\n• andra\n1. inre",
        "Avgift\tBelopp\nNivå 1\t800 kr",
    ]
    assert found.title == "Riktlinje för kök"


def test_headings_have_level_and_place(tmp_path: Path) -> None:
    found = reading(PAGE.encode(), tmp_path)
    text = found.pages[0].text
    headings = [(text[item.span.start : item.span.end], item.level) for item in found.headings]
    assert headings == [("Riktlinje för kök", 1), ("Undantag", 2)]


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252"])
def test_the_declared_encoding_is_used(tmp_path: Path, encoding: str) -> None:
    html = f'<html><head><meta charset="{encoding}"></head><body><p>Åtgärd för öar</p></body></html>'
    assert reading(html.encode(encoding), tmp_path).pages[0].text == "Åtgärd för öar"


def test_a_main_element_is_preferred(tmp_path: Path) -> None:
    words = "Kommunen ansvarar för vägen. " * 10
    html = f"<html><body><p>Kakor</p><main><p>{words}</p></main></body></html>"
    assert reading(html.encode(), tmp_path).pages[0].text == words.strip()
