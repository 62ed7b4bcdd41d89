"""What a session remembers, and the one client of the service."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from assistant.client import Client
from assistant.errors import KommunminneError
from assistant.schema import Answer, FileReport

DEFAULT_URL = "http://127.0.0.1:8800"


@dataclass(frozen=True, slots=True)
class Turn:
    """One question with what came of it: an answer, or why there is none."""

    question: str
    answer: Answer | None
    error: str | None = None


def service_url() -> str:
    """Where the service is: told by whoever serves this page, else by the environment."""
    try:
        service = st.secrets.get("service")
    except StreamlitSecretNotFoundError:
        service = None
    if isinstance(service, Mapping):
        return str(service["url"])
    return os.environ.get("KOMMUNMINNE_URL", DEFAULT_URL)


@st.cache_resource
def client_of(url: str) -> Client:
    """One client, with its connections, for all sessions."""
    return Client.at(url)


def client() -> Client:
    """The client of this page's service."""
    return client_of(service_url())


@st.cache_data(ttl=60, show_spinner=False)
def _sees_internal(url: str) -> bool:
    return client_of(url).ready().editable


def sees_internal() -> bool:
    """Whether this page's reader sees the internal zone; not where the service does not answer."""
    try:
        return _sees_internal(service_url())
    except KommunminneError:
        return False


def failures() -> list[Turn]:
    """The questions of the thread at hand that got no answer, oldest first."""
    found: list[Turn] = st.session_state.setdefault("failures", [])
    return found


def reports() -> list[FileReport]:
    """What became of the files uploaded last."""
    found: list[FileReport] = st.session_state.setdefault("reports", [])
    return found
