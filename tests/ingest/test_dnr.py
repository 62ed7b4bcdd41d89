"""Diarienummer in every way of writing them, and what only looks like one."""

from __future__ import annotations

import pytest

from ingest.dnr import dnr_key, find_dnrs, unlabelled


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ("KS-25/00205", "KS-2025-205"),
        ("KS.24/00608", "KS-2024-608"),
        ("KS 24/01160", "KS-2024-1160"),
        ("KS-18/01483", "KS-2018-1483"),
        ("2026.272 KS", "KS-2026-272"),
        ("2026.276 KS-001", "KS-2026-276"),
        ("KS 2018/124", "KS-2018-124"),
        ("KS/2018:443", "KS-2018-443"),
        ("KS-2015/112", "KS-2015-112"),
        ("IFN 2018/00256-1.6.1", "IFN-2018-256"),
        ("T2012-050-05828", "T-2012-50-5828"),
        ("ks 25/205", "KS-2025-205"),
        ("Dnr KS 2018/124", "KS-2018-124"),
        ("Diarienummer: KS.2024.124", "KS-2024-124"),
        ("(SÄN/2012:3)", "SÄN-2012-3"),
        ("SBN-2018-000123", "SBN-2018-123"),
        ("2018/KS 0124", "KS-2018-124"),
        ("KS 2024/0123 040", "KS-2024-123"),
        ("KSAU 2024/12", "KSAU-2024-12"),
    ],
)
def test_every_form_has_one_key(raw: str, key: str) -> None:
    assert dnr_key(raw) == key


@pytest.mark.parametrize(
    ("raw", "key"),
    [("2016-000003", "KS-2016-3"), ("Dnr 2018/124", "KS-2018-124"), ("Dnr: 31/16", "KS-2016-31")],
)
def test_a_number_without_organ_takes_the_default_body(raw: str, key: str) -> None:
    assert dnr_key(raw, "KS") == key
    assert dnr_key(raw) is None


@pytest.mark.parametrize(
    "raw",
    [
        "2018:585",
        "SFS 2018:585",
        "TSFS 2024:57",
        "HSLF-FS 2017:40",
        "prop. 2017/18:171",
        "2025-02-25",
        "KS 2019-01-07",
        "20250401",
        "P2499",
        "I2313",
        "13(35)",
        "2018-2024",
        "KLK 2024-2027",
        "Taxa 2024/25",
        "läsåret 2024/25",
        "§ 84",
    ],
)
def test_law_dates_years_projects_and_page_marks_are_no_dnr(raw: str) -> None:
    assert dnr_key(raw, "KS") is None


def test_dnr_are_found_in_running_text_with_their_place() -> None:
    text = (
        "Skrivelse, dnr 2026.115 TEN, enligt TSFS 2024:57 och lag (2018:585); se KS-25/00205 (Dnr 2023/17)."
    )
    found = find_dnrs(text, "KS")
    assert [dnr.key for dnr in found] == ["TEN-2026-115", "KS-2025-205", "KS-2023-17"]
    assert all(text[dnr.start : dnr.end] == dnr.raw for dnr in found)


def test_the_label_is_no_part_of_the_number() -> None:
    assert unlabelled("Diarienummer: KS 2024/12") == "KS 2024/12"
