"""The routes of the follow-ups."""

from __future__ import annotations

import pytest
from icalendar import Calendar
from starlette.testclient import TestClient

URL = "/api/v1/followups"


def test_followups_are_served_as_json(http: TestClient) -> None:
    found = http.get(URL, params={"today": "2025-06-01", "part": "bevakning"}).json()
    assert found["today"] == "2025-06-01"
    (duty,) = [each for each in found["duties"] if (each["body_key"], each["section"]) == ("KS", "§ 140")]
    assert (duty["due"], duty["overdue"], duty["responsible"]) == ("2025-01-31", True, "Kommunchefen")
    assert http.get(f"/api/v1/paragraphs/{duty['paragraph_id']}").json()["section"] == "§ 140"


def test_they_are_limited_by_the_address(http: TestClient) -> None:
    found = http.get(URL, params={"today": "2025-06-01", "overdue": "false", "limit": 1}).json()
    assert all(not each["overdue"] for each in found["duties"])
    assert len(found["duties"]) <= 1


def test_a_calendar_is_downloaded_under_a_name(http: TestClient) -> None:
    answer = http.get(f"{URL}.ics", params={"today": "2025-01-01"})
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.headers["content-disposition"] == 'attachment; filename="followups-2025-01-01.ics"'
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert any(str(event["url"]).startswith("http://localhost/paragraf?id=") for event in events)


@pytest.mark.parametrize(
    "wrong",
    [{"today": "2025-02-31"}, {"duty": "något"}, {"limit": "0"}, {"overdue": "kanske"}, {"due_to": "x"}],
)
def test_a_wrong_parameter_is_refused_in_words(http: TestClient, wrong: dict[str, str]) -> None:
    answer = http.get(URL, params=wrong)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
