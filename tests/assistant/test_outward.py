"""From the register to the wire: dnr as typed, statuses, what doctor finds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.core import Kommunminne
from assistant.outward import dnr, status
from assistant.schema import FilterIn
from tests.archives import ALL, BRIDGE, LIBRARY, POOL, extract, ingest, minutes, opened, rows, write


@pytest.fixture
def core(tmp_path: Path) -> Iterator[Kommunminne]:
    write(tmp_path, "h/KS.txt", minutes([BRIDGE, LIBRARY, POOL]))
    write(tmp_path, "h/utdrag.txt", extract(LIBRARY))
    with opened(tmp_path / "data") as archive:
        ingest(archive, tmp_path / "h")
        yield archive


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("KS-25/00205", "KS-2025-205"),
        ("ks 25/205", "KS-2025-205"),
        ("2026.272 KS", "KS-2026-272"),
        ("KS 2018/124", "KS-2018-124"),
        ("något annat", "något annat"),
    ],
)
def test_a_dnr_as_somebody_types_it_becomes_its_key(typed: str, key: str) -> None:
    assert dnr(typed) == key


@pytest.mark.parametrize(
    ("held", "shown"),
    [("gällande", "gällande"), ("ersatt", "ersatt"), ("borttagen", "borttagen"), (None, "borttagen")],
)
def test_a_source_that_is_not_known_counts_as_deleted(held: str | None, shown: str) -> None:
    assert status(held) == shown


def test_a_row_says_all_that_the_contract_names(core: Kommunminne) -> None:
    row = rows(core)[1]
    assert row.model_dump(exclude={"paragraph_id", "document_id"}) == {
        "kommun": "Tallsele",
        "file": "KS.txt",
        "also_in": ["utdrag.txt"],
        "body": "Kommunstyrelsen",
        "body_key": "KS",
        "date": "2025-03-25",
        "section": "§ 12",
        "dnr": "KS-25/00302",
        "dnr_key": "KS-2025-302",
        "title": "Bibliotekets öppettider",
        "level": "beslut",
        "outcome": "avslås",
        "next_body": None,
        "final_body": None,
        "points": [
            {"text": LIBRARY.decision, "level": "beslut", "outcome": "avslås", "next_body": None},
        ],
        "recipients": ["Ekonomienheten"],
        "prepared_by": [],
        "underlag": [],
        "page": None,
        "amounts": [],
        "draft": False,
        "conflict": [],
        "corrected": [],
        "superseded_by": None,
        "parted": [],
    }


@pytest.mark.parametrize(
    ("filters", "sections"),
    [
        ({"body": "KS"}, [11, 12, 13]),
        ({"body": "kommunstyrelsen"}, [11, 12, 13]),
        ({"body": "AU"}, []),
        ({"dnr": "ks 25/302"}, [12]),
        ({"section": 13}, [13]),
        ({"kommun": "tallsele kommun"}, [11, 12, 13]),
        ({"kommun": "Granvik"}, []),
        ({"date_from": "2025-03-26"}, []),
        ({"date_from": "2025-03-25", "date_to": "2025-03-25"}, [11, 12, 13]),
        ({"kind": "protokollsutdrag"}, [12]),
    ],
)
def test_decisions_are_narrowed_by_any_filter(
    core: Kommunminne, filters: dict[str, object], sections: list[int]
) -> None:
    found = core.decisions(zones=ALL, filters=FilterIn.model_validate(filters))
    assert [row.section for row in found] == [f"§ {number}" for number in sections]
    hits = core.search(
        "gångbron bibliotekets simhallens", zones=ALL, filters=FilterIn.model_validate(filters)
    )
    assert {hit.section for hit in hits if hit.section.startswith("§")} == {f"§ {n}" for n in sections}


def test_doctor_names_what_is_missing_from_each_part(core: Kommunminne) -> None:
    assert all(finding.ok for finding in core.doctor() if finding.what != "Textigenkänning")
    archive = core._archive
    (name, *others) = archive.vectors.ids()
    archive.vectors.delete([name])
    archive.lexical.clear()
    archive.lexical.commit()
    for original in (archive.folder / "originals").rglob("*.txt"):
        original.unlink()
    wrong = {finding.what: finding.detail for finding in core.doctor() if not finding.ok}
    wrong.pop("Textigenkänning", None)
    assert set(wrong) == {"Sökindex (ord)", "Vektorer (matris)", "Vektorer (Chroma)", "Originalfiler"}
    assert all("1 stycken saknas" in wrong[what] for what in wrong if what.startswith("Vektorer"))
    assert f"{1 + len(others)} stycken saknas" in wrong["Sökindex (ord)"]
    assert "kommunminne rebuild" in wrong["Sökindex (ord)"]


def test_what_doctor_advises_mends_the_archive(core: Kommunminne, tmp_path: Path) -> None:
    archive = core._archive
    archive.lexical.clear()
    archive.lexical.commit()
    for original in (archive.folder / "originals").rglob("*.txt"):
        original.unlink()
    core.rebuild()
    ingest(core, tmp_path / "h", access=None)
    assert [finding.what for finding in core.doctor() if not finding.ok] in ([], ["Textigenkänning"])
