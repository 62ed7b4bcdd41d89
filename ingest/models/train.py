"""Train the shipped Swedish embedding: words and 5-grams with a vector each, pooled by learned weights.

    python -m ingest.models.train --data ../shared/training --synonyms th_sv_SE_v2.dat \
        --out ingest/models/kommunminne-sv-m3

About five minutes on one core. Needs torch (the `models` extra). Every number stands in `ingest/models/recipe.py`; the same
recipe, text, synonyms and number of threads give the same model. The folder is read by `ingest.static` and, through
`ingest.word_gram_module`, by sentence-transformers; the model card beside it is written by hand.
"""

from __future__ import annotations

import argparse
import logging
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from ingest.models.network import WordGramNetwork, loss_of
from ingest.models.pairs import Pairs
from ingest.models.passages import Passage, read_passages, trained_on
from ingest.models.questions import Questions
from ingest.models.recipe import Recipe
from ingest.models.synonyms import read_synonyms
from ingest.models.vocabulary import Vocabulary, read_in
from ingest.models.write import Table, write_model

_LOGGED_EVERY = 50
_SMOOTHED = 0.98
_log = logging.getLogger("train")


def train(passages: Sequence[Passage], synonyms: dict[str, list[str]], recipe: Recipe, out: Path) -> None:
    """Train on the passages that are not held out and write the model to the folder `out`."""
    torch.manual_seed(recipe.seed)
    corpus, vocabulary = read_in(trained_on(passages), recipe)
    questions = Questions(vocabulary, synonyms, recipe)
    _log.info("%d passages to train on, %d different words", len(corpus), len(vocabulary.ids))
    _log.info(
        "rows: %d words, %d 5-grams; %d words have synonyms",
        len(vocabulary.own_ids),
        len(vocabulary.grams),
        len(questions.synonyms),
    )
    network = WordGramNetwork(vocabulary, recipe)
    fit(network, Pairs(corpus, questions, recipe, np.random.default_rng(recipe.seed)), recipe)
    write_model(out, *tables(network, vocabulary))


def fit(network: WordGramNetwork, pairs: Pairs, recipe: Recipe) -> None:
    """Adam for `recipe.steps` steps, each over pairs drawn anew; progress goes to the log."""
    optimiser = torch.optim.Adam(
        network.parameters(), lr=recipe.learning_rate, betas=(0.9, recipe.second_moment), fused=True
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: learning_rate(step, recipe))
    smoothed = math.nan
    for step in range(recipe.steps):
        loss = loss_of(network, pairs.batch(), recipe)
        optimiser.zero_grad()
        torch.autograd.backward(loss)
        optimiser.step()
        schedule.step()
        seen = loss.item()
        smoothed = seen if math.isnan(smoothed) else _SMOOTHED * smoothed + (1 - _SMOOTHED) * seen
        if step % _LOGGED_EVERY == 0 or step == recipe.steps - 1:
            _log.info("step %d of %d: loss %.3f", step + 1, recipe.steps, smoothed)


def learning_rate(step: int, recipe: Recipe) -> float:
    """Share of the whole learning rate at a step, counted from 0."""
    warm = min(1.0, (step + 1) / recipe.warm_up_steps)
    return warm * 0.5 * (1 + math.cos(math.pi * min(1.0, step / recipe.steps)))


def tables(network: WordGramNetwork, vocabulary: Vocabulary) -> tuple[Table, Table]:
    """The trained rows of words and of 5-grams."""

    def rows(parameter: torch.Tensor) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return np.asarray(parameter.detach().numpy(), dtype=np.float32)

    words = [vocabulary.words[each] for each in vocabulary.own_ids.tolist()]
    return (
        Table(words, rows(network.words.weight), rows(network.word_weights.weight)),
        Table(list(vocabulary.grams), rows(network.grams.weight), rows(network.gram_weights.weight)),
    )


def main() -> None:
    """Read, train, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--data", type=Path, required=True, help="folder of *.jsonl.xz with q, d, maybe title"
    )
    parser.add_argument(
        "--synonyms", type=Path, help="thesaurus in MyThes' form; without it no word is swapped"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder to write the model to")
    parser.add_argument("--steps", type=int, default=Recipe().steps, help="fewer for a trial")
    parser.add_argument("--threads", type=int, default=1, help="threads of torch")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(arguments.threads)
    synonyms = read_synonyms(arguments.synonyms) if arguments.synonyms else {}
    train(read_passages(arguments.data), synonyms, Recipe(steps=arguments.steps), arguments.out)
    _log.info("written to %s", arguments.out)


if __name__ == "__main__":
    main()
