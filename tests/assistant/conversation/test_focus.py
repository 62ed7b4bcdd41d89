"""What a thread is about after an answer."""

from __future__ import annotations

from assistant.conversation.focus import focus_of
from assistant.schema import Answer, Citation, Focus, Refusal, RefusalReason
from ingest.kommunfile import default_config

BODIES = default_config().bodies


def cited(
    section: str, title: str, *, dnr: str | None = None, date: str = "2025-03-25", at: str = "KS"
) -> Citation:
    body = BODIES.named(at).name
    return Citation(
        id="c1",
        document_id="d",
        kommun="Tallsele",
        file="a.pdf",
        title=title,
        body=body,
        date=date,
        section=section,
        dnr=dnr,
        page=1,
        page_label=None,
        quote="x",
        spans=[],
        paragraph_id=f"{at}{date}{section}" if section.startswith("§") else None,
    )


def answer(*citations: Citation, refused: RefusalReason | None = None, followed: str | None = None) -> Answer:
    return Answer(
        id="a",
        question="?",
        text="",
        refused=refused is not None,
        refusal=Refusal(reason=refused, detail="") if refused else None,
        level=None,
        sentences=[],
        citations=list(citations),
        warnings=[],
        timings_ms={},
        followed=followed,
    )


def label(found: Focus | None) -> str | None:
    return found.label if found else None


BRIDGE = cited("§ 11", "Ny gångbro", dnr="KS-25/00301")
BEFORE = focus_of(answer(cited("§ 9", "Simhallen")), None, BODIES)


def test_one_paragraph_is_what_it_is_about() -> None:
    found = focus_of(answer(BRIDGE, BRIDGE), BEFORE, BODIES)
    assert found is not None
    assert (found.kind, found.label) == ("paragraf", "KS 2025-03-25 § 11 Ny gångbro")
    assert (found.paragraph_id, found.dnr, found.also) == (BRIDGE.paragraph_id, "KS-25/00301", [])


def test_a_matters_way_is_about_its_last_stage() -> None:
    council = cited("§ 4", "Ny gångbro", dnr="KS-25/00301", date="2025-04-28", at="KF")
    found = focus_of(answer(BRIDGE, council, cited("§ 2", "Ny gångbro", at="AU")), None, BODIES)
    assert label(found) == "KF 2025-04-28 § 4 Ny gångbro"


def test_a_list_of_one_meeting_is_about_the_meeting() -> None:
    rows = [cited(f"§ {number}", f"Ärende {number}") for number in (11, 12, 13)]
    found = focus_of(answer(*rows), BEFORE, BODIES)
    assert found is not None
    assert (found.kind, found.label, len(found.also)) == ("möte", "KS 2025-03-25", 3)


def test_a_list_over_meetings_is_about_nothing_in_particular() -> None:
    rows = [cited(f"§ {number}", f"Ärende {number}", date=f"2025-0{number}-01") for number in (1, 2, 3)]
    assert focus_of(answer(*rows), BEFORE, BODIES) is None


def test_a_front_page_is_its_meetings() -> None:
    found = focus_of(answer(cited("Beslutande", "Kommunstyrelsen 2025-03-25")), None, BODIES)
    assert label(found) == "KS 2025-03-25"


def test_a_section_of_another_document_is_about_that_document() -> None:
    found = focus_of(answer(cited("Avgifter", "Taxa för simhallen")), None, BODIES)
    assert found is not None
    assert (found.kind, found.label) == ("handling", "Taxa för simhallen, ”Avgifter”")


def test_a_follow_up_that_found_nothing_keeps_what_the_thread_is_about() -> None:
    assert BEFORE is not None
    assert focus_of(answer(refused="saknas", followed=BEFORE.label), BEFORE, BODIES) == BEFORE


def test_small_talk_keeps_it_too() -> None:
    assert focus_of(answer(refused="utanför"), BEFORE, BODIES) == BEFORE


def test_a_question_of_its_own_that_found_nothing_leaves_nothing_to_follow_up() -> None:
    assert focus_of(answer(refused="saknas"), BEFORE, BODIES) is None
    assert focus_of(answer(refused="saknas", followed="”Vad kostar bron?”"), BEFORE, BODIES) is None
