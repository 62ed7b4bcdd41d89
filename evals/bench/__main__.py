"""Speed and memory beside their targets: `python -m evals.bench [PART…] [--json FILE]`.

Parts: seeds, pdf, question, ask, memory, register, retrieval; all of them by default. The figures are of real runs on this machine
and say little about another; a missed target is shown, not raised.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from assistant.commands.common import note
from assistant.commands.tables import print_table
from evals.bench import register, retrieval, whole
from evals.bench.figures import Figure, result, row

PARTS: dict[str, Callable[[Path], Iterator[Figure]]] = {
    part.__name__: part
    for part in (whole.seeds, whole.pdf, whole.question, whole.ask, whole.memory, register.register)
}
RETRIEVAL = "retrieval"


def main() -> None:
    """Measure the parts named and print a table."""
    chosen = _arguments()
    figures: list[Figure] = []
    searched: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="kommunminne-bench-") as temporary:
        for name in chosen.parts or (*PARTS, RETRIEVAL):
            note(f"{name} …")
            if name in PARTS:
                figures += PARTS[name](Path(temporary))
                continue
            for chunks in chosen.chunks or retrieval.SIZES:
                folder = (chosen.folder or Path(temporary)) / str(chunks)
                searched.append(retrieval.measured(folder, chunks, chosen.questions))
                figures += retrieval.figures(searched[-1])
    print_table(("what", "measured", "target", "", "of"), [row(figure) for figure in figures])
    if chosen.json:
        kept = result(figures) | {RETRIEVAL: searched}
        chosen.json.write_text(json.dumps(kept, ensure_ascii=False, indent=2) + "\n", "utf-8")
    if chosen.plot and searched:
        from evals.bench.growth import plot

        plot(searched, chosen.plot)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m evals.bench", description="Speed and memory beside their targets."
    )
    parts = (*PARTS, RETRIEVAL)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(parts)}; all by default")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    sizes = " and ".join(f"{size:,}" for size in retrieval.SIZES)
    parser.add_argument(
        "--chunks",
        type=int,
        action="append",
        metavar="N",
        help=f"size of retrieval's archive, may be given often; {sizes}",
    )
    parser.add_argument("--questions", type=int, default=retrieval.QUESTIONS, help="retrieval's, a filter")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw how retrieval grows with its archive")
    parser.add_argument(
        "--folder",
        type=Path,
        help="make retrieval's archives here, and keep them; a register found here is used",
    )
    chosen = parser.parse_args()
    if unknown := set(chosen.parts) - set(parts):
        parser.error(f"unknown part: {', '.join(sorted(unknown))}")
    return chosen


if __name__ == "__main__":
    main()
