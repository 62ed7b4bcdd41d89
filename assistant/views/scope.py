"""What a view reads, and for whom."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from ingest.catalogue import Catalogue
from ingest.filters import Filters
from ingest.kommunfile import KommunConfig
from ingest.register import Register


@dataclass(frozen=True, slots=True)
class Scope:
    """The register as far as somebody may see it. `filters`: zones and what the view is limited to, decided in every
    query; `today`: the day that ages and overdue dates count from; `generation`: another number after each change of what is
    held, for what may be kept between questions."""

    register: Register
    catalogue: Catalogue
    config: KommunConfig
    filters: Filters
    today: dt.date
    generation: int


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of what a row stands for, for exports. `base`: the service's, without a slash at the end."""

    base: str

    def paragraph(self, paragraph_id: str) -> str:
        """The page of a paragraph."""
        return f"{self.base}/paragraf?{urlencode({'id': paragraph_id})}"

    def page(self, document_id: str, page: int) -> str:
        """The picture of a document's page."""
        return f"{self.base}/api/v1/documents/{quote(document_id, safe='')}/pages/{page}.png"
