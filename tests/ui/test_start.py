from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from assistant.client import running_service
from assistant.service.lock import NAME
from tests.support import AU, KS, free_port

PROGRAM = Path(sys.executable).with_name("kommunminne")


def call(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("start") / "data"
    assert call("ingest", AU, "--access", "publik", "--data", folder).returncode == 0
    return folder


@pytest.fixture(scope="module")
def service(data: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [PROGRAM, "start", "--port", str(free_port()), "--data", str(data)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("Kommunminne: http://127.0.0.1:"), process.stderr and process.stderr.read()
    yield process, line.split()[1]
    if process.poll() is None:
        process.terminate()
    process.communicate(timeout=30)


def test_page_and_api_answer_at_one_address(service: tuple[subprocess.Popen[str], str]) -> None:
    _, url = service
    page = httpx2.get(url, headers={"Accept": "text/html"})
    assert '<html lang="sv"' in page.text
    assert "<title>Kommunminne</title>" in page.text
    assert "connect-src 'self'" in page.headers["content-security-policy"]
    assert httpx2.get(f"{url}/api/ready").json()["ready"]
    assert httpx2.get(url, headers={"Host": "evil.example"}).status_code == 403


def test_the_service_is_found_by_its_lock(service: tuple[subprocess.Popen[str], str], data: Path) -> None:
    process, url = service
    assert json.loads((data / NAME).read_text())["pid"] == process.pid
    client = running_service(data)
    assert client is not None
    with client:
        assert str(client.http.base_url).rstrip("/") == url


def test_the_command_line_goes_by_the_running_service(
    service: tuple[subprocess.Popen[str], str], data: Path
) -> None:
    asked = call("ask", "Vad föreslog AU om taxan för vatten och avlopp 2025?", "--json", "--data", data)
    assert "§ 90" in {each["section"] for each in json.loads(asked.stdout)["citations"]}
    taken = call("ingest", KS, "--access", "publik", "--json", "--data", data)
    assert taken.returncode == 0, taken.stderr
    files = {each["file"] for each in json.loads(call("documents", "--json", "--data", data).stdout)}
    assert files == {AU.name, KS.name}
    assert call("decisions", "--json", "--data", data).returncode == 0
    assert call("search", "vatten", "--json", "--data", data).returncode == 0


def test_a_second_owner_is_turned_away(service: tuple[subprocess.Popen[str], str], data: Path) -> None:
    _, url = service
    result = call("start", "--port", free_port(), "--data", data)
    assert result.returncode == 3
    assert url in result.stderr


def test_a_rebuild_goes_by_the_running_service(
    service: tuple[subprocess.Popen[str], str], data: Path
) -> None:
    result = call("rebuild", "--data", data)
    assert result.returncode == 0, result.stderr
    assert "indexerade på nytt" in result.stderr


def test_a_taken_port_is_said_so(service: tuple[subprocess.Popen[str], str], tmp_path: Path) -> None:
    _, url = service
    result = call("start", "--port", url.rsplit(":", 1)[1], "--data", tmp_path / "annan")
    assert result.returncode == 3
    assert "--port" in result.stderr


def test_the_service_stays_under_its_memory_limit(service: tuple[subprocess.Popen[str], str]) -> None:
    process, _ = service
    status = Path(f"/proc/{process.pid}/status")
    if not status.exists():
        pytest.skip("/proc saknas på den här plattformen")
    resident = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    assert int(resident.split()[1]) < 700 * 1024


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_the_service_and_takes_its_lock_away(
    data: Path, tmp_path: Path, number: signal.Signals
) -> None:
    folder = tmp_path / "data"
    command = [PROGRAM, "start", "--no-ui", "--port", str(free_port()), "--data", str(folder)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )
    assert process.stdout is not None
    url = process.stdout.readline().split()[1]
    assert httpx2.get(f"{url}/api/health").status_code == 200
    assert (folder / NAME).exists()
    started = time.monotonic()
    process.send_signal(number)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "Traceback" not in errors
    assert not (folder / NAME).exists()
    assert time.monotonic() - started < 10
