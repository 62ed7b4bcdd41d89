"""Exact keys: everything written alike has one key, and what must give none gives none."""

from __future__ import annotations

import time

import pytest

from ingest.exact import KINDS, MOST_KEYS, exact_keys, keys_of_chunk, kind_of


def of_kind(text: str, *kinds: str) -> tuple[str, ...]:
    """The keys of `text` of these kinds."""
    return tuple(key for key in exact_keys(text) if key.partition(":")[0] in kinds)


@pytest.mark.parametrize(
    "text",
    [
        "KS-25/00205",
        "ks 25/205",
        "KS.25/00205",
        "KS 2025/205",
        "KS/2025:205",
        "2025.205 KS",
        "Dnr KS 2025/00205",
        "(KS-2025-205)",
        "Vad hände med ks-25/205?",
        "KS‑25/00205",
    ],
)
def test_every_way_to_write_a_dnr_has_one_key(text: str) -> None:
    assert of_kind(text, "dnr") == ("dnr:KS-2025-205", "dnr:2025-205")


@pytest.mark.parametrize(
    "text", ["dnr 2025-00205", "2025-00205", "Diarienummer: 2025/205", "ärende 2025/205", "Dnr: 205/25"]
)
def test_a_dnr_without_organ_has_year_and_number(text: str) -> None:
    assert of_kind(text, "dnr") == ("dnr:2025-205",)


@pytest.mark.parametrize(
    "text",
    [
        "KF 22/4 2025",
        "KS 2019-01-07 § 14",
        "läsåret 2024/25",
        "2018-2024",
        "prop. 2017/18:171",
        "SFS 2018:585",
        "TSFS 2024:57",
        "den 25/2",
        "kl 12/24",
        "13(35)",
        "3/4 av platserna",
        "P2499",
    ],
)
def test_what_looks_like_a_dnr_is_none(text: str) -> None:
    assert of_kind(text, "dnr") == ()


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("(2010:900)", "sfs:2010:900"),
        ("SFS 2010:900", "sfs:2010:900"),
        ("enligt PBL", "sfs:2010:900"),
        ("enligt pbl", "sfs:2010:900"),
        ("Plan- och bygglagens krav", "sfs:2010:900"),
        ("plan och bygglagen", "sfs:2010:900"),
        ("kommunallagen", "sfs:2017:725"),
        ("KL 6 kap.", "sfs:2017:725"),
        ("SoL", "sfs:2025:400"),
        ("socialtjänstlagen (2001:453)", "sfs:2001:453"),
        ("lagen om stöd och service till vissa funktionshindrade", "sfs:1993:387"),
        ("Vem har rätt till insatser enligt lss?", "sfs:1993:387"),
        ("offentlighets- och sekretesslagen", "sfs:2009:400"),
        ("OSL", "sfs:2009:400"),
        ("förvaltningslagen", "sfs:2017:900"),
        ("lagen om offentlig upphandling (LOU)", "sfs:2016:1145"),
        ("miljöbalkens hänsynsregler", "sfs:1998:808"),
        ("skollagen", "sfs:2010:800"),
        ("tryckfrihetsförordningen", "sfs:1949:105"),
        ("TF", "sfs:1949:105"),
        ("GDPR", "eu:2016/679"),
        ("dataskyddsförordningen (EU) 2016/679", "eu:2016/679"),
        ("TSFS 2024:57", "tsfs:2024:57"),
        ("HSLF-FS 2017:40", "hslf-fs:2017:40"),
        ("prop. 2017/18:171", "prop:2017/18:171"),
        ("SOU 2020:47", "sou:2020:47"),
        ("direktiv 2008/98/EG", "eu:2008/98"),
    ],
)
def test_a_law_by_number_name_or_abbreviation_has_one_key(text: str, law: str) -> None:
    assert law in exact_keys(text)


def test_a_law_that_got_a_new_number_is_still_found_by_its_name() -> None:
    assert set(exact_keys("kommunallagen")) & set(exact_keys("kommunallagen (1991:900)")) == {"lag:2017:725"}
    assert "sfs:2017:725" not in exact_keys("kommunallagen (1991:900)")


@pytest.mark.parametrize(
    "text",
    [
        "solen skiner i dag",
        "m.fl.",
        "en fil på 5 MB",
        "kl 13",
        "tf kommunchef",
        "lov för eleverna",
        "puls och kondition",
        "barn kan las",
        "planer och byggen",
        "SÖL",
    ],
)
def test_words_that_look_like_laws_are_none(text: str) -> None:
    assert of_kind(text, "sfs", "eu", "lag") == ()


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("6 kap. 13 §", {"kap:6", "kap:6:13"}),
        ("6 kap 13§", {"kap:6", "kap:6:13"}),
        ("6:13", {"kap:6", "kap:6:13"}),
        ("6 kap. § 13", {"kap:6", "kap:6:13"}),
        ("2 a kap. 8 §", {"kap:2a", "kap:2a:8"}),
        ("11 kap 3 § PBL", {"kap:11:3", "sfs:2010:900/11:3", "sfs:2010:900/11"}),
        ("pbl 11:3", {"kap:11:3", "sfs:2010:900/11:3"}),
        ("PBL:s 9 kap. 2 a §", {"kap:9:2a", "sfs:2010:900/9:2a"}),
        ("6 kap. 13 och 15 §§ kommunallagen (2017:725)", {"sfs:2017:725/6:13", "sfs:2017:725/6:15"}),
        ("6 kap. 13–15 §§", {"kap:6:13", "kap:6:14", "kap:6:15"}),
        ("26 § förvaltningslagen", {"lagpar:26", "sfs:2017:900/26"}),
        ("13 § första stycket 2 lagen (2010:1065) om kollektivtrafik", {"sfs:2010:1065/13"}),
        ("4 kap 1 § sol", {"sfs:2025:400/4:1"}),
        ("LSS 9 § 2", {"sfs:1993:387/9"}),
        ("offentlighets- och sekretesslagen (2009:400) 21 kap. 1 §", {"sfs:2009:400/21:1"}),
    ],
)
def test_chapter_and_section_are_joined_to_the_law_beside_them(text: str, keys: set[str]) -> None:
    assert keys <= set(exact_keys(text))


def test_each_section_goes_with_its_own_law() -> None:
    found = exact_keys("Enligt 9 kap. 2 § PBL krävs bygglov. Ärendet avgörs enligt 12 § förvaltningslagen.")
    assert "sfs:2010:900/9:2" in found
    assert "sfs:2017:900/12" in found
    assert "sfs:2010:900/12" not in found
    assert "sfs:2017:900/9:2" not in found


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("§ 19", [19]),
        ("§19", [19]),
        ("paragraf 19", [19]),
        ("paragraferna 19", [19]),
        ("§§ 16–18", [16, 17, 18]),
        ("§§ 16, 18 och 20", [16, 18, 20]),
        ("KS-25/00205 § 19", [19]),
        ("den 3 juni 2026, § 84", [84]),
        ("§ 63/2026 KS", [63]),
        ("6 kap. 13 §", []),
        ("12 § FL", []),
        ("§§§§", []),
    ],
)
def test_paragraphs_of_minutes(text: str, numbers: list[int]) -> None:
    assert of_kind(text, "par") == tuple(f"par:{number}" for number in numbers)


@pytest.mark.parametrize(
    ("text", "kronor"),
    [
        ("1 600 000 kronor", "1600000"),
        ("1 600 000 kr", "1600000"),
        ("1.600.000 kr", "1600000"),
        ("1,6 mnkr", "1600000"),
        ("1,6 mkr", "1600000"),
        ("1,6 MSEK", "1600000"),
        ("1,6 miljoner kr", "1600000"),
        ("1,6 milj. kronor", "1600000"),
        ("1600 tkr", "1600000"),
        ("1 600 tkr", "1600000"),
        ("1 600 tusen kronor", "1600000"),
        ("430 tkr", "430000"),
        ("62 000:-", "62000"),
        ("62 000:–", "62000"),
        ("62 000 kr.", "62000"),
        ("-6 279 tkr", "6279000"),
        ("2,5 miljarder kronor", "2500000000"),
        ("25 kr/timme", None),
        ("12,50 kr", "12.5"),
    ],
)
def test_an_amount_in_any_form_is_in_kronor(text: str, kronor: str | None) -> None:
    assert of_kind(text, "kr") == ((f"kr:{kronor}",) if kronor else ())


@pytest.mark.parametrize("text", ["4,5 %", "4,5%", "4.5 procent", "4,50 procent", "4,5 procentenheter"])
def test_shares(text: str) -> None:
    assert of_kind(text, "pct") == ("pct:4.5",)


@pytest.mark.parametrize(
    "text",
    [
        "14 mars 2025",
        "den 14:e mars 2025",
        "2025-03-14",
        "20250314",
        "14/3 2025",
        "14/3-2025",
        "14/3-25",
        "14.3.2025",
        "2025/03/14",
        "2025.03.14",
        "fredagen den 14 mars 2025 kl. 13.00–15.30",
    ],
)
def test_a_date_in_any_form(text: str) -> None:
    assert exact_keys(text) == ("date:2025-03-14", "day:03-14")


def test_a_range_of_days_is_two_dates() -> None:
    for text in ("2025-01-01–2025-12-31", "2025-01-01 - 2025-12-31", "20250101-20251231"):
        assert of_kind(text, "date") == ("date:2025-01-01", "date:2025-12-31")


@pytest.mark.parametrize("text", ["31 februari 2024", "2025-02-30", "4.1.12", "25/2"])
def test_what_is_no_date(text: str) -> None:
    assert of_kind(text, "date", "day") == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 240 invånare", "1240"),
        ("1240", "1240"),
        ("1.240", "1240"),
        ("1 240", "1240"),
        ("väg 364", "364"),
        ("skattesats 22,45", "22.45"),
        ("fh 0410", "0410"),
        ("65 % av 300", "300"),
    ],
)
def test_other_numbers_of_three_figures(text: str, number: str) -> None:
    assert of_kind(text, "num") == (f"num:{number}",)


@pytest.mark.parametrize("text", ["12 elever", "13(35)", "punkt 4.1", "klass 9"])
def test_small_numbers_have_no_key(text: str) -> None:
    assert exact_keys(text) == ()


def test_an_amount_is_also_its_figures_for_a_table_has_its_unit_in_its_head() -> None:
    assert "num:6683" in set(exact_keys("ram 6 683 tkr")) & set(exact_keys("Skolskjuts 6 683 6 900"[:16]))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("RUR 2024", "kod:rur2024"),
        ("FH 0410", "kod:fh0410"),
        ("P2499", "kod:p2499"),
        ("p2499", "kod:p2499"),
        ("väg E20", "kod:e20"),
        ("COVID-19", "kod:covid19"),
    ],
)
def test_standing_codes(text: str, key: str) -> None:
    assert key in exact_keys(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Fastighet Kärnan 1:23", ["kärnan 1:23"]),
        ("fastigheten kärnan 1:23", ["kärnan 1:23"]),
        ("Kärnan 1:23 och 1:24", ["kärnan 1:23", "kärnan 1:24"]),
        ("Alingsås Kärnan 1:23", ["kärnan 1:23"]),
        ("Bäcken S:5", ["bäcken s:5"]),
        ("kvarteret Björken 12", ["björken 12"]),
        ("PBL 9:2", []),
        ("kap 6:13", []),
        ("enligt 6:13", []),
        ("skala 1:400", []),
        ("öppet 13:30", []),
        ("fastigheten för 12", []),
    ],
)
def test_property_designations(text: str, names: list[str]) -> None:
    assert of_kind(text, "fastighet") == tuple(f"fastighet:{name}" for name in names)


@pytest.mark.parametrize(
    "text",
    [
        "850312-1234",
        "19850312-1234",
        "8503121234",
        "198503121234",
        "850312 1234",
        "850312 - 1234",
        "850312–1234",
        "850312+1234",
        "850312-XXXX",
        "19850312-xxxx",
        "850312-****",
        "850372-1234",
        "1985-03-12-1234",
        "85 03 12-1234",
        "850312\u200b-1234",
        "850312" + "\u200b" * 60 + "-1234",
        "850312" + " " * 60 + "-1234",
        "８５０３１２-１２３４",
        "850312-12 34",
        "pnr850312-1234",
        "212000-2627",
        "org.nr 212000-2627",
        "0911-123 45",
        "0911-12345",
        "070-123 45 67",
        "070 123 45 67",
        "+46 70 123 45 67",
        "tfn 08-508 270 00",
        "Bankgiro 123-4567",
        "https://www.kommunen.se/protokoll/2025/1234.pdf",
        "anna.1234@kommunen.se",
        "kl. 13.00–15.30",
        "13:00-15:00",
        "99999999999999999999",
    ],
)
def test_personal_numbers_telephones_times_and_addresses_give_no_key(text: str) -> None:
    assert exact_keys(text) == ()
    assert exact_keys(f"Sökanden, {text}, har överklagat.") == ()


def test_the_most_telling_keys_come_first() -> None:
    kinds = [
        kind_of(key)
        for key in exact_keys("§ 19, 1 240 st, 2025-03-14, KS-25/00205, 430 tkr, PBL, TSFS 2024:57")
    ]
    assert kinds == sorted(kinds, key=KINDS.index)
    assert kinds[0] == "dnr"
    assert kinds[-1] == "num"


@pytest.mark.parametrize(
    "text", ["", " ", "Vad har beslutats om skolskjuts?", "och att i", "\x00\x07", "😀", "???"]
)
def test_a_text_without_exact_things_has_no_keys(text: str) -> None:
    assert exact_keys(text) == ()


def test_composed_and_decomposed_letters_are_one() -> None:
    assert exact_keys("Ka\u0308rnan 1:23") == exact_keys("Kärnan 1:23")


@pytest.mark.parametrize(
    "piece",
    [
        "ord ", "§", "§1", "1", "1,", "1 ", "123 ", "1-", "1 och ", ":", "1:2 ", "6 kap. 13 § ", "13 § i p i ", "PBL ",
        "KS-25/00205 ", "dnr KS-25/00205 ", "850312-", "070-", "2025-", "12 jan ", "a@", "www.", "😀", "\x00", "\n",
        "\u0301\u0327", "٣", "lagen om stöd ", "fastigheten ", "430 tkr ", "- ", "A1 ", "(2010:900) ", "2020/21:",
    ],
)  # fmt: skip
def test_no_text_takes_long_or_gives_many_keys(piece: str) -> None:
    started = time.process_time()
    found = exact_keys(piece * (60_000 // len(piece)))
    assert time.process_time() - started < 5
    assert len(found) <= MOST_KEYS


def test_a_long_text_is_cut_without_cutting_a_personal_number() -> None:
    for cut in range(12):
        text = "x" * (99_988 + cut) + " 850312-1234"
        assert exact_keys(text) == ()


def test_many_things_give_the_most_telling_keys() -> None:
    text = " ".join(f"{number} {number}:-" for number in range(1000, 2000)) + " KS-25/00205"
    found = exact_keys(text)
    assert len(found) == MOST_KEYS
    assert found[0] == "dnr:KS-2025-205"


@pytest.mark.parametrize(
    "context", ["KS 2025-03-25 § 11 KS-25/00301 Ny gångbro · Ekonomi 450 000 kr", "Rubrik", ""]
)
def test_a_chunks_keys_are_those_of_its_line_and_its_text(context: str) -> None:
    text = "Enligt 26 kap. miljöbalken kostar bron 1,6 mnkr, se KS-25/00302 och § 14."
    assert set(keys_of_chunk(context, text)) == set(exact_keys(f"{context}\n{text}"))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("soc 25/205", "dnr:SOC-2025-205"),
        ("ks 25-236", "dnr:KS-2025-236"),
        ("KS-25-236", "dnr:KS-2025-236"),
        ("mrn 25/1288", "dnr:MRN-2025-1288"),
    ],
)
def test_a_dnr_is_known_as_people_type_it(text: str, key: str) -> None:
    assert key in exact_keys(text)


@pytest.mark.parametrize("text", ["ks 2019-2022", "den 25/2", "ca 20/100", "ks 25-26", "till 25/205"])
def test_what_only_looks_like_a_typed_dnr_is_none(text: str) -> None:
    assert not [key for key in exact_keys(text) if key.startswith("dnr:")]
