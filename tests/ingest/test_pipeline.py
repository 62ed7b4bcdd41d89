"""A batch of files, good and bad: each bad one told in Swedish, the others taken in, nothing half-published."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from ingest.pipeline import Progress, find_files
from tests.archives import (
    ALL,
    BRIDGE,
    LIBRARY,
    POOL,
    found,
    held_files,
    ingest,
    minutes,
    opened,
    rows,
    statuses,
    troubles,
    write,
)
from tests.support import AU, DEMO, KS

CLI = [sys.executable, "-c", "from assistant.cli import main; main()"]


def _zip(path: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)


def _encrypted(path: Path) -> None:
    writer = PdfWriter(PdfReader(AU))
    writer.encrypt("hemligt", algorithm="RC4-128")
    writer.write(path)


BAD = {
    "bomb.docx": (
        lambda path: _zip(
            path, {"[Content_Types].xml": b"<Types/>", "word/document.xml": b" " * (60 * 1024 * 1024)}
        ),
        "orimligt mycket",
    ),
    "gammal.doc": (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600)), "Spara om den som"),
    "omdöpt.pdf": (lambda path: _zip(path, {"a.txt": b"hej"}), "ZIP-arkiv"),
    "skyddad.pdf": (_encrypted, "lösenord"),
    "tom.pdf": (lambda path: path.touch(), "tom"),
    "trasig.pdf": (lambda path: path.write_bytes(KS.read_bytes()[:20_000]), "avkortad"),
    "utan sidor.pdf": (lambda path: PdfWriter().write(path), "inga sidor"),
    "utan ord.txt": (lambda path: path.write_text(" \n\n"), "ord"),
}


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every sort of bad file between three good ones."""
    folder = tmp_path_factory.mktemp("inlämnat")
    for name, (make, _) in BAD.items():
        make(folder / name)
    write(folder, "Årsmöte å ä ö (slutlig).txt", minutes([BRIDGE]))
    write(folder, "mapp med blanksteg/protokoll.txt", minutes([LIBRARY], date="2025-04-22"))
    write(folder, "z.txt", minutes([POOL], date="2025-05-27"))
    return folder


def test_each_bad_file_is_told_and_the_others_are_taken_in(handed: Path, tmp_path: Path) -> None:
    with opened(tmp_path / "data") as core:
        report = ingest(core, handed)
        errors = {each.file: each.error for each in report.documents if each.error}
        assert set(errors) == set(BAD)
        for name, (_, said) in BAD.items():
            assert str(errors[name]).startswith(f"{name}: ")
            assert said in str(errors[name])
            assert str(errors[name]).endswith(".")
        assert report.failed == len(BAD)
        good = ["mapp med blanksteg/protokoll.txt", "z.txt", "Årsmöte å ä ö (slutlig).txt"]
        assert sorted(document.file for document in core.documents(zones=ALL)) == sorted(good)
        assert held_files(tmp_path / "data") == 3
        assert len(rows(core)) == 3
        assert found(core, "gångbron")[0] == ("Årsmöte å ä ö (slutlig).txt", "§ 11")
        assert troubles(core) == []


def test_a_missing_path_and_what_is_no_file_are_told_and_the_others_taken_in(tmp_path: Path) -> None:
    good = write(tmp_path, "h/a.txt", minutes([BRIDGE]))
    os.mkfifo(tmp_path / "h" / "rör.txt")
    (tmp_path / "h" / "länk.txt").symlink_to(tmp_path / "borta.txt")
    missing = tmp_path / "finns inte.pdf"
    with opened(tmp_path / "data") as core:
        report = ingest(core, missing, good.parent)
    told = {Path(each.file).name: each.error for each in report.documents}
    assert told.pop("a.txt") is None
    assert "finns inte" in str(told["finns inte.pdf"])
    assert "finns inte" in str(told["länk.txt"])
    assert "ingen vanlig fil" in str(told["rör.txt"])
    assert report.failed == 3


def test_a_file_that_changes_while_it_is_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "växer.pdf"
    writer = PdfWriter()
    for _ in range(3):
        for page in PdfReader(KS).pages:
            writer.add_page(page)
    writer.write(path)
    write(tmp_path, "z.txt", minutes([POOL]))

    def grow(step: Progress) -> None:
        if step.page and step.file == path.name:
            with path.open("ab") as file:
                file.write(b"\n")

    with opened(tmp_path / "data") as core:
        report = core.ingest([path, tmp_path / "z.txt"], kommun=None, access=None, progress=grow)
        assert statuses(report) == ["fel", "publicerad"]
        assert "ändrades medan den lästes" in str(report.documents[0].error)
        assert held_files(tmp_path / "data") == 1
        assert troubles(core) == []


def test_a_file_that_is_exchanged_after_it_was_read_is_not_kept_under_a_false_hash(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", minutes([BRIDGE]))

    def exchange(step: Progress) -> None:
        if step.stage == "indexerar":
            path.write_text(minutes([POOL]), encoding="utf-8")

    with opened(tmp_path / "data") as core:
        (report,) = core.ingest([path], kommun=None, access=None, progress=exchange).documents
        assert "ändrades medan den lästes" in str(report.error)
        assert held_files(tmp_path / "data") == 0
        assert rows(core) == []
        assert troubles(core) == []
        assert statuses(ingest(core, path)) == ["publicerad"]


def _three_thousand_pages(path: Path) -> None:
    canvas = Canvas(str(path))
    for number in range(3000):
        canvas.drawString(70, 780, f"Avsnitt {number}")
        canvas.drawString(
            70, 760, f"Brunnen med nummer {number * 7919} ligger vid tomt {number * 104729 % 9973}."
        )
        canvas.showPage()
    canvas.save()


def test_a_pdf_of_3000_pages_is_taken_in_with_progress_for_each_page(tmp_path: Path) -> None:
    _three_thousand_pages(tmp_path / "lång.pdf")
    pages: list[int] = []

    def note(step: Progress) -> None:
        if step.page:
            pages.append(step.page)
            assert step.pages == 3000

    started = time.perf_counter()
    with opened(tmp_path / "data") as core:
        (report,) = core.ingest(
            [tmp_path / "lång.pdf"], kommun="Tallsele", access=None, progress=note
        ).documents
        assert (report.status, report.pages) == ("publicerad", 3000)
        assert report.chunks > 100
        assert troubles(core) == []
    assert pages[-1] == 3000
    assert len(set(pages)) == 3000
    assert time.perf_counter() - started < 60


def test_a_file_over_its_time_limit_is_told_and_the_next_one_read(tmp_path: Path) -> None:
    _three_thousand_pages(tmp_path / "lång.pdf")
    write(tmp_path, "z.txt", minutes([POOL]))
    with opened(tmp_path / "data", read_seconds=1.5) as core:
        report = ingest(core, tmp_path / "lång.pdf", tmp_path / "z.txt")
        assert statuses(report) == ["fel", "publicerad"]
        assert "sekunder" in str(report.documents[0].error)


# Which files, under which names


def test_files_are_named_from_the_folder_that_was_given_and_taken_once(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".gömd/x.txt", "~$låst.docx", "Thumbs.db", "kommun.toml"):
        write(tmp_path, f"h/{name}", "text")
    single = tmp_path / "h" / "b" / "2.txt"
    items = find_files([tmp_path / "h", single])
    assert [item.file for item in items] == ["a.txt", "b/1.txt", "b/2.txt"]
    assert [item.file for item in find_files([single])] == ["2.txt"]
    assert items[2].key == find_files([single])[0].key


def test_a_file_without_kommun_takes_that_of_its_neighbours(tmp_path: Path) -> None:
    write(tmp_path, "tallsele/KS.txt", minutes([BRIDGE]))
    write(tmp_path, "tallsele/anteckning.txt", "Riktlinjer\n\nGångbroar ska hållas öppna året om.\n")
    write(tmp_path, "granvik/KS.txt", minutes([LIBRARY], kommun="Granvik"))
    write(tmp_path, "granvik/KS 2.txt", minutes([POOL], kommun="Granvik", date="2025-04-22"))
    write(tmp_path, "granvik/anteckning.txt", "Riktlinjer\n\nSimhallen ska hållas öppen året om.\n")
    with opened(tmp_path / "data") as core:
        report = ingest(core, tmp_path)
        kommuner = {each.file: each.kommun for each in report.documents}
        assert kommuner["tallsele/anteckning.txt"] == "Tallsele"
        assert kommuner["granvik/anteckning.txt"] == "Granvik"
        (warned,) = [each for each in report.documents if each.file == "tallsele/anteckning.txt"]
        assert "Tallsele" in " ".join(warned.warnings)


def test_progress_counts_every_file_once_and_a_stop_is_passed_on(tmp_path: Path) -> None:
    for number in range(6):
        write(tmp_path, f"h/{number}.txt", minutes([POOL], date=f"2025-0{number + 1}-12"))
    write(tmp_path, "h/utan kommun.txt", "Riktlinjer\n\nGångbroar ska hållas öppna.\n")
    done: list[tuple[int, int]] = []
    with opened(tmp_path / "data") as core:
        core.ingest(
            [tmp_path / "h"],
            kommun=None,
            access=None,
            progress=lambda step: done.append((step.done, step.total)) if step.stage == "klar" else None,
        )
        assert sorted(set(done)) == [(number, 7) for number in range(1, 8)]

    class Stop(Exception):
        pass

    def stop(step: Progress) -> None:
        if step.done >= 2:
            raise Stop

    with opened(tmp_path / "stopped") as core:
        with pytest.raises(Stop):
            core.ingest([tmp_path / "h"], kommun=None, access=None, progress=stop)
        assert 0 < len(core.documents(zones=ALL)) < 7
        assert troubles(core) == []


def test_questions_are_answered_while_files_are_taken_in(tmp_path: Path) -> None:
    first = write(tmp_path, "a.txt", minutes([BRIDGE]))
    for number in range(6):
        write(tmp_path, f"h/{number}.txt", minutes([POOL], date=f"2025-0{number + 1}-12"))
    with opened(tmp_path / "data") as core:
        ingest(core, first)
        worker = threading.Thread(target=ingest, args=(core, tmp_path / "h"))
        worker.start()
        asked = 0
        while worker.is_alive() or asked == 0:
            assert found(core, "gångbron över Tallån")[0] == ("a.txt", "§ 11")
            asked += 1
        worker.join()
        assert len(rows(core)) == 7
        assert troubles(core) == []


# Disk and rights, by the command line in a process of its own


def run(
    *arguments: str | Path, limit: int | None = None, prefix: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    def lower() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    command = [*prefix, *CLI, *map(str, arguments)]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=120,
        preexec_fn=lower,
        check=False,
        cwd=Path(__file__).resolve().parents[2],
    )


def settled(data: Path, whole: set[str], handed: Path) -> None:
    """The archive holds just these files, each whole, and takes in the rest once it may."""
    with opened(data) as core:
        assert {document.file for document in core.documents(zones=ALL)} == whole
        assert troubles(core) == []
        assert ingest(core, handed).failed == 0
        assert troubles(core) == []


def told_of(result: subprocess.CompletedProcess[str], file: str) -> str:
    return next(line for line in result.stderr.splitlines() if line.startswith(f"{file}: "))


def test_files_that_no_longer_fit_on_the_disk_are_told(tmp_path: Path) -> None:
    small = write(tmp_path, "h/a.txt", minutes([BRIDGE]))
    large = tmp_path / "h" / "stor.txt"
    line = "Ett långt stycke om vägar. " * 20 + "\n"
    large.write_text(minutes([LIBRARY], date="2025-04-22") + line * 3_600, encoding="utf-8")
    last = write(tmp_path, "h/z.txt", minutes([POOL], date="2025-05-27"))
    result = run("ingest", small.parent, "--data", tmp_path / "data", limit=1_800_000)
    assert result.returncode == 1, result.stderr
    assert "2 inlästa, 1 misslyckade." in result.stdout
    assert "Traceback" not in result.stderr
    assert "systemet tillåter" in told_of(result, "stor.txt")
    settled(tmp_path / "data", {small.name, last.name}, small.parent)


def test_a_full_disk_is_told_and_nothing_is_half_published(tiny_disk: Path, tmp_path: Path) -> None:
    data = tiny_disk / "data"
    for number, source in enumerate(sorted((DEMO / "protokoll").glob("K*.pdf"))):
        write(tmp_path, "h/0.txt", minutes([BRIDGE]))
        shutil.copy(source, tmp_path / "h" / f"{number + 1}.pdf")
    result = run("ingest", tmp_path / "h", "--data", data)
    assert result.returncode == 1, result.stderr
    assert "Traceback" not in result.stderr
    assert "disken är full" in result.stderr or "diskutrymme" in result.stderr
    subprocess.run(["mount", "-o", "remount,size=64m", str(tiny_disk)], check=True)
    with opened(data) as core:
        assert troubles(core) == []
        whole = {document.file for document in core.documents(zones=ALL)}
        assert whole
        assert len(whole) < 9
    settled(data, whole, tmp_path / "h")


BOUND_BY_RIGHTS = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
"""Runs a command as root without what lets root read everything."""


@pytest.fixture
def without_rights(tmp_path: Path) -> tuple[Path, tuple[str, ...]]:
    """A folder, and what to put before a command so that file rights bind it."""
    if os.geteuid() != 0:
        return tmp_path, ()
    closed = write(tmp_path, "prov", "x")
    closed.chmod(0)
    probe = [*BOUND_BY_RIGHTS, sys.executable, "-c", f"open({str(closed)!r})"]
    if (
        shutil.which("setpriv") is None
        or b"PermissionError" not in subprocess.run(probe, capture_output=True, check=False).stderr
    ):
        pytest.skip("root kan inte avstå från att läsa allt här")
    return tmp_path, BOUND_BY_RIGHTS


def test_a_folder_and_a_file_without_rights_are_told_and_the_others_taken_in(
    without_rights: tuple[Path, tuple[str, ...]],
) -> None:
    folder, prefix = without_rights
    write(folder, "h/a.txt", minutes([BRIDGE]))
    closed = write(folder, "h/låst.txt", minutes([LIBRARY]))
    write(folder, "h/stängd mapp/b.txt", minutes([POOL]))
    closed.chmod(0)
    (folder / "h" / "stängd mapp").chmod(0)
    result = run("ingest", folder / "h", "--data", folder / "data", prefix=prefix)
    (folder / "h" / "stängd mapp").chmod(0o755)
    assert result.returncode == 1, result.stderr
    assert "1 inlästa, 2 misslyckade." in result.stdout
    assert "rättigheter" in told_of(result, "låst.txt")
    assert "läsrättighet" in told_of(result, str(folder / "h" / "stängd mapp"))


def test_a_data_folder_without_rights_is_told(without_rights: tuple[Path, tuple[str, ...]]) -> None:
    folder, prefix = without_rights
    path = write(folder, "a.txt", minutes([BRIDGE]))
    (folder / "data").mkdir(mode=0o555)
    result = run("ingest", path, "--data", folder / "data", prefix=prefix)
    assert result.returncode == 3, result.stderr
    assert "rättigheter" in result.stderr
    assert "Traceback" not in result.stderr
