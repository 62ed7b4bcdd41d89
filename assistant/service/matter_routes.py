"""The route of one matter."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from assistant.core import Kommunminne
from assistant.settings import Settings
from assistant.wire.matters import MATTERS, MatterOut, MattersQuery


def add_matter(router: APIRouter, core: Kommunminne, settings: Settings) -> None:
    """One matter by its id, or by that of any of its §§."""
    zones = settings.zones

    @router.get("/matters/{matter_id}", summary="Ett ärende", tags=["register"])
    def matter(
        matter_id: Annotated[
            str, Path(max_length=64, description="Ärendets id, eller en av dess paragrafers")
        ],
    ) -> MatterOut:
        """A matter as a timeline, with why its §§ belong together and what is missing."""
        return core.view(MATTERS, MattersQuery(id=matter_id), zones=zones).matters[0]
