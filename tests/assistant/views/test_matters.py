"""The view of matters over a small archive: who sees what, what it is limited to, and what it hands out."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pydantic import ValidationError

from assistant.core import Kommunminne
from assistant.errors import NotFound
from assistant.views.scope import Links
from assistant.wire.corrections import CorrectionIn
from assistant.wire.matters import MATTERS, MatterOut, MattersOut, MattersQuery
from tests.archives import ALL, BRIDGE, LIBRARY, PUBLIC, Item, ingest, minutes, opened, write

LINKS = Links("http://127.0.0.1:8800")
PREPARED = Item(
    19,
    BRIDGE.title,
    BRIDGE.dnr,
    "Allmänna utskottet föreslår kommunstyrelsen att anslå 450 000 kr till gångbron.",
)
TOLD = replace(
    BRIDGE,
    told="Allmänna utskottet har den 4 mars 2025, § 19 behandlat ärendet. Kommunfullmäktige antog 2024-02-05 § 4 en plan.",
)
FORMULA = Item(
    14, "=HYPERLINK(”http://exempel.invalid”)", "KS-25/00304", "Kommunstyrelsen godkänner avtalet."
)


@pytest.fixture(scope="module")
def core(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kommunminne]:
    folder = tmp_path_factory.mktemp("matters")
    prepared = minutes([PREPARED], date="2025-03-04", body="Allmänna utskottet")
    with opened(folder / "data") as core:
        assert not ingest(core, write(folder, "KS.txt", minutes([TOLD, LIBRARY, FORMULA]))).failed
        assert not ingest(core, write(folder, "AU.txt", prepared), access="intern").failed
        yield core


def seen(core: Kommunminne, zones: frozenset[str] = ALL, **given: Any) -> MattersOut:
    return core.view(MATTERS, MattersQuery(**given), zones=zones)


def titles(found: MattersOut) -> list[str]:
    return [matter.title for matter in found.matters]


def bridge(core: Kommunminne, zones: frozenset[str] = ALL) -> MatterOut:
    (found,) = seen(core, zones, text="gångbro").matters
    return found


def test_a_matter_is_a_timeline_with_why(core: Kommunminne) -> None:
    found = bridge(core)
    assert [(step.body_key, step.place, step.section, step.file) for step in found.steps] == [
        ("AU", "utskott", "§ 19", "AU.txt"),
        ("KS", "kommunstyrelse", "§ 11", "KS.txt"),
    ]
    (link,) = found.steps[1].links
    assert link.paragraph_id == found.steps[0].paragraph_id
    assert link.certainty == "säker"
    assert link.quote == "Allmänna utskottet har den 4 mars 2025, § 19 behandlat ärendet."
    (missing,) = found.missing
    assert (missing.label, missing.prepared) == ("KF 2024-02-05 § 4", False)
    assert missing.named_in == ["KS 2025-03-25 § 11"]


def test_the_public_sees_nothing_of_internal_minutes(core: Kommunminne) -> None:
    found = bridge(core, PUBLIC)
    assert [step.body_key for step in found.steps] == ["KS"]
    assert {each.label for each in found.missing} == {"AU 2025-03-04 § 19", "KF 2024-02-05 § 4"}
    hidden = bridge(core).steps[0].paragraph_id
    with pytest.raises(NotFound):
        seen(core, PUBLIC, id=hidden)
    assert seen(core, PUBLIC, body="AU").total == 0


def test_any_of_its_paragraphs_leads_to_a_matter(core: Kommunminne) -> None:
    found = bridge(core)
    assert found.id == found.steps[0].paragraph_id
    for step in found.steps:
        assert seen(core, id=step.paragraph_id).matters == [found]
    with pytest.raises(NotFound, match="inget ärende med id"):
        seen(core, id="finns-inte")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"body": "AU"}, [BRIDGE.title]),
        ({"body": "Kommunstyrelsen", "text": "söndagsöppet"}, [LIBRARY.title]),
        ({"text": "GÅNGBRON anslår"}, [BRIDGE.title]),
        ({"text": "100%_"}, []),
        ({"dnr": "ks 25/302"}, [LIBRARY.title]),
        ({"section": 19}, [BRIDGE.title]),
        ({"date_to": "2025-03-10"}, [BRIDGE.title]),
        ({"date_from": "2025-03-26"}, []),
        ({"kommun": "Tallsele kommun", "state": "öppet"}, []),
        ({"kommun": "Norrby"}, []),
        ({"kind": "protokollsutdrag"}, []),
    ],
)
def test_what_it_may_be_limited_to(core: Kommunminne, given: dict[str, Any], expected: list[str]) -> None:
    found = seen(core, **given)
    assert titles(found) == expected
    assert found.total == len(expected)


def test_a_part_of_the_list(core: Kommunminne) -> None:
    whole = seen(core, kind="protokoll")
    assert whole.total == 3
    assert titles(seen(core, limit=1, offset=1)) == titles(whole)[1:2]
    assert seen(core, limit=1, offset=9).matters == []
    for wrong in ({"limit": 0}, {"offset": -1}, {"state": "kanske"}, {"okänt": 1}):
        with pytest.raises(ValidationError):
            MattersQuery(**wrong)


def test_a_change_of_the_archive_is_seen(tmp_path: Path) -> None:
    with opened(tmp_path / "data") as core:
        ingest(core, write(tmp_path, "KS.txt", minutes([TOLD])))
        (before,) = seen(core).matters
        assert [step.body_key for step in before.steps] == ["KS"]
        later = minutes([PREPARED], date="2025-03-04", body="Allmänna utskottet")
        ingest(core, write(tmp_path, "AU.txt", later))
        assert [step.body_key for step in bridge(core).steps] == ["AU", "KS"]
        (au,) = [each for each in core.documents(zones=ALL) if each.file == "AU.txt"]
        core.delete_document(au.id, zones=ALL)
        assert [step.body_key for step in bridge(core).steps] == ["KS"]


def test_what_is_put_right_joins_and_parts(tmp_path: Path) -> None:
    other = replace(PREPARED, dnr="KS-25/00999", title="Broar i kommunen", number=20)
    with opened(tmp_path / "data") as core:
        ingest(core, write(tmp_path, "KS.txt", minutes([BRIDGE])))
        ingest(
            core, write(tmp_path, "AU.txt", minutes([other], date="2025-03-04", body="Allmänna utskottet"))
        )
        assert seen(core).total == 2
        (broken,) = seen(core, body="AU").matters
        name = broken.id
        for field, value in (("dnr", BRIDGE.dnr), ("title", BRIDGE.title)):
            given = CorrectionIn(field=field, value=value, by="Asta Prov", why="Felläst")
            made = core.correct(name, given, zones=ALL)
        (joined,) = seen(core).matters
        assert [step.title for step in joined.steps] == [BRIDGE.title, BRIDGE.title]
        core.withdraw(name, made.corrections[-1].id, by="Asta Prov", zones=ALL)
        assert seen(core).total == 2


def test_csv_has_a_row_a_paragraph(core: Kommunminne) -> None:
    content = core.export(MATTERS, MattersQuery(), "csv", zones=ALL, links=LINKS).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content), delimiter=";"))
    assert len(rows) == 4
    (au,) = [row for row in rows if row["Organ"] == "AU"]
    assert au["Ärende"] == BRIDGE.title
    assert au["Paragraf"] == LINKS.paragraph(bridge(core).id)
    (formula,) = [row for row in rows if row["§"] == "§ 14"]
    assert formula["Rubrik"].startswith("'=HYPERLINK")


def test_a_workbook_has_dates_links_and_sheets_for_what_is_missing(core: Kommunminne) -> None:
    content = core.export(MATTERS, MattersQuery(), "xlsx", zones=ALL, links=LINKS)
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Led", "Ärenden", "Tveksamt", "Saknas"]
    head = [cell.value for cell in book["Led"][1]]
    dates = [row[head.index("Datum")] for row in book["Led"].iter_rows(min_row=2)]
    assert {cell.is_date for cell in dates} == {True}
    assert book["Led"].cell(2, head.index("Paragraf") + 1).hyperlink.target.startswith(LINKS.base)
    missing = list(book["Saknas"].iter_rows(min_row=2, values_only=True))
    assert missing[0][:3] == (BRIDGE.title, "KF 2024-02-05 § 4", "Kommunfullmäktige")


def test_oparl(core: Kommunminne) -> None:
    content = core.export(MATTERS, MattersQuery(), "json", zones=ALL, links=LINKS)
    found = json.loads(content)
    assert set(found) == {"body", "organization", "meeting", "paper"}
    objects = [each for group in found.values() for each in group]
    objects += [item for meeting in found["meeting"] for item in meeting["agendaItem"]]
    objects += [each for paper in found["paper"] for each in paper["consultation"]]
    by_id = {each["id"]: each for each in objects}
    assert len(by_id) == len(objects)
    assert all(each["type"].startswith("https://schema.oparl.org/1.1/") for each in objects)
    (paper,) = [each for each in found["paper"] if each["name"] == BRIDGE.title]
    assert paper["reference"] == BRIDGE.dnr
    assert by_id[paper["body"]]["name"] == "Tallsele"
    au, ks = paper["consultation"]
    assert (au["authoritative"], ks["authoritative"]) == (False, True)
    for consultation in (au, ks):
        item = by_id[consultation["agendaItem"]]
        assert item["consultation"] == consultation["id"]
        assert item in by_id[consultation["meeting"]]["agendaItem"]
        assert by_id[consultation["organization"][0]]["name"] in ("Allmänna utskottet", "Kommunstyrelsen")
    meeting = by_id[ks["meeting"]]
    assert meeting["start"] == "2025-03-25T00:00:00+01:00"
    assert [(item["number"], item["order"]) for item in meeting["agendaItem"]] == [
        ("§ 11", 0),
        ("§ 12", 1),
        ("§ 14", 2),
    ]
