"""Measured values beside their targets: what the parts of the benchmark give, how they are shown and kept."""

from __future__ import annotations

import os
import platform
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
_PACKAGES = ("kommunminne", "chromadb", "tantivy", "numpy", "pypdf", "pypdfium2", "streamlit")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value. `at_least`: the target is a lowest value, not a highest one."""

    name: str
    value: float
    unit: str
    target: float | None = None
    at_least: bool = False
    detail: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where there is none."""
        if self.target is None:
            return None
        return self.value >= self.target if self.at_least else self.value <= self.target


def seconds(function: Callable[..., object], *arguments: object) -> float:
    """How long a call takes."""
    started = time.perf_counter()
    function(*arguments)
    return time.perf_counter() - started


def percentile(values: Sequence[float], share: int) -> float:
    """The value that `share` per cent do not exceed, interpolated."""
    return float(np.percentile(values, share))


def spread(runs: Sequence[float]) -> str:
    """What the median was taken of."""
    return f"median of {len(runs)}, {min(runs):.2f} to {max(runs):.2f}"


def row(figure: Figure) -> tuple[str, str, str, str, str]:
    """A figure as a row of the table."""
    digits = {"s": 2, "": 3}.get(figure.unit, 0)
    target = f"{'≥' if figure.at_least else '≤'} {figure.target:g} {figure.unit}" if figure.target else ""
    verdict = {True: "met", False: "MISSED", None: ""}[figure.met]
    return figure.name, f"{figure.value:.{digits}f} {figure.unit}", target, verdict, figure.detail


def result(figures: Sequence[Figure]) -> dict[str, object]:
    """The figures with what is needed to read them."""
    head = ["git", "-C", str(ROOT), "rev-parse", "HEAD"]
    commit = subprocess.run(head, capture_output=True, text=True, check=False).stdout.strip()
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit or None,
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "versions": {name: version(name) for name in _PACKAGES},
        "figures": [asdict(figure) | {"met": figure.met} for figure in figures],
    }
