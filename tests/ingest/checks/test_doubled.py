"""A number used twice in one protokoll, wherever the second one stands."""

from __future__ import annotations

import pytest

from ingest.checks.doubled import doubled_remarks
from ingest.kommunfile import load_kommun_config
from ingest.model import Page, Reading
from ingest.structure import structure
from tests.archives import Item, minutes

FIRST = Item(11, "Ny taxa", "KS-25/00301", "Taxan antas.")
TOLD = "Bakgrund\nFörvaltningen har berett ärendet.\nKommunstyrelsens beslut\n• {}.\n"
BATH, BRIDGE = TOLD.format("Badet byggs"), TOLD.format("Bron rivs")


@pytest.mark.parametrize(
    ("below", "last", "said"),
    [
        (f"KS-25/00305 § 11\nBadhuset\n{BATH}\n§ 12 Bron\n{BRIDGE}", 12, ["§ 11", "under den första"]),
        (f"§ 11 Badhuset\n{BATH}\n§ 12 Bron\n{BRIDGE}", 12, ["§ 11", "under den första"]),
        (f"§ 12 Bron\n{BRIDGE}\n§ 11 Badhuset\n{BATH}\n§ 13 Bron igen\n{BRIDGE}", 13, ["§ 11", "under § 12"]),
        (
            f"§ 12\nBron\n{BRIDGE}\n§ 11\nBadhuset\n{BATH}\n§ 13\nBron igen\n{BRIDGE}",
            13,
            ["§ 11", "under § 12"],
        ),
        (f"§ 12 Bron\n{BRIDGE}\nTaxan antogs enligt\n§ 11 Taxa.\n{BATH}\n§ 13 Bron\n{BRIDGE}", 13, []),
        (f"§ 12 Bron\n{BRIDGE}\n§ 13 Badhuset\n{BATH}", 13, []),
        (f"§ 12 Bron\n{BRIDGE}\nAvtal\n§ 4 Hyra\n{BATH}\n§ 13 Badhuset\n{BATH}", 13, []),
    ],
)
def test_a_number_used_twice_is_told_and_where_its_text_lies(below: str, last: int, said: list[str]) -> None:
    text = minutes([FIRST]).replace("11–11", f"11–{last}") + below
    reading = Reading("text", (Page(1, text),), paged=False)
    document = structure(reading, name="KS.txt", kommun=None, kind=None, config=load_kommun_config(None))
    paragraphs = document.meetings[0].paragraphs
    numbers = {paragraph.number for paragraph in paragraphs}
    found = [remark.why for each in paragraphs for remark in doubled_remarks(each, numbers)]
    assert len(found) == bool(said)
    assert all(words in found[0] for words in said)
