"""Systems that a kommun would otherwise search with, measured over the same documents as ours.

Every peer runs as its own documentation sets it up, with its own defaults; where a choice had to be made, the peer's
module says which. All of them get the title of a document as its first line. They need the extra `peers` (those over
vectors also `models`), run on this machine alone and send no telemetry.
"""

from __future__ import annotations

import importlib
import os

from assistant.errors import NotSetUp
from evals.systems import Factory, System
from ingest.errors import ModelMissing

_SILENT = {"HAYSTACK_TELEMETRY_ENABLED": "false", "ANONYMIZED_TELEMETRY": "false"}
"""What keeps a peer from telling of its use; read by it as it is imported."""


class PeerMissing(NotSetUp):
    """Raised when a peer cannot be built because a package of the extra `peers` is not installed."""

    def __init__(self, peer: str, package: str) -> None:
        super().__init__(
            f"Systemet {peer} kräver paketet {package}. Installera det med: pip install 'kommunminne[models,peers]'"
        )


def _builder(peer: str, module: str, class_name: str) -> Factory:
    def build() -> System:
        os.environ.update(_SILENT)
        try:
            made: System = getattr(importlib.import_module(f"evals.peers.{module}"), class_name)()
        except ModuleNotFoundError as exc:
            raise PeerMissing(peer, exc.name or "(okänt)") from exc
        except ModelMissing as exc:
            raise PeerMissing(peer, "sentence-transformers") from exc
        return made

    return build


_CLASSES = {
    "bm25": ("lexical", "StemmedBm25"),
    "bm25-5grams": ("lexical", "GramBm25"),
    "chroma": ("chroma", "Chroma"),
    "llamaindex": ("llamaindex", "LlamaIndex"),
    "haystack": ("haystack", "HaystackVectors"),
    "haystack-bm25": ("haystack", "HaystackBm25"),
    "eneo": ("eneo", "Eneo"),
}

PEERS: dict[str, Factory] = {
    peer: _builder(peer, module, class_name) for peer, (module, class_name) in _CLASSES.items()
}
"""Peer to what builds it, with nothing indexed; raises PeerMissing where a package is not installed."""
