"""Train the shipped Swedish static embedding model: a Unigram tokenizer and one vector a token, averaged.

    python ingest/models/train.py --data ../shared/training --out ingest/models/kommunminne-sv-static-256

Three to six minutes on two cores. Needs torch (the `models` extra). The folder it writes is read both by
sentence-transformers and by `ingest.embed.StaticEmbedder`; the model card beside it is written by hand.
"""

from __future__ import annotations

import argparse
import json
import logging
import lzma
import math
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers
from torch import Tensor, nn
from torch.nn import functional

SEED = 20261120
VOCABULARY = 40_000
DIMENSIONS = 256
NESTED = (256, 64)
BATCH = 1024
EPOCHS = 3
TEMPERATURE = 0.07
LEARNING_RATE = 0.02
WARM_UP = 0.1
START_CHARACTERS = 1000
WINDOW_CHARACTERS = 700
NEIGHBOURS = 3
SHORTEST_TITLE_WORDS = 3
TOKENISED_AT_ONCE = 4096
UNKNOWN = "<unk>"
STATIC_TYPE = "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding"
NORMALIZE_TYPE = "sentence_transformers.base.modules.normalize.Normalize"

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])|\n+")
_log = logging.getLogger("train")


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading and the text under it."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Bags:
    """Texts as token ids: text `i` is `ids[starts[i]:starts[i + 1]]`."""

    ids: Tensor
    starts: Tensor

    def pick(self, rows: Tensor) -> tuple[Tensor, Tensor]:
        """Ids and offsets of the texts `rows`, as `nn.EmbeddingBag` takes them."""
        lengths = self.starts[rows + 1] - self.starts[rows]
        offsets = torch.cat([torch.zeros(1, dtype=torch.long), lengths.cumsum(0)[:-1]])
        within = torch.arange(int(lengths.sum())) - torch.repeat_interleave(offsets, lengths)
        return self.ids[torch.repeat_interleave(self.starts[rows], lengths) + within], offsets


def read_passages(folder: Path) -> Iterator[Passage]:
    """All headings and texts of the folder's `*.jsonl.xz`; a heading too short gets its document's title before it."""
    for path in sorted(folder.glob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                title = row["q"].strip()
                if len(title.split()) < SHORTEST_TITLE_WORDS and row.get("title"):
                    title = f"{row['title'].strip()} {title}"
                yield Passage(title, row["d"].strip())


def make_pairs(passages: Sequence[Passage], random_source: random.Random) -> list[tuple[str, str]]:
    """Up to three pairs a passage: title and start, title and a window, a sentence and its neighbours without it."""
    pairs = []
    for passage in passages:
        body = passage.body
        pairs.append((passage.title, body[:START_CHARACTERS]))
        start = random_source.randrange(max(1, len(body) - WINDOW_CHARACTERS))
        pairs.append((passage.title, body[start : start + WINDOW_CHARACTERS]))
        pairs.extend(_sentence_pair(body, random_source))
    random_source.shuffle(pairs)
    return pairs


def _sentence_pair(body: str, random_source: random.Random) -> Iterator[tuple[str, str]]:
    sentences = [part for part in _SENTENCE_END.split(body) if len(part.split()) > 3]
    if len(sentences) < 2:
        return
    at = random_source.randrange(len(sentences))
    around = sentences[max(0, at - NEIGHBOURS) : at] + sentences[at + 1 : at + 1 + NEIGHBOURS]
    yield sentences[at], " ".join(around)


def train_tokenizer(passages: Sequence[Passage]) -> Tokenizer:
    """A Unigram tokenizer over words in lower case; punctuation is dropped."""
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(r"[^\p{L}\p{N}]+"), "removed"),
            pre_tokenizers.Metaspace(prepend_scheme="always"),
        ]
    )
    trainer = trainers.UnigramTrainer(
        vocab_size=VOCABULARY, unk_token=UNKNOWN, special_tokens=[UNKNOWN], show_progress=False
    )
    tokenizer.train_from_iterator((f"{p.title}\n{p.body}" for p in passages), trainer)
    return tokenizer


def as_bags(tokenizer: Tokenizer, texts: Sequence[str]) -> Bags:
    """Texts tokenised, each in one stretch of ids."""
    encoded = []
    for at in range(0, len(texts), TOKENISED_AT_ONCE):
        batch = texts[at : at + TOKENISED_AT_ONCE]
        encoded += [encoding.ids for encoding in tokenizer.encode_batch_fast(batch, add_special_tokens=False)]
    starts = np.cumsum([0, *(len(ids) for ids in encoded)])
    ids = np.concatenate([np.asarray(one, dtype=np.int64) for one in encoded])
    return Bags(torch.from_numpy(ids), torch.from_numpy(starts))


def train_vectors(questions: Bags, answers: Bags, vocabulary: int) -> NDArray[np.float32]:
    """One vector a token, (vocabulary, DIMENSIONS), by InfoNCE within the batch, both ways, at each nested length."""
    count = len(questions.starts) - 1
    embedding = nn.EmbeddingBag(vocabulary, DIMENSIONS, mode="mean")
    nn.init.normal_(embedding.weight, std=0.1)
    optimiser = torch.optim.Adam(embedding.parameters(), lr=LEARNING_RATE, fused=True)
    steps = EPOCHS * (count // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _rate(step, steps))
    for epoch in range(EPOCHS):
        total = 0.0
        order = torch.randperm(count)
        for rows in order[: count // BATCH * BATCH].view(-1, BATCH):
            loss = _loss(embedding(*questions.pick(rows)), embedding(*answers.pick(rows)))
            optimiser.zero_grad()
            torch.autograd.backward(loss)
            optimiser.step()
            schedule.step()
            total += loss.item()
        _log.info("epoch %d of %d: mean loss %.4f", epoch + 1, EPOCHS, total / (count // BATCH))
    return embedding.weight.detach().numpy()


def _rate(step: int, steps: int) -> float:
    """Linear warm-up, then a cosine down to nothing."""
    warm_up = max(1, int(steps * WARM_UP))
    if step < warm_up:
        return (step + 1) / warm_up
    return 0.5 * (1 + math.cos(math.pi * (step - warm_up) / max(1, steps - warm_up)))


def _loss(questions: Tensor, answers: Tensor) -> Tensor:
    target = torch.arange(len(questions))
    loss = torch.zeros(())
    for length in NESTED:
        left = functional.normalize(questions[:, :length], dim=1)
        right = functional.normalize(answers[:, :length], dim=1)
        scores = left @ right.T / TEMPERATURE
        loss = loss + functional.cross_entropy(scores, target) + functional.cross_entropy(scores.T, target)
    return loss / (2 * len(NESTED))


def write_model(out: Path, tokenizer: Tokenizer, vectors: NDArray[np.float32]) -> None:
    """The folder as sentence-transformers lays it out: a static embedding in eight bits a weight, then a Normalize.

    Each row is stored as int8 with its own scale, which sentence-transformers multiplies back on loading.
    """
    scales = (np.abs(vectors).max(axis=1) / 127).astype(np.float32)
    scales[scales == 0] = 1
    quantised = np.rint(vectors / scales[:, None]).astype(np.int8)
    static, normalize = out / "0_StaticEmbedding", out / "1_Normalize"
    static.mkdir(parents=True, exist_ok=True)
    normalize.mkdir(exist_ok=True)
    save_file({"embeddings": quantised, "weights": scales}, static / "model.safetensors")
    (static / "model.safetensors").chmod(0o644)  # safetensors leaves it to the owner alone
    tokenizer.save(str(static / "tokenizer.json"), pretty=False)
    _write_json(
        out / "modules.json",
        [
            {"idx": 0, "name": "0", "path": static.name, "type": STATIC_TYPE},
            {"idx": 1, "name": "1", "path": normalize.name, "type": NORMALIZE_TYPE},
        ],
    )
    _write_json(normalize / "config.json", {})
    settings = {"model_type": "SentenceTransformer", "similarity_fn_name": "cosine", "prompts": {}}
    _write_json(out / "config_sentence_transformers.json", settings)


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Read, tokenise, train, write; progress goes to the log."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--data", type=Path, required=True, help="folder of *.jsonl.xz with q, d and maybe title"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder to write the model to")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.manual_seed(SEED)
    passages = list(read_passages(arguments.data))
    pairs = make_pairs(passages, random.Random(SEED))  # noqa: S311 - not for secrets
    _log.info("%d passages, %d pairs", len(passages), len(pairs))
    tokenizer = train_tokenizer(passages)
    _log.info("tokenizer of %d tokens", tokenizer.get_vocab_size())
    questions = as_bags(tokenizer, [question for question, _ in pairs])
    answers = as_bags(tokenizer, [answer for _, answer in pairs])
    _log.info("%d tokens in pairs", len(questions.ids) + len(answers.ids))
    write_model(arguments.out, tokenizer, train_vectors(questions, answers, tokenizer.get_vocab_size()))
    _log.info("written to %s", arguments.out)


if __name__ == "__main__":
    main()
