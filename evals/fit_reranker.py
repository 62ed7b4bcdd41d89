"""Fit the re-ranker's weights to passages that the embedding was not trained on.

    python -m evals.fit_reranker --data ../shared/training --synonyms th_sv_SE_v2.dat

About two minutes. Made with the shipped embedding, so it is run after each training of that one (`make models` does both). The
same text, synonyms and embedding give the same file. With `--features FILE` what was found is kept in FILE and taken
from there the next time, and fitting anew, as after a change of `evals.reranker.fit`'s constants, takes a second.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Sequence
from pathlib import Path

from evals.reranker.examples import Examples, counted, load, save
from evals.reranker.fit import DROPPED, KINDS, L2, first_share, fitted, split
from evals.reranker.make import Size, make
from ingest.embed import load_embedder
from ingest.models.passages import read_passages
from ingest.models.synonyms import read_synonyms

OUT = Path("assistant/data/rerank.json")
SEED = 11
_DECIMALS = 3
_log = logging.getLogger("fit_reranker")


def described(examples: Examples) -> dict[str, object]:
    """The weights, and what they were fitted on, as `assistant/data/rerank.json` has it."""
    names = [name for name in examples.names if name not in DROPPED]
    columns = examples.columns(names)
    found = examples.found
    fit, held = split(found)
    measured = first_share(held, columns, fitted(fit, columns)) if fit else {}
    weights = fitted(found, columns)
    return {
        "weights": {
            name: round(weight, _DECIMALS) for name, weight in zip(names, weights.tolist(), strict=True)
        },
        "fitted_on": {
            "questions": counted(found),
            "asked": counted(examples.questions),
            "passages": examples.passages,
            "synonyms": examples.synonyms,
            "seed": examples.seed,
            "embedding": examples.embedding,
            "l2": L2,
            "kinds": dict(KINDS),
            "dropped": sorted(DROPPED),
            "R@1, a fifth held out": measured,
        },
    }


def main(arguments_given: Sequence[str] | None = None) -> None:
    """Read, make, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--data", type=Path, required=True, help="folder of *.jsonl.xz with q, d, maybe title"
    )
    parser.add_argument(
        "--synonyms", type=Path, help="thesaurus in MyThes' form; without it no word is swapped"
    )
    parser.add_argument("--out", type=Path, default=OUT, help="file to write the weights to")
    parser.add_argument(
        "--features", type=Path, help=".npz to keep what was found in, or to take it from if it is there"
    )
    parser.add_argument("--passages", type=int, default=Size().passages, help="fewer for a trial")
    parser.add_argument(
        "--questions", type=int, default=Size().questions, help="an archive; fewer for a trial"
    )
    arguments = parser.parse_args(arguments_given)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    embedder = load_embedder()
    if arguments.features and arguments.features.exists():
        examples = load(arguments.features)
        if examples.embedding != embedder.name:
            parser.error(
                f"{arguments.features} was made with {examples.embedding}: delete it or name another"
            )
    else:
        synonyms = read_synonyms(arguments.synonyms) if arguments.synonyms else {}
        size = Size(arguments.passages, arguments.questions)
        examples = make(read_passages(arguments.data), synonyms, embedder, seed=SEED, size=size)
        if arguments.features:
            save(examples, arguments.features)
    result = described(examples)
    _log.info("%s", json.dumps(result, ensure_ascii=False))
    arguments.out.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    _log.info("written to %s", arguments.out)


if __name__ == "__main__":
    main()
