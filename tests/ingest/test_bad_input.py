"""Files that cannot be read: each gives the right error, in Swedish, with the file's name and what to do."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from ingest.errors import EmptyFile, EncryptedFile, TooDemanding, UnreadableFile, UnsupportedFormat
from ingest.readers import fingerprint, read
from ingest.readers import pdf as pdf_reader
from ingest.readers.limited import ranges, read_limited
from ingest.sandbox import Workers

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NAME = "mapp/Årsredovisning ö 1.fil"


def failure(path: Path, kind: type[UnreadableFile]) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read(path, name=NAME)
    assert type(caught.value) is kind
    assert str(caught.value).startswith(f"{NAME}: ")
    assert caught.value.advice.endswith(".")
    return str(caught.value)


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".pptx", ".html", ".txt", ".md"])
def test_a_file_without_bytes_is_empty(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"x{suffix}").touch()
    assert "0 byte" in failure(tmp_path / f"x{suffix}", EmptyFile)


@pytest.mark.parametrize(
    ("suffix", "content"),
    [(".txt", b" \n\n \t"), (".md", b"---\n"), (".html", b"<html><body><script>x</script></body></html>")],
)
def test_a_file_without_words_is_empty(tmp_path: Path, suffix: str, content: bytes) -> None:
    (tmp_path / f"x{suffix}").write_bytes(content)
    failure(tmp_path / f"x{suffix}", EmptyFile)


def test_office_files_without_words_are_empty(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "x.docx"))
    failure(tmp_path / "x.docx", EmptyFile)


@pytest.mark.parametrize(
    ("suffix", "advice"),
    [
        (".doc", ".docx eller PDF"),
        (".rtf", ".docx eller PDF"),
        (".odt", ".docx eller PDF"),
        (".xls", "som PDF"),
        (".xlsx", "som PDF"),
        (".ppt", ".pptx eller PDF"),
        (".msg", "bilagor"),
        (".zip", "Packa upp"),
        (".jpg", "som PDF"),
        (".exe", ".docx"),
        ("", ".docx"),
    ],
)
def test_other_formats_are_refused_with_what_to_do(tmp_path: Path, suffix: str, advice: str) -> None:
    path = tmp_path / f"x{suffix}"
    path.write_bytes(b"innehall")
    assert advice in failure(path, UnsupportedFormat)


def test_upper_case_suffixes_are_read(tmp_path: Path) -> None:
    (tmp_path / "X.TXT").write_text("Text", encoding="utf-8")
    assert read(tmp_path / "X.TXT", name="X.TXT").pages[0].text == "Text"


@pytest.mark.parametrize("suffix", [".pdf", ".txt", ".html", ".docx"])
def test_a_zip_under_another_name_is_told(make_zip: Callable[..., Path], suffix: str) -> None:
    assert "ZIP-arkiv" in failure(make_zip({"a.txt": b"hej"}, name=f"x{suffix}"), UnsupportedFormat)


@pytest.mark.parametrize("suffix", [".docx", ".pptx", ".txt"])
def test_a_pdf_under_another_name_is_told(make_pdf: Callable[..., Path], suffix: str) -> None:
    assert "Byt filändelsen till .pdf" in failure(make_pdf([["Text"]], name=f"x{suffix}"), UnsupportedFormat)


@pytest.mark.parametrize("suffix", [".pdf", ".pptx", ".txt"])
def test_a_word_file_under_another_name_is_told(tmp_path: Path, suffix: str) -> None:
    docx.Document().save(str(tmp_path / f"x{suffix}"))
    assert "Byt filändelsen till .docx" in failure(tmp_path / f"x{suffix}", UnsupportedFormat)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<!DOCTYPE html><html><body>404</body></html>", "webbsida"),
        (b"\x89PNG\r\n\x1a\n", "bild"),
        (b"Det gick inte att hitta filen", "inte PDF"),
        (OLE + bytes(600), "äldre Office-format"),
    ],
)
def test_what_is_no_pdf_is_told(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "x.pdf").write_bytes(content)
    assert says in failure(tmp_path / "x.pdf", UnsupportedFormat)


def test_binary_content_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(bytes(range(32)) * 40)
    failure(tmp_path / "x.txt", UnsupportedFormat)


def test_an_old_word_file_named_docx_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(OLE + bytes(600))
    assert "äldre Office-format" in failure(tmp_path / "x.docx", UnsupportedFormat)


@pytest.mark.parametrize("suffix", [".docx", ".pptx"])
def test_a_protected_office_file_is_encrypted(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"x{suffix}").write_bytes(OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"))
    assert "lösenord" in failure(tmp_path / f"x{suffix}", EncryptedFile)


def test_a_pdf_with_a_password_is_encrypted(make_pdf: Callable[..., Path]) -> None:
    assert "utan lösenord" in failure(make_pdf([["Hemligt"]], encrypt="losen"), EncryptedFile)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_truncated_pdf_is_told(make_pdf: Callable[..., Path], share: float) -> None:
    path = make_pdf([[f"Sida {number}"] * 20 for number in range(20)])
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    assert "avkortad" in failure(path, UnreadableFile)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_truncated_word_file_is_told(tmp_path: Path, share: float) -> None:
    document = docx.Document()
    document.add_paragraph("Text")
    document.save(str(tmp_path / "x.docx"))
    data = (tmp_path / "x.docx").read_bytes()
    (tmp_path / "x.docx").write_bytes(data[: int(len(data) * share)])
    assert "avkortad" in failure(tmp_path / "x.docx", UnreadableFile)


@pytest.mark.parametrize("xml", [b"<w:document", b"", b"<a/>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"])
def test_a_word_file_with_broken_xml_is_damaged(tmp_path: Path, xml: bytes) -> None:
    docx.Document().save(str(tmp_path / "whole.docx"))
    with (
        zipfile.ZipFile(tmp_path / "whole.docx") as whole,
        zipfile.ZipFile(tmp_path / "x.docx", "w") as broken,
    ):
        for part in whole.namelist():
            broken.writestr(part, xml if part == "word/document.xml" else whole.read(part))
    assert "skadad" in failure(tmp_path / "x.docx", UnreadableFile)


def test_a_pdf_that_is_noise_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7\n" + os.urandom(2000) + b"\nstartxref\n9\n%%EOF\n")
    assert "skadad" in failure(tmp_path / "x.pdf", UnreadableFile)


def test_a_pdf_without_pages_is_empty(tmp_path: Path) -> None:
    PdfWriter().write(tmp_path / "x.pdf")
    assert "inga sidor" in failure(tmp_path / "x.pdf", EmptyFile)


def test_a_pdf_of_blank_pages_is_empty(make_pdf: Callable[..., Path]) -> None:
    assert "tomma" in failure(make_pdf([[], []]), EmptyFile)


def test_a_pdf_over_the_page_limit_is_refused(
    make_pdf: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pdf_reader.PAGE_LIMIT >= 5000
    monkeypatch.setattr(pdf_reader, "PAGE_LIMIT", 3)
    assert "gränsen är 3" in failure(make_pdf([["a"]] * 4), TooDemanding)


def test_three_thousand_pages_are_read(make_pdf: Callable[..., Path]) -> None:
    path = make_pdf([[f"Rad {number}"] for number in range(3000)])
    with Workers(2) as workers:
        found = read_limited(path, name="x.pdf", workers=workers)
    assert [page.number for page in found.pages] == list(range(1, 3001))
    assert found.pages[2999].text.strip() == "Rad 2999"


@pytest.mark.parametrize(("pages", "parts"), [(1, 1), (99, 1), (100, 2), (399, 7), (3000, 8)])
def test_ranges_cover_all_pages_once(pages: int, parts: int) -> None:
    found = ranges(pages)
    assert len(found) == parts
    assert [page for first, last in found for page in range(first, last + 1)] == list(range(1, pages + 1))


@pytest.mark.parametrize("size", [30, 150])
def test_a_zip_bomb_is_refused_before_it_is_unpacked(make_zip: Callable[..., Path], size: int) -> None:
    path = make_zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": b" " * (size * 1024 * 1024)})
    assert "packas upp till orimligt mycket" in failure(path, TooDemanding)


def test_a_pdf_bomb_is_refused(make_pdf: Callable[..., Path], tmp_path: Path) -> None:
    writer = PdfWriter(PdfReader(make_pdf([["Text"]])))
    bomb = DecodedStreamObject()
    bomb.set_data(b"q Q " * (30 * 1024 * 1024))
    writer.pages[0][NameObject("/Contents")] = writer._add_object(bomb.flate_encode())
    writer.write(tmp_path / "bomb.pdf")
    assert (tmp_path / "bomb.pdf").stat().st_size < 1_000_000
    with Workers(1) as workers, pytest.raises(TooDemanding) as caught:
        read_limited(tmp_path / "bomb.pdf", name=NAME, workers=workers)
    assert str(caught.value).startswith(f"{NAME}: ")


def test_a_file_that_changes_while_it_is_read_is_refused(make_pdf: Callable[..., Path]) -> None:
    path = make_pdf([["ett"], ["två"]])

    def change(done: int, total: int) -> None:
        os.utime(path, (done, done))

    with pytest.raises(UnreadableFile, match="ändrades medan den lästes"):
        read(path, name="x.pdf", progress=change)


def test_a_file_that_is_not_the_expected_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("ett", encoding="utf-8")
    seen = fingerprint(path)
    assert read(path, name="x.txt", expected=seen).pages[0].text == "ett"
    path.write_text("två", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="ändrades"):
        read(path, name="x.txt", expected=seen)


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    assert "finns kvar" in failure(tmp_path / "borta.pdf", UnreadableFile)


@pytest.mark.skipif(os.geteuid() == 0, reason="root får läsa allt")
def test_a_file_without_rights_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("Text", encoding="utf-8")
    path.chmod(0)
    assert "Behörighet" in failure(path, UnreadableFile)


def test_names_with_å_and_blanks_are_read(make_pdf: Callable[..., Path]) -> None:
    path = make_pdf([["Text"]], name="Årsredovisning å ä ö 2025 (slutlig).pdf")
    with Workers(1) as workers:
        assert read_limited(path, name=path.name, workers=workers).pages[0].text.strip() == "Text"


def test_a_real_document_survives_damage_in_its_middle(make_pdf: Callable[..., Path]) -> None:
    path = make_pdf([["Sida ett"], ["Sida två"]])
    writer = PdfWriter(PdfReader(path))
    writer.pages[0][NameObject("/Contents")] = NameObject("/Borta")
    writer.write(path)
    assert "Sida två" in read(path, name="x.pdf").pages[1].text
