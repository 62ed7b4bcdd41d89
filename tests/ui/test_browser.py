"""The page in a real browser: what a reader sees, and that nothing goes out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import AU, KS, free_port
from ui import strings

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--headless=new", "--disable-gpu", "--disable-dev-shm-usage"]
PROGRAM = Path(sys.executable).with_name("kommunminne")
QUESTION = "Vad föreslog AU om taxan för vatten och avlopp 2025?"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = str(tmp_path_factory.mktemp("browser") / "data")
    subprocess.run(
        [PROGRAM, "ingest", AU, "--access", "publik", "--data", data], check=True, capture_output=True
    )
    process = subprocess.Popen(
        [PROGRAM, "start", "--port", str(free_port()), "--data", data],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    yield process.stdout.readline().split()[1]
    process.terminate()
    process.communicate(timeout=30)


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium är inte installerad")
def test_a_reader_asks_sees_the_source_and_uploads_a_document(address: str, tmp_path: Path) -> None:
    sync = pytest.importorskip("playwright.sync_api", reason="playwright är inte installerat")
    elsewhere: list[str] = []
    errors: list[str] = []
    with sync.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 1000}, locale="sv-SE")
        page.on(
            "request",
            lambda request: elsewhere.append(request.url) if outside(request.url, address) else None,
        )
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.goto(address)
        page.get_by_text(strings.EXAMPLES).wait_for(timeout=30_000)
        assert page.evaluate("document.documentElement.lang") == "sv"

        page.get_by_test_id("stChatInputTextArea").fill(QUESTION)
        page.keyboard.press("Enter")
        page.locator(".km-card").first.wait_for(timeout=30_000)
        assert "§ 90" in page.locator(".km-card").first.inner_text()
        assert page.locator(".km-ref a").first.inner_text() == "[1]"
        page.get_by_text(strings.SHOW_PAGE.format(number=1)).click()
        picture = page.get_by_test_id("stImage").locator("img").first
        picture.wait_for(timeout=30_000)
        page.wait_for_function("document.querySelector('[data-testid=stImage] img').naturalWidth > 500")
        page.screenshot(path=tmp_path / "svar.png")

        page.get_by_role("link", name=strings.DOCUMENTS).click()
        page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(KS)
        page.get_by_text(KS.name).wait_for(timeout=30_000)
        page.get_by_role("button", name=strings.UPLOAD_BUTTON, exact=True).click()
        page.get_by_text(strings.REPORT_DONE.format(count=1, failed=0)).wait_for(timeout=60_000)
        page.screenshot(path=tmp_path / "dokument.png")
        browser.close()
    assert elsewhere == []
    assert errors == []


def outside(url: str, address: str) -> bool:
    """Whether a request leaves the service."""
    return not url.startswith((address, address.replace("http", "ws", 1), "data:", "blob:"))
