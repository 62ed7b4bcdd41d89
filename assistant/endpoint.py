"""The call to an OpenAI-compatible endpoint, bounded in time and size. The one module that knows the `openai` package.

Nothing of what is sent or received is logged. Redirects are not followed and nothing is tried twice over the network,
so that documents reach the configured address or none.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from assistant.errors import NotSetUp, ServiceUnavailable
from assistant.settings import Settings

if TYPE_CHECKING:
    from openai import AsyncOpenAI

_MOST_BYTES = 200_000
_WRONG_SHAPE = "Språkmodellens svar gick inte att tolka."


class ModelFailed(ServiceUnavailable):
    """Raised when the language model gives nothing that can be used; the message says why, in Swedish."""


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

    def complete(
        self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, object], *, tokens: int
    ) -> str:
        """The model's text, meant to follow `schema`, of at most so many tokens. Not for a running event loop.

        Raises `ModelFailed` on time-out, refusal, unreachable address and what is no chat completion.
        """
        return asyncio.run(self._within_time(messages, _options(schema, tokens)))

    async def _within_time(self, messages: Sequence[Mapping[str, str]], options: dict[str, Any]) -> str:
        import httpx2
        import openai

        logging.getLogger("openai").setLevel(logging.WARNING)
        try:
            async with asyncio.timeout(self.seconds), self._client() as client:
                return await _asked(client, self._request(messages), options)
        except (TimeoutError, openai.APITimeoutError) as exc:
            raise ModelFailed(f"Språkmodellen svarade inte inom {self.seconds:g} sekunder.") from exc
        except (openai.AuthenticationError, openai.PermissionDeniedError) as exc:
            raise ModelFailed("Språkmodellen nekade åtkomst: kontrollera KOMMUNMINNE_LLM_KEY.") from exc
        except openai.NotFoundError as exc:
            raise ModelFailed(
                "Språkmodellen finns inte på adressen: kontrollera KOMMUNMINNE_LLM_URL och KOMMUNMINNE_LLM_MODEL."
            ) from exc
        except openai.APIStatusError as exc:
            raise ModelFailed(f"Språkmodellen svarade med fel (HTTP {exc.status_code}).") from exc
        except (openai.OpenAIError, httpx2.HTTPError) as exc:
            raise ModelFailed("Språkmodellen kunde inte nås: kontrollera KOMMUNMINNE_LLM_URL.") from exc

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


def _options(schema: Mapping[str, object], tokens: int) -> dict[str, Any]:
    """What a server may not know of; left out at the second attempt."""
    return {
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "svar", "strict": True, "schema": dict(schema)},
        },
        "temperature": 0,
        "max_tokens": tokens,
    }


async def _asked(client: AsyncOpenAI, request: dict[str, Any], options: dict[str, Any]) -> str:
    """Ask with all options; plainly where the server says that it does not understand them."""
    import openai

    try:
        return await _read(client, request | options)
    except (openai.BadRequestError, openai.UnprocessableEntityError):
        return await _read(client, request)


async def _read(client: AsyncOpenAI, request: dict[str, Any]) -> str:
    """The content of one completion, read piece by piece so that its size is bounded."""
    received = bytearray()
    async with client.chat.completions.with_streaming_response.create(**request) as response:
        async for piece in response.iter_bytes():
            received += piece
            if len(received) > _MOST_BYTES:
                raise ModelFailed("Språkmodellens svar är för långt.")
    return _content(bytes(received))


def _content(body: bytes) -> str:
    try:
        content = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as exc:
        raise ModelFailed(_WRONG_SHAPE) from exc
    if not isinstance(content, str):
        raise ModelFailed(_WRONG_SHAPE)
    return content
