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
th {{ text-align: left; padding-right: 1rem }}
table {{ border-collapse: collapse; margin: .5rem 0 }} td {{ padding: .15rem 1rem .15rem 0; vertical-align: top }}
a {{ color: #0b5c8a }}
</style></head><body>
<h1>{title} {version}</h1><p>{description}</p>
<p>Maskinläsbar beskrivning: <a href="/api/openapi.json">/api/openapi.json</a></p>
{routes}</body></html>"""

HEAD = "<tr><th>Namn</th><th>Plats</th><th>Typ</th><th></th><th>Betydelse</th></tr>"
PLACES = {
    "query": "adressens ?-del",
    "path": "adressen",
    "header": "huvud",
    "application/json": "JSON",
    "multipart/form-data": "formulär (multipart)",
}
TYPES = {
    "string": "text",
    "integer": "heltal",
    "number": "tal",
    "boolean": "true eller false",
    "object": "objekt",
    "array": "lista",
}
STREAM = "text/event-stream"
STREAMED = (
    f"Med <code>Accept: {STREAM}</code> kommer svaret steg för steg, som <code>event:</code> med händelsens slag och "
    "<code>data:</code> med en rad JSON. Varje mening kommer så snart den är kontrollerad mot sin källa. Där en "
    "språkmodell formulerar svaret kommer meningen en gång till, på samma plats, när formuleringen har kontrollerats. "
    "Den som bryter förbindelsen avbryter arbetet."
)
TRUTH = {True: "true", False: "false"}
# For fields of the form of an upload and parts of addresses, which are declared without words of their own.
MEANINGS = {
    "kommun": "Kommunens namn; utan det läses det ur handlingen",
    "access": "Vem som får se handlingen",
    "answer_id": "Svarets id",
    "document_id": "Handlingens id",
    "paragraph_id": "Paragrafens id",
    "job_id": "Inläsningens id",
    "page": "Sidans nummer, från 1",
}


def docs_page(spec: dict[str, Any]) -> str:
    """An OpenAPI description as a page of HTML. A dict, since that is what the description is."""
    routes = [
        route_html(path, method, operation, spec.get("components", {}).get("schemas", {}))
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


def route_html(path: str, method: str, operation: dict[str, Any], schemas: dict[str, Any]) -> str:
    """One route: method, path, what it does, its parameters, the fields of its body, what it answers with.

    The operation's own description is left out: it is the code's docstring, for whoever reads the code.
    """
    found = [
        row_html(each["name"], PLACES[each["in"]], each["schema"], each, required=each.get("required", False))
        for each in operation.get("parameters", [])
    ]
    for media_type, content in operation.get("requestBody", {}).get("content", {}).items():
        found += body_rows(content["schema"], media_type, schemas)
    table = f"<table>{HEAD}{''.join(found)}</table>" if found else ""
    return (
        f'<h2><span class="method">{escape(method.upper())}</span> <code>{escape(path)}</code></h2>'
        f"<p>{escape(operation.get('summary', ''))}.{answer_html(operation)}</p>{table}{stream_html(operation)}"
    )


def stream_html(operation: dict[str, Any]) -> str:
    """What a call gives that can be answered step by step: the fields of an event. '' where it cannot."""
    content = operation.get("responses", {}).get("200", {}).get("content", {})
    schema = content.get(STREAM, {}).get("schema", {})
    fields = schema.get("properties", {})
    rows = [
        row_html(name, "händelsen", field, field, required=name in schema.get("required", []))
        for name, field in fields.items()
    ]
    return f"<p>{STREAMED}</p><table>{HEAD}{''.join(rows)}</table>" if rows else ""


def body_rows(schema: dict[str, Any], media_type: str, schemas: dict[str, Any], above: str = "") -> list[str]:
    """The fields of a body, those of an object within it under a name with a dot."""
    whole = resolved(schema, schemas)
    found = []
    for name, field in whole.get("properties", {}).items():
        inner = resolved(field, schemas)
        needed = name in whole.get("required", [])
        place = PLACES.get(media_type, media_type)
        found.append(row_html(above + name, place, inner, field, required=needed))
        if "properties" in inner:
            found += body_rows(inner, media_type, schemas, f"{above}{name}.")
    return found


def row_html(
    name: str, place: str, schema: dict[str, Any], described: dict[str, Any], *, required: bool
) -> str:
    """One parameter or field: name, where it goes, type, whether it must be there, what it means."""
    means = described.get("description") or MEANINGS.get(name.rpartition(".")[2], "")
    return (
        f"<tr><td><code>{escape(name)}</code></td><td>{escape(place)}</td><td>{escape(type_of(schema))}</td>"
        f"<td>{'krävs' if required else ''}</td><td>{escape(means)}</td></tr>"
    )


def resolved(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    """The schema that a reference stands for, or the schema itself."""
    named = schema.get("$ref")
    found: dict[str, Any] = schemas[named.rpartition("/")[2]] if named else schema
    return found


def type_of(schema: dict[str, Any]) -> str:
    """A field's type in Swedish, with its choices and what it is when left out."""
    choices = [each for each in schema.get("anyOf", [schema]) if each.get("type") != "null"]
    said = " eller ".join(one_type(each) for each in choices)
    default = schema.get("default")
    if default in (None, "", {}, []):
        return said
    return f"{said}; annars {TRUTH[default] if isinstance(default, bool) else default}"


def one_type(schema: dict[str, Any]) -> str:
    """One type in Swedish, or the name of an object's schema."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema:
        return " eller ".join(map(str, schema["enum"]))
    if schema.get("type") == "array" and "$ref" in schema.get("items", {}):
        return f"lista av {one_type(schema['items'])}"
    if "contentMediaType" in schema or schema.get("format") == "binary":
        return "fil"
    if schema.get("format") == "date":
        return "datum (ÅÅÅÅ-MM-DD)"
    return TYPES.get(str(schema.get("type")), str(schema.get("type", "")))


def answer_html(operation: dict[str, Any]) -> str:
    """What a call that goes well gives: status and, where it has one, the name of the schema."""
    for status, response in operation.get("responses", {}).items():
        if not status.startswith("2"):
            continue
        for media_type, content in response.get("content", {}).items():
            schema = content.get("schema", {})
            listed = "items" in schema
            named = (schema["items"] if listed else schema).get("$ref", "").rpartition("/")[2]
            what = f"lista av {named}" if listed and named else named or media_type
            return f" Svar {escape(status)}: {escape(what)}."
        return f" Svar {escape(status)}."
    return ""
