"""What figures and faults are called, in Swedish for the terminal and in English for the report."""

from __future__ import annotations

from evals.results import Result

SWEDISH = {
    "right": "Rätt svar",
    "answerable_right": "Rätt, frågor med svar",
    "traps_right": "Rätt, fällor",
    "fact_recall": "Uppgifter med",
    "list_f1": "Listor, F1",
    "citation_precision": "Källor, precision",
    "citation_recall": "Källor, täckning",
    "level": "Rätt beslutsnivå",
    "abstention": "Avstår när det ska",
    "over_refusal": "Avstår i onödan",
    "quotes_hold": "Svar vars citat håller",
    "unsupported_numbers": "Tal utan källa",
    "unsupported_names": "Namn utan källa",
    "unsupported_dates": "Datum utan källa",
    "unsupported_in_refusals": "– därav i svar som avstår",
    "quotes_not_found": "Citat som inte finns",
    "forbidden": "Felaktiga påståenden",
    "unsupported_sentences": "Meningar utan källa",
    "too_long": "För långa svar",
}
ENGLISH = {
    "right": "Right",
    "answerable_right": "Right, answerable",
    "traps_right": "Right, traps",
    "fact_recall": "Fact recall",
    "list_f1": "List F1",
    "citation_precision": "Citation precision",
    "citation_recall": "Citation recall",
    "level": "Decision level",
    "abstention": "Abstention",
    "over_refusal": "Over-refusal",
    "quotes_hold": "Answers whose quotes hold",
    "unsupported_numbers": "Numbers without source",
    "unsupported_names": "Names without source",
    "unsupported_dates": "Dates without source",
    "unsupported_in_refusals": "– of these three, in refusals",
    "quotes_not_found": "Quotes not found",
    "forbidden": "Wrong claims",
    "unsupported_sentences": "Sentences without source",
    "too_long": "Too long",
}
FAULTS_SWEDISH = {
    "refused": "avstod fast svaret finns",
    "not_refused": "svarade fast det inte går",
    "level": "fel beslutsnivå",
    "too_long": "för långt svar, tecken",
    "missing": "saknar",
    "uncited": "källa saknas",
    "beside": "källa vid sidan av",
    "forbidden": "felaktigt påstående",
    "unsupported_numbers": "tal utan källa",
    "unsupported_names": "namn utan källa",
    "unsupported_dates": "datum utan källa",
    "quotes_not_found": "citat som inte finns",
    "unsupported_sentences": "mening utan källa",
}
FAULTS_ENGLISH = {
    "refused": "refused though the answer is there",
    "not_refused": "answered what must be refused",
    "level": "wrong decision level",
    "too_long": "too long, characters",
    "missing": "lacks",
    "uncited": "source not cited",
    "beside": "cited beside the point",
    "forbidden": "wrong claim",
    "unsupported_numbers": "number without source",
    "unsupported_names": "name without source",
    "unsupported_dates": "date without source",
    "quotes_not_found": "quote not found",
    "unsupported_sentences": "sentence without source",
}


def target(entry: Result) -> str:
    """'≥ 0.95' or '≤ 0' of a figure that has a target, '' of one that has none."""
    ((bound, value),) = (entry.get("target") or {"": None}).items()
    return f"{'≥' if bound == 'min' else '≤'} {value:g}" if bound else ""
