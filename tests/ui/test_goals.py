"""The page of goals."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from assistant.wire.goals import Disagreement, GoalNode, GoalSource
from tests.archives import write
from tests.assistant.goals.test_kolada import values
from tests.assistant.views.test_goals import PLAN, REPORT, VISION
from tests.ui.conftest import Page, start
from ui import goal_tables, goal_tree, strings
from ui.words import goals as words

PAGE = "views/goals.py"


@pytest.fixture(scope="module")
def goals_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("goals-page")
    plan = PLAN.replace("Lärarna är behöriga", "<b>Lärarna</b> är behöriga & *glada*")
    paths = [
        write(folder, name, text)
        for name, text in (("vision.txt", VISION), ("plan.txt", plan), ("delar.txt", REPORT))
    ]
    with ExitStack() as stack:
        yield start(stack, folder / "data", *paths)


def html(page: AppTest) -> str:
    return " ".join(str(each.proto.body) for each in page.get("html"))


def node(number: int, text: str, **given: object) -> GoalNode:
    source = GoalSource(
        document_id="d1", file="mapp/plan.pdf", title="Plan", kind="verksamhetsplan", date=None, page=3, quote=text,
        spans=[{"page": 3, "start": 5, "end": 9}], role="mål", number=None, period=None, proposed=False,
    )  # fmt: skip
    fields = {
        "id": f"g{number}", "kommun": "Björkby", "tier": "mål", "number": str(number), "text": text, "unit": None,
        "description": "", "indicators": [], "period": None, "valid": "framgår inte", "standing": "framgår inte",
        "adopted": None, "source": source, "also_in": [], "parent": None, "doubtful": [], "status": None,
        "earlier": [], "findings": [],
    }  # fmt: skip
    return GoalNode.model_validate(fields | given)


def test_the_chain_is_shown_with_status_in_words_and_every_place(goals_service: str, page: Page) -> None:
    shown = page(goals_service).switch_page(PAGE).run()
    assert not shown.exception
    assert shown.title[0].value == words.TITLE
    text = html(shown)
    assert words.STATUS_IS.format(colour="gul") in text
    assert "vision.txt" in text
    assert "Följs med samma indikator" in text
    assert any("1 vision" in each.value for each in shown.text)


def test_text_of_documents_is_never_markup(goals_service: str, page: Page) -> None:
    text = html(page(goals_service).switch_page(PAGE).run())
    assert "<b>Lärarna" not in text
    assert "<b>Lärarna</b> är behöriga & *glada*" in unescape(text)


def test_the_page_is_limited_by_tier_and_says_when_nothing_is_left(goals_service: str, page: Page) -> None:
    shown = page(goals_service).switch_page(PAGE).run()
    shown.selectbox(key="goals-tier").set_value("vision").run()
    assert "Björkby är byn" in html(shown)
    assert "Fler elever läser" not in html(shown)
    shown.selectbox(key="goals-status").set_value("röd").run()
    assert shown.info[0].value == words.NOTHING


def test_an_archive_without_goals_says_what_to_do(empty_service: str, page: Page) -> None:
    shown = page(empty_service).switch_page(PAGE).run()
    assert not shown.exception
    assert shown.info[0].value == words.NO_GOALS


def test_a_file_of_koladas_is_handed_in_and_a_wrong_one_is_told(goals_service: str, page: Page) -> None:
    shown = page(goals_service).switch_page(PAGE).run()
    button = next(each for each in shown.button if each.label == strings.UPLOAD_BUTTON)
    assert button.click().run().info[0].value == strings.NO_FILES
    for content in (b"{}", values("1488")):
        shown.file_uploader(key="goals-file").set_value(("kolada.json", content, "application/json"))
        next(each for each in shown.button if each.label == strings.UPLOAD_BUTTON).click().run()
        assert not shown.exception
        if content == b"{}":
            assert "saknar listan" in shown.error[0].value
    assert any("1 värden för Björkby" in each.value for each in shown.text)
    again = page(goals_service).switch_page(PAGE).run()
    assert "2024: 81,5" in html(again)


def test_sides_stand_beside_each_other_with_a_link_to_the_paragraph() -> None:
    side = {
        "value": "fem områden", "quote": "Strategin pekar ut fem områden.", "document_id": "d", "file": "ks.pdf",
        "title": "KS 2025-03-25 § 21", "section": "Bakgrund", "date": "2025-03-25", "page": 2, "paragraph_id": "p1",
    }  # fmt: skip
    found = Disagreement.model_validate({"kommun": None, "about": "områden", "sides": [side]})
    shown = goal_tables.disagreement_html(found)
    assert '<a href="/paragraf?id=p1" target="_self">KS 2025-03-25 § 21</a>' in shown
    assert "2025-03-25 · Bakgrund · sida 2 · ks.pdf" in shown


def test_a_goal_named_in_the_address_is_opened() -> None:
    goals = [node(1, "Ett"), node(2, "Två")]
    assert goal_tree.tree_html(goals).count("<details open>") == 0
    assert '<li id="mal-g2"><details open>' in goal_tree.tree_html(goals, "g2")


def test_a_page_of_a_pdf_is_a_link_with_its_words_marked() -> None:
    link = goal_tree.page_html(node(1, "Ett").source)
    assert 'href="/api/v1/documents/d1/pages/3.png?mark=5-9"' in link
    without = node(1, "Ett").source.model_copy(update={"file": "plan.txt", "page": None})
    assert goal_tree.page_html(without) == f"plan.txt, {words.NO_PAGE}"


def test_children_stand_under_the_goal_above_and_the_rest_at_the_top() -> None:
    parent = {"goal_id": "g1", "text": "Ett", "reason": "Numret.", "certainty": "säker"}
    goals = [
        node(1, "Ett"),
        node(2, "Två", parent=parent),
        node(3, "Tre", parent=parent | {"goal_id": "okänt"}),
    ]
    below = goal_tree.children(goals)
    assert [each.id for each in below[None]] == ["g1", "g3"]
    assert [each.id for each in below["g1"]] == ["g2"]
    assert goal_tree.drawn(goals) == goals[:2]
    assert goal_tree.drawn(goals[2:]) == goals[2:]


def test_signs_of_graphviz_in_a_goal_stay_signs() -> None:
    drawn = goal_tree.dot([node(1, 'Ett "mål" \\N med\nrad')])
    assert '\\"mål\\" \\\\N med' in drawn
    assert drawn.count("[label=") == 1


@pytest.mark.parametrize(("value", "shown"), [(1234.5, "1\u00a0234,5"), (82.0, "82"), (None, "saknas")])
def test_figures_are_written_as_swedish_does(value: float | None, shown: str) -> None:
    assert goal_tree.figure(value) == shown
