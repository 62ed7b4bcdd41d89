"""The report of answers: one HTML file that needs nothing but itself."""

from __future__ import annotations

from evals.answers.words import ENGLISH, FAULTS_ENGLISH, target
from evals.report.answer_charts import groups, shares
from evals.report.page import figure, picture, rendered
from evals.results import Result

ASKED = {
    "documents": "asked of an archive made of the documents for it",
    "archive": "asked of an archive that was there",
    "answers": "answers that were kept, read from a file",
}
COLUMNS = (
    *("right", "fact_recall", "list_f1", "citation_precision", "citation_recall"),
    *("level", "abstention", "over_refusal"),
)
"""The shares that a table of groups shows."""


def page(result: Result) -> str:
    """The report of one result of `eval answers`, as HTML."""
    parts = [
        ("Kind", "Kinds of question", result["kinds"], groups(result, "kinds", "kind of question")),
        ("Role", "Who asks", result["roles"], groups(result, "roles", "role")),
        ("File", "Files of cases", result["files"], groups(result, "files", "file")),
    ]
    return rendered(
        "answers.html.j2",
        {
            "picture": picture,
            "figure": figure,
            "share": share,
            "milliseconds": milliseconds,
            "target": target,
        },
        result=result,
        shares=shares(result),
        parts=[part for part in parts if part[3] or part[0] == "Kind"],
        columns=COLUMNS,
        names=ENGLISH,
        faults=FAULTS_ENGLISH,
        asked=ASKED[result["asked"]],
        unsupported=unsupported(result),
    )


def unsupported(entry: Result) -> int:
    """Numbers, names and dates without a source."""
    return sum(entry["counts"][f"unsupported_{what}"]["value"] for what in ("numbers", "names", "dates"))


def share(entry: Result) -> str:
    """'0.979', or a dash where no case has a say in it."""
    return "\N{EN DASH}" if entry["value"] is None else figure(entry["value"])


def milliseconds(value: float | None) -> str:
    """'112', or a dash where nothing was timed."""
    return "\N{EN DASH}" if value is None else f"{value:.0f}"
