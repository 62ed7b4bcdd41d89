"""Questions taken apart: what is asked for, of whom, when, and about what."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from assistant.query import Query, parse
from assistant.question_words import Want
from ingest.kommunfile import default_config

TODAY = dt.date(2026, 4, 1)
HELD = ("AU", "KF", "KS", "TEN")


def read(question: str, *, held: tuple[str, ...] = HELD) -> Query:
    return parse(
        question,
        today=TODAY,
        bodies=default_config().bodies,
        held_bodies=held,
        kommuner=("Granvik", "Åsmyra"),
    )


def _topic(query: Query) -> set[str]:
    return {term.word for term in query.terms}


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Vad beslutade KS om skolan?", Want.DECISION),
        ("Har KF antagit policyn?", Want.DECISION),
        ("Vad sa AU om bron?", Want.DECISION),
        ("Avslogs motionen om frukost?", Want.DECISION),
        ("Hur mycket kostar skolan?", Want.AMOUNT),
        ("Vad kostade bron?", Want.AMOUNT),
        ("Hur hög är avgiften för sophämtning?", Want.AMOUNT),
        ("Hur många kronor får klubben?", Want.AMOUNT),
        ("How much does the bridge cost?", Want.AMOUNT),
        ("När börjar bygget?", Want.DATE),
        ("Vilket datum gäller taxan från?", Want.DATE),
        ("Hur länge gäller avtalet?", Want.DATE),
        ("When does the tariff apply?", Want.DATE),
        ("Vem ansvarar för parken?", Want.PERSON),
        ("Vem beredde ärendet om parken?", Want.PREPARED),
        ("Vilka är handläggare i ärendet?", Want.PREPARED),
        ("Who prepared the matter of the park?", Want.PREPARED),
        ("Vem skickas beslutet till?", Want.RECIPIENTS),
        ("Vilka får protokollsutdraget?", Want.RECIPIENTS),
        ("Vilka underlag fanns till beslutet?", Want.UNDERLAG),
        ("Vilka handlingar låg till grund för beslutet?", Want.UNDERLAG),
        ("Hur röstade fullmäktige om skolan?", Want.VOTE),
        ("Hur många ja-röster blev det?", Want.VOTE),
        ("Vem reserverade sig mot budgeten?", Want.RESERVATION),
        ("Vad yrkade moderaterna om skolan?", Want.MOTIONED),
        ("Fanns det jäv i ärendet?", Want.CONFLICT),
        ("Vem justerade protokollet?", Want.ADJUSTER),
        ("När anslogs protokollet?", Want.NOTICE),
        ("När togs anslaget ned?", Want.NOTICE),
        ("Vilka var beslutande på mötet?", Want.MEMBERS),
        ("Vem var ordförande på mötet?", Want.MEMBERS),
        ("Hur många paragrafer hade mötet?", Want.COUNT),
        ("Vilka ärenden återremitterades?", Want.LIST),
        ("Lista alla beslut från mötet", Want.LIST),
        ("Vilka förslag lämnade AU till kommunstyrelsen?", Want.LIST),
        ("Vad är mål 3?", Want.GOALS),
        ("Vilken KF-indikator gäller?", Want.GOALS),
        ("Vad är kommunens vision?", Want.GOALS),
        ("Vad är visionen?", Want.GOALS),
        ("Jämför taxan i Granvik och Åsmyra", Want.COMPARISON),
        ("Vad blev det av fibern?", Want.MATTER),
        ("Hur gick det med fibern?", Want.MATTER),
        ("Vad menas med strötid?", Want.DEFINITION),
        ("Vad innebär meröppet?", Want.DEFINITION),
        ("Varför höjs taxan?", Want.WHY),
        ("Hur många elever går i skolan?", Want.HOW_MANY),
        ("I vilken ordning fördelas tiderna?", Want.ENUMERATION),
        ("Får vem som helst hyra lokalen?", Want.YES_NO),
        ("hej", Want.SMALLTALK),
        ("Tack så mycket!", Want.SMALLTALK),
        ("Vad kan du?", Want.SMALLTALK),
        ("Skriv en dikt om vintern", Want.OUTSIDE),
        ("Vad är Astas personnummer?", Want.PERSONAL),
        ("Vad är personnumret för Asta Provdal?", Want.PERSONAL),
        ("Vilket telefonnummer har Asta Provdal?", Want.PERSONAL),
        ("Vad är Asta Provdals hemadress?", Want.PERSONAL),
        ("Var bor Asta Provdal?", Want.PERSONAL),
    ],
)
def test_what_is_asked_for_is_recognised(question: str, wanted: Want) -> None:
    assert read(question).asks(wanted)


@pytest.mark.parametrize(
    ("question", "unwanted"),
    [
        ("Vad menas med grundavgift?", Want.AMOUNT),
        ("Vilket beslutsunderlag fanns?", Want.DECISION),
        ("Vilka var beslutande?", Want.DECISION),
        ("När det gäller skolan, vad beslutades?", Want.DATE),
        ("Till vem skickas fakturan?", Want.RECIPIENTS),
        ("Hej, vad beslutade KS om skolan?", Want.SMALLTALK),
        ("Vad beslutades om telefoni i skolan?", Want.PERSONAL),
        ("Vilken väderkvarn ska rivas?", Want.OUTSIDE),
    ],
)
def test_what_is_not_asked_for_is_not_recognised(question: str, unwanted: Want) -> None:
    assert not read(question).asks(unwanted)


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        ("Vad beslutade kommunstyrelsen om skolan?", ("KS",)),
        ("Vad sa ks om skolan?", ("KS",)),
        ("Vad beslutade KF och KS?", ("KF", "KS")),
        ("Vad sa fullmäktige om budgeten?", ("KF",)),
        ("Vad beslutade allmänna utskottet?", ("AU",)),
        ("Vad sa tekniska nämnden om gatan?", ("TEN",)),
        ("Vad beslutade kommunstyrelse om skolan?", ("KS",)),
        ("What did the municipal council decide on the budget?", ("KF",)),
        ("What did the municipal executive board decide on the school?", ("KS",)),
        ("Vad beslutades om ksar?", ()),
        ("Vad säger lagen om skatt?", ()),
        ("Vad gäller ks 25/205?", ()),
        ("Vad gäller KS-25/00205?", ()),
        ("Vad gäller 2026.272 KS?", ()),
    ],
)
def test_bodies_are_read_from_names_keys_and_english_but_not_from_a_dnr(
    question: str, keys: tuple[str, ...]
) -> None:
    assert tuple(body.key for body in read(question).bodies) == keys


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("Vad beslutade fullmaktige om taxan?", "KF"),
        ("Vad beslutade kommunstyrelsn om taxan?", "KS"),
        ("arbetsutskotet om taxan, vad beslutades?", "AU"),
        ("Vad beslutade kommunfulmaktige om taxan?", "KF"),
    ],
)
def test_a_body_is_known_though_its_name_is_misspelt(question: str, key: str) -> None:
    assert [body.key for body in read(question).bodies] == [key]


def test_the_working_committee_is_the_one_that_has_minutes_here() -> None:
    query = read("Vad sa arbetsutskottet om skolan?", held=("KS", "KSAU"))
    assert [body.key for body in query.bodies] == ["KSAU"]


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        ("Vilka ärenden överlämnade AU till kommunstyrelsen?", ("KS",)),
        ("Vilka förslag lämnade KS till kommunfullmäktige?", ("KF",)),
        ("Vad föreslog KS?", ()),
        ("Vad beslutade KF?", ()),
    ],
)
def test_a_body_that_only_receives_is_told_from_one_that_acts(question: str, keys: tuple[str, ...]) -> None:
    assert read(question).receivers == keys


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("Vad beslutade KS 2025-04-22?", dt.date(2025, 4, 22)),
        ("Vad beslutade KS den 22 april 2025?", dt.date(2025, 4, 22)),
        ("Vad beslutade KS 20250422?", dt.date(2025, 4, 22)),
        ("Vad beslutade KS 22/4 2025?", dt.date(2025, 4, 22)),
        ("What did KS decide on April 22, 2025?", dt.date(2025, 4, 22)),
        ("What did the council decide on 22 April 2025?", dt.date(2025, 4, 22)),
    ],
)
def test_a_day_is_read_however_it_is_written_and_is_no_dnr(question: str, day: dt.date) -> None:
    query = read(question)
    assert query.dates == (day,)
    assert query.dnr_key is None
    assert query.numbers == ()
    assert query.figures == ()


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("Vad beslutades under 2025?", "2025-01-01", "2025-12-31"),
        ("Vad beslutades i mars 2025?", "2025-03-01", "2025-03-31"),
        ("Vad beslutades i december 2024?", "2024-12-01", "2024-12-31"),
        ("Vad beslutades förra året?", "2025-01-01", "2025-12-31"),
        ("Vad beslutades i fjol?", "2025-01-01", "2025-12-31"),
        ("Vad beslutas i år?", "2026-01-01", "2026-12-31"),
    ],
)
def test_a_year_or_month_is_a_period(question: str, first: str, last: str) -> None:
    assert read(question).period == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


def test_a_day_right_after_a_body_is_the_meetings() -> None:
    assert read("Vad beslutade kommunstyrelsen den 22 april 2025?").meeting_date
    assert not read("Vad beslutade kommunstyrelsen om avtalet från den 22 april 2025?").meeting_date


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("Vad står i § 19?", (19,)),
        ("Vad står i §19?", (19,)),
        ("Vad beslutades i §§ 19–21?", (19, 20, 21)),
        ("Vad beslutades i §§ 43 och 44 2025-04-22?", (43, 44)),
        ("Vad beslutades i §§ 19, 21 och 30?", (19, 21, 30)),
        ("Vad beslutades i paragraf 112?", (112,)),
        ("Vad säger § 19 och § 30?", (19, 30)),
        ("Vad beslutades 2025-03-04?", ()),
    ],
)
def test_paragraphs_are_read_as_numbers(question: str, numbers: tuple[int, ...]) -> None:
    assert read(question).numbers == numbers


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("Vad gäller KS-25/00205?", "KS-2025-205"),
        ("Vad gäller KS 25/00205?", "KS-2025-205"),
        ("Vad gäller ks 25/205?", "KS-2025-205"),
        ("Vad gäller KS 2025/205?", "KS-2025-205"),
        ("Vad gäller KS.24/00608?", "KS-2024-608"),
        ("Vad gäller 2026.272 KS?", "KS-2026-272"),
        ("Vad säger lagen 2018:585?", None),
        ("Vad säger TSFS 2024:57?", None),
        ("Vad beslutades 2025-03-04?", None),
    ],
)
def test_a_dnr_has_one_key_in_every_form(question: str, key: str | None) -> None:
    query = read(question)
    assert query.dnr_key == key
    if key:
        assert query.figures == ()
        assert query.period is None


@pytest.mark.parametrize(
    ("question", "tail"),
    [
        ("Vad hände med ärende 2021/345?", "2021-345"),
        ("Vad hände med ärendet 2021-345?", "2021-345"),
        ("Vad gäller dnr 2021/00345?", "2021-345"),
        ("Vad gäller KS 2021/345?", None),
        ("Vad hände 2021-03-04?", None),
    ],
)
def test_a_dnr_without_organ_is_kept_as_year_and_number(question: str, tail: str | None) -> None:
    assert read(question).dnr_tail == tail


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Vad beslutade AU om VA-redovisningen?", "sv"),
        ("What did AU decide about VA-redovisning?", "en"),
        ("when does the new waste tariff apply?", "en"),
        ("Who decided on the fire station in Norrby?", "en"),
        ("va sa KS om skola?", "sv"),
        ("skolbudget", "sv"),
    ],
)
def test_the_language_of_the_question_is_told(question: str, language: str) -> None:
    assert read(question).language == language


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Vad beslutade KS om brandstationen?", {"brandstationen"}),
        ("Har KF antagit policyn?", {"policyn"}),
        ("Vilka motioner behandlade KF?", {"motioner"}),
        ("Vilka beslut fattades av KS?", set()),
        ("Vem reserverade sig mot cykelplanen?", {"cykelplanen"}),
        ("Hur röstade KS om brandstationen?", {"brandstationen"}),
        ("Vem beredde ärendet om Kvarnparken?", {"kvarnparken"}),
        ("Fanns det jäv i ärendet om slamredovisningen?", {"slamredovisningen"}),
        ("Vad yrkades om brandstationen?", {"brandstationen"}),
        ("va sa KS om skola?", {"skola"}),
        ("Vad beslutades?", set()),
        ("Vad är mål 3?", {"mål"}),
        ("Vad gäller KS-25/00205?", set()),
        ("Vad beslutade Granvik om avfallet?", {"avfallet"}),
    ],
)
def test_the_topic_is_what_is_left_without_scaffolding(question: str, topic: set[str]) -> None:
    assert _topic(read(question)) == topic


def test_a_question_about_reservation_itself_keeps_the_word() -> None:
    assert "reservation" in _topic(read("Vad är en reservation?"))


def test_abbreviations_and_english_words_have_equals() -> None:
    (water,) = [term for term in read("Vad beslutades om VA?").terms if term.word == "va"]
    assert {"vatten", "avlopp"} <= set(water.also)
    (school,) = [t for t in read("What was decided about the school?").terms if t.word == "school"]
    assert "skola" in " ".join(school.also)


def test_names_numbers_and_sources_are_marked() -> None:
    query = read("Hur lång är vägen i Norrby enligt cykelplanen?")
    marked = {term.word: (term.proper, term.source) for term in query.terms}
    assert marked["norrby"] == (True, False)
    assert marked["cykelplanen"] == (False, True)
    assert read("Säljs Granvik 4:17 för 600 000 kr?").exact == ("4:17",)
    assert read("Beviljades 600 tkr till klubben?").figures == ("600",)
    assert read("Vad yrkade Asta Provdal om vägen?").names == ("Asta Provdal",)
    assert read("Vad är det senaste beslutet om skolan?").newest


@pytest.mark.parametrize(
    ("question", "own"),
    [
        ("Vad gäller i Granvik?", ("Granvik",)),
        ("Vad är Granviks taxa?", ("Granvik",)),
        ("Jämför Granvik med Åsmyra", ("Granvik", "Åsmyra")),
        ("Vad gäller i Mörkträsk kommun?", ()),
        ("Vad gäller i kommunen?", ()),
    ],
)
def test_kommuner_of_the_archive_are_known(question: str, own: tuple[str, ...]) -> None:
    assert read(question).kommuner == own


@pytest.mark.parametrize(
    ("question", "own"),
    [
        ("försäljning av mark i Norrby", ()),
        ("Vem ska vara ordförande i nämnden?", ()),
        ("Mark vid Norrby, vad beslutades?", ()),
        ("vad beslutade mark kommun om skolan?", ("Mark",)),
        ("Vad beslutades i Mark om skolan?", ("Mark",)),
        ("Vad beslutade Varas kommunfullmäktige?", ("Vara",)),
        ("vad beslutades i granvik om mark?", ("Granvik",)),
    ],
)
def test_a_kommun_whose_name_is_a_word_is_named_as_names_are_written(
    question: str, own: tuple[str, ...]
) -> None:
    query = parse(
        question,
        today=dt.date(2025, 6, 1),
        bodies=default_config().bodies,
        held_bodies=["KS"],
        kommuner=["Granvik", "Mark", "Vara"],
    )
    assert query.kommuner == own


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        ("vad beslutade ten om felparkering?", ("TEN",)),
        ("vad sa bun om skolan?", ("BUN",)),
        ("vad kan man göra?", ()),
        ("vad ska ks göra?", ("KS",)),
    ],
)
def test_a_body_of_the_archive_is_known_by_its_key_in_small_letters(
    question: str, keys: tuple[str, ...]
) -> None:
    query = parse(
        question,
        today=dt.date(2025, 6, 1),
        bodies=default_config().bodies,
        held_bodies=["TEN", "BUN", "MAN", "KS"],
        kommuner=[],
    )
    assert tuple(body.key for body in query.bodies) == keys


def test_a_kommun_without_documents_is_a_word_to_be_met() -> None:
    (term,) = read("Vad gäller i Mörkträsk kommun?").terms
    assert (term.word, term.proper) == ("mörkträsk", True)


@pytest.mark.parametrize(
    "question",
    [
        "§" * 3000,
        "KS-25/" * 600,
        "Vad " + "beslutade " * 390,
        "1 000 " * 600,
        "A" * 4000,
        "och när " * 490,
        "Vilka " + "överlämnade till " * 230,
        "Anna Berg " * 390,
    ],
)
def test_a_long_question_is_taken_apart_quickly(question: str) -> None:
    started = time.process_time()
    read(question[:4000])
    assert time.process_time() - started < 1.5


@pytest.mark.parametrize("question", ["?", "...", "\x00", "🙂", "”", "§", "dnr", "KS", "%s {0} ${x}"])
def test_odd_questions_are_taken_apart_without_error(question: str) -> None:
    assert read(question).text == question


def test_the_month_of_a_meeting_is_no_topic() -> None:
    query = read("Vilka reserverade sig på kommunstyrelsens möte i mars 2026?")
    assert (_topic(query), query.period) == (set(), (dt.date(2026, 3, 1), dt.date(2026, 3, 31)))


def test_the_only_board_is_meant_where_it_decides() -> None:
    assert [body.key for body in read("Vad beslutade nämnden om bryggan?").bodies] == ["TEN"]
    assert "TEN" not in {body.key for body in read("Hur stor är nämndens budget?").bodies}


@pytest.mark.parametrize(
    ("question", "acting"),
    [
        ("Har KF antagit socialnämndens budget?", ["KF"]),
        ("Vad beslutade kommunstyrelsen om tekniska nämndens underskott?", ["KS"]),
        ("Vad blev kommunstyrelsens beslut om vägen?", ["KS"]),
        ("Vad sa kommunfullmäktiges ordförande om vägen?", ["KF"]),
    ],
)
def test_a_body_whose_money_is_asked_about_decides_nothing(question: str, acting: list[str]) -> None:
    query = read(question)
    assert [body.key for body in query.bodies if body.key not in query.receivers] == acting
