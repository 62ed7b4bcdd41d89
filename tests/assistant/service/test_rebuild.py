"""A rebuild by a running service: over HTTP, by the command line, and what the service says before and after."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app as program
from assistant.client import Client
from assistant.core import Kommunminne
from assistant.errors import Forbidden
from assistant.schema import Question
from assistant.service.app import create_app
from assistant.service.lock import new_lock, remove_lock, write_lock
from assistant.settings import Settings
from tests.archives import BRIDGE, QUESTION, ingest, minutes, opened, write
from tests.support import served
from tests.tiny_models import shortened


@pytest.fixture
def service(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Data folder and address of a service that was started with another model than its indexes were made with."""
    data, model = tmp_path / "data", shortened(tmp_path / "modell-64")
    with opened(data) as core:
        ingest(core, write(tmp_path, "KS.txt", minutes([BRIDGE])))
    settings = Settings(data=data, embedding=str(model))
    lock = new_lock("")
    with Kommunminne(settings) as core, served(create_app(core, settings, instance=lock.instance)) as url:
        lock = type(lock)(lock.pid, url, lock.token)
        write_lock(data, lock)
        yield data, url
        remove_lock(data, lock)


def test_a_rebuild_goes_through_the_running_service_with_its_model(service: tuple[Path, str]) -> None:
    data, url = service
    with Client.at(url) as client:
        (warning,) = client.ready().warnings
        assert "kommunminne rebuild" in warning
        assert not client.ask(Question(question=QUESTION)).refused
        result = CliRunner().invoke(program, ["rebuild", "--data", str(data)])
        assert result.exit_code == 0, result.output
        assert "indexerade på nytt med modellen modell-64@" in result.stderr
        assert client.ready().warnings == []
        assert not client.ask(Question(question=QUESTION)).refused


def test_only_the_holder_of_the_token_may_have_the_service_rebuild(service: tuple[Path, str]) -> None:
    with Client.at(service[1]) as client, pytest.raises(Forbidden, match="ägare"):
        client.rebuild(token="gissat")
