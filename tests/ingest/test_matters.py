from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from ingest.matter_places import Made, Stage, Sure
from ingest.matter_standing import standing
from ingest.matter_titles import alike, is_raised, is_routine, telling, within
from ingest.matters import Matter, matters

TITLE = "Ny gångbro över Tallån"


def stage(place: str, title: str = TITLE, dnr: str | None = "KS-2025-1", **given: Any) -> Stage:
    """'AU 2025-03-04 19' as a §; its id is the place."""
    key, date, number = place.split()
    base = Stage(
        id=place,
        kommun="Tallsele",
        body=key,
        body_key=key,
        date=dt.date.fromisoformat(date),
        number=int(number),
        title=title,
        dnr=dnr,
        dnr_key=dnr,
        level="beslut",
        outcome="annat",
        routine=is_routine(title),
    )
    return replace(base, **given)


def made(source: str, place: str | None = None, **given: Any) -> Made:
    """A reference in a list from one § to 'KS 2025-01-07 14'; a day of '-' is not said."""
    key, date, number = place.split() if place else (None, "-", None)
    base = Made(
        row=1,
        source=source,
        body=key,
        body_key=key,
        bare=False,
        date=None if date == "-" else dt.date.fromisoformat(date),
        number=int(number) if number else None,
        dnr_key=None,
        listed=True,
        of_matter=False,
        ended=False,
        title="",
    )
    return replace(base, **given)


def chains(found: tuple[Matter, ...]) -> list[list[str]]:
    return [[each.id for each in matter.stages] for matter in found]


AU, KS, KF = "AU 2025-03-04 19", "KS 2025-03-25 31", "KF 2025-04-28 26"
BMN = "BMN 2025-02-10 9"


def test_references_make_a_chain_and_say_why() -> None:
    found = matters([stage(KF), stage(AU), stage(KS)], [made(KS, AU), made(KF, KS)])
    assert chains(found) == [[AU, KS, KF]]
    assert {link.sure for link in found[0].links} == {Sure.CERTAIN}
    assert found[0].links[0].why == (
        "KS 2025-03-25 § 31 hänvisar i underlaget till AU 2025-03-04 § 19, och diarienumret är detsamma"
    )
    assert found[0].id == AU


def test_a_day_and_number_without_body_lead_to_the_only_paragraph_of_them() -> None:
    told = made(KF, "KS 2025-03-25 31", body=None, body_key=None, bare=True, of_matter=True)
    assert chains(matters([stage(KF), stage(KS)], [told])) == [[KS, KF]]
    other = stage("SN 2025-03-25 31", dnr="SN-2025-9", title="Annat ärende")
    between = matters([stage(KF, dnr=None), stage(KS, dnr=None, title="Bron"), other], [told])
    assert sorted(map(len, chains(between))) == [1, 1, 1]
    assert all(not each.lacking for each in between)


def test_a_matter_that_changes_number_is_kept_together() -> None:
    found = matters([stage(BMN, dnr="BMN-2025-7"), stage(KS)], [made(KS, BMN)])
    assert chains(found) == [[BMN, KS]]
    assert "rubriken är densamma" in found[0].links[0].why


@pytest.mark.parametrize(
    ("given", "joined"),
    [
        ({"of_matter": True}, True),
        ({"title": TITLE}, True),
        ({}, False),
    ],
)
def test_another_number_and_title_needs_words_about_the_matter(given: dict[str, Any], joined: bool) -> None:
    stages = [stage(BMN, title="Broar i kommunen", dnr="BMN-2025-7"), stage(KS)]
    found = matters(stages, [made(KS, BMN, **given)])
    assert (len(found) == 1) is joined
    assert bool(found[0].doubtful) is not joined


def test_one_register_with_two_numbers_and_two_titles_is_two_matters() -> None:
    guidelines = stage("KS 2024-11-05 139", title="Riktlinjer för föreningsbidrag", dnr="KS-2024-455")
    grants = stage("AU 2026-02-10 15", title="Föreningsbidrag 2026", dnr="KS-2026-9")
    found = matters([guidelines, grants], [made(grants.id, guidelines.id, of_matter=True)])
    assert len(found) == 2
    for matter in found:
        assert matter.doubtful[0].sure is Sure.DOUBTFUL
        assert "både rubrik och diarienummer är andra" in matter.doubtful[0].why


def test_a_proposal_put_to_the_body_that_refers_to_it_is_likely() -> None:
    proposal = stage("TEN 2025-03-01 4", title="Broar", dnr=None, level="förslag", next_key="KS")
    found = matters([proposal, stage(KS)], [made(KS, proposal.id)])
    assert [link.sure for link in found[0].links] == [Sure.LIKELY]
    assert len(found) == 1


def test_one_number_with_two_matters_is_kept_apart() -> None:
    report = stage(KF, title="Årsredovisning 2024")
    discharge = stage("KF 2025-04-28 27", title="Ansvarsfrihet för 2024")
    before = stage(KS, title="Årsredovisning 2024", level="förslag", next_key="KF")
    found = matters([report, discharge, before], [made(KF, KS), made(discharge.id, KS)])
    assert chains(found) == [[KS, KF], [discharge.id]]
    assert "hör redan dit och är en annan punkt samma dag" in found[1].doubtful[0].why


def test_a_number_alone_joins_like_titles_only() -> None:
    same = matters([stage(AU), stage(KS)], [])
    assert chains(same) == [[AU, KS]]
    assert same[0].links[0].sure is Sure.LIKELY
    other = matters([stage(AU, title="Ansvarsfrihet"), stage(KS)], [])
    assert len(other) == 2
    assert "samma diarienummer men olika rubriker" in other[0].doubtful[0].why


def test_reports_that_come_again_are_no_matter() -> None:
    reports = [
        stage(place, title="Ekonomisk uppföljning", level="information")
        for place in ("UOU 2025-03-05 20", "UOU 2025-11-12 61")
    ]
    assert len(matters(reports, [])) == 2


def test_a_title_is_a_hint() -> None:
    put = stage(AU, dnr=None, level="förslag", next_key="KS")
    assert chains(matters([put, stage(KS)], [])) == [[AU, KS]]
    unput = matters([stage(AU, dnr=None), stage(KS)], [])
    assert len(unput) == 2
    assert "men inget mer som binder samman dem" in unput[0].doubtful[0].why
    assert not any(
        each.doubtful
        for each in matters([stage(AU, title="Budget", dnr=None), stage(KS, title="Budget")], [])
    )


def test_routine_items_are_no_matters() -> None:
    found = matters([stage(AU, title="Redovisning av delegationsbeslut"), stage(KS, title="Dagordning")], [])
    assert found == ()


def test_a_reference_to_a_routine_item_is_doubtful() -> None:
    collected = stage(AU, title="Anmälda initiativärenden", dnr=None)
    (found,) = matters([collected, stage(KS)], [made(KS, AU)])
    assert "samlingspunkt (Anmälda initiativärenden)" in found.doubtful[0].why


def test_a_meeting_that_is_not_here_is_kept_as_missing() -> None:
    (found,) = matters([stage(KS)], [made(KS, "KS 2019-01-07 14")])
    assert [(each.body_key, each.made.date, each.made.number) for each in found.lacking] == [
        ("KS", dt.date(2019, 1, 7), 14)
    ]


def test_a_reference_with_a_wrong_day_is_told() -> None:
    (found,) = matters([stage(AU), stage(KS)], [made(KS, "AU 2025-03-05 19")])
    assert found.links[0].sure is Sure.LIKELY
    assert "hänvisningen anger 2025-03-05, paragrafen är från 2025-03-04" in found.links[0].why


def test_a_reference_without_day_finds_the_latest_that_fits() -> None:
    older = stage("AU 2024-03-04 19", title="Budget för bostäder", dnr="KS-2024-9")
    found = matters([older, stage(AU), stage(KS)], [made(KS, "AU - 19")])
    assert chains(found) == [[older.id], [AU, KS]]
    alone = matters([older, stage("KS 2024-04-01 3")], [made("KS 2024-04-01 3", "AU - 19")])
    assert "hänvisningen saknar datum" in alone[0].doubtful[0].why


def test_a_later_meeting_is_doubtful() -> None:
    found = matters([stage(AU, title="Något annat", dnr=None), stage(KS)], [made(AU, KS)])
    assert "men det sammanträdet är senare" in found[0].doubtful[0].why


def test_a_line_copied_from_another_body_keeps_its_committee() -> None:
    line = {"body": "Arbetsutskottet", "body_key": "AU", "bare": True, "of_matter": True, "listed": False}
    nämnd = "TEN 2025-03-18 28"
    references = [
        made(nämnd, "AU 2025-03-11 19", **line),
        made(KS, nämnd),
        made(KS, "AU 2025-03-11 19", **line),
    ]
    own = stage("KSAU 2025-03-11 19", title="Något helt annat", dnr="KS-2025-77")
    found = matters([stage(nämnd, dnr="TEN-2025-6"), stage(KS), own], references)
    assert chains(found) == [[own.id], [nämnd, KS]]
    assert {(each.body_key, each.note) for each in found[1].lacking} == {
        ("TENAU", ""),
        ("TENAU", "raden står också i TEN 2025-03-18 § 28"),
    }


def test_a_bare_committee_beside_another_body_is_nobodys() -> None:
    line = {"body": "Arbetsutskottet", "body_key": "AU", "bare": True, "of_matter": True, "listed": False}
    references = [made(KS, "AU 2025-03-11 19", **line), made(KS, "TEN 2025-03-18 28")]
    (found,) = matters([stage(KS)], references)
    assert (None, "det framgår inte vilket organs") in [(each.body_key, each.note) for each in found.lacking]
    (alone,) = matters([stage(KS)], references[:1])
    assert [each.body_key for each in alone.lacking] == ["KSAU"]


def test_a_number_named_in_the_text() -> None:
    other = stage(BMN, dnr="BMN-2025-7")
    named = made(KS, dnr_key="BMN-2025-7", listed=False, of_matter=True)
    found = matters([other, stage(KS)], [named])
    assert chains(found) == [[BMN, KS]]
    listed = matters([replace(other, title="Broar"), stage(KS)], [replace(named, of_matter=False)])
    assert len(listed) == 2
    assert "nämner diarienumret BMN-2025-7" in listed[0].doubtful[0].why


@pytest.mark.parametrize(
    ("title", "routine"),
    [
        ("Dagordning", True),
        ("Informationsärenden – samhällsbyggnad", True),
        ("Information och föredragningar", True),
        ("Information från kommunchefen", True),
        ("Delegerade beslut 2026", True),
        ("Meddelanden 2026", True),
        ("Anmälda initiativärenden", True),
        ("Upprop och val av justerare", True),
        ("Information sammanställning projekt", False),
        ("Informationssäkerhetspolicy", False),
        ("Vägval för trafiken - endast informationsärende", False),
        ("Ändring i delegationsordningen", False),
        ("Val av revisor", False),
        ("Rapport avslutat projekt", False),
    ],
)
def test_which_titles_are_routine(title: str, routine: bool) -> None:
    assert is_routine(title) is routine


@pytest.mark.parametrize(
    ("title", "other", "same"),
    [
        ("Motion om fria resor", "Svar på motion om fria resor", True),
        ("Taxa för vatten 2025", "Taxa för vatten 2026", False),
        ("Budget 2025 med plan för 2026–2027", "Budget 2026 med plan för 2027–2028", False),
        ("Föreningsbidrag 2026", "Riktlinjer för föreningsbidrag", False),
        ("Granmyra 3:8 – föreläggande", "Granmyra 3:9 – föreläggande", False),
        ("Ramar 2027 och budget", "Ramar 2027 och budget för förbundet", True),
        ("Dagordning", "", False),
    ],
)
def test_which_titles_are_alike(title: str, other: str, same: bool) -> None:
    assert alike(title, other) is same


def test_titles_within_one_another_and_telling_ones() -> None:
    assert within("Sammanträdesplan 2026", "Sammanträdesplan 2026 för kommunfullmäktige")
    assert not within("Delårsrapport 2024", "Delårsrapport 2025")
    assert telling(TITLE)
    assert not telling("Yttrande 2025")
    assert is_raised("Motion - säkrare kommun")
    assert not is_raised("Svar på motion om resor")


PROPOSED = {"level": "förslag", "next_key": "KS", "final_key": "KS"}


@pytest.mark.parametrize(
    ("stages", "status", "is_open", "final", "decided"),
    [
        ([stage(AU, **PROPOSED)], "Föreslaget av AU 2025-03-04 § 19; KS beslut saknas i underlaget", True, "KS", False),
        ([stage(AU, **(PROPOSED | {"final_key": "KF"}))], "Föreslaget av AU 2025-03-04 § 19; behandling i KS och beslut av KF saknas i underlaget", True, "KF", False),
        ([stage(AU, level="överlämnat", next_key="KS")], "Överlämnat av AU 2025-03-04 § 19; KS beslut saknas i underlaget", True, None, False),
        ([stage(AU, **PROPOSED), stage(KS, outcome="antas")], "Beslutat av KS 2025-03-25 § 31: antas", False, "KS", True),
        ([stage(AU, **PROPOSED), stage(KS, outcome="återremitteras")], "Återremitterat av KS 2025-03-25 § 31; ny behandling saknas i underlaget", True, None, False),
        ([stage(KF, outcome="bordläggs")], "Bordlagt av KF 2025-04-28 § 26; ny behandling saknas i underlaget", True, None, False),
        ([stage(KS, level="blandat", next_key="KF", final_key="KF")], "Beslutat i egna delar och i övrigt föreslaget av KS 2025-03-25 § 31; KF beslut saknas i underlaget", True, "KF", False),
        ([stage(AU, level="information")], "Information till AU 2025-03-04 § 19", False, None, False),
        ([stage(KF, title="Motion om broar", level="överlämnat", outcome="överlämnas", next_key="KS")], "Överlämnat av KF 2025-04-28 § 26; KS beslut saknas i underlaget", True, None, False),
        ([stage(KF, title="Motion om broar")], "Väckt i KF 2025-04-28 § 26; svar saknas i underlaget", True, None, False),
        ([stage(AU, **PROPOSED), stage(KF, outcome="antas")], "Beslutat av KF 2025-04-28 § 26: antas", False, "KF", True),
    ],
)  # fmt: skip
def test_how_a_matter_stands(
    stages: list[Stage], status: str, is_open: bool, final: str | None, decided: bool
) -> None:
    stands = standing(stages, ())
    assert (stands.status, stands.open, stands.final, stands.decided) == (status, is_open, final, decided)


def test_what_a_later_paragraph_took_the_place_of() -> None:
    first, back = stage(AU, **PROPOSED), stage(KS, outcome="återremitteras")
    again, taken = stage("AU 2025-05-06 40", **PROPOSED), stage("KS 2025-05-27 60", outcome="antas")
    stands = standing([first, back, again, taken], ())
    assert stands.superseded == {
        first.id: "Ersatt av AU 2025-05-06 § 40",
        back.id: "Togs upp på nytt KS 2025-05-27 § 60",
    }
    assert not stands.open


def test_a_decision_that_was_taken_anew_or_repealed() -> None:
    first, second = stage("KF 2024-12-11 185", outcome="antas"), stage("KF 2026-06-10 116", outcome="antas")
    assert standing([first, second], ()).superseded == {
        first.id: "Nytt beslut i samma fråga KF 2026-06-10 § 116"
    }
    (matter,) = matters([first, second], [made(second.id, first.id, ended=True)])
    assert standing(matter.stages, matter.links).superseded == {
        first.id: "Upphävt eller ersatt enligt KF 2026-06-10 § 116"
    }
