"""The call to an OpenAI-compatible endpoint, bounded in time and size. The one module that knows the `openai` package.

Nothing of what is sent or received is logged. Redirects are not followed and nothing is tried twice over the network,
so that documents reach the configured address or none. The model gets no tools.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from pydantic import SecretStr

from assistant.completion import WrongShape, content_of, delta_of, events
from assistant.errors import NotSetUp, ServiceUnavailable
from assistant.in_thread import drawn
from assistant.settings import Settings

if TYPE_CHECKING:
    from openai import AsyncOpenAI

PATIENCE = 0.5
"""Seconds without a word from the model after which whoever waits may look up."""

_MOST_BYTES = 2_000_000
"""Of a whole response: a token of some characters comes in some 300 bytes of its own."""

_MOST_CHARACTERS = 100_000
"""Of what the model says in it."""

FailureKind = Literal["slow", "access", "missing", "status", "unreachable", "shape", "size"]


class ModelFailed(ServiceUnavailable):
    """Raised when the language model gives nothing that can be used; the message says why, in Swedish."""

    def __init__(self, message: str, kind: FailureKind) -> None:
        super().__init__(message)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Wording:
    """Where the language model is. `url` ends where '/chat/completions' begins; `seconds` bounds the whole call."""

    url: str
    model: str
    key: SecretStr | None = None
    seconds: float = 30

    @classmethod
    def from_settings(cls, settings: Settings) -> Wording | None:
        """The language model of the settings, None where none is wanted. Raises `NotSetUp` for half a setting."""
        if not settings.llm_url:
            return None
        if not settings.llm_model:
            raise NotSetUp("KOMMUNMINNE_LLM_URL är satt men inte KOMMUNMINNE_LLM_MODEL: ange modellens namn.")
        if not settings.llm_url.startswith(("http://", "https://")):
            raise NotSetUp("KOMMUNMINNE_LLM_URL ska börja med http:// eller https://.")
        return cls(settings.llm_url, settings.llm_model, settings.llm_key, settings.llm_seconds)

    def pieces(
        self,
        messages: Sequence[Mapping[str, str]],
        schema: Mapping[str, object],
        *,
        tokens: int,
    ) -> Generator[str | None]:
        """The model's text, meant to follow `schema`, of at most so many tokens, piece by piece as it comes.

        None stands for `PATIENCE` seconds without a word. Closing the iterator ends the call. Raises `ModelFailed` on
        time-out, refusal, unreachable address and what is no chat completion.
        """
        return drawn(lambda: self._within_time(messages, _attempts(schema, tokens)), patience=PATIENCE)

    async def _within_time(
        self, messages: Sequence[Mapping[str, str]], attempts: Sequence[dict[str, Any]]
    ) -> AsyncIterator[str]:
        import httpx2
        import openai

        logging.getLogger("openai").setLevel(logging.WARNING)
        try:
            async with asyncio.timeout(self.seconds), self._client() as client:
                async for piece in _asked(client, self._request(messages), attempts):
                    yield piece
        except WrongShape as exc:
            raise ModelFailed("Språkmodellens svar gick inte att tolka.", "shape") from exc
        except (TimeoutError, openai.APITimeoutError) as exc:
            raise ModelFailed(f"Språkmodellen svarade inte inom {self.seconds:g} sekunder.", "slow") from exc
        except (openai.AuthenticationError, openai.PermissionDeniedError) as exc:
            raise ModelFailed(
                "Språkmodellen nekade åtkomst: kontrollera KOMMUNMINNE_LLM_KEY.", "access"
            ) from exc
        except openai.NotFoundError as exc:
            raise ModelFailed(
                "Språkmodellen finns inte på adressen: kontrollera KOMMUNMINNE_LLM_URL och KOMMUNMINNE_LLM_MODEL.",
                "missing",
            ) from exc
        except openai.APIStatusError as exc:
            raise ModelFailed(f"Språkmodellen svarade med fel (HTTP {exc.status_code}).", "status") from exc
        except (openai.OpenAIError, httpx2.HTTPError) as exc:
            raise ModelFailed(
                "Språkmodellen kunde inte nås: kontrollera KOMMUNMINNE_LLM_URL.", "unreachable"
            ) from exc

    def _client(self) -> AsyncOpenAI:
        """A client that takes nothing from the environment's OPENAI_* but what is given here."""
        import openai

        return openai.AsyncOpenAI(
            base_url=self.url,
            api_key=self.key.get_secret_value() if self.key else "none",
            max_retries=0,
            timeout=self.seconds,
            http_client=openai.DefaultAsyncHttpxClient(follow_redirects=False),
        )

    def _request(self, messages: Sequence[Mapping[str, str]]) -> dict[str, Any]:
        import openai

        headers = {
            "OpenAI-Organization": openai.Omit(),
            "OpenAI-Project": openai.Omit(),
            "Accept-Encoding": "identity",
        }
        told = [dict(message) for message in messages]
        return {"model": self.model, "messages": told, "extra_headers": headers}


def _attempts(schema: Mapping[str, object], tokens: int) -> tuple[dict[str, Any], ...]:
    """What a server may not know of, most first: by schema, as any JSON, plainly and in one piece."""
    by_schema = {
        "type": "json_schema",
        "json_schema": {"name": "svar", "strict": True, "schema": dict(schema)},
    }
    return (
        {"response_format": by_schema, "temperature": 0, "max_tokens": tokens, "stream": True},
        {"response_format": {"type": "json_object"}, "stream": True},
        {},
    )


async def _asked(
    client: AsyncOpenAI, request: dict[str, Any], attempts: Sequence[dict[str, Any]]
) -> AsyncIterator[str]:
    """Ask with all options; with fewer where the server says that it does not understand them."""
    import openai

    *richer, plain = attempts
    for options in richer:
        try:
            async for piece in _read(client, request | options):
                yield piece
            return
        except (openai.BadRequestError, openai.UnprocessableEntityError):
            continue
    async for piece in _read(client, request | plain):
        yield piece


async def _read(client: AsyncOpenAI, request: dict[str, Any]) -> AsyncIterator[str]:
    """What the model says in one completion, whether the server streams it or gives it whole, its size bounded."""
    said = 0
    async with client.chat.completions.with_streaming_response.create(**request) as response:
        received = _bounded(response.iter_bytes())
        if "text/event-stream" not in response.headers.get("content-type", ""):
            yield _short(content_of(b"".join([piece async for piece in received])))
            return
        async for event in events(received):
            piece = delta_of(event)
            said += len(piece)
            if said > _MOST_CHARACTERS:
                raise ModelFailed("Språkmodellens svar är för långt.", "size")
            if piece:
                yield piece


def _short(content: str) -> str:
    if len(content) > _MOST_CHARACTERS:
        raise ModelFailed("Språkmodellens svar är för långt.", "size")
    return content


async def _bounded(pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    received = 0
    async for piece in pieces:
        received += len(piece)
        if received > _MOST_BYTES:
            raise ModelFailed("Språkmodellens svar är för långt.", "size")
        yield piece
