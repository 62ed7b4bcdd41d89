"""A route for every view of the register, and one for each form that it can be exported in."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from assistant.core import Kommunminne
from assistant.settings import Settings
from assistant.views.registry import VIEWS, View
from assistant.views.scope import Links
from assistant.wire.view import MEDIA_TYPES, Spec


def add_views(router: APIRouter, core: Kommunminne, settings: Settings) -> None:
    """All views, for the readers of this service."""
    for view in VIEWS:
        _add_view(router, core, settings.zones, view)


def _add_view(router: APIRouter, core: Kommunminne, zones: frozenset[str], view: View[Any, Any]) -> None:
    spec = view.spec

    def show(query: Any) -> Any:
        return core.view(spec, query, zones=zones)

    # FastAPI reads the annotations; a name of this function's would not be found from the module.
    show.__annotations__ = {"query": _asked(spec), "return": spec.result}
    router.get(f"/{spec.name}", summary=spec.title, tags=["register"])(show)
    for ending in spec.formats:
        _add_export(router, core, zones, view, ending)


def _asked(spec: Spec[Any, Any]) -> Any:
    """A query's annotation: its fields as parameters of the address."""
    query: Any = spec.query
    return Annotated[query, Query()]


def _add_export(
    router: APIRouter, core: Kommunminne, zones: frozenset[str], view: View[Any, Any], ending: str
) -> None:
    spec = view.spec

    def export(query: Any, request: Request) -> Response:
        links = Links(str(request.base_url).rstrip("/"))
        content = core.export(spec, query, ending, zones=zones, links=links)
        name = f"{spec.name}-{query.today or dt.date.today()}.{ending}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(content, media_type=MEDIA_TYPES[ending], headers=headers)

    export.__annotations__ = {
        "query": _asked(spec),
        "request": Request,
        "return": Response,
    }
    router.get(
        f"/{spec.name}.{ending}",
        summary=f"{spec.title} som {ending}",
        response_class=Response,
        responses={200: {"content": {MEDIA_TYPES[ending]: {}}}},
        tags=["register"],
    )(export)
