"""What a language model wrote, row by row."""

from __future__ import annotations

import json

import pytest

from assistant.model_rows import Draft, RowReader, cleaned

ROW = {"nr": 1, "text": "Taxan gäller.", "citations": ["c1"]}
DRAFT = Draft("Taxan gäller.", ("c1",), 1)
OTHER = ROW | {"nr": 2, "text": "Den höjs."}


def read(content: str, *, size: int = 3) -> tuple[list[Draft], RowReader]:
    reader = RowReader()
    found = [reader.feed(content[start : start + size]) for start in range(0, len(content), size)]
    return [draft for drafts in found for draft in drafts], reader


@pytest.mark.parametrize("size", [1, 3, 10_000])
@pytest.mark.parametrize(
    "content",
    [
        json.dumps({"sentences": [ROW]}),
        json.dumps({"sentences": [ROW]}, indent=4),
        json.dumps([ROW]),
        f"Här är svaret:\n```json\n{json.dumps({'sentences': [ROW]})}\n```\nHoppas det hjälper!",
        json.dumps({"tanke": "Hm [1].", "sentences": [ROW], "klart": True}),
    ],
)
def test_a_row_is_read_whatever_stands_around_it(content: str, size: int) -> None:
    found, reader = read(content, size=size)
    assert found == [DRAFT]
    assert (reader.broken, reader.cut_off) == (0, False)


def test_a_row_comes_with_the_piece_that_ends_it() -> None:
    reader = RowReader()
    first, second = json.dumps(ROW), json.dumps(OTHER)
    assert reader.feed(f'{{"sentences": [{first[:-1]}') == []
    assert reader.cut_off
    assert reader.feed("}, ") == [DRAFT]
    assert not reader.cut_off
    assert reader.feed(second) == [Draft("Den höjs.", ("c1",), 2)]


@pytest.mark.parametrize(
    ("row", "draft"),
    [
        ({"text": "A", "citations": ["[c1]", " c2 "]}, Draft("A", ("c1", "c2"))),
        ({"nr": "1", "text": "A", "citations": ["c1"]}, Draft("A", ("c1",))),
        ({"nr": True, "text": "A", "citations": ["c1"]}, Draft("A", ("c1",))),
        ({"nr": 1, "text": "A", "citations": ["c1"], "url": "x"}, Draft("A", ("c1",), 1)),
    ],
)
def test_a_number_may_lack_and_an_id_may_stand_in_brackets(row: dict[str, object], draft: Draft) -> None:
    assert read(json.dumps({"sentences": [row]}))[0] == [draft]


@pytest.mark.parametrize(
    "row",
    [
        {"text": 5, "citations": ["c1"]},
        {"text": "A", "citations": "c1"},
        {"text": "A", "citations": [1]},
        {"citations": ["c1"]},
    ],
)
def test_a_row_of_another_form_is_counted_and_the_next_is_read(row: dict[str, object]) -> None:
    found, reader = read(json.dumps({"sentences": [row, ROW]}))
    assert found == [DRAFT]
    assert reader.broken == 1


@pytest.mark.parametrize(
    "content",
    [
        "",
        "Jag vet inte.",
        '{"sentences": "text"}',
        '{"answer": "x"}',
        "[" * 50_000,
        "{" * 50_000,
        "[{" * 50_000,
    ],
)
def test_what_holds_no_row_gives_none(content: str) -> None:
    found, reader = read(content, size=500)
    assert found == []
    assert reader.broken == 0


def test_too_many_rows_and_too_long_ones_are_left_unread() -> None:
    found, _ = read(json.dumps({"sentences": [ROW] * 500}), size=200)
    assert len(found) == 20
    assert read(json.dumps({"sentences": [ROW | {"text": "x" * 60_000}, ROW]}), size=900)[0] == [DRAFT]


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("Se ![bild](http://x.example/a.png?q=hemligt) här", "Se här"),
        ("Se [protokollet](http://x.example/) här", "Se protokollet här"),
        ("Se https://x.example/?q=1 här", "Se här"),
        ("<img src=x onerror=alert(1)>Text<script>", "Text"),
        ("**Viktigt**: `kod`", "Viktigt: kod"),
        ("# Rubrik", "Rubrik"),
        ('Han sade "ja" och “nej”', "Han sade ”ja” och ”nej”"),
        ("a\u200b\u202eb\x1b[31mc", "a b [31mc"),
        ("§ 19, KS-25/00205 * 2", "§ 19, KS-25/00205 * 2"),
    ],
)
def test_markup_links_and_invisible_characters_are_taken_away(given: str, plain: str) -> None:
    assert cleaned(given) == plain
