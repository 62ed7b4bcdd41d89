"""Counters as Prometheus reads them."""

from __future__ import annotations

import re

from assistant.metrics import Metrics


def test_counters_are_added_and_told_with_their_label() -> None:
    metrics = Metrics()
    metrics.count("answers", "besvarad")
    metrics.count("answers", "besvarad")
    metrics.count("answers", "saknas")
    metrics.count("llm_sentences", "rejected", 3)
    metrics.took(1.25)
    lines = metrics.text().splitlines()
    assert 'kommunminne_answers_total{outcome="besvarad"} 2' in lines
    assert 'kommunminne_answers_total{outcome="saknas"} 1' in lines
    assert 'kommunminne_llm_sentences_total{outcome="rejected"} 3' in lines
    assert "kommunminne_llm_seconds_total 1.250" in lines


def test_every_line_is_in_the_text_format() -> None:
    metrics = Metrics()
    metrics.count("sentences", "verified")
    form = re.compile(r'# (?:HELP|TYPE) \S+ .+|kommunminne_\w+(?:\{\w+="[^"\\]*"\})? [\d.]+')
    assert all(form.fullmatch(line) for line in metrics.text().splitlines())
    assert metrics.text().endswith("\n")
