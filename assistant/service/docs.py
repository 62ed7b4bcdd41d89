"""The API's own page. FastAPI's default page fetches its script from elsewhere; this one fetches nothing."""

from __future__ import annotations

from html import escape
from typing import Any

PAGE = """<!doctype html>
<html lang="sv"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body {{ font: 1rem/1.6 system-ui, sans-serif; color: #1c2b39; max-width: 52rem; margin: 2rem auto; padding: 0 1rem }}
h2 {{ font-size: 1.05rem; margin: 2rem 0 .2rem }} code {{ font-size: .95em }} .method {{ font-weight: 700 }}
table {{ border-collapse: collapse; margin: .5rem 0 }} td {{ padding: .15rem 1rem .15rem 0; vertical-align: top }}
a {{ color: #0b5c8a }}
</style></head><body>
<h1>{title} {version}</h1><p>{description}</p>
<p>Maskinläsbar beskrivning: <a href="/api/openapi.json">/api/openapi.json</a></p>
{routes}</body></html>"""


def docs_page(spec: dict[str, Any]) -> str:
    """An OpenAPI description as a page of HTML. A dict, since that is what the description is."""
    routes = [
        route_html(path, method, operation)
        for path, operations in spec["paths"].items()
        for method, operation in operations.items()
    ]
    info = spec["info"]
    return PAGE.format(
        title=escape(info["title"]),
        version=escape(info["version"]),
        description=escape(info.get("description", "")),
        routes="\n".join(routes),
    )


def route_html(path: str, method: str, operation: dict[str, Any]) -> str:
    """One route: method, path, what it does, its parameters."""
    rows = "".join(
        f"<tr><td><code>{escape(each['name'])}</code></td><td>{escape(each['in'])}</td>"
        f"<td>{'krävs' if each.get('required') else ''}</td><td>{escape(each.get('description', ''))}</td></tr>"
        for each in operation.get("parameters", [])
    )
    return (
        f'<h2><span class="method">{escape(method.upper())}</span> <code>{escape(path)}</code></h2>'
        f"<p>{escape(operation.get('summary', ''))}. {escape(operation.get('description', ''))}</p>"
        f"<table>{rows}</table>"
    )
