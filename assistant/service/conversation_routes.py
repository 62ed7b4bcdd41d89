"""The routes of threads: begun, listed, read, renamed, cleared of their focus, deleted."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from assistant.core import Kommunminne
from assistant.settings import Settings
from assistant.wire.conversations import ConversationIn, ConversationOut, ConversationWhole, Renamed

Id = Annotated[str, Path(max_length=200, description="Samtalets id")]


def add_conversations(router: APIRouter, core: Kommunminne, settings: Settings) -> None:
    """Threads belong to this service's zone; whoever has an id may read, rename and delete its thread."""
    zones, threads = settings.zones, core.threads

    @router.post("/conversations", summary="Börja ett samtal", status_code=201, tags=["samtal"])
    def start(given: ConversationIn) -> ConversationOut:
        """A thread with the id to ask in."""
        return threads.start(given.title, zones=zones)

    @router.get("/conversations", summary="Samtalen", tags=["samtal"])
    def listed() -> list[ConversationOut]:
        """The threads, the one last changed first; 403 in a service for the public."""
        return threads.all(zones=zones)

    @router.get("/conversations/{conversation_id}", summary="Ett samtal", tags=["samtal"])
    def read(conversation_id: Id) -> ConversationWhole:
        """A thread with its answers as given, and the status of their sources as it is now."""
        return core.conversation(conversation_id, zones=zones)

    @router.patch("/conversations/{conversation_id}", summary="Byt namn på ett samtal", tags=["samtal"])
    def rename(conversation_id: Id, given: Renamed) -> ConversationOut:
        """The thread with its new title."""
        return threads.rename(conversation_id, given.title, zones=zones)

    @router.delete("/conversations/{conversation_id}/focus", summary="Rensa fokus", tags=["samtal"])
    def clear(conversation_id: Id) -> ConversationOut:
        """The thread, whose next question stands on its own."""
        return threads.clear_focus(conversation_id, zones=zones)

    @router.delete(
        "/conversations/{conversation_id}", summary="Ta bort ett samtal", status_code=204, tags=["samtal"]
    )
    def delete(conversation_id: Id) -> None:
        """The thread and its answers are gone."""
        threads.delete(conversation_id, zones=zones)
