"""What the commands share: options, opening the archive, printing.

Whatever is heavy is imported inside functions: `kommunminne ask` is to answer within a second and a half.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Protocol

import typer

from assistant.errors import NotSetUp

if TYPE_CHECKING:
    from assistant.core import Kommunminne
    from assistant.schema import Answer, DecisionRow, DocumentOut, FilterIn, Nearest, Question, Wire
    from assistant.settings import Settings
    from assistant.wire.conversations import ConversationOut, ConversationWhole
    from assistant.wire.goals import KoladaOut
    from assistant.wire.view import Q, R, Spec

Data = Annotated[
    Path | None,
    typer.Option(
        "--data", help="Datamapp [KOMMUNMINNE_DATA, annars var]", file_okay=False, show_default=False
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Skriv resultatet som JSON")]
Kommun = Annotated[str | None, typer.Option("--kommun", help="Bara den här kommunen", show_default=False)]
Body = Annotated[
    str | None, typer.Option("--body", help="Organ, förkortat (AU) eller utskrivet", show_default=False)
]
DateFrom = Annotated[
    dt.datetime | None,
    typer.Option("--from", formats=["%Y-%m-%d"], help="Tidigaste datum", show_default=False),
]
DateTo = Annotated[
    dt.datetime | None,
    typer.Option("--to", formats=["%Y-%m-%d"], help="Senaste datum", show_default=False),
]
KindName = Annotated[
    str | None, typer.Option("--kind", help="Slag av handling, t.ex. protokoll", show_default=False)
]
Dnr = Annotated[str | None, typer.Option("--dnr", help="Diarienummer, t.ex. KS-25/00205", show_default=False)]
Section = Annotated[
    int | None, typer.Option("--section", help="Paragraf", min=1, max=99_999, show_default=False)
]


class Reader(Protocol):
    """What the commands read from: the archive itself or, where one runs, the service that owns it."""

    def ask(self, question: Question) -> Answer:
        """Answer a question."""

    def search(self, query: str, *, filters: FilterIn | None = None, limit: int = 10) -> list[Nearest]:
        """Hits, best first."""

    def decisions(self, *, filters: FilterIn | None = None) -> list[DecisionRow]:
        """The register of decisions."""

    def view(self, spec: Spec[Q, R], query: Q) -> R:
        """A view of the register."""

    def export(self, spec: Spec[Q, R], query: Q, ending: str) -> bytes:
        """A view as a file."""

    def import_kolada(self, content: bytes, *, name: str, kommun: str | None = None) -> KoladaOut:
        """Keep the values of a file of Kolada's."""

    def start_conversation(self, title: str | None = None) -> ConversationOut:
        """Begin a thread."""

    def conversations(self) -> list[ConversationOut]:
        """The threads, the one last changed first; raises Forbidden for the public."""

    def conversation(self, conversation_id: str) -> ConversationWhole:
        """A thread with its answers; raises NotFound."""

    def delete_conversation(self, conversation_id: str) -> None:
        """Delete a thread with its answers; raises NotFound."""

    def documents(self) -> list[DocumentOut]:
        """The documents of the archive."""

    def delete_document(self, document_id: str) -> None:
        """Remove a document; raises NotFound."""


@dataclass(frozen=True, slots=True)
class Local:
    """The archive opened by this process, for one reader's zones."""

    core: Kommunminne
    zones: frozenset[str]

    def ask(self, question: Question) -> Answer:
        """Answer a question."""
        return self.core.ask(question, zones=self.zones)

    def search(self, query: str, *, filters: FilterIn | None = None, limit: int = 10) -> list[Nearest]:
        """Hits, best first."""
        return self.core.search(query, zones=self.zones, filters=filters or no_filters(), limit=limit)

    def decisions(self, *, filters: FilterIn | None = None) -> list[DecisionRow]:
        """The register of decisions."""
        return self.core.decisions(zones=self.zones, filters=filters or no_filters())

    def view(self, spec: Spec[Q, R], query: Q) -> R:
        """A view of the register."""
        return self.core.view(spec, query, zones=self.zones)

    def export(self, spec: Spec[Q, R], query: Q, ending: str) -> bytes:
        """A view as a file; its links lead to the service that the settings name."""
        from assistant.views.scope import Links

        links = Links(f"http://{self.core.settings.host}:{self.core.settings.port}")
        return self.core.export(spec, query, ending, zones=self.zones, links=links)

    def import_kolada(self, content: bytes, *, name: str, kommun: str | None = None) -> KoladaOut:
        """Keep the values of a file of Kolada's."""
        return self.core.import_kolada(content, name=name, kommun=kommun, zones=self.zones)

    def start_conversation(self, title: str | None = None) -> ConversationOut:
        """Begin a thread."""
        return self.core.threads.start(title, zones=self.zones)

    def conversations(self) -> list[ConversationOut]:
        """The threads, the one last changed first; raises Forbidden for the public."""
        return self.core.threads.all(zones=self.zones)

    def conversation(self, conversation_id: str) -> ConversationWhole:
        """A thread with its answers; raises NotFound."""
        return self.core.conversation(conversation_id, zones=self.zones)

    def delete_conversation(self, conversation_id: str) -> None:
        """Delete a thread with its answers; raises NotFound."""
        self.core.threads.delete(conversation_id, zones=self.zones)

    def documents(self) -> list[DocumentOut]:
        """The documents of the archive."""
        return self.core.documents(zones=self.zones)

    def delete_document(self, document_id: str) -> None:
        """Remove a document; raises NotFound."""
        self.core.delete_document(document_id, zones=self.zones)


def load_settings(data: Path | None, **given: Any) -> Settings:
    """The settings of the environment, with what was given on the command line over them."""
    from assistant.settings import Settings

    stated = {name: value for name, value in {"data": data, **given}.items() if value is not None}
    return Settings(**stated)


@contextmanager
def opened(settings: Settings, *, read_only: bool = True) -> Iterator[Reader]:
    """The service where one runs, else the archive itself. Raises NotSetUp where there is none yet."""
    from assistant.service.lock import read_lock

    if read_lock(settings.data) is not None:
        from assistant.client import running_service

        client = running_service(settings.data)
        if client is not None:
            with client:
                yield client
            return
    require_archive(settings.data)
    from assistant.core import Kommunminne

    with Kommunminne(settings, read_only=read_only) as core:
        yield Local(core, settings.zones)


def require_archive(data: Path) -> None:
    """Raise NotSetUp unless something was ingested into the data folder."""
    if not (data / "register.db").exists():
        raise NotSetUp(
            f"Det finns inget arkiv i {data}. Läs in handlingar först: kommunminne ingest MAPP --data {data}"
        )


def no_filters() -> FilterIn:
    """Nothing filtered."""
    from assistant.schema import FilterIn

    return FilterIn()


def day(given: dt.datetime | None) -> dt.date | None:
    """The day of an option."""
    return given.date() if given else None


def filters_from(
    kommun: str | None,
    body: str | None,
    date_from: dt.datetime | None,
    date_to: dt.datetime | None,
    kind: str | None,
    dnr: str | None,
    section: int | None,
) -> FilterIn:
    """The filters given as options."""
    from assistant.schema import FilterIn

    return FilterIn(
        kommun=kommun,
        body=body,
        date_from=day(date_from),
        date_to=day(date_to),
        kind=kind,
        dnr=dnr,
        section=section,
    )


def print_json(value: Wire | Sequence[Wire], *, one_line: bool = False) -> None:
    """A wire model, or a list of them, as JSON on stdout."""
    plain = (
        [each.model_dump(mode="json") for each in value] if isinstance(value, Sequence) else as_json(value)
    )
    print_plain(plain, one_line=one_line)


def print_plain(plain: Any, *, one_line: bool = False) -> None:
    """Plain data as JSON on stdout."""
    sys.stdout.write(json.dumps(plain, ensure_ascii=False, indent=None if one_line else 2) + "\n")
    sys.stdout.flush()


def as_json(value: Wire) -> dict[str, Any]:
    """A wire model as plain data."""
    return value.model_dump(mode="json")


def printable(text: str) -> str:
    """Text of a document, without the control characters that a terminal would obey."""
    return "".join(c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in text)


def say(text: str = "") -> None:
    """A line on stdout."""
    typer.echo(printable(text))


def note(text: str) -> None:
    """A line on stderr: about the work, not the result."""
    typer.echo(printable(text), err=True)
