"""A chat completion as OpenAI-compatible servers send it: whole as JSON, or piece by piece as server-sent events."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

_LONGEST_LINE = 200_000
_END = "[DONE]"


class WrongShape(Exception):
    """Raised when what came is no chat completion."""


def content_of(body: bytes) -> str:
    """What the model says in a whole completion. Raises WrongShape."""
    try:
        content = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as exc:
        raise WrongShape from exc
    if not isinstance(content, str):
        raise WrongShape
    return content


def delta_of(event: str) -> str:
    """What the model says in one event, '' where that event says nothing. Raises WrongShape, also for an error."""
    try:
        found = json.loads(event)
        choices = found["choices"]
        content = choices[0]["delta"].get("content") if choices else None
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as exc:
        raise WrongShape from exc
    if content is not None and not isinstance(content, str):
        raise WrongShape
    return content or ""


async def events(received: AsyncIterator[bytes]) -> AsyncIterator[str]:
    """The data of each event up to the end that the server declares, or of the stream. Raises WrongShape for a line
    without end."""
    rest = b""
    async for piece in received:
        *lines, rest = (rest + piece).split(b"\n")
        if len(rest) > _LONGEST_LINE:
            raise WrongShape
        for line in lines:
            data = _data(line)
            if data == _END:
                return
            if data:
                yield data
    if data := _data(rest):
        yield data


def _data(line: bytes) -> str:
    """The data of a line, '' for other fields, comments and blank lines."""
    text = line.decode(errors="replace")
    return text.removeprefix("data:").strip() if text.startswith("data:") else ""
