"""The heading dictionary, the bodies, and what a kommun's own file adds to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.bodies import same_body
from ingest.errors import UnreadableFile
from ingest.kommunfile import load_kommun_config
from ingest.model import SectionKind


@pytest.mark.parametrize(
    ("line", "kind", "owner", "target"),
    [
        ("Allmänna utskottets beslut", SectionKind.BESLUT, "AU", None),
        ("Allmänna utskottets förslag till kommunstyrelsen", SectionKind.FORSLAG, "AU", "KS"),
        ("Förslag till beslut i kommunfullmäktige", SectionKind.FORSLAG, None, "KF"),
        ("Kommunfullmäktiges beslut:", SectionKind.BESLUT, "KF", None),
        ("Kommunstyrelsens beslut 2019-01-07", SectionKind.EARLIER, "KS", None),
        ("Kommunstyrelsens beslut den 7 januari 2019 § 14", SectionKind.EARLIER, "KS", None),
        ("Verksamhetens förslag till beslut", SectionKind.VERKSAMHETENS_FORSLAG, None, None),
        ("Kommunledningskontorets förslag till beslut", SectionKind.VERKSAMHETENS_FORSLAG, None, None),
        ("Förslag till beslut på sammanträdet", SectionKind.YRKANDE, None, None),
        ("Kommunstyrelsen föreslår kommunfullmäktige besluta att", SectionKind.FORSLAG, "KS", "KF"),
        ("SOCIALNÄMNDEN BESLUTAR", SectionKind.BESLUT, "SN", None),
        ("KS beslut", SectionKind.BESLUT, "KS", None),
        ("Ärendebeskrivning", SectionKind.BAKGRUND, None, None),
        ("Tidsbegränsningar/tidsperspektiv", SectionKind.TID, None, None),
        ("Expedieras till", SectionKind.RECIPIENTS, None, None),
    ],
)
def test_a_line_is_read_as_a_heading(
    line: str, kind: SectionKind, owner: str | None, target: str | None
) -> None:
    config = load_kommun_config()
    match = config.headings.match(line, config.bodies)
    assert match is not None
    assert match.kind is kind
    assert (match.owner.key if match.owner else None) == owner
    assert (match.target.key if match.target else None) == target


@pytest.mark.parametrize(
    "line",
    [
        "Beslutet fattades mot bakgrund av detta.",
        "omröstning:",
        "Besluta",
        "Kommunstyrelsen 2019-01-07 § 14",
        "",
    ],
)
def test_running_text_is_no_heading(line: str) -> None:
    config = load_kommun_config()
    assert config.headings.match(line, config.bodies) is None


@pytest.mark.parametrize(
    ("line", "rest"),
    [("Beslutet skickas till Ada Berg", "Ada Berg"), ("Beslut: Ärendet utgår.", "Ärendet utgår.")],
)
def test_text_may_follow_on_the_headings_own_line(line: str, rest: str) -> None:
    config = load_kommun_config()
    match = config.headings.match(line, config.bodies)
    assert match is not None
    assert line[match.end :].strip() == rest


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Kommunstyrelsen", "KS"),
        ("Kommunstyrelsens arbetsutskott", "KSAU"),
        ("Tekniska nämndens arbetsutskott", "TENAU"),
        ("Barn- och fritidsnämnden", "BFN"),
        ("Miljö-, bygg- och räddningsnämnden", "MBRN"),
        ("Plan- och näringsutskottet", "PNU"),
        ("Kommunstyrelsens personalutskott", "KSPU"),
        ("Vik och Lunds Räddningstjänstförbund", "VLRF"),
    ],
)
def test_unknown_bodies_get_their_initials(name: str, key: str) -> None:
    assert load_kommun_config().bodies.key(name) == key


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ärendet gick från barn- och fritidsnämnden till kommunstyrelsens arbetsutskott.", 2),
        ("Socialnämndens arbetsutskott och tekniska nämnden", 2),
        ("Beredning av ärendet i förvaltningen", 0),
    ],
)
def test_bodies_are_found_in_running_text(text: str, names: int) -> None:
    assert len(load_kommun_config().bodies.find_all(text)) == names


def test_short_names_are_the_body_itself_in_its_own_minutes() -> None:
    bodies = load_kommun_config().bodies
    own = bodies.named("Tekniska nämndens arbetsutskott")
    assert same_body(bodies.named("arbetsutskottet"), own)
    assert not same_body(bodies.named("tekniska nämnden"), own)


def test_a_kommuns_own_file_adds_headings_and_bodies(tmp_path: Path) -> None:
    path = tmp_path / "kommun.toml"
    path.write_text(
        'name = "Lindviks kommun"\n\n[[body]]\nname = "Tekniska nämnden"\nkey = "TN"\n\n'
        '[headings.bakgrund]\nforms = ["vad ärendet gäller"]\n',
        "utf-8",
    )
    config = load_kommun_config(path)
    match = config.headings.match("Vad ärendet gäller", config.bodies)
    assert match is not None
    assert match.kind is SectionKind.BAKGRUND
    assert config.bodies.key("Tekniska nämnden") == "TN"
    assert config.headings.match("Beslut", config.bodies) is not None
    assert config.name == "Lindviks kommun"


@pytest.mark.parametrize(
    "content", ["inte [ toml", '[headings.okänd]\nforms = ["x"]\n', '[[body]]\nname = "Nämnden"\n']
)
def test_a_faulty_file_is_refused_with_what_to_do(tmp_path: Path, content: str) -> None:
    path = tmp_path / "kommun.toml"
    path.write_text(content, "utf-8")
    with pytest.raises(UnreadableFile, match=r"kommun\.toml: filen"):
        load_kommun_config(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="finns inte"):
        load_kommun_config(tmp_path / "kommun.toml")
